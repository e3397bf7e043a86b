"""Capitalised adjectives that describe the common noun behind them: «Западные кураторы», «до Нового года», «Мирний план».

Villages are called Западное, Новое and Мирный, so that such a word looks like one of them in some case.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from frontmap.gazetteer.inflect import is_adjective
from frontmap.lexicon.load import load_rules
from frontmap.lexicon.phrases import STEM
from frontmap.mentions.names import Name
from frontmap.mentions.phrases import PhraseTrie
from frontmap.mentions.place_words import PlaceWords
from frontmap.mentions.roles import RoleReader
from frontmap.mentions.tokens import Tokens

__all__ = ["AttributeReader"]


@dataclass(frozen=True, slots=True)
class AttributeReader:
    """The adjectives of one language: what they begin with, and with which endings of a noun theirs agree.

    `plurals` are those of the adjective's plural, `unlike` the endings of words that look like such a noun and are a verb or a participle: «Мирное осталось», «Северный взят».
    `nouns` are streets, churches and other things that are called by the adjective of a town and are not it: «Московский проспект».
    """

    stems: frozenset[str]
    agrees: Mapping[str, tuple[str, ...]]
    unlike: tuple[str, ...]
    plurals: tuple[str, ...]
    nouns: PhraseTrie

    @classmethod
    @functools.cache
    def of(cls, language: str) -> AttributeReader:
        """Return the reader of a language; one without such rules knows no adjectives."""
        rules = [rule for rule in load_rules(language, "roles") if rule.values["side"] == "attribute"]
        stems = frozenset(word.removesuffix(STEM) for rule in rules for word in rule.first)
        nouns = PhraseTrie([rule for rule in load_rules(language, "roles") if rule.values["side"] == "attributed"], language)
        agrees = {ending: tuple(nouns.split()) for rule in rules for ending, nouns in rule.values["agrees"].items()}
        unlike, plurals = (tuple(ending for rule in rules for ending in rule.values[key].split()) for key in ("unlike", "plurals"))
        return cls(stems, agrees, unlike, plurals, nouns)

    def describes(self, tokens: Tokens, name: Name, words: PlaceWords, roles: RoleReader) -> bool:
        """Whether a name of one word is an adjective of the common noun right behind it, and no word before it says what place it is.

        `roles` knows whether a preposition says that something is located there: у Вовчанську is the town.
        """
        at = name.stop
        if at - name.first != 1 or at >= len(tokens) or not tokens.raw[at].isalpha():
            return False
        if not tokens.raw[at].islower():  # Западные СМИ
            return tokens.raw[at].isupper() and len(tokens.raw[at]) > 1 and self._is_plural(tokens.lower[name.first])
        if self.nouns.after(tokens, at) is not None and is_adjective(tokens.lower[name.first], located=roles.locates(tokens, name)):
            return True
        word, noun = tokens.lower[name.first], tokens.lower[at]
        for length in (3, 2, 1):
            nouns = self.agrees.get(word[-length:])
            if nouns is not None and word[:-length] in self.stems:
                agrees = noun.endswith(nouns) and not noun.endswith(self.unlike) and len(noun) > len(nouns[0]) + 1
                return agrees and words.before(tokens, name.first) is None and words.after(tokens, at) is None
        return False

    def _is_plural(self, word: str) -> bool:
        """Whether an adjective has an ending that no village's name has: «западные», «західних»."""
        return any(word.endswith(ending) and word.removesuffix(ending) in self.stems for ending in self.plurals)
