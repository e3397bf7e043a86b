"""Speed and memory of the stages over one set of documents, one process, beside a peer and a physical limit.

    python benchmarks/stages.py [DOCUMENTS.jsonl]

The limit is a bare Aho-Corasick pass over the same names and text; the peer is spaCy's blank English tokenizer with
sentencizer. Each figure is the best of three runs after one to warm up. Speeds are megabytes of UTF-8 text a second of processor
time, so that other work on the machine counts little.
"""

from __future__ import annotations

import dataclasses
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from frontmap.claims.extract import extract_claims
from frontmap.config import Settings
from frontmap.dates.resolve import date_document
from frontmap.documents.sentences import sentences
from frontmap.mentions.match import find_mentions
from frontmap.pipeline import Tools, read_document, read_inputs, settle
from frontmap.places.rank import place_mentions
from frontmap.records import Document, Mention, Placement

DEMO = Path(__file__).parents[1] / "maps" / "demo" / "documents"
RUNS = 3


def documents(path: str | None, tools: Tools) -> list[Document]:
    found = [item for item in read_inputs([path or DEMO], tools.settings) if isinstance(item, Document)]
    chars = sum(len(document.text) for document in found)
    return found if path else found * (4_000_000 // chars + 1)


def best(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    start = time.perf_counter()
    tools = Tools.open(Settings())
    opened = time.perf_counter() - start
    settle()
    texts = documents(sys.argv[1] if len(sys.argv) > 1 else None, tools)
    megabytes = sum(len(document.text.encode()) for document in texts) / 1e6
    print(f"{len(texts)} documents, {megabytes:.2f} MB of text; index opened in {opened:.2f} s; {peak_megabytes():.0f} MB resident")

    def geoparse() -> None:
        for document in texts:
            place_mentions(document, find_mentions(document, tools.gazetteer, tools.theatre), tools.gazetteer, tools.theatre, tools.settings)

    def placed(document: Document) -> tuple[Document, list[Mention], list[Placement]]:
        document = dataclasses.replace(document, date=date_document(document, tools.theatre))
        mentions = find_mentions(document, tools.gazetteer, tools.theatre)
        return document, mentions, place_mentions(document, mentions, tools.gazetteer, tools.theatre, tools.settings)

    given = [placed(document) for document in texts]
    stages: list[tuple[str, Callable[[], object]]] = [
        ("limit: bare name matching", lambda: [tools.gazetteer.find(document.text) for document in texts]),
        ("sentences", lambda: [sentences(document.text) for document in texts]),
        ("document dates", lambda: [date_document(document, tools.theatre) for document in texts]),
        ("geoparse (mentions and places)", geoparse),
        ("claims alone (mentions and places given)", lambda: [extract_claims(*one, tools.theatre) for one in given]),
        ("extract (the whole path to claims)", lambda: [read_document(document, tools) for document in texts]),
    ]
    try:
        import spacy
    except ImportError:
        print("peer: spaCy is not installed, so it is not measured")
    else:
        peer = spacy.blank("en")
        peer.add_pipe("sentencizer")
        peer.max_length = 10_000_000
        stages.append(("peer: spaCy blank tokenizer with sentencizer", lambda: [peer(document.text) for document in texts]))
    for name, work in stages:
        seconds = best(work)
        print(f"{name:<46} {megabytes / seconds:8.2f} MB/s  {len(texts) / seconds:8.0f} documents/s")
    print(f"peak memory {peak_megabytes():.0f} MB")


if __name__ == "__main__":
    main()
