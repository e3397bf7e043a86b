"""Every payload in every field of every form of input: it is read as text or refused with a reason, and what is read keeps its promises."""

import csv
import html
import io
import json
import re
import time
from pathlib import Path

import pytest
from payloads import payloads, short_payloads
from sample_claims import sample_claims

from frontmap.batch.recipe import load as load_recipe
from frontmap.config import Settings
from frontmap.contract import claim_to_json
from frontmap.corrections.load import parse as parse_corrections
from frontmap.documents.reader import Failure, read, read_stream
from frontmap.errors import ConfigError, GazetteerError, InputError
from frontmap.exports.jsonl import read_claims
from frontmap.gazetteer.tables import read_table
from frontmap.pipeline import Tools, read_document
from frontmap.records import Claim, Document
from frontmap.theatres.load import load_theatre

STORY = "Russian forces captured Soledar, the Russian Ministry of Defence said on 13 January 2023. Ukraine denied it."
FIELDS = ("id", "text", "title", "published", "url", "publisher", "language")
MEMBERS = {"id": "d1", "text": STORY, "title": "Two versions", "published": "2023-01-13", "url": "https://example.org/a", "publisher": "Wire", "language": "en"}


def xml(text):
    """Return text as XML and HTML carry it; what they cannot carry stays, for the parser to meet it."""
    return html.escape(text)


def quoted(text):
    """Return text as a TOML string: escaped, so that the payload itself arrives."""
    return json.dumps(text.encode("utf-8", "replace").decode())


def jsonl(fields):
    return json.dumps(fields, ensure_ascii=True) + "\n"


def table(fields):
    buffer = io.StringIO()
    csv.writer(buffer).writerows([fields.keys(), fields.values()])
    return buffer.getvalue()


def plain(fields):
    return f"{fields['title']}\n\n{fields['url']}\n\nKYIV, Jan 13, 2023 ({fields['publisher']}) - {fields['text']}"


def markdown(fields):
    return f"---\ntitle: {fields['title']}\ndate: {fields['published']}\nurl: {fields['url']}\npublisher: {fields['publisher']}\nlanguage: {fields['language']}\nid: {fields['id']}\n---\n# {fields['title']}\n\n{fields['text']}\n"


def page(fields, escape=xml):
    it = {name: escape(text) for name, text in fields.items()}
    return (
        f'<!doctype html><html lang="{it["language"]}"><head><title>{it["title"]}</title><meta property="og:site_name" content="{it["publisher"]}">'
        f'<meta property="article:published_time" content="{it["published"]}"><link rel="canonical" href="{it["url"]}"></head>'
        f'<body><article id="{it["id"]}"><h1>{it["title"]}</h1><p>{it["text"]}</p><p>{STORY}</p></article></body></html>'
    )


def raw_page(fields):
    return page(fields, escape=str)


def rss(fields):
    it = {name: xml(text) for name, text in fields.items()}
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{it["publisher"]}</title><language>{it["language"]}</language><item><guid>{it["id"]}</guid>'
        f'<title>{it["title"]}</title><link>{it["url"]}</link><pubDate>{it["published"]}</pubDate><description>{xml(it["text"])}</description></item></channel></rss>'
    )


def atom(fields):
    it = {name: xml(text) for name, text in fields.items()}
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{it["language"]}"><title>{it["publisher"]}</title><entry><id>{it["id"]}</id><title type="html">{xml(it["title"])}</title>'
        f'<link href="{it["url"]}"/><updated>{it["published"]}</updated><content type="html">{xml(it["text"])}</content></entry></feed>'
    )


FORMS = {".jsonl": jsonl, ".json": jsonl, ".csv": table, ".txt": plain, ".md": markdown, ".html": page, ".htm": raw_page, ".rss": rss, ".atom": atom}


@pytest.fixture
def tell(capsys):
    def told(payloads_, fields, what):
        with capsys.disabled():
            print(f"\nhostile: {payloads_} payloads x {fields} fields of {what} = {payloads_ * fields:,}")  # noqa: T201 - the count is asked for

    return told


def check(item):
    if isinstance(item, Failure):
        assert item.reason
        return
    assert isinstance(item, Document)
    assert item.text.strip()
    for text in (item.id, item.text, item.title, item.url, item.publisher):
        assert not re.search("[\x00\ud800-\udfff\r]", text or "")
    for text in (item.title, item.url, item.publisher):
        assert text is None or len(text.splitlines()) == 1
    assert item.published is None or item.published.year >= 1900


def hostile_fields(payload, ending):
    """Yield the members of documents such that each field is the payload once: one by one, or, where a fault in one hides no other, all together."""
    if payload.long:
        yield {**MEMBERS, "text": payload.text}
    elif ending in {".jsonl", ".json", ".csv"}:
        yield from ({**MEMBERS, field: payload.text} for field in FIELDS)
    else:
        yield {**dict.fromkeys(FIELDS, payload.text), "published": MEMBERS["published"], "text": payload.text + STORY}
        yield {**MEMBERS, "published": payload.text}


@pytest.mark.parametrize("ending", FORMS)
def test_documents_with_payloads_are_read_or_refused(ending, tell, tmp_path):
    from frontmap.documents.reader import format_of

    made = FORMS[ending]
    (tmp_path / f"a{ending}").write_bytes(b"")
    form, settings, read_ones = format_of(tmp_path / f"a{ending}"), Settings(), 0
    corpus = short_payloads() if ending in {".html", ".htm"} else payloads()
    for payload in corpus:
        for fields in hostile_fields(payload, ending):
            items = list(form.read(io.BufferedReader(io.BytesIO(made(fields).encode("utf-8", "surrogatepass"))), "a", settings))
            assert items, payload
            for item in items:
                check(item)
                read_ones += isinstance(item, Document)
    assert read_ones > len(corpus) * 3 / 4
    tell(len(corpus), len(FIELDS), ending)


def test_streams_without_a_name_are_read_or_refused(tell):
    for payload in short_payloads():
        for text in (payload.text, payload.text + STORY, "{" + payload.text, "[" + payload.text, "<rss>" + payload.text, "<html>" + payload.text, "---\n" + payload.text):
            for item in read_stream(io.BytesIO(text.encode("utf-8", "surrogatepass")), "<stream>", Settings()):
                check(item)
    tell(len(short_payloads()), 7, "beginnings of streams")


def test_files_named_like_payloads_are_read_or_named(tmp_path, tell):
    made = 0
    for number, payload in enumerate(short_payloads()):
        name = payload.text.replace("/", "-").replace("\x00", "-").encode("utf-8", "surrogatepass")[:100].decode("utf-8", "surrogateescape")
        path = tmp_path / f"{number}-{name}.txt"
        path.write_text(f"{STORY} {number}", encoding="utf-8")
        made += 1
    items = list(read([tmp_path]))
    assert len(items) == made
    for item in items:
        assert isinstance(item, Document)
    tell(made, 1, "file names")


def test_gazetteer_rows_with_payloads_are_read_or_refused(tmp_path, tell):
    columns = ("name", "lat", "lon", "country", "id", "admin1", "feature", "names")
    good = ("Town", "48.5", "37.5", "UA", "own:1", "Donetsk Oblast", "PPL", "Misto|Gorod")
    path, told = tmp_path / "own.csv", []
    for payload in payloads():
        for number in range(len(columns)):
            with path.open("w", encoding="utf-8", errors="surrogatepass", newline="") as file:
                csv.writer(file).writerows([columns, [*good[:number], payload.text, *good[number + 1 :]]])
            try:
                rows = list(read_table(path, "own", {}))
            except GazetteerError as error:
                told.append(str(error))
                continue
            assert len(rows) == 1
            assert re.fullmatch(r"[a-z0-9]+:\S+", rows[0].place.id), (payload, rows[0].place.id[:80])
    assert all("own.csv" in fault and len(fault) < 1000 for fault in told)
    tell(len(payloads()), len(columns), "a gazetteer's row")


def test_claims_with_payloads_are_read_or_refused(tell):
    good = json.loads(json.dumps(claim_to_json(sample_claims()[0])))
    ways = [(key,) for key in good] + [("place", key) for key in good["place"]] + [("evidence", key) for key in good["evidence"]] + [("cues", 0, key) for key in good["cues"][0]]
    for payload in payloads():
        for *way, last in ways if not payload.long else ways[:3]:
            data = json.loads(json.dumps(good))
            inner = data
            for key in way:
                inner = inner[key]
            inner[last] = payload.text
            (found,) = read_claims([json.dumps(data)], "claims.jsonl")
            assert isinstance(found, Claim | InputError)
    tell(len(payloads()), len(ways), "a claim")


def test_corrections_and_recipes_with_payloads_are_read_or_refused(gazetteer, tmp_path, tell):
    path = tmp_path / "recipe.toml"
    for payload in short_payloads():
        value = quoted(payload.text)
        for key in ("text", "why", "document", "sentence", "name", "country", "admin1", "feature"):
            fields = {"text": '"Nowhere"', "lat": "48.5", "lon": "37.5", "why": '"I know it"', key: value}
            body = "[[new_place]]\n" + "\n".join(f"{name} = {told}" for name, told in fields.items())
            try:
                parse_corrections(body, Path("corrections.toml"), gazetteer)
            except ConfigError as error:
                assert "corrections.toml" in str(error)  # noqa: PT017 - some payloads are names, some are not
        for body in (f"title = {value}", f"text = {value}", f"gallery = {value}", f"output = {value}"):
            path.write_text(f'{body}\n[inputs]\ndocuments = ["a"]\n[[map]]\nname = "m"\n', encoding="utf-8")
            try:
                recipe = load_recipe(path)
            except ConfigError:
                continue
            assert "/" not in recipe.gallery
        for key in ("name", "title", "text", "near", "tiles"):
            fields = {"name": '"m"', key: value}
            path.write_text('[inputs]\ndocuments = ["a"]\n[[map]]\n' + "\n".join(f"{name} = {told}" for name, told in fields.items()), encoding="utf-8")
            try:
                recipe = load_recipe(path)
            except ConfigError:
                continue
            assert re.fullmatch(r"[\w.{}-]+", recipe.maps[0].name)
    tell(len(short_payloads()), 17, "corrections and recipes")


@pytest.mark.parametrize("sign", ["(", "[", "\\", "\u202e", "\U0001f600"])
def test_a_run_of_signs_holds_no_reading_up(gazetteer, sign):
    tools, run = Tools(Settings(), load_theatre("ukraine"), gazetteer), sign * 5000
    begun = time.process_time()
    read_document(Document("d", f"{run} Russian forces captured {run} Soledar, the {run} Russian Ministry of Defence said."), tools)
    assert time.process_time() - begun < 15


def test_payloads_in_a_story_are_read_and_every_offset_matches(gazetteer, tell):
    tools = Tools(Settings(), load_theatre("ukraine"), gazetteer)
    claims = 0
    for payload in payloads():
        words = payload.text[:600]
        story = f"{words} Russian forces captured {words} Soledar, the {words} Russian Ministry of Defence said. {STORY} {words}"
        for document in read_stream(io.BytesIO(jsonl({**MEMBERS, "text": story}).encode()), "<stream>", Settings()):
            assert isinstance(document, Document)
            reading = read_document(document, tools)
            for mention in reading.mentions:
                assert document.text[mention.start : mention.end] == mention.text
            for claim in reading.claims:
                claims += 1
                assert document.text[claim.evidence.start : claim.evidence.end] == claim.evidence.text
                assert all(document.text[cue.start : cue.end] == cue.text for cue in claim.cues)
    assert claims > len(payloads())
    tell(len(payloads()), 4, "a story, read to claims")
