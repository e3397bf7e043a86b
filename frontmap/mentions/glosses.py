"""Which names only say where another name lies: "Terny (northwest of Kreminna)", "Lozove in the Kherson region"."""

from __future__ import annotations

from collections.abc import Sequence

from frontmap.mentions.names import Name
from frontmap.mentions.place_words import PlaceWords
from frontmap.mentions.tokens import Tokens
from frontmap.records import Relation, RelationKind

__all__ = ["OWNER", "gloss_reasons"]

OWNER = "gloss: says whose"  # how the reason of "Ukraine" in "Ukraine's Kharkiv region" begins: it describes what follows

_REACH, _MEASURED_REACH = 4, 10  # tokens from the bracket to a side, and to a distance: "(on the T2209 highway 45km northwest of Henichesk)"
_BRACKET = 40  # tokens: a longer bracket is a remark of its own
_REMARK = 14  # tokens: how far the remark after a comma reaches
_APPOSED = 3  # words between a name and a distance that describes it: ", about"
_HEADED = 9  # the same, where a noun stands between: ", a small rail junction some"
_FAR_M = 100_000  # one point of the compass is 40 km wide there
_SIDES = (RelationKind.OFFSET, RelationKind.SIDE)
_PLACING = (RelationKind.OFFSET, RelationKind.SIDE, RelationKind.NEAR, RelationKind.BETWEEN)


def gloss_reasons(
    tokens: Tokens, names: Sequence[Name], relations: Sequence[Relation | None], areas: frozenset[int], words: PlaceWords
) -> dict[int, str]:
    """Return, for the names that only describe another one, why; keyed by their index.

    Parameters
    ----------
    tokens : Tokens
        The text.
    names : sequence of Name
        The names that are places, in order.
    relations : sequence of Relation or None
        Their relations.
    areas : frozenset of int
        Indexes of the names of regions, districts and countries.
    words : PlaceWords
        The language's place words.
    """
    reasons: dict[int, str] = {}
    raw = tokens.raw
    for index, name in enumerate(names):
        after = index + 1
        for other in _bracketed(tokens, names, relations, index) if name.stop < len(raw) and raw[name.stop] == "(" else ():
            reasons.setdefault(other, f"gloss: the words in brackets say where {_text(tokens, name)} lies")
        if index not in reasons and relations[index] is not None and _opens_bracket(tokens, relations[index]):
            reasons[index] = "gloss: the words in brackets say where something lies"
        if _is_far(relations[index]):
            reasons.setdefault(index, "gloss: what is so far from it is somewhere else")
        if after < len(names) and relations[after] is not None and _apposed(tokens, names, relations, index, words):
            reasons.setdefault(after, f"gloss: says where {_text(tokens, name)} lies")
        remark = words.gloss(tokens, name.stop)
        for other in _remarked(tokens, names, relations, index, areas, words, remark.stop) if remark is not None else ():
            reasons.setdefault(other, f"gloss: says where {_text(tokens, name)} lies")
        if after < len(names) and after in areas and not _goes_on(tokens, names, after, words) and not _is_direction(relations[after]) and words.locates(tokens, name.stop, names[after].first):
            small = index not in areas or name.sort == "district" or (index in reasons and names[after].sort != "")
            if small:
                reasons.setdefault(after, f"gloss: says where {_text(tokens, name)} lies")
        if after < len(names) and index in areas and _owns(tokens, name, names[after]):
            reasons.setdefault(index, f"{OWNER} {_text(tokens, names[after])} is")
    return reasons


def _goes_on(tokens: Tokens, names: Sequence[Name], index: int, words: PlaceWords) -> bool:
    """Whether the area at `index` stands in a list behind a town and shares its word with the next one: «Нікополю, Мирівській та Марганецькій громадах»."""
    name = names[index]
    shares = name.sort != "" and name.stop == name.first + 1 and index + 1 < len(names)
    return shares and tokens.raw[names[index - 1].stop : name.first] == (",",) and words.join(tokens, name.stop, names[index + 1].first)


def _is_direction(relation: Relation | None) -> bool:
    """Whether an area names where something goes and not where it is: "in the Zaporizhzhia Oblast direction"."""
    return relation is not None and relation.kind is RelationKind.DIRECTION


def _is_far(relation: Relation | None) -> bool:
    """Whether a distance is told that nobody measures a place by: "a plant 1,200 km from Kyiv"."""
    return relation is not None and relation.kind is RelationKind.OFFSET and (relation.distance_m or 0) >= _FAR_M


def _opens_bracket(tokens: Tokens, relation: Relation | None) -> bool:
    """Whether a distance or side stands first in brackets: "the forest (10 km south of Kreminna)"."""
    if relation is None or relation.kind not in _SIDES:
        return False
    return "(" in tokens.raw[max(0, tokens.first_at(relation.start) - 2) : tokens.first_at(relation.start)]


def _apposed(tokens: Tokens, names: Sequence[Name], relations: Sequence[Relation | None], index: int, words: PlaceWords) -> bool:
    """Whether a distance or side describes the name before it: "near Verbove, west of Robotyne."; lists of sides do not.

    A side needs a comma and ends its sentence; a distance may follow the name at once ("Lyman 5 km north of it").
    """
    own, other = relations[index], relations[index + 1]
    if other is None or other.kind not in _SIDES or (own is not None and own.kind in _SIDES) or other.start < names[index].end:
        return False
    stop = names[index].stop
    reached = tokens.first_at(other.start)
    between = tokens.raw[stop:reached]
    if other.kind is RelationKind.OFFSET:
        if words.apposition(tokens, stop) is not None and len(between) <= _HEADED and not any(sign in between[1:] for sign in (".", ";", ":", "(", ")", ",", "\n")):
            return True  # ", a rail junction about 50 km north of"
        goes_on = any(words.join(tokens, stop, stop + length) for length in (1, 2) if between[:length] != (",",))  # "Terny and 5 km south of"
        return len(between) <= _APPOSED and not goes_on and not any(sign in between for sign in (".", ";", ":", "(", ")"))
    after = tokens.raw[names[index + 1].stop : names[index + 1].stop + 1]
    return between[:1] == (",",) and len(between) <= _APPOSED and after in ((), (".",), (";",), ("\n",))


def _text(tokens: Tokens, name: Name) -> str:
    return tokens.text[name.start : name.end]


def _bracketed(tokens: Tokens, names: Sequence[Name], relations: Sequence[Relation | None], index: int) -> list[int]:
    opening = names[index].stop
    limit = min(opening + _BRACKET, len(tokens))
    closing = next((at for at in range(opening, limit) if tokens.raw[at] == ")"), None)
    if closing is None:
        return []
    inside = [other for other in range(index + 1, len(names)) if names[other].stop <= closing]
    if not inside:
        return []
    relation = relations[inside[0]]
    head = tokens.first_at(relation.start) if relation is not None else names[inside[0]].first
    reach = _MEASURED_REACH if relation is not None and relation.kind is RelationKind.OFFSET else _REACH
    placing = relation is not None and relation.kind in _PLACING and head - opening <= reach
    return inside if placing or names[inside[0]].first == opening + 1 else []


def _remarked(
    tokens: Tokens, names: Sequence[Name], relations: Sequence[Relation | None], index: int, areas: frozenset[int], words: PlaceWords, reach: int
) -> list[int]:
    """Return the names of the remark on a name, which goes on at token `reach`."""
    described = []
    for other in range(index + 1, len(names)):
        name, relation = names[other], relations[other]
        between = tokens.raw[reach : name.first]
        if name.first - reach > _REMARK or any(sign in between for sign in (".", ";", ":", "(")):
            break
        within = other in areas and any(words.locates(tokens, name.first - length, name.first) for length in (1, 2, 3))
        if not (within or (relation is not None and relation.kind in _PLACING)):
            break
        described.append(other)
        reach = name.stop
    return described


def _owns(tokens: Tokens, name: Name, other: Name) -> bool:
    """Whether a country is named only as the owner of the next place: "Ukraine's Kharkiv region"."""
    return tokens.raw[name.stop : name.stop + 2] == ("'", "s") and 0 <= other.first - name.stop - 2 <= 4 and other.start > name.end
