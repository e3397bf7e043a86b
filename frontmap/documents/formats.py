"""What a format is, what a failure is, and how bytes become clean text.

A format reads one stream and yields a `Document` for each article in it, or a `Failure` for what could not be read. It
never raises for what stands in a file: one bad line loses one line.
"""

from __future__ import annotations

import codecs
import datetime as dt
import email.utils
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BufferedReader
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

from frontmap.config import Settings
from frontmap.documents.language import detect_language
from frontmap.errors import InputError
from frontmap.records import Document, content_id

__all__ = [
    "Failure",
    "Format",
    "clean",
    "decode",
    "detect_encoding",
    "document_from_fields",
    "form_of",
    "make_document",
    "parse_day",
    "publisher_of",
    "read_bytes",
    "seekable",
]

# Encodings that English, Ukrainian and Russian files come in; asking for these alone keeps the guess honest.
_ENCODINGS = ["ascii", "utf_8", "utf_16", "cp1251", "cp1252", "koi8_u", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic"]
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MAGIC = (
    (b"%PDF-", "a PDF: turn it into text first, e.g. with pdftotext"),
    (b"PK\x03\x04", "a zip archive or an office file: name an archive .zip, save an office file as plain text"),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
    (b"PAR1", "a Parquet file: name it .parquet"),
)
_SAMPLE_BYTES = 1 << 18
_FIRST_YEAR = 1900
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")
_SHARED_HOSTS = frozenset({"t.me", "telegram.me", "x.com", "twitter.com", "facebook.com", "youtube.com", "vk.com", "medium.com"})


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read.

    `source` names the file, `line` its line counted from 1 where that is known, `reason` what was found, what was
    expected and what to do.
    """

    source: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        """Return `file:line: reason` as far as the line is known."""
        return f"{self.source}:{self.line}: {self.reason}" if self.line is not None else f"{self.source}: {self.reason}"


class Format(Protocol):
    """A way in which documents are kept in a file."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of its files, small letters, with the dot."""

    def sniff(self, head: bytes) -> bool:
        """Whether a stream without a name that starts with `head` is of this format."""

    def read(self, stream: BufferedReader[Any], source: str, settings: Settings) -> Iterator[Document | Failure]:
        """Yield the stream's documents and failures; `source` is how messages name it."""


@dataclass(frozen=True, slots=True)
class _AnyOf:
    """Several formats that share an ending: the file's first bytes tell which it is, the last one where none knows them."""

    forms: tuple[Format, ...]
    suffixes: tuple[str, ...] = ()

    def sniff(self, head: bytes) -> bool:
        return any(form.sniff(head) for form in self.forms)

    def read(self, stream: BufferedReader[Any], source: str, settings: Settings) -> Iterator[Document | Failure]:
        head = stream.peek(_SAMPLE_BYTES)
        form = next((form for form in self.forms if form.sniff(head)), self.forms[-1])
        return form.read(stream, source, settings)


def form_of(name: str, forms: tuple[Format, ...]) -> Format | None:
    """Return the format of a file by its name's ending, the longest that fits; None where nothing reads it."""
    fitting = [(suffix, form) for form in forms for suffix in form.suffixes if name.lower().endswith(suffix)]
    longest = max((len(suffix) for suffix, _ in fitting), default=0)
    found = tuple(form for suffix, form in fitting if len(suffix) == longest)
    return found[0] if len(found) == 1 else _AnyOf(found) if found else None


def seekable(stream: BufferedReader[Any]) -> BufferedReader[Any]:
    """Return a stream in which one can go back: itself, or, for a pipe, a temporary copy on disk."""
    if stream.seekable():
        return stream
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - it is gone when nothing reads it any more
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return cast("BufferedReader[Any]", copy)


def read_bytes(stream: BufferedReader[Any], settings: Settings) -> bytes:
    """Return a whole stream that holds one document.

    Raises
    ------
    InputError
        If it is empty or longer than a document of `settings.max_document_chars` can be; no more than that is read.
    """
    # UTF-8 and its relatives need at most four bytes a character.
    limit = settings.max_document_chars * 4
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise InputError(_too_long(f"more than {limit:,} bytes", settings))
    if not data.strip():
        raise InputError("is empty: expected text")
    return data


def decode(data: bytes) -> tuple[str, str | None]:
    """Return the text of `data` and, where its encoding had to be guessed, the encoding assumed.

    Raises
    ------
    InputError
        If the bytes are no text, or no encoding fits.
    """
    encoding, assumed = detect_encoding(data)
    try:
        return data.decode(encoding), assumed
    except UnicodeDecodeError as error:
        broken = f"byte {error.object[error.start]:#04x} at offset {error.start:,}"
        text = data.decode(encoding, errors="replace")
        if text.count("\N{REPLACEMENT CHARACTER}") * 100 > len(text):
            raise InputError(f"is no {encoding} text ({broken}): save it as UTF-8") from None
        return text, f"{encoding}, broken bytes replaced"


def detect_encoding(data: bytes) -> tuple[str, str | None]:
    """Return the encoding to decode `data` with, and again as a second value where it is a guess.

    Raises
    ------
    InputError
        If `data` is no text or no encoding fits.
    """
    sample = data[:_SAMPLE_BYTES]
    for magic, what in _MAGIC:
        if sample.startswith(magic):
            raise InputError(f"is {what}")
    for bom, name in _BOMS:
        if sample.startswith(bom):
            return name, None
    if b"\x00" in sample[:8192]:
        raise InputError("is binary (it has NUL bytes): expected text")
    good = len(sample)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=len(data) <= _SAMPLE_BYTES)
    except UnicodeDecodeError as error:
        good = error.start
    else:
        return "utf-8", None
    # A file that was UTF-8 up to one cut or broken letter is still UTF-8.
    if any(byte >= 0x80 for byte in sample[:good]) and len(re.findall("\N{REPLACEMENT CHARACTER}", sample.decode("utf-8", "replace"))) * 100 < len(sample):
        return "utf-8", None
    guess = _guess_encoding(sample)
    if guess is None:
        raise InputError(f"is text in no encoding that frontmap knows (byte {sample[good]:#04x} at offset {good:,} is not UTF-8): save it as UTF-8")
    return guess, guess


def _guess_encoding(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_ENCODINGS).best()
    return best.encoding if best is not None else None


def clean(text: str) -> str:
    r"""Return the text that offsets refer to: `\n` for every newline, no byte order mark, no NULs or lone surrogates."""
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def parse_day(value: str) -> dt.date | None:
    """Return the day of an ISO 8601 or RFC 2822 date or date and time, as its own time zone has it; None if it is neither."""
    value = value.strip()
    found = re.match(r"(\d{4})-?(\d{2})-?(\d{2})(?:$|[T ]\d{2}:?\d{2})", value)
    try:
        day = dt.date(int(found[1]), int(found[2]), int(found[3])) if found else email.utils.parsedate_to_datetime(value).date()
    except ValueError:
        return None
    # Eight digits may be any number; nothing that we read was published before 1900.
    return day if day.year >= _FIRST_YEAR else None


def publisher_of(url: str | None) -> str | None:
    """Return the publisher that an address names by its host: `reuters.com`, or `t.me/rybar` where a host serves many."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    channel = next((part for part in parts.path.split("/") if part and part != "s"), "")
    return f"{host}/{channel}" if host in _SHARED_HOSTS and channel else host or None


def make_document(
    text: str,
    source: str,
    settings: Settings,
    *,
    doc_id: str | None = None,
    title: str | None = None,
    published: dt.date | None = None,
    url: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
) -> Document:
    """Return the document of a text, with what its input does not say made up for: id, publisher, language.

    Raises
    ------
    InputError
        If the text is blank or longer than `settings.max_document_chars`.
    """
    text = clean(text)
    if not text.strip():
        raise InputError("has no text: expected at least a sentence")
    if len(text) > settings.max_document_chars:
        raise InputError(_too_long(f"{len(text):,} characters", settings))
    title, url, publisher = (_one_line(value) for value in (title, url, publisher))
    publisher = publisher or publisher_of(url)
    language = settings.language or (language or "").strip().lower().replace("_", "-").partition("-")[0] or detect_language(text)
    doc_id = doc_id or content_id(text, title, published, url, publisher)
    return Document(doc_id, text, title, published, url, publisher, language, source=source)


def document_from_fields(fields: Mapping[str, Any], source: str, settings: Settings) -> Document:
    """Return the document of one JSON object or table row: `text`, and `id`, `title`, `published`, `url`, `publisher`, `language` where given.

    Raises
    ------
    InputError
        If `text` is missing or a field is none of what the contract allows; the message names the field.
    """
    if "text" not in fields:
        raise InputError(f"lacks 'text': expected an object with a text; it has {', '.join(map(repr, fields)) or 'no key'}")
    for key in ("text", "title", "published", "url", "publisher", "language"):
        if fields.get(key) is not None and not isinstance(fields[key], str):
            raise InputError(f"{key!r} is {fields[key]!r:.60}: expected a string")
    doc_id = fields.get("id")
    if not (doc_id is None or isinstance(doc_id, str | int)) or isinstance(doc_id, bool):
        raise InputError(f"'id' is {doc_id!r:.60}: expected a string")
    published = None
    if fields.get("published") and fields["published"].strip():
        published = parse_day(fields["published"])
        if published is None:
            raise InputError(f"'published' is {fields['published']!r:.60}: expected an ISO date such as 2023-01-13, or null")
    return make_document(
        fields["text"] or "",
        source,
        settings,
        doc_id=None if doc_id is None else clean(str(doc_id)).strip() or None,
        title=fields.get("title"),
        published=published,
        url=fields.get("url"),
        publisher=fields.get("publisher"),
        language=fields.get("language"),
    )


def _one_line(value: str | None) -> str | None:
    return " ".join(clean(value).split()) or None if value else None


def _too_long(what: str, settings: Settings) -> str:
    return f"is a document of {what}, more than max_document_chars = {settings.max_document_chars:,} allows: split it, or raise max_document_chars in the settings"
