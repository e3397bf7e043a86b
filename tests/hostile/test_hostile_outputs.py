"""Every payload in every text of a claim, through every output: each file is whole, says nothing new to its reader's program, and runs nothing."""

import csv
import dataclasses
import io
import json
import re
import sqlite3
import xml.etree.ElementTree as ET
import zipfile
from html.parser import HTMLParser

import pytest
from payloads import page_options, payloads, poisoned, short_payloads
from sample_claims import sample_claims

from frontmap.batch.feed import News, atom
from frontmap.batch.gallery import GalleryContext, card_of, render_gallery
from frontmap.batch.picture import draw, ground
from frontmap.batch.plan import plan
from frontmap.batch.recipe import MapRecipe, Recipe
from frontmap.batch.selection import Each
from frontmap.corrections.review import review
from frontmap.exports.csv import table_lines
from frontmap.exports.jsonl import claim_lines, json_lines, read_claims
from frontmap.exports.write import FORMATS, LAYOUTS
from frontmap.theatres.load import load_theatre
from frontmap.webmap.page import page_context, shared_data, side_contexts
from frontmap.webmap.render import render_page

THEATRE = load_theatre("ukraine")
FIELDS = 28  # texts of a claim, its place, relation, runner-up, cue and number that `poisoned` fills
SCHEMA = "select type, name, sql from sqlite_master where name not like 'sqlite_%' order by type, name"
csv.field_size_limit(10_000_000)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@pytest.fixture(scope="module")
def hostile_claims():
    """A claim for each payload that is short, placed or not, every text of it the payload, and one for each long one."""
    samples = sample_claims()
    claims = [poisoned(samples[number % len(samples)], payload.text) for number, payload in enumerate(short_payloads())]
    long = [dataclasses.replace(samples[0], id=payload.id, title=payload.text) for payload in payloads() if payload.long]
    return [*claims, *long]


@pytest.fixture
def tell(capsys):
    def told(payloads_, fields, outputs, what):
        with capsys.disabled():
            print(f"\nhostile: {payloads_} payloads x {fields} fields x {outputs} {what} = {payloads_ * fields * outputs:,}")  # noqa: T201 - the count is asked for

    return told


def cells_of(table):
    yield from csv.reader(io.StringIO(table.decode("utf-8"), newline=""))


def check_table(data):
    header, *rows = cells_of(data)
    assert rows
    for row in rows:
        assert len(row) == len(header)
        for cell in row:
            assert not cell.startswith(FORMULA) or re.fullmatch(r"-?[\d.]+(e[-+]\d+)?", cell), cell[:80]
            assert not UNPRINTABLE.search(cell), cell[:80]


def check_xml(data):
    assert b"<!DOCTYPE" not in data[:500]
    assert b"<!ENTITY" not in data
    root = ET.fromstring(data)  # noqa: S314 - our own, and without entities, as was just asserted
    assert all(element.tag.startswith("{http://www.opengis.net/kml/2.2}") for element in root.iter())
    assert not any(element.tag.endswith(("NetworkLink", "Update", "Model")) for element in root.iter())
    allowed = {"blockquote", "table", "tr", "td", "p"}
    for element in root.iter("{http://www.opengis.net/kml/2.2}description"):
        assert {tag for tag, _ in Outline.of(element.text or "")} <= allowed
        assert "$[" not in (element.text or "")
    for element in root.iter("{http://www.opengis.net/kml/2.2}href"):
        assert re.fullmatch(r"icons/[\w-]+\.png", element.text)


def check_zip(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert all(re.fullmatch(r"doc\.kml|icons/[\w-]+\.png", name) for name in archive.namelist())
        check_xml(archive.read("doc.kml"))


def check_gpkg(data):
    found = sqlite3.connect(":memory:")
    found.deserialize(data)
    assert found.execute("pragma integrity_check").fetchone() == ("ok",)
    harmless = sqlite3.connect(":memory:")
    harmless.deserialize(b"".join(FORMATS[".gpkg"](sample_claims(), THEATRE)))
    assert found.execute(SCHEMA).fetchall() == harmless.execute(SCHEMA).fetchall()
    harmless.close()
    found.close()


def check_json(data):
    json.loads(data, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


def check_lines(data):
    lines = data.decode("utf-8").split("\n")
    assert lines.pop() == ""
    for line in lines:
        check_json(line)
        assert not UNPRINTABLE.search(line)


def check_parquet(data):
    parquet = pytest.importorskip("pyarrow.parquet")
    assert parquet.read_table(io.BytesIO(data)).num_rows


CHECKS = {".jsonl": check_lines, ".geojson": check_json, ".csv": check_table, ".parquet": check_parquet, ".gpkg": check_gpkg, ".kml": check_xml, ".kmz": check_zip}


class Outline(HTMLParser):
    """The elements of a page and the names of their attributes, in order; the text of each kind of element beside it."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.raw, self._open = [], [], None

    @classmethod
    def of(cls, html):
        outline = cls()
        outline.feed(html)
        outline.close()
        return outline.found

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, tuple(name for name, _ in attrs)))
        self._open = tag

    def handle_comment(self, _data):
        self.found.append(("!--", ()))

    def handle_decl(self, decl):
        self.found.append(("!", (decl,)))

    def handle_endtag(self, _tag):
        self._open = None

    def handle_data(self, data):
        if self._open in ("script", "style"):
            self.raw.append(data)


def test_every_output_is_checked():
    assert set(CHECKS) == set(FORMATS)


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_a_file_of_claims_holds_payloads_as_text(hostile_claims, ending, tell):
    if ending == ".parquet":
        pytest.importorskip("pyarrow")
    data = b"".join(FORMATS[ending](hostile_claims, THEATRE))
    CHECKS[ending](data)
    assert data == b"".join(FORMATS[ending](hostile_claims, THEATRE))
    tell(len(hostile_claims), FIELDS, 1, f"file ({ending})")


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_tables_of_events_hold_payloads_as_text(hostile_claims, layout, tell):
    check_table(b"".join(LAYOUTS[layout](hostile_claims, THEATRE)))
    tell(len(hostile_claims), FIELDS, 1, f"table ({layout})")


def test_a_review_holds_payloads_as_text(hostile_claims, tell):
    from frontmap.corrections.review import COLUMNS

    doubtful = [dataclasses.replace(claim, score=0.1, placement=None) for claim in hostile_claims]
    check_table(b"".join(table_lines(COLUMNS, review(doubtful))))
    tell(len(doubtful), FIELDS, 1, "review")


def test_claims_come_back_as_they_were_but_for_what_utf_8_cannot_hold(hostile_claims):
    found = list(read_claims(claim_lines(hostile_claims)))
    assert len(found) == len(hostile_claims)
    for claim, back in zip(hostile_claims, found, strict=True):
        assert back.title == claim.title.encode("utf-8", "backslashreplace").decode() or re.search("[\ud800-\udfff]", claim.title)


def test_json_lines_steer_no_terminal():
    check_lines(b"".join(json_lines({payload.text: payload.text} for payload in payloads())))


@pytest.fixture(scope="module")
def shared():
    return shared_data({}, ())


def page(claims, bad, shared):
    return render_page(page_context(claims, labels=(), basemap={}, shared=shared, **page_options(bad)))


def test_a_page_gets_no_element_and_no_attribute_from_any_payload(shared, tell):
    samples = sample_claims()[:4]
    plain, policy = None, re.compile('http-equiv="Content-Security-Policy" content="([^"]*)"')
    corpus = [payload for payload in short_payloads() if payload.text]
    for payload in [None, *corpus]:
        text = payload.text if payload else "plain"
        html = page([poisoned(claim, text) for claim in samples], text, shared).encode("utf-8", "replace").decode()
        outline = Outline()
        outline.feed(html)
        outline.close()
        scripts = [re.sub(r"^[A-Za-z0-9+/=]{100,}$", "data", raw.strip()) for raw in outline.raw]
        found = (outline.found, scripts, policy.findall(html), html.count("</script"))
        plain = plain or found
        assert found[0] == plain[0], payload
        assert found[1] == plain[1], payload
        assert found[2] == plain[2], payload
        assert found[3] == plain[3], payload
        assert html.count("<!--") == 0 or payload is None or "<!--" not in payload.text or html.count("<!--") == html.count("<!-- ")
    tell(len(corpus), FIELDS + 12, 1, "page")


def test_the_gallery_gets_no_element_and_no_attribute_from_any_payload(tell):
    under, plain = ground(), None
    picture = draw(sample_claims()[:4], THEATRE.extent, under)
    corpus = [payload for payload in short_payloads() if payload.text.strip()]
    for payload in [None, *corpus]:
        text = payload.text if payload else "plain"
        card = card_of("map.html", text, text, [poisoned(sample_claims()[0], text)], ("map.csv",), picture)
        html = render_gallery(GalleryContext(text, text, [card], 1, 1, 1, side_contexts(page_options(text)["theatre"]), text, "0.1.0"))
        found = Outline.of(html)
        plain = plain or found
        assert found == plain, payload
    tell(len(corpus), 8, 1, "gallery")


def test_the_feed_is_well_formed_with_any_payload(tell):
    news = [News(payload.text, payload.text, "2026-01-05T06:00:00+00:00", payload.text, (payload.text,)) for payload in short_payloads()]
    for start in range(0, len(news), 50):
        part = news[start : start + 50]
        feed = ET.fromstring(atom(part[0].title, part[0].id, part, part[0].updated))  # noqa: S314 - our own
        assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == len(part)
        assert all(element.tag.startswith("{http://www.w3.org/2005/Atom}") for element in feed.iter())
    tell(len(news), 5, 1, "feed")


def test_no_region_names_a_file_elsewhere(tmp_path, tell):
    sample = next(claim for claim in sample_claims() if claim.placed)
    claims = [
        dataclasses.replace(sample, placement=dataclasses.replace(sample.placement, place=dataclasses.replace(sample.placement.place, admin1=payload.text))) for payload in payloads()
    ]
    for name in ("{key}", "map-{key}", "{key}.x"):
        recipe = Recipe(tmp_path / "recipe.toml", None, None, (MapRecipe(name, each=Each.OBLAST),))
        sheets = plan(recipe, claims, None, THEATRE)
        assert len({sheet.name.casefold() for sheet in sheets}) == len(sheets)
        for sheet in sheets:
            path = tmp_path / f"{sheet.name}.html"
            path.write_bytes(b"")
            assert path.parent == tmp_path
            assert path.is_file()
            assert not re.match(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", sheet.name, re.IGNORECASE), sheet.name
            assert not sheet.name.startswith((".", "-"))
            assert re.fullmatch(r"[\w.-]+", sheet.name)
    tell(len(claims), 1, 3, "file names")
