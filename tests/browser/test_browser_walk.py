"""What a designer sees who walks through the page: on a tablet, on a phone with a finger, on an empty map, at 200 %."""

import pytest
from opened import DESKTOP, PHONE, opened
from sample_claims import SOLEDAR, make_claim, sample_claims

from frontmap.records import Kind
from frontmap.webmap.render import write_map

pytestmark = pytest.mark.browser
AT = "#m=9/48.68/38.09"


def test_the_legend_waits_where_it_would_hide_the_map(browser, page_file):
    with opened(browser, page_file, **DESKTOP) as found:
        assert found.ask("document.querySelector('[data-part=\"legend-card\"]').open")
    with opened(browser, page_file, viewport={"width": 1024, "height": 768}) as found:
        assert not found.ask("document.querySelector('[data-part=\"legend-card\"]').open")


def test_a_finger_leaves_no_hint_behind_and_the_place_s_name_stays_above_its_cards(browser, page_file):
    with opened(browser, page_file, hash=AT, **PHONE) as found:
        box = found.page.locator(".fm-map").bounding_box()
        found.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        found.until("() => document.querySelector('.fm-place-head h2')?.textContent === 'Soledar'")
        assert not found.page.is_visible(".fm-tip")
        found.ask("document.querySelector('[data-part=\"place\"]').scrollTop = 600")
        found.until(  # both at one moment: the sheet may still be rising
            "() => { const top = (part) => document.querySelector(part).getBoundingClientRect().top;"
            " const below = top('.fm-place-head h2') - top('[data-part=\"place\"]'); return below >= 0 && below < 40; }"
        )
        assert found.ask("document.querySelector('[data-part=\"place\"]').scrollTop") > 100


def test_a_card_that_is_sought_stands_below_the_place_s_name(browser, page_file):
    with opened(browser, page_file, hash=AT, **PHONE) as found:
        found.ask("place => frontmap.select(place)", SOLEDAR)
        found.page.locator(".fm-lane-mark").last.click()
        found.page.wait_for_timeout(200)
        head, card = (found.page.locator(each).bounding_box() for each in (".fm-place-head", ".fm-card:focus"))
        assert card["y"] >= head["y"] + head["height"] - 1


def test_a_named_voice_needs_no_verb_that_fits_it(browser, tmp_path):
    claims = [make_claim("Soledar", Kind.ENCIRCLEMENT, "other", sample_claims()[0].event.first)]
    path = write_map(claims, tmp_path / "map.html", labels=(), credits=())
    for language, phrase in (("en", "Encirclement, according to"), ("uk", "Заява про оточення:"), ("ru", "Заявление об окружении:"), ("de", "Einkreisung, laut")):
        with opened(browser, path, hash=f"#l={language}") as found:
            assert found.page.inner_text(".fm-row-voice").startswith(phrase)


def test_without_a_day_the_timeline_takes_one_line(browser, tmp_path):
    path = write_map([], tmp_path / "map.html", labels=(), credits=())
    with opened(browser, path, **PHONE) as found:
        assert found.page.locator(".fm-timeline").bounding_box()["height"] <= 44


def test_a_low_window_keeps_a_map(browser, page_file):
    with opened(browser, page_file, viewport={"width": 720, "height": 450}) as found:
        assert found.page.locator(".fm-map").bounding_box()["height"] > 200
        tools = found.page.locator(".fm-time-tools").bounding_box()
        assert tools["height"] <= 44
        for part in ("play", "known"):
            box = found.page.locator(f'[data-part="{part}"]').bounding_box()
            assert tools["y"] - 1 <= box["y"]
            assert box["y"] + box["height"] <= tools["y"] + tools["height"] + 1
