// Who is claimed to hold the ground around each settlement, pale under the marks; nothing where nobody spoke.

const HELD = { whole: 0.32, hatch: 0.55, doubt: 0.1 }; // how strong a side's colour is, and the ink of the line's doubt
const HATCH = { disputed: 7, part: 6 }; // pixels between the lines of ground that is not simply one side's
const AGES = [[31, 1], [92, 0.8], [366, 0.62], [Infinity, 0.45]]; // up to so many days after the last word on it ground is so strong
const NEAR_FRONT = 6; // pixels from the line within which the pointer means it
const CONTROL_SIGNS = ["held", "held-older", "held-part", "held-disputed", "front", "front-disputed", "doubt"];

/** The layer's data, decoded once: outlines, the states of each cell day by day and clock by clock, the borders between cells. */
class Control {
  constructor(raw, meta) {
    const { scale, cells, edges } = raw;
    this.sides = raw.sides.map((id) => meta.sides.findIndex((side) => side.id === id));
    this.names = cells.name;
    this.radius = raw.radius_m;
    this.cells = cells.rings.map((rings) => rings.map((ring) => decodeShape(ring, scale)));
    this.sites = cells.lat.map((lat, at) => ({ lat: lat / scale, lon: cells.lon[at] / scale, radius: cells.radius_m[at] }));
    this.cellOf = new Map(cells.place.map((place, at) => [place, at]));
    this.borders = edges.line.map((line, at) => ({ one: edges.one[at], other: edges.other[at], shape: decodeShape(line, scale), middle: middleOfLine(line, scale) }));
    this.words = { event: cells.told, known: cells.told_known };
    this.spans = { event: this.spansOf(raw.intervals, raw.states), known: this.spansOf(raw.known, raw.states) };
  }

  spansOf({ cell, first, last, state, side, partial }, states) {
    const found = this.cells.map(() => []);
    cell.forEach((number, at) => found[number].push({ first: first[at], last: last[at] ?? Infinity, state: states[state[at]], side: side[at] === null ? null : this.sides[side[at]], partial: partial[at] === 1 }));
    return found;
  }

  /** What is claimed of each cell on a day by a clock: its span, undefined where nothing had been said. */
  on(day, clock) {
    if (this.told !== `${day} ${clock}`) {
      this.told = `${day} ${clock}`;
      this.states = this.spans[clock].map((spans) => spans.find((span) => span.first <= day && day <= span.last));
      this.said = this.words[clock].map((days) => days.findLast((said) => said <= day));
      this.strengths = this.said.map((said) => AGES.find(([days]) => day - said <= days)?.[1] ?? 1);
      this.front = frontOf(this);
    }
    return this.states;
  }

  /** What is drawn alike: `{side, partial, strength, shapes}`, `side` null for disputed ground. */
  groups() {
    const found = new Map();
    this.states.forEach((span, cell) => {
      if (!span || span.state === "unclaimed") return;
      const look = { side: span.state === "disputed" ? null : span.side, partial: span.partial, strength: this.strengths[cell] };
      const key = Object.values(look).join(" ");
      if (!found.has(key)) found.set(key, { ...look, shapes: [] });
      found.get(key).shapes.push(...this.cells[cell]);
    });
    return [...found.values()];
  }

  /** The day of the last word on a cell's hold where that is later than the state itself, undefined else. */
  saidSince(cell) {
    return this.said[cell] > this.states[cell].first ? this.said[cell] : undefined;
  }

  /** The cell that holds a point of the world of which something is claimed, undefined where there is none. */
  cellAt(x, y) {
    const found = this.cells.findIndex((shapes, cell) => this.states[cell] && shapes.some((shape) => holds(shape, x, y)));
    return found < 0 ? undefined : found;
  }
}

/** "Claimed control, 12 Nov 2025", or what was known of it on that day. */
function controlDay(model, words) {
  return words.say(model.clock === "known" ? "legend.control-day-known" : "legend.control-day", { date: words.day(model.window[1]) });
}

/** What is claimed of a cell, in words: by whom, since when, and when that was last said. */
function heldLine(control, cell, meta, words) {
  const { state, side, partial, first } = control.states[cell];
  const form = state === "claimed" && partial ? "part" : state;
  const said = control.saidSince(cell);
  const line = words.say(`control.${form}`, { side: side === null ? "" : words.label(meta.sides[side].label), date: words.day(first) });
  return said === undefined ? line : `${line}; ${words.say("control.said", { date: words.day(said) })}`;
}

/** What a part of the front line is, and how wide its doubt. */
function frontLines({ kind, width }, words) {
  return [words.say(kind === "disputed" ? "control.front-disputed" : "control.front"), width === null ? words.say("control.doubt-open") : words.say("control.doubt", { distance: words.distance(Math.round(width)) })];
}

/** Whether a ring holds a point: the sides that a ray from it crosses are odd. */
function holds({ points, west, east, north, south }, x, y) {
  if (x < west || x > east || y < north || y > south) return false;
  let inside = false;
  for (let at = 0, before = points.length - 2; at < points.length; before = at, at += 2) {
    const [ax, ay, bx, by] = [points[at], points[at + 1], points[before], points[before + 1]];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** The layer on a Leaflet map, under the marks. */
function controlLayer(control, model, glyphs) {
  const Cells = L.Renderer.extend({
    options: { padding: 0.25, pane: "frontmap-control" },

    onAdd(map) {
      const pane = map.getPane("frontmap-control") ?? map.createPane("frontmap-control");
      Object.assign(pane.style, { zIndex: "440", pointerEvents: "none" });
      return L.Renderer.prototype.onAdd.call(this, map);
    },

    _initContainer() {
      this._container = L.DomUtil.create("canvas", "fm-control");
      this._container.setAttribute("aria-hidden", "true");
    },

    _destroyContainer() {
      this._container.remove();
      delete this._container;
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      fitCanvas(this._container, this._bounds);
      this.refresh();
    },

    refresh() {
      if (!this._map) return;
      const context = this._container.getContext("2d");
      const { min, max } = this._bounds;
      context.clearRect(min.x, min.y, max.x - min.x, max.y - min.y);
      this.paint(context);
    },

    /** Draw the state of the window's last day, in layer points. */
    paint(context) {
      if (!model.controlSeen) return;
      const world = 256 * 2 ** this._map.getZoom();
      const origin = this._map.getPixelOrigin();
      const { min, max } = this._bounds;
      const near = ({ west, east, north, south }) => west * world - origin.x < max.x && east * world - origin.x > min.x && north * world - origin.y < max.y && south * world - origin.y > min.y;
      const placed = (points) => Array.from(points, (value, at) => value * world - (at % 2 ? origin.y : origin.x));
      control.on(model.window[1], model.clock);
      const outline = (shapes) => {
        context.beginPath();
        for (const { points } of shapes) {
          trace(context, placed(points));
          context.closePath();
        }
      };
      const groups = control.groups().map((group) => ({ ...group, shapes: group.shapes.filter(near) })).filter(({ shapes }) => shapes.length);
      const doubts = control.front.parts.filter(({ width }) => width !== null).map(({ shape, width, middle }) => ({ line: placed(shape.points), half: width / 2 / metresPerPixel(middle.lat, this._map.getZoom()) }));
      if (doubts.length) {
        context.save();
        outline(groups.flatMap(({ shapes }) => shapes));
        context.clip(); // a band, like all colour, ends where nobody spoke of the ground
        paintDoubt(context, doubts, glyphs);
        context.restore();
      }
      for (const { side, partial, strength, shapes } of groups) {
        outline(shapes);
        const sides = side === null ? control.sides : [side];
        if (side === null || partial) hatch(context, sides.map((each) => glyphs.colour(each)), strength, [min.x, min.y, max.x, max.y]);
        else fillHeld(context, glyphs.colour(side), strength);
      }
      for (const kind of ["disputed", "between"]) {
        for (const line of control.front[kind]) {
          context.beginPath();
          trace(context, placed(line));
          strokeFront(context, glyphs, kind);
        }
      }
    },

    /** What lies under a point of the map's frame: `{part}` of the front line, `{cell}`, or null. */
    at(point) {
      if (!model.controlSeen) return null;
      control.on(model.window[1], model.clock);
      const world = 256 * 2 ** this._map.getZoom();
      const { x, y } = this._map.getPixelBounds().min.add(point);
      const part = control.front.parts.find(({ shape }) => distanceToLine(shape.points, x / world, y / world) * world <= NEAR_FRONT);
      const cell = part ? undefined : control.cellAt(x / world, y / world);
      return part ? { part } : cell === undefined ? null : { cell };
    },
  });
  return new Cells();
}

function trace(context, points) {
  for (let at = 0; at < points.length; at += 2) context[at ? "lineTo" : "moveTo"](points[at], points[at + 1]);
}

function fillHeld(context, colour, strength) {
  context.globalAlpha = HELD.whole * strength;
  context.fillStyle = colour;
  context.fill();
  context.globalAlpha = 1;
}

/** Fill the path with lines, rising in turn of each side's colour, or falling of one side's. */
function hatch(context, colours, strength, [west, north, east, south]) {
  context.save();
  context.clip();
  context.globalAlpha = HELD.hatch * strength;
  context.lineWidth = 1.5;
  const [gap, from, to] = colours.length > 1 ? [HATCH.disputed, south, north] : [HATCH.part, north, south];
  colours.forEach((colour, turn) => {
    context.strokeStyle = colour;
    context.beginPath();
    const step = gap * colours.length;
    for (let at = Math.floor((west - (south - north)) / step) * step + turn * gap; at < east; at += step) {
      context.moveTo(at, from);
      context.lineTo(at + south - north, to);
    }
    context.stroke();
  });
  context.globalAlpha = 1;
  context.restore();
}

/** The ground within which the line may run: a band about each of its parts, all of them one shape, so that nothing is drawn twice. */
function paintDoubt(context, parts, glyphs) {
  const ends = new Map();
  const endsOf = ({ line }) => [line.slice(0, 2), line.slice(-2)].map((point) => point.map(Math.round).join());
  for (const end of parts.flatMap(endsOf)) ends.set(end, (ends.get(end) ?? 0) + 1);
  context.beginPath();
  for (const part of parts) {
    const { line, half } = part;
    const [starts, stops] = endsOf(part).map((end) => ends.get(end) > 1); // round where the line goes on, straight where it ends
    for (let at = 0; at + 3 < line.length; at += 2) {
      const [ax, ay, bx, by] = line.slice(at, at + 4);
      const length = Math.hypot(bx - ax, by - ay) || 1;
      const [nx, ny] = [(-(by - ay) / length) * half, ((bx - ax) / length) * half];
      trace(context, [ax - nx, ay - ny, bx - nx, by - ny, bx + nx, by + ny, ax + nx, ay + ny]);
      context.closePath();
      for (const [x, y, joins] of [[ax, ay, at > 0 || starts], [bx, by, at + 5 < line.length || stops]]) {
        if (!joins) continue;
        context.moveTo(x + half, y);
        context.arc(x, y, half, 0, Math.PI * 2);
      }
    }
  }
  context.globalAlpha = HELD.doubt;
  context.fillStyle = glyphs.theme.ink;
  context.fill();
  context.globalAlpha = 1;
}

function strokeFront(context, glyphs, kind) {
  context.lineJoin = "round";
  const dash = kind === "disputed" ? [2, 5] : [7, 5];
  for (const [style, width, dashes] of [[glyphs.theme.land, 4.5, []], [glyphs.theme.ink, 2, dash]]) {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.setLineDash(dashes);
    context.stroke();
  }
  context.setLineDash([]);
}

/** A sign of the layer's legend around a point. */
function drawControlSign(context, sign, x, y, glyphs) {
  const line = [x - 9, y + 3, x - 2, y - 2, x + 9, y - 3];
  if (sign === "doubt") paintDoubt(context, [{ line, half: 5 }], glyphs);
  context.beginPath();
  if (sign.startsWith("front")) {
    trace(context, line);
    strokeFront(context, glyphs, sign === "front" ? "between" : "disputed");
  }
  if (!sign.startsWith("held")) return;
  context.rect(x - 8, y - 6, 16, 12);
  if (sign === "held-disputed") hatch(context, [0, 1].map((side) => glyphs.colour(side)), 1, [x - 8, y - 6, x + 8, y + 6]);
  else if (sign === "held-part") hatch(context, [glyphs.colour(0)], 1, [x - 8, y - 6, x + 8, y + 6]);
  else fillHeld(context, glyphs.colour(0), sign === "held" ? 1 : AGES.at(-1)[1]);
}
