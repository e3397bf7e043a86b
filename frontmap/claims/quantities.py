"""Numbers as fields of a claim: how many of what were killed, launched, taken, how far and how much of it.

A number takes the noun behind it and the nearest words that tell what became of that sort of thing ("killed", "shot down",
"advanced"); with these it goes to the claims of the sentence that tell of it. What no claim counts, gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from frontmap.claims.clauses import clause_at
from frontmap.claims.drafts import Draft
from frontmap.claims.numerals import Numeral, may_hold_numerals, numerals_in
from frontmap.claims.reading import Reading
from frontmap.dates.expressions import find
from frontmap.lexicon.scan import Hit, scanner
from frontmap.records import Counted, Kind, Quantity

__all__ = ["with_quantities"]

_NOUN_WORDS = 3  # adjectives between a number and its noun
_REACH = 14  # words, with what parts them, between a number and what became of it
_BARE_REACH = 3  # the same for a number without a noun, or with one that the lexicon does not know
_CLOSE = 9  # the same within which drones count as shot down and troops as dead rather than as sent
_APART, _COUNTED, _PAUSE = 3, 2, 1  # what a clause's end, another number, a comma between them weigh, in words
_AWAY = 60  # characters before "since the war began" in which a superlative undoes it
_LONG = 60  # days that a number must span to be a total
_PUNCTUATION = re.compile(r"[,;:()\n—–]|\.\s|\.$")

_HARM = (Kind.STRIKE, Kind.ASSAULT, Kind.DAMAGE)
_PEOPLE = (Kind.CIVILIANS, Kind.LOSSES, *_HARM)
_SOLDIERS = (Kind.LOSSES, *_HARM, Kind.CIVILIANS)
_GROUND = (Kind.ADVANCE, Kind.CONTROL, Kind.WITHDRAWAL, Kind.ASSAULT)
_KINDS = {
    Counted.KILLED: _PEOPLE,
    Counted.WOUNDED: _PEOPLE,
    Counted.CASUALTIES: _PEOPLE,
    Counted.MISSING: _PEOPLE,
    Counted.CAPTURED: (Kind.LOSSES, *_GROUND, Kind.CIVILIANS),
    Counted.EVACUATED: (Kind.CIVILIANS, Kind.WITHDRAWAL),
    Counted.DESTROYED: (Kind.LOSSES, Kind.DAMAGE, Kind.STRIKE, Kind.ASSAULT),
    Counted.DAMAGED: (Kind.DAMAGE, Kind.LOSSES, Kind.STRIKE, Kind.ASSAULT),
    Counted.LAUNCHED: (Kind.STRIKE, Kind.DAMAGE, Kind.CIVILIANS),
    Counted.SHOT_DOWN: (Kind.STRIKE, Kind.LOSSES),
    Counted.DISTANCE: _GROUND,
    Counted.AREA: _GROUND,
    Counted.SHARE: (Kind.CONTROL, Kind.ADVANCE, Kind.DAMAGE, Kind.WITHDRAWAL),
    Counted.ATTACKS: (Kind.ASSAULT, Kind.STRIKE),
    Counted.SETTLEMENTS: (Kind.CONTROL, Kind.STRIKE, Kind.ADVANCE, Kind.WITHDRAWAL, Kind.DAMAGE, Kind.ASSAULT),
    Counted.FORCE: (Kind.PRESENCE, Kind.ASSAULT, Kind.ADVANCE, Kind.WITHDRAWAL, Kind.ENCIRCLEMENT),
}
_SURE = {"assault": Counted.ATTACKS, "shelling": Counted.ATTACKS, "settlement": Counted.SETTLEMENTS}  # whatever is told of them
_ELSE = {"munition": Counted.LAUNCHED, "equipment": Counted.FORCE, "unit": Counted.FORCE}  # where nothing is told of them
_MEASURES = frozenset({"length", "area", "share"})


@dataclass(frozen=True, slots=True)
class _Count:
    """A number with its noun: `sort` is "" where the lexicon does not know the noun or none stands."""

    numeral: Numeral
    end: int
    noun: Hit | None = None
    word: str = ""

    @property
    def start(self) -> int:
        return self.numeral.start

    @property
    def sort(self) -> str:
        return str(self.noun.get("sort")) if self.noun is not None else ""


@dataclass(frozen=True, slots=True)
class _Told:
    """What became of what is counted, with the words that say so."""

    what: Counted
    words: Hit | None = None
    noun: Hit | None = None


def with_quantities(reading: Reading, drafts: list[Draft], language: str) -> list[Draft]:
    """Return the drafts of a sentence with the numbers that it gives for each.

    A draft whose numbers are all totals loses its day: it is an event of none.
    """
    if not drafts or not may_hold_numerals(reading.text, language, reading.start, reading.end):
        return drafts
    bound: dict[int, list[Quantity]] = {}
    for quantity, words, noun in _quantities(reading, language):
        for index in _takers(reading, drafts, quantity, words, noun):
            bound.setdefault(index, []).append(quantity)
    return [_counted(draft, bound.get(index, ())) for index, draft in enumerate(drafts)]


def _counted(draft: Draft, quantities: Sequence[Quantity]) -> Draft:
    if not quantities:
        return draft
    draft = replace(draft, quantities=tuple(quantities))
    if not all(quantity.total for quantity in quantities):
        return draft
    long = draft.event is not None and (draft.event.last - draft.event.first).days >= _LONG
    return replace(draft, event=draft.event if long else None, elsewhen=True)


def _quantities(reading: Reading, language: str) -> Iterator[tuple[Quantity, Hit | None, Hit | None]]:
    """Yield the sentence's numbers, each with the words that tell what became of what it counts, and its noun."""
    text = reading.text
    hits = scanner(language, ("quantities",)).scan(text, reading.start, reading.end)
    times = [(time.start, time.end) for time in find(text, language, reading.start, reading.end)]
    relations = [relation for site in reading.sites if (relation := site.placement.mention.relation) is not None and relation.distance_m is not None]
    barred = [*times, *((relation.start, relation.end) for relation in relations)]
    counts = list(_counts(text, numerals_in(text, language, reading.start, reading.end, hits, barred), hits))
    predicates = [hit for hit in hits if hit.get("role") == "predicate"]
    before: _Told | None = None
    for index, count in enumerate(counts):
        whole = _whole(text, counts, index, hits)
        part_of = index > 0 and _whole(text, counts, index - 1, hits) is not None
        told = _told(reading, replace(count, noun=whole.noun, word=whole.word) if whole is not None else count, counts, predicates, before, hits)
        if part_of:
            munition = count.sort == "munition" and before is not None and before.what is Counted.SHOT_DOWN
            told = _Told(Counted.LAUNCHED, before.words if before is not None else None, count.noun) if munition else None
        if told is None:
            continue
        before = told
        noun = told.noun
        factor = float(noun.get("factor", 1)) if noun is not None else 1.0
        numeral = count.numeral
        yield (
            Quantity(
                what=told.what,
                of=str(noun.get("of")) if noun is not None else count.word,
                low=_times(numeral.low, factor),
                high=_times(numeral.high, factor),
                approximate=numeral.approximate,
                total=_is_total(reading, count, hits),
                text=text[count.start : count.end],
                start=count.start,
                end=count.end,
            ),
            told.words,
            noun,
        )


def _times(bound: float | None, factor: float) -> float | None:
    return None if bound is None else round(bound * factor, 3)


def _counts(text: str, numerals: Sequence[Numeral], hits: Sequence[Hit]) -> Iterator[_Count]:
    """Yield the numbers with the noun behind each; those of hours, money and units of an army count nothing here."""
    for index, numeral in enumerate(numerals):
        stop = numerals[index + 1].start if index + 1 < len(numerals) else len(text)
        found = _PUNCTUATION.search(text, numeral.end, stop)
        stop = found.start() if found else stop
        behind = [hit for hit in hits if numeral.end <= hit.start < stop and hit.get("role") in ("noun", "not", "break", "predicate", "of")]
        noun: Hit | None = None
        closed = False
        for hit in behind:
            if noun is not None and (hit.get("role") not in ("noun", "not") or text[noun.end : hit.start].strip()):
                break
            if hit.get("role") == "not" or (hit.get("role") == "noun" and len(text[numeral.end : hit.start].split()) <= _NOUN_WORDS):
                noun = hit
            elif not (hit.get("role") == "predicate" and any(other.start == hit.start and other.get("role") == "noun" for other in behind)):
                closed = True
                break
        if noun is not None:
            if noun.get("role") == "noun":
                yield _Count(numeral, noun.end, noun)
            continue
        word = re.compile(r"\s+([^\W\d_]{3,})").match(text, numeral.end, stop)
        known = word is not None and word[1].islower() and not (closed and behind[0].start <= word.start(1))
        if word is not None and not known and not closed:
            continue  # "the 20 Leopard": a name that the lexicon does not know
        yield _Count(numeral, word.end() if known and word else numeral.end, None, word[1] if known and word else "")


def _whole(text: str, counts: Sequence[_Count], index: int, hits: Sequence[Hit]) -> _Count | None:
    """Return the number of which this one is a part: "56 of 70 drones"."""
    if index + 1 >= len(counts) or counts[index].noun is not None:
        return None
    low, high = counts[index].numeral.end, counts[index + 1].start
    joined = any(hit.get("role") == "of" and not text[low : hit.start].strip() and not text[hit.end : high].strip() and low <= hit.start < high for hit in hits)
    return counts[index + 1] if joined else None


def _told(reading: Reading, count: _Count, counts: Sequence[_Count], predicates: Sequence[Hit], before: _Told | None, hits: Sequence[Hit]) -> _Told | None:
    """Return what a number counts, None where nothing tells."""
    sort, noun = count.sort, count.noun
    if sort in _SURE:
        return _Told(_SURE[sort], None, noun)
    costs = sorted(((_cost(reading, hit, count, counts), -hit.start, hit) for hit in predicates), key=lambda entry: entry[:2])
    for cost, _, hit in costs:
        if sort:
            what, limit = hit.get(sort), _CLOSE if sort in _ELSE or (noun is not None and noun.get("military")) else _REACH
        else:
            lent = before.noun if before is not None and before.noun is not None and not count.word else None
            what, limit = hit.get(str(lent.get("sort"))) if lent is not None else None, _BARE_REACH
            noun = lent if what is not None else None
            what = hit.get("bare") if what is None else what
        if what is None or cost > limit or (count.numeral.weak and not sort and cost > 1):
            continue
        if what == "" or (sort == "length" and _is_away(reading, count, hits)):
            return None
        return _Told(Counted(what), hit, noun)
    if sort in _ELSE:
        return _Told(_ELSE[sort], None, noun)
    return _Told(Counted.FORCE, None, noun) if noun is not None and noun.get("military") else None


def _cost(reading: Reading, words: Hit, count: _Count, counts: Sequence[_Count]) -> int:
    """How far words stand from a number, in words; a clause's end, other numbers and commas between them count too."""
    low, high = (words.end, count.start) if words.start < count.start else (count.end, words.start)
    if low >= high:
        return 0
    between = reading.between(low, high)
    clauses = abs(clause_at(reading.clauses, words.start) - clause_at(reading.clauses, count.start))
    others = sum(low <= other.start < high for other in counts)
    return len(between.split()) + _APART * clauses + _COUNTED * others + _PAUSE * between.count(",")


def _is_away(reading: Reading, count: _Count, hits: Sequence[Hit]) -> bool:
    """Whether a length is how far something lies from somewhere: "two kilometres from the border"."""
    return any(hit.get("role") == "away" and hit.start >= count.end and not reading.between(count.end, hit.start).strip() for hit in hits)


def _is_total(reading: Reading, count: _Count, hits: Sequence[Hit]) -> bool:
    """Whether a number is a sum since the war or the year began: words say so, and none nearer tells of a day."""
    records = [hit.start for hit in hits if hit.get("role") == "record"]
    sums = [hit for hit in hits if hit.get("role") == "total" and not any(0 < hit.start - start <= _AWAY for start in records)]
    if not sums:
        return False
    days = [(hit.start, hit.end) for hit in hits if hit.get("role") == "daily"]
    days += [(date.start, date.end) for date in reading.dates if (date.span.last - date.span.first).days < _LONG and not any(hit.start < date.end and date.start < hit.end for hit in sums)]
    nearest = min(_gap(count, hit.start, hit.end) for hit in sums)
    return all(nearest <= _gap(count, *day) for day in days)


def _gap(count: _Count, start: int, end: int) -> int:
    return max(start - count.end, count.start - end, 0)


def _takers(reading: Reading, drafts: Sequence[Draft], quantity: Quantity, words: Hit | None, noun: Hit | None) -> list[int]:
    """Return the drafts that a number belongs to: of a kind that it fits, told by the same words, else in the same clause, else nearest."""
    military = noun is not None and noun.get("military")
    kinds = _SOLDIERS if military and quantity.what in (Counted.KILLED, Counted.WOUNDED, Counted.CASUALTIES, Counted.MISSING) else _KINDS[quantity.what]
    if noun is not None and noun.get("sort") == "shelling":
        kinds = kinds[::-1]
    own = {clause_at(reading.clauses, quantity.start), *([clause_at(reading.clauses, words.start)] if words is not None else [])}
    ranked: list[tuple[tuple[int, int, int, int], int]] = []
    for index, draft in enumerate(drafts):
        if draft.kind in kinds:
            cue = draft.cues[0]
            same = words is not None and any(hit.start < words.end and words.start < hit.end for hit in draft.cues)
            near = clause_at(reading.clauses, cue.start) in own
            far = max(cue.start - quantity.end, quantity.start - cue.end, 0)
            ranked.append(((not same, not near, kinds.index(draft.kind), far), index))
    if not ranked:
        return []
    best = min(rank for rank, _ in ranked)
    return [index for rank, index in ranked if rank == best]
