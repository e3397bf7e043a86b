"""The language of a text, and what counts as the same document."""

import datetime as dt
from dataclasses import replace

import pytest

from frontmap.documents.dedupe import Duplicate, drop_exact_duplicates
from frontmap.documents.language import detect_language
from frontmap.documents.reader import Failure
from frontmap.records import Document


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Russian forces captured the village.", "en"),
        ("Сили оборони відбили п'ять атак поблизу Роботиного.", "uk"),
        ("Российские войска заняли населенный пункт, сообщило Минобороны.", "ru"),
        ("ВСУ отступили к Часову Яру, а 24-я бригада им. короля Даниила — нет.", "ru"),
        ("Украинский канал «Українська правда» пишет, что это был удар по складу.", "ru"),
        ("Ukrainian outlet Українська правда reported on Monday that forces left.", "en"),
        ("Ворог атакував Покровськ та Мирноград", "uk"),
        ("12345", "en"),
        ("", "en"),
        ("Под городом погиб командир 155-й бригады Сергей Петров.", "ru"),
    ],
)
def test_language_by_letters_and_small_words(text, language):
    assert detect_language(text) == language


DOCUMENT = Document("1", "Some text.\n\nMore.", "T", dt.date(2023, 1, 13), "https://example.org", "Example", source="a")


def test_the_second_of_two_equal_documents_is_dropped_and_told():
    again = replace(DOCUMENT, id="2", text="Some text. More.", source="b")
    failure = Failure("c", None, "cannot be read")
    assert list(drop_exact_duplicates([DOCUMENT, failure, again])) == [DOCUMENT, failure, Duplicate(again, "a")]


@pytest.mark.parametrize(
    "other",
    [
        replace(DOCUMENT, text="Some other text."),
        replace(DOCUMENT, publisher="Another outlet"),
        replace(DOCUMENT, published=None),
        replace(DOCUMENT, url="https://example.org/b"),
        replace(DOCUMENT, title=None),
    ],
)
def test_documents_that_differ_stay(other):
    assert list(drop_exact_duplicates([DOCUMENT, other])) == [DOCUMENT, other]
