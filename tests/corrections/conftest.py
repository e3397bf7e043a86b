import pytest

from frontmap.claims.extract import extract_claims
from frontmap.config import Settings
from frontmap.corrections.apply import apply_to_placements
from frontmap.corrections.load import load
from frontmap.gazetteer.index import Gazetteer
from frontmap.mentions.match import find_mentions
from frontmap.places.rank import place_mentions
from frontmap.records import Document
from frontmap.theatres.load import load_theatre


@pytest.fixture(scope="session")
def gazetteer(_own_home) -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="session")
def theatre():
    return load_theatre("ukraine")


@pytest.fixture
def corrections(tmp_path, gazetteer):
    """Corrections from the text of a file."""

    def written(text):
        path = tmp_path / "corrections.toml"
        path.write_text(text, encoding="utf-8")
        return load(path, gazetteer)

    return written


@pytest.fixture(scope="session")
def story():
    return Document(
        "story-1",
        "Russian forces shelled Ivanivka, the Ukrainian General Staff said. Russian troops captured Klishchiivka, the Russian "
        "Ministry of Defence said. Ukrainian forces repelled an attack near the village of Vysotske Lisnychestvo.",
        title="Two villages",
        url="https://example.org/two-villages",
        publisher="Eastern Wire",
    )


@pytest.fixture
def read(gazetteer, theatre):
    """Take a document to its placements and claims, corrections applied as a build applies them."""

    def taken(document, corrections):
        mentions = find_mentions(document, gazetteer, theatre)
        placements = place_mentions(document, mentions, gazetteer, theatre, Settings())
        placements, applied = apply_to_placements(document, mentions, placements, corrections)
        return placements, applied, extract_claims(document, mentions, placements, theatre)

    return taken
