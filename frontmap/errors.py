"""The errors frontmap raises.

Every class is also a builtin, so code that knows nothing of frontmap can catch them::

    FrontmapError
    ├── InputError (ValueError)         a document or a claims file that cannot be read
    │   └── MissingInputError (FileNotFoundError)
    ├── ConfigError (ValueError)        a setting, a lexicon, a theatre: names file, key and the nearest known key
    ├── GazetteerError (ValueError)     rows or an index that cannot be used
    ├── UnknownPlaceError (LookupError) a name that no gazetteer row carries
    ├── MissingExtraError (ImportError) an optional library that is not installed: names the extra that brings it
    ├── RecordError (ValueError)        a record built from values that cannot be true
    └── OutputError (OSError)           a file or folder that cannot be written

A message says what was found, what was expected and what to do. Where a file is at fault, `path` and `line` hold it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import json

__all__ = [
    "ConfigError",
    "FrontmapError",
    "GazetteerError",
    "InputError",
    "MissingExtraError",
    "MissingInputError",
    "OutputError",
    "RecordError",
    "UnknownPlaceError",
    "json_fault",
    "told_as",
]


class FrontmapError(Exception):
    """Base of all errors of this package.

    Parameters
    ----------
    message : str
        What was found, what was expected, what to do.
    path : Path or str, optional
        The file at fault.
    line : int, optional
        Its line, counted from 1.
    """

    def __init__(self, message: str, *, path: Path | str | None = None, line: int | None = None) -> None:
        self.message = message
        self.path = Path(path) if path is not None else None
        self.line = line
        super().__init__(str(self))

    def __str__(self) -> str:
        """Return `file:line: message` as far as file and line are known."""
        if self.path is None:
            return self.message
        where = f"{self.path}:{self.line}" if self.line is not None else f"{self.path}"
        return f"{where}: {self.message}"


class InputError(FrontmapError, ValueError):
    """A document or a claims file that cannot be read."""


class MissingInputError(InputError, FileNotFoundError):
    """An input path that does not exist."""


class ConfigError(FrontmapError, ValueError):
    """A setting, lexicon or theatre with a value or key that is not known."""


class GazetteerError(FrontmapError, ValueError):
    """Gazetteer rows or an index that cannot be used."""


class UnknownPlaceError(FrontmapError, LookupError):
    """A name that no row of the gazetteer carries."""


class MissingExtraError(FrontmapError, ImportError):  # type: ignore[misc] # ImportError's path is text; ours stays unset
    """An optional library that is needed and not installed."""


class RecordError(FrontmapError, ValueError):
    """A record built from values that cannot be true."""


class OutputError(FrontmapError, OSError):
    """A file or folder that cannot be written."""


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
