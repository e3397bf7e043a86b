// The grammar of marks: shape is the kind, colour is who says so, hollow is denied, split is disputed, hatched is not yet so.

/** Outlines in a square from -1 to 1, as SVG path data. */
const GLYPHS = {
  control: "M-.84-.84H.84V.84H-.84Z",
  advance: "M-.8-.92L1 0L-.8.92L-.34 0Z",
  withdrawal: "M.8-.92L-1 0L.8.92L.34 0Z",
  encirclement: [0, 1, 2].map((third) => ringPart(third * 120 - 90 + 16, third * 120 + 30 - 16)).join(""),
  assault: "M-.97-.62L-.62-.97L0-.35L.62-.97L.97-.62L.35 0L.97.62L.62.97L0 .35L-.62.97L-.97.62L-.35 0Z",
  strike: starPath(8, 1.05, 0.52),
  presence: "M-.86 0A.86.86 0 1 1 .86 0A.86.86 0 1 1-.86 0Z",
  losses: "M-.98-.3H.98V.3H-.98Z",
  damage: "M0-.95L1 .06H.66V.86H-.66V.06H-1Z",
  civilians: "M0-1L.87-.5V.5L0 1L-.87.5V-.5Z",
  visit: "M0 1.08C-.2.6-.76.2-.76-.3A.76.76 0 1 1 .76-.3C.76.2.2.6 0 1.08ZM-.28-.3A.28.28 0 1 0 .28-.3A.28.28 0 1 0-.28-.3Z",
};

function ringPart(from, to) {
  const at = (radius, degrees) => {
    const angle = (degrees * Math.PI) / 180;
    return `${(radius * Math.cos(angle)).toFixed(3)} ${(radius * Math.sin(angle)).toFixed(3)}`;
  };
  return `M${at(1, from)}A1 1 0 0 1 ${at(1, to)}L${at(0.56, to)}A.56 .56 0 0 0 ${at(0.56, from)}Z`;
}

function starPath(points, outer, inner) {
  const corners = [];
  for (let i = 0; i < points * 2; i++) {
    const angle = (i * Math.PI) / points - Math.PI / 2;
    const radius = i % 2 ? inner : outer;
    corners.push(`${(radius * Math.cos(angle)).toFixed(3)} ${(radius * Math.sin(angle)).toFixed(3)}`);
  }
  return `M${corners.join("L")}Z`;
}

/** Draws glyphs in the colours of the page's theme and keeps each picture. */
class Glyphs {
  constructor(root, meta) {
    this.root = root;
    this.meta = meta;
    this.paths = Object.fromEntries(Object.entries(GLYPHS).map(([kind, path]) => [kind, new Path2D(path)]));
    this.readTheme();
  }

  /** Read the theme's colours anew and forget all pictures. */
  readTheme() {
    const style = getComputedStyle(this.root);
    const read = (name) => style.getPropertyValue(`--${name}`).trim();
    this.dark = read("dark") === "1";
    this.theme = {};
    for (const name of ["land", "water", "water-line", "border", "region", "river", "drained", "water-name", "built", "label", "label-soft", "ink", "own-voice"]) this.theme[name] = read(name);
    this.colours = this.meta.sides.map((side) => (this.dark ? lifted(side.colour) : side.colour));
    this.own = this.theme["own-voice"];
    this.sides = Object.fromEntries(this.colours.map((colour, index) => [index, colour]));
    this.pictures = new Map();
    this.images = new Map();
    this.colours.forEach((colour, index) => this.root.style.setProperty(`--side-${index}`, colour));
  }

  colour(side) {
    return side === OWN_VOICE ? this.own : this.colours[side];
  }

  /** A canvas with one glyph. `look`: kind, side, other (second side of a dispute), hollow, hatched, radius in pixels. */
  picture(look) {
    const ratio = this.fine ?? Math.min(window.devicePixelRatio || 1, 3);
    const key = `${look.kind}|${look.side}|${look.split ? look.other : ""}|${look.hollow ? 1 : 0}${look.hatched ? 1 : 0}${look.split ? 1 : 0}|${look.radius}|${ratio}`;
    let canvas = this.pictures.get(key);
    if (!canvas) {
      canvas = document.createElement("canvas");
      canvas.width = canvas.height = Math.ceil((look.radius * 2 + 6) * ratio);
      canvas.look = look;
      const context = canvas.getContext("2d");
      context.scale(ratio, ratio);
      context.translate(look.radius + 3, look.radius + 3);
      this.draw(context, look);
      this.pictures.set(key, canvas);
    }
    return canvas;
  }

  /** Draw a glyph around the origin. */
  draw(context, look) {
    const { radius } = look;
    const path = new Path2D();
    path.addPath(this.paths[look.kind], new DOMMatrix([radius, 0, 0, radius, 0, 0]));
    const colour = this.colour(look.side);
    const stroke = (style, width) => {
      context.strokeStyle = style;
      context.lineWidth = width;
      context.stroke(path);
    };
    context.lineJoin = "round";
    stroke(this.theme.land, 4);
    context.save();
    context.fillStyle = look.hollow || look.hatched ? this.theme.land : colour;
    context.fill(path, "evenodd");
    context.clip(path, "evenodd");
    if (look.hatched) {
      context.strokeStyle = colour;
      context.lineWidth = 1.5;
      context.beginPath();
      for (let at = -3 * radius; at < 3 * radius; at += 3.6) {
        context.moveTo(at, radius * 1.2);
        context.lineTo(at + radius * 2.4, -radius * 1.2);
      }
      context.stroke();
    }
    if (look.split) {
      const same = look.other === undefined || look.other === look.side;
      context.fillStyle = same ? this.theme.land : this.colour(look.other);
      context.fillRect(0, -radius * 1.2, radius * 1.2, radius * 2.4);
      context.fillStyle = this.theme.land;
      context.fillRect(-0.75, -radius * 1.2, 1.5, radius * 2.4);
    }
    if (look.hollow || look.hatched) stroke(colour, look.hollow ? 4 : 3);
    context.restore();
    if (look.split) {
      context.save();
      context.beginPath();
      context.rect(-radius * 2, -radius * 2, radius * 2, radius * 4);
      context.clip();
      stroke(colour, 1);
      context.restore();
      context.save();
      context.beginPath();
      context.rect(0, -radius * 2, radius * 2, radius * 4);
      context.clip();
      stroke(look.other === undefined || look.other === look.side ? colour : this.colour(look.other), 1.5);
      context.restore();
    }
  }

  /** A sign of the legend that is no kind, as an element of the page. */
  drawn(sign) {
    const ratio = 2;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 20 * ratio;
    const context = canvas.getContext("2d");
    context.scale(ratio, ratio);
    drawSign(context, sign, 10, 10, this);
    return el("img", { class: "fm-glyph", src: canvas.toDataURL(), width: 20, height: 20, alt: "" });
  }

  /** A glyph as an element of the page. */
  icon(look, label) {
    const full = { radius: 8, ...look };
    const key = JSON.stringify(full);
    if (!this.images.has(key)) {
      const size = full.radius * 2 + 6;
      this.images.set(key, el("img", { class: "fm-glyph", src: this.picture(full).toDataURL(), width: size, height: size, alt: "" }));
    }
    const image = this.images.get(key).cloneNode();
    if (label) image.alt = label;
    return image;
  }
}

/** A side's colour for the dark theme: the same hue, light enough for text on dark ground. */
function lifted(colour) {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return `rgb(${parts.map((part) => Math.round(part + (255 - part) * 0.25)).join(" ")})`;
}
