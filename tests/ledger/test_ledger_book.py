"""The book of threads: statuses with the claims that changed them and when, by both clocks."""

import datetime as dt
import itertools
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger.said import PLACEMENT, on, say
from typer.testing import CliRunner

from frontmap.cli.main import app
from frontmap.exports.jsonl import claim_lines
from frontmap.ledger.book import book_of, page_to_json, pages_about
from frontmap.ledger.clocks import as_of, known_on
from frontmap.ledger.status import Why
from frontmap.ledger.threads import thread_claims
from frontmap.records import (
    Claim,
    Counted,
    Kind,
    Precision,
    Quantity,
    Relation,
    RelationKind,
    Span,
    Status,
    Verification,
)

TAKEN = say(0, "Moscow", "ru", holder="ru")
DENIED = say(1, "Kyiv", "ua", denied="ru")
LEFT = say(12, "Kyiv", "ua", left="ua")


def story(claims: list[Claim], of: Claim) -> list[tuple[str, int, str]]:
    (page,) = book_of(claims)
    first = dt.date(2023, 1, 1)
    return [(entry.change.status.value, (entry.day - first).days, entry.by.id) for entry in page.log if entry.claim.id == of.id and entry.day]


def test_an_admission_by_the_side_that_denied_it_ends_a_dispute_and_the_log_tells_so():
    assert story([TAKEN, DENIED, LEFT], TAKEN) == [("claimed", 0, TAKEN.id), ("disputed", 1, DENIED.id), ("corroborated", 12, LEFT.id)]


def test_nobody_else_ends_a_dispute():
    other = say(5, "ISW", "other", holder="ru")
    assert story([TAKEN, DENIED, other], TAKEN)[-1] == ("disputed", 1, DENIED.id)


def test_a_denial_ends_agreement():
    agreed = say(1, "ISW", "other", holder="ru")
    denied = say(2, "Kyiv", "ua", denied="ru")
    assert [status for status, *_ in story([TAKEN, agreed, denied], TAKEN)] == ["claimed", "corroborated", "disputed"]


def test_a_later_word_of_the_same_side_supersedes():
    held, left = say(0, "Kyiv", "ua", holder="ua"), say(9, "General Staff", "ua", left="ua")
    assert story([held, left], held)[-1] == ("superseded", 9, left.id)
    assert [claim.status for claim in thread_claims([held, left])] == [Status.SUPERSEDED, Status.CLAIMED]


def test_whoever_takes_it_back_retracts_also_what_was_disputed():
    back = say(3, "Moscow", "ru", denied="ru")
    assert [status for status, *_ in story([TAKEN, DENIED, back], TAKEN)] == ["claimed", "disputed", "retracted"]


def test_an_older_denial_does_not_doubt_what_happened_since_unless_it_is_only_repeated():
    early, later = say(0, "ISW", "other", denied="ru"), say(4, "Moscow", "ru", holder="ru")
    assert story([early, later], later) == [("claimed", 4, later.id)]
    assert [status for status, *_ in story([early, TAKEN, later], later)] == ["claimed", "disputed"]


def test_a_part_of_a_place_is_not_all_of_it():
    part = replace(PLACEMENT, mention=replace(PLACEMENT.mention, relation=Relation(RelationKind.PART, "eastern")))
    east = say(0, "Moscow", "ru", holder="ru", placement=part)
    whole = say(0, "Kyiv", "ua", holder="ua")
    assert [claim.status for claim in thread_claims([east, whole])] == [Status.CLAIMED, Status.CLAIMED]


def test_what_happened_in_a_region_is_not_agreed_on():
    region = replace(PLACEMENT, precision=Precision.REGION)
    claims = [say(0, who, side, kind=Kind.STRIKE, holder="ru", placement=region) for who, side in (("Moscow", "ru"), ("Kyiv", "ua"))]
    assert {claim.status for claim in thread_claims(claims)} == {Status.CLAIMED}


def test_strikes_of_two_days_are_two_strikes():
    claims = [say(day, who, side, kind=Kind.STRIKE, holder="ru") for day, who, side in ((0, "Moscow", "ru"), (2, "Kyiv", "ua"))]
    assert {claim.status for claim in thread_claims(claims)} == {Status.CLAIMED}


def test_that_something_happened_does_not_tell_who_did_it():
    blamed, vague = say(0, "Moscow", "ru", kind=Kind.STRIKE, holder="ua"), say(0, "Kyiv", "ua", kind=Kind.STRIKE)
    assert [claim.status for claim in thread_claims([blamed, vague])] == [Status.CLAIMED, Status.CORROBORATED]


def test_numbers_that_cannot_both_be_right_do_not_agree_and_a_higher_toll_of_the_same_day_supersedes():
    few, many = (Quantity(Counted.KILLED, low=number, high=number) for number in (3, 40))
    one, other = (say(0, who, side, kind=Kind.CIVILIANS, holder="ru", quantities=(count,)) for who, side, count in (("Moscow", "ru", few), ("Kyiv", "ua", many)))
    assert {claim.status for claim in thread_claims([one, other])} == {Status.CLAIMED}
    later = replace(other, id="later", claimant="Moscow", claimant_side="ru", doc_id="next", published=on(1))
    assert thread_claims([one, later])[0].status is Status.SUPERSEDED


def test_a_publisher_that_vouches_agrees_in_its_own_article():
    own = say(0, None, None, holder="ru", doc_id=TAKEN.doc_id)
    assert thread_claims([TAKEN, own])[0].status is Status.CLAIMED
    assert thread_claims([TAKEN, replace(own, verification=Verification.VERIFIED)])[0].status is Status.CORROBORATED


def test_one_claimant_in_two_scripts_and_one_outlet_that_others_cite_are_one_origin():
    names = [say(0, "Oleh Syniehubov", "ua", kind=Kind.STRIKE), say(0, "Олег Синєгубов", "ua", kind=Kind.STRIKE, language="uk")]
    relay = [say(0, None, None, kind=Kind.STRIKE, publisher="Reuters"), say(0, "Reuters", "other", kind=Kind.STRIKE)]
    for claims in (names, relay):
        assert len({claim.origin for claim in thread_claims(claims)}) == 1


def test_equal_numbers_in_two_languages_are_one_report_and_in_one_language_two():
    numbers = (Quantity(Counted.KILLED, low=2, high=2), Quantity(Counted.WOUNDED, low=7, high=7))
    both = [say(0, None, None, kind=Kind.STRIKE, publisher=name, language=language, quantities=numbers, doc_id=name) for name, language in (("Post", "en"), ("Пошта", "uk"))]
    both[1] = replace(both[1], evidence=Span("Two dead and seven hurt, says the paper", 0, 5))
    assert len({claim.origin for claim in thread_claims(both)}) == 1
    assert len({claim.origin for claim in thread_claims([both[0], replace(both[1], language="en")])}) == 2


def test_a_page_counts_articles_and_origins_and_tells_them_as_json():
    copy = replace(TAKEN, id="copy", doc_id="other paper", publisher="Copyist")
    (page,) = book_of([TAKEN, copy, copy, DENIED])
    data = json.loads(json.dumps(page_to_json(page)))
    assert (page.articles, len(page.origins), data["articles"], len(data["origins"])) == (3, 2, 3, 2)
    assert data["statuses"] == {"claimed": 1, "disputed": 2}
    assert {entry["why"] for entry in data["log"]} == {Why.SAID.value, Why.DISPUTED.value}
    assert pages_about([page], place="orlivka") == pages_about([page], place="test:1") == pages_about([page], thread=page.id[:6]) == [page]
    assert not pages_about([page], place="Soledar")


def test_both_clocks():
    claims = [TAKEN, DENIED, LEFT]
    assert [claim.status for claim in as_of(claims, known=on(0).last)] == [Status.CLAIMED]
    assert [claim.id for claim in as_of(claims, happened=on(1).last)] == [TAKEN.id, DENIED.id]
    assert as_of(claims, known=on(1).last) == known_on(claims, on(1).last)
    assert as_of(claims) is claims


MOVES = [
    say(day, who, side, **{what: actor})
    for day in (0, 2, 5, 9)
    for who, side in (("Moscow", "ru"), ("Kyiv", "ua"), ("ISW", "other"))
    for what, actor in (("holder", "ru"), ("holder", "ua"), ("left", "ua"), ("denied", "ru"))
]


@given(st.lists(st.sampled_from(MOVES), min_size=1, max_size=6, unique=True))
def test_the_log_ends_with_the_status_and_what_was_disputed_leaves_it_only_by_a_line_of_the_log(claims):
    for page in book_of(claims):
        for claim in page.claims:
            log = [entry for entry in page.log if entry.claim.id == claim.id]
            assert log[0].by.id == claim.id
            assert log[-1].change.status is claim.status
            days = [entry.change.day for entry in log]
            assert days == sorted(days)
            for before, after in itertools.pairwise(log):
                assert before.change.status is not after.change.status
                if before.change.status is Status.DISPUTED:
                    assert after.change.status in {Status.RETRACTED, Status.SUPERSEDED} or after.by.claimant_side in {"ru", "ua", "other"}


@given(st.lists(st.sampled_from(MOVES), min_size=1, max_size=6, unique=True), st.integers(0, 9))
def test_the_log_of_a_day_is_what_was_known_then(claims, day):
    """Moves lie close enough to be one thread, whatever is left out."""
    date = on(day).last
    now = {claim.id: claim.status for claim in known_on(claims, date)}
    for page in book_of(claims):
        for claim in page.claims:
            told = [entry.change.status for entry in page.log if entry.claim.id == claim.id and entry.day and entry.day <= date]
            assert (told[-1] if told else None) == now.get(claim.id)


@pytest.fixture
def claims_file(tmp_path):
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"".join(claim_lines(thread_claims([TAKEN, DENIED, LEFT]))))
    return path


def test_the_verb_tells_threads_and_writes_them(claims_file, tmp_path):
    out = tmp_path / "ledger.jsonl"
    done = CliRunner().invoke(app, ["ledger", str(claims_file), "--place", "Orlivka", "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert "the opposing side says so too" in done.output
    (page,) = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert [entry["status"] for entry in page["log"] if entry["claim"] == TAKEN.id] == ["claimed", "disputed", "corroborated"]
    early = CliRunner().invoke(app, ["ledger", str(claims_file), "--as-known", "2023-01-02", "-o", "-"])
    assert json.loads(early.stdout)["statuses"] == {"claimed": 1, "disputed": 1}


def test_a_place_of_which_nobody_spoke_is_an_error(claims_file):
    assert CliRunner().invoke(app, ["ledger", str(claims_file), "--place", "Soledar"]).exit_code == 2


def test_exports_can_be_asked_by_both_clocks(claims_file, tmp_path):
    page = tmp_path / "map.html"
    done = CliRunner().invoke(app, ["map", str(claims_file), "--as-known", "2023-01-02", "--as-happened", "2023-01-01", "-o", str(page)])
    assert done.exit_code == 0, done.output
    assert 'data-claims="1"' in page.read_text(encoding="utf-8")
