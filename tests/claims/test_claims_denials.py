"""A denial is never lost, and never reaches what it does not deny."""

import pytest

from frontmap.pipeline import Tools, read_document
from frontmap.records import Document


def told(tools: Tools, text: str) -> set[tuple[str, ...]]:
    claims = read_document(Document("d", text), tools).claims
    return {(claim.kind.value, claim.polarity.value, claim.modality.value, claim.placement.place.name, claim.claimant_side or "-") for claim in claims if claim.placement and claim.placement.place}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They have not yet captured Sumy.", {("control", "denied", "actual", "Sumy", "-")}),
        ("Russian forces have yet to capture Sumy.", {("control", "denied", "actual", "Sumy", "-")}),
        ("Major combat operations against Chernihiv have not been reported as of this publication.", {("assault", "denied", "actual", "Chernihiv", "-")}),
        ("The air strikes on Odesa did not happen.", {("strike", "denied", "actual", "Odesa", "-")}),
        ("The General Staff noted that it has not observed indicators of Russia forming offensive groups near Kharkiv.", {("assault", "denied", "actual", "Kharkiv", "ua")}),
        ("Claims that Russian troops withdrew from Snihurivka were denied by Kyiv.", {("withdrawal", "denied", "actual", "Snihurivka", "ua")}),
        ("Bloggers spread claims that Russian troops withdrew from Snihurivka, which Vitaliy Kim denied.", {("withdrawal", "denied", "actual", "Snihurivka", "ua")}),
        ("Russian forces did not conduct any confirmed or claimed ground attacks near Bakhmut.", {("assault", "denied", "actual", "Bakhmut", "-")}),
        ("A Ukrainian offensive near Izyum is unlikely to begin this month.", {("assault", "denied", "possible", "Izium", "-")}),
    ],
)
def test_a_denial_is_kept(tools: Tools, text: str, expected: set[tuple[str, ...]]) -> None:
    assert told(tools, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A milblogger claimed that reports of a Ukrainian counterattack near Melitopol are false, but that Ukrainian forces are preparing to attack Polohy.",
            ("assault", "asserted", "planned", "Polohy", "ru"),
        ),
        (
            "Russian milbloggers denied reports of a breakthrough near Avdiivka, but geolocated footage shows that Ukrainian forces have advanced to Novobakhmutivka.",
            ("advance", "asserted", "actual", "Novobakhmutivka", "-"),
        ),
        ("Ukraine's offensive near Izyum is very unlikely to affect Russian logistics.", ("assault", "asserted", "actual", "Izium", "-")),
        ("Russian forces continued to shell Kharkiv but did not conduct any ground attacks.", ("strike", "asserted", "actual", "Kharkiv", "-")),
        ("Supporting Effort 1—Luhansk Oblast: Russian forces captured Rubizhne.", ("control", "asserted", "actual", "Rubizhne", "-")),
    ],
)
def test_a_denial_reaches_no_further(tools: Tools, text: str, expected: tuple[str, ...]) -> None:
    found = told(tools, text)
    assert expected in found
    assert (expected[0], "denied", *expected[2:]) not in found


@pytest.mark.parametrize(
    "text",
    [
        "Russia has not provided clear evidence of Ukrainian troops striking Enerhodar.",
        "Analysts have not observed any visual confirmation of Russian gains near Makiivka.",
        "They are denying Ukrainian forces use of the road to Lysychansk.",
    ],
)
def test_what_is_only_unproven_is_no_claim(tools: Tools, text: str) -> None:
    assert told(tools, text) == set()


def test_a_pronoun_before_its_verb_is_the_one_who_denies(tools: Tools) -> None:
    text = "У Покровську, за словами речника корпусу, тривають бої. Повідомлення про оточення Мирнограда він назвав неправдивими."
    claims = read_document(Document("d", text, language="uk"), tools).claims
    assert ("encirclement", "denied", "ua") in {(claim.kind.value, claim.polarity.value, claim.claimant_side) for claim in claims}
