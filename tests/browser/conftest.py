"""What the browser tests share: one Chromium, one Firefox, one built page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from firefox import Firefox, firefox
from opened import launch
from playwright.sync_api import Browser, sync_playwright
from sample_claims import sample_claims

from frontmap.corrections.apply import Rejected
from frontmap.records import Mention, Placement, Role
from frontmap.webmap.render import write_map

LABELS = (("Kharkiv", 49.98, 36.25, 1, 5, 99), ("Black Sea", 43.4, 34.3, 7, 2, 99), ("Toretsk", 48.39, 37.87, 3, 8, 99))


# To the package and not to the session: playwright keeps an event loop running, which other rooms' tests may want for themselves.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Return one Chromium; every page gets a context of its own in it."""
    with sync_playwright() as playwright:
        found = launch(playwright)
        yield found
        found.close()


@pytest.fixture(scope="package")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Return one Firefox; tests that need it are skipped, saying so, where there is none."""
    with firefox(tmp_path_factory.mktemp("firefox")) as running:
        yield running


@pytest.fixture(scope="package")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a page of all sample claims, with names on the map and something in every tray."""
    rejected = [Rejected(sample_claims()[3], "the sentence tells of a drill")]
    unplaced = [Placement(Mention("Ivanivka", Role.PLACE), None, reason="forty of them")]
    path = tmp_path_factory.mktemp("page") / "map.html"
    return write_map(sample_claims(), path, subtitle="A sample", labels=LABELS, credits=["Names: us."], rejected=rejected, unplaced=unplaced)
