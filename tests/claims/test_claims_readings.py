"""One sentence a construction, and all that is claimed in it: kind, whether denied, planned or possible, place, whose deed, whose word."""

import datetime as dt

import pytest

from frontmap.pipeline import Tools, read_document
from frontmap.records import Document


def told(tools: Tools, text: str) -> list[str]:
    """Claims as "control not possible Lyman ru-ua": kind, marks, place (its relation), the actor's and the claimant's side, "?" where it is not told."""
    found = []
    for claim in read_document(Document("d", text, published=dt.date(2024, 5, 10)), tools).claims:
        placement = claim.placement
        assert placement is not None
        assert placement.place is not None
        marks = [mark for mark, plain in (("not", claim.polarity == "asserted"), (str(claim.modality), claim.modality == "actual")) if not plain]
        relation = placement.mention.relation
        where = placement.place.name if relation is None else f"{placement.place.name} ({relation.kind.value})"
        found.append(" ".join([claim.kind.value, *marks, where, f"{claim.actor_side or '?'}-{claim.claimant_side or '?'}"]))
    return sorted(found)


READINGS = [
    # whose word, whose deed and where, as reporters tell it
    ("Russia, which says it does not target cities, struck a hospital in Dnipro.", "strike Dnipro ru-?"),
    ("Syrskyi, who said that Lyman held, visited Sumy on Friday.", "visit Sumy ua-?"),
    (
        "The Ukrainian border service denied on Friday Russian milblogger claims that Russian forces seized Lyman.",
        "control Lyman ru-ru; control not Lyman ru-ua",
    ),
    (
        "The Ukrainian 54th Brigade said its troops left part of Siversk but denied that the Russians have captured the whole town and added that fighting goes on there.",
        "assault Siversk ?-ua; control not Siversk ru-ua; withdrawal Siversk (part) ua-ua",
    ),
    (
        "Ukrainian troops are fighting in Siversk despite Russian claims to have surrounded the town, as Zelensky visited soldiers near Kramatorsk.",
        "assault Siversk ua-?; encirclement Siversk ru-ru; visit Kramatorsk (near) ua-?",
    ),
    (
        "A block of flats was damaged in Rivne, where one person died, the mayor, Oleksandr Tretiak, said.",
        "civilians Rivne ?-ua; damage Rivne ?-ua",
    ),
    (
        "Shells hit a market in Horlivka, killing two people, the Moscow-installed mayor, Ivan Prikhodko, said, blaming the Ukrainian military.",
        "civilians Horlivka ua-ru; strike Horlivka ua-ru",
    ),
    ("Photos verified by Reuters showed a destroyed bridge in Kupiansk.", "damage Kupiansk ?-?"),
    ("Russian forces fled Kupiansk, according to Ukrainian officials and videos verified by Reuters.", "withdrawal Kupiansk ru-ua"),
    ("Moscow declared Soledar captured.", "control Soledar ru-ru"),
    ("Russian forces entered Orlivka, which Ukraine left two days later.", "advance Orlivka ru-?; withdrawal Orlivka ua-?"),
    ("Orlivka, which Russian troops took in May, is in ruins.", "control Orlivka ru-?; damage Orlivka ?-?"),
    ("Lyman had been recaptured from the Russians last summer.", "control Lyman ua-?"),
    ("Kupiansk was retaken in a Ukrainian counteroffensive.", "control Kupiansk ua-?"),
    ("The fall of Siversk will not change the balance at the front.", "control Siversk ru-?"),
    ("The loss of Siversk makes it easier for Russia to advance on Sloviansk.", "advance planned Sloviansk ru-?; control Siversk ?-?"),
    ("Ukrainian forces advanced in Kursk Oblast and near Vovchansk.", "advance Kursk Oblast ua-?; advance Vovchansk (near) ua-?"),
    (
        "Ukrainian drones damaged a Russian radar and two patrol boats in Chornomorske.",
        "losses Chornomorske ru-?; strike Chornomorske ua-?",
    ),
    (
        "A Russian general was reported to have been killed in a Ukrainian strike in Berdiansk.",
        "losses Berdiansk ru-?; strike Berdiansk ua-?",
    ),
    ("A small Ukrainian rearguard is trapped in Lyman.", "encirclement Lyman ru-?"),
    (
        "Kharkiv Mayor Ihor Terekhov said that a drone hit an apartment block, wounding two people.",
        "civilians Kharkiv ru-ua; strike Kharkiv ru-ua",
    ),
    ("Russian forces are redeploying units from Lyman to attack Nove.", "assault planned Nove ru-?"),
    ("Ukrainian forces tried to storm Robotyne but were thrown back.", "assault Robotyne ua-?"),
    (
        "Ukraine's top commander rejected Russian assertions that his troops in Pokrovsk were surrounded.",
        "encirclement Pokrovsk ru-ru; encirclement not Pokrovsk ru-ua",
    ),
    (
        "Ukrainian forces regained Andriivka, as indicated by geolocated footage, and advanced in Kindrativka.",
        "advance Kindrativka ua-?; control Andriivka ua-?",
    ),
    ("Ukrainian forces were repelled near Robotyne, a Russian commander said.", "assault Robotyne (near) ua-ru"),
    ("Urozhaine was freed, the second village south of Velyka Novosilka to be recaptured this week.", "control Urozhaine ua-?"),
    ("Photographs show a fire in Sumy that the governor said was quickly put out.", "damage Sumy ?-?"),
    (
        "With soldiers in short supply, the town waits, with its deputy mayor saying that Russian forces shelled Nikopol.",
        "strike Nikopol ru-ua",
    ),
    ("An analyst said that Ukrainian positions in Siversk have been abandoned.", "withdrawal Siversk ua-other"),
    ("Ukrainian officials say that Siversk is held.", "control Siversk ua-ua"),
    (
        "A Ukrainian strike on the headquarters of Russia's fleet in Sevastopol killed two people.",
        "civilians Sevastopol ua-?; strike Sevastopol ua-?",
    ),
    ("In Belgorod, shelling damaged eleven houses.", "damage Belgorod ?-?; strike Belgorod ?-?"),
    ("Tasked with taking Lyman by May, the division lost half its tanks near Terny.", "control planned Lyman ?-?; losses Terny (near) ?-?"),
    ("Ordered to hurry, Russian troops captured Lyman.", "control Lyman ru-?"),
    ("Partisans blew up a railway bridge near Melitopol.", "damage Melitopol (near) ua-?; strike Melitopol (near) ua-?"),
    ("Lysychansk, the last city of Luhansk Oblast to be held by Ukraine, has fallen.", "control Lysychansk ru-?"),
    ("Ukraine's flag is flying over Izium after a lightning counter-offensive.", "control Izium ua-?"),
    ("Reporters who entered Bucha with Ukrainian troops found bodies.", "civilians Bucha ?-?"),
    ("Ukrainian soldiers repelled the Russians near Makhnovka and killed 77 of them.", "losses Makhnovka (near) ru-?"),
    ("Ukraine rejects claims by Vladimir Putin that thousands of its soldiers in Kursk Oblast are surrounded.", "encirclement Kursk Oblast ru-ru; encirclement not Kursk Oblast ru-ua"),
    ("A barrage of missiles left 80 percent of Sumy without water.", "damage Sumy ?-?; strike Sumy ?-?"),
    ("Russian forces tried to storm Siversk but were destroyed.", "assault Siversk ru-?; losses Siversk ru-?"),
    # what is wished, tried, feared or thought likely
    ("Russian forces plan to take Lyman.", "control planned Lyman ru-?"),
    ("Russian forces did not plan to take Lyman.", "control not planned Lyman ru-?"),
    ("Russian forces were ordered to take Lyman by May.", "control planned Lyman ru-?"),
    ("Ukrainian troops intend to hold Lyman.", "control planned Lyman ua-?"),
    ("Ukrainian officials warned that the Russians plan to cross into Sumy Oblast.", "advance planned Sumy Oblast ru-ua"),
    ("Russia threatened to strike Kyiv.", "strike planned Kyiv ru-?"),
    ("Russian forces may have captured Lyman.", "control possible Lyman ru-?"),
    ("Russian forces likely captured Lyman.", "control Lyman ru-?"),
    ("Russian forces could attack Lyman or Terny.", "assault possible Lyman ru-?; assault possible Terny ru-?"),
    ("Ukrainian forces will likely retake Lyman.", "control possible Lyman ua-?"),
    ("Russian forces are unlikely to take Lyman.", "control not possible Lyman ru-?"),
    ("It is unlikely that Russian forces will take Lyman.", "control not possible Lyman ru-?"),
    ("Ukraine's allies fear that Lyman will fall.", "control possible Lyman ru-?"),
    ("Russian forces tried to storm Lyman and captured Terny.", "assault Lyman ru-?; control Terny ru-?"),
    ("Russian forces managed to take Lyman.", "control Lyman ru-?"),
    ("Russian forces failed to take Lyman.", "control not Lyman ru-?"),
    ("Russian forces are concentrating in preparation for attacks on Lyman.", "assault planned Lyman ru-?; presence Lyman ru-?"),
    ("Russian preparations for an offensive on Kharkiv are unlikely to be complete.", "assault planned Kharkiv ru-?"),
    ("Lyman is vulnerable to a counteroffensive.", "assault possible Lyman ?-?"),
    ("Russian forces spoke of the importance of capturing Lyman.", "control possible Lyman ru-?"),
    ("Strikes on Odesa could take place tonight.", "strike possible Odesa ?-?"),
    # conditions
    ("If Russian forces take Lyman or Ukrainian troops withdraw from Terny, the road will be cut.", "control possible Lyman ru-?; withdrawal possible Terny ua-?"),
    ("Unless Russian forces take Lyman, the road is safe.", "control possible Lyman ru-?"),
    ("Taking Lyman would bring Russian forces closer to Kramatorsk.", "control possible Lyman ?-?"),
    ("The capture of Lyman would threaten Kramatorsk.", "control possible Lyman ?-?"),
    ("The capture of Lyman will give Russian forces a springboard.", "control planned Lyman ?-?"),
    ("The fall of Lyman, which they call Krasny Liman, may follow.", "control possible Lyman ?-?"),
    # what a plan or a doubt takes as given
    ("Russian forces intend to exploit the seizure of Lyman.", "control Lyman ru-?"),
    ("Russian forces intend to exploit their seizures of Lyman and Terny.", "control Lyman ru-?; control Terny ru-?"),
    ("The explosion in Belgorod will not disrupt supplies.", "strike Belgorod ?-?"),
    ("The strike on Kharkiv may indicate that Russia has new missiles.", "strike Kharkiv ?-?"),
    ("Milbloggers praised the assaults on Lyman without setting conditions for talks.", "assault Lyman ?-?"),
    ("Russian forces used S-300 systems in a ground role to strike Kharkiv.", "strike Kharkiv ru-?"),
    # denials, and what they leave alone
    ("Lyman was not shelled.", "strike not Lyman ?-?"),
    ("Russian forces did not take Lyman but entered Terny.", "advance Terny ru-?; control not Lyman ru-?"),
    ("Russian forces took Lyman but not Terny.", "control Lyman ru-?"),
    ("Russian forces neither took Lyman nor entered Terny.", "advance not Terny ru-?; control not Lyman ru-?"),
    ("Russian forces no longer hold Lyman.", "control not Lyman ru-?"),
    ("Russian forces are no closer to taking Lyman.", "control not Lyman ru-?"),
    ("Russian forces have not taken Lyman yet, Kyiv said.", "control not Lyman ru-ua"),
    ("There were no strikes on Kharkiv, the governor said.", "strike not Kharkiv ru-ua"),
    ("Putin did not visit Mariupol.", "visit not Mariupol ru-?"),
    ("Supplies still reach Lyman, the army said.", "encirclement not Lyman ?-?"),
    ("Russian forces did not secure any advances near Lyman.", "advance not Lyman (near) ru-?"),
    ("Russian forces did not make gains in their attacks near Lyman.", "advance not Lyman (near) ru-?; assault Lyman (near) ru-?"),
    ("Ukrainian troops were unable to withstand the attacks on Lyman.", "assault Lyman ru-?"),
    ("The Ukrainian army denied the fall of Lyman.", "control not Lyman ru-ua"),
    ("The Ukrainian army denied a withdrawal from Lyman.", "withdrawal not Lyman ua-ua"),
    ("The Ukrainian army denied that its troops had left Lyman.", "withdrawal not Lyman ua-ua"),
    ("The Ukrainian army said it did not withdraw from Lyman.", "withdrawal not Lyman ua-ua"),
    ("Kyiv called it a lie that Russian forces had captured Lyman.", "control not Lyman ru-ua"),
    ("Moscow said it had taken Lyman. Kyiv denied it.", "control Lyman ru-ru; control not Lyman ru-ua"),
    ("Terny has not yet fallen.", "control not Terny ru-?"),
    ("Moscow said its forces had taken Lyman. Terny has not fallen, Kyiv said.", "control Lyman ru-ru; control not Terny ru-ua"),
    ("Russian forces have not fallen behind in Lyman.", ""),
    ("Kyiv said Moscow's claims that Russian forces took Lyman are false.", "control Lyman ru-ru; control not Lyman ru-ua"),
    ("The Kremlin's claim that Russian forces took Lyman is false.", "control Lyman ru-ru; control not Lyman ru-?"),
    ("Losses near Lyman will not stop the Russian army.", "losses Lyman (near) ?-?"),
    # who speaks
    ("According to the General Staff, Russian forces attacked near Lyman.", "assault Lyman (near) ru-ua"),
    ("Russian forces attacked near Lyman, the General Staff said.", "assault Lyman (near) ru-ua"),
    ("The Russian Ministry of Defence claimed on Monday to have taken Lyman.", "control Lyman ru-ru"),
    ("The Russian army claimed full control of Lyman.", "control Lyman ru-ru"),
    ("The British Ministry of Defence said Russian forces are unlikely to take Lyman.", "control not possible Lyman ru-other"),
    ("Our troops hold Lyman, the Ukrainian army said.", "control Lyman ua-ua"),
    ("The enemy has taken Lyman, the Ukrainian army said.", "control Lyman ru-ua"),
    ("The enemy has taken Lyman, the Russian army said.", "control Lyman ua-ru"),
    ("Moscow and Kyiv accused each other of shelling Enerhodar.", "strike Enerhodar ru-ua; strike Enerhodar ua-ru"),
    ("Russia accused Ukraine of shelling Belgorod.", "strike Belgorod ua-ru"),
    ("Russia blamed Ukraine for the strike on Belgorod.", "strike Belgorod ua-ru"),
    ("Kyiv admitted a retreat from Lyman.", "withdrawal Lyman ua-ua"),
    # who acts
    ("Russian forces entered Lyman after conducting several strikes on Terny.", "advance Lyman ru-?; strike Terny ru-?"),
    ("By capturing Lyman the Russians have cut Terny off.", "control Lyman ru-?; control Terny ru-?"),
    ("Ukrainian troops defended Lyman against attacks.", "assault Lyman ru-?"),
    ("Ukrainian troops repelled an attack near Lyman.", "assault Lyman (near) ru-?"),
    ("The Ukrainian army said its troops tried to push the Russians out of Lyman.", "assault Lyman ua-ua"),
    ("Lyman has been liberated by Ukrainian troops.", "control Lyman ua-?"),
    ("Lyman is under Ukrainian control.", "control Lyman ua-?"),
    ("Lyman is under the control of Russian forces.", "control Lyman ru-?"),
    ("Ukrainian troops killed 200 Russian soldiers near Lyman.", "losses Lyman (near) ru-?"),
    ("Ukrainian troops captured 20 Russian soldiers near Lyman.", "losses Lyman (near) ru-?"),
    ("Russian forces lost 200 soldiers near Lyman.", "losses Lyman (near) ru-?"),
    ("The Ukrainian air force shot down 20 drones over Odesa.", "strike Odesa ru-?"),
    ("Russian forces shelled Lyman, and the shelling killed two civilians in Terny.", "civilians Terny ru-?; strike Lyman ru-?; strike Terny ru-?"),
    # where
    ("Russian forces withdrew from Lyman to Kreminna.", "withdrawal Lyman ru-?"),
    ("Russian missiles from Belarus struck Kharkiv.", "strike Kharkiv ru-?"),
    ("Russia moved elements that operated near Lyman to Terny.", "presence Terny ru-?"),
    ("Russian forces advanced on Lyman from south of Terny and west of Kreminna.", "advance Lyman ru-?"),
    ("The capture of Lyman lets Russian forces attack Kramatorsk.", "assault Kramatorsk ru-?; control Lyman ru-?"),
    ("Russian forces shelled and stormed Lyman.", "assault Lyman ru-?; strike Lyman ru-?"),
    ("Russian forces shelled Lyman, as well as Kharkiv and Sumy oblasts.", "strike Kharkiv Oblast ru-?; strike Lyman ru-?; strike Sumy Oblast ru-?"),
    ("Russian forces attacked in two directions: near Lyman, Terny and Kreminna.", "assault Kreminna (near) ru-?; assault Lyman (near) ru-?; assault Terny (near) ru-?"),
    ("Russian forces took Lyman and Terny, which they had shelled for weeks.", "control Lyman ru-?; control Terny ru-?; strike Lyman ru-?; strike Terny ru-?"),
    ("Russian forces advanced in Lyman and near Terny.", "advance Lyman ru-?; advance Terny (near) ru-?"),
    ("Russian forces advanced six kilometres west of Lyman.", "advance Lyman (offset) ru-?"),
    ("Russian forces took Lyman, and Ukrainian forces conducted attacks near Terny.", "assault Terny (near) ua-?; control Lyman ru-?"),
    ("Russian forces took Lyman and headed for Terny.", "advance Terny ru-?; control Lyman ru-?"),
    ("Ukrainian forces tried to encircle Lyman.", "assault Lyman ua-?; encirclement planned Lyman ua-?"),
    ("Ukrainian forces attempted to advance near Lyman.", "assault Lyman (near) ua-?"),
    ("A depot in Lyman was hit. The SBU carried out the attack.", "strike Lyman ?-?; strike Lyman ua-?"),
    ("Drones reached Lyman.", "strike Lyman ?-?"),
    ("Ukrainian troops left Lyman and dug in near Terny.", "presence Terny (near) ua-?; withdrawal Lyman ua-?"),
    ("Russian forces took Lyman. They then entered Terny.", "advance Terny ru-?; control Lyman ru-?"),
    ("Russian troops shelled Kherson. Two civilians were killed.", "civilians Kherson ?-?; strike Kherson ru-?"),
    # no claim
    ("Is Lyman surrounded?", ""),
    ("Ukrainian troops were forced to retreat to Russian soil.", ""),
    ("Fire broke out on the Kherson-Melitopol highway.", ""),
    ("The mayor of Melitopol spoke.", ""),
    ("Reuters could not independently verify that Russian forces had taken Lyman.", ""),
    ("Ukrainian forces prevented Russian troops from taking Lyman.", ""),
    # analysis of campaigns: clauses of their own, participles that describe, what is ahead, what is taken as given
    ("Russian forces did not attack near Lyman and continued routine fire near Terny.", "assault not Lyman (near) ru-?; strike Terny (near) ru-?"),
    ("Russian forces continue to take losses near Lyman, and Russian attempts to bypass Terny are unlikely to succeed.", "assault Terny ru-?; encirclement planned Terny ru-?; losses Lyman (near) ru-?"),
    ("Russian forces struck Kharkiv to disrupt a base of Ukrainian forces operating near Lyman.", "presence Lyman (near) ua-?; strike Kharkiv ru-?"),
    ("Russian assault squads pushed Ukrainian forces out of Lyman.", "withdrawal Lyman ua-?"),
    ("Russian forces will struggle to hold Lyman.", "control planned Lyman ru-?"),
    ("Putin's order did not preclude efforts to take Lyman.", "control planned Lyman ru-?"),
    ("Russian forces seek to leverage their control of Lyman.", "control Lyman ru-?"),
    ("Russian forces will likely encircle Lyman before bombarding it.", "encirclement possible Lyman ru-?; strike possible Lyman ru-?"),
    ("Russian forces may wait until Ukrainian forces leave Lyman.", "withdrawal possible Lyman ua-?"),
    ("Russian forces waited until Ukrainian forces had left Lyman.", "withdrawal Lyman ua-?"),
    ("Officials noted that heavy shelling of Lyman may indicate that Russian forces will attack Terny.", "assault planned Terny ru-?; strike Lyman ?-?"),
    ("The Russian control of Lyman indicates that Russian forces encircled Terny.", "control Lyman ru-?; encirclement Terny ru-?"),
    ("Russian forces seek to shell the roads and complete the encirclement of Lyman.", "encirclement planned Lyman ru-?; strike planned Lyman ru-?"),
    ("Russian forces are attacking Lyman to compel its surrender or destroy it.", "assault Lyman ru-?; damage planned Lyman ru-?; strike planned Lyman ru-?"),
    ("Russian forces are fighting for control of Lyman.", "assault Lyman ru-?"),
    ("Denis Pushilin announced that the capture of Lyman is the main priority.", "control planned Lyman ru-ru"),
    ("Russian forces focused on fortifying Lyman.", "presence Lyman ru-?"),
    ("Russian forces launched assaults near Lyman, likely targeting the bridgehead.", "assault Lyman (near) ru-?"),
    ("Rumors of an imminent Ukrainian attack on Lyman are absurd.", "assault not Lyman ua-?"),
    ("Russian forces may instead bypass Lyman.", "encirclement possible Lyman ru-?"),
    ("Assaults on Ukrainian forces defending Lyman went on.", "assault Lyman ?-?"),
    ("Western officials recognized Russia's seizure of Lyman.", "control Lyman ru-?"),
    ("Dozens died after Ukrainian forces struck a depot in Lyman.", "civilians Lyman ua-?; strike Lyman ua-?"),
    ("Russian forces had partial success in Lyman.", "advance Lyman ru-?"),
    ("Ukrainian forces halted Russian forces in Lyman.", "assault Lyman ru-?"),
    ("Ukrainian air defense shot down all eight Russian Shahed-136 drones over Lyman.", "strike Lyman ru-?"),
    ("Ukrainian forces conducted a fighting withdrawal from Lyman.", "withdrawal Lyman ua-?"),
    ("Ukrainian forces in Lyman risk being surrounded.", "encirclement possible Lyman ru-?"),
    ("Russian forces established defenses in Lyman.", "presence Lyman ru-?"),
    ("Russian forces are re-grouping around Lyman.", "presence Lyman (near) ru-?"),
    ("Elements of the 76th Airborne Division have been observed in Lyman.", "presence Lyman ru-?"),
    ("Russian forces breached the first defensive line near Lyman.", "advance Lyman (near) ru-?"),
    ("Occupation authorities continued the removal of civilians from Lyman.", "civilians Lyman ru-?"),
    ("Russian forces may have used chemical weapons near Lyman.", "strike possible Lyman (near) ru-?"),
    ("Russian forces are unlikely to take Terny or resume attacks on Lyman.", "assault not possible Lyman ru-?; control not possible Terny ru-?"),
    ("Ukrainian forces are conducting counterattacks to disrupt Russian operations to encircle Lyman.", "assault Lyman ua-?; encirclement planned Lyman ru-?"),
    ("Russian forces may attack Terny rather than pursue the envelopment of Lyman.", "assault possible Terny ru-?"),
    ("The objectives of Russian attacks on Lyman are unclear.", "assault Lyman ru-?"),
    ("The Russians have completed a redeployment of forces from Lyman.", ""),
    ("Russian forces are gathering the men necessary to resume attacks on Lyman.", "assault planned Lyman ru-?"),
    ("Russian forces shelled Terny, likely to sever the road to Lyman by forcing Ukrainian forces out of the hills.", "encirclement planned Lyman ru-?; strike Terny ru-?; withdrawal planned Lyman ua-?"),
    ("Russian forces failed to advance near Terny and moved to hinder Ukrainian advances towards Lyman.", "advance Lyman ua-?; advance not Terny (near) ru-?"),
    ("Russian forces are not conducting a controlled withdrawal and are fleeing Lyman to escape encirclement.", "withdrawal Lyman ru-?; withdrawal not Lyman ru-?"),
    ("Control of Lyman is contested.", ""),
    ("Russian forces are too weak to prevent Ukrainian advances in Lyman.", "advance possible Lyman ua-?"),
    ("Russian forces continue to aspire to seize Lyman.", "control planned Lyman ru-?"),
    ("The capture of Lyman requires more forces.", "control planned Lyman ?-?"),
    ("The seizure of Lyman remains Russia's main effort.", "control planned Lyman ?-?"),
    ("Russian forces gave up on encircling Lyman.", "encirclement not Lyman ru-?"),
    ("Russian forces halted offensive operations near Lyman.", "assault not Lyman (near) ru-?"),
    ("Russian forces are not pausing offensive operations near Lyman.", "assault Lyman (near) ru-?"),
    ("Russian forces paused their advance on Lyman.", "advance not Lyman ru-?"),
    ("Gerasimov set a deadline for the capture of Lyman.", "control planned Lyman ru-?"),
    ("Prigozhin claimed that it is too early to speak of the capture of Lyman.", "control not Lyman ru-ru"),
    ("The plan envisions the capture of Lyman.", "control planned Lyman ?-?"),
    ("Ukrainian forces continue to deny Russian forces control of Lyman.", ""),
    ("Kondratiev denied that Ukrainian forces control any part of Lyman.", "control not Lyman (part) ua-?"),
    ("Ukraine has the capability to strike Russian forces massed in Lyman.", "presence Lyman ru-?; strike possible Lyman ua-?"),
    ("Russian forces are continuing to use positions in Terny to shell Lyman.", "strike Lyman ru-?"),
    ("Ukrainian partisans are hindering Russian efforts to renew attacks on Lyman.", "assault planned Lyman ru-?"),
    ("Muradov controls operations near Lyman.", ""),
    ("Ukrainian forces will likely take advantage of Russian force rotations to retake Lyman.", "control possible Lyman ua-?"),
    ("Russian troops attempted to use three captured ambulances to enter Lyman.", "assault Lyman ru-?"),
    ("Russian forces falsely claimed to have captured Terny, but Ukrainian forces held Lyman.", "control Lyman ua-?; control Terny ru-ru; control not Terny ru-?"),
    ("The counteroffensive will impede the ability of Russian artillery to shell Lyman.", "assault Lyman ?-?; strike possible Lyman ru-?"),
    ("Ukrainian forces retain several routes to Lyman.", ""),
    ("Russian forces focused on holding Terny and preventing Ukrainian counterattacks near Lyman.", "control Terny ru-?"),
    ("Putin falsely stated that Russia has no choice but to strike Lyman.", "strike not planned Lyman ru-?; strike planned Lyman ru-ru"),
    ("Defenders trapped in Lyman asked for help.", ""),
    ("Russian forces are attempting to gather enough men to seize Lyman.", "control planned Lyman ru-?"),
    ("Russian forces are attempting to simultaneously advance on Lyman.", "assault Lyman ru-?"),
]


@pytest.mark.parametrize(("text", "claims"), READINGS, ids=[text for text, _ in READINGS])
def test_a_construction_is_read_as_it_is_meant(tools: Tools, text: str, claims: str) -> None:
    assert "; ".join(told(tools, text)) == claims


@pytest.mark.parametrize(
    ("text", "verified"),
    [
        ("Russia's defence ministry said its forces had taken Lyman, a claim that could not be independently verified.", ["unverified"]),
        ("Moscow said its forces had taken Lyman. Reuters could not independently verify the report.", ["unverified"]),
        ("Moscow said its forces had taken Lyman. Kyiv said Terny was shelled. Reuters could not independently verify the reports.", ["unverified", "unverified"]),
        ("Geolocated footage shows Russian forces in Lyman.", ["verified"]),
        ("Moscow said its forces had taken Lyman.", [None]),
    ],
)
def test_a_publisher_s_doubt_travels_with_the_claim(tools: Tools, text: str, verified: list[str | None]) -> None:
    assert [claim.verification for claim in read_document(Document("d", text), tools).claims] == verified


@pytest.mark.parametrize(
    ("text", "claimant", "side"),
    [
        ("Oleh Syniehubov, the governor of Kharkiv Oblast, said Russian forces shelled Kupiansk.", "Oleh Syniehubov", "ua"),
        ("The governor of Kharkiv Oblast, Oleh Syniehubov, said Russian forces shelled Kupiansk.", "Oleh Syniehubov", "ua"),
        ("General Staff Deputy Chief Oleksii Kravets said Russian forces attacked near Lyman.", "General Staff Deputy Chief Oleksii Kravets", "ua"),
        ("Russian Defence Minister Andrei Belousov said Russian forces took Lyman.", "Andrei Belousov", "ru"),
        ("Denis Pushilin said Ukrainian forces shelled Donetsk.", "Denis Pushilin", "ru"),
        ("Ukrainian military observer Kostyantyn Mashovets stated that Russian forces took Lyman.", "Kostyantyn Mashovets", "ua"),
    ],
)
def test_whoever_speaks_is_named_as_the_text_names_him(tools: Tools, text: str, claimant: str, side: str) -> None:
    (claim,) = read_document(Document("d", text), tools).claims
    assert (claim.claimant, claim.claimant_side) == (claimant, side)


@pytest.mark.parametrize(
    ("text", "strike"),
    [
        ("Russian forces attacked Lyman and Terny. The latter was shelled.", "Terny"),
        ("Russian forces attacked Lyman and Terny. The former was shelled.", "Lyman"),
        ("Russian forces entered Bakhmut. The city was shelled too.", "Bakhmut"),
        ("Russian forces fought in Kharkiv and Terny. The village was shelled.", "Terny"),
        ("Russian forces fought in Kharkiv and Terny. The city was shelled.", "Kharkiv"),
    ],
)
def test_a_word_for_a_place_named_before_means_the_one_that_it_fits(tools: Tools, text: str, strike: str) -> None:
    assert [claim.split()[1] for claim in told(tools, text) if claim.startswith("strike")] == [strike]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Russian forces captured Lyman on May 3 and entered Terny on Tuesday.", {"Lyman": "2024-05-03", "Terny": "2024-05-07"}),
        ("Russian forces shelled Lyman and entered Terny on Tuesday.", {"Lyman": "2024-05-07", "Terny": "2024-05-07"}),
        ("On Tuesday, Russian forces shelled Lyman and entered Terny.", {"Lyman": "2024-05-07", "Terny": "2024-05-07"}),
    ],
)
def test_each_deed_has_its_own_day(tools: Tools, text: str, days: dict[str, str]) -> None:
    claims = read_document(Document("d", text, published=dt.date(2024, 5, 10)), tools).claims
    assert {claim.placement.place.name: claim.event.edtf for claim in claims if claim.placement and claim.placement.place and claim.event} == days


def test_what_a_report_only_recalls_is_background_with_its_own_date(tools: Tools) -> None:
    text = "Russian forces captured Lyman, which Ukraine had liberated in October 2022."
    claims = read_document(Document("d", text, published=dt.date(2024, 5, 10)), tools).claims
    assert [(claim.actor_side, claim.event and claim.event.edtf, claim.background) for claim in claims] == [("ru", "2024-05-10", False), ("ua", "2022-10", True)]
