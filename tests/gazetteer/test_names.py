"""Keys, skeletons, transliteration and case forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontmap.gazetteer.inflect import namesakes_of_adjective, nominatives
from frontmap.gazetteer.names import APOSTROPHES, compact, is_cyrillic, normalise, skeleton, transliterate
from frontmap.gazetteer.variants import russian_skeletons

LETTERS = st.text(st.characters(codec="utf-8", categories=("L", "M", "P", "Z", "N")), max_size=30)


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(name):
    assert normalise(normalise(name)) == normalise(name)


@given(LETTERS)
def test_a_key_has_no_capitals_apostrophes_or_double_spaces(name):
    key = normalise(name)
    assert key == key.casefold()
    assert not set(key) & set(APOSTROPHES)
    assert "  " not in key
    assert key == key.strip()


@given(st.text("abcdeghijklmnoprstuvwyzабвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэъ ", min_size=1, max_size=25))
def test_a_skeleton_is_its_own_skeleton_in_plain_letters(key):
    assert skeleton(skeleton(key)) == skeleton(key)
    assert skeleton(key).isascii()


@pytest.mark.parametrize("apostrophe", list(APOSTROPHES))
def test_all_apostrophes_are_one(apostrophe):
    assert normalise(f"Слов{apostrophe}янськ") == "словянськ"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Kupiansk-Vuzlovyi", "kupiansk vuzlovyi"),
        ("  St. Petersburg ", "st petersburg"),
        ("Łódź", "lodz"),
        ("Zaporižžja", "zaporizzja"),
        ("Артёмовск", "артемовск"),
        ("Ґрунт", "грунт"),
        ("Їжаківка", "їжаківка"),
        ("Бахму\u0301т", "бахмут"),
        ("…", ""),
    ],
)
def test_what_a_key_folds(name, key):
    assert normalise(name) == key


def test_words_may_be_joined():
    assert compact(normalise("Novo-Mykhailivka")) == compact(normalise("Novomykhailivka"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kupyansk", "Kupiansk"), ("Dobropiliya", "Dobropillia"), ("Mirnograd", "Myrnohrad"), ("Kharkiv", "Harkiv"), ("Avdiyivka", "Авдіївка")],
)
def test_romanisations_share_a_skeleton(one, other):
    assert skeleton(normalise(one)) == skeleton(normalise(other))


@pytest.mark.parametrize(("one", "other"), [("Novouspenivske", "Novouspenivka"), ("Horlivka", "Horbivka"), ("Zolote", "Zolota"), ("Kamianka", "Kamianske")])
def test_other_places_keep_another_skeleton(one, other):
    bones = {skeleton(normalise(other)), *russian_skeletons(other)}
    assert skeleton(normalise(one)) not in bones


@pytest.mark.parametrize(
    ("cyrillic", "scheme", "latin"),
    [
        ("Часів Яр", "national", "Chasiv Yar"),
        ("Згурівка", "national", "Zghurivka"),
        ("Єнакієве", "national", "Yenakiieve"),
        ("Куп'янськ-Вузловий", "national", "Kupiansk-Vuzlovyi"),
        ("Щастя", "national", "Shchastia"),
        ("Запоріжжя", "bgn-uk", "Zaporizhzhya"),
        ("Великая Новосёлка", "bgn-ru", "Velikaya Novosyolka"),
        ("Клещеевка", "bgn-ru", "Kleshcheyevka"),
        ("Бахмут", "plain", "Bahmut"),
        ("Soledar", "national", "Soledar"),
    ],
)
def test_transliterate(cyrillic, scheme, latin):
    assert transliterate(cyrillic, scheme) == latin


@pytest.mark.parametrize(
    ("form", "nominative"),
    [
        ("бахмуті", "бахмут"), ("авдіївкою", "авдіївка"), ("авдіївці", "авдіївка"), ("києва", "київ"), ("тернополі", "тернопіль"), ("степів", "степи"),
        ("роботиного", "роботине"), ("торецьком", "торецьк"), ("запоріжжям", "запоріжжя"), ("кривому розі", "кривий ріг"), ("жовтих вод", "жовті води"),
        ("кучерового яру", "кучерів яр"), ("часовом яре", "часов яр"), ("великой новоселки", "великая новоселка"), ("красного лимана", "красный лиман"),
        ("клещеевку", "клещеевка"), ("москве", "москва"), ("россии", "россия"), ("харьковской области", "харьковская область"),
        ("миколаївщині", "миколаївщина"), ("прилук", "прилуки"), ("областей", "область"),
    ],
)  # fmt: skip
def test_case_forms_go_back_to_the_nominative(form, nominative):
    assert nominative in nominatives(form)


@given(st.text("абвгдежзиійїклмнопрстуьюяы ", min_size=1, max_size=40))
def test_nominatives_are_few_and_never_the_word_itself(key):
    key = normalise(key)
    found = nominatives(key)
    assert len(found) <= 96
    assert key not in found
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("adjective", "place"),
    [("покровському", "покровськ"), ("авдіївський", "авдіївка"), ("оріхівського", "оріхів"), ("липцовском", "липцы"), ("купянское", "купянск"), ("бахмутська", "бахмут")],
)
def test_an_adjective_names_its_place(adjective, place):
    assert place in namesakes_of_adjective(adjective)


def test_a_noun_is_no_adjective():
    assert namesakes_of_adjective("бахмут") == ()


def test_russian_forms_of_a_ukrainian_name():
    assert "horlovka" in russian_skeletons("Horlivka")
    assert "aleksevka" in russian_skeletons("Oleksiivka")
    assert russian_skeletons("Бахмут") == ()


def test_the_first_letter_tells_the_script():
    assert is_cyrillic("«Бахмут")
    assert not is_cyrillic("Bakhmut Бахмут")
    assert not is_cyrillic("12")
