import pytest
from small_gazetteer import SmallGazetteer

from frontmap.mentions.match import find_mentions
from frontmap.records import Document
from frontmap.theatres.load import load_theatre


@pytest.fixture
def mentions():
    """Find the mentions of a text, keyed by what they say; of two alike the first."""
    gazetteer, theatre = SmallGazetteer(), load_theatre("ukraine")

    def find(text, language="en"):
        found = find_mentions(Document(id="d", text=text, language=language), gazetteer, theatre)
        for mention in found:
            assert text[mention.start : mention.end] == mention.text
            assert mention.doc_id == "d"
        return {mention.text: mention for mention in reversed(found)}

    return find
