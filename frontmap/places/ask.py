"""Place one name by itself, as a person asks for it: "Ivanivka", in the context "near Bakhmut"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.config import Settings
from frontmap.mentions.match import find_mentions
from frontmap.places.rank import place_mentions
from frontmap.records import Document, Mention, Placement, Role
from frontmap.theatres.load import Theatre

if TYPE_CHECKING:
    from frontmap.gazetteer.index import Gazetteer

__all__ = ["place_name"]


def place_name(name: str, context: str | None, gazetteer: Gazetteer, theatre: Theatre, settings: Settings) -> Placement:
    """Return the placement of `name`, ranked by the words it stood among.

    Parameters
    ----------
    name : str
        A toponym in any spelling; it is taken for a place whatever role its words would give it.
    context : str or None
        The text that it stood in, or words to go with it such as "near Bakhmut".
    gazetteer, theatre, settings
        As for `place_mentions`.

    Returns
    -------
    Placement
        Without a place where none bears the name or the namesakes stay in doubt; `runners_up` then has them.
    """
    text = context if context and name in context else f"{name} ({context})" if context else name
    document = Document(id=name, text=text)
    start, end = text.index(name), text.index(name) + len(name)
    mentions = [mention for mention in find_mentions(document, gazetteer, theatre) if mention.role is Role.PLACE]
    asked = next((mention for mention in mentions if mention.start < end and start < mention.end), None)
    if asked is None:
        hits = gazetteer.find(name)
        asked = Mention(name, Role.PLACE, hits[0].key if hits else "", start=start, end=end)
        mentions = sorted((*mentions, asked), key=lambda mention: mention.start)
    return place_mentions(document, mentions, gazetteer, theatre, settings)[mentions.index(asked)]
