import pytest

from frontmap.records import Role

ROLES = [
    ("Moscow claims that the town has fallen.", "Moscow", Role.ACTOR),
    ("Kyiv denies it.", "Kyiv", Role.ACTOR),
    ("Kiev has launched a counterattack.", "Kiev", Role.ACTOR),
    ("They outnumbered Kyiv's forces.", "Kyiv", Role.ACTOR),
    ("New sanctions against Moscow were agreed.", "Moscow", Role.ACTOR),
    ("Moscow-installed officials spoke.", "Moscow", Role.ACTOR),
    ("Russia said its troops advanced.", "Russia", Role.ACTOR),
    ("Ukraine’s southern military command reported it.", "Ukraine", Role.ACTOR),
    ("Troops have withdrawn from Kyiv.", "Kyiv", Role.PLACE),
    ("A summit is held in the capital Kyiv.", "Kyiv", Role.PLACE),
    ("The largest drone attack on Kyiv this year.", "Kyiv", Role.PLACE),
    ("Missiles struck Kyiv at night.", "Kyiv", Role.PLACE),
    ("Shells fell on Kharkiv and Kyiv.", "Kyiv", Role.PLACE),
    ("Kyiv was attacked by fifty drones.", "Kyiv", Role.PLACE),
    ("Russia launched missiles at Kyiv.", "Kyiv", Role.PLACE),
    ("Fighting continues across Ukraine.", "Ukraine", Role.PLACE),
    ("A court in Moscow ruled.", "Moscow", Role.PLACE),
    ("A Moscow court ruled.", "Moscow", Role.ORGANISATION),
    ("The National Bank of Ukraine reported it.", "Ukraine", Role.ORGANISATION),
    ("The Kharkiv People's Republic said so.", "Kharkiv", Role.ORGANISATION),
    ("The Donetsk People’s Republic said so.", "Donetsk", Role.ACTOR),
    ("The Governor of Donetsk said so.", "Donetsk", Role.PERSON),
    ("The 12th Brigade of the Territorial Defence of the city of Kharkiv filmed it.", "Kharkiv", Role.UNIT),
    ("A gunner from the 7th Reconnaissance Battalion near Moscow.", "Moscow", Role.UNIT),
    ("The Kharkiv Group of Forces attacked.", "Kharkiv", Role.UNIT),
    ("The Kyiv Post reports.", "Kyiv", Role.OUTLET),
    ("Mayor Dmytro Orlov spoke.", "Orlov", Role.PERSON),
    ("Glory to Ukraine!", "Ukraine", Role.OTHER),
    ("They flew to Nice for talks.", "Nice", Role.OTHER),
    ("The cruiser “Moscow” sank.", "Moscow", Role.OTHER),
    ("The Kharkiv grouping played it down.", "Kharkiv", Role.UNIT),
    ("The Bakhmut corps said so.", "Bakhmut", Role.UNIT),
    ("The 25th Airborne “Bakhmut” Brigade holds the town.", "Bakhmut", Role.UNIT),
    ("The 93rd brigade Terny held out.", "Terny", Role.UNIT),
    ("The “Terny” Cossack volunteer battalion is there.", "Terny", Role.UNIT),
    ("The “Kharkiv Zori” club plays.", "Kharkiv", Role.OTHER),
    ("Kutuzov was killed in his car.", "Kutuzov", Role.PERSON),
    ("The front commander Kutuzov left.", "Kutuzov", Role.PERSON),
    ("Kutuzov, 71, had never been there.", "Kutuzov", Role.PERSON),
    ("An essay by Frederick W. Kutuzov.", "Kutuzov", Role.PERSON),
    ("Ihor Terny-Kutuzov spoke.", "Kutuzov", Role.PERSON),
    ("The Kharkiv City Military Administration said so.", "Kharkiv", Role.ORGANISATION),
    ("The Kharkiv City Council said so.", "Kharkiv", Role.ORGANISATION),
    ("The Moscow Security Conference opened.", "Moscow", Role.ORGANISATION),
    ("The Telegram channel “Terny” reported.", "Terny", Role.OUTLET),
    ("The Terny pipeline burst.", "Terny", Role.OTHER),
    ("They crossed the Terny and Kutuzov rivers.", "Terny", Role.OTHER),
    ("They sank the Kutuzov at sea.", "Kutuzov", Role.OTHER),
    ("It sails the Sea of Kutuzov.", "Kutuzov", Role.OTHER),
    ("“I told him [Kutuzov] that they need shells.", "Kutuzov", Role.PERSON),
    ("They took it [Bakhmut] today.", "Bakhmut", Role.PLACE),
    ("Marines from Ukraine’s 36th brigade hold it.", "Ukraine", Role.ACTOR),
    ("They reached Ukraine’s 2nd largest city.", "Ukraine", Role.PLACE),
    ("Bakhmut was shelled again.", "Bakhmut", Role.PLACE),
    ("Troops came fromBakhmut yesterday.", "Bakhmut", Role.PLACE),
    ("Ukraine pushes east\nRussia said that it left.", "Russia", Role.ACTOR),
    ("The plan was long held by troops near\nKyiv, who\nstayed.", "Kyiv", Role.PLACE),
]


@pytest.mark.parametrize(("text", "name", "role"), ROLES, ids=[f"{name}-{number}" for number, (_, name, _) in enumerate(ROLES)])
def test_words_beside_a_name_give_its_role(mentions, text, name, role):
    found = next(mention for said, mention in mentions(text).items() if name in said)
    assert found.role is role
    assert found.reason or found.role is Role.PLACE


def test_two_names_in_one_pair_of_quotes_share_the_unit(mentions):
    found = mentions("A soldier of the 93rd brigade “Terny Kreminna” spoke.")
    assert {found["Terny"].role, found["Kreminna"].role} == {Role.UNIT}


def test_an_unknown_name_that_is_a_unit_is_no_place(mentions):
    assert "Zaluzhne" not in mentions("Fighting near Zaluzhne battalion positions.")


def test_a_reason_names_the_words_and_the_rule(mentions):
    assert mentions("They allied against Moscow.")["Moscow"].reason == "'against Moscow' (en.roles.receives)"


def test_a_surname_stays_a_person_where_it_stands_alone(mentions):
    assert mentions("Ihor Orlov spoke. The shelling hurt Orlov badly.")["Orlov"].role is Role.PERSON


def test_a_town_that_merely_hosts_a_speaker_stays_a_place(mentions):
    assert mentions("Officials in Bakhmut said that it burns.")["Bakhmut"].role is Role.PLACE


def test_a_country_after_its_town_is_a_place(mentions):
    assert mentions("He was born in Kharkiv, Ukraine.")["Ukraine"].role is Role.PLACE


def test_a_country_that_owns_the_next_place_only_describes_it(mentions):
    found = mentions("Strikes hit Ukraine's Kharkiv Oblast.")
    assert found["Ukraine"].reason.startswith("gloss")
    assert not found["Kharkiv Oblast"].reason.startswith("gloss")


def test_ukrainian_and_russian_words_give_roles_too(mentions):
    assert mentions("Kyiv заявив про це.", "uk")["Kyiv"].role is Role.ACTOR
    assert mentions("Вибухи у Kyiv.", "uk")["Kyiv"].role is Role.PLACE
    assert mentions("Kyiv отрицает это.", "ru")["Kyiv"].role is Role.ACTOR
    assert mentions("Взрывы в Kyiv.", "ru")["Kyiv"].role is Role.PLACE


def test_a_language_without_a_lexicon_knows_places_and_defaults(mentions):
    found = mentions("Bakhmut Kyiv", "xx")
    assert (found["Bakhmut"].role, found["Kyiv"].role) == (Role.PLACE, Role.ACTOR)
