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

from pathlib import Path

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
