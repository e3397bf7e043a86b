"""Out of the page and into others: print, frames, tables, pictures, links, languages."""

import csv
import datetime as dt
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from opened import opened
from sample_claims import SOLEDAR, make_claim, sample_claims

from frontmap.exports.csv import COLUMNS as CSV_COLUMNS
from frontmap.records import Kind
from frontmap.webmap.render import write_map

pytestmark = pytest.mark.browser


def test_print_shows_title_days_legend_credit_and_the_warning(browser, page_file):
    with opened(browser, page_file, viewport={"width": 1440, "height": 900}, color_scheme="dark") as found:
        found.page.emulate_media(media="print")
        found.page.wait_for_selector(".fm-paper svg")
        words = found.ask("document.querySelector('.fm-paper').textContent")
        for said in ("War in Ukraine", "1 Nov 2025 – 21 Nov 2025", "Claims, not verified", "Russian side", "Encirclement", "GeoNames, CC BY 4.0", "Soledar"):
            assert said.replace("1 Nov 2025 –", "1 Nov –") in words
        assert not found.page.locator(".fm-panel").is_visible()
        assert found.page.locator(".fm-paper").evaluate("paper => getComputedStyle(paper).backgroundColor") == "rgb(246, 243, 236)"
        found.page.emulate_media(media="screen")
        found.page.wait_for_selector(".fm-panel:visible")
        found.page.wait_for_selector(".fm-paper", state="detached")


def test_in_a_frame_it_shows_map_and_time_and_a_place_when_asked(browser, page_file):
    with opened(browser, page_file, hash="#embed=1", viewport={"width": 360, "height": 480}) as found:
        page = found.page
        assert not page.locator(".fm-panel").is_visible()
        assert page.locator(".fm-timeline").is_visible()
        assert "A claim is not a fact." in page.inner_text(".fm-embed")
        assert found.ask("document.documentElement.scrollWidth") == 360
        for name in ("event", "known", "play", "undated"):
            box = page.locator(f'[data-part="{name}"]').bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 360
        found.ask("place => frontmap.select(place)", SOLEDAR)
        page.wait_for_selector(".fm-place .fm-card")
        assert "embed=1" in found.ask("frontmap.state()")
        with page.context.expect_page() as whole:
            page.click('[data-part="whole"]')
        assert "embed" not in whole.value.url
        assert f"p={SOLEDAR}" in whole.value.url
        whole.value.close()
        page.click(".fm-close")
        page.wait_for_selector(".fm-panel", state="hidden")


def test_the_reader_chooses_the_language_and_no_claim_is_translated(browser, page_file):
    with opened(browser, page_file) as found:
        page = found.page
        sentence = page.locator(".fm-row-text").first.inner_text()
        page.click("#fm-tab-about")
        page.select_option('[data-part="language"]', "uk")
        assert page.get_attribute("html", "lang") == "uk"
        assert page.inner_text("h1") == "Війна в Україні"
        assert page.inner_text(".fm-motto").startswith("Твердження з 42 документів.")
        page.click("#fm-tab-claims")
        assert page.locator(".fm-row-text").first.inner_text() == sentence
        assert "Російська сторона заявляє про" in page.inner_text(".fm-list")
        assert "20 лист. 2025" in page.inner_text(".fm-list")
        state = found.ask("frontmap.state()")
        assert state.endswith("&l=uk")
        english = set(re.findall(r"\b(?:Claims?|Share|Filters|Legend|Advance|days?|undated)\b", page.inner_text(".fm-panel .fm-tabs") + page.inner_text(".fm-legend") + page.inner_text(".fm-timeline")))
        assert english == set()
    with opened(browser, page_file, hash=f"#{state}") as found:
        assert found.page.inner_text("#fm-tab-about") == "Про мапу"
        found.page.click("#fm-tab-about")
        found.page.select_option('[data-part="language"]', "de")
        assert found.page.inner_text(".fm-figures dd >> nth=0") == "42"
        assert "Beschuss" in found.page.inner_text(".fm-legend")


@pytest.mark.parametrize(("locale", "day"), [("en-US", "Nov 20, 2025"), ("en-GB", "20 Nov 2025"), ("uk-UA", "20 Nov 2025")])
def test_days_are_written_as_the_reader_writes_them(browser, page_file, locale, day):
    with opened(browser, page_file, viewport={"width": 1440, "height": 900}, locale=locale) as found:
        assert day in found.page.inner_text(".fm-list")


def download(page, way: str) -> tuple[str, bytes]:
    with page.expect_download() as found:
        page.click(f'[data-share="{way}"]')
    return found.value.suggested_filename, Path(found.value.path()).read_bytes()


def test_what_is_shown_leaves_the_page_as_tables(browser, tmp_path):
    formula = make_claim("Soledar", Kind.CONTROL, "ru", dt.date(2025, 11, 8), text="=HYPERLINK(1) said it had captured Soledar", publisher="@outlet")
    path = write_map([formula, *sample_claims()[5:9]], tmp_path / "map.html", labels=(), credits=())
    with opened(browser, path) as found:
        found.ask('frontmap.setWindow("2025-11-08", "2025-11-12")')
        found.page.click(".fm-share > summary")
        name, table = download(found.page, "csv")
        assert name == "war-in-ukraine_2025-11-08_2025-11-12.csv"
        rows = list(csv.DictReader(io.StringIO(table.decode("utf-8"))))
        assert len(rows) == found.ask("frontmap.visible()") == 4
        first = rows[-1]
        assert (first["sentence"], first["publisher"]) == ("'=HYPERLINK(1) said it had captured Soledar", "'@outlet")
        assert (float(first["place_lat"]), first["event_date"], first["claimant_side"]) == (48.68, "2025-11-08", "ru")
        assert set(first) <= {*CSV_COLUMNS}
        name, text = download(found.page, "geojson")
        assert name.endswith(".geojson")
        features = json.loads(text)["features"]
        assert features[-1]["geometry"] == {"type": "Point", "coordinates": [38.09, 48.68]}
        assert features[-1]["properties"]["sentence"].startswith("=HYPERLINK")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_map_leaves_the_page_as_a_picture(browser, page_file, theme):
    with opened(browser, page_file, viewport={"width": 1440, "height": 900}, color_scheme=theme) as found:
        found.page.click(".fm-share > summary")
        _, png = download(found.page, "png")
        assert png.startswith(b"\x89PNG")
        width = int.from_bytes(png[16:20], "big")
        assert width == 2 * (1440 - 380)
        _, svg = download(found.page, "svg")
        picture = ET.fromstring(svg)  # noqa: S314 - our own picture
        words = "".join(picture.itertext())
        for said in ("War in Ukraine", "Claims, not verified", "Ukrainian side", "Withdrawal", "frontmap", "Soledar"):
            assert said in words
        assert b"<image" not in svg


def test_a_link_is_copied(browser, page_file):
    with opened(browser, page_file, viewport={"width": 1440, "height": 900}, permissions=["clipboard-read", "clipboard-write"]) as found:
        found.ask('frontmap.filter({ sides: ["ru"] })')
        found.page.click(".fm-share > summary")
        found.page.click('[data-share="link"]')
        found.until("document.querySelector('[data-part=shared]').textContent === 'Link copied.'")
        assert found.ask("navigator.clipboard.readText()").endswith("#" + found.ask("frontmap.state()"))
