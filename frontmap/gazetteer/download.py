"""GeoNames' official files over the network: resumed where they broke off, checked by size and structure, renamed when whole.

The only part of frontmap that goes online, and only when it is asked to.
"""

from __future__ import annotations

import http.client
import os
import re
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from frontmap.atomic import replace
from frontmap.config import cache_folder
from frontmap.errors import GazetteerError
from frontmap.gazetteer.dumps import dump_sort
from frontmap.zipped import DamagedArchiveError, open_archive, open_member

__all__ = ["CREDIT", "GEONAMES_URL", "LICENCE", "Download", "Progress", "base_url", "download", "files_of"]

GEONAMES_URL = "https://download.geonames.org/export/dump/"
LICENCE, CREDIT = "CC BY 4.0", "GeoNames (geonames.org)"
_ENVIRONMENT = "FRONTMAP_GEONAMES_URL"
_CHUNK = 1 << 16
_ATTEMPTS = 3
_TIMEOUT_S = 30.0
_NOT_FOUND, _RANGE_REFUSED, _PARTIAL = 404, 416, 206
_TOTAL = re.compile(r"bytes (\d+)-\d+/(\d+)$")

Progress = Callable[[str, int, int | None], None]
"""Called with a file's name, the bytes that are here, and all its bytes where they are known."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file of GeoNames: its path on the server, the sort that `dump_sort` must find, the name of the source it becomes."""

    path: str
    sort: str
    source: str


def files_of(countries: Sequence[str]) -> list[Download]:
    """Return the files that a country's places come from: the dump and alternate names of each, the codes of all.

    Parameters
    ----------
    countries : sequence of str
        ISO 3166 codes, in capitals or not.

    Raises
    ------
    GazetteerError
        If one is no code.
    """
    found = []
    wrong = next((code for code in countries if not re.fullmatch("[A-Za-z]{2}", code)), None)
    if wrong is not None:
        raise GazetteerError(f"{wrong!r} is no country: expected a code of two letters, such as UA")
    for country in dict.fromkeys(code.upper() for code in countries):
        found += [Download(f"{country}.zip", "dump", country), Download(f"alternatenames/{country}.zip", "alternate names", f"{country}-names")]
    codes = [Download("admin1CodesASCII.txt", "region codes", "admin1-codes"), Download("admin2Codes.txt", "region codes", "admin2-codes")]
    return [*codes, *found]


def base_url(given: str | None = None) -> str:
    """Return where the files lie: as given, else as `FRONTMAP_GEONAMES_URL` says, else at GeoNames.

    Raises
    ------
    GazetteerError
        If it is no http(s) address.
    """
    url = given or os.environ.get(_ENVIRONMENT) or GEONAMES_URL
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
        raise GazetteerError(f"{url!r} is no address to fetch from: expected one such as {GEONAMES_URL}")
    return url if url.endswith("/") else f"{url}/"


def download(wanted: Download, url: str, progress: Progress = lambda _name, _done, _total: None) -> Path:
    """Fetch a file into `cache_folder()/gazetteer/downloads` and return it, whole and checked.

    What an earlier call left of it is gone on with, if the server can. The caller removes the file when it is read.

    Parameters
    ----------
    wanted : Download
        Which file.
    url : str
        Where the files lie, as `base_url` gives it.
    progress : callable
        Told how far it is.

    Raises
    ------
    GazetteerError
        If the server cannot be reached, has no such file, breaks off again and again, or sends another sort of file.
    """
    path = cache_folder() / "gazetteer" / "downloads" / wanted.path.replace("/", "-")
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for _ in range(_ATTEMPTS):
            if _fetch(url + wanted.path, part, lambda done, total: progress(wanted.path, done, total)):
                break
        else:
            have = part.stat().st_size
            raise GazetteerError(f"{url}{wanted.path} broke off after {have:,} bytes, {_ATTEMPTS} times: run it again, it goes on from there")
        _check(part, wanted, url)
        replace(part, path)
    except OSError as error:
        raise GazetteerError(f"cannot be written ({error.strerror or error}): set FRONTMAP_HOME to a folder that can be written", path=part) from None
    return path


def _fetch(url: str, part: Path, progress: Callable[[int, int | None], None]) -> bool:
    """Fetch what is missing of a file; return whether it is whole."""
    have = part.stat().st_size if part.is_file() and url.endswith(".zip") else 0  # what changed between two halves of a zip shows
    headers = {"User-Agent": "frontmap", **({"Range": f"bytes={have}-"} if have else {})}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=_TIMEOUT_S) as answer:  # noqa: S310 - base_url lets only http(s) pass
            partial = _TOTAL.fullmatch(answer.headers.get("Content-Range", "")) if answer.status == _PARTIAL else None
            if have and (partial is None or int(partial[1]) != have):
                have = 0
            length = answer.headers.get("Content-Length", "")
            total = int(partial[2]) if partial and have else int(length) if length.isdecimal() else None
            with part.open("ab" if have else "wb") as file:
                return _copy(answer, file, have, total, progress)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == _RANGE_REFUSED and have:
            part.unlink()  # another file than the one that it is the beginning of
            return False
        reason = "has no such file: expected the code of a country, such as UA" if error.code == _NOT_FOUND else "does not give it; try again later"
        raise GazetteerError(f"{url} answers {error.code} {error.reason}: the server {reason}") from None
    except (urllib.error.URLError, TimeoutError, ConnectionError, ssl.SSLError, http.client.HTTPException) as error:
        if isinstance(error, (http.client.IncompleteRead, ConnectionResetError)):
            return False
        cause = getattr(error, "reason", None) or error
        remedy = "check the network; or fetch it by other means and run frontmap gazetteer add FILE; --url names a mirror"
        raise GazetteerError(f"{url} cannot be reached ({cause}): {remedy}") from None


def _copy(answer: IO[bytes], file: IO[bytes], have: int, total: int | None, progress: Callable[[int, int | None], None]) -> bool:
    """Copy an answer's bytes; return whether they are all there."""
    progress(have, total)
    while chunk := answer.read(_CHUNK):
        file.write(chunk)
        have += len(chunk)
        progress(have, total)
    return total is None or have == total


def _check(part: Path, wanted: Download, url: str) -> None:
    """Raise, and remove the file, where it is not what it should be."""
    try:
        if wanted.path.endswith(".zip"):
            _unpack(part)
        sort = dump_sort(part)
    except (DamagedArchiveError, GazetteerError) as error:
        sort = f"what {error.message}"
    if sort != wanted.sort:
        part.unlink()
        raise GazetteerError(f"{url}{wanted.path} holds {sort}: expected {wanted.sort}; run it again, or name another address with --url")


def _unpack(part: Path) -> None:
    """Unpack all of an archive and keep nothing, so that its checksums are compared."""
    with open_archive(part) as archive:
        for entry in archive.infolist():
            with open_member(archive, entry) as member:
                while member.read(_CHUNK):
                    pass
