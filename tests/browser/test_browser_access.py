"""The page for everyone: no violation that axe-core knows, all of it by keyboard, targets that fingers hit, no motion that nobody asked for."""

from pathlib import Path

import pytest
from opened import PHONE, opened
from sample_claims import SOLEDAR

pytestmark = pytest.mark.browser
DESKTOP = {"width": 1440, "height": 900}
DEMO = Path(__file__).parents[2] / "maps" / "demo" / "index.html"


def violations(found) -> list[str]:
    """Return what axe-core finds fault with, one line a rule; the page's policy allows axe as an isolated script only."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install axe-playwright-python")
    results = axe.Axe().run(found.page)
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]} {each['nodes'][0].get('failureSummary', '')[:200]}" for each in results.response["violations"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", ["desktop", "phone", "embed"])
def test_axe_finds_no_violation(browser, page_file, theme, view):
    options = {**PHONE, "color_scheme": theme} if view == "phone" else {"viewport": DESKTOP if view == "desktop" else {"width": 360, "height": 480}, "color_scheme": theme}
    with opened(browser, page_file, hash="#embed=1" if view == "embed" else "", bypass_csp=True, **options) as found:
        page = found.page
        assert not violations(found), violations(found)
        if view == "embed":
            return
        page.locator("#fm-tab-claims").click()
        page.locator(".fm-filters > summary").click()
        found.ask("frontmap.setWindow('2025-11-02', '2025-11-18')")
        page.wait_for_timeout(250)
        assert not violations(found), violations(found)
        for tab in ("unplaced", "about"):
            page.locator(f"#fm-tab-{tab}").click()
            found.ask("document.querySelectorAll('.fm details').forEach(fold => { fold.open = true; })")
            page.wait_for_timeout(250)
            assert not violations(found), violations(found)
            found.ask("document.querySelector('.fm-share').open = false")
        found.ask("place => frontmap.select(place)", SOLEDAR)
        page.wait_for_timeout(250)
        assert not violations(found), violations(found)


def reach(found, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(90):
        found.page.keyboard.press("Tab")
        if found.ask("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")


def test_map_menu_and_trays_by_keyboard(browser, page_file):
    with opened(browser, page_file) as found:
        page = found.page
        press = page.keyboard.press
        reach(found, '[data-part="map"]')
        zoom = found.ask("frontmap.state()").split("m=")[1]
        press("+")
        found.until("zoom => !frontmap.state().includes(zoom)", zoom)
        reach(found, ".fm-share > summary")
        press("Enter")
        press("Tab")
        assert found.ask("document.activeElement.dataset.share") == "link"
        press("Escape")
        assert found.ask("document.activeElement.matches('.fm-share > summary') && !document.querySelector('.fm-share').open")
        reach(found, '[role="tab"]')
        press("ArrowRight")
        press("ArrowRight")
        assert found.ask("document.activeElement.id") == "fm-tab-unplaced"
        reach(found, '[data-tray="rejected"] summary')
        press("Enter")
        found.until("document.querySelectorAll('[data-tray=\"rejected\"] li').length === 1")


def test_search_filters_and_ledger_by_keyboard(browser, page_file):
    with opened(browser, page_file) as found:
        page = found.page
        press = page.keyboard.press
        reach(found, '[data-part="search"]')
        page.keyboard.type("soledar")
        found.until("frontmap.visible() < 20")
        press("Control+a")
        press("Delete")
        found.until("frontmap.visible() === 64")
        reach(found, ".fm-filters > summary")
        press("Enter")
        found.page.wait_for_selector('[data-chip="kinds 0"]')
        reach(found, '[data-chip="kinds 0"]')
        press("Space")
        found.until("document.activeElement.dataset.chip === 'kinds 0' && document.activeElement.ariaPressed === 'true'")
        assert found.ask("frontmap.visible()") < 64
        reach(found, '[data-part="clear"]')
        press("Enter")
        assert found.ask("frontmap.visible()") == 64
        reach(found, ".fm-row")
        press("ArrowDown")
        press("Enter")
        page.wait_for_selector(".fm-place .fm-card")
        assert found.ask("document.activeElement.matches('.fm-card')")
        page.focus(".fm-place h2")
        reach(found, ".fm-close")
        reach(found, ".fm-lane-mark")
        press("Enter")
        assert found.ask("document.activeElement.matches('.fm-card')")
        press("Escape")
        assert "p=" not in found.ask("frontmap.state()")


def test_time_and_legend_by_keyboard(browser, page_file):
    with opened(browser, page_file) as found:
        press = found.page.keyboard.press
        reach(found, '[data-part="forward"]')
        press("Enter")
        assert found.ask("frontmap.state()").startswith("w=2025-11-01..2025-11-01")
        reach(found, '[data-part="all"]')
        press("Enter")
        reach(found, '[data-part="known"]')
        press("Space")
        assert "c=known" in found.ask("frontmap.state()")
        reach(found, '[data-part="to"]')
        press("ArrowLeft")
        assert "..2025-11-20" in found.ask("frontmap.state()")
        reach(found, ".fm-legend > summary")
        reach(found, '[data-legend="sides 0"]')
        press("Enter")
        assert "s=ru" in found.ask("frontmap.state()")


def test_focus_is_seen(browser, page_file):
    with opened(browser, page_file) as found:
        for _ in range(12):
            found.page.keyboard.press("Tab")
            style = found.ask("(() => { const style = getComputedStyle(document.activeElement); return [style.outlineStyle, parseFloat(style.outlineWidth)]; })()")
            assert style[0] == "solid"
            assert style[1] >= 2


def test_on_a_phone_all_targets_are_big_enough_for_fingers(browser, page_file):
    small = """() => [...document.querySelectorAll('.fm button, .fm summary, .fm a, .fm input, .fm select')].filter(node => {
      const box = node.getBoundingClientRect();
      return node.checkVisibility({ visibilityProperty: true }) && box.width && !node.matches('.fm-handle, .fm-edge') && (box.height < 43.5 || box.width < 43.5);
    }).map(node => `${node.className || node.dataset.part || node.tagName} ${node.textContent.slice(0, 30)} ${Math.round(node.getBoundingClientRect().width)}x${Math.round(node.getBoundingClientRect().height)}`)"""
    with opened(browser, page_file, **PHONE) as found:
        page = found.page
        found.ask("frontmap.setWindow('2025-11-02', '2025-11-18')")
        for tab in ("claims", "unplaced", "about", "place"):
            if tab == "place":
                found.ask("place => frontmap.select(place)", SOLEDAR)
            else:
                page.locator(f"#fm-tab-{tab}").click()
            found.ask("document.querySelectorAll('.fm details').forEach(fold => { fold.open = true; })")
            page.wait_for_timeout(300)
            assert found.ask(small) == [], tab
            found.ask("document.querySelectorAll('.fm-share, .fm-legend').forEach(fold => { fold.open = false; })")


@pytest.mark.parametrize("options", [{"viewport": DESKTOP}, {**PHONE, "color_scheme": "dark"}], ids=["desktop", "dark-phone"])
def test_axe_finds_no_violation_on_the_demo(browser, options):
    with opened(browser, DEMO, bypass_csp=True, **options) as found:
        for tab in ("claims", "unplaced", "about", "place"):
            found.page.locator(f"#fm-tab-{tab}").click()
            if tab == "place":
                found.ask("frontmap.filter({ statuses: ['disputed'] })")
                found.ask("document.querySelector('#fm-tab-claims').click()")
                found.page.wait_for_timeout(200)
                found.ask("document.querySelector('.fm-row').click()")
            found.page.wait_for_timeout(250)
            assert not violations(found), (tab, violations(found))


@pytest.mark.parametrize(("wish", "moves"), [("reduce", False), ("no-preference", True)])
def test_who_wants_less_motion_gets_none(browser, page_file, wish, moves):
    with opened(browser, page_file, viewport={"width": 390, "height": 844}, reduced_motion=wish) as found:
        assert (found.ask("getComputedStyle(document.querySelector('.fm-panel')).transitionDuration") != "0s") is moves
        assert (found.ask("document.querySelector('.leaflet-fade-anim')") is not None) is moves
