"""Claims of sentences of our own: who claims what, where, and who denies it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontmap.claims.extract import extract_claims
from frontmap.records import Claim, DateSpan, Document, Kind, Mention, Modality, Place, Placement, Polarity, Precision, Role, Verification
from frontmap.theatres.load import load_theatre

THEATRE = load_theatre("ukraine")
DAY = DateSpan(dt.date(2023, 5, 5), dt.date(2023, 5, 5))
PLACES = {
    "Orlivka": ("UA", "PPL"),
    "Stepove": ("UA", "PPL"),
    "Berdychi": ("UA", "PPL"),
    "Kurdiumivka": ("UA", "PPL"),
    "Kharkiv region": ("UA", "ADM1"),
    "Belgorod": ("RU", "PPLA"),
    "Tulua": ("CO", "PPL"),
}


def placed(text: str) -> tuple[list[Mention], list[Placement]]:
    """Mentions and placements for every name of `PLACES` in the text."""
    mentions = []
    for name in PLACES:
        at = text.find(name)
        while at >= 0:
            mentions.append(Mention(name, Role.PLACE, name, start=at, end=at + len(name)))
            at = text.find(name, at + 1)
    mentions.sort(key=lambda mention: mention.start)
    placements = []
    for mention in mentions:
        country, feature = PLACES[mention.text]
        precision = Precision.REGION if feature == "ADM1" else Precision.SETTLEMENT
        place = Place(f"test:{mention.text}", mention.text, 48.0, 38.0, country, "", feature)
        placements.append(Placement(mention, place, 48.0, 38.0, precision, 2000.0, 0.9))
    return mentions, placements


def claims_of(text: str, publisher: str | None = None, date: DateSpan | None = DAY) -> list[Claim]:
    return extract_claims(Document("d1", text, publisher=publisher, date=date), *placed(text), THEATRE)


def told(claims: list[Claim]) -> set[tuple[str, ...]]:
    """Kind, place, polarity, actor's and claimant's side of each claim, in short."""
    return {
        (
            claim.kind.value,
            claim.placement.place.name if claim.placement and claim.placement.place else "-",
            claim.polarity.value,
            claim.actor_side or "-",
            claim.claimant_side or "-",
        )
        for claim in claims
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia's Defence Ministry said its troops had captured Orlivka.", ("control", "Orlivka", "asserted", "ru", "ru")),
        ("Ukrainian forces entered Stepove, the General Staff said on Friday.", ("advance", "Stepove", "asserted", "ua", "ua")),
        ("According to Reuters, Russian troops withdrew from Berdychi.", ("withdrawal", "Berdychi", "asserted", "ru", "other")),
        ("Ukrainian units repelled nine Russian attacks near Berdychi.", ("assault", "Berdychi", "asserted", "ru", "-")),
        ("Stepove was shelled by Russian artillery.", ("strike", "Stepove", "asserted", "ru", "-")),
        ("Geolocated footage shows that Russian forces advanced in Orlivka.", ("advance", "Orlivka", "asserted", "ru", "-")),
        ("“We hold Berdychi,” Syrskyi said.", ("control", "Berdychi", "asserted", "ua", "ua")),
        ("Kyiv denied that Russian forces had taken Orlivka.", ("control", "Orlivka", "denied", "ru", "ua")),
        ("Four civilians were killed in Russian shelling of Stepove.", ("civilians", "Stepove", "asserted", "ru", "-")),
        ("Ukrainian forces lost a company of infantry near Orlivka, Peskov claimed.", ("losses", "Orlivka", "asserted", "ua", "ru")),
        ("Zelensky visited troops in Kurdiumivka.", ("visit", "Kurdiumivka", "asserted", "ua", "-")),
        ("Russian forces control Orlivka — ISW", ("control", "Orlivka", "asserted", "ru", "other")),
    ],
)
def test_a_sentence_gives_its_claim(text: str, expected: tuple[str, ...]) -> None:
    assert expected in told(claims_of(text))


def test_each_verb_takes_its_own_places() -> None:
    claims = told(claims_of("Russian forces captured Orlivka, advanced near Stepove but were repelled at Berdychi while Kurdiumivka remained under Ukrainian control."))
    assert ("control", "Orlivka", "asserted", "ru", "-") in claims
    assert ("advance", "Stepove", "asserted", "ru", "-") in claims
    assert ("control", "Kurdiumivka", "asserted", "ua", "-") in claims
    assert not any(kind == "control" and place in ("Stepove", "Berdychi") for kind, place, *_ in claims)


def test_a_list_of_places_shares_its_verb() -> None:
    claims = told(claims_of("Russian forces shelled Orlivka, Stepove, Berdychi and Kurdiumivka."))
    assert {place for kind, place, *_ in claims if kind == "strike"} == {"Orlivka", "Stepove", "Berdychi", "Kurdiumivka"}


def test_a_denied_claim_stands_beside_its_denial() -> None:
    claims = told(claims_of("Ukraine's military has denied a claim that Russian forces have taken Orlivka."))
    assert claims == {("control", "Orlivka", "denied", "ru", "ua"), ("control", "Orlivka", "asserted", "ru", "ru")}


def test_a_denial_in_the_next_sentence_is_of_what_was_told() -> None:
    claims = told(claims_of("Prigozhin claimed that his fighters had captured Orlivka. The claims were refuted by Kyiv."))
    assert ("control", "Orlivka", "denied", "ru", "ua") in claims


def test_two_sides_accuse_each_other() -> None:
    claims = told(claims_of("Kyiv and Moscow have traded accusations over strikes on Stepove."))
    assert claims == {("strike", "Stepove", "asserted", "ru", "ua"), ("strike", "Stepove", "asserted", "ua", "ru")}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Russian forces plan to capture Orlivka.", Modality.PLANNED),
        ("Russian forces may have captured Orlivka.", Modality.POSSIBLE),
        ("Russian forces have captured Orlivka.", Modality.ACTUAL),
        ("Russian forces managed to capture Orlivka.", Modality.ACTUAL),
        ("Russian forces moved up reserves in order to capture Orlivka.", Modality.PLANNED),
    ],
)
def test_plans_and_doubts_are_no_facts(text: str, modality: Modality) -> None:
    assert {claim.modality for claim in claims_of(text) if claim.kind is Kind.CONTROL} == {modality}


def test_an_attempt_is_fighting() -> None:
    assert any(claim.kind is Kind.ASSAULT and claim.modality is Modality.ACTUAL for claim in claims_of("Russian forces tried to storm into Orlivka."))
    assert not any(claim.kind is Kind.ADVANCE for claim in claims_of("Russian forces tried to advance near Orlivka."))


def test_what_did_not_happen_is_denied() -> None:
    (claim,) = [claim for claim in claims_of("Russian forces did not advance near Orlivka.") if claim.kind is Kind.ADVANCE]
    assert claim.polarity is Polarity.DENIED


def test_a_pronoun_speaks_for_the_last_speaker_and_leans_on_the_last_place() -> None:
    claims = claims_of("Syrskyi said Ukrainian troops were defending Orlivka. He added that they were holding their positions.")
    (held,) = [claim for claim in claims if claim.kind is Kind.CONTROL]
    assert (held.claimant_side, held.placement.place.name) == ("ua", "Orlivka")
    assert held.score < max(claim.score for claim in claims)


def test_the_city_is_the_place_named_before() -> None:
    claims = told(claims_of("Fighting went on in Orlivka on Friday. Russian forces entered the village from the south."))
    assert ("advance", "Orlivka", "asserted", "ru", "-") in claims


def test_a_launch_site_and_a_governor_s_region_carry_no_claim() -> None:
    claims = told(claims_of("The governor of Kharkiv region said Russian missiles launched from Belgorod struck Stepove."))
    assert {place for _, place, *_ in claims} == {"Stepove"}


def test_a_doubt_of_the_publisher_travels_with_the_claim() -> None:
    text = "Russia's Defence Ministry said its troops had captured Orlivka. The claim could not be independently verified."
    assert {claim.verification for claim in claims_of(text)} == {Verification.UNVERIFIED}
    shown = claims_of("Geolocated footage shows that Russian forces advanced in Orlivka.")
    assert {claim.verification for claim in shown} == {Verification.VERIFIED}


def test_the_publisher_s_own_voice_has_no_claimant() -> None:
    (claim,) = claims_of("ISW assessed that Russian forces captured Orlivka.", publisher="ISW")
    assert claim.claimant is None
    assert claim.publisher == "ISW"


def test_a_claim_without_a_place_says_why() -> None:
    (claim,) = claims_of("The Russian Defence Ministry said its forces struck Ukrainian command posts.")
    assert claim.placement is None
    assert claim.unplaced_reason == "the passage names no place"


@pytest.mark.parametrize(
    "text",
    [
        "Leaders met in Orlivka for a summit on grain exports.",
        "Forty people were killed in a prison riot in Tulua, officials said.",
        "The striker scored twice in Stepove and the team held on to win.",
        "A court in Berdychi rejected an appeal by a reporter.",
    ],
)
def test_what_is_not_of_the_war_gives_no_claim(text: str) -> None:
    assert claims_of(text) == []


def test_repeated_sentences_do_not_multiply_claims() -> None:
    sentence = "Russian forces captured Orlivka. "
    assert len(claims_of(sentence * 3)) == len(claims_of(sentence))


def test_evidence_and_cues_are_exact() -> None:
    text = "On Monday nothing moved. Russia said its troops had captured Orlivka. Rain fell."
    (claim,) = claims_of(text)
    assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.text == "Russia said its troops had captured Orlivka."
    assert all(text[cue.start : cue.end] == cue.text for cue in claim.cues)
    assert claim.cues[0].rule == "en.kinds.capture"


def test_dates_of_event_and_saying_are_kept_apart() -> None:
    (claim,) = claims_of("The General Staff reported on May 4 that Ukrainian forces liberated Orlivka on May 2.")
    assert (claim.event.edtf, claim.stated.edtf, claim.published.edtf) == ("2023-05-02", "2023-05-04", "2023-05-05")


def test_an_undated_document_gives_undated_claims() -> None:
    (claim,) = claims_of("Russia said its troops had captured Orlivka on Tuesday.", date=None)
    assert claim.event is None


def test_a_language_without_lexicon_gives_no_claims() -> None:
    assert extract_claims(Document("d1", "Orlivka", language="xx"), *placed("Orlivka"), THEATRE) == []


@given(st.text(alphabet="abcdefg \n.,;:“”\"'()—-RussianKyivOrlivkacapturedsaidthat", max_size=200))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    for claim in claims_of(text):
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.text
