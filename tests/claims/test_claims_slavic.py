"""The same reading in Ukrainian and Russian, from their own lexicons."""

import datetime as dt

import pytest

from frontmap.claims.extract import extract_claims
from frontmap.records import DateSpan, Document, Mention, Place, Placement, Precision, Role
from frontmap.theatres.load import load_theatre

DAY = DateSpan(dt.date(2024, 2, 17), dt.date(2024, 2, 17))


def told(text: str, name: str, language: str) -> set[tuple[str, ...]]:
    at = text.index(name)
    mention = Mention(name, Role.PLACE, name, start=at, end=at + len(name))
    placement = Placement(mention, Place("test:1", name, 48.0, 38.0, "UA"), 48.0, 38.0, Precision.SETTLEMENT, 2000.0, 0.9)
    claims = extract_claims(Document("d1", text, language=language, date=DAY), [mention], [placement], load_theatre("ukraine"))
    return {(claim.kind.value, claim.polarity.value, claim.actor_side or "-", claim.claimant_side or "-") for claim in claims if claim.placed}


@pytest.mark.parametrize(
    ("language", "text", "name", "expected"),
    [
        ("uk", "Російські війська захопили Орлівку.", "Орлівку", ("control", "asserted", "ru", "-")),
        ("uk", "ЗСУ звільнили Степове – Сирський", "Степове", ("control", "asserted", "ua", "ua")),
        ("uk", "Ворог штурмує Бердичі – Генштаб", "Бердичі", ("assault", "asserted", "ru", "ua")),
        ("uk", "Російська армія обстріляла Степове.", "Степове", ("strike", "asserted", "ru", "-")),
        ("uk", "Генштаб спростував захоплення Орлівки російськими військами.", "Орлівки", ("control", "denied", "ru", "ua")),
        ("ru", "Минобороны России сообщило, что российские войска освободили Орловку.", "Орловку", ("control", "asserted", "ru", "ru")),
        ("ru", "Украинские войска отступили из Степного.", "Степного", ("withdrawal", "asserted", "ua", "-")),
        ("ru", "ВСУ нанесли удар по Степному, заявил Сальдо.", "Степному", ("strike", "asserted", "ua", "ru")),
    ],
)
def test_a_sentence_gives_its_claim(language: str, text: str, name: str, expected: tuple[str, ...]) -> None:
    assert expected in told(text, name, language)
