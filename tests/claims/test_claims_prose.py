"""Constructions of news prose, each read whole: what a sentence claims, and nothing besides."""

import datetime as dt

import pytest
from whole_text import told

from frontmap.pipeline import read_document
from frontmap.records import Document

DAY = dt.date(2024, 10, 18)


DENIALS = [
    ("He denied that a retreat from Siversk had been ordered.", {"not withdrawal Siversk ?-?"}),
    ("He denied Russian troops had entered Kupiansk.", {"not advance Kupiansk ru-?"}),
    ("Russian troops have entered Kupiansk. He denied it.", {"advance Kupiansk ru-?", "not advance Kupiansk ru-?"}),
    ("Ukraine's army rejected Russian claims to have captured Toretsk.", {"control Toretsk ru-ru", "not control Toretsk ru-ua"}),
    ("Kyiv disputed Russia's claim to have taken Toretsk.", {"control Toretsk ru-ru", "not control Toretsk ru-ua"}),
    ("Russia's claims of having captured Toretsk were denied on Friday.", {"control Toretsk ru-ru", "not control Toretsk ru-?"}),
    ("Moscow's assertion that Selydove had fallen was premature.", {"control Selydove ru-ru", "not control Selydove ru-?"}),
    ("Analysts said they saw no evidence for the Russian claim to have seized Toretsk.", {"control Toretsk ru-ru", "not control Toretsk ru-other"}),
    ("There is no truth to the claim that Russia has captured Toretsk.", {"not control Toretsk ru-?"}),
    ("Kyiv issued a denial of the fall of Toretsk.", {"not control Toretsk ru-ua"}),
    ("Moscow said its troops had taken Toretsk, which Kyiv denied.", {"control Toretsk ru-ru", "not control Toretsk ru-ua"}),
    ("Moscow accuses Kyiv of shelling the plant at Enerhodar, which Kyiv denies.", {"strike Enerhodar ua-ru", "not strike Enerhodar ua-ua"}),
    ("Kyiv denied responsibility for the strike on Donetsk.", {"not strike Donetsk ua-ua"}),
    ("Despite Russian claims, Toretsk has not fallen.", {"not control Toretsk ru-?"}),
    ("No one was hurt in the shelling of Nikopol.", {"not civilians Nikopol ?-?", "strike Nikopol ?-?"}),
    ("Nobody knows how many people were killed in Nikopol.", {"civilians Nikopol ?-?"}),
    ("Russian forces stopped attacking Siversk.", {"not assault Siversk ru-?"}),
    ("The Russians have not stopped storming Chasiv Yar.", {"assault Chasiv Yar ru-?"}),
    ("Far from being surrounded, Vuhledar can be supplied, he said.", {"not encirclement Vuhledar ru-?"}),
    ("Russian forces made no gains at Chasiv Yar.", {"not advance Chasiv Yar ru-?"}),
    ("Russian troops are not in Kupiansk.", {"not presence Kupiansk ru-?"}),
    ("Russia has abandoned plans to take Odesa.", {"not planned control Odesa ru-?"}),
    ("Russian forces have not abandoned their plan to take Odesa.", {"planned control Odesa ru-?"}),
    ("Hardly a day passes without shelling in Nikopol.", {"strike Nikopol ?-?"}),
]
WHO = [
    ("The village of Terny was captured by Russian troops.", {"control Terny ru-?"}),
    ("Twelve Russian soldiers were captured near Terny.", {"losses Terny ru-?"}),
    ("Terny was entered by Russian troops.", {"advance Terny ru-?"}),
    ("The attack on Terny was repelled by Ukrainian soldiers.", {"assault Terny ru-?"}),
    ("Ukraine's military said it had beaten back 14 attacks near Lyman.", {"assault Lyman ru-ua"}),
    ("Having retaken Robotyne, Ukrainian troops entered Tokmak.", {"control Robotyne ua-?", "advance Tokmak ua-?"}),
    ("Ukraine was accused by Russia of shelling Enerhodar.", {"strike Enerhodar ua-ru"}),
    ("The Russians lost Robotyne in August.", {"control Robotyne ua-?"}),
    ("Ukrainian soldiers fled Ocheretyne.", {"withdrawal Ocheretyne ua-?"}),
    ("Thousands fled Kupiansk.", {"civilians Kupiansk ?-?"}),
    ("Civilians have been told to leave Pokrovsk.", {"civilians Pokrovsk ?-?"}),
    ("Belgorod's governor said a missile had hit the city.", {"strike Belgorod ua-ru"}),
    ("No Ukrainian soldier remains in Ukrainsk, the republic's leader, Denis Pushilin, said.", {"not presence Ukrainsk ua-ru"}),
    ("Izium, from which Russian troops were driven in 2022, was hit by two missiles.", {"strike Izium ?-?"}),
    ("The Ukrainians, who had dug in near Hrodivka, pulled back on Sunday.", {"presence Hrodivka ua-?", "withdrawal Hrodivka ua-?"}),
    ("Kupiansk is free of Russian troops.", {"not presence Kupiansk ru-?"}),
    ("Kupiansk remains Ukrainian.", {"control Kupiansk ua-?"}),
    ("Ukrainian troops still hold the village of Terny.", {"control Terny ua-?"}),
    ("Russian forces stand five kilometres from Pokrovsk.", {"presence Pokrovsk ru-?"}),
]
HOW = [
    ("Russia has all but captured Toretsk.", {"possible control Toretsk ru-?"}),
    ("Russia is close to capturing Toretsk.", {"possible control Toretsk ru-?"}),
    ("Ukraine could lose Sloviansk by summer.", {"possible control Sloviansk ru-?"}),
    ("Unless Kurakhove is reinforced, the war will go on.", {"possible presence Kurakhove ?-?"}),
    ("If Kurakhove falls, Pokrovsk will be exposed.", {"possible control Kurakhove ru-?"}),
    ("Only after the fall of Vuhledar did Russia turn to Kurakhove.", {"control Vuhledar ru-?"}),
]
NOTHING = [
    "Asked whether Kupiansk was about to fall, he shook his head.",
    "There was no immediate confirmation from Kyiv of the fall of Toretsk.",
    "Ukrainian troops narrowly escaped encirclement in Avdiivka.",
    "There has been a lull in the fighting near Kupiansk.",
    "Russian offensives in Ukraine continue to preoccupy the Kremlin.",
    "The dispute over Toretsk continued.",
]


@pytest.mark.parametrize(("text", "claims"), [*DENIALS, *WHO, *HOW, *((text, set()) for text in NOTHING)])
def test_a_sentence_claims_this_and_nothing_else(tools, text, claims):
    assert told(tools, text, DAY) == claims


def test_a_clause_goes_on_behind_a_relative_clause_with_its_own_day(tools):
    text = "The village of Makiivka, which changed hands in the spring, is no longer under Ukrainian control."
    claims = read_document(Document("d1", text, published=DAY, language="en"), tools).claims
    assert [(claim.polarity, claim.event.first.month, claim.background) for claim in claims] == [("asserted", 3, True), ("denied", 10, False)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Lyman was taken by Russian forces in February.", dt.date(2024, 2, 1)),
        ("Russian forces will take Lyman by February.", dt.date(2025, 2, 1)),
        ("Kyiv denied the rumours of the fall of Lyman.", DAY),
    ],
)
def test_whoever_acts_behind_by_makes_no_future_of_a_month(tools, text, day):
    assert {claim.event.first for claim in read_document(Document("d1", text, published=DAY, language="en"), tools).claims} == {day}


def test_what_the_publisher_denies_stays_denied(tools):
    document = Document("d1", "The Ukrainian General Staff denied that Russian forces had taken Toretsk.", published=DAY, language="en", publisher="Ukrainian General Staff")
    assert {(claim.kind, claim.polarity) for claim in read_document(document, tools).claims} == {("control", "denied")}
