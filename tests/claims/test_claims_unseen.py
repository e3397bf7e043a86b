"""Constructions that reports use and that text nobody had looked at showed to be misread: who acts, who says so, how it is meant."""

import datetime as dt

import pytest
from whole_text import told

from frontmap.pipeline import read_document
from frontmap.records import Document

DAY = dt.date(2022, 11, 12)


WHO = [
    ("Russian milbloggers claimed that Ivanivske had fallen.", "control Ivanivske ru-ru"),
    ("The town of Balakliia was liberated on Thursday, the Ukrainian army said.", "control Balakliia ua-ua"),
    ("Avdiivka has fallen.", "control Avdiivka ru-?"),
    ("Elements of the 103rd Motorized Rifle Regiment are operating near Dyliivka.", "presence Dyliivka ru-?"),
    ("Ukrainian drone crews hit a depot in Tokmak.", "strike Tokmak ua-?"),
    ("Russian sources identified three areas of kinetic activity near Olhine.", "assault Olhyne ?-ru"),
    ("The invaders attacked near Petropavlivka. Enemy aviation dropped guided bombs on Pokrovsk.", "strike Pokrovsk ru-?"),
    ("Sevastopol occupation governor Mikhail Razvozhaev said that air defenses shot down missiles over Belbek Airfield.", "strike Belbek Air Base ua-ru"),
    ("The Kyiv City Military Administration reported that Ukrainian forces destroyed 37 of 40 missiles targeting Kyiv.", "strike Kyiv ru-ua"),
    ("A milblogger claimed that many Russian soldiers surrendered to Ukrainian troops near Makiivka.", "losses Makiivka ru-ru"),
    ("President Zelensky announced that Ukrainian forces had killed a Russian general near Mariupol.", "losses Mariupol ru-ua"),
    ("Russian troops were deployed to Melitopol.", "presence Melitopol ru-?"),
    ("Russian sources claimed that Russian forces are still in control of Yampil.", "control Yampil ru-ru"),
    ("Ukrainian strikes led to the Russian withdrawal from Kherson.", "withdrawal Kherson ru-?"),
    ("Russian soldiers are forcing residents of Beryslav to leave.", "civilians Beryslav ru-?"),
    ("Moscow admitted that it had lost almost all of Kherson Oblast.", "control Kherson Oblast ua-ru"),
    ("In May more than 900 Ukrainian drones were detected over the Bryansk region.", "strike Bryansk Oblast ua-?"),
    ("Russian troops have battered themselves against Marinka since spring.", "assault Marinka ru-?"),
    ("Video from Kupiansk showed burned cars and a collapsed roof.", "damage Kupiansk ?-?"),
    ("Russian milbloggers shared unconfirmed footage of Russian marines entering Marinka.", "advance Marinka ru-ru"),
    # who says so
    ("Ukrainian General Staff Deputy Chief Oleksiy Hromov spoke. Hromov stated that Russian forces attacked Bakhmut.", "assault Bakhmut ru-ua"),
    ("Prigozhin gave a speech announcing that Russian prisoners seized Soledar.", "control Soledar ru-ru"),
    ("Russian officials falsely claimed that Russian paratroopers captured Makariv.", "control Makariv ru-ru"),
    ("Russian officials falsely claimed that Russian paratroopers captured Makariv.", "not control Makariv ru-?"),
]
HOW = [
    ("Russian forces did not secure any confirmed gains near Bakhmut.", "not advance Bakhmut ru-?"),
    ("Additional reinforcements have not enabled any Russian breakthroughs near Izyum.", "not advance Izium ru-?"),
    ("Russian forces regrouped in preparation for ground assaults near Kreminna.", "planned assault Kreminna ru-?"),
    ("Russian forces need rest before launching another offensive near Kreminna.", "planned assault Kreminna ru-?"),
    ("Russian forces were unable to secure Mykolaiv.", "not control Mykolaiv ru-?"),
    ("Russian forces are too small to encircle Zaporizhzhia.", "not possible encirclement Zaporizhzhia ru-?"),
    ("Russian forces are preparing to renew assaults on Sloviansk and made minor gains near Izyum.", "advance Izium ru-?"),
    ("Ukraine blamed Russia for an attack on Kherson.", "assault Kherson ru-ua"),
    ("Ukrainian forces likely continue to advance near Kreminna.", "advance Kreminna ua-?"),
    ("The capture of Soledar would threaten supply lines to Bakhmut.", "possible control Soledar ?-?"),
    ("Taking Soledar would bring Russian forces closer to Bakhmut.", "possible control Soledar ?-?"),
    ("The General Staff denied the loss of Vuhledar.", "not control Vuhledar ru-ua"),
]
WHERE = [
    ("Ukrainian forces control parts of northern Donetsk and western Luhansk oblasts.", "control Donetsk Oblast ua-?"),
    ("Ukrainian forces withdrew from Lysychansk, resulting in the Russian seizure of the city.", "control Lysychansk ru-?"),
    ("Russian forces transferred units that operated in Kherson to Melitopol.", "presence Melitopol ru-?"),
    ("Russian forces advanced near Toretsk and Pokrovsk and Ukrainian forces recently regained positions near Kurakhove.", "control Kurakhove ua-?"),
    ("Ukrainian units still hold the west of Bakhmut.", "control Bakhmut ua-?"),
]
NOTHING = [
    ("Russian forces are housing servicemen in abandoned homes in Krasne.", "withdrawal"),
    ("The Kremlin plans to annex occupied Kherson.", "control"),
    ("Ukrainian forces captured Khromove, a village on the western edge of Bakhmut.", "Bakhmut"),
    ("The mayor regretted the loss of power in Odesa.", "control"),
    ("Ukrainian forces withdrew from Severodonetsk rather than fighting to the end.", "assault"),
    ("Russian forces advanced on Slovyansk from southeast of Izyum and west of Lyman.", "Lyman"),
    ("The rhetoric reinforces its assessment of the aims in Donetsk Oblast.", "presence"),
]


@pytest.mark.parametrize(("text", "claim"), [*WHO, *HOW, *WHERE])
def test_a_construction_is_read(tools, text, claim):
    assert claim in told(tools, text, DAY)


@pytest.mark.parametrize(("text", "word"), NOTHING)
def test_what_is_only_mentioned_is_no_claim(tools, text, word):
    assert not any(word in claim for claim in told(tools, text, DAY))


def test_what_a_place_is_described_by_is_background(tools):
    text = "Russia said that it had finished withdrawing from Kherson, the only regional capital it captured in this war."
    claims = read_document(Document("d1", text, published=DAY, language="en"), tools).claims
    assert {(claim.kind, claim.background, claim.event is None) for claim in claims} == {("withdrawal", False, False), ("control", True, True)}
