"""The nominative of a phrase that stands in another case."""

import pytest

from frontmap.lexicon.nominative import nominative


@pytest.mark.parametrize(
    ("phrase", "language", "told"),
    [
        ("украинского канала", "ru", "украинский канал"),
        ("губернатора Олега Петрова", "ru", "губернатор Олег Петров"),
        ("мэра Анны Ивановой", "ru", "мэр Анна Иванова"),
        ("замминистра обороны Ивана Громова", "ru", "замминистра обороны Иван Громов"),
        ("местных властей", "ru", "местные власти"),
        ("украинских военных", "ru", "украинские военные"),
        ("бывшего командира роты", "ru", "бывший командир роты"),
        ("47-й бригады", "ru", "47-я бригада"),
        ("нашего источника", "ru", "наш источник"),
        ("российскому военному ведомству", "ru", "российское военное ведомство"),
        ("командующего войсками", "ru", "командующий войсками"),
        ("командующего сухопутными войсками", "ru", "командующий сухопутными войсками"),
        ("українською розвідкою", "uk", "українська розвідка"),
        ("українському військовому", "uk", "український військовий"),
        ("речниці поліції", "uk", "речниця поліції"),
        ("31-ї окремої механізованої бригади", "uk", "31-ша окрема механізована бригада"),
        ("12-ї бригади", "uk", "12-та бригада"),
        ("міського голови Ігоря Савчука", "uk", "міський голова Ігор Савчук"),
        ("начальника обласної адміністрації Сергія Коваленка", "uk", "начальник обласної адміністрації Сергій Коваленко"),
        ("української розвідки", "uk", "українська розвідка"),
        ("аналітиків", "uk", "аналітики"),
    ],
)
def test_a_governed_phrase_is_told_in_the_nominative(phrase: str, language: str, told: str) -> None:
    assert nominative(phrase, language, governed=True) == told


@pytest.mark.parametrize(("phrase", "language"), [("зумберика Ааа", "ru"), ("the governor", "en"), ("", "uk"), ("сегодня главы области", "ru")])
def test_what_no_table_tells_stays(phrase: str, language: str) -> None:
    assert nominative(phrase, language, governed=True) is None


def test_a_form_that_may_be_a_nominative_stays_where_nothing_governs_it() -> None:
    assert nominative("источники в ведомстве", "ru", governed=False) is None
    assert nominative("аналитика ведомства", "ru", governed=False) == "аналитик ведомства"
    assert nominative("Командующий сухопутными войсками", "ru", governed=False) is None
