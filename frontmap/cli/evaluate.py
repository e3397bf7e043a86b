"""`frontmap evaluate`: how well the readings agree with annotated passages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontmap.cli.options import ConfigFile, TheatreName, settings_from

if TYPE_CHECKING:
    from frontmap.evaluation import Fault

__all__ = ["evaluate"]


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Annotated passages, as tests/gold/README.md describes them.")],
    faults: Annotated[int, typer.Option("--faults", metavar="N", help="Print up to N faults of each sort, with the words they stand in.")] = 0,
    language: Annotated[str | None, typer.Option("--language", metavar="CODE", help="Only the passages in this language.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    config: ConfigFile = None,
    theatre: TheatreName = None,
) -> None:
    """Score mentions, places and claims against annotated passages.

    Example: frontmap evaluate tests/gold/passages.jsonl --faults 10
    """
    import json

    from frontmap.cli.console import table
    from frontmap.evaluation import evaluate as score
    from frontmap.evaluation import read_gold
    from frontmap.pipeline import Tools

    passages = [passage for passage in read_gold(gold) if language in (None, passage.get("language"))]
    places, claims = score(passages, Tools.open(settings_from(config, theatre=theatre)))
    if as_json:
        print(json.dumps({"places": dict(places.figures), "claims": dict(claims.figures)}))
        return
    table(dict(places.figures))
    print()
    table(dict(claims.figures))
    texts = {passage["id"]: passage["text"] for passage in passages}
    _print_faults([*places.faults, *claims.faults], texts, faults)


def _print_faults(faults: Sequence[Fault], texts: dict[str, str], most: int) -> None:
    from collections import defaultdict

    from frontmap.cli.console import printable

    by_sort: dict[str, list[Fault]] = defaultdict(list)
    for fault in faults:
        by_sort[fault.sort].append(fault)
    for sort, rows in by_sort.items() if most else ():
        print(f"\n{sort}: {len(rows)}")
        for fault in rows[:most]:
            words = "" if fault.start is None else f"  … {texts[fault.passage][max(0, fault.start - 40) : fault.start + 80]} …"
            print(printable(f"  {fault.passage}  {fault.what}{words}"))
