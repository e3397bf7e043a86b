// A place through time: a lane for each of the two sides, all others between them.

const LANE_GLYPH = 18;
const LANE_ROOM = 28; // a glyph with its count beside it

/** The small timeline at the head of a place's ledger; `open` is called with the claim that is chosen. */
function placeLanes(model, ledger, claims, width, open) {
  const { data, clock } = model;
  const { words } = ledger;
  const dated = claims.filter((claim) => data.first[clock][claim] !== NO_DAY);
  if (!dated.length) return "";
  const first = Math.min(...dated.map((claim) => data.first[clock][claim]));
  const last = Math.max(...dated.map((claim) => data.last[clock][claim]));
  const share = (day) => (first === last ? 0.5 : (day - first) / (last - first));
  const laneOf = (claim) => (data.side[claim] === 0 ? 0 : data.side[claim] === 1 ? 2 : 1);
  const middle = dated.some((claim) => laneOf(claim) === 1);
  const lanes = [0, 1, 2].filter((lane) => lane !== 1 || middle).map((lane) => {
    const own = dated.filter((claim) => laneOf(claim) === lane).sort((a, b) => data.first[clock][a] - data.first[clock][b] || a - b);
    const name = lane === 1 ? words.say("place.others") : words.label(data.meta.sides[lane / 2]?.label ?? "");
    const groups = clusters(own, (claim) => share(data.first[clock][claim]) * (width - LANE_GLYPH));
    const spans = own.filter((claim) => data.last[clock][claim] > data.first[clock][claim]).map((claim) => laneSpan(model, claim, share));
    const marks = groups.map((group) => laneMark(model, ledger, group, share(data.first[clock][group[0]]), name, open));
    return el("div", { class: "fm-lane", role: "group", "aria-label": name, style: { "--side": lane === 1 ? "var(--own-voice)" : `var(--side-${lane / 2})` } }, el("span", { class: "fm-lane-name" }, bdi(name)), el("div", { class: "fm-lane-track" }, spans, marks));
  });
  const ends = first === last ? [el("time", { class: "is-only" }, words.day(first))] : [el("time", {}, words.day(first)), el("time", {}, words.day(last))];
  return el("section", { class: "fm-lanes", "aria-label": words.say("place.lanes") }, lanes, el("div", { class: "fm-lane-axis" }, ends));
}

/** Claims in groups that would lie on each other, earliest first. */
function clusters(claims, pixel) {
  const groups = [];
  for (const claim of claims) {
    const group = groups.at(-1);
    if (group && pixel(claim) - pixel(group[0]) < LANE_ROOM) group.push(claim);
    else groups.push([claim]);
  }
  return groups;
}

function laneMark(model, ledger, group, share, name, open) {
  const { data } = model;
  const { words } = ledger;
  const top = group.reduce((best, claim) => (model.shown[claim] - model.shown[best] || data.kind[best] - data.kind[claim]) > 0 ? claim : best);
  const label = `${name}: ${ledger.kindName(top)}, ${ledger.date(top)}${group.length > 1 ? `; ${words.count("place.claims", group.length)}` : ""}`;
  const pale = !group.some((claim) => model.shown[claim]);
  return el(
    "button",
    { type: "button", class: `fm-lane-mark${pale ? " is-pale" : ""}`, "aria-label": label, title: label, style: { "--at": share.toFixed(4) }, on: { click: () => open(top) } },
    ledger.glyphs.icon(ledger.look(top, 6)),
    group.length > 1 && el("small", {}, words.number(group.length)),
  );
}

function laneSpan(model, claim, share) {
  const { data, clock } = model;
  return el("i", { class: "fm-lane-span", style: { "--from": share(data.first[clock][claim]).toFixed(4), "--to": share(data.last[clock][claim]).toFixed(4) } });
}
