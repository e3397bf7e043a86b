"""The layer on a folium map, as HTML; the browser tests open it."""

import folium
import pytest
from sample_claims import sample_claims

from frontmap.errors import RecordError
from frontmap.exports.frame import claims_to_frame
from frontmap.webmap.timeline import ClaimTimeline, claim_map

BARE = {"labels": (), "credits": ()}


def test_a_map_is_a_folium_map_with_the_same_bytes_each_time():
    first, second = claim_map(sample_claims(), **BARE), claim_map(sample_claims(), **BARE)
    assert isinstance(first, folium.Map)
    assert first.get_root().render() == second.get_root().render()
    assert first.get_root().render() == second.get_root().render()  # rendering twice changes nothing


def test_a_table_gives_the_map_that_its_claims_give():
    claims = sample_claims()
    assert claim_map(claims_to_frame(claims), **BARE).get_root().render() == claim_map(claims, **BARE).get_root().render()


def test_a_notebook_shows_it_in_a_frame():
    shown = claim_map(sample_claims()[:2], **BARE)._repr_html_()
    assert "<iframe" in shown
    assert "frontmapMount" in shown


def test_no_link_is_left_and_other_maps_keep_theirs():
    before = [list(folium.Map.default_js), list(folium.Map.default_css)]
    html = claim_map([], **BARE).get_root().render()
    assert 'src="http' not in html
    assert "<link" not in html
    assert [list(folium.Map.default_js), list(folium.Map.default_css)] == before
    other = folium.Map().get_root().render()
    assert "leaflet.js" in other


def test_leaflet_comes_inside_somebody_elses_map_in_the_place_of_the_link():
    chart = folium.Map(tiles=None)
    ClaimTimeline([], **BARE).add_to(chart)
    html = chart.get_root().render()
    assert "npm/leaflet@" not in html
    assert html.index("Leaflet 1.") < html.index("awesome-markers.js")


def test_template_marks_in_a_title_stay_text():
    html = claim_map([], title="{{ 7 * 7 }} {% for %}", **BARE).get_root().render()
    assert "{{ 7 * 7 }} {% for %}" in html


def test_alone_it_says_what_to_do():
    with pytest.raises(RecordError, match="add_to"):
        ClaimTimeline([], **BARE).render()
