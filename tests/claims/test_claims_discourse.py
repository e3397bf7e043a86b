"""What one sentence leans on another for: speakers, days, the place that the text is about; and what is no claim at all."""

import datetime as dt

import pytest

from frontmap.claims.extract import extract_claims
from frontmap.records import (
    Basis,
    Claim,
    DateSpan,
    Document,
    Kind,
    Mention,
    Modality,
    Place,
    Placement,
    Polarity,
    Precision,
    Relation,
    RelationKind,
    Role,
)
from frontmap.theatres.load import load_theatre

THEATRE = load_theatre("ukraine")
DAY = DateSpan(dt.date(2023, 5, 5), dt.date(2023, 5, 5))
PLACES = {"Orlivka": "UA", "Stepove": "UA", "Berdychi": "UA", "Sudzha": "RU", "Azov": "RU", "Munich": "DE"}
OFFSETS = {"north of ": RelationKind.SIDE, "kilometres from ": RelationKind.OFFSET, "near ": RelationKind.NEAR}


def placed(text: str) -> tuple[list[Mention], list[Placement]]:
    mentions: list[Mention] = []
    for name in PLACES:
        at = text.find(name)
        while at >= 0:
            lead = next((lead for lead in OFFSETS if text[:at].endswith(lead)), None)
            relation = Relation(OFFSETS[lead], lead.strip(), start=at - len(lead), end=at) if lead else None
            mentions.append(Mention(name, Role.PLACE, name, relation, start=at, end=at + len(name)))
            at = text.find(name, at + 1)
    mentions.sort(key=lambda mention: mention.start)
    places = [Place(f"test:{mention.text}", mention.text, 48.0, 38.0, PLACES[mention.text]) for mention in mentions]
    return mentions, [Placement(mention, place, 48.5, 38.5, Precision.VICINITY, 5000.0, 0.9) for mention, place in zip(mentions, places, strict=True)]


def claims_of(text: str) -> list[Claim]:
    return extract_claims(Document("d1", text, date=DAY), *placed(text), THEATRE)


def of_kind(text: str, kind: Kind) -> list[Claim]:
    return [claim for claim in claims_of(text) if claim.kind is kind]


def one(text: str, kind: Kind) -> Claim:
    (claim,) = of_kind(text, kind)
    return claim


def places(claims: list[Claim]) -> set[str]:
    return {claim.placement.place.name for claim in claims if claim.placement is not None and claim.placement.place is not None}


# days


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Russian forces have left Orlivka, which they seized in February 2022, both sides said on Thursday.", "2023-05-04"),
        ("Russia said on Thursday that it had retaken Sudzha, the largest town that Ukraine captured in its incursion last August.", "2023-05-04"),
        ("Russian forces captured Orlivka on May 3, the General Staff said on Thursday.", "2023-05-03"),
        ("On June 9, 2022 more fighting was reported, with Russian forces capturing Orlivka.", "2022-06-09"),
    ],
)
def test_a_date_belongs_to_its_own_clause(text: str, event: str) -> None:
    kinds = (Kind.WITHDRAWAL,) if "left" in text else (Kind.CONTROL,)
    claims = [claim for claim in claims_of(text) if claim.kind in kinds and claim.placement is not None and claim.placement.place.name in ("Orlivka", "Sudzha")]
    assert {claim.event.edtf for claim in claims if claim.actor_side == "ru"} == {event}


def test_a_far_date_dates_no_later_sentence() -> None:
    claims = claims_of("Orlivka is the biggest gain since Stepove, which Russia captured in May 2022. On Thursday Russian forces shelled Berdychi. Russian forces attacked near Orlivka.")
    days = {claim.placement.place.name: claim.event.edtf for claim in claims}
    assert days == {"Stepove": "2022-05", "Berdychi": "2023-05-04", "Orlivka": "2023-05-05"}
    assert {claim.event.basis for claim in claims} == {Basis.TEXT, Basis.WEEKDAY, Basis.DOCUMENT}


def test_an_account_of_long_ago_goes_on_with_its_day() -> None:
    (first, second) = claims_of("On June 9, 2022, Russian forces shelled Orlivka. Ukrainian forces withdrew from Stepove.")
    assert (first.event.edtf, second.event.edtf) == ("2022-06-09", "2022-06-09")


@pytest.mark.parametrize("text", ["Ukraine left Orlivka, two weeks after Russia said that it had captured Stepove.", "They met near Orlivka, which Russian forces captured."])
def test_what_lies_apart_from_the_day_has_no_date(text: str) -> None:
    assert one(text, Kind.CONTROL).event is None


def test_that_day_is_the_day_told_before() -> None:
    claims = claims_of("Russian forces entered Orlivka on May 3. Stepove was shelled the same day.")
    assert {claim.event.edtf for claim in claims} == {"2023-05-03"}


# speakers


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("On Saturday evening the Russian Defence Ministry said its troops had captured Orlivka.", "Russian Defence Ministry", "ru"),
        ("In Russia, the governor of Belgorod said drones had struck Sudzha.", "governor of Belgorod", "ru"),
        ("Reserves were sent, and the General Staff said its troops had captured Orlivka.", "General Staff", "ua"),
        ("Wagner has since said that it captured Orlivka.", "Wagner", "ru"),
        ("Crowds met soldiers after Russia said that it had captured Orlivka.", "Russia", "ru"),
        ("Pavlo Kyrylenko, who heads the region, said Russian forces had shelled Orlivka.", "Pavlo Kyrylenko", "ua"),
        ("Yevgeny Prigozhin, the founder of the group, said his fighters had captured Orlivka.", "Yevgeny Prigozhin", "ru"),
        ("Missiles hit Orlivka, military analysts said.", "military analysts", "other"),
        ("Russian troops captured Orlivka, a spokeswoman said.", "spokeswoman", None),
        ("Ukraine has left Orlivka, the army said on Thursday, a day after Russia captured it.", "army", None),
    ],
)
def test_the_claimant_is_the_subject_of_the_verb(text: str, name: str, side: str | None) -> None:
    assert (name, side) in {(claim.claimant, claim.claimant_side) for claim in claims_of(text)}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The Russian Defence Ministry said it held Stepove. Ukraine denied it. The ministry said its troops had captured Orlivka.", "ru"),
        ("Russia's General Staff met in Moscow. The General Staff said its troops had captured Orlivka.", "ru"),
        ("On Wednesday the chief of the General Staff told the Kremlin that his troops had captured Orlivka.", "ru"),
        ("Ukraine's Dnipro grouping played it down. Its spokesman said Russian forces had captured Orlivka.", "ua"),
        ("The Russian Defence Ministry denied this. It said its troops had captured Orlivka.", "ru"),
        ("An adviser in Ukraine's presidential office kept silent. Officials said Russian forces had captured Orlivka.", None),
    ],
)
def test_a_noun_stands_for_whom_it_named_before_and_for_nobody_else(text: str, side: str | None) -> None:
    assert [claim.claimant_side for claim in claims_of(text) if places([claim]) == {"Orlivka"}] == [side]


def test_both_sides_say_it() -> None:
    claims = claims_of("Russian forces have withdrawn from Orlivka, both sides said on Thursday.")
    assert {claim.claimant_side for claim in claims} == {"ru", "ua"}


@pytest.mark.parametrize("text", ["Officials did not say that Russian forces had captured Orlivka.", "Kyiv declined to confirm that its troops had entered Orlivka.", "ISW cannot verify that Russian forces captured Orlivka."])
def test_what_nobody_said_is_no_claim(text: str) -> None:
    assert claims_of(text) == []


# actors


@pytest.mark.parametrize(
    ("text", "kind", "side"),
    [
        ("Shells hit a market in Orlivka, its mayor said.", Kind.STRIKE, "ru"),
        ("Civilians were hurt when a drone hit Sudzha, officials said.", Kind.STRIKE, None),
        ("Russian officials said missiles had struck Orlivka.", Kind.STRIKE, None),
        ("Drones again reached Orlivka.", Kind.STRIKE, None),
        ("Ukraine's General Staff said Orlivka was under its control.", Kind.CONTROL, "ua"),
        ("Russia claimed on Monday to have captured Orlivka.", Kind.CONTROL, "ru"),
    ],
)
def test_a_side_acts_only_where_it_is_told_or_plain(text: str, kind: Kind, side: str | None) -> None:
    claims = claims_of(text)
    assert {claim.actor_side for claim in claims if claim.kind is kind} == {side}
    assert not any(claim.kind is Kind.ADVANCE for claim in claims)


# places


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Fighters took positions north of Stepove, near Orlivka.", Kind.CONTROL, {"Orlivka"}),
        ("Missiles struck Orlivka, a resort north of Stepove, killing civilians.", Kind.STRIKE, {"Orlivka"}),
        ("Russian forces attacked near Orlivka, near Stepove and near Berdychi.", Kind.ASSAULT, {"Orlivka", "Stepove", "Berdychi"}),
        ("Fighting went on in Orlivka. It lies ten kilometres from Stepove, which is quiet. Russian forces shelled the town.", Kind.STRIKE, {"Orlivka"}),
        ("Russian forces shelled Orlivka and Stepove, which they later captured.", Kind.CONTROL, {"Orlivka", "Stepove"}),
        ("Fighting went on in Orlivka. Officials assessed that Russian forces had captured it.", Kind.CONTROL, {"Orlivka"}),
        ("Russian forces attacked near Stepove. The Azov corps said that it had captured Orlivka.", Kind.CONTROL, {"Orlivka"}),
        ("Residents of Orlivka were evacuated to Stepove.", Kind.CIVILIANS, {"Orlivka"}),
    ],
)
def test_a_claim_sits_where_the_text_says(text: str, kind: Kind, expected: set[str]) -> None:
    assert places(of_kind(text, kind)) == expected


def test_a_town_spoken_of_again_is_no_point_beside_it() -> None:
    claim = one("Fighting went on near Orlivka. Russian forces captured the town.", Kind.CONTROL)
    assert (claim.placement.lat, claim.placement.mention.relation) == (48.0, None)


# denials


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wagner said it captured Orlivka. Ukraine's General Staff denied that the village had been lost and reported shelling there.", {("control", "denied", "ua"), ("strike", "asserted", "ua")}),
        ("Its spokesman said that this did not mean that Russia had taken control of Orlivka.", {("control", "denied", None)}),
        ("Russia denies targeting civilians in Orlivka.", {("civilians", "denied", "ru")}),
        ("Kyiv did not believe that Russian forces had captured Orlivka.", {("control", "denied", "ua")}),
    ],
)
def test_a_denial_is_kept(text: str, expected: set[tuple[str, str, str | None]]) -> None:
    said = {(claim.kind.value, claim.polarity.value, claim.claimant_side) for claim in claims_of(text) if claim.claimant_side != "ru" or "Russia denies" in text}
    assert said == expected


@pytest.mark.parametrize(
    "text",
    [
        "Neither side's account of the fighting around Orlivka could be independently verified.",
        "Who controls Orlivka could not be independently verified.",
        "It was his first visit since the incursion.",
        "Speaking in Munich, Ukraine's president blamed a shortage of shells.",
    ],
)
def test_what_tells_nothing_of_a_place_is_no_claim(text: str) -> None:
    assert claims_of(text) == []


def test_a_noun_is_denied_only_by_what_says_that_it_did_not_happen() -> None:
    (claim,) = of_kind("The capture of Orlivka on Thursday is not an important development.", Kind.CONTROL)
    assert claim.polarity is Polarity.ASSERTED
    (claim,) = of_kind("Russian forces did not launch assaults on Orlivka.", Kind.ASSAULT)
    assert claim.polarity is Polarity.DENIED


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("His units would, where necessary, withdraw from Orlivka.", Modality.POSSIBLE),
        ("The capture of Orlivka, which they call Stepne, may follow.", Modality.POSSIBLE),
        ("Supporting Effort (Russian objective: Capture the rest of Orlivka)", Modality.PLANNED),
        ("Orlivka may fall in the coming days.", Modality.POSSIBLE),
    ],
)
def test_asides_and_headings_do_not_hide_a_doubt(text: str, modality: Modality) -> None:
    assert {claim.modality for claim in claims_of(text) if claim.kind in (Kind.CONTROL, Kind.WITHDRAWAL)} == {modality}


def test_a_claim_keeps_its_id_when_its_place_is_corrected() -> None:
    text = "Russian forces captured Orlivka."
    mentions, (placement,) = placed(text)
    moved = Placement(mentions[0], Place("test:other", "Other", 49.0, 37.0, "UA"), 49.0, 37.0, Precision.SETTLEMENT, 2000.0, 1.0)
    ids = [[claim.id for claim in extract_claims(Document("d1", text, date=DAY), mentions, [where], THEATRE)] for where in (placement, moved)]
    assert ids[0] == ids[1]
