"""The page at its largest: how long it takes to build and how it moves, beside the same points as plain folium markers.

    python benchmarks/page.py [--claims 50000] [--days 900] [--places 4000] [--without-folium] [--keep FOLDER]

The claims are made up from a fixed seed. folium draws each as a CircleMarker with a popup of the same words, as its
documentation shows, in the same process. The page is then opened in headless Chromium without a network; a step's time is the
work it costs in the page, from the call to the end of the frame that shows it, without the wait for the frame. Each build is
run once; steps and filter changes are medians of 60.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from frontmap.records import (
    Basis,
    Claim,
    Cue,
    DateSpan,
    Kind,
    Mention,
    Modality,
    Place,
    Placement,
    Polarity,
    Precision,
    Role,
    Span,
    Status,
    Verification,
    content_id,
)
from frontmap.webmap.page import page_context
from frontmap.webmap.render import render_page

SEED = 20220224
FIRST_DAY = dt.date(2023, 6, 1)
SPEAKERS = (
    ("Russian Ministry of Defence", "ru"), ("General Staff of the Armed Forces of Ukraine", "ua"), ("Kharkiv Regional Military Administration", "ua"),
    ("Rybar", "ru"), ("Institute for the Study of War", "other"), (None, None),
)  # fmt: skip
OUTLETS = tuple(f"Outlet {number}" for number in range(60))
DEEDS = ("captured", "shelled", "advanced towards", "repelled an attack near", "struck", "withdrew from", "held positions in", "reported damage in")
DETAILS = ("after a night of fighting", "with drones and artillery", "according to a morning report", "for the third time this month", "near the railway station")

# Medians of the work that steps cost in the page: what runs at once, and what runs in the frame after it.
STEPS = """async (kind) => {
  const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
  const day = (offset) => new Date(Date.UTC(2023, 5, 1) + offset * 864e5).toISOString().slice(0, 10);
  const change = {
    step: (n) => frontmap.setWindow(day(n * 12), day(n * 12 + 30)),
    filter: (n) => frontmap.filter([{}, { kinds: ["strike"] }, { sides: ["ua"] }, { kinds: ["control", "assault"], sides: ["ru"] }][n % 4]),
  }[kind];
  frontmap.filter({});
  frontmap.setWindow(null, null);
  const times = [];
  for (let n = 0; n < 60; n++) {
    times.push(await new Promise((resolve) => {
      let start = 0;
      requestAnimationFrame(() => (start = performance.now()));
      const before = performance.now();
      change(n);
      const atOnce = performance.now() - before;
      requestAnimationFrame(() => resolve(atOnce + performance.now() - start));
    }));
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return [median(times), Math.max(...times)];
}"""


def make_places(count: int, random_: random.Random) -> list[Place]:
    """Return made-up settlements: most along a front, some in the depth of the country."""
    places = []
    for number in range(count):
        along = random_.random()
        near = random_.random() < 0.8
        lat = 46.6 + 4.6 * along + random_.gauss(0, 0.12 if near else 0.9)
        lon = 33.2 + 5.0 * min(along * 1.5, 1.0) + random_.gauss(0, 0.2 if near else 2.4)
        name = "".join(random_.choice(("no", "vo", "kra", "li", "ma", "ri", "pil", "se", "dar", "bo", "hu")) for _ in range(3)).capitalize() + f"ka {number}"
        places.append(Place(f"made:{number}", name, round(lat, 5), round(lon, 5), "UA", f"Oblast {int(along * 8)}"))
    return places


def make_claims(count: int, days: int, places: int) -> list[Claim]:
    """Return made-up claims with the kinds, sides, doubts and lengths that real ones have."""
    random_ = random.Random(SEED)  # noqa: S311 - a seed, not a secret
    settlements = make_places(places, random_)
    weights = [1 / (rank + 20) for rank in range(places)]
    chosen = random_.choices(settlements, weights, k=count)
    return [make_claim(number, place, days, random_) for number, place in enumerate(chosen)]


def make_claim(number: int, place: Place, days: int, random_: random.Random) -> Claim:
    """Return one made-up claim."""
    kind = random_.choice(tuple(Kind))
    claimant, side = random_.choice(SPEAKERS)
    deed = random_.choice(DEEDS)
    sentence = f"{claimant or 'The report'} said that its forces {deed} {place.name} {random_.choice(DETAILS)}, in the sector of brigade {random_.randrange(140)}."
    day = FIRST_DAY + dt.timedelta(days=random_.randrange(days))
    at = sentence.index(place.name)
    document = f"document {number // 12}"
    span = DateSpan(day, day, Basis.WEEKDAY)
    placement = Placement(
        Mention(place.name, Role.PLACE, doc_id=document, start=at, end=at + len(place.name)), place, place.lat, place.lon, Precision.SETTLEMENT,
        2000.0, round(random_.uniform(0.5, 1), 2), (), "the only settlement of this name near the report's other places",
    )  # fmt: skip
    denied = random_.random() < 0.06
    return Claim(
        id=content_id("made", number), kind=kind, polarity=Polarity.DENIED if denied else Polarity.ASSERTED,
        modality=random_.choices(tuple(Modality), (90, 5, 5))[0], evidence=Span(sentence, 0, len(sentence)), claimant=claimant, claimant_side=side,
        publisher=random_.choice(OUTLETS), verification=random_.choices((None, Verification.UNVERIFIED, Verification.VERIFIED), (60, 32, 8))[0],
        placement=placement if random_.random() > 0.03 else None, place_text=place.name, event=span if random_.random() > 0.02 else None,
        published=DateSpan(day + dt.timedelta(days=1), day + dt.timedelta(days=1), Basis.METADATA),
        cues=(Cue(deed, "made.up", sentence.index(deed), sentence.index(deed) + len(deed)),), score=round(random_.uniform(0.5, 1), 2),
        status=Status.DISPUTED if denied else Status.CLAIMED, thread=content_id("thread", place.id, kind, day.month), origin=content_id("origin", number // 3),
        title=f"Report of {day}", url=f"https://example.org/{number // 12}", doc_id=document,
    )  # fmt: skip


def build_ours(claims: list[Claim], path: Path) -> float:
    """Write the page; return seconds."""
    start = time.perf_counter()
    path.write_text(render_page(page_context(claims, title="Benchmark")), encoding="utf-8")
    return time.perf_counter() - start


def build_with_folium(claims: list[Claim], path: Path) -> float:
    """Write the same points as folium's own markers; return seconds."""
    import folium

    start = time.perf_counter()
    chart = folium.Map((48.5, 36.0), zoom_start=6)
    colours = {"ru": "#c2452d", "ua": "#1f6fb2", "other": "#6d5a8d", None: "#6b7280"}
    for claim in claims:
        if claim.placement is None or claim.placement.place is None:
            continue
        words = f"<b>{claim.placement.place.name}</b><br>{claim.kind} · {claim.claimant} · {claim.event.edtf if claim.event else ''}<br>{claim.evidence.text}"
        popup = folium.Popup(words, max_width=300)
        folium.CircleMarker((claim.placement.lat, claim.placement.lon), radius=4, color=colours[claim.claimant_side], popup=popup).add_to(chart)
    chart.save(str(path))
    return time.perf_counter() - start


def measure(path: Path) -> dict[str, Any]:
    """Open the page in headless Chromium without a network and return what it costs there."""
    from playwright.sync_api import sync_playwright

    installed = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed, args=["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"])
        page = browser.new_context(offline=True, viewport={"width": 1440, "height": 900}).new_page()
        ready = []
        for _ in range(3):
            page.goto(path.as_uri(), wait_until="commit")
            page.wait_for_load_state("load")
            ready.append(page.evaluate("async () => { await frontmap.ready; return performance.now(); }"))
            page.wait_for_timeout(500)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        session.send("HeapProfiler.collectGarbage")
        heap = next(each["value"] for each in session.send("Performance.getMetrics")["metrics"] if each["name"] == "JSHeapUsedSize")
        found = {"ready": sorted(ready)[1], "heap": heap, "step": page.evaluate(STEPS, "step"), "filter": page.evaluate(STEPS, "filter")}
        browser.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("claims", 50_000), ("days", 900), ("places", 4_000)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--without-folium", action="store_true")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    claims = make_claims(options.claims, options.days, options.places)
    ours, peer = (folder / "frontmap.html").resolve(), (folder / "folium.html").resolve()
    seconds = build_ours(claims, ours)
    size = ours.stat().st_size
    print(f"frontmap  build {seconds:7.2f} s  {size / 1e6:7.2f} MB")
    if not options.without_folium:
        peer_seconds = build_with_folium(claims, peer)
        peer_size = peer.stat().st_size
        print(f"folium    build {peer_seconds:7.2f} s  {peer_size / 1e6:7.2f} MB")
        print(f"ratio     build {seconds / peer_seconds:7.3f}    {size / peer_size:7.3f}      (at most 0.1)")
    cost = measure(ours)
    print(f"page ready            {cost['ready']:8.0f} ms   (under 1200)")
    print(f"JavaScript heap       {cost['heap'] / 1e6:8.1f} MB   (under 150)")
    for name, limit in (("step", 16), ("filter", 50)):
        median, worst = cost[name]
        print(f"{name:<8} median       {median:8.1f} ms   (under {limit}), worst {worst:.1f}")


if __name__ == "__main__":
    main()
