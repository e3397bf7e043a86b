"""Words of real reporting that once drew a wrong village: each stands for a cause, and none for a passage."""

import pytest

from frontmap.gazetteer.index import Gazetteer
from frontmap.geodesy import distance_m


@pytest.fixture(scope="module")
def shipped():
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("language", "text", "name", "place"),
    [
        # A romanised name, or a city's old one, is not what a city's or a village's own name means.
        ("ru", "Взорван склад в Брянске.", "Брянске", "Bryansk"),
        ("ru", "В Братске и Архангельске прошли похороны.", "Архангельске", "Arkhangelsk"),
        ("uk", "Пошкоджено причал у Новоросійську.", "Новоросійську", "Novorossiysk"),
        ("ru", "Под Торским и Новоалександровкой идут бои.", "Новоалександровкой", "Novooleksandrivka"),
        # Cases.
        ("ru", "Колонны дошли до Ельца Липецкой области.", "Ельца", "Yelets"),
        ("ru", "В Орле сгорел склад.", "Орле", "Oryol"),
        ("uk", "Після звільнення Ірпеня та Бучі вивезли тіла.", "Ірпеня", "Irpin"),
        ("uk", "Вибух на Кримському мосту.", "Кримському мосту", "Kerch Bridge"),
        # Raions and hromadas: by their seat, and in the region of which the text speaks.
        ("uk", "У Покровському районі тривають бої.", "Покровському районі", "Pokrovsk Raion"),
        ("uk", "У Покровському районі Дніпропетровщини поранено двох людей.", "Покровському районі", "Pokrovske"),
        ("en", "In Dnipropetrovsk Oblast, a drone hit a house in the Pokrovskyi district.", "Pokrovskyi district", "Pokrovske"),
        ("uk", "Били по Межівській селищній громаді.", "Межівській селищній громаді", "Mezhova"),
        ("uk", "Удари по Нікополю, Мирівській та Марганецькій громадах.", "Нікополю", "Nikopol"),
        ("uk", "Удари по Нікополю, Мирівській та Марганецькій громадах.", "Марганецькій громадах", "Marhanets"),
        ("uk", "На Нікопольщині пролунали вибухи.", "Нікопольщині", "Nikopol Raion"),
        ("uk", "У Сумах, Чернігівській і Харківській областях тривога.", "Сумах", "Sumy"),
        # The land along the border is a region's, and no town an adjective of its own region.
        ("en", "Fighting goes on in the Kursk border region.", "Kursk border region", "Kursk Oblast"),
        ("en", "The drone fell on a Belgorod border village.", "Belgorod", "Belgorod Oblast"),
        ("uk", "Бої тривають у курському прикордонні.", "курському", "Kursk Oblast"),
        ("ru", "Бои идут в курском приграничье.", "курском", "Kursk Oblast"),
        ("uk", "У Донецьку Донецької області горить склад.", "Донецьку", "Donetsk"),
        ("ru", "Дроны сбили над территорией Московского региона.", "Московского региона", "Moscow Oblast"),
        # Facilities.
        ("en", "Bombers burned at the Belaya, Olenya and Ivanovo airfields.", "Belaya", "Belaya Air Base"),
        ("uk", "Горить Новошахтинський завод нафтопродуктів.", "Новошахтинський завод", "Novoshakhtinsk"),
        ("uk", "На Одещині під ударом порт «Південний».", "Південний", "Pivdennyi Port"),
        ("ru", "Удар по Яворовскому полигону под Львовом.", "Яворовскому полигону", "Yavoriv Training Ground"),
        ("uk", "Ворог форсував Оскіл біля Дворічної.", "Оскіл", "Oskil River"),
        # Slips of the pen.
        ("en", "They shelled Kostyantynivka, Druzhikvka and Kramatrosk in the Donetsk region.", "Kramatrosk", "Kramatorsk"),
        ("en", "They shelled Kostyantynivka, Druzhikvka and Kramatrosk in the Donetsk region.", "Druzhikvka", "Druzhkivka"),
        # What stands right behind a name says where it lies.
        ("uk", "Відбито атаки в районах Білогорівки Луганської області та Тернів, Ямполівки Донецької області.", "Білогорівки", "Bilohorivka"),
        ("ru", "Взорваны мосты у Донецка в Ростовской области.", "Донецка", "Donetsk"),
        ("en", "Smoke rose over Belbek Airbase in Crimea.", "Belbek Airbase", "Belbek Air Base"),
    ],
)
def test_the_place_is_the_one_that_is_meant(placements_of, shipped, language, text, name, place):
    found = {placement.mention.text: placement for placement in placements_of(text, shipped, language=language)}
    assert found[name].place.name == place


@pytest.mark.parametrize(
    ("language", "text", "name", "words"),
    [
        ("en", "Depots in Oktyabrsky near Toropets were struck.", "Oktyabrsky", ""),
        ("en", "Fighting went on near Popovka in the Krasnoyaruzhsky district.", "Popovka", "no Popovka is known in Krasnoyaruzhsky District"),
        ("uk", "Ворог атакував у районах сіл Мирне, Вишневий Кут, Дачне.", "Вишневий Кут", "no gazetteer row is called"),
    ],
)
def test_a_village_elsewhere_is_not_drawn(placements_of, shipped, language, text, name, words):
    found = {placement.mention.text: placement for placement in placements_of(text, shipped, language=language)}
    assert found[name].place is None
    assert words in found[name].reason


def test_two_villages_of_one_name_in_one_sentence_are_told_apart(placements_of, shipped):
    text = "A brigade near Ivanivka north of Pokrovsk was resupplied, while in Kherson Oblast guns shelled Ivanivka and Henichesk."
    found = placements_of(text, shipped)
    assert [placement.place.admin1 for placement in found if placement.mention.text == "Ivanivka"] == ["Donetsk Oblast", "Kherson Oblast"]


def test_a_district_that_no_region_contradicts_keeps_its_row_with_the_other_one_told(placements_of, shipped):
    (found,) = placements_of("Тривають бої у Покровському районі.", shipped, language="uk")
    assert found.place.name == "Pokrovsk Raion"
    assert "Pokrovske" in {other.name for other in found.runners_up}


@pytest.mark.parametrize(
    ("language", "text", "name", "where"),
    [
        ("uk", "Ворог атакував у районах сіл Зелений Кут, Комар та Одрадне.", "Зелений Кут", (47.93, 36.86)),
        ("ru", "Под Новогродовкой взят посёлок Мемрик.", "Мемрик", (48.15, 37.35)),
        ("en", "Two houses burned in Bessalivka, a village of Sumy Oblast on the border.", "Bessalivka", (51.26, 34.39)),
        ("en", "Shelling damaged Kucherivka near Kupiansk.", "Kucherivka", (49.71, 37.67)),
        ("uk", "На Сумщині обстріляно Бачівськ і Кучерівку.", "Кучерівку", (51.73, 34.18)),
        ("ru", "В Краснояружском районе под обстрел попало село Теребрено.", "Теребрено", (50.72, 35.51)),
        ("en", "Drones set the Yaroslavl refinery on fire.", "Yaroslavl refinery", (57.55, 39.80)),
    ],
)
def test_hamlets_and_works_of_daily_reports_are_found(placements_of, shipped, language, text, name, where):
    found = {placement.mention.text: placement for placement in placements_of(text, shipped, language=language)}
    place = found[name].place
    assert place is not None, found[name].reason
    assert distance_m(place.lat, place.lon, *where) < 12_000
