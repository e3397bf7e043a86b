"""The page as a person uses it, in a real browser without a network."""

import dataclasses
import os
import re
from pathlib import Path

import pytest
from opened import PHONE, opened
from sample_claims import SOLEDAR, sample_claims

from frontmap.corrections.apply import Rejected
from frontmap.webmap.render import write_map

pytestmark = pytest.mark.browser
GOLDEN = Path(__file__).parents[1] / "golden"


def test_page_loads_without_a_fault_and_counts(browser, page_file):
    with opened(browser, page_file) as found:
        assert found.ask("frontmap.claims") == 64
        assert found.ask("frontmap.visible()") == 64
        assert found.page.title() == "War in Ukraine"
        assert "A claim is not a fact." in found.page.inner_text(".fm-header")
        assert found.count(".fm-row") == 20
        found.until("(document.querySelector('[data-part=claims]').scrollTo(0, 1e6), document.querySelectorAll('.fm-row').length === 64)")


@pytest.mark.parametrize("claims", [[], sample_claims()[:1], sample_claims()[18:19]], ids=["none", "one", "undated"])
def test_few_claims(browser, tmp_path, claims):
    path = write_map(claims, tmp_path / "map.html", labels=(), credits=())
    with opened(browser, path) as found:
        assert found.ask("frontmap.visible()") == len(claims)
        dated = any(claim.event or claim.published for claim in claims)
        assert found.page.locator('[data-part="play"]').is_visible() is dated
        assert (found.page.inner_text('[data-part="window"]') == "No claim with a date") is not dated
        if dated:
            found.page.click('[data-part="play"]')
            found.page.click('[data-part="forward"]')
        assert found.count(".fm-empty") == (not claims)


def test_window_and_clock_change_what_is_visible(browser, page_file):
    with opened(browser, page_file) as found:
        found.ask('frontmap.setWindow("2025-11-08", "2025-11-08")')
        claims = sample_claims()
        on_day = [claim for claim in claims if claim.event and claim.event.first.isoformat() <= "2025-11-08" <= claim.event.last.isoformat()]
        assert found.ask("frontmap.visible()") == len(on_day)
        found.until(f"document.querySelectorAll('.fm-row').length === {len(on_day)}")
        found.ask('frontmap.setClock("known")')
        known = [claim for claim in claims if claim.published and claim.published.first.isoformat() == "2025-11-08"]
        assert found.ask("frontmap.visible()") == len(known) != len(on_day)
        found.ask("frontmap.setWindow(null, null)")
        assert found.ask("frontmap.visible()") == 64


def test_an_interval_shows_on_each_of_its_days(browser, page_file):
    with opened(browser, page_file) as found:
        for day in ("2025-11-10", "2025-11-13", "2025-11-16"):
            found.ask("day => { frontmap.setWindow(day, day); frontmap.filter({ text: 'gathering around Huliaipole' }); }", day)
            assert found.ask("frontmap.visible()") >= 1


def test_undated_claims_leave_a_chosen_window_unless_asked_for(browser, page_file):
    with opened(browser, page_file) as found:
        found.ask('frontmap.setWindow("2025-11-02", "2025-11-02")')
        without = found.ask("frontmap.visible()")
        found.page.click('[data-part="undated"]')
        assert found.ask("frontmap.visible()") == without + 2


def test_filters_count_and_clear(browser, page_file):
    with opened(browser, page_file) as found:
        claims = sample_claims()
        found.ask('frontmap.filter({ kinds: ["control"], sides: ["ru"] })')
        wanted = [claim for claim in claims if claim.kind == "control" and claim.claimant_side == "ru"]
        assert found.ask("frontmap.visible()") == len(wanted)
        found.ask('frontmap.filter({ statuses: ["disputed"] })')
        assert found.ask("frontmap.visible()") == 2
        found.ask('frontmap.filter({ sides: ["none"] })')
        assert found.ask("frontmap.visible()") == sum(claim.claimant_side is None for claim in claims)
        found.page.wait_for_selector('[data-part="clear"]:visible')
        found.page.click('[data-part="clear"]')
        assert found.ask("frontmap.visible()") == 64
        assert "no such kind: war" in found.ask("(() => { try { frontmap.filter({ kinds: ['war'] }); } catch (error) { return error.message; } })()")


def test_more_filters_count_and_stand_in_the_address(browser, page_file):
    claims = sample_claims()
    with opened(browser, page_file) as found:
        page = found.page
        page.click(".fm-filters > summary")
        chips = {name: page.get_attribute(f'[data-chip="{name}"]', "aria-pressed") for name in ("verifications 2", "modalities 1", "scores 2", "publishers 0")}
        assert set(chips.values()) == {"false"}
        assert page.inner_text('[data-chip="verifications 2"] small') == str(sum(claim.verification == "verified" for claim in claims))
        page.click('[data-chip="verifications 1"]')
        unverified = [claim for claim in claims if claim.verification == "unverified"]
        assert found.ask("frontmap.visible()") == len(unverified)
        found.until("document.querySelector('.fm-filters > summary').textContent === 'Filters (1)'")
        found.until("""wanted => document.querySelector('[data-chip="kinds 0"] small').textContent === wanted""", str(sum(claim.kind == "control" for claim in unverified)))
        found.ask('frontmap.filter({ publishers: ["TASS"], modalities: ["actual"], scores: ["high"] })')
        assert found.ask("frontmap.visible()") == sum(claim.publisher == "TASS" and claim.modality == "actual" for claim in claims)
        state = found.ask("frontmap.state()")
        assert state.startswith("mo=actual&sc=high&pb=TASS&")
    with opened(browser, page_file, hash=f"#{state}") as found:
        assert found.ask("frontmap.state()") == state
        found.page.click('[data-part="clear"]')
        found.page.wait_for_selector('[data-part="disputed"]:visible')
        found.page.click('[data-part="disputed"]')
        assert found.ask("frontmap.visible()") == 2
        found.page.click('[data-part="disputed"]')
        assert found.ask("frontmap.visible()") == 64


def test_what_is_new_in_the_window(browser, page_file):
    with opened(browser, page_file) as found:
        found.ask('frontmap.setWindow("2025-11-12", "2025-11-14")')
        shown = [claim for claim in sample_claims() if claim.event and claim.event.first.isoformat() <= "2025-11-14" and claim.event.last.isoformat() >= "2025-11-12"]
        new = [claim for claim in shown if "2025-11-12" <= claim.published.first.isoformat() <= "2025-11-14"]
        found.until("""wanted => document.querySelector('[data-part="fresh"]').textContent === wanted""", f"{len(new)} new")
        found.page.click('[data-part="fresh"]')
        assert found.ask("frontmap.visible()") == len(new) < len(shown)
        assert "&n=1&" in found.ask("frontmap.state()")


def test_search_marks_what_it_finds(browser, page_file):
    with opened(browser, page_file) as found:
        found.page.fill('[data-part="search"]', "glide bombs")
        found.page.wait_for_selector(".fm-row mark")
        assert 0 < found.ask("frontmap.visible()") < 64
        assert {text.lower() for text in found.page.locator(".fm-row mark").all_inner_texts()} == {"glide bombs"}


def test_the_legend_filters_when_clicked(browser, page_file):
    with opened(browser, page_file) as found:
        found.page.click('[data-legend="kinds 5"]')
        assert found.ask("frontmap.state()").startswith("k=strike")
        assert found.page.get_attribute('[data-legend="kinds 5"]', "aria-pressed") == "true"


def test_a_click_on_a_mark_opens_its_ledger_with_the_denial_beside_the_claim(browser, page_file):
    with opened(browser, page_file, hash="#m=10/48.68/38.09") as found:
        box = found.page.locator('[data-part="map"]').bounding_box()
        found.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        found.page.wait_for_selector(".fm-dispute")
        assert found.page.inner_text(".fm-place-head h2") == "Soledar"
        claim, denial = (found.page.locator(f".fm-dispute > div:nth-of-type({n}) > .fm-card:first-child") for n in (1, 2))
        assert "Russian side claims control" in claim.inner_text()
        assert "Ukrainian side denies control" in denial.inner_text()
        left, right = claim.bounding_box(), denial.bounding_box()
        assert left["y"] == right["y"]
        assert abs(left["width"] - right["width"]) < 2
        assert abs(left["height"] - right["height"]) < 2
        assert "BTA could not verify this." in claim.inner_text()
        assert claim.locator(".fm-cue").inner_text() == "had captured"
        assert claim.locator(".fm-named").inner_text() == "Soledar"
        assert claim.locator(".fm-speaker").inner_text() == "Russian Ministry of Defence"


def test_a_place_through_time_has_a_lane_a_side(browser, page_file):
    with opened(browser, page_file, hash="#w=2025-11-09..2025-11-21") as found:
        found.ask("place => frontmap.select(place)", SOLEDAR)
        names = found.page.locator(".fm-lane-name").all_inner_texts()
        assert names in (["Russian side", "Ukrainian side"], ["Russian side", "Others", "Ukrainian side"])
        pale = found.page.locator('.fm-lane[aria-label="Russian side"] .is-pale').first
        assert "Control, 1 Nov 2025" in pale.get_attribute("aria-label")
        pale.click()
        found.until("document.activeElement.matches('.fm-card')")
        assert "Russian side claims control" in found.ask("document.activeElement.innerText")


def test_repeats_are_folded_under_their_origin(browser, tmp_path):
    claim = sample_claims()[0]
    repeats = [dataclasses.replace(claim, id=f"repeat{n}", doc_id=f"article{n}", publisher=f"Outlet {n}") for n in range(6)]
    denial = sample_claims()[1]
    path = write_map([claim, *repeats, denial], tmp_path / "map.html", labels=(), credits=())
    with opened(browser, path) as found:
        found.ask("place => frontmap.select(place)", SOLEDAR)
        assert found.page.inner_text(".fm-dispute .fm-origination") == "Control · 8 articles, 2 origins"
        assert found.page.inner_text(".fm-repeats > summary") == "Repeated 6 times by the same origin"
        found.page.click(".fm-dispute .fm-placing > summary")
        assert "not: Soledar, Kherson Oblast, 212 km away" in found.page.inner_text(".fm-dispute .fm-placing")


def test_a_card_as_it_always_was(browser, page_file):
    with opened(browser, page_file) as found:
        found.ask("place => frontmap.select(place)", SOLEDAR)
        card = found.ask("document.querySelector('.fm-dispute .fm-card').outerHTML")
    card = re.sub(r'src="data:[^"]*"', 'src="…"', card)
    card = re.sub(r"(?<!^)(?=<(?:article|header|p|blockquote|dl|div|details|summary|ul|li)\b)", "\n", card) + "\n"
    golden = GOLDEN / "card.html"
    if os.environ.get("FRONTMAP_UPDATE_GOLDEN"):
        golden.write_text(card, encoding="utf-8")
    assert card == golden.read_text(encoding="utf-8")


def test_hovering_tells_what_is_there(browser, page_file):
    with opened(browser, page_file, hash="#m=10/48.68/38.09") as found:
        box = found.page.locator('[data-part="map"]').bounding_box()
        found.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        found.page.wait_for_selector(".fm-tip:visible")
        assert "Soledar" in found.page.inner_text(".fm-tip")
        assert "Disputed" in found.page.inner_text(".fm-tip")


def test_the_tray_lists_what_has_no_place_and_what_has_no_day(browser, page_file):
    with opened(browser, page_file) as found:
        assert found.page.inner_text('[data-part="unplaced-count"]') == "3"
        found.page.click("#fm-tab-unplaced")
        tray = found.page.inner_text('[data-tray="claims"]')
        assert tray.count("We could not place this:") == 3
        assert "forty settlements bear this name" in tray
        found.page.click('[data-tray="undated"] summary')
        found.until("""document.querySelectorAll('[data-tray="undated"] li').length === 2""")


def test_the_tray_tells_what_corrections_left_out_and_what_is_doubtful(browser, tmp_path):
    sure, weak, close = (sample_claims()[number] for number in (0, 17, 11))
    weak = dataclasses.replace(weak, placement=dataclasses.replace(weak.placement, score=0.55, runners_up=()))
    close = dataclasses.replace(close, placement=dataclasses.replace(close.placement, score=0.61))
    path = write_map([sure, weak, close], tmp_path / "map.html", labels=(), credits=(), rejected=[Rejected(sample_claims()[3], "the sentence tells of a drill")])
    with opened(browser, path) as found:
        found.page.click("#fm-tab-unplaced")
        found.page.click('[data-tray="rejected"] summary')
        found.page.wait_for_selector('[data-tray="rejected"] li')
        assert "Why: the sentence tells of a drill" in found.page.inner_text('[data-tray="rejected"]')
        found.page.click('[data-tray="doubtful"] summary')
        found.page.wait_for_selector('[data-tray="doubtful"] li')
        reasons = found.page.locator('[data-tray="doubtful"] .fm-why').all_inner_texts()
        assert sorted(reasons) == ["Could also be Novouspenivske, Kherson Oblast, 212 km away: score 0.31 beside 0.61.", "The place was chosen with a score of only 0.55."]


def test_the_address_shows_the_same_again_and_back_returns(browser, page_file):
    with opened(browser, page_file) as found:
        found.ask("place => { frontmap.setWindow('2025-11-05', '2025-11-12'); frontmap.filter({ sides: ['ru'], text: 'captured' }); frontmap.select(place); }", SOLEDAR)
        state, visible = found.ask("frontmap.state()"), found.ask("frontmap.visible()")
        assert "w=2025-11-05..2025-11-12" in state
        found.until("location.hash.length > 20")
        found.page.reload()
        found.ask("frontmap.ready")
        assert found.ask("frontmap.state()") == state
        assert found.ask("frontmap.visible()") == visible
        assert found.page.inner_text(".fm-place-head h2") == "Soledar"
        found.page.keyboard.press("Escape")
        found.page.locator("#fm-tab-claims").focus()
        found.page.go_back()
        found.until("frontmap.state().includes('p=')")


def test_a_broken_address_shows_the_whole(browser, page_file):
    with opened(browser, page_file, hash="#w=yesterday..2025-13-45&k=war&s=%E0%A4%A&p=nowhere&m=x/y&t=<b>&c=never") as found:
        assert found.ask("frontmap.visible()") == 64


def test_all_of_it_by_keyboard(browser, page_file):
    with opened(browser, page_file) as found:
        page = found.page
        page.focus("#fm-tab-claims")
        page.keyboard.press("ArrowRight")
        assert page.get_attribute("#fm-tab-place", "aria-selected") == "true"
        page.keyboard.press("ArrowLeft")
        page.locator(".fm-row").first.focus()
        page.keyboard.press("ArrowDown")
        assert found.ask("[...document.querySelectorAll('.fm-row')].indexOf(document.activeElement)") == 1
        page.keyboard.press("Enter")
        page.wait_for_selector(".fm-place .fm-card")
        assert found.ask("document.activeElement.closest('.fm-place') !== null")
        page.keyboard.press("Escape")
        page.focus('[data-part="from"]')
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        assert "w=2025-11-03..2025-11-21" in found.ask("frontmap.state()")
        page.focus('[data-part="brush"]')
        page.keyboard.press("Home")
        assert "w=2025-11-01..2025-11-19" in found.ask("frontmap.state()")
        assert page.get_attribute('[data-part="from"]', "aria-valuetext") == "1 Nov 2025"


def test_dragging_draws_a_window(browser, page_file):
    with opened(browser, page_file) as found:
        box = found.page.locator('[data-part="track"]').bounding_box()
        found.page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 20)
        found.page.mouse.down()
        found.page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 20, steps=5)
        found.page.mouse.up()
        assert found.ask("frontmap.state()").startswith("w=2025-11-07..2025-11-11")
        assert 0 < found.ask("frontmap.visible()") < 64


def test_play_moves_the_window_and_stops(browser, page_file):
    with opened(browser, page_file) as found:
        found.page.click('[data-part="play"]')
        before = found.ask("frontmap.state()")
        found.until("before => frontmap.state() !== before", before)
        found.page.click('[data-part="play"]')
        assert found.page.get_attribute('[data-part="play"]', "aria-pressed") == "false"


def test_on_a_phone_the_sheet_has_three_heights_and_targets_for_fingers(browser, page_file):
    with opened(browser, page_file, **PHONE) as found:
        page = found.page
        heights = []
        for _ in range(3):
            page.wait_for_timeout(250)
            heights.append(page.locator('[data-part="panel"]').bounding_box()["height"])
            page.focus('[data-part="handle"]')
            page.keyboard.press("Enter")
        assert heights[0] < heights[1] < heights[2]
        assert page.locator("#fm-tab-claims").bounding_box()["height"] >= 44
        assert page.locator('[data-part="play"]').bounding_box()["height"] >= 44
        assert page.locator('[data-part="legend-card"]').bounding_box()["height"] >= 44
        assert found.ask("document.documentElement.scrollWidth") == 390


def test_colours_follow_the_theme(browser, page_file):
    with opened(browser, page_file, viewport={"width": 1440, "height": 900}, color_scheme="dark") as found:
        dark = found.ask("getComputedStyle(document.querySelector('.fm-panel')).backgroundColor")
        found.page.emulate_media(color_scheme="light")
        found.page.wait_for_timeout(100)
        assert found.ask("getComputedStyle(document.querySelector('.fm-panel')).backgroundColor") != dark
