"""What the page tells programs: schema.org's words, in a block that no text can break out of."""

import dataclasses
import json
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from sample_claims import make_claim, sample_claims
from strategies import claims as any_claims

from frontmap.records import Kind, Span
from frontmap.webmap.linked import MOST_THREADS, linked_data
from frontmap.webmap.page import page_context
from frontmap.webmap.render import render_page, write_map

BARE = {"labels": (), "credits": ("Names: us.",), "basemap": {"layers": []}}
HOSTILE = '</script><script>alert(1)</script><!-- <script> & \u2028\u2029 ]]> \x00 "'


class Blocks(HTMLParser):
    """The texts of data blocks, and how many scripts there are."""

    def __init__(self):
        super().__init__()
        self.blocks, self.scripts, self.inside = [], 0, False

    def handle_starttag(self, tag, attrs):
        self.scripts += tag == "script"
        self.inside = (tag, dict(attrs).get("type")) == ("script", "application/ld+json")

    def handle_endtag(self, _):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.blocks.append(data)


def test_a_page_carries_one_block_in_its_head(tmp_path):
    html = write_map(sample_claims(), tmp_path / "map.html", **BARE).read_text(encoding="utf-8")
    found = Blocks()
    found.feed(html.partition("</head>")[0])
    (block,) = found.blocks
    data = json.loads(block)
    assert (data["@context"], data["@type"], data["name"]) == ("https://schema.org", "Dataset", "War in Ukraine")
    assert data["temporalCoverage"] == "2025-11-01/2025-11-20"


def test_a_thread_is_a_claim_with_its_denial_beside_it():
    data = json.loads(linked_data(sample_claims(), "x", version="1"))
    soledar = next(part for part in data["hasPart"] if part["spatialCoverage"]["name"] == "Soledar")
    assert (soledar["@type"], soledar["creativeWorkStatus"], soledar["author"]["name"]) == ("Claim", "disputed", "Russian Ministry of Defence")
    assert soledar["subjectOf"][0]["author"]["name"].startswith("General Staff")
    assert soledar["appearance"][0]["publisher"]["name"] == "BTA"
    assert soledar["spatialCoverage"]["geo"]["geoMidpoint"] == {"@type": "GeoCoordinates", "latitude": 48.68, "longitude": 38.09}
    assert "ClaimReview" not in json.dumps(data), "no verdict is given"


def test_the_block_is_bounded_and_keeps_the_most_weighty():
    many = [make_claim(None, Kind.VISIT, "ru", None, text=f"{number} " + "long " * 500) for number in range(2000)]
    many = [dataclasses.replace(claim, thread=f"t{number}", title="title " * 900) for number, claim in enumerate(many)]
    heavy = make_claim("Bakhmut", Kind.CONTROL, "ru", None)
    text = linked_data([*many, heavy], "x" * 9000, version="1")
    data = json.loads(text)
    assert len(data["hasPart"]) == MOST_THREADS
    assert data["hasPart"][0]["identifier"] == heavy.id
    assert len(text) < 1_000 * MOST_THREADS


def test_hostile_text_cannot_end_the_block(claim):
    hostile = dataclasses.replace(claim, evidence=Span(HOSTILE, 0, 5), claimant=HOSTILE, title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)")
    page = render_page(page_context([hostile], title=HOSTILE, **BARE), linked=linked_data([hostile], HOSTILE, version="1"))
    found = Blocks()
    found.feed(page)
    (block,) = found.blocks
    assert not set("<>&\u2028\u2029") & set(block)
    assert json.loads(block)["hasPart"][0]["text"] == " ".join(HOSTILE.split())
    assert "javascript:" not in block
    plain = Blocks()
    plain.feed(render_page(page_context([], **BARE)))
    assert found.scripts == plain.scripts + 1


@given(st.lists(any_claims, max_size=4))
def test_any_claims_make_a_block(some):
    text = linked_data(some, "x", version="1")
    assert json.loads(text)["size"].startswith(f"{len(some)} claims")
    assert not set("<>&\u2028\u2029") & set(text)
    assert text == linked_data(some, "x", version="1")
