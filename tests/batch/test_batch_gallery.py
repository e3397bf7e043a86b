"""The gallery opens with no network, holds hostile text as text, and is found one's way in by keyboard."""

import dataclasses
import re
import xml.etree.ElementTree as ET

import pytest
from axe_playwright_python.sync_playwright import Axe
from opened import DESKTOP, PHONE, launch
from playwright.sync_api import sync_playwright

from frontmap.batch.feed import KEPT, News, atom
from frontmap.batch.gallery import GalleryContext, card_of, render_gallery
from frontmap.batch.picture import HEIGHT, WIDTH, draw, ground
from frontmap.batch.shown import Shown, read_shown, write_shown
from frontmap.records import Precision
from frontmap.theatres.load import load_theatre
from frontmap.webmap.page import side_contexts
from frontmap.webmap.phrases import LANGUAGES, load_messages

HOSTILE = '</script></style><img src=x onerror="window.pwned=1"><svg onload=alert(1)>{{7*7}} & "quoted" \u202e\u0000 &amp;'
ATOM = "{http://www.w3.org/2005/Atom}"
THEATRE = load_theatre("ukraine")


@pytest.fixture(scope="module")
def under():
    return ground()


@pytest.fixture
def gallery(claim, under):
    def made(titles=("Around Pokrovsk", "Kharkiv oblast", "Week 46"), text="", exports=("a.geojson",), language="en", failures=0):
        cards = [card_of(f"map-{at}.html", title, text, [claim], exports, draw([claim], THEATRE.extent, under)) for at, title in enumerate(titles)]
        return GalleryContext("Our maps", text, cards, 12, 5, failures, side_contexts(THEATRE), "Natural Earth", "0.1.0", language)

    return made


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        found = launch(playwright)
        yield found
        found.close()


@pytest.fixture
def opened(browser, tmp_path):
    """A gallery opened from a file with the network cut off; nothing may go wrong in it."""
    contexts, faults = [], []

    def opens(context, **options):
        path = tmp_path / "index.html"
        path.write_bytes(render_gallery(context).encode("utf-8", "replace"))
        contexts.append(browser.new_context(**{"offline": True, **(options or DESKTOP)}))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
        page.on("request", lambda request: faults.append(request.url) if not request.url.startswith("file:") else None)
        page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri())
        return page

    yield opens
    for each in contexts:
        each.close()
    assert faults == []


@pytest.mark.browser
def test_hostile_titles_stay_text(gallery, opened):
    page = opened(gallery([HOSTILE, "plain"], text=HOSTILE))
    assert page.evaluate("window.pwned") is None
    assert page.locator("h2").first.inner_text().startswith("</script></style><img src=x")
    assert page.locator("main img").count() == 0
    assert "{{7*7}}" in page.locator("h2").first.inner_text()


@pytest.mark.browser
def test_the_gallery_is_searched_by_keyboard_and_says_what_it_found(gallery, opened):
    page = opened(gallery())
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type("kharkiv")
    assert page.locator("main li:visible").count() == 1
    assert page.locator("[role=status]").inner_text() == "1 / 3"
    page.keyboard.type("zzz")
    assert page.locator("main li:visible").count() == 0
    assert page.locator("[role=status]").inner_text() == "No map has these words."
    for _ in range(10):
        page.keyboard.press("Backspace")
    assert page.locator("main li:visible").count() == 3
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "map-0.html"


@pytest.mark.browser
@pytest.mark.parametrize("options", [DESKTOP, PHONE, {**DESKTOP, "color_scheme": "dark"}, {**PHONE, "color_scheme": "dark"}], ids=["desktop", "phone", "dark", "dark phone"])
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(gallery, opened, options):
    page = opened(gallery(["A very long title without a space: " + "Kostiantynivka" * 8, "B", "C"], text="What readers should know.", failures=2), **options)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate("[...document.querySelectorAll('main a, input')].filter((each) => each.getBoundingClientRect().height < 44).length")
    assert small == 0


def test_the_policy_allows_the_gallery_s_own_script_and_style_alone(gallery):
    html = render_gallery(gallery([HOSTILE]))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", html)


def test_equal_contexts_give_equal_bytes_in_every_language(gallery):
    for language in LANGUAGES:
        assert render_gallery(gallery(language=language)) == render_gallery(gallery(language=language))
        assert load_messages(language, render_gallery.__globals__["_FOLDER"] / "messages")["gallery.motto"] in render_gallery(gallery(language=language))


def test_a_card_tells_period_places_and_what_is_disputed(claim, under):
    later = dataclasses.replace(claim, id="c2", event=None)
    card = card_of("a.html", "A", "", [claim, later], (), draw([claim], THEATRE.extent, under))
    assert (card.period, card.claims, card.places, card.disputed) == ("2023-01-13", 2, 1, 2)
    assert card_of("a.html", "A", "", [later], (), draw([], THEATRE.extent, under)).period == ""


def test_a_picture_has_dots_inside_it_and_never_one_for_an_area(claim, under):
    region = dataclasses.replace(claim, placement=dataclasses.replace(claim.placement, precision=Precision.REGION))
    picture = draw([claim, region], THEATRE.extent, under)
    assert [dot.side for dot in picture.dots] == ["ua"]
    assert all(0 < dot.x < WIDTH and 0 < dot.y < HEIGHT for dot in picture.dots)
    assert draw([region], THEATRE.extent, under).dots == ()
    assert picture.land.startswith("M")
    assert [name.text for name in picture.names] == ["Soledar"]


def test_what_was_shown_comes_back_as_it_was_and_a_broken_line_is_left_out(claim, under, tmp_path):
    card = card_of("a.html", HOSTILE, "", [claim], ("a.csv",), draw([claim], THEATRE.extent, under))
    shown = [Shown("a", card, ("c1 disputed",)), Shown("b", card, ())]
    path = tmp_path / "shown.jsonl"
    path.write_bytes(write_shown(shown))
    assert read_shown(path) == {"a": shown[0], "b": shown[1]}
    path.write_bytes(b"{broken\n" + write_shown(shown[1:]))
    assert set(read_shown(path)) == {"b"}
    assert read_shown(tmp_path / "none") == {}


def test_the_feed_is_well_formed_whatever_stands_in_it():
    news = [News(f"n{number}", HOSTILE, "2026-01-05T06:00:00+00:00", "a.html", (HOSTILE, "]]>", "\x0b\ufffe\ud800")) for number in range(KEPT + 5)]
    feed = ET.fromstring(atom(HOSTILE, "f", news, "2026-01-05T06:00:00+00:00"))  # noqa: S314 - our own
    assert feed.findtext(f"{ATOM}id") == "urn:frontmap:f"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == KEPT
    for name in ("id", "title", "updated", "content"):
        assert all(entry.findtext(f"{ATOM}{name}") for entry in entries)
    assert entries[0].findtext(f"{ATOM}title").startswith("</script>")
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
