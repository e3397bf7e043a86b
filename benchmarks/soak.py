"""An hour of `frontmap watch` on feeds that misbehave, to see whether memory stays flat and nothing is lost.

    python benchmarks/soak.py [MINUTES] [--seed 1] [--feeds 40] [--every 15s]

A server on loopback has feeds on four ports. Each time that a feed is asked, chance (seeded) says whether it answers well, or with one of the
faults below; entries are added and amended meanwhile, and an entry leaves its feed only after it stood in a whole answer. In the last two minutes
all answer well. A feed soon has written all that it will; later its articles are only amended. Then every entry that any feed ever told in a whole answer must be kept with its last text, and every one of them must be on the map.
Memory is the resident set of the watching process, sampled every two seconds.
"""

from __future__ import annotations

import argparse
import gzip
import http.server
import json
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from frontmap.config import cache_folder
from frontmap.gazetteer.index import Gazetteer

PLACES = ("Klishchiivka", "Soledar", "Kupiansk", "Vovchansk", "Avdiivka", "Robotyne", "Toretsk", "Pokrovsk", "Bakhmut", "Lyman")
SENTENCES = (
    "Russian forces captured {place}, the Russian Ministry of Defence said.",
    "Ukrainian forces repelled attacks near {place}, the General Staff reported.",
    "Shelling hit {place} overnight, wounding two civilians.",
    "Ukraine's military denied that {place} was taken.",
)
WINDOW = 8  # entries that a feed shows
MOST = 15  # that it ever writes, so that what memory grows by towards the end is no article
HEALTHY_S = 120.0


@dataclass
class Entry:
    """One article of a feed; `told` is the text that a whole answer carried last."""

    url: str
    text: str
    told: str | None = None


@dataclass
class Wire:
    """One feed: its entries, oldest first, and how far its window has come."""

    name: str
    chance: random.Random
    entries: list[Entry] = field(default_factory=list)
    first: int = 0
    asked: int = 0

    def add(self) -> None:
        """Write one more article."""
        number = len(self.entries)
        place, sentence = self.chance.choice(PLACES), self.chance.choice(SENTENCES)
        self.entries.append(Entry(f"https://example.org/{self.name}/{number}", f"Report {number} of {self.name}. {sentence.format(place=place)}"))

    def go_on(self) -> None:
        """Let a little time pass: perhaps an article more, perhaps one amended; what was told may leave the feed."""
        if self.asked and len(self.entries) < MOST and self.chance.random() < 0.5:
            self.add()
        if self.chance.random() < 0.1:
            entry = self.chance.choice(self.window)
            entry.text = f"{entry.text} Amended at {self.asked}."
        while len(self.entries) - self.first > WINDOW and self.entries[self.first].told is not None:
            self.first += 1
        self.asked += 1

    @property
    def window(self) -> list[Entry]:
        """What the feed shows now."""
        return self.entries[self.first :]

    def body(self) -> bytes:
        """Return the feed as RSS."""
        items = (
            f"<item><title>{entry.url}</title><link>{entry.url}</link><pubDate>Fri, 13 Jan 2023 10:00:00 +0000</pubDate><description>{entry.text}</description></item>"
            for entry in self.window
        )
        return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{self.name}</title>{"".join(items)}</channel></rss>'.encode()

    def was_told(self) -> None:
        """Remember what a whole answer carried."""
        for entry in self.window:
            entry.told = entry.text


class Asked(http.server.BaseHTTPRequestHandler):
    """A question to a feed; how it is answered, the world says."""

    protocol_version = "HTTP/1.1"
    world: World

    def do_GET(self) -> None:
        """Answer well or badly."""
        self.close_connection = True
        with suppress(OSError):
            self.world.answer(self)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Send a whole answer."""
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), "Content-Type": "application/rss+xml", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def raw(self, data: bytes) -> None:
        """Send bytes that may be no answer at all."""
        self.wfile.write(data)
        self.wfile.flush()


Fault = Callable[[Asked, bytes, random.Random], None]


def _drip(asked: Asked, body: bytes, _: random.Random) -> None:
    asked.raw(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body))
    for at in range(20):
        asked.raw(body[len(body) * at // 20 : len(body) * (at + 1) // 20])
        time.sleep(0.2)


def _stall(asked: Asked, body: bytes, _: random.Random) -> None:
    asked.raw(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body[: len(body) // 2])
    time.sleep(25)


def _truncated(asked: Asked, body: bytes, chance: random.Random) -> None:
    asked.raw(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body[: chance.randrange(len(body))])


def _cut_chunk(asked: Asked, body: bytes, _: random.Random) -> None:
    asked.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n" + body[:500])


def _broken_xml(asked: Asked, body: bytes, chance: random.Random) -> None:
    asked.send(200, body[: chance.randrange(200, len(body))])


def _gzip_garbage(asked: Asked, _: bytes, chance: random.Random) -> None:
    asked.send(200, b"\x1f\x8b\x08" + chance.randbytes(3000), Content_Encoding="gzip")


def _gzip_cut(asked: Asked, body: bytes, _: random.Random) -> None:
    asked.send(200, gzip.compress(body)[:-20], Content_Encoding="gzip")


def _gzip_bomb(asked: Asked, _: bytes, __: random.Random) -> None:
    asked.send(200, gzip.compress(b" " * 60_000_000, 1), Content_Encoding="gzip")


def _too_large(asked: Asked, _: bytes, __: random.Random) -> None:
    asked.raw(b"HTTP/1.1 200 OK\r\n\r\n")
    for _at in range(25):
        asked.raw(b"<rss>" * 200_000)


def _reset(asked: Asked, _: bytes, __: random.Random) -> None:
    asked.connection.setsockopt(1, 13, b"\x01\x00\x00\x00\x00\x00\x00\x00")  # SO_LINGER of zero: the connection is reset


def _redirect(asked: Asked, _: bytes, chance: random.Random) -> None:
    targets = ("file:///etc/passwd", "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data", "/loop", "//", "gopher://x/", "http://[::1", "javascript:alert(1)")
    asked.send(chance.choice((301, 302, 303, 307, 308)), Location=chance.choice(targets))


def _status(asked: Asked, _: bytes, chance: random.Random) -> None:
    asked.send(chance.choice((400, 403, 404, 418, 500, 502, 503, 504, 599)), b"<h1>Sorry</h1>", Content_Type="text/html")


def _later(asked: Asked, _: bytes, chance: random.Random) -> None:
    asked.send(chance.choice((429, 503)), Retry_After=chance.choice(("5", "70", "-1", "soon", "1e9", "Fri, 13 Jan 2023 10:00:00 GMT")))


def _wrong_type(asked: Asked, body: bytes, chance: random.Random) -> None:
    kind, wrong = chance.choice(
        (
            ("text/html", b"<!doctype html><html><body>Sorry</body></html>"), ("application/json", b'{"items": []}'), ("image/png", b"\x89PNG\r\n\x1a\n" + chance.randbytes(2000)),
            ("text/plain", b""), ("application/rss+xml", b"<rss>" * 2000), ("application/rss+xml", body.decode().encode("utf-16")), ("application/zip", b"PK\x03\x04" + chance.randbytes(500)),
        )
    )  # fmt: skip
    asked.send(200, wrong, Content_Type=kind)


def _entities(asked: Asked, body: bytes, _: random.Random) -> None:
    bomb = b'<!DOCTYPE rss [<!ENTITY a "' + b"x" * 1000 + b'">' + b"".join(b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 20) for at in range(8)) + b"]>"
    asked.send(200, body.replace(b"<rss", bomb + b"<rss", 1).replace(b"</description>", b"&i;</description>", 1))


def _nonsense(asked: Asked, _: bytes, chance: random.Random) -> None:
    asked.raw(chance.choice((b"SSH-2.0-OpenSSH_9\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", b"HTTP/1.1 999999999 X\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n", b"\x00" * 70_000)))


FAULTS: dict[str, Fault] = {
    "stalled": _stall, "truncated": _truncated, "chunk cut": _cut_chunk, "broken XML": _broken_xml, "gzip garbage": _gzip_garbage, "gzip cut": _gzip_cut, "gzip bomb": _gzip_bomb,
    "too large": _too_large, "reset": _reset, "redirect": _redirect, "status": _status, "Retry-After": _later, "wrong type": _wrong_type, "entities": _entities, "no HTTP": _nonsense,
}  # fmt: skip
SELDOM = {"stalled": 0.2, "too large": 0.5, "gzip bomb": 0.5}


class World:
    """All feeds and what befalls them."""

    def __init__(self, seed: int, feeds: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - not for secrets
        self.wires = {f"/feed-{number}": Wire(f"wire-{number}", random.Random(f"{seed} {number}")) for number in range(feeds)}  # noqa: S311
        self.moved: dict[str, Wire] = {}
        for wire in self.wires.values():
            for _ in range(5):
                wire.add()
        self.counts: Counter[str] = Counter()
        self.healthy = False
        self._lock = threading.Lock()

    def answer(self, asked: Asked) -> None:
        """Answer one question."""
        wire = self.wires.get(asked.path) or self.moved.get(asked.path)
        if wire is None:
            asked.send(404 if asked.path == "/robots.txt" else 302, Location="/loop")
            return
        with self._lock:
            well = self.healthy or self._chance.random() < 0.4
            fault = None if well else self._chance.choices(tuple(FAULTS), [SELDOM.get(name, 1.0) for name in FAULTS])[0]
            wire.go_on()
            body, tag = wire.body(), f'"{wire.asked}"'
            how = self._chance.choice(("plain", "gzip", "slow", "moved")) if not self.healthy else "plain"
            self.counts[fault or ("well" if how in {"plain", "gzip"} else how)] += 1
        if fault:
            FAULTS[fault](asked, body, wire.chance)
            return
        if how == "slow":
            _drip(asked, body, wire.chance)
        elif how == "gzip":
            asked.send(200, gzip.compress(body), Content_Encoding="gzip", ETag=tag)
        elif how == "moved":  # a redirect within the host is followed, and robots.txt asked for it
            self.moved[f"{asked.path}?moved"] = wire
            asked.send(307, Location=f"{asked.path}?moved")
            return
        else:
            asked.send(200, body, ETag=tag)
        with self._lock:
            wire.was_told()


def resident_mb(pid: int) -> float | None:
    """Return the resident set of a process in MB; None where it is gone."""
    found = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603, S607
    return int(found) / 1024 if found else None


def soak(minutes: float, *, seed: int = 1, feeds: int = 40, every: str = "15s", say: Callable[[str], None] = print) -> dict[str, Any]:
    """Watch feeds that misbehave for some minutes; return what was measured.

    Returns
    -------
    dict
        `exit`, `said` (what went to standard error beside the faults' sentences), `asked`, `faults`, `entries`, `lost`, `stale` (kept with another text
        than was told last), `not_mapped`, `builds`, and memory in MB: `start`, `middle`, `end` (medians of a tenth of the time), `most`.
    """
    world = World(seed, feeds)
    handler = type("Handler", (Asked,), {"world": world})
    servers = [http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) for _ in range(4)]
    for server in servers:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
    urls = [f"http://127.0.0.1:{servers[number % len(servers)].server_port}{path}" for number, path in enumerate(world.wires)]
    with tempfile.TemporaryDirectory(prefix="frontmap-soak-") as name:
        folder = Path(name)
        Gazetteer.open()
        (folder / "home").mkdir()
        shutil.copytree(cache_folder() / "gazetteer", folder / "home" / "gazetteer")  # another process may take the index away meanwhile
        recipe = f'output = "site"\n[inputs]\nfeeds = {json.dumps(urls)}\n[[map]]\nname = "all"\nexports = ["jsonl"]\n'
        (folder / "recipe.toml").write_text(recipe, encoding="utf-8")
        words = [sys.executable, "-m", "frontmap", "watch", "--recipe", "recipe.toml", "--every", every, "--jobs", "1"]
        with (folder / "said.txt").open("wb") as said:
            process = subprocess.Popen(words, cwd=folder, env={**os.environ, "FRONTMAP_HOME": str(folder / "home")}, stderr=said, start_new_session=True)  # noqa: S603 - our own command
            try:
                samples = _sampled(process, world, minutes * 60, say)
                process.send_signal(signal.SIGINT)
                code = process.wait(120)
            finally:
                process.kill()
        found = _found(world, folder, code, samples)
    for server in servers:
        server.shutdown()
        server.server_close()
    return found


def _sampled(process: subprocess.Popen[bytes], world: World, seconds: float, say: Callable[[str], None]) -> list[float]:
    """Sample the memory of the watching process until the time is over; in the last part the feeds are well."""
    started, samples, told = time.monotonic(), [], 0
    while (passed := time.monotonic() - started) < seconds:
        world.healthy = passed > seconds - HEALTHY_S
        size = resident_mb(process.pid)
        if size is None or process.poll() is not None:
            break
        samples.append(size)
        if passed // 300 > told:
            told = int(passed // 300)
            say(f"  {passed / 60:5.1f} min  {size:6.1f} MB  {sum(world.counts.values()):,} questions  {sum(len(wire.entries) for wire in world.wires.values()):,} entries")
        time.sleep(2)
    return samples


def _found(world: World, folder: Path, code: int, samples: list[float]) -> dict[str, Any]:
    kept = {}
    for path in sorted((folder / "home" / "feeds").glob("*/documents.jsonl")):
        lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        kept |= {fields.get("url"): fields["text"] for fields in lines}  # an entry of broken XML may have lost its address
    claims = [json.loads(line) for line in (folder / "site" / "all.jsonl").read_text(encoding="utf-8").splitlines()]
    mapped = {claim.get("url") for claim in claims}
    entries = {entry.url: entry for wire in world.wires.values() for entry in wire.entries}
    told = {url: entry.told for url, entry in entries.items() if entry.told is not None}
    said = (folder / "said.txt").read_text(encoding="utf-8", errors="replace")
    tenth = max(1, len(samples) // 10)
    settled = samples[len(samples) // 20 :]  # the interpreter and the tables are loaded by then
    return {
        "exit": code,
        "traceback": said[-3000:] if "Traceback" in said else None,
        "asked": sum(world.counts.values()),
        "faults": {name: world.counts[name] for name in FAULTS},
        "entries": len(told),
        "lost": sorted(set(told) - set(kept)),
        "stale": sorted(url for url, text in told.items() if url in kept and text not in kept[url]),
        "not_mapped": sorted(set(told) - mapped),
        "builds": said.count(" drew "),
        "memory_mb": {"start": statistics.median(settled[:tenth]), "middle": _middle(settled, tenth), "end": statistics.median(settled[-tenth:]), "most": max(samples)},
    }


def _middle(samples: list[float], width: int) -> float:
    """Return the median of what was sampled half-way."""
    return statistics.median(samples[max(0, (len(samples) - width) // 2) : (len(samples) + width) // 2] or samples)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("minutes", type=float, nargs="?", default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--feeds", type=int, default=40)
    parser.add_argument("--every", default="15s")
    given = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's "&" has it ignored, and the watch would inherit that
    print(f"soak: {given.minutes:g} minutes, {given.feeds} feeds, seed {given.seed}", flush=True)
    found = soak(given.minutes, seed=given.seed, feeds=given.feeds, every=given.every, say=lambda line: print(line, flush=True))
    print(json.dumps(found, indent=1))
    if found["exit"] or found["traceback"] or found["lost"] or found["stale"] or found["not_mapped"]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
