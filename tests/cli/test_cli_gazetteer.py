"""`frontmap gazetteer`: sources of a user's own, added, checked, fetched and taken out again."""

import json
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from zipfile import ZipFile

import pytest

from frontmap.gazetteer import check, sources
from frontmap.gazetteer.index import Gazetteer
from frontmap.gazetteer.rows import Name, Row, data_folder, write_rows
from frontmap.records import Place

DUMP = "\n".join(
    f"{number}\t{name}\t{name}\t{others}\t{lat}\t{lon}\tP\tPPL\tUA\t\t05\t\t\t\t0\t\t\tEurope/Kyiv\t2026-02-01"
    for number, name, others, lat, lon in [
        (713174, "Bakhmut", "Бахмут", 48.59, 37.99),
        (990000001, "Testivka", "Тестівка", 48.7, 38.1),
        (692170, "Elsewhere", "", 46.5, 32.6),
    ]
)
NAMES = "1\t713174\tuk\tБахмутець\t\t\t\t\t\t\n2\t990000001\ten\tOldtest\t\t\t\t1\t1930\t2016\n3\t5\ten\tNobody\t\t\t\t\t\t\n"


@pytest.fixture(autouse=True)
def _small(tmp_path, monkeypatch):
    """A gazetteer of two towns, and a home of its own."""
    folder = tmp_path / "gazetteer"
    (folder / "rows").mkdir(parents=True)
    (folder / "curated").mkdir()
    (folder / "recipe").symlink_to(data_folder() / "recipe")
    towns = [
        Row(Place("geonames:692170", "Soledar", 48.68, 38.09, "UA", "Donetsk Oblast", "PPL", 10490)),
        Row(Place("geonames:713174", "Bakhmut", 48.594, 37.999, "UA", "Donetsk Oblast", "PPL", 80500), (Name("Artemivsk"),)),
    ]
    write_rows(folder / "rows" / "settlements.tsv.gz", towns)
    write_rows(folder / "rows" / "regions.tsv", [])
    write_rows(folder / "rows" / "countries.tsv", [])
    for module in (sources, check):
        monkeypatch.setattr(module, "data_folder", lambda: folder)
    monkeypatch.setenv("FRONTMAP_HOME", str(tmp_path / "home"))


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "UA.txt"
    path.write_text(DUMP + "\n", encoding="utf-8")
    return path


def test_a_dump_is_added_listed_and_taken_out(run, dump):
    code, out, err = run("gazetteer", "add", dump)
    assert code == 0
    assert "added UA: 3 places" in err
    assert "1 of places that were there, 2 new" in err
    assert "1 bear the id of a place that lies elsewhere" in err
    assert dict(line.split(maxsplit=1) for line in out.splitlines())["places"] == "4"
    gazetteer = Gazetteer.open()
    assert {candidate.place.id for candidate in gazetteer.candidates("Бахмут")} == {"geonames:713174"}
    assert gazetteer.candidates("Elsewhere")[0].place.id == "ua:692170"
    assert gazetteer.place("geonames:692170").name == "Soledar"
    code, out, _ = run("gazetteer", "info")
    assert "UA: 3 rows, 1 of places that others have, as its publisher says" in out
    assert run("gazetteer", "remove", "UA")[0] == 0
    assert Gazetteer.open().candidates("Testivka") == ()


def test_names_and_codes_are_added_to_the_places_that_are_there(run, dump, tmp_path):
    run("gazetteer", "add", dump)
    (tmp_path / "alternateNamesV2.txt").write_text(NAMES, encoding="utf-8")
    code, _, err = run("gazetteer", "add", tmp_path / "alternateNamesV2.txt", "--name", "names", "--licence", "CC BY 4.0", "--credit", "GeoNames")
    assert code == 0
    assert "added names: 2 names" in err
    found = Gazetteer.open().candidates("Oldtest")[0]
    assert (found.place.name, found.name_kind, found.name_from, found.name_until) == ("Testivka", "historic", "1930", "2016")
    assert "names: 2 rows, 2 of places that others have, CC BY 4.0\n  GeoNames" in run("gazetteer", "info")[1]


def test_a_table_needs_its_columns_told(run, tmp_path):
    path = tmp_path / "villages.csv"
    path.write_text("Village,Y,X\nTestivka,48.7,38.1\nBakhmut,48.595,38.0\n", encoding="utf-8")
    code, _, err = run("gazetteer", "add", path)
    assert code == 2
    assert "villages.csv:1: has no column for name, lat, lon, country" not in err  # Y and X are usual names
    assert "villages.csv:1: has no column for name, country: it has Village, Y, X; tell it with --columns name=…,country=UA" in err
    code, _, err = run("gazetteer", "add", path, "--columns", "name=Village,country=UA")
    assert code == 0
    assert "1 of places that were there, 1 new" in err
    assert run("gazetteer", "add", path, "--columns", "Village")[0] == 2


def test_geojson_is_added(run, tmp_path):
    feature = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [38.1, 48.7]}, "properties": {"title": "Testivka", "iso": "UA"}}
    (tmp_path / "own.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    assert run("gazetteer", "add", tmp_path / "own.geojson")[0] == 0
    assert Gazetteer.open().candidates("Testivka")[0].place.lon == 38.1


def test_a_broken_file_changes_nothing(run, dump):
    run("gazetteer", "add", dump)
    before = Gazetteer.open().fingerprint
    dump.write_text(DUMP.replace("48.7", "north"), encoding="utf-8")
    code, _, err = run("gazetteer", "add", dump)
    assert code == 2
    assert "UA.txt:2: column latitude is 'north'" in err
    assert Gazetteer.open().fingerprint == before


def test_build_compiles_and_tells(run):
    code, out, _ = run("gazetteer", "build")
    assert code == 0
    assert out.split()[:2] == ["places", "2"]


def test_check_tells_faults_in_a_table(run, dump, tmp_path):
    code, out, err = run("gazetteer", "check")
    assert (code, out) == (0, "")
    assert "no fault found" in err
    dump.write_text(f"{DUMP}\n{DUMP}\n".replace("48.7\t38.1", "38.1\t48.7"), encoding="utf-8")
    code, out, err = run("gazetteer", "check", dump)
    assert code == 1
    heads = [line for line in out.splitlines() if not line.startswith("  ")]
    assert heads == ["swapped coordinates: 2", "outside its country: 2", "duplicate id: 3", "another place's id: 2"]
    assert "faults found: 9" in err
    assert run("gazetteer", "add", dump)[0] == 2
    (tmp_path / "names.txt").write_text(NAMES, encoding="utf-8")
    assert "missing id: 2" in run("gazetteer", "check", tmp_path / "names.txt")[1]


def test_check_looks_at_added_sources_too(run, dump):
    run("gazetteer", "add", dump)
    code, out, _ = run("gazetteer", "check", "--country", "ua")
    assert code == 1
    assert "another place's id: 1" in out


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def test_download_fetches_and_adds_a_country(run, tmp_path, monkeypatch):
    site = tmp_path / "site"
    (site / "alternatenames").mkdir(parents=True)
    for name, text in (("UA", DUMP), ("alternatenames/UA", NAMES)):
        with ZipFile(site / f"{name}.zip", "w") as archive:
            archive.writestr("UA.txt", text + "\n")
    (site / "admin1CodesASCII.txt").write_text("IR.26\tTehran\tTehran\t110791\n")
    (site / "admin2Codes.txt").write_text("UA.05.14\tBakhmut Raion\tBakhmut Raion\t12\n")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with ThreadingHTTPServer(("127.0.0.1", 0), lambda *given: _Quiet(*given, directory=site)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            url = f"http://127.0.0.1:{server.server_address[1]}"
            code, _, err = run("gazetteer", "download", "UA", "--url", url)
            missing = run("gazetteer", "download", "XX", "--url", url)
        finally:
            server.shutdown()
            thread.join()
    assert code == 0, err
    assert "fetching UA.zip" in err
    info = Gazetteer.open().info()
    assert [(source.name, source.licence) for source in info.sources if source.credit == "GeoNames (geonames.org)"] == [
        (name, "CC BY 4.0") for name in ("UA", "UA-names", "admin1-codes", "admin2-codes")
    ]
    assert Gazetteer.open().candidates("Oldtest")[0].place.name == "Testivka"
    assert not any((tmp_path / "home" / "gazetteer" / "downloads").glob("UA*"))
    assert missing[0] == 2
    assert "XX.zip answers 404" in missing[2]
