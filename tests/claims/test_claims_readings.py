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
    ("Russian forces took Lyman and headed for Terny.", "control Lyman ru-?"),
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
        ("General Staff Deputy Chief Oleksiy Hromov said Russian forces attacked near Lyman.", "General Staff Deputy Chief Oleksiy Hromov", "ua"),
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
