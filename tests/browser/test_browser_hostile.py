"""All text is hostile: whatever stands in a field, it shows as text and does nothing."""

import dataclasses

import pytest
from opened import launch, opened
from playwright.sync_api import sync_playwright
from sample_claims import sample_claims

from frontmap.corrections.apply import Rejected
from frontmap.records import Claim, Cue, Document, Mention, Place, Placement, Relation, RelationKind, Role, RunnerUp, Span
from frontmap.theatres.load import load_theatre
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


def poisoned(claim: Claim, bad: str) -> Claim:
    place = Place(bad, bad, 48.6, 38.0, bad, bad, bad)
    mention = Mention(bad, Role.PLACE, relation=Relation(RelationKind.NEAR, bad, other=bad), start=claim.evidence.start, end=claim.evidence.start + len(bad))
    placement = claim.placement and Placement(mention, place, 48.6, 38.0, claim.placement.precision, 2000.0, 0.5, (RunnerUp(bad, bad, bad, bad, 1.0, 1.0, 0.1, 5.0),), bad)
    return dataclasses.replace(
        claim,
        id=bad + claim.id,
        doc_id=bad,
        evidence=Span(bad + " " + claim.evidence.text, claim.evidence.start, claim.evidence.end),
        actor=bad,
        claimant=bad,
        publisher=bad,
        placement=placement,
        place_text=bad,
        unplaced_reason=bad,
        cues=(Cue(bad, bad, claim.evidence.start, claim.evidence.start + len(bad)),),
        thread=bad,
        origin=bad,
        title=bad,
        url=bad,
        language=bad,
    )


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        found = launch(playwright)
        yield found
        found.close()


def page_options(bad: str) -> dict:
    theatre = load_theatre("ukraine")
    theatre = dataclasses.replace(theatre, title=bad, sides=tuple(dataclasses.replace(side, label=bad) for side in theatre.sides))
    mention = Placement(Mention(bad, Role.PLACE, doc_id=bad), None, reason=bad)
    return {"theatre": theatre, "title": bad, "subtitle": bad, "documents": [Document(bad, bad, bad, url=bad, publisher=bad)], "unplaced": [mention], "rejected": [Rejected(poisoned(sample_claims()[0], bad), bad)], "credits": [bad]}


def walk(found) -> None:
    """Open every tab, every place and every fold."""
    page = found.page
    for tab in ("place", "unplaced", "about", "claims"):
        page.click(f"#fm-tab-{tab}")
        found.ask("document.querySelectorAll('.fm details:not(.fm-share)').forEach(fold => { fold.open = true; })")
        page.wait_for_timeout(60)
    page.fill('[data-part="search"]', "a")
    page.fill('[data-part="search"]', "")
    page.wait_for_timeout(200)
    page.locator(".fm-row").first.evaluate("row => row.click()")
    found.ask("document.querySelectorAll('.fm details:not(.fm-share)').forEach(fold => { fold.open = true; })")
    for way in ("csv", "svg"):
        found.ask("way => { document.querySelector('.fm-share').open = true; document.querySelector(`[data-share=${way}]`).click(); }", way)
    page.emulate_media(media="print")
    page.emulate_media(media="screen")
    found.ask("document.querySelector('.fm-share').open = false")
    box = page.locator('[data-part="map"]').first.bounding_box() if page.locator('[data-part="map"]').count() else page.locator(".fm").bounding_box()
    for step in range(8):
        page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * (0.3 + step * 0.05))


def assert_unhurt(found) -> None:
    assert found.ask("window.hurt") is None
    assert found.ask("[...document.querySelectorAll('.fm a:not(.leaflet-bar a)')].every(link => /^https?:/.test(link.href))")
    assert found.ask("document.querySelectorAll('.fm iframe, .fm svg, .fm [onerror], .fm [onload]').length") == 0
    assert found.ask("[...document.querySelectorAll('.fm img')].every(image => image.src.startsWith('data:'))")


@pytest.mark.parametrize("bad", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_in_every_field_does_nothing(browser, tmp_path, bad):
    claims = [poisoned(claim, bad) for claim in sample_claims()[:26]]
    path = write_map(claims, tmp_path / "map.html", labels=[(bad, 48.7, 38.1, 1, 0, 99)], **page_options(bad))
    with opened(browser, path) as found:
        walk(found)
        assert_unhurt(found)
        assert found.ask("document.querySelectorAll('script').length") == 3
        assert found.page.locator("h1").inner_text().strip()


def test_hostile_text_on_a_folium_map_does_nothing(browser, tmp_path):
    bad = "".join(HOSTILE)
    claims = [poisoned(claim, bad) for claim in sample_claims()[:8]]
    chart = claim_map(claims, labels=(), **page_options(bad))
    (tmp_path / "map.html").write_text(chart.get_root().render(), encoding="utf-8", errors="replace")
    assert "{{ 7*7 }}" in chart.get_root().render()
    with opened(browser, tmp_path / "map.html") as found:
        walk(found)
        assert_unhurt(found)


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
