"""The page as a file."""

import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sample_claims import sample_claims

from frontmap.errors import OutputError
from frontmap.webmap import assets
from frontmap.webmap.page import page_context
from frontmap.webmap.render import render_page, write_map

GOLDEN = Path(__file__).parents[1] / "golden"
BARE = {"labels": (), "credits": ("Names: us.",), "basemap": {"layers": []}}


class Outline(HTMLParser):
    """Every tag with its attributes, and the text of scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.inside: list[list[str]] = []
        self.open = False

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open = tag in ("script", "style")
        if self.open:
            self.inside.append([tag, ""])

    def handle_endtag(self, _):
        self.open = False

    def handle_data(self, data):
        if self.open:
            self.inside[-1][1] += data


def outline_of(html: str) -> Outline:
    found = Outline()
    found.feed(html)
    return found


@pytest.fixture(scope="module")
def html():
    return render_page(page_context(sample_claims(), **BARE))


def test_two_renders_are_equal_to_the_byte(html):
    assert render_page(page_context(sample_claims(), **BARE)) == html


def test_the_policy_allows_what_stands_in_the_page_and_nothing_else(html):
    outline = outline_of(html)
    policy = next(attrs["content"] for tag, attrs in outline.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    scripts = [text for tag, text in outline.inside if tag == "script"][-2:]
    assert rules["script-src"].split() == [f"'{assets.content_hash(text)}'" for text in scripts]
    styles = [text for tag, text in outline.inside if tag == "style"]
    assert rules["style-src"].split() == [f"'{assets.content_hash(text)}'" for text in styles]


def test_nothing_in_the_page_asks_for_anything(html):
    for tag, attrs in outline_of(html).tags:
        assert not {"src", "href", "action", "style"} & set(attrs), (tag, attrs)
        assert not [name for name in attrs if name.startswith("on")], (tag, attrs)
    assert not re.search(r"url\((?!data:|#)", html.split("<body", 1)[0])


def test_no_claim_stands_in_the_markup(html):
    assert "Russian Ministry of Defence" not in html
    assert "eleven assaults" not in html


def test_the_title_is_text():
    page = render_page(page_context([], title="</title><script>alert(1)</script> & “you”", **BARE))
    assert "<script>alert" not in page
    assert "&lt;/title&gt;&lt;script&gt;" in page


def test_the_engine_is_one_scope_and_ends_no_script():
    script = assets.engine_script()
    assert script.count("window.frontmapMount = mount") == 1
    assert "</script" not in script
    assert "/* modules */" not in script
    assert "innerHTML" not in script


@pytest.mark.parametrize("part", ["header", "panel", "timeline", "legend", "about"])
def test_parts_as_they_always_were(part):
    page = page_context(sample_claims(), subtitle="A sample", **BARE)
    found = assets.template(f"{part}.html").render(page=page, say=page.say)
    golden = GOLDEN / f"{part}.html"
    if os.environ.get("FRONTMAP_UPDATE_GOLDEN"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_write_map_gives_the_path_and_the_same_bytes_twice(tmp_path):
    first = write_map(sample_claims(), tmp_path / "new" / "a.html", **BARE)
    second = write_map(sample_claims(), tmp_path / "b.html", **BARE)
    assert first.read_bytes() == second.read_bytes()


def test_a_folder_that_cannot_be_written_is_an_output_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        write_map([], tmp_path / "file" / "map.html", **BARE)
    with pytest.raises(OutputError):
        write_map([], tmp_path, **BARE)
