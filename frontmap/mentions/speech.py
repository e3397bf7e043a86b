"""A seat of government in which somebody speaks, denies or decides without being named: the government does, and nothing happens there.

«В Киеве причастность к удару отрицают», «у Стокгольмі воліють мовчати»: the verb stands in the third person plural and has no subject.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from frontmap.lexicon.load import load_rules
from frontmap.mentions.names import Name
from frontmap.mentions.phrases import PhraseTrie
from frontmap.mentions.tokens import Tokens

__all__ = ["SpeechReader"]

_REACH = 8  # tokens from the name to its verb: «в Киеве причастность к этому удару по-прежнему отрицают»
_BACK = 3  # and from the verb to the preposition: «отрицают и в Киеве»


@dataclass(frozen=True, slots=True)
class SpeechReader:
    """The verbs by which powers speak in one language, and the words that may stand between a verb and its place.

    `prepositions` stand before the place; `governors` before a noun that is no subject («с оценками не спешат»); `plurals` are the endings of nouns
    in the nominative plural, which are subjects («в Киеве врачи говорят») unless they are among the `adverbs`.
    """

    verbs: PhraseTrie
    prepositions: frozenset[str]
    governors: frozenset[str]
    adverbs: frozenset[str]
    plurals: tuple[str, ...]

    @classmethod
    @functools.cache
    def of(cls, language: str) -> SpeechReader:
        """Return the reader of a language; one without such rules hears nobody."""
        rules = [rule for rule in load_rules(language, "roles") if rule.values["side"] == "speech"]
        words = {key: frozenset(word for rule in rules for word in rule.values[key].split()) for key in ("prepositions", "governors", "adverbs", "plurals")}
        return cls(PhraseTrie(rules, language), words["prepositions"], words["governors"], words["adverbs"], tuple(sorted(words["plurals"])))

    def speaks(self, tokens: Tokens, name: Name) -> str:
        """Return the verb by which the power speaks that a name stands for, "" where it is a place."""
        if name.first == 0 or tokens.lower[name.first - 1] not in self.prepositions:
            return ""
        return self._after(tokens, name.stop) or self._before(tokens, name.first - 1)

    def _after(self, tokens: Tokens, stop: int) -> str:
        for at in range(stop, min(stop + _REACH, len(tokens))):
            if (found := self.verbs.after(tokens, at)) is not None:
                return tokens.text[tokens.starts[at] : tokens.ends[found.stop - 1]]
            if tokens.raw[at] != "-" and not self._may_stand_between(tokens, at):
                return ""
        return ""

    def _before(self, tokens: Tokens, first: int) -> str:
        for at in range(first, max(first - _BACK, 0), -1):
            if (found := self.verbs.before(tokens, at)) is not None:
                return tokens.text[tokens.starts[found.first] : tokens.ends[at - 1]]
            if tokens.lower[at - 1] not in self.adverbs:
                return ""
        return ""

    def _may_stand_between(self, tokens: Tokens, at: int) -> bool:
        word = tokens.raw[at]
        if not word.isalpha() or (word[0].isupper() and tokens.lower[at - 1] not in self.governors):
            return False
        return word in self.adverbs or tokens.lower[at - 1] in self.governors or not word.endswith(self.plurals)
