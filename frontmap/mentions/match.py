"""Find every name in a document and say what it stands for.

One pass of the gazetteer's automaton and one of the theatre's; the longest match wins. What follows looks only at the
words beside each name: those that belong to it ("Kherson Oblast"), its role, its relation, whether it describes another
name, and place-like words that no gazetteer knows.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from frontmap.gazetteer.districts import cities_of
from frontmap.gazetteer.inflect import is_adjective, seats_of_district
from frontmap.gazetteer.names import is_cyrillic, normalise
from frontmap.gazetteer.scan import NameHit
from frontmap.mentions.adjectives import place_of_adjective
from frontmap.mentions.attributes import AttributeReader
from frontmap.mentions.glosses import gloss_reasons
from frontmap.mentions.names import Name, actor_names, longest
from frontmap.mentions.place_words import PlaceWords
from frontmap.mentions.powers import Powers
from frontmap.mentions.relations import RelationReader
from frontmap.mentions.roles import RoleReader, Verdict
from frontmap.mentions.speech import SpeechReader
from frontmap.mentions.titles import TitleReader
from frontmap.mentions.tokens import GLUED, Tokens, in_title_case, next_word, tokenize, word_before
from frontmap.mentions.unknown import unknown_names
from frontmap.records import Document, Mention, Relation, RelationKind, Role
from frontmap.theatres.load import Theatre

if TYPE_CHECKING:
    from frontmap.gazetteer.index import Gazetteer

__all__ = ["find_mentions"]

_SHARED = "shares the word behind its list"
_SHARING = (Role.OTHER, Role.ORGANISATION, Role.ACTOR, Role.UNIT)
_ELLIPSIS = 30  # tokens behind a region in which others can share its word
_ANDS = frozenset({"и", "или", "і", "й", "та", "або"})
_GLUED_REACH = 40  # characters in which a glued name ends
_TITLE = Verdict(Role.OTHER, "a title, or a part of one, in quotation marks", 7)
_TITLED = Verdict(Role.OTHER, "stands right beside a title in quotation marks", 7)
_LONGER = Verdict(Role.OTHER, "behind an article, the beginning of a longer name", 7)
_FIRM = Verdict(Role.ORGANISATION, "with the words behind it the name of a firm", 8)
_ATTRIBUTE = Verdict(Role.OTHER, "an adjective of the common noun behind it", 7)
_SPEECH = 6  # the weight of a verb that a power says
_CLUB = Verdict(Role.OTHER, "the sentence speaks of sport, and no word says that something is located there", 7)
_OWNED = 4  # tokens between an owner and the name: "'s second city"
_QUOTES, _SAME_QUOTES = "\"“«„'", "stands in quotes with the name before it"
_MARKS = frozenset('"“”«»')
_QUOTED = (Role.UNIT, Role.OUTLET, Role.ORGANISATION, Role.OTHER)
_PAIRED, _HYPHENS = (RelationKind.DIRECTION, RelationKind.INSIDE_AREA), ("-", "–", "—", " - ", " – ")
_INHERITED = (RelationKind.NEAR, RelationKind.SIDE, RelationKind.DIRECTION)


def find_mentions(document: Document, gazetteer: Gazetteer, theatre: Theatre) -> list[Mention]:
    """Return all names of a document with their roles, in the order of the text.

    Place mentions that no gazetteer knows have the key "", so that they reach the unplaced tray. A place that only says
    where another one lies ("Terny (northwest of Kreminna)") has a `reason` that begins with "gloss".

    Parameters
    ----------
    document : Document
        Its language chooses the lexicon.
    gazetteer : Gazetteer
        Knows the names.
    theatre : Theatre
        Knows the actors, capitals and countries.

    Returns
    -------
    list of Mention
        `document.text[mention.start:mention.end] == mention.text` holds for each.
    """
    tokens = tokenize(document.text)
    words, relations = PlaceWords.of(document.language), RelationReader.of(document.language)
    powers, roles = Powers.of(gazetteer, theatre), RoleReader.of(document.language)
    names = _whole(tokens, _names(tokens, gazetteer, theatre, words, relations), powers, words, roles)
    found = list(zip(names, _verdicts(tokens, names, powers, roles, words, document.language), strict=True))
    places = [name for name, verdict in found if verdict.role is Role.PLACE]
    unknown = [(name, Verdict(Role.PLACE, reason)) for name, reason in unknown_names(tokens, names, places, words, relations, roles)]
    if unknown:
        found = sorted((*found, *unknown), key=_start)
        places = [name for name, verdict in found if verdict.role is Role.PLACE]
    said = _relations(tokens, places, relations, words)
    areas = frozenset(index for index, name in enumerate(places) if powers.is_area(name))
    glosses = gloss_reasons(tokens, places, said, areas, words)
    return list(_mentions(document, found, said, glosses))


def _start(found: tuple[Name, Verdict]) -> int:
    return found[0].start


def _mentions(document: Document, found: Sequence[tuple[Name, Verdict]], said: Sequence[Relation | None], glosses: Mapping[int, str]) -> Iterator[Mention]:
    """Yield the mentions of names with their roles; `said` and `glosses` tell the relations and descriptions of those that are places."""
    text, doc_id, index = document.text, document.id, -1
    for name, verdict in found:
        start, end = name.start, name.end
        if verdict.role is Role.PLACE:
            index += 1
            yield Mention(text[start:end], Role.PLACE, name.key, said[index], glosses.get(index) or verdict.reason, doc_id, start, end)
        else:
            yield Mention(text[start:end], verdict.role, name.key, None, verdict.reason, doc_id, start, end)


def _names(tokens: Tokens, gazetteer: Gazetteer, theatre: Theatre, words: PlaceWords, relations: RelationReader) -> list[Name]:
    """Return all known names, longest first, with the words that belong to them."""
    names = actor_names(tokens, theatre)
    for hit in _hits(tokens, gazetteer):
        key = hit.key
        first, stop = tokens.span(hit.start, hit.end)
        if first >= stop or (stop == first + 1 and words.opens(tokens, first) and not _is_named(gazetteer, key)):
            continue
        name = Name(tokens.starts[first], tokens.ends[stop - 1], first, stop, key, None, "", stop)
        found = words.after(tokens, stop)
        if found is not None and found.rule.values.get("joins"):
            name = name.until(tokens, found.stop, key=key, sort=found.rule.values["sort"])
        names.append(name)
    names, implied = longest(names), [*_adjectives(tokens, gazetteer, theatre, words, relations), *_shared_areas(tokens, gazetteer, words)]
    implied += _elliptical_areas(tokens, gazetteer, words, names)
    return longest([*implied, *names]) if implied else names


def _is_named(gazetteer: Gazetteer, key: str) -> bool:
    """Whether some place is called just so, and not only in a case: «Радник» is no «Радники»."""
    return any(normalise(candidate.name) == key for candidate in gazetteer.candidates(key))


def _hits(tokens: Tokens, gazetteer: Gazetteer) -> list[NameHit]:
    """Return the gazetteer's names, also those that a slip glued to the word before them."""
    text = tokens.text
    hits = gazetteer.find(text)
    for glued in GLUED.finditer(text) if tokens.glued else ():
        at = glued.end()
        hits += [NameHit(at, at + hit.end, hit.key) for hit in gazetteer.find(text[at : at + _GLUED_REACH])[:1] if hit.start == 0]
    return hits


def _adjectives(tokens: Tokens, gazetteer: Gazetteer, theatre: Theatre, words: PlaceWords, relations: RelationReader) -> list[Name]:
    """Return the places named by the adjective of a direction or a facility: "на Покровському напрямку"."""
    found: list[Name] = []
    for at in relations.direction_nouns(tokens):
        last: int | None = at - 1
        while last is not None and last >= 0:
            first = _word_start(tokens, last)
            name = place_of_adjective(gazetteer, "".join(tokens.raw[first : last + 1]), words.heads, theatre)
            if not name:
                break
            found.append(Name.at(tokens, first, last + 1, key=name))
            last = next((before for before in (first - 2, first - 3) if before >= 0 and tokens.raw[before].isalpha() and words.join(tokens, before + 1, first)), None)
    return found


def _word_start(tokens: Tokens, last: int) -> int:
    """Return the first token of the word that token `last` ends: the apostrophe of "Слов'янському" is a sign of its own."""
    first = last - 2
    glued = first >= 0 and tokens.raw[last - 1] == "'" and tokens.ends[first] == tokens.starts[last - 1] and tokens.ends[last - 1] == tokens.starts[last]
    return first if glued and tokens.raw[first].isalpha() else last


def _shared_areas(tokens: Tokens, gazetteer: Gazetteer, words: PlaceWords) -> list[Name]:
    """Return the areas that share one word: "Kirovohradska, Kyivska, and Vinnytska oblasts", "northern Donetsk and western Luhansk oblasts", "Obolonskyi and Desnianskyi districts"."""
    shared: list[Name] = []
    plurals = words.singulars
    for at in tokens.among(plurals):
        last = at - 2 if at > 1 and words.after(tokens, at - 1) is not None else at - 1  # «Шебекинского городского округа»
        first: int | None = last
        one, sort = plurals[tokens.lower[at]]
        while first is not None and first >= 0:
            key = f"{tokens.raw[first]} {one}"
            known = _names_area(gazetteer, tokens.raw[first], key, sort)
            if not known:
                break
            stop = at + 1 if sort == "district" and first == last else first + 1  # the word belongs to the last of them
            shared.append(Name.at(tokens, first, stop, key=key, sort=sort))
            head = words.part_before(tokens, first)
            first = next((before for before in (head - 2, head - 3) if before >= 0 and tokens.raw[before].isalpha() and words.join(tokens, before + 1, head)), None)
    return shared


def _elliptical_areas(tokens: Tokens, gazetteer: Gazetteer, words: PlaceWords, names: Sequence[Name]) -> Iterator[Name]:
    """Yield the regions whose word a region before them in the sentence has: «70 — над Ростовской областью, по шесть — над Курской и Воронежской»."""
    for name in names:
        found = words.after(tokens, name.stop - 1) if is_cyrillic(tokens.raw[name.first]) and name.stop - name.first > 1 else None
        if found is None or found.rule.values["sort"] != "region":
            continue
        noun = next(iter(found.rule.values.get("singular", {}).values()), tokens.lower[name.stop - 1])
        for at in range(name.stop, min(len(tokens), name.stop + _ELLIPSIS)):
            if tokens.begins_sentence(at):
                break
            alone = at + 1 == len(tokens) or not tokens.raw[at + 1].isalpha() or tokens.lower[at + 1] in _ANDS
            key = f"{tokens.raw[at]} {noun}"
            if alone and tokens.raw[at].istitle() and _names_area(gazetteer, tokens.raw[at], key, "region"):
                yield Name.at(tokens, at, at + 1, key=key, sort="region")


def _names_area(gazetteer: Gazetteer, word: str, key: str, sort: str) -> bool:
    """Whether a word names an area by the word that it shares; in Cyrillic it is an adjective then: not Суми of «у Сумах, Чернігівській і Харківській областях»."""
    if not word[:1].isalpha() or (is_cyrillic(word) and not is_adjective(normalise(word))):
        return False
    return bool(gazetteer.candidates(key)) or (sort == "district" and (bool(cities_of(word)) or _has_seat(gazetteer, word)))


def _has_seat(gazetteer: Gazetteer, adjective: str) -> bool:
    """Whether a town is known that a district of that name may be called after: Мирівська, Межівська."""
    names = itertools.chain.from_iterable(seats_of_district(normalise(adjective))) if adjective[:1].isupper() else ()
    return any(candidate.name_kind != "generated" for name in names for candidate in gazetteer.candidates(name))


def _whole(tokens: Tokens, names: Sequence[Name], powers: Powers, words: PlaceWords, roles: RoleReader) -> list[Name]:
    """Leave out small places whose name is only a part of a longer one that no gazetteer knows: "Staraya" of "Staraya Sorochina"."""
    starts, stops = {name.first: name for name in names}, {name.stop for name in names}
    halves = _halves(tokens, names, powers)

    def is_part(name: Name) -> bool:
        after, before = next_word(tokens, name.stop), word_before(tokens, name.first)
        goes_on = name.first in halves or (after >= 0 and after not in starts and not words.is_ordinary(tokens, after))
        goes_on = goes_on or (before >= 0 and before + 1 not in stops and not words.is_ordinary(tokens, before))
        if not goes_on or roles.follows_first_name(tokens, name.first) or roles.is_first_name(tokens, name.first):
            return False
        return name.first in halves or not in_title_case(tokens, name.first)

    return [name for name in names if not (powers.standing(name).small and is_part(name)) and not _describes(tokens, name, starts.get(name.stop), words)]


def _describes(tokens: Tokens, name: Name, following: Name | None, words: PlaceWords) -> bool:
    """Whether a name is only the adjective that says in which region the next one lies: «Донецкий Кировск», but no town «у Донецьку Донецької області»."""
    if following is None or name.stop > name.first + 1 or not words.stands_for_region(tokens, name.stop):
        return False
    return words.after(tokens, following.stop - 1) is None


def _halves(tokens: Tokens, names: Sequence[Name], powers: Powers) -> set[int]:
    """Return where the names of small places begin of which two stand side by side: «Зелений Кут» is neither Зелене nor Кут."""
    halves: set[int] = set()
    for name, other in itertools.pairwise(names):
        beside = name.stop == other.first and tokens.text[name.end : other.start] in (" ", "\u00a0") and name.stop - name.first == other.stop - other.first == 1
        quoted = name.first > 0 and tokens.raw[name.first - 1] in _QUOTES
        if beside and not quoted and not tokens.raw[name.first].isupper() and all(standing.small for standing in map(powers.standing, (name, other))):
            halves |= {name.first, other.first}
    return halves


def _verdicts(tokens: Tokens, names: Sequence[Name], powers: Powers, reader: RoleReader, words: PlaceWords, language: str) -> list[Verdict]:
    """Return the role of each name; from right to left, since "Ukraine's Kharkiv region" needs to know what follows."""
    verdicts: list[Verdict] = []
    places_after: frozenset[int] = frozenset()
    for name in reversed(names):
        standing = powers.standing(name)
        verdict = reader.role(tokens, name, standing.power, places_after, surname=standing.surname) or powers.default(tokens, name, standing, reader)
        verdicts.append(verdict)
        if verdict.role is Role.PLACE and standing.power != "country":
            places_after = frozenset((name.first,))  # only the next name can be owned
    verdicts.reverse()
    titles = TitleReader.of(language)
    _let_powers_speak(tokens, names, verdicts, powers, SpeechReader.of(language))
    _let_titles_be(tokens, names, verdicts, powers, words, titles)
    _let_adjectives_be(tokens, names, verdicts, reader, words, AttributeReader.of(language))
    _let_clubs_be(tokens, names, verdicts, reader, titles)
    _let_lists_agree(tokens, names, verdicts, powers, words)
    _let_waters_agree(tokens, names, verdicts, words)
    _let_people_agree(tokens, names, verdicts)
    _let_quotes_agree(tokens, names, verdicts)
    return verdicts


def _let_powers_speak(tokens: Tokens, names: Sequence[Name], verdicts: list[Verdict], powers: Powers, speech: SpeechReader) -> None:
    """Make a capital or country in which somebody speaks who is not named the power that speaks: «в Киеве причастность отрицают»."""
    for at, name in enumerate(names):
        if verdicts[at].role is Role.PLACE and verdicts[at].weight <= _SPEECH and powers.sort(name) and (verb := speech.speaks(tokens, name)):
            verdicts[at] = Verdict(Role.ACTOR, f"{verb!r} is said of it, and of nobody there", _SPEECH)


def _let_adjectives_be(tokens: Tokens, names: Sequence[Name], verdicts: list[Verdict], reader: RoleReader, words: PlaceWords, attributes: AttributeReader) -> None:
    """Make adjectives before common nouns no places: «Западные кураторы», «до Нового года»."""
    for at, name in enumerate(names):
        if verdicts[at].role is Role.PLACE and not name.sort and attributes.describes(tokens, name, words, reader):
            verdicts[at] = _ATTRIBUTE


def _let_titles_be(tokens: Tokens, names: Sequence[Name], verdicts: list[Verdict], powers: Powers, words: PlaceWords, titles: TitleReader) -> None:
    """Make parts of titles no places: «Динамо» Київ, the Kherson Art Museum, Kupiansk Foods; plants keep their names in quotation marks."""
    quoted = not _MARKS.isdisjoint(tokens.words)
    starts = {name.first for name in names}
    for at, name in enumerate(names):
        if verdicts[at].role is not Role.PLACE or name.sort:
            continue
        if quoted and titles.in_quotes(tokens, name, words) and not powers.is_facility(name):
            verdicts[at] = _TITLE
        elif quoted and (titles.follows_title(tokens, name) or titles.precedes_title(tokens, name)):
            verdicts[at] = _TITLED
        elif verdicts[at].weight == 0 and titles.behind_article(tokens, name, words, starts) and not in_title_case(tokens, name.first):
            verdicts[at] = _LONGER
        elif titles.names_firm(tokens, name, words):
            verdicts[at] = _FIRM


def _let_clubs_be(tokens: Tokens, names: Sequence[Name], verdicts: list[Verdict], reader: RoleReader, titles: TitleReader) -> None:
    """Make towns clubs where a sentence speaks of sport and nothing says that it is played there."""
    for first, stop in titles.sport(tokens):
        for at, name in enumerate(names):
            silent = first <= name.first < stop and verdicts[at].role is Role.PLACE and verdicts[at].weight == 0
            if silent and not name.sort and not reader.locates(tokens, name):
                verdicts[at] = _CLUB


def _let_lists_agree(tokens: Tokens, names: Sequence[Name], verdicts: list[Verdict], powers: Powers, words: PlaceWords) -> None:
    """Make a power that no word speaks for a place where it follows one in a list, "in Kharkiv and Kyiv", or shares a word: "the Kyiv and Chernihiv areas"."""
    for at in range(1, len(names)):
        silent = verdicts[at].weight == 0 and verdicts[at].role is Role.ACTOR
        if not silent or tokens.raw[names[at].stop : names[at].stop + 2] == ("'", "s"):
            continue  # "in Kharkiv, Ukraine's General Staff said"
        if verdicts[at - 1].role is Role.PLACE and words.join(tokens, names[at - 1].stop, names[at].first):
            before, comma = powers.sort(names[at - 1]), tokens.raw[names[at - 1].stop : names[at].first] == (",",)
            if before or powers.sort(names[at]) == "capital" or comma:  # "in Gomel, Belarus"
                verdicts[at] = Verdict(Role.PLACE, "follows a place in a list")
    for at in range(len(names) - 2, -1, -1):
        silent = verdicts[at].weight == 0 and verdicts[at].role is Role.ACTOR
        if silent and verdicts[at + 1].role is Role.PLACE and words.shared(tokens, names[at + 1].stop) and words.join(tokens, names[at].stop, names[at + 1].first):
            verdicts[at] = Verdict(Role.PLACE, _SHARED)


def _let_waters_agree(tokens: Tokens, names: Sequence[Name], verdicts: list[Verdict], words: PlaceWords) -> None:
    """Let a list share the word for what it is: "the Neman and Berezina rivers", "the Donetsk and Luhansk People's Republics"."""
    for at in range(len(names) - 2, -1, -1):
        after = verdicts[at + 1]
        if after.role not in _SHARING or verdicts[at].role is not Role.PLACE or verdicts[at].weight >= after.weight:
            continue
        shared = after.reason == _SHARED or words.plural(tokens, names[at + 1].stop) is not None
        if shared and words.join(tokens, names[at].stop, names[at + 1].first):
            verdicts[at] = Verdict(after.role, _SHARED, after.weight)


def _let_people_agree(tokens: Tokens, names: Sequence[Name], verdicts: list[Verdict]) -> None:
    """Make a name that is somebody's surname once in the text a person wherever no word says that it is a place."""
    people = {name.key for name, verdict in zip(names, verdicts, strict=True) if verdict.role is Role.PERSON and verdict.weight >= 8 and name.key and not name.sort}
    for at, name in enumerate(names):
        if verdicts[at].role is not Role.PLACE:
            continue
        if name.key in people and verdicts[at].weight == 0:
            verdicts[at] = Verdict(Role.PERSON, "the surname of somebody whom the text names")
        elif at > 0 and verdicts[at - 1].role is Role.PERSON and not name.sort and tokens.text[names[at - 1].end : name.start] == "-":
            verdicts[at] = Verdict(Role.PERSON, "the second half of a double surname")


def _let_quotes_agree(tokens: Tokens, names: Sequence[Name], verdicts: list[Verdict]) -> None:
    """Give all names in one pair of quotes the role of the first, where that is no place: the brigade “Kholodnyi Yar”."""
    for at in range(1, len(names)):
        before = verdicts[at - 1]
        if before.role not in _QUOTED or verdicts[at].weight >= before.weight:
            continue
        quoted = names[at - 1].first > 0 and tokens.raw[names[at - 1].first - 1] in _QUOTES
        if (quoted or before.reason == _SAME_QUOTES) and tokens.raw[names[at - 1].stop : names[at].first] in ((), ("-",)):
            verdicts[at] = Verdict(before.role, _SAME_QUOTES, before.weight)


def _relations(tokens: Tokens, names: Sequence[Name], reader: RelationReader, words: PlaceWords) -> list[Relation | None]:
    """Return the relation of each place; in "near A, B and C" all three are near."""
    found = [reader.relation(tokens, name, names[at + 1] if at + 1 < len(names) else None) for at, name in enumerate(names)]
    for at in range(1, len(names)):
        before = found[at - 1]
        if found[at] is None and before is not None and before.start < names[at - 1].start and _is_pair(tokens, names[at - 1], names[at], before):
            found[at] = before
        if found[at] is None and before is not None and before.kind is RelationKind.OFFSET and _is_owners(tokens, names[at - 1], names[at]):
            found[at - 1], found[at] = None, before
        if before is None or not words.join(tokens, names[at - 1].stop, names[at].first):
            continue
        if before.kind is RelationKind.BETWEEN and before.other == tokens.text[names[at].start : names[at].end]:
            found[at] = replace(before, other=tokens.text[names[at - 1].start : names[at - 1].end])
        elif found[at] is None and before.kind in _INHERITED and before.start < names[at - 1].start:
            found[at] = before
    for at in range(len(names) - 2, -1, -1):  # "the Lyman and Kupyansk directions"
        after = found[at + 1]
        trailing = found[at] is None and after is not None and after.start >= names[at + 1].end
        joined = after is not None and after.kind in _INHERITED and words.join(tokens, names[at].stop, names[at + 1].first)
        if trailing and (joined or _is_pair(tokens, names[at], names[at + 1], after)):
            found[at] = after
    return found


def _is_owners(tokens: Tokens, owner: Name, name: Name) -> bool:
    """Whether a name stands behind whoever owns its place: "150 km west of Ukraine's capital Kyiv"."""
    return tokens.raw[owner.stop : owner.stop + 2] == ("'", "s") and name.first - owner.stop <= _OWNED


def _is_pair(tokens: Tokens, name: Name, other: Name, relation: Relation | None) -> bool:
    """Whether a hyphen makes of two names one direction or line: the Kupyansk-Svatove line."""
    return relation is not None and relation.kind in _PAIRED and tokens.text[name.end : other.start] in _HYPHENS
