"""How the location that a text means relates to the place that it names: "6 km south of X", "near X", "eastern X".

The words stand in `lexicon/<language>/relations.toml`. Reading goes outwards from the name: over the words that say what
sort of place it is ("the city of"), then over the relation's own words, then over a distance.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from dataclasses import dataclass

from frontmap.lexicon.load import Rule, load_rules
from frontmap.mentions.names import Name
from frontmap.mentions.phrases import Found, PhraseTrie
from frontmap.mentions.tokens import Tokens
from frontmap.records import Relation, RelationKind

__all__ = ["RelationReader"]

_THOUSANDS = re.compile(r"\d{1,3}(?:[,.]\d{3})+")
_TENS = frozenset(range(20, 100, 10))
_CONVERSION = 8  # tokens of a distance that is told again in parentheses
_MEASURED = (RelationKind.SIDE, RelationKind.OFFSET)  # what a distance may stand before
_KINDS = {kind.value: kind for kind in RelationKind}
_FINER = {RelationKind.OFFSET: 4, RelationKind.SIDE: 3, RelationKind.NEAR: 2, RelationKind.BETWEEN: 2, RelationKind.PART: 1}


@dataclass(frozen=True, slots=True)
class RelationReader:
    """The relation rules of one language."""

    leading: PhraseTrie  # "near", before a name
    trailing: PhraseTrie  # "direction", after one
    units: PhraseTrie
    numbers: PhraseTrie
    to: PhraseTrie  # "5 to 7 km"
    place_nouns: PhraseTrie
    directions: PhraseTrie

    @classmethod
    @functools.cache
    def of(cls, language: str) -> RelationReader:
        """Return the reader of a language."""
        groups: dict[str, list[Rule]] = defaultdict(list)
        for rule in load_rules(language, "relations"):
            groups[rule.values["side"]].append(rule)
        adjectival = [rule for rule in groups["after"] if rule.values.get("adjective")]
        words = load_rules(language, "place_words")
        nouns = [rule for rule in words if rule.values["side"] == "before" and rule.values["sort"] != "place"]
        sides = (groups[side] for side in ("before", "after", "unit", "number", "to"))
        return cls(*(PhraseTrie(rules, language) for rules in (*sides, nouns, adjectival)))

    def direction_nouns(self, tokens: Tokens) -> list[int]:
        """Return the tokens that begin a noun which the adjective of a place stands before ("напрямок")."""
        heads = self.directions.forwards
        return tokens.among(heads) if heads else []

    def relation(self, tokens: Tokens, name: Name, following: Name | None = None) -> Relation | None:
        """Return the relation told of a name, None where the text means the place itself.

        Parameters
        ----------
        tokens : Tokens
            The text.
        name : Name
            The name of the place.
        following : Name or None
            The next place name, for "between X and Y".
        """
        relation = self._before(tokens, name, following)
        if relation is not None and relation.kind in (RelationKind.OFFSET, RelationKind.SIDE):
            return relation
        found = self.trailing.after(tokens, name.stop)
        if found is None:
            return relation
        return _relation(_KINDS[found.rule.values["kind"]], tokens, found.first, found.stop, bearing=found.rule.values.get("bearing"))

    def _before(self, tokens: Tokens, name: Name, following: Name | None) -> Relation | None:
        at, best = name.first, None
        for _ in range(4):  # "6 km | south of | the center of | the city of | X"
            found = self.leading.before(tokens, at)
            if found is None:
                noun = self.place_nouns.before(tokens, at)
                if noun is None:
                    break
                at = noun.first
                continue
            relation = self._read(tokens, name, found, following)
            if relation is None:
                break
            if best is None or _FINER.get(relation.kind, 0) > _FINER.get(best.kind, 0):
                best = relation
            at = min(found.first, tokens.first_at(relation.start))
        return best

    def _read(self, tokens: Tokens, name: Name, found: Found, following: Name | None) -> Relation | None:
        """Return the relation that a phrase tells; None for "from" and the like where no distance stands before it."""
        kind, bearing = _KINDS[found.rule.values["kind"]], found.rule.values.get("bearing")
        if kind is RelationKind.BETWEEN:
            other = tokens.text[following.start : following.end] if following else None
            return _relation(kind, tokens, found.first, name.first, other=other)
        if kind not in _MEASURED:
            return _relation(kind, tokens, found.first, name.first, bearing=bearing)
        distance, first = self._distance(tokens, found.first)
        if distance is not None:
            return _relation(RelationKind.OFFSET, tokens, first, name.first, bearing=bearing, distance_m=distance)
        return _relation(kind, tokens, found.first, name.first, bearing=bearing) if kind is RelationKind.SIDE else None

    def _distance(self, tokens: Tokens, index: int) -> tuple[float | None, int]:
        """Return the metres told right before token `index`, and the first token of their words; of a range its middle."""
        unit = self.units.before(tokens, _before_parenthesis(tokens, index))
        if unit is None:
            return None, index
        numbers: list[float] = []
        first = at = unit.first
        joined = False
        while (read := self._number(tokens, at)) is not None:
            number, first = read
            if joined and number in _TENS and numbers[-1] < 10:
                numbers[-1] += number  # twenty-five, двадцять п'ять
            else:
                numbers.append(number)
            to = self.to.before(tokens, first)
            hyphen = tokens.raw[first - 1 : first] in (("-",), ("–",))
            joined = to is None
            at = to.first if to is not None else first - hyphen
        return (sum(numbers) / len(numbers) * unit.rule.values["metres"], first) if numbers else (None, index)

    def _number(self, tokens: Tokens, index: int) -> tuple[float, int] | None:
        """Return the number that ends right before token `index`, in digits or in words, and its first token."""
        if index > 0 and tokens.raw[index - 1].isdigit():
            first = index - 1
            while first > 1 and tokens.raw[first - 1] in ".," and tokens.raw[first - 2].isdigit() and tokens.ends[first - 2] + 1 == tokens.starts[first]:
                first -= 2
            return _digits(tokens.text[tokens.starts[first] : tokens.ends[index - 1]]), first
        found = self.numbers.before(tokens, index)
        return (found.rule.values["value"], found.first) if found is not None else None


def _before_parenthesis(tokens: Tokens, index: int) -> int:
    """Return where a parenthesis opens that closes right before token `index`, as in "6 miles (10 km) north of", else `index`."""
    if tokens.raw[index - 1 : index] != (")",):
        return index
    return next((at for at in range(index - 2, max(index - _CONVERSION, 0), -1) if tokens.raw[at] == "("), index)


def _digits(digits: str) -> float:
    return float(re.sub(r"\D", "", digits)) if _THOUSANDS.fullmatch(digits) else float(digits.replace(",", "."))


def _relation(
    kind: RelationKind, tokens: Tokens, first: int, stop: int, *, bearing: float | None = None, distance_m: float | None = None, other: str | None = None
) -> Relation:
    start, end = tokens.starts[first], tokens.ends[stop - 1]
    return Relation(kind, tokens.text[start:end], distance_m, None if bearing is None else float(bearing), other, start, end)
