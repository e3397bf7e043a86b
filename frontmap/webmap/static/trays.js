// What could not be placed or dated: visible, counted, each with its reason.

/** The tab "Unplaced". */
class Trays {
  constructor(root, badge, model, ledger) {
    Object.assign(this, { root, badge, model, ledger });
    this.render = framed(() => this.paint());
    model.on("view", () => this.render());
    this.paint();
  }

  paint() {
    const { model, ledger, root } = this;
    const { data, words } = { data: model.data, words: ledger.words };
    const open = new Set([...root.querySelectorAll("details.fm-tray[open]")].map((tray) => tray.dataset.tray));
    const first = root.childElementCount === 0;
    const unplaced = [];
    const undated = [];
    for (let claim = 0; claim < data.count; claim++) {
      if (!model.passes[claim]) continue;
      if (data.spot[claim] < 0) unplaced.push(claim);
      if (data.first[model.clock][claim] === NO_DAY) undated.push(claim);
    }
    this.badge.textContent = words.number(unplaced.length);
    this.badge.hidden = unplaced.length === 0;
    if (root.hidden) return;
    const documents = (data.documents.date_first ?? []).flatMap((day, index) => (day === null ? [index] : []));
    const mentions = (data.mentions.text ?? []).map((_, index) => index);
    const tray = (key, rows, note) => {
      if (!rows.length) return "";
      return el("details", { class: "fm-tray", "data-tray": key, open: first ? key === "claims" || !unplaced.length : open.has(key) }, el("summary", {}, words.say(`tray.${key}`), el("small", {}, words.number(rows.length))), el("p", {}, words.say(note)), el("ul", {}, rows));
    };
    root.replaceChildren(
      ...[
        tray("claims", unplaced.slice(0, 400).map((claim) => el("li", {}, ledger.card(claim))), "tray.claims-note"),
        tray("undated", undated.slice(0, 400).map((claim) => this.undatedRow(claim)), "tray.undated-note"),
        tray("documents", documents.slice(0, 400).map((index) => this.documentRow(index)), "tray.documents-note"),
        tray("mentions", mentions.slice(0, 400).map((index) => this.mentionRow(index)), "tray.mentions-note"),
      ].filter(Boolean),
    );
    if (!root.childElementCount) root.append(el("p", { class: "fm-hint" }, words.say("tray.none")));
  }

  undatedRow(claim) {
    const { data } = this.model;
    return el("li", { class: "fm-tray-row" }, this.ledger.glyphs.icon(this.ledger.look(claim, 6)), el("div", {}, el("b", {}, bdi(data.placeName(claim))), " ", bdi(this.ledger.phrase(claim)), el("q", { dir: "auto" }, data.text("text", claim))));
  }

  documentRow(index) {
    const { data } = this.model;
    const title = data.documentText("title", index) || this.ledger.words.say("tray.untitled");
    return el("li", { class: "fm-tray-row" }, el("div", {}, webLink(data.documentText("url", index), title), el("small", {}, bdi(data.documentText("publisher", index)))));
  }

  mentionRow(index) {
    const { data } = this.model;
    return el("li", { class: "fm-tray-row" }, el("div", {}, el("b", {}, bdi(data.strings[data.mentions.text[index]])), el("small", {}, bdi(data.strings[data.mentions.reason[index]]))));
  }
}
