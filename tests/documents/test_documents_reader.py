"""Reading inputs: what is read, what fails, and that nothing else is lost."""

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from frontmap.config import Settings
from frontmap.documents.reader import Failure, read, suffixes
from frontmap.records import Document

TEXT = "Russian forces shelled the village on Monday.\nThe mayor said so."
SMALL = Settings(max_document_chars=1000)


def outcome(path, settings=None):
    """The texts and the reasons that an input gives."""
    items = list(read([path], settings or Settings()))
    return [item.text for item in items if isinstance(item, Document)], [item for item in items if isinstance(item, Failure)]


def write(path: Path, data: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_folder_is_read_recursively_in_sorted_order_without_hidden_files(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/y.md", ".hidden.txt", ".git/x.txt", "a/.DS_Store"):
        write(tmp_path / name, f"The text of {name} stands here.")
    texts, failures = outcome(tmp_path)
    assert texts == [f"The text of {name} stands here." for name in ("a/y.md", "a/z.txt", "b.txt")]
    assert failures == []


def test_missing_path_is_one_failure_and_the_rest_goes_on(tmp_path):
    good = write(tmp_path / "dispatch.txt", TEXT)
    items = list(read([tmp_path / "dispach.txt", good]))
    assert isinstance(items[0], Failure)
    assert "no such file" in items[0].reason
    assert "dispatch.txt" in items[0].reason, "the nearest name is told"
    assert items[1].text == TEXT


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("empty.jsonl", b"", "empty"),
        ("empty.csv", b"", "empty"),
        ("empty.html", b"", "empty"),
        ("empty.xml", b"", "empty"),
        ("empty.md", b"", "empty"),
        ("empty.json", b"[]", "empty list"),
        ("header.csv", b"text,title\n", "no rows"),
        ("binary.txt", b"MZ\x00\x01\x02\x00" * 50, "binary"),
        ("paper.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        ("office.txt", b"PK\x03\x04\x14\x00", "office"),
        ("long.txt", b"word " * 1000, "max_document_chars = 1,000"),
        ("long.jsonl", b'{"text": "' + b"word " * 1000 + b'"}\n', "max_document_chars = 1,000"),
        ("photo.jpg", b"\xff\xd8\xff", "no format has the ending '.jpg'"),
        ("blank.md", b"---\ntitle: Only a title\n---\n", "no text"),
        ("page.xml", b"<note><to>You</to></note>", "neither RSS nor Atom"),
        ("columns.csv", b"headline,wording\na,b\n", "its first line names 'headline', 'wording', expected one of text, body, content, article"),
        ("cut.json", b'{"text": "a"} x', "looks like JSON Lines"),
    ],
)
def test_bad_file_is_one_failure_that_says_why(tmp_path, name, data, expected):
    texts, failures = outcome(write(tmp_path / name, data), SMALL)
    assert texts == []
    assert len(failures) == 1
    assert expected in failures[0].reason
    assert name in failures[0].source
    assert name in str(failures[0])


def test_empty_folder_is_a_failure(tmp_path):
    assert "without files" in outcome(tmp_path)[1][0].reason


def test_unsupported_file_in_a_folder_is_reported_and_the_rest_is_read(tmp_path):
    write(tmp_path / "a.docx", b"PK")
    write(tmp_path / "b.txt", TEXT)
    texts, failures = outcome(tmp_path)
    assert texts == [TEXT]
    assert "skipped" in failures[0].reason
    assert "save it as text or HTML" in failures[0].reason


def test_huge_file_is_refused_without_being_read_whole(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(1 << 34)  # a sparse file of 16 GB: reading it would not end
    assert "max_document_chars" in outcome(path)[1][0].reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file_is_a_failure(tmp_path):
    path = write(tmp_path / "a.txt", TEXT)
    path.chmod(0)
    assert "cannot be read" in outcome(path)[1][0].reason


def test_a_junction_of_windows_is_a_link(tmp_path, monkeypatch):
    for name in ("outside", "inside", "inside/junction", "inside/folder"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(f"Soledar, {name}.")
    lstat, resolve = Path.lstat, Path.resolve

    def told(path):
        if path.name == "junction":
            return SimpleNamespace(st_mode=lstat(path).st_mode, st_reparse_tag=0xA0000003)
        return lstat(path)

    monkeypatch.setattr(Path, "lstat", told)
    monkeypatch.setattr(Path, "resolve", lambda path: tmp_path / "outside" if path.name == "junction" else resolve(path))
    assert [item.text for item in read([tmp_path / "inside"])] == ["Soledar, inside.", "Soledar, inside/folder."]


def test_a_file_that_goes_while_its_folder_is_read_is_told(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("Soledar.")
    (tmp_path / "b.txt").write_text("Kupiansk.")
    lstat = Path.lstat

    def gone(path):
        if path.name == "a.txt":
            raise FileNotFoundError(path)
        return lstat(path)

    monkeypatch.setattr(Path, "lstat", gone)
    assert [item.text for item in read([tmp_path]) if isinstance(item, Document)][-1] == "Kupiansk."


def test_links_out_of_a_folder_are_not_followed(tmp_path):
    write(tmp_path / "outside" / "secret.txt", "A secret text.")
    write(tmp_path / "inside" / "a.txt", TEXT)
    (tmp_path / "inside" / "link.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (tmp_path / "inside" / "folder").symlink_to(tmp_path / "outside")
    (tmp_path / "inside" / "loop").symlink_to(tmp_path / "inside")
    assert outcome(tmp_path / "inside") == ([TEXT], [])


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-16", "utf-8-sig"])
def test_russian_text_in_other_encodings_is_read(tmp_path, encoding):
    text = "Российские войска обстреляли город. По данным военной администрации, погибли два человека, ещё пятеро ранены.\n" * 3
    texts, failures = outcome(write(tmp_path / "a.txt", text.encode(encoding)))
    assert failures == []
    assert texts == [text]


def test_assumed_encoding_is_told_in_the_source(tmp_path):
    path = write(tmp_path / "a.txt", "Війська відбили атаку біля міста Бахмут, повідомив Генштаб. Ворог відступив на схід.\n".encode("cp1251") * 3)
    document = next(iter(read([path])))
    assert "read as cp1251" in document.source


def test_broken_byte_in_utf8_is_replaced_and_told(tmp_path):
    text = "Ворог атакував Авдіївку. " * 40
    data = bytearray(text.encode())
    data[500] = 0xFF
    document = next(iter(read([write(tmp_path / "a.txt", bytes(data))])))
    assert document.text.count("\N{REPLACEMENT CHARACTER}") <= 2
    assert "Авдіївку" in document.text
    assert "broken bytes" in document.source


def test_text_is_cleaned_and_newlines_are_one_sort(tmp_path):
    document = next(iter(read([write(tmp_path / "a.jsonl", '{"text": "One\\r\\ntwo\\rthree\\u0000 \\ud800 four"}\n')])))
    assert document.text == "One\ntwo\nthree\N{REPLACEMENT CHARACTER} \N{REPLACEMENT CHARACTER} four"
    document.text.encode("utf-8")


def test_ids_come_from_content_unless_given(tmp_path):
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.txt", TEXT)
    write(tmp_path / "c.txt", TEXT + " More.")
    first, same, other = read([tmp_path])
    assert first.id == same.id != other.id
    assert first == same, "where a document came from takes no part in equality"
    assert first.source != same.source


def test_one_id_for_two_texts_is_a_failure(tmp_path):
    lines = '{"id": "1", "text": "One text."}\n{"id": "1", "text": "Another text."}\n{"id": "1", "text": "One text."}\n'
    texts, failures = outcome(write(tmp_path / "a.jsonl", lines))
    assert texts == ["One text.", "One text."]
    assert "'1'" in failures[0].reason
    assert failures[0].source.endswith("a.jsonl:2")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'{"text": "A line of JSON."}\n{"text": "Another one."}\n', ["A line of JSON.", "Another one."]),
        (b"Plain prose, {with} braces.\n", ["Plain prose, {with} braces.\n"]),
        (b'[{"text": "In a list."}]', ["In a list."]),
        (b"<!DOCTYPE html><html><body><p>Hello, page of some length here.</p></body></html>", ["Hello, page of some length here."]),
        (b'<?xml version="1.0"?><rss><channel><item><title>T</title><description>D.</description></item></channel></rss>', ["T\n\nD."]),
        (b"---\ntitle: T\n---\nBody text.\n", ["Body text."]),
    ],
)
def test_format_of_a_stream_is_told_by_its_first_bytes(monkeypatch, data, expected):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert outcome("-") == (expected, [])


def test_empty_standard_input_is_a_failure(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    texts, failures = outcome("-")
    assert texts == []
    assert failures[0].source == "<stdin>"


def test_open_text_and_byte_streams_are_read():
    assert [item.text for item in read([io.StringIO("Some text."), io.BytesIO(b"More text.")])] == ["Some text.", "More text."]


def test_file_without_an_ending_is_sniffed(tmp_path):
    assert outcome(write(tmp_path / "dump", '{"text": "A line."}\n')) == (["A line."], [])


def test_language_of_settings_wins_over_all(tmp_path):
    path = write(tmp_path / "a.jsonl", '{"text": "Plain English text.", "language": "ru"}\n')
    assert next(iter(read([path]))).language == "ru"
    assert next(iter(read([path], Settings(language="uk")))).language == "uk"


def test_suffixes_are_sorted_and_told_once():
    assert list(suffixes()) == sorted(set(suffixes()))


def test_reading_twice_gives_the_same(tmp_path):
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.html", "<html><head><title>T</title></head><body><p>One paragraph of text that is long enough.</p></body></html>")
    assert list(read([tmp_path])) == list(read([tmp_path]))
