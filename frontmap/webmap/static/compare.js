// Two ledgers on one page: what was, what is, and what changed between; two maps that move together.

const [WAS, IS] = [1, 2]; // bits of the column `era`
const CHANGE_SIGNS = { new: "+", gone: "−" };
const CHANGED = "≠";

/** What of the model belongs to one ledger: the same filters and days, other claims. */
class Era {
  constructor(model, bit) {
    Object.assign(this, { model, bit });
  }

  get data() {
    return this.model.data;
  }

  get clock() {
    return this.model.clock;
  }

  get window() {
    return this.model.window;
  }

  get place() {
    return this.model.place;
  }

  /** All that is listed where one map shows everything; the claims of this ledger where there are two. */
  get shown() {
    const { model, bit } = this;
    if (!model.split) return model.shown;
    if (this.at !== model.computed) [this.at, this.own] = [model.computed, model.met.map((met, claim) => (met && model.data.era[claim] & bit ? 1 : 0))];
    return this.own;
  }
}

/** The map of what was, beside that of what is. */
class Beside {
  constructor(app) {
    Object.assign(this, { app });
    const { root, model, words, data } = app;
    const now = root.querySelector('[data-part="map"]');
    this.frame = el("div", { class: "fm-map fm-before", role: "application" });
    now.before(this.frame);
    this.titles = [[this.frame, "compare.before"], [now, "compare.now"]].map(([frame, key]) => [frame.appendChild(el("p", { class: "fm-era" })), key]);
    this.map = app.makeMap(this.frame);
    this.map.createPane("frontmap").style.zIndex = "450";
    this.map.getPane("frontmap").style.pointerEvents = "none";
    this.ground = groundLayer(app.groundLayers, app.glyphs).addTo(this.map);
    this.map.setView(app.map.getCenter(), app.map.getZoom(), { animate: false });
    this.marks = marksLayer(new Era(model, WAS), app.glyphs, words).addTo(this.map);
    if (app.held && data.controlBefore) this.control = controlLayer(new Control(data.controlBefore, data.meta), model, app.glyphs).addTo(this.map);
    this.link(app.map, this.map);
    this.link(this.map, app.map);
    this.map.on("click", (event) => {
      const found = this.marks.at(event.containerPoint);
      app.openPlace(found ? data.placeId(found.mark.spot) : null);
    });
    this.button = el("button", { type: "button", class: "fm-filter", "data-part": "split", on: { click: () => this.set(!model.split) } });
    root.querySelector('[data-part="count"]').after(this.button);
    model.on("view", () => this.refresh());
    model.on("selection", () => model.split && this.marks.draw());
    this.set(root.dataset.layout === "desktop");
    app.frame(); // as wide as the map is now
  }

  /** Let one map follow the other; its own following ends there. */
  link(from, to) {
    from.on("move", () => {
      if (this.moving || !this.app.model.split) return;
      this.moving = true;
      to.setView(from.getCenter(), from.getZoom(), { animate: false });
      this.moving = false;
    });
  }

  /** Two maps, or one that shows everything. */
  set(split) {
    const { app } = this;
    const centre = app.map.getCenter();
    app.model.split = split;
    app.root.classList.toggle("is-split", split);
    for (const map of [app.map, this.map]) {
      map.invalidateSize({ pan: false });
      map.setView(centre, app.map.getZoom(), { animate: false });
    }
    app.model.tell("view");
  }

  refresh() {
    const { words, model } = this.app;
    this.button.textContent = words.say("compare.split");
    this.button.setAttribute("aria-pressed", String(model.split));
    for (const [title, key] of this.titles) {
      const signs = [["change.changed", CHANGED], key === "compare.before" ? ["change.gone", CHANGE_SIGNS.gone] : ["change.new", CHANGE_SIGNS.new]];
      title.replaceChildren(el("b", {}, words.say(key)), ...signs.flatMap(([name, sign]) => [" ", el("span", {}, el("i", {}, sign), " ", words.say(name))]));
    }
    this.frame.setAttribute("aria-label", words.say("compare.before"));
    if (!model.split) return;
    this.control?.refresh();
    this.marks.refresh();
  }

  repaint() {
    this.ground.redraw();
  }
}

/** What changed of a claim, and from what to what; nothing where it is as it was. */
function changeLine(claim, data, words) {
  const name = data.meta.changes?.[data.change[claim]];
  if (!name || name === "same") return "";
  const told = (column) => data.text(column, claim).split("; ").map((part) => words.messages[`status.${part}`] ?? part).join("; ");
  const [before, after] = [told("before"), told("after")];
  return el("p", { class: "fm-change" }, el("b", {}, words.say(`change.${name}`)), before && after ? bdi(` ${before} → ${after}`) : "");
}

/** The sign of a change beside a mark. */
function drawChange(context, { mark, px, py, radius }, glyphs, names) {
  const sign = CHANGE_SIGNS[names[mark.change]] ?? CHANGED;
  const [x, y] = [px - radius - 1, py - radius - 1];
  context.fillStyle = glyphs.theme.land;
  context.beginPath();
  context.arc(x, y, 7.5, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = glyphs.theme.ink;
  context.beginPath();
  context.arc(x, y, 6, 0, Math.PI * 2);
  context.fill();
  context.font = `700 11px ${FACE}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = glyphs.theme.land;
  context.fillText(sign, x, y + 0.5);
  context.textAlign = "start";
}
