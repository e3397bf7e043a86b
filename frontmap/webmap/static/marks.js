// One mark a place, on one canvas.

/** What stands on each spot among the claims that are shown: the most weighty kind in front. */
function summarise(model) {
  const { data, shown, clock } = model;
  const { spot: spots, kind: kinds } = data;
  const marks = new Map();
  for (let i = 0; i < data.count; i++) {
    if (!shown[i] || spots[i] < 0) continue;
    let mark = marks.get(spots[i]);
    if (!mark) {
      mark = { spot: spots[i], kind: 99, count: 0, latest: NO_DAY, asserted: new Map(), denied: new Map(), actual: 0, verified: 0, unverified: 0, radius: 0, disputed: false, groups: new Map() };
      marks.set(spots[i], mark);
    }
    mark.count++;
    mark.radius = Math.max(mark.radius, data.radius[i]);
    mark.latest = Math.max(mark.latest, data.last[clock][i]);
    if (kinds[i] < mark.kind) Object.assign(mark, { kind: kinds[i], asserted: new Map(), denied: new Map(), actual: 0, verified: 0, unverified: 0, disputed: false });
    const group = `${kinds[i]}|${data.side[i]}|${data.denied[i]}`;
    mark.groups.set(group, (mark.groups.get(group) ?? 0) + 1);
    if (kinds[i] !== mark.kind) continue;
    const votes = data.denied[i] ? mark.denied : mark.asserted;
    votes.set(data.side[i], (votes.get(data.side[i]) ?? 0) + 1);
    if (data.modality[i] === 0) mark.actual++;
    if (data.verification[i] === 2) mark.verified++;
    if (data.verification[i] === 1) mark.unverified++;
    if (data.meta.statuses[data.status[i]] === "disputed") mark.disputed = true;
  }
  for (const mark of marks.values()) finish(mark, model);
  return [...marks.values()].sort((a, b) => b.kind - a.kind || a.count - b.count || a.spot - b.spot);
}

function finish(mark, model) {
  const { data } = model;
  const most = (votes) => [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
  const [asserting, denying] = [most(mark.asserted), most(mark.denied)];
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
      const areas = [];
      for (const mark of this._summary) {
        const point = toLayer(model.data.x[mark.spot], model.data.y[mark.spot]);
        const metres = mark.radius / metresPerPixel(model.data.spots.lat[mark.spot], zoom);
        const reach = mark.area ? metres : 40;
        if (point.x < min.x - reach || point.x > max.x + reach || point.y < min.y - reach || point.y > max.y + reach) continue;
        const item = { mark, x: point.x, y: point.y, ring: metres, radius: markRadius(mark.count, zoom) };
        (mark.area ? areas : this._drawn).push(item);
      }
      areas.sort((a, b) => b.ring - a.ring);
      for (const item of areas) drawArea(context, item, glyphs);
      for (const item of this._drawn) if (item.ring > item.radius + 4) drawRing(context, item, glyphs);
      for (const item of this._drawn) if (!this._isSpread(item)) drawMark(context, item, glyphs);
      for (const item of this._drawn) if (this._isSpread(item)) drawSpread(context, item, glyphs, model.data.meta.kinds);
      for (const item of areas) drawAreaName(context, item, glyphs, model.data, words);
      this._areas = areas;
      for (const item of this._drawn) if (model.data.placeId(item.mark.spot) === model.place) drawChosen(context, item, glyphs);
    },

    _isSpread(item) {
      return item.mark.groups.size > 1 && (this._map.getZoom() >= 11 || this._hover === item.mark.spot);
    },

    drawLabels() {
      if (!this._map || !this._names) return;
      const context = this._names.getContext("2d");
      const { min, max } = this._bounds;
      context.clearRect(min.x, min.y, max.x - min.x, max.y - min.y);
      const ranks = (this._ranks ??= labelRanks(model.data));
      const marks = this._drawn.map((item) => ({
        x: item.x, y: item.y, reach: item.radius + (item.mark.count > 1 ? 5 : 3), moved: model.data.spots.moved[item.mark.spot],
        lat: model.data.spots.lat[item.mark.spot], lon: model.data.spots.lon[item.mark.spot], name: model.data.spotText("name", item.mark.spot),
        rank: ranks.get(item.mark.spot) ?? 4, weight: item.mark.count,
      }));
      for (const area of this._areas) marks.push({ x: area.x, y: area.y, reach: 30, moved: 1, lat: 0, lon: 0 });
      drawLabels(context, this._map, model.data, glyphs, marks, this._toLayer(), this._bounds);
    },

    /** The mark under a point of the map's container, null where there is none; `slack` widens it for fingers. */
    at(containerPoint, slack = 4) {
      const point = this._map.containerPointToLayerPoint(containerPoint);
      let best = null;
      let nearest = Infinity;
      for (const item of this._drawn ?? []) {
        const distance = Math.hypot(item.x - point.x, item.y - point.y);
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

/** The label rank of each spot that stands on a labelled settlement. */
function labelRanks(data) {
  const known = new Map(data.labels.map(([, lat, lon, rank]) => [`${lat.toFixed(2)},${lon.toFixed(2)}`, rank]));
  const ranks = new Map();
  for (let spot = 0; spot < data.spotCount; spot++) {
    const rank = known.get(`${data.spots.lat[spot].toFixed(2)},${data.spots.lon[spot].toFixed(2)}`);
    if (rank !== undefined) ranks.set(spot, rank);
  }
  return ranks;
}

function metresPerPixel(lat, zoom) {
  return (40075016.7 * Math.cos((lat * Math.PI) / 180)) / (256 * 2 ** zoom);
}

function drawArea(context, { mark, x, y, ring }, glyphs) {
  const colour = glyphs.colour(mark.side);
  const fill = context.createRadialGradient(x, y, 0, x, y, Math.max(ring, 1));
  context.globalAlpha = 0.14 * mark.alpha;
  fill.addColorStop(0, colour);
  fill.addColorStop(0.7, colour);
  fill.addColorStop(1, "rgb(0 0 0 / 0)");
  context.fillStyle = fill;
  context.beginPath();
  context.arc(x, y, ring, 0, Math.PI * 2);
  context.fill();
  context.globalAlpha = 1;
}

/** An area's words, the one part of it that can be clicked. */
function drawAreaName(context, item, glyphs, data, words) {
  const { mark } = item;
  const name = data.spotText("name", mark.spot);
  const text = `${name.toUpperCase()}  ${words.number(mark.count)}`;
  context.font = `500 11px ${FACE}`;
  context.letterSpacing = "1.2px";
  const width = context.measureText(text).width;
  item.box = [item.x - width / 2 - 8, item.y - 11, item.x + width / 2 + 8, item.y + 11];
  context.textBaseline = "middle";
  context.textAlign = "center";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = glyphs.theme.land;
  context.strokeText(text, item.x, item.y);
  context.fillStyle = glyphs.colour(mark.side);
  context.fillText(text, item.x, item.y);
  context.letterSpacing = "0px";
  context.fillRect(item.x - width / 2, item.y + 9, width, 1);
  context.textAlign = "start";
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

function drawMark(context, item, glyphs) {
  const { mark, x, y, radius } = item;
  const picture = glyphs.picture({ kind: mark.kindName, side: mark.side, other: mark.other, split: mark.split, hollow: mark.hollow, hatched: mark.hatched, radius });
  const size = radius * 2 + 6;
  context.globalAlpha = mark.alpha;
  context.drawImage(picture, x - size / 2, y - size / 2, size, size);
  context.globalAlpha = 1;
  if (mark.verified || mark.unverified) drawProof(context, x + radius * 0.95, y - radius * 0.95, mark.verified > 0, glyphs);
  if (mark.count > 1) drawCount(context, x + radius * 0.9 + 1, y + radius * 0.9, mark.count, glyphs);
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
  context.strokeText(text, x + 2, y + 1);
  context.fillStyle = glyphs.theme.ink;
  context.fillText(text, x + 2, y + 1);
  context.textAlign = "start";
}

function drawChosen(context, { x, y, radius }, glyphs) {
  for (const [style, width] of [[glyphs.theme.land, 5], [glyphs.theme.ink, 2]]) {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.beginPath();
    context.arc(x, y, radius + 6, 0, Math.PI * 2);
    context.stroke();
  }
}

function spreadReach(item) {
  return 16 + Math.max(item.mark.groups.size * 2.6, 10) + 10;
}

/** Every kind and side of a place around it, each tied to its point by a line. */
function drawSpread(context, item, glyphs, kinds) {
  const groups = [...item.mark.groups].map(([key, count]) => ({ parts: key.split("|").map(Number), count })).sort((a, b) => a.parts[0] - b.parts[0]);
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
