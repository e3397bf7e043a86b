"""Control as files: cells and the claimed front line, tables, and the comparison with published maps."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from frontmap.control.settlements import Control
    from frontmap.theatres.load import Theatre

__all__ = ["check_ending", "write_control"]

Comparison = Mapping[str, Sequence[Mapping[str, Any]]]

_ENDINGS = (".csv", ".geojson", ".json")


def check_ending(output: str) -> None:
    """Raise OutputError if the ending names no form in which control is written."""
    from frontmap.errors import OutputError

    if Path(output).suffix.lower() not in _ENDINGS:
        raise OutputError(f"control is written as {', '.join(_ENDINGS)}: give -o one of these endings", path=output)


def write_control(output: str, controls: Sequence[Control], war: Theatre, comparison: Comparison, radius_m: float) -> None:
    """Write control in the form that the ending of `output` names.

    Parameters
    ----------
    comparison : mapping
        Rows of `changes`, `outcomes` and `tally` where a published map was given. A CSV holds the outcomes, without them the
        changes, without these the settlements; GeoJSON holds cells and line; JSON holds everything.
    radius_m : float
        How far a cell reaches from its settlement.
    """
    from frontmap.exports.write import write_chunks

    ending = Path(output).suffix.lower()
    if ending == ".geojson":
        chunks = _geojson(controls, war, radius_m)
    else:
        chunks = _csv(controls, war, comparison) if ending == ".csv" else _json(controls, war, comparison)
    write_chunks(chunks, output, stream=sys.stdout.buffer)


def _csv(controls: Sequence[Control], war: Theatre, comparison: Comparison) -> Iterator[bytes]:
    """Yield one table: who holds what, or, where there is a reference, the claims against it."""
    from frontmap.control.opinions import fighting_sides
    from frontmap.control.table import CHANGE_COLUMNS, OUTCOME_COLUMNS, columns_of, control_row
    from frontmap.exports.csv import table_lines

    sides = fighting_sides(war)
    if "outcomes" in comparison:
        return table_lines(OUTCOME_COLUMNS, comparison["outcomes"])
    if "changes" in comparison:
        return table_lines(CHANGE_COLUMNS, comparison["changes"])
    return table_lines(columns_of(sides), (control_row(each, sides) for each in controls))


def _geojson(controls: Sequence[Control], war: Theatre, radius_m: float) -> Iterator[bytes]:
    """Yield cells and the claimed front line."""
    from frontmap.control.cells import base_land, land_within, mesh_of, settlements_around
    from frontmap.control.frontline import front_line
    from frontmap.control.opinions import fighting_sides
    from frontmap.control.table import features, to_geojson
    from frontmap.gazetteer.index import Gazetteer

    places = [control.place for control in controls]
    mesh = mesh_of(places, settlements_around(places, Gazetteer.open(), radius_m), radius_m=radius_m, land=land_within(base_land(), places))
    return to_geojson(features(controls, fighting_sides(war), mesh, front_line(mesh, controls)))


def _json(controls: Sequence[Control], war: Theatre, comparison: Comparison) -> Iterator[bytes]:
    """Yield one object: `settlements`, and `changes`, `outcomes` and `tally` where there is a reference."""
    from frontmap.control.opinions import fighting_sides
    from frontmap.control.table import control_row

    sides = fighting_sides(war)
    data = {"settlements": [control_row(each, sides) for each in controls], **comparison}
    yield json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"
