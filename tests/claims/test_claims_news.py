"""How reporters put it: their verbs and idioms for each kind of claim, what they only suppose or tell in passing, and whom they quote."""

import pytest

from frontmap.pipeline import read_document
from frontmap.records import Document

TOLD = """
    control ru Toretsk: Russian troops have tightened their grip on Toretsk.
    control ru Toretsk: Toretsk has passed to the Russians.
    control ua Snihurivka: Ukraine's army has freed Snihurivka.
    control ua Lyman: Ukrainian troops are back in Lyman.
    control ru Vuhledar: The Russian tricolour now flies over Vuhledar.
    control ru Kherson: Kherson was surrendered without a fight.
    control ru Berdiansk: Berdiansk is currently occupied by Russian troops.
    advance ru Pokrovsk: Russian forces are bearing down on Pokrovsk.
    advance ru Pokrovsk: Russian forces are at the gates of Pokrovsk.
    advance ru Pokrovsk: Russian forces are now within 8km of Pokrovsk.
    advance ru Ocheretyne: Russian forces have punched through the lines near Ocheretyne.
    advance ru Zaporizhzhia: A Russian column is heading for Zaporizhzhia.
    advance ru Avdiivka: Russian forces had partial success near Avdiivka.
    withdrawal ua Vuhledar: Ukraine pulled its last troops from Vuhledar.
    withdrawal ru Volnovakha: Ukrainian forces have repelled the Russian occupiers from Volnovakha.
    assault ru Vovchansk: Russian soldiers threw themselves at Vovchansk.
    assault - Avdiivka: The two armies are locked in combat at Avdiivka.
    assault - Vovchansk: Vovchansk saw street fighting on Monday.
    assault ru Robotyne: Ukrainian marines are holding back Russian forces near Robotyne.
    strike ru Kyiv: Russia sent 90 drones against Kyiv.
    strike ru Nikopol: Russian guns opened up on Nikopol.
    strike ru Nikopol: Russia attacked three communities near Nikopol overnight.
    strike ua Gubkin: Ukrainian forces attacked an oil depot near Gubkin.
    strike ua Nova Kakhovka: Ukraine took out an ammunition dump in Nova Kakhovka.
    strike - Izium: A mine went off under a car near Izium.
    strike ru Pokrovsk: Rozlyv lies south of Pokrovsk, a town shelled by Russian forces for weeks.
    damage - Kharkiv: The roof of a school in Kharkiv caved in.
    damage - Nova Kakhovka: The dam at Nova Kakhovka was breached.
    civilians - Kherson: Three people suffered shrapnel wounds in Kherson.
    civilians - Uman: A missile strike on Uman claimed 23 lives.
    civilians - Vovchansk: Volunteers brought 40 people out of Vovchansk.
    civilians ru Nikopol: Russian troops shelled Nikopol with rockets, damaging a house and killing a man, according to Valentyn Reznichenko, the governor.
    strike ru Bilopillia: Bilopillia came under Russian fire.
    strike ua Oleshky: Russian forces in Oleshky came under heavy fire from Ukrainian forces.
    strike - Shostka: Mortar shots were fired every half an hour in Shostka.
    control ru Mariupol: Mariupol, which is almost entirely held by Russian forces, has no water.
    possible control - Mariupol: Mariupol is a target because its capture would open a road to Crimea.
    withdrawal ua Kurakhove: Ukrainian forces have exited Kurakhove.
    damage - Toretsk: Toretsk is practically destroyed.
    strike ru Dnipro: Ukraine condemned the strike on Dnipro.
    strike ru Dnipro: Ukraine suffered a missile attack on Dnipro.
    strike ru Krynky: Ukrainian forces endured weeks of shelling in Krynky.
    assault ru Lyman: Ukrainian forces survived an assault near Lyman.
    strike ua Makiivka: Russian troops died in a strike on Makiivka.
    strike - Sevastopol: Russia has yet to comment on the strike on Sevastopol.
    strike - Dnipro: President Zelenskyy visited the site of a strike in Dnipro.
    strike - Kyiv: Explosions rocked Kyiv in the early hours.
    planned control ru Vuhledar: Putin ordered the capture of Vuhledar by March.
    planned withdrawal ua Vuhledar: Ukraine is considering a withdrawal from Vuhledar.
    possible withdrawal - Vuhledar: The spokesman did not rule out a withdrawal from Vuhledar.
    control ru Vuhledar: Ukraine admitted the fall of Vuhledar.
    control ru Bakhmut: Not until May did Russian forces take Bakhmut.
    losses ru Kupiansk: Ukraine shot down a Su-34 near Kupiansk.
    encirclement - Bakhmut: The ring around Bakhmut is closing.
    encirclement ru Selydove: Russian troops are flanking Selydove from the south.
    presence ru Kupiansk: Russia is pouring reinforcements into Kupiansk.
    denied advance ru Vuhledar: Russian troops have hardly advanced at Vuhledar since spring.
    denied encirclement - Avdiivka: The encirclement of Avdiivka was averted.
    denied assault - Vovchansk: Attacks on Vovchansk have ceased.
    denied assault - Orikhiv: The assault on Orikhiv never came.
    denied control ru Avdiivka: The Russians have done everything but capture Avdiivka.
    possible control - Robotyne: Control of Robotyne would open the road to the south.
    possible control - Toretsk: They will go on until they take Toretsk.
"""
NOT_TOLD = """
    control: Soldiers captured near Vuhledar were taken to Donetsk.
    control: Both armies vie for control of Ozarianivka.
    control: The situation in Bakhmut is under control.
    control: Kyiv made no acknowledgement that Rozlyv was in Russian hands.
    control: A memorial service for the dead was held in Lviv.
    control: In the film, soldiers storm the airport at Donetsk and take it.
    control: A free concert drew crowds in Dnipro.
    assault: The Battle of Kursk was the largest of its kind.
    assault: DeepState, a group mapping the fighting, is based in Kyiv.
    advance: Lviv lies within 70km of the border.
    advance: The Bakhmutka River crosses the city of Bakhmut.
    advance: Prices are inching towards record highs in Kyiv.
    losses: Troops attacked near Yakovlivka without success and without losses.
    civilians: Three passengers suffered injuries in a bus crash near Uman.
    strike: Germany sent drones to Kyiv.
"""
SAID = """
    ua: Russian forces have entered Kostiantynivka, said the head of the town's military administration.
    ua: There has been no shelling of Nikopol for three days, said the mayor.
    ru: Russian troops have captured Kostiantynopolske, the defence ministry said on Saturday.
    ua: According to the commander, Oleksandr Syrskyi, the town of Sudzha was under Ukrainian control.
    other: Britain's defence ministry said Russian forces had entered Toretsk.
    ru: Tass quoted the ministry as saying Toretsk had been taken.
    ru: If you believe Moscow, Kupiansk has been captured.
"""


def lines(block):
    return [line.strip() for line in block.strip().splitlines()]


@pytest.fixture
def read(tools):
    """Return a function from an English text to its claims."""
    return lambda text: read_document(Document("d1", text), tools).claims


def told(claim):
    mood = ["denied"] if claim.polarity == "denied" else []
    mood += [str(claim.modality)] if claim.modality != "actual" else []
    return " ".join([*mood, claim.kind, claim.actor_side or "-", claim.placement.place.name])


@pytest.mark.parametrize("line", lines(TOLD))
def test_what_reporters_tell_is_read(read, line):
    expected, _, text = line.partition(": ")
    assert expected in {told(claim) for claim in read(text) if claim.placed}


@pytest.mark.parametrize("line", lines(NOT_TOLD))
def test_what_is_not_told_is_not_read(read, line):
    kind, _, text = line.partition(": ")
    assert kind not in {claim.kind for claim in read(text) if claim.polarity == "asserted"}


@pytest.mark.parametrize("line", lines(SAID))
def test_whoever_is_named_behind_is_the_claimant(read, line):
    side, _, text = line.partition(": ")
    assert {claim.claimant_side for claim in read(text)} == {side}


def test_what_is_told_twice_in_parentheses_is_one_distance(read):
    claims = read("Russia said its forces had taken Pobieda, a village about five kilometres (three miles) west of Donetsk.")
    assert [claim.placement.place.name for claim in claims] == ["Pobieda"]


def test_reports_that_nobody_confirmed_are_unverified(read):
    assert {claim.verification for claim in read("Reports that Russian forces entered Kostiantynivka have not been confirmed.")} == {"unverified"}


def test_a_later_sentence_names_who_told_the_earlier_ones(read):
    claims = read("Ukrainian forces have left Volnovakha. This was reported during a briefing by Oleksiy Arestovych.")
    assert {claim.claimant_side for claim in claims} == {"ua"}


def test_whoever_refutes_a_claim_denies_it(read):
    claims = read("President Volodymyr Zelensky refuted claims that Ukrainian troops were encircled in Sudzha.")
    assert {(claim.polarity, claim.claimant_side) for claim in claims} == {("denied", "ua"), ("asserted", "ru")}


def test_a_battle_group_is_no_place(read):
    claims = read("The Khortytsia battle group said the Russians had taken Trudove.")
    assert {claim.placement.place.name for claim in claims} == {"Trudove"}
