"""The names under which claimants are told, and the bulletins in which a body is named but once."""

import pytest

from frontmap.pipeline import Tools, read_document
from frontmap.records import Document


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ru", "По данным украинского канала «Фронт», ВСУ оставили Красногоровку.", "украинский канал «Фронт»"),
        ("ru", "ВСУ отошли из Северска, подтвердил Генштаб: приказ отдали ночью.", "Генштаб"),
        ("ru", "Украинский офицер со своей стороны уверяет, что российские войска атаковали Часов Яр.", "Украинский офицер"),
        ("ru", "Российский офицер третий день рассказывает, что ВСУ отошли из Часова Яра.", "Российский офицер"),
        ("ru", "По данным наших источников, российские войска взяли Угледар.", "наши источники"),
        ("ru", "Советник главы офиса Зеленского Михаил Подоляк написал, что российские войска вошли в Лиман.", "Mykhailo Podolyak"),
        ("uk", "У Силах оборони півдня це заперечили. Там уточнили, що противник штурмував Лиман.", "Сили оборони півдня"),
        ("uk", "За даними Генштабу ЗСУ, російські війська атакували Лиман.", "Генштаб ЗСУ"),
        ("uk", "Росіяни атакували Лиман, повідомили в Генштабі.", "Генштаб"),
        ("uk", "За словами речниці поліції, у Лимані загинули двоє людей.", "речниця поліції"),
        ("uk", "Російські війська захопили Селидове, повідомили українські військові аналітики у ніч на 30 жовтня.", "українські військові аналітики"),
        ("uk", "Речник бригади «Тиса» повідомив, що ворог атакував Лиман.", "Речник бригади «Тиса»"),
        ("en", "Russian forces captured Selydove, the Ukrainian battalion commander said in an interview.", "Ukrainian battalion commander"),
    ],
)
def test_a_claimant_has_a_clean_name(tools: Tools, language: str, text: str, name: str) -> None:
    claims = read_document(Document("d1", text, language=language), tools).claims
    assert {claim.claimant for claim in claims} == {name}


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "ru",
            "Подразделения взяли Прогресс, сообщили в Минобороны РФ. За сутки отражены три контратаки ВСУ у Торецка. Близ Краматорска ликвидирован склад боеприпасов.",
            {("control", "ru", "ru"), ("assault", "ua", "ru"), ("losses", "ua", "ru")},
        ),
        (
            "uk",
            "Сили оборони відбили сім атак біля Лимана, повідомили в Генштабі. Поблизу Торецька противник атакував двічі.",
            {("assault", "ru", "ua")},
        ),
        # another voice ends a bulletin
        (
            "ru",
            "ВСУ обстреляли Горловку, сообщили в Минобороны РФ. ISW напоминает о переговорах. Идут бои у Лимана.",
            {("strike", "ua", "ru"), ("assault", None, None)},
        ),
    ],
)
def test_a_bulletin_names_its_speaker_once(tools: Tools, language: str, text: str, told: set[tuple[str, str | None, str | None]]) -> None:
    claims = read_document(Document("d1", text, language=language), tools).claims
    assert {(str(claim.kind), claim.actor_side, claim.claimant_side) for claim in claims} == told


@pytest.mark.parametrize(
    ("language", "text", "kind", "side"),
    [
        ("ru", "До трёх танковых рот ВСУ пытались войти в Шебекино.", "assault", "ua"),
        ("uk", "До двох рот росіян намагалися прорватися до Вовчанська.", "assault", "ru"),
        ("ru", "Продвижение ВСУ у Суджи остановлено ударами артиллерии.", "strike", "ru"),
        ("ru", "ВСУ выпустили 46 снарядов по Горловке. Под обстрел попала Новая Каховка.", "strike", "ua"),
        ("uk", "В окупованому Мелітополі пролунали вибухи, повідомив мер Іван Федоров.", "strike", None),
    ],
)
def test_who_acts_is_told_by_the_words_around(tools: Tools, language: str, text: str, kind: str, side: str | None) -> None:
    claims = read_document(Document("d1", text, language=language), tools).claims
    assert {claim.actor_side for claim in claims if claim.kind == kind} == {side}
