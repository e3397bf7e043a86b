"""Reading takes time in proportion to the text, whatever is repeated in it: no page of commas holds a morning's build up."""

import time

import pytest

from frontmap.config import Settings
from frontmap.documents.formats import clean
from frontmap.documents.sentences import sentences
from frontmap.pipeline import Tools, read_document
from frontmap.records import Document
from frontmap.theatres.load import load_theatre

SIGNS = (
    "1,", "1.", "1, ", "1 ", "1-", "1/", "1:", "11 111 ", "1,111,", "0", "²", "½ ", "%", "$5 ", "a", "A ", "A. ", "-", " - ", "— ", "—", "...", "… ", "!", "? ", ". ", ", ", ";", ": ", "'", "’", '" ', "“", "”", "“a” ", "«", "» ",
    "(", ") ", "[", "[1]", "{", "<b>", "&amp;", "\\", "*", "_", "|", "#a ", "@a ", "https://a.b/ ", "\n", "\n\n", "\t", " ", "\u00a0", "\u200b", "\u0301", "İ", "ﬁ", "x-", "O'",
)  # fmt: skip
WORDS = {
    "en": (
        "Soledar, ", "Soledar and ", "Soledar ", "Soledar", "Bakhmut-", "Kyiv's ", "Soledar (", "Soledar - ", "“Soledar, ", "a Soledar ", "1 Soledar ", "Bakhmut, Donetsk Oblast, ", "between Soledar and ", "said ", "said said that ", "he said, ",
        "Moscow said ", "Russian ", "the ", "of ", "near ", "6 km south of ", "not ", "could not ", "denied that ", "13 January 2023 ", "January ", "13.01.2023 ", "2023-01-13 ", "Monday, ", "on Friday ", "captured ", "5 killed, ", "five ", "twenty-", "million ",
        "No. 5 ", "93rd Brigade ", "which ", "that ", "if ", "and ", "but ", "Mr. ", "U.S. ", "(BTA) - ", "KYIV, Jan 13 (Reuters) - ", "day 100 of the war ", "north-", "forces ", "they ", "city of ", "captured Soledar. ", "killed 5 soldiers, ",
    ),
    "uk": ("Соледар, ", "Соледар і ", "Соледарі ", "Бахмут-", "сказав ", "захопили ", "під ", "за 6 км на південь від ", "не ", "13 січня ", "13 січня 2023 року ", "у п’ятницю ", "який ", "що ", "і ", "5 загиблих, ", "двадцять ", "93-тя бригада ", "«Соледар», ", "м. ", "місто "),
    "ru": ("Соледар, ", "Соледар и ", "Соледаре ", "Бахмут-", "заявил ", "захватили ", "возле ", "в 6 км к югу от ", "не ", "13 января ", "13 января 2023 года ", "в пятницу ", "который ", "что ", "и ", "5 погибших, ", "двадцать ", "93-я бригада ", "«Соледар», ", "г. ", "город "),
}  # fmt: skip
CASES = [("en", sign) for sign in SIGNS] + [(language, words) for language, each in WORDS.items() for words in each]
MOST_GROWTH = 2.2  # of the time a character where the text is four times as long: a quadratic reading has four
MOST_SECONDS = 400e-6  # a character: ordinary text takes a tenth
TELLING = 0.12  # seconds below which a measurement says nothing


@pytest.fixture(scope="module")
def seconds_for(gazetteer):
    tools = Tools(Settings(), load_theatre("ukraine"), gazetteer)

    def seconds(text, language):
        begun = time.process_time()
        read_document(Document("d", clean(text) or ".", language=language), tools)
        return time.process_time() - begun

    for language in WORDS:
        seconds("Soledar 5.", language)  # tables are loaded
    return seconds


def grows(seconds, text, language, times):
    """Return by how much the time a character grows when text is repeated four times as often, and the time a character; the better of two measurements."""
    size = len(text) * times
    few, many = seconds(text * (times // 4), language), seconds(text * times, language)
    if many > TELLING and (many / few / 4 > MOST_GROWTH or many / size > MOST_SECONDS):
        few, many = max(few, seconds(text * (times // 4), language)), min(many, seconds(text * times, language))
    return (many / few / 4 if many > TELLING else 0.0), (many / size if many > TELLING else 0.0)


@pytest.mark.parametrize(("language", "text"), CASES)
def test_what_is_repeated_is_read_in_linear_time(seconds_for, language, text):
    growth, each = grows(seconds_for, text, language, 2000)
    assert growth <= MOST_GROWTH
    assert each <= MOST_SECONDS


@pytest.mark.slow
@pytest.mark.parametrize(("language", "text"), CASES)
def test_what_is_repeated_thousands_of_times_is_read_in_linear_time(seconds_for, language, text):
    growth, each = grows(seconds_for, text, language, 8000)
    assert growth <= MOST_GROWTH
    assert each <= MOST_SECONDS


@pytest.mark.parametrize("text", ["a" * 9_000, "a " * 5_000, "a, " * 5_000, "a—" * 5_000, "\u00a0a" * 5_000, "x. " + "Soledar and " * 900 + ". The end."])
def test_a_sentence_without_end_is_cut_at_clauses_or_words_and_nothing_is_lost(text):
    found = sentences(text)
    assert len(found) > 1
    assert all(len(each.text) <= 2_000 and text[each.start : each.end] == each.text for each in found)
    assert "".join("".join(each.text for each in found).split()) == "".join(text.split())
    if " " in text:
        assert not any(text[each.end - 1].isalpha() and text[each.end : each.end + 1].isalpha() for each in found)
