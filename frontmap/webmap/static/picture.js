// The map as a picture: title, dates, legend, credit, and the words that claims are not facts.

const PICTURE = { margin: 20, head: 74, scale: 2 };

/** Draw what the map shows, with all that a picture needs when it travels alone, on a canvas or a VectorContext. */
function drawPicture(context, app, layout) {
  const { width, height, mapHeight, legend } = layout;
  const { theme } = app.glyphs;
  const { margin, head, scale } = PICTURE;
  const origin = app.map.containerPointToLayerPoint([0, 0]);
  const ratio = context instanceof VectorContext ? 1 : scale;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = theme.land;
  context.fillRect(0, 0, width, height);
  context.save();
  context.beginPath();
  context.rect(0, head, width, mapHeight);
  context.clip();
  drawPictureGround(context, app, { width, mapHeight, ratio });
  context.setTransform(ratio, 0, 0, ratio, -origin.x * ratio, (head - origin.y) * ratio);
  app.control?.paint(context);
  app.marks.paint(context);
  app.marks.paintLabels(context);
  context.restore();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.letterSpacing = "0px";
  context.textAlign = "start";
  context.textBaseline = "alphabetic";
  context.globalAlpha = 1;
  const write = (text, x, y, font, colour) => {
    context.font = font;
    context.fillStyle = colour;
    context.fillText(text, x, y);
    return x + context.measureText(text).width;
  };
  write(layout.title, margin, 30, `600 20px ${SERIF}`, theme.ink);
  write(layout.warning, write(`${layout.subtitle}  ·  `, margin, 54, `400 13px ${FACE}`, theme.ink), 54, `600 13px ${FACE}`, theme.ink);
  for (const { x, y, text, look, dot, sign } of legend) {
    const top = head + mapHeight + y;
    if (look) context.drawImage(app.glyphs.picture(look), x, top - look.radius - 3, look.radius * 2 + 6, look.radius * 2 + 6);
    if (dot !== undefined) {
      context.fillStyle = app.glyphs.colour(dot);
      context.beginPath();
      context.arc(x + 10, top, 5, 0, Math.PI * 2);
      context.fill();
    }
    if (sign) drawSign(context, sign, x + 10, top, app.glyphs);
    write(text, x + 24, top + 4, `400 12px ${FACE}`, theme.ink);
  }
  write(layout.credit, margin, height - 12, `400 11px ${FACE}`, theme["label-soft"]);
}

function drawPictureGround(context, app, { width, mapHeight, ratio }) {
  if (!app.groundLayers) return;
  const { map, glyphs } = app;
  const zoom = map.getZoom();
  const world = 256 * 2 ** zoom;
  const corner = map.getPixelBounds().min;
  const view = { west: (corner.x - 8) / world, east: (corner.x + width + 8) / world, north: (corner.y - 8) / world, south: (corner.y + mapHeight + 8) / world };
  context.fillStyle = app.groundLayers.some((layer) => layer.name === "land") ? glyphs.theme.water : glyphs.theme.land;
  context.fillRect(0, PICTURE.head, width, mapHeight);
  context.setTransform(world * ratio, 0, 0, world * ratio, -corner.x * ratio, (PICTURE.head - corner.y) * ratio);
  for (const layer of app.groundLayers) if (zoom >= layer.minzoom) drawGround(context, layer, view, glyphs.theme, zoom, world);
}

/** Where everything stands: the map's own size, a heading above it, the legend and the credit below. */
function pictureLayout(app) {
  const { words, model, data } = app;
  const { x: width, y: mapHeight } = app.map.getSize();
  const entries = [
    ...data.meta.sides.map((side, index) => ({ text: words.label(side.label), dot: index })), { text: words.say("side.none"), dot: OWN_VOICE },
    ...data.meta.kinds.map((kind, index) => ({ text: words.say(`kind.${kind}`), look: { kind, side: OWN_VOICE, radius: 7 }, index })).filter(({ index }) => model.facet("kinds", index) > 0),
    { text: words.say("legend.denied"), look: { kind: "control", side: 0, hollow: true, radius: 7 } },
    { text: words.say("legend.disputed"), look: { kind: "control", side: 0, split: true, other: Math.min(1, data.meta.sides.length - 1), radius: 7 } },
    { text: words.say("legend.hatched"), look: { kind: "control", side: 0, hatched: true, radius: 7 } },
    ...[...SIGNS, ...(model.controlSeen ? CONTROL_SIGNS : [])].map((sign) => ({ text: words.say(`legend.${sign}`), sign })),
  ];
  const measure = document.createElement("canvas").getContext("2d");
  measure.font = `400 12px ${FACE}`;
  let [x, y] = [PICTURE.margin, 24];
  const legend = entries.map((entry) => {
    const wide = 24 + measure.measureText(entry.text).width + 20;
    if (x + wide > width - PICTURE.margin && x > PICTURE.margin) [x, y] = [PICTURE.margin, y + 26];
    const found = { ...entry, x, y };
    x += wide;
    return found;
  });
  const days = model.domain ? words.span(...model.window) : words.say("date.none");
  const credit = [words.say("map.credit-short"), `frontmap ${data.meta.version}`].join("  ·  ");
  return {
    width, mapHeight, legend, credit, height: PICTURE.head + mapHeight + y + 52, title: words.label(data.meta.title),
    subtitle: [days, words.say(`time.${model.clock}`), words.count("list.count", model.visible)].join("  ·  "), warning: words.say("share.warning"),
  };
}

/** The picture as an SVG file's text. */
function svgPicture(app) {
  const layout = pictureLayout(app);
  const context = new VectorContext(layout.width, layout.height, app.glyphs);
  drawPicture(context, app, layout);
  return context.file(`${layout.title}: ${layout.warning}`);
}

/** The picture as a PNG file, twice as fine as the screen's pixels. */
function pngPicture(app) {
  const layout = pictureLayout(app);
  const canvas = document.createElement("canvas");
  canvas.width = layout.width * PICTURE.scale;
  canvas.height = layout.height * PICTURE.scale;
  app.glyphs.fine = PICTURE.scale;
  drawPicture(canvas.getContext("2d"), app, layout);
  app.glyphs.fine = null;
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
