"""Two places of one name in one document: Opytne by Bakhmut and, a paragraph on, Opytne by Avdiivka.

A name is asked for once a document, since a text mostly means one place by it. Where the certain places of a sentence lie by a
namesake and not by the place that the document as a whole speaks for, that sentence's mentions are asked for on their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from frontmap.places.distances import metres_between
from frontmap.places.evidence import Evidence
from frontmap.places.objections import is_landmark
from frontmap.places.questions import Names, Neighbours, Question, neighbours_of
from frontmap.records import Place

__all__ = ["tell_apart"]

_CLOSER_M = 8_000.0  # how much nearer a namesake must lie to the places of a sentence
_LIKELY = 8.0  # log-odds below the likeliest candidate from which on a namesake is not looked at
_SURE, _RULED_OUT = 0.5, 0.25  # the share that a namesake must have in its sentence, and the most that the other may have there

Weigh = Callable[[Question, Names, AbstractSet[Question]], None]


def tell_apart(questions: Sequence[Question], reading: Names, anchors: AbstractSet[Question], weigh: Weigh) -> tuple[list[Question], Names]:
    """Return the questions and the reading, with a question of its own for the sentences that mean another place of a name.

    Parameters
    ----------
    questions : sequence of Question
        The names of the document, each weighed.
    reading : Names
        Their evidence.
    anchors : set of Question
        Those that are certain.
    weigh : callable
        Gives a question's candidates their shares, from what stands beside its mentions.
    """
    asked, apart = list(reading.asked), []
    for question in questions:
        if len(question.options) < 2 or len(question.evidence) < 2 or question.fuzzy or question.best is None or question.best.area:
            continue
        groups: dict[str, list[Evidence]] = defaultdict(list)
        for item in question.evidence:
            if _speaks_for_another(question, item, reading, anchors):
                alone = _asked_alone(question, [item], reading, anchors, weigh)
                if alone is not None:
                    groups[alone.shares[0][1].place.id].append(item)
        for items in groups.values() if sum(map(len, groups.values())) < len(question.evidence) else ():
            other = _asked_alone(question, items, reading, anchors, weigh)
            if other is not None:
                apart.append(other)
                for item in items:
                    asked[item.index] = other
                _leave(question, items)
    if not apart:
        return list(questions), reading
    return [*questions, *apart], replace(reading, asked=asked, neighbours={})


def _speaks_for_another(question: Question, item: Evidence, reading: Names, anchors: AbstractSet[Question]) -> bool:
    """Whether a likely namesake lies nearer to some certain place of a mention's sentence, no large city, than the best candidate does to any."""
    best, prior = question.shares[0][1], question.options[0].prior
    named = (other for other in dict.fromkeys(reading.asked[item.beside.start : item.beside.stop]) if other in anchors and other is not question)
    beside = [other.shares[0][1].place for other in named if is_landmark(other.shares[0][1])]
    if not beside:
        return False
    least = _nearest(best.place, beside) - _CLOSER_M
    others = (option for option in question.options if option is not best and option.prior > prior - _LIKELY and not option.area)
    return least > 0 and any(_nearest(option.place, beside) < least for option in others)


def _nearest(place: Place, others: Iterable[Place]) -> float:
    return min(metres_between(place.lat, place.lon, other.lat, other.lon) for other in others)


def _asked_alone(question: Question, items: list[Evidence], reading: Names, anchors: AbstractSet[Question], weigh: Weigh) -> Question | None:
    """Return a question of its own for some mentions of a name, if these for certain mean another place than the name's best one."""
    alone = Question(question.options, fuzzy=False, region=question.region, sort=question.sort, governed=question.governed)
    alone.mentions, alone.evidence = [item.index for item in items], items
    alone.axes = [index for index in question.axes if index in alone.mentions]
    alone.told = [item for item in question.told if item in items]
    beside = neighbours_of(alone, reading)  # what stands farther off speaks for the name's best place already
    reading.neighbours[alone] = Neighbours(beside.same - {question}, frozenset(), frozenset(), beside.regional, beside.axial)
    weigh(alone, reading, anchors - {question})
    shares = {option.place.id: share for share, option in alone.shares}
    best = question.shares[0][1].place.id
    if not alone.shares or alone.shares[0][1].place.id == best or alone.shares[0][0] < _SURE or shares.get(best, 0.0) > _RULED_OUT:
        return None
    return alone


def _leave(question: Question, items: Sequence[Evidence]) -> None:
    """Take mentions out of a question."""
    gone = {item.index for item in items}
    question.evidence = [item for item in question.evidence if item.index not in gone]
    question.mentions = [index for index in question.mentions if index not in gone]
    question.told = [item for item in question.told if item.index not in gone]
    question.axes = [index for index in question.axes if index not in gone]
