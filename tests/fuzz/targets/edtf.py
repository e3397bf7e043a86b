"""Dates as EDTF."""

from frontmap.errors import RecordError
from frontmap.records import DateSpan

SEEDS = (b"2023-01-13", b"2022-04~", b"2025-11-10/2025-11-12", b"2022", b"2022-02~/2022-03")
WORDS = ("~", "/", "..", "?", "%", "-", "2023", "W53", "\u0662")


def check(data: bytes) -> None:
    """What is read is written as it was read."""
    try:
        span = DateSpan.from_edtf(data.decode("utf-8", "replace"))
    except RecordError:
        return
    assert span.first <= span.last
    assert DateSpan.from_edtf(span.edtf) == span
