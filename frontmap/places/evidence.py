"""What a document says of where its places lie: remarks in brackets, regions beside a name, names that stand together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from frontmap.mentions.place_words import PlaceWords
from frontmap.mentions.tokens import Tokens, tokenize
from frontmap.records import Document, Mention, Relation, RelationKind

__all__ = ["Evidence", "gather"]

_PLACING = (RelationKind.OFFSET, RelationKind.SIDE, RelationKind.NEAR, RelationKind.BETWEEN)
_CHAIN = 12  # names that one "all northeast of X" can describe


@dataclass(slots=True)
class Evidence:
    """What the words around one mention say; `index` is its place among the document's place mentions.

    `sort` is what the words call for (region, district, city, village, facility), `near` holds the relations that a gloss
    tells (index of the reference, relation), `inside` the indexes of areas said to contain it, `sentence` a number that
    mentions of one sentence share, and `beside` the indexes of the other mentions of that sentence.
    """

    index: int
    sort: str = ""
    near: list[tuple[int, Relation]] = field(default_factory=list)
    inside: list[int] = field(default_factory=list)
    sentence: int = 0
    beside: list[int] = field(default_factory=list)


def gather(document: Document, places: Sequence[Mention]) -> list[Evidence]:
    """Return the evidence for each place mention of a document, in order."""
    words, tokens = PlaceWords.of(document.language), tokenize(document.text)
    spans = [(tokens.first_at(mention.start), tokens.last_before(mention.end) + 1) for mention in places]
    found = [Evidence(index, _sort(tokens, spans[index], words)) for index in range(len(places))]
    described: list[int] = []  # the names that a gloss would describe: the last one, or the list that ends with it
    for at, mention in enumerate(places):
        if at:
            found[at].sentence = found[at - 1].sentence + _breaks(tokens, spans[at - 1][1], spans[at][0])
        if mention.reason.startswith("gloss"):
            _describe(found, described, places, at, tokens, spans, words)
            continue
        joined = bool(described) and _joined(tokens, spans, described[-1], at, places, words)
        described = [*described[-_CHAIN:], at] if joined else [at]
        _follow(found, places, at, tokens, spans, words)
    for at in range(len(places) - 2, -1, -1):  # "the Belgorod and Kursk regions"
        if not found[at].sort and found[at + 1].sort in ("region", "district") and words.join(tokens, spans[at][1], spans[at + 1][0]):
            plural = words.after(tokens, spans[at + 1][1] - 1) or words.after(tokens, spans[at + 1][1])
            if plural is not None and tokens.lower[plural.stop - 1] in _plurals(words):
                found[at].sort = found[at + 1].sort
    for at in range(1, len(places)):
        if not found[at].sort and found[at - 1].sort == "region" and words.join(tokens, spans[at - 1][1], spans[at][0]):
            before = words.before(tokens, spans[at - 1][0])
            if before is not None and before.rule.values["sort"] == "region":  # "the southern regions of Odesa and Mykolaiv"
                found[at].sort = "region"
    sentences: dict[int, list[int]] = defaultdict(list)
    for item in found:
        sentences[item.sentence].append(item.index)
    for item in found:
        item.beside = [index for index in sentences[item.sentence] if index != item.index]
    return found


def _plurals(words: PlaceWords) -> frozenset[str]:
    trie = words.tries.get("plural")
    return frozenset(trie.forwards) if trie else frozenset()


def _sort(tokens: Tokens, span: tuple[int, int], words: PlaceWords) -> str:
    first, stop = span
    for at in range(first + 1, stop):  # the words that belong to the name
        found = words.after(tokens, at)
        if found is not None and found.stop == stop and found.rule.values.get("joins"):
            return str(found.rule.values["sort"])
    after, before = words.after(tokens, stop), words.before(tokens, first)
    if after is not None and not after.rule.values.get("joins"):
        return str(after.rule.values["sort"])
    if before is not None and before.rule.values["sort"] != "place":
        return str(before.rule.values["sort"])
    return ""


def _breaks(tokens: Tokens, stop: int, first: int) -> int:
    """Count the ends of sentences between two mentions."""
    return sum(tokens.raw[at] in (".", "!", "?") and tokens.begins_sentence(at + 1) for at in range(stop, first - 1))


def _describe(
    found: list[Evidence], described: list[int], places: Sequence[Mention], at: int, tokens: Tokens, spans: list[tuple[int, int]], words: PlaceWords
) -> None:
    if not described:
        return
    relation = places[at].relation
    head = spans[described[-1]][1]
    plural = words.tries.get("plural")
    several = plural is not None and any(plural.after(tokens, index) for index in range(head, min(head + 4, len(tokens))))
    for index in described if several or relation is None else described[-1:]:
        if relation is not None and relation.kind in _PLACING:
            found[index].near.append((at, relation))
        elif relation is None or relation.kind is RelationKind.PART:
            found[index].inside.append(at)


def _joined(
    tokens: Tokens, spans: list[tuple[int, int]], before: int, at: int, places: Sequence[Mention], words: PlaceWords
) -> bool:
    """Whether two names stand in one list, glosses between them left out."""
    stop = spans[at - 1][1]
    if at - 1 != before and stop < len(tokens) and tokens.raw[stop] == ")":
        stop += 1
    return words.join(tokens, stop, spans[at][0]) or (at - 1 == before and stop == spans[at][0])


def _follow(
    found: list[Evidence], places: Sequence[Mention], at: int, tokens: Tokens, spans: list[tuple[int, int]], words: PlaceWords
) -> None:
    """Read "south of Chasiv Yar near Bila Hora, Predtechyne and Stupochky": what is near lies south of the first."""
    relation = places[at].relation
    if at == 0 or relation is None or relation.kind is not RelationKind.NEAR:
        return
    before = places[at - 1]
    if before.relation is not None and before.relation.kind in (RelationKind.SIDE, RelationKind.OFFSET):
        if before.end <= relation.start and not tokens.text[before.end : relation.start].strip():
            found[at].near.append((at - 1, before.relation))
            return
    if relation.start < before.start and words.join(tokens, spans[at - 1][1], spans[at][0]):
        found[at].near += [pair for pair in found[at - 1].near if pair[0] < at - 1]
