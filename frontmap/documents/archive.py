"""Zipped folders: each file in them is read as if it lay in a folder, within bounds that no honest archive meets.

Nothing is unpacked to the disk. An entry that points outside, is a link, is encrypted, or swells beyond measure is a failure of its
own; archives within archives are not opened.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import PurePosixPath
from typing import Any

from frontmap.config import Settings
from frontmap.documents.formats import Failure, Format, form_of, seekable
from frontmap.records import Document
from frontmap.zipped import DamagedArchiveError, is_encrypted, open_archive, open_member

__all__ = ["ZippedFolder"]

_MOST_FILES = 20_000
_MOST_BYTES = 4 << 30
_MOST_RATIO = 250
_HONEST_BYTES = 4 << 20  # below this, an entry may be as repetitive as it likes
_OFFICE = frozenset({"[Content_Types].xml", "mimetype"})
_ARCHIVES = (".zip", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".tgz", ".zst", ".wacz", ".jar")


@dataclass(frozen=True, slots=True)
class ZippedFolder:
    """A zip archive of files in any of `forms`."""

    forms: tuple[Format, ...]
    suffixes: tuple[str, ...] = (".zip",)

    def sniff(self, head: bytes) -> bool:
        """Whether the stream starts as a zip archive does."""
        return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    def read(self, stream: BufferedReader[Any], source: str, settings: Settings) -> Iterator[Document | Failure]:
        """Yield the documents of all files, by their names; hidden ones are passed over, as in a folder."""
        try:
            archive = open_archive(seekable(stream))
        except DamagedArchiveError as error:
            yield Failure(source, None, f"{error}: pack the folder anew")
            return
        with archive:
            entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/") and not _hidden(entry.filename)]
            fault = _fault_of_all(entries)
            if fault:
                yield Failure(source, None, fault)
                return
            for entry in sorted(entries, key=lambda entry: entry.filename):
                yield from self._entry(archive, entry, f"{source}!{entry.filename}", settings)

    def _entry(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, source: str, settings: Settings) -> Iterator[Document | Failure]:
        fault = _fault_of(entry)
        form = form_of(entry.filename, self.forms)
        if fault or form is None:
            yield Failure(source, None, fault or f"skipped: no format has the ending {PurePosixPath(entry.filename).suffix!r}")
            return
        try:
            with open_member(archive, entry) as member:
                yield from form.read(member, source, settings)
        except DamagedArchiveError as error:
            yield Failure(source, None, f"{error}: pack the folder anew")


def _hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "__MACOSX" in parts or any(part.startswith(".") and part != ".." for part in parts)


def _fault_of_all(entries: list[zipfile.ZipInfo]) -> str | None:
    """Return why an archive is not opened at all, None where it is."""
    if not entries:
        return "is an archive without files: expected documents"
    if any(entry.filename in _OFFICE for entry in entries):
        return "is an office file or a book, not a folder of documents: save it as text or HTML"
    if len(entries) > _MOST_FILES:
        return f"holds {len(entries):,} files, more than the {_MOST_FILES:,} that are read from one archive: split it"
    size = sum(entry.file_size for entry in entries)
    return f"unpacks to {size:,} bytes, more than the {_MOST_BYTES:,} that are read from one archive: split it" if size > _MOST_BYTES else None


def _fault_of(entry: zipfile.ZipInfo) -> str | None:
    """Return why an entry is not read, None where it is."""
    name = entry.filename.replace("\\", "/")
    path = PurePosixPath(name)
    if not path.parts or path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "points outside the archive: not read"
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in {0, stat.S_IFREG}:
        return "is a link or a device, not a file: not read"
    if is_encrypted(entry):
        return "is encrypted: unpack it first"
    if name.lower().endswith(_ARCHIVES):
        return "is an archive within an archive: unpack the outer one first"
    if entry.file_size > _HONEST_BYTES and entry.file_size > _MOST_RATIO * max(entry.compress_size, 1):
        return f"swells from {entry.compress_size:,} to {entry.file_size:,} bytes, more than {_MOST_RATIO}-fold: not read"
    return None
