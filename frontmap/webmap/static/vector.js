// A canvas that writes SVG: the drawing code draws on it as on any other, and the picture stays sharp at every size.

/** Text and attribute values for XML: without what XML cannot hold, with what it must escape. */
function xml(text) {
  return String(text)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const round = (value) => Math.round(value * 100) / 100;

/** The part of CanvasRenderingContext2D that the page draws with. */
class VectorContext {
  constructor(width, height, glyphs) {
    Object.assign(this, { width, height, glyphs, parts: [], defs: [], known: new Map(), stack: [], matrix: [1, 0, 0, 1, 0, 0], path: "", clips: 0, dash: [] });
    Object.assign(this, { fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, lineJoin: "miter", globalAlpha: 1, font: "12px sans-serif", letterSpacing: "0px", textAlign: "start", textBaseline: "alphabetic" });
    this.measure = document.createElement("canvas").getContext("2d");
  }

  setTransform(a, b, c, d, e, f) {
    this.matrix = [a, b, c, d, e, f];
  }

  point(x, y) {
    const [a, , , d, e, f] = this.matrix;
    return `${round(a * x + e)} ${round(d * y + f)}`;
  }

  get scaled() {
    return Math.abs(this.matrix[0]);
  }

  save() {
    this.stack.push([this.matrix, this.clips]);
  }

  restore() {
    const [matrix, clips] = this.stack.pop();
    this.matrix = matrix;
    for (; this.clips > clips; this.clips--) this.parts.push("</g>");
  }

  beginPath() {
    this.path = "";
  }

  moveTo(x, y) {
    this.path += `M${this.point(x, y)}`;
  }

  lineTo(x, y) {
    this.path += `L${this.point(x, y)}`;
  }

  closePath() {
    this.path += "Z";
  }

  rect(x, y, width, height) {
    this.path += `M${this.point(x, y)}L${this.point(x + width, y)}L${this.point(x + width, y + height)}L${this.point(x, y + height)}Z`;
  }

  /** Whole circles are all that the page draws. */
  arc(x, y, radius) {
    const r = round(radius * this.scaled);
    this.path += `M${this.point(x - radius, y)}A${r} ${r} 0 1 1 ${this.point(x + radius, y)}A${r} ${r} 0 1 1 ${this.point(x - radius, y)}Z`;
  }

  clip() {
    const id = `c${this.defs.length}`;
    this.defs.push(`<clipPath id="${id}"><path d="${this.path}"/></clipPath>`);
    this.parts.push(`<g clip-path="url(#${id})">`);
    this.clips++;
  }

  get alpha() {
    return this.globalAlpha < 1 ? ` opacity="${round(this.globalAlpha)}"` : "";
  }

  paint(style) {
    return typeof style === "string" ? xml(style) : `url(#${style.id})`;
  }

  get strokes() {
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.map((length) => round(length * this.scaled)).join(" ")}"` : "";
    return ` stroke="${this.paint(this.strokeStyle)}" stroke-width="${round(this.lineWidth * this.scaled)}" stroke-linejoin="${this.lineJoin}"${dash}`;
  }

  fill(rule) {
    if (this.path) this.parts.push(`<path d="${this.path}" fill="${this.paint(this.fillStyle)}"${rule === "evenodd" ? ' fill-rule="evenodd"' : ""}${this.alpha}/>`);
  }

  stroke() {
    if (this.path) this.parts.push(`<path d="${this.path}" fill="none"${this.strokes}${this.alpha}/>`);
  }

  fillRect(x, y, width, height) {
    this.beginPath();
    this.rect(x, y, width, height);
    this.fill();
  }

  setLineDash(dash) {
    this.dash = dash;
  }

  createRadialGradient(x, y, _, cx, cy, radius) {
    const id = `g${this.defs.length}`;
    const at = this.defs.push("") - 1;
    const [px, py] = this.point(cx, cy).split(" ");
    const stops = [];
    return {
      id,
      addColorStop: (offset, colour) => {
        stops.push(`<stop offset="${offset}" ${colour.length === 9 || colour.endsWith("/ 0)") ? `stop-color="${xml(colour.replace(/00$|\s*\/ 0(?=\))/g, ""))}" stop-opacity="0"` : `stop-color="${xml(colour)}"`}/>`);
        this.defs[at] = `<radialGradient id="${id}" gradientUnits="userSpaceOnUse" cx="${px}" cy="${py}" r="${round(radius * this.scaled)}">${stops.join("")}</radialGradient>`;
      },
    };
  }

  measureText(text) {
    this.measure.font = this.font;
    this.measure.letterSpacing = this.letterSpacing;
    return this.measure.measureText(text);
  }

  text(text, x, y, ink) {
    const { style, weight, size, face } = /^(?<style>italic )?(?<weight>\d+ )?(?<size>[\d.]+)px (?<face>.*)$/.exec(this.font).groups;
    const anchor = { center: ' text-anchor="middle"', end: ' text-anchor="end"' }[this.textAlign] ?? "";
    const shift = this.textBaseline === "middle" ? Number(size) * 0.35 : 0;
    const [px, py] = this.point(x, y).split(" ").map(Number);
    const spacing = parseFloat(this.letterSpacing) ? ` letter-spacing="${parseFloat(this.letterSpacing)}"` : "";
    const look = `${style ? ' font-style="italic"' : ""}${weight ? ` font-weight="${weight.trim()}"` : ""} font-size="${size}" font-family="${xml(face)}"${spacing}${anchor}`;
    this.parts.push(`<text xml:space="preserve" x="${px}" y="${round(py + shift)}"${look}${ink}${this.alpha}>${xml(text)}</text>`);
  }

  fillText(text, x, y) {
    this.text(text, x, y, ` fill="${this.paint(this.fillStyle)}"`);
  }

  strokeText(text, x, y) {
    this.text(text, x, y, ` fill="none"${this.strokes}`);
  }

  /** A glyph's picture carries its look, from which it is drawn anew, as lines. */
  drawImage(canvas, x, y, width, height) {
    const { look } = canvas;
    const key = JSON.stringify(look);
    if (!this.known.has(key)) {
      this.known.set(key, `s${this.known.size}`);
      this.defs.push(glyphSymbol(this.known.get(key), look, this.glyphs));
    }
    const [px, py] = this.point(x + width / 2, y + height / 2).split(" ");
    this.parts.push(`<use href="#${this.known.get(key)}" x="${px}" y="${py}"${this.alpha}/>`);
  }

  /** The whole picture as an SVG file. */
  file(title) {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}" viewBox="0 0 ${this.width} ${this.height}"><title>${xml(title)}</title><defs>${this.defs.join("")}</defs>${this.parts.join("")}</svg>\n`;
  }
}

/** A glyph as SVG, as `Glyphs.draw` draws it on a canvas. */
function glyphSymbol(id, look, glyphs) {
  const { radius, hollow, hatched, split } = look;
  const { land } = glyphs.theme;
  const colour = glyphs.colour(look.side);
  const same = look.other === undefined || look.other === look.side;
  const other = same ? colour : glyphs.colour(look.other);
  const shape = (more) => `<path transform="scale(${radius})" d="${GLYPHS[look.kind]}" vector-effect="non-scaling-stroke" ${more}/>`;
  const half = (x) => `<clipPath id="${id}${x < 0 ? "l" : "r"}"><rect x="${x < 0 ? -radius * 2 : 0}" y="${-radius * 2}" width="${radius * 2}" height="${radius * 4}"/></clipPath>`;
  const lines = [];
  if (hatched) for (let at = -3 * radius; at < 3 * radius; at += 3.6) lines.push(`M${round(at)} ${round(radius * 1.2)}L${round(at + radius * 2.4)} ${round(-radius * 1.2)}`);
  const clip = `<clipPath id="${id}k"><path transform="scale(${radius})" d="${GLYPHS[look.kind]}" clip-rule="evenodd"/></clipPath>`;
  const body = [shape(`fill="none" stroke="${land}" stroke-width="4" stroke-linejoin="round"`), shape(`fill="${hollow || hatched ? land : colour}" fill-rule="evenodd"`)];
  if (lines.length) body.push(`<path clip-path="url(#${id}k)" d="${lines.join("")}" stroke="${colour}" stroke-width="1.5" fill="none"/>`);
  if (split) body.push(`<g clip-path="url(#${id}r)">${shape(`fill="${same ? land : other}" fill-rule="evenodd"`)}</g><path d="M0 ${-radius}V${radius}" stroke="${land}" stroke-width="1.5"/>`);
  if (hollow || hatched) body.push(`<g clip-path="url(#${id}k)">${shape(`fill="none" stroke="${colour}" stroke-width="${hollow ? 4 : 3}"`)}</g>`);
  if (split) body.push(`<g clip-path="url(#${id}l)">${shape(`fill="none" stroke="${colour}" stroke-width="1"`)}</g><g clip-path="url(#${id}r)">${shape(`fill="none" stroke="${other}" stroke-width="1.5"`)}</g>`);
  return `${clip}${half(-1)}${half(1)}<g id="${id}">${body.join("")}</g>`;
}
