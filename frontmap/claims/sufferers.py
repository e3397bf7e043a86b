"""Who suffers what a cue tells: the killed and the destroyed, and whose losses they are."""

from __future__ import annotations

from collections.abc import Sequence

from frontmap.claims.actors import SELF, ActorRef
from frontmap.claims.cases import agent_behind, can_be_subject, instrumental_of
from frontmap.claims.clause_subjects import BARE_WORDS, subject_of
from frontmap.claims.passives import by_agent, is_passive
from frontmap.claims.reading import Reading
from frontmap.claims.word_order import is_bare, with_head
from frontmap.lexicon.scan import Hit

__all__ = ["fallen_of", "loser_of", "of_war", "victims_of"]

_VICTIMS = frozenset({"victim", "equipment", "civilian"})
_LISTED_CHARS = 40  # between words of one list of victims
_LOSER_WORDS = 5  # between "losses" and the side that has them


def victims_of(reading: Reading, cue: Hit) -> tuple[ActorRef | None, bool, bool]:
    """Return who suffers a cue of killing or destroying.

    Returns
    -------
    side : ActorRef or None
        The soldiers or equipment with a side that stand where the victim stands.
    military : bool
        Whether soldiers are named there, with or without a side.
    civilian : bool
        Whether civilians are.
    """
    clause = with_head(reading, cue)
    free = reading.grammar.forms  # where case and not place tells who suffers
    passive = cue.get("victims") in ("before", "subject") or is_passive(reading, cue)
    low, high = (clause.start if passive or free else cue.start), (cue.end if passive and not free else clause.end)
    high = min([high, *(frame.end for frame in reading.frames if free and frame.start <= cue.start < frame.end)])  # whoever tells it suffers nothing
    by = (by_agent(reading, cue) or instrumental_of(reading, cue)) if passive else (subject_of(reading, cue) if free else None)
    refs = [ref for ref in reading.actors if low <= ref.start < high and (ref.role in ("force", "equipment") or _is_officer(reading, ref)) and ref is not by]
    if free and cue.get("form") == "noun":  # «влада каже про 28 загиблих і звинувачує ЗСУ»
        refs = [ref for ref in refs if _beside(reading, cue, ref.start, ref.end)]
    suffers = (*_VICTIMS, "force") if not passive and not free else _VICTIMS  # "destroying the units"
    clause_start = reading.clause_of(cue.start).start
    words = [hit for hit in reading.topic("actors") if low <= hit.start < high and hit.role in suffers]
    if not passive and not free and cue.get("kind") == "destroy":
        refs = [ref for ref in refs if not _is_of_structure(reading, cue, ref.start)]
        words = [hit for hit in words if not _is_of_structure(reading, cue, hit.start)]
    if free and cue.get("form") == "noun":  # «дрон поцілив у автобус, дев'ятеро загиблих»
        words = [hit for hit in words if "," not in reading.between(min(hit.end, cue.end), max(hit.start, cue.start))]
    words = _nearest([hit for hit in words if by is None or by.start < clause_start or not by.start <= hit.start < by.end], cue)
    if not words and passive and any(hit.role == "pronoun" and low <= hit.start < cue.start for hit in reading.topic("attribution")):
        words = [hit for hit in reading.topic("actors") if hit.start < low and hit.role in _VICTIMS][-1:]  # "the gunner … after he was killed"
    of_them = reading.grammar.has("of-them", reading.between(clause_start, cue.start)) or reading.grammar.has("of-them", reading.between(cue.end, min(clause.end, cue.end + _LISTED_CHARS)))
    if not words and not free and of_them:
        words = [hit for hit in reading.topic("actors") if hit.end <= clause_start and hit.role in suffers][-1:]  # "the saboteurs ... and 70 of them killed"
    words = [hit for hit in words if hit.role != "civilian" or not any(_counts(reading, hit, other) for other in words)]
    told = max((frame.start for frame in reading.frames if frame.start <= cue.start < frame.end), default=reading.start)
    shot = any(hit.role == "weapon" for hit in reading.topic("actors"))
    if not words and free and not shot and is_passive(reading, cue) and cue.get("kind") == "destroy" and _goes_on(reading, cue) and (troops := subject_of(reading, cue)) is not None and troops.role == "force" and troops.start >= told:
        return troops, True, False  # «ВСУ пытались высадиться, уничтожены на воде»
    if not words and not free and cue.get("kind") == "destroy" and is_passive(reading, cue) and (troops := _undone(reading, cue)) is not None:
        return troops, True, False  # "groups try to cross the border but are destroyed"
    military = any(hit.role != "civilian" for hit in words)
    civilian = any(hit.role == "civilian" for hit in words)
    if civilian and not military:
        return None, False, True
    own = next((ref for ref in refs if any(ref.start <= hit.start < ref.end for hit in words)), None) if free else None  # «ЗСУ вели бій, двоє загарбників загинули»
    return own or (refs[0] if refs else None), military, civilian


def _undone(reading: Reading, cue: Hit) -> ActorRef | None:
    """The troops of the clause before with which a passive without subject goes on."""
    clause = reading.clause_of(cue.start)
    lead = reading.between(clause.start, cue.start).split(None, 1)
    bare = clause.opener == "coord" and len(lead) > 1 and not reading.grammar.without("adverb", lead[1]).strip()
    troops = subject_of(reading, cue) if bare else None
    return troops if troops is not None and troops.role in ("force", "adjective") else None


def _beside(reading: Reading, cue: Hit, start: int, end: int) -> bool:
    """Whether a name stands so near a noun for the dead and wounded that it can be theirs: «троє поранених військових»."""
    between = reading.between(cue.end, start) if start >= cue.end else reading.between(end, cue.start)
    return len(between.split()) <= _LOSER_WORDS and not any(mark in between for mark in ",;:()") and not reading.grammar.has("and-word", between)


def _goes_on(reading: Reading, cue: Hit) -> bool:
    """Whether a passive has no subject of its own beside it: not «окупанти просунулися, але місто зруйноване», «били по ГЕС, зруйновано затвори»."""
    after = reading.between(cue.end, reading.end)
    if after[:1] == " " and not reading.grammar.begins("preposition", after) and not reading.grammar.begins("adverb", after):
        return False
    return is_bare(reading, reading.grammar.without("concession", reading.between(reading.clause_of(cue.start).start, cue.start)))


def _is_of_structure(reading: Reading, cue: Hit, at: int) -> bool:
    """Whether a word for a victim only tells what a structure that is destroyed was for: "a bridge used to move vehicles"."""
    between = reading.between(cue.end, at)
    return at >= cue.end and reading.grammar.has("structure", between) and not reading.grammar.has("list", between) and "," not in between


def fallen_of(reading: Reading, cue: Hit) -> ActorRef | None:
    """Whose soldiers fell of whom a verb tells that needs no foe: «поліг боєць морської піхоти РФ», «російський полковник загинув у бою»."""
    clause = reading.clause_of(cue.start)
    for ref in (ref for ref in reading.actors if ref.side is not None and clause.start <= ref.start < clause.end):
        between = reading.between(cue.end, ref.start) if ref.start >= cue.end else reading.between(ref.end, cue.start)
        if ref.start < cue.start < ref.end or (len(between.split()) <= _LOSER_WORDS and not any(mark in between for mark in ",;:()") and not reading.grammar.has("preposition", between)):
            return ref
    return None


def of_war(reading: Reading, cue: Hit) -> bool:
    """Whether what is destroyed next to a cue can be nothing but a side's: soldiers, tanks and guns, and no depot or car."""
    clause = with_head(reading, cue)
    words = _nearest([hit for hit in reading.topic("actors") if clause.start <= hit.start < clause.end and hit.role in _VICTIMS], cue)
    return any(hit.role == "victim" or hit.get("sort") == "armour" for hit in words)


def _counts(reading: Reading, hit: Hit, other: Hit) -> bool:
    """Whether a word for people only counts the soldiers behind it: «двох українських військовополонених»."""
    between = reading.between(hit.end, other.start)
    return other.role == "victim" and hit.end <= other.start and len(between.split()) <= BARE_WORDS and all(word.isalpha() for word in between.split())


def _is_officer(reading: Reading, ref: ActorRef) -> bool:
    """Whether a name ends with the rank of a soldier: "a Russian general"."""
    ranks = [hit for hit in reading.topic("actors") if hit.role == "victim" and hit.start < ref.end <= hit.end] if not reading.grammar.forms else []
    return ref.role in ("official", "person", "adjective") and any(hit.end == ref.end or hit.start <= ref.start for hit in ranks)


def _nearest(words: Sequence[Hit], cue: Hit) -> list[Hit]:
    """The victim's word next to the cue, and those listed with it."""
    if not words:
        return []
    nearest = min(words, key=lambda hit: min(abs(hit.start - cue.end), abs(cue.start - hit.end)))
    return [hit for hit in words if abs(hit.start - nearest.start) <= _LISTED_CHARS and (hit.start < cue.start) == (nearest.start < cue.start)]


def loser_of(reading: Reading, cue: Hit) -> tuple[ActorRef | None, bool]:
    """Return who has the losses, and whether it is that one's opponent: "losses on X", "X losses", "X suffers losses"."""
    behind = agent_behind(reading, cue) or next((ref for ref in reading.actors if reading.grammar.forms and cue.start <= ref.start and ref.end <= cue.end), None)
    if behind is not None and behind.role == "equipment" and behind.side == "other" and cue.get("foe"):
        return None, False  # «уничтожение американской гаубицы»: of whoever has it
    if behind is not None:
        return behind, False  # «мінус 12 окупантів», «втрати ворога під містом склали»
    sides = [ref for ref in reading.actors if ref.role in ("force", "state", "adjective")]
    after = next((ref for ref in sides if cue.start <= ref.start and len(reading.between(cue.end, ref.start).split()) <= _LOSER_WORDS), None)
    if after is not None and reading.grammar.ends("loser", reading.between(cue.start, after.start)):
        return after, False
    before = [ref for ref in reading.actors if ref.end <= cue.start and len(reading.between(ref.end, cue.start).split()) <= BARE_WORDS]
    described = next((ref for ref in reversed(before) if ref.role == "adjective" or ref.possessive), None)
    if described is not None:
        return described, False
    if cue.get("own") and reading.frames:
        return SELF, False  # "admitted the loss of 1,351 soldiers"
    comma = reading.text.rfind(",", reading.start, cue.start)
    own = next((ref for ref in sides if comma < ref.start and ref.end <= cue.start and can_be_subject(reading, ref)), None) if reading.grammar.forms and comma >= 0 else None
    return own or subject_of(reading, cue), reading.grammar.begins("inflict", cue.text)  # «наші тримаються, ворог зазнав втрат»
