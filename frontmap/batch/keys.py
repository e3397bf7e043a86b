"""What a reading depends on, as one key: where the key is the same, what was read before can be taken again.

1. The document: its text and all its metadata, not the file that it stood in.
2. The settings, but for those that only the page or the machine heeds; a theatre by its content.
3. The lexicon of the document's language, with the tables of sentence ends and word forms of all languages.
4. The gazetteer's content, whole: a name that is added anywhere may be the better one for a mention.
5. frontmap's own code and tables, without the rooms that stand after the reading (they cannot be imported by it), with the
   versions of Python and of the libraries that decide what is found.
6. The corrections that touch the document: those that may speak of it and of a name that is mentioned in it. They are told by
   `Keys.rules`, beside the key, since a document's names are known only once it has been read.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable
from importlib import metadata
from pathlib import Path

from frontmap.corrections.load import PlaceRule
from frontmap.gazetteer.names import normalise
from frontmap.lexicon.load import LEXICON_FOLDER
from frontmap.pipeline import Tools
from frontmap.places.front import front_fingerprint
from frontmap.records import Document

__all__ = ["Keys", "code_fingerprint", "lexicon_fingerprint", "rule_key"]

_PACKAGE = Path(__file__).parents[1]
_AFTERWARDS = frozenset({"batch", "cli", "control", "evaluation.py", "explanation.py", "exports", "ledger", "webmap"})
_IN_BATCH = ("outcomes.py",)  # says what is kept
_DATA_ROOMS = frozenset({"lexicon", "theatres"})  # their tables have keys of their own
_OF_ALL_LANGUAGES = ("sentences.toml", "names.toml")  # a sentence may end with another language's abbreviation
_LIBRARIES = ("ahocorasick-rs", "rapidfuzz")
_SETTINGS_OF_OTHERS = frozenset({"theatre", "title", "ui_language", "tiles", "corrections", "max_document_chars", "max_document_seconds", "cache_mb", "control_map"})


class Keys:
    """The keys of documents as `tools` would read them."""

    def __init__(self, tools: Tools) -> None:
        settings = [f"{field.name}={getattr(tools.settings, field.name)!r}" for field in dataclasses.fields(tools.settings) if field.name not in _SETTINGS_OF_OTHERS]
        control = front_fingerprint(tools.settings.control_map)
        self._base = _hash([code_fingerprint(), *settings, control, tools.theatre.id, tools.theatre.fingerprint, tools.gazetteer.fingerprint])
        self._places = tools.corrections.places
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for number, rule in enumerate(self._places):
            for name in dict.fromkeys(map(normalise, rule.names)):
                self._by_name[name].append(number)

    @property
    def depend_on_names(self) -> bool:
        """Whether there are corrections of places, so that `rules` has to be asked."""
        return bool(self._places)

    def of(self, document: Document) -> str:
        """Return the key of a document, 32 hexadecimal digits."""
        published = document.published.isoformat() if document.published else None
        fields = (document.id, document.title, published, document.url, document.publisher, document.language, document.text)
        return _hash([self._base, lexicon_fingerprint(document.language), *("\x00" if field is None else field for field in fields)])

    def rules(self, document: Document, names: Iterable[str]) -> str:
        """Return what stands for the corrections that touch a document, empty where none does.

        Parameters
        ----------
        document : Document
            Whose id, URL and title the entries may name.
        names : iterable of str
            The names mentioned in it, normalised, as it writes them and as the gazetteer knows them.
        """
        numbers = {number for name in names for number in self._by_name.get(name, ())}
        touching = [rule_key(self._places[number]) for number in sorted(numbers) if self._places[number].covers(document)]
        return _hash(touching) if touching else ""


def rule_key(rule: PlaceRule) -> str:
    """Return what stands for an entry of a corrections file, wherever in the file it is."""
    return _hash(repr(getattr(rule, field.name)) for field in dataclasses.fields(rule) if field.compare)


@functools.cache
def lexicon_fingerprint(language: str) -> str:
    """Return a hash of all lexicon files that the reading of a document in this language opens."""
    own = LEXICON_FOLDER / language if language.isalpha() else LEXICON_FOLDER / "-"
    return _hash_files([*sorted(own.glob("*.toml")), *(path for name in _OF_ALL_LANGUAGES for path in sorted(LEXICON_FOLDER.glob(f"*/{name}")))])


@functools.cache
def code_fingerprint() -> str:
    """Return a hash of the code and tables that a reading depends on, lexicons and theatres aside."""
    files = [path for path in sorted(_PACKAGE.rglob("*")) if path.suffix in {".py", ".toml"} and _counts(path.relative_to(_PACKAGE).parts)]
    versions = [f"{sys.implementation.name} {sys.version_info[:2]}", *(f"{name} {metadata.version(name)}" for name in _LIBRARIES)]
    return _hash([_hash_files(files), *versions])


def _counts(parts: Collection[str]) -> bool:
    room, *_, name = (*parts,) if len(parts) > 1 else (*parts, *parts)
    if room in _AFTERWARDS:
        return room == "batch" and name in _IN_BATCH
    return not (room in _DATA_ROOMS and name.endswith(".toml"))


def _hash_files(files: Iterable[Path]) -> str:
    return _hash(part for path in files for part in (path.relative_to(_PACKAGE).as_posix(), path.read_bytes().hex()))


def _hash(parts: Iterable[str]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.hexdigest()
