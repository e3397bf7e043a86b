"""All text is hostile: whatever stands in a field, it shows as text and does nothing."""

import csv
import dataclasses
import json
from pathlib import Path

import pytest
from opened import opened
from payloads import page_options, poisoned, short_payloads
from sample_claims import sample_claims

from frontmap.gazetteer.added import read_source
from frontmap.records import Place
from frontmap.webmap.render import write_map
from frontmap.webmap.timeline import ClaimTimeline, claim_map

pytestmark = pytest.mark.browser

HOSTILE = [
    "</script><script>window.hurt=1;alert(1)</script>",
    '<img src=x onerror="window.hurt=1;alert(2)">',
    "${window.hurt=1} `${alert(3)}` {{ 7*7 }} {% raw %}{% endraw %} {{ this._parent }}",
    "\"'><svg/onload=alert(4)>\\\"\\'",
    "a\u2028b\u2029c\u0000d\ud83d",
    "\u202egnp.exe \u2067\u05e9\u05dc\u05d5\u05dd\u2069 \u200f",
    "--></style></title></template></noscript><!-- <iframe srcdoc='<script>alert(5)</script>'>",
    "javascript:window.hurt=1//https://example.org",
]


def added_places(path: Path) -> list[Place]:
    """Return what a user's own gazetteer makes of hostile names."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["name", "lat", "lon", "country", "admin1", "names"])
        table.writerows([f"Town {bad}".replace("\x00", ""), 48.2 + number / 10, 37.5, "UA", bad, bad] for number, bad in enumerate(HOSTILE[:4] + HOSTILE[6:]))
    return [row.place for row in read_source(path).rows]


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory):
    """Return a page on which every field of every claim, of theatre, trays and a user's own gazetteer is hostile, each text in turn."""
    folder = tmp_path_factory.mktemp("hostile")
    claims = [poisoned(claim, HOSTILE[number % len(HOSTILE)]) for number, claim in enumerate(sample_claims()[:32])]
    added = added_places(folder / "own.csv")
    claims += [dataclasses.replace(claims[0], id=place.id, thread="", placement=dataclasses.replace(claims[0].placement, place=place, lat=place.lat, lon=place.lon)) for place in added]
    labels = [(name, 47.0 + number / 5, 37.0, 1, 0, 99) for number, name in enumerate([*HOSTILE, *(place.name for place in added)])]
    return write_map(claims, folder / "map.html", labels=labels, **page_options("".join(HOSTILE)))


# Opens every tab, fold and place, searches, speaks every language, hovers, prints and saves; in the page, so that any browser walks it.
WALK = """async () => {
  const rest = (wait = 40) => new Promise((resolve) => setTimeout(resolve, wait));
  const all = (selector) => [...document.querySelectorAll(selector)];
  const unfold = () => { for (const fold of all(".fm details:not(.fm-share):not([open])")) fold.open = true; return rest(); };
  for (const language of ["uk", "ru", "de", "en"]) {
    const choice = document.querySelector('[data-part="language"]');
    choice.value = language;
    choice.dispatchEvent(new Event("change"));
    for (const tab of ["place", "unplaced", "about", "claims"]) {
      document.querySelector(`#fm-tab-${tab}`).click();
      await unfold();
    }
  }
  const search = document.querySelector('[data-part="search"]');
  for (const text of ["script", "alert", ""]) {
    search.value = text;
    search.dispatchEvent(new Event("input"));
    await rest(260);
  }
  for (const clock of ["known", "event"]) frontmap.setClock(clock);
  const count = Math.min(all(".fm-row").length, 20);
  for (let row = 0; row < count; row++) {
    document.querySelector("#fm-tab-claims").click();
    all(".fm-row")[row].click();
    await unfold();
  }
  frontmap.select(null);
  const map = document.querySelector(".leaflet-container");
  const box = map.getBoundingClientRect();
  for (let y = 0.1; y < 0.95; y += 0.05) for (let x = 0.3; x < 0.7; x += 0.02) {
    map.dispatchEvent(new MouseEvent("mousemove", { bubbles: true, clientX: box.x + x * box.width, clientY: box.y + y * box.height }));
  }
  await rest();
  document.querySelector(".fm-share").open = true;
  for (const way of ["csv", "geojson", "svg", "png"]) {
    document.querySelector(`[data-share="${way}"]`).click();
    await rest(120);
  }
  document.querySelector(".fm-share").open = false;
  for (const event of ["beforeprint", "afterprint"]) {
    window.dispatchEvent(new Event(event));
    await rest();
  }
  return count;
}"""

# What must hold after it: empty where it does.
HURT = """() => [
  window.hurt !== undefined && "a script ran",
  [...document.querySelectorAll('.fm a:not(.leaflet-bar a)')].some((link) => !/^https?:/.test(link.href)) && "a link leads elsewhere",
  document.querySelectorAll('.fm iframe, .fm svg, .fm [onerror], .fm [onload]').length > 0 && "an element was made",
  [...document.querySelectorAll('.fm img')].some((image) => !image.src.startsWith('data:')) && "a picture was asked for",
  document.querySelector('h1').textContent.trim() === "" && "the title is lost",
].filter(Boolean).join(", ")"""


def test_hostile_text_in_every_field_does_nothing(browser, hostile_page):
    with opened(browser, hostile_page) as found:
        assert found.ask(WALK) == 20
        found.page.emulate_media(media="print")
        found.until("() => document.querySelector('.fm-paper') !== null")
        found.page.emulate_media(media="screen")
        found.until("() => document.querySelector('.fm-paper') === null")
        assert found.ask(HURT) == ""
        assert found.ask("document.querySelectorAll('script:not([type=\"application/ld+json\"])').length") == 3
        assert found.ask("JSON.parse(document.querySelector('head script').textContent)['@type']") == "Dataset"
        assert found.ask("document.querySelector('meta[http-equiv]').content.match(/unsafe-\\w+/)") is None


@pytest.fixture(scope="module")
def corpus_page(tmp_path_factory):
    """A page with a claim for each short payload of the corpus, which stands in all of its texts."""
    samples, corpus = sample_claims(), [payload.text for payload in short_payloads()]
    claims = [poisoned(samples[number % len(samples)], text) for number, text in enumerate(corpus)]
    claims = [dataclasses.replace(claim, evidence=dataclasses.replace(claim.evidence, text=claim.evidence.text[:400])) for claim in claims]
    labels = [(text, 46.0 + number % 60 / 12, 30.0 + number // 60, 1, 0, 99) for number, text in enumerate(corpus)]
    return write_map(claims, tmp_path_factory.mktemp("corpus") / "map.html", labels=labels, **page_options("".join(corpus[::17])[:2000]))


def test_the_whole_corpus_on_one_page_does_nothing(browser, corpus_page, tmp_path):
    scripts = write_map(sample_claims(), tmp_path / "plain.html", labels=()).read_text(encoding="utf-8").count("</script>")
    corpus = [payload.text for payload in short_payloads()]
    with opened(browser, corpus_page) as found:
        assert found.ask("frontmap.claims") == len(corpus)
        assert found.ask(WALK) == 20
        for text in corpus[::23]:
            found.ask("text => { frontmap.filter({text}); frontmap.filter({}); }", text)
        assert found.ask(HURT) == ""
        assert found.ask("document.querySelectorAll('script').length") == scripts


def test_the_whole_corpus_in_firefox_does_nothing(fox, corpus_page):
    fox.open(corpus_page)
    corpus = [payload.text for payload in short_payloads()]
    assert fox.ask("frontmap.claims") == len(corpus)
    assert fox.ask(f"({WALK})()") == 20
    for text in corpus[::23]:
        fox.ask(f"(text => {{ frontmap.filter({{text}}); frontmap.filter({{}}); }})({json.dumps(text)})")
    assert fox.ask(f"({HURT})()") == ""
    assert fox.faults == []


def test_hostile_text_in_firefox_does_nothing(fox, hostile_page):
    fox.open(hostile_page)
    assert fox.ask(f"({WALK})()") == 20
    assert fox.ask(f"({HURT})()") == ""
    assert fox.ask("document.querySelectorAll('script:not([type=\"application/ld+json\"])').length") == 3
    assert fox.faults == []


def test_hostile_text_on_a_folium_map_does_nothing(browser, tmp_path):
    bad = "".join(HOSTILE)
    claims = [poisoned(claim, bad) for claim in sample_claims()[:8]]
    chart = claim_map(claims, labels=(), **page_options(bad))
    (tmp_path / "map.html").write_text(chart.get_root().render(), encoding="utf-8", errors="replace")
    assert "{{ 7*7 }}" in chart.get_root().render()
    with opened(browser, tmp_path / "map.html") as found:
        assert found.ask(WALK) == 8
        assert found.ask(HURT) == ""


def test_a_notebook_map_works_without_a_network_and_takes_markers(browser, tmp_path):
    import folium

    chart = claim_map(sample_claims(), labels=(), credits=())
    folium.Marker((48.0, 36.0), popup="a popup", tooltip="a tip").add_to(chart)
    folium.LayerControl().add_to(chart)
    (tmp_path / "map.html").write_text(chart.get_root().render(), encoding="utf-8", errors="replace")
    with opened(browser, tmp_path / "map.html") as found:
        assert found.ask("frontmap.visible()") == 64
        found.page.click(".leaflet-marker-icon")
        found.page.wait_for_selector(".leaflet-popup-content")
        assert found.page.inner_text(".leaflet-popup-content").strip() == "a popup"
        found.ask("place => frontmap.select(place)", sample_claims()[0].placement.place.id)
        assert found.page.inner_text(".fm-place-head h2") == "Soledar"


def test_the_layer_on_somebody_elses_folium_map(browser, tmp_path):
    import folium

    chart = folium.Map((48.5, 37.0), zoom_start=7, tiles=None)
    before = list(folium.Map.default_js), list(folium.Map.default_css)
    ClaimTimeline(sample_claims(), credits=()).add_to(chart)
    chart.default_js, chart.default_css = [], []
    (tmp_path / "map.html").write_text(chart.get_root().render(), encoding="utf-8", errors="replace")
    assert (list(folium.Map.default_js), list(folium.Map.default_css)) == before
    with opened(browser, tmp_path / "map.html") as found:
        assert found.ask("frontmap.visible()") == 64
        assert found.count(".fm-ground") == 0
