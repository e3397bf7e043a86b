// The list of claims, with search and filters; and the ledger of the place that is open.

const PAGE_SIZE = 20;
const REST = 90; // milliseconds without a change before the list is made anew: while time runs, only its count does

/** The tab "Claims": an equal of the map for whoever cannot see it. */
class ClaimList {
  constructor(root, model, ledger, open) {
    Object.assign(this, { root, model, ledger, open, data: model.data, words: ledger.words, glyphs: ledger.glyphs });
    const find = (name) => root.querySelector(`[data-part="${name}"]`);
    Object.assign(this, { search: find("search"), chips: find("filters"), items: find("list"), count: find("count"), clear: find("clear"), disputed: find("disputed"), title: find("filters-title") });
    const type = settled(() => model.setText(this.search.value), 120);
    this.search.addEventListener("input", type);
    this.clear.addEventListener("click", () => model.clear());
    this.disputed.addEventListener("click", () => model.setDisputed(!model.onlyDisputed));
    this.items.addEventListener("scroll", () => this.more(), { passive: true });
    root.addEventListener("scroll", () => this.more(), { passive: true });
    this.items.addEventListener("keydown", (event) => this.key(event));
    this.filters = root.querySelector(".fm-filters");
    this.filters.addEventListener("toggle", () => this.paintChips());
    this.rest = settled(() => this.paint(), REST);
    model.on("view", () => this.restless());
    this.paint();
  }

  /** Count at once, list when time rests. */
  restless() {
    if (this.root.hidden) return;
    this.tell();
    this.rest();
  }

  /** How many claims are shown, and which filters are set. */
  tell() {
    const { model, words } = this;
    this.count.textContent = words.count("list.count", model.visible);
    this.clear.hidden = model.filters === 0;
    this.title.textContent = model.filters ? words.say("filter.titled", { n: words.number(model.filters) }) : words.say("filter.title");
    const disputes = model.facet("statuses", model.data.meta.statuses.indexOf("disputed"));
    this.disputed.replaceChildren(words.say("filter.disputed"), " ", el("small", {}, words.number(disputes)));
    this.disputed.setAttribute("aria-pressed", String(model.onlyDisputed));
    this.disputed.hidden = disputes === 0 && !model.onlyDisputed;
  }

  paint() {
    if (this.root.hidden) return;
    const { model, words } = this;
    if (document.activeElement !== this.search && this.search.value.trim().toLowerCase() !== model.text) this.search.value = model.text;
    this.found = model.list();
    this.tell();
    this.paintChips();
    this.items.replaceChildren();
    this.drawn = 0;
    if (!this.found.length) this.items.append(el("li", { class: "fm-empty" }, words.say(model.data.count ? "list.none" : "list.empty")));
    this.page();
  }

  paintChips() {
    if (!this.filters.open) return;
    const { model, words, data, glyphs } = this;
    const focused = document.activeElement?.dataset?.chip;
    const chip = (set, value, label, mark) => {
      const count = model.facet(set, value);
      const pressed = model.chosen[set].has(value);
      if (!count && !pressed) return "";
      const key = `${set} ${value}`;
      return el("button", { type: "button", class: "fm-filter", "data-chip": key, "aria-pressed": String(pressed), on: { click: () => model.toggle(set, value) } }, mark, bdi(label), el("small", {}, words.number(count)));
    };
    const dot = (side) => el("i", { class: "fm-dot", style: { background: sideInk(side) } });
    const sides = [...data.meta.sides.map((side, index) => chip("sides", index, words.label(side.label), dot(index))), chip("sides", OWN_VOICE, words.say("side.none"), dot(OWN_VOICE))];
    const kinds = data.meta.kinds.map((kind, index) => chip("kinds", index, words.say(`kind.${kind}`), glyphs.icon({ kind, side: OWN_VOICE, radius: 5 })));
    const named = (set, prefix) => model.facets.find((facet) => facet.name === set).names.map((name, index) => chip(set, index, words.say(`${prefix}.${name}`)));
    const group = (key, chips) => {
      const any = chips.filter(Boolean);
      return any.length ? el("div", { class: "fm-filter-group", role: "group", "aria-label": words.say(key) }, el("span", {}, words.say(key)), el("div", {}, any)) : "";
    };
    const groups = [
      ...(data.meta.changes ? [group("filter.changes", named("changes", "change"))] : []),
      group("filter.sides", sides), group("filter.kinds", kinds), group("filter.statuses", named("statuses", "status")), group("filter.verifications", named("verifications", "verification")),
      group("filter.modalities", named("modalities", "modality")), group("filter.scores", named("scores", "score")), group("filter.publishers", this.publisherChips(chip)),
    ];
    this.chips.replaceChildren(...groups.filter(Boolean));
    if (focused) this.chips.querySelector(`[data-chip="${focused}"]`)?.focus();
  }

  /** The publishers that most claims come through, and those that are chosen; the rest on demand. */
  publisherChips(chip) {
    const { model, words, data } = this;
    const ranked = data.publishers.map((name, index) => ({ name, index, count: model.facet("publishers", index) })).filter(({ count, index }) => count || model.chosen.publishers.has(index));
    ranked.sort((a, b) => b.count - a.count || a.index - b.index);
    const first = this.allPublishers ? ranked : ranked.filter(({ index }, place) => place < 8 || model.chosen.publishers.has(index));
    const chips = first.map(({ name, index }) => chip("publishers", index, name || words.say("publisher.none")));
    const rest = ranked.length - first.length;
    if (!rest) return chips;
    const show = () => {
      this.allPublishers = true;
      this.paintChips();
    };
    return [...chips, el("button", { type: "button", class: "fm-filter", "data-chip": "publishers more", on: { click: show } }, words.count("filter.more", rest))];
  }

  /** Add some rows; more than a tall screen shows, so that nothing need be measured. */
  page() {
    const next = Array.from(this.found.slice(this.drawn, this.drawn + PAGE_SIZE));
    this.items.append(...next.map((claim) => this.row(claim)));
    this.drawn += next.length;
  }

  /** Add rows while the end is near. */
  more() {
    while (this.drawn < this.found.length && this.nearEnd()) this.page();
  }

  nearEnd() {
    const scroller = this.root;
    return scroller.clientHeight > 0 && scroller.scrollTop + scroller.clientHeight > scroller.scrollHeight - 600;
  }

  row(claim) {
    const { data, ledger, model } = this;
    const side = data.side[claim];
    const text = data.text("text", claim);
    const button = el(
      "button",
      { type: "button", class: "fm-row", on: { click: () => this.open(claim) } },
      this.glyphs.icon(ledger.look(claim, 7)),
      el("span", { class: "fm-row-place" }, el("bdi", {}, highlighted(data.placeName(claim) || ledger.words.say("list.unplaced"), model.text))),
      el("time", {}, ledger.date(claim)),
      el("span", { class: "fm-row-voice" }, bdi(ledger.phrase(claim)), ledger.statusName(claim) === "disputed" && el("em", {}, " · ", ledger.words.say("status.disputed").toLowerCase())),
      el("q", { class: "fm-row-text", dir: "auto" }, highlighted(snippet(text, model.text), model.text)),
      this.foundElsewhere(claim, text),
    );
    button.style.setProperty("--side", sideInk(side));
    return el("li", {}, button);
  }

  /** Where the search found a claim by what its row does not show: speaker, publisher, title, the place as it was written. */
  foundElsewhere(claim, text) {
    const { data, model } = this;
    const finds = (words) => words.toLowerCase().includes(model.text);
    if (!model.text || finds(text) || finds(data.placeName(claim))) return "";
    const fields = [data.text("place_text", claim), data.text("claimant", claim), data.text("actor", claim), data.publisher(claim), data.documentText("title", data.columns.document[claim])];
    const found = fields.find(finds);
    return found ? el("small", { class: "fm-row-found" }, el("bdi", {}, highlighted(found, model.text))) : "";
  }

  key(event) {
    const direction = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    const row = event.target.closest("li");
    if (!direction || !row) return;
    event.preventDefault();
    row[direction]?.querySelector("button")?.focus();
  }
}

/** A sentence from shortly before what the search found, so that two lines show it. */
function snippet(text, needle) {
  const at = needle ? text.toLowerCase().indexOf(needle) : -1;
  const from = at > 64 ? text.lastIndexOf(" ", at - 32) : -1;
  return from > 0 ? `… ${text.slice(from + 1)}` : text;
}

/** The tab "Place": the ledger of the place that is open. */
class PlaceView {
  constructor(root, model, ledger, held) {
    Object.assign(this, { root, model, ledger, held, everything: false });
    this.render = framed(() => this.paint());
    model.on("view", () => this.render());
    model.on("selection", () => {
      this.everything = false;
      this.paint();
      this.root.scrollTop = 0;
    });
    this.paint();
  }

  paint() {
    const { model, ledger, root } = this;
    const { data, words } = { data: model.data, words: ledger.words };
    if (root.hidden && root.childElementCount === 0 && model.place === null) return;
    root.replaceChildren();
    root.classList.remove("has-dispute");
    if (model.place === null) {
      root.append(el("p", { class: "fm-hint" }, words.say("place.none")));
      return;
    }
    const all = model.ofPlace(model.place);
    const shown = this.everything ? all : all.filter((claim) => model.shown[claim]);
    const spot = data.spotsOfPlace.get(model.place)[0];
    const region = [data.spotText("admin1", spot), words.country(data.spotText("country", spot))].filter(Boolean).join(", ");
    const told = [region && bdi(region), words.count("place.claims", shown.length), ledger.origination(shown)].filter(Boolean);
    root.append(el("header", { class: "fm-place-head" }, el("h2", { tabindex: "-1" }, bdi(data.spotText("name", spot))), el("button", { type: "button", class: "fm-close", "aria-label": words.say("place.close"), on: { click: () => this.close() } }, "×")));
    root.append(el("p", { class: "fm-place-told" }, told.flatMap((part, index) => (index ? [" · ", part] : [part]))));
    const control = this.controlLine();
    if (control) root.append(control);
    root.append(placeLanes(model, ledger, all, Math.max(root.clientWidth - 130, 180), (claim) => this.reveal(claim)));
    const entries = ledger.entries(shown);
    root.classList.toggle("has-dispute", entries.some((entry) => entry.classList.contains("fm-dispute")));
    root.append(...entries);
    if (shown.length < all.length) {
      root.append(el("button", { type: "button", class: "fm-more", on: { click: () => { this.everything = true; this.paint(); } } }, words.count("place.more", all.length - shown.length)));
    }
  }

  /** Who is claimed to hold the place on the window's last day, where the page has the control layer and somebody spoke of it. */
  controlLine() {
    const { model, held, ledger: { words } } = this;
    const cell = model.controlSeen ? held.cellOf.get(model.place) : undefined;
    const span = cell === undefined ? undefined : held.on(model.window[1], model.clock)[cell];
    return span && el("p", { class: "fm-held", "data-part": "held" }, el("b", {}, controlDay(model, words)), " ", heldLine(held, cell, model.data.meta, words));
  }

  /** Bring a claim's card into view and focus, whatever hides it. */
  reveal(claim) {
    const { model, root } = this;
    const id = model.data.text("id", claim);
    const find = () => [...root.querySelectorAll("[data-claim]")].find((card) => card.dataset.claim === id);
    if (!find() && !model.shown[claim]) {
      this.everything = true;
      this.paint();
    }
    const card = find();
    for (let fold = card?.parentElement.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    (card ?? root.querySelector("h2"))?.focus({ preventScroll: true });
    if (!card) return;
    const [box, view] = [card.getBoundingClientRect(), root.getBoundingClientRect()];
    if (box.top < view.top || box.top + Math.min(box.height, 160) > view.bottom) card.scrollIntoView({ block: "start" });
  }
}
