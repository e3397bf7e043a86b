// Who is claimed to hold the ground around each settlement, pale under the marks; nothing where nobody spoke.

const HELD = { whole: 0.28, part: 0.13, hatch: 0.55 }; // how strong a side's colour is
const HATCH = 7; // pixels between the lines of disputed ground
const CONTROL_SIGNS = ["held", "held-part", "held-disputed", "front"];

/** The layer's data, decoded once: outlines, the states of each cell day by day, the borders between cells. */
class Control {
  constructor(raw, meta) {
    const { scale } = raw;
    this.sides = raw.sides.map((id) => meta.sides.findIndex((side) => side.id === id));
    this.cells = raw.cells.rings.map((rings) => rings.map((ring) => decodeShape(ring, scale)));
    this.borders = raw.edges.line.map((line, at) => ({ one: raw.edges.one[at], other: raw.edges.other[at], shape: decodeShape(line, scale) }));
    this.spans = this.cells.map(() => []);
    const { cell, first, last, state, side, partial } = raw.intervals;
    cell.forEach((number, at) => this.spans[number].push({ first: first[at], last: last[at] ?? Infinity, state: raw.states[state[at]], side: side[at] === null ? null : this.sides[side[at]], partial: partial[at] === 1 }));
  }

  /** What is claimed of each cell on a day: its span, undefined where nothing had been said. */
  on(day) {
    if (this.day !== day) {
      this.day = day;
      this.states = this.spans.map((spans) => spans.find((span) => span.first <= day && day <= span.last));
      this.front = joined(this.borders.filter(({ one, other }) => this.holder(one) !== null && this.holder(other) !== null && this.holder(one) !== this.holder(other)).map(({ shape }) => shape.points));
    }
    return this.states;
  }

  holder(cell) {
    const span = this.states[cell];
    return span?.state === "claimed" ? span.side : null;
  }

  /** The cells that one style covers, by what they show: "0", "0 part", "disputed". */
  groups(day) {
    const found = new Map();
    this.on(day).forEach((span, cell) => {
      if (!span || span.state === "unclaimed") return;
      const key = span.state === "disputed" ? "disputed" : `${span.side}${span.partial ? " part" : ""}`;
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(...this.cells[cell]);
    });
    return found;
  }
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
      const trace = (points) => {
        for (let at = 0; at < points.length; at += 2) context[at ? "lineTo" : "moveTo"](points[at] * world - origin.x, points[at + 1] * world - origin.y);
      };
      for (const [key, shapes] of control.groups(model.window[1])) {
        context.beginPath();
        const seen = shapes.filter(near);
        for (const { points } of seen) {
          trace(points);
          context.closePath();
        }
        if (!seen.length) continue;
        if (key === "disputed") hatch(context, control.sides.map((side) => glyphs.colour(side)), [min.x, min.y, max.x, max.y]);
        else fillHeld(context, glyphs.colour(parseInt(key, 10)), key.endsWith("part"));
      }
      for (const line of control.front) {
        context.beginPath();
        trace(line);
        strokeFront(context, glyphs);
      }
    },
  });
  return new Cells();
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

function strokeFront(context, glyphs) {
  context.lineJoin = "round";
  for (const [style, width, dash] of [[glyphs.theme.land, 4.5, []], [glyphs.theme.ink, 2, [7, 5]]]) {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.setLineDash(dash);
    context.stroke();
  }
  context.setLineDash([]);
}

/** A sign of the layer's legend around a point. */
function drawControlSign(context, sign, x, y, glyphs) {
  context.beginPath();
  if (sign === "front") {
    context.moveTo(x - 9, y + 3);
    context.lineTo(x - 2, y - 2);
    context.lineTo(x + 9, y - 3);
    strokeFront(context, glyphs);
    return;
  }
  context.rect(x - 8, y - 6, 16, 12);
  if (sign === "held-disputed") hatch(context, [0, 1].map((side) => glyphs.colour(side)), [x - 8, y - 6, x + 8, y + 6]);
  else fillHeld(context, glyphs.colour(0), sign === "held-part");
}
