"""Tiles fade in when there is a network, and nothing breaks when there is none."""

import base64
import re

import pytest
from opened import opened
from sample_claims import sample_claims

from frontmap.webmap.render import write_map

pytestmark = pytest.mark.browser
TILE = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def online(browser):
    """Return a context that believes in a network, wherever the test runs."""
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(Navigator.prototype, 'onLine', { get: () => true })")
    return context


@pytest.fixture
def page_file(tmp_path):
    return write_map(sample_claims(), tmp_path / "map.html", labels=(), credits=(), tiles="https://tiles.example.org/{z}/{x}/{y}.png")


def test_without_a_network_nothing_is_asked(browser, page_file):
    with opened(browser, page_file) as found:
        assert found.ask("frontmap.visible()") == 64
        assert found.count(".fm-tiles") == 0


def test_with_a_network_they_fade_in_and_are_credited(browser, page_file):
    context = online(browser)
    asked: list[str] = []
    context.route(re.compile("^https:"), lambda route: (asked.append(route.request.url), route.fulfill(body=TILE, content_type="image/png")))
    page = context.new_page()
    page.goto(page_file.as_uri())
    page.wait_for_selector(".fm.has-tiles")
    assert "tiles.example.org" in page.inner_text(".fm-credit")
    assert asked
    assert all(url.startswith("https://tiles.example.org/") for url in asked)
    context.close()


def test_a_service_that_does_not_answer_leaves_our_own_map(browser, page_file):
    context = online(browser)
    context.route(re.compile("^https:"), lambda route: route.abort())
    page = context.new_page()
    page.goto(page_file.as_uri())
    page.evaluate("frontmap.ready")
    page.wait_for_selector(".fm-tiles", state="detached")
    assert page.locator(".fm-ground canvas").count() > 0
    assert not page.locator(".fm.has-tiles").count()
    context.close()
