"""Collections from elsewhere (web archives, channel exports, news items, tables, zipped folders): what they give, and what bad ones do."""

import base64
import datetime as dt
import errno
import gzip
import hashlib
import io
import json
import os
import stat
import subprocess
import sys
import uuid
import zipfile

import pytest

from frontmap.config import Settings
from frontmap.documents.arrow import ParquetTable
from frontmap.documents.reader import Failure, read, read_stream
from frontmap.documents.warc import WebArchive
from frontmap.records import Document

DAY = dt.date(2023, 1, 13)
SENTENCE = "The ministry said on Friday that its forces had captured the town of Soledar after heavy fighting."
PAGE = f"<html><head><title>Soledar</title><meta property='article:published_time' content='2023-01-13T08:00:00Z'></head><body><article>{f'<p>{SENTENCE}</p>' * 4}</article></body></html>"


@pytest.fixture
def load(tmp_path):
    def load(name, data, settings=None):
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return list(read([path], settings or Settings()))

    return load


def only_failure(items):
    (item,) = items
    assert isinstance(item, Failure), item
    return item.reason


# --- web archives


def archive(*pages, packed=True):
    """Return a WARC of (address, status, type, body), as the standard has it; packed record by record."""
    records = [_record({"WARC-Type": "warcinfo", "Content-Type": "application/warc-fields"}, b"software: test\r\n")]
    for url, status, kind, body in pages:
        block = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        headers = {"WARC-Type": "response", "WARC-Target-URI": url, "Content-Type": "application/http; msgtype=response"}
        records.append(_record({**headers, "WARC-Payload-Digest": _digest(body), "WARC-Block-Digest": _digest(block)}, block))
    return b"".join(gzip.compress(record, mtime=0) if packed else record for record in records)


def _record(headers, block):
    told = {**headers, "WARC-Date": "2023-02-01T10:00:00Z", "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, repr(headers))}>", "Content-Length": len(block)}
    return b"WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in told.items()).encode() + b"\r\n" + block + b"\r\n\r\n"


def _digest(data):
    return f"sha1:{base64.b32encode(hashlib.sha1(data).digest()).decode()}"  # noqa: S324 - what web archives use


@pytest.mark.parametrize(("name", "packed"), [("crawl.warc.gz", True), ("crawl.warc", False)])
def test_a_web_archive_gives_its_pages(load, name, packed):
    data = archive(
        ("https://www.example.org/soledar", "200 OK", "text/html; charset=utf-8", PAGE.encode()),
        ("https://www.example.org/gone", "404 Not Found", "text/html", PAGE.encode()),
        ("https://www.example.org/a.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://other.example.com/note", "200 OK", "text/plain", SENTENCE.encode()),
        packed=packed,
    )
    page, note = load(name, data)
    assert (page.title, page.published, page.url, page.publisher) == ("Soledar", DAY, "https://www.example.org/soledar", "example.org")
    assert SENTENCE in page.text
    assert "saved 2023-02-01T10:00:00Z, sha1:" in page.source
    assert page.source.partition(" ")[0].endswith(f"{name}#2")
    assert note.published is None, "the day of saving is no day of publication"
    assert note.text == SENTENCE


def test_a_page_that_was_changed_after_it_was_saved_is_not_read(load):
    data = archive(("https://example.org/a", "200 OK", "text/plain", SENTENCE.encode()), packed=False)
    assert "does not match its own digest" in only_failure(load("a.warc", data.replace(b"captured", b"released")))


@pytest.mark.parametrize("cut", [0, 5, 50, 90])
def test_a_broken_web_archive_is_a_failure(load, cut):
    whole = archive(("https://example.org/a", "200 OK", "text/html", PAGE.encode()))
    assert isinstance(load("a.warc.gz", whole[: len(whole) * cut // 100])[-1], Failure)


@pytest.mark.parametrize("data", [b"WARC/1.0\r\nContent-Length: -5\r\n\r\nx", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: huge\r\n\r\n", b"\x00" * 4000, b"WARC/9.9 ?"])
def test_nonsense_that_calls_itself_a_web_archive_is_a_failure(load, data):
    assert isinstance(load("a.warc", data)[-1], Failure)


def test_a_fault_of_ours_is_not_laid_on_the_web_archive(monkeypatch):
    data = archive(("https://example.org/a", "200 OK", "text/plain", SENTENCE.encode()))
    for error in (ValueError("ours"), TypeError("ours"), AttributeError("ours"), LookupError("ours"), OSError("ours")):
        monkeypatch.setattr("frontmap.documents.warc.make_document", raising(error))
        with pytest.raises(type(error), match="ours"):
            list(WebArchive().read(io.BufferedReader(io.BytesIO(data)), "a.warc.gz", Settings()))


def test_a_fault_of_the_disk_is_not_laid_on_an_archive_or_table():
    table = tables(rows())["a.parquet"]
    for form, data in ((WebArchive(), archive(("https://example.org/a", "200 OK", "text/plain", SENTENCE.encode()))), (ParquetTable(), table)):
        stream = io.BufferedReader(FailingDisk(data))
        with pytest.raises(OSError, match="Input/output error"):
            list(form.read(stream, "a", Settings()))


def test_a_fault_of_ours_is_not_laid_on_the_table(monkeypatch):
    monkeypatch.setattr("frontmap.documents.arrow.document_from_fields", raising(ValueError("ours")))
    with pytest.raises(ValueError, match="ours"):
        list(ParquetTable().read(io.BufferedReader(io.BytesIO(tables(rows())["a.parquet"])), "a", Settings()))


def raising(error):
    def fail(*_, **__):
        raise error

    return fail


class FailingDisk(io.BytesIO):
    """A file that the disk does not give."""

    def readinto(self, _):
        raise OSError(errno.EIO, "Input/output error")

    read1 = read = readinto


def test_a_page_that_swells_is_bounded(load):
    data = archive(("https://example.org/a", "200 OK", "text/plain", b"a" * 5_000_000), ("https://example.org/b", "200 OK", "text/plain", SENTENCE.encode()))
    long, short = load("a.warc.gz", data, Settings(max_document_chars=1000))
    assert "max_document_chars" in long.reason
    assert short.text == SENTENCE


# --- Telegram


def export(*posts, **chat):
    return json.dumps({"name": "Степной канал", "type": "public_channel", "id": 1234567, **chat, "messages": list(posts)}, ensure_ascii=False, indent=1)


def post(number=7, text=SENTENCE, **more):
    return {"id": number, "type": "message", "date": "2023-01-14T01:30:00", "date_unixtime": "1673645400", "from": "x", "text": text, **more}


def test_each_post_is_a_document(load):
    pieces = ["Bakhmut, ", {"type": "bold", "text": "Soledar"}, " and more"]
    first, second = load("result.json", export(post(), {"id": 8, "type": "service", "text": "", "action": "pin_message"}, post(9, pieces, forwarded_from="Rybak"), post(10, "", photo="x.jpg")))
    assert (first.text, first.published, first.publisher, first.url) == (SENTENCE, dt.date(2023, 1, 13), "Степной канал", "https://t.me/c/1234567/7")
    assert second.text == "Bakhmut, Soledar and more"
    assert second.source.endswith("result.json#9 (forwarded from Rybak)")


def test_an_export_on_one_line_and_from_a_pipe_is_known(load):
    data = json.dumps(json.loads(export(post()))).encode()
    assert load("channel.json", data)[0].text == SENTENCE
    assert next(read_stream(io.BytesIO(data), "<stdin>", Settings())).publisher == "Степной канал"


def test_a_long_export_is_read_post_by_post(tmp_path):
    path = tmp_path / "result.json"
    path.write_text(export(*(post(number, f"{SENTENCE} {number}") for number in range(20_000))), encoding="utf-8")
    found = read([path], Settings(max_document_chars=300))
    assert next(found).text.endswith(" 0")
    assert sum(isinstance(item, Document) for item in found) == 19_999


def test_what_people_write_to_each_other_is_not_read(load):
    assert "is the export of a personal chat" in only_failure(load("result.json", export(post(), type="personal_chat")))
    account = '{"about": "x", "personal_information": {}, "chats": {"list": [' + export(post()) + "]}}"
    assert "export each channel by itself" in only_failure(load("result.json", account))


def test_an_export_that_breaks_off_gives_what_came_before(load):
    first, failure = load("result.json", export(post(), post(8))[:-90])
    assert first.text == SENTENCE
    assert "post 2" in failure.reason
    assert "no post" in only_failure(load("r.json", export()))
    assert "post 1" in only_failure(load("s.json", '{"name": "x", "type": "public_channel", "messages": [' + '{"a":' * 100_000))


@pytest.mark.parametrize("bad", [{"id": [], "text": {"text": 1}}, {"text": [None, 3, {"text": None}]}, {"text": SENTENCE, "date_unixtime": "1e99", "date": []}, 5, None, []])
def test_a_strange_post_harms_no_other(load, bad):
    strange = {"type": "message", **bad} if isinstance(bad, dict) else bad
    assert SENTENCE in [item.text for item in load("result.json", export(strange, post())) if isinstance(item, Document)]


# --- ninjs


def test_an_item_of_ninjs_2(load):
    item = {
        "uri": "https://example.org/items/1", "standard": {"name": "ninjs", "version": "2.1"}, "type": "text", "language": "en-GB",
        "firstcreated": "2023-01-13T08:00:00+00:00", "versioncreated": "2023-01-15T08:00:00+00:00",
        "headlines": [{"role": "short", "value": "Short"}, {"role": "main", "value": "Fighting in <em>Soledar</em>"}],
        "bodies": [{"contenttype": "text/html", "value": f"<p>{SENTENCE}</p><script>x()</script>"}],
        "infosources": [{"name": "A photographer", "role": "photo"}, {"name": "Eastern Wire", "role": "publisher"}],
    }  # fmt: skip
    (document,) = load("item.json", json.dumps(item))
    assert (document.title, document.published, document.publisher, document.url) == ("Fighting in Soledar", DAY, "Eastern Wire", "https://example.org/items/1")
    assert document.text == f"Fighting in Soledar\n\n{SENTENCE}"
    assert document.language == "en"


def test_items_of_ninjs_1_in_a_list(load):
    items = [
        {"uri": "urn:1", "headline": "A", "body_text": SENTENCE, "versioncreated": "2023-01-13T08:00:00Z", "source": "Wire"},
        {"uri": "urn:2", "type": "picture", "headline": "A picture"},
        {"uri": "urn:3", "pubstatus": "canceled", "body_text": SENTENCE},
        "nonsense",
    ]
    first, *others = load("items.ninjs", json.dumps({"items": items}))
    assert (first.published, first.publisher, first.url) == (DAY, "Wire", None)
    reasons = [failure.reason for failure in others]
    assert [word in reason for word, reason in zip(("no body", "canceled", "JSON str"), reasons, strict=True)] == [True] * 3


@pytest.mark.parametrize("key", ["headlines", "bodies", "infosources", "language", "uri", "versioncreated", "pubstatus"])
@pytest.mark.parametrize("value", [5, {"a": []}, [None, 7, {"value": 3, "role": {}}], None, True])
def test_a_strange_item_is_read_or_refused(load, key, value):
    items = load("a.json", json.dumps({"body_text": SENTENCE, "headline": "A", key: value}))
    assert [type(item) for item in items] in ([Document], [Failure])


def test_a_plain_json_file_is_still_one(load):
    assert load("a.json", json.dumps([{"text": SENTENCE, "published": "2023-01-13"}]))[0].published == DAY


# --- Parquet and Arrow


def tables(table):
    """Return a table as (name, bytes) in each form."""
    import pyarrow as pa
    import pyarrow.feather
    import pyarrow.parquet as pq

    parquet, feather, stream = io.BytesIO(), io.BytesIO(), io.BytesIO()
    pq.write_table(table, parquet, row_group_size=2)
    pa.feather.write_feather(table, feather)
    with pa.ipc.new_stream(stream, table.schema) as writer:
        writer.write_table(table)
    return {"a.parquet": parquet.getvalue(), "a.feather": feather.getvalue(), "a.arrows": stream.getvalue()}


def rows():
    import pyarrow as pa

    return pa.table({
        "Body": [SENTENCE, f"{SENTENCE} 2", None, f"{SENTENCE} 4"],
        "id": [1, 2, 3, 4],
        "date": pa.array([dt.datetime(2023, 1, 13, 8, tzinfo=dt.UTC), None, None, dt.datetime(2023, 1, 14, tzinfo=dt.UTC)], pa.timestamp("us", "UTC")),
        "url": ["https://example.org/1", None, None, None],
        "other": [b"x", b"x", b"x", b"x"],
    })  # fmt: skip


@pytest.mark.parametrize("name", ["a.parquet", "a.feather", "a.arrows"])
def test_a_row_is_a_document(load, name):
    first, second, empty, last = load(name, tables(rows())[name])
    assert (first.id, first.text, first.published, first.url, first.publisher) == ("1", SENTENCE, DAY, "https://example.org/1", "example.org")
    assert second.published is None
    assert isinstance(empty, Failure)
    assert (last.source.rpartition("/")[2], last.published) == (f"{name}#4", dt.date(2023, 1, 14))


@pytest.mark.parametrize("name", ["a.parquet", "a.feather", "a.arrows"])
def test_a_table_from_a_pipe_is_known_by_its_first_bytes(name):
    code = "import sys; from frontmap.documents.reader import read; print(sum(hasattr(item, 'text') for item in read(['-'])))"
    done = subprocess.run([sys.executable, "-c", code], input=tables(rows())[name], capture_output=True, check=True)
    assert done.stdout.strip() == b"3"


@pytest.mark.parametrize("name", ["a.parquet", "a.feather", "a.arrows"])
def test_a_broken_table_is_a_failure(load, name):
    data = tables(rows())[name]
    for bad in (data[: len(data) // 2], data[:9], data[:-20] + b"\xff" * 20, b""):
        assert isinstance(load(name, bad)[-1], Failure)


def test_a_table_without_text_names_its_columns(load):
    import pyarrow as pa

    assert "'titel'" in only_failure(load("a.parquet", tables(pa.table({"titel": ["x"]}))["a.parquet"]))
    assert "without rows" in only_failure(load("b.parquet", tables(pa.table({"text": pa.array([], pa.string())}))["a.parquet"]))


@pytest.mark.parametrize(("module", "name", "extra"), [("pyarrow", "a.parquet", "parquet"), ("warcio.archiveiterator", "a.warc", "warc")])
def test_a_missing_library_names_its_extra(load, monkeypatch, module, name, extra):
    monkeypatch.setitem(sys.modules, module, None)
    assert f"pip install 'frontmap[{extra}]'" in only_failure(load(name, b"PAR1"))


# --- zipped folders


def zipped(files, compression=zipfile.ZIP_DEFLATED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return data.getvalue()


def test_a_zipped_folder_is_a_folder(load):
    files = {"b/two.html": PAGE, "a.txt": SENTENCE, "result.json": export(post()), "t.parquet": tables(rows())["a.parquet"], ".hidden": "x", "__MACOSX/a.txt": "x", "x.exe": b"MZ"}
    items = load("articles.zip", zipped(files))
    assert [item.source.partition("!")[2] for item in items if isinstance(item, Document)] == ["a.txt", "b/two.html", "result.json#7", "t.parquet#1", "t.parquet#2", "t.parquet#4"]
    assert [item.reason[:7] for item in items if isinstance(item, Failure)] == ["lacks '", "skipped"]


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/passwd.txt", "a/../../b.txt", "C:/x.txt", "..\\x.txt"])
def test_an_entry_outside_is_not_read(load, name):
    items = load("a.zip", zipped({name: SENTENCE, "good.txt": SENTENCE}))
    assert sorted(type(item).__name__ for item in items) == ["Document", "Failure"]
    assert any("points outside" in item.reason for item in items if isinstance(item, Failure))


def test_a_link_is_not_followed(load):
    link = zipfile.ZipInfo("link.txt")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    assert "is a link" in only_failure(load("a.zip", zipped({link: "/etc/passwd"})))


def test_a_bomb_is_not_lit(load):
    assert "fold: not read" in only_failure(load("a.zip", zipped({"a.txt": b"a" * 20_000_000})))
    inner = zipped({"a.txt": SENTENCE})
    assert all("archive within an archive" in item.reason for item in load("b.zip", zipped({"inner.zip": inner, "inner.warc.gz": b"\x1f\x8b", "x.tar": b""})))


def test_an_archive_that_lies_about_a_size_stays_bounded(load):
    data = zipped({"a.txt": b"a" * 3_000_000})
    size = (3_000_000).to_bytes(4, "little")
    lying = data.replace(size, (10).to_bytes(4, "little"))
    assert lying != data
    assert isinstance(load("a.zip", lying)[0], Failure)


def test_too_many_files_and_too_much_are_refused(load, monkeypatch):
    from frontmap.documents import archive as room

    monkeypatch.setattr(room, "_MOST_FILES", 2)
    assert "holds 3 files" in only_failure(load("a.zip", zipped({f"{number}.txt": SENTENCE for number in range(3)})))
    monkeypatch.setattr(room, "_MOST_BYTES", 50)
    assert "unpacks to" in only_failure(load("b.zip", zipped({"a.txt": SENTENCE})))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x03\x04" + b"\x00" * 100, b"PK\x05\x06" + b"\xff" * 18])
def test_a_broken_archive_is_a_failure(load, data):
    assert isinstance(load("a.zip", data)[-1], Failure)


def test_a_damaged_or_locked_file_harms_no_other(load):
    data = bytearray(zipped({"a.txt": SENTENCE, "b.txt": SENTENCE + " Twice."}, zipfile.ZIP_STORED))
    data[data.index(b"captured")] = 0
    bad, good = load("a.zip", bytes(data))
    assert "damaged" in bad.reason
    assert good.text.endswith("Twice.")
    locked = bytearray(zipped({"a.txt": SENTENCE}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert "is encrypted" in only_failure(load("b.zip", bytes(locked)))


def test_an_office_file_is_told_from_an_archive(load):
    assert "office file" in only_failure(load("a.zip", zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"})))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_zipped_folder_can_come_from_a_pipe():
    code = "import sys; from frontmap.documents.reader import read; print([item.text for item in read(['-'])])"
    done = subprocess.run([sys.executable, "-c", code], input=zipped({"a.txt": "Soledar."}), capture_output=True, check=True)
    assert done.stdout.strip() == b"['Soledar.']"
