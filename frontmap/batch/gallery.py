"""The index page of an output folder: one self-contained file with a card for each map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from frontmap.batch.picture import HEIGHT, WIDTH, Picture
from frontmap.records import Claim, Status
from frontmap.webmap.assets import content_hash, environment
from frontmap.webmap.page import SideContext
from frontmap.webmap.phrases import Phrases, load_messages

__all__ = ["Card", "GalleryContext", "card_of", "render_gallery"]

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Card:
    """What the gallery says of one map.

    Attributes
    ----------
    file : str
        The map's file, beside the gallery.
    title, text : str
        As the recipe has them.
    period : str
        First and last day of its events, empty where none is dated.
    claims, places, disputed : int
        Counts.
    exports : tuple of str
        Files with the same claims.
    picture : Picture
        Drawn from the claims.
    """

    file: str
    title: str
    text: str
    period: str
    claims: int
    places: int
    disputed: int
    exports: tuple[str, ...]
    picture: Picture


@dataclass(frozen=True, slots=True)
class GalleryContext:
    """All that the gallery is rendered from; equal contexts give equal bytes.

    Attributes
    ----------
    title, text : str
        As the recipe has them.
    cards : sequence of Card
        In the order of the recipe.
    claims, documents, failures : int
        Of the whole build.
    sides : tuple of SideContext
        The theatre's, for the colours of the pictures.
    credit : str
        Whose lines the ground of the pictures is.
    version, language : str
        frontmap's version; the language of the words.
    """

    title: str
    text: str
    cards: Sequence[Card]
    claims: int
    documents: int
    failures: int
    sides: tuple[SideContext, ...]
    credit: str
    version: str
    language: str = "en"

    @property
    def messages(self) -> Mapping[str, str]:
        """The gallery's words in its language."""
        return load_messages(self.language, _FOLDER / "messages")

    def say(self, key: str) -> str:
        """Return a phrase."""
        return Phrases(self.language, self.messages).say(key)

    def count(self, key: str, number: int) -> str:
        """Return a phrase in the plural form of a number."""
        return Phrases(self.language, self.messages).count(key, number)

    def shade(self, side: str) -> str:
        """Return the class of a side's dots."""
        return next((f"side-{number}" for number, each in enumerate(self.sides) if each.id == side), "publisher")


def card_of(file: str, title: str, text: str, claims: Sequence[Claim], exports: Sequence[str], picture: Picture) -> Card:
    """Return the card of a map that shows these claims."""
    days = [day for claim in claims if claim.event for day in (claim.event.first, claim.event.last)]
    period = dict.fromkeys(f"{day.isoformat()}" for day in (min(days), max(days))) if days else {}
    return Card(
        file=file,
        title=title,
        text=text,
        period=" – ".join(period),
        claims=len(claims),
        places=len({claim.placement.place.id for claim in claims if claim.placement is not None and claim.placement.place is not None}),
        disputed=sum(claim.status is Status.DISPUTED for claim in claims),
        exports=tuple(exports),
        picture=picture,
    )


def render_gallery(context: GalleryContext) -> str:
    """Return the gallery as HTML: everything inside, no request to any network, scripts and styles allowed by their hash alone."""
    templates = environment(_FOLDER / "templates")
    style = templates.get_template("gallery.css").render(page=context)
    script = (_FOLDER / "static" / "gallery.js").read_text(encoding="utf-8")
    return templates.get_template("gallery.html").render(
        page=context, width=WIDTH, height=HEIGHT, style=style, script=script, style_hash=content_hash(style), script_hash=content_hash(script)
    )
