"""The whole reading of a text: clauses, who says, what is claimed, where and when."""

import functools

from fuzz.inputs import SETTINGS, gazetteer, language_and_text, seeds_of, words

from frontmap.pipeline import Tools, read_document
from frontmap.records import Document
from frontmap.theatres.load import load_theatre

TOPICS = ("kinds", "attribution", "modality", "clauses", "quantities")
SEEDS = (
    b"\x00Russian forces captured Soledar, the Russian Ministry of Defence said on 13 January 2023. Ukraine denied it.",
    "\x01Російські війська захопили Соледар, повідомило Міноборони РФ. Україна це заперечує.".encode(),
    "\x02Российские войска взяли Соледар, заявили в Минобороны. Украина это отрицает.".encode(),
    *seeds_of(*TOPICS),
)
WORDS = ("Soledar", "Соледар", "Russian forces", *words(*TOPICS))


@functools.cache
def tools() -> Tools:
    """Return with what is read."""
    return Tools(SETTINGS, load_theatre("ukraine"), gazetteer())


def check(data: bytes) -> None:
    """Read a document."""
    language, text = language_and_text(data)
    if not text.strip():
        return
    for claim in read_document(Document("d", text, language=language), tools()).claims:
        for span in (claim.evidence, *claim.cues, *claim.quantities):
            assert span.text == text[span.start : span.end]
        assert claim.evidence.text
        if claim.placement is not None:
            mention = claim.placement.mention
            assert mention.text == text[mention.start : mention.end]
