"""Tiles from the internet."""

import pytest

from frontmap.errors import ConfigError
from frontmap.webmap.page import page_context
from frontmap.webmap.render import render_page
from frontmap.webmap.tiles import tile_context

BARE = {"labels": (), "credits": (), "basemap": {"layers": []}}


def test_a_short_name_a_name_and_an_address():
    osm = tile_context("osm")
    assert (osm.origin, "{z}" in osm.url, "OpenStreetMap" in osm.credit) == ("https://tile.openstreetmap.org", True, True)
    topo = tile_context("OpenTopoMap")
    assert topo.url.startswith(topo.origin + "/")
    assert "OpenTopoMap" in topo.credit
    assert "<" not in topo.credit
    own = tile_context("https://{s}.tiles.example.org:8080/{z}/{x}/{y}{r}.png?key=1")
    assert (own.origin, own.url) == ("https://a.tiles.example.org:8080", "https://a.tiles.example.org:8080/{z}/{x}/{y}.png?key=1")


@pytest.mark.parametrize(
    ("tiles", "told"),
    [
        ("Esri.WorldTopoMp", "Esri.WorldTopoMap"),
        ("MapBox", "want a key|no tiles called"),
        ("Thunderforest.Outdoors", "want a key"),
        ("https://example.org/{z}/{x}.png", "such as https"),
        ("javascript://example.org/{z}/{x}/{y}", "such as https"),
        ("https://example.org; script-src */{z}/{x}/{y}", "such as https"),
    ],
)
def test_what_cannot_be_had_is_refused(tiles, told):
    with pytest.raises(ConfigError, match=told):
        tile_context(tiles)


def test_the_policy_lets_one_host_through():
    page = render_page(page_context([], tiles="osm", **BARE))
    assert "img-src data: blob: https://tile.openstreetmap.org;" in page
    assert "https://" not in render_page(page_context([], **BARE)).split("<title>")[0]
