"""Threads, origins and statuses: what claims do to each other, in any order."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from frontmap.ledger.threads import matter_of, thread_claims
from frontmap.records import Claim, DateSpan, Kind, Mention, Modality, Place, Placement, Polarity, Precision, Role, Span, Status, content_id

PLACE = Place("test:1", "Orlivka", 48.0, 38.0, "UA")
PLACEMENT = Placement(Mention("Orlivka", Role.PLACE), PLACE, 48.0, 38.0, Precision.SETTLEMENT, 2000.0, 0.9)


def on(day: int) -> DateSpan:
    date = dt.date(2023, 1, 1) + dt.timedelta(days=day)
    return DateSpan(date, date)


def make(claimant: str, side: str | None, **changes: object) -> Claim:
    text = str(changes.pop("text", f"{claimant} said it of Orlivka in its own words"))
    claim = Claim(
        id="", kind=Kind.CONTROL, polarity=Polarity.ASSERTED, modality=Modality.ACTUAL, evidence=Span(text, 0, len(text)), actor_side="ru",
        claimant=claimant, claimant_side=side, placement=PLACEMENT, event=on(0), published=on(0), doc_id="d1",
    )
    claim = replace(claim, **changes)
    return replace(claim, id=content_id(claim.claimant, claim.kind, claim.polarity, claim.event and claim.event.edtf, claim.doc_id, claim.publisher, text))


def statuses(*claims: Claim) -> list[Status]:
    return [claim.status for claim in thread_claims(claims)]


def test_a_denial_disputes_what_it_denies_and_both_stay() -> None:
    claim, denial = make("Moscow", "ru"), make("Kyiv", "ua", polarity=Polarity.DENIED)
    threaded = thread_claims([claim, denial])
    assert [c.status for c in threaded] == [Status.DISPUTED, Status.CLAIMED]
    assert threaded[0].thread == threaded[1].thread


def test_that_the_other_side_holds_it_disputes_too() -> None:
    assert statuses(make("Moscow", "ru"), make("Kyiv", "ua", actor_side="ua")) == [Status.DISPUTED, Status.DISPUTED]


def test_the_other_side_s_agreement_corroborates() -> None:
    assert statuses(make("Moscow", "ru"), make("Kyiv", "ua")) == [Status.CORROBORATED, Status.CORROBORATED]


def test_two_of_one_side_do_not_corroborate_each_other() -> None:
    assert statuses(make("Moscow", "ru"), make("a blogger", "ru")) == [Status.CLAIMED, Status.CLAIMED]


def test_an_article_does_not_corroborate_whom_it_quotes() -> None:
    quoted, voice = make("Moscow", "ru"), make("", None, text="the village has been taken")
    assert statuses(quoted, replace(voice, claimant=None)) == [Status.CLAIMED, Status.CLAIMED]
    assert statuses(quoted, replace(voice, claimant=None, doc_id="d2"))[0] is Status.CORROBORATED


def test_plans_are_not_corroborated() -> None:
    plans = [make("Moscow", "ru", modality=Modality.PLANNED), make("Kyiv", "ua", modality=Modality.PLANNED)]
    assert statuses(*plans) == [Status.CLAIMED, Status.CLAIMED]


def test_a_claimant_can_take_it_back() -> None:
    claim = make("Moscow", "ru")
    later = make("Moscow", "ru", polarity=Polarity.DENIED, published=on(2), event=on(2))
    assert statuses(claim, later)[0] is Status.RETRACTED


def test_outlets_that_carry_one_statement_are_one_origin() -> None:
    reports = [
        make("Russian Ministry of Defence", "ru", publisher="A", doc_id="d1", text="The Russian Ministry of Defence said Orlivka was taken."),
        make("Russia's Defense Ministry", "ru", publisher="B", doc_id="d2", text="Orlivka has fallen, Russia's Defense Ministry said."),
        make("a blogger", "ru", publisher="C", doc_id="d3"),
    ]
    origins = [claim.origin for claim in thread_claims(reports)]
    assert origins[0] == origins[1] == thread_claims(reports[::-1])[1].origin
    assert origins[2] != origins[0]


def test_near_copies_in_the_publisher_s_voice_are_one_origin() -> None:
    wire = "Russian forces captured the village of Orlivka on Friday after a week of fighting"
    one = make("", None, publisher="A", text=wire)
    two = make("", None, publisher="B", text=f"{wire}, agencies report")
    three = make("", None, publisher="C", text="Orlivka now lies in enemy hands")
    origins = [claim.origin for claim in thread_claims([one, two, three])]
    assert origins[0] == origins[1] != origins[2]


def test_another_month_is_another_thread_and_another_place_too() -> None:
    elsewhere = replace(PLACEMENT, place=replace(PLACE, id="test:2"))
    threaded = thread_claims([make("Moscow", "ru"), make("Moscow", "ru", event=on(60)), make("Moscow", "ru", placement=elsewhere, text="elsewhere")])
    assert len({claim.thread for claim in threaded}) == 3


def test_what_has_no_date_joins_the_only_thread_and_none_where_there_are_two() -> None:
    undated = make("a blogger", "ru", event=None, published=None, doc_id="d9")
    first, later = make("Moscow", "ru"), make("Moscow", "ru", event=on(60), published=on(60), doc_id="d2")
    one, joined = thread_claims([first, undated])
    assert one.thread == joined.thread
    assert len({claim.thread for claim in thread_claims([first, later, undated])}) == 3


def test_plans_are_not_disputed_by_facts() -> None:
    plan = make("Moscow", "ru", modality=Modality.PLANNED)
    assert statuses(plan, make("Kyiv", "ua", polarity=Polarity.DENIED))[0] is Status.CLAIMED


def test_every_kind_has_a_matter() -> None:
    assert all(matter_of(kind) for kind in Kind)


CLAIMS = [
    make("Moscow", "ru"),
    make("Kyiv", "ua", polarity=Polarity.DENIED, event=on(3)),
    make("ISW", "other", event=on(10)),
    make("Kyiv", "ua", kind=Kind.STRIKE, event=on(1)),
    make("Moscow", "ru", event=None, published=None, text="undated"),
    make("Moscow", "ru", placement=None, text="unplaced"),
    make("Moscow", "ru", event=on(40)),
]


@given(st.permutations(CLAIMS))
def test_order_changes_nothing(order: list[Claim]) -> None:
    assert sorted(thread_claims(order), key=lambda claim: claim.id) == sorted(thread_claims(CLAIMS), key=lambda claim: claim.id)
    assert [claim.id for claim in thread_claims(order)] == [claim.id for claim in order]


def test_claims_of_other_days_neither_dispute_nor_corroborate() -> None:
    chain = [make("Moscow", "ru", event=on(0)), make("a blogger", "ru", event=on(10), text="between"), make("Kyiv", "ua", polarity=Polarity.DENIED, event=on(20))]
    threaded = thread_claims(chain)
    assert len({claim.thread for claim in threaded}) == 1
    assert [claim.status for claim in threaded] == [Status.CLAIMED, Status.DISPUTED, Status.CLAIMED]


def test_background_without_a_day_stands_by_itself() -> None:
    before, today = make("Moscow", "ru", event=None, text="which it captured"), make("Kyiv", "ua", polarity=Polarity.DENIED)
    assert statuses(before, today) == [Status.CLAIMED, Status.CLAIMED]


def test_whose_a_place_is_cannot_be_corroborated_without_a_side() -> None:
    assert statuses(make("Moscow", "ru", actor_side=None), make("Kyiv", "ua")) == [Status.CLAIMED, Status.CLAIMED]


def test_somebody_of_no_known_side_does_not_corroborate_within_an_article() -> None:
    assert statuses(make("Moscow", "ru"), make("residents", None)) == [Status.CLAIMED, Status.CLAIMED]
    assert statuses(make("Moscow", "ru"), make("residents", None, doc_id="d2"))[0] is Status.CORROBORATED


def test_one_voice_does_not_retract_by_a_claim_of_nobody_s_hold() -> None:
    hold, denial = make("Kyiv", "ua", actor_side=None), make("Kyiv", "ua", polarity=Polarity.DENIED, event=on(2), published=on(2))
    assert statuses(hold, denial) == [Status.CLAIMED, Status.CLAIMED]


def test_who_says_it_again_later_does_not_take_back_what_was_said() -> None:
    for kind in Kind:
        again = [make("Moscow", "ru", kind=kind), make("Moscow", "ru", kind=kind, published=on(1), event=on(1), doc_id="d2")]
        assert statuses(*again) == [Status.CLAIMED, Status.CLAIMED], kind


def test_a_stretch_of_ten_days_is_no_event_that_another_could_confirm() -> None:
    ten_days = DateSpan(on(0).first, on(9).first)
    for days in ((on(2), ten_days), (ten_days, on(2))):
        both = [make("Moscow", "ru", kind=Kind.STRIKE, event=days[0]), make("Kyiv", "ua", kind=Kind.STRIKE, event=days[1], doc_id="d2")]
        assert statuses(*both) == [Status.CLAIMED, Status.CLAIMED]
    both = [make("Moscow", "ru", kind=Kind.STRIKE), make("Kyiv", "ua", kind=Kind.STRIKE, doc_id="d2")]
    assert statuses(*both) == [Status.CORROBORATED, Status.CORROBORATED]
