// Time: a histogram by day and side, a window to drag, single steps, play.

const SPEEDS = [1, 2, 4, 8];

/** The timeline at the page's foot. */
class Timeline {
  constructor(root, model, glyphs, words) {
    Object.assign(this, { root, model, glyphs, words, playing: 0, speed: 1 });
    const find = (name) => root.querySelector(`[data-part="${name}"]`);
    this.parts = Object.fromEntries(
      ["track", "chart", "brush", "from", "to", "window", "all", "back", "play", "forward", "speed", "event", "known", "undated", "shown", "fresh"].map((name) => [name, find(name)]),
    );
    this.canvas = this.parts.chart;
    this.draw = framed(() => this.paint());
    if (!model.domain) {
      root.classList.add("is-empty");
    }
    this.listen();
    new ResizeObserver(() => {
      this.size = null;
      this.draw();
    }).observe(this.parts.track);
    model.on("view", () => this.draw());
    model.on("claims", () => {
      this.counted = null;
    });
  }

  listen() {
    const { parts, model } = this;
    parts.all.addEventListener("click", () => this.pick(() => model.setWindow(null, null)));
    parts.back.addEventListener("click", () => this.pick(() => this.step(-1)));
    parts.forward.addEventListener("click", () => this.pick(() => this.step(1)));
    parts.play.addEventListener("click", () => (this.playing ? this.pause() : this.play()));
    parts.speed.addEventListener("click", () => {
      this.speed = SPEEDS[(SPEEDS.indexOf(this.speed) + 1) % SPEEDS.length];
      parts.speed.textContent = `${this.speed}×`;
      this.tellControls();
      if (this.playing) this.play();
    });
    for (const clock of ["event", "known"]) parts[clock].addEventListener("click", () => model.setClock(clock));
    parts.fresh.addEventListener("click", () => model.setFresh(!model.fresh));
    parts.undated.addEventListener("click", () => model.setUndated(!model.undatedShown));
    this.listenDrag();
    for (const [name, edge] of [["from", 0], ["to", 1]]) parts[name].addEventListener("keydown", (event) => this.key(event, edge));
    parts.brush.addEventListener("keydown", (event) => this.key(event, null));
  }

  /** A change by hand ends play. */
  pick(change) {
    this.pause();
    if (this.model.domain) change();
  }

  /** Drag an edge, the window, or draw a new one on the track. */
  listenDrag() {
    const { track, from, to, brush } = this.parts;
    track.addEventListener("pointerdown", (event) => {
      const { model } = this;
      if (!model.domain || event.button !== 0) return;
      event.preventDefault();
      this.pause();
      track.setPointerCapture(event.pointerId);
      const start = this.dayAt(event.clientX);
      const [a, b] = model.window;
      const onBrush = brush.contains(event.target) && !model.whole;
      const mode = event.target === from ? "from" : event.target === to ? "to" : onBrush ? "move" : "new";
      let moved = false;
      const move = (next) => {
        const day = this.dayAt(next.clientX);
        moved ||= Math.abs(next.clientX - event.clientX) > 3;
        if (!moved) return;
        if (mode === "from") model.setWindow(day, b);
        else if (mode === "to") model.setWindow(a, day);
        else if (mode === "new") model.setWindow(start, day);
        else this.shift(a, b, day - start);
      };
      const end = () => {
        track.removeEventListener("pointermove", move);
        track.removeEventListener("pointerup", end);
        track.removeEventListener("pointercancel", end);
        if (!moved && (mode === "new" || mode === "move")) model.setWindow(...this.binAt(start));
      };
      track.addEventListener("pointermove", move);
      track.addEventListener("pointerup", end);
      track.addEventListener("pointercancel", end);
    });
  }

  key(event, edge) {
    const { model } = this;
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7 };
    const [first, last] = model.domain ?? [];
    if (!model.domain || !(event.key in steps || event.key === "Home" || event.key === "End")) return;
    event.preventDefault();
    this.pause();
    const [a, b] = model.window;
    if (edge === null) {
      if (event.key === "Home") this.shift(a, b, first - a);
      else if (event.key === "End") this.shift(a, b, last - b);
      else this.shift(a, b, steps[event.key]);
      return;
    }
    const now = edge ? b : a;
    const day = event.key === "Home" ? first : event.key === "End" ? last : clamp(now + steps[event.key], first, last);
    if (edge) model.setWindow(a, Math.max(day, a));
    else model.setWindow(Math.min(day, b), b);
  }

  /** Move the window by days, its width kept, inside the domain. */
  shift(from, to, days) {
    const [first, last] = this.model.domain;
    const move = clamp(days, first - from, last - to);
    this.model.setWindow(from + move, to + move);
  }

  /** One day on or back; from the whole stretch, to its first or last day. */
  step(direction) {
    const { model } = this;
    if (model.whole) {
      const day = model.domain[direction > 0 ? 0 : 1];
      model.setWindow(day, day);
      return;
    }
    this.shift(...model.window, direction);
  }

  play() {
    const { model } = this;
    if (!model.domain) return;
    clearInterval(this.playing);
    const [first, last] = model.domain;
    if (model.whole || model.window[1] >= last) {
      const width = model.whole ? Math.max(Math.round((last - first) / 30), 6) : model.window[1] - model.window[0];
      model.setWindow(first, Math.min(first + width, last));
    }
    this.playing = setInterval(() => {
      if (model.window[1] >= last) this.pause();
      else this.shift(...model.window, Math.max(1, Math.round(this.binDays / 2)));
    }, 400 / this.speed);
    this.showPlay();
  }

  pause() {
    if (!this.playing) return;
    clearInterval(this.playing);
    this.playing = 0;
    this.showPlay();
  }

  /** The names of the buttons that change what they do. */
  tellControls() {
    this.parts.speed.setAttribute("aria-label", this.words.say("time.speed", { n: this.speed }));
    this.parts.play.setAttribute("aria-label", this.words.say(this.playing ? "time.pause" : "time.play"));
  }

  showPlay() {
    this.parts.play.setAttribute("aria-pressed", String(Boolean(this.playing)));
    this.tellControls();
    this.root.classList.toggle("is-playing", Boolean(this.playing));
  }

  /** The track's width and height, measured once a size: to ask after each change would lay out the page anew. */
  get room() {
    const { clientWidth, clientHeight } = this.size ? {} : this.parts.track;
    this.size ??= [clientWidth, clientHeight];
    return this.size;
  }

  get width() {
    return this.room[0];
  }

  get days() {
    const [first, last] = this.model.domain;
    return last - first + 1;
  }

  /** Days a bar stands for: one, unless bars would grow too thin to see. */
  get binDays() {
    return [1, 2, 3, 7, 14, 28, 56].find((bin) => (this.width / this.days) * bin >= 3) ?? 84;
  }

  dayAt(clientX) {
    const [first, last] = this.model.domain;
    const x = clientX - this.parts.track.getBoundingClientRect().left;
    return clamp(first + Math.floor((x / this.width) * this.days), first, last);
  }

  binAt(day) {
    const [first, last] = this.model.domain;
    const bin = this.binDays;
    const from = first + Math.floor((day - first) / bin) * bin;
    return [from, Math.min(from + bin - 1, last)];
  }

  x(day) {
    return ((day - this.model.domain[0]) / this.days) * this.width;
  }

  /** Claims a bar and side; apart, those of longer spans, which count on each of their days and stand behind, paler. */
  histogram() {
    if (this.counted?.bin === this.binDays) return this.counted;
    const { model } = this;
    const { data, clock, passes } = model;
    const [first] = model.domain;
    const bin = this.binDays;
    const sides = data.meta.sides.length + 1;
    const bins = Math.ceil(this.days / bin);
    const sharp = Array.from({ length: sides }, () => new Float64Array(bins));
    const loose = new Float64Array(bins);
    for (let i = 0; i < data.count; i++) {
      if (!passes[i] || data.first[clock][i] === NO_DAY) continue;
      const from = Math.max(Math.floor((data.first[clock][i] - first) / bin), 0);
      const to = Math.floor((data.last[clock][i] - first) / bin);
      if (data.first[clock][i] === data.last[clock][i]) sharp[data.side[i] === OWN_VOICE ? sides - 1 : data.side[i]][from]++;
      else for (let at = from; at <= to && at < bins; at++) loose[at]++;
    }
    let most = 1;
    for (let at = 0; at < bins; at++) most = Math.max(most, sharp.reduce((sum, side) => sum + side[at], 0));
    this.counted = { sharp, loose, bins, bin, most };
    return this.counted;
  }

  paint() {
    const { parts, model, words } = this;
    for (const clock of ["event", "known"]) parts[clock].setAttribute("aria-pressed", String(model.clock === clock));
    if (!model.domain) parts.window.textContent = words.say("time.none");
    this.paintUndated();
    if (!model.domain) return;
    parts.window.textContent = words.span(...model.window);
    parts.all.hidden = model.whole;
    parts.shown.textContent = model.whole ? "" : words.count("time.shown", model.visible);
    parts.fresh.textContent = words.count("time.fresh", model.freshCount);
    parts.fresh.hidden = model.whole && !model.fresh;
    parts.fresh.setAttribute("aria-pressed", String(model.fresh));
    const [a, b] = model.window;
    const [left, right] = [clamp(this.x(a), 0, this.width), clamp(this.x(b + 1), 0, this.width)];
    parts.brush.style.left = `${left}px`;
    parts.brush.style.width = `${Math.max(right - left, 2)}px`;
    parts.brush.classList.toggle("is-whole", model.whole);
    for (const [name, day] of [["from", a], ["to", b]]) {
      parts[name].setAttribute("aria-valuemin", String(model.domain[0]));
      parts[name].setAttribute("aria-valuemax", String(model.domain[1]));
      parts[name].setAttribute("aria-valuenow", String(day));
      parts[name].setAttribute("aria-valuetext", words.day(day));
    }
    this.paintChart(left, right);
  }

  /** A strip of its own for what has no day: a bar on the histogram's scale, by side, that shows or hides them. */
  paintUndated() {
    const { model, words } = this;
    const { undated } = this.parts;
    undated.setAttribute("aria-pressed", String(model.undatedShown));
    undated.hidden = !model.data.first[model.clock].includes(NO_DAY); // whatever is filtered, so that the days keep their places
    const told = `${model.sifted} ${model.clock} ${words.language} ${this.width}`;
    if (undated.hidden || this.undatedTold === told) return;
    this.undatedTold = told;
    const sides = new Map();
    const first = model.data.first[model.clock];
    for (let claim = 0; claim < first.length; claim++) {
      if (first[claim] === NO_DAY && model.passes[claim]) sides.set(model.data.side[claim], (sides.get(model.data.side[claim]) ?? 0) + 1);
    }
    const high = model.domain && this.width ? clamp(model.undatedCount / this.histogram().most, model.undatedCount ? 0.08 : 0, 1) : 1;
    const parts = [...sides].sort(([a], [b]) => (b === OWN_VOICE) - (a === OWN_VOICE) || b - a).map(([side, count]) => el("i", { style: { "flex-grow": String(count), background: sideInk(side) } }));
    undated.replaceChildren(el("span", { class: "fm-undated-bar", style: { height: `${(high * 100).toFixed(1)}%` } }, parts), el("span", { class: "fm-undated-name" }, words.count("time.undated", model.undatedCount)));
  }

  paintChart(left, right) {
    const ratio = window.devicePixelRatio || 1;
    const { canvas } = this;
    const [width, height] = this.room;
    if (!width || !height) return;
    const [wide, tall] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== wide || canvas.height !== tall) [canvas.width, canvas.height] = [wide, tall];
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const { theme } = this.glyphs;
    const base = height - 16;
    const { sharp, loose, bins, bin, most } = this.histogram();
    const scale = (base - 4) / most;
    const barWidth = (bin / this.days) * width;
    const broad = clamp(barWidth > 5 ? barWidth - 1 : barWidth, 1, 28);
    const aside = (barWidth - (barWidth > 5 ? 1 : 0) - broad) / 2;
    for (let at = 0; at < bins; at++) {
      const x = at * barWidth;
      const inside = x + barWidth > left + 0.5 && x < right - 0.5;
      let y = base;
      context.globalAlpha = inside ? 0.16 : 0.07;
      context.fillStyle = theme.ink;
      const tallest = Math.min(loose[at] * scale, base * 0.4);
      context.fillRect(x, base - tallest, barWidth, tallest);
      context.globalAlpha = inside ? 1 : 0.28;
      sharp.forEach((side, index) => {
        const high = side[at] ? Math.max(side[at] * scale, 1) : 0;
        context.fillStyle = this.glyphs.colour(index === sharp.length - 1 ? OWN_VOICE : index);
        context.fillRect(x + Math.max(aside, 0), y - high, broad, high);
        y -= high;
      });
    }
    context.globalAlpha = 1;
    this.paintAxis(context, base, width, most);
  }

  paintAxis(context, base, width, most) {
    const { theme } = this.glyphs;
    context.fillStyle = theme.border;
    context.fillRect(0, base, width, 1);
    context.font = `11px ${FACE}`;
    context.textBaseline = "alphabetic";
    context.fillStyle = theme["label-soft"];
    let free = -Infinity;
    for (const { day, text } of this.ticks()) {
      const x = Math.round(this.x(day));
      context.fillRect(x, base, 1, 4);
      const wide = context.measureText(text).width;
      if (x < free || x + wide + 4 > width) continue;
      context.fillText(text, x + 3, base + 13);
      free = x + wide + 12;
    }
    const top = this.words.number(most);
    context.lineWidth = 3;
    context.strokeStyle = theme.land;
    context.lineJoin = "round";
    context.strokeText(top, 8, 9); // clear of the first day's bar
    context.fillText(top, 8, 9);
  }

  /** Days, months or years to name on the axis. */
  ticks() {
    const [first, last] = this.model.domain;
    const perDay = this.width / this.days;
    const found = [];
    if (perDay * 7 > 56) {
      const step = [1, 2, 7].find((days) => perDay * days >= 56);
      for (let day = first; day <= last; day += step) found.push({ day, text: this.words.day(day, "short") });
      return found;
    }
    const start = new Date(first * 864e5);
    const months = [1, 3, 6, 12].find((count) => perDay * 30 * count >= 52) ?? 12;
    for (let index = 0; ; index++) {
      const day = Date.UTC(start.getUTCFullYear(), index, 1) / 864e5;
      if (day > last) return found;
      if (day < first || index % months) continue;
      found.push({ day, text: index % 12 === 0 ? this.words.day(day, "year") : this.words.day(day, months === 1 && this.days < 300 ? "month" : "monthOnly") });
    }
  }
}
