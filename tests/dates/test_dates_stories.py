"""Dates without a year that go on with a story of another year."""

import datetime as dt

import pytest

from frontmap.dates.expressions import find
from frontmap.dates.resolve import resolve
from frontmap.dates.stories import retold
from frontmap.records import Basis, DateSpan
from frontmap.theatres.load import load_theatre

OWN = dt.date(2026, 1, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Lysychansk fell on 3 July 2022. On 14 July they entered Siversk.", "2022-07-14"),
        ("Izium was freed on 10 September 2022, Lyman on 1 October, Kherson on 11 November.", "2022-11-11"),
        ("On 20 December 2022 they came. On 5 March they left.", "2023-03-05"),
        ("It fell on 3 July 2022. They had come on 20 June.", "2022-06-20"),
        ("It fell on 3 July 2022. On 18 January they entered Siversk.", "2026-01-18"),  # the news of the day
        ("It fell on 3 July 2022. Since yesterday all is quiet. On 14 July they came.", "2025-07-14"),  # the story has ended
        ("The war began on 24 February 2022. On 10 November they came.", "2025-11-10"),  # every text says so
        ("They came on 10 November.", "2025-11-10"),
        ("It has been shelled since 3 July 2022. On 14 July a shell killed two.", "2025-07-14"),
    ],
)
def test_a_date_without_a_year_is_of_the_story_that_gave_one(text: str, day: str) -> None:
    theatre, own = load_theatre("ukraine"), DateSpan(OWN, OWN, Basis.METADATA)
    *before, last = find(text)
    span = retold(last, resolve(last, own, theatre), lambda: before, own, theatre)
    assert span is not None
    assert span.first.isoformat() == day


def test_without_a_day_of_its_own_a_document_tells_no_story() -> None:
    *before, last = find("Lysychansk fell on 3 July 2022. On 14 July they entered Siversk.")
    assert retold(last, None, lambda: before, None, load_theatre("ukraine")) is None
