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

from frontmap.gazetteer.inflect import is_adjective
from frontmap.gazetteer.names import normalise
from frontmap.lexicon.load import Rule, load_rules
from frontmap.mentions.names import Name
from frontmap.mentions.phrases import PhraseTrie
from frontmap.mentions.tokens import Tokens
from frontmap.records import Role

__all__ = ["RoleReader", "Verdict"]

_ROLES = {role.value: role for role in Role}  # as a mapping: the enumeration itself takes five times as long to tell
_ACTOR_ROLES = {"person": Role.PERSON, "official": Role.PERSON, "outlet": Role.OUTLET, "unit": Role.UNIT, "organisation": Role.ORGANISATION}
_OPENING, _CLOSING = frozenset('"“«„'), '"”»“'
_BESIDE = ("before", "after", "whole", "possessed", "bracketed")  # the other sides are those of titles
_WITHIN = 3  # tokens at which a phrase begins that holds the name: its own first one and two before it
_POSSESSED_WITHIN = 3  # "Ukraine's two largest eastern cities"


@dataclass(slots=True)
class Verdict:
    """A role, why it was given, the weight of the rule that gave it, and whether it holds of surnames alone."""

    role: Role
    reason: str
    weight: int = 0
    surname: bool = False  # holds only of what may be somebody's surname and is not said to be where something is
    adjective: bool = False  # holds only of adjectives: Львівська бригада, and not: у Львові бригада


_FIRST_NAME = Verdict(Role.PERSON, "a first name before a surname", 9)
_TITLE = Verdict(Role.OTHER, "part of a longer name in quotes", 5)
_INITIAL = Verdict(Role.PERSON, "an initial stands before it", 9)
_AGE = Verdict(Role.PERSON, "an age stands after it", 9)
_BRACKETED = Verdict(Role.PERSON, "in square brackets for a pronoun", 9)


@dataclass(frozen=True, slots=True)
class _Sides:
    """Rules by where their words stand: before a name, after it, or around and within it."""

    before: PhraseTrie
    after: PhraseTrie
    whole: PhraseTrie

    def verdicts(self, tokens: Tokens, name: Name) -> list[Verdict]:
        """Return what the words beside a name say that it is."""
        verdicts = []
        if found := self.before.before(tokens, name.first):
            verdicts.append(_verdict(found.rule, tokens, found.first, name.stop))
        if found := self.after.after(tokens, name.stop):
            verdicts.append(_verdict(found.rule, tokens, name.first, found.stop))
        if tokens.lower[name.first] in self.whole.vocabulary:
            near = range(name.first, max(-1, name.first - _WITHIN), -1)
            holding = [found for first in near if (found := self.whole.after(tokens, first)) and found.stop >= name.stop]
            verdicts += [_verdict(found.rule, tokens, found.first, found.stop) for found in holding]
        return verdicts


@dataclass(frozen=True, slots=True)
class RoleReader:
    """The role rules of one language."""

    beside: _Sides  # what the words beside any name make of it
    beside_power: _Sides  # and beside a power
    possessed: PhraseTrie
    first_names: PhraseTrie
    pronouns: PhraseTrie  # for which a name may stand in square brackets

    @classmethod
    @functools.cache
    def of(cls, language: str) -> RoleReader:
        """Return the reader of a language; a language without rules knows no roles but places."""
        rules = load_rules(language, "roles")
        groups: dict[tuple[str, str], list[Rule]] = defaultdict(list)
        for rule in rules:
            if rule.values["side"] in _BESIDE:
                groups[rule.values["side"], rule.values["of"]].append(rule)
        first_names = [rule for rule in rules if rule.values.get("sort") == "first-name"]
        tries = defaultdict(PhraseTrie, {key: PhraseTrie(group, language) for key, group in groups.items()})
        beside, beside_power = (_Sides(tries["before", of], tries["after", of], tries["whole", of]) for of in ("any", "power"))
        return cls(beside, beside_power, tries["possessed", "power"], PhraseTrie(first_names, language), tries["bracketed", "any"])

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
            return _known_actor(name.actor.name, name.actor.type)
        raw, first, stop = tokens.raw, name.first, name.stop
        before, after = raw[first - 1] if first else "", raw[stop] if stop < len(raw) else ""
        verdicts = self.beside.verdicts(tokens, name)
        if verdicts:
            verdicts = self._holding(verdicts, tokens, name, surname=surname)
        if after[:1].isupper() and self._is_first_name(tokens, name):
            verdicts.append(_FIRST_NAME)
        if before in _OPENING and _is_part_of_title(tokens, name):
            verdicts.append(_TITLE)
        if before == "." and surname and _is_initial(tokens, name.first - 2):
            verdicts.append(_INITIAL)
        if after == "," and surname and _is_age(tokens, name.stop + 1):
            verdicts.append(_AGE)
        if before == "[" and after == "]" and not power and self.pronouns.before(tokens, name.first - 1):
            verdicts.append(_BRACKETED)
        if power:
            verdicts += self.beside_power.verdicts(tokens, name)
            owned = self._possessed(tokens, name, places_after)
            if owned is not None:
                verdicts.append(owned)
        return max(verdicts, key=_weight) if verdicts else None

    def _holding(self, verdicts: list[Verdict], tokens: Tokens, name: Name, *, surname: bool) -> list[Verdict]:
        """Return those of the verdicts of words beside a name that hold of a name of its sort."""
        if not surname or self.locates(tokens, name):  # "officials in Enerhodar said"
            verdicts = [verdict for verdict in verdicts if not verdict.surname]
        if any(verdict.adjective for verdict in verdicts) and not is_adjective(normalise(tokens.raw[name.stop - 1]), located=self.locates(tokens, name)):
            verdicts = [verdict for verdict in verdicts if not verdict.adjective]
        return verdicts

    def locates(self, tokens: Tokens, name: Name, *, article: bool = False) -> bool:
        """Whether the word before a name, or before its `article`, says that something is located there ("in", "from", "the city of", "in the")."""
        found = self.beside_power.before.before(tokens, name.first) or (self.beside_power.before.before(tokens, name.first - 1) if article and name.first else None)
        return found is not None and found.rule.values["role"] == Role.PLACE

    def follows_first_name(self, tokens: Tokens, index: int) -> bool:
        """Whether a first name, or a title, stands right before token `index`."""
        return self.first_names.before(tokens, index) is not None

    def is_first_name(self, tokens: Tokens, index: int) -> bool:
        """Whether token `index` is a first name."""
        return self.first_names.after(tokens, index) is not None

    def _is_first_name(self, tokens: Tokens, name: Name) -> bool:
        found = self.first_names.after(tokens, name.first)
        return found is not None and found.stop == name.stop

    def _possessed(self, tokens: Tokens, name: Name, places_after: frozenset[int]) -> Verdict | None:
        """Read what belongs to a power: "Ukraine's north" is a place, "Ukraine's southern military command" acts."""
        if tokens.raw[name.stop : name.stop + 2] != ("'", "s"):
            return None
        for at in range(name.stop + 2, min(name.stop + 2 + _POSSESSED_WITHIN, len(tokens))):
            if at in places_after:
                return Verdict(Role.PLACE, f"{tokens.text[name.start : tokens.ends[at]]!r}: a place of that country follows", 6)
            if (found := self.beside_power.after.after(tokens, at)) and found.rule.values["weight"] >= 5:
                return _verdict(found.rule, tokens, name.first, found.stop)
            if found := self.possessed.after(tokens, at):
                return _verdict(found.rule, tokens, name.first, found.stop)
            if not tokens.raw[at][:1].isalnum() and tokens.raw[at] != "-":
                break
        return None


def _weight(verdict: Verdict) -> int:
    return verdict.weight


@functools.lru_cache(maxsize=4096)
def _known_actor(name: str, sort: str) -> Verdict:
    return Verdict(_ACTOR_ROLES.get(sort, Role.ACTOR), f"{name} is known to the theatre ({sort})", 99)


def _verdict(rule: Rule, tokens: Tokens, first: int, stop: int) -> Verdict:
    values: Any = rule.values
    words = " ".join(tokens.text[tokens.starts[first] : tokens.ends[stop - 1]].split())
    return Verdict(_ROLES[values["role"]], f"{words!r} ({rule.id})", values["weight"], values.get("sort") == "speaks", values.get("sort") == "of-adjective")


def _is_age(tokens: Tokens, at: int) -> bool:
    """Whether an age stands before a comma: "Anna, 71, had never left"."""
    raw = tokens.raw
    return at + 1 < len(raw) and raw[at + 1] == "," and len(raw[at]) == 2 and raw[at].isdigit()


def _is_initial(tokens: Tokens, at: int) -> bool:
    """Whether a capital that begins no sentence stands there: "Frederick W. Kagan"."""
    return at >= 0 and len(tokens.raw[at]) == 1 and tokens.raw[at].isupper() and not tokens.begins_sentence(at)


def _is_part_of_title(tokens: Tokens, name: Name) -> bool:
    """Whether a name that stands behind a quotation mark begins two or three capitalised words: the “Salavat Yulaev” battalion."""
    at = name.stop
    while at < min(name.stop + 2, len(tokens)) and tokens.raw[at][0].isupper():
        at += 1
    return name.stop < at < len(tokens) and tokens.raw[at] in _CLOSING
