// One mark a place, on one canvas.

/** What stands on each spot among the claims that are shown: the most weighty kind in front, lesser marks first. */
function summarise(model) {
  const { data, shown, clock } = model;
  const { spot: spots, kind: kinds } = data;
  const [first, last] = [data.first[clock], data.last[clock]];
  const marks = new Array(data.spotCount);
  const found = [];
  for (let i = 0; i < data.count; i++) {
    if (!shown[i] || spots[i] < 0) continue;
    let mark = marks[spots[i]];
    if (!mark) {
      mark = { spot: spots[i], kind: kinds[i], count: 0, latest: NO_DAY, radius: 0, actual: 0, sharp: 0, verified: 0, unverified: 0, change: 0, disputed: false, votes: null };
      marks[spots[i]] = mark;
      found.push(mark);
    }
    mark.count++;
    if (data.radius[i] > mark.radius) mark.radius = data.radius[i];
    if (last[i] > mark.latest) mark.latest = last[i];
    if (first[i] === last[i]) mark.sharp++;
    if (kinds[i] < mark.kind) mark.kind = kinds[i];
    if (data.change[i] && (!mark.change || data.change[i] < mark.change)) mark.change = data.change[i];
  }
  const sides = data.meta.sides.length + 1;
  const disputed = data.meta.statuses.indexOf("disputed");
  for (let i = 0; i < data.count; i++) {
    if (!shown[i] || spots[i] < 0 || kinds[i] !== marks[spots[i]].kind) continue;
    const mark = marks[spots[i]];
    mark.votes ??= new Int32Array(sides * 2);
    mark.votes[data.side[i] - OWN_VOICE + data.denied[i] * sides]++;
    if (data.modality[i] === 0) mark.actual++;
    if (data.verification[i] === 2) mark.verified++;
    if (data.verification[i] === 1) mark.unverified++;
    if (data.status[i] === disputed) mark.disputed = true;
  }
  for (const mark of found) finish(mark, model, sides);
  return found.sort((a, b) => b.kind - a.kind || a.count - b.count || a.spot - b.spot);
}

function finish(mark, model, sides) {
  const { data } = model;
  const most = (votes) => {
    let best = -1;
    votes.forEach((count, index) => {
      if (count > 0 && (best < 0 || count > votes[best])) best = index;
    });
    return best < 0 ? undefined : best + OWN_VOICE;
  };
  const [asserting, denying] = [most(mark.votes.subarray(0, sides)), most(mark.votes.subarray(sides))];
  mark.split = mark.disputed || (asserting !== undefined && denying !== undefined);
  mark.hollow = asserting === undefined && !mark.split;
  mark.side = asserting ?? denying;
  mark.other = asserting === undefined ? undefined : denying;
  mark.hatched = mark.actual === 0;
  mark.kindName = data.meta.kinds[mark.kind];
  mark.area = data.isArea(mark.spot);
  const [from, to] = model.window ?? [0, 0];
  const age = mark.latest === NO_DAY ? 0.5 : clamp((to - mark.latest) / Math.max(to - from, 14), 0, 1);
  mark.alpha = (1 - 0.55 * age) * (mark.sharp ? 1 : 0.7); // what stands for many days is paler on each
}

/** The kinds, sides and polarities that stand on a spot: [[kind, side, denied], count], weightiest first. */
function groupsOf(model, spot) {
  const { data, shown } = model;
  const groups = new Map();
  for (const claim of data.claimsOfSpot(spot)) {
    if (!shown[claim]) continue;
    const parts = [data.kind[claim], data.side[claim], data.denied[claim]];
    const key = parts.join(" ");
    if (!groups.has(key)) groups.set(key, { parts, count: 0 });
    groups.get(key).count++;
  }
  return [...groups.values()].sort((a, b) => a.parts[0] - b.parts[0] || a.parts[1] - b.parts[1] || a.parts[2] - b.parts[2]);
}

/** A mark's radius in pixels: the logarithm of its count, smaller where much of the country shows. */
function markRadius(count, zoom) {
  return Math.round((6.6 + Math.min(2.1 * Math.log2(count), 9)) * (zoom < 6 ? 0.75 : zoom < 8 ? 0.9 : 1));
}

/** The claims' layer on a Leaflet map. */
function marksLayer(model, glyphs, words) {
  const Marks = L.Renderer.extend({
    options: { padding: 0.25, pane: "frontmap" },

    _initContainer() {
      this._container = L.DomUtil.create("canvas", "fm-marks");
      this._container.setAttribute("aria-hidden", "true");
      this._labels = settled(() => this.drawLabels(), 60);
    },

    _destroyContainer() {
      this._container.remove();
      this._names?.remove();
      delete this._container;
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      this._names ??= this._container.parentNode.insertBefore(L.DomUtil.create("canvas", "fm-names"), this._container);
      for (const canvas of [this._container, this._names]) fitCanvas(canvas, this._bounds);
      this.draw();
      this.drawLabels();
    },

    _updateTransform(center, zoom) {
      L.Renderer.prototype._updateTransform.call(this, center, zoom);
      if (this._names) this._names.style.visibility = zoom === this._zoom ? "" : "hidden";
    },

    /** World coordinates as the map's layer points. */
    _toLayer() {
      const world = 256 * 2 ** this._map.getZoom();
      const origin = this._map.getPixelOrigin();
      return (x, y) => ({ x: x * world - origin.x, y: y * world - origin.y });
    },

    /** Take the model's claims and draw them. */
    refresh() {
      this._summary = summarise(model);
      if (!this._map) return;
      this.draw();
      this._labels();
    },

    draw() {
      const context = this._container.getContext("2d");
      const { min, max } = this._bounds;
      context.clearRect(min.x, min.y, max.x - min.x, max.y - min.y);
      this._arrange();
      this.paint(context);
    },

    /** Find what stands where in the canvas's bounds: `_areas`, widest first, and `_drawn`, lesser marks first. */
    _arrange() {
      this._summary ??= summarise(model);
      const { min, max } = this._bounds;
      const zoom = this._map.getZoom();
      const toLayer = this._toLayer();
      const shifts = this._shifts(zoom);
      this._drawn = [];
      this._areas = [];
      for (const mark of this._summary) {
        const point = toLayer(model.data.x[mark.spot], model.data.y[mark.spot]);
        const metres = mark.radius / metresPerPixel(model.data.spots.lat[mark.spot], zoom);
        const reach = mark.area ? metres : 40;
        if (point.x < min.x - reach || point.x > max.x + reach || point.y < min.y - reach || point.y > max.y + reach) continue;
        const [dx, dy] = shifts.get(mark.spot) ?? [0, 0];
        const item = { mark, x: point.x, y: point.y, px: point.x + dx, py: point.y + dy, ring: metres, radius: markRadius(mark.count, zoom), country: model.data.precision(mark.spot) === "country" };
        (mark.area ? this._areas : this._drawn).push(item);
      }
      this._areas.sort((a, b) => b.ring - a.ring);
      shrinkCrowded(this._drawn);
    },

    /** Draw what `_arrange` found, in layer points. */
    paint(context) {
      const { min, max } = this._bounds;
      const zoom = this._map.getZoom();
      const span = Math.max(max.x - min.x, max.y - min.y);
      for (const item of this._areas) drawArea(context, { ...item, fade: clamp(1.6 - (1.4 * item.ring) / span, 0.15, 1) }, glyphs);
      for (const item of this._drawn) if (item.ring > item.radius + 4) drawRing(context, item, glyphs);
      drawTethers(context, this._drawn, glyphs);
      const single = this._drawn.filter((item) => !this._isSpread(item));
      const roomy = single.length < 40 || zoom >= 9; // proof signs wait where marks stand close
      for (const item of single) drawMark(context, item, glyphs, roomy);
      for (const item of this._drawn) if (model.data.placeId(item.mark.spot) === model.place) drawChosen(context, item, glyphs);
      this._signs = [
        ...(roomy ? single.filter(({ mark }) => mark.verified || mark.unverified).map(({ px, py, radius }) => [px + radius - 2, py - radius - 5, px + radius + 7, py - radius + 3]) : []),
        ...(single.length <= 800 ? drawCounts(context, single, glyphs) : []),
      ];
      for (const item of single) if (item.mark.change) drawChange(context, item, glyphs, model.data.meta.changes);
      for (const item of this._drawn) if (this._isSpread(item)) drawSpread(context, item, glyphs, model.data.meta.kinds);
      const boxes = new Boxes();
      for (const { px, py, radius } of this._drawn) boxes.add([px - radius, py - radius, px + radius + 8, py + radius + 6]);
      const view = this._view();
      for (const item of this._areas) drawAreaName(context, item, view, glyphs, model.data, words, boxes);
    },

    /** What the window shows, in layer points. */
    _view() {
      const size = this._map.getSize();
      const min = this._map.containerPointToLayerPoint([0, 0]);
      return { west: min.x, north: min.y, east: min.x + size.x, south: min.y + size.y };
    },

    /** How far each mark steps aside for its neighbours at a zoom: the same at every moment of time. */
    _shifts(zoom) {
      this._shiftsAt ??= new Map();
      if (!this._shiftsAt.has(zoom)) this._shiftsAt.set(zoom, stepAside(model.data, zoom));
      return this._shiftsAt.get(zoom);
    },

    /** Whether a mark shows all its kinds and sides around it: from zoom 11, or under the pointer. */
    _isSpread(item) {
      if (item.mark.count < 2 || (this._map.getZoom() < 11 && this._hover !== item.mark.spot)) return false;
      item.mark.groups ??= groupsOf(model, item.mark.spot);
      return item.mark.groups.length > 1;
    },

    drawLabels() {
      if (!this._map || !this._names) return;
      const context = this._names.getContext("2d");
      const { min, max } = this._bounds;
      context.clearRect(min.x, min.y, max.x - min.x, max.y - min.y);
      this.paintLabels(context);
    },

    paintLabels(context) {
      const { data } = model;
      const marks = this._drawn.map((item) => ({
        x: item.px, y: item.py, reach: this._isSpread(item) ? spreadReach(item) : item.radius + (item.mark.count > 1 ? 6 : 3),
        moved: data.spots.moved[item.mark.spot], name: data.spotText("name", item.mark.spot), weight: item.mark.count,
      }));
      const areas = this._areas.filter(({ box }) => box).map(({ box, mark }) => ({ box, name: data.spotText("name", mark.spot) }));
      drawLabels(context, this._map, data, glyphs, marks, areas, this._signs ?? [], this._toLayer(), this._bounds);
    },

    /** The mark under a point of the map's container, null where there is none; `slack` widens it for fingers. */
    at(containerPoint, slack = 4) {
      const point = this._map.containerPointToLayerPoint(containerPoint);
      let best = null;
      let nearest = Infinity;
      for (const item of this._drawn ?? []) {
        const distance = Math.hypot(item.px - point.x, item.py - point.y);
        const reach = (this._hover === item.mark.spot && this._isSpread(item) ? spreadReach(item) : item.radius) + slack;
        if (distance <= reach && distance <= nearest) [best, nearest] = [item, distance];
      }
      if (best) return best;
      return (this._areas ?? []).find(({ box }) => box && point.x >= box[0] && point.x <= box[2] && point.y >= box[1] && point.y <= box[3]) ?? null;
    },

    hover(spot) {
      if (this._hover === spot) return;
      this._hover = spot;
      this.draw();
    },
  });
  return new Marks();
}

/** Draw marks smaller where many stand close, in steps, so that they do not breathe while time runs; nobody alone loses his size. */
function shrinkCrowded(items) {
  const cells = new Map();
  const cellOf = (x, y) => Math.floor(x / 24) * 65536 + Math.floor(y / 24);
  for (const { x, y } of items) cells.set(cellOf(x, y), (cells.get(cellOf(x, y)) ?? 0) + 1);
  const sizes = new Map();
  const most = clamp(Math.sqrt(400 / Math.max(items.length, 1)), 0.5, 1);
  for (const cell of cells.keys()) {
    let near = 0;
    for (const column of [-65536, 0, 65536]) for (const row of [-1, 0, 1]) near += cells.get(cell + column + row) ?? 0;
    sizes.set(cell, Math.min(most, [1, 0.85, 0.7, 0.55].find((share) => near * share * share <= 8) ?? 0.45));
  }
  for (const item of items) {
    const size = sizes.get(cellOf(item.x, item.y));
    if (size === 1) continue;
    item.radius = Math.max(Math.round(item.radius * size), 3);
    item.px = item.x + (item.px - item.x) * size;
    item.py = item.y + (item.py - item.y) * size;
  }
}

/** Push overlapping marks apart, a little: shift in pixels by spot, over all spots whatever the window shows. */
function stepAside(data, zoom) {
  const counts = new Map();
  for (let i = 0; i < data.count; i++) if (data.spot[i] >= 0) counts.set(data.spot[i], (counts.get(data.spot[i]) ?? 0) + 1);
  const world = 256 * 2 ** zoom;
  const bodies = [...counts].filter(([spot]) => !data.isArea(spot)).map(([spot, count]) => ({ spot, x: data.x[spot] * world, y: data.y[spot] * world, dx: 0, dy: 0, radius: markRadius(count, zoom) + 1.5 }));
  const shifts = new Map();
  if (bodies.length > 1500) return shifts;
  bodies.sort((a, b) => a.x - b.x || a.spot - b.spot);
  for (let round = 0; round < 24; round++) {
    for (let i = 0; i < bodies.length; i++) {
      const a = bodies[i];
      for (let j = i + 1; j < bodies.length && bodies[j].x - a.x < 64; j++) separate(a, bodies[j], j - i);
    }
  }
  for (const { spot, dx, dy } of bodies) if (dx || dy) shifts.set(spot, [dx, dy]);
  return shifts;
}

/** Move two bodies apart by half of what they overlap, each at most 22 pixels from where it belongs. */
function separate(a, b, turn) {
  let x = b.x + b.dx - a.x - a.dx;
  let y = b.y + b.dy - a.y - a.dy;
  let distance = Math.hypot(x, y);
  const overlap = a.radius + b.radius - distance;
  if (overlap <= 0) return;
  if (distance < 0.01) [x, y, distance] = [Math.cos(turn * 2.4), Math.sin(turn * 2.4), 1];
  const half = (overlap / 2 / distance) * 0.7;
  for (const [body, sign] of [[a, -1], [b, 1]]) {
    body.dx += sign * x * half;
    body.dy += sign * y * half;
    const far = Math.hypot(body.dx, body.dy);
    if (far > 22) [body.dx, body.dy] = [(body.dx * 22) / far, (body.dy * 22) / far];
  }
}
