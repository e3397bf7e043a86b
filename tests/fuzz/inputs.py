"""What the targets share: bytes to text, where files are put, the gazetteer, and what a reading must hold."""

from __future__ import annotations

import atexit
import functools
import io
import shutil
import tempfile
from pathlib import Path

from noise import LANGUAGES, words_of

from frontmap.config import Settings
from frontmap.documents.formats import Failure, clean
from frontmap.gazetteer.index import Gazetteer
from frontmap.records import Document

SETTINGS = Settings()


def language_and_text(data: bytes) -> tuple[str, str]:
    """Return a language, told by the first byte, and the rest as a text that a reader would let pass."""
    return LANGUAGES[data[0] % 3] if data else "en", clean(data[1:].decode("utf-8", "replace"))


def seeds_of(*topics: str) -> tuple[bytes, ...]:
    """Return some examples of topics of the lexicon in each language, as `language_and_text` reads them."""
    found = ((index, words_of(language, *topics)) for index, language in enumerate(LANGUAGES))
    return tuple(bytes([index]) + example.encode() for index, examples in found for example in [text for text in examples if " " in text][:: max(1, len(examples) // 60)])


def words(*topics: str) -> tuple[str, ...]:
    """Return words of topics of the lexicon, for a dictionary."""
    return tuple(sorted({word for language in LANGUAGES for example in words_of(language, *topics) for word in example.split()}))[::3]


@functools.cache
def gazetteer() -> Gazetteer:
    """Return the shipped gazetteer."""
    return Gazetteer.open()


@functools.cache
def folder() -> Path:
    """Return a folder that is gone with the process."""
    path = Path(tempfile.mkdtemp(prefix="frontmap-fuzz-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


def written(name: str, data: bytes) -> Path:
    """Return a file that holds the data."""
    path = folder() / name
    path.write_bytes(data)
    return path


def check_documents(form: object, data: bytes) -> None:
    """Read data as one form of document: each is one, or a failure that says why."""
    for item in form.read(io.BufferedReader(io.BytesIO(data)), "<fuzz>", SETTINGS):
        if isinstance(item, Failure):
            assert item.reason
            continue
        assert isinstance(item, Document)
        assert item.text == clean(item.text)
        assert item.text.strip()
        for text in (item.title, item.url, item.publisher):
            assert text is None or len(text.splitlines()) <= 1
        for text in (item.title, item.url, item.publisher, item.language, item.id):
            assert text is None or not any("\ud800" <= sign <= "\udfff" for sign in text)
