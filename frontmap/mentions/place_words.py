"""Words that tell what sort of place a name is: "the village of", "Oblast", "NPP"; and words that join names to lists."""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass

from frontmap.lexicon.load import Rule, load_rules
from frontmap.mentions.phrases import Found, PhraseTrie
from frontmap.mentions.tokens import Tokens

__all__ = ["PlaceWords"]

_NOTHING = PhraseTrie({}, {})


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The place words of one language, by where they stand."""

    tries: dict[str, PhraseTrie]
    singulars: dict[str, str]
    heads: tuple[tuple[str, tuple[str, ...]], ...]

    @classmethod
    @functools.cache
    def of(cls, language: str) -> PlaceWords:
        """Return the words of a language."""
        groups: dict[str, list[Rule]] = defaultdict(list)
        for rule in load_rules(language, "place_words"):
            groups[rule.values["side"]].append(rule)
        singulars = {plural: one for group in groups.values() for rule in group for plural, one in rule.values.get("singular", {}).items()}
        heads = [(head, tuple(firsts)) for rule in groups.pop("head", ()) for head, firsts in rule.values["heads"].items()]
        return cls({side: PhraseTrie.of(group, language) for side, group in groups.items()}, singulars, tuple(heads))

    def before(self, tokens: Tokens, index: int) -> Found | None:
        """Return the words before token `index` that say what the name there is ("the village of")."""
        return self.tries.get("before", _NOTHING).before(tokens, index)

    def after(self, tokens: Tokens, index: int) -> Found | None:
        """Return the words from token `index` on that say what the name before it is ("Oblast", "regional")."""
        return self.tries.get("after", _NOTHING).after(tokens, index)

    def gloss(self, tokens: Tokens, index: int) -> Found | None:
        """Return the words from token `index` on that open a remark on the name before it (", a settlement located")."""
        return self.tries.get("gloss", _NOTHING).after(tokens, index)

    def apposition(self, tokens: Tokens, index: int) -> bool:
        """Whether the words from token `index` on begin a noun that says what the name before it is (", a")."""
        return self.tries.get("apposition", _NOTHING).after(tokens, index) is not None

    def join(self, tokens: Tokens, stop: int, first: int) -> bool:
        """Whether the tokens `stop` to before `first` join two names to a list."""
        found = self.tries.get("join", _NOTHING).after(tokens, stop) if stop < first else None
        return found is not None and found.stop == first

    def part_before(self, tokens: Tokens, index: int) -> int:
        """Return the token with which a name at `index` begins, counting the part that it names ("northern Donetsk")."""
        found = self.tries.get("part", _NOTHING).before(tokens, index)
        return found.first if found is not None else index

    def is_ordinary(self, tokens: Tokens, index: int) -> bool:
        """Whether the capitalised word at `index` is known to be no name of a place ("Russian", "January")."""
        return self.tries.get("ordinary", _NOTHING).after(tokens, index) is not None

    def region_beside(self, tokens: Tokens, first: int, stop: int) -> str:
        """Return the region that a word beside a name stands for: "the DPR city of X", "X in the LPR", "X (LPR)"; "" for none."""
        trie, inner = self.tries.get("stands-for", _NOTHING), self.tries.get("in", _NOTHING).after(tokens, stop)
        noun = self.before(tokens, first)
        heads = [stop + (tokens.raw[stop : stop + 1] == ("(",)), *([inner.stop] if inner else [])]
        found = [trie.before(tokens, first), trie.before(tokens, noun.first) if noun else None, *(trie.after(tokens, head) for head in heads)]
        return next((str(hit.rule.values["region"]) for hit in found if hit is not None), "")

    def locates(self, tokens: Tokens, first: int, stop: int) -> bool:
        """Whether nothing, or words such as "in the", stand between two names, so that the second says where the first lies."""
        if first == stop:
            return True  # Білопілля Сумської області
        found = self.tries.get("in", _NOTHING).after(tokens, first)
        return found is not None and found.stop == stop
