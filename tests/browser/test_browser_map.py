"""What stands on the map and in time, read from the picture that the page draws of itself as lines."""

from typing import Any

import pytest
from opened import PHONE, opened
from sample_claims import PLACES, SOLEDAR, sample_claims

from frontmap.webmap.render import write_map

pytestmark = pytest.mark.browser

# The texts of the drawn map with their boxes, how many marks stand on it, how faint they are, and how many areas.
DRAWN = """() => {
  window.dispatchEvent(new Event("beforeprint"));
  const paper = document.querySelector(".fm-paper");
  paper.style.setProperty("display", "block");
  const map = paper.querySelector("svg > g");
  const boxes = [...map.querySelectorAll("text")].filter((text) => text.getAttribute("fill") !== "none").map((text) => {
    const box = text.getBBox();
    return { text: text.textContent, x: box.x, y: box.y, width: box.width, height: box.height };
  });
  const marks = [...map.querySelectorAll("use")];
  const found = { boxes, marks: marks.length, faint: marks.map((mark) => Number(mark.getAttribute("opacity") ?? 1)), areas: map.querySelectorAll('path[fill^="url"]').length };
  window.dispatchEvent(new Event("afterprint"));
  return found;
}"""


def drawn(found) -> dict[str, Any]:
    return found.ask(DRAWN)


def names_of(picture: dict[str, Any]) -> list[str]:
    return [box["text"] for box in picture["boxes"]]


def test_from_zoom_nine_every_place_with_a_claim_is_named_and_no_name_covers_another(browser, page_file):
    with opened(browser, page_file, hash="#m=9/48.5/37.7") as found:
        picture = drawn(found)
    inside = [name for name, (lat, lon, _) in PLACES.items() if 47.75 < lat < 49.2 and 36.4 < lon < 38.5]
    assert len(inside) >= 8
    assert set(inside) <= set(names_of(picture))
    names = [box for box in picture["boxes"] if box["text"] in PLACES]
    for number, one in enumerate(names):
        for other in names[number + 1 :]:
            apart = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"] or one["y"] + one["height"] <= other["y"] + 4 or other["y"] + other["height"] <= one["y"] + 4
            assert apart, (one, other)


def test_from_zoom_eleven_a_place_shows_all_that_is_claimed_of_it(browser, page_file):
    marks = []
    for zoom in (10, 11):
        with opened(browser, page_file, hash=f"#m={zoom}/48.68/38.09&q=soledar") as found:
            marks.append(drawn(found)["marks"])
    soledar = [claim for claim in sample_claims() if claim.placement and claim.placement.place.id == SOLEDAR]
    assert marks == [1, len({(claim.kind, claim.claimant_side, claim.polarity) for claim in soledar})]


def test_a_region_is_an_area_and_no_mark(browser, page_file):
    with opened(browser, page_file, hash="#m=7/48.0/37.8&q=donetsk%20oblast") as found:
        assert found.ask("frontmap.visible()") == 1
        picture = drawn(found)
    assert (picture["marks"], picture["areas"]) == (0, 1)
    assert any(name.startswith("DONETSK OBLAST") for name in names_of(picture))


def test_an_interval_is_paler_on_each_of_its_days(browser, page_file):
    with opened(browser, page_file) as found:
        for day in ("2025-11-10", "2025-11-13", "2025-11-16"):
            found.ask("day => { frontmap.setWindow(day, day); frontmap.filter({ text: 'gathering around huliaipole', sides: ['other'] }); }", day)
            assert drawn(found)["faint"] == [0.7]
        found.ask("frontmap.filter({ text: 'had captured soledar' }); frontmap.setWindow('2025-11-08', '2025-11-08')")
        assert drawn(found)["faint"] == [1]


def test_what_has_no_day_stands_in_a_strip_of_its_own_by_side(browser, page_file):
    with opened(browser, page_file) as found:
        strip = found.page.locator('[data-part="undated"]')
        assert strip.inner_text() == "2 undated"
        assert strip.get_attribute("aria-pressed") == "true"
        assert found.count(".fm-undated-bar i") == 1
        assert found.ask("getComputedStyle(document.querySelector('.fm-undated-bar i')).backgroundColor") == "rgb(31, 111, 178)"
        chart, bar = found.page.locator('[data-part="track"]').bounding_box(), strip.bounding_box()
        assert bar["x"] >= chart["x"] + chart["width"]
        found.ask("frontmap.setWindow('2025-11-02', '2025-11-02')")
        found.until("document.querySelector('[data-part=undated]').ariaPressed === 'false'")


def test_a_year_told_of_does_not_stretch_the_timeline(browser, tmp_path):
    import dataclasses
    import datetime as dt

    from frontmap.records import DateSpan

    year = dataclasses.replace(sample_claims()[0], id="year", event=DateSpan(dt.date(2025, 1, 1), dt.date(2025, 12, 31)))
    path = write_map([year, *sample_claims()[1:10]], tmp_path / "map.html", labels=(), credits=())
    with opened(browser, path) as found:
        assert "2025-11-1" in found.page.locator(".fm-counts time").get_attribute("datetime")
        assert found.page.inner_text('[data-part="window"]') == "8 Nov – 15 Nov 2025"
        assert found.ask("frontmap.visible()") == 10


def test_search_shows_the_words_it_found_wherever_they_stand(browser, page_file):
    with opened(browser, page_file) as found:
        for words in ("fighting near soledar", "ukrinform"):
            found.page.fill('[data-part="search"]', words)
            found.until("words => { const rows = [...document.querySelectorAll('.fm-row')]; return rows.length > 0 && rows.every(row => row.querySelector('mark')?.textContent.toLowerCase() === words); }", words)


def test_on_a_phone_time_stands_above_the_sheet_and_the_warning_is_whole(browser, page_file):
    with opened(browser, page_file, hash="#l=de", **PHONE) as found:
        page = found.page
        for tab in (None, "claims"):
            if tab:
                page.click(f"#fm-tab-{tab}")
            page.wait_for_timeout(300)
            time, sheet = page.locator('[data-part="timeline"]').bounding_box(), page.locator('[data-part="panel"]').bounding_box()
            assert abs(time["y"] + time["height"] - sheet["y"]) <= 1
            assert found.ask("(node => node.scrollWidth <= node.clientWidth && node.getBoundingClientRect().bottom <= document.querySelector('.fm-tabs').getBoundingClientRect().top)(document.querySelector('.fm-motto'))")
