"""Sources that a user adds for good: read, checked, kept, taken out."""

import dataclasses
import errno
import gzip

import pytest

from frontmap.errors import GazetteerError
from frontmap.gazetteer.added import AddedSource, add, added_files, added_folder, name_of, read_added, read_source, remove
from frontmap.gazetteer.curated import ExtraName
from frontmap.gazetteer.rows import Name, Row
from frontmap.records import Place

PLACES = AddedSource("own", "places", (Row(Place("x:1", "Тут", 48.5, 38.0, "UA", "", "PPL", 3, 10.0), (Name("Here"), Name("Was", "historic", "en", "1924", "2016"))),))
NAMES = AddedSource("names", "names", (), (ExtraName("x:1", Name("There", "alternate", "en"), 2), ExtraName("x:2", Name("So"), 3)), credit="somebody")
CODES = AddedSource("codes", "regions", (), (ExtraName("x:9", Name("Region"), 2),), {"UA.05": "Region"}, "MIT")


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("FRONTMAP_HOME", str(tmp_path / "home"))


@pytest.mark.parametrize("source", [PLACES, NAMES, CODES], ids=lambda source: source.sort)
def test_what_is_added_is_read_again(source):
    path = add(source)
    assert added_files() == (path,)
    assert read_added(path) == source
    first = path.read_bytes()
    add(source)
    assert path.read_bytes() == first


def test_a_source_of_one_name_takes_the_place_of_the_other():
    add(PLACES)
    add(dataclasses.replace(NAMES, name="own"))
    assert [read_added(path).sort for path in added_files()] == ["names"]


def test_nothing_else_in_the_folder_counts():
    add(PLACES)
    (added_folder() / ".own.jsonl.gz.part").write_text("half")
    (added_folder() / "notes.txt").write_text("x")
    assert len(added_files()) == 1


def test_a_source_is_taken_out():
    add(PLACES)
    assert remove("own").name == "own.jsonl.gz"
    assert added_files() == ()
    with pytest.raises(GazetteerError, match="none was added"):
        remove("own")
    add(NAMES)
    with pytest.raises(GazetteerError, match="expected one of names"):
        remove("own")


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:40], lambda _: b"no gzip", lambda data: data[:20] + b"\xff" * 20 + data[40:], lambda data: data[:-8] + bytes(8),
        lambda _: gzip.compress(b""), lambda _: gzip.compress(b"[]"), lambda _: gzip.compress(b"\xff"), lambda _: gzip.compress(b'{"sort": []}'), lambda _: gzip.compress(b'{"sort": "places"}\n7'),
    ],
)  # fmt: skip
def test_however_a_source_is_damaged_it_is_told(damage):
    path = add(PLACES)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(GazetteerError, match=r"is no added source .*add it again"):
        read_added(path)


def test_a_source_that_the_disk_does_not_give_is_not_called_damaged(monkeypatch):
    path = add(PLACES)

    def fail(_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(type(path), "read_bytes", fail)
    with pytest.raises(GazetteerError, match=r"cannot be read \(Input/output error\): check the file"):
        read_added(path)


def test_a_damaged_source_says_what_to_do():
    path = add(PLACES)
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(GazetteerError, match="run frontmap gazetteer remove own, then add it again"):
        read_added(path)


@pytest.mark.parametrize(("file", "name"), [("UA.zip", "UA"), ("my villages.csv", "my-villages"), ("a.b.csv", "a")])
def test_a_source_is_called_by_its_file(tmp_path, file, name):
    assert name_of(tmp_path / file) == name


@pytest.mark.parametrize("name", ["", "../up", "a b", "x" * 65])
def test_a_name_that_is_none_is_told(name):
    with pytest.raises(GazetteerError, match="expected up to 64 letters"):
        add(dataclasses.replace(PLACES, name=name))


def test_a_folder_is_told_as_one(tmp_path):
    with pytest.raises(GazetteerError, match="is a folder: name one file in it"):
        read_source(tmp_path)


@pytest.mark.parametrize(
    ("file", "content", "columns", "message"),
    [
        ("own.doc", "x", {}, "ends in '.doc': expected a GeoNames file"),
        ("own.txt", "x", {"name": "n"}, "leave --columns out"),
        ("own.csv", "name,lat,lon,country\n", {}, "holds no place"),
        (None, "", {}, "no such gazetteer file"),
    ],
)
def test_a_file_that_cannot_be_added_is_told(tmp_path, file, content, columns, message):
    path = tmp_path / (file or "none.csv")
    if file:
        path.write_text(content)
    with pytest.raises(GazetteerError) as caught:
        read_source(path, columns=columns)
    assert message in str(caught.value)


def test_a_folder_that_cannot_be_written_is_told(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("FRONTMAP_HOME", str(tmp_path / "file"))
    with pytest.raises(GazetteerError, match="FRONTMAP_HOME"):
        add(PLACES)
