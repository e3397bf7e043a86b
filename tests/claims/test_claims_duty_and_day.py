"""What ought to be done is not done yet; and a day that cannot be known is no day of the report."""

import datetime as dt

import pytest
from one_place import told_of

from frontmap.pipeline import read_document
from frontmap.records import Document

APRIL = dt.date(2024, 4, 10)


@pytest.fixture
def read(tools):
    """Return a function from a language and a text of that April to its claims."""
    return lambda language, text: read_document(Document("d1", text, language=language, published=APRIL), tools).claims


@pytest.mark.parametrize(
    ("language", "text", "modality"),
    [
        ("ru", "До 9 мая российские войска должны взять Степное.", "planned"),
        ("ru", "Российским войскам необходимо взять Степное.", "planned"),
        ("ru", "Степное должно быть взято к осени, заявил он.", "planned"),
        ("ru", "Надо отметить, что российские войска взяли Степное.", "actual"),
        ("ru", "Российские войска смогли взять Степное.", "actual"),
        ("uk", "До осені російські війська мають захопити Степове.", "planned"),
        ("uk", "Російські війська повинні захопити Степове.", "planned"),
        ("uk", "Ворогу поставлено завдання захопити Степове.", "planned"),
        ("uk", "Російські війська мають успіх: вони захопили Степове.", "actual"),
        ("en", "Russian forces have to capture Stepove by autumn.", "planned"),
        ("en", "Russian forces may have to capture Stepove first.", "possible"),
        ("en", "Russian forces have to date captured Stepove.", "actual"),
    ],
)
def test_what_must_be_taken_is_not_taken(read, language, text, modality):
    assert [claim.modality for claim in read(language, text) if claim.kind == "control"] == [modality]


@pytest.mark.parametrize(
    ("language", "text", "kind", "modality"),
    [
        ("ru", "ВСУ обязаны оставить Степное, заявил он.", "withdrawal", "planned"),
        ("ru", "ВСУ пришлось оставить Степное.", "withdrawal", "actual"),
        ("uk", "ЗСУ мусять залишити Степове, заявив він.", "withdrawal", "planned"),
        ("uk", "ЗСУ мусили залишити Степове.", "withdrawal", "actual"),
        ("en", "Ukrainian forces had to withdraw from Stepove.", "withdrawal", "actual"),
    ],
)
def test_who_must_leave_is_there_and_who_had_to_has_gone(read, language, text, kind, modality):
    assert [(claim.kind, claim.modality) for claim in read(language, text)] == [(kind, modality)]


@pytest.mark.parametrize(
    ("language", "text", "event"),
    [
        ("uk", "Російські війська просунулися до Степового в лютому, повідомив Генштаб.", "2024-02"),
        ("ru", "Российские войска в августе продвинулись до Степного.", "2023-08"),
        # a year ago, or next month: nobody knows, and the report's own day is neither
        ("uk", "Російські війська просунулися до Степового 25 травня, повідомив Генштаб.", None),
        ("ru", "Российские войска 25 мая продвинулись до Степного.", None),
        ("en", "Russian forces advanced to Stepove on 25 May.", None),
        # by then
        ("ru", "Российские войска планируют взять Степное до 25 мая.", "2024-05-25"),
        ("ru", "Российские войска планируют взять Степное к концу мая.", "2024-05-21~/2024-05-31~"),
        ("uk", "Росіяни планують захопити Степове до кінця травня.", "2024-05-21~/2024-05-31~"),
        ("en", "Russian forces plan to capture Stepove by 25 May.", "2024-05-25"),
        # the day on which it was said leaves the deed its own
        ("en", "On Tuesday Kyiv said Russian forces had advanced to Stepove.", "2024-04-09"),
    ],
)
def test_a_place_that_is_reached_makes_no_date_lie_ahead(read, language, text, event):
    assert {claim.event.edtf if claim.event else None for claim in read(language, text)} == {event}


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv called the reports of the capture of Stepove a lie.",
        "Kyiv called reports that Russian forces had captured Stepove false.",
        "Kyiv described claims of the fall of Stepove as nonsense.",
        "Kyiv rejected Moscow's claim that its forces had captured Stepove.",
    ],
)
def test_reports_that_somebody_calls_a_lie_are_denied_of_whoever_gained(text):
    found = told_of("en", text, "Stepove")
    assert ("control", "denied", "ru", "ua") in found
    assert not any(claimant == "ua" and polarity == "asserted" for _, polarity, _, claimant in found)


def test_a_report_that_somebody_calls_accurate_is_not_denied():
    assert not any(polarity == "denied" for _, polarity, *_ in told_of("en", "The mayor called the report of the shelling of Stepove accurate.", "Stepove"))
