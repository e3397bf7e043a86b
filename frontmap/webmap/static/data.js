// The claims' columns, unpacked once.

const NO_DAY = -0x7fffffff;
const OWN_VOICE = -1;
const WIDE = 92; // days: a longer stretch says little of when

/** Read what Python's `columns.pack` wrote. */
async function unpack(text) {
  const binary = atob(text.trim());
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Data(JSON.parse(await new Response(stream).text()));
}

/** All tables of the page, with typed arrays for what every step of the timeline reads. */
class Data {
  constructor(raw) {
    Object.assign(this, { meta: raw.meta, strings: raw.strings, messages: raw.messages, language: raw.language });
    Object.assign(this, { basemap: raw.basemap, labels: raw.labels, control: raw.control ?? null, controlBefore: raw.control_before ?? null, documents: raw.documents, runners: raw.runners, mentions: raw.mentions, rejected: raw.rejected });
    this.columns = raw.claims;
    this.spots = raw.spots;
    this.count = raw.claims.id?.length ?? 0;
    this.spotCount = raw.spots.place?.length ?? 0;
    const days = (name) => Int32Array.from(raw.claims[name] ?? [], (day) => day ?? NO_DAY);
    const small = (name) => Int8Array.from(raw.claims[name] ?? []);
    this.first = { event: days("event_first"), known: days("published_first") };
    this.last = { event: days("event_last"), known: days("published_last") };
    this.kind = small("kind");
    this.denied = small("denied");
    this.modality = small("modality");
    this.verification = small("verification");
    this.status = small("status");
    this.side = small("side");
    this.background = small("background");
    this.change = small("change");
    this.era = small("era");
    this.former = raw.meta.changes ? small("former") : null; // claims as they were, of which another row tells how they are
    this.publishers = [];
    const publisherNumbers = new Map();
    this.publisherOf = Int32Array.from({ length: this.count }, (_, claim) => {
      const name = this.publisher(claim);
      if (!publisherNumbers.has(name)) publisherNumbers.set(name, this.publishers.push(name) - 1);
      return publisherNumbers.get(name);
    });
    this.sureness = Uint8Array.from({ length: this.count }, (_, claim) => this.surenessOf(claim));
    this.spot = Int32Array.from(raw.claims.spot ?? []);
    this.radius = Float64Array.from(raw.claims.radius ?? []);
    this.x = Float64Array.from(raw.spots.lon ?? [], worldX);
    this.y = Float64Array.from(raw.spots.lat ?? [], worldY);
    const areas = ["district", "region", "country"].map((name) => raw.meta.precisions.indexOf(name));
    this.area = Uint8Array.from(raw.spots.precision ?? [], (precision) => (areas.includes(precision) ? 1 : 0));
    this.haystacks = null;
    this.spotsOfPlace = new Map();
    for (let spot = 0; spot < this.spotCount; spot++) {
      const place = this.placeId(spot);
      if (!this.spotsOfPlace.has(place)) this.spotsOfPlace.set(place, []);
      this.spotsOfPlace.get(place).push(spot);
    }
  }

  /** The claims of a spot, whatever is shown. */
  claimsOfSpot(spot) {
    if (!this.starts) {
      this.starts = new Int32Array(this.spotCount + 2);
      for (const at of this.spot) this.starts[at + 2]++;
      for (let at = 1; at < this.starts.length; at++) this.starts[at] += this.starts[at - 1];
      this.bySpot = new Int32Array(this.count);
      const next = this.starts.slice();
      for (let claim = 0; claim < this.count; claim++) this.bySpot[next[this.spot[claim] + 1]++] = claim;
    }
    return this.bySpot.subarray(this.starts[spot + 1], this.starts[spot + 2]);
  }

  /** How sure the program is of reading and place: 0 low, 1 middling, 2 high. */
  surenessOf(claim) {
    const { score, place_score, spot } = this.columns;
    const sure = spot[claim] < 0 ? score[claim] : Math.min(score[claim], place_score[claim]);
    return sure < 0.6 ? 0 : sure < 0.8 ? 1 : 2;
  }

  /** What claims can be filtered by: the filter's name, its key in the address, the claims' column, the names of its values and the first value. */
  facets() {
    const { meta } = this;
    return [
      ...(meta.changes ? [{ name: "changes", key: "ch", column: this.change, names: meta.changes, from: 0 }] : []),
      { name: "kinds", key: "k", column: this.kind, names: meta.kinds, from: 0 },
      { name: "sides", key: "s", column: this.side, names: ["none", ...meta.sides.map((side) => side.id)], from: OWN_VOICE },
      { name: "statuses", key: "st", column: this.status, names: meta.statuses, from: 0 },
      { name: "verifications", key: "v", column: this.verification, names: ["none", "unverified", "verified"], from: 0 },
      { name: "modalities", key: "mo", column: this.modality, names: meta.modalities, from: 0 },
      { name: "scores", key: "sc", column: this.sureness, names: ["low", "middle", "high"], from: 0 },
      { name: "publishers", key: "pb", column: this.publisherOf, names: this.publishers, from: 0 },
    ];
  }

  /** A text column's value. */
  text(name, claim) {
    return this.strings[this.columns[name][claim]];
  }

  spotText(name, spot) {
    return this.strings[this.spots[name][spot]];
  }

  placeId(spot) {
    return this.strings[this.spots.place[spot]];
  }

  documentText(name, document) {
    return this.strings[this.documents[name][document]];
  }

  precision(spot) {
    return this.meta.precisions[this.spots.precision[spot]];
  }

  /** Whether a spot is drawn as an area, never as a mark. */
  isArea(spot) {
    return this.area[spot] === 1;
  }

  /** The name a claim's place goes by: the gazetteer's, or the words of an unplaced claim. */
  placeName(claim) {
    const spot = this.spot[claim];
    return spot < 0 ? this.text("place_text", claim) : this.spotText("name", spot);
  }

  publisher(claim) {
    return this.text("publisher", claim) || this.documentText("publisher", this.columns.document[claim]);
  }

  /** A claim's searchable text, lower case. */
  haystack(claim) {
    this.haystacks ??= new Array(this.count);
    this.haystacks[claim] ??= [
      this.placeName(claim), this.text("place_text", claim), this.text("claimant", claim), this.text("actor", claim), this.publisher(claim),
      this.text("text", claim), this.documentText("title", this.columns.document[claim]),
    ].join("\n").toLowerCase();
    return this.haystacks[claim];
  }

  /** First and last day over both clocks; a stretch of more than three months moves them only so far that it is still met. */
  domain() {
    let [first, last] = [Infinity, -Infinity];
    const wide = [];
    for (const clock of ["event", "known"]) {
      for (let claim = 0; claim < this.count; claim++) {
        const [from, to] = [this.first[clock][claim], this.last[clock][claim]];
        if (to === NO_DAY) continue;
        if (to - from > WIDE) wide.push([from, to]);
        else [first, last] = [Math.min(first, from), Math.max(last, to)];
      }
    }
    const alone = first > last;
    for (const [from, to] of wide) [first, last] = [Math.min(first, alone ? from : to), Math.max(last, alone ? to : from)];
    return first <= last ? [first, last] : null;
  }
}

/** Longitude and latitude as shares of the square web-Mercator world. */
function worldX(lon) {
  return (lon + 180) / 360;
}

function worldY(lat) {
  const sine = Math.sin((clamp(lat, -85.0511, 85.0511) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}
