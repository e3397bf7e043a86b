"""Where the verbs of the analyst's desk take claims from: claims files, documents, a recipe, or the folder that a recipe was built into."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from frontmap.cli.options import settings_from

if TYPE_CHECKING:
    from frontmap.config import Settings
    from frontmap.records import Claim

__all__ = ["claims_or_documents", "settings_for"]

_RECORD = "build.json"
_PAGE = b'<meta name="generator" content="frontmap '


def settings_for(inputs: Sequence[str], config: Path | None, **flags: object) -> Settings:
    """Return the settings as the flags have them; where none names a theatre, a recipe's own counts."""
    settings = settings_from(config, **flags)
    recipe = next(filter(_is_recipe, inputs), None)
    if recipe is None or flags.get("theatre") is not None:
        return settings
    from frontmap.batch.recipe import load

    return dataclasses.replace(settings, theatre=load(recipe).settings.theatre)


def claims_or_documents(inputs: Sequence[str], settings: Settings) -> tuple[list[Claim], int]:
    """Return the claims of what a person names, and the exit code that tells whether all could be read.

    A `.toml` is a recipe, whose inputs are read with its own settings; a folder with a `build.json` is what `frontmap batch` built,
    whose maps' `.jsonl` files hold the claims. All others are claims files if each is a `.jsonl` whose first line is a claim, else documents.

    Raises
    ------
    ConfigError
        If a recipe or a build stands beside other inputs.
    InputError
        If a build keeps no claims, or an input is a map.
    """
    from frontmap.cli.claims_file import claims_from
    from frontmap.cli.console import DONE, SOME_FAILED
    from frontmap.cli.run import Run
    from frontmap.errors import ConfigError, InputError
    from frontmap.ledger.threads import thread_claims

    for path in inputs:
        if _is_page(path):
            raise InputError("is a map that frontmap drew: give the claims that it was drawn from, as `frontmap extract -o claims.jsonl` keeps them", path=path)
        if len(inputs) > 1 and (_is_recipe(path) or _is_build(path)):
            raise ConfigError(f"{path} is a recipe or its build, which holds all its claims: give it alone")
    if len(inputs) == 1 and _is_recipe(inputs[0]):
        return _claims_of_recipe(inputs[0])
    files = _files_of_build(inputs[0]) if len(inputs) == 1 and _is_build(inputs[0]) else inputs
    if all(map(_holds_claims, files)):
        read = [claims_from(path) for path in files]
        found = {claim.id: claim for claims, _ in read for claim in claims}
        return list(found.values()), SOME_FAILED if any(faults for _, faults in read) else DONE
    with Run.over(inputs, settings, jobs=None, keep=True) as run:
        claims = [claim for outcome in run.outcomes() for claim in outcome.claims]
    run.stop_if_nothing_was_read()
    return thread_claims(claims), run.exit_code


def _claims_of_recipe(path: str) -> tuple[list[Claim], int]:
    """Return the claims of a recipe's inputs; what could not be read is named."""
    from frontmap.batch.build import claims_of
    from frontmap.batch.recipe import load
    from frontmap.cli.batch import means_for
    from frontmap.cli.console import DONE, SOME_FAILED, complain

    failures: list[str] = []
    recipe = load(path)
    with means_for(recipe, None, keep=True) as means:
        claims = claims_of(recipe, means=dataclasses.replace(means, tell=failures.append))
    for failure in failures:
        complain(failure)
    return claims, SOME_FAILED if failures else DONE


def _files_of_build(folder: str) -> list[str]:
    """Return the claims files in a folder that `frontmap batch` built."""
    from frontmap.batch.report import read_record
    from frontmap.errors import InputError

    record = read_record(Path(folder))
    if record is None:
        raise InputError(f"has a {_RECORD} that cannot be read: build it anew with `frontmap batch`", path=folder)
    files = [str(Path(folder) / file.name) for each in record.maps for file in each.files if file.name.endswith(".jsonl")]
    if not files:
        raise InputError('is a build that keeps no claims: give its recipe, or write exports = ["jsonl"] under [defaults] there and build it anew', path=folder)
    return files


def _is_recipe(path: str) -> bool:
    return Path(path).suffix.lower() == ".toml" and Path(path).is_file()


def _is_build(path: str) -> bool:
    return (Path(path) / _RECORD).is_file()


def _is_page(path: str) -> bool:
    if Path(path).suffix.lower() not in {".html", ".htm"} or not Path(path).is_file():
        return False
    with Path(path).open("rb") as file:
        return _PAGE in file.read(4096)


def _holds_claims(path: str) -> bool:
    """Whether a file's first line that is not empty is a claim, as the contract has it; `-` is taken for claims."""
    if path == "-":
        return True
    if Path(path).suffix.lower() != ".jsonl" or not Path(path).is_file():
        return False
    with Path(path).open("rb") as lines:
        first = next((line for line in islice(lines, 100) if line.strip()), b"{}")
    try:
        data = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and {"kind", "evidence"} <= data.keys()
