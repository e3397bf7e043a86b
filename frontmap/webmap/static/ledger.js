// A place's ledger: who said what of it, in which sentence, through whom, and who denies it.

/** Makes cards and phrases of claims. */
class Ledger {
  constructor(model, glyphs, words) {
    Object.assign(this, { model, data: model.data, glyphs, words });
  }

  look(claim, radius = 8) {
    const { data } = this;
    return { kind: data.meta.kinds[data.kind[claim]], side: data.side[claim], hollow: data.denied[claim] === 1, hatched: data.modality[claim] !== 0, radius };
  }

  kindName(claim) {
    return this.words.say(`kind.${this.data.meta.kinds[this.data.kind[claim]]}`);
  }

  statusName(claim) {
    return this.data.meta.statuses[this.data.status[claim]];
  }

  /** The label of the side that speaks, empty where none does. */
  sideLabel(claim) {
    const side = this.data.meta.sides[this.data.side[claim]];
    return side && side.id !== "other" ? this.words.label(side.label) : "";
  }

  /** Who speaks, as the page calls them: a side by its label, anybody else by name. */
  speaker(claim) {
    const { data, words } = this;
    return this.sideLabel(claim) || data.text("claimant", claim) || data.publisher(claim) || words.say("card.article");
  }

  /** "Russian side claims control", "Control, according to the mayor": what is said, never that it is so. */
  phrase(claim) {
    const { data, words } = this;
    const modality = data.meta.modalities[data.modality[claim]];
    const own = data.side[claim] === OWN_VOICE && !data.text("claimant", claim);
    const form = data.denied[claim] ? "denies" : modality !== "actual" ? modality : own ? "reports" : "claims";
    const known = data.text("claimant", claim) || data.publisher(claim);
    const kind = data.meta.kinds[data.kind[claim]];
    const named = !own && form !== "reports" && !this.sideLabel(claim) && data.text("claimant", claim) !== ""; // "aid workers" or "the mayor": no verb fits every name
    const phrase = words.say(`${named ? "named" : "voice"}.${form === "reports" && !known ? "tells" : form}`, { who: this.speaker(claim), what: words.say(`noun.${kind}`), about: words.say(`about-noun.${kind}`) });
    return named ? phrase.charAt(0).toUpperCase() + phrase.slice(1) : phrase;
  }

  date(claim, clock = this.model.clock) {
    const name = clock === "event" ? "event" : "published";
    const { columns } = this.data;
    return this.words.span(columns[`${name}_first`][claim], columns[`${name}_last`][claim], columns[`${name}_about`][claim] === 1);
  }

  /** The sentence with cue words underlined, the place marked, the speaker in small capitals, the search found. */
  sentence(claim) {
    const { data, model } = this;
    const text = data.text("text", claim);
    const spans = [];
    const add = (range, className) => range && spans.push({ start: range[0], end: range[1], className });
    for (const [start, end] of data.columns.cues[claim]) add([start, end], "fm-cue");
    add(data.columns.mention[claim], "fm-named");
    add(data.columns.speaker[claim], "fm-speaker");
    if (model.text) {
      const low = text.toLowerCase();
      for (let at = low.indexOf(model.text); at >= 0 && low.length === text.length; at = low.indexOf(model.text, at + model.text.length)) add([at, at + model.text.length], "fm-found");
    }
    const cuts = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
    const parts = cuts.slice(1).map((end, index) => {
      const start = cuts[index];
      const classes = spans.filter((span) => span.start <= start && span.end >= end).map((span) => span.className);
      return classes.length ? el("span", { class: classes.join(" ") }, text.slice(start, end)) : text.slice(start, end);
    });
    return el("blockquote", { class: "fm-sentence", dir: "auto" }, parts);
  }

  /** A claim's card. */
  card(claim) {
    const { data, words } = this;
    const side = data.side[claim];
    const status = this.statusName(claim);
    const head = el(
      "header",
      { class: "fm-card-head" },
      this.glyphs.icon(this.look(claim)),
      el("span", { class: "fm-card-what" }, el("b", {}, this.kindName(claim)), el("span", { class: "fm-card-place" }, " · ", bdi(data.placeName(claim) || words.say("card.no-place")))),
      el("time", { class: "fm-card-date" }, this.date(claim)),
    );
    const line = el("p", { class: "fm-voice" }, bdi(this.phrase(claim)), status !== "claimed" && el("span", { class: `fm-chip is-${status}` }, words.say(`status.${status}`)), data.text("grade", claim) && el("small", { class: "fm-grade", title: words.say("card.grade-note") }, " · ", words.say("card.grade", { grade: data.text("grade", claim) })), data.background[claim] === 1 && el("small", { class: "fm-background" }, " · ", words.say("card.background")));
    const card = el("article", { class: "fm-card", "data-claim": data.text("id", claim), tabindex: "-1" }, head, line, changeLine(claim, data, words), this.sentence(claim), this.quantities(claim), this.source(claim), this.proof(claim), this.dates(claim), this.placing(claim));
    card.style.setProperty("--side", sideInk(side));
    return card;
  }

  /** The numbers that the claim gives, in one quiet line: "Killed: at least 20 · soldiers". */
  quantities(claim) {
    const { data, words } = this;
    const told = data.columns.quantities[claim].map(([what, of, low, high, about, total]) => {
      const unit = words.messages[`unit-of.${what}`];
      const number = words.bounds(low, high, about === 1);
      const noun = data.strings[of] && ` · ${words.messages[`of.${data.strings[of]}`] ?? data.strings[of]}`;
      return `${words.say(`counted.${what}`)}: ${unit ? words.say(`unit-of.${what}`, { n: number }) : number}${noun}${total ? ` (${words.say("counted.total")})` : ""}`;
    });
    return told.length ? el("p", { class: "fm-numbers" }, bdi(told.join("; "))) : "";
  }

  source(claim) {
    const { data, words } = this;
    const document = data.columns.document[claim];
    const publisher = data.publisher(claim);
    const claimant = data.text("claimant", claim);
    const title = data.documentText("title", document);
    const url = data.documentText("url", document);
    return el(
      "p",
      { class: "fm-source" },
      claimant ? [words.say("card.said-by"), " ", el("b", {}, bdi(claimant))] : el("b", {}, words.say("card.own-voice")),
      publisher && publisher !== claimant ? [" · ", words.say("card.through"), " ", bdi(publisher)] : "",
      title || url ? el("span", { class: "fm-title", dir: "auto" }, webLink(url, title || url)) : "",
    );
  }

  proof(claim) {
    const { data, words } = this;
    const publisher = data.publisher(claim) || words.say("card.publisher");
    const key = ["none", "unverified", "verified"][data.verification[claim]];
    return el("p", { class: `fm-proof is-${key}` }, bdi(words.say(`proof.${key}`, { publisher })));
  }

  dates(claim) {
    const { data, words } = this;
    const { columns } = data;
    const row = (name, key) => {
      const first = columns[`${name}_first`][claim];
      const basis = data.meta.bases[columns[`${name}_basis`][claim]];
      const why = first === null || basis === "none" ? "" : ` (${words.say(`basis.${basis}`)})`;
      return el("div", {}, el("dt", {}, words.say(key)), el("dd", {}, first === null && name !== "event" ? words.say("date.not-told") : words.span(first, columns[`${name}_last`][claim], columns[`${name}_about`][claim] === 1), el("small", {}, why)));
    };
    return el("dl", { class: "fm-dates" }, row("event", "date.event"), row("stated", "date.stated"), row("published", "date.published"));
  }

  /** Why the claim stands where it stands, folded; or why it stands nowhere. */
  placing(claim) {
    const { data, words } = this;
    const spot = data.spot[claim];
    if (spot < 0) return el("p", { class: "fm-unplaced-why" }, words.say("card.unplaced"), " ", bdi(data.text("place_reason", claim) || words.say("card.no-settlement")));
    const precision = words.say(`precision.${data.precision(spot)}`);
    const facts = [
      data.text("relation", claim) && `“${data.text("relation", claim)}”`,
      precision,
      data.radius[claim] ? words.say("card.radius", { distance: words.distance(data.radius[claim]) }) : "",
      words.say("card.score", { score: words.share(data.columns.place_score[claim]) }),
    ].filter(Boolean);
    const where = [data.spotText("name", spot), data.spotText("admin1", spot), words.country(data.spotText("country", spot))].filter(Boolean).join(", ");
    const others = data.columns.runners[claim].map((runner) =>
      el("li", {}, words.say("card.not"), " ", bdi(this.runnerName(runner, claim)), " ", el("small", {}, words.say("card.score", { score: words.share(data.runners.score[runner]) }))),
    );
    const reason = data.text("place_reason", claim);
    return el(
      "details",
      { class: "fm-placing" },
      el("summary", {}, words.say("card.placed"), " ", el("span", {}, facts.join(" · "))),
      el("p", {}, bdi(where), reason ? [": ", bdi(reason)] : ""),
      others.length ? el("ul", {}, others) : "",
    );
  }

  /** A place that was not chosen: "Ivanivka, Kherson Oblast, 212 km away"; its country only where it is another. */
  runnerName(runner, claim) {
    const { data, words } = this;
    const text = (name) => data.strings[data.runners[name][runner]];
    const far = data.runners.distance[runner];
    const abroad = text("country") !== data.spotText("country", data.spot[claim]);
    return [text("name"), text("admin1"), abroad && words.country(text("country")), far !== null && words.say("card.away", { distance: words.distance(far) })].filter(Boolean).join(", ");
  }

  /** Claims in groups: a dispute is a pair of columns, what repeats one origin's words is folded under it. */
  groups(claims) {
    const { data } = this;
    const threads = new Map();
    for (const claim of claims) {
      const key = data.columns.thread[claim] || `kind ${data.kind[claim]}`;
      if (!threads.has(key)) threads.set(key, []);
      threads.get(key).push(claim);
    }
    const groups = [...threads.values()].map((members) => {
      const asserted = this.origins(members.filter((claim) => !data.denied[claim]));
      const denied = this.origins(members.filter((claim) => data.denied[claim]));
      return { members, asserted, denied, disputed: asserted.length > 0 && denied.length > 0 };
    });
    return [...groups.filter((group) => group.disputed), ...groups.filter((group) => !group.disputed)];
  }

  /** "7 articles, 2 origins": in how many reports claims stand, and how many have really said it; empty for one report. */
  origination(claims) {
    const { columns } = this.data;
    const articles = new Set(claims.map((claim) => columns.document[claim])).size;
    const origins = new Set(claims.map((claim) => columns.origin[claim] || `document ${columns.document[claim]}`)).size;
    return articles > 1 ? `${this.words.count("place.articles", articles)}, ${this.words.count("place.origins", origins)}` : "";
  }

  /** Claims of one origin, side and kind together: the first stands, the others repeat it. */
  origins(claims) {
    const { data } = this;
    const found = new Map();
    for (const claim of claims) {
      const origin = data.columns.origin[claim];
      const key = origin ? `${origin}|${data.kind[claim]}|${data.side[claim]}|${data.modality[claim]}` : `claim ${claim}`;
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(claim);
    }
    return [...found.values()];
  }

  /** One origin's card with its repetitions folded under it. */
  stack([claim, ...repeats]) {
    const card = this.card(claim);
    if (repeats.length) card.append(el("details", { class: "fm-repeats" }, el("summary", {}, this.words.count("card.repeats", repeats.length)), repeats.map((repeat) => this.card(repeat))));
    return card;
  }

  /** The ledger of a place as elements, `claims` newest first. */
  entries(claims) {
    return this.groups(claims).map(({ members, asserted, denied, disputed }) => {
      const origination = this.origination(members);
      const note = origination && el("p", { class: "fm-origination" }, this.kindName(members[0]), " · ", origination);
      if (!disputed) return el("div", { class: "fm-group" }, note, [...asserted, ...denied].map((origin) => this.stack(origin)));
      return el(
        "div",
        { class: "fm-dispute", role: "group", "aria-label": this.words.say("card.dispute") },
        note,
        el("div", {}, asserted.map((origin) => this.stack(origin))),
        el("div", {}, denied.map((origin) => this.stack(origin))),
      );
    });
  }
}
