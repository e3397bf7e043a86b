"""What is wrong with a file, told as our errors: text that is no UTF-8, TOML and JSON that are none, bytes that a library stumbles over."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frontmap.errors import ConfigError, FrontmapError, InputError

if TYPE_CHECKING:
    import json

__all__ = ["json_fault", "parse_toml", "read_text", "told_as"]


def read_text(path: Path, missing: FrontmapError) -> str:
    """Return the text of a file that people write, without a byte order mark.

    Raises
    ------
    FrontmapError
        `missing`, if there is no such file.
    ConfigError
        If it is a folder, may not be read, or is no UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise missing from None
    except OSError as error:
        raise ConfigError(f"cannot be read ({error.strerror}): check the path and its permissions", path=path) from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"is no UTF-8 text (byte {error.object[error.start]:#04x} at {error.start}): save it in that encoding", path=path) from None


def parse_toml(text: str, path: Path) -> dict[str, Any]:
    """Return the tables of a TOML file's text; ConfigError, which names `path` and the line, if it is none."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"is no TOML: {error}", path=path) from None


def json_fault(error: json.JSONDecodeError) -> str:
    """Return what is wrong with some JSON, and in which column of its line: some of Python's messages end in "at", others do not."""
    return f"{error.msg.removesuffix(' at')} at column {error.colno}"


@contextmanager
def told_as(told: Callable[[str], Exception], *raised: type[Exception]) -> Iterator[None]:
    """Turn what a library raises for a file's own bytes into the error that says so.

    An `OSError` without a number is the library's, too: bz2, Arrow and warcio raise such. One with a number is the disk's and stays;
    so does an `InputError`, which is of the stream below and knows better.

    Parameters
    ----------
    told : callable
        Makes the error from what the library said.
    *raised : type
        What the library raises besides.
    """
    faults: tuple[type[Exception], ...] = (OSError, *raised)
    try:
        yield
    except InputError:
        raise
    except faults as error:
        if getattr(error, "errno", None) is not None:
            raise
        raise told(str(error)) from None
