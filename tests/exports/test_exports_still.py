"""Figures for print and films: what stands on them, in forms that other readers open."""

import dataclasses
import datetime as dt
import shutil
import sys

import pytest
import shapely
from lxml import etree
from PIL import Image
from sample_claims import make_claim, sample_claims

from frontmap.errors import MissingExtraError, OutputError
from frontmap.exports.glyphs import glyph
from frontmap.exports.ground import draw_held, ground_of
from frontmap.exports.scene import frame_of, scene_of
from frontmap.exports.still import Style, write_still
from frontmap.gazetteer.index import Gazetteer
from frontmap.geodesy import geodesic_m
from frontmap.records import Kind, Status
from frontmap.theatres.load import load_theatre

THEATRE = load_theatre("ukraine")
DAY = dt.date(2023, 1, 13)


@pytest.fixture(scope="module")
def claims():
    return sample_claims()


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.open()


@pytest.fixture(scope="module")
def style():
    names = [("Dnipro", 48.45, 35.05, 1, 4, 99), ("$x_1$", 48.6, 36.4, 3, 4, 99), ("Ukraine", 49.0, 34.0, 5, 2, 99)]
    return Style(THEATRE, names=names, credit="Made by nobody in particular.", dpi=60)


def test_a_figure_is_a_page_in_each_form(tmp_path, claims, style):
    for ending in (".png", ".svg", ".pdf"):
        (path,) = write_still(claims, tmp_path / f"map{ending}", style)
        again = write_still(claims, tmp_path / f"again{ending}", style)[0]
        assert path.read_bytes() == again.read_bytes(), "the same claims, the same bytes"
    with Image.open(tmp_path / "map.png") as picture:
        assert picture.size == (701, 496), "A4, lying, at 60 dots an inch"
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 20)}
    assert {(0xC2, 0x45, 0x2D), (0x1F, 0x6F, 0xB2), (0xF6, 0xF3, 0xEC)} <= colours, "both sides and the land are there"
    svg = etree.parse(tmp_path / "map.svg").getroot()
    assert (svg.tag, svg.get("width")) == ("{http://www.w3.org/2000/svg}svg", "841.68pt")
    assert (tmp_path / "map.pdf").read_bytes().startswith(b"%PDF-1.4")


def test_no_text_becomes_markup_or_mathematics(tmp_path, claim, style):
    place = dataclasses.replace(claim.placement.place, name="$\\frac{1}{0}$ </text><script>alert(1)</script> \N{CJK UNIFIED IDEOGRAPH-6C49}")
    hostile = dataclasses.replace(claim, placement=dataclasses.replace(claim.placement, place=place))
    (path,) = write_still([hostile], tmp_path / "map.svg", dataclasses.replace(style, title="$\\alpha <script>x</script>" * 20, credit="<b>$" * 300))
    elements = {etree.QName(each).localname for each in etree.parse(path).iter() if isinstance(each.tag, str)}
    assert not elements & {"script", "text", "a", "image", "foreignObject"}


def test_each_day_has_a_figure_of_its_own(tmp_path, claims, style):
    some = [claim for claim in claims if claim.event and claim.event.last in {dt.date(2025, 11, 8), dt.date(2025, 11, 9)}]
    written = write_still(some, tmp_path / "map.png", style, each_day=True)
    assert [path.name for path in written] == ["map-2025-11-08.png", "map-2025-11-09.png"]
    assert written[0].read_bytes() != written[1].read_bytes()


def test_a_film_has_a_picture_a_day(tmp_path, claims, style):
    some = [claim for claim in claims if claim.event and dt.date(2025, 11, 8) <= claim.event.last <= dt.date(2025, 11, 10)]
    (path,) = write_still(some, tmp_path / "map.gif", style)
    with Image.open(path) as film:
        assert film.n_frames == 3
        assert film.size == (1284, 908)


def test_a_film_in_h264_is_read_by_another_program(tmp_path, claims, style):
    import imageio_ffmpeg

    some = [claim for claim in claims if claim.event and dt.date(2025, 11, 8) <= claim.event.last <= dt.date(2025, 11, 10)]
    first, second = (write_still(some, tmp_path / name, style)[0] for name in ("a.mp4", "b.mp4"))
    assert first.read_bytes() == second.read_bytes()
    frames, seconds = imageio_ffmpeg.count_frames_and_secs(str(first))
    assert frames == pytest.approx(10 * seconds, abs=2)
    assert seconds == pytest.approx(2 * 0.9 + 3 * 0.9, abs=0.3), "three days, the last of which stays"
    facts = next(imageio_ffmpeg.read_frames(str(first)))
    assert (facts["size"], facts["codec"], facts["pix_fmt"].partition("(")[0]) == ((1284, 908), "h264", "yuv420p")


def test_a_program_that_makes_no_film_is_named_and_leaves_nothing(tmp_path, claims, style, monkeypatch):
    monkeypatch.setattr("frontmap.exports.still._ffmpeg", lambda _: shutil.which("false"))
    with pytest.raises(OutputError, match=r"ffmpeg could not make the film.*\.gif"):
        write_still(claims[:1], tmp_path / "map.mp4", style)
    assert not list(tmp_path.iterdir())


def test_a_film_that_cannot_be_made_says_what_to_do(tmp_path, claims, style, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(OutputError, match=r"needs the program ffmpeg.*frontmap\[film\].*\.gif"):
        write_still(claims, tmp_path / "map.mp4", style)
    with pytest.raises(OutputError, match=r"expected one of \.png"):
        write_still(claims, tmp_path / "map.jpg", style)
    undated = [dataclasses.replace(claim, event=None) for claim in claims]
    with pytest.raises(OutputError, match="no claim is dated"):
        write_still(undated, tmp_path / "map.gif", style)
    many = [make_claim("Bakhmut", Kind.STRIKE, "ru", DAY + dt.timedelta(days=number)) for number in range(501)]
    with pytest.raises(OutputError, match="narrow them"):
        write_still(many, tmp_path / "map.gif", style)
    assert not list(tmp_path.iterdir())


def test_without_matplotlib_the_extra_is_named(tmp_path, claims, style, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(MissingExtraError, match=r"frontmap\[still\]"):
        write_still(claims, tmp_path / "map.png", style)


# --- what is drawn


def test_the_frame_holds_the_places_and_measures_metres(claims):
    frame = frame_of(claims, 1.4, extent=THEATRE.extent)
    assert frame.half_width == pytest.approx(1.4 * frame.half_height)
    (x1, y1), (x2, y2) = frame.point(48.5956, 37.9999), frame.point(50.2906, 36.9411)
    assert (x2 - x1) ** 2 + (y2 - y1) ** 2 == pytest.approx(geodesic_m(48.5956, 37.9999, 50.2906, 36.9411) ** 2, rel=0.002)
    placed = [claim.placement for claim in claims if claim.placed and claim.placement.precision not in {"region", "country"}]
    assert all(frame.holds(*frame.point(placement.lat, placement.lon)) for placement in placed)


def test_a_box_is_shown_as_it_is_asked_for(claims):
    frame = frame_of(claims, 1.4, extent=THEATRE.extent, box=(37.0, 48.0, 39.0, 49.0))
    for lon, lat in ((37.0, 48.0), (39.0, 49.0)):
        assert frame.holds(*frame.point(lat, lon))
    scene = scene_of(claims, frame)
    assert scene.left_out["outside the frame"] > 0
    assert sum(mark.count for mark in scene.marks) + sum(scene.left_out.values()) == len(claims)


def test_a_place_has_one_mark_of_its_most_weighty_kind(claims):
    scene = scene_of(claims, frame_of(claims, 1.4, extent=THEATRE.extent))
    (soledar,) = [mark for mark in scene.marks if mark.name == "Soledar"]
    assert (soledar.kind, {soledar.side, soledar.other_side}) == (Kind.CONTROL, {"ru", "ua"})
    (area,) = [mark for mark in scene.marks if mark.area]
    assert area.name == "Donetsk Oblast"
    assert scene.left_out == {"without a place": 3, "of whole countries": 1}


def test_a_claim_that_nobody_disputes_has_one_colour():
    one, other = (make_claim("Bakhmut", Kind.CONTROL, side, DAY) for side in ("ru", "ua"))
    frame = frame_of([one], 1.4, extent=THEATRE.extent)
    assert [mark.other_side for mark in scene_of([one, other], frame).marks] == [None]
    disputed = [dataclasses.replace(claim, status=Status.DISPUTED) for claim in (one, other)]
    assert scene_of(disputed, frame).marks[0].other_side is not None


def test_nothing_to_show_shows_the_theatre(tmp_path, style):
    frame = frame_of([], 1.4, extent=THEATRE.extent)
    assert frame.holds(*frame.point(50.45, 30.52))
    assert write_still([], tmp_path / "map.png", style)[0].stat().st_size > 1000


@pytest.mark.parametrize("kind", Kind)
def test_shapes_lie_in_their_square_and_differ_when_hollow(kind):
    full, hollow = glyph(kind), glyph(kind, hollow=True)
    assert full.is_valid
    assert all(abs(value) <= 1.0 + 1e-9 for value in full.bounds)
    assert 0 < hollow.area < full.area


def test_claimed_control_lies_under_the_marks(tmp_path, claims, style, gazetteer):
    ground = ground_of(claims, THEATRE, gazetteer)
    held, _ = ground.on(dt.date(2025, 11, 12))
    assert {each.side for each in held} >= {"ru"}
    assert ground.on(dt.date(2020, 1, 1)) == ([], [])
    bare, coloured = (write_still(claims, tmp_path / name, each)[0] for name, each in (("bare.svg", style), ("control.svg", dataclasses.replace(style, ground=ground))))
    assert bare.read_bytes() != coloured.read_bytes()
    assert coloured.read_bytes() == write_still(claims, tmp_path / "again.svg", dataclasses.replace(style, ground=ground))[0].read_bytes()


def test_ground_pales_with_age_and_no_word_of_it_is_no_ground(claims, gazetteer):
    ground = ground_of(claims, THEATRE, gazetteer)
    (soon,) = {each.strength for each in ground.on(dt.date(2025, 11, 20))[0] if each.side == "ru"}
    (late,) = {each.strength for each in ground.on(dt.date(2028, 1, 1))[0] if each.side == "ru"}
    assert soon > late
    assert ground_of([claim for claim in claims if claim.kind is Kind.STRIKE], THEATRE, gazetteer) is None


def test_lines_of_disputed_ground_lie_on_one_grid():
    from matplotlib.figure import Figure

    axes = Figure().add_subplot()
    (left,) = draw_held(axes, shapely.box(0, 0, 10, 10), ["#111111"], 1.0, 3.0, partial=True)
    (right,) = draw_held(axes, shapely.box(10, 0, 20, 10), ["#111111"], 1.0, 3.0, partial=True)
    crossings = [{round(line[:, 0].sum() / 2 + line[:, 1].sum() / 2, 3) % 3 for line in lines.get_segments() if len(line) > 1} for lines in (left, right)]
    assert len({round(each, 2) % 3 for found in crossings for each in found}) == 1
