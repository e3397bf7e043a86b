// Brings the page to life, and offers its script interface.

/** The page's own script interface; see the design's section on the page. */
function scriptInterface(root, ready) {
  const days = (text, name) => {
    const day = dayOf(text);
    if (day === null && text !== null && text !== undefined) throw new TypeError(`${name} is ${text}: expected a day such as 2023-01-13`);
    return day;
  };
  let app = null;
  const settle = ready.then((made) => {
    app = made;
  });
  const need = () => {
    if (!app) throw new Error("the map is not ready: await frontmap.ready");
    return app;
  };
  return {
    ready: settle,
    claims: Number(root.dataset.claims),
    visible: () => app?.model.visible ?? 0,
    setWindow: (from, to) => need().model.setWindow(days(from, "from"), days(to, "to")),
    setClock: (clock) => need().model.setClock(clock),
    filter: (wanted) => need().model.filter(wanted),
    select: (place) => need().openPlace(place ?? null),
    state: () => need().state(),
  };
}

/** Bring a page's root element to life; gives the promise of its App. */
function mount(root, options = {}) {
  if (root.dataset.mounted) return null;
  root.dataset.mounted = "yes";
  const ready = unpack(root.querySelector("script.fm-data").textContent).then((data) => new App(root, data, options));
  ready.catch((error) => {
    root.classList.add("is-broken");
    console.error(error);
  });
  window.frontmap ??= Object.freeze(scriptInterface(root, ready));
  return ready;
}

function mountAll() {
  for (const root of document.querySelectorAll(".fm[data-auto]")) mount(root);
}
