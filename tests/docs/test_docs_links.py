"""Links between the pages lead to what is there, as they are read in the repository; the site's build checks them as they are read there."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(path for pattern in ("*.md", "docs/**/*.md", "gazetteer/**/*.md", "frontmap/**/*.md", ".github/**/*.md") for path in ROOT.glob(pattern))
_CODE = re.compile(r"^```.*?^```|(?<=\n\n)(?: {4}[^\n]*\n)+|`(?:[^`\n]|\n(?!\n))*`", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^()\s]+)\)")
_TAGGED = re.compile(r"""(?:href|src)="([^"]+)\"""")
_HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def links(path):
    text = _CODE.sub("", path.read_text(encoding="utf-8"))
    return [target for target in (*_LINK.findall(text), *_TAGGED.findall(text)) if not re.match(r"[a-z]+:", target)]


def anchors(path):
    """The anchors that a page's headings get: small letters, signs left out, a hyphen for a space; a number where one comes again."""
    found: list[str] = []
    for heading in _HEADING.findall(_FENCED.sub("", path.read_text(encoding="utf-8"))):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        slug = re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
        found.append(f"{slug}-{found.count(slug)}" if slug in found else slug)
    return set(found)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files_and_headings_that_are_there(page):
    for target in links(page):
        name, _, anchor = unquote(target).partition("#")
        path = (page.parent / name).resolve() if name else page
        assert path.exists(), target
        assert path.is_relative_to(ROOT), target
        if anchor and path.suffix == ".md":
            assert anchor in anchors(path), target


def test_every_page_is_reached_from_another():
    reached = {(page.parent / unquote(target).partition("#")[0]).resolve() for page in PAGES for target in links(page)}
    assert [page.relative_to(ROOT).as_posix() for page in (ROOT / "docs").rglob("*.md") if page not in reached and page.name != "index.md"] == []


@pytest.mark.parametrize(("page", "other"), [("docs/batch.md", "docs/scale.md"), ("docs/scale.md", "docs/batch.md"), ("docs/security.md", "docs/testing.md")])
def test_pages_that_go_on_from_one_another_are_linked(page, other):
    assert (ROOT / other) in {((ROOT / page).parent / target.partition("#")[0]).resolve() for target in links(ROOT / page)}
