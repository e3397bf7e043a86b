"""Which places a cue speaks of."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from frontmap.claims.cases import can_be_subject
from frontmap.claims.clause_subjects import subject_of
from frontmap.claims.clauses import clause_at, head_of
from frontmap.claims.passives import is_passive
from frontmap.claims.reading import Reading
from frontmap.claims.sites import Site, is_axis, is_measured, plain
from frontmap.claims.word_order import troops_behind
from frontmap.lexicon.scan import Hit

__all__ = ["sites_of"]

_FROM = 60  # characters before a place in which its "from" or "towards" stands
_TWO = 2
_NEAR_WORDS = 6  # between a cue and the place that must stand next to it
_OF_WORDS = 4  # between "the capture of" and a place: "the eastern part of"
_LIST_LEAD = 5  # words between a colon and the list of places behind it
_LEAVING = frozenset({"withdrawal", "civilians", "encirclement"})
_HARM = frozenset({"strike", "damage", "casualties", "destroy", "losses"})


def sites_of(reading: Reading, cue: Hit) -> list[Site]:
    """Return the sites at which a cue's claim sits, empty where the sentence names none for it.

    First the places of the cue's own clause, then those that it shares with the next, then those of the nearest clause.
    """
    at = clause_at(reading.clauses, cue.start)
    named = [site for site in reading.sites if not site.gloss and not site.title]
    low, high = _parenthesis(reading, cue)
    usable = [site for site in named if low <= site.start < high and not _is_origin(reading, site, cue)]
    if (objects := _objects(reading, cue)) and not reading.grammar.forms:
        return _finest(reading, objects)
    listed = _list_after(reading, usable, cue, at)
    if (inside := [site for site in named if cue.start < site.start and site.end <= cue.end]) and not reading.grammar.forms:
        return inside  # "if X falls"
    own = _before_next(reading, cue, _in_clause(reading, usable, at) or _in_clause(reading, usable, head_of(reading.clauses, at)))
    bound = [*(site for site in _within(reading, cue, own) if not listed or site.start >= cue.start), *listed]
    if not bound and reading.clauses[at].opener == "rel":
        bound = [plain(site) for site in _antecedents(reading, reading.clauses[at].start)]
    if cue.get("place") == "direct":
        return _direct(reading, cue, bound)
    if cue.get("place") == "next" and not _is_next(reading, cue, bound):
        return []
    if reading.grammar.forms and bound and all(site.level == "country" for site in bound) and any(site.fine for site in usable):
        bound = []  # "forced to retreat to Russian soil": from the place told before
    if cue.get("place") != "near":
        bound = bound or _shared(reading, cue, usable, at) or _neighbouring(reading, cue, usable, at)
        if not bound and cue.get("kind") == "assault":
            bound = [site for site in named if site.level != "country"]
    return _finest(reading, _destination(reading, cue, bound))


def _objects(reading: Reading, cue: Hit) -> list[Site]:
    """The place that a noun's "of" governs, with those listed beside it: "after the fall of X they turned to Y"."""
    if cue.get("form") != "noun" or not cue.get("taken") or not reading.grammar.ends("open-end", cue.text):
        return []
    found: list[Site] = []
    for site in (site for site in reading.sites if site.start >= cue.end and not site.gloss and not site.title):
        between = reading.between(found[-1].end if found else cue.end, site.start)
        joined = reading.grammar.is_all("list", between) or between.strip() == "," if found else len(between.split()) <= _OF_WORDS and not re.search(r"[,;:]", between)
        if not joined:
            break
        found.append(site)
    return found


def _is_next(reading: Reading, cue: Hit, bound: Sequence[Site]) -> bool:
    """Whether a place itself, and nothing near it, is the object right behind a verb: "lost X", and not "lost tanks near X"."""
    first = next((site for site in sorted(bound, key=lambda site: site.start) if site.start >= cue.end), None)
    return first is not None and first.start == (first.start if first.leaning else first.placement.mention.start) and not reading.grammar.without("attributive", reading.between(cue.end, first.start)).strip()


def _destination(reading: Reading, cue: Hit, bound: list[Site]) -> list[Site]:
    """The places to which forces are moved, where others that they held are named too: "elements that operated in A to B"."""
    if cue.get("kind") != "presence" or len(bound) < _TWO:
        return bound
    bound_for = [site for site in bound if cue.end <= site.start and reading.grammar.ends("bound-for", reading.between(cue.end, site.start))]
    return bound_for or bound


def _parenthesis(reading: Reading, cue: Hit) -> tuple[int, int]:
    """The span whose places a cue can take: the parenthesis in which it stands, or all of the sentence."""
    opened = reading.text.rfind("(", reading.start, cue.start)
    closed = reading.text.find(")", cue.end, reading.end)
    inside = opened >= 0 and closed >= 0 and reading.text.find(")", opened, cue.start) < 0
    return (opened, closed) if inside else (reading.start, reading.end)


def _antecedents(reading: Reading, end: int) -> list[Site]:
    """The site before a relative clause, with those listed beside it: "A and B, which they took"."""
    found: list[Site] = []
    for site in reversed([site for site in reading.sites if site.start < end and not site.title]):
        if found and not reading.grammar.is_all("list", reading.between(site.end, found[-1].start)):
            break
        found.append(site)
    return found[::-1]


def _in_clause(reading: Reading, sites: Sequence[Site], index: int) -> list[Site]:
    return [site for site in sites if clause_at(reading.clauses, site.start) == index]


def _before_next(reading: Reading, cue: Hit, own: Sequence[Site]) -> list[Site]:
    """The clause's sites without those behind another cue that follows a site of this one: "the capture of X lets them attack Y"."""
    first = next((site for site in own if site.start >= cue.end), None)
    if first is None or cue.get("kind") in _HARM:
        return list(own)
    last = own[-1].start
    others = (hit for hit in reading.topic("kinds") if first.end <= hit.start < last and (hit.get("kind") != cue.get("kind") or _aims(reading, hit)))
    modal = (hit.start for hit in reading.topic("modality") if first.end <= hit.start < last and reading.grammar.begins("modal", f"{hit.text} "))
    limit = min(next((hit.start for hit in others if reading.is_verb(hit)), reading.end), next(modal, reading.end))  # "attempts to take A may lead to B"
    return [site for site in own if site.start < limit]


def _aims(reading: Reading, hit: Hit) -> bool:
    """Whether a verb tells what something else is done for: "redeploying from A to reinforce B"."""
    return not reading.grammar.forms and reading.grammar.ends("infinitive", reading.between(max(reading.start, hit.start - _FROM), hit.start))


def _is_origin(reading: Reading, site: Site, cue: Hit) -> bool:
    """Whether a site is where something comes from or goes to beside the claim: "missiles from Belarus"."""
    kind = cue.get("kind")
    at = site.start if site.leaning else site.placement.mention.start
    lead = reading.between(max(reading.start, site.start - _FROM), at)
    if kind == "withdrawal" and cue.end <= site.start and any(other.end <= site.start for other in reading.sites if cue.end <= other.start):
        return reading.grammar.ends("onward", lead)  # "withdrew from A to B"
    if is_measured(site) or (kind in _LEAVING and kind != "civilians"):
        return False  # "stand five kilometres from X"
    if kind == "civilians":
        return reading.grammar.ends("refuge", lead)
    if kind in (*_HARM, "control") and reading.grammar.ends("towards", lead):
        return True
    along = kind == "advance" and any(other.fine and other.end <= site.start for other in reading.sites)  # "past A, and reached the road to B"
    if (along or kind in ("assault", *_HARM)) and reading.grammar.ends("route-to", lead):
        return True
    left = any(hit.get("kind") in _LEAVING and cue.end <= hit.start < site.start for hit in reading.topic("kinds"))
    return not left and (reading.grammar.ends("origin", lead) or _listed_origin(reading, site, cue))


def _listed_origin(reading: Reading, site: Site, cue: Hit) -> bool:
    """Whether a site only goes on with an origin: "advance on A from south of B and west of C"."""
    before = next((other for other in reversed(reading.sites) if other.end <= site.start), None)
    if before is None or before.start < cue.start or not reading.grammar.is_all("and-word", reading.between(before.end, site.start)):
        return False
    return cue.get("kind") == "advance" and reading.grammar.ends("origin", reading.between(max(reading.start, before.start - _FROM), before.placement.mention.start))


def _within(reading: Reading, cue: Hit, own: Sequence[Site]) -> list[Site]:
    """The clause's sites behind the cue; those before it where none or only areas follow."""
    after = [site for site in own if site.start >= cue.start]
    before = [site for site in own if site.start < cue.start]
    if reading.grammar.forms and after and before and "," in reading.between(cue.end, after[0].start) and "," not in reading.between(before[-1].end, cue.start):
        return before  # where words stand freely, a comma parts a place from its cue
    joined = before and after and not reading.grammar.forms and reading.grammar.has("and-word", reading.between(before[-1].end, cue.start))
    if any(site.fine for site in after) or not before or joined:
        return after  # also "attacks on A and shelling in the region of B"
    return before if any(site.fine for site in before) or not after else after


def _list_after(reading: Reading, usable: Sequence[Site], cue: Hit, at: int) -> list[Site]:
    """The sites of a list behind a colon or a dash: "attacks in this direction: near A, B and C"."""
    if any(cue.end <= hit.start < reading.clauses[at].end for hit in reading.topic("kinds")):
        return []  # the list is of the last cue before it
    after = at + 1
    while after < len(reading.clauses) and reading.clauses[after].opener == "rel":
        after += 1  # "towards two cities, which they do not hold: A and B"
    if after >= len(reading.clauses) or reading.clauses[after].opener != "mark":
        return []
    clause = reading.clauses[after]
    listed = _in_clause(reading, usable, after)
    while after + 1 < len(reading.clauses) and reading.clauses[after + 1].opener == "mark" and not reading.between(clause.start, clause.end).rstrip().endswith((";", "\n")):
        after += 1  # "54 drones: 24 – over A, 11 – over B"
        listed += _in_clause(reading, usable, after)
    verbs = any(hit.topic in ("kinds", "attribution") and clause.start <= hit.start < reading.clauses[after].end for hit in reading.hits)
    return [] if verbs or not listed or len(reading.between(clause.start, listed[0].start).split()) > _LIST_LEAD else listed


def _direct(reading: Reading, cue: Hit, bound: Sequence[Site]) -> list[Site]:
    """Sites that stand next to the cue, with no other cue, actor or people between."""
    people = [hit.start for hit in reading.topic("actors") if hit.role in ("civilian", "victim", "force")]
    barriers = [*people, *(hit.start for hit in reading.topic("kinds")), *(ref.start for ref in reading.actors if ref.role != "adjective")]
    kept: list[Site] = []
    for site in sorted(bound, key=lambda site: site.start):
        start = kept[-1].end if kept else cue.end
        between = reading.between(start, site.start)
        led = bool(reading.grammar.forms) and reading.grammar.ends("preposition", between)  # «потеряла под Добропольем»
        far = led or site.start < cue.end or ")" in between or len(between.split()) > _NEAR_WORDS or "," in between.strip(" ,")
        blocked = not kept and any(start <= barrier < site.start for barrier in barriers)
        parted = bool(kept) and bool(reading.grammar.forms) and between.strip() != "," and not reading.grammar.is_all("list", between)
        if not far and not blocked and not parted:
            kept.append(site)
    passive = reading.grammar.ends("be", reading.grammar.without("manner", reading.between(reading.start, cue.start)))
    if not kept and any(reading.grammar.is_all(form, cue.text.split()[0]) for form in ("passive", "modifier")):
        kept = [plain(site) for site in reading.sites if reading.between(site.end, cue.start).strip() == ","]  # «Маріуполь, взятий у травні»
    if not kept and reading.grammar.forms:
        kept = _fronted(reading, cue, bound)
    return _finest(reading, kept or ([site for site in bound if site.end <= cue.start] if passive else []))


def _fronted(reading: Reading, cue: Hit, bound: Sequence[Site]) -> list[Site]:
    """The sites before a passive, or before a verb with a subject of its own: «Угледар взят», «Торське тримають підрозділи», «село держим»."""
    before = [site for site in bound if site.end <= cue.start]
    led = any(site.placement.mention.relation is not None or reading.grammar.ends("preposition", reading.between(reading.start, site.start)) for site in before)
    owned = reading.grammar.is_all("first-plural", cue.text.split()[0]) or is_passive(reading, cue) or subject_of(reading, cue) is not None
    owned = owned or troops_behind(reading, reading.clause_of(cue.start), cue)
    return before if before and not led and owned else []


def _shared(reading: Reading, cue: Hit, usable: Sequence[Site], at: int) -> list[Site]:
    """The sites of the next clause where the cue shares its object: "shelled and stormed X"."""
    if at + 1 >= len(reading.clauses) or reading.clauses[at + 1].opener != "coord":
        return []
    if len(reading.between(cue.end, reading.clauses[at + 1].start).split()) > 1:
        return []
    return _in_clause(reading, usable, at + 1)


def _neighbouring(reading: Reading, cue: Hit, usable: Sequence[Site], at: int) -> list[Site]:
    """The sites of the nearest clause: first those before within the same content, then those after, then those before it."""
    frames = [frame for frame in reading.frames if frame.start <= cue.start < frame.end]
    low = max((frame.start for frame in frames), default=reading.start)
    high = min((frame.end for frame in frames), default=reading.end)
    usable = [site for site in usable if site.level != "country" or site.placement.mention.relation is not None]
    for index in (*range(at - 1, -1, -1), *range(at + 1, len(reading.clauses))):
        found = [site for site in _in_clause(reading, usable, index) if low <= site.start < high]
        if found and (index < at or (reading.clauses[index].opener in ("sub", "rel", "participle", "coord") and not _tells_of_others(reading, cue, index))):
            return found
    outside = [site for site in usable if site.start < low and site.fine]
    outside = [site for site in outside if not site.leaning] or (outside if not reading.grammar.forms else [])
    nearest = max((clause_at(reading.clauses, site.start) for site in outside), default=-1)
    return _in_clause(reading, outside, nearest)


def _tells_of_others(reading: Reading, cue: Hit, index: int) -> bool:
    """Whether a later clause has a subject and a deed of its own, where words stand freely: «відійшли, і тепер ворог стягує резерви до X»."""
    clause = reading.clauses[index]
    verb = next((hit for hit in reading.topic("kinds") if clause.start <= hit.start < clause.end and hit.get("kind") != cue.get("kind") and reading.is_verb(hit)), None)
    subjects = (ref for ref in reading.actors if verb is not None and clause.start <= ref.start and ref.end <= verb.start)
    return bool(reading.grammar.forms) and clause.opener == "coord" and any(ref.role in ("force", "state", "own", "enemy") and can_be_subject(reading, ref) for ref in subjects)


def _finest(reading: Reading, sites: Sequence[Site]) -> list[Site]:
    """Drop areas where something finer is named, countries beside regions, water beside settlements.

    An area that is listed beside a settlement ("in A, as well as in B and C oblasts") stays. The town after which an axis is
    called ("in the A direction near B") gives way to any other.
    """
    named = [site for site in sites if not is_axis(site)]
    sites = named if any(site.fine for site in named) else sites
    kept = [site for site in sites if site.fine]
    listed = False
    for before, site in itertools.pairwise(sites):
        between = reading.between(before.end, site.start)
        beside = len(between.split()) <= _NEAR_WORDS and reading.grammar.has("list", between) and not reading.grammar.begins("inside", between)
        listed = not site.fine and (beside if before.fine else listed)
        if listed:
            kept.append(site)
    dry = [site for site in kept if site.level != "water"]
    regions = [site for site in sites if site.level == "region"]
    unique = {site.key: site for site in reversed(dry or kept or regions or list(sites))}
    return sorted(unique.values(), key=lambda site: site.start)
