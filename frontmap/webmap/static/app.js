// Puts the parts together, on a page of our own or on somebody's Leaflet map.

const PHONE_WIDTH = 720;
const SHEETS = ["peek", "half", "full"];
const WIDE_WIDTH = 1200; // from which the legend stands open beside the map
const FEW_PLACES = 5;
const SHEET_HALF = 0.48; // of the height, as the style sheet has it

/** The page around a root element; `map` is a Leaflet map that somebody else made. */
class App {
  constructor(root, data, { map = null, address = true } = {}) {
    Object.assign(this, { root, data, address });
    this.words = new Words(data.messages, data.language);
    this.model = new Model(data);
    this.words.retell(root);
    root.lang = this.words.language;
    this.glyphs = new Glyphs(root, data.meta);
    this.tab = "claims";
    this.guest = map !== null;
    if (this.guest) map.getContainer().append(root);
    this.layout();
    this.map = map ?? this.ownMap();
    this.dress();
    this.ledger = new Ledger(this.model, this.glyphs, this.words);
    const part = (name) => root.querySelector(`[data-part="${name}"]`);
    this.timeline = new Timeline(part("timeline"), this.model, this.glyphs, this.words);
    this.list = new ClaimList(part("claims"), this.model, this.ledger, (claim) => this.openClaim(claim));
    this.place = new PlaceView(part("place"), this.model, this.ledger, this.held);
    this.place.close = () => this.openPlace(null);
    this.trays = new Trays(part("unplaced"), part("unplaced-count"), this.model, this.ledger);
    this.trays.open = (claim) => this.openClaim(claim);
    this.legend = new Legend(root, this.model, this.glyphs, this.words, this.held);
    this.share = new Share(part("share"), this);
    this.listenTabs();
    this.listenMap();
    this.listenSheet();
    this.listenPage();
    part("whole").addEventListener("click", () => this.openWhole());
    this.chooser = part("language");
    this.chooser.addEventListener("change", () => this.setLanguage(this.chooser.value));
    this.model.on("view", () => this.marks.refresh());
    this.model.on("view", () => this.keepAddress());
    this.model.on("selection", () => this.marks.draw());
    if (data.former && !this.guest) this.beside = new Beside(this);
    this.model.on("selection", () => root.classList.toggle("is-choosing", this.model.place !== null));
    this.restore();
    root.classList.add("is-ready");
  }

  ownMap() {
    return this.makeMap(this.root.querySelector('[data-part="map"]'));
  }

  makeMap(frame) {
    const { data } = this;
    const moves = !this.calm;
    return L.map(frame, {
      zoomControl: false, attributionControl: false, minZoom: 3, maxZoom: 15, zoomAnimation: moves, fadeAnimation: moves, markerZoomAnimation: moves, inertia: moves, zoomSnap: 1, wheelPxPerZoomLevel: 100,
      center: [(data.meta.extent[1] + data.meta.extent[3]) / 2, (data.meta.extent[0] + data.meta.extent[2]) / 2], zoom: 6,
    });
  }

  /** Whether the reader asked for less motion. */
  get calm() {
    return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  /** Put ground, names and marks on the map. */
  dress() {
    const { map, data } = this;
    if (!map.getPane("frontmap")) map.createPane("frontmap").style.zIndex = "450";
    map.getPane("frontmap").style.pointerEvents = "none";
    if (this.root.dataset.ground === "yes") {
      this.groundLayers = decodeGround(data.basemap);
      this.ground = groundLayer(this.groundLayers, this.glyphs).addTo(map);
    }
    if (data.meta.tiles) this.tiles = internetTiles(data.meta.tiles, map, () => this.showTiles());
    if (!this.guest) {
      L.control.zoom({ position: "topleft", zoomInTitle: this.words.say("map.zoom-in"), zoomOutTitle: this.words.say("map.zoom-out") }).addTo(map);
      L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 120 }).addTo(map);
    }
    if (this.root.dataset.fit === "yes") this.frame();
    if (data.control) {
      this.held = new Control(data.control, data.meta);
      this.control = controlLayer(this.held, this.model, this.glyphs).addTo(map);
      this.model.on("view", () => this.control.refresh());
    }
    this.marks = marksLayer(data.former ? new Era(this.model, IS) : this.model, this.glyphs, this.words).addTo(map);
  }

  /** The first tile has come: our own names make room for its names, its maker is credited. */
  showTiles() {
    this.root.classList.add("has-tiles");
    const credit = this.root.querySelector(".fm-credit");
    credit.prepend(bdi(`${this.data.meta.tiles.credit} · `));
    this.marks?.drawLabels();
  }

  /** Show the theatre's marks; a few that lie far off must not push the others together. Without a mark, the theatre itself. */
  frame() {
    const { data, map } = this;
    const [west, south, east, north] = data.meta.extent;
    const theatre = L.latLngBounds([[south, west], [north, east]]);
    const phone = this.root.dataset.layout === "phone" || this.root.classList.contains("is-embedded");
    const all = [];
    data.spot.forEach((spot, claim) => {
      const same = data.former !== null && data.change[claim] === 0; // of two ledgers it is what changed that is shown first
      if (spot >= 0 && !data.isArea(spot) && !same) all.push([data.spots.lat[spot], data.spots.lon[spot]]);
    });
    const inside = all.filter((point) => theatre.contains(point));
    const points = inside.length ? inside : all;
    const panel = this.guest && !phone && !this.root.classList.contains("is-folded") ? 380 : 0;
    const foot = this.guest ? 96 : 0;
    const legend = this.root.querySelector('[data-part="legend-card"]').open ? 300 : 64;
    const near = new Set(points.map(String)).size > FEW_PLACES ? 10 : 9; // one place alone is shown with the ground around it
    const room = { paddingTopLeft: phone ? [16, 32] : [64 + panel, 48], paddingBottomRight: phone ? [36, 32 + foot] : [this.guest || data.former ? 64 : legend, 48 + foot], maxZoom: near, animate: false };
    const padding = L.point(room.paddingTopLeft).add(room.paddingBottomRight);
    const [whole, middle] = points.length ? [middleOf(points, 0), middleOf(points, phone ? 0.04 : 0.02)] : [theatre, theatre];
    const closer = map.getBoundsZoom(middle, false, padding) > map.getBoundsZoom(whole, false, padding);
    map.fitBounds(closer ? middle : whole, room);
  }

  listenTabs() {
    const tabs = [...this.root.querySelectorAll('[role="tab"]')];
    tabs.forEach((tab, index) => {
      tab.addEventListener("click", () => {
        this.show(tab.dataset.tab);
        if (this.root.dataset.sheet === "peek") this.sheet("half");
      });
      tab.addEventListener("keydown", (event) => {
        const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!move) return;
        event.preventDefault();
        const next = tabs[(index + move + tabs.length) % tabs.length];
        this.show(next.dataset.tab);
        next.focus();
      });
    });
    this.show("claims");
  }

  show(name) {
    const tabs = [...this.root.querySelectorAll('[role="tab"]')];
    if (!tabs.some((tab) => tab.dataset.tab === name)) return;
    this.tab = name;
    for (const tab of tabs) {
      const chosen = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      this.root.querySelector(`#${tab.getAttribute("aria-controls")}`).hidden = !chosen;
    }
    this.root.dataset.tab = name;
    for (const part of [this.list, this.place, this.trays]) part?.paint();
    this.keepAddress?.();
  }

  openClaim(claim) {
    const { data } = this;
    const spot = data.spot[claim];
    if (spot < 0) {
      this.show("unplaced");
      return;
    }
    this.openPlace(data.placeId(spot));
    this.place.reveal(claim);
  }

  openPlace(place) {
    const known = this.model.select(place);
    if (known && place !== null) {
      this.show("place");
      if (this.root.dataset.sheet === "peek") this.sheet("half");
      this.uncover(place);
    } else if (this.tab === "place") {
      this.show("claims");
    }
    this.keepAddress(true);
    return known;
  }

  /** Move the map so far that panel or sheet leave the place in view. */
  uncover(place) {
    const { data, map } = this;
    const spot = data.spotsOfPlace.get(place)[0];
    if (data.isArea(spot)) return;
    const outer = map.getContainer().getBoundingClientRect();
    const panel = this.root.querySelector('[data-part="panel"]').getBoundingClientRect();
    const phone = this.root.dataset.layout === "phone";
    const at = map.latLngToContainerPoint([data.spots.lat[spot], data.spots.lon[spot]]);
    const left = phone ? 24 : Math.max(panel.right - outer.left, 0) + 48;
    const timeline = this.root.querySelector('[data-part="timeline"]').clientHeight;
    const bottom = phone ? this.root.clientHeight * (1 - SHEET_HALF) - timeline - 32 : outer.height - 48;
    const dx = at.x < left ? at.x - left - 40 : Math.max(at.x - outer.width + 48, 0);
    const dy = at.y < 48 ? at.y - 48 : Math.max(at.y - bottom, 0);
    if (dx || dy) map.panBy([dx, dy], { duration: 0.15, animate: !this.calm });
  }

  listenMap() {
    const { map, marks } = this;
    this.tip = el("div", { class: "fm-tip", role: "status", hidden: true });
    this.root.append(this.tip);
    map.on("mousemove", (event) => {
      if (this.touched) return; // a finger hovers over nothing, though browsers tell of a mouse that moved to where it tapped
      this.hover(marks.at(event.containerPoint), event.containerPoint);
    });
    map.getContainer().addEventListener("pointerdown", (event) => (this.touched = event.pointerType === "touch"), { capture: true });
    map.getContainer().addEventListener("pointermove", (event) => (this.touched = event.pointerType === "touch"), { capture: true });
    map.on("mouseout", () => this.hover(null));
    map.on("click", (event) => {
      const touch = event.originalEvent?.pointerType === "touch";
      const found = marks.at(event.containerPoint, touch ? 22 - 6 : 4);
      if (found) this.openPlace(this.data.placeId(found.mark.spot));
      else if (this.model.place !== null) this.openPlace(null);
    });
    map.on("moveend", () => this.keepAddress());
  }

  hover(item, point) {
    this.marks.hover(item && !item.mark.area ? item.mark.spot : null);
    this.map.getContainer().style.cursor = item ? "pointer" : "";
    const lines = item ? this.markLines(item.mark) : point ? this.groundLines(this.control?.at(point)) : [];
    this.tell(lines, point);
  }

  /** What a mark stands for. */
  markLines(mark) {
    const { data, words } = this;
    const top = this.model.list().find((claim) => data.spot[claim] === mark.spot && data.kind[claim] === mark.kind);
    const lines = [el("b", {}, bdi(data.spotText("name", mark.spot))), top === undefined ? "" : el("span", {}, bdi(this.ledger.phrase(top)), el("small", {}, this.ledger.date(top)))];
    if (mark.split) lines.push(el("span", {}, words.say("status.disputed")));
    if (mark.count > 1) lines.push(el("small", {}, words.count("place.claims", mark.count)));
    return lines.filter(Boolean);
  }

  /** What the control layer claims of the ground under the pointer. */
  groundLines(found) {
    const { data, words, held } = this;
    if (!found) return [];
    if (found.part) {
      const [name, doubt] = frontLines(found.part, words);
      return [el("b", {}, name), el("span", {}, doubt)];
    }
    return [el("b", {}, bdi(held.names[found.cell])), el("span", {}, heldLine(held, found.cell, data.meta, words))];
  }

  /** Show some lines beside a point of the map; without a line, nothing. */
  tell(lines, point) {
    const { tip } = this;
    tip.hidden = !lines.length;
    if (tip.hidden) return;
    tip.replaceChildren(...lines);
    const box = this.map.getContainer().getBoundingClientRect();
    const own = this.root.getBoundingClientRect();
    const x = point.x + box.left - own.left;
    const y = point.y + box.top - own.top;
    tip.style.left = `${clamp(x + 14, 4, own.width - tip.offsetWidth - 8)}px`;
    tip.style.top = `${clamp(y + 14, 4, own.height - tip.offsetHeight - 8)}px`;
  }

  /** Phone or desktop, by the width of the root, not of the window: a notebook's cell is narrow too. */
  layout() {
    const set = () => {
      const phone = this.root.clientWidth <= PHONE_WIDTH;
      const layout = phone ? "phone" : "desktop";
      if (this.root.dataset.layout === layout) {
        this.peek();
        return;
      }
      this.root.dataset.layout = layout;
      const legend = this.root.querySelector('[data-part="legend-card"]');
      const roomy = this.root.clientWidth >= WIDE_WIDTH && this.root.clientHeight > 640;
      legend.open = roomy && !this.guest && !this.data.former; // beside two maps it would hide one
      if (this.guest) this.root.classList.toggle("is-folded", this.root.clientWidth < 1000 && !phone);
      this.peek();
    };
    set();
    const observer = new ResizeObserver(() => {
      set();
      this.map?.invalidateSize({ pan: false });
    });
    for (const node of [this.root, this.root.querySelector(".fm-header")]) observer.observe(node);
  }

  /** The lowest sheet is as high as title, warning and tabs need, in any language. */
  peek() {
    const { root } = this;
    if (root.dataset.layout !== "phone" || root.classList.contains("is-embedded")) root.style.removeProperty("--peek");
    else if (root.dataset.sheet === "peek") root.style.setProperty("--peek", `${root.querySelector(".fm-header").offsetHeight + root.querySelector(".fm-tabs").offsetHeight + 20}px`);
  }

  sheet(height) {
    this.root.dataset.sheet = height;
    const handle = this.root.querySelector('[data-part="handle"]');
    handle.setAttribute("aria-expanded", String(height !== "peek"));
    handle.setAttribute("aria-label", this.words.say(`sheet.${height}`));
  }

  listenSheet() {
    const handle = this.root.querySelector('[data-part="handle"]');
    const panel = this.root.querySelector('[data-part="panel"]');
    this.sheet("peek");
    handle.addEventListener("pointerdown", (event) => {
      handle.setPointerCapture(event.pointerId);
      const start = event.clientY;
      const tall = panel.clientHeight;
      this.root.classList.add("is-dragged");
      const move = (next) => this.root.style.setProperty("--dragged", `${tall + start - next.clientY}px`);
      const end = (last) => {
        handle.removeEventListener("pointermove", move);
        this.root.classList.remove("is-dragged");
        const by = start - last.clientY;
        const at = SHEETS.indexOf(this.root.dataset.sheet);
        if (Math.abs(by) < 6) this.sheet(SHEETS[(at + 1) % SHEETS.length]);
        else this.sheet(SHEETS[clamp(at + Math.sign(by) * (Math.abs(by) > this.root.clientHeight * 0.5 ? 2 : 1), 0, 2)]);
      };
      handle.addEventListener("pointermove", move);
      handle.addEventListener("pointerup", end, { once: true });
      handle.addEventListener("pointercancel", end, { once: true });
    });
    handle.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.sheet(SHEETS[(SHEETS.indexOf(this.root.dataset.sheet) + 1) % SHEETS.length]);
    });
    const fold = this.root.querySelector('[data-part="fold"]');
    fold.addEventListener("click", () => {
      const folded = this.root.classList.toggle("is-folded");
      fold.setAttribute("aria-expanded", String(!folded));
      this.map.invalidateSize({ pan: false });
    });
  }

  listenPage() {
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.repaint());
    window.matchMedia("print").addEventListener("change", (event) => this.print(event.matches));
    window.addEventListener("beforeprint", () => this.print(true));
    window.addEventListener("afterprint", () => this.print(false));
    (this.guest ? this.root : document).addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.model.place !== null) this.openPlace(null);
    });
    if (this.guest) for (const part of this.root.children) if (part.matches("aside, section, details")) {
      L.DomEvent.disableClickPropagation(part);
      L.DomEvent.disableScrollPropagation(part);
    }
  }

  /** Speak another language, everywhere but in the claims. */
  setLanguage(language) {
    const { root, words } = this;
    if (language === words.language || !words.use(language)) return;
    root.lang = language;
    this.chooser.value = language;
    if (!this.guest) document.documentElement.lang = language;
    words.retell(root);
    for (const [name, key] of [["in", "zoom-in"], ["out", "zoom-out"]]) {
      const button = this.guest ? null : root.querySelector(`.leaflet-control-zoom-${name}`);
      button?.setAttribute("aria-label", words.say(`map.${key}`));
      button?.setAttribute("title", words.say(`map.${key}`));
    }
    this.sheet(root.dataset.sheet);
    this.timeline.tellControls();
    this.trays.root.replaceChildren();
    this.legend.paint();
    this.show(this.tab);
    this.model.tell("view");
  }

  /** Put the map's picture, as lines, in the place of the page, or take it away. */
  print(start) {
    if (start === this.root.classList.contains("is-printing")) return;
    this.root.classList.toggle("is-printing", start);
    this.paper?.remove();
    this.glyphs.readTheme();
    if (start) {
      const drawing = new DOMParser().parseFromString(svgPicture(this), "image/svg+xml").documentElement;
      this.paper = el("div", { class: "fm-paper" }, document.adoptNode(drawing));
      this.root.append(this.paper);
    } else {
      this.repaint();
    }
  }

  /** Everything anew in the theme's colours. */
  repaint() {
    this.glyphs.readTheme();
    this.ground?.redraw();
    this.beside?.repaint();
    this.legend.paint();
    this.model.tell("view");
  }

  state() {
    const { words, data } = this;
    return writeState(this.model, this.map, this.tab) + (words.language === data.language ? "" : `&l=${words.language}`) + (this.root.classList.contains("is-embedded") ? "&embed=1" : "");
  }

  /** Write the view into the address; `step` makes it one that "back" returns from. */
  keepAddress(step = false) {
    if (!this.address || !this.restored) return;
    clearTimeout(this.addressTimer);
    const write = () => {
      const hash = `#${this.state()}`;
      if (hash === location.hash) return;
      try {
        history[step ? "pushState" : "replaceState"](null, "", hash);
      } catch {
        this.address = false; // a frame without an address of its own
      }
    };
    if (step) write();
    else this.addressTimer = setTimeout(write, 120);
  }

  /** From a frame to the whole page, with the same view. */
  openWhole() {
    window.open(`${location.href.replace(/#.*$/, "")}#${this.state().replace(/&embed=1$/, "")}`, "_blank", "noopener");
  }

  restore() {
    const apply = () => {
      const found = readState(location.hash);
      const embedded = found.embed === "1";
      if (embedded !== this.root.classList.contains("is-embedded")) {
        this.root.classList.toggle("is-embedded", embedded);
        this.peek();
        this.map.invalidateSize({ pan: false });
        if (!found.m) this.frame();
      }
      this.setLanguage(found.l ?? this.data.language);
      if (found.sb) this.beside?.set(found.sb === "1");
      applyState(this.model, this.map, found);
      this.model.changed();
      this.model.tell("selection");
      this.show(this.model.place !== null && !found.t ? "place" : (found.t ?? "claims"));
      this.map.invalidateSize({ pan: false });
    };
    if (this.address) {
      if (location.hash.length > 1) apply();
      window.addEventListener("popstate", apply);
    }
    this.restored = true;
  }
}

/** The bounds of points without a share of the outermost at each edge, where there are points enough. */
function middleOf(points, share) {
  const cut = Math.floor(points.length * share);
  const range = (values) => {
    values.sort();
    return [values[cut], values[values.length - 1 - cut]];
  };
  const [[south, north], [west, east]] = [range(Float64Array.from(points, ([lat]) => lat)), range(Float64Array.from(points, ([, lon]) => lon))];
  return L.latLngBounds([[south, west], [north, east]]);
}
