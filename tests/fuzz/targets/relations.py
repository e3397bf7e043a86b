"""Names in text, what part they play, and "6 km south of" before them."""

from fuzz.inputs import gazetteer, language_and_text, seeds_of, words

from frontmap.mentions.match import find_mentions
from frontmap.records import Document
from frontmap.theatres.load import load_theatre

SEEDS = seeds_of("relations", "place_words", "roles")
WORDS = ("Soledar", "Соледар", "Бахмута", "Kyiv", "Donetsk", *words("relations", "place_words"))
THEATRE = load_theatre("ukraine")


def check(data: bytes) -> None:
    """Find mentions."""
    language, text = language_and_text(data)
    for mention in find_mentions(Document("d", text, language=language), gazetteer(), THEATRE):
        assert text[mention.start : mention.end] == mention.text
        if mention.relation is not None:
            assert text[mention.relation.start : mention.relation.end] == mention.relation.text
