// Names of settlements: by rank and zoom, never over a mark or over each other.

/** By the rank that the base map gives: settlements first, then names that stand for an area. */
const RANKS = [
  { font: "600 13.5px", dot: 3.2, order: -20 }, // capital
  { font: "500 12.5px", dot: 2.6, order: -18 }, // regional centre
  { font: "400 12px", dot: 2.2, order: 2 }, // city
  { font: "400 11.5px", dot: 1.8, order: 3 }, // town
  { font: "400 11px", dot: 1.5, order: 5 }, // village
  { font: "500 12px", area: true, spacing: 2.4, order: -19 }, // country
  { font: "400 11px", area: true, spacing: 1.4, order: 6 }, // region
  { font: "italic 400 12px", area: true, spacing: 0.4, order: 4, water: true }, // water
];
const FACE = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', system-ui, sans-serif";

const SERIF = "'Iowan Old Style', Charter, 'Source Serif 4', Georgia, 'Noto Serif', 'Liberation Serif', serif";

/** Boxes on the screen, in cells, so that asking whether one is free stays cheap. */
class Boxes {
  constructor() {
    this.cells = new Map();
  }

  *near(box) {
    for (let x = box[0] >> 6; x <= box[2] >> 6; x++) for (let y = box[1] >> 6; y <= box[3] >> 6; y++) yield x * 65536 + y;
  }

  free(box) {
    for (const cell of this.near(box)) {
      for (const other of this.cells.get(cell) ?? []) if (box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return false;
    }
    return true;
  }

  add(box) {
    for (const cell of this.near(box)) {
      if (!this.cells.has(cell)) this.cells.set(cell, []);
      this.cells.get(cell).push(box);
    }
  }
}

/** Where a label may stand around its point, best first: right, left, above, below, then the corners. */
function labelPlaces(x, y, width, height, gap) {
  return [
    [x + gap, y - height / 2],
    [x - gap - width, y - height / 2],
    [x - width / 2, y - gap - height + 2],
    [x - width / 2, y + gap - 2],
    [x + gap * 0.8, y - gap * 0.6 - height / 2],
    [x + gap * 0.8, y + gap * 0.6 - height / 2],
    [x - gap * 0.8 - width, y - gap * 0.6 - height / 2],
    [x - gap * 0.8 - width, y + gap * 0.6 - height / 2],
  ];
}

/** Names that the marks or areas in view bear already. */
function namesTaken(marks, areaNames) {
  return new Set([...areaNames.map((name) => name.toLowerCase()), ...marks.filter((mark) => !mark.moved).map((mark) => mark.name.toLowerCase())]);
}

/** Draw the labels of the map's view; `marks` are obstacles that carry a name of their own, `areas` boxes with names, `signs` boxes. */
function drawLabels(context, map, data, glyphs, marks, areas, signs, toLayer, bounds) {
  const zoom = map.getZoom();
  const boxes = new Boxes();
  for (const mark of marks) boxes.add([mark.x - mark.reach, mark.y - mark.reach, mark.x + mark.reach, mark.y + mark.reach]);
  for (const box of [...signs, ...areas.map((area) => area.box)]) boxes.add(box);
  const taken = namesTaken(marks, areas.map((area) => area.name));
  const wanted = marks
    .filter((mark) => !mark.moved)
    .map((mark) => ({ text: mark.name, x: mark.x, y: mark.y, gap: mark.reach + 3, font: zoom >= 9 ? "600 12px" : "600 11.5px", order: -1 - mark.weight / 1e4, forced: zoom >= 9, dot: 0 }));
  const names = glyphs.root.classList.contains("has-tiles") ? [] : data.labels; // tiles bring names of their own
  for (const [name, lat, lon, rank, minzoom, maxzoom] of names) {
    if (zoom < minzoom || zoom > maxzoom || taken.has(name.toLowerCase())) continue;
    const point = toLayer(worldX(lon), worldY(lat));
    if (point.x < bounds.min.x || point.x > bounds.max.x || point.y < bounds.min.y || point.y > bounds.max.y) continue;
    const style = RANKS[rank] ?? RANKS[4];
    wanted.push({ text: style.area && !style.water ? name.toUpperCase() : name, x: point.x, y: point.y, gap: (style.dot ?? 0) + 4, dot: 0, ...style, soft: rank > 3, capital: rank === 0 });
  }
  wanted.sort((a, b) => a.order - b.order);
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const written = new Boxes();
  for (const label of wanted) placeLabel(context, label, boxes, written, glyphs.theme);
}

const WIDTHS = new Map();

/** A text's width in the context's font; measured once. */
function widthOf(context, text) {
  const key = `${context.font}|${context.letterSpacing}|${text}`;
  if (!WIDTHS.has(key)) WIDTHS.set(key, context.measureText(text).width);
  return WIDTHS.get(key);
}

/** The line from a mark to the box of its name: from the mark's edge to the nearest point of the box. */
function leaderOf({ x, y, gap }, [west, north, east, south]) {
  const [toX, toY] = [clamp(x, west, east), clamp(y, north, south)];
  const length = Math.hypot(toX - x, toY - y) || 1;
  return [x + ((toX - x) / length) * gap, y + ((toY - y) / length) * gap, toX, toY];
}

/** Small boxes along a line. */
function* boxesAlong([x, y, toX, toY]) {
  const steps = Math.ceil(Math.hypot(toX - x, toY - y) / 6);
  for (let at = 0; at < steps; at++) {
    const [px, py] = [x + ((toX - x) * at) / steps, y + ((toY - y) * at) / steps];
    yield [px - 1, py - 1, px + 1, py + 1];
  }
}

/** A thin line from a mark to its name, where the name had to step aside. */
function drawLeader(context, [x, y, toX, toY], theme) {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(toX, toY);
  context.strokeStyle = theme["label-soft"];
  context.lineWidth = 0.8;
  context.stroke();
}

function placeLabel(context, label, boxes, written, theme) {
  context.font = `${label.font} ${FACE}`;
  context.letterSpacing = `${label.spacing ?? 0}px`;
  const width = widthOf(context, label.text);
  const height = 14;
  const places = label.area ? [[label.x - width / 2, label.y - height / 2]] : labelPlaces(label.x, label.y, width, height, label.gap);
  const dotBox = [label.x - label.dot - 1, label.y - label.dot - 1, label.x + label.dot + 1, label.y + label.dot + 1];
  if (label.dot && !boxes.free(dotBox)) return;
  const isFree = ([x, y]) => boxes.free([x - 2, y - 1, x + width + 2, y + height + 1]);
  let place = places.find(isFree);
  const aside = !place && label.forced;
  const boxAt = ([x, y]) => [x, y, x + width, y + height];
  const isClear = (at) => [...boxesAlong(leaderOf(label, boxAt(at)))].every((box) => written.free(box)); // no leader strikes out another name
  for (let more = 10; aside && !place && more <= 90; more += 16) place = labelPlaces(label.x, label.y, width, height, label.gap + more).find((at) => isFree(at) && isClear(at));
  if (!place) return;
  const [x, y] = place;
  if (aside) {
    const leader = leaderOf(label, boxAt(place));
    for (const box of boxesAlong(leader)) boxes.add(box);
    drawLeader(context, leader, theme);
  }
  for (const taken of [boxes, written]) taken.add([x - 2, y - 1, x + width + 2, y + height + 1]);
  if (label.dot) {
    boxes.add(dotBox);
    context.fillStyle = theme.built;
    context.strokeStyle = theme["label-soft"];
    context.lineWidth = 0.8;
    context.beginPath();
    if (label.capital) context.rect(label.x - label.dot, label.y - label.dot, label.dot * 2, label.dot * 2);
    else context.arc(label.x, label.y, label.dot, 0, Math.PI * 2);
    context.fill();
    context.stroke();
  }
  context.strokeStyle = label.water ? theme.water : theme.land;
  context.lineWidth = label.area ? 2 : 3.5;
  context.strokeText(label.text, x, y + height / 2);
  context.fillStyle = label.water ? theme["water-name"] : label.soft ? theme["label-soft"] : theme.label;
  context.fillText(label.text, x, y + height / 2);
}
