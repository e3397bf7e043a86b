"""Russian agency news: whose fire and whose losses, from where it happened and from who tells it."""

import datetime as dt

import pytest

from frontmap.pipeline import read_document
from frontmap.records import Document

DAY = dt.date(2024, 6, 10)


def told(tools, text: str, publisher: str | None = None) -> set[str]:
    """The claims of a text in short: "strike Horlivka ua by ru", "not control Izium"."""
    found = set()
    for claim in read_document(Document("d1", text, published=DAY, language="ru", publisher=publisher), tools).claims:
        place = claim.placement.place.name if claim.placement is not None and claim.placement.place is not None else "nowhere"
        words = ["not" if claim.polarity == "denied" else "", str(claim.kind), place, claim.actor_side or ""]
        found.add(" ".join(word for word in (*words, f"by {claim.claimant_side}" if claim.claimant_side else "") if word))
    return found


ROWS = [
    # who governed a town before the war began speaks for whoever held it, and is struck by the other side
    ("Губернатор Севастополя сообщил об ударе по Балаклаве.", "strike Balaklava ua by ru"),
    ("Мэр Горловки сообщил, что снаряды попали в рынок, ранены двое.", "strike Horlivka ua by ru / civilians Horlivka ua by ru"),
    ("Мэр Харькова сообщил, что снаряды попали в рынок, ранены двое.", "strike Kharkiv ru by ua / civilians Kharkiv ru by ua"),
    # whoever mourns their people was struck by the other side
    ("При обстреле Лисичанска погибли трое, сообщили в МЧС России.", "strike Lysychansk ua by ru / civilians Lysychansk ua by ru"),
    # an explosion that nobody explains is nobody's
    ("Мэр Житомира сообщил о взрыве на предприятии.", "strike Zhytomyr by ua"),
    ("Взрывы прогремели в Джанкое: оккупанты закрыли въезд.", "strike Dzhankoi"),
    # the same fire goes on
    ("Беспилотник ВСУ ударил по Шебекино. В результате атаки ранены трое.", "strike Shebekino ua / civilians Shebekino ua"),
    # whoever judges an attack did not make it
    ("Захарова назвала преступлением обстрел Белгорода и обвинила в нём украинскую армию.", "strike Belgorod ua by ru"),
    ("Полиция возбудила дело после удара по Рыльску.", "strike Rylsk"),
    # drones that destroy are not shot down
    ("В Волчанске дроном уничтожен БТР противника.", "losses Vovchansk ua"),
    ("FPV-дроны уничтожили две БМП ВСУ у Работино.", "losses Robotyne ua"),
    ("Над Курском уничтожены беспилотники.", "strike Kursk ua"),
    # a participle describes what stands right before it
    ("Наши подавили расчёт, обстреливавший Грайворон.", "strike Grayvoron"),
    ("Под Роботино подбит танк ВСУ, стрелявший по Токмаку.", "losses Robotyne ua / strike Tokmak ua"),
    # one's own losses, and a clause of its own behind a comma
    ("За сутки потеряли Степное, держимся в Тоненьком.", "control Stepove ua / control Tonenke ru"),
    ("Наши отбили атаки у Торского, противник отошёл к Терны.", "assault Torske ua / withdrawal Terny ua"),
    # what is only alleged is claimed by those who boast of it
    ("ВСУ якобы взяли Клещеевку.", "control Klishchiivka ua by ua"),
    # statesmen of other countries
    ("Премьер Эстонии заявил, что россияне ударили по Одессе.", "strike Odesa ru by other"),
    # people who fled are no troops that left; investigators are no troops either
    ("Жители, вышедшие из Бахмута, рассказали о боях.", "civilians Bakhmut / assault Bakhmut"),
    ("В Курске на месте работает следственная группа.", ""),
    ("В больнице Курска скончался пострадавший.", "civilians Kursk"),
    # directions of the front are called after its towns
    ("На Марьинском направлении идут бои.", "assault Marinka"),
    ("На Константиновском направлении идут бои.", "assault Kostiantynivka"),
    ("На Крынковском плацдарме идут бои.", "assault Krynky"),
    # districts of one city, told by one of them that no other has
    ("Повреждения есть в Соломенском и Днепровском районах.", "damage Kyiv"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text for text, _ in ROWS])
def test_whose_deed_it_is(tools, text, expected):
    assert told(tools, text) == {claim for claim in expected.split(" / ") if claim}


def test_the_press_of_a_country_is_struck_by_the_other_side(tools):
    assert told(tools, "При обстреле Белгорода ранены двое.", "TASS") == {"strike Belgorod ua", "civilians Belgorod ua"}
    assert told(tools, "При обстреле Белгорода ранены двое.", "Meduza") == {"strike Belgorod", "civilians Belgorod"}


def test_a_sentence_that_only_names_who_told_it_is_passed_over(tools):
    text = "Украинские дроны атаковали Шебекино. Об этом сообщил глава округа. Ранены три человека."
    found = [(claim.kind, claim.placement.place.name) for claim in read_document(Document("d", text, language="ru"), tools).claims]
    assert ("civilians", "Shebekino") in found


def test_a_country_in_brackets_is_not_where_it_happened(tools):
    text = "Взрыв произошел в здании военкомата (аналог ТЦК на Украине)."
    assert not [claim for claim in read_document(Document("d", text, language="ru"), tools).claims if claim.placement is not None]



def test_an_outlet_of_a_country_speaks_of_its_own_troops(tools):
    assert told(tools, "Контролируем Часов Яр.", "Vesti.ua") == {"control Chasiv Yar ua"}
    assert told(tools, "Контролируем Часов Яр.", "Vesti.ru") == {"control Chasiv Yar ru"}


def test_that_day_is_the_one_of_the_sentence_before(tools):
    text = "В ночь на 5 июня в Петербурге был салют. Утром этого дня над Севастополем сбили две ракеты."
    claims = read_document(Document("d1", text, published=DAY, language="ru"), tools).claims
    assert [claim.event.first for claim in claims if claim.event is not None] == [dt.date(2024, 6, 5)]


def test_an_officer_who_fell_is_a_loss(tools):
    claims = read_document(Document("d", "Под Работино погиб командир 155-й бригады морской пехоты полковник Сергей Петров.", language="ru"), tools).claims
    assert {claim.kind for claim in claims} == {"losses"}
