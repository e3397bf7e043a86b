"""Ukrainian and Russian words are found in all their forms, from tables that the recorded recipe writes to the byte."""

import re
from pathlib import Path

import pytest

import frontmap.lexicon
from frontmap.lexicon.inflect import NAMES, WORDS, form_groups, name_forms, noun_forms, verb_forms
from frontmap.lexicon.phrases import compile_phrase

FOLDER = Path(frontmap.lexicon.__file__).parent


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_the_recipe_writes_the_shipped_tables(language: str) -> None:
    if language == "ru":
        pytest.importorskip("pymorphy3", reason="the Russian tables are built with pymorphy3: pip install pymorphy3 pymorphy3-dicts-ru")
        pytest.importorskip("pymorphy3_dicts_ru", reason="needs pymorphy3-dicts-ru")
    from frontmap.lexicon.inflection_build import tables

    assert {name: text.encode() for name, text in tables(language).items()} == {name: (FOLDER / language / name).read_bytes() for name in (WORDS, NAMES)}


@pytest.mark.parametrize(
    ("language", "lemma", "form"),
    [
        ("uk", "захопити", "захоплено"),
        ("uk", "захопити", "захоплені"),
        ("uk", "просунутися", "просунулись"),
        ("uk", "знищити", "знищивши"),
        ("ru", "захватить", "захвативший"),
        ("ru", "освободить", "освобождён"),
        ("ru", "освободить", "освобожден"),
        ("ru", "уничтожить", "уничтожив"),
    ],
)
def test_a_verb_has_its_participles(language: str, lemma: str, form: str) -> None:
    assert form in verb_forms(lemma, language)


@pytest.mark.parametrize(("language", "lemma", "form"), [("uk", "наступ", "наступу"), ("ru", "бой", "боёв"), ("ru", "бой", "боев"), ("ru", "пострадавший", "пострадавших")])
def test_a_noun_has_its_cases(language: str, lemma: str, form: str) -> None:
    assert form in noun_forms(lemma, language)


@pytest.mark.parametrize(("name", "form"), [("Київ", "Києві"), ("Сырский", "Сырского"), ("Генеральний штаб ЗСУ", "Генерального штабу ЗСУ"), ("российский", "российскими")])
def test_a_name_has_its_cases(name: str, form: str) -> None:
    assert form in name_forms(name)


@pytest.mark.parametrize(
    ("language", "word", "group"),
    [
        ("uk", "захоплено", "passive"),
        ("uk", "захопленого", "modifier"),
        ("uk", "захопити", "infinitive"),
        ("ru", "захватят", "future"),
        ("ru", "уничтожив", "gerund"),
        ("ru", "противником", "instrumental"),
    ],
)
def test_a_form_tells_what_it_is(language: str, word: str, group: str) -> None:
    assert group in form_groups(language)[word]


def test_a_verb_of_two_aspects_is_no_plan() -> None:
    assert "future" not in form_groups("ru")["наносят"]


@pytest.mark.parametrize(
    ("phrase", "text", "matches"),
    [
        ("<захопити>", "Захоплено два села", True),
        ("<захопити>", "перехопити", False),
        ("під [наступ]", "під  наступом", True),
    ],
)
def test_brackets_stand_for_every_form(phrase: str, text: str, matches: bool) -> None:
    assert (re.search(compile_phrase(phrase, "uk"), text) is not None) is matches
