"""Markdown with front matter, plain text with its head, tables and JSON lines."""

from fuzz.inputs import check_documents

from frontmap.documents.csv import CsvTable
from frontmap.documents.jsonl import JsonLines
from frontmap.documents.markdown import Markdown
from frontmap.documents.text import PlainText

FORMS = (Markdown(), PlainText(), JsonLines(), CsvTable())
SEEDS = (
    b'\x00---\ntitle: A\ndate: 2023-01-13\nurl: https://example.org/a\npublisher: Wire\nlanguage: en\nid: a\n---\n# A\n\n[Soledar](https://a.b) was *taken*. ![x](y "z")\n', b"\x00+++\ntitle = 'A'\n+++\nText\n",
    b"\x01Title\n\nhttps://example.org/a\n\nKYIV, Jan 13, 2023 (Wire) - Soledar was taken.\n",
    b'\x02{"id": "a", "text": "Soledar was taken.", "title": "A", "published": "2023-01-13", "url": "https://a.b", "publisher": "W", "language": "en"}\n',
    b"\x03id,text,title,published,url,publisher,language\na,Soledar was taken.,A,2023-01-13,https://a.b,W,en\n",
)  # fmt: skip
WORDS = ("---", "+++", "title:", "date:", "url:", "\n\n", "](", "![", "```", "<!--", "-->", "https://", '"text"', '"published"', "\ufeff", "\xff\xfe")


def check(data: bytes) -> None:
    """Read."""
    check_documents(FORMS[(data[0] if data else 0) % len(FORMS)], data[1:])
