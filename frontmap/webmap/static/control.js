// Who is claimed to hold the ground around each settlement, pale under the marks; nothing where nobody spoke.

const HELD = { whole: 0.28, part: 0.13, hatch: 0.55, doubt: 0.1 }; // how strong a side's colour is, and the ink of the line's doubt
const HATCH = 7; // pixels between the lines of disputed ground
const NEAR_FRONT = 6; // pixels from the line within which the pointer means it
const CONTROL_SIGNS = ["held", "held-part", "held-disputed", "front", "front-disputed", "doubt"];

/** The layer's data, decoded once: outlines, the states of each cell day by day and clock by clock, the borders between cells. */
class Control {
  constructor(raw, meta) {
    const { scale, cells, edges } = raw;
    this.sides = raw.sides.map((id) => meta.sides.findIndex((side) => side.id === id));
    this.names = cells.name;
    this.cells = cells.rings.map((rings) => rings.map((ring) => decodeShape(ring, scale)));
    this.sites = cells.lat.map((lat, at) => ({ lat: lat / scale, lon: cells.lon[at] / scale, radius: cells.radius_m[at] }));
    this.cellOf = new Map(cells.place.map((place, at) => [place, at]));
    this.borders = edges.line.map((line, at) => ({ one: edges.one[at], other: edges.other[at], shape: decodeShape(line, scale), middle: middleOfLine(line, scale) }));
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
      this.front = frontOf(this);
    }
    return this.states;
  }

  /** The cells that one style covers, by what they show: "0", "0 part", "disputed". */
  groups() {
    const found = new Map();
    this.states.forEach((span, cell) => {
      if (!span || span.state === "unclaimed") return;
      const key = span.state === "disputed" ? "disputed" : `${span.side}${span.partial ? " part" : ""}`;
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(...this.cells[cell]);
    });
    return found;
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

/** What is claimed of a cell, in words: by whom, since when. */
function heldLine({ state, side, partial, first }, meta, words) {
  const form = state === "claimed" && partial ? "part" : state;
  return words.say(`control.${form}`, { side: side === null ? "" : words.label(meta.sides[side].label), date: words.day(first) });
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
      paintDoubt(context, control.front.parts.map((part) => ({ line: placed(part.shape.points), half: part.width === null ? 0 : part.width / 2 / metresPerPixel(part.middle.lat, this._map.getZoom()) })), glyphs);
      for (const [key, shapes] of control.groups()) {
        context.beginPath();
        const seen = shapes.filter(near);
        for (const { points } of seen) {
          trace(context, placed(points));
          context.closePath();
        }
        if (!seen.length) continue;
        if (key === "disputed") hatch(context, control.sides.map((side) => glyphs.colour(side)), [min.x, min.y, max.x, max.y]);
        else fillHeld(context, glyphs.colour(parseInt(key, 10)), key.endsWith("part"));
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

function fillHeld(context, colour, partial) {
  context.globalAlpha = partial ? HELD.part : HELD.whole;
  context.fillStyle = colour;
  context.fill();
  context.globalAlpha = 1;
}

/** Fill the path with lines in turn of each side's colour. */
function hatch(context, colours, [west, north, east, south]) {
  context.save();
  context.clip();
  context.globalAlpha = HELD.hatch;
  context.lineWidth = 1.5;
  colours.forEach((colour, turn) => {
    context.strokeStyle = colour;
    context.beginPath();
    const step = HATCH * colours.length;
    for (let at = Math.floor((west - (south - north)) / step) * step + turn * HATCH; at < east; at += step) {
      context.moveTo(at, south);
      context.lineTo(at + south - north, north);
    }
    context.stroke();
  });
  context.globalAlpha = 1;
  context.restore();
}

/** The ground within which the line may run: a band about each of its parts, all of them one shape, so that nothing is drawn twice. */
function paintDoubt(context, parts, glyphs) {
  context.beginPath();
  for (const { line, half } of parts) {
    if (!half) continue;
    for (let at = 0; at + 3 < line.length; at += 2) {
      const [ax, ay, bx, by] = line.slice(at, at + 4);
      const length = Math.hypot(bx - ax, by - ay) || 1;
      const [nx, ny] = [(-(by - ay) / length) * half, ((bx - ax) / length) * half];
      trace(context, [ax - nx, ay - ny, bx - nx, by - ny, bx + nx, by + ny, ax + nx, ay + ny]);
      context.closePath();
      for (const [x, y] of [[ax, ay], [bx, by]]) {
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
  if (sign === "held-disputed") hatch(context, [0, 1].map((side) => glyphs.colour(side)), [x - 8, y - 6, x + 8, y + 6]);
  else fillHeld(context, glyphs.colour(0), sign === "held-part");
}
