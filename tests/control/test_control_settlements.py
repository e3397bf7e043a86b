"""Who is claimed to hold a village: each numbered rule of docs/control.md, in a war that is not Ukraine's."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontmap.control.opinions import fighting_sides, opinions_by_place
from frontmap.control.settlements import State, control_intervals, control_on, known_intervals, last_day
from frontmap.records import Kind, Modality, Precision, Relation, RelationKind, Verification

CLAIMED, DISPUTED, UNCLAIMED = State.CLAIMED, State.DISPUTED, State.UNCLAIMED
FIRST = dt.date(2023, 1, 1)


@pytest.fixture
def held(theatre):
    """Return a function that tells the state, side and partiality of the one village that claims are about."""

    def tell(*claims, on=60, known=None):
        found = control_on(claims, theatre, as_happened=FIRST + dt.timedelta(days=on), as_known=known)
        assert len(found) <= 1
        return (found[0].state, found[0].side, found[0].partial) if found else None

    return tell


def test_the_sides_are_the_theatre_s(theatre):
    assert fighting_sides(theatre) == ("red", "blue")


def test_a_claim_gives_control(held, say):
    assert held(say("red", "Mitte", 3)) == (CLAIMED, "red", False)


def test_what_is_near_or_a_region_tells_nothing_of_the_place(held, say):
    near = say("red", "Mitte", 3, relation=Relation(RelationKind.NEAR, "near"))
    assert held(near) is None
    region = say("red", "Mitte", 3)
    from dataclasses import replace

    assert held(replace(region, placement=replace(region.placement, precision=Precision.REGION))) is None


@pytest.mark.parametrize("modality", [Modality.PLANNED, Modality.POSSIBLE])
def test_plans_and_possibilities_give_nothing(held, say, modality):
    assert held(say("red", "Mitte", 3, modality=modality)) is None


def test_what_its_claimant_takes_back_stood_until_then(held, say):
    claims = [say("red", "Mitte", 3, voice="red"), say("red", "Mitte", 9, voice="red", denied=True)]
    assert held(*claims, on=8) == (CLAIMED, "red", False)
    assert held(*claims) == (UNCLAIMED, None, False)


def test_a_denial_alone_gives_control_to_nobody(held, say):
    assert held(say("red", "Mitte", 3, voice="blue", denied=True)) == (UNCLAIMED, None, False)


def test_a_part_stays_a_part(held, say):
    assert held(say("red", "Mitte", 3, part=True)) == (CLAIMED, "red", True)
    assert held(say("red", "Mitte", 3, rule="en.kinds.take-positions")) == (CLAIMED, "red", True)
    assert held(say("blue", "Mitte", 1), say("red", "Mitte", 3, part=True)) == (DISPUTED, None, False)


def test_an_advance_gives_a_part_only_where_it_names_one(held, say):
    assert held(say("red", "Mitte", 3, kind=Kind.ADVANCE)) is None
    assert held(say("red", "Mitte", 3, kind=Kind.ADVANCE, part=True)) == (CLAIMED, "red", True)


def test_a_withdrawal_ends_a_hold_and_gives_none(held, say):
    assert held(say("red", "Mitte", 3), say("red", "Mitte", 9, kind=Kind.WITHDRAWAL)) == (UNCLAIMED, None, False)
    assert held(say("red", "Mitte", 3, voice="red"), say("red", "Mitte", 9, kind=Kind.WITHDRAWAL, voice="red")) == (UNCLAIMED, None, False)


def test_a_withdrawal_that_only_the_enemy_tells_of_contests(held, say):
    assert held(say("red", "Mitte", 3, voice="red"), say("red", "Mitte", 9, kind=Kind.WITHDRAWAL, voice="blue"))[0] is DISPUTED


def test_a_noun_recalls_and_counts_only_after_an_advance_or_with_its_own_day(held, say):
    fall = say("red", "Mitte", 9, rule="en.kinds.capture-noun")
    assert held(say("blue", "Mitte", 3), fall) == (CLAIMED, "blue", False)
    assert held(say("blue", "Mitte", 3), say("red", "Mitte", 5, kind=Kind.ADVANCE), fall) == (CLAIMED, "red", False)
    assert held(say("blue", "Mitte", 3), say("red", "Mitte", 9, dated=True, rule="en.kinds.capture-noun")) == (CLAIMED, "red", False)


def test_background_counts_at_its_own_day_and_not_without_one(held, say):
    assert held(say("red", "Mitte", 3, known=50, dated=True), say("blue", "Mitte", 20)) == (CLAIMED, "blue", False)
    assert held(say("red", "Mitte", None, known=50)) is None
    assert held(say("red", "Mitte", 0, until=200, known=201, dated=True), on=300) is None


def test_two_clocks(held, say):
    late = say("red", "Mitte", 3, known=30, dated=True)
    assert held(late, on=2) is None
    assert held(late, on=5) == (CLAIMED, "red", False)
    assert held(late, on=5, known=FIRST + dt.timedelta(days=29)) is None
    assert held(late, on=5, known=FIRST + dt.timedelta(days=30)) == (CLAIMED, "red", False)


def test_the_day_that_a_sentence_names_outweighs_the_document_s(held, say):
    assert held(say("blue", "Mitte", 3, dated=True), say("red", "Mitte", 3)) == (CLAIMED, "blue", False)
    assert held(say("blue", "Mitte", 3), say("red", "Mitte", 3))[0] is DISPUTED


def test_a_voice_may_change_its_mind(held, say):
    assert held(say("red", "Mitte", 3), say("blue", "Mitte", 5)) == (CLAIMED, "blue", False)
    assert held(say("red", "Mitte", 3), say("red", "Mitte", 5, denied=True)) == (UNCLAIMED, None, False)


def test_both_sides_claims_within_a_fortnight_are_a_dispute_that_silence_does_not_end(held, say):
    claims = [say("red", "Mitte", 3, voice="red"), say("blue", "Mitte", 9, voice="blue")]
    assert held(*claims) == (DISPUTED, None, False)
    assert held(*claims, on=1000) == (DISPUTED, None, False)


def test_a_claim_months_later_is_another_matter(held, say):
    assert held(say("red", "Mitte", 3, voice="red"), say("blue", "Mitte", 40, voice="blue")) == (CLAIMED, "blue", False)


def test_an_admission_settles(held, say):
    dispute = [say("red", "Mitte", 3, voice="red"), say("blue", "Mitte", 4, voice="blue")]
    assert held(*dispute, say("red", "Mitte", 6, voice="blue")) == (CLAIMED, "red", False)


def test_an_observer_settles_and_is_overtaken(held, say):
    dispute = [say("red", "Mitte", 3, voice="red"), say("blue", "Mitte", 4, voice="blue")]
    assert held(*dispute, say("red", "Mitte", 6)) == (CLAIMED, "red", False)
    assert held(say("red", "Mitte", 3), say("blue", "Mitte", 4, voice="blue")) == (CLAIMED, "blue", False)


def test_what_the_publisher_verified_speaks_as_its_own_word(held, say):
    dispute = [say("red", "Mitte", 3, voice="red"), say("blue", "Mitte", 4, voice="blue")]
    assert held(*dispute, say("red", "Mitte", 6, voice="red", verification=Verification.VERIFIED)) == (CLAIMED, "red", False)


def test_a_denial_disputes_until_it_is_conceded(held, say):
    claim, denial = say("red", "Mitte", 3, voice="red"), say("red", "Mitte", 4, voice="blue", denied=True)
    assert held(claim, denial)[0] is DISPUTED
    assert held(claim, denial, say("red", "Mitte", 6, voice="red"))[0] is DISPUTED
    assert held(claim, denial, say("red", "Mitte", 6, voice="blue")) == (CLAIMED, "red", False)


def test_a_denier_that_admits_to_have_left_concedes(held, say):
    claims = [say("red", "Mitte", 1, voice="red"), say("red", "Mitte", 2, voice="blue", denied=True)]
    assert held(*claims)[0] is State.DISPUTED
    assert held(*claims, say("blue", "Mitte", 5, voice="blue", kind=Kind.WITHDRAWAL)) == (CLAIMED, "red", False)
    assert held(*claims, say("blue", "Mitte", 5, voice="red", kind=Kind.WITHDRAWAL))[0] is State.DISPUTED


def test_a_place_that_was_only_attacked_by_then_is_in_no_list(theatre, say):
    claims = [say("red", "Mitte", 1, kind=Kind.ASSAULT), say("red", "Mitte", 5)]
    assert control_on(claims, theatre, as_happened=FIRST + dt.timedelta(days=3)) == []
    assert [each.first for each in control_intervals(claims, theatre)] == [FIRST + dt.timedelta(days=5)]


def test_who_goes_on_attacking_does_not_hold_all_of_it(held, say):
    claim = say("red", "Mitte", 3)
    attacks = [say("red", "Mitte", on, kind=Kind.ASSAULT) for on in (5, 8)]
    assert held(claim, attacks[0]) == (CLAIMED, "red", False)
    assert held(claim, *attacks)[0] is DISPUTED
    assert held(claim, *attacks, say("red", "Mitte", 12)) == (CLAIMED, "red", False)
    assert held(claim, *(say("blue", "Mitte", on, kind=Kind.ASSAULT) for on in (5, 8))) == (CLAIMED, "red", False)
    assert held(*attacks) is None


def test_each_side_s_last_claim_is_told_with_its_age(theatre, say):
    claims = [say("red", "Mitte", 3, voice="red"), say("red", "Mitte", 7, voice="red", part=True), say("blue", "Mitte", 9, voice="blue")]
    (control,) = control_on(claims, theatre, as_happened=FIRST + dt.timedelta(days=20))
    assert [(last.side, last.age_days, last.part) for last in control.last] == [("red", 13, True), ("blue", 11, False)]
    assert control.since == FIRST + dt.timedelta(days=9)
    assert {claim.id for claim in control.standing} == {claim.id for claim in claims}


def test_the_day_asked_about_is_the_last_one_without_another(theatre, say):
    claims = [say("red", "Mitte", 3), say("blue", "Mitte", 9)]
    assert last_day(claims) == FIRST + dt.timedelta(days=9)
    assert control_on(claims, theatre)[0].side == "blue"
    assert control_on([], theatre) == []


def test_intervals_tell_when_a_state_changes(theatre, say):
    claims = [say("red", "Mitte", 3), say("red", "Mitte", 5), say("blue", "Mitte", 9)]
    first, second = control_intervals(claims, theatre)
    assert (first.side, first.first, first.last) == ("red", FIRST + dt.timedelta(days=3), FIRST + dt.timedelta(days=8))
    assert (second.side, second.first, second.last) == ("blue", FIRST + dt.timedelta(days=9), None)


HISTORY = st.lists(
    st.tuples(
        st.sampled_from(["red", "blue"]),
        st.integers(0, 30),
        st.sampled_from([None, "red", "blue"]),
        st.sampled_from([Kind.CONTROL, Kind.WITHDRAWAL, Kind.ASSAULT, Kind.ADVANCE]),
        st.booleans(),
        st.booleans(),
    ),
    max_size=8,
    unique=True,
)


@given(HISTORY, st.randoms(use_true_random=False))
def test_intervals_of_what_was_known_agree_with_days(theatre, say, history, random):
    claims = [
        say(actor, "Mitte", on, voice=voice, kind=kind, denied=denied, part=part, known=on + random.randrange(6), rule=random.choice(["en.kinds.capture", "en.kinds.capture-noun"]))
        for actor, on, voice, kind, denied, part in history
    ]
    intervals = known_intervals(claims, theatre)
    for number in range(38):
        on = FIRST + dt.timedelta(days=number)
        told = [(each.state, each.side, each.partial) for each in intervals if each.first <= on and (each.last is None or on <= each.last)]
        assert told == [(each.state, each.side, each.partial) for each in control_on(claims, theatre, as_happened=on, as_known=on)]


@given(HISTORY, st.randoms(use_true_random=False))
def test_order_of_claims_changes_nothing_and_intervals_agree_with_days(theatre, say, history, random):
    claims = [say(actor, "Mitte", on, voice=voice, kind=kind, denied=denied, part=part) for actor, on, voice, kind, denied, part in history]
    shuffled = random.sample(claims, len(claims))
    assert control_on(claims, theatre) == control_on(shuffled, theatre)
    intervals = control_intervals(claims, theatre)
    for number in range(31):
        on = FIRST + dt.timedelta(days=number)
        told = [(each.state, each.side, each.partial) for each in intervals if each.first <= on and (each.last is None or on <= each.last)]
        assert told == [(each.state, each.side, each.partial) for each in control_on(claims, theatre, as_happened=on)]


@given(HISTORY)
def test_nobody_holds_what_nobody_said_that_it_holds(theatre, say, history):
    claims = [say(actor, "Mitte", on, voice=voice, kind=kind, denied=denied, part=part) for actor, on, voice, kind, denied, part in history]
    given_to = {opinion.side for opinions in opinions_by_place(claims, theatre).values() for opinion in opinions if opinion.gives}
    for control in control_on(claims, theatre):
        assert control.side is None or control.side in given_to
