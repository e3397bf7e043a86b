"""Runs over many documents: speed by processes, rebuilds from the cache, memory by number of documents.

    python benchmarks/batch.py [DOCUMENTS.jsonl] [--parts speed,rebuild,maps,memory,stream] [--short 10000] [--sentences 2] [--memory 20000,60000] [--stream 50000,200000]

Each run is the command `frontmap extract` in a process of its own, with a cache of its own. "Short" documents are made of the
given ones: two sentences each (or as many as `--sentences` says: twelve make a news article), on days of two years, no two alike. Seconds are wall clock; `cpu` is the processor time of the command's
own process (workers are not in it), which can be compared on a machine that does other work, too. Memory is its largest resident set.

The part `maps` builds a recipe with `frontmap batch`: all claims, two places and a map a month, once from one file of JSON lines and once from as many
files of HTML as there are documents.

The part `stream` takes the time of reading out: an engine gives each document the claims of one of 500 that were read before, under ids and
days of its own. All else (files, duplicates, keys, ledger, output) is what a real run does, so that many documents can be shown.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from pathlib import Path

from frontmap.batch import outcomes as kept
from frontmap.batch.engines import Done
from frontmap.batch.outcomes import Outcome, ReadJob, outcomes
from frontmap.config import Settings, cache_folder
from frontmap.documents.sentences import sentences
from frontmap.exports.write import write_claims
from frontmap.gazetteer.index import Gazetteer
from frontmap.ledger.spool import Spool
from frontmap.packing import pack, unpack
from frontmap.pipeline import Tools, read_inputs
from frontmap.records import DateSpan, Document

DEMO = Path(__file__).parents[1] / "maps" / "demo" / "documents"
DAYS = 730


@dataclass(frozen=True)
class Cost:
    """What a run took: wall clock, the processor time of the command's own process, and its largest resident set."""

    seconds: float
    cpu: float
    megabytes: float


class Bench:
    """A folder with inputs, outputs and a cache, gone afterwards."""

    def __init__(self, folder: Path, sentences_each: int = 2) -> None:
        self.folder = folder
        self.sentences_each = sentences_each
        Gazetteer.open()
        (folder / "gazetteer").symlink_to(cache_folder() / "gazetteer")
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # a user's Python compiles a module once
        self._env = {**kept, "FRONTMAP_HOME": str(folder), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}

    def extract(self, inputs: Path, *flags: str) -> Cost:
        """Run `frontmap extract` and return what it took."""
        return self.run("extract", str(inputs), "-o", str(self.folder / "claims.jsonl"), *flags)

    def run(self, *words: str) -> Cost:
        """Run a verb and return what it took."""
        words = (sys.executable, "-m", "frontmap", *words)
        start = time.perf_counter()
        process = subprocess.Popen(words, env=self._env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own command
        _, status, used = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"{' '.join(words)} ended with {status}")
        return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)

    def forget(self) -> None:
        """Empty the cache."""
        shutil.rmtree(self.folder / "readings", ignore_errors=True)

    def short(self, documents: list[Document], count: int, *, changed: bool = False) -> Path:
        """Write `count` short documents, the one in the middle with another text if `changed`."""
        parts = [" ".join(each.text for each in some) for document in documents for some in _runs(sentences(document.text), self.sentences_each)]
        path = self.folder / f"short-{count}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for number in range(count):
                text = f"Report {number}{' (amended)' if changed and number == count // 2 else ''}. {parts[number % len(parts)]}"
                day = dt.date(2022, 3, 1) + dt.timedelta(days=number * 7919 % DAYS)
                fields = {"id": f"s{number}", "text": text, "published": day.isoformat(), "publisher": f"Wire {number % 40}"}
                file.write(json.dumps(fields, ensure_ascii=False) + "\n")
        return path


def _runs(found: list, size: int) -> list:  # type: ignore[type-arg] # spans, some by some
    runs = (found[at : at + size] for at in range(0, len(found) - size + 1, size))
    return [run for run in runs if 40 * size < sum(len(each.text) for each in run) < 400 * size]


def speed(bench: Bench, documents: list[Document], inputs: Path) -> None:
    megabytes = sum(len(document.text.encode()) for document in documents) / 1e6
    print(f"\nspeed: {len(documents)} documents, {megabytes:.2f} MB of text, no cache")
    costs = {jobs: bench.extract(inputs, "--no-cache", "--jobs", str(jobs)) for jobs in (1, 2)}
    for jobs, cost in costs.items():
        print(f"  {jobs} process{'es' if jobs > 1 else '  '}  {cost.seconds:7.1f} s  cpu {cost.cpu:7.1f} s  {len(documents) / cost.seconds:7.1f} documents/s  {cost.megabytes:5.0f} MB")
    print(f"  gain {costs[1].seconds / costs[2].seconds:.2f}")


def rebuild(bench: Bench, documents: list[Document], count: int) -> None:
    inputs = bench.short(documents, count)
    print(f"\nrebuild: {count:,} short documents, {inputs.stat().st_size / 1e6:.1f} MB")
    bench.forget()
    first = bench.extract(inputs, "--jobs", "1")
    print(f"  first          {first.seconds:7.1f} s  cpu {first.cpu:6.1f} s  {count / first.seconds:7.0f} documents/s  {first.megabytes:5.0f} MB")
    same = bench.extract(inputs, "--jobs", "1")
    changed = bench.extract(bench.short(documents, count, changed=True), "--jobs", "1")
    for name, cost in (("nothing new", same), ("one changed", changed)):
        print(f"  {name:<13}  {cost.seconds:7.1f} s  cpu {cost.cpu:6.1f} s  {cost.seconds / first.seconds:7.1%} of the first time, {cost.cpu / first.cpu:.1%} of its cpu")


RECIPE = """\
output = "site"
[inputs]
documents = ["articles"]
[[map]]
name = "all"
[[map]]
name = "bakhmut"
near = "Bakhmut"
within_km = 30
[[map]]
name = "kharkiv"
regions = ["Kharkiv Oblast"]
exports = ["geojson"]
[[map]]
name = "month-{key}"
each = "month"
"""
PAGE = """<!doctype html><html lang="en"><head><title>{id}</title><meta property="article:published_time" content="{published}">
<meta property="og:site_name" content="{publisher}"></head><body><nav><a href="/">Home</a> <a href="/kyiv">Kyiv</a></nav>
<article><h1>Report {id}</h1><p>{text}</p></article><footer>All rights reserved</footer></body></html>"""


def maps(bench: Bench, documents: list[Document], count: int) -> None:
    for form in ("jsonl", "html"):
        folder = bench.folder / form
        articles = folder / "articles"
        articles.mkdir(parents=True)
        (folder / "recipe.toml").write_text(RECIPE)
        print(f"\nmaps: {count:,} short documents, {'one file of JSON lines' if form == 'jsonl' else f'{count:,} files of HTML'}", flush=True)
        bench.forget()
        first = Cost(0, 0, 0)
        for name in ("first", "nothing new", "one changed"):
            lines = bench.short(documents, count, changed=name == "one changed").read_text(encoding="utf-8").splitlines()
            if form == "jsonl":
                (articles / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")
            elif name != "nothing new":
                for number, line in enumerate(lines):
                    if name == "first" or number == count // 2:
                        (articles / f"{number:06}.html").write_text(PAGE.format(**json.loads(line)), encoding="utf-8")
            cost = bench.run("batch", str(folder / "recipe.toml"), "--jobs", "1")
            first = cost if name == "first" else first
            share = f"{cost.seconds / first.seconds:7.1%} of the first time, {cost.cpu / first.cpu:.1%} of its cpu"
            print(f"  {name:<13}  {cost.seconds:7.1f} s  cpu {cost.cpu:6.1f} s  {cost.megabytes:5.0f} MB  {share if name != 'first' else ''}", flush=True)


def memory(bench: Bench, documents: list[Document], counts: list[int]) -> None:
    print("\nmemory: short documents, one process, no cache")
    peaks = []
    for count in counts:
        cost = bench.extract(bench.short(documents, count), "--no-cache", "--jobs", "1")
        peaks.append(cost.megabytes)
        print(f"  {count:>9,}  {cost.megabytes:6.0f} MB  {cost.seconds:7.1f} s  cpu {cost.cpu:7.1f} s")
    if len(counts) > 1:
        print(f"  slope {(peaks[-1] - peaks[0]) * 1000 / (counts[-1] - counts[0]):.2f} KB a document")


@dataclass(frozen=True)
class Replay:
    """An engine that gives each document, in turn, what one of those read before came to, under an id and on days of its own."""

    readings: list[bytes]

    def run(self, job: object, items: Iterable[object]) -> Generator[object]:  # noqa: ARG002 - the job was done before
        """Yield what each document is said to have come to."""
        for number, item in enumerate(items):
            if not isinstance(item, Document):
                yield item
                continue
            reading = unpack(kept._Kept, zlib.decompress(self.readings[number % len(self.readings)]))  # noqa: SLF001 - its neighbour
            days = DateSpan(item.published, item.published) if item.published else None
            claims = tuple(dataclasses.replace(claim, id=f"{claim.id}-{number}", doc_id=item.id, event=days, published=days) for claim in reading.claims)
            yield Done(item, zlib.compress(pack(dataclasses.replace(reading, claims=claims)), 1))


def replay(bench: Bench, documents: list[Document], count: int) -> None:
    """Stream `count` short documents in this process and print what it took."""
    path = bench.short(documents, count)
    tools = Tools.open()
    work: Callable[[Document], bytes] = ReadJob.of(tools).open()
    readings = [work(item) for item, _ in zip(read_inputs([path], tools.settings), range(500), strict=False) if isinstance(item, Document)]
    start, claims = time.process_time(), 0
    with Spool() as spool:
        for item in outcomes(read_inputs([path], tools.settings), tools, engine=Replay(readings)):
            if isinstance(item, Outcome):
                claims += len(item.claims)
                spool.add(item.claims)
        write_claims(spool.threaded(), bench.folder / "claims.jsonl")
    size = (bench.folder / "claims.jsonl").stat().st_size / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {count:>9,}  {claims:>9,} claims, {size:6.0f} MB written  {peak:6.0f} MB  cpu {time.process_time() - start:7.1f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="?", type=Path, default=DEMO)
    parser.add_argument("--parts", default="speed,rebuild,maps,memory,stream")
    parser.add_argument("--short", type=int, default=10_000)
    parser.add_argument("--sentences", type=int, default=2)
    parser.add_argument("--memory", default="20000,60000")
    parser.add_argument("--stream", default="50000,200000")
    parser.add_argument("--replay", type=int, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    documents = [item for item in read_inputs([wanted.inputs], Settings()) if isinstance(item, Document)]
    if wanted.replay:
        with tempfile.TemporaryDirectory() as folder:
            replay(Bench(Path(folder)), documents, wanted.replay)
        return
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), wanted.sentences)
        if "speed" in wanted.parts:
            speed(bench, documents, wanted.inputs)
        if "rebuild" in wanted.parts:
            rebuild(bench, documents, wanted.short)
        if "maps" in wanted.parts:
            maps(bench, documents, wanted.short)
        if "memory" in wanted.parts:
            memory(bench, documents, [int(count) for count in wanted.memory.split(",")])
    if "stream" in wanted.parts:
        print("\nstream: short documents whose reading is replayed", flush=True)
        for count in wanted.stream.split(","):
            subprocess.run([sys.executable, __file__, str(wanted.inputs), "--replay", count], check=True)  # noqa: S603 - ourselves, in a process of its own


if __name__ == "__main__":
    main()
