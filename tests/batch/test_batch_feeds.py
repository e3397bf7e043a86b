"""Feeds are asked politely, bounded and never led astray, and what they told once stays; all on a loopback server."""

import gzip
import json
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from frontmap.batch import fetch as fetching
from frontmap.batch.feeds import FeedShelf, Pace
from frontmap.batch.fetch import Bounds, FetchError, fetch, user_agent
from frontmap.documents.reader import read
from frontmap.records import Document

ITEM = "<item><title>{0}</title><link>https://example.org/{0}</link><pubDate>Fri, 13 Jan 2023 10:00:00 +0000</pubDate><description>{1}</description></item>"


def rss(**items):
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{"".join(ITEM.format(*item) for item in items.items())}</channel></rss>'.encode()


FEED = rss(soledar="Ukraine denied that Soledar was taken.", bakhmut="Shelling hit Bakhmut.")


@dataclass
class Server:
    """What a server answers, by path: status, headers, body; a callable is given the handler. It notes what it was asked."""

    url: str = ""
    answers: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)

    def paths(self):
        return [path for path, _ in self.asked]


@pytest.fixture
def server():
    found = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            found.asked.append((self.path, dict(self.headers)))
            answer = found.answers.get(self.path, (404, {}, b""))
            if callable(answer):
                self.close_connection = True
                answer(self)
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, args=(0.05,))
    thread.start()
    found.url = f"http://127.0.0.1:{http.server_port}"
    yield found
    http.shutdown()
    thread.join()
    http.server_close()


class Clock:
    def __init__(self):
        self.now, self.slept = 1_700_000_000.0, []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def shelf(tmp_path, clock):
    return FeedShelf(tmp_path / "feeds", bounds=Bounds(100_000, 0.5, 1.5), clock=clock, sleep=clock.sleep)


def titles(fetched):
    return [item.title for item in read([fetched.path]) if isinstance(item, Document)]


def test_a_feed_is_kept_and_asked_with_what_the_server_said_last(server, shelf, clock):
    server.answers["/feed"] = (200, {"ETag": '"one"', "Last-Modified": "Fri, 13 Jan 2023 10:00:00 GMT"}, FEED)
    first = shelf.update(f"{server.url}/feed")
    assert (first.fresh, first.failure) == (2, None)
    assert titles(first) == ["soledar", "bakhmut"]
    server.answers["/feed"] = (304, {}, b"")
    clock.now += 100
    again = shelf.update(f"{server.url}/feed")
    assert (again.fresh, again.failure) == (0, None)
    assert titles(again) == titles(first)
    headers = server.asked[-1][1]
    assert headers["If-None-Match"] == '"one"'
    assert headers["If-Modified-Since"] == "Fri, 13 Jan 2023 10:00:00 GMT"
    assert headers["User-Agent"] == user_agent()
    assert server.paths() == ["/robots.txt", "/feed", "/feed"]


def test_what_a_feed_forgets_stays_and_what_it_amends_is_amended(server, shelf, clock):
    url = f"{server.url}/feed"
    server.answers["/feed"] = (200, {}, FEED)
    shelf.update(url)
    clock.now += 100
    server.answers["/feed"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(rss(bakhmut="Shelling hit Bakhmut again.", izium="Shelling hit Izium.")))
    found = shelf.update(url)
    assert found.fresh == 1
    assert titles(found) == ["soledar", "bakhmut", "izium"]
    assert "again" in found.path.read_text()
    assert len(found.path.read_text().splitlines()) == 3


@pytest.mark.parametrize("cut", range(40, 200, 20))
def test_a_feed_that_breaks_off_within_an_entry_leaves_what_was_told_of_it(server, shelf, clock, cut):
    url = f"{server.url}/feed"
    server.answers["/feed"] = (200, {}, FEED)
    told = shelf.update(url).path.read_text().splitlines()
    clock.now += 100
    server.answers["/feed"] = (200, {}, FEED[:-cut])
    found = shelf.update(url)
    assert found.failure
    assert set(told) <= set(found.path.read_text().splitlines())


def test_a_feed_is_not_asked_twice_in_a_minute_nor_a_host_twice_in_a_second(server, shelf, clock):
    server.answers |= {"/a": (200, {}, FEED), "/b": (200, {}, FEED)}
    shelf.update(f"{server.url}/a")
    shelf.update(f"{server.url}/a")
    shelf.update(f"{server.url}/b")
    assert server.paths() == ["/robots.txt", "/a", "/b"]
    assert clock.slept == [1.0, 1.0]


def test_robots_txt_is_heeded_for_a_day(server, shelf, clock):
    server.answers["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 7\nDisallow: /private\n")
    server.answers |= {"/private/feed": (200, {}, FEED), "/feed": (200, {}, FEED)}
    found = shelf.update(f"{server.url}/private/feed")
    assert found.path is None
    assert "robots.txt of its host does not allow it" in found.failure
    assert shelf.update(f"{server.url}/feed").failure is None
    assert clock.slept[-1] == 7.0
    clock.now += 3600
    shelf.update(f"{server.url}/feed")
    assert server.paths().count("/robots.txt") == 1
    assert "/private/feed" not in server.paths()


@pytest.mark.parametrize("line", ["Crawl-delay: \u00b2", f"Crawl-delay: {'9' * 5000}", "Disallow: //[", "Request-rate: \u00b2/\u00b2"])
def test_a_line_of_robots_txt_that_cannot_be_read_counts_as_not_written(server, shelf, line):
    server.answers["/robots.txt"] = (200, {}, f"User-agent: *\n{line}\nDisallow: /private\n".encode())
    server.answers |= {"/private/feed": (200, {}, FEED), "/feed": (200, {}, FEED)}
    assert "does not allow it" in shelf.update(f"{server.url}/private/feed").failure
    assert shelf.update(f"{server.url}/feed").failure is None


@pytest.mark.parametrize("told", ["\xb2", "9" * 5000, "-5", "soon", "Fri, 32 Jan 2023 10:00:00 GMT", "Fri, 13 Jan 99999 10:00:00 GMT", "\xa0"])
def test_a_retry_after_that_says_nothing_is_passed_over(server, shelf, told):
    server.answers["/feed"] = (429, {"Retry-After": told}, b"")
    assert "answered 429" in shelf.update(f"{server.url}/feed").failure


def test_a_server_in_trouble_is_not_asked(server, shelf):
    server.answers["/robots.txt"] = (503, {}, b"")
    server.answers["/feed"] = (200, {}, FEED)
    assert "503 when asked for robots.txt" in shelf.update(f"{server.url}/feed").failure
    assert server.paths() == ["/robots.txt"]


def test_a_failure_keeps_what_was_there_and_is_told_until_it_is_over(server, shelf, clock):
    url = f"{server.url}/feed"
    server.answers["/feed"] = (200, {}, FEED)
    shelf.update(url)
    for status, headers in ((500, {}), (429, {"Retry-After": "600"})):
        clock.now += 100
        server.answers["/feed"] = (status, headers, b"")
        found = shelf.update(url)
        assert f"answered {status}" in found.failure
        assert len(titles(found)) == 2
    asked = len(server.asked)
    clock.now += 500
    assert "answered 429" in shelf.update(url).failure  # not asked again before its time
    assert len(server.asked) == asked
    clock.now += 101
    server.answers["/feed"] = (200, {}, FEED)
    assert shelf.update(url).failure is None


@pytest.mark.parametrize(
    ("body", "kind", "says"),
    [
        (b"<!doctype html><html><body>Sorry</body></html>", "text/html", "is no feed (text/html)"),
        (b'{"items": []}', "application/json", "is no feed"),
        (b"", "application/xml", "is no feed"),
        (b"x" * 100_001, "application/xml", "larger than 100,000 bytes"),
        (rss(), "application/xml", "without entries"),
        (FEED[:-60], "application/xml", "broken XML"),
    ],
)
def test_what_is_no_feed_is_told(server, shelf, body, kind, says):
    server.answers["/feed"] = (200, {"Content-Type": kind}, body)
    assert says in shelf.update(f"{server.url}/feed").failure


def test_a_small_answer_that_swells_is_stopped(server, shelf):
    server.answers["/feed"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b" " * 50_000_000))
    assert shelf.update(f"{server.url}/feed").failure.partition(": ")[2].startswith("is larger than"), "no fault of the connection"


def cut(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + FEED[:100])


def cut_chunk(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n" + FEED[:100])


def silent(_):
    time.sleep(1)


def slow(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    for byte in FEED:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(0.1)


def nonsense(handler):
    handler.wfile.write(b"SSH-2.0-OpenSSH_9\r\n")


@pytest.mark.parametrize(("answer", "says"), [(cut, "cut off"), (cut_chunk, "broke off"), (silent, "did not answer"), (nonsense, "no proper answer")])
def test_an_answer_that_does_not_come_whole_is_told_and_nothing_of_it_kept(server, shelf, answer, says):
    server.answers["/feed"] = answer
    found = shelf.update(f"{server.url}/feed")
    assert says in found.failure
    assert found.path is None


def test_a_server_that_sends_a_byte_at_a_time_is_left_in_time(server, shelf):
    def drip(handler):
        with suppress(OSError):
            slow(handler)

    server.answers["/feed"] = drip
    start = time.monotonic()
    found = shelf.update(f"{server.url}/feed")
    assert found.failure is not None
    assert time.monotonic() - start < 20


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("file:///etc/passwd", "expected an address that begins with http"),
        ("gopher://127.0.0.1/", "expected an address"),
        ("http://10.0.0.1/feed", "no public address"),
        ("http://169.254.169.254/latest/meta-data", "no public address"),
        ("http://[::ffff:192.168.0.1]/", "no public address"),
        ("http://0.0.0.0/", "no public address"),
        ("http://[::1", "expected an address"),
        ("//[", "expected an address"),
        ("/loop", "redirected more than"),
    ],
)
def test_a_redirect_leads_nowhere_else(server, shelf, target, says):
    server.answers["/feed"] = (302, {"Location": target}, b"")
    server.answers["/loop"] = (302, {"Location": "/loop"}, b"")
    assert says in shelf.update(f"{server.url}/feed").failure


def test_a_redirect_on_the_same_host_is_followed_and_robots_asked_for_it(server, shelf):
    server.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /secret")
    server.answers |= {"/old": (301, {"Location": "/new"}, b""), "/new": (200, {}, FEED), "/bad": (302, {"Location": "/secret"}, b""), "/secret": (200, {}, FEED)}
    assert shelf.update(f"{server.url}/old").fresh == 2
    assert "robots.txt" in shelf.update(f"{server.url}/bad").failure
    assert "/secret" not in server.paths()


def test_a_public_address_never_leads_to_this_machine(server, monkeypatch):
    """The name resolves to a public address, whose server is ours here; it sends us to loopback."""
    server.answers["/feed"] = (302, {"Location": f"{server.url}/inside"}, b"")
    server.answers["/inside"] = (200, {}, b"secret")
    host, port = server.url.removeprefix("http://").split(":")
    real = fetching.socket.create_connection
    monkeypatch.setattr(fetching.socket, "create_connection", lambda address, timeout: real((host, address[1]), timeout))
    with pytest.raises(FetchError, match="no public address"):
        fetch(f"http://93.184.216.34:{port}/feed", {}, Bounds())
    assert server.paths() == ["/feed"]


@pytest.mark.parametrize("url", ["", "example.org/feed", "http://", "http://[::1", "ftp://example.org/x", "http://example.org:0/", "http://e\u0000x.org/"])
def test_what_is_no_address_is_told(url):
    with pytest.raises(FetchError):
        fetch(url, {}, Bounds())


def test_a_state_that_is_broken_is_made_anew(server, shelf, clock):
    url = f"{server.url}/feed"
    server.answers["/feed"] = (200, {"ETag": '"one"'}, FEED)
    found = shelf.update(url)
    state = found.path.with_name("state.json")
    assert json.loads(state.read_text())["etag"] == '"one"'
    for damage in ("", "[1]", "{"):
        state.write_text(damage)
        clock.now += 1
        assert len(titles(shelf.update(url))) == 2


def test_the_pace_can_be_another(tmp_path, server, clock):
    server.answers["/feed"] = (200, {}, FEED)
    shelf = FeedShelf(tmp_path / "feeds", pace=Pace(0, 0), clock=clock, sleep=clock.sleep)
    shelf.update(f"{server.url}/feed")
    shelf.update(f"{server.url}/feed")
    assert server.paths() == ["/robots.txt", "/feed", "/feed"]
    assert clock.slept == []
