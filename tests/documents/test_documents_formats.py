"""Each format: the fields it gives, and what it makes of bad parts."""

import datetime as dt
import json
import socket

import pytest

from frontmap.config import Settings
from frontmap.documents.formats import clean, parse_day, publisher_of
from frontmap.documents.html import article_text
from frontmap.documents.markdown import strip_markup
from frontmap.documents.reader import Failure, read
from frontmap.records import Document

DAY = dt.date(2023, 1, 13)
PARAGRAPHS = "".join(f"<p>Paragraph {n} tells at some length what the ministry said about the town of Soledar.</p>" for n in range(4))


@pytest.fixture
def load(tmp_path):
    def load(name, data, settings=None):
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return list(read([path], settings or Settings()))

    return load


# --- plain text


def test_plain_text_keeps_its_characters_and_takes_title_and_address_from_the_head(load):
    text = "A Soldier Is Chased By A Drone\n20220408\nhttps://www.example.org/news/article-10700105/x.html\nBut on Thursday he spoke.\n"
    (document,) = load("a.txt", text)
    assert document.text == text
    assert document.title == "A Soldier Is Chased By A Drone"
    assert document.url == "https://www.example.org/news/article-10700105/x.html"
    assert document.publisher == "example.org"
    assert document.published is None, "an address is no date"


@pytest.mark.parametrize(
    "text",
    [
        "The first line is a sentence.\nAnd a second one.",
        "One line alone",
        "“A quotation that ends in its line.”\nMore text.",
        "https://example.org/a\nSome text.",
        "20220408\nSome text.",
        "word " * 60 + "\nSome text.",
    ],
)
def test_plain_text_invents_no_title(load, text):
    assert load("a.txt", text)[0].title is None


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("KYIV, Jan 13, 2023 (Example Wire) - Forces held on.", "Example Wire"),
        ("A title\n\nДНІПРО, 13 жовтня 2023 року, «Хвиля Дніпра» — Сили оборони стоять.", "Хвиля Дніпра"),
        ("МОСКВА, 13 января. /Пример/. Войска стоят.", "Пример"),
        ("https://www.example.org/a\nKYIV, Jan 13 (Example Wire) - Forces held on.", "example.org"),
        ("Forces (Example Wire) - held on.", None),
        ("KYIV said (on Friday) that its forces held on.", None),
    ],
)
def test_plain_text_takes_its_publisher_from_address_or_dateline(load, text, publisher):
    assert load("a.txt", text)[0].publisher == publisher


# --- Markdown


def test_markdown_front_matter_heading_and_markup(load):
    text = (
        '---\ntitle: "Fighting in Soledar"\ndate: 2023-01-13\nlink: https://example.org/a\npublisher: Example\nlang: en\ntags: [a]\n---\n'
        "# Heading\n\nThe **ministry** said [on Friday](https://example.org/b_(c)) that _its_ forces\n> held `Soledar`.\n\n- one\n* two\n<!-- secret -->\n"
    )
    (document,) = load("a.md", text)
    assert (document.title, document.published, document.url, document.publisher) == ("Fighting in Soledar", DAY, "https://example.org/a", "Example")
    assert document.text.startswith("Heading\n\nThe ministry said on Friday that its forces\nheld Soledar.")
    assert "secret" not in document.text


def test_markdown_without_front_matter_takes_its_heading_as_title(load):
    assert load("a.md", "# The *town* of X\n\nIt was shelled.")[0].title == "The town of X"


def test_markdown_bad_date_is_a_failure(load):
    (failure,) = load("a.md", "---\ndate: last Friday\n---\nText here.")
    assert "'last Friday'" in failure.reason
    assert "ISO date" in failure.reason


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("5 * 3 * 2", "5 * 3 * 2"),
        ("snake_case_name", "snake_case_name"),
        ("![alt](x.png)", "alt"),
        ("# A\n## B ##", "A\nB"),
        ("a\\*b", "a*b"),
        ("***both***", "both"),
        ("T\n===\nx", "T\nx"),
    ],
)
def test_markup_is_taken_off_and_the_words_stay(markup, text):
    assert strip_markup(markup) == text


# --- HTML


def page(head="", body=PARAGRAPHS):
    return f"<!DOCTYPE html><html><head><title>T</title>{head}</head><body><article><h1>Fighting near Soledar</h1>{body}</article></body></html>"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2023-01-13T23:30:00+02:00">',
        '<meta name="date" content="2023-01-13">',
        '<meta name="DC.date.issued" content="2023-01-13">',
        '<meta itemprop="datePublished" content="20230113">',
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "datePublished": "2023-01-13T08:00:00Z"}]}</script>',
        '<script type="application/ld+json">not json</script><meta name="pubdate" content="Fri, 13 Jan 2023 08:00:00 GMT">',
    ],
)
def test_html_takes_a_date_that_the_page_declares(load, head):
    (document,) = load("a.html", page(head))
    assert document.published == DAY


def test_html_takes_a_date_from_a_time_element_of_publication(load):
    (document,) = load("a.html", page(body='<time itemprop="datePublished" datetime="2023-01-13">Friday</time>' + PARAGRAPHS))
    assert document.published == DAY


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", "<p>© 2021 Example. Bakhmut fell on 20 May 2023, officials said at length in a long sentence.</p>"),
        ('<meta property="article:modified_time" content="2024-05-05">', ""),
        ('<link rel="canonical" href="https://example.org/2019/03/04/story.html">', ""),
        ('<meta name="copyright" content="2020-01-01">', '<time datetime="2022-02-24">the invasion</time>'),
        ('<script>var d = "2023-01-13";</script>', "<footer>Updated 5 March 2022</footer>"),
    ],
)
def test_html_never_invents_a_date(load, head, body):
    (document,) = load("a.html", page(head, PARAGRAPHS + body))
    assert document.published is None


def test_html_gives_text_title_outlet_and_address_without_scripts(load):
    head = '<meta property="og:site_name" content="Example News"><meta property="og:title" content="Fighting near Soledar"><link rel="canonical" href="https://example.org/s">'
    (document,) = load("a.html", page(head, PARAGRAPHS + "<script>alert('x')</script><nav><a href='/'>Home</a></nav>"))
    assert document.title == "Fighting near Soledar"
    assert document.publisher == "Example News"
    assert document.url == "https://example.org/s"
    assert document.text.startswith("Fighting near Soledar")
    assert document.text.count("Paragraph") == 4
    assert "alert" not in document.text


def test_html_in_the_encoding_that_it_declares(load):
    html = page('<meta charset="windows-1251">', "<p>Войска заняли город, сообщило министерство обороны в пятницу.</p>" * 3).encode("cp1251")
    (document,) = load("a.html", html)
    assert "Войска заняли город" in document.text
    assert document.language == "ru"


def test_deeply_nested_html_does_no_harm(load):
    (item,) = load("a.html", "<html><body>" + "<div>" * 20_000 + "The text stands at the bottom." + "</div>" * 20_000)
    assert isinstance(item, Document | Failure)


def test_fragment_text_has_a_line_a_block():
    assert article_text("<p>One &amp; two</p><ul><li>three <b>four</b></li></ul><script>no</script>five") == "One & two\nthree four\nfive"
    assert article_text("") == ""
    assert article_text("a < b & c") == "a < b & c"


# --- feeds

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Example &amp; Wire</title>
<item><title>Drone &lt;b&gt;strike&lt;/b&gt;</title><link>https://example.org/1</link><pubDate>Fri, 13 Jan 2023 23:30:00 +0200</pubDate>
<description>&lt;p&gt;Drones hit Soledar.&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</description></item>
<item><title>Second</title><description>Text.</description></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Example</title><entry><title>One</title><id>1</id>
<link href="https://example.org/1"/><published>2023-01-13T10:00:00Z</published><updated>2024-01-01T10:00:00Z</updated>
<content type="html">&lt;p&gt;Long text.&lt;/p&gt;</content><summary>Short.</summary></entry></feed>"""


def test_rss_entry_fields(load):
    first, second = load("a.rss", RSS)
    assert (first.title, first.url, first.publisher, first.published) == ("Drone strike", "https://example.org/1", "Example & Wire", DAY)
    assert first.text == "Drone strike\n\nDrones hit Soledar."
    assert first.source.endswith("a.rss#1")
    assert second.published is None


def test_atom_entry_takes_published_before_updated_and_the_longer_text(load):
    (document,) = load("a.xml", ATOM)
    assert document.published == DAY
    assert document.text == "One\n\nLong text."


def test_malformed_feed_gives_what_it_can_and_says_so(load):
    items = load("a.rss", RSS.replace("</description></item></channel>", "<"))
    assert isinstance(items[0], Document)
    assert any(isinstance(item, Failure) and "broken XML" in item.reason for item in items)


@pytest.mark.parametrize(
    "entity",
    ['<!ENTITY e SYSTEM "file:///etc/passwd">', '<!ENTITY e SYSTEM "http://127.0.0.1:9/x">', '<!ENTITY a "ha"><!ENTITY e "&a;&a;&a;&a;">'],
)
def test_feed_entities_fetch_and_swell_nothing(load, monkeypatch, entity):
    def refuse(*_):
        pytest.fail("a feed opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    items = load("a.xml", RSS.replace("<rss", f"<!DOCTYPE rss [{entity}]><rss", 1).replace("Text.", "Text &e; end."))
    text = " ".join(getattr(item, "text", "") for item in items)
    assert "root:" not in text
    assert "haha" not in text


# --- JSON


def test_jsonl_fields_and_a_bad_line_between_good_ones(load):
    line = {"id": "x1", "text": "Text.", "title": "T", "published": "2023-01-13T10:00:00Z", "url": "https://t.me/s/rybar/5", "language": "en-GB", "extra": 1}
    items = load("a.jsonl", "\n".join([json.dumps(line), "{broken", "", '{"title": "no text"}', '["list"]', '{"text": 5}', '{"text": "Last."}']))
    assert items[0] == Document("x1", "Text.", "T", DAY, "https://t.me/s/rybar/5", "t.me/rybar", "en")
    assert [item.line for item in items[1:5]] == [2, 4, 5, 6]
    assert "no JSON" in items[1].reason
    assert "lacks 'text'" in items[2].reason
    assert "'title'" in items[2].reason
    assert "list" in items[3].reason
    assert "expected a string" in items[4].reason
    assert items[5].text == "Last."
    assert items[5].source.endswith("a.jsonl:7")


@pytest.mark.parametrize("value", ["13.01.2023", "2023", "2023-02-31", "soon", "2023-01"])
def test_jsonl_date_that_is_none_is_a_failure(load, value):
    (failure,) = load("a.jsonl", json.dumps({"text": "Text.", "published": value}))
    assert value in failure.reason
    assert "ISO date" in failure.reason


def test_jsonl_line_that_is_no_utf8_is_one_failure(load):
    first, failure, last = load("a.jsonl", b'\xef\xbb\xbf{"text": "One."}\n{"text": "\xff"}\n{"text": "Two."}\n')
    assert (first.text, last.text) == ("One.", "Two.")
    assert failure.line == 2
    assert "UTF-8" in failure.reason


def test_jsonl_line_beyond_all_limits_is_skipped_and_the_next_is_read(load):
    long = json.dumps({"text": "x" * 200_000})
    failure, document = load("a.jsonl", long + '\n{"text": "Next."}\n', Settings(max_document_chars=1000))
    assert failure.line == 1
    assert document.text == "Next."


def test_json_that_nests_without_end_is_a_failure(load):
    assert isinstance(load("a.jsonl", "[" * 100_000)[0], Failure)
    assert isinstance(load("a.json", "[" * 100_000)[0], Failure)


def test_json_file_of_one_object_and_of_a_list(load):
    assert load("a.json", '{"text": "One."}')[0].text == "One."
    good, bad = load("b.json", '[{"text": "One."}, 5]')
    assert good.source.endswith("b.json#1")
    assert bad.source.endswith("b.json#2")


# --- CSV


def test_csv_columns_by_their_names_and_rows_over_several_lines(load):
    table = 'Date,Headline,Body,Source,Link\n2023-01-13,T,"One\nline, two",Example,https://example.org/a\n,,Second row text,,\n\n'
    first, second = load("a.csv", table)
    assert (first.title, first.text, first.published, first.publisher, first.url) == ("T", "One\nline, two", DAY, "Example", "https://example.org/a")
    assert first.source.endswith("a.csv:2")
    assert second.source.endswith("a.csv:4")
    assert second.published is None


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_delimiters(load, delimiter):
    assert load("a.csv", f"id{delimiter}text\r\n1{delimiter}Some text.\r\n")[0].text == "Some text."


def test_csv_row_without_text_is_one_failure(load):
    failure, document = load("a.csv", "id,text\n1,\n2,Some text.\n")
    assert failure.line == 2
    assert document.id == "2"


def test_csv_in_windows_encoding_says_so(load):
    rows = "text\n" + "Войска заняли город и отступили к реке.\n" * 5
    document = load("a.csv", rows.encode("cp1251"))[0]
    assert document.text == "Войска заняли город и отступили к реке."
    assert "cp1251" in document.source


def test_csv_long_cell_is_a_failure_and_the_next_row_is_read(load):
    failure, document = load("a.csv", "text\n" + "x" * 150_000 + "\nNext.\n", Settings(max_document_chars=1000))
    assert "max_document_chars" in failure.reason
    assert document.text == "Next."


# --- shared parts


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-01-13", DAY),
        ("20230113", DAY),
        (" 2023-01-13T23:59:59-08:00 ", DAY),
        ("2023-01-13 10:00", DAY),
        ("Fri, 13 Jan 2023 08:00:00 GMT", DAY),
        ("10700105", None),
        ("2023-13-01", None),
        ("2023-01-131", None),
        ("Friday", None),
        ("", None),
    ],
)
def test_days_of_metadata(text, day):
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://www.reuters.com/world/a", "reuters.com"),
        ("https://t.me/s/rybar/123", "t.me/rybar"),
        ("https://t.me", "t.me"),
        ("not an address", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_publisher_by_host(url, publisher):
    assert publisher_of(url) == publisher


def test_clean_text_can_be_written():
    assert clean("\ufeffa\r\nb\rc\x00\ud83d") == "a\nb\nc\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_table_that_breaks_off_within_a_letter_keeps_its_other_rows(load, encoding, cut):
    data = "id,text\n1,Soledar was taken\n2,Bakhmut is held".encode(encoding)[:-cut]
    first, second = load("a.csv", data)
    assert first.text == "Soledar was taken"
    assert second.text.startswith("Bakhmut is h")
