"""Forms whose writers want a file of their own: written to a temporary one, handed on as bytes, so that every form is written alike."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

__all__ = ["through_file"]

_CHUNK_BYTES = 1 << 20


def through_file(write: Callable[[Path], object], name: str) -> Iterator[bytes]:
    """Yield the bytes of what `write` puts into a temporary file that is called `name`."""
    with tempfile.TemporaryDirectory(prefix="frontmap-") as folder:
        path = Path(folder) / name
        write(path)
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                yield chunk
