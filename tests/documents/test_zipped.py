"""What is damaged in a zip archive is told as that; faults of the disk, and of ours, stay what they are."""

import errno
import io
import random
import zipfile

import pytest

from frontmap.config import Settings
from frontmap.documents import archive as room
from frontmap.documents.archive import ZippedFolder
from frontmap.documents.reader import Failure, read, read_stream
from frontmap.records import Document
from frontmap.zipped import DamagedArchiveError, open_archive, open_member

SENTENCE = "Russian forces captured Soledar, the ministry said. " * 400
PACKINGS = {"stored": zipfile.ZIP_STORED, "deflate": zipfile.ZIP_DEFLATED, "bzip2": zipfile.ZIP_BZIP2, "lzma": zipfile.ZIP_LZMA}
LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def zipped(packing=zipfile.ZIP_DEFLATED, name="a.txt", text=SENTENCE):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", packing) as packed:
        packed.writestr(name, text)
    return bytearray(data.getvalue())


def changed(data, sign, at, value):
    """Write bytes `at` so many behind a header's sign."""
    start = data.index(sign) + at
    data[start : start + len(value)] = value
    return data


def in_the_middle(packing):
    data = zipped(packing)
    middle = (data.index(b"a.txt") + data.index(CENTRAL)) // 2
    data[middle : middle + 8] = b"\xff" * 8
    return data


def unpacked(data):
    with open_archive(io.BytesIO(data)) as archive, open_member(archive, archive.infolist()[0]) as member:
        return member.read()


@pytest.mark.parametrize("packing", PACKINGS.values(), ids=PACKINGS)
def test_what_is_whole_is_unpacked(packing):
    assert unpacked(zipped(packing)) == SENTENCE.encode()


DAMAGE = {
    **{f"its {name} bytes": in_the_middle(packing) for name, packing in PACKINGS.items()},
    "its lzma properties": changed(zipped(zipfile.ZIP_LZMA), b"a.txt", 5, b"\x09\x04\x05\x00\xff\xff\xff\xff\xff"),
    "its checksum": changed(zipped(), CENTRAL, 16, b"\x00\x00\x00\x00"),
    "its encryption": changed(changed(zipped(), CENTRAL, 8, b"\x01"), LOCAL, 6, b"\x01"),
    "strong encryption": changed(zipped(), CENTRAL, 8, b"\x41"),
    "an unknown packing": changed(zipped(), CENTRAL, 10, b"\x63"),
    "its header": changed(zipped(), LOCAL, 0, b"PK\x07\x08"),
    "its name": changed(zipped(), LOCAL, 30, b"b"),
    "a name that is no UTF-8": changed(changed(zipped(), LOCAL, 6, b"\x00\x08"), LOCAL, 30, b"\xff"),
    "its place": changed(zipped(), CENTRAL, 42, b"\xff\xff\xff\x7f"),
    "its size": changed(zipped(zipfile.ZIP_STORED), CENTRAL, 20, b"\xff\xff\xff\x00\xff\xff\xff\x00"),
}


@pytest.mark.parametrize("data", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_told_where_it_is_met_and_harms_no_other(data, tmp_path):
    with pytest.raises(DamagedArchiveError, match=r"^is damaged in the archive \(.+\)$"):
        unpacked(data)
    (tmp_path / "a.zip").write_bytes(data)
    (tmp_path / "b.txt").write_text("Soledar stands.")
    failure, good = read([tmp_path])
    assert isinstance(failure, Failure)
    assert good.text == "Soledar stands."


TABLES = {
    "nothing": b"",
    "another file": b"<html>" * 100,
    "a version of later days": changed(zipped(), CENTRAL, 6, b"\xff"),
    "a name that is no UTF-8": changed(changed(zipped(), CENTRAL, 8, b"\x00\x08"), CENTRAL, 46, b"\xff"),
    "its sign": changed(zipped(), CENTRAL, 0, b"PK\x07\x07"),
    "a table that is longer than the file": changed(zipped(), END, 12, b"\xff\xff\xff\x7f"),
}


@pytest.mark.parametrize("data", TABLES.values(), ids=TABLES)
def test_a_damaged_table_of_contents_is_told(data, tmp_path):
    with pytest.raises(DamagedArchiveError, match="is no zip archive that can be opened"):
        open_archive(io.BytesIO(data))
    (tmp_path / "a.zip").write_bytes(data)
    (failure,) = read([tmp_path / "a.zip"])
    assert failure.reason.endswith(": pack the folder anew")


class FailingDisk(io.BytesIO):
    """A file that the disk gives up to a point."""

    def __init__(self, data, good):
        super().__init__(data)
        self.good = good

    def read(self, size=-1):
        if self.tell() < self.good:
            raise OSError(errno.EIO, "Input/output error")
        return super().read(size)


@pytest.mark.parametrize("name", ["", ".", "./."])
def test_a_file_without_a_name_is_named_by_its_archive(name):
    data = bytes(zipped(name="a" * len(name) or "a"))
    data = data.replace(b"a" * len(name), name.encode()) if name else bytes(changed(changed(bytearray(data), LOCAL, 26, b"\0\0"), CENTRAL, 28, b"\0\0"))
    assert all(isinstance(item, Failure) for item in read_stream(io.BytesIO(data), "a.zip", Settings()))


def test_a_fault_of_the_disk_is_no_damage_of_the_archive(tmp_path, monkeypatch):
    data = zipped(zipfile.ZIP_STORED)
    with open_archive(FailingDisk(data, data.index(CENTRAL))) as archive, pytest.raises(OSError, match="Input/output error") as caught:
        open_member(archive, archive.infolist()[0])
    assert not isinstance(caught.value, DamagedArchiveError)
    (tmp_path / "a.zip").write_bytes(data)
    monkeypatch.setattr(room, "seekable", lambda _: FailingDisk(data, data.index(CENTRAL)))
    (failure,) = read([tmp_path / "a.zip"])
    assert "cannot be read (Input/output error): check the path" in failure.reason


class Faulty:
    """A format with a fault of its own."""

    suffixes = (".txt",)

    def __init__(self, error):
        self.error = error

    def sniff(self, _):
        return True

    def read(self, stream, source, settings):
        del source, settings
        assert stream.read(5) == b"Russi"
        raise self.error
        yield


@pytest.mark.parametrize("error", [RuntimeError("ours"), ValueError("ours"), EOFError("ours"), OSError("ours")])
def test_a_fault_of_ours_is_not_laid_on_the_archive(error):
    stream = io.BufferedReader(io.BytesIO(zipped()))
    with pytest.raises(type(error), match="ours"):
        list(ZippedFolder((Faulty(error),)).read(stream, "a.zip", Settings()))


@pytest.mark.parametrize("packing", PACKINGS.values(), ids=PACKINGS)
def test_archives_damaged_at_random_are_read_or_refused(packing):
    chance, told, good = random.Random(1), {Document: 0, Failure: 0}, zipped(packing, text=SENTENCE[:900])  # noqa: S311 - not for secrets
    for _ in range(400):
        data = bytearray(good)
        for _ in range(chance.choice((1, 1, 2, 5))):
            data[chance.randrange(4, len(data))] = chance.choice((0, 1, 99, 127, 128, 255, chance.randrange(256)))
        data = data[: chance.randrange(4, len(data))] if chance.random() < 0.1 else data
        for item in read_stream(io.BytesIO(data), "a.zip", Settings()):
            told[type(item)] += 1
    assert told[Failure] > 100
