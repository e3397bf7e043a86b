"""What names stand for, by tables of sentences: clubs, outlets, powers, units, people, streets, things, and places beside them."""

import re
from pathlib import Path

import pytest

from frontmap.gazetteer.index import Gazetteer
from frontmap.mentions.match import find_mentions
from frontmap.records import Document, Role
from frontmap.theatres.load import load_theatre

TABLES = Path(__file__).parent / "tables"
MARKED = re.compile(r"[\[{](.+?)[\]}]")


def _sentences():
    for path in sorted(TABLES.glob("*.txt")):
        topic = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                topic = line.removeprefix("#").strip()
            elif line:
                yield pytest.param(path.stem, line, id=f"{path.stem}-{topic[:20]}-{line[:40]}")


@pytest.fixture(scope="module")
def shipped():
    return Gazetteer.open(), load_theatre("ukraine")


@pytest.mark.parametrize(("language", "line"), list(_sentences()))
def test_places_and_what_only_looks_like_them(shipped, language, line):
    text = MARKED.sub(r"\1", line)
    spans, cut = [], 0
    for mark in MARKED.finditer(line):
        spans.append((mark.start() - cut, mark.start() - cut + len(mark[1]), mark[0][0] == "["))
        cut += 2
    document = Document(id="d", text=text, language=language)
    places = [mention for mention in find_mentions(document, *shipped) if mention.role is Role.PLACE]
    wanted = {text[start:end] for start, end, is_place in spans if is_place and not any(m.start < end and start < m.end for m in places)}
    unwanted = [m.text for m in places if not any(is_place and m.start < end and start < m.end for start, end, is_place in spans)]
    assert (wanted, unwanted) == (set(), [])
