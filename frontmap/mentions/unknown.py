"""Words that stand where a place stands and that no gazetteer knows: they go, visibly, to the unplaced tray."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from frontmap.mentions.names import Name
from frontmap.mentions.place_words import PlaceWords
from frontmap.mentions.relations import RelationReader
from frontmap.mentions.roles import RoleReader
from frontmap.mentions.tokens import Tokens
from frontmap.records import Role

__all__ = ["unknown_names"]

_AGAIN = "named before as a place"
_JOINING = 3  # tokens between two names of a list: ", and the"
_LONGEST = 3  # words of a name: Nova Kam'yanka, Velyka Novosilka, Staryi Krym


def unknown_names(
    tokens: Tokens, known: Sequence[Name], places: Sequence[Name], words: PlaceWords, relations: RelationReader, roles: RoleReader
) -> Iterator[tuple[Name, str]]:
    """Yield place-like names that no gazetteer knows, each with the reason why it is taken for a place.

    Parameters
    ----------
    tokens : Tokens
        The text.
    known : sequence of Name
        The names already found, in order.
    places : sequence of Name
        Those that are places.
    words : PlaceWords
        The language's place words.
    relations : RelationReader
        The language's relations.
    roles : RoleReader
        The language's roles: knows first names.
    """
    covered = set[int]().union(*(range(name.first, name.stop) for name in known))
    starts = {name.first: name for name in places}
    ends = {name.stop: name for name in places}
    runs = list(_runs(tokens, covered, words))
    roles_of = [_other_role(tokens, run, roles, ends) for run in runs]
    people = {tokens.raw[run.stop - 1] for run, role in zip(runs, roles_of, strict=True) if role is Role.PERSON}
    runs = [run for run, role in zip(runs, roles_of, strict=True) if role is None and tokens.raw[run.stop - 1] not in people]
    stops = {run.stop for run in runs}
    taken: dict[int, str] = {}
    said: set[str] = set()
    for _ in range(2):  # the second time with what the first one found: lists, and names told again
        before = len(taken)
        for name in runs:
            text = tokens.text[name.start : name.end]
            reason = taken.get(name.first) or _reason(tokens, name, words, relations, starts, ends) or (_AGAIN if text in said else "")
            if reason:
                taken[name.first] = reason
                said.add(text)
                ends[name.stop] = starts[name.first] = name
        for name in reversed(runs):
            if name.first not in taken and _joined_on(tokens, name, words, starts) and _joined_back(tokens, name, words, (ends, stops)):
                taken[name.first] = "stands in a list of places"
                ends[name.stop] = starts[name.first] = name
        if len(taken) in (before, len(runs)):
            break
    yield from ((name, taken[name.first]) for name in runs if name.first in taken)


def _other_role(tokens: Tokens, run: Name, roles: RoleReader, ends: Container[int]) -> Role | None:
    """Return what else than a place the words beside a run make of it: somebody, a unit, "Mine No. 7"; None for nothing else."""
    if roles.follows_first_name(tokens, run.first) or (run.stop - run.first > 1 and roles.is_first_name(tokens, run.first)):
        return Role.PERSON
    if run.sort == "facility" and run.first in ends:
        return Role.OTHER  # "Lysychansk Gelatin Plant": the town is marked
    verdict = roles.role(tokens, run, "", frozenset())
    return verdict.role if verdict is not None and verdict.role is not Role.PLACE else None


def _runs(tokens: Tokens, covered: set[int], words: PlaceWords) -> Iterator[Name]:
    """Yield the stretches of capitalised words that no name covers."""
    free = 0
    for at in tokens.capitalised(words.ordinary):
        if at < free or at in covered or words.is_ordinary(tokens, at):
            continue
        stop = _run(tokens, at, covered, words)
        name = Name.at(tokens, at, stop)
        belongs = words.after(tokens, stop) or words.after(tokens, stop - 1)
        if belongs and belongs.rule.values.get("joins") and belongs.first > at and belongs.stop >= stop:
            name = Name.at(tokens, at, belongs.first).until(tokens, belongs.stop, key="", sort=belongs.rule.values["sort"])
        yield name
        free = name.stop


def _joined_on(tokens: Tokens, name: Name, words: PlaceWords, starts: dict[int, Name]) -> bool:
    """Whether a place follows in the same list."""
    following = words.join_end(tokens, name.stop)
    return name.stop < following <= name.stop + _JOINING and following in starts


def _joined_back(tokens: Tokens, name: Name, words: PlaceWords, before: Iterable[Container[int]]) -> bool:
    """Whether a name of those that end before the tokens of `before` stands before in the same list."""
    first = name.first
    return any(words.join(tokens, at, first) for at in range(max(first - _JOINING, 0), first) if any(at in stops for stops in before))


def _run(tokens: Tokens, first: int, covered: set[int], words: PlaceWords) -> int:
    """Return the token after the capitalised words that begin at `first`; hyphens and apostrophes inside a name hold it together."""
    stop = first + 1
    while stop < len(tokens) and stop - first < 2 * _LONGEST and stop not in covered:
        glued = tokens.ends[stop - 1] == tokens.starts[stop]
        word = tokens.raw[stop]
        if glued and word in "-'" and stop + 1 < len(tokens) and tokens.starts[stop + 1] == tokens.ends[stop] and tokens.raw[stop + 1].isalpha():
            if tokens.raw[stop + 1] == "s" or stop + 1 in covered:
                break
            stop += 2
        elif word[:1].isupper() and word.isalpha() and not words.is_ordinary(tokens, stop) and "\n" not in tokens.text[tokens.ends[stop - 1] : tokens.starts[stop]]:
            stop += 1
        else:
            break
    return stop


def _reason(
    tokens: Tokens, name: Name, words: PlaceWords, relations: RelationReader, starts: dict[int, Name], ends: dict[int, Name]
) -> str:
    if len(tokens.text[name.start : name.end]) < 3 or tokens.raw[name.first].isupper():
        return ""
    if name.sort:
        return f"a name that ends in a word for a {name.sort}"
    found = words.before(tokens, name.first)
    if found is not None and found.rule.values.get("far"):
        said = " ".join(tokens.text[tokens.starts[found.first] : tokens.ends[found.stop - 1]].split())
        return f"stands after {said!r}"
    remarked = words.gloss(tokens, name.stop) is not None and words.locates(tokens, name.first - 1, name.first)
    if remarked or _glossed(tokens, name, relations, starts):
        return "the words after it say where it lies"
    if _joined_on(tokens, name, words, starts) and _joined_back(tokens, name, words, (ends,)):
        return "stands in a list of places"
    return ""


def _glossed(tokens: Tokens, name: Name, relations: RelationReader, starts: dict[int, Name]) -> bool:
    if name.stop >= len(tokens) or tokens.raw[name.stop] != "(":
        return False
    for at in range(name.stop + 1, min(name.stop + 9, len(tokens))):
        if at in starts:
            relation = relations.relation(tokens, starts[at])
            return relation is not None and tokens.first_at(relation.start) - name.stop <= 3
        if tokens.raw[at] == ")":
            return False
    return False
