"""Which files a recipe's patterns stand for, and a hash of all that is in them."""

from __future__ import annotations

import glob
import hashlib
import os
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from frontmap.batch.feeds import Fetched
from frontmap.batch.recipe import Recipe
from frontmap.batch.remote import is_remote, mirrored
from frontmap.batch.report import digest_of
from frontmap.documents.reader import files_under
from frontmap.errors import InputError

__all__ = ["Sources", "find_sources"]


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of documents and of claims, in order, and what is wrong with patterns that stand for none and with feeds."""

    documents: tuple[Path, ...]
    claims: tuple[Path, ...]
    missing: tuple[str, ...]

    def fingerprint(self, folder: Path) -> str:
        """Return a hash of names, as seen from `folder`, and contents of all files; one that cannot be read counts by its name."""
        digest = hashlib.blake2b(digest_size=16)
        for sort, files in (("documents", self.documents), ("claims", self.claims)):
            for path in files:
                name = _seen_from(path, folder)
                digest.update(f"{sort}\x1f{name}\x1f{_content(path)}\x1e".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()


def _seen_from(path: Path, folder: Path) -> str:
    """Return a file's name as seen from a folder; on Windows a file on another drive is seen from none."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return path.as_posix()


def _content(path: Path) -> str:
    try:
        return digest_of(path)
    except OSError:
        return "unreadable"


def find_sources(recipe: Recipe, ours: Collection[str] = (), feeds: Iterable[Fetched] = ()) -> Sources:
    """Return the files that a recipe's patterns stand for, seen from its own folder, and those that its feeds are kept in.

    Parameters
    ----------
    ours : collection of str
        Names in the output folder that the batch writes: they are never its input.
    feeds : iterable of Fetched
        What became of the recipe's feeds.
    """
    missing: list[str] = []
    own = _Own(recipe.output.resolve(), frozenset(ours))
    documents = _expand(recipe.inputs.documents, recipe, own, missing)
    claims = _expand(recipe.inputs.claims, recipe, own, missing)
    fetched = tuple(feeds)
    missing += (feed.failure for feed in fetched if feed.failure is not None)
    return Sources((*documents, *(feed.path for feed in fetched if feed.path is not None)), claims, tuple(missing))


@dataclass(frozen=True, slots=True)
class _Own:
    """Tells the batch's own files from others."""

    folder: Path
    names: frozenset[str]

    def __contains__(self, file: Path) -> bool:
        return file.name in self.names and file.parent.resolve() == self.folder


def _expand(patterns: Iterable[str], recipe: Recipe, own: _Own, missing: list[str]) -> tuple[Path, ...]:
    """Return each file once, in the order of the patterns; what the batch itself writes is never its input."""
    found: dict[Path, None] = {}
    for pattern in patterns:
        try:
            files = list(mirrored(pattern)) if is_remote(pattern) else [file for file in _matches(pattern, recipe) if file not in own]
        except InputError as error:
            missing.append(str(error))
            continue
        if not files:
            missing.append(f"{recipe.path}: no file fits {pattern!r}: check the pattern, which is seen from the recipe's folder")
        found.update(dict.fromkeys(files))
    return tuple(found)


def _matches(pattern: str, recipe: Recipe) -> Iterable[Path]:
    """Return the files under what fits a pattern; a Mac may keep "й" as two signs in a name, and a recipe writes it as one, or the other way round."""
    for form in (pattern, unicodedata.normalize("NFC", pattern), unicodedata.normalize("NFD", pattern)):
        whole = Path(glob.escape(str(recipe.path.parent)), form)
        found = sorted(map(Path, glob.glob(str(whole), recursive=True)), key=Path.as_posix)  # noqa: PTH207 - a pattern may begin at the root, which Path.glob refuses
        if found:
            return [file for match in found for file in files_under(match)]
    return []
