"""Feeds kept on disk: asked politely, and whatever they told once stays, for a feed forgets its older entries.

Each feed has a folder below `cache_folder()/feeds` with `state.json` (what the server said last) and `documents.jsonl`, its entries in the
order in which they first came; an entry that the feed amends takes its old one's place. Politeness: ETag and Last-Modified, robots.txt with its
Crawl-delay, Retry-After, at least a second between two questions to one host, and a minute before a feed is asked again.
"""

from __future__ import annotations

import email.utils
import hashlib
import io
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from frontmap.atomic import writing
from frontmap.batch.fetch import Answer, Bounds, FetchError, fetch
from frontmap.config import Settings, cache_folder
from frontmap.documents.feeds import Feed
from frontmap.errors import FrontmapError
from frontmap.records import Document

__all__ = ["FeedShelf", "Fetched"]

_OK, _NOT_MODIFIED, _SERVER_ERROR = 200, 304, 500
_AGENT = "frontmap"
_ACCEPT = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
_ROBOTS_SECONDS, _ROBOTS_BYTES = 24 * 3600, 500_000
_LONGEST_DELAY, _LONGEST_WAIT = 60.0, 24 * 3600


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a feed came to: the file with all that it told so far (None where it told nothing yet), new entries, and what went wrong."""

    path: Path | None
    fresh: int = 0
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between two questions to one host, and before a feed is asked again."""

    host_s: float = 1.0
    feed_s: float = 60.0


class FeedShelf:
    """The feeds of one run; `update` asks a feed what is new, and never raises for what a server does.

    Parameters
    ----------
    folder : Path, optional
        Where feeds are kept; below `cache_folder()` without it.
    settings : Settings, optional
        Limits and language of the documents.
    bounds, pace
        How much an answer may take, and how often is asked.
    clock, sleep : callable
        The time in seconds since 1970, and how to wait.
    """

    def __init__(
        self,
        folder: Path | None = None,
        settings: Settings | None = None,
        *,
        bounds: Bounds | None = None,
        pace: Pace | None = None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._folder = folder or cache_folder() / "feeds"
        self._settings = settings or Settings()
        self._bounds, self._pace = bounds or Bounds(), pace or Pace()
        self._clock, self._sleep = clock, sleep
        self._asked: dict[str, float] = {}

    def kept(self, url: str) -> Fetched:
        """Return what a feed told so far, without asking it."""
        path = self._place(url) / "documents.jsonl"
        return Fetched(path if path.is_file() else None, failure=self._state(url).get("failure"))

    def update(self, url: str) -> Fetched:
        """Ask a feed what is new, unless it was asked just now; return what it told so far."""
        state, now = self._state(url), self._clock()
        if state.get("not_before", 0) > now or 0 <= now - state.get("asked", 0) < self._pace.feed_s:
            return self.kept(url)
        fresh, failure = 0, None
        told: dict[str, str] = {name: state[name] for name in ("etag", "last-modified") if name in state}
        later = 0.0
        try:
            answer = self._ask(url, told)
            if answer.status == _NOT_MODIFIED:
                pass
            elif answer.status == _OK:
                fresh, failure = self._keep(url, answer)
                told = {name: answer.headers[name] for name in ("etag", "last-modified") if name in answer.headers}
            else:
                later = now + _wait(answer.headers.get("retry-after", ""), now)
                failure = f"the server answered {answer.status}: check the address, or try again later"
        except FrontmapError as error:
            failure = error.message
        state = {"url": url, "asked": now, **told, **({"not_before": later} if later > now else {}), **({"failure": f"{url}: {failure}"} if failure else {})}
        try:
            self._write(self._place(url) / "state.json", json.dumps(state).encode())
        except FrontmapError as error:
            failure = failure or error.message
        path = self._place(url) / "documents.jsonl"
        return Fetched(path if path.is_file() else None, fresh, f"{url}: {failure}" if failure else None)

    def _ask(self, url: str, told: dict[str, str]) -> Answer:
        conditions = {"If-None-Match": told.get("etag"), "If-Modified-Since": told.get("last-modified")}
        headers = {"Accept": _ACCEPT, **{name: value for name, value in conditions.items() if value}}
        return fetch(url, headers, self._bounds, self._enter)

    def _enter(self, url: str) -> None:
        """Wait until a host may be asked, and refuse what its robots.txt forbids."""
        robots = self._robots(url)
        if not robots.can_fetch(_AGENT, url):
            raise FetchError("robots.txt of its host does not allow it: ask the publisher, or save the feed as a file")
        self._pause(url, min(_LONGEST_DELAY, float(robots.crawl_delay(_AGENT) or 0)))

    def _pause(self, url: str, seconds: float = 0.0) -> None:
        host, now = urlsplit(url).netloc, self._clock()
        ready = self._asked.get(host, 0.0) + max(seconds, self._pace.host_s)
        if ready > now:
            self._sleep(ready - now)
        self._asked[host] = max(now, ready)

    def _robots(self, url: str) -> RobotFileParser:
        """Return what a host allows; RFC 9309: no such file allows all, a server in trouble allows nothing. Kept for a day."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        path, now = self._folder / "robots" / f"{_digest(origin)}.json", self._clock()
        kept = _json(path)
        if not 0 <= now - kept.get("asked", 0) < _ROBOTS_SECONDS:
            self._pause(url)
            bounds = Bounds(_ROBOTS_BYTES, self._bounds.silence_s, self._bounds.all_s)
            try:
                answer = fetch(f"{origin}/robots.txt", {}, bounds, lambda _: None)
            except FetchError as error:
                raise FetchError(f"its host's robots.txt {error.message}") from None
            if answer.status >= _SERVER_ERROR:
                raise FetchError(f"its host answered {answer.status} when asked for robots.txt: try again later")
            kept = {"asked": now, "origin": origin, "text": answer.body.decode("utf-8", "replace") if answer.status == _OK else ""}
            self._write(path, json.dumps(kept).encode())
        return _rules(str(kept.get("text", "")).splitlines())

    def _keep(self, url: str, answer: Answer) -> tuple[int, str | None]:
        """Put the entries of a feed to those before; return how many are new, and what could not be read."""
        if not Feed().sniff(answer.body[: 1 << 16]):
            return 0, f"is no feed ({answer.headers.get('content-type', 'without a content type')}): expected RSS or Atom; look for the feed's own address"
        items = list(Feed().read(io.BufferedReader(io.BytesIO(answer.body)), url, self._settings))
        path = self._place(url) / "documents.jsonl"
        try:
            lines = path.read_bytes().splitlines(keepends=True) if path.is_file() else []
        except OSError as error:
            return 0, f"what it told before cannot be read ({error.strerror}): check {path}"
        known = {_key(fields): line for line in lines if (fields := _object(line))}
        before, is_broken = dict(known), any(not isinstance(item, Document) and item.source == url for item in items)
        for item in items:
            if isinstance(item, Document):
                fields = _fields(item)
                if is_broken and _object(known.get(_key(fields), b"")).get("text", "").startswith(fields["text"]):
                    continue  # where a feed breaks off, its last entry is the beginning of what was told before
                known[_key(fields)] = json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        if known != before:
            self._write(path, b"".join(known.values()))
        broken = [item for item in items if not isinstance(item, Document)]
        failure = f"{broken[0].reason}{f' (and {len(broken) - 1} more)' if len(broken) > 1 else ''}" if broken else None
        return len(known) - len(before), failure

    def _place(self, url: str) -> Path:
        return self._folder / _digest(url)

    def _state(self, url: str) -> dict[str, Any]:
        return _json(self._place(url) / "state.json")

    @staticmethod
    def _write(path: Path, data: bytes) -> None:
        with writing(path) as file:
            file.write(data)


def _fields(document: Document) -> dict[str, Any]:
    day = document.published.isoformat() if document.published else None
    fields = {"id": document.id, "text": document.text, "title": document.title, "published": day, "url": document.url}
    return {key: value for key, value in {**fields, "publisher": document.publisher, "language": document.language}.items() if value is not None}


def _key(fields: dict[str, Any]) -> str:
    return str(fields.get("url") or fields.get("id"))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _json(path: Path) -> dict[str, Any]:
    try:
        return _object(path.read_bytes())
    except OSError:
        return {}


def _object(data: bytes) -> dict[str, Any]:
    """Return what JSON says, nothing where it is broken."""
    try:
        found = json.loads(data)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _rules(lines: list[str]) -> RobotFileParser:
    """Return what a robots.txt allows; a line that the library stumbles over ("Crawl-delay: ²", "Disallow: //[") counts as not written."""
    robots = RobotFileParser()
    try:
        robots.parse(lines)
    except ValueError:
        return _rules([line for line in lines if _is_rule(line)])
    return robots


def _is_rule(line: str) -> bool:
    try:
        RobotFileParser().parse(["User-agent: *", line])
    except ValueError:
        return False
    return True


def _wait(told: str, now: float) -> float:
    """Return the seconds of a Retry-After header, which holds a number or a date; 0 without one."""
    try:
        seconds = float(told) if told.strip().isdigit() else email.utils.parsedate_to_datetime(told).timestamp() - now
    except (TypeError, ValueError, OverflowError, OSError):  # the last on Windows, of a time before 1970
        return 0.0
    return min(_LONGEST_WAIT, max(0.0, seconds))
