// What stands in the address bar after "#": enough to show the same thing again.

// Between a filter's values: a publisher's name may hold a comma.
const BETWEEN = { publishers: "\n" };

/** The view as text: `w=2025-11-01..2025-11-12&c=known&k=control&s=ru&st=disputed&q=words&p=place&m=8/48.6/37.9&t=place`. */
function writeState(model, map, tab) {
  const parts = [];
  const put = (key, value) => parts.push(`${key}=${encodeURIComponent(value).replace(/%(2F|2C|3A)/g, decodeURIComponent)}`);
  if (!model.whole) put("w", model.window.map(isoOf).join(".."));
  if (model.clock !== "event") put("c", model.clock);
  if (model.undated !== null) put("u", model.undated ? 1 : 0);
  if (model.fresh) put("n", 1);
  if (model.data.former) put("sb", model.split ? 1 : 0);
  if (!model.controlOn) put("ct", 0);
  for (const { name, key, names, from } of model.facets) {
    const chosen = [...model.chosen[name]].sort((a, b) => a - b);
    if (name === "changes" && !chosen.length) put(key, "all");
    if (chosen.length) put(key, chosen.map((value) => names[value - from]).join(BETWEEN[name] ?? ","));
  }
  if (model.text) put("q", model.text);
  if (model.place !== null) put("p", model.place);
  if (tab !== "claims") put("t", tab);
  const centre = map.getCenter();
  put("m", `${map.getZoom()}/${centre.lat.toFixed(4)}/${centre.lng.toFixed(4)}`);
  return parts.join("&");
}

/** The settings that a hash tells of; what it does not know it passes over. */
function readState(hash) {
  const found = {};
  for (const part of hash.replace(/^#/, "").split("&")) {
    const at = part.indexOf("=");
    if (at < 0) continue;
    try {
      found[part.slice(0, at)] = decodeURIComponent(part.slice(at + 1));
    } catch {
      continue;
    }
  }
  return found;
}

/** Put a hash's settings into the model; returns whether it told where the map stands. */
function applyState(model, map, found) {
  for (const facet of model.facets) {
    const { name, key, names, from } = facet;
    const values = (found[key] ?? "").split(BETWEEN[name] ?? ",").map((value) => names.indexOf(value));
    model.chosen[name] = new Set(found[key] === undefined ? chosenAtFirst(facet) : values.filter((index) => index >= 0).map((index) => index + from));
  }
  model.fresh = found.n === "1";
  model.controlOn = found.ct !== "0";
  model.text = (found.q ?? "").toLowerCase();
  model.clock = found.c === "known" ? "known" : "event";
  model.undated = found.u === undefined ? null : found.u === "1";
  const [from, to] = (found.w ?? "").split("..").map(dayOf);
  if (model.domain) model.window = from !== null && to !== null && from !== undefined && to !== undefined && from <= to ? [from, to] : [...model.domain];
  model.place = found.p !== undefined && model.data.spotsOfPlace.has(found.p) ? found.p : null;
  const [zoom, lat, lon] = (found.m ?? "").split("/").map(Number);
  const placed = [zoom, lat, lon].every(Number.isFinite) && Math.abs(lat) <= 90 && Math.abs(lon) <= 360;
  if (placed) map.setView([lat, lon], zoom, { animate: false });
  return placed;
}
