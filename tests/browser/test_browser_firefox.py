"""The page in Firefox, from a file."""

import pytest
from sample_claims import SOLEDAR, sample_claims

pytestmark = pytest.mark.browser


def test_the_page_opens_and_counts(fox, page_file):
    fox.open(page_file)
    assert fox.ask("frontmap.claims") == 64
    assert fox.ask("frontmap.visible()") == 64
    assert fox.ask("document.querySelectorAll('.fm-row').length") == 20
    painted = "(() => { const c = document.querySelector('canvas.fm-marks'); return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(part => part > 0); })()"
    assert fox.ask(painted) is True
    assert fox.faults == []


def test_time_filters_and_search(fox, page_file):
    fox.open(page_file)
    fox.ask("frontmap.setWindow('2025-11-08', '2025-11-08')")
    on_day = [claim for claim in sample_claims() if claim.event and claim.event.first.isoformat() <= "2025-11-08" <= claim.event.last.isoformat()]
    assert fox.ask("frontmap.visible()") == len(on_day)
    fox.press('[data-part="forward"]')
    fox.until("frontmap.state().startsWith('w=2025-11-09..2025-11-09')")
    fox.press('[data-part="known"]')
    fox.until("frontmap.state().includes('c=known')")
    fox.press('[data-part="all"]')
    fox.until("frontmap.visible() === 64")
    fox.press('[data-part="disputed"]')
    fox.until("frontmap.visible() === 2")
    fox.press('[data-part="clear"]')
    fox.until("frontmap.visible() === 64")
    fox.press('[data-part="search"]')
    fox.type("glide bombs")
    fox.until("document.querySelector('.fm-row mark')?.textContent.toLowerCase() === 'glide bombs'")
    assert 0 < fox.ask("frontmap.visible()") < 64
    assert fox.faults == []


def test_a_place_is_opened_and_back_returns(fox, page_file):
    fox.open(page_file)
    fox.ask(f"frontmap.select('{SOLEDAR}')")
    fox.until("document.querySelectorAll('.fm-dispute .fm-card').length >= 2")
    assert fox.ask("document.querySelector('.fm-place-head h2').textContent") == "Soledar"
    assert fox.ask("frontmap.state()").startswith(f"p={SOLEDAR}&t=place&m=")
    fox.press(".fm-close")
    fox.until("!location.hash.includes('p=')")
    fox.ask("new Promise(resolve => setTimeout(() => resolve(1), 300))")  # Firefox keeps its history in another process
    fox.ask("history.back()")
    fox.until("frontmap.state().includes('p=')")
    assert fox.faults == []


@pytest.mark.parametrize(("way", "begins"), [("csv", '"id","kind","polarity"'), ("geojson", '{"type":"FeatureCollection"'), ("svg", "<svg xmlns=")])
def test_what_is_shown_leaves_the_page(fox, page_file, way, begins):
    fox.open(page_file)
    # What the page hands over as a file, caught on its way: headless, Firefox keeps files to itself.
    fox.ask("window.made = []; const make = URL.createObjectURL; URL.createObjectURL = (blob) => { blob.text().then((text) => made.push(text)); return make.call(URL, blob); }; 1")
    fox.ask(f"document.querySelector('.fm-share').open = true, document.querySelector('[data-share={way}]').click(), 1")
    fox.until("made.length === 1")
    assert fox.ask("made[0]").startswith(begins)
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
