import pytest
from small_gazetteer import SmallGazetteer

from frontmap.config import Settings
from frontmap.mentions.match import find_mentions
from frontmap.places.rank import place_mentions
from frontmap.records import Document, Role
from frontmap.theatres.load import load_theatre


@pytest.fixture
def placements_of():
    """Place the mentions of a text, in their order."""
    theatre = load_theatre("ukraine")

    def run(text, gazetteer=None, settings=None, language="en"):
        gazetteer = gazetteer or SmallGazetteer()
        document = Document(id="d", text=text, language=language)
        mentions = find_mentions(document, gazetteer, theatre)
        placements = place_mentions(document, mentions, gazetteer, theatre, settings or Settings())
        assert [placement.mention for placement in placements] == [mention for mention in mentions if mention.role is Role.PLACE]
        return placements

    return run


@pytest.fixture
def place(placements_of):
    """Place the mentions of a text, keyed by what they say; of two alike the first."""

    def run(text, gazetteer=None, settings=None, language="en"):
        return {placement.mention.text: placement for placement in reversed(placements_of(text, gazetteer, settings, language))}

    return run
