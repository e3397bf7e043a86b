"""Places' names within the names of other things: in quotation marks, behind an article, in talk of sport, before the words of a firm.

«Зоря» Луганськ is a club and «Харків» an hotel, the Kursk Morning Sheet a newspaper, Kupiansk Foods a firm; none of them says where something is.
"""

from __future__ import annotations

import functools
import itertools
from bisect import bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass

from frontmap.gazetteer.inflect import is_adjective
from frontmap.gazetteer.names import is_cyrillic, normalise
from frontmap.lexicon.load import Rule, load_rules
from frontmap.lexicon.phrases import STEM
from frontmap.mentions.names import Name
from frontmap.mentions.phrases import PhraseTrie
from frontmap.mentions.place_words import PlaceWords
from frontmap.mentions.tokens import Tokens, next_word

__all__ = ["TitleReader"]

_OPENING, _CLOSING = frozenset('"“«„'), frozenset('"”»“')
_REACH = 4  # words of a title in quotation marks
_ENDS = frozenset(".!?…\n")
_SIGNS = frozenset("-'")


@dataclass(frozen=True, slots=True)
class TitleReader:
    """The words of one language that make names parts of titles.

    `articles` stand before a title and never before a town ("the"), `endings` close one in quotation marks ("сьогодні"),
    `topics` tell the talk in which towns are clubs; `stems` are what single words of it begin with. `firms` are the words that make
    capitalised words behind a town's name the name of a firm wherever they stand among them ("LLC"), `trades` those that must close it ("Foods");
    `wares` are the nouns behind such words that make them what a thing is called ("drones"). `titled` are things that have
    titles in quotation marks, whatever stands in them: медаль «За оборону Севастополя».
    """

    articles: PhraseTrie
    endings: PhraseTrie
    topics: PhraseTrie
    firms: PhraseTrie
    trades: PhraseTrie
    wares: PhraseTrie
    titled: PhraseTrie
    stems: tuple[str, ...]

    @classmethod
    @functools.cache
    def of(cls, language: str) -> TitleReader:
        """Return the reader of a language."""
        sides: dict[str, list[Rule]] = {"article": [], "ending": [], "topic": [], "firm": [], "trade": [], "ware": [], "titled": []}
        for rule in load_rules(language, "roles"):
            if rule.values["side"] in sides:
                sides[rule.values["side"]].append(rule)
        stems = {word.removesuffix(STEM) for rule in sides["topic"] for word in rule.first if word.endswith(STEM)}
        articles, endings, topics, firms, trades, wares, titled = (PhraseTrie(rules, language) for rules in sides.values())
        return cls(articles, endings, topics, firms, trades, wares, titled, tuple(sorted(stems)))

    def in_quotes(self, tokens: Tokens, name: Name, words: PlaceWords) -> bool:
        """Whether a name is a title in quotation marks, or a word of one: «Динамо», “Salavat Yulaev”, «Харків сьогодні».

        A settlement or a plant is none, if the word for it stands beside the marks: шахта «Покровская».
        """
        if _OPENING.isdisjoint(tokens.raw[max(0, name.first - _REACH) : name.first]):
            return False  # as nearly all
        opening, closing = _opening(tokens, name.first), _closing(tokens, name.stop)
        if opening < 0 or closing < 0:
            return False
        if self.titled.before(tokens, opening + 1) is not None:
            return True
        inside = range(opening + 1, closing)
        if any(not tokens.raw[at].isalnum() and tokens.raw[at] not in _SIGNS for at in inside):
            return False
        alone = len(inside) == name.stop - name.first
        capitalised = all(not tokens.raw[at][0].islower() for at in inside)
        ended = any(found is not None and found.stop == closing for at in inside[1:] if (found := self.endings.after(tokens, at)))
        return (alone or capitalised or ended) and not _is_said_to_be_place(tokens, opening, closing, words)

    def follows_title(self, tokens: Tokens, name: Name) -> bool:
        """Whether a name stands right behind a title in quotation marks: «Динамо» Київ."""
        at = name.first - 1
        if at < 1 or tokens.raw[at] not in "”»" or tokens.text[tokens.ends[at] : name.start] not in (" ", "\u00a0"):
            return False
        opening = _opening(tokens, at)
        return opening >= 0 and all(tokens.raw[inside][0].isupper() or tokens.raw[inside] in _SIGNS for inside in range(opening + 1, at))

    def precedes_title(self, tokens: Tokens, name: Name) -> bool:
        """Whether a name is the adjective of a title in quotation marks right behind it: Донецький «Шахтар»."""
        at = name.stop
        opens = at - name.first == 1 and at + 1 < len(tokens) and tokens.raw[at] in _OPENING and tokens.raw[at + 1][0].isupper()
        return opens and tokens.text[name.end : tokens.starts[at]] in (" ", "\u00a0") and is_adjective(normalise(tokens.raw[name.first]), located=True)

    def behind_article(self, tokens: Tokens, name: Name, words: PlaceWords, starts: Container[int]) -> bool:
        """Whether an article and another capitalised word, with which no name of `starts` begins, make a name a part of a longer one: the Kherson Art Museum."""
        if self.articles.before(tokens, name.first) is None:
            return False
        at = next_word(tokens, name.stop)
        if at != name.stop or at in starts or words.is_ordinary(tokens, at):
            return False
        while at >= 0 and words.after(tokens, at) is None:
            at = next_word(tokens, at + 1)
        return at < 0  # the Lysychansk Gelatin Plant is where its town is

    def names_firm(self, tokens: Tokens, name: Name, words: PlaceWords) -> bool:
        """Whether the capitalised words behind a town's name make it a firm's or a ware's: Bakhmut Trading LLC, Kupiansk Foods, Phoenix Ghost drones.

        A works is none, though its name holds such words: the Lysychansk Oil Refinery, Avdiivka Coke Plant.
        """
        raw = tokens.raw
        if name.stop >= len(raw) or not (raw[name.stop][0].isupper() or raw[name.stop] == "-"):
            return False  # as nearly all
        at, last = next_word(tokens, name.stop), -1
        while at >= 0 and at - name.stop < 2 * _REACH:
            if words.after(tokens, at) is not None:
                return False
            if self.firms.after(tokens, at) is not None:
                return True
            last, at = at, next_word(tokens, at + 1)
        stop = name.stop if last < 0 else last + 1
        if self.firms.after(tokens, stop) is not None and tokens.raw[stop][0].isupper():
            return True  # LLC, JSC: not a capitalised word, but capitals
        return last >= 0 and (self.trades.after(tokens, last) is not None or (self.wares.after(tokens, stop) is not None and not any(words.is_ordinary(tokens, at) for at in range(name.stop, stop))))

    def sport(self, tokens: Tokens) -> Sequence[tuple[int, int]]:
        """Return the first token and the end of each sentence that speaks of sport."""
        hits = self.topics.everywhere(tokens)
        if self.stems and any(map(str.startswith, tokens.small, itertools.repeat(self.stems))):
            hits = sorted({*hits, *tokens.among([word for word in tokens.small if word.startswith(self.stems)])})
        ends = tokens.among(_ENDS) if hits else []
        spans = []
        for hit in hits:
            index = bisect_right(ends, hit)
            spans.append((ends[index - 1] + 1 if index else 0, ends[index] if index < len(ends) else len(tokens)))
        return spans


def _opening(tokens: Tokens, first: int) -> int:
    """Return the quotation mark that opens at most so many words before token `first`, -1 for none."""
    for at in range(first - 1, max(first - 1 - _REACH, -1), -1):
        if tokens.raw[at] in _OPENING:
            return at if tokens.ends[at] == tokens.starts[at + 1] else -1
    return -1


def _closing(tokens: Tokens, stop: int) -> int:
    """Return the quotation mark that closes at most so many words from token `stop` on, -1 for none."""
    for at in range(stop, min(stop + _REACH, len(tokens))):
        if tokens.raw[at] in _CLOSING:
            return at if tokens.ends[at - 1] == tokens.starts[at] else -1
    return -1


def _is_said_to_be_place(tokens: Tokens, opening: int, closing: int, words: PlaceWords) -> bool:
    """Whether the word for a settlement or a plant stands right before the marks, or right behind them."""
    before, after = words.before(tokens, opening), words.after(tokens, closing + 1)
    noun = words.after(tokens, opening - 1) if opening else None
    if noun is not None and noun.rule.values.get("works") and is_cyrillic(tokens.raw[opening + 1]) and not is_adjective(normalise(tokens.raw[opening + 1])):
        return False  # завод «Маяк» is no village of Maiak, but шахта «Покровская» is Pokrovsk's
    return (before is not None and before.rule.values["sort"] != "place") or after is not None or (noun is not None and noun.stop == opening)
