"""Which files a recipe's patterns stand for, and a hash of all that is in them."""

from __future__ import annotations

import glob
import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from frontmap.batch.recipe import Recipe
from frontmap.batch.report import digest_of
from frontmap.documents.reader import files_under

__all__ = ["Sources", "find_sources"]


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of documents and of claims, in order, and what is wrong with patterns that stand for none."""

    documents: tuple[Path, ...]
    claims: tuple[Path, ...]
    missing: tuple[str, ...]

    def fingerprint(self, folder: Path) -> str:
        """Return a hash of names, as seen from `folder`, and contents of all files; one that cannot be read counts by its name."""
        digest = hashlib.blake2b(digest_size=16)
        for sort, files in (("documents", self.documents), ("claims", self.claims)):
            for path in files:
                name = os.path.relpath(path, folder)
                digest.update(f"{sort}\x1f{name}\x1f{_content(path)}\x1e".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()


def _content(path: Path) -> str:
    try:
        return digest_of(path)
    except OSError:
        return "unreadable"


def find_sources(recipe: Recipe) -> Sources:
    """Return the files that a recipe's patterns stand for, seen from its own folder."""
    missing: list[str] = []
    documents = _expand(recipe.inputs.documents, recipe, missing)
    claims = _expand(recipe.inputs.claims, recipe, missing)
    return Sources(documents, claims, tuple(missing))


def _expand(patterns: Iterable[str], recipe: Recipe, missing: list[str]) -> tuple[Path, ...]:
    """Return each file once, in the order of the patterns; what the batch itself writes is never its input."""
    output = recipe.output.resolve()
    found: dict[Path, None] = {}
    for pattern in patterns:
        matches = sorted(glob.glob(str(recipe.path.parent / pattern), recursive=True))  # noqa: PTH207 - a pattern may begin at the root, which Path.glob refuses
        files = [file for match in matches for file in files_under(Path(match)) if not file.resolve().is_relative_to(output)]
        if not files:
            missing.append(f"{recipe.path}: no file fits {pattern!r}: check the pattern, which is seen from the recipe's folder")
        found.update(dict.fromkeys(files))
    return tuple(found)
