"""The map of what changed: two maps that move together, and a filter by what changed."""

from dataclasses import replace

import pytest
from opened import PHONE, opened
from sample_claims import SOLEDAR, sample_claims
from typer.testing import CliRunner

from frontmap.cli.main import app
from frontmap.exports.jsonl import claim_lines
from frontmap.records import Status

pytestmark = pytest.mark.browser
WIDE = {"viewport": {"width": 1440, "height": 900}}


@pytest.fixture(scope="module")
def compared_file(tmp_path_factory):
    """Return the map of two ledgers: three claims are new, two gone, one is newly disputed, one has another status."""
    folder = tmp_path_factory.mktemp("diff")
    old = [replace(claim, status=Status.CLAIMED) for claim in sample_claims()]
    new = [*old[:2], replace(old[2], status=Status.DISPUTED), replace(old[3], status=Status.CORROBORATED), *old[6:]]
    old = [*old[:40], *old[43:]]
    for name, claims in (("old", old), ("new", new)):
        (folder / f"{name}.jsonl").write_bytes(b"".join(claim_lines(claims)))
    done = CliRunner().invoke(app, ["diff", str(folder / "old.jsonl"), str(folder / "new.jsonl"), "-o", str(folder / "diff.html")])
    assert done.exit_code == 0, done.output
    return folder / "diff.html"


def test_each_change_can_be_filtered_and_is_told_on_its_card(browser, compared_file):
    with opened(browser, compared_file, **WIDE) as page:
        assert page.ask("frontmap.visible()") == 7  # what changed comes first
        page.ask("frontmap.filter({})")
        assert page.ask("frontmap.visible()") == 64  # all there are and were, the changed ones once
        assert "ch=all" in page.ask("frontmap.state()")
        for change, count in (("new", 3), ("gone", 2), ("newly_disputed", 1), ("status", 1), ("moved", 0), ("same", 57)):
            page.ask("change => frontmap.filter({ changes: [change] })", change)
            assert page.ask("frontmap.visible()") == count, change
        page.ask("frontmap.filter({ changes: ['newly_disputed'] })")
        page.until("() => document.querySelectorAll('.fm-list li button').length === 1")  # the list is drawn anew with the next frame
        page.page.click(".fm-list li button")
        page.page.wait_for_selector(".fm-change")
        assert "Claimed → Disputed" in page.page.locator(".fm-card .fm-change").first.inner_text()


def test_the_chips_name_the_changes(browser, compared_file):
    with opened(browser, compared_file, **WIDE) as page:
        page.page.click(".fm-filters summary")
        chips = page.page.locator('[data-chip^="changes"]').all_inner_texts()
        assert [chip.rstrip("0123456789 \n") for chip in chips] == ["Unchanged", "Newly disputed", "Other standing", "New", "Gone"]


def test_both_maps_move_together_and_show_their_own_ledger(browser, compared_file):
    with opened(browser, compared_file, hash="#m=8/48.6/37.9", **WIDE) as page:
        boxes = [page.page.locator(selector).bounding_box() for selector in (".fm-before", ".fm-before + .fm-map")]
        assert abs(boxes[0]["width"] - boxes[1]["width"]) < 2
        assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"] + 1
        before, now = page.page.locator(".fm-era").all_inner_texts()
        assert [told.split() for told in (before, now)] == [["Before", "≠", "Changed", "−", "Gone"], ["Now", "≠", "Changed", "+", "New"]]
        assert not page.ask("document.querySelector('[data-part=\"legend-card\"]').open")  # it would hide one of the two
        pane = "n => document.querySelectorAll('.fm-map .leaflet-map-pane')[n].style.transform"
        page.page.mouse.move(boxes[0]["x"] + 300, 400)
        page.page.mouse.down()
        page.page.mouse.move(boxes[0]["x"] + 200, 350, steps=4)
        page.page.mouse.up()
        page.until("() => !location.hash.includes('m=8/48.6000/37.9000')")
        assert page.ask(pane, 0)
        page.page.wait_for_timeout(600)
        state = page.ask("frontmap.state()")
        assert "sb=1" in state
        lat, lon = map(float, state.split("m=8/")[1].split("&")[0].split("/"))
        assert lat < 48.6
        assert lon > 37.9


def test_one_map_shows_everything_and_the_address_keeps_it(browser, compared_file):
    with opened(browser, compared_file, hash="#sb=1", **WIDE) as page:
        page.page.click('[data-part="split"]')
        assert page.count(".fm.is-split") == 0
        assert not page.page.locator(".fm-before").is_visible()
        state = page.ask("frontmap.state()")
        assert "sb=0" in state
    with opened(browser, compared_file, hash=f"#{state}", **WIDE) as page:
        assert page.count(".fm.is-split") == 0
        page.ask(f"frontmap.select('{SOLEDAR}')")
        assert page.count("#fm-panel-place .fm-card")


def test_a_phone_begins_with_one_map(browser, compared_file):
    with opened(browser, compared_file, **PHONE) as page:
        assert page.count(".fm.is-split") == 0
        assert page.ask("frontmap.visible()") == 7


def test_everything_is_shown_where_the_address_says_so(browser, compared_file):
    with opened(browser, compared_file, hash="#ch=all", **WIDE) as page:
        assert page.ask("frontmap.visible()") == 64


def test_a_page_of_one_ledger_has_no_trace_of_it(browser, page_file):
    with opened(browser, page_file, **WIDE) as page:
        assert page.count(".fm-before") == page.count('[data-part="split"]') == page.count(".fm-change") == 0
        assert "sb=" not in page.ask("frontmap.state()")


def test_an_ending_that_is_none_is_refused(tmp_path):
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"".join(claim_lines(sample_claims()[:2])))
    done = CliRunner().invoke(app, ["diff", str(path), str(path), "-o", str(tmp_path / "diff.pdf")])
    assert done.exit_code != 0
    assert ".html" in str(done.exception)
