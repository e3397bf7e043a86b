// What is shown: window of days, clock, filters, selection; and the claims that pass them.

/** What a filter begins with: nothing is filtered, but a page of changes begins with what changed. */
function chosenAtFirst({ name, column, names, from }) {
  return name === "changes" ? [...new Set(column)].filter((value) => names[value - from] !== "same") : [];
}

/** The page's one piece of state. Parts listen to `view` (what is visible), `claims` (what passes, whatever the window) and `selection`. */
class Model {
  constructor(data) {
    this.data = data;
    this.domain = data.domain();
    this.clock = "event";
    this.window = this.domain ? [...this.domain] : null;
    this.facets = data.facets();
    this.chosen = Object.fromEntries(this.facets.map((facet) => [facet.name, new Set(chosenAtFirst(facet))]));
    this.text = "";
    this.fresh = false; // only what was first published in the window
    this.undated = null; // null: shown while no window is set
    this.place = null;
    this.controlOn = true; // whether the reader wants to see claimed control
    this.misses = new Uint16Array(data.count); // a bit for each filter that a claim fails
    this.passes = new Uint8Array(data.count); // filters, whatever the day
    this.shown = new Uint8Array(data.count); // filters and window
    this.split = false; // whether what was stands on a map of its own
    this.computed = 0;
    this.visible = 0;
    this.counts = {};
    this.listeners = { view: [], claims: [], selection: [] };
    this.sift();
    this.compute();
  }

  on(name, listener) {
    this.listeners[name].push(listener);
  }

  tell(name) {
    for (const listener of this.listeners[name]) listener();
  }

  get whole() {
    return !this.domain || (this.window[0] <= this.domain[0] && this.window[1] >= this.domain[1]);
  }

  /** Whether claimed control is drawn. */
  get controlSeen() {
    return this.data.control !== null && this.controlOn && this.window !== null;
  }

  setControl(on) {
    this.controlOn = on;
    this.tell("claims");
    this.tell("view");
  }

  /** How many filters are set. */
  get filters() {
    return this.facets.reduce((sum, { name }) => sum + this.chosen[name].size, (this.text === "" ? 0 : 1) + (this.fresh ? 1 : 0));
  }

  get undatedShown() {
    return this.undated ?? this.whole;
  }

  /** Set the days shown, both included; null for all. */
  setWindow(from, to) {
    if (!this.domain) return;
    const [low, high] = [from ?? this.domain[0], to ?? this.domain[1]];
    this.window = low <= high ? [low, high] : [high, low];
    this.compute();
    this.tell("view");
  }

  setClock(clock) {
    if (clock !== "event" && clock !== "known") throw new TypeError(`no such clock: ${clock}; expected "event" or "known"`);
    this.clock = clock;
    this.changed();
  }

  /** Set all filters at once, by name: `{changes, kinds, sides, statuses, verifications, modalities, scores, publishers, text, fresh}`; what is left out filters nothing. */
  filter({ text = "", fresh = false, ...wanted } = {}) {
    const unknown = Object.keys(wanted).find((name) => !(name in this.chosen));
    if (unknown) throw new TypeError(`no such filter: ${unknown}; expected one of ${Object.keys(this.chosen).join(", ")}, text, fresh`);
    const found = this.facets.map((facet) => [facet.name, new Set(Array.from(wanted[facet.name] ?? [], (value) => valueOf(facet, value ?? "none")))]);
    this.chosen = Object.fromEntries(found);
    this.text = String(text).trim().toLowerCase();
    this.fresh = Boolean(fresh);
    this.changed();
  }

  toggle(name, value) {
    if (!this.chosen[name].delete(value)) this.chosen[name].add(value);
    this.changed();
  }

  /** Show nothing but what is disputed, or all again. */
  setDisputed(only) {
    this.chosen.statuses = new Set(only ? [this.data.meta.statuses.indexOf("disputed")] : []);
    this.changed();
  }

  get onlyDisputed() {
    const { statuses } = this.chosen;
    return statuses.size === 1 && statuses.has(this.data.meta.statuses.indexOf("disputed"));
  }

  setText(text) {
    this.text = text.trim().toLowerCase();
    this.changed();
  }

  setFresh(fresh) {
    this.fresh = fresh;
    this.compute();
    this.tell("view");
  }

  setUndated(shown) {
    this.undated = shown;
    this.changed();
  }

  clear() {
    this.filter({});
  }

  /** Open a place by its gazetteer id; null closes. Returns whether there is such a place. */
  select(place) {
    const known = place === null || this.data.spotsOfPlace.has(place);
    this.place = known ? place : null;
    this.tell("selection");
    return known;
  }

  /** How many claims a filter's value would show, all else as it is. */
  facet(name, value) {
    return this.counts[name][value - this.facets.find((facet) => facet.name === name).from];
  }

  changed() {
    this.sift();
    this.compute();
    this.tell("claims");
    this.tell("view");
  }

  /** Find the filters that each claim fails, whatever its days; the last bit is the search's. */
  sift() {
    const { data, facets, misses, text } = this;
    this.sifted = (this.sifted ?? 0) + 1;
    misses.fill(0);
    facets.forEach(({ name, column, names, from }, index) => {
      const chosen = this.chosen[name];
      if (!chosen.size) return;
      const fails = Uint8Array.from(names, (_, value) => (chosen.has(value + from) ? 0 : 1 << index));
      for (let i = 0; i < data.count; i++) misses[i] |= fails[column[i] - from];
    });
    if (text !== "") for (let i = 0; i < data.count; i++) if (!data.haystack(i).includes(text)) misses[i] |= 1 << facets.length;
    for (let i = 0; i < data.count; i++) this.passes[i] = misses[i] === 0 ? 1 : 0;
    if (!data.former) return;
    this.kept = this.passes.slice();
    for (let i = 0; i < data.count; i++) if (data.former[i]) [this.passes[i], misses[i]] = [0, 0xffff];
  }

  /** Find the claims whose days touch the window, and count them by every filter's values. */
  compute() {
    const { data, clock, misses, shown, passes, undatedShown } = this;
    const [from, to] = this.window ?? [0, 0];
    const [first, last, published] = [data.first[clock], data.last[clock], data.first.known];
    const inWindow = new Uint8Array(data.count);
    this.computed++;
    Object.assign(this, { visible: 0, undatedCount: 0, freshCount: 0 });
    for (let i = 0; i < data.count; i++) {
      const dated = first[i] !== NO_DAY;
      const isFresh = published[i] >= from && published[i] <= to && data.background[i] === 0;
      const within = dated ? first[i] <= to && last[i] >= from : undatedShown;
      inWindow[i] = within && (isFresh || !this.fresh) ? 1 : 0;
      shown[i] = passes[i] & inWindow[i];
      this.visible += shown[i];
      if (passes[i] && within && isFresh) this.freshCount++;
      if (passes[i] && !dated) this.undatedCount++;
    }
    if (data.former) this.met = this.kept.map((kept, claim) => kept & inWindow[claim]);
    this.facets.forEach(({ name, column, names, from: low }, index) => {
      const counts = new Int32Array(names.length);
      const others = ~(1 << index);
      for (let i = 0; i < data.count; i++) if (inWindow[i] && (misses[i] & others) === 0) counts[column[i] - low]++;
      this.counts[name] = counts;
    });
  }

  /** All claims, newest first, undated last. */
  all() {
    const { data, clock } = this;
    const first = data.first[clock];
    this.order ??= {};
    this.order[clock] ??= Int32Array.from({ length: data.count }, (_, claim) => claim).sort((a, b) => first[b] - first[a] || data.kind[a] - data.kind[b] || a - b);
    return this.order[clock];
  }

  /** Claims that are shown, in the same order. */
  list() {
    const { shown } = this;
    return this.all().filter((claim) => shown[claim]);
  }

  /** All claims on a place, newest first. */
  ofPlace(place) {
    const { data, clock } = this;
    const found = (data.spotsOfPlace.get(place) ?? []).flatMap((spot) => [...data.claimsOfSpot(spot)]);
    return found.filter((claim) => !data.former?.[claim]).sort((a, b) => data.first[clock][b] - data.first[clock][a] || data.kind[a] - data.kind[b] || a - b);
  }
}

/** The value that a filter calls by a name. */
function valueOf({ name, names, from }, value) {
  const index = names.indexOf(value);
  if (index < 0) throw new TypeError(`no such ${WHAT[name]}: ${value}; expected one of ${names.slice(0, 20).join(", ")}`);
  return index + from;
}

const WHAT = { kinds: "kind", sides: "side", statuses: "status", verifications: "verification", modalities: "modality", scores: "score", publishers: "publisher", changes: "change" };
