"""Who says it and who acts, construction by construction, in three languages."""

import datetime as dt
import re

import pytest

from frontmap.claims.extract import extract_claims
from frontmap.records import Claim, DateSpan, Document, Mention, Place, Placement, Precision, Role
from frontmap.theatres.load import load_theatre

THEATRE = load_theatre("ukraine")
DAY = DateSpan(dt.date(2024, 2, 17), dt.date(2024, 2, 17))
NAMES = re.compile(r"\b(?:Orlivka|Stepove|Berdychi|Орлівк\w+|Степов\w+|Бердич\w+|Орловк\w+|Степно\w+)")


def claims_of(text: str, language: str = "en", publisher: str | None = None) -> list[Claim]:
    mentions = [Mention(found.group(), Role.PLACE, found.group(), start=found.start(), end=found.end()) for found in NAMES.finditer(text)]
    placements = [Placement(one, Place(f"test:{one.text[:5]}", one.text, 48.0, 38.0, "UA"), 48.0, 38.0, Precision.SETTLEMENT, 2000.0, 0.9) for one in mentions]
    return extract_claims(Document("d1", text, publisher=publisher, language=language, date=DAY), mentions, placements, THEATRE)


def actors(text: str, kind: str, language: str = "en") -> set[str | None]:
    return {claim.actor_side for claim in claims_of(text, language) if claim.kind == kind and claim.placed}


def claimants(text: str, kind: str, language: str = "en") -> set[str | None]:
    return {claim.claimant_side for claim in claims_of(text, language) if claim.kind == kind and claim.placed}


# who acts


@pytest.mark.parametrize(
    ("text", "kind", "side"),
    [
        # who says it was his doing, or whose doing it was
        ("Ukraine's SBU said it was behind the explosion in Orlivka.", "strike", "ua"),
        ("Moscow said Kyiv was behind an explosion in Orlivka.", "strike", "ua"),
        ("Ukraine claimed responsibility for the blast in Orlivka.", "strike", "ua"),
        ("Peskov called the blast in Orlivka Ukrainian sabotage.", "strike", "ua"),
        # who warns is not who comes
        ("Ukraine's commander-in-chief warned that a push towards Orlivka was possible in May.", "advance", "ru"),
        ("Ukraine's army said an advance towards Orlivka had begun.", "advance", "ua"),
        ("Kyiv warned of a new offensive on Orlivka.", "assault", "ru"),
        ("Ukraine's army warned that its troops would attack near Orlivka.", "assault", "ua"),
        # weapons that lead a clause of their own are nobody's, until the text says whose
        ("Ukrainian forces hold Stepove while drones hit Orlivka.", "strike", None),
        ("Russian troops attacked Stepove; missiles hit Orlivka.", "strike", None),
        # who repels, holds off or defends is not the one who attacks
        ("Ukrainian forces repelled an attack near Orlivka.", "assault", "ru"),
        ("Ukrainian paratroopers held off an assault on Orlivka.", "assault", "ru"),
        ("The army's 93rd Brigade fought off Russian assaults near Orlivka.", "assault", "ru"),
        ("Ukrainian troops defended Orlivka against Russian attacks.", "assault", "ru"),
        ("Ukrainian forces are defending Orlivka.", "assault", "ua"),
        ("Russian forces defended against Ukrainian counterattacks near Orlivka.", "assault", "ua"),
        ("Russian forces continue to defend Orlivka from Ukrainian ground attacks and shelling.", "strike", "ua"),
        ("Russian troops fended off a counterattack at Orlivka.", "assault", "ua"),
        ("Russian forces withstood three assaults on Orlivka.", "assault", "ua"),
        ("Ukrainian forces came under attack near Orlivka.", "strike", "ru"),
        ("Attacks near Orlivka were repelled, the Ukrainian General Staff said.", "assault", "ru"),
        ("Russian forces attacked near Orlivka but were repelled.", "assault", "ru"),
        ("Russian forces attacked Orlivka to counter Ukrainian advances.", "assault", "ru"),
        ("Russian forces, who repelled attacks in the spring, captured Orlivka.", "control", "ru"),
        # whose aim, effort or attempt it is
        ("Supporting Effort 1—East (Russian objective: Capture Orlivka)", "control", "ru"),
        ("The Kremlin's objective of seizing Orlivka remains out of reach.", "control", "ru"),
        ("Russian efforts to encircle Orlivka slowed.", "encirclement", "ru"),
        ("Moscow's attempts to capture Orlivka failed.", "control", "ru"),
        ("The Ukrainian plan to retake Orlivka was delayed.", "control", "ua"),
        ("Attempts by Russian troops to storm Orlivka failed.", "assault", "ru"),
        ("An attempt by the Ukrainians to retake Orlivka failed.", "control", "ua"),
        ("Ukrainian forces disrupted Russian efforts to capture Orlivka.", "control", "ru"),
        # who claims to have done it
        ("Russian forces claimed to capture Orlivka.", "control", "ru"),
        ("The Russian Defence Ministry claims to have taken Orlivka.", "control", "ru"),
        ("The Russian Defence Ministry claims to control Orlivka.", "control", "ru"),
        ("The Russian Defence Ministry claimed full control of Orlivka that evening.", "control", "ru"),
        ("Prigozhin claimed to be in control of Orlivka.", "control", "ru"),
        ("Ukraine's army says it has retaken Orlivka.", "control", "ua"),
        # peoples
        ("The Russians stormed Orlivka at dawn.", "assault", "ru"),
        ("The Ukrainians may try to retake Orlivka.", "control", "ua"),
        ("Orlivka was seized by the Russians.", "control", "ru"),
        ("Russians' shelling of Orlivka went on.", "strike", "ru"),
        # whom a dropped subject means
        ("Russian forces reached Orlivka but were thrown back at Stepove.", "withdrawal", "ru"),
        ("Ukrainian forces left Orlivka and then dug in, having lost Stepove.", "withdrawal", "ua"),
        ("By capturing Orlivka the Russians have cut the road to Stepove.", "control", "ru"),
        ("By capturing Orlivka the Russians have cut the road to Stepove.", "encirclement", "ru"),
        ("After taking Orlivka, Russian forces moved on Stepove.", "control", "ru"),
        ("Having seized Orlivka, Ukrainian troops halted.", "control", "ua"),
        ("Before withdrawing from Orlivka, Ukrainian forces blew up the bridge.", "withdrawal", "ua"),
        ("In storming Orlivka, Russian troops used drones.", "assault", "ru"),
        ("Russian forces, after capturing Orlivka, halted.", "control", "ru"),
        # events told by a noun
        ("The Ukrainian withdrawal from Orlivka began on Friday.", "withdrawal", "ua"),
        ("Ukraine's withdrawal from Orlivka began on Friday.", "withdrawal", "ua"),
        ("The capture of Orlivka by Russian troops came as a surprise.", "control", "ru"),
        ("Russia's capture of Orlivka came as a surprise.", "control", "ru"),
        ("The Russian army's seizure of Orlivka took a year.", "control", "ru"),
        ("The shelling of Orlivka by Ukrainian troops went on.", "strike", "ua"),
        ("Attacks by Russian troops on Orlivka went on.", "assault", "ru"),
        ("An advance by Ukrainian marines towards Orlivka stalled.", "advance", "ua"),
        # whose "their" is, and whom "they" stands for in the next sentence
        ("Russian forces are tired. Ukraine used the pause to restart its attacks near Orlivka.", "assault", "ua"),
        ("Syrskyi said Russian forces had resumed their attacks near Orlivka.", "assault", "ru"),
        ("The Russian Defence Ministry said its troops had entered Orlivka.", "advance", "ru"),
        ("Syrskyi said his troops had entered Orlivka.", "advance", "ua"),
        ("Russian forces attacked near Stepove. They also entered Orlivka.", "advance", "ru"),
        ("Russian forces regrouped after conducting limited withdrawals from Orlivka.", "withdrawal", "ru"),
        ("Ukrainian counterattacks continue to disrupt Russian efforts to capture Orlivka.", "control", "ru"),
        ("The Russian offensive will end before seizing Orlivka.", "control", "ru"),
        ("Russian forces will withdraw if Ukrainian forces attack Orlivka.", "assault", "ua"),
        ("The FSB said that Rosgvardia fought Ukrainian saboteurs who attacked Orlivka.", "assault", "ua"),
        ("Russian troops are fighting in the factory at Orlivka.", "assault", "ru"),
        ("Fighting in Orlivka goes on, and Russian troops are tired.", "assault", None),
        ("Officials said Ukrainian forces shelled Orlivka and that the shelling hit a school.", "strike", "ua"),
        ("Ukrainian forces began a counter-offensive near Orlivka.", "assault", "ua"),
        # the enemy of whoever spoke before
        ("The General Staff reported 14 clashes. In the Lyman sector the enemy tried to break through near Orlivka.", "assault", "ru"),
        ("The Russian Defence Ministry listed gains. The enemy shelled Orlivka.", "strike", "ua"),
        ("The enemy shelled Orlivka, Syrskyi said.", "strike", "ru"),
    ],
)
def test_who_acts_in_english(text: str, kind: str, side: str | None) -> None:
    assert actors(text, kind) == {side}


# who says it


@pytest.mark.parametrize(
    ("text", "kind", "side"),
    [
        # a report or a speaker named last
        ("Russian troops captured Orlivka, the UN said in its report.", "control", "other"),
        ("Russian troops captured Orlivka, a source in the SBU said.", "control", "ua"),
        ("Russian troops captured Orlivka, according to a source in the Russian army.", "control", "ru"),
        ("Twelve houses in Orlivka were destroyed — regional governor", "damage", "ua"),
        ("Drones hit Orlivka, said a source in Ukraine's intelligence.", "strike", "ua"),
        # relays
        ("Reuters, citing the Ukrainian Defence Ministry, reported that Russian troops had entered Orlivka.", "advance", "ua"),
        ("Citing the Russian military, RIA reported that its forces had entered Orlivka.", "advance", "ru"),
        ("The BBC reported that Ukraine's army said it had retaken Orlivka.", "control", "ua"),
        ("Russian troops have entered Orlivka, TASS reported, citing the Russian Defence Ministry.", "advance", "ru"),
        ("The Ukrainian General Staff said, according to Reuters, that Russian troops had entered Orlivka.", "advance", "ua"),
        ("Russian troops have entered Stepove, the Ukrainian army said; three houses in Orlivka were damaged.", "damage", "ua"),
        ("Russian troops have entered Stepove, the Ukrainian army said; Moscow said three houses in Orlivka were damaged.", "damage", "ru"),
        ("Bild, citing a source, wrote that Russian troops had entered Orlivka.", "advance", "other"),
        ("SBU drones hit Orlivka, sources in the service said.", "strike", "ua"),
        ("The Azov Brigade entered Orlivka, brigade spokesman Petro Lys said.", "advance", "ua"),
        ("The deputy head of Ukraine's intelligence, Oleksii Lys, stated that reserves were moving. Lys added that Russian troops had entered Orlivka.", "advance", "ua"),
        ("A shop in Orlivka was hit by drones; 17 were shot down, Odesa governor Ivan Lys reported.", "strike", "ua"),
        ("Ivan Lys, a spokesman for Ukraine's southern command, nonetheless acknowledged that his side had pulled back from Orlivka.", "withdrawal", "ua"),
        ("The Kremlin's spokesman spoke of a Ukrainian strike on Orlivka.", "strike", "ru"),
        # a subject that is no speaker
        ("The Russian ministry changed its tone, indicating Russian forces will capture Orlivka.", "control", None),
        ("They insist that Putin seize Orlivka.", "control", None),
        ("Fighting on the outskirts suggests that Russian forces have entered Orlivka.", "advance", None),
        ("The move indicates that Russian forces have captured Orlivka.", "control", None),
        ("Geolocated footage showed that Russian forces had entered Orlivka.", "advance", None),
        ("Geolocated footage posted by a Russian blogger showed that Russian forces had entered Orlivka.", "advance", None),
    ],
)
def test_who_says_it_in_english(text: str, kind: str, side: str | None) -> None:
    assert claimants(text, kind) == {side}


@pytest.mark.parametrize(
    ("language", "text", "kind", "side"),
    [
        ("uk", "Українські воїни відбили штурм Орлівки.", "assault", "ru"),
        ("uk", "Наші воїни відбили п'ять атак під Орлівкою.", "assault", "ru"),
        ("ru", "Атаку на Орловку отразили бойцы ВСУ.", "assault", "ru"),
        ("ru", "Российские войска отбили контратаку под Орловкой.", "assault", "ua"),
        ("ru", "ВСУ пытались контратаковать под Орловкой, но были отброшены.", "assault", "ua"),
        ("uk", "Наші захисники обороняють Орлівку від атак ворога.", "assault", "ru"),
        ("uk", "Захоплення Орлівки росіянами стало несподіванкою.", "control", "ru"),
        ("ru", "Захват российскими войсками Орловки стал неожиданностью.", "control", "ru"),
        ("uk", "Спроба росіян захопити Орлівку провалилася.", "control", "ru"),
        ("ru", "Попытка ВСУ вернуть Орловку провалилась.", "control", "ua"),
        ("ru", "Отход украинских войск из Орловки начался в пятницу.", "withdrawal", "ua"),
        ("uk", "Відхід ЗСУ з Орлівки почався у п'ятницю.", "withdrawal", "ua"),
        ("uk", "Захопивши Орлівку, росіяни зупинилися.", "control", "ru"),
        ("ru", "Взяв Орловку, российские войска остановились.", "control", "ru"),
        ("ru", "После взятия Орловки российские войска двинулись дальше.", "control", "ru"),
        ("uk", "Після захоплення Орлівки російські війська рушили далі.", "control", "ru"),
        ("ru", "Наши штурмуют Орловку.", "assault", "ru"),
        ("uk", "Наші бійці зайшли в Орлівку.", "advance", "ua"),
        ("ru", "Орловка занята нашими.", "control", "ru"),
        ("uk", "Орлівка звільнена нашими.", "control", "ua"),
        ("ru", "Наши освободили Орловку, говорится в сводке Генштаба ВСУ.", "control", "ua"),
        ("uk", "Противник атакував Орлівку, повідомляє Міноборони РФ.", "assault", "ua"),
        ("ru", "Противник обстрелял Орловку, сообщает Генштаб ВСУ.", "strike", "ru"),
        ("uk", "Генштаб ЗСУ звітує про сім боїв. Противник обстріляв Орлівку.", "strike", "ru"),
        ("ru", "Генштаб ВСУ сообщил о семи боях. Враг обстрелял Орловку.", "strike", "ru"),
        ("ru", "Министерство обороны России заявило о взятии Орловки.", "control", "ru"),
        ("ru", "Минобороны РФ заявило об освобождении Орловки.", "control", "ru"),
        ("uk", "Дорога на Орлівку прострілюється українською артилерією.", "strike", "ua"),
        ("ru", "Орловка находится под ударами российской артиллерии.", "strike", "ru"),
        ("ru", "Орловка подвергается ударам артиллерии ВСУ.", "strike", "ua"),
    ],
)
def test_who_acts_in_slavic(language: str, text: str, kind: str, side: str) -> None:
    assert actors(text, kind, language) == {side}


@pytest.mark.parametrize(
    ("language", "text", "kind", "side"),
    [
        ("uk", "Російські війська залишили Орлівку, повідомило джерело в СБУ.", "withdrawal", "ua"),
        ("uk", "Дрони вразили Орлівку, повідомляють джерела в ГУР.", "strike", "ua"),
        ("ru", "ВСУ оставили Орловку, сообщил источник в российских силовых структурах.", "withdrawal", "ru"),
        ("uk", "Російські війська захопили Орлівку, ідеться у звіті ООН.", "control", "other"),
        ("uk", "Російські війська просунулися біля Орлівки, йдеться у зведенні Генштабу ЗСУ.", "advance", "ua"),
        ("uk", "Російські війська просунулися біля Орлівки, ідеться у звіті Інституту вивчення війни за 5 березня.", "advance", "other"),
        ("ru", "Российские войска продвинулись у Орловки, говорится в отчёте Института изучения войны.", "advance", "other"),
        ("uk", "Уламки пошкодили будинок під Орлівкою – ОВА", "damage", "ua"),
        ("ru", "В Орловке повреждены три дома — губернатор", "damage", "ua"),
        ("ru", "Издание «Рассвет» сообщает, что российские войска покинули Орловку.", "withdrawal", "other"),
        ("uk", "Видання «Світанок» повідомляє, що російські війська залишили Орлівку.", "withdrawal", "other"),
        ("ru", "Газета «Полдень» пишет, что российские войска покинули Орловку.", "withdrawal", "other"),
        ("ru", "Российское издание «Полдень» пишет, что ВСУ покинули Орловку.", "withdrawal", "ru"),
        ("ru", "Командующий группировкой «Днепр» заявил, что ВСУ покинули Орловку.", "withdrawal", "ru"),
        ("ru", "Российские войска взяли Степное, доложил Шойгу. Остатки гарнизона заблокированы под Орловкой, утверждает ведомство.", "encirclement", "ru"),
        ("ru", "ВСУ обстреляли Степное, заявил представитель российской администрации; в Орловке повреждены два дома.", "damage", "ru"),
        ("uk", "«Вони штурмують Орлівку», – розповів командир роти безпілотників.", "assault", "ua"),
        ("uk", "Дрони СБУ вразили Орлівку, повідомляють джерела в спецслужбі.", "strike", "ua"),
        ("uk", "Росіяни захопили Орлівку, повідомив речник ОТУ «Луганськ».", "control", "ua"),
        ("uk", "Генштаб ЗСУ спростував заяву Москви про захоплення Степового: під Орлівкою тривають бої.", "assault", "ua"),
        ("uk", "Росіяни можуть захопити Орлівку, вважають в Інституті вивчення війни.", "control", "other"),
    ],
)
def test_who_says_it_in_slavic(language: str, text: str, kind: str, side: str | None) -> None:
    assert claimants(text, kind, language) == {side}


@pytest.mark.parametrize(
    ("language", "text", "kind", "claimant", "actor"),
    [
        ("en", '"The enemy entered Stepove. Our troops left Orlivka," said Ivan Lys, a Ukrainian army spokesman. "They are now shelling Berdychi."', "strike", "ua", "ru"),
        ("en", '"We have taken Stepove. Nobody will stop us," Denis Pushilin, the Moscow-installed leader, told state television.', "control", "ru", "ru"),
        ("ru", "Представитель ВСУ сказал, что российские войска взяли Степное, но отрицает, что они вошли в Орловку.", "advance", "ua", "ru"),
        ("uk", "Іван Лис, речник ЗСУ: «Ворог увійшов до Орлівки. Наші відійшли зі Степового».", "advance", "ua", "ru"),
        ("uk", "Речник ЗСУ Іван Лис: «Ворог увійшов до Орлівки. Наші відійшли зі Степового».", "withdrawal", "ua", "ua"),
    ],
)
def test_a_quotation_of_several_sentences_has_one_speaker(language: str, text: str, kind: str, claimant: str, actor: str | None) -> None:
    assert claimants(text, kind, language) == {claimant}
    assert actors(text, kind, language) == {actor}
