"""Who acts where a subject is dropped, stands behind its verb, or is only an adjective; what is told of one's own side and of the enemy's."""

import pytest
from one_place import told_of


@pytest.mark.parametrize(
    ("language", "text", "name", "expected"),
    [
        ("uk", "Відбито сім атак поблизу Кленового.", "Кленового", ("assault", "asserted", "ru", "-")),
        ("uk", "Українські бійці атаку біля Кленового зупинили.", "Кленового", ("assault", "asserted", "ru", "-")),
        ("uk", "Кленове утримують українські військові.", "Кленове", ("control", "asserted", "ua", "-")),
        ("uk", "Кленове повністю в руках окупантів.", "Кленове", ("control", "asserted", "ru", "-")),
        ("uk", "Дрони СБУ вразили склад у Кленовому.", "Кленовому", ("strike", "asserted", "ua", "-")),
        ("uk", "Ворог намагався потіснити наших воїнів біля Кленового.", "Кленового", ("assault", "asserted", "ru", "-")),
        ("uk", "Підрозділи відійшли з Кленового.", "Кленового", ("withdrawal", "asserted", "ua", "-")),
        ("uk", "Відступаючи, росіяни підірвали міст у Кленовому.", "Кленовому", ("strike", "asserted", "ru", "-")),
        ("uk", "МО РФ заявило про захоплення Кленового. У Генштабі спростували втрату Кленового.", "Кленового", ("control", "asserted", "ru", "ru")),
        ("uk", "Селище Кленове ще наше, запевнив речник бригади.", "Кленове", ("control", "asserted", "ua", "ua")),
        ("uk", "Росіяни ввійшли в Кленове, але їх там знищують, додав Сирський.", "Кленове", ("advance", "asserted", "ru", "ua")),
        ("ru", "Взяты Кленовое и соседний хутор.", "Кленовое", ("control", "asserted", "ru", "-")),
        ("ru", "Ночью ФАБами отработали по Кленовому.", "Кленовому", ("strike", "asserted", "ru", "-")),
        ("ru", "Российские войска отступили, а украинские продвинулись у Кленового.", "Кленового", ("advance", "asserted", "ua", "-")),
        ("ru", "Украинская сторона утверждает, что по-прежнему удерживает Кленовое.", "Кленовое", ("control", "asserted", "ua", "ua")),
        ("ru", "В украинском командовании опровергли потерю Кленового.", "Кленового", ("control", "denied", "ru", "ua")),
        ("ru", "Расчёты «Гераней» ударили по Кленовому.", "Кленовому", ("strike", "asserted", "ru", "-")),
        ("ru", "Дорогу на Кленовое держат под прицелом наши дроны.", "Кленовое", ("encirclement", "asserted", "ru", "-")),
        ("ru", "Отбита попытка деблокировать гарнизон в Кленовом.", "Кленовом", ("assault", "asserted", "ua", "-")),
    ],
)
def test_the_side_that_acts_is_told_by_word_order_and_case(language, text, name, expected):
    assert expected in told_of(language, text, name)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("uk", "У червні 1919 року полки прорвали фронт, звільнили Кленове й мусили відступити.", "Кленове"),
        ("uk", "Йому здалося, що Кленове змінилося.", "Кленове"),
        ("ru", "Суд в Кленовом приговорил его за поджог релейного шкафа.", "Кленовом"),
        ("ru", "Оператор связи восстановил сеть в Кленовом.", "Кленовом"),
    ],
)
def test_other_wars_and_other_senses_are_no_claim(language, text, name):
    assert told_of(language, text, name) == set()


def test_a_foreign_observer_takes_no_side_in_what_has_no_agent():
    assert ("control", "asserted", "other", "other") not in told_of("uk", "За оцінкою британської розвідки, Кленове захоплено.", "Кленове")
