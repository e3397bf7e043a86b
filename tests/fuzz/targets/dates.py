"""Expressions of time in text, with and without a document's date."""

import datetime as dt

from fuzz.inputs import language_and_text, seeds_of, words

from frontmap.dates.expressions import find
from frontmap.dates.resolve import date_document, resolve
from frontmap.records import Basis, DateSpan, Document
from frontmap.theatres.load import load_theatre

SEEDS = seeds_of("dates")
WORDS = words("dates")
THEATRE = load_theatre("ukraine")
DAYS = (None, DateSpan(dt.date(2023, 1, 13), dt.date(2023, 1, 13), Basis.METADATA), DateSpan(dt.date.min, dt.date.min, Basis.METADATA), DateSpan(dt.date.max, dt.date.max, Basis.METADATA))


def check(data: bytes) -> None:
    """Find and resolve."""
    language, text = language_and_text(data)
    for expression in find(text, language):
        assert 0 <= expression.start < expression.end <= len(text)
        assert expression.text == text[expression.start : expression.end]
        for day in DAYS:
            span = resolve(expression, day, THEATRE)
            assert span is None or (span.first <= span.last and DateSpan.from_edtf(span.edtf).edtf == span.edtf)
    date_document(Document("d", text, language=language), THEATRE)
