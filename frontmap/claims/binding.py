"""Which places a cue speaks of."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from frontmap.claims.cases import can_be_subject
from frontmap.claims.clause_subjects import described, subject_of
from frontmap.claims.clauses import Clause, clause_at, head_of, is_participle
from frontmap.claims.passives import is_passive
from frontmap.claims.reading import Reading
from frontmap.claims.relatives import described_sites, is_object_of, relative_of
from frontmap.claims.sites import Site, is_axis, is_measured, plain
from frontmap.claims.word_order import troops_behind
from frontmap.lexicon.scan import Hit

__all__ = ["is_origin", "sites_of"]

_FROM = 60  # characters before a place in which its "from" or "towards" stands
_TWO = 2
_FRONT_WORDS = 2  # before a region that opens a sentence
_NEAR_WORDS = 6  # between a cue and the place that must stand next to it
_OF_WORDS = 4  # between "the capture of" and a place: "the eastern part of"
_LIST_LEAD = 5  # words between a colon and the list of places behind it
_DOERS = frozenset({"force", "state", "adjective", "own", "enemy"})
_COPULA = re.compile(r"\s[-–—]\s(?:це\s|тепер\s|вже\s|уже\s|знову\s|поки\s|пока\s|это\s|теперь\s|снова\s)?")  # «Семенівка — сіра зона»
_LEAVING = frozenset({"withdrawal", "civilians", "encirclement"})
_SUFFERED = frozenset({"damage", "casualties", "destroy", "losses", "civilians"})
_HARM = _SUFFERED - {"civilians"} | {"strike"}


def sites_of(reading: Reading, cue: Hit) -> list[Site]:  # noqa: PLR0911 - a ladder: the first way of naming that fits
    """Return the sites at which a cue's claim sits, empty where the sentence names none for it.

    First the places of the cue's own clause, then those that it shares with the next, then those of the nearest clause.
    """
    at = clause_at(reading.clauses, cue.start)
    named = [site for site in reading.sites if not site.gloss and not site.title]
    low, high = _parenthesis(reading, cue)
    usable = [site for site in named if low <= site.start < high and not is_origin(reading, site, cue) and not _is_yardstick(reading, site)]
    if (objects := _objects(reading, cue)) and not reading.grammar.forms:
        return _finest(reading, objects)
    if (meant := _apposed(reading, cue) or _possessor(reading, cue)) is not None:
        return [meant]
    if reading.grammar.forms and (equal := [site for site in usable if site.end <= cue.start and _COPULA.fullmatch(reading.between(site.end, cue.start))]):
        return described_sites(reading, equal[-1].end + 1)
    listed = _list_after(reading, usable, cue, at)
    if (inside := [site for site in named if cue.start < site.start and site.end <= cue.end]) and not reading.grammar.forms:
        return inside  # "if X falls"
    own = _before_next(reading, cue, _in_clause(reading, usable, at) or _in_clause(reading, usable, head_of(reading.clauses, at)) or _in_clause(reading, usable, _subject_at(reading, at)))
    areas = bool(listed) and all(site.level == "region" for site in (*own, *listed))  # «Над A областью сбит дрон, ещё два — над B»
    bound = [*(site for site in _within(reading, cue, own) if areas or not listed or site.start >= cue.start), *listed]
    if (relative := relative_of(reading, at)) >= 0 and (not bound or (relative < at and not _in_clause(reading, usable, at))):
        bound = [plain(site) for site in described_sites(reading, reading.clauses[relative].start)]
    if cue.get("place") == "direct":
        return _direct(reading, cue, bound) or (bound if relative >= 0 and is_object_of(reading, reading.clauses[relative], cue) else [])
    if cue.get("place") == "next" and not _is_next(reading, cue, bound):
        return []
    if reading.grammar.forms and bound and all(site.level == "country" for site in bound) and any(site.fine for site in usable):
        bound = []  # "forced to retreat to Russian soil": from the place told before
    bound = bound or _apposed_subject(reading, cue, at)
    if cue.get("place") != "near" and not (bound or _comes_from(reading, cue, named, usable, at)):
        bound = _shared(reading, cue, usable, at) or _neighbouring(reading, cue, usable, at) or _last_resort(reading, cue, named, at)
    return _finest(reading, _destination(reading, cue, _road_ends(reading, cue, at) or bound))


def _apposed_subject(reading: Reading, cue: Hit, at: int) -> list[Site]:
    """The place that is the subject of a verb behind its apposition: "X, the last city in the region, has fallen"."""
    if reading.grammar.forms or at == 0 or cue.get("place") != "near" or reading.clauses[at].opener != "coord" or reading.grammar.without("adverb", reading.between(reading.clauses[at].start, cue.start)).strip():
        return []
    before = reading.clauses[at - 1]
    if before.opener != "start" or any(before.start <= hit.start < before.end and reading.is_verb(hit) for hit in reading.topic("kinds") if not reading.grammar.ends("to-be", reading.between(before.start, hit.start))):
        return []
    opening = (site for site in _in_clause(reading, reading.sites, at - 1) if len(reading.between(reading.start, site.start).split()) <= _FRONT_WORDS)
    first = next((site for site in opening if site.fine and not site.title), None)
    return [first] if first is not None and reading.between(first.end, first.end + 1) == "," else []


def _is_yardstick(reading: Reading, site: Site) -> bool:
    """Whether a site only tells among which another is ranked: "X, the second village south of Y to be recaptured"."""
    if reading.grammar.forms or not reading.grammar.begins("to-be", reading.between(site.end, reading.end).lstrip()):
        return False
    return reading.grammar.has("ranking", reading.between(reading.start, site.start).rsplit(",", 1)[-1])


def _road_ends(reading: Reading, cue: Hit, at: int) -> list[Site]:
    """The towns by which a road is named that is cut: "cut the A-B highway"."""
    if reading.grammar.forms or cue.get("kind") != "encirclement" or any(cue.end <= site.start and not site.title for site in _in_clause(reading, reading.sites, at)):
        return []
    return [plain(replace(site, title=False)) for site in _in_clause(reading, reading.sites, at) if site.title and site.fine and cue.start <= site.start]


def _subject_at(reading: Reading, at: int) -> int:
    """The clause that names the subject of one that opens with its "are", behind an apposition: "Four villages, A, B and C, are held"."""
    opens = at > 0 and not reading.grammar.forms and reading.grammar.begins("be", reading.between(reading.clauses[at].start, reading.clauses[at].end).lstrip(" –—-"))
    return at - 1 if opens else at


def _last_resort(reading: Reading, cue: Hit, named: Sequence[Site], at: int) -> list[Site]:
    """The place whence an attack comes ("an offensive from X"), or in the title of whoever is harmed ("abducted the mayor of X")."""
    if cue.get("kind") == "assault":
        return [site for site in (named if reading.grammar.forms else _in_clause(reading, named, at)) if site.level != "country"]
    if cue.get("kind") == "casualties":
        return [plain(site) for site in _in_clause(reading, reading.sites, at) if site.title and site.start > cue.end]
    return []


def _apposed(reading: Reading, cue: Hit) -> Site | None:
    """The place that a participle behind its apposition describes: "Y lies south of X, a town targeted by"."""
    before = next((site for site in reversed(reading.sites) if site.end <= cue.start), None)
    if before is None or reading.grammar.forms or not is_participle(cue.text.split()[0], reading.grammar):
        return None
    between = reading.between(before.end, cue.start)
    return plain(before) if not before.title and re.search(r"\w", between) and reading.grammar.is_all("apposed-to", between) else None


def _possessor(reading: Reading, cue: Hit) -> Site | None:
    """The place that "its" stands for where what it suffered opens its clause: "X is a target because its capture would cut the road"."""
    if reading.grammar.forms or not cue.get("taken") or not reading.grammar.begins("third-person", cue.text) or reading.grammar.begins("open-end", reading.between(cue.end, reading.end).lstrip()):
        return None
    before = [site for site in reading.sites if site.end <= cue.start and site.fine and not site.title]
    return plain(before[0]) if before else None


def _comes_from(reading: Reading, cue: Hit, named: Sequence[Site], usable: Sequence[Site], at: int) -> bool:
    """Whether forces on the move are told only whence they come: "a redeployment of forces from X"."""
    if reading.grammar.forms or not (cue.get("kind") == "advance" or (cue.get("kind") == "presence" and not reading.is_verb(cue))):
        return False  # and not "are bringing up reserves from X"
    return any(site not in usable and cue.end <= site.start for site in _in_clause(reading, named, at))


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
    return first is not None and (first.leaning or first.start == first.placement.mention.start) and not reading.grammar.without("attributive", reading.between(cue.end, first.start)).strip()


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


def _in_clause(reading: Reading, sites: Sequence[Site], index: int) -> list[Site]:
    return [site for site in sites if clause_at(reading.clauses, site.start) == index]


def _before_next(reading: Reading, cue: Hit, own: Sequence[Site]) -> list[Site]:
    """The clause's sites without those behind another cue that follows a site of this one: "the capture of X lets them attack Y"."""
    first = next((site for site in own if site.start >= cue.end), None)
    if first is None:
        return list(own)
    if cue.get("kind") == "presence":  # "redeploying units to attack X": they are not there yet
        aim = next((hit.start for hit in reading.topic("kinds") if cue.end <= hit.start < first.start and reading.is_verb(hit) and hit.get("kind") != "presence" and _aims(reading, hit)), None)
        own = [site for site in own if aim is None or site.start < aim]
        if not own:
            return []
    last = own[-1].start
    if cue.get("kind") in _HARM:
        doing = (hit.start for hit in reading.topic("kinds") if first.end <= hit.start < last and described(reading, hit) is not None)
        limit = next(doing, reading.end)  # "struck A to cut off the forces operating in B"
        return [site for site in own if site.start < limit]
    others = (hit for hit in reading.topic("kinds") if first.end <= hit.start < last and (hit.get("kind") != cue.get("kind") or _aims(reading, hit)))
    modal = (hit.start for hit in reading.topic("modality") if first.end <= hit.start < last and reading.grammar.begins("modal", f"{hit.text} "))
    noun = bool(reading.grammar.forms) and cue.get("form") == "noun"  # «після взяття A штурмові дії довкола B посилилися»
    limit = min(next((hit.start for hit in others if noun or reading.is_verb(hit) or (reading.grammar.forms and reading.grammar.ends("goes-on-verb", reading.between(first.end, hit.start)))), reading.end), next(modal, reading.end))  # "attempts to take A may lead to B"
    return [site for site in own if site.start < limit]


def _aims(reading: Reading, hit: Hit) -> bool:
    """Whether a verb tells what something else is done for: "redeploying from A to reinforce B"."""
    return not reading.grammar.forms and reading.grammar.ends("infinitive", reading.between(max(reading.start, hit.start - _FROM), hit.start))


def is_origin(reading: Reading, site: Site, cue: Hit) -> bool:
    """Whether a site is where something comes from or goes to beside the claim: "missiles from Belarus"."""
    kind = cue.get("kind")
    at = site.start if site.leaning else site.placement.mention.start
    lead = reading.between(max(reading.start, site.start - _FROM), at)
    if kind == "withdrawal" and cue.end <= site.start and any(other.end <= site.start for other in reading.sites if cue.end <= other.start):
        return reading.grammar.ends("onward", lead)  # "withdrew from A to B"
    if is_measured(site) or (kind in _LEAVING and kind != "civilians") or (site.end <= cue.start and reading.grammar.ends("filmed-in", lead)):
        return False  # "stand five kilometres from X", "footage from X showed"
    if kind == "civilians":
        return reading.grammar.ends("refuge", lead)
    taken = reading.grammar.forms and kind in _HARM and reading.grammar.ends("taken-to", lead)  # «ранены 12 человек, жителей вывозят в X»
    if taken or (kind in (*_HARM, "control") and reading.grammar.ends("towards", lead)):
        return True
    along = kind == "advance" and any(other.fine and other.end <= site.start for other in reading.sites)  # "past A, and reached the road to B"
    if (along or kind in ("assault", *_HARM)) and reading.grammar.ends("route-to", lead):
        return True
    compared = reading.grammar.ends("than", lead)  # «у Вовчанську гірше, ніж у Куп'янську»
    lost = kind == "losses" and not reading.grammar.forms and not any(cue.end <= other.start for other in reading.sites)  # "retreated from X after losing two tanks"
    left = not compared and any(hit.get("kind") in _LEAVING and (lost or cue.end <= hit.start) and hit.start < site.start for hit in reading.topic("kinds"))
    return not left and (compared or reading.grammar.ends("origin", lead.rstrip(" :")) or _listed_origin(reading, site, cue))  # «з напрямків: A, B»


def _listed_origin(reading: Reading, site: Site, cue: Hit) -> bool:
    """Whether a site only goes on with an origin: "advance on A from south of B and west of C", "launched drones from A; B and C cities; and D"."""
    before = next((other for other in reversed(reading.sites) if other.end <= site.start), None)
    if before is not None and cue.get("kind") == "strike" and cue.end <= before.start and reading.grammar.is_all("origin-list", reading.between(before.end, site.start)):
        return is_origin(reading, before, cue)
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
    while after < len(reading.clauses) and (reading.clauses[after].opener == "rel" or _names_speaker(reading, reading.clauses[after])):
        after += 1  # "towards two cities, which they do not hold: A and B", «сбиты 87 дронов, сообщило министерство: 70 над A»
    told = after > at + 1 and _names_speaker(reading, reading.clauses[after - 1])  # what follows a speaker's colon is content
    if after >= len(reading.clauses) or reading.clauses[after].opener not in ("mark", *(("content",) if told else ())):
        return []
    clause = reading.clauses[after]
    listed = _in_clause(reading, usable, after)
    parts = reading.between(reading.clauses[at].start, clause.start).rstrip().endswith(";")  # "near A; south of B near C; and near D"
    while after + 1 < len(reading.clauses) and reading.clauses[after + 1].opener == "mark" and (parts or not reading.between(clause.start, reading.clauses[after].end).rstrip().endswith((";", "\n"))):
        more = _in_clause(reading, usable, after + 1)
        if parts and not _is_list(reading, more, reading.clauses[after + 1]):
            break
        after += 1  # "54 drones: 24 – over A, 11 – over B"
        listed += more
    return listed if _is_list(reading, listed, Clause(clause.start, reading.clauses[after].end, clause.opener)) else []


def _names_speaker(reading: Reading, clause: Clause) -> bool:
    """Whether a clause does nothing but name who tells what stands before it."""
    told = any(clause.start <= frame.hit.start < clause.end and frame.end <= frame.hit.start for frame in reading.frames)
    return told and bool(reading.grammar.forms) and not any(clause.start <= hit.start < clause.end for hit in reading.topic("kinds"))


def _is_list(reading: Reading, listed: Sequence[Site], clause: Clause) -> bool:
    """Whether a clause does nothing but name sites."""
    verbs = any(hit.topic in ("kinds", "attribution") and clause.start <= hit.start < clause.end for hit in reading.hits)
    return not verbs and bool(listed) and len(reading.between(clause.start, listed[0].start).split()) <= _LIST_LEAD


def _direct(reading: Reading, cue: Hit, bound: Sequence[Site]) -> list[Site]:
    """Sites that stand next to the cue, with no other cue, actor or people between."""
    people = [hit.start for hit in reading.topic("actors") if hit.role in ("civilian", "victim", "force")]
    barriers = [*people, *(hit.start for hit in reading.topic("kinds")), *(ref.start for ref in reading.actors if ref.role != "adjective")]
    kept: list[Site] = []
    for site in sorted(bound, key=lambda site: site.start):
        start = kept[-1].end if kept else cue.end
        between = reading.between(start, site.start)
        led = reading.grammar.ends("preposition", between) if reading.grammar.forms else bool(kept) and reading.grammar.has("infinitive", between)  # «потеряла под Добропольем»
        far = led or site.start < cue.end or ")" in between or len(between.split()) > _NEAR_WORDS or "," in between.strip(" ,")
        blocked = not kept and any(start <= barrier < site.start for barrier in barriers)
        parted = bool(kept) and bool(reading.grammar.forms) and between.strip() != "," and not reading.grammar.is_all("list", between)
        if not far and not blocked and not parted:
            kept.append(site)
    passive = reading.grammar.ends("be", reading.grammar.without("manner", reading.between(reading.start, cue.start)))
    if passive and kept and not reading.grammar.forms and reading.between(cue.end, kept[0].start).lstrip().startswith(","):
        own = _in_clause(reading, reading.sites, clause_at(reading.clauses, cue.start))
        kept = [site for site in own if site.end <= cue.start and not site.gloss and not site.title] or kept  # "X was freed, the second village south of Y"
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
    along = reading.grammar.has("along-front", reading.between(cue.end, reading.clauses[at].end))  # "shell the whole line of contact and attack towards X"
    if not reading.grammar.forms:
        nouns = [hit for hit in reading.topic("kinds") if hit is not cue and hit.get("kind") == "control" and reading.grammar.ends("open-end", hit.text) and reading.grammar.ends("looking-back-to", reading.between(reading.start, hit.start))]
        lost = {site.start for site in usable if any(0 <= site.start - hit.end <= 1 for hit in nouns)}
        usable = [site for site in usable if site.start not in lost]  # "the worst setback since the loss of X"
    low = max((frame.head if frame.hit.role == "according" and frame.head < frame.hit.start else frame.start for frame in frames), default=reading.start)  # «Город, по словам военных, …»
    high = min((frame.end for frame in frames), default=reading.end)
    usable = [site for site in usable if (site.level != "country" or site.placement.mention.relation is not None) and (not along or site.end <= cue.start)]
    for index in (*range(at - 1, -1, -1), *range(at + 1, len(reading.clauses))):
        found = [site for site in _in_clause(reading, usable, index) if low <= site.start < high]
        if found and index > at and _tells_of_others(reading, cue, index, found[0]):
            break
        if found and (index < at or reading.clauses[index].opener in ("sub", "rel", "participle", "coord")):
            return found
    outside = [site for site in usable if site.start < low and site.fine]
    if not outside and not reading.grammar.forms:  # "In Kursk Oblast, the governor said drones were shot down"
        outside = [site for site in usable if site.start < low and site.level == "region" and len(reading.between(reading.start, site.start).split()) <= _FRONT_WORDS]
    outside = [site for site in outside if not site.leaning] or (outside if not reading.grammar.forms else [])
    nearest = max((clause_at(reading.clauses, site.start) for site in outside), default=-1)
    return _in_clause(reading, outside, nearest)


def _tells_of_others(reading: Reading, cue: Hit, index: int, site: Site) -> bool:
    """Whether a later clause has a subject and a deed of its own: «відійшли, і тепер ворог стягує резерви до X», "as they fight for X"."""
    clause = reading.clauses[index]
    verb = next((hit for hit in reading.topic("kinds") if clause.start <= hit.start < clause.end and hit.get("kind") != cue.get("kind") and reading.is_verb(hit)), None)
    if not reading.grammar.forms and clause.opener != "participle" and cue.get("kind") not in _SUFFERED and _is_owned(reading, clause, site):
        return True
    if verb is None:
        return False
    subjects = (ref for ref in reading.actors if clause.start <= ref.start and ref.end <= verb.start)
    if not reading.grammar.forms and cue.get("kind") in _SUFFERED:
        return False  # "dozens died after they struck X"
    if not reading.grammar.forms:
        named = (*(ref.start for ref in subjects if ref.role in _DOERS), *(hit.start for hit in reading.topic("attribution") if hit.role == "pronoun" and clause.start <= hit.start < verb.start))
        return clause.opener != "participle" and min(named, default=site.start) < site.start
    return clause.opener == "coord" and any(ref.role in ("force", "state", "own", "enemy") and can_be_subject(reading, ref) for ref in subjects)


def _is_owned(reading: Reading, clause: Clause, site: Site) -> bool:
    """Whether a noun before a site tells what a side does there: "to hinder Ukrainian advances towards X"."""
    deeds = (hit.start for hit in reading.topic("kinds") if clause.start <= hit.start < site.start and not reading.is_verb(hit))
    sides = [ref.end for ref in reading.actors if ref.role == "adjective" and clause.start <= ref.start]
    return any(end <= at and len(reading.between(end, at).split()) <= 1 for at in deeds for end in sides)


def _lies_elsewhere(site: Site, area: Site) -> bool:
    """Whether a settlement is known to lie in another region: "a silo in A Oblast and a house in B"."""
    place, region = site.placement.place, area.placement.place
    return place is not None and region is not None and bool(place.admin1) and (place.country, place.admin1) != (region.country, region.admin1 or region.name)


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
        between = reading.between(before.end, site.start if site.leaning else max(site.start, site.placement.mention.start))
        beside = len(between.split()) <= _NEAR_WORDS and reading.grammar.has("list", between) and not reading.grammar.begins("inside", between)
        listed = not site.fine and (beside if before.fine else listed)
        if listed:
            kept.append(site)
        elif site.fine and before.level == "region" and beside and _lies_elsewhere(site, before):
            kept.append(before)
    dry = [site for site in kept if site.level != "water"]
    regions = [site for site in sites if site.level == "region"]
    unique = {site.key: site for site in reversed(dry or kept or regions or list(sites))}
    return sorted(unique.values(), key=lambda site: site.start)
