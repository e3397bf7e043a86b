"""Cities are themselves, in every case and in both languages: no town at home by a like name is taken for one next door."""

import pytest

from frontmap.gazetteer.index import Gazetteer

RU = {
    "Bryansk": "Брянск Брянска Брянску Брянском Брянске",
    "Vladimir": "Владимир Владимиру",
    "Voronezh": "Воронеж Воронежу Воронеже",
    "Samara": "Самара Самару Самаре Самарой",
    "Oryol": "Орел Орла Орлу Орлом Орле",
    "Yelets": "Ельца Ельцу Ельце",
    "Velikiy Novgorod": "Новгород Новгороде",
    "Rossosh": "Россошь Россоши",
    "Oleksandriia": "Александрия Александрии",
    "Baranovichi": "Барановичей Барановичах",
}
UK = {
    "Bryansk": "Брянськ Брянська Брянську Брянськом",
    "Novorossiysk": "Новоросійськ Новоросійську",
    "Kazan": "Казань Казані Казанню",
    "Krasnoyarsk": "Красноярськ Красноярськом",
    "Samar": "Самар",
    "Irpin": "Ірпінь Ірпеня Ірпені Ірпенем",
    "Mazyr": "Мозиря Мозирі",
    "Oryol": "Орла Орлі",
}
AXES = {
    "uk": {"Харківському": "Kharkiv", "Курахівському": "Kurakhove", "Добропільському": "Dobropillia", "Слов'янському": "Sloviansk", "Куп’янському": "Kupiansk"},
    "ru": {"Харьковском": "Kharkiv", "Купянском": "Kupiansk", "Запорожском": "Zaporizhzhia"},
}


@pytest.fixture(scope="module")
def shipped():
    return Gazetteer.open()


@pytest.mark.parametrize(("language", "city", "forms"), [*(("ru", *item) for item in RU.items()), *(("uk", *item) for item in UK.items())])
def test_cities_are_themselves_in_every_case(place, shipped, language, city, forms):
    sentences = {"ru": "Дроны летели на {}.", "uk": "Дрони летіли на {}."}
    found = {form: place(sentences[language].format(form), shipped, language=language)[form].place for form in forms.split()}
    assert {form: place.name if place else None for form, place in found.items()} == dict.fromkeys(found, city)


@pytest.mark.parametrize(("language", "adjective", "town"), [(language, *item) for language, axes in AXES.items() for item in axes.items()])
def test_directions_are_called_after_towns(place, shipped, language, adjective, town):
    sentence = {"ru": "На {} направлении тихо.", "uk": "На {} напрямку тихо."}[language].format(adjective)
    assert place(sentence, shipped, language=language)[adjective].place.name == town


def test_the_direction_tells_which_village_is_meant(place, shipped):
    found = place("У районі Костянтинівки на Курахівському напрямку відбито штурм.", shipped, language="uk")["Костянтинівки"]
    assert found.place.lat < 48


def test_the_general_staff_s_own_names_of_directions_are_areas(place, shipped):
    found = place("На Придніпровському напрямку тихо.", shipped, language="uk")["Придніпровському напрямку"]
    assert (found.place.feature, found.place.admin1) == ("RGN", "Kherson Oblast")
