"""The name under which a claimant is told: a noun phrase without what stands around it, in the nominative, its quotation marks whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from frontmap.claims.actors import ActorRef
from frontmap.claims.grammar import Grammar
from frontmap.claims.subjects import Phrase
from frontmap.lexicon.inflect import name_forms
from frontmap.lexicon.nominative import nominative
from frontmap.lexicon.scan import Hit
from frontmap.theatres.load import Theatre

__all__ = ["clipped", "told_as"]

_BREAK = re.compile(r"[:;](?=\s)|\s[—–](?=\s)|(?<=\w{4})[.!?](?=\s+[«“\"A-ZА-ЯІЇЄҐ])")
_PAIRS = {"«": "»", "“": "”", "„": "“"}
_POSSESSIVE = re.compile(r"[’']s$")
_LEAD_CHARS = 40  # before a phrase in which what governs it stands
_NEXT = 1  # words between a body's name and the noun of what it tells


def clipped(text: str, phrase: Phrase, hits: Sequence[Hit], actors: Sequence[ActorRef], grammar: Grammar) -> Phrase:
    """End a phrase where the name does: at a colon or a dash, before when and where it was said, and before what was."""
    first = re.compile(r"\S+\s*").match(text, phrase.start, phrase.end)
    if first is None:
        return phrase
    ends = [phrase.end]
    mark = _BREAK.search(text, phrase.start, phrase.end)
    if mark is not None:
        ends.append(mark.start())
    if grammar.may_have("name-end"):
        lead = grammar.after("lead-in", text, phrase.start, phrase.end)
        ends += [phrase.start + found.start() for found in grammar.find_all("name-end", text[phrase.start : phrase.end]) if phrase.start + found.start() > max(lead, phrase.start)]
    if grammar.forms:
        named = [ref.end for ref in actors if phrase.start <= ref.start and ref.end < phrase.end and ref.role != "adjective"]
        told = (hit.start for hit in hits if hit.topic == "kinds" and hit.get("form") == "noun" and phrase.start < hit.start < phrase.end)
        ends += [at for at in told if any(end <= at and len(text[end:at].split()) <= _NEXT for end in named)]
    end = min(ends)
    if end == phrase.end:
        return phrase
    return Phrase(phrase.start, end, (phrase.around[0], max(end, phrase.around[1]) if phrase.around[1] > phrase.end else end))


def told_as(name: str, text: str, start: int, actors: Sequence[ActorRef], grammar: Grammar, theatre: Theatre) -> str:
    """Return a name that stands behind `text[:start]` as the claims tell it.

    Parameters
    ----------
    actors : sequence of ActorRef
        Those whom the phrase names.
    """
    name = _whole(_POSSESSIVE.sub("", name))
    if not grammar.forms:
        return name
    governed = _governed(text, start, grammar)
    ref = next((ref for ref in actors if name.startswith(ref.text)), None)
    if ref is not None and (governed or "nominative" not in grammar.cases(ref.text)):
        alias = next((alias for actor in theatre.actors if actor.name == ref.name for alias in actor.names if ref.text in name_forms(alias) and ref.text != alias), None)
        if alias is not None:
            return alias + name.removeprefix(ref.text)
    return nominative(name, grammar.language, governed=governed) or name


def _governed(text: str, start: int, grammar: Grammar) -> bool:
    """Whether what stands before a phrase, or its own preposition, asks for another case than the nominative."""
    lead = text[max(0, start - _LEAD_CHARS) : start]
    return grammar.ends("preposition", lead) or grammar.begins("preposition", text[start : start + _LEAD_CHARS]) or grammar.ends("word-of", lead)


def _whole(name: str) -> str:
    """Give quotation marks that a name lost to its ends back to it."""
    for opening, closing in _PAIRS.items():
        if name.count(opening) > name.count(closing):
            return name + closing
        if opening != "„" and name.count(closing) > name.count(opening) and "„" not in name:
            return opening + name
    if name.count('"') % 2:
        at = name.rfind('"')
        return name + '"' if at == 0 or name[at - 1].isspace() else '"' + name
    return name
