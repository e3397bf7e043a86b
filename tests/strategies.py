"""Hypothesis strategies for the records."""

import datetime as dt

from hypothesis import strategies as st

from frontmap.records import (
    Basis,
    Claim,
    Counted,
    Cue,
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
    RunnerUp,
    Span,
    Status,
    Verification,
)

texts = st.text(st.characters(codec="utf-8"), max_size=30)
names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
optional = lambda strategy: st.none() | strategy  # noqa: E731 - a combinator reads best as a lambda
days = st.dates(dt.date(1990, 1, 1), dt.date(2050, 12, 31))
offsets = st.integers(0, 10_000)


@st.composite
def date_spans(draw, bases=tuple(Basis)):
    first, length = draw(days), draw(st.integers(0, 800))
    return DateSpan(first, first + dt.timedelta(length), draw(st.sampled_from(bases)), draw(st.booleans()))


lats = st.floats(-90, 90).map(lambda x: round(x, 6))
lons = st.floats(-180, 180).map(lambda x: round(x, 6))
scores = st.floats(0, 1).map(lambda x: round(x, 3))
metres = st.integers(0, 1_000_000).map(float)
relations = st.builds(Relation, st.sampled_from(RelationKind), texts, optional(metres), optional(st.floats(0, 360)), optional(names), offsets, offsets)
runners_up = st.builds(RunnerUp, names, names, texts, texts, lats, lons, scores, optional(metres))


@st.composite
def placements(draw):
    lat, lon = draw(lats), draw(lons)
    return Placement(
        mention=Mention(draw(names), Role.PLACE, relation=draw(optional(relations))),
        place=Place(draw(names), draw(names), draw(lats), draw(lons), draw(texts), draw(texts), draw(st.sampled_from(["PPL", "ADM1", "PCLI"]))),
        lat=lat,
        lon=lon,
        precision=draw(st.sampled_from(Precision)),
        radius_m=draw(optional(metres)),
        score=draw(scores),
        runners_up=tuple(draw(st.lists(runners_up, max_size=2))),
        reason=draw(texts),
    )


numbers = st.integers(0, 2_000_000).map(float) | st.floats(0, 1e9)


@st.composite
def quantities(draw):
    low, high = sorted(draw(st.tuples(numbers, numbers)))
    low, high = draw(st.sampled_from([(low, high), (low, low), (low, None), (None, high)]))
    counted = draw(st.sampled_from(Counted))
    return Quantity(counted, draw(texts), low, high, draw(st.booleans()), draw(st.booleans()), draw(texts), draw(offsets), draw(offsets))


claims = st.builds(
    Claim,
    id=names,
    kind=st.sampled_from(Kind),
    polarity=st.sampled_from(Polarity),
    modality=st.sampled_from(Modality),
    evidence=st.builds(Span, texts, offsets, offsets),
    actor=optional(names),
    actor_side=optional(st.sampled_from(["ru", "ua", "other"])),
    claimant=optional(names),
    claimant_side=optional(st.sampled_from(["ru", "ua", "other"])),
    publisher=optional(names),
    verification=optional(st.sampled_from(Verification)),
    placement=optional(placements()),
    place_text=optional(names),
    unplaced_reason=optional(names),
    event=optional(date_spans()),
    stated=optional(date_spans((Basis.NONE,))),
    published=optional(date_spans()),
    cues=st.lists(st.builds(Cue, texts, names, offsets, offsets), max_size=2).map(tuple),
    quantities=st.lists(quantities(), max_size=2).map(tuple),
    background=st.booleans(),
    score=scores,
    status=st.sampled_from(Status),
    thread=texts,
    origin=texts,
    title=optional(names),
    url=optional(names),
    language=st.sampled_from(["en", "uk", "ru"]),
    doc_id=texts,
)
