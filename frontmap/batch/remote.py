"""Files at any address that fsspec knows (`s3://`, `gs://`, `file://` ...), copied here before they are read.

A copy is kept below `cache_folder()/remote` and made anew only when the store says that the file is another one. Needs the extra `frontmap[remote]`,
and for some addresses a library of their own (gcsfs, adlfs).
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from frontmap.atomic import writing
from frontmap.config import cache_folder
from frontmap.errors import InputError
from frontmap.extras import load_extra

__all__ = ["is_remote", "mirrored", "store"]

_UNKNOWN_TO_WINDOWS = re.compile(r'[<>:"|?*\\\x00-\x1f]')


def is_remote(pattern: str) -> bool:
    """Whether a pattern or path is an address with a scheme."""
    return "://" in pattern


def store(address: str) -> tuple[Any, str]:
    """Return the fsspec file system of an address, and the path in it.

    Raises
    ------
    MissingExtraError
        If fsspec, or what it needs for this address, is not installed.
    InputError
        If the address is none.
    """
    core = load_extra("fsspec.core", "remote", "addresses such as s3://")
    try:
        files, path = core.url_to_fs(address)
    except ImportError as error:
        raise InputError(f"{address}: needs a library that is not installed ({error}): pip install 'frontmap[remote]'") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{address}: cannot be opened ({error}): check the address and the credentials") from None
    return files, str(path)


def mirrored(pattern: str, folder: Path | None = None) -> Iterator[Path]:
    """Yield local copies of the files that fit a pattern, in the order of their names.

    Raises
    ------
    InputError
        If the store cannot be read.
    """
    files, path = store(pattern)
    try:
        names = sorted(files.glob(path))
        for name in names:
            if not files.isdir(name):
                yield _copy(files, name, folder or cache_folder() / "remote")
    except (OSError, ValueError) as error:
        raise InputError(f"{pattern}: cannot be read ({type(error).__name__}: {error}): check the address and the credentials") from None


def _local_name(name: str) -> str:
    """Return a file's name without the signs that Windows knows none of in names, such as the colons of a time; the folder tells two apart."""
    return _UNKNOWN_TO_WINDOWS.sub("-", name.rstrip("/").rpartition("/")[2])


def _copy(files: Any, name: str, folder: Path) -> Path:
    place = folder / hashlib.blake2b(f"{files.protocol}\x1f{name}".encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
    copy, mark = place / _local_name(name), place / ".mark"
    told = str(files.ukey(name)).encode()
    if not copy.is_file() or not mark.is_file() or mark.read_bytes() != told:
        with files.open(name, "rb") as source, writing(copy) as file:
            shutil.copyfileobj(source, file, 1 << 20)
        with writing(mark) as file:
            file.write(told)
    return copy
