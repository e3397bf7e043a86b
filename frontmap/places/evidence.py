"""What a document says of where its places lie: remarks in brackets, regions beside a name, names that stand together."""

from __future__ import annotations

import itertools
import math
import operator
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from frontmap.gazetteer.inflect import is_adjective
from frontmap.gazetteer.names import is_cyrillic, normalise
from frontmap.mentions.glosses import OWNER
from frontmap.mentions.place_words import PlaceWords
from frontmap.mentions.tokens import Tokens, tokenize
from frontmap.records import Document, Mention, Relation, RelationKind

__all__ = ["Evidence", "gather"]

_PLACING = (RelationKind.OFFSET, RelationKind.SIDE, RelationKind.NEAR, RelationKind.BETWEEN)
_ENDS = frozenset(".!?\n")
_AREAS = ("region", "district")
_VILLAGES = ("village", "hamlet")
_PART_SIGNS = (";", ",", "–", "—")  # what parts a sentence, the strongest first
_LEAD = 3  # words from an area to the place in it: ", в селе"
_CHAIN = 12  # names that one "all northeast of X" can describe


@dataclass(slots=True)
class Evidence:
    """What the words around one mention say; `index` is its place among the document's place mentions.

    `office` is the region of whoever speaks in its sentence or the one before, if they hold office there. `sort` is what the words call for (region, district, city, village, hamlet, facility), `near` holds the relations that a gloss
    tells (index of the reference, relation), `inside` the indexes of areas said to contain it, `sentence` a number that
    mentions of one sentence share, `region` the region that a word beside it stands for, `told` the index of the area that stands right behind the name ("Lyman, Donetsk
    Oblast"; -1 for none), `listed` the one behind the list in which it stands ("Myrne and Zymohiria in Luhansk Oblast"), `city`
    the city that the words right behind a district name, `quarter` whether it is called a quarter of some town («микрорайон X»), and `beside` the indexes of all mentions of that sentence, its own among them.
    """

    index: int
    sort: str = ""
    near: tuple[tuple[int, Relation], ...] = ()
    inside: tuple[int, ...] = ()
    sentence: int = 0
    region: str = ""
    office: str = ""
    told: int = -1
    listed: int = -1
    city: int = -1
    quarter: bool = False
    beside: range = range(0)


def gather(document: Document, places: Sequence[Mention], offices: Sequence[tuple[int, str]] = ()) -> list[Evidence]:
    """Return the evidence for each place mention of a document, in order; `offices` are those of regions that it names, and where."""
    words, tokens = PlaceWords.of(document.language), tokenize(document.text)
    spans = [tokens.span(mention.start, mention.end) for mention in places]
    reading = _Reading(tokens, words, places, spans, _sorts(tokens, spans, words, places))
    reading.count_sentences(offices)
    reading.read_remarks()
    reading.read_headings()
    reading.share_sorts()
    return reading.found


def _sorts(tokens: Tokens, spans: Sequence[tuple[int, int]], words: PlaceWords, places: Sequence[Mention]) -> list[Evidence]:
    before, shared = [0, *(stop for _, stop in spans)], dict(words.singulars.values())
    return [Evidence(index, _sort(tokens, span, words, before[index]) or shared.get(places[index].key.rpartition(" ")[2], "")) for index, span in enumerate(spans)]


def _sort(tokens: Tokens, span: tuple[int, int], words: PlaceWords, free: int) -> str:
    """Return the sort of place that the words beside a name call for; those before token `free` belong to another name."""
    first, stop = span
    for at in range(first + 1, stop):  # the words that belong to the name
        found = words.after(tokens, at)
        if found is not None and found.stop == stop and found.rule.values.get("joins"):
            return str(found.rule.values["sort"])
    if (whole := words.whole(tokens, first - 1) if first else None) is not None and whole.stop == stop:
        return str(whole.rule.values["sort"])
    after, before = words.after(tokens, stop), words.before(tokens, first)
    if after is not None and (not after.rule.values.get("joins") or after.rule.values["sort"] == "region"):  # "Ростовской" of "… и Ростовской областями"
        return str(after.rule.values["sort"])
    if before is not None and before.first >= free and before.rule.values["sort"] != "place":
        return str(before.rule.values["sort"])
    return ""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document's place mentions with their tokens (`spans`: first, stop), and what is found out about each."""

    tokens: Tokens
    words: PlaceWords
    places: Sequence[Mention]
    spans: Sequence[tuple[int, int]]
    found: list[Evidence]

    def count_sentences(self, offices: Sequence[tuple[int, str]]) -> None:
        """Count the sentences, and tell each mention which others share its own, and whose office is named there or right before."""
        raw = self.tokens.raw
        last = len(raw) - 1
        ends = [at for at in self.tokens.among(_ENDS) if at == last or not raw[at + 1].islower()]  # "5 p.m. that day" goes on
        for item, (first, _) in zip(self.found, self.spans, strict=True):
            item.sentence = bisect_left(ends, first)
        for start, region in offices:
            sentence = bisect_left(ends, bisect_left(self.tokens.starts, start))
            for item in self.found:
                item.office = region if item.sentence in (sentence, sentence + 1) else item.office
        for _, members in itertools.groupby(self.found, key=operator.attrgetter("sentence")):
            sharing = list(members)
            beside = range(sharing[0].index, sharing[-1].index + 1)
            for item in sharing:
                item.beside = beside
            if len(sharing) > 1:
                self._divide(sharing)

    def _divide(self, sharing: Sequence[Evidence]) -> None:
        """Give each of several mentions of one name in a sentence the part of it in which it stands: "Ivanivka near Pokrovsk, and Ivanivka near Henichesk"."""
        before: dict[str, Evidence] = {}
        for item in sharing:
            mention = self.places[item.index]
            last = before.get(mention.key or mention.text)
            if last is not None:
                cut = self._cut(last.index, item.index)
                last.beside, item.beside = range(last.beside.start, cut), range(cut, item.beside.stop)
            before[mention.key or mention.text] = item

    def _cut(self, first: int, last: int) -> int:
        """Return the mention with which the part of a sentence begins that belongs to the second of two mentions of one name."""
        raw, spans = self.tokens.raw, self.spans
        middle = (first + last) / 2
        for sign in _PART_SIGNS:
            cuts = [at for at in range(first + 1, last + 1) if sign in raw[spans[at - 1][1] : spans[at][0]] and not self._joined(at - 1, at)]
            if cuts:
                return min(cuts, key=lambda at: abs(at - 0.5 - middle))
        return math.ceil(middle) if last - first > 1 else last

    def read_remarks(self) -> None:
        """Give what a gloss says to the name before it, or to the whole list that ends with that name."""
        described: list[int] = []
        regional = self.words.names_regions(self.tokens)
        glosses = [mention.reason.startswith("gloss") for mention in self.places]
        last = len(glosses) - 1
        for at, mention in enumerate(self.places):
            if glosses[at]:
                if not mention.reason.startswith(OWNER):
                    self._describe(described, at)
                elif at + 1 < len(self.places):
                    self.found[at + 1].inside += (at,)
                continue
            item = self.found[at]
            described = [*described[-_CHAIN:], at] if described and self._in_list(described[-1], at) else [at]
            if item.sort in _VILLAGES and self._leads_into(at):
                item.inside += (at - 1,)
            if regional and (region := self.words.region_beside(self.tokens, *self.spans[at])):
                for index in described:
                    self.found[index].region = self.found[index].region or region
            if mention.relation is not None and at > 0:
                self._follow(at, mention.relation)
            called = self.words.before(self.tokens, self.spans[at][0]) if item.sort == "district" else None
            item.quarter = called is not None and bool(called.rule.values.get("quarter"))
            item.city = self._city(at) if item.sort == "district" else -1
            item.told = self._told(at) if at < last and glosses[at + 1] else -1
            if item.told >= 0 and self.tokens.raw[self.spans[at][1]] != ",":
                self._tell(described[:-1], item.told)

    def read_headings(self) -> None:
        """Give the area before a colon to each name of the list behind it: "villages of Sumy Oblast: Bilopillia, Vorozhba"."""
        heading = -1
        for at in range(1, len(self.places)):
            heads = self.found[at - 1].sort in _AREAS and self.tokens.raw[self.spans[at - 1][1] : self.spans[at][0]] == (":",)
            heading = at - 1 if heads else heading if heading >= 0 and self._joined(at - 1, at) else -1
            if heading >= 0:
                self.found[at].inside += (heading,)

    def share_sorts(self) -> None:
        """Let lists share the word for what they are: "the Belgorod and Kursk regions", "the regions of Odesa and Mykolaiv"."""
        plural = self.words.plural
        shared: set[int] = set()
        for at in range(len(self.places) - 2, -1, -1):
            after = self.found[at + 1]
            if not self.found[at].sort and after.sort in _AREAS and self._joined(at, at + 1) and self._may_share(at):
                stop = self.spans[at + 1][1]
                if at + 1 in shared or plural(self.tokens, stop - 1) or plural(self.tokens, stop):
                    self.found[at].sort = after.sort
                    shared.add(at)
        for at in range(1, len(self.places)):
            if not self.found[at].sort and self.found[at - 1].sort == "region" and self._joined(at - 1, at):
                before = self.words.before(self.tokens, self.spans[at - 1][0])
                if before is not None and before.rule.values["sort"] == "region":
                    self.found[at].sort = "region"

    def _may_share(self, at: int) -> bool:
        """Whether a name may share a word for an area: in Cyrillic it must be an adjective, «Мирівській та Марганецькій громадах», and no town."""
        text = self.places[at].text
        return not is_cyrillic(text) or is_adjective(normalise(text))

    def _leads_into(self, at: int) -> bool:
        """Whether an area and then a place in it are named: "in Belgorod district in the village of X", «на Харківщині у селі Х»."""
        if at == 0 or self.found[at - 1].sort not in _AREAS:
            return False
        (_, stop), (first, _) = self.spans[at - 1], self.spans[at]
        between = self.tokens.raw[stop:first]
        return 1 < len(between) <= _LEAD and self.words.locates(self.tokens, stop, stop + len(between) - 1)

    def _city(self, at: int) -> int:
        """Return the index of the city of which a district is said to be ("Київський район Харкова"), -1 for none."""
        if at + 1 >= len(self.places) or self.found[at + 1].sort in _AREAS:
            return -1
        stop, first = self.spans[at][1], self.spans[at + 1][0]
        if self.tokens.raw[stop:first][:1] == (",",) and first - stop > 1:  # "the Korabelnyi district, in Mykolaiv the Inhulskyi one"
            return -1
        return at + 1 if self.words.locates(self.tokens, stop, first) else -1

    def _told(self, at: int) -> int:
        """Return the index of the area, which is known to describe something, if the words right behind a name say that it lies there; -1 for none."""
        relation, beyond = self.places[at].relation, self.places[at + 1].relation
        if beyond is not None and beyond.kind is RelationKind.DIRECTION:  # "through Mariupol in the Zaporizhzhia direction"
            return -1
        if relation is not None and relation.kind in _PLACING and relation.kind is not RelationKind.NEAR:  # "50 km north of Kherson in Mykolaiv Oblast": that spot lies there
            return -1
        (_, stop), (first, _) = self.spans[at], self.spans[at + 1]
        bracket = first == stop + 1 and self.tokens.raw[stop] == "("
        if self.tokens.raw[stop:first] == (",",) and at + 2 < len(self.places) and self._joined(at + 1, at + 2):
            return -1  # a list of towns and regions: "Kursk, Primorsky Krai, Perm and Kurgan Oblast"
        return at + 1 if bracket or self.words.locates(self.tokens, stop, first) else -1

    def _tell(self, listed: Sequence[int], told: int) -> None:
        """Give the names of a list the area behind it: "A and B in Luhansk Oblast and C in Donetsk Oblast"."""
        for item in map(self.found.__getitem__, listed):
            if item.told < 0 and item.listed < 0 and not item.inside:
                item.listed = told

    def _joined(self, at: int, other: int) -> bool:
        return self.words.join(self.tokens, self.spans[at][1], self.spans[other][0])

    def _describe(self, described: Sequence[int], at: int) -> None:
        if not described:
            return
        relation, head = self.places[at].relation, self.spans[described[-1]][1]
        several = any(self.words.plural(self.tokens, index) for index in range(head, min(head + 4, len(self.tokens))))
        for index in described if several or relation is None else described[-1:]:
            if relation is not None and relation.kind in _PLACING:
                self.found[index].near += ((at, relation),)
            elif (relation is None or relation.kind is RelationKind.PART) and (index == described[-1] or not self.found[index].inside):
                self.found[index].inside += (at,)

    def _in_list(self, before: int, at: int) -> bool:
        """Whether two names stand in one list, glosses between them left out."""
        stop, first = self.spans[at - 1][1], self.spans[at][0]
        if at - 1 != before and stop < len(self.tokens) and self.tokens.raw[stop] == ")":
            stop += 1
        return self.words.join(self.tokens, stop, first) or (at - 1 == before and stop == first)

    def _follow(self, at: int, relation: Relation) -> None:
        """Read "south of Chasiv Yar near Bila Hora, Predtechyne and Stupochky": what is near lies south of the first. And "in Oktyabrsky near Toropets"."""
        if relation.kind not in _PLACING:
            return
        before = self.places[at - 1]
        adjoins = before.end <= relation.start and not self.tokens.text[before.end : relation.start].strip()
        if adjoins and self.found[at - 1].sort not in _AREAS and (before.relation is None or (before.relation.kind is RelationKind.NEAR and relation.kind is RelationKind.SIDE)):
            self.found[at - 1].near += ((at, relation),)
        if relation.kind is not RelationKind.NEAR:
            return
        if adjoins and before.relation is not None and before.relation.kind in (RelationKind.SIDE, RelationKind.OFFSET):
            self.found[at].near += ((at - 1, before.relation),)
        elif relation.start < before.start and self._joined(at - 1, at):
            self.found[at].near += tuple(pair for pair in self.found[at - 1].near if pair[0] < at - 1)
