"""Ukrainian and Russian in varied words: each claims what it says, of whom it says it; beside each what sounds like it and claims nothing."""

import datetime as dt

import pytest

from frontmap.pipeline import read_document
from frontmap.records import Document

DAY = dt.date(2024, 5, 10)


def told(tools, text: str, language: str) -> set[tuple[str, str, str, str]]:
    """Kind with its place, "not" where denied, "?" where only possible and "!" where planned; the sides that act and tell it, "-" for none."""
    found = set()
    for claim in read_document(Document("d1", text, published=DAY, language=language), tools).claims:
        place = claim.placement.place.name if claim.placement is not None and claim.placement.place is not None else "-"
        denied = "not " if claim.polarity == "denied" else ""
        mark = {"actual": "", "possible": "?", "planned": "!"}[str(claim.modality)]
        found.add((f"{denied}{claim.kind}{mark}", place, claim.actor_side or "-", claim.claimant_side or "-"))
    return found


CLAIMS = [
    # denials
    ("uk", "Росіяни відзвітували про взяття Куп'янська. «Фейк і нічого більше», – відповіли в Силах оборони.", ("not control", "Kupiansk", "ru", "ua")),
    ("uk", "Міноборони РФ заявило про захоплення Синьківки. В «Хортиці» з цим не згодні.", ("not control", "Synkivka", "ru", "ua")),
    ("uk", "МО РФ заявило про захоплення Куп'янська, у Генштабі кажуть, що це неправда.", ("control", "Kupiansk", "ru", "ru")),
    ("uk", "МО РФ заявило про захоплення Куп'янська, у Генштабі кажуть, що це неправда.", ("not control", "Kupiansk", "ru", "ua")),
    ("ru", "Артёмовск взят целиком, объявил Пригожин. На Украине с этим не согласились.", ("not control", "Bakhmut", "ru", "ua")),
    ("ru", "Слухи о захвате Невского в Генштабе ВСУ назвали фантазиями.", ("not control", "Nevske", "ru", "ua")),
    ("ru", "Болтовня киевской пропаганды о прорыве на Токмак не стоит выеденного яйца.", ("not advance", "Tokmak", "ua", "-")),
    ("uk", "До Новопавлівки росіяни не дійшли.", ("not advance", "Novopavlivka", "ru", "-")),
    ("uk", "Міст у Куп'янську вцілів.", ("not damage", "Kupiansk", "-", "-")),
    # who holds
    ("uk", "Над Куп'янськом знову наш стяг, наголосив Зеленський.", ("control", "Kupiansk", "ua", "ua")),
    ("uk", "Бородянка опинилася під окупантами.", ("control", "Borodianka", "ru", "-")),
    ("uk", "Торецьк досі тримається, каже речниця ОСУВ.", ("control", "Toretsk", "ua", "ua")),
    ("ru", "Вовчанск держится.", ("control", "Vovchansk", "ua", "-")),
    ("ru", "Курахово пало.", ("control", "Kurakhove", "ru", "-")),
    ("ru", "Бойцы «Севера» зачистили Малую Локню от боевиков ВСУ.", ("control", "Malaya Loknya", "ru", "-")),
    ("uk", "Урожайне звільнено від окупантів, заявила Маляр.", ("control", "Urozhaine", "ua", "ua")),
    # what would be, and ways on
    ("uk", "Падіння Авдіївки відкрило б росіянам шлях на Покровськ.", ("control?", "Avdiivka", "ru", "-")),
    ("uk", "Падіння Авдіївки відкрило б росіянам шлях на Покровськ.", ("advance?", "Pokrovsk", "ru", "-")),
    ("uk", "Піхота противника просотується в Покровськ.", ("advance", "Pokrovsk", "ru", "-")),
    # assaults and losses
    ("uk", "На Кліщіївку москалі полізли двома колонами.", ("assault", "Klishchiivka", "ru", "-")),
    ("uk", "Ворог посилив тиск на Куп'янськ.", ("assault", "Kupiansk", "ru", "-")),
    ("ru", "Неприятель бросает «Леопарды» на Работино.", ("assault", "Robotyne", "ua", "-")),
    ("uk", "Під Роботиним росіяни недорахувалися двох взводів.", ("losses", "Robotyne", "ru", "-")),
    ("uk", "У посадці біля Кліщіївки полишилося лежати сорок вагнерівців.", ("losses", "Klishchiivka", "ru", "-")),
    ("uk", "Катер ФСБ пішов на дно біля Чорноморська.", ("losses", "Chornomorsk", "ru", "-")),
    # fire and harm
    ("uk", "Дісталося й Ніжину: росіяни вдарили ракетами.", ("strike", "Nizhyn", "ru", "-")),
    ("ru", "Под Купянском задета ТЭЦ.", ("damage", "Kupiansk", "-", "-")),
    ("uk", "У Нікополі обірвалося життя 60-річної жінки.", ("civilians", "Nikopol", "-", "-")),
    ("uk", "В Олешках люди чекають допомоги на дахах.", ("civilians", "Oleshky", "-", "-")),
]

NO_CLAIMS = [
    ("uk", "Українські військові офіційно про удар по Рильську не повідомляли."),
    ("ru", "Украинские военные официально об ударе по Рыльску не сообщали."),
    ("ru", "О потерях в Макеевке Минобороны не сообщало."),
    ("uk", "Ціни в Києві поки тримаються."),
    ("uk", "Ми втратили двох клієнтів у Києві."),
    ("uk", "Гірники загрузли в боргах у Павлограді."),
    ("uk", "Він вистояв чергу в Одесі."),
    ("ru", "В Одессе он застрял в лифте."),
]


@pytest.mark.parametrize(("language", "text", "claim"), CLAIMS)
def test_what_is_said_in_other_words_is_claimed(tools, language, text, claim):
    assert claim in told(tools, text, language)


@pytest.mark.parametrize(("language", "text"), NO_CLAIMS)
def test_what_only_sounds_like_a_claim_is_none(tools, language, text):
    assert told(tools, text, language) == set()
