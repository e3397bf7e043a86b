// What could not be placed or dated, what a correction left out, what is doubtful: visible, counted, each with its reason.

const TRAY_PAGE = 100;
const DOUBTFUL_SCORE = 0.6;
const CLOSE_RUNNER = 0.5;

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
    if (root.hidden && this.badged === model.sifted) return;
    this.badged = model.sifted;
    const passing = (test) => model.all().filter((claim) => model.passes[claim] && test(claim));
    const unplaced = passing((claim) => data.spot[claim] < 0);
    this.badge.textContent = words.number(unplaced.length);
    this.badge.hidden = unplaced.length === 0;
    if (root.hidden) return;
    const open = new Set([...root.querySelectorAll("details.fm-tray[open]")].map((tray) => tray.dataset.tray));
    if (!root.childElementCount) open.add(unplaced.length ? "claims" : "undated");
    const numbers = (column) => (column ?? []).map((_, index) => index);
    this.opened = open;
    const trays = [
      this.tray("claims", unplaced, (claim) => el("li", {}, ledger.card(claim))),
      this.tray("undated", passing((claim) => data.first[model.clock][claim] === NO_DAY), (claim) => this.claimRow(claim)),
      this.tray("doubtful", passing((claim) => this.doubts(claim).length > 0), (claim) => this.claimRow(claim, this.doubts(claim))),
      this.tray("rejected", numbers(data.rejected.text), (index) => this.rejectedRow(index)),
      this.tray("documents", numbers(data.documents.date_first).filter((index) => data.documents.date_first[index] === null), (index) => this.documentRow(index)),
      this.tray("mentions", numbers(data.mentions.text), (index) => this.mentionRow(index)),
    ];
    root.replaceChildren(...trays.filter(Boolean));
    if (!root.childElementCount) root.append(el("p", { class: "fm-hint" }, words.say("tray.none")));
  }

  /** A tray that makes its rows when it is opened, some at a time; nothing where there is no row. */
  tray(key, items, row) {
    if (!items.length) return null;
    const { words } = this.ledger;
    const list = el("ul", {});
    const more = el("button", { type: "button", class: "fm-more", hidden: true, on: { click: () => fill() } });
    let made = 0;
    const fill = () => {
      list.append(...Array.from(items.slice(made, made + TRAY_PAGE), row));
      made = Math.min(made + TRAY_PAGE, items.length);
      more.hidden = made === items.length;
      more.textContent = words.count("tray.more", items.length - made);
    };
    const tray = el("details", { class: "fm-tray", "data-tray": key }, el("summary", {}, words.say(`tray.${key}`), el("small", {}, words.number(items.length))), el("p", {}, words.say(`tray.${key}-note`)), list, more);
    tray.open = this.opened.has(key);
    if (tray.open) fill();
    tray.addEventListener("toggle", () => {
      if (tray.open && made === 0) fill();
    });
    return tray;
  }

  /** Why a claim's place is doubtful, in words; empty where it is not. */
  doubts(claim) {
    const { data } = this.model;
    const { words } = this.ledger;
    if (data.spot[claim] < 0) return [];
    const score = data.columns.place_score[claim];
    const found = score < DOUBTFUL_SCORE ? [words.say("doubt.score", { score: words.share(score) })] : [];
    const second = data.columns.runners[claim].reduce((best, runner) => (best === null || data.runners.score[runner] > data.runners.score[best] ? runner : best), null);
    if (second !== null && data.runners.score[second] > score * CLOSE_RUNNER) found.push(words.say("doubt.runner", { place: this.ledger.runnerName(second, claim), score: words.share(data.runners.score[second]), own: words.share(score) }));
    return found;
  }

  claimRow(claim, reasons = []) {
    const { data } = this.model;
    const name = data.placeName(claim);
    const what = [el("b", {}, bdi(name)), " ", bdi(this.ledger.phrase(claim))];
    const head = data.spot[claim] < 0 ? el("span", {}, what) : el("button", { type: "button", class: "fm-tray-open", on: { click: () => this.open?.(claim) } }, what);
    return el("li", { class: "fm-tray-row" }, this.ledger.glyphs.icon(this.ledger.look(claim, 6)), el("div", {}, head, el("q", { dir: "auto" }, data.text("text", claim)), reasons.map((reason) => el("p", { class: "fm-why" }, bdi(reason)))));
  }

  rejectedRow(index) {
    const { data } = this.model;
    const { words } = this.ledger;
    const { kind, denied, side, place, text, why, document } = Object.fromEntries(Object.entries(data.rejected).map(([name, column]) => [name, column[index]]));
    const look = { kind: data.meta.kinds[kind], side, hollow: denied === 1, radius: 6 };
    return el(
      "li", { class: "fm-tray-row" }, this.ledger.glyphs.icon(look),
      el(
        "div", {}, el("b", {}, words.say(`kind.${data.meta.kinds[kind]}`), data.strings[place] ? [" · ", bdi(data.strings[place])] : ""), el("q", { dir: "auto" }, data.strings[text]),
        el("p", { class: "fm-why" }, words.say("tray.why"), " ", bdi(data.strings[why])), el("small", {}, webLink(data.documentText("url", document), data.documentText("title", document))),
      ),
    );
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
