"""A gazetteer of a few rows, with the interface of the real one, for tests of what stands around names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from frontmap.records import Place


@dataclass(frozen=True)
class Hit:
    start: int
    end: int
    key: str


@dataclass(frozen=True)
class Candidate:
    place: Place
    name: str
    name_kind: str
    name_until: str = ""


PLACES = (
    Place("p:kyiv", "Kyiv", 50.45, 30.52, "UA", "Kyiv City", "PPLC", 2_900_000),
    Place("p:moscow", "Moscow", 55.75, 37.62, "RU", "Moscow", "PPLC", 10_000_000),
    Place("p:ukraine", "Ukraine", 49.0, 32.0, "UA", "", "PCLI", 40_000_000, 600_000.0),
    Place("p:russia", "Russia", 60.0, 100.0, "RU", "", "PCLI", 140_000_000, 3_000_000.0),
    Place("p:kharkiv", "Kharkiv", 49.98, 36.25, "UA", "Kharkiv Oblast", "PPLA", 1_400_000),
    Place("p:kharkiv-oblast", "Kharkiv Oblast", 49.6, 36.4, "UA", "Kharkiv Oblast", "ADM1", 0, 120_000.0),
    Place("p:donetsk", "Donetsk", 48.0, 37.8, "UA", "Donetsk Oblast", "PPLA", 900_000),
    Place("p:bakhmut", "Bakhmut", 48.595, 38.0, "UA", "Donetsk Oblast", "PPL", 70_000),
    Place("p:kreminna", "Kreminna", 49.05, 38.22, "UA", "Luhansk Oblast", "PPL", 18_000),
    Place("p:terny-1", "Terny", 49.08, 37.97, "UA", "Donetsk Oblast", "PPL", 0),
    Place("p:terny-2", "Terny", 50.98, 33.97, "UA", "Sumy Oblast", "PPL", 3_000),
    Place("p:stockholm", "Stockholm", 59.33, 18.07, "SE", "Stockholm", "PPLC", 1_500_000),
    Place("p:nice", "Nice", 43.7, 7.27, "FR", "Provence", "PPL", 340_000),
    Place("p:orlov", "Orlov", 58.54, 48.9, "RU", "Kirov Oblast", "PPL", 6_000),
    Place("p:kutuzov", "Kutuzov", 46.94, 28.79, "MD", "Ialoveni District", "PPL", 15_000),
    Place("p:kupiansk", "Kupiansk", 49.71, 37.61, "UA", "Kharkiv Oblast", "PPL", 27_000),
)
OTHER_NAMES = {"Kiev": ("p:kyiv", "exonym"), "Artemivsk": ("p:bakhmut", "historic"), "Kupyansk": ("p:kupiansk", "alternate")}


class SmallGazetteer:
    """Knows the rows above by exact spelling."""

    def __init__(self) -> None:
        self.names: dict[str, list[Candidate]] = {}
        by_id = {place.id: place for place in PLACES}
        for place in PLACES:
            self.names.setdefault(place.name.lower(), []).append(Candidate(place, place.name, "main"))
        for name, (place_id, kind) in OTHER_NAMES.items():
            until = "2016-02-04" if kind == "historic" else ""
            self.names.setdefault(name.lower(), []).append(Candidate(by_id[place_id], name, kind, until))
        spellings = sorted({candidate.name for found in self.names.values() for candidate in found}, key=len, reverse=True)
        self._pattern = re.compile(rf"\b(?:{'|'.join(spellings)})\b")

    def find(self, text: str) -> list[Hit]:
        return [Hit(found.start(), found.end(), found.group().lower()) for found in self._pattern.finditer(text)]

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        return tuple(self.names.get(name.lower(), ()))

    def near(self, name: str, limit: int = 5, head: int = 0) -> tuple[tuple[Candidate, float], ...]:  # noqa: ARG002 - the real one's parameters
        return ()
