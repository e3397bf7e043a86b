// What is shown as GeoJSON and CSV, with the columns that `frontmap extract` writes.

/** A day span in Extended Date/Time Format, null where there is none. */
function edtfOf(first, last, about) {
  if (first === null) return null;
  const mark = about ? "~" : "";
  return first === last ? isoOf(first) + mark : `${isoOf(first)}${mark}/${isoOf(last)}${mark}`;
}

/** A claim as a flat row; what nobody told is null. */
function tableRow(data, claim) {
  const { columns, meta } = data;
  const spot = data.spot[claim];
  const placed = spot >= 0;
  const text = (name) => data.text(name, claim) || null;
  const ofPlace = (name) => (placed ? data.spotText(name, spot) || null : null);
  const date = (name) => edtfOf(columns[`${name}_first`][claim], columns[`${name}_last`][claim], columns[`${name}_about`][claim]);
  const basis = (name) => (columns[`${name}_first`][claim] === null ? null : meta.bases[columns[`${name}_basis`][claim]]);
  const side = (name) => meta.sides[columns[name][claim]]?.id ?? null;
  const document = columns.document[claim];
  const [reliability, credibility] = text("grade") ?? "F6";
  return {
    id: text("id"), kind: meta.kinds[data.kind[claim]], polarity: data.denied[claim] ? "denied" : "asserted", modality: meta.modalities[data.modality[claim]],
    actor: text("actor"), actor_side: side("actor_side"), claimant: text("claimant"), claimant_side: side("side"), publisher: data.publisher(claim) || null,
    verification: [null, "unverified", "verified"][data.verification[claim]], reliability, credibility, status: meta.statuses[data.status[claim]], score: columns.score[claim],
    place_id: ofPlace("place"), place_name: ofPlace("name"), place_country: ofPlace("country"), place_admin1: ofPlace("admin1"),
    place_lat: placed ? data.spots.lat[spot] : null, place_lon: placed ? data.spots.lon[spot] : null, place_precision: placed ? data.precision(spot) : null,
    place_radius_m: placed ? data.radius[claim] || null : null, place_score: placed ? columns.place_score[claim] : null, place_text: text("place_text"),
    place_reason: placed ? text("place_reason") : null, unplaced_reason: placed ? null : text("place_reason"),
    event_date: date("event"), date_basis: basis("event"), stated: date("stated"), published: date("published"), published_basis: basis("published"),
    title: data.documentText("title", document) || null, url: data.documentText("url", document) || null, sentence: text("text"),
  };
}

/** Claims as a GeoJSON FeatureCollection; what has no place has no geometry. */
function geojsonOf(data, claims) {
  const features = claims.map((claim) => {
    const row = tableRow(data, claim);
    const geometry = row.place_lat === null ? null : { type: "Point", coordinates: [row.place_lon, row.place_lat] };
    return { type: "Feature", id: row.id, geometry, properties: row };
  });
  return JSON.stringify({ type: "FeatureCollection", features });
}

/** Claims as CSV with a header line; no cell begins as a spreadsheet's formula does. */
function csvOf(data, claims) {
  const cell = (value) => {
    if (value === null) return "";
    if (typeof value === "number") return String(value);
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return `"${safe.replaceAll('"', '""')}"`;
  };
  const rows = claims.map((claim) => tableRow(data, claim));
  const names = rows.length ? Object.keys(rows[0]) : ["id"];
  return [names, ...rows.map((row) => Object.values(row))].map((cells) => `${cells.map(cell).join(",")}\n`).join("");
}

/** Hand the reader a file that was made in the page. */
function download(name, type, content) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = el("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
