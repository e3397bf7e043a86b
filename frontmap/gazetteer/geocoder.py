"""A geocoder with geopy's interface, over the gazetteer: no network, no key, no limit.

`geopandas.tools.geocode(names, provider=lambda: gazetteer)` works with it. It is no subclass of geopy's `Geocoder`, which
builds an HTTP adapter when it is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from frontmap.errors import RecordError
from frontmap.gazetteer.names import normalise
from frontmap.records import Place

if TYPE_CHECKING:
    from geopy import Location

    from frontmap.gazetteer.index import Candidate, Gazetteer

__all__ = ["address_of", "geocode", "point_of", "reverse"]

_MOST = 10


class _HasPoint(Protocol):
    latitude: float
    longitude: float


def geocode(
    gazetteer: Gazetteer,
    query: str,
    *,
    exactly_one: bool = True,
    limit: int | None = None,
    country_codes: str | Sequence[str] | None = None,
    timeout: float | None = None,  # noqa: ARG001 - geopy's callers pass it; nothing here waits
) -> Location | list[Location] | None:
    """Return the place of a name, as geopy does.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where to look.
    query : str
        A name, or a name with the areas it lies in: "Bakhmut", "Andriivka, Donetsk Oblast, Ukraine".
    exactly_one : bool
        Whether the best-known place alone is wanted, else a list, best-known first.
    limit : int, optional
        How many places a list may hold; 10 if not told.
    country_codes : str or sequence of str, optional
        ISO codes of the countries to look in.
    timeout : float, optional
        Not used.

    Returns
    -------
    geopy.Location, list of geopy.Location, or None
        None for no such place. A location's `point` is (latitude, longitude); its `raw` holds the place's id, country,
        region, feature code, population and the name that matched.
    """
    name, *areas = (part.strip() for part in query.split(","))
    codes = [country_codes] if isinstance(country_codes, str) else list(country_codes or ())
    wanted = {code.upper() for code in codes}
    found = [
        candidate
        for candidate in gazetteer.candidates(name)
        if (not wanted or candidate.place.country in wanted) and all(_lies_in(gazetteer, candidate.place, area) for area in areas)
    ]
    locations = [_location(candidate.place, candidate) for candidate in found[: 1 if exactly_one else limit or _MOST]]
    if not locations:
        return None
    return locations[0] if exactly_one else locations


def reverse(
    gazetteer: Gazetteer,
    query: str | tuple[float, float] | _HasPoint,
    *,
    exactly_one: bool = True,
    radius_m: float = 25_000.0,
    timeout: float | None = None,  # noqa: ARG001 - as above
) -> Location | list[Location] | None:
    """Return the settlement nearest to a point, as geopy does.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where to look.
    query : (lat, lon), str or geopy.Point
        The point: degrees, latitude first; a string holds both with a comma between.
    exactly_one : bool
        Whether the nearest alone is wanted, else up to ten, nearest first.
    radius_m : float
        How far away a settlement may lie, in metres.
    timeout : float, optional
        Not used.

    Raises
    ------
    RecordError
        If `query` is no point.
    """
    lat, lon = point_of(query)
    locations = [_location(place) for place, _ in gazetteer.within(lat, lon, radius_m)[: 1 if exactly_one else _MOST]]
    if not locations:
        return None
    return locations[0] if exactly_one else locations


def address_of(place: Place) -> str:
    """Return a place's name with its region and country: "Bakhmut, Donetsk Oblast, UA"."""
    return ", ".join(dict.fromkeys(part for part in (place.name, place.admin1, place.country) if part))


def _lies_in(gazetteer: Gazetteer, place: Place, area: str) -> bool:
    """Whether a place lies in the region or country that `area` names."""
    if normalise(area) in (normalise(place.country), normalise(place.admin1)):
        return True
    return any(
        (other.feature == "PCLI" and other.country == place.country)
        or (other.feature == "ADM1" and (other.country, other.admin1) == (place.country, place.admin1))
        for other in (candidate.place for candidate in gazetteer.candidates(area))
    )


def _location(place: Place, candidate: Candidate | None = None) -> Location:
    from geopy import Location

    raw: dict[str, Any] = {
        "id": place.id,
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "feature": place.feature,
        "population": place.population,
    }
    if candidate is not None:
        raw |= {"matched": candidate.name, "name_kind": candidate.name_kind}
    return Location(address_of(place), (place.lat, place.lon, 0.0), raw)


def point_of(query: str | tuple[float, float] | _HasPoint) -> tuple[float, float]:
    """Return the latitude and longitude of a point as geopy takes it: "48.595, 38.000", a tuple, or a `geopy.Point`.

    Raises
    ------
    RecordError
        If it is no point.
    """
    try:
        if isinstance(query, str):
            lat, lon = (float(part) for part in query.split(","))
        elif isinstance(query, tuple):
            lat, lon = query
        else:
            lat, lon = query.latitude, query.longitude
    except (AttributeError, ValueError):
        raise RecordError(f"{query!r} is no point: expected (latitude, longitude) in degrees") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise RecordError(f"{query!r} is no point: expected a latitude of -90 to 90 and a longitude of -180 to 180, in this order")
    return lat, lon
