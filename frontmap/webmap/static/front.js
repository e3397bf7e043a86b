// The claimed front line between the cells of the control layer, and the width of its doubt (rules 17 and 18 of the control rules).

/** The line on the day that `control` shows: its `parts`, and their lines, joined so that dashes run on, `between` two sides and `disputed`. */
function frontOf(control) {
  const around = disputedClusters(control);
  const parts = control.borders.flatMap((border) => partsOf(border, control.states, around));
  for (const part of parts) part.width = doubtOf(part, control);
  const linesOf = (kind) => joined(parts.filter((part) => part.kind === kind).map(({ shape }) => shape.points));
  return { parts, between: linesOf("between"), disputed: linesOf("disputed") };
}

/** What a border is of the line: nothing; between two sides; between one side's cell and a disputed one, beyond which the other side's lies. */
function partsOf({ one, other, shape, middle }, states, sidesAround) {
  const [a, b] = [states[one], states[other]];
  if (!a || !b) return [];
  if (a.side !== null && b.side !== null) return a.side === b.side ? [] : [{ kind: "between", sides: [a.side, b.side], shape, middle }];
  const [claimed, disputed] = a.side === null ? [b, one] : [a, other];
  if (claimed.side === null || states[disputed].state !== "disputed") return [];
  const around = sidesAround.get(disputed) ?? new Set();
  const facing = [...around].find((side) => side !== claimed.side);
  return facing !== undefined && around.has(claimed.side) ? [{ kind: "disputed", sides: [claimed.side, facing], shape, middle }] : [];
}

/** For each disputed cell the sides that hold cells around it and the disputed ones that touch it and each other. */
function disputedClusters({ borders, states }) {
  const group = new Map(states.flatMap((span, cell) => (span?.state === "disputed" ? [[cell, cell]] : [])));
  const root = (cell) => {
    let at = cell;
    while (group.get(at) !== at) at = group.get(at);
    return at;
  };
  for (const { one, other } of borders) if (group.has(one) && group.has(other)) group.set(root(other), root(one));
  const around = new Map();
  for (const { one, other } of borders) {
    for (const [cell, beside] of [[one, other], [other, one]]) {
      const side = states[beside]?.side ?? null;
      if (!group.has(cell) || side === null) continue;
      const at = root(cell);
      around.set(at, (around.get(at) ?? new Set()).add(side));
    }
  }
  return new Map([...group.keys()].map((cell) => [cell, around.get(root(cell)) ?? new Set()]));
}

/** Metres between the settlements nearest to a part that each side firmly holds, with their marks' radii; null where one holds none. */
function doubtOf({ sides, middle }, { states, sites }) {
  const nearest = sides.map((side) => {
    let [best, least] = [null, Infinity];
    states.forEach((span, cell) => {
      if (span?.side !== side || span.partial) return;
      const far = metresBetween(middle, sites[cell]);
      if (far < least) [best, least] = [sites[cell], far];
    });
    return best;
  });
  if (nearest.includes(null)) return null;
  const [a, b] = nearest;
  return metresBetween(a, b) + a.radius + b.radius;
}

/** Metres between two points on the WGS 84 ellipsoid, by its radii at their middle: exact to a metre over a hundred kilometres. */
function metresBetween(a, b) {
  const rad = Math.PI / 180;
  const middle = ((a.lat + b.lat) / 2) * rad;
  const bend = 1 - 0.00669438 * Math.sin(middle) ** 2;
  const [north, east] = [6335439.3 / bend ** 1.5, (6378137 / Math.sqrt(bend)) * Math.cos(middle)];
  return Math.hypot((b.lat - a.lat) * rad * north, (b.lon - a.lon) * rad * east);
}

/** The middle of a border, in degrees. */
function middleOfLine(steps, scale) {
  const corners = [];
  let [lon, lat] = [0, 0];
  for (let at = 0; at + 1 < steps.length; at += 2) {
    [lon, lat] = [lon + steps[at], lat + steps[at + 1]];
    corners.push({ lon: lon / scale, lat: lat / scale });
  }
  const lengths = corners.slice(1).map((corner, at) => Math.hypot(corner.lon - corners[at].lon, corner.lat - corners[at].lat));
  let rest = lengths.reduce((sum, length) => sum + length, 0) / 2;
  const at = Math.max(lengths.findIndex((length) => (rest -= length) <= 0), 0);
  const share = lengths[at] ? 1 + rest / lengths[at] : 0;
  const [from, to] = [corners[at], corners[at + 1] ?? corners[at]];
  return { lon: from.lon + (to.lon - from.lon) * share, lat: from.lat + (to.lat - from.lat) * share };
}

/** How far a point lies from a line, all in shares of the world. */
function distanceToLine(points, x, y) {
  let least = Infinity;
  for (let at = 0; at + 3 < points.length; at += 2) {
    const [ax, ay, dx, dy] = [points[at], points[at + 1], points[at + 2] - points[at], points[at + 3] - points[at + 1]];
    const along = clamp(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1), 0, 1);
    least = Math.min(least, Math.hypot(ax + along * dx - x, ay + along * dy - y));
  }
  return least;
}

/** Lines that end where others begin, as few lines: dashes then run on. */
function joined(lines) {
  const keyOf = (line, end) => (end ? `${line.at(-2)} ${line.at(-1)}` : `${line[0]} ${line[1]}`);
  const ends = new Map();
  const waiting = new Set(lines);
  for (const line of lines) for (const end of [false, true]) ends.set(keyOf(line, end), [...(ends.get(keyOf(line, end)) ?? []), line]);
  const follow = (chain) => {
    for (;;) {
      const key = `${chain.at(-2)} ${chain.at(-1)}`;
      const next = (ends.get(key) ?? []).find((line) => waiting.has(line));
      if (!next) return chain;
      waiting.delete(next);
      const pairs = Array.from({ length: next.length / 2 }, (_, at) => [next[2 * at], next[2 * at + 1]]);
      if (keyOf(next, false) !== key) pairs.reverse();
      chain.push(...pairs.slice(1).flat());
    }
  };
  const turned = (chain) => Array.from({ length: chain.length / 2 }, (_, at) => [chain[chain.length - 2 * at - 2], chain[chain.length - 2 * at - 1]]).flat();
  const found = [];
  for (const line of lines) if (waiting.delete(line)) found.push(follow(turned(follow([...line]))));
  return found;
}
