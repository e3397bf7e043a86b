"""`frontmap gazetteer`: what the gazetteer holds, and sources of one's own added to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from frontmap.gazetteer.added import AddedSource
    from frontmap.gazetteer.check import Fault
    from frontmap.gazetteer.download import Progress
    from frontmap.gazetteer.index import Gazetteer

__all__ = ["app"]

app = typer.Typer(help="What the gazetteer holds, and sources of your own in it.", no_args_is_help=True, rich_markup_mode=None)
_MOST_TOLD = 50


@app.callback()
def _gazetteer() -> None:
    pass


@app.command("info")
def info() -> None:
    """Print the sources, their licences, how many places and names, and where the compiled index lies."""
    from frontmap.cli.console import printable, table
    from frontmap.gazetteer.added import added_folder
    from frontmap.gazetteer.index import Gazetteer

    held = Gazetteer.open().info()
    table(
        {
            "places": f"{held.places:,}",
            "names": f"{held.names:,}",
            "index": f"{held.path} ({held.size / 1e6:.1f} MB)",
            "added": added_folder(),
            "fingerprint": held.fingerprint,
        }
    )
    for source in held.sources:
        joined = f", {source.joined:,} of places that others have" if source.joined else ""
        print()
        print(printable(f"{source.name}: {source.rows:,} rows{joined}, {source.licence}"))
        print(printable(f"  {source.credit}"))


@app.command("add")
def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="GeoNames .txt or .zip; .csv or .geojson of your own.")],
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What to call it; else by the file's name.")] = "",
    columns: Annotated[str, typer.Option("--columns", metavar="FIELD=COLUMN,...", help="name, lat, lon, country, id, admin1, feature, population, radius_m, names.")] = "",
    licence: Annotated[str, typer.Option("--licence", help="The file's licence, shown with its places.")] = "",
    credit: Annotated[str, typer.Option("--credit", help="Whom to credit, shown with its places.")] = "",
) -> None:
    """Add a file to the gazetteer for good: it is checked, copied and compiled into the index.

    A settlement that is there already gets the file's names; what is new becomes a place.

    Example: frontmap gazetteer add UA.zip
    Example: frontmap gazetteer add villages.csv --columns name=Village,lat=Y,lon=X,country=UA
    """
    import dataclasses

    from frontmap.gazetteer.added import read_source

    source = read_source(file, name=name, columns=_mapping(columns), known=_KnownIds())
    _keep(dataclasses.replace(source, licence=licence or source.licence, credit=credit or source.credit))


@app.command("remove")
def remove(name: Annotated[str, typer.Argument(metavar="NAME", help="As `frontmap gazetteer info` calls it.")]) -> None:
    """Take an added source out again."""
    from frontmap.cli.console import say
    from frontmap.gazetteer.added import remove as take_out

    take_out(name)
    say(f"removed {name}")
    _compile()


@app.command("build")
def build() -> None:
    """Compile the index now, rather than when it is first needed."""
    from frontmap.cli.console import table

    held = _compile().info()
    table({"places": f"{held.places:,}", "names": f"{held.names:,}", "index": f"{held.path} ({held.size / 1e6:.1f} MB)"})


@app.command("check")
def check(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A file, before it is added; without it the gazetteer as it is.")] = None,
    columns: Annotated[str, typer.Option("--columns", metavar="FIELD=COLUMN,...", help="As for add.")] = "",
    country: Annotated[list[str] | None, typer.Option("--country", metavar="CODE", help="Settlements of this country alone; may be given again.")] = None,
) -> None:
    """Look for swapped coordinates, points abroad, ids that come twice or not at all, and names that are a neighbour's.

    Exit code 1 where faults were found.

    Example: frontmap gazetteer check villages.csv
    """
    from frontmap.cli.console import DONE, SOME_FAILED, printable, say
    from frontmap.gazetteer.added import added_files, read_added, read_source
    from frontmap.gazetteer.check import check_ids, check_rows
    from frontmap.gazetteer.sources import gather_and_tell

    added = [read_added(path) for path in added_files()]
    sources = added if file is None else [read_source(file, columns=_mapping(columns), repeats=True)]
    rows, _, merged = gather_and_tell(added if file is None else [*added, *sources])
    wanted = {code.upper() for code in country or ()}
    checked = rows if file is None else sources[0].rows
    faults = list(check_rows([row for row in checked if not wanted or row.place.country in wanted]))
    known = {row.place.id: row.place for row in rows}
    for source in sources:
        strangers = merged[source.name].strangers if source.name in merged else ()
        faults += check_ids(source, strangers, known)
    for line in _table_of(faults):
        print(printable(line))
    say(f"faults found: {len(faults):,}" if faults else "no fault found")
    raise typer.Exit(SOME_FAILED if faults else DONE)


@app.command("download")
def download(
    countries: Annotated[list[str], typer.Argument(metavar="COUNTRY...", help="Codes such as UA RU BY.")],
    url: Annotated[str | None, typer.Option("--url", metavar="URL", help="A mirror; FRONTMAP_GEONAMES_URL names one too.")] = None,
) -> None:
    """Fetch GeoNames' places and names of whole countries, and add them.

    A download that broke off goes on where it stopped when it is run again.

    Example: frontmap gazetteer download UA RU
    """
    import dataclasses

    from frontmap.gazetteer.added import read_source
    from frontmap.gazetteer.download import CREDIT, LICENCE, base_url, files_of
    from frontmap.gazetteer.download import download as fetch

    files, address = files_of(countries), base_url(url)
    with _progress() as progress:
        paths = [fetch(file, address, progress) for file in files]
    places = [(file, path) for file, path in zip(files, paths, strict=True) if file.sort != "alternate names"]
    names = [(file, path) for file, path in zip(files, paths, strict=True) if file.sort == "alternate names"]
    for batch in (places, names):  # names need the ids of the places
        known = _KnownIds()
        sources = [read_source(path, name=file.source, known=known) for file, path in batch]
        _keep(*(dataclasses.replace(source, licence=LICENCE, credit=CREDIT) for source in sources))
    for path in paths:
        path.unlink()


class _KnownIds:
    """The ids of the gazetteer, opened only if they are asked for."""

    def __init__(self) -> None:
        self._gazetteer: Gazetteer | None = None

    def __contains__(self, place_id: object) -> bool:
        self._gazetteer = self._gazetteer or _compile()
        return place_id in self._gazetteer


def _mapping(columns: str) -> dict[str, str]:
    """Return the mapping that "name=Village,lat=Y" says."""
    pairs = [part.partition("=") for part in columns.split(",") if part.strip()]
    for field, sign, column in pairs:
        if not (sign and field.strip() and column.strip()):
            raise typer.BadParameter(f"{field!r} is no FIELD=COLUMN: expected such as name=Village,lat=Y,lon=X,country=UA", param_hint="--columns")
    return {field.strip(): column.strip() for field, _, column in pairs}


def _keep(*sources: AddedSource) -> None:
    """Add sources, compile the index, and tell what came of it; where that fails nothing is added."""
    import time

    from frontmap.cli.console import say, table
    from frontmap.errors import FrontmapError
    from frontmap.gazetteer.added import add as keep

    started = time.monotonic()
    paths = [keep(source) for source in sources]
    try:
        held = _compile().info()
    except FrontmapError:
        for path in paths:
            path.unlink()
        raise
    told = {source.name: source for source in held.sources}
    for source in sources:
        what = told[source.name]
        say(f"added {source.name}: {what.rows:,} {source.sort if source.sort != 'regions' else 'names of regions'}")
        if source.sort == "places":
            say(f"  {what.joined:,} of places that were there, {what.rows - what.joined:,} new")
            if what.apart:
                say(f"  {what.apart:,} bear the id of a place that lies elsewhere, and were kept apart: frontmap gazetteer check FILE names them")
    table({"places": f"{held.places:,}", "names": f"{held.names:,}", "index": f"{held.size / 1e6:.1f} MB", "seconds": f"{time.monotonic() - started:.1f}"})


def _compile() -> Gazetteer:
    from frontmap.cli.console import say
    from frontmap.gazetteer.index import Gazetteer

    say("opening the gazetteer; its index is compiled anew where something changed")
    return Gazetteer.open()


def _table_of(faults: list[Fault]) -> Iterator[str]:
    """Yield faults as lines, those of one sort together, the first fifty of each."""
    for sort in dict.fromkeys(fault.sort for fault in faults):
        of_sort = [fault for fault in faults if fault.sort == sort]
        yield f"{sort}: {len(of_sort):,}"
        for fault in of_sort[:_MOST_TOLD]:
            yield f"  {fault.place_id:<22} {fault.name:<24} {fault.found}; {fault.remedy}"
        if len(of_sort) > _MOST_TOLD:
            yield f"  and {len(of_sort) - _MOST_TOLD:,} more"


@contextmanager
def _progress() -> Iterator[Progress]:
    """Give a function that shows how far downloads are: bars for a person, a line a file for a log."""
    import sys

    from frontmap.cli.console import say

    if not sys.stderr.isatty():
        seen: set[str] = set()

        def tell(name: str, _done: int, total: int | None) -> None:
            if name not in seen:
                seen.add(name)
                say(f"fetching {name}" + (f" ({total / 1e6:.1f} MB)" if total else ""))

        yield tell
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, object] = {}

        def show(name: str, done: int, total: int | None) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(name, total=total)
            bars.update(tasks[name], completed=done, total=total)  # type: ignore[arg-type]

        yield show
