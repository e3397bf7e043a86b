"""Channel exports of Telegram Desktop (`result.json`): each post a document, read one by one however long the export is."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import Any

from frontmap.config import Settings
from frontmap.documents.formats import Failure, make_document, parse_day
from frontmap.documents.text import head_title
from frontmap.errors import InputError
from frontmap.records import Document

__all__ = ["TelegramExport"]

_POSTS = re.compile(r'"messages"\s*:\s*\[')
_SNIFF = re.compile(rb'"type"\s*:\s*"(?:\w+_(?:channel|supergroup|group|chat)|saved_messages)"|"messages"\s*:\s*\[|"personal_information"\s*:')
_HEADER_CHARS = 1 << 20
_CHUNK_CHARS = 1 << 16
# Posts of channels, and of groups that anybody can read; what people write to each other is none of ours.
_PUBLIC = frozenset({"public_channel", "private_channel", "public_supergroup"})


@dataclass(frozen=True, slots=True)
class TelegramExport:
    """One channel's export as JSON: text, day (UTC), the channel as publisher, and the post's link."""

    suffixes: tuple[str, ...] = (".json",)

    def sniff(self, head: bytes) -> bool:
        """Whether the stream starts as an export does: an object with a chat's type and its messages."""
        start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:8192]
        return start.startswith(b"{") and len(set(_SNIFF.findall(start))) > 1

    def read(self, stream: BufferedReader[Any], source: str, settings: Settings) -> Iterator[Document | Failure]:
        """Yield a document for each post with text; what only tells of the chat, or shows pictures, is passed over."""
        text = io.TextIOWrapper(stream, "utf-8-sig", errors="replace", newline="")
        try:
            posts = _Posts(text, settings)
            chat = posts.chat()
            found = 0
            for post in posts:
                document = _document(post, chat, source, settings)
                found += document is not None
                if document is not None:
                    yield document
            if not found:
                yield Failure(source, None, "holds no post with text: expected an export of a channel that has some")
        except InputError as error:
            yield Failure(source, None, error.message)
        finally:
            text.detach()  # the stream is the caller's to close


class _Posts:
    """The objects of the list `messages`, parsed as they are read."""

    def __init__(self, text: io.TextIOWrapper, settings: Settings) -> None:
        self._text, self._buffer = text, ""
        self._limit = 4 * settings.max_document_chars + _HEADER_CHARS  # a letter can be written as an escape, and stands there twice

    def _more(self) -> bool:
        piece = self._text.read(max(_CHUNK_CHARS, len(self._buffer)))
        self._buffer += piece
        return bool(piece)

    def chat(self) -> dict[str, Any]:
        """Return what stands before the list: the chat's name, type and id."""
        while not (found := _POSTS.search(self._buffer)):
            if len(self._buffer) > _HEADER_CHARS or not self._more():
                raise InputError('has no "messages" near its start: expected one channel, exported by Telegram Desktop as JSON')
        head, self._buffer = self._buffer[: found.start()].rstrip().rstrip(","), self._buffer[found.end() :]
        try:
            chat = json.loads(head + "}")
        except (ValueError, RecursionError):
            raise InputError("is no export of one chat: export each channel by itself (its menu, Export chat history, format JSON)") from None
        if chat.get("type") not in _PUBLIC:
            raise InputError(f"is the export of a {str(chat.get('type')).replace('_', ' ')}: only channels and public groups are read")
        return dict(chat)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        decoder, number = json.JSONDecoder(), 0
        while True:
            self._buffer = self._buffer.lstrip(" \t\r\n,")
            if self._buffer.startswith("]"):
                return
            try:
                post, end = decoder.raw_decode(self._buffer)
            except RecursionError:
                raise InputError(f"nests too deeply in post {number + 1}: it and those after it were not read") from None
            except ValueError as error:
                if len(self._buffer) > self._limit or not self._more():
                    raise InputError(f"breaks off or is broken in post {number + 1} ({error.args[0]:.60}): it and those after it were not read; export the channel anew") from None
                continue
            number += 1
            self._buffer = self._buffer[end:]
            if isinstance(post, dict):
                yield post


def _document(post: dict[str, Any], chat: dict[str, Any], source: str, settings: Settings) -> Document | Failure | None:
    """Return a post as a document, None where it has no text."""
    text = _text(post.get("text"))
    if post.get("type") != "message" or not text.strip():
        return None
    number, channel = post.get("id"), chat.get("id")
    name = f"{source}#{number}" + (f" (forwarded from {post['forwarded_from']})" if isinstance(post.get("forwarded_from"), str) else "")
    linked = isinstance(number, int) and isinstance(channel, int)
    try:
        return make_document(
            text,
            name,
            settings,
            title=head_title(text),
            published=_day(post),
            url=f"https://t.me/c/{channel}/{number}" if linked else None,
            publisher=str(chat.get("name") or "").strip() or None,
        )
    except InputError as error:
        return Failure(name, None, error.message)


def _text(told: Any) -> str:
    """Return a post's words, which stand there as one text or as a list of plain and marked-up pieces."""
    if isinstance(told, str):
        return told
    pieces = told if isinstance(told, list) else []
    return "".join(piece if isinstance(piece, str) else str(piece.get("text") or "") for piece in pieces if isinstance(piece, str | dict))


def _day(post: dict[str, Any]) -> dt.date | None:
    """Return the day of a post in UTC; older exports tell only the exporting machine's own time."""
    try:
        return dt.datetime.fromtimestamp(int(post["date_unixtime"]), tz=dt.UTC).date()
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return parse_day(str(post.get("date") or ""))
