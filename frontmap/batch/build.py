"""One batch: inputs to claims, claims to maps, exports, gallery, feed and record; only what changed is made again."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from frontmap.batch.cache import Cache
from frontmap.batch.easel import Easel, Gathered
from frontmap.batch.engines import Engine
from frontmap.batch.keys import code_fingerprint, lexicon_fingerprint
from frontmap.batch.lock import folder_lock
from frontmap.batch.outcomes import Outcome, outcomes
from frontmap.batch.plan import Sheet, plan
from frontmap.batch.recipe import Recipe
from frontmap.batch.report import BuildRecord, digest_of, read_record, write_record
from frontmap.batch.sources import Sources, find_sources
from frontmap.documents.dedupe import Duplicate
from frontmap.documents.reader import Failure
from frontmap.errors import InputError
from frontmap.exports.jsonl import read_claims
from frontmap.gazetteer.rows import data_folder
from frontmap.ledger.spool import Spool
from frontmap.lexicon.load import languages
from frontmap.pipeline import Tools, read_inputs
from frontmap.records import Claim, content_id

__all__ = ["Built", "build"]

_PACKAGE = Path(__file__).parents[1]
_ROOMS_THAT_DRAW = ("batch", "exports", "ledger", "webmap")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: its record, the names of the maps that it drew, and those that it left as they were."""

    record: BuildRecord
    drawn: tuple[str, ...]
    kept: tuple[str, ...]


def build(recipe: Recipe, *, engine: Engine | None = None, cache: Cache | None = None, now: dt.datetime, tell: Callable[[str], None] = lambda _: None) -> Built:
    """Build what a recipe asks for into its output folder.

    Parameters
    ----------
    recipe : Recipe
        As `recipe.load` gives it.
    engine, cache
        Who reads the documents, and where readings are kept; see `outcomes`.
    now : datetime
        The moment that record and feed tell, with its zone.
    tell : callable
        Called with a sentence about each input that could not be read, and each map that could not be drawn.

    Raises
    ------
    OutputError
        If the folder cannot be written, or another build holds it.
    FrontmapError
        If nothing can be built at all: a theatre, gazetteer or map of the recipe that cannot be used.
    """
    started = time.monotonic()
    with folder_lock(recipe.output):
        tools = Tools.open(recipe.settings, recipe.gazetteers)
        sources = find_sources(recipe)
        made_from = _made_from(recipe, tools)
        state = content_id(*made_from.values(), sources.fingerprint(recipe.path.parent), *sources.missing)
        before = read_record(recipe.output)
        if before is not None and before.state == state and all(file.stands(recipe.output) for file in before.files()):
            for failure in before.failures:
                tell(failure)
            return Built(before, (), tuple(each.name for each in before.maps))
        gathered = Gathered(tell)
        with Spool() as spool:
            seen: set[str] = set()
            for claims in _claims(sources, tools, gathered, engine, cache):
                fresh = {claim.id: claim for claim in claims if claim.id not in seen}
                seen.update(fresh)
                spool.add(fresh.values())
            sheets = plan(recipe, spool.threaded(), tools.gazetteer, tools.theatre)
        read = time.monotonic()
        easel = Easel.before_a_build(recipe, tools, gathered, before, made_from)
        done = [easel.map(sheet) for sheet in sheets]
        record = BuildRecord(
            frontmap=metadata.version("frontmap"),
            recipe=recipe.path.name,
            state=state,
            made_from=made_from,
            counts=_counts(gathered, sheets, len(seen)),
            maps=tuple(done),
            failures=tuple(gathered.failures),
            news=easel.news(sheets, state, now),
            times={"ended": now.isoformat(timespec="seconds"), "seconds": {"reading": round(read - started, 1), "all": round(time.monotonic() - started, 1)}},
        )
        record = easel.frame(record, sheets)
        write_record(record, recipe.output)
        easel.clear(record)
        return Built(record, tuple(easel.drawn), tuple(each.name for each in done if each.name not in easel.drawn))


def _made_from(recipe: Recipe, tools: Tools) -> dict[str, str]:
    """Return hashes of all that the result depends on but the inputs."""
    rooms = [path for room in _ROOMS_THAT_DRAW for path in sorted((_PACKAGE / room).rglob("*")) if path.is_file() and path.suffix != ".pyc"]
    ground_files = sorted((data_folder() / "basemap").rglob("*"))
    corrections = tools.settings.corrections
    return {
        "recipe": content_id(recipe.title, recipe.text, tools.settings.fingerprint, *(each.fingerprint for each in recipe.maps)),
        "corrections": digest_of(Path(corrections)) if corrections else "",
        "theatre": tools.theatre.fingerprint,
        "gazetteer": tools.gazetteer.fingerprint,
        "code": content_id(code_fingerprint(), *(lexicon_fingerprint(language) for language in languages())),
        "drawing": content_id(*(digest_of(path) for path in (*rooms, *ground_files) if path.is_file())),
    }


def _claims(sources: Sources, tools: Tools, gathered: Gathered, engine: Engine | None, cache: Cache | None) -> Iterator[Iterable[Claim]]:
    """Yield the claims of each input, and gather what else it gave."""
    for missing in sources.missing:
        gathered.fail(missing)
    for item in outcomes(read_inputs(sources.documents, tools.settings), tools, engine=engine, cache=cache):
        if isinstance(item, Outcome):
            gathered.documents.append(item.document)
            gathered.unplaced.extend(item.unplaced)
            gathered.rejected.extend(item.rejected)
            gathered.cached += item.cached
            yield item.claims
        elif isinstance(item, Duplicate):
            gathered.duplicates += 1
        elif isinstance(item, Failure):
            gathered.fail(item)
    for path in sources.claims:
        yield _claims_of_file(path, gathered)


def _claims_of_file(path: Path, gathered: Gathered) -> list[Claim]:
    try:
        with path.open("rb") as lines:
            found = list(read_claims(lines, str(path)))
    except OSError as error:
        gathered.fail(f"{path}: cannot be read ({error.strerror}): check the path and its permissions")
        return []
    for fault in found:
        if isinstance(fault, InputError):
            gathered.fail(fault)
    return [claim for claim in found if isinstance(claim, Claim)]


def _counts(gathered: Gathered, sheets: Sequence[Sheet], claims: int) -> dict[str, int]:
    return {
        "documents": len(gathered.documents),
        "duplicates": gathered.duplicates,
        "claims": claims,
        "maps": len(sheets),
        "rejected": len(gathered.rejected),
        "failed": len(gathered.failures),
    }
