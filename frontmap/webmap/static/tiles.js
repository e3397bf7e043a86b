// Tiles from the internet fade in over our own base map when there is a network; without one nothing is asked and nothing missed.

/** Put a tile service's layer on the map; `seen` is told when its first tile shows, and when it is gone. */
function internetTiles(source, map, seen) {
  const layer = L.tileLayer(source.url, { maxNativeZoom: source.zoom, maxZoom: 16, zIndex: 2, className: "fm-tiles", referrerPolicy: "strict-origin-when-cross-origin" });
  let shown = false;
  layer.on("tileload", () => {
    if (!shown) seen(true);
    shown = true;
  });
  layer.on("tileerror", () => {
    if (!shown) map.removeLayer(layer); // the service does not answer: our own map is enough
  });
  const update = () => {
    if (navigator.onLine) layer.addTo(map);
    else if (!shown) map.removeLayer(layer);
  };
  window.addEventListener("online", update);
  window.addEventListener("offline", update);
  update();
  return layer;
}
