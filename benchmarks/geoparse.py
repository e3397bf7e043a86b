"""Finding names and placing them, beside a bare Aho-Corasick automaton over the same names and text, in one process.

    python benchmarks/geoparse.py [DOCUMENTS.jsonl] [GAZETTEER_FILE...]

DOCUMENTS.jsonl holds one {"text": …} a line; without it the demo's documents are taken. Further files (such as a GeoNames
dump) are opened with the shipped gazetteer. Speeds are megabytes of UTF-8 text a second of processor time, so that other work
on the machine counts little; first passes are one run in a fresh gazetteer, the others the best of three. Memory is the
process's resident set.
"""

from __future__ import annotations

import contextlib
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from frontmap.config import Settings
from frontmap.gazetteer.index import Gazetteer
from frontmap.mentions.match import find_mentions
from frontmap.pipeline import read_inputs, settle
from frontmap.places.rank import place_mentions
from frontmap.records import Document
from frontmap.theatres.load import load_theatre

DEMO = Path(__file__).parents[1] / "maps" / "demo" / "documents"
RUNS = 3


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def resident_megabytes() -> float:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6


def all_names(gazetteer: Gazetteer) -> list[str]:
    """Return every spelling that the index holds, as it is written."""
    with contextlib.closing(sqlite3.connect(gazetteer.info().path)) as db:
        return sorted({name for (name,) in db.execute("SELECT name FROM name WHERE length(name) > 2")})


def compile_apart(extra: list[Path]) -> None:
    """Compile the index where there is none yet, in another process: what that takes is no part of a reader's memory."""
    code = "import sys; from pathlib import Path; from frontmap.gazetteer.index import Gazetteer; Gazetteer.open(*map(Path, sys.argv[1:]))"
    subprocess.run([sys.executable, "-c", code, *map(str, extra)], check=True)  # noqa: S603 - this interpreter, our own code


def main() -> None:
    settings = Settings()
    theatre = load_theatre(settings.theatre)
    inputs, *further = sys.argv[1:] or [str(DEMO)]
    documents = [item for item in read_inputs([inputs], settings) if isinstance(item, Document)]
    texts = [document.text for document in documents]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    extra = [Path(path) for path in further]
    compile_apart(extra)
    before = resident_megabytes()
    start = time.perf_counter()
    gazetteer = Gazetteer.open(*extra)
    opened = time.perf_counter() - start
    settle()
    info = gazetteer.info()
    print(f"{len(texts)} documents, {megabytes:.2f} MB; {info.places:,} places, {info.names:,} names, index {info.size / 1e6:.1f} MB, opened in {opened:.3f} s")

    def find() -> int:
        return sum(len(gazetteer.find(text)) for text in texts)

    def geoparse() -> int:
        return sum(len(place_mentions(document, find_mentions(document, gazetteer, theatre), gazetteer, theatre, settings)) for document in documents)

    def tell(what: str, taken: float) -> float:
        print(f"{what:<52} {megabytes / taken:8.2f} MB/s {taken:8.2f} s")
        return taken

    tell("find, first pass", seconds(find))
    again = tell("find, later passes", min(seconds(find) for _ in range(RUNS)))
    tell("mentions and places, first pass", seconds(geoparse))
    whole = tell("mentions and places, later passes", min(seconds(geoparse) for _ in range(RUNS)))
    print(f"memory: {resident_megabytes() - before:.0f} MB for the gazetteer and what it remembers, {resident_megabytes():.0f} MB in all")
    try:
        from ahocorasick_rs import AhoCorasick, MatchKind
    except ImportError:
        print("peer: ahocorasick_rs is not installed, so it is not measured")
        return
    names = all_names(gazetteer)
    before = resident_megabytes()
    start = time.process_time()
    automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
    built = time.process_time() - start
    print(f"peer: automaton of {len(names):,} names built in {built:.2f} s, {resident_megabytes() - before:.0f} MB")

    def bare() -> int:
        return sum(len(automaton.find_matches_as_indexes(text)) for text in texts)

    bare_taken = tell("peer: bare Aho-Corasick pass", min(seconds(bare) for _ in range(RUNS)))
    print(f"hits: find {find():,}, automaton {bare():,}")
    print(f"time beside the bare pass: find {again / bare_taken:.1f}, mentions and places {whole / bare_taken:.1f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
