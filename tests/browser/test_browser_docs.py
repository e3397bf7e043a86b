"""The documentation as a site: opened from a folder, without a server or a network, it is searched all the same."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    pytest.importorskip("material")
    pytest.importorskip("mkdocstrings")
    folder = tmp_path_factory.mktemp("site")
    words = [sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder)]
    subprocess.run(words, cwd=ROOT, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)})
    return folder


@pytest.mark.parametrize("page", ["index.html", "guide/town.html"])
def test_a_page_opened_from_a_folder_is_searched_without_a_network(browser: Browser, site, page):
    with browser.new_context() as context:
        asked = []
        context.on("request", lambda request: asked.append(request.url))
        tab = context.new_page()
        tab.goto((site / page).as_uri())
        tab.locator(".md-search__input").fill("Admiralty")
        expect(tab.locator(".md-search-result__item").first).to_be_attached(timeout=60_000)
        expect(tab.locator(".md-search-result__item").filter(has_text="Admiralty").first).to_be_attached()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:", "about:"))] == []
