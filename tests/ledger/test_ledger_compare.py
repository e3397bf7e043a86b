"""Two ledgers side by side: every sort of difference, and that nothing is told twice."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_claims import make_claim

from frontmap.contract import claim_from_json
from frontmap.geodesy import geodesic_m
from frontmap.ledger.clocks import known_on, published_by
from frontmap.ledger.compare import DifferenceKind, compare_claims, counts, difference_to_json, side_by_side
from frontmap.records import DateSpan, Kind, Polarity, Span, Status

DAY = dt.date(2023, 1, 10)


def claim(place="Soledar", kind=Kind.CONTROL, side="ru", **more):
    return make_claim(place, kind, side, DAY, **more)


def kinds(old, new):
    return [difference.kind for difference in compare_claims(old, new)]


def test_equal_ledgers_differ_in_nothing():
    claims = [claim(), claim("Bakhmut", Kind.ASSAULT)]
    assert compare_claims(claims, claims[::-1]) == []


def test_new_and_gone():
    found = compare_claims([claim()], [claim("Bakhmut", Kind.ASSAULT, "ua")])
    assert [(difference.kind, difference.claim.kind) for difference in found] == [(DifferenceKind.NEW, Kind.ASSAULT), (DifferenceKind.GONE, Kind.CONTROL)]
    assert found[0].after == "Bakhmut, Donetsk Oblast"


def test_newly_disputed_comes_first_and_other_changes_of_status_are_told_as_such():
    one, two = claim(), claim("Bakhmut", Kind.ASSAULT)
    found = compare_claims([one, two], [replace(two, status=Status.CORROBORATED), replace(one, status=Status.DISPUTED), claim("Kherson", Kind.STRIKE)])
    assert [difference.kind for difference in found] == [DifferenceKind.NEWLY_DISPUTED, DifferenceKind.STATUS, DifferenceKind.NEW]
    assert (found[1].before, found[1].after) == ("claimed", "corroborated")
    assert counts(found)[DifferenceKind.NEWLY_DISPUTED] == 1


def test_a_claim_that_moved_is_known_by_its_sentence():
    old = claim("Soledar")
    new = replace(claim("Kherson"), evidence=old.evidence, id="another")
    (difference,) = compare_claims([old], [new])
    assert difference.kind is DifferenceKind.MOVED
    assert (difference.before, difference.after) == ("Soledar, Donetsk Oblast", "Kherson, Kherson Oblast")
    assert difference.moved_m == pytest.approx(geodesic_m(48.68, 38.09, 46.6558, 32.6178))


def test_a_claim_that_lost_its_place_moved_too():
    old = claim("Soledar")
    (difference,) = compare_claims([old], [replace(old, placement=None, place_text="Soledar")])
    assert (difference.kind, difference.after, difference.moved_m) == (DifferenceKind.MOVED, "unplaced: Soledar", None)


def test_another_date():
    old = claim()
    (difference,) = compare_claims([old], [replace(old, event=DateSpan(DAY, DAY + dt.timedelta(days=1)))])
    assert (difference.kind, difference.before, difference.after) == (DifferenceKind.DATE, "2023-01-10", "2023-01-10/2023-01-11")


def test_one_id_more_is_one_claim_where_its_sentence_overlaps_and_another_where_it_does_not():
    old = claim()
    longer = replace(old, id="x", evidence=Span(f"{old.evidence.text} So far.", old.evidence.start, old.evidence.end + 8))
    assert kinds([old], [longer]) == []
    elsewhere = replace(old, id="x", evidence=Span("Other words.", 9000, 9012))
    assert kinds([old], [elsewhere]) == [DifferenceKind.NEW, DifferenceKind.GONE]
    denial = replace(longer, polarity=Polarity.DENIED)
    assert kinds([old], [denial]) == [DifferenceKind.NEW, DifferenceKind.GONE]


def test_json_holds_both_claims():
    old = claim()
    (difference,) = compare_claims([old], [replace(old, status=Status.DISPUTED)])
    data = difference_to_json(difference)
    assert data["difference"] == "newly disputed"
    assert claim_from_json(data["new"]).status is Status.DISPUTED
    assert claim_from_json(data["old"]).status is Status.CLAIMED


def test_the_ledger_as_known_on_a_day_forgets_what_came_after():
    taken = replace(claim(), published=DateSpan(DAY, DAY))
    denial = replace(claim(side="ua", denied=True), actor_side="ru", published=DateSpan(DAY + dt.timedelta(days=2), DAY + dt.timedelta(days=2)))
    taken = replace(taken, actor_side="ru")
    before, after = (known_on([taken, denial], DAY + dt.timedelta(days=days)) for days in (0, 2))
    assert [each.status for each in before] == [Status.CLAIMED]
    assert kinds(before, after) == [DifferenceKind.NEWLY_DISPUTED, DifferenceKind.NEW]
    assert published_by([replace(taken, published=None, stated=None)], DAY) == []


SAMPLE = [claim(place, kind, side) for place in ("Soledar", "Bakhmut", None) for kind in (Kind.CONTROL, Kind.STRIKE) for side in ("ru", "ua", None)]


@given(st.sets(st.sampled_from(range(len(SAMPLE)))), st.sets(st.sampled_from(range(len(SAMPLE)))))
def test_new_and_gone_account_for_every_claim(before, after):
    old, new = [SAMPLE[number] for number in sorted(before)], [SAMPLE[number] for number in sorted(after)]
    found = compare_claims(old, new)
    added = sum(difference.kind is DifferenceKind.NEW for difference in found)
    gone = sum(difference.kind is DifferenceKind.GONE for difference in found)
    assert len(old) - gone == len(new) - added
    assert added <= len(after - before)


def test_side_by_side_holds_both_ledgers_whole():
    kept, changed, gone, new = claim(), claim("Bakhmut", Kind.ASSAULT), claim("Sumy", Kind.STRIKE), claim("Kherson", Kind.STRIKE, "ua")
    disputed = replace(changed, status=Status.DISPUTED, event=DateSpan(DAY, DAY + dt.timedelta(days=1)))
    old, now = [kept, changed, gone], [kept, disputed, new]
    rows = side_by_side(old, now)
    assert sorted(row.claim.id for row in rows if row.in_old) == sorted(one.id for one in old)
    assert sorted(row.claim.id for row in rows if row.in_new) == sorted(one.id for one in now)
    assert [row.kind for row in rows] == [None, DifferenceKind.NEWLY_DISPUTED, DifferenceKind.NEW, DifferenceKind.GONE, DifferenceKind.NEWLY_DISPUTED]
    assert (rows[1].before, rows[1].after) == ("claimed; 2023-01-10", "disputed; 2023-01-10/2023-01-11")
    assert rows[-1].former
    assert rows[-1].claim is changed
