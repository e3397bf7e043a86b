"""GeoNames' own files, plain and zipped, whole and broken."""

import zipfile

import pytest

from frontmap.errors import GazetteerError
from frontmap.gazetteer.curated import ExtraName
from frontmap.gazetteer.dumps import dump_sort, read_alternate_names, read_dump, read_region_codes
from frontmap.gazetteer.rows import Name
from frontmap.records import Place

DUMP = "713174\tBakhmut\tBakhmut\tArtemivsk,Бахмут,巴赫穆特,BHM,bahmut\t48.59\t37.99\tP\tPPL\tUA\t\t05\t\t\t\t80500\t\t\tEurope/Kyiv\t2026-02-01"
NAMES = [
    "1\t713174\tuk\tБахмут\t1\t\t\t\t\t",
    "2\t713174\ten\tArtyomovsk\t\t\t\t1\t1924\t20160204",
    "3\t713174\tlink\thttps://example.org\t\t\t\t\t\t",
    "4\t713174\tzh\t巴赫穆特\t\t\t\t\t\t",
    "5\t9\ten\tElsewhere\t\t\t\t\t\t",
    "6\t713174\tru\tАртёмовск\t\t\t\t\t\t2016",
]


def written(tmp_path, name, *lines):
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_dump_gives_its_settlements_and_areas(tmp_path):
    church = DUMP.replace("713174", "2").replace("\tP\tPPL\t", "\tS\tCH\t")
    raion = DUMP.replace("713174", "3").replace("\tP\tPPL\t", "\tA\tADM2\t")
    former = DUMP.replace("713174", "4").replace("\tP\tPPL\t", "\tP\tPPLH\t")
    town, area = read_dump(written(tmp_path, "UA.txt", DUMP, church, raion, former))
    assert town.place == Place("geonames:713174", "Bakhmut", 48.59, 37.99, "UA", "05", "PPL", 80500)
    assert [name.text for name in town.names] == ["Artemivsk", "Бахмут"]
    assert area.place.feature == "ADM2"


def test_a_zip_is_read_by_its_largest_text(tmp_path):
    path = tmp_path / "UA.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "read me " * 1000)
        archive.writestr("iso-languagecodes.txt", "a\tb\n")
        archive.writestr("UA.txt", DUMP + "\n")
    assert dump_sort(path) == "dump"
    assert [row.place.name for row in read_dump(path)] == ["Bakhmut"]


def test_alternate_names_have_language_kind_and_years(tmp_path):
    path = written(tmp_path, "alternateNamesV2.txt", *NAMES)
    assert dump_sort(path) == "alternate names"
    known = "geonames:713174"
    assert list(read_alternate_names(path, {known})) == [
        ExtraName(known, Name("Бахмут", "alternate", "uk"), 1),
        ExtraName(known, Name("Artyomovsk", "historic", "en", "1924", "2016-02-04"), 2),
        ExtraName(known, Name("Артёмовск", "historic", "ru", "", "2016"), 6),
    ]
    assert len(list(read_alternate_names(path))) == 4


def test_codes_of_regions_and_districts(tmp_path):
    path = written(tmp_path, "codes.txt", "UA.05\tDonetsk Oblast\tDonetsk Oblast\t709716", "UA.05.14\tBakhmut Raion\tBakhmut Raion\t12")
    assert dump_sort(path) == "region codes"
    assert [(code.code, code.name, code.place_id) for code in read_region_codes(path)] == [
        ("UA.05", "Donetsk Oblast", "geonames:709716"),
        ("UA.05.14", "Bakhmut Raion", "geonames:12"),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("1\t2", "has 2 columns: expected the 19"),
        (DUMP.replace("48.59", "north"), "column latitude is 'north': expected degrees from -90 to 90"),
        (DUMP.replace("37.99", "197.99"), "column longitude is '197.99': expected degrees from -180 to 180"),
        (DUMP.replace("80500", "many"), "column population is 'many': expected a whole number"),
        (DUMP.replace("713174", "-1"), "column geonameid is '-1'"),
        (DUMP.replace("\tUA\t", "\tUkraine\t"), "column country code is 'Ukraine'"),
        (DUMP.replace("Bakhmut\tBakhmut", "\t"), "column name is ''"),
        (DUMP, "column geonameid is '713174': expected an id that does not stand in line 1 already"),
    ],
)
def test_a_broken_line_is_told_with_its_column(tmp_path, line, message):
    path = written(tmp_path, "UA.txt", DUMP, line)
    with pytest.raises(GazetteerError) as caught:
        list(read_dump(path))
    assert message in str(caught.value)
    assert (caught.value.path, caught.value.line) == (path, 2)


@pytest.mark.parametrize(
    ("read", "lines", "message"),
    [
        (read_alternate_names, [NAMES[0], "1\t2\t3"], ":2: has 3 columns: expected the 10"),
        (read_alternate_names, [NAMES[0], NAMES[0].replace("713174", "x")], ":2: column geonameid is 'x'"),
        (read_region_codes, ["UA.05\tA\tA\t1", "UA.05\tA"], ":2: has 2 columns: expected the 4"),
        (read_region_codes, ["UA.05\tA\tA\t1", "05\tA\tA\t1"], ":2: column code is '05'"),
        (read_region_codes, ["UA.05\tA\tA\t1", "UA.05\tA\tA\tx"], ":2: column geonameid is 'x'"),
    ],
)
def test_other_files_are_checked_too(tmp_path, read, lines, message):
    with pytest.raises(GazetteerError, match="file") as caught:
        list(read(written(tmp_path, "file.txt", *lines)))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"one\ttwo\n", "a.txt:1: has 2 columns, the first 'one': expected the 19 columns of a country dump"),
        ("a.txt", b"\n\n", "is empty"),
        ("a.txt", b"\xff\xfe", "is not UTF-8"),
        ("a.zip", b"no zip", "is no zip archive: fetch it again"),
        ("a.zip", None, "holds no .txt"),
    ],
)
def test_what_is_no_geonames_file_is_told(tmp_path, name, content, message):
    path = tmp_path / name
    if content is None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("picture.png", "")
    else:
        path.write_bytes(content)
    with pytest.raises(GazetteerError) as caught:
        dump_sort(path)
    assert message in str(caught.value)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(GazetteerError, match="cannot be read"):
        dump_sort(tmp_path / "none.txt")


@pytest.mark.parametrize(("sign", "at", "value"), [(b"PK\x01\x02", 8, b"\x01"), (b"PK\x01\x02", 16, b"\0\0\0\0"), (b"PK\x01\x02", 10, b"\x63"), (b"PK\x01\x02", 42, b"\xff\xff\xff\x7f"), (b"a.txt", 5, b"\xff\xff\xff")])
def test_an_archive_that_is_locked_or_damaged_is_told(tmp_path, sign, at, value):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", DUMP * 50)
    data = bytearray(path.read_bytes())
    data[data.index(sign) + at : data.index(sign) + at + len(value)] = value
    path.write_bytes(data)
    with pytest.raises(GazetteerError, match=r"a\.zip: is damaged in the archive \(.+\): fetch it again"):
        list(read_dump(path))
