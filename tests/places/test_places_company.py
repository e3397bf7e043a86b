"""Names in doubt that stand together, and names said to lie near what none of them lies near."""

import pytest

from frontmap.gazetteer.index import Gazetteer
from frontmap.places.candidates import Option
from frontmap.places.company import kept_company
from frontmap.records import Place


@pytest.fixture(scope="module")
def shipped():
    return Gazetteer.open()


def _option(name, lat, lon):
    return Option(Place(f"x:{name}:{lat}", name, lat, lon, "UA"), name, "main", 0.0)


def test_candidates_that_lie_together_win():
    near, far = _option("Ivanivka", 48.0, 37.0), _option("Ivanivka", 50.0, 33.0)
    beside = [(0.5, _option("Petrivka", 48.05, 37.05)), (0.4, _option("Petrivka", 46.0, 30.0))]
    metres = lambda lat, lon, other_lat, other_lon: 111_000 * (abs(lat - other_lat) + abs(lon - other_lon))  # noqa: E731 - a plane will do
    shares = kept_company([(0.5, far), (0.4, near)], [beside], metres)
    assert shares[0][1] is near
    assert sum(share for share, _ in shares) < 1.0
    assert kept_company([(0.5, far), (0.4, near)], [], metres)[0][1] is far


def test_villages_of_one_front_are_found_together(place, shipped):
    found = place("They reached the first houses of Novomykhailivka but were thrown back at Pobieda. Heorhiivka holds.", shipped)
    assert all(abs(found[name].lat - 47.9) < 0.1 and abs(found[name].lon - 37.47) < 0.1 for name in ("Novomykhailivka", "Pobieda", "Heorhiivka"))


def test_where_none_lies_near_the_reason_says_so_with_distances(place, shipped):
    found = place("They took Ivanivka (near Bakhmut).", shipped)["Ivanivka"]
    assert found.place is None
    assert found.reason.startswith("no Ivanivka is known near Bakhmut; of ")
    assert " km off (Donetsk Oblast, at " in found.reason


@pytest.mark.parametrize(
    ("language", "text", "name", "place_name"),
    [
        ("ru", "Бои идут в Кирово и Дружбе под Торецком.", "Кирово", "Pivnichne"),
        ("en", "Fighting continued in Kirovo and Druzhba near Toretsk.", "Kirovo", "Pivnichne"),
        ("ru", "Войска взяли Гродовку под Мирноградом.", "Гродовку", "Hrodivka"),
        ("uk", "Бої за Гродівку й Новогродівку тривають.", "Гродівку", "Hrodivka"),
        ("en", "Fighting went on in Karmazynivka and Miasozharivka.", "Miasozharivka", "Miasozharivka"),
        ("ru", "Бои в Кармазиновке и Мясожаровке.", "Кармазиновке", "Karmazynivka"),
        ("ru", "Дроны сбиты над Белгородской, Воронежской и Ростовской областями.", "Воронежской", "Voronezh Oblast"),
        ("uk", "Збито дрони над Білгородською та Курською областями.", "Білгородською", "Belgorod Oblast"),
    ],
)
def test_the_area_of_the_text_decides_over_old_and_other_names(place, shipped, language, text, name, place_name):
    assert place(text, shipped, language=language)[name].place.name == place_name
