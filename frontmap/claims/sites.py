"""The places of a sentence at which something can be claimed, and the words that stand for places named before."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from frontmap.claims.grammar import Grammar
from frontmap.lexicon.scan import Hit
from frontmap.places.candidates import precision_of, radius_of
from frontmap.records import Placement, Precision, RelationKind

__all__ = ["AREAS", "Site", "is_axis", "is_measured", "mark_titles", "plain", "sites_between", "stand_ins"]

AREAS = frozenset({"region", "country"})  # a claim sits there only where nothing finer is named
_LEVELS = {Precision.COUNTRY: "country", Precision.REGION: "region", Precision.DISTRICT: "district"}
_WATER = re.compile(r"STM|CNL|RSV|LK|SEA|BAY|GULF|STR|ISL|PEN|FRST|LGN|HBR|CHN|H\.")
_OFFSETS = (RelationKind.OFFSET, RelationKind.SIDE, RelationKind.NEAR)
_VILLAGE = 5_000  # people of a place that is no village any more
_SIDE = 30  # characters before "the city" in which "east of" stands
_DASH = re.compile(r"\s?[-–—]\s?(?=[A-ZА-ЯІЇЄҐ])")  # between the two ends of a road
_QUOTES = ("«", '"', "“", "„")  # in which a plant's name stands behind its noun
_TITLE_WORDS = 4  # between a place and the office of which it is part


@dataclass(slots=True, unsafe_hash=True)
class Site:
    """A place mention with its level: `settlement`, `facility`, `district`, `region`, `country` or `water`.

    `start` and `end` take in the words of its relation ("near X"). `gloss` marks one that only tells where another place
    is, `title` one that stands in an office ("governor of X"), `leaning` one that a word such as "the city" stands for.
    """

    start: int = field(compare=False)
    end: int = field(compare=False)
    placement: Placement
    level: str
    gloss: bool = False
    title: bool = False
    leaning: bool = False

    @property
    def key(self) -> str:
        """What tells two sites apart: the gazetteer's id, or the words where there is none."""
        place = self.placement.place
        return place.id if place is not None else self.placement.mention.text.casefold()

    @property
    def fine(self) -> bool:
        """Whether it is finer than a region."""
        return self.level not in AREAS


def sites_between(text: str, placements: Sequence[Placement], start: int, end: int, grammar: Grammar) -> list[Site]:
    """Return the sites whose mention stands in `text[start:end]`, in reading order, glosses marked; `placements` are in order."""
    first = bisect.bisect_left(placements, start, key=lambda placement: placement.mention.start)
    inside = list(itertools.takewhile(lambda placement: placement.mention.end <= end, placements[first : first + end - start]))
    sites: list[Site] = []
    for placement in inside:
        mention = placement.mention
        relation = mention.relation
        begin = min(mention.start, relation.start) if relation is not None and relation.end else mention.start
        finish = max(mention.end, relation.end) if relation is not None and relation.end else mention.end
        before = sites[-1] if sites else None
        if before is not None and begin < before.end:
            begin = mention.start  # "southeast of A and B": the words of the relation stand before A
        site = Site(max(begin, start), min(finish, end), placement, _level(placement))
        sites.append(replace(site, gloss=True) if _is_compared(text, site) or _is_gloss(text, site, before, grammar) else site)
    return [_glossed_by_next(text, site, after, grammar) for site, after in zip(sites, (*sites[1:], None), strict=bool(sites))]


def _level(placement: Placement) -> str:
    place = placement.place
    feature = place.feature if place is not None else ""
    if feature.startswith("PCL"):
        return "country"
    if feature.startswith(("ADM1", "RGN")):
        return "region"
    if feature.startswith(("ADM2", "ADM3", "ADM4")):
        return "district"
    if _WATER.match(feature):
        return "water"
    if placement.precision in _LEVELS:
        return _LEVELS[placement.precision]
    return "settlement" if feature.startswith("PPL") or not feature else "facility"


def _is_compared(text: str, site: Site) -> bool:
    """Whether a country stands in a remark in brackets: «военкомата (аналог ТЦК на Украине)»."""
    return site.level == "country" and text.rfind("(", 0, site.start) > text.rfind(")", 0, site.start)


def _is_gloss(text: str, site: Site, before: Site | None, grammar: Grammar) -> bool:  # noqa: PLR0911 - a ladder: the first form that fits
    """Whether a site only tells where the one before it is: "Y (north of X)", "Y, located 5 km from X"."""
    if site.placement.reason.startswith("gloss") or site.placement.mention.reason.startswith("gloss"):
        return True
    if before is None:
        return False
    relation = site.placement.mention.relation
    between = text[before.end : site.start]
    if relation is not None and relation.kind in (*_OFFSETS, RelationKind.PART) and re.search(r"\w", between) and grammar.is_all("apposed", between):
        return True  # "A, a resort southwest of B", "A, a village on the western edge of B"
    if before.level == "facility" and site.level != "facility" and (grammar.is_all("inside", between) or between.strip() == ","):
        return True  # "the refinery in the city of X"
    if relation is None or relation.kind not in _OFFSETS:
        return "(" in between and ")" not in between and before.fine and (grammar.ends("near", between) or grammar.ends("route-to", between))
    if relation.kind is RelationKind.NEAR:
        road = text[max(0, before.start - _SIDE) : before.start].rstrip().endswith(("-", "–", "—"))  # «траса А – Б біля В»
        follows = bool(grammar.forms) and before.level == "settlement" and not between.strip() and not road  # «в селе Яровая под Лиманом»
        further = not grammar.forms and before.fine and re.search(r"\w", between) is not None and grammar.is_all("further-on", between)  # "A, further north near B"
        return follows or further or (between.strip().startswith("(") and grammar.is_all("gloss-lead", between))
    if before.gloss and between.strip().isalpha() and grammar.is_all("and-word", between):
        return True  # "A, just south of B and 10 km from C"
    if between.strip() == ",":  # "A, east of B." tells where A is, "A, east of B, and C" lists
        rest = text[site.end : site.end + _SIDE]
        if re.match(r"\s+(?:and|та|і|и)\s+(?:\w+\s)?\d", rest):
            return True  # "A, just south of B and 10 km northwest of C"
        return before.gloss or re.match(r"\s*(?:[.;)]|$)", rest) is not None or (re.match(r",\s+[a-zа-яіїє]", rest) is not None and (not grammar.begins("and-word", rest[1:]) or grammar.begins("and-verb", rest[1:])))
    return grammar.is_all("gloss-lead", between)


def _glossed_by_next(text: str, site: Site, after: Site | None, grammar: Grammar) -> Site:
    """Mark X in "north of X near Y" and "in the direction of X near Y": the claim sits at Y."""
    if after is None or site.gloss or after.gloss:
        return site
    relation, follows = site.placement.mention.relation, after.placement.mention.relation
    side = relation is not None and relation.kind in (RelationKind.SIDE, RelationKind.DIRECTION, RelationKind.OFFSET)
    between = text[site.end : after.start].strip()
    if site.level == "district" and after.level == "settlement" and grammar.forms and between and "," not in between and grammar.is_all("inside", between):
        return replace(site, gloss=True)  # «в Шебекинском округе в селе X»
    listed = bool(between == "" and grammar.begins("and-word", text[after.start : after.end]))  # "south of X and near Y"
    near = (follows is not None and follows.kind is RelationKind.NEAR and between in ("", ",") and not listed) or (bool(between) and between.isalpha() and grammar.is_all("near-link", between))
    return replace(site, gloss=True) if side and near and after.fine else site


def mark_titles(text: str, sites: Sequence[Site], hits: Sequence[Hit], grammar: Grammar) -> list[Site]:
    """Mark the sites that stand in an office, a body or a road: "Ryazan Oblast Governor", "mayor of Melitopol", "the A-B highway"."""
    heads = [hit for hit in hits if hit.topic == "actors" and hit.role in ("official", "route")]
    return [replace(site, title=True) if any(_in_title(text, site, head, grammar) for head in heads) else site for site in sites]


def _in_title(text: str, site: Site, head: Hit, grammar: Grammar) -> bool:
    end = site.placement.mention.end  # the word "highway" may belong to its relation
    after, before = text[end : head.start], text[head.end : site.start]
    if end <= head.start:
        words = re.sub(r"^['’ʼ]s", "", after).split()
        if head.role == "route" and _of_roads(after, grammar):
            return True
        joined = not re.search(r"[,;:.()\n]", after) and len(words) <= _TITLE_WORDS and not any(grammar.is_all("title-break", word) for word in words)
        if grammar.forms and head.role == "official" and not grammar.has("place-adjective", text[site.placement.mention.start : end]):
            return False  # «про втрату Торецька речник сказав»: what inflects names an office by an adjective
        return joined and (head.role == "official" or re.match(r"\s?[-–]|\s+\w*\s*$", after) is not None)
    if head.role == "route" and grammar.forms:  # «трасса А — Б»
        return re.fullmatch(r"\s+[«\"]?(?:[\w’'-]+\s?[-–—]\s?)*", before) is not None and ("-" in before or "–" in before or "—" in before or _DASH.match(text, end) is not None)
    governed = grammar.begins("title-of", before) or (bool(grammar.forms) and site.level == "region" and not before.strip())  # «губернатор Курской области»
    return head.role == "official" and head.end <= site.start and len(before.split()) <= _TITLE_WORDS and governed and "," not in before


def _of_roads(after: str, grammar: Grammar) -> bool:
    """Whether what stands between a place and "highways" names roads by their ends: "A-B and C-D highways"."""
    pieces: list[list[str]] = [[]]
    for word in after.split():
        if grammar.is_all("and-word", word):
            pieces.append([])
        else:
            pieces[-1].append(word)
    first, *others = (" ".join(piece) for piece in pieces)
    names = all(word[0].isupper() or word in "-–—" for other in others for word in other.split())
    return bool(others) and names and (not first or first[0] in "-–—") and all(map(_DASH.search, others)) and not re.search(r"[,;:.()]", after)


def stand_ins(text: str, hits: Sequence[Hit], sites: Sequence[Site], earlier: Sequence[Sequence[Site]], grammar: Grammar) -> list[Site]:
    """Return sites for the words that stand for places named before: "the city", "there".

    Parameters
    ----------
    hits : sequence of Hit
        The sentence's hits; those of the topic `anaphora` count.
    sites : sequence of Site
        The sentence's own sites.
    earlier : sequence of sequence of Site
        The sites that the sentences before were about, the nearest first.
    """
    found: list[Site] = []
    for hit in hits:
        if hit.topic != "anaphora" or hit.get("level") == "date" or any((site.fine or hit.get("level") in AREAS) and site.start <= hit.end + 1 + (text[hit.end + 1 : hit.end + 2] in _QUOTES) and hit.start < site.end for site in sites):  # "the city of X", and not "the city in X region"
            continue
        areas = hit.get("level") in AREAS  # "X in Kharkiv Oblast after the withdrawal from the region"
        before = [replace(site, gloss=False) for site in sites if site.end <= hit.start and (areas or not site.gloss) and not site.title and not grammar.ends("to-or-from", text[max(0, site.start - _SIDE) : site.start])]
        left = [site for site in sites if site.end <= hit.start and not site.gloss and not site.title]  # "withdrew from X, which ended in the fall of the city"
        talked = {site.key for named in earlier[1:] for site in named}
        office = [replace(site, title=False) for site in sites if site.end <= hit.start and site.title and not site.gloss and hit.get("level") != "any"]  # "the mayor of X said that the city"
        office = [site for site in office if not any(head.role == "route" and _in_title(text, site, head, grammar) for head in hits if head.topic == "actors")]
        housed = [replace(site, gloss=False) for home, site in itertools.pairwise(sites) if home.level == "facility" and site.gloss and site.level == "settlement" and site.end <= hit.start]
        nearest = (before, office, housed, left) if hit.get("same") else (before, office, housed)  # "withdrew from X, but hold its outskirts"
        known = [[site for site in candidates if _beside_noun(text, site, hit)] for candidates in earlier] if hit.get("level") == "facility" else []
        named = (*nearest, *known, *earlier, left)
        towns = [[site for site in candidates if not is_axis(site)] for candidates in named]  # an axis is no town while another place is named
        here = 0 if grammar.forms else len(nearest)  # "on the X axis they aim to encircle the city"
        groups = (_fitting(candidates, hit, talked) for candidates in (*towns[:here], *named[:here], *towns[here:], *named[here:]))
        near = before[-1:] or ([] if grammar.forms else left[-1:])
        group = near if hit.get("level") == "any" and near else next((named for named in groups if named), [])
        gloss = any(not site.gloss and not site.title for site in sites) and grammar.ends("side-of", text[max(0, hit.start - _SIDE) : hit.start])
        start = hit.end - len(hit.text.split()[-1]) if hit.get("tail") else hit.start
        found.extend(replace(plain(site), start=start, end=hit.end, leaning=True, gloss=gloss, title=False) for site in group)
    return found


def _beside_noun(text: str, site: Site, hit: Hit) -> bool:
    """Whether the noun of "the hospital" stood beside a place when it was named: "the main hospital in Kyiv"."""
    mention = site.placement.mention
    return hit.text.split()[-1] in text[max(0, mention.start - _SIDE) : mention.end + _SIDE]


def plain(site: Site) -> Site:
    """Return a site at its place itself, without the words that put it near or so many kilometres from there."""
    placement = site.placement
    place = placement.place
    if place is None or placement.mention.relation is None:
        return site
    mention = replace(placement.mention, relation=None)
    return replace(site, placement=replace(placement, mention=mention, lat=place.lat, lon=place.lon, precision=precision_of(place), radius_m=radius_of(place)))


def is_axis(site: Site) -> bool:
    """Whether a site only gives its name to a direction of the front: "the Pokrovsk direction", and not "towards Pokrovsk"."""
    mention = site.placement.mention
    return mention.relation is not None and mention.relation.kind is RelationKind.DIRECTION and mention.relation.start >= mention.end


def is_measured(site: Site) -> bool:
    """Whether a site is so many kilometres from the place named."""
    relation = site.placement.mention.relation
    return relation is not None and relation.kind is RelationKind.OFFSET


def _is_direction(site: Site) -> bool:
    relation = site.placement.mention.relation
    return relation is not None and relation.kind in (RelationKind.DIRECTION, RelationKind.SIDE)


def _fitting(candidates: Sequence[Site], hit: Hit, talked: AbstractSet[str]) -> list[Site]:
    """The sites that a word can mean; `talked` are those that still earlier sentences were about."""
    level = hit.get("level")
    fitting = [site for site in candidates if not site.gloss and (site.level == level if level != "any" else site.fine)]
    if not fitting and hit.text.casefold() == "there":
        fitting = [site for site in candidates if not site.gloss and site.level == "region"]
    if not fitting and level == "facility":
        fitting = [site for site in candidates if not site.gloss and site.level == "settlement"]
    fitting = [site for site in fitting if not site.title] or fitting
    fitting = [site for site in fitting if not _is_direction(site)] or fitting
    unique = list({site.key: site for site in fitting}.values())
    if hit.get("order"):  # "the former", "the latter": of two that were named together
        return [unique[0 if hit.get("order") == "first" else -1]] if len(unique) > 1 else []
    if not hit.get("plural"):
        unique = [site for site in unique if site.key in talked] or unique
    return unique if hit.get("plural") else _of_size(unique, hit.get("size"))


def _of_size(sites: Sequence[Site], size: str | None) -> list[Site]:
    """The site that "the city" or "the village" means among several: by what is known of their people, else the last."""
    known = [site for site in sites if site.placement.place is not None and site.placement.place.population > 0]
    if size == "large" and len(sites) > 1 and known:
        return [max(known, key=lambda site: site.placement.place.population if site.placement.place is not None else 0)]
    if size == "small" and len(sites) > 1:
        small = [site for site in sites if site.placement.place is not None and site.placement.place.population < _VILLAGE]
        return (small or list(sites))[-1:]
    return list(sites[-1:])
