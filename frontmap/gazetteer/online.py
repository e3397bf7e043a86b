"""An online geocoder, by choice and only by choice: Nominatim through geopy, politely.

The service's rules are kept: one request a second at most, a name of our own in the request, every answer kept on disk and
asked for once. Nothing else in frontmap asks the network.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from frontmap.atomic import writing
from frontmap.config import cache_folder, nearest
from frontmap.errors import ConfigError, GazetteerError
from frontmap.records import content_id

__all__ = ["SERVICES", "OnlineGeocoder", "OnlineHit"]

SERVICES = {"nominatim": "https://nominatim.openstreetmap.org"}
_SECONDS_APART = 1.0  # the service's usage policy: an absolute maximum of one request a second
_TIMEOUT_S = 20


@dataclass(frozen=True, slots=True)
class OnlineHit:
    """A place that the service found: its address line, its point (lat, lon in degrees) and the id it gives it."""

    address: str
    lat: float
    lon: float
    id: str


class OnlineGeocoder:
    """Asks a service for names and remembers what it said.

    Parameters
    ----------
    service : str
        One of `SERVICES`.
    url : str, optional
        Another server of that service, such as one of your own.
    folder : Path, optional
        Where answers are kept; without it in the user's cache folder.
    seconds_apart : float
        The least time between two requests.

    Raises
    ------
    ConfigError
        If the service is not known, or `url` is no http(s) address.
    """

    def __init__(self, service: str = "nominatim", url: str | None = None, folder: Path | None = None, seconds_apart: float = _SECONDS_APART) -> None:
        if service not in SERVICES:
            near = nearest(service, SERVICES)
            raise ConfigError(f"no online service is called {service!r}: " + (f"did you mean {near!r}?" if near else f"expected one of {', '.join(SERVICES)}"))
        self.url = url or SERVICES[service]
        address = urlsplit(self.url)
        if address.scheme not in ("http", "https") or not address.netloc:
            raise ConfigError(f"{self.url!r} is no address of a service: expected one such as {SERVICES[service]}")
        self._scheme, self._domain = address.scheme, address.netloc + address.path.rstrip("/")
        self._folder = folder or cache_folder() / "online"
        self._seconds_apart = seconds_apart
        self._ask: Callable[..., Any] | None = None

    def geocode(self, query: str, limit: int = 5) -> tuple[OnlineHit, ...]:
        """Return what the service finds for `query`, best first; empty where it finds nothing.

        Raises
        ------
        GazetteerError
            If the service cannot be reached or refuses; nothing is remembered then.
        """
        kept = self._folder / f"{content_id(self.url, query, limit)}.json"
        if kept.is_file():
            return tuple(OnlineHit(**hit) for hit in json.loads(kept.read_text(encoding="utf-8")))
        hits = self._request(query, limit)
        with writing(kept) as file:
            file.write(json.dumps([asdict(hit) for hit in hits], ensure_ascii=False).encode())
        return hits

    def _request(self, query: str, limit: int) -> tuple[OnlineHit, ...]:
        from geopy.exc import GeopyError

        try:
            found = self._asker()(query, exactly_one=False, limit=limit) or []
        except GeopyError as error:
            raise GazetteerError(f"{self.url} gave no answer for {query!r} ({error}): try again later, or leave --online out") from None
        return tuple(
            OnlineHit(str(place.address), float(place.latitude), float(place.longitude), f"osm:{place.raw.get('osm_type', '')}/{place.raw.get('osm_id', '')}")
            for place in found
        )

    def _asker(self) -> Callable[..., Any]:
        """Return geopy's call, made on first use and slowed to the service's pace."""
        if self._ask is None:
            from geopy.extra.rate_limiter import RateLimiter
            from geopy.geocoders import Nominatim

            agent = f"frontmap/{metadata.version('frontmap')}"
            service = Nominatim(user_agent=agent, domain=self._domain, scheme=self._scheme, timeout=_TIMEOUT_S)
            self._ask = RateLimiter(service.geocode, min_delay_seconds=self._seconds_apart, max_retries=1, swallow_exceptions=False)
        return self._ask
