// How marks, areas, rings, counts and signs are drawn on a canvas.

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
  if (roomy && (mark.verified || mark.unverified)) drawProof(context, x + radius + 2.5, y - radius - 1, mark.verified > 0, glyphs);
}

/** Counts beside marks, the weightiest first; one that would hide another mark or count waits for a closer look. Returns where they stand. */
function drawCounts(context, items, glyphs) {
  const boxes = new Boxes();
  const drawn = [];
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
    const box = [px + dx - half, py + dy - 5, px + dx + half, py + dy + 6];
    boxes.add(box);
    drawn.push(box);
    drawCount(context, px + dx, py + dy, mark.count, glyphs);
  }
  return drawn;
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

const SIGNS = ["ring", "verified", "unverified", "older", "area"];

/** A sign of the legend that is no kind of claim, by its name, in a square of 20 pixels around a point. */
function drawSign(context, sign, x, y, glyphs) {
  const item = { mark: { side: 0, alpha: 1 }, x, y, ring: 9 };
  if (CONTROL_SIGNS.includes(sign)) drawControlSign(context, sign, x, y, glyphs);
  if (sign === "ring") drawRing(context, item, glyphs);
  if (sign === "area") drawArea(context, { ...item, mark: { side: 0, alpha: 2 } }, glyphs);
  if (sign === "verified" || sign === "unverified") drawProof(context, x, y, sign === "verified", glyphs);
  if (sign !== "older" && sign !== "ring") return;
  context.globalAlpha = sign === "older" ? 0.45 : 1;
  context.fillStyle = glyphs.colour(0);
  const half = sign === "older" ? 5.8 : 2.5;
  context.fillRect(x - half, y - half, half * 2, half * 2);
  context.globalAlpha = 1;
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
