"""Ukrainian words are declined and conjugated by rule: the classes of the grammar, each with forms written by hand."""

import pytest

from frontmap.errors import ConfigError
from frontmap.lexicon import ukrainian


@pytest.mark.parametrize(
    ("lemma", "group", "forms"),
    [
        ("атакувати", "present", "атакую атакуєш атакує атакують"),
        ("атакувати", "passive", "атаковано атакований атаковані"),
        ("контролювати", "passive", "контрольована контролювана"),
        ("звільнити", "future", "звільню звільнить звільнять"),
        ("звільнити", "infinitive", "звільнити"),
        ("атакувати", "infinitive", "атакувати атакувать"),
        ("захопити", "future", "захоплю захопить захоплять"),
        ("захопити", "passive", "захоплено захоплені"),
        ("захопити", "modifier", "захопленого захопленої"),
        ("випустити", "future", "випущу випустить"),
        ("відбити", "future", "відіб'ю відіб'ють"),
        ("вбити", "future", "вб'ють"),
        ("брати", "present", "беру беруть"),
        ("відійти", "past", "відійшов відійшла відійшли"),
        ("відійти", "future", "відійде відійдуть"),
        ("просунутися", "past", "просунувся просунулась просунулися"),
        ("просунутися", "future", "просунеться просунуться"),
        ("просуватися", "present", "просувається просуваються"),
        ("просуватися", "gerund", "просуваючись"),
        ("знищити", "gerund", "знищивши"),
        ("зникнути", "past", "зник зникла зникнув"),
        ("вибухнути", "past", "вибухнув вибухла"),
        ("вести", "past", "вів вела вели"),
        ("дати", "future", "дам дасть дадуть"),
        ("воювати", "present", "воюють"),
    ],
)
def test_a_verb_is_conjugated(lemma: str, group: str, forms: str) -> None:
    assert set(forms.split()) <= ukrainian.verb(lemma)[group]


@pytest.mark.parametrize("lemma", ["вибухнути", "рухнути"])
def test_the_short_past_is_no_noun(lemma: str) -> None:
    assert lemma.removesuffix("нути") not in ukrainian.verb(lemma)["past"]  # вибух, рух


def test_what_is_no_infinitive_is_refused() -> None:
    with pytest.raises(ConfigError, match="no infinitive"):
        ukrainian.verb("село")


@pytest.mark.parametrize(
    ("lemma", "case", "forms"),
    [
        ("місто", "oblique", "міста місту місті міст містах"),
        ("село", "oblique", "сіл"),
        ("боєць", "oblique", "бійця бійців"),
        ("бій", "oblique", "бою боїв"),
        ("загін", "instrumental", "загоном"),
        ("бригада", "oblique", "бригади бригаді бригад"),
        ("атака", "oblique", "атаці атаку атак"),
        ("область", "instrumental", "областю"),
        ("ціль", "instrumental", "ціллю цілями"),
        ("звільнення", "oblique", "звільненню звільнень"),
        ("росіянин", "nominative", "росіянин росіяни"),
        ("росіянин", "oblique", "росіян росіянам"),
        ("військовий", "oblique", "військового військових"),
        ("людина", "instrumental", "людьми"),
        ("будинок", "oblique", "будинку будинків"),
        ("автомобіль", "instrumental", "автомобілем"),
        ("заборгованість", "oblique", "заборгованості"),
    ],
)
def test_a_noun_is_declined(lemma: str, case: str, forms: str) -> None:
    assert set(forms.split()) <= ukrainian.noun(lemma)[case]


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("Генеральний штаб ЗСУ", "Генерального штабу ЗСУ"),
        ("Збройні сили України", "Збройних сил України"),
        ("Сили оборони", "Силами оборони"),
        ("Українська правда", "Українською правдою"),
        ("Олександр Коваленко", "Олександра Коваленка"),
        ("Буданов", "Будановим"),
        ("Київ", "Києва"),
        ("окупаційні війська", "окупаційних військ"),
        ("українці", "українцями"),
        ("Сирський", "Сирського"),
        ("загін БАРС", "загоном БАРС"),
    ],
)
def test_a_name_is_declined(words: str, form: str) -> None:
    assert form in set().union(*ukrainian.name(words).values())


@pytest.mark.parametrize("words", ["ЗСУ", "Маляр", "Kraken"])
def test_some_names_do_not_change(words: str) -> None:
    assert set().union(*ukrainian.name(words).values()) == {words}
