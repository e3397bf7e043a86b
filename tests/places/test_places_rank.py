import re

import pytest
from small_gazetteer import Candidate, SmallGazetteer

from frontmap.config import Settings
from frontmap.gazetteer.index import Gazetteer
from frontmap.geodesy import bearing, distance_m
from frontmap.places.candidates import Option, known_areas
from frontmap.records import Place, Precision


def test_a_remark_in_brackets_decides_between_namesakes(place):
    found = place("They took Terny (northwest of Kreminna).")
    assert found["Terny"].place.id == "p:terny-1"
    assert "said to lie northwest of Kreminna" in found["Terny"].reason
    assert found["Terny"].runners_up[0].id == "p:terny-2"
    assert found["Terny"].runners_up[0].distance_m > 300_000
    assert (found["Kreminna"].lat, found["Kreminna"].lon) == (49.05, 38.22)


def test_neighbours_decide_and_without_any_the_name_stays_in_doubt(place):
    assert place("Clashes near Kreminna, Terny, and Kupyansk.")["Terny"].place.id == "p:terny-1"
    alone = place("They took Terny.", settings=Settings(min_place_score=0.95))["Terny"]
    assert alone.place is None
    assert alone.lat is None
    assert "too doubtful" in alone.reason
    assert {other.id for other in alone.runners_up} == {"p:terny-1", "p:terny-2"}


def test_one_name_is_one_place_in_a_document(place):
    found = place("They took Terny (northwest of Kreminna). Later Terny burned.")
    assert found["Terny"].place.id == "p:terny-1"


def test_an_offset_is_counted_from_the_place_with_its_error(place):
    found = place("They dug in 6 km south of Bakhmut.")["Bakhmut"]
    assert found.precision is Precision.VICINITY
    assert distance_m(found.lat, found.lon, 48.595, 38.0) == pytest.approx(6_000, rel=1e-6)
    assert bearing(48.595, 38.0, found.lat, found.lon) == pytest.approx(180, abs=0.01)
    assert found.radius_m > 0.1 * 6_000


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("They took Bakhmut.", "Bakhmut", Precision.SETTLEMENT),
        ("Clashes near Bakhmut.", "Bakhmut", Precision.VICINITY),
        ("Losses in the Bakhmut direction.", "Bakhmut", Precision.VICINITY),
        ("They advanced in eastern Bakhmut.", "Bakhmut", Precision.SETTLEMENT),
        ("Shells fell in Kharkiv Oblast.", "Kharkiv Oblast", Precision.REGION),
        ("Missiles hit targets across Ukraine.", "Ukraine", Precision.COUNTRY),
        ("They advanced in eastern Ukraine.", "Ukraine", Precision.COUNTRY),
    ],
)
def test_precision_follows_the_place_and_the_words(place, text, name, precision):
    assert place(text)[name].precision is precision


def test_words_make_the_radius_wider_and_stay_in_the_reason(place):
    plain, part, near = (place(text)["Bakhmut"] for text in ("They took Bakhmut.", "They took eastern Bakhmut.", "Clashes near Bakhmut."))
    assert plain.radius_m < part.radius_m < near.radius_m
    assert "'eastern'" in part.reason
    assert "'near'" in near.reason


def test_a_former_name_says_what_it_is_now(place):
    assert place("They took Artemivsk.")["Artemivsk"].reason.startswith("text said Artemivsk, a former name of Bakhmut")


def test_a_reason_tells_how_the_name_was_read(place, shipped):
    found = place("They took Artyomovsk and Avdeyevka near Bakhmut.", gazetteer=shipped)
    assert found["Artyomovsk"].reason.startswith("text said Artyomovsk, a former name of Bakhmut, Donetsk Oblast, UA (until 2016)")
    assert found["Avdeyevka"].reason.startswith("text said Avdeyevka, another name of Avdiivka, Donetsk Oblast, UA")
    assert found["Bakhmut"].reason.startswith("only Bakhmut")


def test_the_region_beside_a_name_is_never_contradicted(place):
    found = place("They took Kreminna, Kharkiv Oblast, at dawn.")["Kreminna"]
    assert (found.place, found.reason) == (None, "no Kreminna is known in Kharkiv Oblast: Kreminna lies in Luhansk Oblast")
    assert found.runners_up[0].id == "p:kreminna"


def test_a_name_refused_once_is_refused_where_nothing_is_said(place):
    found = place("Kreminna burned near Bakhmut. They took Kreminna, Kharkiv Oblast.")
    assert found["Kreminna"].place is None
    assert "elsewhere the text says" in found["Kreminna"].reason


def test_a_spot_counted_from_a_town_may_lie_in_another_region(place):
    assert place("They dug in 50 km north of Kreminna in Kharkiv Oblast.")["Kreminna"].place.id == "p:kreminna"


class Borrowed(SmallGazetteer):
    """Knows one more place, under a name that is not its own."""

    def __init__(self, text, borrower):
        super().__init__()
        self.names[text.lower()] = [*self.names.get(text.lower(), []), Candidate(borrower, text, "alternate")]
        spellings = sorted({candidate.name for found in self.names.values() for candidate in found}, key=len, reverse=True)
        self._pattern = re.compile(rf"\b(?:{'|'.join(spellings)})\b")


def test_a_little_known_place_by_another_name_needs_a_neighbour(place):
    milove = Place("p:milove", "Milove", 47.0, 33.0, "UA", "Kherson Oblast", "PPL", 5_000)
    gazetteer = Borrowed("Melovoy", milove)
    far = place("They took Melovoy and Kreminna. Kupyansk and Bakhmut burned.", gazetteer=gazetteer)["Melovoy"]
    assert far.place is None
    assert "known only as another name of Milove" in far.reason
    assert place("They took Melovoy.", gazetteer=gazetteer)["Melovoy"].place is milove


def test_a_district_of_a_city_needs_its_city(place):
    podil = Place("p:podil", "Podil", 50.46, 30.51, "UA", "Kyiv City", "PPLX", 26_000)
    gazetteer = Borrowed("Podil", podil)
    assert place("Explosions in Podil, in the centre of Kyiv.", gazetteer=gazetteer)["Podil"].place is podil
    assert place("They took Podil near Kreminna. Kupyansk burned.", gazetteer=gazetteer)["Podil"].place is None


def test_an_unknown_district_of_a_city_marks_the_city(place):
    found = place("Blasts shook the Kyivskyi district of Kharkiv.")["Kyivskyi district"]
    assert found.place.id == "p:kharkiv"
    assert "its city is marked" in found.reason


def test_a_city_is_not_shaken_by_a_village_that_borrows_its_name(place):
    village = Place("p:kharkivka", "Kharkivka", 48.9, 37.6, "UA", "Donetsk Oblast", "PPL", 14_000)
    found = place("Kharkiv was shelled, and so was Kreminna.", gazetteer=Borrowed("Kharkiv", village))["Kharkiv"]
    assert found.place.id == "p:kharkiv"
    assert found.score > 0.9


@pytest.mark.parametrize(
    ("text", "name", "place_name"),
    [
        ("Shells fell in Bucha, Vyshhorod, and Brovary districts.", "Bucha", "Bucha Raion"),
        ("Kadyrov sent troops from Chechnya to the front.", "Chechnya", "Chechnya"),
        ("Leaders met in Alaska.", "Alaska", "Alaska"),
        ("Talks in Yakutsk, Sakha Republic.", "Yakutsk", "Yakutsk"),
        ("A blast hit Sevastopol, Crimea.", "Sevastopol", "Sevastopol"),
        ("Mykolaiv was shelled.", "Mykolaiv", "Mykolaiv"),
        ("Бої біля Авдіївки. Ворог просунувся поблизу Бердичів.", "Бердичів", "Berdychi"),
        ("Бои идут на Краснолиманском направлении.", "Краснолиманском", "Lyman"),
    ],
)
def test_shipped_names_mean_what_the_text_means(place, shipped, text, name, place_name):
    language = "en" if text.isascii() else "uk" if "і" in text else "ru"
    assert place(text, gazetteer=shipped, language=language)[name].place.name == place_name


def test_an_unknown_name_is_unplaced_and_says_so(place):
    found = place("They took the village of Zaluzhne.")["Zaluzhne"]
    assert (found.place, found.score, found.reason) == (None, 0.0, "no gazetteer row is called 'Zaluzhne'")


def test_a_district_without_a_row_is_the_land_around_its_seat(place):
    found = place("Fires burned in Bakhmut district.")["Bakhmut district"]
    assert (found.precision, found.radius_m) == (Precision.DISTRICT, 25_000.0)
    assert "land around Bakhmut" in found.reason


class Near(SmallGazetteer):
    """Offers one near spelling."""

    def __init__(self, near):
        super().__init__()
        self._near = near

    def near(self, name, limit=5, head=0):  # noqa: ARG002 - the real one's parameters
        return ((Candidate(self._near, self._near.name, "fuzzy"), 0.93),)


def test_a_near_spelling_is_taken_only_beside_certain_places_and_says_so(place):
    near = Near(Place("p:zaluzhne", "Zaluzhne", 48.6, 38.1, "UA", "Donetsk Oblast"))
    found = place("Clashes near Bakhmut, Zaluszhne, and Kreminna.", gazetteer=near)["Zaluszhne"]
    assert found.place.id == "p:zaluzhne"
    assert found.score <= 0.6
    assert "nearly so: Zaluzhne" in found.reason
    assert place("They took the village of Zaluszhne.", gazetteer=near)["Zaluszhne"].place is None


def test_a_near_spelling_with_another_ending_or_far_away_is_never_taken(place):
    other_ending = Near(Place("p:zaluzhivka", "Zaluzhka", 48.6, 38.1, "UA", "Donetsk Oblast"))
    assert place("Clashes near Bakhmut, Zaluzhske, and Kreminna.", gazetteer=other_ending)["Zaluzhske"].place is None
    far = Near(Place("p:zaluzhne", "Zaluzhne", 49.0, 24.0, "UA", "Lviv Oblast"))
    assert place("Clashes near Bakhmut, Zaluszhne, and Kreminna.", gazetteer=far)["Zaluszhne"].place is None


@pytest.fixture(scope="session")
def shipped(_own_home):
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("text", "name", "where"),
    [
        ("They visited troops in Avdiivka, in the Donetsk region.", "Avdiivka", (48.13, 37.75)),
        ("They captured the village of Novouspenivske in Zaporizhia region.", "Novouspenivske", None),
        ("A station on the line to Kupyansk Vazlovy, a settlement located about 6 km south of the city of Kupyansk.", "Kupyansk Vazlovy", (49.65, 37.67)),
        ("The army can supply nearby Mirnograd and Pokrovsk.", "Mirnograd", (48.30, 37.26)),
        ("A protest in Stockholm.", "Stockholm", (59.33, 18.07)),
        ("Talks were held in Washington.", "Washington", (38.9, -77.04)),
        ("Бої тривають під Авдіївкою та в районі Бахмута.", "Бахмута", (48.6, 38.0)),
        ("Бои идут в Часовом Яре.", "Часовом Яре", (48.59, 37.84)),
    ],
)
def test_shipped_names_lie_where_they_lie(place, shipped, text, name, where):
    found = place(text, gazetteer=shipped, language="en" if text.isascii() else "uk" if "і" in text else "ru")[name]
    if where is None:
        assert found.place is None or (found.place.name.startswith("Novouspenivsk") and found.place.admin1 == "Zaporizhzhia Oblast")
    else:
        assert distance_m(found.lat, found.lon, *where) < 6_000


def test_the_same_text_is_placed_the_same(place, shipped):
    text = "Clashes near Andriivka, Klishchiivka, and Bakhmut; Ivanivka burned."
    assert place(text, gazetteer=shipped) == place(text, gazetteer=shipped)


@pytest.mark.parametrize(
    ("language", "text", "name", "region"),
    [
        ("ru", "За неделю перешли Ровное, Карповка, Васюковка и Свято-Покровское.", "Ровное", "Donetsk Oblast"),
        ("ru", "Взрыв прогремел в Ровно.", "Ровно", "Rivne Oblast"),
        ("ru", "Запорожский фронт: противник накатывал на Каменское.", "Каменское", "Zaporizhzhia Oblast"),
        ("ru", "Ударные беспилотники атаковали Каменское.", "Каменское", "Dnipropetrovsk Oblast"),
        ("uk", "На Запорізькому напрямку ворог атакував Кам'янське.", "Кам'янське", "Zaporizhzhia Oblast"),
    ],
)
def test_a_list_of_villages_and_a_region_s_direction_tell_a_village_from_the_city_of_its_name(place, shipped, language, text, name, region):
    assert place(text, gazetteer=shipped, language=language)[name].place.admin1 == region


def test_a_direction_speaks_for_its_region_in_its_own_sentence_alone(place, shipped):
    text = "На Запорізькому напрямку тихо. Дрони вдарили по Кам'янському."
    assert place(text, gazetteer=shipped, language="uk")["Кам'янському"].place.admin1 == "Dnipropetrovsk Oblast"


def test_a_region_s_name_means_the_region_and_not_a_hamlet_that_bears_it():
    region = Place("p:chechnya", "Chechnya", 43.4, 45.7, "RU", "Chechnya", "ADM1", 930_000)
    hamlet = Place("p:hamlet", "Chechnya", 48.75, 37.62, "UA", "Donetsk Oblast", "PPL", 1_350)
    found = [Option(place, "Chechnya", "main", prior) for place, prior in ((region, 1.0), (hamlet, 4.0))]
    assert max(known_areas(found), key=lambda option: option.prior).place is region
