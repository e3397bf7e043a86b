// Elements. Text from claims reaches the page here and nowhere else, as text nodes and checked attributes.

/** Make an element from properties and children; strings become text, never markup. */
function el(name, props = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") node.className = value;
    else if (key === "on") for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    else if (key === "style") for (const [property, setting] of Object.entries(value)) node.style.setProperty(property, setting);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(3).filter((child) => child !== undefined && child !== null && child !== false && child !== ""));
  return node;
}

/** Text whose direction is its own, so that right-to-left words leave the line around them alone. */
function bdi(text, className) {
  return el("bdi", { class: className }, text);
}

/** A link to a web page; plain text where the address is no http(s) address. */
function webLink(address, label, className) {
  let url = null;
  try {
    url = new URL(address);
  } catch {
    url = null;
  }
  if (!url || !(url.protocol === "https:" || url.protocol === "http:")) return el("span", { class: className }, bdi(label));
  return el("a", { class: className, href: url.href, target: "_blank", rel: "noopener noreferrer nofollow" }, bdi(label));
}

/** `text` with every occurrence of `needle` (lower case) marked. */
function highlighted(text, needle) {
  if (!needle) return [text];
  const parts = [];
  const low = text.toLowerCase();
  let from = 0;
  for (let at = low.indexOf(needle); at >= 0 && low.length === text.length; at = low.indexOf(needle, from)) {
    if (at > from) parts.push(text.slice(from, at));
    parts.push(el("mark", {}, text.slice(at, at + needle.length)));
    from = at + needle.length;
  }
  parts.push(text.slice(from));
  return parts;
}

/** Run `task` once in the next frame, however often it is asked for. */
function framed(task) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      task();
    });
  };
}

/** Run `task` when nobody has asked for it during `wait` milliseconds. */
function settled(task, wait) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(task, wait);
  };
}

/** A side's colour as the style sheet knows it. */
const sideInk = (side) => (side === OWN_VOICE ? "var(--own-voice)" : `var(--side-${side})`);

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** Lay a canvas over bounds of layer points, and draw on it in these. */
function fitCanvas(canvas, bounds) {
  const ratio = Math.min(window.devicePixelRatio || 1, 2);
  const size = bounds.getSize();
  L.DomUtil.setPosition(canvas, bounds.min);
  canvas.width = size.x * ratio;
  canvas.height = size.y * ratio;
  canvas.style.width = `${size.x}px`;
  canvas.style.height = `${size.y}px`;
  canvas.getContext("2d").setTransform(ratio, 0, 0, ratio, -bounds.min.x * ratio, -bounds.min.y * ratio);
}
