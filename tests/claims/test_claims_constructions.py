"""Where a claim sits, whether it is denied, meant or only possible, and what is no claim: construction by construction.

Read with the shipped gazetteer, for what stands "near A (5 km from B)" is settled before claims are read.
"""

import datetime as dt

import pytest

from frontmap.pipeline import read_document
from frontmap.records import Claim, Document

DAY = dt.date(2024, 5, 10)


def claims_of(tools, text: str, language: str) -> list[Claim]:
    return read_document(Document("d1", text, published=DAY, language=language), tools).claims


def told(tools, text: str, language: str, kind: str) -> set[str]:
    """Places with their polarity and modality where these are not the plain ones: "Lyman", "not Lyman", "possible Lyman"."""
    found = set()
    for claim in claims_of(tools, text, language):
        if claim.kind == kind and claim.placement is not None and claim.placement.place is not None:
            marks = [
                mark
                for mark, plain in (("not", claim.polarity == "asserted"), (str(claim.modality), claim.modality == "actual"))
                if not plain
            ]
            found.add(" ".join([*marks, claim.placement.place.name]))
    return found


DENIALS = [
    ("ru", "Киев отрицает причастность к атакам на Белгород.", "assault", "not Belgorod"),
    ("ru", "В Киеве причастность к атакам на Белгород отрицают.", "assault", "not Belgorod"),
    ("ru", "Власти заявили о падении обломков в Туапсе и отсутствии пострадавших.", "civilians", "not Tuapse"),
    ("uk", "Ворог продовжує штурмувати Бахмут, Іванівське й Богданівку, але успіху не має.", "assault", "Bakhmut / Ivanivske / Bohdanivka"),
    # passives
    ("en", "Reports of shelling in Lyman were denied.", "strike", "Lyman / not Lyman"),
    ("en", "Reports that Lyman had fallen were denied by Kyiv.", "control", "not Lyman"),
    ("en", "Claims of a Ukrainian withdrawal from Lyman were dismissed by the general staff.", "withdrawal", "not Lyman"),
    ("en", "Moscow's claim to have taken Lyman was rejected by Kyiv.", "control", "Lyman / not Lyman"),
    ("en", "The capture of Lyman was denied by Kyiv.", "control", "not Lyman"),
    ("en", "The men who took Lyman were denied leave.", "control", "Lyman"),
    ("uk", "Дані про взяття Лимана спростовано.", "control", "Lyman / not Lyman"),
    ("uk", "Повідомлення про обстріл Лимана спростували.", "strike", "Lyman / not Lyman"),
    ("uk", "Після обстрілу Лимана влада спростувала чутки.", "strike", "Lyman"),
    ("uk", "Взяття Лимана досі не спростовано.", "control", "Lyman"),
    ("uk", "Росіяни заявили про взяття Лимана, що спростував Генштаб.", "control", "Lyman / not Lyman"),
    ("uk", "Росіяни заявили про взяття Лимана, що в Генштабі назвали брехнею.", "control", "Lyman / not Lyman"),
    ("uk", "Речник сказав, що росіяни взяли Лиман, додавши, що ЗСУ заперечують втрати.", "control", "Lyman"),
    ("uk", "Про відхід з Лимана мови немає, сказав речник ЗСУ.", "withdrawal", "not Lyman"),
    ("ru", "Данные о взятии Лимана опровергнуты.", "control", "Lyman / not Lyman"),
    ("ru", "После обстрела Лимана власти опровергли панику.", "strike", "Lyman"),
    ("ru", "Минобороны РФ заявило о взятии Лимана, что опроверг Генштаб ВСУ.", "control", "Lyman / not Lyman"),
    ("ru", "Россияне заявили о взятии Лимана, что в ВСУ отрицают.", "control", "Lyman / not Lyman"),
    ("ru", "Об отходе из Лимана речи нет, сказал представитель ВСУ.", "withdrawal", "not Lyman"),
    ("en", "An appeal over the shelling of Lyman was dismissed.", "strike", "Lyman"),
    # whatever it is called
    ("en", 'The army insists that reports of the capture of Lyman are "enemy propaganda".', "control", "not Lyman"),
    ("en", "Kyiv insists that claims about the capture of Lyman are a fairy tale.", "control", "not Lyman"),
    ("en", "Reports that Russian marines have dug in at Robotyne do not hold water, the brigade said.", "presence", "not Robotyne"),
    ("en", "Moscow said that its troops had entered Siversk, a statement that Ukraine's army called invented.", "advance", "Siversk / not Siversk"),
    ("en", "A Russian assault on Sloviansk is not on the cards.", "assault", "not Sloviansk"),
    ("en", "A Russian assault on Sloviansk is not entirely out of the question.", "assault", "Sloviansk"),
    ("en", "The mayor expected an attack on Brovary but it never came.", "assault", "possible Brovary"),
    # what was told is said to be false
    ("en", "Russian milbloggers say Lyman has fallen. That is nonsense, the Ukrainian army said.", "control", "Lyman / not Lyman"),
    ("en", "Moscow said its troops had captured Robotyne. Kyiv said they have not.", "control", "Robotyne / not Robotyne"),
    ("en", "Moscow says its troops hold Robotyne. Ukraine's army says that is not true.", "control", "Robotyne / not Robotyne"),
    ("en", "Russian channels claim that Pokrovsk has been surrounded. It has not.", "encirclement", "Pokrovsk / not Pokrovsk"),
    ("en", "Moscow said its troops had captured Robotyne. Kyiv said they have not slept.", "control", "Robotyne"),
    ("uk", "Росіяни заявили про захоплення Лимана. Це неправда, сказав речник ЗСУ.", "control", "Lyman / not Lyman"),
    ("uk", "Росіяни заявили про захоплення Лимана. Це неважливо, сказав речник ЗСУ.", "control", "Lyman"),
    ("ru", "Российские каналы сообщили о взятии Лимана. Это не так, заявили в ВСУ.", "control", "Lyman / not Lyman"),
    ("en", "Kyiv claimed that its troops had entered Opytne. Moscow denies it: the Ukrainians retreated, its spokesman said.", "withdrawal", "Opytne"),
    ("ru", "По словам Киева, ВСУ вошли в Опытное. Москва это отрицает: украинцы отошли, говорит представитель ведомства.", "withdrawal", "Opytne"),
    ("ru", "Минобороны РФ объявило о взятии Лимана. Не взят, отвечает бригада.", "control", "Lyman / not Lyman"),
    # talk that is false
    (
        "en",
        "Reports that Russian forces entered Kupiansk do not correspond to reality, the Ukrainian army said.",
        "advance",
        "not Kupiansk",
    ),
    ("en", "Talk of a breakthrough at Toretsk is rubbish, the commander said.", "advance", "not Toretsk"),
    ("en", "The rumours about the fall of Vuhledar are false, a spokesman said.", "control", "not Vuhledar"),
    ("en", "Reports of the capture of Vuhledar are new, a spokesman said.", "control", "Vuhledar"),
    ("uk", "Заяви про оточення Мирнограда – нісенітниця, запевнив речник ЗСУ.", "encirclement", "not Myrnohrad"),
    ("ru", "Сообщения о прорыве ВСУ под Работином не соответствуют действительности, заявили в Минобороны РФ.", "advance", "not Robotyne"),
    # questions and their answers
    ("en", "Is Myrnohrad surrounded? Not according to Ukraine's army.", "encirclement", "not Myrnohrad"),
    ("en", "Is Myrnohrad surrounded? Yes, says the Russian army.", "encirclement", "Myrnohrad"),
    ("en", "Is Myrnohrad surrounded?", "encirclement", ""),
    ("en", "Why did Ukrainian troops withdraw from Avdiivka?", "withdrawal", "Avdiivka"),
    ("en", "How many more must die before Bakhmut falls?", "control", ""),
    ("uk", "Чи оточений Покровськ? Ні, відповідають у Генштабі.", "encirclement", "not Pokrovsk"),
    ("uk", "Чи оточений Покровськ?", "encirclement", ""),
    ("ru", "Взят ли Часов Яр? Нет, говорят в Генштабе ВСУ.", "control", "not Chasiv Yar"),
    # no evidence
    ("en", "There is no evidence that Ukrainian troops withdrew from Lyman.", "withdrawal", "not Lyman"),
    ("uk", "Немає підтвердження, що ЗСУ відійшли з Кринок.", "withdrawal", "not Krynky"),
    ("ru", "Нет доказательств, что ВСУ отошли из Работина.", "withdrawal", "not Robotyne"),
    # what a negation does not reach
    ("en", "Buses no longer run to Orikhiv because of Russian shelling.", "strike", "Orikhiv"),
    ("uk", "Автобуси до Оріхова не ходять через російські обстріли.", "strike", "Orikhiv"),
    ("ru", "Автобусы в Горловку не ходят из-за обстрелов ВСУ.", "strike", "Horlivka"),
    ("en", "The mayor denied that Russian troops were in Kupiansk, although shelling of Kupiansk continued.", "strike", "Kupiansk"),
    # what it does reach
    ("en", "Russian forces resumed assaults on Lyman but did not secure any discernible advances.", "advance", "not Lyman"),
    ("en", "Ukrainian forces attacked near Lyman but did not achieve new territorial gains.", "advance", "not Lyman"),
]

MEANINGS = [
    # denied abilities
    ("en", "Russian forces are unlikely to occupy Zaporizhzhia.", "control", "not possible Zaporizhzhia"),
    ("en", "Russian forces lack the capability to seize Kharkiv.", "control", "not possible Kharkiv"),
    ("en", "Ukraine's army does not have the strength to retake Melitopol.", "control", "not possible Melitopol"),
    ("en", "A Russian attack on Sumy is extremely unlikely.", "assault", "not possible Sumy"),
    ("uk", "Навряд чи росіяни захоплять Запоріжжя.", "control", "not possible Zaporizhzhia"),
    ("uk", "Малоймовірно, що росіяни зможуть захопити Харків.", "control", "not possible Kharkiv"),
    ("uk", "Росіяни не мають сил, щоб захопити Харків.", "control", "not possible Kharkiv"),
    ("uk", "Росіяни мають намір захопити Харків.", "control", "planned Kharkiv"),
    ("ru", "Вряд ли российские войска возьмут Запорожье.", "control", "not possible Zaporizhzhia"),
    ("ru", "Российские войска не в состоянии захватить Харьков.", "control", "not possible Kharkiv"),
    # aims, conditions, anticipations
    ("en", "Moscow's goal remains the capture of Odesa.", "control", "planned Odesa"),
    ("en", "Russian forces set conditions for an assault on Lyman.", "assault", "planned Lyman"),
    ("en", "The Russian command is prioritising advances near Kupiansk.", "advance", "planned Kupiansk"),
    ("en", "Ukrainian troops dug in in anticipation of a Russian advance on Zaporizhzhia.", "advance", "possible Zaporizhzhia"),
    ("en", "Ukrainian officials warned of Russian missile strikes on Odesa.", "strike", "possible Odesa"),
    ("en", "Russian forces are regrouping to conduct limited attacks toward Mykolaiv.", "assault", "planned Mykolaiv"),
    ("en", "Russian forces regrouped and conducted limited attacks toward Mykolaiv.", "assault", "Mykolaiv"),
    ("en", "Russian sources differ on the importance of capturing Avdiivka.", "control", "possible Avdiivka"),
    ("en", "Ukrainian forces sought to identify and destroy Russian troops near Lyman.", "losses", "planned Lyman"),
    ("en", "Ukrainian forces went to Lyman and destroyed Russian troops near Lyman.", "losses", "Lyman"),
    ("en", "The Kremlin portrayed assaults on Azovstal without setting conditions for talks.", "assault", "Azovstal Steel Plant"),
    ("en", "The assault on Lyman is planned for May.", "assault", "planned Lyman"),
    ("en", "Belarusian forces are moving tanks near Brest to replenish combat losses.", "losses", ""),
    ("en", "Russian forces suffered heavy combat losses near Lyman.", "losses", "Lyman"),
    ("uk", "Наступ на Лиман планується навесні.", "assault", "planned Lyman"),
    ("ru", "Наступление на Лиман планируется весной.", "assault", "planned Lyman"),
    ("en", "Russian forces used S-300 systems in a ground-attack role to strike Selydove.", "strike", "Selydove"),
    ("en", "Russian forces are massing drones to strike Odesa.", "strike", "planned Odesa"),
    ("uk", "Мета окупантів – захоплення Покровська.", "control", "planned Pokrovsk"),
    ("uk", "Ворог створює умови для штурму Лимана.", "assault", "planned Lyman"),
    ("ru", "Цель противника — захват Купянска.", "control", "planned Kupiansk"),
    ("ru", "Итог боёв — захват Купянска.", "control", "Kupiansk"),
    # what something would bring
    ("en", "The capture of Chasiv Yar would allow Russian forces to attack Kramatorsk.", "control", "possible Chasiv Yar"),
    ("uk", "Захоплення Часового Яру дозволить росіянам атакувати Краматорськ.", "control", "possible Chasiv Yar"),
    ("uk", "Якщо росіяни візьмуть Часів Яр, вони зможуть атакувати Костянтинівку.", "assault", "possible Kostiantynivka"),
    ("uk", "Росіяни взяли Часів Яр і змогли атакувати Костянтинівку.", "assault", "Kostiantynivka"),
    # headings name aims, and what stands against them is no event
    (
        "en",
        "Supporting Effort—South (Russian objective: Maintain positions and secure rear areas of Tokmak against Ukrainian strikes),",
        "strike",
        "",
    ),
    ("en", "Main Effort—Luhansk Oblast (Russian objective: Capture the entirety of Luhansk Oblast),", "control", "planned Luhansk Oblast"),
]

PLACES = [
    # where the next verb begins, the list of the one before it ends
    ("en", "Russian forces took Orlivka and headed for Semenivka.", "control", "Orlivka"),
    ("en", "Russian forces took Orlivka and Semenivka.", "control", "Orlivka / Semenivka"),
    ("en", "The capture of Chasiv Yar lets Russian forces attack Kramatorsk.", "control", "Chasiv Yar"),
    ("en", "Russian fighters took control of Krasna Hora and are fighting near Bakhmut.", "control", "Krasna Hora"),
    ("uk", "Росіяни взяли Очеретине і рушили на Прогрес.", "control", "Ocheretyne"),
    ("uk", "Росіяни взяли Очеретине і Прогрес.", "control", "Ocheretyne / Prohres"),
    ("ru", "Освобождены Зайцево и Клиновое, идут бои за Опытное.", "control", "Zaitseve / Klynove"),
    # a place that stands first in its clause
    (
        "en",
        "In Kherson a man was killed, in Antonivka two were wounded, and in Bilozerka a school was damaged.",
        "civilians",
        "Kherson / Antonivka",
    ),
    ("en", "In Kherson a man was killed, in Antonivka two were wounded, and in Bilozerka a school was damaged.", "damage", "Bilozerka"),
    ("en", "A school was damaged in Kherson, in Antonivka, and in Bilozerka.", "damage", "Kherson / Antonivka / Bilozerka"),
    # what only tells where another place lies
    ("en", "Russian forces attacked in the direction of Kupiansk near Synkivka.", "assault", "Synkivka"),
    ("en", "Russian forces attacked in the direction of Kupiansk.", "assault", "Kupiansk"),
    (
        "en",
        "Ukrainian troops have liberated Novoselivka, just south of Shandryholove and 10km northwest of Lyman.",
        "control",
        "Novoselivka",
    ),
    ("en", "Russian forces shelled Huliaipole, southeast of Orikhiv, and Robotyne.", "strike", "Huliaipole / Orikhiv / Robotyne"),
    (
        "en",
        "Ukrainian forces repelled attacks near Spirne (15km northeast of Soledar) and Rozdolivka (8km north of Soledar).",
        "assault",
        "Spirne / Rozdolivka",
    ),
    # from one place to another
    ("en", "Russian troops withdrew from Lyman towards Kreminna.", "withdrawal", "Lyman"),
    ("en", "Russian troops withdrew from Lyman and Kreminna.", "withdrawal", "Lyman / Kreminna"),
    ("uk", "Росіяни відійшли з Лимана до Кремінної.", "withdrawal", "Lyman"),
    ("ru", "Войска РФ отошли из Лимана к Кременной.", "withdrawal", "Lyman"),
    # words for places named before
    ("en", "Little is left of Marinka. Its ruins are held by Russian troops.", "control", "Marinka"),
    ("en", "Russian forces shelled Nikopol and Marhanets. In the latter two people were wounded.", "civilians", "Marhanets"),
    (
        "en",
        "Russian vehicles stand at the Zaporizhzhia Nuclear Power Plant. Ukrainian forces struck the airfield at Berdiansk.",
        "strike",
        "Berdiansk",
    ),
    ("en", "Ukrainian forces shelled the airfield. The former mayor left.", "strike", ""),
]

NOTHING = [
    ("en", "The Kharkiv club lost the ball after an attack and left Lviv without three points."),
    ("en", "Wheat prices in Odesa fell after an assault by short sellers."),
    ("en", "Eighty years ago the Red Army retook Kharkiv."),
    ("en", "During exercises near Brest, Belarusian troops stormed a mock village."),
    ("en", "Thieves attacked a shop in Poltava."),
    ("en", "A strike of miners in Pokrovsk ended."),
    ("en", "A gas explosion damaged a house in Dnipro."),
    ("uk", "Курс долара у Львові атакує нові висоти, експорт просунувся."),
    ("uk", "На навчаннях під Гродном білоруські військові штурмували умовне село."),
    ("uk", "У Харкові відзначили 80-річчя визволення міста від нацистів."),
    ("ru", "В 1943 году Красная армия освободила Харьков."),
    ("ru", "На учениях под Брестом десант захватил условный аэродром."),
    ("ru", "Цены на бензин в Белгороде атакуют рекорды."),
]

STILL_WAR = [
    ("en", "A Russian drone hit a football club in Kharkiv.", "strike", "Kharkiv"),
    ("en", "After the exercises Russian forces attacked Vovchansk.", "assault", "Vovchansk"),
    ("en", "On the anniversary of the invasion Russian forces shelled Kherson.", "strike", "Kherson"),
    ("en", "Russian shells hit a shop in Nikopol where thieves had been caught.", "strike", "Nikopol"),
    ("uk", "Російський дрон влучив у супермаркет у Херсоні.", "strike", "Kherson"),
    ("ru", "Дрон ВСУ попал в спортзал в Белгороде.", "strike", "Belgorod"),
]

BESIDE = [
    # where people are taken nothing happens
    ("ru", "По Шебекино выпустили 850 снарядов. Ранены 12 человек, сгорело общежитие, жителей вывозят в Белгород.", "civilians", "Shebekino"),
    ("ru", "Огонь вели по Донецку, Горловке и Ясиноватой.", "strike", "Donetsk / Horlivka / Yasynuvata"),
    # "the city" beside its region, and "the region" of the town just named
    ("en", "Ukrainian troops raised their flag in Lyman, a day after Russian troops withdrew from the city in Donetsk province.", "withdrawal", "Lyman"),
    ("en", "Fighting raged in Sievierodonetsk, with Ukrainian officials saying their troops still held the industrial zone.", "control", "Sievierodonetsk"),
    ("en", "The Kremlin said it had no information about an attack on Lyman.", "assault", ""),
    ("en", "The Kremlin said it knew nothing of a withdrawal from Lyman.", "withdrawal", ""),
    # a place as the subject of a second verb
    ("en", "Lyman and Torske were shelled and Zarichne was captured.", "strike", "Lyman / Torske"),
    ("en", "Lyman and Torske were shelled and Zarichne was captured.", "control", "Zarichne"),
    ("en", "Lyman and Zarichne are in enemy hands, the governor said.", "control", "Lyman / Zarichne"),
    ("en", "Four villages, Lyman, Torske and Zarichne, are now in the enemy's hands, he conceded.", "control", "Lyman / Torske / Zarichne"),
    ("en", "Buses are taking families from Kherson to Mykolaiv.", "control", ""),
    ("en", "The villages of Torske and Zarichne have been emptied of their children.", "civilians", "Torske / Zarichne"),
    # what it names is no town
    ("en", "The navy said that two landing ships, the Yamal and the Azov, were hit in Sevastopol.", "strike", "Sevastopol"),
    ("en", "The medic goes by Odesa; he was in Lyman when it was shelled.", "strike", "Lyman"),
    ("en", "Ukrainian troops withdrew from Soledar but still hold its western outskirts.", "control", "Soledar"),
    ("en", "Ukrainian forces eliminated the Russian bridgehead at Krynky.", "losses", ""),
    ("en", "Ukrainian forces eliminated the Russian platoon at Krynky.", "losses", "Krynky"),
    # lists in parts
    (
        "en",
        "Russian forces attacked southeast of Pokrovsk near Lysivka; south of Pokrovsk near Zelene; and southwest of Pokrovsk near Zvirove and Udachne.",
        "assault",
        "Lysivka / Udachne / Zelene / Zvirove",
    ),
    (
        "en",
        "Russian forces attacked near Lysivka; south of Pokrovsk near Zelene; and Ukrainian forces withdrew from Udachne.",
        "assault",
        "Lysivka / Zelene",
    ),
    ("en", "Russian drones damaged a silo in Odesa Oblast and a house in Kharkiv.", "damage", "Kharkiv / Odesa Oblast"),
    ("en", "Russian forces in Kharkiv Oblast shelled Vovchansk and Lyptsi.", "strike", "Lyptsi / Vovchansk"),
    # where something is launched from is no place of a strike
    (
        "en",
        "Russian forces launched 57 drones from the directions of Millerovo, Rostov Oblast; Kursk, Bryansk, and Oryol cities; and Primorsko-Akhtarsk.",
        "strike",
        "",
    ),
    ("en", "Russian forces launched drones from Kursk and Bryansk at Sumy and Kharkiv.", "strike", "Kharkiv / Sumy"),
    ("uk", "Ворог атакував 57 БпЛА типу Shahed із напрямків: Курськ, Орел – РФ, Чауда – Крим.", "strike", ""),
    ("uk", "Росіяни запустили ракети з Криму та Бєлгорода по Харкову і Сумах.", "strike", "Kharkiv / Sumy"),
    ("ru", "Противник атаковал 57 дронами с направлений Курск, Брянск, Орёл.", "strike", ""),
    # the town of a relative clause, and of the sentence before
    (
        "en",
        "It was withdrawing from Vuhledar, a hilltop town in the Donetsk region that had resisted Russian assaults.",
        "assault",
        "Vuhledar",
    ),
    (
        "en",
        "Syrskyi said his troops had left Avdiivka, Moscow's biggest victory since it took Bakhmut last May. Russia's army said it controlled the town.",
        "control",
        "Avdiivka / Bakhmut",
    ),
    ("en", "Lyman came back under Kyiv's control.", "control", "Lyman"),
    # halted, and not denied for good
    ("en", "The Russian advance towards Lyman has stalled.", "advance", "not Lyman"),
    ("uk", "Захисники намагаються зупинити просування ворога біля Лимана.", "advance", ""),
]


@pytest.mark.parametrize(("language", "text", "kind", "expected"), [*DENIALS, *MEANINGS, *PLACES, *STILL_WAR, *BESIDE])
def test_place_polarity_and_modality(tools, language, text, kind, expected):
    assert told(tools, text, language, kind) == set(filter(None, expected.split(" / ")))


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_words_of_other_fields_claim_nothing(tools, language, text):
    assert not claims_of(tools, text, language)


@pytest.mark.parametrize(
    ("text", "denier", "asserter"),
    [
        ("Russian milbloggers say Lyman has fallen. That is nonsense, the Ukrainian army said.", "ua", "ru"),
        ("The Russian claim that Russian forces control Lyman is exaggerated, a Ukrainian officer said.", "ua", None),
        ("Moscow said its troops had captured Lyman. That is not so.", None, "ru"),
    ],
)
def test_who_denies_is_who_answers(tools, text, denier, asserter):
    sides = {claim.polarity.value: claim.claimant_side for claim in claims_of(tools, text, "en") if claim.kind == "control"}
    assert sides["denied"] == denier
    assert sides.get("asserted") == asserter


@pytest.mark.parametrize(
    ("language", "text", "side"),
    [
        ("uk", "Ворог завдав удару по Сумах з Курська (РФ).", "ru"),
        ("uk", "Росія атакувала Суми, ворог влучив у будинок у Ромнах.", "ru"),
        ("ru", "ВСУ отбили атаки противника у Лимана.", "ru"),
    ],
)
def test_the_enemy_is_who_the_text_fights(tools, language, text, side):
    assert {claim.actor_side for claim in claims_of(tools, text, language)} == {side}


@pytest.mark.parametrize(
    ("text", "denier"),
    [
        ("Wagner claimed to have seized Bakhmut, a claim swiftly denied by Kyiv.", "ua"),
        ("Moscow declared Soledar captured. Hanna Maliar said the Russian claim was “not true”.", "ua"),
        ("A Russian milblogger called reports that Russian forces control all of Lyman premature.", "ru"),
    ],
)
def test_who_denies_is_told(tools, text, denier):
    assert [claim.claimant_side for claim in claims_of(tools, text, "en") if claim.polarity == "denied"] == [denier]


def test_a_plan_is_not_dated_by_its_announcement(tools):
    text = "Ukraine's General Staff said on 2 May that Russian forces will attack Sumy and that they shelled Okhtyrka."
    dates = {claim.kind.value: claim.event.edtf for claim in claims_of(tools, text, "en") if claim.event is not None}
    assert dates == {"assault": "2024-05-10", "strike": "2024-05-02"}
