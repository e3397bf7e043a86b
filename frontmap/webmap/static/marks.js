// One mark a place, on one canvas.

/** What stands on each spot among the claims that are shown: the most weighty kind in front, lesser marks first. */
function summarise(model) {
  const { data, shown, clock } = model;
  const { spot: spots, kind: kinds } = data;
  const last = data.last[clock];
  const marks = new Array(data.spotCount);
  const found = [];
  for (let i = 0; i < data.count; i++) {
    if (!shown[i] || spots[i] < 0) continue;
    let mark = marks[spots[i]];
    if (!mark) {
      mark = { spot: spots[i], kind: kinds[i], count: 0, latest: NO_DAY, radius: 0, actual: 0, verified: 0, unverified: 0, disputed: false, votes: null };
      marks[spots[i]] = mark;
      found.push(mark);
    }
    mark.count++;
    if (data.radius[i] > mark.radius) mark.radius = data.radius[i];
    if (last[i] > mark.latest) mark.latest = last[i];
    if (kinds[i] < mark.kind) mark.kind = kinds[i];
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
  const age = mark.latest === NO_DAY ? 0.5 : clamp((to - mark.latest) / Math.max(to - from, 1), 0, 1);
  mark.alpha = 1 - 0.55 * age;
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
  return Math.round((6 + Math.min(2.1 * Math.log2(count), 9)) * (zoom < 6 ? 0.75 : zoom < 8 ? 0.9 : 1));
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
      for (const canvas of [this._container, this._names]) this._fit(canvas);
      this.draw();
      this.drawLabels();
    },

    _updateTransform(center, zoom) {
      L.Renderer.prototype._updateTransform.call(this, center, zoom);
      if (this._names) this._names.style.visibility = zoom === this._zoom ? "" : "hidden";
    },

    _fit(canvas) {
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      const size = this._bounds.getSize();
      L.DomUtil.setPosition(canvas, this._bounds.min);
      canvas.width = size.x * ratio;
      canvas.height = size.y * ratio;
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
      const context = canvas.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, -this._bounds.min.x * ratio, -this._bounds.min.y * ratio);
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
      this._summary ??= summarise(model);
      const context = this._container.getContext("2d");
      const { min, max } = this._bounds;
      context.clearRect(min.x, min.y, max.x - min.x, max.y - min.y);
      const zoom = this._map.getZoom();
      const toLayer = this._toLayer();
      this._drawn = [];
      const shifts = this._shifts(zoom);
      const areas = [];
      for (const mark of this._summary) {
        const point = toLayer(model.data.x[mark.spot], model.data.y[mark.spot]);
        const metres = mark.radius / metresPerPixel(model.data.spots.lat[mark.spot], zoom);
        const reach = mark.area ? metres : 40;
        if (point.x < min.x - reach || point.x > max.x + reach || point.y < min.y - reach || point.y > max.y + reach) continue;
        const [dx, dy] = shifts.get(mark.spot) ?? [0, 0];
        const item = { mark, x: point.x, y: point.y, px: point.x + dx, py: point.y + dy, ring: metres, radius: markRadius(mark.count, zoom), country: model.data.precision(mark.spot) === "country" };
        (mark.area ? areas : this._drawn).push(item);
      }
      areas.sort((a, b) => b.ring - a.ring);
      const crowd = clamp(Math.sqrt(300 / Math.max(this._drawn.length, 1)), 0.4, 1);
      if (crowd < 1) for (const item of this._drawn) item.radius = Math.max(Math.round(item.radius * crowd), 3);
      const span = Math.max(max.x - min.x, max.y - min.y);
      for (const item of areas) drawArea(context, { ...item, fade: clamp(1.6 - (1.4 * item.ring) / span, 0.15, 1) }, glyphs);
      for (const item of this._drawn) if (item.ring > item.radius + 4) drawRing(context, item, glyphs);
      drawTethers(context, this._drawn, glyphs);
      const single = this._drawn.filter((item) => !this._isSpread(item));
      const roomy = single.length < 40 || zoom >= 9; // proof signs wait where marks stand close
      for (const item of single) drawMark(context, item, glyphs, roomy);
      if (single.length <= 800) drawCounts(context, single, glyphs);
      for (const item of this._drawn) if (this._isSpread(item)) drawSpread(context, item, glyphs, model.data.meta.kinds);
      const boxes = new Boxes();
      for (const { px, py, radius } of this._drawn) boxes.add([px - radius, py - radius, px + radius + 8, py + radius + 6]);
      const view = this._view();
      for (const item of areas) drawAreaName(context, item, view, glyphs, model.data, words, boxes);
      this._areas = areas;
      for (const item of this._drawn) if (model.data.placeId(item.mark.spot) === model.place) drawChosen(context, item, glyphs);
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
      const { data } = model;
      const marks = this._drawn.map((item) => ({
        x: item.px, y: item.py, reach: this._isSpread(item) ? spreadReach(item) : item.radius + (item.mark.count > 1 ? 6 : 3),
        moved: data.spots.moved[item.mark.spot], name: data.spotText("name", item.mark.spot), weight: item.mark.count,
      }));
      const areas = this._areas.filter(({ box }) => box).map(({ box, mark }) => ({ box, name: data.spotText("name", mark.spot) }));
      drawLabels(context, this._map, data, glyphs, marks, areas, this._toLayer(), this._bounds);
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

function metresPerPixel(lat, zoom) {
  return (40075016.7 * Math.cos((lat * Math.PI) / 180)) / (256 * 2 ** zoom);
}

function drawArea(context, item, glyphs) {
  const { mark, x, y, ring } = item;
  const colour = glyphs.colour(mark.side);
  const fill = context.createRadialGradient(x, y, 0, x, y, Math.max(ring, 1));
  context.globalAlpha = (item.country ? 0.05 : 0.11) * (item.fade ?? 1) * mark.alpha;
  fill.addColorStop(0, colour);
  fill.addColorStop(0.7, colour);
  fill.addColorStop(1, transparent(colour));
  context.fillStyle = fill;
  context.beginPath();
  context.arc(x, y, ring, 0, Math.PI * 2);
  context.fill();
  context.globalAlpha = 1;
}

/** An area's words, the one part of it that can be clicked; they stand where no mark does. */
function drawAreaName(context, item, view, glyphs, data, words, boxes) {
  const { mark, ring } = item;
  const text = `${data.spotText("name", mark.spot).toUpperCase()}  ${words.number(mark.count)}`;
  context.font = `500 11px ${FACE}`;
  context.letterSpacing = "1.2px";
  const half = context.measureText(text).width / 2;
  const [low, high] = [Math.max(view.west + half + 60, item.x - ring + half), Math.min(view.east - half - 16, item.x + ring - half)];
  const x = low < high ? clamp(item.x, low, high) : item.x;
  const box = (shift) => [x - half - 6, item.y + shift - 10, x + half + 6, item.y + shift + 12];
  const shifts = [0];
  for (let move = 16; move <= Math.max(ring, 48) && move <= 240; move += 16) shifts.push(-move, move);
  const shift = shifts.find((move) => boxes.free(box(move)));
  item.box = null;
  if (shift === undefined) return; // no room: a closer look, or the list, tells of it
  item.box = box(shift);
  boxes.add(item.box);
  const y = item.y + shift;
  context.textBaseline = "middle";
  context.textAlign = "center";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = glyphs.theme.land;
  context.strokeText(text, x, y);
  context.fillStyle = glyphs.colour(mark.side);
  context.fillText(text, x, y);
  context.letterSpacing = "0px";
  context.fillRect(x - half, y + 9, half * 2, 1);
  context.textAlign = "start";
}

/** A colour with nothing of it left, where a gradient ends. */
function transparent(colour) {
  return colour.startsWith("#") ? `${colour}00` : colour.replace(")", " / 0)");
}

/** A line from each mark that stepped aside to the point where it belongs. */
function drawTethers(context, items, glyphs) {
  context.strokeStyle = glyphs.theme["label-soft"];
  context.fillStyle = glyphs.theme.ink;
  context.lineWidth = 1;
  for (const { x, y, px, py, radius } of items) {
    if (Math.hypot(px - x, py - y) < radius * 0.75) continue;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(px, py);
    context.stroke();
    context.beginPath();
    context.arc(x, y, 1.8, 0, Math.PI * 2);
    context.fill();
  }
}

function drawRing(context, { mark, x, y, ring }, glyphs) {
  context.globalAlpha = 0.5 * mark.alpha;
  context.strokeStyle = glyphs.colour(mark.side);
  context.lineWidth = 1;
  context.beginPath();
  context.arc(x, y, ring, 0, Math.PI * 2);
  context.stroke();
  context.globalAlpha = 1;
}

function drawMark(context, item, glyphs, roomy) {
  const { mark, px: x, py: y, radius } = item;
  const picture = glyphs.picture({ kind: mark.kindName, side: mark.side, other: mark.other, split: mark.split, hollow: mark.hollow, hatched: mark.hatched, radius });
  const size = radius * 2 + 6;
  context.globalAlpha = mark.alpha;
  context.drawImage(picture, x - size / 2, y - size / 2, size, size);
  context.globalAlpha = 1;
  if (roomy && (mark.verified || mark.unverified)) drawProof(context, x + radius * 0.95, y - radius * 0.95, mark.verified > 0, glyphs);
}

/** Counts beside marks, the weightiest first; one that would hide another mark or count waits for a closer look. */
function drawCounts(context, items, glyphs) {
  const boxes = new Boxes();
  for (const { px, py, radius } of items) boxes.add([px - radius + 1, py - radius + 1, px + radius - 1, py + radius - 1]);
  for (const { mark, px, py, radius } of [...items].reverse()) {
    if (mark.count < 2) continue;
    const half = 3 + 3 * String(mark.count).length;
    const corners = [[radius + half - 3, radius - 1], [radius + half - 3, 1 - radius], [3 - radius - half, radius - 1], [3 - radius - half, 1 - radius]];
    const free = corners.find(([dx, dy], index) => {
      if (index === 1 && (mark.verified || mark.unverified)) return false;
      return boxes.free([px + dx - half + 2, py + dy - 4, px + dx + half - 2, py + dy + 5]);
    });
    if (!free) continue;
    const [dx, dy] = free;
    boxes.add([px + dx - half, py + dy - 5, px + dx + half, py + dy + 6]);
    drawCount(context, px + dx, py + dy, mark.count, glyphs);
  }
}

function drawProof(context, x, y, verified, glyphs) {
  for (const [style, width] of [[glyphs.theme.land, 4], [glyphs.theme.ink, 1.5]]) {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.beginPath();
    if (verified) {
      context.moveTo(x - 3.5, y);
      context.lineTo(x - 1, y + 2.6);
      context.lineTo(x + 3.6, y - 3);
    } else {
      context.arc(x, y, 2.4, 0, Math.PI * 2);
    }
    context.stroke();
  }
}

function drawCount(context, x, y, count, glyphs) {
  context.font = `600 10px ${FACE}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineWidth = 3.5;
  context.lineJoin = "round";
  context.strokeStyle = glyphs.theme.land;
  const text = count > 999 ? "999+" : String(count);
  context.strokeText(text, x, y);
  context.fillStyle = glyphs.theme.ink;
  context.fillText(text, x, y);
  context.textAlign = "start";
}

function drawChosen(context, { px: x, py: y, radius }, glyphs) {
  for (const [style, width] of [[glyphs.theme.land, 5], [glyphs.theme.ink, 2]]) {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.beginPath();
    context.arc(x, y, radius + 6, 0, Math.PI * 2);
    context.stroke();
  }
}

function spreadReach(item) {
  return 18 + Math.max(item.mark.groups.length * 2.6, 10) + 10;
}

/** Every kind and side of a place around it, each tied to its point by a line. */
function drawSpread(context, item, glyphs, kinds) {
  const { groups } = item.mark;
  const reach = spreadReach(item) - 10;
  context.lineWidth = 1;
  context.strokeStyle = glyphs.theme["label-soft"];
  context.fillStyle = glyphs.theme.ink;
  const at = groups.map((_, index) => {
    const angle = (index / groups.length) * Math.PI * 2 - Math.PI / 2;
    return [item.x + reach * Math.cos(angle), item.y + reach * Math.sin(angle)];
  });
  context.beginPath();
  for (const [x, y] of at) {
    context.moveTo(item.x, item.y);
    context.lineTo(x, y);
  }
  context.stroke();
  context.beginPath();
  context.arc(item.x, item.y, 2.5, 0, Math.PI * 2);
  context.fill();
  groups.forEach(({ parts: [kind, side, denied], count }, index) => {
    const radius = 8;
    const picture = glyphs.picture({ kind: kinds[kind], side, hollow: denied === 1, radius });
    const [x, y] = at[index];
    context.drawImage(picture, x - radius - 3, y - radius - 3, radius * 2 + 6, radius * 2 + 6);
    if (count > 1) drawCount(context, x + radius, y + radius, count, glyphs);
  });
}
