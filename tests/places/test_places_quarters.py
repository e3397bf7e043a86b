"""A city's district lies in the city that the text names; two villages of one name in one text are told apart."""

import pytest

from frontmap.gazetteer.index import Gazetteer


@pytest.fixture(scope="module")
def shipped():
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("language", "text", "district", "city"),
    [
        ("en", "Explosions were heard in Kharkiv. A missile hit a house in the Shevchenkivskyi district.", "Shevchenkivskyi district", "Kharkiv"),
        ("en", "In Kyiv, fires broke out in the Obolonskyi and Solomianskyi districts.", "Solomianskyi districts", "Kyiv City"),
        ("uk", "Вибухи у Запоріжжі: влучання у Шевченківському районі.", "Шевченківському районі", "Zaporizhzhia"),
        ("uk", "У Кривому Розі пошкоджено будинки в Саксаганському районі.", "Саксаганському районі", "Kryvyi Rih"),
        ("ru", "В Мариуполе обстреляли Левобережный район.", "Левобережный район", "Mariupol"),
        ("ru", "В Воронеже беспилотник упал в Левобережном районе.", "Левобережном районе", "Voronezh"),
        ("ru", "Обстрелы Киевского и Петровского районов Донецка продолжаются.", "Киевского", "Donetsk"),
        ("ru", "Школу разрушило в Никитовском районе.", "Никитовском районе", "Horlivka"),
    ],
)
def test_a_district_lies_in_the_city_that_the_text_names(place, shipped, language, text, district, city):
    found = place(text, shipped, language=language)[district]
    assert city in (found.place.name, found.place.admin1)


def test_a_district_without_its_city_is_not_guessed(place, shipped):
    found = place("Бои идут в Левобережном районе.", shipped, language="ru")["Левобережном районе"]
    assert found.place is None
    assert "Mariupol and of Voronezh" in found.reason


def test_a_district_of_the_country_stays_one(place, shipped):
    found = place("В Одесской области обстрелян Измаильский район.", shipped, language="ru")["Измаильский район"]
    assert found.place.feature == "ADM2"


def test_two_villages_of_one_name_are_told_apart(placements_of, shipped):
    """Opytne by Bakhmut, and a paragraph on Opytne by Avdiivka."""
    found = placements_of(
        "Fighters attacked south of Bakhmut near Opytne, Ivanhrad and Klishchiivka. Shells fell on Opytne and Ivanhrad.\n\n"
        "The brigade regrouped. Supplies ran low.\n\nRussian forces attacked near Avdiivka, Opytne, Vodiane and Nevelske.",
        shipped,
    )
    assert [round(placement.lat, 1) for placement in found if placement.mention.text == "Opytne"] == [48.6, 48.6, 48.1]


@pytest.mark.parametrize(
    ("language", "text", "name", "region"),
    [
        ("uk", "Обстріляно села Бєлгородської області: Муром, Шебекіно, Нова Таволжанка.", "Муром", "Belgorod Oblast"),
        ("en", "They freed Karmazynivka and Nevske in Luhansk Oblast and Novosadove in Donetsk Oblast.", "Karmazynivka", "Luhansk Oblast"),
        ("en", "A convoy passed through Mariupol in the Zaporizhzhia Oblast direction.", "Mariupol", "Donetsk Oblast"),
        ("ru", "Готовится к матчу в Воронеже.", "Воронеже", "Voronezh Oblast"),
    ],
)
def test_the_region_is_the_one_that_the_words_give(place, shipped, language, text, name, region):
    assert place(text, shipped, language=language)[name].place.admin1 == region


def test_a_village_is_no_city(place, shipped):
    found = place("В Рыльском районе Курской области дрон атаковал село Щекино.", shipped, language="ru")
    assert found["Щекино"].place is None


@pytest.mark.parametrize(
    ("language", "text", "district", "city"),
    [
        ("uk", "У Херсоні обстріляно Корабельний район, у Миколаєві тихо.", "Корабельний район", "Kherson"),
        ("en", "The Kirovskyi district of Makiivka came under fire.", "Kirovskyi district", "Hruzkyi"),  # its name of today
    ],
)
def test_a_comma_or_a_neighbouring_city_does_not_take_a_district(place, shipped, language, text, district, city):
    assert place(text, shipped, language=language)[district].place.name == city


def test_no_namesake_is_taken_far_from_where_the_text_says_that_a_village_lies(place, shipped):
    found = place("They are withdrawing from Novomykhailivka (west of the R47 highway 23km west of Henichesk).", shipped)["Novomykhailivka"]
    assert found.place is None
    assert "no Novomykhailivka is known near Henichesk" in found.reason
