"""`frontmap still`: claims as a figure for print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontmap.cli.desk import AsHappened, AsKnown, Clocks, day_of
from frontmap.cli.options import ConfigFile, ControlLayer, TheatreName, settings_from

if TYPE_CHECKING:
    from frontmap.exports.scene import Box
    from frontmap.records import Claim

__all__ = ["still"]


def still(
    claims_file: Annotated[str, typer.Argument(metavar="CLAIMS", help="claims.jsonl, as `frontmap extract` writes it; - reads standard input.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="MAP.png", help=".png, .svg or .pdf; .gif or .mp4 for a film, day by day.")],
    each: Annotated[str | None, typer.Option("--each", metavar="day", help="A figure for each day that claims tell of: map-2023-01-13.png ...")] = None,
    title: Annotated[str | None, typer.Option("--title", help="Heading of the figure.")] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DAY", help="Leave out what is said of earlier days.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Leave out what is said of later days.")] = None,
    box: Annotated[tuple[float, float, float, float] | None, typer.Option("--box", metavar="WEST SOUTH EAST NORTH", help="What is shown, in degrees.")] = None,
    dpi: Annotated[int, typer.Option("--dpi", min=50, max=1200, help="Dots an inch of a .png.")] = 200,
    control: ControlLayer = False,
    as_known: AsKnown = None,
    as_happened: AsHappened = None,
    config: ConfigFile = None,
    theatre: TheatreName = None,
) -> None:
    """Draw claims as a figure for print, with base map, legend, scale, north arrow, days and credit.

    Example: frontmap still claims.jsonl -o map.pdf --from 2023-01-01 --to 2023-01-31
    Example: frontmap still claims.jsonl -o january.gif --from 2023-01-01 --to 2023-01-31
    """
    from frontmap.cli.claims_file import claims_from
    from frontmap.cli.console import DONE, SOME_FAILED, table
    from frontmap.errors import ConfigError
    from frontmap.exports.ground import ground_of
    from frontmap.exports.still import Style, check_still, write_still
    from frontmap.gazetteer.index import Gazetteer
    from frontmap.theatres.load import load_theatre
    from frontmap.webmap.basemap import label_rows, labels, load

    if each not in (None, "day"):
        raise ConfigError(f"--each is {each!r}: expected day")
    clocks = Clocks.of(as_known, as_happened)
    begin, end = day_of(first, "--from"), day_of(last, "--to")
    shown = _checked(box)
    check_still(output)
    war = load_theatre(settings_from(config, theatre=theatre, title=title).theatre)
    gazetteer = Gazetteer.open()
    makers = dict.fromkeys(f"{source.credit} ({source.licence})" for source in gazetteer.info().sources if source.rows)
    claims, failed = claims_from(claims_file)
    seen = clocks.seen(claims)
    kept = list(_within(seen, begin, end))
    names = label_rows(labels(gazetteer, war.extent, war.home, war.nearby))
    credit = f"Drawn with frontmap. Base map: {load()['credit']} Places: {'; '.join(makers)}."
    style = Style(war, title, names, credit, shown, dpi, as_known=clocks.known, as_happened=clocks.happened, ground=ground_of(seen, war, gazetteer) if control else None)
    written = write_still(kept, output, style, each_day=each is not None)
    table({"claims": len(kept), "failed": failed, "figures": len(written), "written to": written[0] if len(written) == 1 else f"{written[0]} ... {written[-1].name}"})
    raise typer.Exit(SOME_FAILED if failed else DONE)


def _within(claims: Sequence[Claim], first: dt.date | None, last: dt.date | None) -> Iterator[Claim]:
    """Yield the claims that tell of a day from `first` to `last`; without both, the undated too."""
    for claim in claims:
        if (first is None and last is None) or (claim.event is not None and (first is None or claim.event.last >= first) and (last is None or claim.event.first <= last)):
            yield claim


def _checked(box: Box | None) -> Box | None:
    from frontmap.errors import ConfigError

    if box is None:
        return None
    west, south, east, north = box
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise ConfigError(f"--box is {west} {south} {east} {north}: expected west, south, east and north in degrees, such as 36.5 47.5 39 49.5")
    return box
