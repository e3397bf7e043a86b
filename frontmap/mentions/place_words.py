"""Words that tell what sort of place a name is: "the village of", "Oblast", "NPP"; and words that join names to lists."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from frontmap.lexicon.load import Rule, load_rules
from frontmap.mentions.phrases import Found, PhraseTrie
from frontmap.mentions.tokens import Tokens

__all__ = ["PlaceWords"]

Lookup = Callable[[Tokens, int], Found | None]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The place words of one language, by where they stand: what asks for them takes the tokens and the index of one.

    `before` finds the words before a token that say what the name there is ("the village of"); `after` those from a token on that
    say what the name before it is ("Oblast", "regional"), `gloss` those that open a remark on it (", a settlement located"),
    `apposition` those that begin a noun which says what it is (", a"), `plural` those that a list shares ("oblasts"), `shared` those that
    make all its towns places ("areas"). `ordinary` are the words that are no places, though they have a capital.
    """

    before: Lookup
    after: Lookup
    gloss: Lookup
    apposition: Lookup
    plural: Lookup
    shared: Lookup
    ordinary: frozenset[str]
    singulars: dict[str, tuple[str, str]]
    heads: tuple[tuple[str, tuple[str, ...]], ...]
    _join: Lookup
    _longest_join: int
    _part: Lookup
    _ordinary: Lookup
    _within: Lookup
    _region_before: Lookup
    _region_after: Lookup

    @classmethod
    @functools.cache
    def of(cls, language: str) -> PlaceWords:
        """Return the words of a language."""
        groups: dict[str, list[Rule]] = defaultdict(list)
        for rule in load_rules(language, "place_words"):
            groups[rule.values["side"]].append(rule)
        singulars = {plural: (one, rule.values["sort"]) for group in groups.values() for rule in group for plural, one in rule.values.get("singular", {}).items()}
        heads = [(head, tuple(firsts)) for rule in groups.pop("head", ()) for head, firsts in rule.values["heads"].items()]
        tries = defaultdict(PhraseTrie, {side: PhraseTrie(group, language) for side, group in groups.items()})
        region = tries["stands-for"]
        return cls(
            before=tries["before"].before,
            after=tries["after"].after,
            gloss=tries["gloss"].after,
            apposition=tries["apposition"].after,
            plural=tries["plural"].after,
            shared=tries["shared"].after,
            ordinary=tries["ordinary"].words(),
            singulars=singulars,
            heads=tuple(heads),
            _join=tries["join"].after,
            _longest_join=max((len(phrase) for phrase, _ in tries["join"].phrases), default=0),
            _part=tries["part"].before,
            _ordinary=tries["ordinary"].after,
            _within=tries["in"].after,
            _region_before=region.before,
            _region_after=region.after,
        )

    def join(self, tokens: Tokens, stop: int, first: int) -> bool:
        """Whether the tokens `stop` to before `first` join two names to a list."""
        return stop < first <= stop + self._longest_join and first == self.join_end(tokens, stop)

    def join_end(self, tokens: Tokens, stop: int) -> int:
        """Return the token after the words from token `stop` on that join two names to a list, -1 where none stand there."""
        found = self._join(tokens, stop)
        return found.stop if found is not None else -1

    def part_before(self, tokens: Tokens, index: int) -> int:
        """Return the token with which a name at `index` begins, counting the part that it names ("northern Donetsk")."""
        found = self._part(tokens, index)
        return found.first if found is not None else index

    def is_ordinary(self, tokens: Tokens, index: int) -> bool:
        """Whether the capitalised word at `index` is known to be no name of a place ("Russian", "January")."""
        return self._ordinary(tokens, index) is not None

    def region_beside(self, tokens: Tokens, first: int, stop: int) -> str:
        """Return the region that a word beside a name stands for: "the DPR city of X", "X in the LPR", "X (LPR)"; "" for none."""
        bracket, inner, noun = tokens.raw[stop : stop + 1] == ("(",), self._within(tokens, stop), self.before(tokens, first)
        found = self._region_before(tokens, first) or (noun and self._region_before(tokens, noun.first))
        found = found or self._region_after(tokens, stop + bracket) or (inner and self._region_after(tokens, inner.stop))
        return str(found.rule.values["region"]) if found else ""

    def locates(self, tokens: Tokens, first: int, stop: int) -> bool:
        """Whether nothing, or words such as "in the", stand between two names, so that the second says where the first lies."""
        if first == stop:
            return True  # Білопілля Сумської області
        found = self._within(tokens, first)
        return found is not None and found.stop == stop
