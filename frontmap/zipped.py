"""Zip archives: what is damaged in one is told apart from a fault of the disk, and from a fault of ours.

Nothing is unpacked to the disk. Whoever reads gets a stream, which raises `DamagedArchiveError` at the very call that meets the
damage; an error of the disk below (`OSError` with its number) stays what it is.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from contextlib import AbstractContextManager
from io import BufferedReader
from pathlib import Path
from typing import IO, Any

from frontmap.errors import InputError
from frontmap.faults import told_as

__all__ = ["DamagedArchiveError", "is_encrypted", "open_archive", "open_member"]

_BUFFER_BYTES = 1 << 16
_ENCRYPTED = 0x1  # the flag of a file that asks for a password
# What the library raises for an archive's own bytes. NotImplementedError, by name and not with the RuntimeError that it is: a version or a
# packing of later days. UnicodeDecodeError: a name that is said to be UTF-8.
_AS_IT_OPENS = (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError)
_AS_IT_IS_READ = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError)


class DamagedArchiveError(InputError):
    """An archive, or a file in it, that cannot be unpacked."""


def open_archive(file: Path | IO[bytes]) -> zipfile.ZipFile:
    """Open a zip archive.

    Raises
    ------
    DamagedArchiveError
        If it is none, or its table of contents is damaged.
    OSError
        If the disk does not give it.
    """
    try:
        return zipfile.ZipFile(file)
    except _AS_IT_OPENS as error:
        raise DamagedArchiveError(f"is no zip archive that can be opened ({error})") from None


def is_encrypted(entry: zipfile.ZipInfo) -> bool:
    """Whether a file in an archive asks for a password."""
    return bool(entry.flag_bits & _ENCRYPTED)


def open_member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> BufferedReader[Any]:
    """Open a file in an archive; what is read of it is unpacked as it is read.

    Raises
    ------
    DamagedArchiveError
        If it is encrypted, packed in a way that is not known, or its beginning is damaged; the stream raises it where its bytes
        are.
    OSError
        If the disk does not give it, as the stream does.
    """
    if not 0 <= entry.header_offset < archive.start_dir:  # seeking there would be an error of the disk's
        raise DamagedArchiveError("is damaged in the archive (its place lies outside)")
    if is_encrypted(entry):
        raise DamagedArchiveError(f"is damaged in the archive (File {entry.filename!r} is encrypted, password required for extraction)")
    with _damage(*_AS_IT_OPENS):
        member = archive.open(entry)
    return io.BufferedReader(_Member(member), _BUFFER_BYTES)


class _Member(io.RawIOBase):
    """A file in an archive whose damage is told as such."""

    def __init__(self, member: IO[bytes]) -> None:
        self._member = member

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._member.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        with _damage(*_AS_IT_IS_READ):  # what lies between is unpacked
            return self._member.seek(offset, whence)

    def tell(self) -> int:
        return self._member.tell()

    def readinto(self, buffer: Any) -> int:
        with _damage(*_AS_IT_IS_READ):
            piece = self._member.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._member.close()
        super().close()


def _damage(*raised: type[Exception]) -> AbstractContextManager[None]:
    return told_as(lambda said: DamagedArchiveError(f"is damaged in the archive ({said or 'it breaks off'})"), *raised)
