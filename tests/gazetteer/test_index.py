"""The gazetteer that a program opens: names in text, places by name and by point."""

import json
import os
import pickle
import subprocess
import sys
import tomllib
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontmap.errors import GazetteerError, RecordError, UnknownPlaceError
from frontmap.gazetteer import index
from frontmap.gazetteer.index import Gazetteer, NameHit
from frontmap.gazetteer.names import normalise
from frontmap.gazetteer.rows import Row
from frontmap.records import Place

SPELLINGS = tomllib.loads((Path(__file__).parent / "data" / "spellings.toml").read_text(encoding="utf-8"))
BAKHMUT = "geonames:713174"


def found(gazetteer, text):
    return [text[hit.start : hit.end] for hit in gazetteer.find(text)]


@pytest.mark.parametrize(("name", "spelling"), [(name, spelling) for name, spellings in SPELLINGS["one_place"].items() for spelling in spellings])
def test_every_spelling_leads_to_its_place(gazetteer, name, spelling):
    assert gazetteer.candidates(name)[0].place.id in {candidate.place.id for candidate in gazetteer.candidates(spelling)}


@pytest.mark.parametrize("spelling", [spelling for spellings in SPELLINGS["one_place"].values() for spelling in spellings])
def test_every_spelling_is_found_in_text(gazetteer, spelling):
    text = f"Fighting went on in {spelling}, they said."
    assert found(gazetteer, text) == [spelling.removesuffix(" City")]


@pytest.mark.parametrize(("name", "other"), SPELLINGS["never"].items())
def test_names_that_look_alike_stay_apart(gazetteer, name, other):
    others = {candidate.place.id for candidate in gazetteer.candidates(other) if candidate.place.name == other}
    assert not others & {candidate.place.id for candidate in gazetteer.candidates(name)}


def test_the_longest_name_wins(gazetteer):
    assert found(gazetteer, "Kupiansk-Vuzlovyi, Donetsk Oblast, Rostov-on-Don") == ["Kupiansk-Vuzlovyi", "Donetsk Oblast", "Rostov-on-Don"]


def test_a_compound_of_two_towns_is_two_names(gazetteer):
    assert found(gazetteer, "the Kupiansk-Svatove line") == ["Kupiansk", "Svatove"]


@pytest.mark.parametrize("text", ["Bakhmut's", "Bakhmut’s defenders", "'Bakhmut'", "(Bakhmut)", "Bakhmut-based", "Bakhmut.", "BAKHMUT"])
def test_what_stands_about_a_name_is_no_part_of_it(gazetteer, text):
    assert [name.casefold() for name in found(gazetteer, text)] == ["bakhmut"]


@pytest.mark.parametrize("text", ["bakhmut", "Bakhmuter", "xBakhmut", "In a march, of all.", "Many of them", "March 2023", "The APA said no", "Nice", ""])
def test_what_is_no_name(gazetteer, text):
    assert found(gazetteer, text) == []


def test_a_name_may_run_over_a_line_end(gazetteer):
    assert found(gazetteer, "near Chasiv\nYar") == ["Chasiv\nYar"]
    assert "Chasiv\n\nYar" not in found(gazetteer, "near Chasiv\n\nYar")


def test_an_adjective_is_a_place_before_its_noun_alone(gazetteer):
    assert found(gazetteer, "на Оріхівському напрямку") == ["Оріхівському"]
    assert found(gazetteer, "на купянском направлении") == ["купянском"]
    assert found(gazetteer, "Оріхівський хлопець") == []
    assert gazetteer.candidates("Оріхівському")[0].place.name == "Orikhiv"


def test_namesakes_are_all_candidates_the_best_known_first(gazetteer):
    places = [candidate.place for candidate in gazetteer.candidates("Pokrovsk")]
    assert {("UA", "Donetsk Oblast"), ("RU", "Sakha")} <= {(place.country, place.admin1) for place in places}
    assert gazetteer.candidates("Kyiv")[0].place.population > 2_000_000
    assert gazetteer.candidates("Ukraine")[0].place.feature == "PCLI"
    assert gazetteer.candidates("Nowhereville") == ()


def test_kinds_of_names(gazetteer):
    assert gazetteer.candidates("Bakhmut")[0].name_kind == "main"
    assert gazetteer.candidates("Kupyansk Vazlovy")[0].name_kind == "press"
    assert gazetteer.candidates("Artyomovsk")[0].place.id == BAKHMUT


def test_names_know_from_when_to_when_they_were_borne(gazetteer):
    bakhmut = gazetteer.candidates("Artemivsk")[0]
    assert (bakhmut.place.id, bakhmut.name_kind, bakhmut.name_until[:4]) == (BAKHMUT, "historic", "2016")
    assert gazetteer.candidates("Bakhmut")[0].name_until == ""


def test_an_id_is_in_it_or_not(gazetteer):
    assert BAKHMUT in gazetteer
    assert "geonames:0" not in gazetteer


def test_near_spellings_never_repeat_the_name_itself(gazetteer):
    near = gazetteer.near("Avdivkha")
    assert near[0][0].place.name == "Avdiivka"
    assert all(0.75 <= similarity < 1 and candidate.name_kind == "fuzzy" for candidate, similarity in near)
    assert gazetteer.near("Yar") == ()


@pytest.mark.usefixtures("gazetteer")
@pytest.mark.parametrize("name", ["Yar", "Рим", "Kyiv", "Bakhmut", "Великої Новосілки", "Покровському", "Nowhereville"])
def test_no_look_up_reads_the_whole_index(name):
    fresh = Gazetteer.open()
    thousands = []
    fresh._db.set_progress_handler(lambda: thousands.append(1) and None, 1000)  # called once in a thousand steps of SQLite's machine
    fresh.candidates(name)
    assert len(thousands) < 30


def test_a_phrase_with_a_small_last_word_is_a_name_as_a_whole(gazetteer):
    assert found(gazetteer, "Kherson region's villages, Kherson has") == ["Kherson region", "Kherson"]
    assert found(gazetteer, "Rostov on Don") == ["Rostov on Don"]


def test_a_place_by_its_id(gazetteer):
    assert gazetteer.place(BAKHMUT).name == "Bakhmut"
    assert gazetteer.names(BAKHMUT)[0] == "Bakhmut"
    assert "Бахмут" in gazetteer.names(BAKHMUT)
    with pytest.raises(UnknownPlaceError, match="geonames:0"):
        gazetteer.names("geonames:0")


def test_places_about_a_point(gazetteer):
    bakhmut = gazetteer.place(BAKHMUT)
    near = gazetteer.within(bakhmut.lat, bakhmut.lon, 15_000)
    assert near[0] == (bakhmut, 0.0)
    assert "Soledar" in {place.name for place, _ in near}
    assert all(metres <= 15_000 for _, metres in near)
    assert [metres for _, metres in near] == sorted(metres for _, metres in near)


def test_a_circle_over_the_180th_meridian(gazetteer):
    west, east = gazetteer.within(-17, -179.99, 400_000), gazetteer.within(-17, 179.99, 400_000)
    assert {place.country for place, _ in west} == {place.country for place, _ in east} == {"FJ"}


def test_settlements_of_a_country(gazetteer):
    moldova = list(gazetteer.settlements("MD"))
    assert moldova[0].feature == "PPLC"
    assert {place.country for place in moldova} == {"MD"}
    assert len(moldova) < len(list(gazetteer.settlements("MD", "BY")))


def test_info_names_sources_and_credits(gazetteer):
    info = gazetteer.info()
    assert info.places > 56_000 < info.names
    assert info.size == info.path.stat().st_size < 60_000_000
    assert any("GeoNames" in source.credit and source.licence == "CC BY 4.0" for source in info.sources)


NOISE = st.sampled_from(["Bakhmut", "Kupiansk-Vuzlovyi", "Слов’янська", "Часовому Яру", "Donetsk", "region", "of", "In", "a", "New", "York's", "’", "-", "\n", ".", "\u0301", "𝔅", "و", "\ud800"])


@given(st.lists(NOISE | st.text(max_size=5), max_size=14).map(" ".join) | st.lists(NOISE, max_size=10).map("".join))
def test_a_hit_is_where_it_says_and_names_a_place(text):
    gazetteer = Gazetteer.open()
    end = 0
    for hit in gazetteer.find(text):
        assert end <= hit.start < hit.end <= len(text)
        assert normalise(text[hit.start : hit.end]) == hit.key
        assert gazetteer.candidates(hit.key)
        end = hit.end


def test_geocode_and_reverse_answer_as_geopy_does(gazetteer):
    location = gazetteer.geocode("Bakhmut")
    assert location.address == "Bakhmut, Donetsk Oblast, UA"
    assert location.raw["id"] == BAKHMUT
    assert gazetteer.reverse((location.latitude, location.longitude)).address == location.address
    assert gazetteer.reverse(f"{location.latitude}, {location.longitude}").address == location.address
    assert gazetteer.geocode("Nowhereville") is None
    assert gazetteer.reverse((0.0, -30.0)) is None


def test_geocode_heeds_areas_and_countries(gazetteer):
    assert gazetteer.geocode("Donetsk, Rostov Oblast").raw["country"] == "RU"
    assert gazetteer.geocode("Donetsk, Russia").raw["country"] == "RU"
    assert gazetteer.geocode("Moscow", country_codes="us").raw["country"] == "US"
    assert len(gazetteer.geocode("Ivanivka", exactly_one=False, limit=3)) == 3


@pytest.mark.parametrize("point", ["here", (100.0, 20.0), ("a", "b", "c"), 7])
def test_reverse_refuses_what_is_no_point(gazetteer, point):
    with pytest.raises(RecordError, match="is no point"):
        gazetteer.reverse(point)


def test_geopandas_takes_it_as_a_provider(gazetteer):
    import geopandas

    table = geopandas.tools.geocode(["Soledar", "Nowhereville"], provider=lambda: gazetteer)
    assert round(table.geometry[0].y, 1) == 48.7
    assert table.geometry[1].is_empty


def test_it_pickles_to_the_same_index(gazetteer):
    other = pickle.loads(pickle.dumps(gazetteer))  # noqa: S301 - our own bytes
    assert other.fingerprint == gazetteer.fingerprint
    assert other.find("Soledar") == [NameHit(0, 7, "soledar")]


def test_two_processes_may_open_at_once(tmp_path):
    code = "from frontmap.gazetteer.index import Gazetteer; g = Gazetteer.open(); print(g.candidates('Soledar')[0].place.id, g.fingerprint)"
    environment = {**os.environ, "FRONTMAP_HOME": str(tmp_path)}
    both = [subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    answers = [process.communicate(timeout=120)[0] for process in both]
    assert answers[0] == answers[1]
    assert answers[0].startswith("geonames:706757 ")
    assert [path.suffix for path in (tmp_path / "gazetteer").iterdir()] == [".sqlite"]


def test_a_broken_index_is_built_anew(gazetteer, tmp_path, monkeypatch):
    monkeypatch.setenv("FRONTMAP_HOME", str(tmp_path))
    broken = tmp_path / "gazetteer" / gazetteer.info().path.name
    broken.parent.mkdir()
    broken.write_bytes(gazetteer.info().path.read_bytes()[:5000])
    monkeypatch.setattr(index, "gather", lambda _: ([Row(Place("x:1", "Soledar", 48.7, 38.1))], ()))
    assert Gazetteer.open().candidates("Soledar")[0].place.id == "x:1"


def test_an_index_that_another_process_compiled_meanwhile_and_holds_open_serves(gazetteer, tmp_path, monkeypatch):
    """On Windows a file that is open cannot be replaced."""
    monkeypatch.setenv("FRONTMAP_HOME", str(tmp_path))
    monkeypatch.setattr(index, "gather", lambda _: ([Row(Place("x:1", "Soledar", 48.7, 38.1))], ()))

    def held(_, path):
        Path(path).write_bytes(gazetteer.info().path.read_bytes())
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr(Path, "replace", held)
    assert Gazetteer.open().candidates("Soledar")[0].place.id == "geonames:706757"


@pytest.mark.parametrize(("path", "address"), [
    (PureWindowsPath(r"\\server\share\a b\i.sqlite"), "file:////server/share/a%20b/i.sqlite"),
    (PureWindowsPath(r"C:\Users\Ї\i.sqlite"), "file:///C:/Users/%D0%87/i.sqlite"),
    (PurePosixPath("/home/a?b#c%/i.sqlite"), "file:///home/a%3Fb%23c%25/i.sqlite"),
])  # fmt: skip
def test_an_index_is_opened_on_a_drive_and_on_a_server_s_share(path, address):
    """SQLite knows no host but this one: what follows two slashes must not be taken for one."""
    assert index._read_only(path) == f"{address}?mode=ro&immutable=1"


def test_a_cache_that_cannot_be_written_is_an_error(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("FRONTMAP_HOME", str(tmp_path / "file"))
    with pytest.raises(GazetteerError, match="FRONTMAP_HOME"):
        Gazetteer.open()


def test_a_users_dump_widens_the_gazetteer(gazetteer, shared):
    wider = Gazetteer.open(shared / "reference" / "UA.txt")
    assert wider.fingerprint != gazetteer.fingerprint
    assert len(list(wider.settlements("UA"))) > 29_000
    assert wider.info().size < 60_000_000
    assert len([place for place, _ in wider.within(48.6921, 38.07098, 3000) if place.name == "Soledar"]) == 1


def test_the_default_rows_know_most_settlements_that_reporting_names(gazetteer, shared):
    from frontmap.geodesy import distance_m

    near = []
    for line in (shared / "gold" / "dev-en.jsonl").read_text(encoding="utf-8").splitlines():
        for place in json.loads(line)["places"]:
            if place["level"] == "settlement":
                options = [candidate.place for candidate in gazetteer.candidates(place["text"])]
                near.append(any(distance_m(option.lat, option.lon, place["lat"], place["lon"]) < 5_000 for option in options))
    assert sum(near) / len(near) > 0.85
