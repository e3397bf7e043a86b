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
    """Return a page on which the east of two squares changes hands on 10 November and is disputed from the 15th."""
    day = 20403  # 11 November 2025
    control = {
        "scale": 10_000, "sides": ["ru", "ua"], "states": ["claimed", "disputed", "unclaimed"], "radius_m": 5000,
        "cells": {"place": [SOLEDAR, "b"], "name": ["Soledar", "B"], "lat": [486800, 486800], "lon": [380400, 381400], "rings": [[square(379900, 487300)], [square(380900, 487300)]]},
        "intervals": {"cell": [0, 1, 1, 1], "first": [day - 8, day - 8, day - 1, day + 4], "last": [None, day - 2, day + 3, None], "state": [0, 0, 0, 1], "side": [0, 0, 1, None], "partial": [0, 0, 0, 0]},
        "edges": {"one": [0], "other": [1], "line": [[380900, 487300, 0, -1000]], "distance_m": [7000]},
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
        page.until("() => document.querySelector('[data-legend=\"control on\"]').getAttribute('aria-pressed') === 'false'")
        assert page.ask(SEEN) == [0, 0]
        state = page.ask("frontmap.state()")
        assert "ct=0" in state
    with opened(browser, control_file, hash=f"#{state}") as page:
        assert page.ask(SEEN) == [0, 0]
        page.page.click('[data-legend="control on"]')
        assert sum(page.ask(SEEN)) > 0
        assert "ct=0" not in page.ask("frontmap.state()")


def test_the_other_clock_hides_it_and_says_why(browser, control_file):
    with opened(browser, control_file, hash=AT) as page:
        page.ask("frontmap.setClock('known')")
        assert page.ask(SEEN) == [0, 0]
        page.until("() => document.querySelector('[data-legend=\"control on\"]').disabled")
        assert "day of the event" in page.page.inner_text(".is-control")


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
