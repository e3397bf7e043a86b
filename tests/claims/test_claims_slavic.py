"""The same reading in Ukrainian and Russian, from their own lexicons."""

import pytest
from one_place import told_of


@pytest.mark.parametrize(
    ("language", "text", "name", "expected"),
    [
        ("uk", "Російські війська захопили Орлівку.", "Орлівку", ("control", "asserted", "ru", "-")),
        ("uk", "ЗСУ звільнили Степове – Сирський", "Степове", ("control", "asserted", "ua", "ua")),
        ("uk", "Ворог штурмує Бердичі – Генштаб", "Бердичі", ("assault", "asserted", "ru", "ua")),
        ("uk", "Російська армія обстріляла Степове.", "Степове", ("strike", "asserted", "ru", "-")),
        ("uk", "Генштаб спростував захоплення Орлівки російськими військами.", "Орлівки", ("control", "denied", "ru", "ua")),
        ("ru", "Минобороны России сообщило, что российские войска освободили Орловку.", "Орловку", ("control", "asserted", "ru", "ru")),
        ("ru", "Украинские войска отступили из Степного.", "Степного", ("withdrawal", "asserted", "ua", "-")),
        ("ru", "ВСУ нанесли удар по Степному, заявил Сальдо.", "Степному", ("strike", "asserted", "ua", "ru")),
    ],
)
def test_a_sentence_gives_its_claim(language: str, text: str, name: str, expected: tuple[str, ...]) -> None:
    assert expected in told_of(language, text, name)


@pytest.mark.parametrize(
    ("language", "text", "name", "expected"),
    [
        # the object is no subject, wherever it stands
        ("uk", "Ворога вибили з околиць Степового.", "Степового", ("withdrawal", "asserted", "ru", "-")),
        ("uk", "Під Степовим захисники відбили п'ять атак ворога.", "Степовим", ("assault", "asserted", "ru", "-")),
        ("ru", "Бойцы ВСУ атаковали позиции российских войск под Степным.", "Степным", ("assault", "asserted", "ua", "-")),
        ("ru", "Российские силы отражают атаку ВСУ в районе Степного.", "Степного", ("assault", "asserted", "ua", "-")),
        # the agent of a passive stands in the instrumental
        ("uk", "Степове захоплено російськими військами.", "Степове", ("control", "asserted", "ru", "-")),
        ("ru", "Село Степное освобождено украинскими войсками.", "Степное", ("control", "asserted", "ua", "-")),
        # a passive without agent: what is liberated is the speaker's gain
        ("ru", "Минобороны РФ сообщило, что освобождён населённый пункт Степное.", "Степное", ("control", "asserted", "ru", "ru")),
        ("uk", "Генштаб повідомив, що збито 12 дронів над містом Степове.", "Степове", ("strike", "asserted", "ru", "ua")),
        # whose enemy the enemy is
        ("uk", "Ворог обстріляв Степове.", "Степове", ("strike", "asserted", "ru", "-")),
        ("ru", "Артиллерия России наносит удары по позициям противника в районе Степного.", "Степного", ("strike", "asserted", "ru", "-")),
        ("ru", "Генштаб ВСУ сообщил, что противник атаковал Степное.", "Степное", ("assault", "asserted", "ru", "ua")),
        ("ru", "Минобороны РФ сообщило, что противник атаковал Степное.", "Степное", ("assault", "asserted", "ua", "ru")),
        # who says so
        ("ru", "На севере, по данным Минобороны РФ, взят под контроль посёлок Степное.", "Степное", ("control", "asserted", "ru", "ru")),
        ("uk", "Російська авіація скинула бомби на Степове. Про це повідомив Генштаб.", "Степове", ("strike", "asserted", "ru", "ua")),
        ("uk", "Захопити Степове ворогу не вдалося, заявив Сирський.", "Степове", ("control", "denied", "ru", "ua")),
        ("ru", "Минобороны РФ заявило о взятии Степного, Киев это опроверг.", "Степного", ("control", "denied", "ru", "ua")),
    ],
)
def test_case_tells_who_acts(language: str, text: str, name: str, expected: tuple[str, ...]) -> None:
    assert expected in told_of(language, text, name)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("uk", "У Степовому відкрили виставку про історію села.", "Степовому"),
        ("uk", "Збірна зайняла перше місце на турнірі у Степовому.", "Степовому"),
        ("ru", "В Степном прошёл матч местных команд.", "Степном"),
        ("ru", "В Степном врачи контролируют ситуацию с гриппом.", "Степном"),
    ],
)
def test_peaceful_words_claim_nothing(language: str, text: str, name: str) -> None:
    assert told_of(language, text, name) == set()
