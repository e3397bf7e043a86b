"""The online geocoder, against a server on this machine: it asks once, slowly, and by name."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from frontmap.errors import ConfigError, GazetteerError
from frontmap.gazetteer.online import OnlineGeocoder

ANSWER = [{"display_name": "Soledar, Ukraine", "lat": "48.6797", "lon": "38.0897", "osm_type": "relation", "osm_id": 42}]


@pytest.fixture
def server():
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((time.monotonic(), self.path, self.headers["User-Agent"]))
            status, body = (500, b"down") if "Broken" in self.path else (200, json.dumps(ANSWER if "Soledar" in self.path else []).encode())
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}", asked
    http.shutdown()
    http.server_close()
    thread.join()


def test_an_answer_is_asked_for_once_and_kept(server, tmp_path):
    url, asked = server
    first = OnlineGeocoder(url=url, folder=tmp_path).geocode("Soledar")
    again = OnlineGeocoder(url=url, folder=tmp_path).geocode("Soledar")
    assert first == again
    assert (first[0].lat, first[0].lon, first[0].id) == (48.6797, 38.0897, "osm:relation/42")
    assert len(asked) == 1
    assert asked[0][2].startswith("frontmap/")


def test_requests_keep_the_service_s_pace(server, tmp_path):
    url, asked = server
    geocoder = OnlineGeocoder(url=url, folder=tmp_path, seconds_apart=0.3)
    begun = time.monotonic()
    assert geocoder.geocode("Nowhere") == ()
    geocoder.geocode("Soledar")
    assert len(asked) == 2
    assert time.monotonic() - begun >= 0.29, "counted here: on a busy machine the first question may reach the service late"


def test_a_service_that_is_down_is_told_and_nothing_is_kept(server, tmp_path):
    url, _ = server
    with pytest.raises(GazetteerError, match="gave no answer for 'Broken'"):
        OnlineGeocoder(url=url, folder=tmp_path, seconds_apart=0.0).geocode("Broken")
    assert not list(tmp_path.iterdir())


def test_an_unknown_service_or_address_is_refused():
    with pytest.raises(ConfigError, match="did you mean 'nominatim'"):
        OnlineGeocoder("nominatin")
    with pytest.raises(ConfigError, match="no address of a service"):
        OnlineGeocoder(url="file:///etc/passwd")
