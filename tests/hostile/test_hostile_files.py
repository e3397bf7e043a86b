"""Files made to exhaust, to escape or to lie: each is read or refused with a reason, within bounded time and memory."""

import io
import json
import os
import subprocess
import sys
import threading
import time
import zipfile
from datetime import date

import pytest

from frontmap.config import Settings
from frontmap.control.reference import read_reference
from frontmap.documents.reader import Failure, read, read_stream
from frontmap.errors import FrontmapError, GazetteerError, InputError
from frontmap.gazetteer.added import read_source
from frontmap.records import Document
from frontmap.theatres.load import load_theatre

resource = pytest.importorskip("resource", reason="memory is measured, and bounded, as POSIX has it")

STORY = "Russian forces captured Soledar, the Russian Ministry of Defence said on Friday."
THEATRE = load_theatre("ukraine")


def one(text, ending, folder):
    path = folder / f"a{ending}"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read([path]))


@pytest.mark.parametrize("tag", ["div", "b", "table", "p", "ul><li", "svg", "x-y"])
def test_a_page_with_tens_of_thousands_of_nested_tags_is_read_or_named(tag, tmp_path):
    begun = time.process_time()
    (item,) = one(f"<html><body><p>{STORY}</p>{f'<{tag}>' * 20_000}{STORY} inside</body></html>", ".html", tmp_path)
    assert isinstance(item, Failure) or f"{STORY} inside" in item.text
    assert time.process_time() - begun < 60


@pytest.mark.parametrize("depth", [100, 255, 257, 1900])
def test_what_is_nested_as_deeply_as_the_parser_goes_is_not_lost(depth, tmp_path):
    (item,) = one(f"<html><body><p>{STORY}</p>{'<div>' * depth}{STORY} inside</body></html>", ".html", tmp_path)
    assert f"{STORY} inside" in item.text


@pytest.mark.slow
def test_a_page_with_a_million_nested_tags_takes_bounded_time_and_memory(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><p>{STORY}</p>{'<div>' * 1_000_000}{STORY} inside</body></html>", encoding="utf-8")
    program = f"import resource; resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))\nfrom frontmap.documents.reader import read\nitems = list(read([{str(path)!r}]))\nprint(len(items), type(items[0]).__name__, {STORY!r} in str(items[0]))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    assert done.stdout.startswith("1 Failure")


BOMB = '<!DOCTYPE rss [<!ENTITY a "ha">' + "".join(f'<!ENTITY {name} "{f"&{last};" * 10}">' for last, name in zip("abcdefghij", "bcdefghijk", strict=True)) + "]>"


@pytest.mark.parametrize("doctype", [BOMB, '<!DOCTYPE rss [<!ENTITY k SYSTEM "file:///etc/passwd">]>', '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">', '<!DOCTYPE rss [<!ENTITY % k SYSTEM "file:///etc/passwd"> %k;]>', BOMB.replace("[", "[<!-- ]> -->", 1), "<!DOCTYPE a><!DOCTYPE rss" + BOMB[13:]])  # fmt: skip
def test_entities_of_a_feed_are_not_followed(doctype, tmp_path):
    begun = time.process_time()
    items = one(f'<?xml version="1.0"?>{doctype}<rss version="2.0"><channel><title>x</title><item><title>&k;</title><description>{STORY} &k;</description></item></channel></rss>', ".rss", tmp_path)
    assert items
    for item in items:
        assert isinstance(item, Failure) or len(item.text) < 1000
        assert "root:" not in str(item)
    assert time.process_time() - begun < 20


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".jsonl", ".csv", ".rss", ".json"])
def test_any_encoding_is_read_or_named(ending, encoding, tmp_path):
    bodies = {
        ".jsonl": json.dumps({"text": STORY}) + "\n", ".json": json.dumps([{"text": STORY}]), ".csv": f'id,text\n1,"{STORY}"\n',
        ".html": f"<html><body><p>{STORY}</p></body></html>", ".rss": f"<rss><channel><item><title>t</title><description>{STORY}</description></item></channel></rss>",
    }  # fmt: skip
    items = one(bodies.get(ending, STORY).encode(encoding), ending, tmp_path)
    assert items
    for item in items:
        assert isinstance(item, Failure) or STORY in item.text


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".jsonl", ".csv", ".tsv", ".rss", ".atom", ".json", ""])
@pytest.mark.parametrize("data", [b"", b"\x00" * 10_000, b"\xff\xfe", b"\xef\xbb\xbf", bytes(range(256)) * 40, b"%PDF-1.7", b"PK\x03\x04" + b"\x00" * 100, b"\x1f\x8b\x08" + b"\x00" * 50, b"PAR1" + b"\xff" * 40 + b"PAR1", b"<" * 50_000, b"[" * 100_000, b'{"a":' * 50_000, b'{"id": ' + b"9" * 6000 + b', "text": "a"}', b'"' * 9999, b"\r" * 9999, b"---\n" * 5000, b"{" + b'"text": "a",' * 9999])  # fmt: skip
def test_rubbish_is_named_whatever_it_is_called(ending, data, tmp_path):
    begun = time.process_time()
    for item in one(data, ending, tmp_path):
        assert isinstance(item, Failure | Document)
    assert time.process_time() - begun < 20


def test_json_ld_of_a_million_values_holds_nothing_up(tmp_path):
    begun = time.process_time()
    (item,) = one(f'<html><head><script type="application/ld+json">[{"0," * 1_000_000}0]</script></head><body><p>{STORY}</p></body></html>', ".html", tmp_path)
    assert STORY in item.text
    assert time.process_time() - begun < 60


@pytest.mark.slow
def test_a_line_of_500_megabytes_is_refused_without_being_held():
    program = (
        "import re, sys\nfrom pathlib import Path\nfrom frontmap.config import Settings\nfrom frontmap.documents.reader import read\n"
        "items = list(read(['-'], Settings(max_document_chars=1_000_000)))\n"
        "print([type(item).__name__ for item in items], items[0], int(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]) // 1024)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=False) as running:
        running.stdin.write(b'{"text": "')
        for _ in range(500):
            running.stdin.write(b"a" * (1 << 20))
        running.stdin.write(b'"}\n' + json.dumps({"text": STORY}).encode() + b"\n")
        running.stdin.close()
        told = running.stdout.read().decode()
        assert running.wait(60) == 0
    assert told.startswith("['Failure', 'Document']")
    assert "max_document_chars" in told
    assert int(told.split()[-1]) < 400, told


def test_links_that_lead_out_and_special_files_are_passed_over_or_named(tmp_path):
    outside = tmp_path / "secret.txt"
    outside.write_text("a secret " + STORY)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(STORY)
    (folder / "out.txt").symlink_to(outside)
    (folder / "up").symlink_to(tmp_path)
    (folder / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "gone.txt").symlink_to(folder / "nothing.txt")
    (folder / "etc.txt").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe.txt")
    os.mkfifo(folder / "pipe")
    found = []
    reading = threading.Thread(target=lambda: found.extend(read([folder])), daemon=True)
    reading.start()
    reading.join(20)
    assert not reading.is_alive(), "a named pipe holds the reading up"
    assert [item.text for item in found if isinstance(item, Document)] == [STORY]
    assert not any("secret" in str(item) or "root:" in str(item) for item in found)
    assert {item.source.rpartition("/")[2] for item in found if isinstance(item, Failure)} >= {"pipe.txt", "pipe"}


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/full", "/proc/self/mem"])
def test_devices_are_named_and_not_read(path):
    (item,) = read([path])
    assert isinstance(item, Failure)


RING = [[37, 48], [38, 48], [38, 49], [37, 48]]


@pytest.mark.parametrize(
    "body",
    [
        "", "{}", "[]", "null", "NaN", "[" * 100_000, '{"type": "FeatureCollection"}', '{"type": "FeatureCollection", "features": [1, null, "x"]}',
        '{"type": "Polygon", "coordinates": [[[NaN, 48], [38, 48], [38, 49], [NaN, 48]]]}', '{"type": "Polygon", "coordinates": [[[Infinity, 48], [38, 48], [38, 49], [37, 48]]]}',
        '{"type": "Polygon", "coordinates": [[[1e400, 48], [38, 48], [38, 49], [37, 48]]]}', '{"type": "Polygon", "coordinates": [[[37, 48], [38, 48]]]}',
        '{"type": "Polygon", "coordinates": [[]]}', '{"type": "Polygon", "coordinates": []}', '{"type": "Polygon", "coordinates": "x"}', '{"type": "Polygon", "coordinates": [[["a", "b"]]]}',
        '{"type": "Polygon", "coordinates": [[[370, 48], [380, 48], [380, 49], [370, 48]]]}', '{"type": "Point", "coordinates": [37, 48]}', '{"type": "GeometryCollection", "geometries": [{}]}',
        '{"type": "Polygon", "coordinates": [[[' + "9" * 400 + ", 48], [38, 48], [38, 49], [37, 48]]]}", '{"type": "Nonsense", "coordinates": []}',
        '{"type": "FeatureCollection", "features": [{"geometry": {"type": "Polygon", "coordinates": null}}]}',
    ],
)  # fmt: skip
def test_a_reference_that_is_no_map_is_refused(body, tmp_path):
    path = tmp_path / "a.geojson"
    path.write_text(body)
    with pytest.raises(FrontmapError, match=r"a\.geojson"):
        read_reference(path, date(2025, 1, 1), THEATRE, "ru")


def test_rings_that_cross_themselves_are_mended(tmp_path):
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "Polygon", "coordinates": [[[37, 48], [38, 49], [38, 48], [37, 49], [37, 48]]]}))
    assert read_reference(path, date(2025, 1, 1), THEATRE, "ru").areas["ru"].is_valid


def test_a_reference_of_ten_million_points_is_refused_unread(tmp_path):
    path = tmp_path / "a.geojson"
    with path.open("w", encoding="ascii") as file:
        file.write('{"type": "Polygon", "coordinates": [[')
        for _ in range(100):
            file.write("[37.123456,48.123456]," * 100_000)
        file.write("[37.123456,48.123456]]]}")
    begun, most = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(InputError, match=r"expected 100,000,000 at most"):
        read_reference(path, date(2025, 1, 1), THEATRE, "ru")
    assert time.process_time() - begun < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - most < 50_000


@pytest.mark.slow
def test_a_reference_of_a_million_points_is_read_in_bounded_time(tmp_path):
    import math

    ring = [[37 + math.cos(at * math.tau / 1e6), 48 + math.sin(at * math.tau / 1e6)] for at in range(1_000_000)]
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "Polygon", "coordinates": [[*ring, ring[0]]]}))
    begun = time.process_time()
    assert set(read_reference(path, date(2025, 1, 1), THEATRE, "ru").areas) == {"ru"}
    assert time.process_time() - begun < 120


GEONAMES = "\t".join(("1", "Town", "Town", "", "48.5", "37.5", "P", "PPL", "UA", "", "05", "", "", "", "10", "", "", "Europe/Kyiv", "2020-01-01"))  # noqa: FLY002 - a row is its fields


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.csv", b""), ("a.csv", b"name\n"), ("a.csv", b"name,lat,lon,country\nTown,48,37\n"), ("a.csv", b"name,lat,lon,country\nTown,48,37,UA,extra\n"), ("a.csv", b"name,lat,lon,country\nTown,nan,37,UA\n"),
        ("a.csv", b"name,lat,lon,country\nTown,48,37e400,UA\n"), ("a.csv", "name,lat,lon,country\nTown,48,37,UA\n".encode("utf-16")), ("a.csv", b'name,lat,lon,country\n"Town,48,37,UA\n'), ("a.csv", b"\x00" * 99), ("a.csv", b'name,lat,lon,country\n"' + b"x" * 200_000 + b'",48,37,UA\n'),
        ("a.geojson", b"{"), ("a.geojson", b"[" * 100_000), ("a.geojson", b'{"features": [{"geometry": {"coordinates": [NaN, 1]}, "properties": {"name": "a", "country": "UA"}}]}'), ("a.geojson", b'{"features": [{"geometry": {"coordinates": ' + b"[" * 900 + b"1,2" + b"]" * 900 + b'}, "properties": {"name": "a", "country": "UA"}}]}'),
        ("a.geojson", b'{"features": [{"properties": [1]}]}'), ("a.geojson", b'{"features": [{"properties": "x", "geometry": "y"}]}'),
        ("a.txt", GEONAMES.encode()[:40]), ("a.txt", GEONAMES.replace("\t", "").encode()), ("a.txt", (GEONAMES + "\textra").encode()), ("a.txt", GEONAMES.replace("48.5", "nan").encode()), ("a.txt", b"\xff" * 99), ("a.txt", b"\t" * 18 + b"\n"),
        ("a.zip", b"PK\x03\x04"), ("a.zip", b""), ("a.exe", b"MZ"),
    ],
)  # fmt: skip
def test_a_broken_gazetteer_is_refused_with_file_and_reason(name, body, tmp_path):
    path = tmp_path / name
    path.write_bytes(body)
    try:
        source = read_source(path)
    except GazetteerError as error:
        told = str(error)
    else:
        told = f"{name} {source.count}"
    assert name in told
    assert len(told) < 2000


def bomb(path, name, size):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w", force_zip64=True) as inner:
        for _ in range(size >> 20):
            inner.write(b"a" * (1 << 20))


@pytest.mark.parametrize("name", ["a.txt", "../../a.txt", "/etc/a.txt", "a/../../../a.txt", "C:\\a.txt", "nul", "a.jsonl"])
def test_a_zip_writes_nothing_and_swells_no_memory(name, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    bomb(folder / "a.zip", name, 300 << 20)
    before = sorted(path.name for path in tmp_path.rglob("*"))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for item in read([folder / "a.zip"], Settings(max_document_chars=100_000)):
        assert isinstance(item, Failure)
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - most < 200_000


def test_a_gazetteer_that_is_a_bomb_is_refused_or_read(tmp_path):
    bomb(tmp_path / "UA.zip", "UA.txt", 50 << 20)
    with pytest.raises(GazetteerError, match=r"UA\.zip"):
        read_source(tmp_path / "UA.zip")


LYING = """
import io, json, random, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
import pyarrow
import pyarrow.parquet
from frontmap.documents.reader import read
folder, form = sys.argv[1:]
table = pyarrow.table({"id": ["a", "b", "c"], "text": ["Russian forces captured Soledar. " * 50] * 3, "published": ["2023-01-13"] * 3})
buffer = io.BytesIO()
if form == "parquet":
    pyarrow.parquet.write_table(table, buffer)
else:
    with pyarrow.ipc.new_file(buffer, table.schema) as writer:
        writer.write_table(table)
good, chance, told = buffer.getvalue(), random.Random(1), {"Document": 0, "Failure": 0}
for number in range(400):
    data = bytearray(good)
    first = max(0, len(data) - 600) if chance.random() < 0.7 else 0  # what such a file says of itself stands at its end
    for _ in range(chance.choice((1, 1, 2, 5))):
        data[chance.randrange(first, len(data))] = chance.choice((0, 255, 127, 128, chance.randrange(256)))
    path = f"{folder}/a.{form}"
    with open(path, "wb") as file:
        file.write(data[: chance.randrange(len(data))] if chance.random() < 0.1 else data)
    for item in read([path]):
        told[type(item).__name__] += 1
print(json.dumps(told))
"""


@pytest.mark.parametrize("form", ["parquet", "arrow"])
def test_a_table_that_lies_about_itself_is_refused_and_ends_no_process(form, tmp_path):
    pytest.importorskip("pyarrow")
    done = subprocess.run([sys.executable, "-c", LYING, str(tmp_path), form], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-800:]
    told = json.loads(done.stdout)
    assert told["Failure"] > 50
    assert told["Document"] > 50


def test_a_stream_that_lies_about_its_kind_is_read_or_named():
    for head in (b"{", b"[", b"<rss", b"<html>", b"---\n", b"WARC/1.0\r\n", b"PAR1", b"ARROW1", b"PK\x03\x04", b"\x1f\x8b"):
        for tail in (b"", b"\x00" * 100, b"\xff" * 100, STORY.encode(), b"\r\n" * 100):
            for item in read_stream(io.BytesIO(head + tail), "<stream>", Settings()):
                assert isinstance(item, Failure | Document | InputError)


MARKS = ("[", "[a", "![", "![a", "[a](", "[a](b", '[a](b "', "[a][", "<!--", "<a", "<http://a", "*a", "_a", "`", "~~a", "#", "# ", ">", "- ", "\\", "(", "| ", "\n---\n", "<!DOCTYPE", "<!DOCTYPE a[", "<!DOCTYPE a[]", "]", "<?xml", "<!---->", "<rss", "&a;", "https://a", "1.", "a. ", "Jan ", "“", "«")  # fmt: skip


@pytest.mark.parametrize("ending", [".md", ".rss", ".html", ".txt", ""])
def test_a_file_of_marks_alone_is_read_in_linear_time(ending, tmp_path):
    for mark in MARKS:
        for body in (mark * (100_000 // len(mark)), f"# {' ' * 50_000}{mark}", f"{mark}{' ' * 50_000}x", f"<rss>{mark * 10_000}"):
            begun = time.process_time()
            one(body, ending, tmp_path)
            assert time.process_time() - begun < 10, (mark, body[:20])
