// The base map: our own lines, drawn on canvas tiles, so that panning costs nothing and no network is needed.

/** How each kind of layer is drawn; the base map's own order is the order of drawing. */
const GROUND = {
  land: { fill: "land", stroke: "water-line", width: () => 1 },
  rivers: { stroke: "river", width: (zoom, detail) => clamp(2.1 - 0.4 * detail + (zoom - 7) * 0.3, 0.6, 3.2) },
  drained: { fill: "drained", stroke: "river", width: () => 0.8, dash: [2, 3] },
  lakes: { fill: "water", stroke: "water-line", width: () => 0.8 },
  regions: { stroke: "region", width: () => 1, dash: [4, 3] },
  borders: { stroke: "border", width: (zoom) => (zoom < 5 ? 1 : 1.4) },
};

/** Delta-coded integer pairs (lon, lat) as world coordinates with their bounds. */
function decodeShape(deltas, scale) {
  const points = new Float64Array(deltas.length);
  let [lon, lat] = [0, 0];
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < deltas.length; i += 2) {
    lon += deltas[i];
    lat += deltas[i + 1];
    const x = worldX(lon / scale);
    const y = worldY(lat / scale);
    points[i] = x;
    points[i + 1] = y;
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < north) north = y;
    if (y > south) south = y;
  }
  return { points, west, north, east, south };
}

function decodeGround(basemap) {
  return (basemap.layers ?? [])
    .filter((layer) => layer.name in GROUND)
    .map((layer) => ({
      name: layer.name,
      filled: layer.type === "polygon",
      detail: layer.detail ?? 0,
      minzoom: layer.minzoom ?? 0,
      shapes: layer.shapes.map((deltas) => decodeShape(deltas, layer.scale)),
    }));
}

/** A Leaflet layer of the base map. Without a land layer the ground is land throughout. */
function groundLayer(layers, glyphs) {
  const hasLand = layers.some((layer) => layer.name === "land");
  const Ground = L.GridLayer.extend({
    createTile(coords) {
      const size = this.getTileSize();
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      const tile = document.createElement("canvas");
      tile.width = size.x * ratio;
      tile.height = size.y * ratio;
      const context = tile.getContext("2d", { alpha: false });
      const { theme } = glyphs;
      context.fillStyle = hasLand ? theme.water : theme.land;
      context.fillRect(0, 0, tile.width, tile.height);
      const world = 256 * 2 ** coords.z;
      context.setTransform(world * ratio, 0, 0, world * ratio, -coords.x * size.x * ratio, -coords.y * size.y * ratio);
      const margin = 4 / world;
      const view = {
        west: (coords.x * size.x) / world - margin,
        east: ((coords.x + 1) * size.x) / world + margin,
        north: (coords.y * size.y) / world - margin,
        south: ((coords.y + 1) * size.y) / world + margin,
      };
      for (const layer of layers) if (coords.z >= layer.minzoom) drawGround(context, layer, view, theme, coords.z, world);
      return tile;
    },
  });
  return new Ground({ tileSize: 512, keepBuffer: 1, updateWhenZooming: false, className: "fm-ground", maxZoom: 16, noWrap: true });
}

function drawGround(context, layer, view, theme, zoom, world) {
  const style = GROUND[layer.name];
  const pixel = 1 / world;
  context.beginPath();
  let any = false;
  for (const shape of layer.shapes) {
    if (shape.west > view.east || shape.east < view.west || shape.north > view.south || shape.south < view.north) continue;
    any = true;
    const { points } = shape;
    let [x, y] = [points[0], points[1]];
    context.moveTo(x, y);
    for (let i = 2; i < points.length; i += 2) {
      // Steps below half a pixel cannot be seen.
      if (Math.abs(points[i] - x) + Math.abs(points[i + 1] - y) < pixel * 0.5 && i + 2 < points.length) continue;
      [x, y] = [points[i], points[i + 1]];
      context.lineTo(x, y);
    }
    if (layer.filled) context.closePath();
  }
  if (!any) return;
  if (layer.filled && style.fill) {
    context.fillStyle = theme[style.fill];
    context.fill("evenodd");
  }
  if (style.stroke) {
    context.strokeStyle = theme[style.stroke];
    context.lineWidth = style.width(zoom, layer.detail) * pixel;
    context.lineJoin = "round";
    context.setLineDash((style.dash ?? []).map((length) => length * pixel));
    context.stroke();
    context.setLineDash([]);
  }
}
