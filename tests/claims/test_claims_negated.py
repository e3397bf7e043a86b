"""Denials where words stand freely: behind their noun, behind an aside, in what is said to be no news; and what only looks like one."""

import pytest
from one_place import told_of


@pytest.mark.parametrize(
    ("language", "text", "name", "expected"),
    [
        # the genitive of negation: the noun stands first, what denies it behind
        ("uk", "Біля Степового противник наступальних дій не проводив.", "Степового", ("assault", "denied", "ru", "-")),
        ("uk", "Під Степовим бойових зіткнень не було.", "Степовим", ("assault", "denied", "-", "-")),
        ("uk", "Ознак прориву під Степовим наразі немає.", "Степовим", ("advance", "denied", "-", "-")),
        ("ru", "У Степного атак ВСУ не предпринимали.", "Степного", ("assault", "denied", "ua", "-")),
        ("ru", "Окружения гарнизона в Степном нет.", "Степном", ("encirclement", "denied", "-", "-")),
        # what commas set off parts nothing
        ("uk", "Захопити Степове, попри великі втрати, ворогу так і не вдалося.", "Степове", ("control", "denied", "ru", "-")),
        ("ru", "Взять Степное, как требовал Кремль, российской армии не удалось.", "Степное", ("control", "denied", "ru", "-")),
        ("uk", "Ворогу не вдалося, за словами Сирського, зайти в Степове.", "Степове", ("advance", "denied", "ru", "ua")),
        ("ru", "Пострадавших в Степном, по предварительным данным, нет.", "Степном", ("civilians", "denied", "-", "-")),
        # too early to speak of, out of the question
        ("uk", "Говорити про оточення Степового зарано.", "Степового", ("encirclement", "denied", "-", "-")),
        ("ru", "О падении Степного говорить рано.", "Степного", ("control", "denied", "ru", "-")),
        ("uk", "Про відступ зі Степового не йдеться.", "Степового", ("withdrawal", "denied", "-", "-")),
        # whoever tells or denies it stands behind
        ("uk", "Дані про захоплення Степового спростував Сирський.", "Степового", ("control", "denied", "ru", "ua")),
        ("ru", "О взятии Степного Минобороны РФ сообщило в августе.", "Степного", ("control", "asserted", "ru", "ru")),
        ("ru", "Слова о взятии Степного в Киеве называют ложью.", "Степного", ("control", "denied", "ru", "ua")),
        # nothing has been heard of it
        ("ru", "Сведений о пострадавших в Степном не поступало.", "Степном", ("civilians", "denied", "-", "-")),
        # one denial is no two
        ("uk", "У Степовому обійшлося без жертв.", "Степовому", ("civilians", "denied", "-", "-")),
    ],
)
def test_a_denial_is_found_wherever_it_stands(language: str, text: str, name: str, expected: tuple[str, ...]) -> None:
    assert expected in told_of(language, text, name)


@pytest.mark.parametrize(
    ("language", "text", "name", "kind"),
    [
        ("uk", "Атаки на Степове не припиняються.", "Степове", "assault"),
        ("uk", "Обстріл Степового не завадив роботі лікарні.", "Степового", "strike"),
        ("uk", "Після обстрілу Степового не було світла.", "Степового", "strike"),
        ("uk", "Бої за Степове не зупинялися ні на годину.", "Степове", "assault"),
        ("uk", "Попри втрати, росіяни захопили Степове.", "Степове", "control"),
        ("uk", "Всупереч заявам Москви, Степове контролюють ЗСУ.", "Степове", "control"),
        ("uk", "Без успіху окупанти атакували Степове.", "Степове", "assault"),
        ("ru", "Рано утром дроны атаковали Степное.", "Степное", "strike"),
        ("ru", "После удара по Степному в районе нет света.", "Степному", "strike"),
        ("ru", "Интенсивность штурмов Степного не снижается.", "Степного", "assault"),
    ],
)
def test_what_another_word_denies_stays_asserted(language: str, text: str, name: str, kind: str) -> None:
    told = [(claim[0], claim[1]) for claim in told_of(language, text, name)]
    assert (kind, "asserted") in told
    assert (kind, "denied") not in told


@pytest.mark.parametrize(
    ("language", "text", "name", "expected"),
    [
        ("ru", "ПВО сбила 230 украинских беспилотников под Степным.", "Степным", ("strike", "asserted", "ua", "-")),
        ("uk", "ППО знищила дев'ять «шахедів» над Степовим.", "Степовим", ("strike", "asserted", "ru", "-")),
        ("uk", "Унаслідок атаки «шахедів» на Степове поранено двох людей.", "Степове", ("strike", "asserted", "ru", "-")),
        ("ru", "Потеряв под Степным взвод, противник отступил.", "Степным", ("losses", "asserted", "ua", "-")),
        ("ru", "ВСУ, утверждает Минобороны РФ, потеряли под Степным три танка.", "Степным", ("losses", "asserted", "ua", "ru")),
        ("uk", "У Степовому, стверджують окупанти, загинув підліток.", "Степовому", ("civilians", "asserted", "-", "ru")),
        ("uk", "Російські війська, не рахуючись із втратами, захопили Степове.", "Степове", ("control", "asserted", "ru", "-")),
        ("ru", "Степное по-прежнему за противником.", "Степное", ("control", "asserted", "ua", "-")),
    ],
)
def test_whose_they_are(language: str, text: str, name: str, expected: tuple[str, ...]) -> None:
    assert expected in told_of(language, text, name)
