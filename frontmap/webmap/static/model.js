// What is shown: window of days, clock, filters, selection; and the claims that pass them.

/** The page's one piece of state. Parts listen to `view` (what is visible), `claims` (what passes, whatever the window) and `selection`. */
class Model {
  constructor(data) {
    this.data = data;
    this.domain = data.domain();
    this.clock = "event";
    this.window = this.domain ? [...this.domain] : null;
    this.kinds = new Set();
    this.sides = new Set();
    this.statuses = new Set();
    this.text = "";
    this.undated = null; // null: shown while no window is set
    this.place = null;
    this.passes = new Uint8Array(data.count); // filters, whatever the day
    this.shown = new Uint8Array(data.count); // filters and window
    this.visible = 0;
    this.facets = {};
    this.listeners = { view: [], claims: [], selection: [] };
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

  get filtered() {
    return this.kinds.size + this.sides.size + this.statuses.size > 0 || this.text !== "";
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

  /** Set all filters at once; what is left out filters nothing. */
  filter({ kinds = [], sides = [], statuses = [], text = "" } = {}) {
    const { meta } = this.data;
    this.kinds = numbers(kinds, meta.kinds, "kind");
    this.sides = new Set([...sides].map((side) => (side === null || side === "none" ? OWN_VOICE : one(side, meta.sides.map((known) => known.id), "side"))));
    this.statuses = numbers(statuses, meta.statuses, "status");
    this.text = String(text).trim().toLowerCase();
    this.changed();
  }

  toggle(name, value) {
    if (!this[name].delete(value)) this[name].add(value);
    this.changed();
  }

  setText(text) {
    this.text = text.trim().toLowerCase();
    this.changed();
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
  facet(set, value) {
    return this.facets[set][set === "sides" ? value - OWN_VOICE : value];
  }

  changed() {
    this.compute();
    this.tell("claims");
    this.tell("view");
  }

  /** Find the claims that pass the filters, and those of them whose days touch the window. */
  compute() {
    const { data, kinds, sides, statuses, text, clock } = this;
    const [from, to] = this.window ?? [0, 0];
    const { [clock]: first } = data.first;
    const { [clock]: last } = data.last;
    const facets = { kinds: new Int32Array(data.meta.kinds.length), sides: new Int32Array(data.meta.sides.length + 1), statuses: new Int32Array(data.meta.statuses.length) };
    const sieve = (chosen, length, from = 0) => Uint8Array.from({ length }, (_, index) => (chosen.size === 0 || chosen.has(index + from) ? 1 : 0));
    const [byKind, bySide, byStatus] = [sieve(kinds, facets.kinds.length), sieve(sides, facets.sides.length, OWN_VOICE), sieve(statuses, facets.statuses.length)];
    const undatedShown = this.undatedShown;
    this.visible = 0;
    this.undatedCount = 0;
    for (let i = 0; i < data.count; i++) {
      const kind = byKind[data.kind[i]];
      const side = bySide[data.side[i] - OWN_VOICE];
      const status = byStatus[data.status[i]];
      const misses = 3 - kind - side - status;
      const found = misses < 2 && (text === "" || data.haystack(i).includes(text));
      const dated = first[i] !== NO_DAY;
      const inWindow = dated ? first[i] <= to && last[i] >= from : undatedShown;
      const passes = found && misses === 0;
      this.passes[i] = passes ? 1 : 0;
      this.shown[i] = passes && inWindow ? 1 : 0;
      if (passes && !dated) this.undatedCount++;
      if (!found || !inWindow) continue;
      if (misses === 0) this.visible++;
      if (misses === 0 || !kind) facets.kinds[data.kind[i]]++;
      if (misses === 0 || !side) facets.sides[data.side[i] - OWN_VOICE]++;
      if (misses === 0 || !status) facets.statuses[data.status[i]]++;
    }
    this.facets = facets;
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
    return found.sort((a, b) => data.first[clock][b] - data.first[clock][a] || data.kind[a] - data.kind[b] || a - b);
  }
}

function one(name, known, what) {
  const index = known.indexOf(name);
  if (index < 0) throw new TypeError(`no such ${what}: ${name}; expected one of ${known.join(", ")}`);
  return index;
}

function numbers(names, known, what) {
  return new Set([...names].map((name) => one(name, known, what)));
}
