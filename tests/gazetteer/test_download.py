"""GeoNames' files from a server of this machine: whole, broken off, gone on with, wrong."""

import io
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from frontmap.errors import GazetteerError
from frontmap.gazetteer.download import GEONAMES_URL, Download, base_url, download, files_of

LINE = "713174\tBakhmut\tBakhmut\t\t48.59\t37.99\tP\tPPL\tUA\t\t05\t\t\t\t80500\t\t\tEurope/Kyiv\t2026-02-01\n"
DUMP = Download("UA.zip", "dump", "UA")
CODES = Download("admin1CodesASCII.txt", "region codes", "admin1-codes")


def zipped(text=LINE, name="UA.txt"):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, text * 50)
    return packed.getvalue()


def deflated():
    """Return an archive whose stream breaks off in what no one packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("UA.txt", LINE * 50)
    data = bytearray(packed.getvalue())
    data[36:40] = b"\xff\xff\xff\xff"
    return bytes(data)


class Server(ThreadingHTTPServer):
    """Gives `files`; `cuts` says after how many bytes each answer breaks off; keeps what was asked for."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.files, self.cuts, self.asked, self.ranges = {}, [], [], True

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        server, wanted = self.server, self.headers.get("Range")
        server.asked.append((self.path, wanted))
        data = server.files.get(self.path)
        if data is None:
            self.send_error(404)
            return
        start = int(wanted[6:-1]) if wanted and server.ranges else 0
        if start >= len(data):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        cut = server.cuts.pop(0) if server.cuts else None
        self.wfile.write(data[start:][:cut])

    def log_message(self, *_):
        pass


@pytest.fixture
def server(tmp_path, monkeypatch):
    monkeypatch.setenv("FRONTMAP_HOME", str(tmp_path))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def left(tmp_path):
    return sorted(path.name for path in (tmp_path / "gazetteer" / "downloads").iterdir())


def test_a_file_is_fetched_checked_and_told_of(server, tmp_path):
    server.files = {"/UA.zip": zipped(), "/admin1CodesASCII.txt": b"UA.05\tDonetsk Oblast\tDonetsk Oblast\t709716\n"}
    told = []
    path = download(DUMP, server.url, lambda *values: told.append(values))
    assert path.read_bytes() == server.files["/UA.zip"]
    size = len(server.files["/UA.zip"])
    assert told[0] == ("UA.zip", 0, size)
    assert told[-1] == ("UA.zip", size, size)
    download(CODES, server.url)
    assert left(tmp_path) == ["UA.zip", "admin1CodesASCII.txt"]


def test_what_breaks_off_is_gone_on_with(server):
    server.files, server.cuts = {"/UA.zip": zipped()}, [1000, 500]
    assert download(DUMP, server.url).read_bytes() == server.files["/UA.zip"]
    assert [wanted for _, wanted in server.asked] == [None, "bytes=1000-", "bytes=1500-"]


def test_what_breaks_off_for_good_is_told_and_gone_on_with_next_time(server, tmp_path):
    server.files, server.cuts = {"/UA.zip": zipped()}, [1000, 10, 10]
    with pytest.raises(GazetteerError, match="broke off after 1,020 bytes, 3 times: run it again"):
        download(DUMP, server.url)
    assert left(tmp_path) == ["UA.zip.part"]
    assert download(DUMP, server.url).read_bytes() == server.files["/UA.zip"]
    assert server.asked[-1][1] == "bytes=1020-"


def test_a_server_without_ranges_gives_it_anew(server):
    server.files, server.cuts, server.ranges = {"/UA.zip": zipped()}, [1000], False
    assert download(DUMP, server.url).read_bytes() == server.files["/UA.zip"]


def test_a_rest_that_fits_no_more_is_fetched_anew(server, tmp_path):
    server.files = {"/UA.zip": zipped()}
    part = tmp_path / "gazetteer" / "downloads" / "UA.zip.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"x" * 1_000_000)
    assert download(DUMP, server.url).read_bytes() == server.files["/UA.zip"]


def test_a_file_that_changed_between_two_halves_is_not_taken(server, tmp_path):
    server.files, server.cuts = {"/UA.zip": zipped()}, [2000, 0, 0]
    with pytest.raises(GazetteerError, match="broke off"):
        download(DUMP, server.url)
    server.files = {"/UA.zip": zipped(LINE.replace("Bakhmut", "Soledar"))}
    with pytest.raises(GazetteerError, match="run it again"):
        download(DUMP, server.url)
    assert left(tmp_path) == []
    assert download(DUMP, server.url).read_bytes() == server.files["/UA.zip"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html>sign in</html>" * 100, "holds what is no zip archive"),
        (zipped()[:60] + b"\xff\xff" + zipped()[62:], r"holds what is damaged in the archive \(.+CRC.+\): expected dump"),
        (deflated(), r"holds what is damaged in the archive \(Error -3 .+\): expected dump"),
        (zipped("one\ttwo\n"), "expected dump"),
        (zipped("1\t2\ten\tA\t\t\t\t\t\t\n"), "holds alternate names: expected dump"),
    ],
)
def test_what_is_another_file_is_not_taken(server, tmp_path, content, message):
    server.files = {"/UA.zip": content}
    with pytest.raises(GazetteerError, match=message):
        download(DUMP, server.url)
    assert left(tmp_path) == []


def test_a_country_that_is_not_there_is_told(server):
    with pytest.raises(GazetteerError, match=r"answers 404 .*: the server has no such file"):
        download(Download("XX.zip", "dump", "XX"), server.url)


def test_no_network_is_told_with_what_to_do(server):
    url = server.url
    server.server_close()
    server.shutdown()
    with pytest.raises(GazetteerError, match=r"cannot be reached .*check the network; or fetch it by other means and run frontmap gazetteer add"):
        download(DUMP, url)


def test_a_folder_that_cannot_be_written_is_told(server, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("FRONTMAP_HOME", str(tmp_path / "file"))
    with pytest.raises(GazetteerError, match="FRONTMAP_HOME"):
        download(DUMP, server.url)


def test_where_the_files_lie(monkeypatch):
    monkeypatch.delenv("FRONTMAP_GEONAMES_URL", raising=False)
    assert base_url() == GEONAMES_URL
    monkeypatch.setenv("FRONTMAP_GEONAMES_URL", "https://mirror.example/geonames")
    assert base_url() == "https://mirror.example/geonames/"
    assert base_url("http://127.0.0.1:1/") == "http://127.0.0.1:1/"
    with pytest.raises(GazetteerError, match="is no address"):
        base_url("file:///etc/")


def test_the_files_of_countries():
    assert [file.path for file in files_of(["ua", "RU", "UA"])] == [
        "admin1CodesASCII.txt", "admin2Codes.txt", "UA.zip", "alternatenames/UA.zip", "RU.zip", "alternatenames/RU.zip",
    ]  # fmt: skip
    with pytest.raises(GazetteerError, match="'Ukraine' is no country"):
        files_of(["Ukraine"])
