"""Words that tell what sort of place a name is: "the village of", "Oblast", "NPP"; and words that join names to lists."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass

from frontmap.gazetteer.inflect import is_adjective
from frontmap.gazetteer.names import normalise
from frontmap.lexicon.inflect import form_groups
from frontmap.lexicon.load import Rule, load_rules
from frontmap.lexicon.memo import Memo
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
    make all its towns places ("areas"), `office` those of whoever governs a region (ОВА), `offices` with what these begin,
    `whole` a name and the preposition with which it means its region and not its town («на Запоріжжі»). `names` tells of a word whether it has a capital and may be the name of a place ("Russian", "January" are none).
    """

    before: Lookup
    after: Lookup
    gloss: Lookup
    apposition: Lookup
    plural: Lookup
    shared: Lookup
    whole: Lookup
    office: Lookup
    offices: frozenset[str]
    names: Mapping[str, bool]
    singulars: dict[str, tuple[str, str]]
    heads: tuple[tuple[str, tuple[str, ...]], ...]
    _join: Lookup
    _longest_join: int
    _part: Lookup
    _ordinary: Lookup
    _list_end: Lookup
    _within: Lookup
    _region: PhraseTrie
    _region_reach: int
    _forms: Container[str]

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
        ordinary = tries["ordinary"].words()
        region, reach = tries["stands-for"], {side: max((len(phrase) for phrase, _ in trie.phrases), default=0) for side, trie in tries.items()}
        return cls(
            before=tries["before"].before,
            after=tries["after"].after,
            gloss=tries["gloss"].after,
            apposition=tries["apposition"].after,
            plural=tries["plural"].after,
            shared=tries["shared"].after,
            whole=tries["whole"].after,
            office=tries["office"].after,
            offices=tries["office"].heads,
            names=Memo(lambda word: word[0].isupper() and ordinary.isdisjoint((word, word.lower()))),
            singulars=singulars,
            heads=tuple(heads),
            _join=tries["join"].after,
            _longest_join=reach.get("join", 0),
            _part=tries["part"].before,
            _ordinary=tries["ordinary"].after,
            _list_end=tries["list-end"].after,
            _within=tries["in"].after,
            _region=region,
            _region_reach=reach.get("before", 0) + reach.get("in", 0) + reach.get("stands-for", 0),
            _forms=form_groups(language),
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
        return self._ordinary(tokens, index) is not None or self.opens(tokens, index)

    def opens(self, tokens: Tokens, index: int) -> bool:
        """Whether a word of the lexicon has its capital of the sentence alone, which it begins: «Радник», «Горить»."""
        return tokens.lower[index] in self._forms and tokens.begins_sentence(index)

    def ends_list(self, tokens: Tokens, stop: int) -> bool:
        """Whether a list of places may end with the token before `stop`: before a full stop, or "on Friday"; not before "fighters"."""
        return stop >= len(tokens) or self._list_end(tokens, stop) is not None

    def names_regions(self, tokens: Tokens) -> bool:
        """Whether a text has words that stand for regions; only there need they be looked for beside its names."""
        return not self._region.tails.isdisjoint(tokens.small)

    def region_beside(self, tokens: Tokens, first: int, stop: int) -> str:
        """Return the region that a word beside a name stands for: "the DPR city of X", "X in the LPR", "X (LPR)"; "" for none."""
        if self._region.tails.isdisjoint(tokens.lower[max(0, first - self._region_reach) : stop + self._region_reach]):
            return ""  # as nearly all
        before, after = self._region.before, self._region.after
        bracket, inner, noun = tokens.raw[stop : stop + 1] == ("(",), self._within(tokens, stop), self.before(tokens, first)
        found = before(tokens, first) or (noun and before(tokens, noun.first))
        found = found or after(tokens, stop + bracket) or (inner and after(tokens, inner.stop))
        return str(found.rule.values["region"]) if found else ""

    def stands_for_region(self, tokens: Tokens, index: int) -> bool:
        """Whether the single word before a token stands for a region as an adjective does: луганская, Донецкий; not the town of «у Донецьку Донецької області»."""
        found = self._region.before(tokens, index)
        located = index > 1 and self._within(tokens, index - 2) is not None
        return found is not None and found.first == index - 1 and is_adjective(normalise(tokens.raw[index - 1]), located=located)

    def locates(self, tokens: Tokens, first: int, stop: int) -> bool:
        """Whether nothing, or words such as "in the", stand between two names, so that the second says where the first lies."""
        if first == stop:
            return True  # Білопілля Сумської області
        found = self._within(tokens, first)
        return found is not None and found.stop == stop
