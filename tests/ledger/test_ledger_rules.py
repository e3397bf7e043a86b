"""The numbered rules of docs/ledger.md, each in a pair of claims; who counts when, and what a page tells."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from ledger.said import PLACEMENT, on, say

from frontmap.ledger.book import book_of, page_to_json
from frontmap.ledger.clocks import day_known
from frontmap.ledger.statements import statement_of
from frontmap.ledger.threads import thread_claims
from frontmap.records import Claim, Counted, DateSpan, Kind, Modality, Polarity, Precision, Quantity, Relation, RelationKind, Status

PART = replace(PLACEMENT, mention=replace(PLACEMENT.mention, relation=Relation(RelationKind.PART, "eastern")))
REGION = replace(PLACEMENT, precision=Precision.REGION)
TAKEN = say(0, "Moscow", "ru", holder="ru")


def statuses(*claims: Claim) -> list[str]:
    return [claim.status.value for claim in thread_claims(claims)]


def days(first: int, last: int) -> DateSpan:
    return DateSpan(on(first).first, on(last).last)


def deny(kind: Kind, day: int = 0, **changes: object) -> Claim:
    return say(day, "Kyiv", "ua", **{"denied": "ru", "kind": kind, **changes})


# 4. What is planned or possible neither disputes nor corroborates.
@pytest.mark.parametrize("modality", [Modality.PLANNED, Modality.POSSIBLE])
@pytest.mark.parametrize("other", [say(1, "Kyiv", "ua", denied="ru"), say(1, "Kyiv", "ua", holder="ua"), say(1, "Kyiv", "ua", left="ua"), say(1, "Kyiv", "ua", holder="ru")])
def test_plans_and_possibilities_do_nothing_and_nothing_is_done_to_them(modality, other):
    assert statuses(TAKEN, replace(other, modality=modality)) == ["claimed", "claimed"]
    assert statuses(replace(TAKEN, modality=modality), other)[0] == "claimed"


# 5. A denial disputes what it denies.
def test_a_denial_disputes_its_own_kind_alone():
    for kind in Kind:
        said = say(0, "Moscow", "ru", holder="ru", kind=kind)
        assert statuses(said, deny(kind))[0] == "disputed", kind
        assert statuses(said, deny(Kind.VISIT if kind is not Kind.VISIT else Kind.STRIKE))[0] == "claimed", kind


def test_a_denial_of_control_is_of_as_much_ground_and_that_of_a_strike_of_the_strike():
    assert statuses(replace(TAKEN, placement=PART), deny(Kind.CONTROL))[0] == "claimed"
    assert statuses(replace(TAKEN, placement=PART), deny(Kind.CONTROL, placement=PART))[0] == "disputed"
    assert statuses(say(0, "Moscow", "ru", holder="ru", kind=Kind.STRIKE, placement=PART), deny(Kind.STRIKE))[0] == "disputed"


def test_who_denies_what_another_actor_did_disputes_nothing():
    assert statuses(say(0, "Moscow", "ru", holder="ru", kind=Kind.STRIKE), deny(Kind.STRIKE, denied="ua"))[0] == "claimed"


def test_a_denial_that_names_nobody_is_meant_of_what_the_other_side_said():
    nobody = deny(Kind.STRIKE, actor_side=None)
    assert statuses(say(0, "Moscow", "ru", holder="ru", kind=Kind.STRIKE), nobody)[0] == "disputed"
    assert statuses(say(0, "General Staff", "ua", holder="ru", kind=Kind.STRIKE), nobody)[0] == "claimed"


def test_two_denials_agree():
    assert statuses(deny(Kind.CONTROL), say(0, "ISW", "other", denied="ru")) == ["corroborated", "corroborated"]


def test_that_one_side_holds_it_disputes_that_it_left_where_two_sides_say_so():
    held, left = say(0, "Kyiv", "ua", holder="ua"), say(0, "Moscow", "ru", left="ua")
    assert statuses(held, left) == ["disputed", "disputed"]
    assert statuses(held, replace(left, claimant_side="ua"))[0] == "claimed"
    assert statuses(held, replace(left, claimant_side=None)) == ["claimed", "claimed"]
    assert statuses(held, say(0, "Moscow", "ru", left="ru"))[0] == "corroborated"  # who left was the other
    assert statuses(replace(held, placement=PART), left) == ["claimed", "claimed"]


@pytest.mark.parametrize(("kind", "status"), [(Kind.STRIKE, "claimed"), (Kind.ASSAULT, "claimed"), (Kind.CONTROL, "disputed")])
def test_of_what_happened_somewhere_in_a_region_nothing_is_denied_but_who_holds_it(kind, status):
    assert statuses(say(0, "Moscow", "ru", holder="ru", kind=kind, placement=REGION), deny(kind, placement=REGION))[0] == status


# 6. What happens is disputed by what is said of the same days; what lasts also by what is said later.
@pytest.mark.parametrize(
    ("kind", "day", "status"),
    [
        (Kind.STRIKE, 0, "disputed"),
        (Kind.STRIKE, 1, "claimed"),
        (Kind.STRIKE, -1, "claimed"),
        (Kind.CONTROL, 1, "disputed"),
        (Kind.CONTROL, 14, "disputed"),
        (Kind.CONTROL, -1, "claimed"),
        (Kind.PRESENCE, 1, "disputed"),
        (Kind.ENCIRCLEMENT, 1, "disputed"),
        (Kind.LOSSES, 1, "claimed"),
    ],
)
def test_the_days_of_a_denial(kind, day, status):
    assert statuses(say(0, "Moscow", "ru", holder="ru", kind=kind), deny(kind, day))[0] == status


def test_doubt_stands_where_a_date_is_not_known():
    said, denial = say(0, "Moscow", "ru", holder="ru", kind=Kind.STRIKE), deny(Kind.STRIKE)
    undated = {"event": None, "published": None}
    assert statuses(replace(said, **undated), denial)[0] == "disputed"
    assert statuses(said, replace(denial, **undated))[0] == "disputed"


def test_days_overlap_by_a_day():
    said = say(0, "Moscow", "ru", holder="ru", kind=Kind.STRIKE, event=days(0, 2))
    assert statuses(said, deny(Kind.STRIKE, event=days(2, 4)))[0] == "disputed"
    assert statuses(said, deny(Kind.STRIKE, event=days(3, 4)))[0] == "claimed"


# 7. Agreement counts between different sides and origins, of the same days, if no number contradicts it.
def test_agreement_on_what_lasts_needs_no_common_day_and_on_what_happens_it_does():
    for kind, status in ((Kind.CONTROL, "corroborated"), (Kind.PRESENCE, "corroborated"), (Kind.STRIKE, "claimed")):
        assert statuses(say(0, "Moscow", "ru", holder="ru", kind=kind), say(2, "Kyiv", "ua", holder="ru", kind=kind))[0] == status, kind


@pytest.mark.parametrize(("last", "status"), [(3, "corroborated"), (4, "claimed")])
def test_a_stretch_of_few_days_can_be_agreed_on(last, status):
    said, other = say(0, "Moscow", "ru", holder="ru", kind=Kind.STRIKE), say(0, "Kyiv", "ua", holder="ru", kind=Kind.STRIKE, event=days(0, last))
    assert statuses(said, other) == [status, status]


def test_a_side_that_loses_admits_it_by_saying_that_it_left_or_no_longer_holds_it():
    for word in (say(0, "Kyiv", "ua", left="ua"), say(0, "Kyiv", "ua", denied="ua")):
        assert statuses(TAKEN, word)[0] == "corroborated"
    assert statuses(TAKEN, say(0, "Kyiv", "ua", denied="ua", placement=PART))[0] == "claimed"
    assert statuses(TAKEN, say(0, "a resident", None, left="ua"))[0] == "claimed"
    assert statuses(replace(TAKEN, placement=PART), say(0, "Kyiv", "ua", left="ua"))[0] == "claimed"


def test_that_another_holds_it_now_agrees_with_that_the_loser_left():
    left, held = say(0, "Kyiv", "ua", left="ru"), say(0, "Moscow", "ru", holder="ua")
    assert statuses(left, held)[0] == "corroborated"


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        (Quantity(Counted.KILLED, low=10, high=10), Quantity(Counted.KILLED, low=10, high=10), "corroborated"),
        (Quantity(Counted.KILLED, low=10, high=10), Quantity(Counted.KILLED, low=11, high=11), "claimed"),
        (Quantity(Counted.KILLED, low=10, high=10), Quantity(Counted.KILLED, low=12, high=12, approximate=True), "corroborated"),
        (Quantity(Counted.KILLED, low=10, high=10), Quantity(Counted.KILLED, low=13, high=13, approximate=True), "claimed"),
        (Quantity(Counted.KILLED, low=10, high=10), Quantity(Counted.KILLED, high=10), "corroborated"),
        (Quantity(Counted.KILLED, low=10, high=10), Quantity(Counted.KILLED, low=10), "corroborated"),
        (Quantity(Counted.KILLED, low=10, high=10), Quantity(Counted.WOUNDED, low=30, high=30), "corroborated"),
        (Quantity(Counted.KILLED, "soldiers", 10, 10), Quantity(Counted.KILLED, "civilians", 30, 30), "corroborated"),
        (Quantity(Counted.KILLED, "soldiers", 10, 10), Quantity(Counted.KILLED, "", 30, 30), "claimed"),
        (Quantity(Counted.KILLED, low=10, high=10), Quantity(Counted.KILLED, low=30, high=30, total=True), "corroborated"),
    ],
)
def test_numbers_that_count_the_same_must_be_able_to_be_one(one, other, status):
    said = [say(0, who, side, holder="ru", kind=Kind.CIVILIANS, quantities=(number,)) for who, side, number in (("Moscow", "ru", one), ("Kyiv", "ua", other))]
    if other.total:
        said[1] = replace(said[1], quantities=(*said[1].quantities, Quantity(Counted.KILLED, low=10, high=10)))
    assert statuses(*said) == [status, status]


# 9. A later claim of the same side supersedes the earlier one.
@pytest.mark.parametrize(
    ("earlier", "later", "status"),
    [
        (say(0, "Kyiv", "ua", holder="ua"), say(1, "General Staff", "ua", left="ua"), "superseded"),
        (say(0, "Kyiv", "ua", holder="ua"), say(1, "General Staff", "ua", holder="ru"), "superseded"),
        (say(0, "Kyiv", "ua", left="ua"), say(1, "General Staff", "ua", holder="ua"), "superseded"),
        (say(0, "Kyiv", "ua", left="ua"), say(0, "General Staff", "ua", holder="ua"), "claimed"),
        (say(0, "Kyiv", "ua", holder="ua"), say(1, "General Staff", "ua", left="ru"), "claimed"),
        (say(0, "ISW", "other", holder="ua"), say(1, "ISW", "other", holder="ru"), "superseded"),
        (say(0, "ISW", "other", holder="ua"), say(1, "UN", "other", holder="ru"), "claimed"),
        (say(0, "Kyiv", "ua", holder="ua"), say(1, "Kyiv", "ua", holder="ru", modality=Modality.POSSIBLE), "claimed"),
        (say(0, "Kyiv", "ua", holder="ua"), say(1, "Kyiv", "ua", left="ua", event=on(0)), "claimed"),
        (say(0, "Kyiv", "ua", holder="ua"), say(1, "Kyiv", "ua", left="ua", published=on(0)), "claimed"),
    ],
)
def test_the_last_word_of_a_side(earlier, later, status):
    assert statuses(earlier, later) == [status, "claimed"]


def test_only_what_was_said_after_all_of_a_stretch_is_later():
    report = say(0, "Kyiv", "ua", holder="ua", published=days(0, 4))
    assert statuses(report, say(3, "Kyiv", "ua", left="ua"))[0] == "claimed"
    assert statuses(report, say(3, "Kyiv", "ua", left="ua", published=days(3, 9)))[0] == "claimed"
    assert statuses(report, say(5, "Kyiv", "ua", left="ua"))[0] == "superseded"


def test_the_log_names_the_first_word_that_overtook_it():
    held, left, again = say(0, "Kyiv", "ua", holder="ua"), say(3, "Kyiv", "ua", left="ua"), say(6, "General Staff", "ua", left="ua")
    for claims in ([held, left, again], [again, left, held]):
        (page,) = book_of(claims)
        assert [(entry.day, entry.by.id) for entry in page.log if entry.claim.id == held.id] == [(on(0).last, held.id), (on(3).last, left.id)]


def toll(day: int, number: float, *, what: Counted = Counted.KILLED, who: str = "Moscow", **changes: object) -> Claim:
    count = (Quantity(what, low=number, high=number),)
    return say(day, who, "ru", **{"holder": "ru", "kind": Kind.CIVILIANS, "event": on(0), "quantities": count, **changes})


def test_a_higher_toll_of_the_same_days_by_the_same_voice_supersedes():
    assert statuses(toll(0, 3), toll(1, 5)) == ["superseded", "claimed"]
    assert statuses(toll(0, 5), toll(1, 3)) == ["claimed", "claimed"]
    assert statuses(toll(0, 5), toll(1, 5)) == ["claimed", "claimed"]
    assert statuses(toll(0, 3), toll(1, 5, event=on(1))) == ["claimed", "claimed"]
    assert statuses(toll(0, 3), toll(1, 5, doc_id="Moscow-0")) == ["claimed", "claimed"]
    assert statuses(toll(0, 3), toll(1, 5, who="a blogger")) == ["claimed", "claimed"]


def test_a_toll_that_is_only_possible_takes_nothing_back():
    assert statuses(toll(0, 3), toll(1, 5, modality=Modality.POSSIBLE)) == ["claimed", "claimed"]


def test_more_of_what_is_no_toll_takes_nothing_back():
    drones = [toll(day, number, what=Counted.LAUNCHED, kind=Kind.STRIKE) for day, number in ((0, 3), (1, 5))]
    assert statuses(*drones) == ["claimed", "claimed"]


# Threads.
@pytest.mark.parametrize(("kind", "gap"), [(Kind.CONTROL, 14), (Kind.ENCIRCLEMENT, 14), (Kind.PRESENCE, 14), (Kind.STRIKE, 3), (Kind.ASSAULT, 3), (Kind.LOSSES, 3)])
def test_a_thread_ends_after_so_many_days_without_a_claim(kind, gap):
    def threads(*spans: DateSpan) -> int:
        return len({claim.thread for claim in thread_claims([say(number, "Moscow", "ru", holder="ru", kind=kind, event=span) for number, span in enumerate(spans)])})

    assert threads(on(0), on(gap)) == 1
    assert threads(on(0), on(gap + 1)) == 2
    assert threads(days(0, 9), on(1), on(9 + gap)) == 1
    assert threads(days(0, 9), on(1), on(10 + gap)) == 2


def test_what_has_no_date_stays_by_itself_where_there_are_two_threads():
    undated = [say(number, "a blogger", "ru", holder="ru", event=None, published=None) for number in range(2)]
    first, second, *others = thread_claims([TAKEN, say(60, "Moscow", "ru", holder="ru"), *undated])
    assert len({first.thread, second.thread, others[0].thread}) == 3
    assert others[0].thread == others[1].thread


@pytest.mark.parametrize(
    ("event", "stated", "published", "wanted"),
    [
        (1, 2, 3, (1, 2, 3)),
        (None, 2, 3, (2, 2, 3)),
        (None, None, 3, (3, 3, 3)),
        (1, None, 3, (1, 3, 3)),
        (1, 2, None, (1, 2, 2)),
        (1, None, None, (1, 1, None)),
        (None, None, None, (None, None, None)),
    ],
)
def test_the_days_of_a_claim_of_its_telling_and_of_its_being_known(event, stated, published, wanted):
    event, stated, published = (None if day is None else on(day) for day in (event, stated, published))
    found = statement_of(replace(TAKEN, event=event, stated=stated, published=published))
    expected = [None if day is None else on(day).first.toordinal() for day in wanted]
    assert [found.days and found.days[0], found.told and found.told[0], found.known] == expected


def test_it_is_known_at_the_end_of_the_days_of_its_document():
    claim = replace(TAKEN, published=days(3, 5))
    assert day_known(claim) == on(5).last
    assert statement_of(claim).known == on(5).last.toordinal()


# A page.
def test_a_page_tells_its_days_its_voices_and_every_line_of_its_log_as_json():
    voice = say(2, None, None, holder="ru", publisher="Post", event=days(2, 4), language="uk")
    (page,) = book_of([TAKEN, voice, say(1, "Kyiv", "ua", denied="ru")])
    data = json.loads(json.dumps(page_to_json(page)))
    assert (data["matter"], data["first"], data["last"]) == ("ground", "2023-01-01", "2023-01-05")
    assert data["place"] == {"id": "test:1", "name": "Orlivka"}
    assert {origin["name"]: (origin["side"], origin["languages"], origin["publishers"]) for origin in data["origins"]} == {
        "Moscow": ("ru", ["en"], ["paper Moscow"]),
        "Kyiv": ("ua", ["en"], ["paper Kyiv"]),
        "Post": (None, ["uk"], ["Post"]),
    }
    log = [(entry["day"], entry["status"], entry["why"]) for entry in data["log"] if entry["claim"] == TAKEN.id]
    assert log == [("2023-01-01", "claimed", "said"), ("2023-01-02", "disputed", "somebody says that it is not so")]
    assert [entry["day"] for entry in data["log"]] == sorted(entry["day"] for entry in data["log"])


def test_a_page_without_a_date_and_without_a_name_says_so():
    (page,) = book_of([say(0, None, None, holder="ru", publisher=None, event=None, published=None, placement=None, place_text="the village")])
    data = page_to_json(page)
    assert (data["first"], data["last"], data["log"][0]["day"]) == (None, None, None)
    assert (data["place"], data["origins"][0]["name"], data["origins"][0]["publishers"]) == ({"id": None, "name": "the village"}, "no name", [])


def test_pages_with_most_origins_come_first_then_with_most_claims_then_the_oldest():
    def thread(day: int, *names: str) -> list[Claim]:
        return [say(day, name, "ru", holder="ru", publisher=f"{name} {day}") for name in names]

    again = replace(thread(200, "Rybar")[0], id="again", doc_id="other")
    book = book_of([*thread(400, "Rybar"), *thread(0, "Rybar"), *thread(200, "Rybar"), again, *thread(100, "Moscow", "Rybar")])
    assert [page.first for page in book] == [on(day).first for day in (100, 200, 0, 400)]


def test_claims_of_a_page_stand_in_the_order_in_which_they_were_known():
    late, early = say(1, "Moscow", "ru", holder="ru", published=on(9)), say(5, "Rybar", "ru", holder="ru")
    never = say(0, "Wagner", "ru", holder="ru", published=None, event=None)
    (page,) = book_of([never, late, early])
    assert [claim.claimant for claim in page.claims] == ["Rybar", "Moscow", "Wagner"]
    assert page.first == dt.date(2023, 1, 2)


def test_a_status_that_nobody_has_is_not_counted():
    (page,) = book_of([TAKEN, say(0, "Kyiv", "ua", denied="ru", polarity=Polarity.DENIED)])
    assert page.statuses == {Status.CLAIMED: 1, Status.DISPUTED: 1}


def test_what_was_overtaken_or_taken_back_stays_so_whatever_is_said_later():
    held, left = say(0, "Kyiv", "ua", holder="ua"), say(3, "Kyiv", "ua", left="ua")
    assert statuses(held, left, say(5, "Moscow", "ru", holder="ru"))[0] == "superseded"
    assert statuses(held, left, say(5, "Moscow", "ru", holder="ru"), say(7, "Kyiv", "ua", denied="ua"))[0] == "retracted"  # but for its own claimant
    taken_back = say(3, "Moscow", "ru", denied="ru")
    assert statuses(TAKEN, taken_back, say(5, "Kyiv", "ua", denied="ru"))[0] == "retracted"
    assert statuses(TAKEN, taken_back, say(5, "Kyiv", "ua", holder="ru"))[0] == "retracted"


def test_who_says_both_on_one_day_takes_nothing_back():
    assert statuses(TAKEN, say(0, "Moscow", "ru", denied="ru")) == ["claimed", "claimed"]
