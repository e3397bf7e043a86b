"""Write beside, then rename: a reader sees the old file or the new one, never half of one."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from frontmap.errors import OutputError

__all__ = ["ensure_writable", "replace", "writing"]

_PAUSES = (0.05, 0.1, 0.2, 0.4)  # seconds


@contextmanager
def writing(path: Path | str) -> Iterator[BinaryIO]:
    """Open a file beside `path` for bytes; it takes the place of `path` when the block ends without an error.

    The folder is made if need be; file and folder are on disk when this returns. If the block raises, `path` stays as it was and nothing is left beside it.

    Raises
    ------
    OutputError
        If folder or file cannot be written.
    """
    path = Path(path)
    beside: Path | None = None
    try:
        _prepare(path)
        number, name = tempfile.mkstemp(prefix=f".{path.name[:80]}.", suffix=".part", dir=path.parent)
        beside = Path(name)
        with os.fdopen(number, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o666 & ~_umask())
        replace(beside, path)
        _sync_folder(path.parent)
    except OSError as error:
        raise _refusal(path, error) from None
    finally:
        if beside is not None:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def replace(beside: Path, path: Path) -> None:
    """Let one file take the place of another; on Windows a virus scanner or an indexer may hold either for a moment, which is waited for."""
    for pause in _PAUSES if sys.platform == "win32" else ():
        try:
            beside.replace(path)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    beside.replace(path)


def ensure_writable(path: Path | str) -> None:
    """Find out before the work whether `path` can be written; `-` stands for standard output and always can.

    Raises
    ------
    OutputError
        If folder or file cannot be written.
    """
    if str(path) == "-":
        return
    path = Path(path)
    try:
        _prepare(path)
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise _refusal(path, error) from None


def _prepare(path: Path) -> None:
    """Make the folder of `path`, which must be no folder itself."""
    for folder in path.parents:
        if folder.exists() and not folder.is_dir():
            raise OutputError(f"cannot be written, since {folder} is a file and no folder: choose another place with -o", path=path)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise OutputError("is a folder: give the name of a file to write", path=path)


def _sync_folder(folder: Path) -> None:
    """Make a renaming last through a power cut, on systems where a folder can be opened."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _refusal(path: Path, error: OSError) -> OutputError:
    if isinstance(error, OutputError):
        return error
    advice = "free some room, or choose another place" if error.errno in {errno.ENOSPC, errno.EDQUOT} else "choose another place"
    return OutputError(f"cannot be written ({error.strerror or error}): {advice} with -o", path=path)


def _umask() -> int:
    """Return the process's umask; POSIX has no way to ask for it without setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
