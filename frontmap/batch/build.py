"""One batch: inputs to claims, claims to maps, exports, gallery, feed and record; only what changed is made again."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from frontmap.batch.cache import Cache
from frontmap.batch.dataset import DataSet
from frontmap.batch.easel import FEED, Easel
from frontmap.batch.engines import Engine
from frontmap.batch.feeds import FeedShelf, Fetched
from frontmap.batch.files import read_files
from frontmap.batch.folder import OutputFolder
from frontmap.batch.gathered import Gathered
from frontmap.batch.keys import code_fingerprint, lexicon_fingerprint
from frontmap.batch.lock import folder_lock
from frontmap.batch.outcomes import Outcome, outcomes
from frontmap.batch.plan import Sheet, plan
from frontmap.batch.progress import Meter, Progress, Silence
from frontmap.batch.recipe import Recipe
from frontmap.batch.report import FILE, BuildRecord, MapRecord, digest_of, read_record, write_record
from frontmap.batch.shown import Shown, read_shown, shown_file
from frontmap.batch.sources import Sources, find_sources
from frontmap.documents.dedupe import Duplicate, drop_exact_duplicates
from frontmap.documents.reader import Failure
from frontmap.errors import InputError
from frontmap.exports.jsonl import read_claims
from frontmap.gazetteer.rows import data_folder
from frontmap.ledger.spool import Spool
from frontmap.lexicon.load import languages
from frontmap.pipeline import Tools
from frontmap.places.front import front_fingerprint
from frontmap.records import Claim, Document, content_id

__all__ = ["Built", "Means", "Rehearsal", "build", "claims_of", "rehearse"]

_PACKAGE = Path(__file__).parents[1]
_ROOMS_THAT_DRAW = ("batch", "control", "exports", "ledger", "webmap")


@dataclass(frozen=True, slots=True)
class Means:
    """With what a build is done.

    Attributes
    ----------
    engine, cache
        Who reads the documents, and where readings are kept; see `outcomes`.
    tell : callable
        Called with a sentence about each input that could not be read.
    progress : Progress
        Told how far the build is.
    feeds : FeedShelf, optional
        Asks the recipe's feeds; without it what they told before is taken.
    """

    engine: Engine | None = None
    cache: Cache | None = None
    tell: Callable[[str], None] = lambda _: None
    progress: Progress = field(default_factory=Silence)
    feeds: FeedShelf | None = None

    def asked(self, recipe: Recipe) -> list[Fetched]:
        """Ask a recipe's feeds what is new."""
        return [self.feeds.update(feed) if self.feeds is not None else FeedShelf().kept(feed) for feed in recipe.inputs.feeds]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: its record, the maps that it drew, those that it left as they were, the files that it took away, readings from the cache."""

    record: BuildRecord
    drawn: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    cached: int = 0


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a build would do: the files that it would read, the maps that it would draw and those that it would leave."""

    sources: Sources
    drawn: tuple[str, ...]
    kept: tuple[str, ...]


def build(recipe: Recipe, only: Collection[str] = (), *, means: Means | None = None, now: dt.datetime) -> Built:
    """Build what a recipe asks for into its output folder.

    Parameters
    ----------
    recipe : Recipe
        As `recipe.load` gives it.
    only : collection of str
        Maps of the recipe by their names; the others stay as they are, in the folder, the record, the gallery and the feed.
    means : Means, optional
        Engine, cache, and who is told of failures and progress.
    now : datetime
        The moment that record and feed tell, with its zone.

    Raises
    ------
    OutputError
        If the folder cannot be written, or another build holds it.
    FrontmapError
        If nothing can be built at all: a theatre, gazetteer or map of the recipe that cannot be used.
    """
    means, started = means or Means(), time.monotonic()
    wanted = recipe.only(tuple(only)) if only else recipe
    with folder_lock(recipe.output):
        case = _Case.of(recipe, only, means.asked(recipe))
        folder = OutputFolder(recipe.output)
        if case.stands and not folder.left_behind and case.before is not None:
            for failure in case.before.failures:
                means.tell(failure)
            return Built(case.before, kept=tuple(each.name for each in case.before.maps))
        gathered, sheets, claims = _read(wanted, case, means, recipe.dataset)
        read = time.monotonic()
        easel = case.easel(gathered, means.cache)
        done = [easel.map(sheet, folder) for sheet in _counted(sheets, means.progress)]
        shown = {each.name: each for each in map(easel.shown, sheets, done)}
        maps = _in_order(recipe, done, case.others(only, {each.name for each in done})) if only else tuple(done)
        record = BuildRecord(
            frontmap=metadata.version("frontmap"),
            recipe=recipe.path.name,
            state=case.state,
            made_from=case.made_from,
            counts=_counts(gathered, len(maps), claims),
            maps=maps,
            failures=tuple(gathered.failures),
            news=easel.news(sheets, case.state, now),
            times={"ended": now.isoformat(timespec="seconds"), "seconds": {"reading": round(read - started, 1), "all": round(time.monotonic() - started, 1)}},
        )
        record = easel.frame(record, [shown.get(each.name) or case.known[each.name] for each in maps], folder)
        stale = folder.stale(case.before.files() if case.before is not None else (), {FILE, *(file.name for file in record.files())})
        folder.note(*stale, FILE)
        write_record(record, recipe.output)
        folder.clear(stale)
        return Built(record, tuple(easel.drawn), tuple(each.name for each in maps if each.name not in easel.drawn), tuple(stale), gathered.cached)


def rehearse(recipe: Recipe, only: Collection[str] = (), *, means: Means | None = None) -> Rehearsal:
    """Tell what a build would do, and write nothing but what the cache keeps.

    Raises
    ------
    FrontmapError
        If nothing can be built at all.
    """
    means, wanted = means or Means(), recipe.only(tuple(only)) if only else recipe
    case = _Case.of(recipe, only, [FeedShelf().kept(feed) for feed in recipe.inputs.feeds])
    if case.stands and case.before is not None:
        return Rehearsal(case.sources, (), tuple(each.name for each in case.before.maps))
    gathered, sheets, _ = _read(wanted, case, means)
    easel = case.easel(gathered, means.cache)
    same = {sheet.name for sheet in sheets if easel.standing(sheet, easel.fingerprint(sheet)) is not None}
    return Rehearsal(case.sources, tuple(sheet.name for sheet in sheets if sheet.name not in same), tuple(sheet.name for sheet in sheets if sheet.name in same))


def claims_of(recipe: Recipe, *, means: Means | None = None) -> list[Claim]:
    """Return the claims of a recipe's inputs, with the statuses that its maps show; what feeds told before counts, none is asked, and nothing is drawn.

    Raises
    ------
    FrontmapError
        As `build` has it.
    """
    means = means or Means()
    case = _Case.of(recipe, (), [FeedShelf().kept(feed) for feed in recipe.inputs.feeds])
    with Spool() as spool:
        _fill(spool, case, Gathered(means.tell), means)
        return list(spool.threaded())


@dataclass(frozen=True, slots=True)
class _Case:
    """What a build stands before: tools, sources, what all depends on, and what the build before left."""

    recipe: Recipe
    tools: Tools
    sources: Sources
    made_from: dict[str, str]
    whole: str
    state: str
    stands: bool
    before: BuildRecord | None
    known: dict[str, Shown]

    @classmethod
    def of(cls, recipe: Recipe, only: Collection[str], feeds: Sequence[Fetched]) -> _Case:
        before = read_record(recipe.output)
        files = {file.name for file in before.files()} if before is not None else set[str]()
        tools = Tools.open(recipe.settings, recipe.gazetteers)
        sources = find_sources(recipe, {FILE, FEED, recipe.gallery, *files}, feeds)
        made_from = _made_from(recipe, tools)
        whole = content_id(*made_from.values(), sources.fingerprint(recipe.path.parent), *sources.missing)
        state = content_id(whole, "only", *sorted(only)) if only else whole
        stands = before is not None and before.state in {whole, state} and all(file.stands(recipe.output) for file in before.files())
        stands = stands and (recipe.dataset is None or DataSet(recipe.dataset).stands(whole))
        known = dict(read_shown(recipe.output / shown_file(before.state))) if before is not None and not stands else {}
        return cls(recipe, tools, sources, made_from, whole, state, stands, before, known)

    def easel(self, gathered: Gathered, cache: Cache | None) -> Easel:
        theatre, settings = self.made_from["theatre"], self.tools.settings
        paint = content_id(self.made_from["drawing"], self.made_from["gazetteer"], theatre, settings.ui_language, settings.tiles)
        return Easel(self.recipe, self.tools, gathered, self.before, self.known, paint, cache)

    def others(self, only: Collection[str], taken: Collection[str]) -> list[MapRecord]:
        """Return the maps of the build before that were not asked for, as far as it is known what they show."""
        maps = self.before.maps if self.before is not None else ()
        return [each for each in maps if each.recipe not in only and each.name in self.known and each.name not in taken]


def _in_order(recipe: Recipe, done: Sequence[MapRecord], others: Sequence[MapRecord]) -> tuple[MapRecord, ...]:
    place = {each.name: number for number, each in enumerate(recipe.maps)}
    return tuple(sorted((*done, *others), key=lambda each: place.get(each.recipe, len(place))))


def _made_from(recipe: Recipe, tools: Tools) -> dict[str, str]:
    """Return hashes of all that the result depends on but the inputs."""
    rooms = [path for room in _ROOMS_THAT_DRAW for path in sorted((_PACKAGE / room).rglob("*")) if path.is_file() and path.suffix != ".pyc"]
    ground_files = sorted((data_folder() / "basemap").rglob("*"))
    corrections = tools.settings.corrections
    return {
        "recipe": content_id(recipe.title, recipe.text, recipe.gallery, recipe.dataset, tools.settings.fingerprint, *(each.fingerprint for each in recipe.maps)),
        "corrections": digest_of(Path(corrections)) if corrections else "",
        "control map": front_fingerprint(tools.settings.control_map),
        "theatre": tools.theatre.fingerprint,
        "gazetteer": tools.gazetteer.fingerprint,
        "code": content_id(code_fingerprint(), *(lexicon_fingerprint(language) for language in languages())),
        "drawing": content_id(*(digest_of(path) for path in (*rooms, *ground_files) if path.is_file())),
    }


def _read(wanted: Recipe, case: _Case, means: Means, dataset: str | None = None) -> tuple[Gathered, tuple[Sheet, ...], int]:
    """Take all inputs to claims; return what they gave, the sheets with their claims, and how many claims there are."""
    gathered = Gathered(means.tell)
    with Spool() as spool:
        number = _fill(spool, case, gathered, means)
        if not number and not gathered.documents and gathered.failures and case.before is not None and case.before.counts.get("claims"):
            raise InputError("nothing of the inputs could be read: what stands there is left as it was; mend what is named above", path=wanted.output)
        if dataset is not None:
            DataSet(dataset).write(spool.threaded(), case.whole, case.made_from["drawing"])
        return gathered, plan(wanted, spool.threaded(), case.tools.gazetteer, case.tools.theatre), number


def _fill(spool: Spool, case: _Case, gathered: Gathered, means: Means) -> int:
    """Take all inputs to claims, each once; return how many there are."""
    seen: set[str] = set()
    for claims in _claims(case, gathered, means):
        fresh = {claim.id: claim for claim in claims if claim.id not in seen}
        seen.update(fresh)
        spool.add(fresh.values())
    if means.cache is not None:
        means.cache.flush()  # what was read is kept, whatever becomes of the drawing
    return len(seen)


def _claims(case: _Case, gathered: Gathered, means: Means) -> Iterator[Iterable[Claim]]:
    """Yield the claims of each input, and gather what else it gave."""
    for missing in case.sources.missing:
        gathered.fail(missing)
    meter = Meter(case.sources.documents, means.progress)
    items = drop_exact_duplicates(_metered(read_files(meter.passing(case.sources.documents), case.tools.settings, means.cache), meter))
    with closing(outcomes(items, case.tools, engine=means.engine, cache=means.cache)) as done:
        for item in done:
            if isinstance(item, Outcome):
                gathered.take(item)
                yield item.claims
            elif isinstance(item, Duplicate):
                gathered.duplicates += 1
            elif isinstance(item, Failure):
                gathered.fail(item)
    for path in case.sources.claims:
        yield _claims_of_file(path, gathered)


def _metered(items: Iterable[Document | Failure], meter: Meter) -> Iterator[Document | Failure]:
    for item in items:
        if isinstance(item, Document):
            meter.count(len(item.text))
        yield item


def _counted(sheets: Sequence[Sheet], progress: Progress) -> Iterator[Sheet]:
    for number, sheet in enumerate(sheets):
        progress.drawn(number, len(sheets))
        yield sheet
    progress.drawn(len(sheets), len(sheets))


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


def _counts(gathered: Gathered, maps: int, claims: int) -> dict[str, int]:
    return {
        "documents": len(gathered.documents),
        "duplicates": gathered.duplicates,
        "claims": claims,
        "maps": maps,
        "rejected": len(gathered.rejected),
        "failed": len(gathered.failures),
    }
