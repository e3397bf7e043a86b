"""Words that stand where a place stands and that no gazetteer knows: they go, visibly, to the unplaced tray."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from frontmap.gazetteer.inflect import is_adjective
from frontmap.gazetteer.names import is_cyrillic, normalise
from frontmap.lexicon.memo import Memo
from frontmap.mentions.names import Name
from frontmap.mentions.place_words import PlaceWords
from frontmap.mentions.relations import RelationReader
from frontmap.mentions.roles import RoleReader
from frontmap.mentions.tokens import Tokens, in_title_case
from frontmap.records import Role

__all__ = ["unknown_names"]

_AGAIN, _AFTER = "named before as a place", "stands after"
_AREAS = ("region", "district")
_JOINING = 3  # tokens between two names of a list: ", and the"
_LONGEST_LIST = 12  # names
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
    free = _free_ones(tokens, runs, roles, frozenset(ends))
    stops = {run.stop: run.first for run in runs}
    taken: dict[int, str] = {}
    said: set[str] = set()
    for _ in range(2):  # the second time with what the first one found: lists, and names told again
        before = len(taken)
        for name in runs:
            reason = taken.get(name.first) or _reason(tokens, name, words, relations, starts, ends)
            reason = reason or (_AGAIN if said and tokens.text[name.start : name.end] in said else "")
            if reason and free[name.first]:
                taken[name.first] = reason
                said.add(tokens.text[name.start : name.end])
                ends[name.stop] = starts[name.first] = name
        for name in reversed(runs):
            if name.first not in taken and _joined_on(tokens, name, words, starts) and free[name.first] and _joined_back(tokens, name, words, _listed(name, ends, stops, free)):
                taken[name.first] = "stands in a list of places"
                ends[name.stop] = starts[name.first] = name
        if len(taken) in (before, len(runs)):
            break
    for name in _ending_lists(tokens, [name for name in runs if name.first not in taken], words, ends, free):
        taken[name.first] = "stands in a list of places"
    yield from ((name, taken[name.first]) for name in runs if name.first in taken and not _has_capitals_of_line(tokens, name, taken[name.first]))


def _free_ones(tokens: Tokens, runs: Sequence[Name], roles: RoleReader, ends: Container[int]) -> Memo[int, bool]:
    """Tell of a run, by its first token, whether nothing says that it is no place: asked of few, since few stand where a place does."""
    by_first = {run.first: run for run in runs}
    by_last: dict[str, list[int]] = {}
    for run in runs:
        by_last.setdefault(tokens.raw[run.stop - 1], []).append(run.first)
    role_of: Memo[int, Role | None] = Memo(lambda first: _other_role(tokens, by_first[first], roles, ends))

    def is_free(first: int) -> bool:
        alike = by_last[tokens.raw[by_first[first].stop - 1]]
        return role_of[first] is None and all(role_of[other] is not Role.PERSON for other in alike)

    return Memo(is_free)


def _has_capitals_of_line(tokens: Tokens, name: Name, reason: str) -> bool:
    """Whether a headline has its words in capitals, so that only a word such as "near" tells a name among them."""
    return not reason.startswith(_AFTER) and in_title_case(tokens, name.first)


def _ending_lists(tokens: Tokens, runs: Sequence[Name], words: PlaceWords, ends: dict[int, Name], free: Mapping[int, bool]) -> Iterator[Name]:
    """Yield the runs with which a list ends that a word before it makes one of places: "near Lyman, Toresk and Pokrvosk."."""
    ends = dict(ends)
    open_ones: list[Name] = []
    for name in runs:
        before = _listed_before(tokens, name, words, ends)
        headed = before is not None and _is_headed(tokens, before, words, ends)
        if (headed or open_ones) and not free[name.first]:
            continue
        if not headed:
            open_ones = []
            continue
        open_ones = [*(open_ones if open_ones and before is open_ones[-1] else ()), name]
        ends[name.stop] = name
        if words.ends_list(tokens, name.stop):
            yield from open_ones
            open_ones = []


def _listed_before(tokens: Tokens, name: Name, words: PlaceWords, ends: dict[int, Name]) -> Name | None:
    """Return the name before another one in the same list."""
    for at in range(name.first - _JOINING, name.first):
        if at in ends and words.join(tokens, at, name.first):
            return ends[at]
    return None


def _is_headed(tokens: Tokens, name: Name, words: PlaceWords, ends: dict[int, Name]) -> bool:
    """Whether the word before a list says that places stand in it ("near", "shelled"); `name` is one of its names."""
    for _ in range(_LONGEST_LIST):
        found = words.before(tokens, name.first)
        if found is not None:
            return bool(found.rule.values.get("far"))
        before = _listed_before(tokens, name, words, ends)
        if before is None:
            return False
        name = before
    return False


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
    for at in tokens.capitalised(words.names):
        if at < free or at in covered or words.is_ordinary(tokens, at):
            continue
        stop = _run(tokens, at, covered, words)
        name = Name.at(tokens, at, stop)
        belongs = words.after(tokens, stop) or words.after(tokens, stop - 1)
        if belongs and belongs.rule.values.get("joins") and belongs.first > at and belongs.stop >= stop:
            if belongs.first == at + 1 and tokens.begins_sentence(at) and is_cyrillic(tokens.raw[at]) and not is_adjective(normalise(tokens.raw[at])):
                continue  # «Атакован завод»
            first = at + 1 if belongs.rule.values["sort"] == "district" and belongs.first > at + 1 and tokens.begins_sentence(at) and tokens.raw[at + 1].isalpha() else at
            name = Name.at(tokens, first, belongs.first).until(tokens, belongs.stop, key="", sort=belongs.rule.values["sort"])
        yield name
        free = name.stop


def _joined_on(tokens: Tokens, name: Name, words: PlaceWords, starts: dict[int, Name]) -> bool:
    """Whether a place follows in the same list."""
    if starts.keys().isdisjoint(range(name.stop + 1, name.stop + _JOINING + 1)):
        return False  # as nearly always
    following = words.join_end(tokens, name.stop)
    return name.stop < following <= name.stop + _JOINING and following in starts


def _listed(name: Name, ends: Container[int], stops: Mapping[int, int], free: Mapping[int, bool]) -> list[int]:
    """Return the tokens right before a name at which a place ends, or a run that may be one."""
    return [at for at in range(name.first - _JOINING, name.first) if at in ends or (at in stops and free[stops[at]])]


def _joined_back(tokens: Tokens, name: Name, words: PlaceWords, stops: Container[int]) -> bool:
    """Whether a name of those that end before the tokens of `stops` stands before in the same list."""
    for at in range(name.first - _JOINING, name.first):  # noqa: SIM110 - a generator would cost more than all the rest
        if at in stops and words.join(tokens, at, name.first):
            return True
    return False


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
    if name.end - name.start < 3 or tokens.raw[name.first].isupper():
        return ""
    if name.sort:
        return f"a name that ends in a word for a {name.sort}"
    found = words.before(tokens, name.first)
    if found is not None and found.rule.values.get("far"):
        said = " ".join(tokens.text[tokens.starts[found.first] : tokens.ends[found.stop - 1]].split())
        return f"{_AFTER} {said!r}"
    remarked = words.gloss(tokens, name.stop) is not None and words.locates(tokens, name.first - 1, name.first)
    if remarked or _glossed(tokens, name, relations, starts):
        return "the words after it say where it lies"
    if _joined_back(tokens, name, words, ends) and (_joined_on(tokens, name, words, starts) or _told(tokens, name, words, starts)):
        return "stands in a list of places"
    return ""


def _told(tokens: Tokens, name: Name, words: PlaceWords, starts: dict[int, Name]) -> bool:
    """Whether the name of an area right behind it says where it lies: "and Kramatrosk in the Donetsk region"."""
    return any(_is_area(tokens, starts[at], words) and words.locates(tokens, name.stop, at) for at in range(name.stop + 1, name.stop + _JOINING + 1) if at in starts)


def _is_area(tokens: Tokens, name: Name, words: PlaceWords) -> bool:
    """Whether a name ends in the word for a region or district."""
    found = words.after(tokens, name.stop - 1)
    return found is not None and found.stop == name.stop and found.rule.values["sort"] in _AREAS


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
