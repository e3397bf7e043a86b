"""The interface's words, alike in every language."""

import re

import pytest

from frontmap.errors import ConfigError
from frontmap.webmap.page import page_context
from frontmap.webmap.phrases import LANGUAGES, load_messages, plural_form

FORMS = {"en": {"one", "other"}, "de": {"one", "other"}, "uk": {"one", "few", "many", "other"}, "ru": {"one", "few", "many", "other"}}
COUNTED = {key.removesuffix(".other") for key in load_messages("en") if key.endswith(".other")}


def stem(key: str) -> str:
    head, _, form = key.rpartition(".")
    return head if head in COUNTED and form in FORMS["uk"] else key


def holes(language: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key, phrase in load_messages(language).items():
        found.setdefault(stem(key), set()).update("what" if hole == "about" else hole for hole in re.findall(r"\{(\w+)\}", phrase))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_languages_have_the_same_phrases_with_the_same_holes(language):
    # {about} is {what} in the case that "claim of" takes, where a language has one.
    # "Repeated once" names no number where other forms do, so a phrase's holes are those of all its forms.
    assert holes(language) == holes("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_counted_phrase_has_all_forms_of_its_language(language):
    keys = set(load_messages(language))
    assert {f"{key}.{form}" for key in COUNTED for form in FORMS[language]} <= keys
    assert not [key for key in keys if stem(key) != key and key.rpartition(".")[2] not in FORMS[language]]


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_phrases_are_translated(language):
    english, own = load_messages("en"), load_messages(language)
    same = [key for key in own if own[key] == english.get(key) and re.search(r"[a-z]{4}", own[key])]
    assert set(same) <= {"filter.title", "filter.titled", "share.shown", "map.credit-short", "place.articles.one"}


@pytest.mark.parametrize(("number", "form"), [(1, "one"), (2, "few"), (5, "many"), (11, "many"), (12, "many"), (21, "one"), (22, "few"), (111, "many"), (0, "many")])
def test_plural_forms_of_slavic_numbers(number, form):
    assert plural_form("uk", number) == plural_form("ru", number) == form
    assert plural_form("de", number) == ("one" if number == 1 else "other")


def test_a_page_opens_in_its_language_and_knows_the_others():
    page = page_context([], labels=(), credits=(), language="uk")
    assert page.count("header.motto", 1) == "Твердження з 1 документа."
    assert page.count("header.claims", 22) == "твердження"
    assert page.label("War in Ukraine") == "Війна в Україні"
    assert page.label("A title of one's own") == "A title of one's own"
    assert set(page.payload()["messages"]) == set(LANGUAGES)


def test_a_language_that_the_page_does_not_speak_is_refused():
    with pytest.raises(ConfigError, match="expected one of en, uk, ru, de"):
        load_messages("tlh")
