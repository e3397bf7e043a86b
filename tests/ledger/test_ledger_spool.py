"""The ledger on disk and in memory, and the plain one that both must equal."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger.plain_ledger import plain_thread_claims

from frontmap.errors import OutputError
from frontmap.ledger.spool import Spool
from frontmap.ledger.threads import thread_claims
from frontmap.records import (
    Claim,
    Counted,
    DateSpan,
    Kind,
    Mention,
    Modality,
    Place,
    Placement,
    Polarity,
    Precision,
    Quantity,
    Relation,
    RelationKind,
    Role,
    Span,
    Verification,
    content_id,
)

PLACES = [Placement(Mention(name, Role.PLACE), Place(f"test:{name}", name, 48.0, 38.0, "UA"), 48.0, 38.0, Precision.SETTLEMENT, 2000.0, 0.9) for name in ("Orlivka", "Soledar")]
PLACES.append(replace(PLACES[0], mention=replace(PLACES[0].mention, relation=Relation(RelationKind.PART, "eastern"))))
TOLL = (Quantity(Counted.KILLED, low=3, high=3), Quantity(Counted.WOUNDED, low=7))
WORDS = ["Russian", "forces", "took", "the", "village", "of", "Orlivka", "after", "days", "of", "heavy", "fighting", "near", "its", "northern", "edge"]


@st.composite
def spans(draw):
    first = dt.date(2023, 1, 1) + dt.timedelta(days=draw(st.integers(0, 60)))
    return DateSpan(first, first + dt.timedelta(days=draw(st.sampled_from([0, 0, 0, 2, 10, 40, 364]))))


texts = st.tuples(st.integers(0, 4), st.integers(3, len(WORDS)), st.sampled_from(["", "overnight", "the ministry said"])).map(lambda cut: " ".join([*WORDS[cut[0] : cut[1]], cut[2]]))
sides = st.sampled_from([None, "ru", "ua"])


@st.composite
def claims(draw):
    claim = Claim(
        id="", kind=draw(st.sampled_from([Kind.CONTROL, Kind.CONTROL, Kind.WITHDRAWAL, Kind.ADVANCE, Kind.STRIKE])), polarity=draw(st.sampled_from(Polarity)),
        modality=draw(st.sampled_from([Modality.ACTUAL, Modality.ACTUAL, Modality.PLANNED])), evidence=Span(draw(texts), 0, 10), actor_side=draw(sides),
        claimant=draw(st.sampled_from([None, "Moscow", "the Russian ministry", "Kyiv", "Ministry of Russia"])), claimant_side=draw(sides),
        language=draw(st.sampled_from(["en", "uk"])), quantities=draw(st.sampled_from([(), TOLL, TOLL, (replace(TOLL[0], low=9, high=9),)])),
        verification=draw(st.sampled_from([None, None, Verification.VERIFIED])), publisher=draw(st.sampled_from([None, "Wire", "Post"])), placement=draw(st.sampled_from([*PLACES, None])), place_text=draw(st.sampled_from([None, "Nowhere"])),
        event=draw(st.none() | spans()), stated=draw(st.none() | spans()), published=draw(st.none() | spans()), doc_id=draw(st.sampled_from(["d1", "d2", "d3"])),
    )  # fmt: skip
    return replace(claim, id=content_id(claim, draw(st.integers(0, 3))))


@given(st.lists(claims(), max_size=25))
def test_the_ledger_equals_the_plain_one(found):
    assert thread_claims(found) == plain_thread_claims(found)


@given(st.lists(claims(), max_size=12), st.sampled_from([0, 7, 100]), st.data())
def test_the_ledger_on_disk_equals_the_one_in_memory(found, in_memory, data):
    twice = [*found, *data.draw(st.lists(st.sampled_from(found), max_size=3))] if found else []  # one claim may come twice, and changed
    twice += [replace(claim, event=None, score=0.5) for claim in twice[:1]]
    with Spool(in_memory) as spool:
        spool.add(twice[:5])
        spool.add(twice[5:])
        assert len(spool) == len(twice)
        assert list(map(repr, spool.threaded())) == list(map(repr, thread_claims(twice)))


def test_claims_of_any_field_come_back_as_they_were(claim):
    with Spool(0) as spool:
        spool.add([claim])
        (found,) = spool.threaded()
    (wanted,) = thread_claims([claim])
    assert repr(found) == repr(wanted)


@pytest.mark.parametrize("in_memory", [0, 1, 10])
def test_the_ledger_can_be_asked_again_with_more_claims(claim, in_memory):
    other = replace(claim, id="c2", polarity=Polarity.ASSERTED, claimant_side="ru", claimant="Moscow")
    with Spool(in_memory) as spool:
        spool.add([claim])
        assert len(list(spool.threaded())) == 1
        spool.add([other])
        assert list(spool.threaded()) == thread_claims([claim, other])


def test_a_full_disk_is_told(claim):
    with Spool(0) as spool:
        spool.add([claim])
        spool._file.execute("PRAGMA max_page_count = 20")
        many = [replace(claim, id=f"c{number}") for number in range(1000)]
        with pytest.raises(OutputError, match="free the disk"):
            spool.add(many)


def test_a_long_thread_is_told_in_time_that_does_not_grow_with_its_square():
    """Counted in comparisons, not in seconds: a thread of 4,000 reports from 4,000 publishers would need 8 million."""
    from frontmap.ledger import origins
    from frontmap.ledger.statements import statement_of

    compared = 0
    real = origins._same_actor

    def counted(*words):
        nonlocal compared
        compared += 1
        return real(*words)

    day = DateSpan(dt.date(2023, 1, 1), dt.date(2023, 1, 1))
    reports = [
        statement_of(
            Claim(
                id=f"c{number}", kind=Kind.STRIKE, polarity=Polarity.ASSERTED, modality=Modality.ACTUAL, publisher=f"p{number}", event=day, published=day,
                evidence=Span(f"Report {number} says that {number * 7919 % 100003} shells fell on the village {number * 104729 % 99991} times", 0, 9), placement=PLACES[0],
            )
        )
        for number in range(4000)
    ]  # fmt: skip
    patch = pytest.MonkeyPatch()
    patch.setattr(origins, "_same_actor", counted)
    try:
        assert len(set(origins.origins_of(reports).values())) == 4000
    finally:
        patch.undo()
    assert compared < 40_000
