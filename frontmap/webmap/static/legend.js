// The legend says the whole grammar of marks at a glance, and filters when clicked.

/** Fill the legend's card and keep it in step with the filters. */
class Legend {
  constructor(root, model, glyphs, words, held) {
    Object.assign(this, { root, model, glyphs, words, held });
    this.body = root.querySelector('[data-part="legend"]');
    this.render = framed(() => this.paint());
    model.on("claims", () => this.render());
    model.on("view", () => this.tellDay());
    this.paint();
  }

  /** Claimed control: a switch that names the day, the signs, and what blank ground means. */
  control(fact) {
    const { model, words, glyphs } = this;
    const toggle = el("button", { type: "button", class: "fm-key fm-switch", role: "switch", "data-legend": "control on", "aria-checked": String(model.controlSeen), on: { click: () => model.setControl(!model.controlOn) } }, el("span", { "data-part": "control-day" }));
    const note = words.say("legend.control-note", { distance: words.distance(this.held.radius) });
    return el(
      "section", { class: "fm-keys is-control", "aria-label": words.say("legend.control") },
      toggle, el("small", { class: "fm-none", "data-part": "control-none", role: "status" }), el("div", {}, CONTROL_SIGNS.map((sign) => fact(`legend.${sign}`, glyphs.drawn(sign)))), el("small", {}, note),
    );
  }

  tellDay() {
    const { model, words } = this;
    const line = this.body.querySelector('[data-part="control-day"]');
    if (!line) return;
    line.textContent = model.window ? controlDay(model, words) : words.say("legend.control");
    const silent = model.controlSeen && !this.held.on(model.window[1], model.clock).some(Boolean);
    this.body.querySelector('[data-part="control-none"]').textContent = silent ? words.say("legend.control-none") : "";
  }

  paint() {
    const { model, words, glyphs } = this;
    const { meta } = model.data;
    const focused = document.activeElement?.dataset?.legend;
    const item = (set, value, label, mark) =>
      el(
        "button",
        { type: "button", class: "fm-key", "data-legend": `${set} ${value}`, "aria-pressed": String(model.chosen[set].has(value)), on: { click: () => model.toggle(set, value) } },
        mark, el("span", {}, bdi(label)),
      );
    const dot = (side) => el("i", { class: "fm-dot", style: { background: sideInk(side) } });
    const fact = (key, mark) => el("span", { class: "fm-key is-fact" }, mark, el("span", {}, words.say(key)));
    const look = (more) => glyphs.icon({ kind: "control", side: 0, radius: 7, ...more });
    const disputed = meta.statuses.indexOf("disputed");
    const block = (key, className, children) => el("section", { class: className, "aria-label": words.say(key) }, el("h2", {}, words.say(key)), el("div", {}, children));
    this.body.replaceChildren(
      block("legend.who", "fm-keys", [...meta.sides.map((side, index) => item("sides", index, words.label(side.label), dot(index))), item("sides", OWN_VOICE, words.say("side.none"), dot(OWN_VOICE))]),
      block("legend.what", "fm-keys is-wide", meta.kinds.map((kind, index) => item("kinds", index, words.say(`kind.${kind}`), glyphs.icon({ kind, side: OWN_VOICE, radius: 7 })))),
      block("legend.how", "fm-keys is-wide", [
        fact("legend.denied", look({ hollow: true })),
        item("statuses", disputed, words.say("legend.disputed"), look({ split: true, other: Math.min(1, meta.sides.length - 1) })),
        fact("legend.hatched", look({ hatched: true })),
        fact("legend.ring", glyphs.drawn("ring")),
        fact("legend.verified", glyphs.drawn("verified")),
        fact("legend.unverified", glyphs.drawn("unverified")),
        fact("legend.older", glyphs.drawn("older")),
        fact("legend.area", glyphs.drawn("area")),
      ]),
    );
    if (model.data.control) this.body.append(this.control(fact));
    this.tellDay();
    if (focused) this.body.querySelector(`[data-legend="${focused}"]`)?.focus();
  }
}
