"""Numbers go to the claim that tells of them, with their bounds; totals and background have no day of the article's."""

import datetime as dt

import pytest

from frontmap.claims.numerals import numerals_in
from frontmap.lexicon.scan import scanner
from frontmap.pipeline import Tools, read_document
from frontmap.records import Claim, Document, Kind

DAY = dt.date(2025, 11, 12)


def claims_of(tools: Tools, text: str, language: str = "en") -> tuple[Claim, ...]:
    return read_document(Document("d", text, language=language, published=DAY), tools).claims


def numbers_of(tools: Tools, text: str, language: str = "en") -> set[tuple[str, str, str, float | None, float | None]]:
    claims = claims_of(tools, text, language)
    return {(claim.kind.value, quantity.what.value, quantity.of, quantity.low, quantity.high) for claim in claims for quantity in claim.quantities}


def numerals(text: str, language: str) -> list[tuple[float | None, float | None, bool]]:
    hits = scanner(language, ("quantities",)).scan(text)
    return [(one.low, one.high, one.approximate) for one in numerals_in(text, language, 0, len(text), hits, ())]


@pytest.mark.parametrize(
    ("language", "text", "bounds"),
    [
        ("en", "1,200 soldiers", (1200, 1200, False)),
        ("en", "1 200 soldiers", (1200, 1200, False)),
        ("en", "1.5 kilometers", (1.5, 1.5, False)),
        ("en", "twenty-five people", (25, 25, False)),
        ("en", "two hundred and ten shells", (210, 210, False)),
        ("en", "1.2 million people", (1_200_000, 1_200_000, False)),
        ("en", "at least 20 people", (20, None, False)),
        ("en", "up to 20 people", (None, 20, False)),
        ("en", "more than 20 people", (20, None, True)),
        ("en", "about 20 people", (20, 20, True)),
        ("en", "20 to 30 people", (20, 30, False)),
        ("en", "20,000-25,000 troops", (20_000, 25_000, False)),
        ("en", "dozens of drones", (20, None, True)),
        ("en", "two dozen drones", (24, 24, False)),
        ("en", "several hundred shells", (300, None, True)),
        ("uk", "1,5 км", (1.5, 1.5, False)),
        ("uk", "1 200 окупантів", (1200, 1200, False)),
        ("uk", "понад 100 дронів", (100, None, True)),
        ("uk", "близько двадцяти п'яти осіб", (25, 25, True)),
        ("uk", "від 5 до 7 танків", (5, 7, False)),
        ("uk", "до двох рот", (None, 2, False)),
        ("uk", "20 тис. осіб", (20_000, 20_000, False)),
        ("uk", "три десятки дронів", (30, 30, False)),
        ("ru", "до 495 человек", (None, 495, False)),
        ("ru", "около 30 домов", (30, 30, True)),
        ("ru", "троих жителей", (3, 3, False)),
        ("ru", "двести сорок снарядов", (240, 240, False)),
        ("ru", "несколько сотен солдат", (300, None, True)),
    ],
)
def test_a_number_has_the_bounds_that_are_written(language: str, text: str, bounds: tuple[float | None, float | None, bool]) -> None:
    assert numerals(text, language) == [bounds]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "S-300"), ("en", "the 93rd Brigade"), ("en", "a 68-year-old man"), ("en", "at 14:30"), ("en", "$500"), ("en", "claims.[12]"),
        ("en", "a 152mm gun"), ("en", "No. 5"), ("en", "in 24.02.22"), ("uk", "Су-25"), ("uk", "на 104-ту добу"), ("uk", "№ 5"), ("ru", "47-й ОМБр"), ("ru", "Ка-52"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_number_is_none(language: str, text: str) -> None:
    assert numerals(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "A Russian strike on Kharkiv killed three people and wounded at least 12.", {("civilians", "killed", "people", 3, 3), ("civilians", "wounded", "people", 12, None)}),
        ("en", "Ukrainian forces destroyed four Russian tanks near Kupiansk.", {("losses", "destroyed", "tanks", 4, 4)}),
        ("en", "Russian forces advanced two kilometers into Vovchansk.", {("advance", "distance_m", "", 2000, 2000)}),
        ("en", "Russian forces control 60 percent of Vovchansk.", {("control", "share", "", 60, 60)}),
        ("en", "Ukrainian forces repelled 22 attacks near Kupiansk.", {("assault", "attacks", "attacks", 22, 22)}),
        ("en", "Russia attacked Odesa with 120 drones, of which 90 were shot down.", {("strike", "launched", "drones", 120, 120), ("strike", "shot_down", "drones", 90, 90)}),
        ("en", "Russian forces attacked Odesa, and air defences shot down 56 of 70 drones.", {("strike", "shot_down", "drones", 56, 56), ("strike", "launched", "drones", 70, 70)}),
        ("uk", "Російські війська обстріляли Нікополь, загинули троє людей, ще двох поранено.", {("civilians", "killed", "people", 3, 3), ("civilians", "wounded", "people", 2, 2)}),
        ("uk", "Російські війська просунулися на 1,5 км у Вовчанську.", {("advance", "distance_m", "", 1500, 1500)}),
        ("ru", "Украинские войска обстреляли Горловку, погибли двое мирных жителей.", {("civilians", "killed", "civilians", 2, 2)}),
    ],
)
def test_a_number_goes_to_the_claim_that_tells_of_it(tools: Tools, language: str, text: str, expected: set[tuple[object, ...]]) -> None:
    assert numbers_of(tools, text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces attacked 6 km south of Kupiansk.",
        "Russian forces are fighting 10 km from the border near Kupiansk.",
        "The 93rd Brigade repelled an attack near Kupiansk at 14:30.",
        "Russian forces shelled Nikopol for two hours.",
        "Ukrainian forces near Kupiansk repelled an attack on 9 November 2025.",
    ],
)
def test_what_no_claim_counts_gives_nothing(tools: Tools, text: str) -> None:
    claims = claims_of(tools, text)
    assert claims
    assert [claim.quantities for claim in claims if claim.quantities] == []


def test_offsets_are_the_document_s(tools: Tools) -> None:
    text = "Kupiansk was quiet. A Russian strike on Kharkiv killed at least 20 people."
    (quantity,) = {quantity for claim in claims_of(tools, text) for quantity in claim.quantities}
    assert text[quantity.start : quantity.end] == quantity.text == "at least 20 people"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Since the start of the full-scale invasion Russia has lost 1,158,000 troops in Ukraine, the General Staff said."),
        ("en", "Russia has lost 11,000 tanks since February 24, 2022, the General Staff of Ukraine said."),
        ("uk", "Загальні бойові втрати росіян з 24.02.22 – ліквідовано 1 158 000 окупантів, повідомив Генштаб ЗСУ."),
        ("ru", "С начала спецоперации уничтожено 665 украинских самолетов, сообщило Минобороны России."),
    ],
)
def test_a_sum_over_the_war_is_no_day_s_event(tools: Tools, language: str, text: str) -> None:
    claims = [claim for claim in claims_of(tools, text, language) if claim.quantities]
    assert claims
    for claim in claims:
        assert claim.total
        assert claim.apart
        assert claim.event is None or (claim.event.last - claim.event.first).days > 60


def test_a_day_s_losses_beside_a_sum_keep_their_day(tools: Tools) -> None:
    text = "Russia lost 1,100 soldiers over the past day near Kupiansk; Ukraine has counted 1,158,000 since the start of the full-scale invasion."
    losses = [claim for claim in claims_of(tools, text) if claim.kind is Kind.LOSSES]
    assert losses
    assert [(quantity.low, quantity.total) for quantity in losses[0].quantities if quantity.low == 1100] == [(1100, False)]
    assert losses[0].event is not None
    assert losses[0].event.last <= DAY
    assert not losses[0].total


def test_the_worst_since_the_war_began_is_no_sum(tools: Tools) -> None:
    claims = claims_of(tools, "The biggest strike on Kharkiv since the start of the war killed 20 people.")
    assert any(claim.quantities for claim in claims)
    assert not any(claim.total for claim in claims)


@pytest.mark.parametrize(
    ("language", "text", "place", "year"),
    [
        ("en", "Russian forces shelled positions west of Bakhmut, which Russia captured in May 2023.", "Bakhmut", 2023),
        ("en", "Ukrainian forces attacked Soledar, seized in January 2023.", "Soledar", 2023),
        ("uk", "Українські військові вдарили по Сєвєродонецьку, захопленому у червні 2022 року.", "Sievierodonetsk", 2022),
        ("ru", "Украинские дроны атаковали Мариуполь, взятый в мае 2022 года.", "Mariupol", 2022),
    ],
)
def test_what_is_recalled_is_background_with_its_own_day(tools: Tools, language: str, text: str, place: str, year: int) -> None:
    claims = claims_of(tools, text, language)
    (old,) = [claim for claim in claims if claim.kind is Kind.CONTROL]
    assert old.placement is not None
    assert old.placement.place is not None
    assert old.placement.place.name == place
    assert old.background
    assert old.event is not None
    assert old.event.first.year == year
    assert [claim.background for claim in claims if claim.kind is not Kind.CONTROL] == [False]


def test_what_happened_these_days_is_no_background(tools: Tools) -> None:
    for text in ("Russian forces captured Kupiansk on Monday.", "A strike on Kharkiv, which killed two people, hit a school."):
        claims = claims_of(tools, text)
        assert claims
        assert not any(claim.background for claim in claims)
