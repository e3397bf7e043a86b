"""Headlines: capitals throughout, what a column is about, and distances to somewhere else."""

import pytest

from frontmap.pipeline import read_document
from frontmap.records import Document

TOLD = """
    control ru Sudzha: Russian Army Retakes Sudzha in Kursk Border Region
    withdrawal ua Robotyne: Kyiv Says Troops Leave Robotyne After Weeks of Fighting
    withdrawal ua Velyka Novosilka: Ukrainian Troops Withdraw From Velyka Novosilka as Russia Advances
    advance ru Kurakhove: Russian Forces Close In on Kurakhove From Three Sides
    control denied Vuhledar: Ukraine Says Russian Claims About Seizing Vuhledar Are False
    strike ua Feodosiia: Ukraine Strikes Oil Depot Near Feodosia
    strike ua Belgorod Oblast: Drone Attack Hits Belgorod Border Village, Governor Says
    strike - Tula Oblast: Two Drones Shot Down Over Tula Region
    civilians ru Kherson: Two dead, five injured after Russian bombs hit Kherson
    strike ua Engels: Ukraine's strike on Engels kills two
    strike ua Kursk Oblast: Storm Shadow missiles were used in targeting Russia's Kursk region
    strike - Zhytomyr Oblast: Missiles hit a training centre in Zhytomyr region, around 150 kilometres (90 miles) west of Ukraine's capital Kyiv
    encirclement ru Mariupol: Civilians are fleeing the Russian siege in the port city of Mariupol
    assault ru Pokrovsk: On the Pokrovsk Front, Ukrainian Forces Struggle To Hold Back the Russian Advance
    civilians - Kyiv: Three people died in the strike on Kyiv's left bank.
    visit ua Kupiansk: Syrskyi Visits Troops Near Kupiansk, Vows To Hold City
"""


def claims_of(text, language="en", tools=None):
    return read_document(Document("d", text, language=language), tools).claims


def name_of(claim):
    return claim.placement.place.name if claim.placement is not None and claim.placement.place is not None else None


@pytest.mark.parametrize("line", [line.strip() for line in TOLD.strip().splitlines()])
def test_headlines_with_capitals_throughout_keep_their_places(tools, line):
    head, _, text = line.partition(": ")
    kind, told, place = head.split(" ", 2)
    found = [(claim.kind, claim.polarity if told == "denied" else claim.actor_side or "-", name_of(claim)) for claim in claims_of(text, tools=tools)]
    assert (kind, told, place) in found
    assert None not in [name for _, _, name in found]


@pytest.mark.parametrize(
    ("language", "text", "claimant"),
    [
        ("en", "Ukraine war briefing: troops repel assault near Kurdiumivka.", None),
        ("en", "War in Ukraine: missile hits Odesa.", None),
        ("en", "Russia-Ukraine War: Shelling Hits Kherson Market", None),
        ("en", "Ukrainian General Staff: Russian forces shelled Kherson.", "ua"),
        ("en", "Russia captures village of Robotyne, defence ministry says", "ru"),
        ("en", "Ukraine has taken back Robotyne, the general staff said.", "ua"),
        ("en", "Russian air defences destroyed 12 drones over Crimea, the ministry said.", "ru"),
        ("en", "Russian forces advanced near Huliaipole, monitors say", "other"),
        ("en", "UK intelligence: Russia has seized Soledar", "other"),
        ("uk", "Війна в Україні: ракета влучила в Одесу.", None),
        ("uk", "Генштаб ЗСУ: росіяни обстріляли Нікополь.", "ua"),
        ("ru", "Война в Украине: ракета попала в Одессу.", None),
        ("ru", "Минобороны РФ: ВСУ обстреляли Шебекино.", "ru"),
    ],
)
def test_who_says_so_is_told_beside_it_and_by_no_columns_name(tools, language, text, claimant):
    assert {claim.claimant_side for claim in claims_of(text, language, tools)} == {claimant}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Ukrainian drones struck a plant 1,200 km from Kyiv.", {None}),
        ("The head of Bashkortostan, 1,300 km east of Moscow, said a Ukrainian drone was downed in Ufa.", {"Ufa"}),
        ("Drones hit Ukhta, roughly 1,750 kilometers from the Ukrainian border and 1,250 km north-east of Moscow.", {"Ukhta"}),
        ("Fighting goes on 6 km south of Bakhmut.", {"Bakhmut"}),
    ],
)
def test_what_is_far_from_a_place_is_not_there(tools, text, places):
    assert {name_of(claim) for claim in claims_of(text, tools=tools)} == places


def test_villages_that_are_only_counted_are_none_of_those_named_before(tools):
    text = "Fighting went on near Huliaipole. Russian forces captured two villages in Sumy Oblast. Siversk and Soledar were shelled, and Russian forces entered both towns."
    found = {(claim.kind, name_of(claim)) for claim in claims_of(text, tools=tools)}
    assert found == {("assault", "Huliaipole"), ("control", "Sumy Oblast"), *((kind, town) for kind in ("strike", "advance") for town in ("Siversk", "Soledar"))}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ukrainian defenders continued on Tuesday to hold the key eastern town of Pokrovsk.", ("control", "asserted", "actual", "ua")),
        ("Thousands of children to be evacuated from Belgorod after strikes", ("civilians", "asserted", "planned", None)),
        ("Russian forces managed on Monday to enter Toretsk.", ("advance", "asserted", "actual", "ru")),
        ("Russian forces failed on Monday to take Toretsk.", ("control", "denied", "actual", "ru")),
        ("Ukraine's air force said it shot down 61 of 89 drones launched by Russia overnight.", ("strike", "asserted", "actual", "ru")),
    ],
)
def test_a_day_may_stand_inside_what_is_done_and_who_sent_behind_it(tools, text, told):
    (claim,) = claims_of(text, tools=tools)
    assert (claim.kind, claim.polarity, claim.modality, claim.actor_side) == told


def test_a_denial_is_of_what_its_own_words_tell(tools):
    claims = claims_of("Russian forces made little to no progress in frontal assaults near Toretsk.", tools=tools)
    assert {(claim.kind, claim.polarity) for claim in claims} == {("advance", "denied"), ("assault", "asserted")}


def test_a_goal_that_was_not_reached_was_not_reached(tools):
    (claim,) = claims_of("The Russian military has not yet achieved Putin's stated territorial objectives of securing all of Luhansk Oblast.", tools=tools)
    assert (claim.kind, claim.polarity, claim.modality, claim.actor_side, claim.claimant_side) == ("control", "denied", "actual", "ru", None)


def test_what_a_night_brought_down_over_the_country_is_not_drawn_where_the_sentence_before_was(tools):
    text = "Russian troops shelled Nikopol.\n\nUkraine's air force said it downed 61 drones overnight. Air defences downed two drones over Odesa."
    found = [(name_of(claim), claim.actor_side) for claim in claims_of(text, tools=tools)]
    assert found[:2] == [("Nikopol", "ru"), (None, "ru")]
    assert found[2][0] == "Odesa"


def test_who_dies_when_a_drone_strikes_dies_there(tools):
    found = {(claim.kind, name_of(claim), claim.actor_side) for claim in claims_of("Three people died when a Ukrainian drone struck a bus near Oleshky.", tools=tools)}
    assert found == {("civilians", "Oleshky", "ua"), ("strike", "Oleshky", "ua")}
