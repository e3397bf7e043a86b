// Out of the page: a link, what is shown as a table, the map as a picture, print.

/** The menu "Share". */
class Share {
  constructor(root, app) {
    Object.assign(this, { root, app });
    this.said = root.querySelector('[data-part="shared"]');
    const actions = {
      link: () => this.link(),
      csv: () => this.table("csv", "text/csv;charset=utf-8", csvOf),
      geojson: () => this.table("geojson", "application/geo+json", geojsonOf),
      png: async () => download(this.name("png"), "image/png", await pngPicture(app)),
      svg: () => download(this.name("svg"), "image/svg+xml", svgPicture(app)),
      print: () => window.print(),
    };
    for (const [name, action] of Object.entries(actions)) root.querySelector(`[data-share="${name}"]`).addEventListener("click", action);
    root.addEventListener("toggle", () => this.tell(""));
    root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !root.open) return;
      event.stopPropagation();
      root.open = false;
      root.querySelector("summary").focus();
    });
    document.addEventListener("pointerdown", (event) => {
      if (root.open && !root.contains(event.target)) root.open = false;
    });
  }

  tell(text) {
    this.said.textContent = text;
    this.said.hidden = !text;
  }

  /** A file's name: the title's letters and the days shown. */
  name(ending) {
    const { data, model } = this.app;
    const title = data.meta.title.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60).toLowerCase() || "frontmap";
    return `${[title, ...(model.whole ? [] : model.window.map(isoOf))].join("_")}.${ending}`;
  }

  table(ending, type, write) {
    const { model, data } = this.app;
    const claims = Array.from(model.list());
    download(this.name(ending), type, write(data, claims));
    this.tell(this.app.words.count("share.saved", claims.length));
  }

  async link() {
    const { app } = this;
    const address = `${location.href.replace(/#.*$/, "")}#${app.state()}`;
    try {
      await navigator.clipboard.writeText(address);
      this.tell(app.words.say("share.copied"));
    } catch {
      this.offer(address);
    }
  }

  /** Where the browser keeps the clipboard to itself: the link, ready to be copied by hand. */
  offer(address) {
    const field = el("input", { class: "fm-search", readonly: true, value: address, "aria-label": this.app.words.say("share.link") });
    this.said.replaceChildren(field);
    this.said.hidden = false;
    field.select();
  }
}
