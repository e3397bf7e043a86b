"""Ukrainian and Russian reports that go on: where the next sentence is, who does it, and who keeps whose side in it.

Each row holds all the claims of a text: kind, polarity and modality where these are not the plain ones, place, side that acts,
side that claims ("-" for none).
"""

import datetime as dt

import pytest

from frontmap.pipeline import read_document
from frontmap.records import Document

DAY = dt.date(2024, 10, 10)
MARKS = {"denied": "not", "planned": "planned", "possible": "possible"}


def told(tools, language, text):
    found = set()
    for claim in read_document(Document("d1", text, published=DAY, language=language), tools).claims:
        place = claim.placement.place.name if claim.placement is not None and claim.placement.place is not None else "-"
        marks = [MARKS[str(word)] for word in (claim.polarity, claim.modality) if str(word) in MARKS]
        found.add(" ".join([*marks, str(claim.kind), place, claim.actor_side or "-", claim.claimant_side or "-"]))
    return found


ROWS = [
    # the one town of which the sentence before tells
    ("uk", "Росіяни пішли на штурм Кам'янського. За даними бригади, знищено чотири танки.", "assault Kamianske ru - / losses Kamianske ru ua"),
    ("uk", "У Шебекіному лунали вибухи. Губернатор Бєлгородської області заявив про обстріл ЗСУ.", "strike Shebekino - - / strike Shebekino ua ru"),
    ("uk", "Росіяни пішли на штурм Лимана. Загалом від початку року ворог втратив 300 танків.", "assault Lyman ru - / losses - ru -"),
    # what is told of many places at once has none
    ("uk", "Мер повідомив: росіяни обстріляли Оріхів, Гуляйполе, Степногірськ і Малу Токмачку. Одна людина загинула, сказав він.", "strike Huliaipole ru ua / strike Mala Tokmachka ru ua / strike Orikhiv ru ua / strike Stepnohirsk ru ua"),
    # an axis is no town, nor are the ends of a road
    ("uk", "Зеленський приїхав до Костянтинівки. Речник Таврійського напрямку каже, що ворог обстріляв місто.", "strike Kostiantynivka ru ua / visit Kostiantynivka ua -"),
    # who is encircled, repelled, withdrawn
    ("uk", "У Куп'янську заблоковано понад 200 російських військових.", "encirclement Kupiansk ua -"),
    ("uk", "Окупанти кинули на Шахове мотоциклістів, штурм відбито.", "assault Shakhove ru -"),
    ("uk", "У Міноборони РФ визнали: через загрозу оточення війська відведено з Лимана.", "possible encirclement Lyman ru ru / withdrawal Lyman ru ru"),
    ("uk", "Ворога зупинили на околиці Лимана.", "assault Lyman ru -"),
    ("uk", "Ворожі групи, що засіли в Лимані, знищують.", "losses Lyman ru - / presence Lyman ru -"),
    ("uk", "Бійці 10-ї бригади під Лиманом здалися в полон.", "losses Lyman - -"),
    ("uk", "У самому Лимані перебуває не менш як 200 росіян.", "presence Lyman ru -"),
    ("uk", "Наші бійці тримають Лиман, ворог зазнав втрат.", "control Lyman ua - / losses Lyman ru -"),
    # fire and its means
    ("uk", "Ворог дроном знищив автобус під Лиманом, двоє загиблих.", "civilians Lyman ru -"),
    ("uk", "Двічі поцілив ворог по Нікополю.", "strike Nikopol ru -"),
    ("uk", "Окупанти завдали 50 ударів по області: дрони атакували Оріхів.", "strike Orikhiv ru -"),
    ("uk", "Двоє людей поранені внаслідок ворожих ударів по Лиману.", "civilians Lyman ru - / strike Lyman ru -"),
    ("uk", "Штаб флоту в Севастополі горить після ракетного удару.", "damage Sevastopol - - / strike Sevastopol - -"),
    # who says so
    ("uk", "Командир роти розповів: «Вони лізуть у Лиман по двоє».", "assault Lyman ru ua"),
    ("uk", "Росіяни вкотре «взяли» Лиман.", "control Lyman ru ru"),
    ("uk", "Авіабомба влучила в центр Лимана: двоє поранених – Лиходієнко", "civilians Lyman ru ua / strike Lyman ru ua"),
    ("uk", "Росіяни просунулися біля Бахмута, взявши Лиман, визнали в ISW, утім Сіверськ не захопили.", "advance Bakhmut ru other / control Lyman ru other / not control Siversk ru other"),
    ("uk", "Росія заявила про взяття Лимана. У Генштабі про втрату міста не заявляли.", "control Lyman ru ru"),
    ("uk", "Російське Міноборони стверджує, ніби завдало удару по складу в Лимані.", "strike Lyman ru ru"),
    # what is not so, or not yet
    ("uk", "Говорити про захоплення Лимана некоректно, каже речник ЗСУ.", "not control Lyman ru ua"),
    ("uk", "Ознак відходу з Лимана без бою не видно.", "not withdrawal Lyman - -"),
    ("uk", "Ворог спробує взяти Лиман.", "planned assault Lyman ru - / planned control Lyman ru -"),
    ("uk", "Якщо ворог закріпиться на станції, дорогу на Дронівку буде перетято.", "possible encirclement Dronivka - - / possible control Dronivka ru -"),
    ("uk", "Евакуювати людей з Лимана неможливо.", ""),
    ("uk", "Лиман — сіра зона, Бахмут в окупації.", "not control Lyman - - / control Bakhmut ru -"),
]


@pytest.mark.parametrize(("language", "text", "claims"), ROWS, ids=lambda value: value[:40] if isinstance(value, str) else None)
def test_a_report_goes_on(tools, language, text, claims):
    assert told(tools, language, text) == {claim for claim in claims.split(" / ") if claim}
