"""Numbers as fields of a claim: how many of what were killed, launched, taken, how far and how much of it.

A number takes the noun behind it and the nearest words that tell what became of that sort of thing ("killed", "shot down",
"advanced"); with these it goes to the claims of the sentence that tell of it. What no claim counts, gives nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from frontmap.claims.clauses import clause_at
from frontmap.claims.drafts import Draft
from frontmap.claims.numerals import Numeral, holds_numerals, may_hold_numerals, numerals_in
from frontmap.claims.reading import Reading
from frontmap.lexicon.scan import Hit, scanner
from frontmap.records import Counted, Kind, Quantity

__all__ = ["with_quantities"]

_NOUN_WORDS = 3  # adjectives between a number and its noun
_REACH = 14  # words, with what parts them, between a number and what became of it
_BARE_REACH = 4  # the same for a number without a noun, or with one that the lexicon does not know
_CLOSE = 9  # the same within which drones count as shot down and troops as dead rather than as sent
_APART, _COUNTED, _PAUSE = 3, 2, 1  # what a clause's end, another number, a comma between them weigh, in words
_LISTED = 4  # words between the numbers of a list
_AWAY = 60  # characters before "since the war began" in which a superlative undoes it
_LONG = 60  # days that a number must span to be a total
_WORDS = re.compile(r"(?:\s+[^\W\d_][\w'’-]+){0,3}(?=\s|$|\W)")
_OTHER_HEAD = re.compile(r" ([a-z]{3,}s)\b")
_PUNCTUATION = re.compile(r"[,;:()\n—–]|\.\s|\.$")

_HARM = (Kind.STRIKE, Kind.ASSAULT, Kind.DAMAGE)
_PEOPLE = (Kind.CIVILIANS, Kind.LOSSES, *_HARM)
_SOLDIERS = (Kind.LOSSES, Kind.CIVILIANS, *_HARM)
_FIRE = (Kind.STRIKE, Kind.DAMAGE, Kind.CIVILIANS)
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
    Counted.LAUNCHED: (Kind.STRIKE, Kind.DAMAGE, Kind.CIVILIANS, Kind.ASSAULT),
    Counted.SHOT_DOWN: (Kind.STRIKE, Kind.LOSSES),
    Counted.DISTANCE: _GROUND,
    Counted.AREA: _GROUND,
    Counted.SHARE: (Kind.CONTROL, Kind.ADVANCE, Kind.DAMAGE, Kind.WITHDRAWAL),
    Counted.ATTACKS: (Kind.ASSAULT, Kind.ADVANCE, Kind.CONTROL),
    Counted.SETTLEMENTS: (Kind.CONTROL, Kind.STRIKE, Kind.ADVANCE, Kind.WITHDRAWAL),
    Counted.FORCE: (Kind.PRESENCE, Kind.ASSAULT, Kind.ADVANCE, Kind.WITHDRAWAL, Kind.ENCIRCLEMENT),
}
_SURE = {"assault": Counted.ATTACKS, "shelling": Counted.ATTACKS}  # whatever is told of them
_ELSE = {"settlement": Counted.SETTLEMENTS, "munition": Counted.LAUNCHED, "equipment": Counted.FORCE, "unit": Counted.FORCE}  # where nothing is told of them
_MEASURES = frozenset({"length", "area", "share"})


@dataclass(slots=True)
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


@dataclass(slots=True)
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
    taken = [(quantity, _takers(reading, drafts, quantity, words, noun)) for quantity, words, noun in _quantities(reading, language)]
    alike = Counter((quantity.what, quantity.of, *takers) for quantity, takers in taken)
    bound: dict[int, list[Quantity]] = {}
    for quantity, takers in taken:
        shared = alike[quantity.what, quantity.of, *takers] == 1
        for index in takers if shared else _nearest(drafts, quantity, takers):
            bound.setdefault(index, []).append(quantity)
    return [_counted(draft, bound.get(index, ())) for index, draft in enumerate(drafts)]


def _nearest(drafts: Sequence[Draft], quantity: Quantity, takers: Sequence[int]) -> list[int]:
    """Return the drafts whose place stands nearest to a number: "three in A and five in B"."""
    sites = {index: site for index in takers if (site := drafts[index].site) is not None and not site.leaning}
    gaps = {index: max(site.start - quantity.end, quantity.start - site.end, 0) for index, site in sites.items()}
    return [index for index in takers if gaps.get(index, -1) in (-1, min(gaps.values(), default=-1))]


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
    times = [(time.start, time.end) for time in reading.times.expressions]
    relations = [relation for site in reading.sites if (relation := site.placement.mention.relation) is not None and relation.distance_m is not None]
    barred = [*times, *((relation.start, relation.end) for relation in relations)]
    if not holds_numerals(reading.tokens, language, barred):
        return
    hits = scanner(language, ("quantities",)).hits(reading.tokens)
    numerals = numerals_in(text, language, reading.start, reading.end, hits, barred)
    counts = tuple(_counts(text, numerals, hits, head_first=bool(reading.grammar.forms)))
    line = _Line(reading, tuple(hits), counts)
    for index, told in line.told():
        count, noun = counts[index], told.noun
        factor = float(noun.get("factor", 1)) if noun is not None else 1.0
        side = next((hit.get("side") for hit in hits if hit.get("role") == "after" and count.numeral.end <= hit.start <= count.end + 1), None)
        low, high = count.numeral.low, count.numeral.high
        quantity = Quantity(
            what=told.what,
            of=str(noun.get("of")) if noun is not None else count.word,
            low=None if side == "high" and high is not None else _times(low, factor),
            high=None if side == "low" and low is not None else _times(high, factor),
            approximate=count.numeral.approximate,
            total=line.is_total(count),
            text=text[count.start : count.end],
            start=count.start,
            end=count.end,
        )
        yield quantity, told.words, noun


def _times(bound: float | None, factor: float) -> float | None:
    return None if bound is None else round(bound * factor, 3)


def _counts(text: str, numerals: Sequence[Numeral], hits: Sequence[Hit], *, head_first: bool) -> Iterator[_Count]:
    """Yield the numbers with the noun behind each; those of hours, money and units of an army count nothing here.

    Of nouns in a row the last is counted ("drone operators"), where words are inflected the first.
    """
    for index, numeral in enumerate(numerals):
        stop = numerals[index + 1].start if index + 1 < len(numerals) else len(text)
        found = _PUNCTUATION.search(text, numeral.end, stop)
        stop = found.start() if found else stop
        noun, stop = _noun_behind(text, numeral, [hit for hit in hits if numeral.end <= hit.start < stop], stop, head_first=head_first)
        if noun is not None:
            other = None if head_first else _OTHER_HEAD.match(text, noun.end)
            if other is not None and not any(hit.start == other.start(1) for hit in hits):
                yield _Count(numeral, other.end(), None, other[1])  # "three city blocks"
            elif noun.get("role") == "noun":
                yield _Count(numeral, noun.end, noun)
            continue
        words = _WORDS.match(text, numeral.end, stop)
        run = words.group().split() if words else []
        if run and head_first:
            yield _Count(numeral, numeral.end)  # an inflected word that the lexicon does not know may be the verb
        elif words is not None and run and run[0][0].islower():
            yield _Count(numeral, words.end(), None, run[-1])
        elif not run:
            yield _Count(numeral, numeral.end)  # a name behind it, "the 20 Leopard", is one that the lexicon does not know


def _noun_behind(text: str, numeral: Numeral, behind: Sequence[Hit], stop: int, *, head_first: bool) -> tuple[Hit | None, int]:
    """Return the noun that a number counts, or what no claim counts, and where the search for it ended."""
    noun: Hit | None = None
    for hit in behind:
        role = hit.get("role")
        if noun is not None and (head_first or noun.get("sort") in _MEASURES or role not in ("noun", "not") or text[noun.end : hit.start].strip()):
            break
        if role == "not" or (role == "noun" and len(text[numeral.end : hit.start].split()) <= _NOUN_WORDS):
            noun = hit
        elif role == "of" and not text[numeral.end : hit.start].strip():
            continue  # "54 of the missiles"
        elif role in ("break", "of") or (role == "predicate" and noun is None and (head_first or not _describes(text, hit, behind))):
            return noun, hit.start
    return noun, stop


def _describes(text: str, words: Hit, behind: Sequence[Hit]) -> bool:
    """Whether words tell of the noun behind them: "30,000 evacuated residents"; or are that noun themselves: "20 prisoners"."""
    after = next((hit for hit in behind if hit.start >= words.start and hit is not words and hit.get("role") in ("noun", "break", "of", "not")), None)
    return after is not None and after.get("role") == "noun" and len(text[words.end : after.start].split()) < _NOUN_WORDS


@dataclass(slots=True)
class _Line:
    """A sentence with its numbers and the words that tell of them."""

    reading: Reading
    hits: tuple[Hit, ...]
    counts: tuple[_Count, ...]
    starts: list[int] = field(init=False)  # of the numbers, which stand in the order of the text

    def __post_init__(self) -> None:
        """Note once where the numbers begin: every pair of number and words asks how many lie between."""
        self.starts = [count.start for count in self.counts]

    def told(self) -> Iterator[tuple[int, _Told]]:
        """Yield the numbers that tell something, by their place in `counts`."""
        before: _Told | None = None
        for index, count in enumerate(self.counts):
            listed = before.words if before is not None and self._goes_on(index) else None
            whole = self._whole(index)
            if index > 0 and self._whole(index - 1) is not None:
                downed = count.sort == "munition" and before is not None and before.what is Counted.SHOT_DOWN
                told = _Told(Counted.LAUNCHED, listed, count.noun) if downed else None
            else:
                told = self._of(replace(count, noun=whole.noun, word=whole.word) if whole is not None else count, before, listed)
            if told is not None:
                yield index, told
            before = told

    def _goes_on(self, index: int) -> bool:
        """Whether a number stands in a list with the one before: "12 tanks and 15 vehicles"."""
        between = self.reading.between(self.counts[index - 1].end, self.counts[index].start)
        return index > 0 and len(between.split()) <= _LISTED and not _PUNCTUATION.search(between.replace(",", ""))

    def _whole(self, index: int) -> _Count | None:
        """Return the number of which this one is a part: "56 of 70 drones"."""
        if index + 1 >= len(self.counts) or self.counts[index].noun is not None:
            return None
        low, high = self.counts[index].numeral.end, self.counts[index + 1].start
        joined = (hit for hit in self.hits if hit.get("role") == "of" and low <= hit.start and hit.end <= high)
        return self.counts[index + 1] if any(hit.text == self.reading.between(low, high).strip() for hit in joined) else None

    def _of(self, count: _Count, before: _Told | None, listed: Hit | None) -> _Told | None:
        """Return what a number counts, None where nothing tells; a number without noun takes that of the number before it."""
        sort, noun = count.sort, count.noun
        if sort in _SURE:
            return _Told(_SURE[sort], None, noun)
        if sort == "settlement" and any(hit.get("role") == "definite" and hit.end + 1 == count.start for hit in self.hits):
            return None  # "the two villages", which the text has named
        lent = before.noun if before is not None and not sort and not count.word else None
        military = noun is not None and noun.get("military")
        limit = _BARE_REACH if not sort else _CLOSE if sort in _ELSE or military else _REACH
        predicates = [hit for hit in self.hits if hit.get("role") == "predicate"]
        for cost, _, hit in sorted(((1 if hit is listed else self._cost(hit, count), -hit.start, hit) for hit in predicates), key=lambda entry: entry[:2]):
            what = hit.get(str(lent.get("sort"))) if lent is not None else hit.get(sort or "bare")
            if what is None and lent is not None:
                what, lent = hit.get("bare"), None
            if what is None or cost > limit or (count.numeral.weak and not sort and cost > 1):
                continue
            away = sort == "length" and self._is_away(count)
            if not what and military:
                break
            return _Told(Counted(what), hit, noun or lent) if what and not away else None
        if before is not None and before.noun is not None and before.words is not None and before.noun.get("sort") == sort and sort in _ELSE:
            return _Told(before.what, before.words, noun)  # what was told of four of them is told of three more
        other = _ELSE.get(sort) or (Counted.FORCE if military else None)
        return _Told(other, None, noun) if other is not None else None

    def _cost(self, words: Hit, count: _Count) -> int:
        """How far words stand from a number, in words; a clause's end, other numbers and commas between them count too."""
        low, high = (words.end, count.start) if words.start < count.start else (count.end, words.start)
        if low >= high:  # "39 missing people" says it; of "20 prisoners" more may be told
            return 0 if count.noun is not None and words.end <= count.noun.start else _NOUN_WORDS + 1
        between = self.reading.between(low, high)
        clauses = abs(clause_at(self.reading.clauses, words.start) - clause_at(self.reading.clauses, count.start))
        others = bisect_left(self.starts, high) - bisect_left(self.starts, low)
        return len(between.split()) + _APART * clauses + _COUNTED * others + _PAUSE * between.count(",")

    def _is_away(self, count: _Count) -> bool:
        """Whether a length is how far something lies from somewhere: "two kilometres from the border"."""
        return any(hit.get("role") == "away" and hit.start >= count.end and not self.reading.between(count.end, hit.start).strip() for hit in self.hits)

    def is_total(self, count: _Count) -> bool:
        """Whether a number is a sum since the war or the year began: words say so, and none nearer tells of a day."""
        records = [hit.start for hit in self.hits if hit.get("role") == "record"]
        sums = [hit for hit in self.hits if hit.get("role") == "total" and not any(0 < hit.start - start <= _AWAY for start in records)]
        if not sums:
            return False
        days = [(hit.start, hit.end) for hit in self.hits if hit.get("role") == "daily"]
        short = [date for date in self.reading.dates if (date.span.last - date.span.first).days < _LONG]
        days += [(date.start, date.end) for date in short if not any(hit.start < date.end and date.start < hit.end for hit in sums)]
        nearest = min(_gap(count, hit.start, hit.end) for hit in sums)
        return all(nearest <= _gap(count, *day) for day in days)


def _gap(count: _Count, start: int, end: int) -> int:
    return max(start - count.end, count.start - end, 0)


def _takers(reading: Reading, drafts: Sequence[Draft], quantity: Quantity, words: Hit | None, noun: Hit | None) -> list[int]:
    """Return the drafts that a number belongs to: of a kind that it fits, told by the same words, else in the same clause, else nearest."""
    military = noun is not None and noun.get("military")
    kinds = _SOLDIERS if military and quantity.what in (Counted.KILLED, Counted.WOUNDED, Counted.CASUALTIES, Counted.MISSING) else _KINDS[quantity.what]
    kinds = _FIRE if noun is not None and noun.get("sort") == "shelling" else kinds
    if quantity.what is Counted.LAUNCHED and any(draft.kind is Kind.STRIKE for draft in drafts):
        kinds = (Kind.STRIKE,)
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
