"""What each document came to: read now, by this process or another, or kept from a run before; it is the same to the byte.

What is kept does not hold the document itself, which is at hand whenever it is asked for, nor what corrections of claims did,
which are put on it each time.
"""

from __future__ import annotations

import dataclasses
import zlib
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from typing import TypeVar

from frontmap.batch.cache import Cache
from frontmap.batch.engines import Done, Engine, LocalEngine
from frontmap.batch.keys import Keys, code_fingerprint, rule_key
from frontmap.contract import mention_to_json
from frontmap.corrections.apply import Applied, Rejected, apply_to_claims
from frontmap.documents.reader import Failure
from frontmap.errors import FrontmapError
from frontmap.exports.jsonl import json_lines
from frontmap.gazetteer.names import normalise
from frontmap.packing import pack, unpack
from frontmap.pipeline import Reading, Tools, geoparse_document, read_document
from frontmap.records import Claim, DateSpan, Document, Placement, Role

__all__ = ["GeoparseJob", "Outcome", "ReadJob", "outcomes"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one document came to.

    Attributes
    ----------
    document : Document
        With its date, without its text (""), so that many outcomes fit into memory.
    claims : tuple of Claim
        Those that no correction rejects, not yet threaded.
    unplaced : tuple of Placement
        The place mentions that no place was found for, each with its reason.
    mentions : int
        How many names stand in it.
    applied : tuple of Applied
        What corrections of places did.
    rejected : tuple of Rejected
        The claims that a correction leaves out.
    cached : bool
        Whether it was kept from a run before.
    """

    document: Document
    claims: tuple[Claim, ...]
    unplaced: tuple[Placement, ...]
    mentions: int
    applied: tuple[Applied, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    cached: bool = dataclasses.field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """An `Applied` without its rule, which is known by `rule_key`."""

    rule: str
    changed: bool
    role: Role


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of a reading; `names` are those that corrections of places may be about."""

    date: DateSpan | None
    mentions: int
    names: tuple[str, ...]
    claims: tuple[Claim, ...]
    unplaced: tuple[Placement, ...]
    spoken: tuple[_Spoken, ...]


@dataclass(frozen=True, slots=True)
class ReadJob:
    """Read documents up to their claims, and give what is to be kept of each reading as bytes.

    Parameters
    ----------
    tools : Tools
        Opened again in a worker: theatre and corrections as they are here, the gazetteer from its file.
    """

    tools: Tools
    gazetteer: str = ""
    code: str = ""

    @classmethod
    def of(cls, tools: Tools) -> ReadJob:
        """Return the job for the gazetteer and the code as they are now."""
        return cls(tools, tools.gazetteer.fingerprint, code_fingerprint())

    def open(self) -> Callable[[Document], bytes]:
        """Return the function that reads a document.

        Raises
        ------
        FrontmapError
            If gazetteer or code changed since the job was made, so that the results would not be those that were asked for.
        """
        if (self.tools.gazetteer.fingerprint, code_fingerprint()) != (self.gazetteer, self.code):
            raise FrontmapError("the gazetteer or frontmap itself changed during the run: run it again")
        corrections = dataclasses.replace(self.tools.corrections, claims=())
        tools = dataclasses.replace(self.tools, corrections=corrections)
        return lambda document: _pack(read_document(document, tools))


@dataclass(frozen=True, slots=True)
class GeoparseJob:
    """Find the names in documents, and give each document's as the contract's JSON lines."""

    tools: Tools

    def open(self) -> Callable[[Document], bytes]:
        """Return the function that finds them."""
        return lambda document: b"".join(json_lines(mention_to_json(*pair) for pair in geoparse_document(document, self.tools).placed_mentions()))


def _pack(reading: Reading) -> bytes:
    names = {normalise(name) for mention in reading.mentions for name in (mention.text, mention.key)}
    spoken = tuple(_Spoken(rule_key(each.rule), each.changed, each.role) for each in reading.applied)
    kept = _Kept(reading.document.date, len(reading.mentions), tuple(sorted(names)), reading.claims, reading.unplaced, spoken)
    return zlib.compress(pack(kept), 1)


def outcomes(items: Iterable[Document | T], tools: Tools, *, engine: Engine | None = None, cache: Cache | None = None) -> Generator[Outcome | Failure | T]:
    """Yield what each document came to, in the order given; what is no document passes through.

    Parameters
    ----------
    items : iterable of Document and others
        As `frontmap.pipeline.read_inputs` yields them.
    tools : Tools
        Settings, theatre, gazetteer and corrections.
    engine : Engine, optional
        Who reads; this process without it.
    cache : Cache, optional
        Where readings are looked for and kept; nowhere without it.

    Raises
    ------
    FrontmapError
        If nothing can be read at all, such as with a lexicon that is broken.
    """
    engine = engine or LocalEngine(timeout_s=tools.settings.max_document_seconds)
    keys = Keys(tools)
    rules = {rule_key(rule): rule for rule in tools.corrections.places}

    def outcome(document: Document, kept: _Kept, *, cached: bool) -> Outcome:
        applied = tuple(Applied(rules[each.rule], each.changed, each.role) for each in kept.spoken)
        claims, rejected = apply_to_claims(kept.claims, tools.corrections)
        slim = dataclasses.replace(document, text="", date=kept.date)
        return Outcome(slim, tuple(claims), kept.unplaced, kept.mentions, applied, tuple(rejected), cached)

    def known(item: Document | T) -> Document | Outcome | T:
        if cache is None or not isinstance(item, Document):
            return item
        value = _look_up(cache, keys, item)
        return outcome(item, unpack(_Kept, zlib.decompress(value)), cached=True) if value is not None else item

    looked_up: Iterable[Document | Outcome | T] = map(known, items)
    done: Generator[Done[bytes] | Outcome | T] = engine.run(ReadJob.of(tools), looked_up)
    with closing(done):
        for item in done:
            if not isinstance(item, Done):
                yield item
            elif isinstance(item.result, Failure):
                yield item.result
            else:
                kept = unpack(_Kept, zlib.decompress(item.result))
                if cache is not None:
                    cache.put(keys.of(item.document), keys.rules(item.document, kept.names), kept.names, item.result)
                yield outcome(item.document, kept, cached=False)


def _look_up(cache: Cache, keys: Keys, document: Document) -> bytes | None:
    key = keys.of(document)
    if not keys.depend_on_names:
        return cache.get(key)
    names = cache.names(key)
    return cache.get(key, keys.rules(document, names)) if names is not None else None
