"""Stretches of text and of time, and ids that depend on what they name."""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
from dataclasses import dataclass, field

from frontmap.errors import RecordError
from frontmap.records.vocabulary import Basis

__all__ = ["DateSpan", "Span", "content_id"]


def content_id(*parts: object) -> str:
    """Return a 16-digit hexadecimal id that depends on `parts` alone (BLAKE2b, unit-separated)."""
    digest = hashlib.blake2b("\x1f".join("" if part is None else str(part) for part in parts).encode("utf-8", "surrogatepass"), digest_size=8)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text: `document.text[start:end] == text`, offsets in code points."""

    text: str
    start: int = field(compare=False)
    end: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The days `first` to `last`, both included, with what they rest on.

    Raises
    ------
    RecordError
        If `last` lies before `first`.
    """

    first: dt.date
    last: dt.date
    basis: Basis = field(default=Basis.NONE, compare=False)
    approximate: bool = False

    def __post_init__(self) -> None:
        """Refuse a span that runs backwards."""
        if self.last < self.first:
            raise RecordError(f"a date span cannot end ({self.last}) before it begins ({self.first}): swap them or drop one")

    @property
    def edtf(self) -> str:
        """The span in Extended Date/Time Format, level 1: a day, month, year or interval, `~` where approximate."""
        first, last = self.first, self.last
        mark = "~" if self.approximate else ""
        if first == last:
            return f"{first.isoformat()}{mark}"
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return f"{first.year:04d}{mark}"
        month_end = calendar.monthrange(last.year, last.month)[1]
        if first.day == 1 and (first.year, first.month) == (last.year, last.month) and last.day == month_end:
            return f"{first.year:04d}-{first.month:02d}{mark}"
        return f"{first.isoformat()}{mark}/{last.isoformat()}{mark}"

    @classmethod
    def from_edtf(cls, text: str, basis: Basis = Basis.NONE) -> DateSpan:
        """Read what `edtf` writes.

        Raises
        ------
        RecordError
            If `text` is no day, month, year or interval of them.
        """
        approximate = "~" in text
        start, _, end = text.replace("~", "").partition("/")
        try:
            first, last = _day_range(start)[0], _day_range(end or start)[1]
        except ValueError:
            raise RecordError(f"{text!r} is no date that frontmap reads: expected 2023-01-13, 2023-01, 2023 or an interval a/b") from None
        return cls(first, last, basis, approximate)


def _day_range(part: str) -> tuple[dt.date, dt.date]:
    if len(part) == 10:
        day = dt.date.fromisoformat(part)
        return day, day
    if len(part) == 7:
        year, month = int(part[:4]), int(part[5:])
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
    if len(part) == 4:
        return dt.date(int(part), 1, 1), dt.date(int(part), 12, 31)
    raise ValueError(part)
