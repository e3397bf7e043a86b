import pytest

from frontmap.records import RelationKind

RELATIONS = [
    ("Troops stand 6 km south of Bakhmut.", "Bakhmut", RelationKind.OFFSET, 6_000, 180, "6 km south of"),
    ("It lies about 6 kilometers south of the center of the city of Bakhmut.", "Bakhmut", RelationKind.OFFSET, 6_000, 180, None),
    ("They dug in 15km southeast of Bakhmut.", "Bakhmut", RelationKind.OFFSET, 15_000, 135, None),
    ("They dug in 1.5 km north-west of Bakhmut.", "Bakhmut", RelationKind.OFFSET, 1_500, 315, None),
    ("They dug in 1,500 meters west of Bakhmut.", "Bakhmut", RelationKind.OFFSET, 1_500, 270, None),
    ("They dug in 5-7 km east of Bakhmut.", "Bakhmut", RelationKind.OFFSET, 6_000, 90, None),
    ("They are 10 miles north of Bakhmut.", "Bakhmut", RelationKind.OFFSET, 16_093.44, 0, None),
    ("Clashes near Bakhmut.", "Bakhmut", RelationKind.NEAR, None, None, "near"),
    ("Clashes on the outskirts of Bakhmut.", "Bakhmut", RelationKind.NEAR, None, None, None),
    ("Clashes in the vicinity of the town of Bakhmut.", "Bakhmut", RelationKind.NEAR, None, None, None),
    ("Clashes northwest and east of Bakhmut.", "Bakhmut", RelationKind.SIDE, None, None, None),
    ("Clashes southwest of Bakhmut.", "Bakhmut", RelationKind.SIDE, None, 225, None),
    ("They hold the eastern part of Bakhmut.", "Bakhmut", RelationKind.PART, None, 90, None),
    ("They advanced in northern Bakhmut.", "Bakhmut", RelationKind.PART, None, 0, "northern"),
    ("They advanced in central Bakhmut.", "Bakhmut", RelationKind.PART, None, None, None),
    ("Losses in the Bakhmut direction.", "Bakhmut", RelationKind.DIRECTION, None, None, "direction"),
    ("Losses along the Bakhmut axis.", "Bakhmut", RelationKind.DIRECTION, None, None, None),
    ("Losses in the Bakhmut area.", "Bakhmut", RelationKind.INSIDE_AREA, None, None, None),
]


@pytest.mark.parametrize(("text", "name", "kind", "metres", "bearing", "words"), RELATIONS, ids=[row[0] for row in RELATIONS])
def test_relations_are_read_outwards_from_the_name(mentions, text, name, kind, metres, bearing, words):
    relation = mentions(text)[name].relation
    assert relation.kind is kind
    assert relation.distance_m == (pytest.approx(metres) if metres is not None else None)
    assert relation.bearing == bearing
    assert text[relation.start : relation.end] == relation.text
    assert words is None or relation.text == words


DISTANCES = [
    ("en", "A mill about eight kilometres south of Bakhmut.", 8_000),
    ("en", "A mill a few kilometres west of Bakhmut.", 3_000),
    ("en", "A mill a dozen km from Bakhmut.", 12_000),
    ("en", "A mill twenty-five miles east of Bakhmut.", 25 * 1_609.344),
    ("en", "A mill two to three kilometers east of Bakhmut.", 2_500),
    ("en", "A mill half a kilometre west of Bakhmut.", 500),
    ("en", "A mill 5-7 km north of Bakhmut.", 6_000),
    ("en", "A mill 10.5 km north of Bakhmut.", 10_500),
    ("en", "A mill 1,500 metres north of Bakhmut.", 1_500),
    ("uk", "Млин за вісім кілометрів на південь від Bakhmut.", 8_000),
    ("uk", "Млин за двадцять п'ять кілометрів від Bakhmut.", 25_000),
    ("ru", "Мельница в восьми километрах к югу от Bakhmut.", 8_000),
    ("ru", "Мельница в полутора километрах от Bakhmut.", 1_500),
]


@pytest.mark.parametrize(("language", "text", "metres"), DISTANCES, ids=[text for _, text, _ in DISTANCES])
def test_distances_are_read_in_digits_and_in_words(mentions, language, text, metres):
    relation = mentions(text, language)["Bakhmut"].relation
    assert relation.kind is RelationKind.OFFSET
    assert relation.distance_m == pytest.approx(metres)


def test_from_without_a_distance_is_no_relation(mentions):
    assert mentions("They came from Bakhmut.")["Bakhmut"].relation is None


def test_no_words_no_relation(mentions):
    assert mentions("They took Bakhmut.")["Bakhmut"].relation is None


def test_between_names_the_other_end_on_both(mentions):
    found = mentions("The road between Bakhmut and Kreminna is cut.")
    assert (found["Bakhmut"].relation.other, found["Kreminna"].relation.other) == ("Kreminna", "Bakhmut")


def test_a_list_shares_its_relation(mentions):
    found = mentions("Clashes near Bakhmut, Kreminna, and Kupyansk went on.")
    assert {mention.relation.kind for mention in found.values()} == {RelationKind.NEAR}


def test_a_trailing_word_reaches_back_over_its_list(mentions):
    found = mentions("Losses in the Bakhmut and Kreminna directions.")
    assert {mention.relation.kind for mention in found.values()} == {RelationKind.DIRECTION}


@pytest.mark.parametrize(
    "text",
    [
        "They took Terny (northwest of Kreminna).",
        "They took Terny (15km northwest of Kreminna) at dawn.",
        "They took Terny, a settlement located about 6 kilometers south of the city of Kreminna.",
        "They took Terny, about eight kilometres north of Kreminna, at dawn.",
        "They took Terny 8 km north of Kreminna at dawn.",
        "They took Terny, a rail junction about 50 kilometres north of Kreminna.",
        "They hold the forest (10km south of Kreminna).",
        "A bridge burned in Terny, approximately 16km west of Kreminna on the river.",
        "A tank burned near Terny, west of Kreminna.",
    ],
)
def test_a_remark_only_describes(mentions, text):
    assert mentions(text)["Kreminna"].reason.startswith("gloss")


def test_a_region_beside_its_town_only_describes_and_another_sentence_does_not(mentions):
    assert mentions("They took Kupyansk in Kharkiv Oblast.")["Kharkiv Oblast"].reason.startswith("gloss")
    assert mentions("They took Kupyansk, Kharkiv Oblast.")["Kharkiv Oblast"].reason.startswith("gloss")
    assert not mentions("They took Kupyansk. Kharkiv Oblast was shelled.")["Kharkiv Oblast"].reason.startswith("gloss")


def test_sides_in_a_list_are_no_remarks(mentions):
    found = mentions("They attacked near Bakhmut, west of Kreminna, and near Kupyansk.")
    assert not any(mention.reason.startswith("gloss") for mention in found.values())


def test_a_distance_in_another_clause_is_no_remark(mentions):
    assert not mentions("They hold Bakhmut and 5 km south of Kreminna they dug in.")["Kreminna"].reason.startswith("gloss")
    assert not mentions("They hold Bakhmut, and about 5 km south of Kreminna they dug in.")["Kreminna"].reason.startswith("gloss")


def test_a_region_behind_a_remark_only_describes_where_words_say_in(mentions):
    text = "They took Bakhmut, which is northwest of Kreminna and the limit of their advance from Kharkiv Oblast."
    assert not mentions(text)["Kharkiv Oblast"].reason.startswith("gloss")


def test_a_bracket_that_tells_an_event_is_no_remark(mentions):
    assert not mentions("They took Bakhmut (while shells fell on Kreminna).")["Kreminna"].reason.startswith("gloss")


def test_ukrainian_and_russian_relations(mentions):
    assert mentions("Бої за 6 км на південь від Bakhmut.", "uk")["Bakhmut"].relation.kind is RelationKind.OFFSET
    assert mentions("Бои к западу от Bakhmut.", "ru")["Bakhmut"].relation.bearing == 270


@pytest.mark.parametrize(
    ("text", "kind"),
    [("They advanced in the direction of Terny-Kreminna.", RelationKind.DIRECTION), ("On the Terny-Kreminna line fighting goes on.", RelationKind.INSIDE_AREA)],
)
def test_a_hyphen_carries_a_direction_over_both_names(mentions, text, kind):
    found = mentions(text)
    assert {found[name].relation.kind for name in ("Terny", "Kreminna")} == {kind}
