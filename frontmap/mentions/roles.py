"""What a name stands for: a place, or somebody who acts, a unit, a person, an outlet, an organisation, a thing.

The words beside the name decide, by the rules in `lexicon/<language>/roles.toml`; of the rules that speak the heaviest is
heard. A *power*, that is a country or a seat of government, is a place only where words say that it is: one false pin on
a capital that merely speaks is worse than a missed one.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from frontmap.lexicon.load import Rule, load_rules
from frontmap.mentions.names import Name
from frontmap.mentions.phrases import PhraseTrie
from frontmap.mentions.tokens import Tokens
from frontmap.records import Role

__all__ = ["RoleReader", "Verdict"]

_ACTOR_ROLES = {"person": Role.PERSON, "official": Role.PERSON, "outlet": Role.OUTLET, "unit": Role.UNIT, "organisation": Role.ORGANISATION}
_OPENING, _CLOSING = '"“«„', '"”»“'
_POSSESSED_WITHIN = 3  # "Ukraine's two largest eastern cities"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A role, why it was given, the weight of the rule that gave it, and whether it holds of surnames alone."""

    role: Role
    reason: str
    weight: int = 0
    surname: bool = False  # holds only of what may be somebody's surname and is not said to be where something is


@dataclass(frozen=True, slots=True)
class RoleReader:
    """The role rules of one language."""

    tries: dict[tuple[str, str], PhraseTrie]
    first_names: PhraseTrie

    @classmethod
    @functools.cache
    def of(cls, language: str) -> RoleReader:
        """Return the reader of a language; a language without rules knows no roles but places."""
        rules = load_rules(language, "roles")
        groups: dict[tuple[str, str], list[Rule]] = defaultdict(list)
        for rule in rules:
            groups[rule.values["side"], rule.values["of"]].append(rule)
        first_names = [rule for rule in rules if rule.values.get("sort") == "first-name"]
        return cls({key: PhraseTrie.of(group, language) for key, group in groups.items()}, PhraseTrie.of(first_names, language))

    def role(self, tokens: Tokens, name: Name, power: str, places_after: frozenset[int], *, surname: bool = True) -> Verdict | None:
        """Return what the words beside a name make of it, None where they are silent.

        Parameters
        ----------
        tokens : Tokens
            The text.
        name : Name
            The name, as the gazetteer found it.
        power : str
            "country" or "capital" where the name is one, else "".
        places_after : frozenset of int
            Tokens at which names begin that are known to be places ("Ukraine's Kharkiv region").
        surname : bool
            Whether the name may be somebody's surname, so that a verb of speaking after it makes it a person.
        """
        if name.actor is not None:
            role = _ACTOR_ROLES.get(name.actor.type, Role.ACTOR)
            return Verdict(role, f"{name.actor.name} is known to the theatre ({name.actor.type})", 99)
        verdicts = self._beside(tokens, name, "any")
        if verdicts and (not surname or self.locates(tokens, name)):  # "officials in Enerhodar said"
            verdicts = [verdict for verdict in verdicts if not verdict.surname]
        if self._is_first_name(tokens, name):
            verdicts.append(Verdict(Role.PERSON, "a first name before a surname", 9))
        if _is_part_of_title(tokens, name):
            verdicts.append(Verdict(Role.OTHER, "part of a longer name in quotes", 5))
        if surname and _has_initial(tokens, name):
            verdicts.append(Verdict(Role.PERSON, "an initial stands before it", 9))
        if surname and _has_age(tokens, name):
            verdicts.append(Verdict(Role.PERSON, "an age stands after it", 9))
        if power:
            verdicts += self._beside(tokens, name, "power")
            owned = self._possessed(tokens, name, places_after)
            if owned is not None:
                verdicts.append(owned)
        return max(verdicts, key=lambda verdict: verdict.weight, default=None)

    def locates(self, tokens: Tokens, name: Name) -> bool:
        """Whether the word before a name says that something is located there ("in", "from", "the city of")."""
        before = self.tries.get(("before", "power"))
        found = before.before(tokens, name.first) if before else None
        return found is not None and found.rule.values["role"] == Role.PLACE

    def _beside(self, tokens: Tokens, name: Name, of: str) -> list[Verdict]:
        verdicts = []
        before, after, whole = (self.tries.get((side, of)) for side in ("before", "after", "whole"))
        if before and (found := before.before(tokens, name.first)):
            verdicts.append(_verdict(found.rule, tokens, found.first, name.stop))
        if after and name.stop < len(tokens) and (found := after.after(tokens, name.stop)):
            verdicts.append(_verdict(found.rule, tokens, name.first, found.stop))
        if whole:
            said = [whole.after(tokens, first) for first in range(name.first, max(-1, name.first - 3), -1)]
            verdicts += [_verdict(found.rule, tokens, found.first, found.stop) for found in said if found and found.stop >= name.stop]
        return verdicts

    def follows_first_name(self, tokens: Tokens, index: int) -> bool:
        """Whether a first name, or a title, stands right before token `index`."""
        return self.first_names.before(tokens, index) is not None

    def is_first_name(self, tokens: Tokens, index: int) -> bool:
        """Whether token `index` is a first name."""
        return self.first_names.after(tokens, index) is not None

    def _is_first_name(self, tokens: Tokens, name: Name) -> bool:
        found = self.first_names.after(tokens, name.first)
        return bool(found and found.stop == name.stop < len(tokens) and tokens.raw[name.stop][:1].isupper())

    def _possessed(self, tokens: Tokens, name: Name, places_after: frozenset[int]) -> Verdict | None:
        """Read what belongs to a power: "Ukraine's north" is a place, "Ukraine's southern military command" acts."""
        if tokens.raw[name.stop : name.stop + 2] != ("'", "s"):
            return None
        owned, forces = self.tries.get(("possessed", "power")), self.tries.get(("after", "power"))
        for at in range(name.stop + 2, min(name.stop + 2 + _POSSESSED_WITHIN, len(tokens))):
            if at in places_after:
                return Verdict(Role.PLACE, f"{tokens.text[name.start : tokens.ends[at]]!r}: a place of that country follows", 6)
            if forces and (found := forces.after(tokens, at)) and found.rule.values["weight"] >= 5:
                return _verdict(found.rule, tokens, name.first, found.stop)
            if owned and (found := owned.after(tokens, at)):
                return _verdict(found.rule, tokens, name.first, found.stop)
            if not tokens.raw[at][:1].isalpha() and tokens.raw[at] != "-":
                break
        return None


def _verdict(rule: Rule, tokens: Tokens, first: int, stop: int) -> Verdict:
    values: Any = rule.values
    words = " ".join(tokens.text[tokens.starts[first] : tokens.ends[stop - 1]].split())
    return Verdict(Role(values["role"]), f"{words!r} ({rule.id})", values["weight"], values.get("sort") == "speaks")


def _has_age(tokens: Tokens, name: Name) -> bool:
    """Whether an age between commas follows: "Anna, 71, had never left"."""
    after = tokens.raw[name.stop : name.stop + 3]
    return len(after) == 3 and after[0] == after[2] == "," and after[1].isdigit() and len(after[1]) == 2


def _has_initial(tokens: Tokens, name: Name) -> bool:
    """Whether an initial stands before it and begins no sentence: "Frederick W. Kagan"."""
    first, before = name.first, tokens.raw[max(0, name.first - 2) : name.first]
    return len(before) == 2 and before[1] == "." and len(before[0]) == 1 and before[0].isupper() and not tokens.begins_sentence(first - 2)


def _is_part_of_title(tokens: Tokens, name: Name) -> bool:
    """Whether a name opens a quotation of two or three capitalised words: the “Salavat Yulaev” battalion."""
    if name.first == 0 or tokens.raw[name.first - 1] not in _OPENING:
        return False
    at = name.stop
    while at < min(name.stop + 2, len(tokens)) and tokens.raw[at][0].isupper():
        at += 1
    return name.stop < at < len(tokens) and tokens.raw[at] in _CLOSING
