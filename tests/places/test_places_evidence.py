"""What the words around a name say of where its place lies: lists and their regions, remarks in brackets, quarters of a city."""

import pytest

from frontmap.gazetteer.index import Gazetteer
from frontmap.mentions.match import find_mentions
from frontmap.places.evidence import gather
from frontmap.records import Document, Role
from frontmap.theatres.load import load_theatre


@pytest.fixture(scope="module")
def read(_own_home):
    """Return the names of the places of a text, and the evidence for each by its name."""
    gazetteer, theatre = Gazetteer.open(), load_theatre("ukraine")

    def reads(text: str, language: str):
        document = Document("d", text, language=language)
        places = [mention for mention in find_mentions(document, gazetteer, theatre) if mention.role is Role.PLACE]
        return [mention.text for mention in places], gather(document, places)

    return reads


@pytest.mark.parametrize(
    ("language", "text", "sorts"),
    [
        ("en", "Shells hit the Belgorod and Kursk regions.", ["region", "region"]),
        ("en", "Shells hit the regions of Odesa and Mykolaiv.", ["region", "region"]),
        ("en", "Shells hit Kharkiv and Kursk Oblast.", ["", "region"]),
        ("en", "Shells hit Belgorod, Bryansk, and Kursk regions.", ["region", "region", "region"]),
        ("ru", "Взрывы в Ростовской и Белгородской областях.", ["region", "region"]),
        ("en", "They struck the city of Kharkiv, the village of Terny and Kharkiv Oblast.", ["city", "hamlet", "region"]),
        ("uk", "На Харківщині у селі Липці горить склад.", ["", "hamlet"]),
    ],
)
def test_the_sort_of_place_that_words_call_for_is_shared_by_a_list(read, language, text, sorts):
    _, found = read(text, language)
    assert [item.sort for item in found] == sorts


@pytest.mark.parametrize(
    ("text", "told", "listed", "inside"),
    [
        ("They took Lyman (Donetsk Oblast) and Terny.", {"Lyman": "Donetsk Oblast"}, {}, {"Lyman": ["Donetsk Oblast"]}),
        ("They took Lyman, Donetsk Oblast, and Terny.", {}, {}, {"Lyman": ["Donetsk Oblast"]}),
        ("They took Myrne and Zymohiria in Luhansk Oblast.", {"Zymohiria": "Luhansk Oblast"}, {"Myrne": "Luhansk Oblast"}, {"Myrne": ["Luhansk Oblast"], "Zymohiria": ["Luhansk Oblast"]}),
        ("They took Artemivsk (Bakhmut) on Monday.", {"Artemivsk": "Bakhmut"}, {}, {"Artemivsk": ["Bakhmut"]}),
        ("50 km north of Kherson in Mykolaiv Oblast they fired.", {}, {}, {"Kherson": ["Mykolaiv Oblast"]}),
        ("Villages of Donetsk Oblast's Lyman burned.", {}, {}, {"Lyman": ["Donetsk Oblast"]}),
        ("They took Lyman. Donetsk Oblast was quiet.", {}, {}, {}),
    ],
)
def test_a_region_behind_a_name_tells_where_it_lies_and_where_its_whole_list_does(read, text, told, listed, inside):
    names, found = read(text, "en")
    assert {names[item.index]: names[item.told] for item in found if item.told >= 0} == told
    assert {names[item.index]: names[item.listed] for item in found if item.listed >= 0} == listed
    assert {names[item.index]: [names[at] for at in item.inside] for item in found if item.inside} == inside


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("They took Ploshchanka (northwest of Kreminna) and Nevske.", {"Ploshchanka": ["northwest of Kreminna"]}),
        ("They took Ploshchanka and Nevske (northwest of Kreminna).", {"Nevske": ["northwest of Kreminna"]}),
        ("They took Ploshchanka, Makiivka and Nevske (all northwest of Kreminna).", {"Ploshchanka": ["all northwest of Kreminna"], "Makiivka": ["all northwest of Kreminna"], "Nevske": ["all northwest of Kreminna"]}),
        ("Terny burned. They took Makiivka and Nevske (all northwest of Kreminna).", {"Makiivka": ["all northwest of Kreminna"], "Nevske": ["all northwest of Kreminna"]}),
        ("Fighting went on south of Chasiv Yar near Bila Hora, Predtechyne and Stupochky.", {"Bila Hora": ["south of Chasiv Yar"], "Predtechyne": ["south of Chasiv Yar"], "Stupochky": ["south of Chasiv Yar"]}),
        ("Fighting went on in Chasiv Yar near Bila Hora.", {"Chasiv Yar": ["near Bila Hora"]}),
        ("Fighting went on near Terny west of Kreminna.", {"Terny": ["west of Kreminna"]}),
        ("Fighting went on in Chasiv Yar, near Bila Hora.", {}),
    ],
)
def test_a_remark_is_of_the_name_before_it_or_of_its_list_where_it_says_all(read, text, near):
    names, found = read(text, "en")
    assert {names[item.index]: [f"{relation.text} {names[at]}" for at, relation in item.near] for item in found if item.near} == near


def test_names_share_a_sentence_up_to_its_end(read):
    names, found = read("They met at 5 p.m. in Lyman and Terny. Kreminna burned! And Makiivka?\nNevske too", "en")
    assert names == ["Lyman", "Terny", "Kreminna", "Makiivka", "Nevske"]
    assert [item.sentence for item in found] == sorted(item.sentence for item in found)
    assert [list(item.beside) for item in found] == [[0, 1], [0, 1], [2], [3], [4]]


@pytest.mark.parametrize(
    ("language", "text", "cities"),
    [
        ("uk", "Вибухи у Київському районі Харкова.", ["Харкова", ""]),
        ("uk", "Вибухи у Харківському районі Харківської області.", ["", ""]),
        ("uk", "Вибухи у Харкові та Києві.", ["", ""]),
    ],
)
def test_a_quarter_is_of_the_city_right_behind_it(read, language, text, cities):
    names, found = read(text, language)
    assert [names[item.city] if item.city >= 0 else "" for item in found] == cities
