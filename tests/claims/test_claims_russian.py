"""Russian as ministries, governors, agencies and channels write it: whole claims, with who acts and who says so.

Read with the shipped gazetteer, for districts and quarters of towns are settled before claims are read.
"""

import datetime as dt

import pytest

from frontmap.pipeline import read_document
from frontmap.records import Document

DAY = dt.date(2024, 6, 10)


def told(tools, text: str, publisher: str | None = None) -> set[str]:
    """The claims of a text in short: "control Lyman ru", "not strike Izium ua by ru", "possible control Pokrovsk"."""
    found = set()
    for claim in read_document(Document("d1", text, published=DAY, language="ru", publisher=publisher), tools).claims:
        place = claim.placement.place.name if claim.placement is not None and claim.placement.place is not None else "nowhere"
        words = ["not" if claim.polarity == "denied" else "", "" if claim.modality == "actual" else str(claim.modality), str(claim.kind), place, claim.actor_side or ""]
        found.add(" ".join(word for word in (*words, f"by {claim.claimant_side}" if claim.claimant_side else "") if word))
    return found


ROWS = [
    # a year of birth is no date
    ("В Новой Каховке ранен мужчина 1959 года рождения.", "civilians Nova Kakhovka"),
    ("В Ясиноватой ранен подросток 2009 г.р.", "civilians Yasynuvata"),
    # whose attack it is that is repelled
    ("ВСУ попытались прорвать оборону у Работино, атаки у Вербового отбиты.", "assault Robotyne ua / assault Verbove ua"),
    # gains told before whoever boasts of them; a seizure that somebody only reports is the foe's
    ("О захвате Часова Яра в Москве рапортовали в мае.", "control Chasiv Yar ru by ru"),
    ("О захвате Торецка сообщил проект DeepState.", "control Toretsk by ua"),
    # reports that come to nothing, and what a clause of its own adds
    ("Сообщения о взятии Юнаковки преждевременны, наши бойцы закрепились в Константиновке.", "not control Yunakivka / control Kostiantynivka ru"),
    ("Вбросы про взятие Нетайлово не подтвердились.", "not control Netailove"),
    ("Флаг над Селидово пока не подняли.", "not control Selydove"),
    ("Над Селидово сегодня подняли российский флаг.", "control Selydove ru"),
    # what is only supposed
    ("Потеря Покровска стала бы для ВСУ катастрофой.", "possible control Pokrovsk"),
    ("Теперь ВСУ придётся отойти к Макаровке.", "planned withdrawal Makarivka ua"),
    # streets in the plural are the town, one street is none
    ("Штурмовики зацепились за первые улицы Железного.", "advance Zalizne ru"),
    ("Взрыв прогремел на улице Железного.", ""),
    # regions that share a word, also over a dash
    ("Над Воронежской областью сбит дрон, ещё два — над Липецкой.", "strike Voronezh Oblast ua / strike Lipetsk Oblast ua"),
    ("Уничтожены 12 беспилотников, сообщило Минобороны РФ: восемь — над Курской областью, четыре — над Брянской.", "strike Kursk Oblast ua by ru / strike Bryansk Oblast ua by ru"),
    # quarters that nobody knows are their town's; works in quotation marks are no villages
    ("Десантники ворвались в микрорайон Канал на окраине Часова Яра.", "advance Chasiv Yar ru"),
    ("ВСУ атаковали завод «Маяк» в Брянске дронами.", "strike Bryansk ua"),
    ("В селе Козинка Грайворонского округа ранен мужчина.", "civilians Kozinka"),
    ("В Азове загорелись резервуары.", "damage Azov"),
    # who lies, who stands, who was there
    ("По словам Зеленского, под Сумами сосредоточено 53 тысячи военных РФ.", "presence Sumy ru by ua"),
    ("Остатки националистов укрылись в Соледаре, доложил Шойгу.", "presence Soledar ua by ru"),
    ("В Соледаре жители укрылись в подвалах.", ""),
    ("Владимир Путин посетил Мариуполь. До этого он побывал в Ростове-на-Дону.", "visit Mariupol ru / visit Rostov-on-Don ru"),
    ("С севера мы вышли к Курахово, с юга взяли Елизаветовку.", "advance Kurakhove ru / control Yelyzavetivka ru"),
    ("В районе Константиновки ДНР поражён склад, заявил Конашенков.", "strike Kostiantynivka ru by ru"),
    ("Колонна бронетехники двинулась в сторону Большого Солдатского.", "advance Bolshoye Soldatskoye"),
    # harm where somebody tells of it
    ("Губернатор Брянской области сообщил, что ранены двое жителей.", "civilians Bryansk Oblast by ru"),
    ("ВСУ обстреляли Горловку. Погибла семейная пара из Ростовской области.", "strike Horlivka ua / civilians Horlivka"),
    ("В Луганске прогремели взрывы. Пасечник заявил об ударе ракетами ATACMS.", "strike Luhansk / strike Luhansk ua by ru"),
    ("Противник контратаковал со стороны Угледара и вернул высоту у Водяного.", "assault Vodiane ua / control Vodiane ua"),
    ("В Курской области ВСУ остановлены, их выдавливают из Мартыновки.", "withdrawal Martynovka ua"),
    ("По Токмаку и Волновахе враг бил кассетными снарядами.", "strike Tokmak ua / strike Volnovakha ua"),
    ("После выхода из Авдеевки украинские части заняли рубеж у Орловки.", "withdrawal Avdiivka ua / control Orlivka ua"),
    ("В Шебекинском округе в селе Новая Таволжанка ранен мужчина.", "civilians Novaya Tavolzhanka"),
    ("Минобороны РФ показало кадры уничтожения американской гаубицы под Купянском.", "losses Kupiansk ua by ru"),
    # denials of what was shown
    ("В Буче нашли тела мирных жителей. Минобороны РФ назвало кадры «провокацией».", "civilians Bucha / not civilians Bucha by ru"),
    ("В Донецке при обстреле погиб мужчина, сообщил Пушилин. В Киеве причастность к нему отрицают.", "strike Donetsk ua by ru / civilians Donetsk ua by ru / not strike Donetsk ua by ua / not civilians Donetsk ua by ua"),
    # talk
    ("Аналитики DeepState называют ситуацию у Юнаковки сложной: враг закрепляется на окраине села.", "control Yunakivka ru by ua"),
    ("Минобороны РФ объявило о взятии Красногоровки — города в 20 километрах от Донецка, бои за который шли с весны.", "control Krasnohorivka ru by ru / assault Krasnohorivka by ru"),
    ("Противник попал в полукотёл под Кореневом.", "encirclement Korenevo ua"),
    ("Минобороны сообщило о «перегруппировке» войск из района Балаклеи.", "withdrawal Balakliia by ru"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text for text, _ in ROWS])
def test_what_is_claimed_where_by_whom(tools, text, expected):
    assert told(tools, text) == {claim for claim in expected.split(" / ") if claim}


def test_a_governor_counts_on_place_by_place(tools):
    text = "ВСУ обстреляли Алёшки, сообщил губернатор Владимир Сальдо. В Новой Каховке повреждены два дома."
    assert told(tools, text, "TASS") == {"strike Oleshky ua by ru", "damage Nova Kakhovka by ru"}
