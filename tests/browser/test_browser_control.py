"""Claimed control on the page: it moves with time, can be switched off, and stands in the address."""

import pytest
from opened import PHONE, opened
from sample_claims import SOLEDAR, sample_claims

from frontmap.webmap.render import write_map

pytestmark = pytest.mark.browser
SEEN = """() => {
  const canvas = document.querySelector(".fm-control");
  const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height }).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const pixels = copy.getImageData(0, 0, canvas.width, canvas.height).data;
  let [red, blue] = [0, 0];
  for (let i = 0; i < pixels.length; i += 4) if (pixels[i + 3]) (pixels[i] > pixels[i + 2] ? red++ : blue++);
  return [red, blue];
}"""
AT = "#m=10/48.68/38.09"


def square(west: int, north: int) -> list[int]:
    """Return a ring of a tenth of a degree as the layer has it: one pair, then steps of 1/10,000 degree."""
    return [west, north, 1000, 0, 0, -1000, -1000, 0, 0, 1000]


@pytest.fixture(scope="module")
def control_file(tmp_path_factory):
    """Return a page on which the middle one of three squares changes hands on 10 November, as is known two days later, and is disputed from the 15th."""
    day = 20403  # 11 November 2025
    events = {"cell": [0, 1, 1, 1, 2], "first": [day - 8, day - 8, day - 1, day + 4, day - 1], "last": [None, day - 2, day + 3, None, None], "state": [0, 0, 0, 1, 0], "side": [0, 0, 1, None, 1], "partial": [0] * 5}
    control = {
        "scale": 10_000, "sides": ["ru", "ua"], "states": ["claimed", "disputed", "unclaimed"], "radius_m": 5000,
        "cells": {"place": [SOLEDAR, "b", "c"], "name": ["Soledar", "B", "C"], "lat": [486800] * 3, "lon": [380400, 381400, 382400], "radius_m": [1000] * 3, "told": [[day - 8], [day - 8, day - 1, day + 4], [day - 1]], "told_known": [[day - 8], [day - 8, day + 1, day + 4], [day - 1]], "rings": [[square(west, 487300)] for west in (379900, 380900, 381900)]},
        "intervals": events, "known": {**events, "first": [day - 8, day - 8, day + 1, day + 4, day - 1], "last": [None, day, day + 3, None, None]},
        "edges": {"one": [0, 1], "other": [1, 2], "line": [[380900, 487300, 0, -1000], [381900, 487300, 0, -1000]], "distance_m": [7000, 7000]},
    }  # fmt: skip
    return write_map(sample_claims(), tmp_path_factory.mktemp("control") / "map.html", labels=(), credits=(), control=control)


def test_ground_takes_the_colour_of_the_window_s_last_day(browser, control_file):
    with opened(browser, control_file, hash=AT) as page:
        page.ask("frontmap.setWindow('2025-11-01', '2025-11-08')")
        red, blue = page.ask(SEEN)
        assert red > 10_000
        assert blue == 0
        page.ask("frontmap.setWindow('2025-11-01', '2025-11-12')")
        assert min(page.ask(SEEN)) > 5_000
        assert page.page.inner_text('[data-part="control-day"]').endswith("12 Nov 2025")
        page.ask("frontmap.setWindow('2025-11-01', '2025-11-02')")
        assert page.ask(SEEN) == [0, 0]  # nobody had spoken


def test_it_is_switched_off_in_the_legend_and_the_address_keeps_it(browser, control_file):
    with opened(browser, control_file, hash=AT) as page:
        page.page.click('[data-legend="control on"]')
        page.until("() => document.querySelector('[data-legend=\"control on\"]').getAttribute('aria-checked') === 'false'")
        assert page.ask(SEEN) == [0, 0]
        state = page.ask("frontmap.state()")
        assert "ct=0" in state
    with opened(browser, control_file, hash=f"#{state}") as page:
        assert page.ask(SEEN) == [0, 0]
        page.page.click('[data-legend="control on"]')
        assert sum(page.ask(SEEN)) > 0
        assert "ct=0" not in page.ask("frontmap.state()")


def test_the_other_clock_shows_what_was_known_on_the_day(browser, control_file):
    with opened(browser, control_file, hash=AT) as page:
        page.ask("frontmap.setWindow('2025-11-01', '2025-11-11')")
        _, blue = page.ask(SEEN)
        page.ask("frontmap.setClock('known')")
        page.until("() => document.querySelector('[data-part=\"control-day\"]').textContent === 'Claimed control as known on 11 Nov 2025'")
        red, less_blue = page.ask(SEEN)
        assert less_blue < blue - 5_000  # that the middle changed hands on the 10th is known from the 12th on
        page.ask("frontmap.setWindow('2025-11-01', '2025-11-12')")
        assert page.ask(SEEN)[0] < red


def hovered(page, east, north):
    """Return what the page tells of the ground so many pixels east and north of the map's middle."""
    box = page.page.locator('[data-part="map"]').bounding_box()
    page.page.mouse.move(box["x"] + box["width"] / 2 + east, box["y"] + box["height"] / 2 - north)
    return page.page.inner_text(".fm-tip") if page.page.is_visible(".fm-tip") else ""


def test_the_front_line_tells_its_doubt_and_its_disputed_parts(browser, control_file):
    with opened(browser, control_file, hash=AT) as page:
        page.ask("frontmap.setWindow('2025-11-01', '2025-11-12')")
        told = hovered(page, 0, 40)
        assert told.splitlines()[0] == "Claimed front line"
        assert "within 9.4 km" in told  # 7.4 km from Soledar to B, and a kilometre for each mark
        assert hovered(page, 60, 40).splitlines() == ["B", "Ukrainian side, since 10 Nov 2025"]
        page.ask("frontmap.setWindow('2025-11-01', '2025-11-16')")
        told = hovered(page, 0, 40)
        assert told.splitlines()[0] == "Claimed front line, disputed part"
        assert "within 17 km" in told  # from Soledar to C
        assert hovered(page, 60, 41).splitlines() == ["B", "disputed since 15 Nov 2025"]
        assert hovered(page, 0, 300) == ""  # nobody spoke of it


def test_a_place_tells_who_is_claimed_to_hold_it(browser, control_file):
    with opened(browser, control_file, hash=AT) as page:
        page.ask("frontmap.setWindow('2025-11-01', '2025-11-12')")
        page.ask("place => frontmap.select(place)", SOLEDAR)
        page.until("() => document.querySelector('[data-part=\"held\"]')")
        assert page.page.inner_text('[data-part="held"]') == "Claimed control, 12 Nov 2025 Russian side, since 3 Nov 2025"
        page.page.click('[data-legend="control on"]')
        page.until("() => !document.querySelector('[data-part=\"held\"]')")


def test_it_is_in_pictures_and_speaks_all_languages(browser, control_file):
    for language, words in (("uk", "Заявлений контроль"), ("ru", "Заявленный контроль"), ("de", "Behauptete Kontrolle")):
        with opened(browser, control_file, hash=f"{AT}&l={language}") as page:
            assert words in page.page.inner_text(".is-control")
            if language == "de":
                page.page.emulate_media(media="print")
                page.until("() => document.querySelector('.fm-paper svg')")
                assert "behauptete Frontlinie" in page.page.inner_html(".fm-paper svg")


def test_a_phone_has_it_too_and_a_page_without_it_has_no_trace(browser, control_file, page_file):
    with opened(browser, control_file, hash=AT, **PHONE) as page:
        assert sum(page.ask(SEEN)) > 0
    with opened(browser, page_file) as page:
        assert page.count(".fm-control") == page.count(".is-control") == 0


SHADES = """() => {
  const canvas = document.querySelector(".fm-control");
  const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height }).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const pixels = copy.getImageData(0, 0, canvas.width, canvas.height).data;
  const found = new Map();
  for (let i = 0; i < pixels.length; i += 4) if (pixels[i] > pixels[i + 2] + 40) found.set(pixels[i + 3], (found.get(pixels[i + 3]) ?? 0) + 1);
  return Math.max(...[...found].filter(([, count]) => count > 4000).map(([alpha]) => alpha));
}"""


def test_ground_pales_with_the_time_since_somebody_spoke_of_it(browser, control_file):
    with opened(browser, control_file, hash=AT) as page:
        page.ask("frontmap.setWindow('2025-11-01', '2025-11-08')")
        fresh = page.ask(SHADES)
        page.ask("frontmap.setWindow('2025-11-01', '2027-01-30')")
        old = page.ask(SHADES)
        assert 0 < old < fresh  # red ground: nobody has spoken of Soledar since 3 November


def test_a_band_of_doubt_ends_where_nobody_spoke_of_the_ground(browser, control_file):
    inked = """() => {
      const canvas = document.querySelector(".fm-control");
      const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height }).getContext("2d", { willReadFrequently: true });
      copy.drawImage(canvas, 0, 0);
      const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
      const rows = new Set();
      for (let i = 3; i < data.length; i += 4) if (data[i]) rows.add(Math.floor(i / 4 / canvas.width));
      return rows.size / (canvas.height / parseFloat(canvas.style.height));
    }"""
    with opened(browser, control_file, hash=AT) as page:
        page.ask("frontmap.setWindow('2025-11-01', '2025-11-12')")
        high = page.ask(inked)
        assert 80 < high < 120  # a tenth of a degree at zoom 10 is 110 pixels, the band would reach 47 beyond on each side


def test_the_switch_says_whether_it_is_on_and_the_legend_whether_there_is_anything(browser, control_file):
    with opened(browser, control_file, hash=AT) as page:
        switch = page.page.get_by_role("switch", name="Claimed control")
        assert switch.get_attribute("aria-checked") == "true"
        assert page.page.inner_text('[data-part="control-none"]') == ""
        page.ask("frontmap.setWindow('2025-11-01', '2025-11-02')")
        assert page.page.inner_text('[data-part="control-none"]') == "Nobody had spoken of any ground by then."


def test_a_page_of_two_ledgers_draws_the_ground_of_each(browser, tmp_path):
    from frontmap.ledger.compare import side_by_side

    day = 20403
    claims = sample_claims()
    rows = side_by_side(claims[2:], claims)

    def layer(side):
        spans = {"cell": [0], "first": [day - 8], "last": [None], "state": [0], "side": [side], "partial": [0]}
        cells = {"place": [SOLEDAR], "name": ["Soledar"], "lat": [486800], "lon": [380400], "radius_m": [1000], "told": [[day - 8]], "told_known": [[day - 8]], "rings": [[square(379900, 487300)]]}
        return {"scale": 10_000, "sides": ["ru", "ua"], "states": ["claimed", "disputed", "unclaimed"], "radius_m": 5000, "cells": cells, "intervals": spans, "known": spans, "edges": {"one": [], "other": [], "line": [], "distance_m": []}}

    path = write_map([row.claim for row in rows], tmp_path / "diff.html", labels=(), credits=(), comparison=rows, control=layer(1), control_before=layer(0))
    with opened(browser, path, hash=AT) as page:
        ground = page.ask("""() => [...document.querySelectorAll(".fm-control")].map((canvas) => {
          const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height }).getContext("2d");
          copy.drawImage(canvas, 0, 0);
          const pixels = copy.getImageData(0, 0, canvas.width, canvas.height).data;
          for (let i = 0; i < pixels.length; i += 4) if (pixels[i + 3]) return pixels[i] > pixels[i + 2] ? "red" : "blue";
          return "blank";
        })""")
        assert ground == ["red", "blue"]
