"""Measure readings against annotated passages.

A passage is a document with labels: `places` (mentions that stand for a location, with the point they should resolve to),
`not_places` (names that look like one and are none) and `claims`. The format and the rulings are described in
`tests/gold/README.md`. Labels may carry lists of other right answers under `kind_alt`, `place_alt`, `actor_alt` and so on,
and `"optional": true` for what may be found or left out.

A claim is found when a claim of the same passage has its kind and lies near its place; near is `REACH_M` by the level of the
place. Over the claims found, the share is told with which each attribute agrees.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontmap.contract import claim_to_json, mention_to_json
from frontmap.errors import InputError, MissingInputError, RecordError
from frontmap.geodesy import distance_m
from frontmap.pipeline import Reading, Tools, read_document
from frontmap.records import DateSpan, Document

__all__ = ["ATTRIBUTES", "REACH_M", "Fault", "Scores", "evaluate", "read_gold", "score_claims", "score_places"]

REACH_M = {"settlement": 10_000, "facility": 10_000, "district": 25_000, "sea_river_other": 40_000, "region": 90_000, "country": 500_000}
ATTRIBUTES = ("polarity", "modality", "actor_side", "claimant_side", "verification", "event_date")
_SCORED = frozenset({"settlement", "facility", "district", "region"})
_POINTS = frozenset({"settlement", "facility"})
_ALT = {"actor_side": "actor_alt", "claimant_side": "claimant_alt"}
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that differs from the labels: of which sort, in which passage, what; `start` is where it stands, if known."""

    sort: str
    passage: str
    what: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures by name, in the order in which they are told, and the faults behind them."""

    figures: Mapping[str, float | int | str | None]
    faults: tuple[Fault, ...]


def read_gold(path: Path | str) -> list[dict[str, Any]]:
    """Return the passages of a file of JSON lines.

    Raises
    ------
    MissingInputError
        If there is no such file.
    InputError
        If a line is no passage; names file, line and key.
    """
    path = Path(path)
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError:
        raise MissingInputError("no such file of annotated passages: give one in the format of tests/gold/README.md", path=path) from None
    except UnicodeDecodeError:
        raise InputError("is no UTF-8 text: save it in that encoding", path=path) from None
    passages = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            passage = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"is no JSON ({error})", path=path, line=number) from None
        lacking = [key for key in ("id", "text", "places", "not_places", "claims") if key not in passage]
        if lacking:
            raise InputError(f"lacks {', '.join(lacking)}: a passage has id, text, places, not_places and claims", path=path, line=number)
        passages.append(passage)
    return passages


def evaluate(gold: Sequence[Json], tools: Tools) -> tuple[Scores, Scores]:
    """Read every passage as a document of its own and score its mentions and its claims."""
    readings = [read_document(_document(passage), tools) for passage in gold]
    mentions = [mention_to_json(*pair) for reading in readings for pair in reading.placed_mentions()]
    return score_places(gold, mentions), score_claims(gold, _claims(readings))


def _document(passage: Json) -> Document:
    published = passage.get("published")
    return Document(
        id=passage["id"],
        text=passage["text"],
        published=dt.date.fromisoformat(published[:10]) if published else None,
        publisher=passage.get("publisher"),
        language=passage.get("language", "en"),
    )


def _claims(readings: Iterable[Reading]) -> list[dict[str, Any]]:
    from frontmap.pipeline import ledger

    return [claim_to_json(claim) for claim in ledger(readings)]


def score_places(gold: Sequence[Json], mentions: Iterable[Json]) -> Scores:
    """Score mentions, as `frontmap geoparse` writes them, by overlapping span and by distance."""
    said = _by_passage(mention for mention in mentions if mention["role"] == "place")
    n: Counter[str] = Counter()
    faults: list[Fault] = []
    for passage in gold:
        found = said[passage["id"]]
        for place in passage["places"]:
            if place["level"] in _SCORED and not place.get("optional"):
                _score_place(passage, place, [mention for mention in found if _overlap(mention, place)], n, faults)
        for mention in found:
            n["said"] += 1
            if any(_overlap(mention, place) for place in passage["places"]):
                n["right"] += 1
            elif mention["place"]:
                n["pins"] += 1
                trap = next((trap["role"] for trap in passage["not_places"] if _overlap(mention, trap)), "not labelled")
                faults.append(Fault("false pin", passage["id"], f"{mention['text']} ({trap})", mention["start"]))
    precision, recall = _ratio(n["right"], n["said"]), _ratio(n["found"], n["gold"])
    figures = {
        "passages": len(gold),
        "mentions": n["gold"],
        "mention precision": precision,
        "mention recall": recall,
        "mention F1": _f1(precision, recall),
        "false pins per 100 passages": _ratio(100 * n["pins"], len(gold)),
        "placed within 5 km": _ratio(n["within 5"], n["placed"]),
        "placed within 25 km": _ratio(n["within 25"], n["placed"]),
        "end to end within 5 km": _ratio(n["within 5"], n["points"]),
    }
    return Scores(figures, tuple(faults))


def _score_place(passage: Json, place: Json, hits: Sequence[Json], n: Counter[str], faults: list[Fault]) -> None:
    n["gold"] += 1
    n["found"] += bool(hits)
    if not hits:
        faults.append(Fault("missed place", passage["id"], place["text"], place["start"]))
    if place["level"] not in _POINTS:
        return
    n["points"] += 1
    metres = [distance_m(hit["place"]["lat"], hit["place"]["lon"], place["lat"], place["lon"]) for hit in hits if hit["place"]]
    if metres:
        n["placed"] += 1
        n["within 5"] += min(metres) <= 5_000
        n["within 25"] += min(metres) <= 25_000
        if min(metres) > 5_000:
            faults.append(Fault("misplaced", passage["id"], f"{place['text']}: {min(metres) / 1000:.0f} km off", place["start"]))
    elif hits:
        faults.append(Fault("unplaced", passage["id"], place["text"], place["start"]))


def score_claims(gold: Sequence[Json], claims: Iterable[Json]) -> Scores:
    """Score claims, as `frontmap extract` writes them, by kind and place, and what agrees of those that are found."""
    said = _by_passage(claims)
    n: Counter[str] = Counter()
    agree: Counter[str] = Counter()
    faults: list[Fault] = []
    for passage in gold:
        here, used = said[passage["id"]], set()
        for (kind, name), wanted in _units(passage).items():
            hits = list(_hits(passage, kind, wanted, here))
            used.update(hits)
            required = [claim for claim in wanted if not claim.get("optional")]
            if not required:
                continue
            n["gold"] += 1
            n["found"] += bool(hits)
            if hits:
                _score_statements(passage, required, [here[index] for index in hits], n, agree, faults)
            else:
                faults.append(Fault("missed claim", passage["id"], f"{kind} at {name or 'no place'}"))
        spurious = {_spot(claim): claim for index, claim in enumerate(here) if index not in used}
        n["spurious"] += len(spurious)
        faults += [Fault("spurious claim", passage["id"], _tell(claim), claim["evidence"]["start"]) for claim in spurious.values()]
        n["negatives"] += not passage["claims"]
        n["clean"] += not passage["claims"] and not here
    precision, recall = _ratio(n["found"], n["found"] + n["spurious"]), _ratio(n["found"], n["gold"])
    figures: dict[str, float | int | str | None] = {
        "passages": len(gold),
        "claims": n["gold"],
        "precision": precision,
        "recall": recall,
        "F1": _f1(precision, recall),
        "clean negatives": f"{n['clean']}/{n['negatives']}",
    }
    figures |= {f"{name.replace('_', ' ')} agrees": _ratio(agree[name], n["statements"]) for name in ATTRIBUTES}
    return Scores(figures, tuple(faults))


def _score_statements(passage: Json, required: Sequence[Json], hits: Sequence[Json], n: Counter[str], agree: Counter[str], faults: list[Fault]) -> None:
    """Give each statement the free claim that fits it best."""
    free = list(hits)
    for wanted in required:
        n["statements"] += 1
        label = f"{wanted['kind']} at {wanted['place'] or 'no place'}"
        if not free:
            faults.append(Fault("missed statement", passage["id"], f"{label}: {wanted['polarity']} by {wanted['claimant_side']}"))
            continue
        best = max(free, key=lambda claim: sum(_right(passage, wanted, name, claim[name]) for name in ATTRIBUTES))
        free.remove(best)
        for name in ATTRIBUTES:
            right = _right(passage, wanted, name, best[name])
            agree[name] += right
            if not right:
                what = f"{label}: expected {wanted[name]}, said {best[name]}"
                faults.append(Fault(name.replace("_", " "), passage["id"], what, best["evidence"]["start"]))


def _by_passage(things: Iterable[Json]) -> defaultdict[str, list[Json]]:
    grouped: defaultdict[str, list[Json]] = defaultdict(list)
    for thing in things:
        grouped[thing["doc_id"]].append(thing)
    return grouped


def _units(passage: Json) -> dict[tuple[str, str | None], list[Json]]:
    units: dict[tuple[str, str | None], list[Json]] = {}
    for claim in passage["claims"]:
        units.setdefault((claim["kind"], claim["place"]), []).append(claim)
    return units


def _hits(passage: Json, kind: str, wanted: Sequence[Json], said: Sequence[Json]) -> Iterator[int]:
    kinds = {kind}.union(*(claim.get("kind_alt", ()) for claim in wanted))
    names = {name for claim in wanted for name in (claim["place"], *claim.get("place_alt", ()))}
    spots = [place for place in passage["places"] if place["name"] in names]
    for index, claim in enumerate(said):
        place = claim["place"]
        if claim["kind"] not in kinds:
            continue
        if place is None:
            near = None in names
        else:
            near = any(distance_m(spot["lat"], spot["lon"], place["lat"], place["lon"]) <= REACH_M[spot["level"]] for spot in spots)
        if near:
            yield index


def _right(passage: Json, wanted: Json, name: str, said: Any) -> bool:
    answers = (wanted[name], *wanted.get(_ALT.get(name, f"{name}_alt"), ()))
    if name == "event_date":
        return any(_right_date(passage, answer, said) for answer in answers)
    return said in answers


def _right_date(passage: Json, wanted: str | None, said: str | None) -> bool:
    """Whether the spans meet and the said one is at most two days longer; where none is wanted, the document's own day is right too."""
    if wanted is None:
        return said is None or (bool(passage.get("published")) and said == passage["published"][:10])
    if said is None:
        return False
    try:
        one, other = DateSpan.from_edtf(wanted), DateSpan.from_edtf(said)
    except RecordError:
        return False
    longer = (other.last - other.first) - (one.last - one.first)
    return one.first <= other.last and other.first <= one.last and longer <= dt.timedelta(2)


def _overlap(one: Json, other: Json) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _spot(claim: Json) -> tuple[Any, ...]:
    place = claim["place"]
    return (claim["kind"], place and (round(place["lat"], 2), round(place["lon"], 2)))


def _tell(claim: Json) -> str:
    place = claim["place"]
    return f"{claim['kind']} at {place['name'] if place else 'no place'}: {claim['evidence']['text'][:100]}"


def _ratio(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None


def _f1(precision: float | None, recall: float | None) -> float:
    return round(2 * precision * recall / (precision + recall), 4) if precision and recall else 0.0
