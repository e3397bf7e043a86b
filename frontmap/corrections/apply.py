"""Put corrections on a document's placements and claims, and tell what each entry did.

1. Corrections come last: what they say of one mention is no evidence for where another one lies.
2. What is said of one document outweighs what is said everywhere, and what is said of one sentence outweighs both.
3. A corrected placement has score 1, no runners-up, and a reason that begins with `BY_CORRECTION` and ends with the why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from frontmap.config import Settings
from frontmap.corrections.load import ClaimRule, Corrections, PlaceRule
from frontmap.places.candidates import Option
from frontmap.places.marks import Resolved, placement, unplaced
from frontmap.records import Claim, Document, Mention, Place, Placement, Role

__all__ = ["BY_CORRECTION", "Account", "Applied", "Rejected", "account", "apply_to_claims", "apply_to_placements"]

BY_CORRECTION = "by correction: "
_CERTAIN = 1.0
_SETTINGS = Settings(min_place_score=0.0)  # what a person says is never too doubtful


@dataclass(frozen=True, slots=True)
class Applied:
    """An entry that spoke of one mention: whether it changed where the mention lies, and as what the mention was read.

    Only mentions whose role is place are placed; where the role is another one, the entry could do nothing.
    """

    rule: PlaceRule
    changed: bool
    role: Role = Role.PLACE


@dataclass(frozen=True, slots=True)
class Rejected:
    """A claim that a correction leaves out, and why."""

    claim: Claim
    why: str


@dataclass(frozen=True, slots=True)
class Account:
    """What the entries of a corrections file did to a build.

    Attributes
    ----------
    changed : int
        Mentions that lie elsewhere now, or nowhere.
    confirmed : int
        Mentions that a correction left where the program had put them.
    rejected : int
        Claims that were left out.
    per_entry : tuple of (PlaceRule or ClaimRule, int)
        How many mentions or claims each entry spoke of, in the order of the file.
    warnings : tuple of str
        A line for each entry that matched nothing: file, line, and what is not there any more.
    """

    changed: int
    confirmed: int
    rejected: int
    per_entry: tuple[tuple[PlaceRule | ClaimRule, int], ...]
    warnings: tuple[str, ...]


def apply_to_placements(
    document: Document, mentions: Sequence[Mention], placements: Sequence[Placement], corrections: Corrections
) -> tuple[list[Placement], list[Applied]]:
    """Return a document's placements as the corrections will have them, and what was applied.

    Parameters
    ----------
    document : Document
        Whose id, URL and title the entries may name.
    mentions : sequence of Mention
        All of the document's; those that are no places are only counted, so that a warning can say what they were read as.
    placements : sequence of Placement
        One for each mention whose role is place, as `place_mentions` gives them.
    corrections : Corrections
        Without entries everything stays as it is.

    Returns
    -------
    placements : list of Placement
        In the order given. Applying the same corrections to them again changes nothing.
    applied : list of Applied
        One for each entry and mention that it spoke of.
    """
    settled: list[Placement] = []
    applied: list[Applied] = []
    for before in placements:
        after, spoke = _settle(before, _rules(corrections, document, before.mention))
        settled.append(after)
        applied += [Applied(rule, rule is spoke[-1] and _place_id(after) != _place_id(before)) for rule in spoke]
    for mention in mentions:
        if mention.role is not Role.PLACE:
            applied += [Applied(rule, changed=False, role=mention.role) for rule in _rules(corrections, document, mention)]
    return settled, applied


def _rules(corrections: Corrections, document: Document, mention: Mention) -> list[PlaceRule]:
    return [rule for rule in corrections.rules_for(mention.text, mention.key, document) if rule.holds_at(document.text, mention)]


def _settle(found: Placement, rules: Sequence[PlaceRule]) -> tuple[Placement, list[PlaceRule]]:
    """Let each rule speak in turn, the narrowest last; return what is left and the rules that had something to say."""
    spoke: list[PlaceRule] = []
    for rule in rules:
        if rule.at is not None and rule.at != _place_id(found):
            continue
        spoke.append(rule)
        found = _placed(found.mention, rule, rule.place) if rule.place is not None else _never(found, rule)
    return found, spoke


def _placed(mention: Mention, rule: PlaceRule, place: Place) -> Placement:
    mark = placement(mention, Resolved(Option(place, mention.text, "main", 0.0), _CERTAIN, ()), _SETTINGS)
    where = ", ".join(part for part in (place.name, place.admin1 if place.admin1 != place.name else "", place.country) if part)
    return replace(mark, reason=f"{BY_CORRECTION}{where}; {rule.why}")


def _never(found: Placement, rule: PlaceRule) -> Placement:
    """Leave the mention unplaced; what else it could have been stays to be read."""
    others = tuple(other for other in found.runners_up if other.id != rule.at)
    what = "not there" if rule.at is not None else "never to be placed"
    return unplaced(found.mention, f"{BY_CORRECTION}{what}; {rule.why}", runners_up=others)


def _place_id(found: Placement) -> str | None:
    return found.place.id if found.place is not None else None


def apply_to_claims(claims: Iterable[Claim], corrections: Corrections) -> tuple[list[Claim], list[Rejected]]:
    """Return the claims that stay and those that a correction rejects, each in the order given.

    An entry may also grade a claim; what it does not grade stays as it was. A claim that an entry says is right as it stands (`reject = false`) stays with score 1, so that no review asks again.
    """
    kept: list[Claim] = []
    rejected: list[Rejected] = []
    for read in claims:
        rule = corrections.rule_for_claim(read.id)
        claim = read if rule is None else replace(read, reliability=rule.reliability or read.reliability, credibility=rule.credibility or read.credibility)
        if rule is None or rule.reject is None:
            kept.append(claim)
        elif rule.reject:
            rejected.append(Rejected(claim, rule.why))
        else:
            reason = claim.unplaced_reason if claim.placed else f"{BY_CORRECTION}right without a place; {rule.why}"
            kept.append(replace(claim, score=_CERTAIN, unplaced_reason=reason))
    return kept, rejected


def account(corrections: Corrections, applied: Iterable[Applied], kept: Iterable[Claim], rejected: Sequence[Rejected]) -> Account:
    """Return what a whole build's corrections did.

    Parameters
    ----------
    corrections : Corrections
        The file.
    applied : iterable of Applied
        Of all documents.
    kept : iterable of Claim
        All claims that stayed.
    rejected : sequence of Rejected
        All that did not.
    """
    spoke: Counter[PlaceRule] = Counter()
    roles: dict[PlaceRule, Role] = {}
    changed = confirmed = 0
    for each in applied:
        if each.role is not Role.PLACE:
            roles.setdefault(each.rule, each.role)
            continue
        spoke[each.rule] += 1
        changed += each.changed
        confirmed += not each.changed
    ids = Counter(claim.id for claim in kept) + Counter(each.claim.id for each in rejected)
    rules: list[tuple[PlaceRule | ClaimRule, int]] = [(rule, spoke[rule]) for rule in corrections.places]
    rules += [(rule, ids[rule.id]) for rule in corrections.claims]
    rules.sort(key=lambda pair: pair[0].line or 0)
    name = corrections.path.name if corrections.path is not None else "corrections"
    warnings = tuple(
        f"{name}:{rule.line}: {_missing(rule, roles)}" if rule.line else f"{name}: {_missing(rule, roles)}" for rule, count in rules if not count
    )
    return Account(changed, confirmed, len(rejected), tuple(rules), warnings)


def _missing(rule: PlaceRule | ClaimRule, roles: dict[PlaceRule, Role]) -> str:
    if isinstance(rule, ClaimRule):
        return f"there is no claim {rule.id!r} any more: its sentence, its place or the reading of it has changed"
    where = "no document" if rule.document is None else f"no document {rule.document!r}"
    if rule in roles:
        return f"{rule.names[0]!r} is named, but as {roles[rule].value}, not as a place: such a name is never placed"
    place = f" placed at {rule.at}" if rule.at is not None else ""
    sentence = " in such a sentence" if rule.sentence is not None else ""
    return f"{where} has a mention {rule.names[0]!r}{place}{sentence} any more"
