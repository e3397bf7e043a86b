"""One build a folder: whoever comes second is told who is at work.

The lock is the operating system's own (`flock`, or `LockFile` on Windows), so that it ends with its process, however that ends: no lock is ever stale. The
file beside the output only tells a person who holds it, and stands in for the lock on file systems that know none.
"""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from frontmap.errors import OutputError

__all__ = ["LOCK_NAME", "folder_lock"]

LOCK_NAME = ".frontmap.lock"
_HELD = (errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK)
_LOCKED_BYTE = 1 << 30  # on Windows: far behind what the file tells, since nobody else may read a byte that is locked


@contextmanager
def folder_lock(folder: Path | str) -> Iterator[None]:
    """Keep other builds out of `folder`, which is made if need be, for the length of the block.

    Raises
    ------
    OutputError
        If another process builds there (the message says which, where and since when), or the folder cannot be written.
    """
    folder = Path(folder)
    path = folder / LOCK_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise OutputError(f"cannot be written ({error.strerror}): choose another folder", path=folder) from None
    try:
        if not _lock(file, _read(file)):
            raise OutputError(f"is being built by {_teller(_read(file))}: wait for it, stop it, or choose another folder", path=folder)
        _write(file, {"pid": os.getpid(), "host": socket.gethostname(), "since": dt.datetime.now(dt.UTC).isoformat(timespec="seconds")})
        try:
            yield
        finally:
            _write(file, {})  # the file stays: one that is removed could be locked by two
    finally:
        os.close(file)


def _lock(file: int, holder: dict[str, Any]) -> bool:
    """Whether the lock could be had."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _HELD and not _lives(holder)  # a file system without locks: what the file says must do
    return True


def _lives(holder: dict[str, Any]) -> bool:
    """Whether the process that a lock file names may still be at work; one on another machine may."""
    if "pid" not in holder:
        return False
    if holder.get("host") != socket.gethostname() or sys.platform == "win32":  # there os.kill would send Ctrl-C, not ask
        return True
    try:
        os.kill(int(holder["pid"]), 0)
    except (ProcessLookupError, ValueError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _teller(holder: dict[str, Any]) -> str:
    return f"process {holder['pid']} on {holder.get('host')} since {holder.get('since')}" if "pid" in holder else "another process"


def _read(file: int) -> dict[str, Any]:
    try:
        os.lseek(file, 0, os.SEEK_SET)
        found = json.loads(os.read(file, 4096) or b"{}")
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(file: int, holder: dict[str, Any]) -> None:
    os.ftruncate(file, 0)
    os.lseek(file, 0, os.SEEK_SET)
    os.write(file, json.dumps(holder).encode())
