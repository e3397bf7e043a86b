"""Ukrainian dispatches, channels and governors: what they tell, by kind, polarity, side of whoever acts (- for none told), place and side of whoever says so."""

import pytest

from frontmap.pipeline import Tools, read_document
from frontmap.records import Document

TOLD = {
    # whose withdrawal it is that somebody forced
    "Наші бійці вдарили по позиціях ворога біля Роботиного і змусили його відійти.": "strike + ua Robotyne -, withdrawal + ru Robotyne -",
    "Загарбники тиснули на гарнізон у Сіверську та примусили його покинути позиції.": "assault + ru Siversk -, withdrawal + ua Siversk -",
    # the governor of a region tells of its places
    "Голова Луганської ОВА розповів про бої за Білогорівку.": "assault + - Bilohorivka ua",
    "Прокудін: окупанти скинули вибухівку на жительку Веселого.": "strike + ru Vesele ua",
    "На Запоріжжі за добу загинули двоє людей.": "civilians + - Zaporizhzhia Oblast -",
    # harm that stands before its place
    "Троє загиблих і дев'ятеро поранених: росіяни вдарили по зупинці у Слов'янську.": "civilians + ru Sloviansk -, strike + ru Sloviansk -",
    "Поранено п'ятьох людей. Окупанти обстріляли Станіслав.": "civilians + ru Stanislav -, strike + ru Stanislav -",
    "Окупанти обстріляли Гуляйполе, є поранені.": "civilians + ru Huliaipole -, strike + ru Huliaipole -",
    # who fell
    "Боєць поліг у бою поблизу Торського.": "losses + ua Torske -",
    "Російський полковник загинув у бою під Соледаром.": "losses + ru Soledar -",
    "Селище Опитне всіяне тілами загарбників.": "losses + ru Opytne -",
    "Четверо загарбників пройшли до центру Гришиного. Їх ліквідували.": "advance + ru Hryshyne -, losses + ru Hryshyne -",
    "Окупанти встановили прапор у Шаховому, але їх уже знищили.": "control + ru Shakhove -, losses + ru Shakhove -",
    "Розвідники знищили пускову установку «Іскандер» під Курськом.": "losses + ru Kursk -",
    # lies, rumours and what nobody finds proved
    "Росіяни збрехали про захоплення Вовчанська.": "control + ru Vovchansk ru, control not ru Vovchansk -",
    "Ворожі канали поширюють фейк про прорив у Сумах.": "advance + ru Sumy ru, advance not ru Sumy -",
    "Російські пабліки розганяють чутки, ніби ЗСУ залишили Лиман.": "withdrawal + ua Lyman ru",
    "Аналітики не бачать доказів захоплення Родинського окупантами.": "control not ru Rodynske -",
    "Трегубов: повідомлення росіян про взяття Лимана — вигадка.": "control + ru Lyman ru, control not ru Lyman ua",
    # fire from afar, and on whom
    "Масована атака на промислову зону Липецька: горить завод.": "damage + - Lipetsk -, strike + - Lipetsk -",
    "Атака на Чернігів: що відомо на ранок.": "strike + - Chernihiv -",
    "У Донецьку Донецької області уражено склад боєприпасів.": "strike + ua Donetsk -",
    "У Феодосії прогриміли вибухи, повідомили у ВМС.": "strike + - Feodosiia ua",
    "Міноборони РФ заявило про збиття 40 українських дронів над Брянською областю.": "strike + ua Bryansk Oblast ru",
    # who freed a town, and who shells it since
    "Після визволення Ізюма росіяни б'ють по місту щотижня.": "control + ua Izium -, strike + ru Izium -",
    "Росіяни захопили Балаклію, а восени місто звільнили.": "control + ru Balakliia -, control + ua Balakliia -",
    # hearsay
    "Окупанти нібито взяли Лиман.": "control + ru Lyman ru",
    "ЗСУ начебто відійшли з Лимана.": "withdrawal + ua Lyman ru",
    # areas and what lies in them
    "Окупанти обстріляли населені пункти Харківщини.": "strike + ru Kharkiv Oblast -",
    "Ворог гатив по Нікополю. Обстрілів зазнала й Томаківка.": "strike + ru Nikopol -, strike + ru Tomakivka -",
    # presence
    "Росіяни закинули в Гришине до десяти бійців.": "advance + ru Hryshyne -",
    "Росіяни використовують школу в Бердянську як казарму.": "presence + ru Berdiansk -",
    "У Покровську залишаються близько 200 російських військових.": "presence + ru Pokrovsk -",
}
NOT_PLACES = (
    "Корабель Чорноморського флоту вийшов у море.",
    "Кораблі Балтійського та Чорноморського флотів повернулися.",
    "Донецький «Шахтар» підписав воротаря.",
    "Луганський губернатор виступив на брифінгу.",
)


def told(tools: Tools, text: str) -> str:
    claims = read_document(Document("d", text, language="uk"), tools).claims
    found = (
        (claim.kind.value, "+" if claim.polarity.value == "asserted" else "not", claim.actor_side or "-", claim.placement.place.name if claim.placement and claim.placement.place else "?", claim.claimant_side or "-")
        for claim in claims
    )
    return ", ".join(sorted(" ".join(claim) for claim in found))


@pytest.mark.parametrize(("text", "claims"), TOLD.items(), ids=list(TOLD))
def test_what_is_told_is_claimed(tools: Tools, text: str, claims: str) -> None:
    assert told(tools, text) == claims


@pytest.mark.parametrize("text", NOT_PLACES)
def test_fleets_clubs_and_offices_are_no_places(tools: Tools, text: str) -> None:
    assert not read_document(Document("d", text, language="uk"), tools).placements


def test_a_district_far_from_every_town_of_its_sentence_gives_way_to_a_namesake(tools: Tools) -> None:
    reading = read_document(Document("d", "Під ударами були Нікополь, Марганець та Покровська громада.", language="uk"), tools)
    places = [placement.place for placement in reading.placements if placement.place is not None]
    assert {place.admin1 for place in places} == {"Dnipropetrovsk Oblast"}


@pytest.mark.parametrize("text", ["Росіяни б'ють по Роботиному.", "Росіяни б’ють по Роботиному.", "Росіяни бʼють по Роботиному."])
def test_an_apostrophe_of_any_sort_makes_no_would(tools, text):
    (claim,) = read_document(Document("d", text, language="uk"), tools).claims
    assert (claim.kind, claim.modality, claim.placement.place.name) == ("strike", "actual", "Robotyne")
    assert claim.cues[0].text in text


@pytest.mark.parametrize(("text", "side"), [("ДРГ втекла з Рижівки.", "ru"), ("Диверсанти відійшли від Рижівки.", "ru"), ("Українські диверсанти підірвали міст у Мелітополі.", "ua")])
def test_saboteurs_are_the_enemys_unless_a_word_says_whose(tools, text, side):
    assert {claim.actor_side for claim in read_document(Document("d", text, language="uk"), tools).claims} == {side}
