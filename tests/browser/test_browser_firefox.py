"""The page in Firefox, from a file."""

import pytest
from firefox import firefox
from sample_claims import sample_claims

from frontmap.records import content_id
from frontmap.webmap.render import write_map

pytestmark = pytest.mark.browser
SOLEDAR = f"geonames:{content_id('Soledar')}"


@pytest.fixture(scope="module")
def fox(tmp_path_factory):
    with firefox(tmp_path_factory.mktemp("firefox")) as running:
        yield running


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    return write_map(sample_claims(), tmp_path_factory.mktemp("page") / "map.html", labels=[("Kharkiv", 49.98, 36.25, 1, 5, 99)], credits=())


def test_the_page_opens_and_counts(fox, page_file):
    fox.open(page_file)
    assert fox.ask("frontmap.claims") == 64
    assert fox.ask("frontmap.visible()") == 64
    assert fox.ask("document.querySelectorAll('.fm-row').length") == 20
    painted = "(() => { const c = document.querySelector('canvas.fm-marks'); return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(part => part > 0); })()"
    assert fox.ask(painted) is True
    assert fox.faults == []


def test_time_filters_and_ledger(fox, page_file):
    fox.open(page_file)
    fox.ask("frontmap.setWindow('2025-11-08', '2025-11-08')")
    on_day = [claim for claim in sample_claims() if claim.event and claim.event.first.isoformat() <= "2025-11-08" <= claim.event.last.isoformat()]
    assert fox.ask("frontmap.visible()") == len(on_day)
    fox.press('[data-part="all"]')
    fox.until("frontmap.visible() === 64")
    fox.press('[data-part="disputed"]')
    fox.until("frontmap.visible() === 2")
    fox.press('[data-part="clear"]')
    fox.until("frontmap.visible() === 64")
    fox.ask(f"frontmap.select('{SOLEDAR}')")
    fox.until("document.querySelectorAll('.fm-dispute .fm-card').length >= 2")
    assert fox.ask("document.querySelector('.fm-place-head h2').textContent") == "Soledar"
    assert fox.ask("frontmap.state()").startswith(f"p={SOLEDAR}&t=place&m=")
    assert fox.faults == []


def test_pictures_language_and_a_frame(fox, page_file):
    fox.open(page_file, "#embed=1&l=de")
    assert fox.ask("document.querySelector('.fm-panel').checkVisibility()") is False
    assert fox.ask("document.documentElement.lang") == "de"
    fox.open(page_file, "#s=ru")
    assert 0 < fox.ask("frontmap.visible()") < 64
    fox.ask("document.querySelector('.fm-share').open = true")
    for way in ("svg", "png"):
        fox.ask(f"document.querySelector('[data-share={way}]').click()")
    fox.ask("new Promise(resolve => setTimeout(() => resolve(1), 400))")
    assert fox.faults == []
