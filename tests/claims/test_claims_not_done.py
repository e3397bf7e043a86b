"""What was not done is never read as done: hopes, refusals, questions, conditions and pretences, sentence by sentence; and what was done is."""

import pytest

from frontmap.pipeline import read_document
from frontmap.records import Document

DEEDS = frozenset({"control", "advance", "withdrawal", "encirclement", "assault"})
NOT_DONE = {
    "en": """
        Ukrainian forces halted the Russian advance near Lyman.
        The Russian advance toward Lyman has been stopped.
        They will set conditions for further operations after Russian forces take Lyman.
        Russian forces will turn north once they capture Lyman.
        Once Russian forces seize Lyman, they will turn north.
        The offensive will go on until Ukrainian forces liberate Lyman.
        As soon as Russian forces take Lyman, they will turn north.
        The commander will not rest until his troops take Lyman.
        Mines must be laid before Russian forces enter Lyman.
        Once Russian forces have captured Lyman, they will go on.
        By the time Russia captures Lyman, the bridge will be rebuilt.
        Russian forces pretended to have captured Lyman.
        Russian forces would have captured Lyman without the rain.
        If only they had taken Lyman in time.
        Russian forces refused to leave Lyman.
        The commander was told not to withdraw from Lyman.
        It is as if Russian forces had already taken Lyman.
        Russian forces stopped short of entering Lyman.
        Russian troops gave up trying to take Lyman.
        They have yet to capture Lyman.
        Russian forces are nowhere near taking Lyman.
        Lyman was never captured.
        Lyman is yet to fall.
        The fall of Lyman would open the road.
        The fall of Lyman remains unlikely.
        Lyman will not be surrendered.
        Nobody has captured Lyman.
        No Russian soldier has entered Lyman.
        A false report of the capture of Lyman spread.
        Rumours of the fall of Lyman are exaggerated.
        Was Lyman captured?
        Who captured Lyman is unknown.
        They do not show who holds Lyman.
        Both sides argue about who holds Lyman.
        The question of who controls Lyman remains open.
        It is not known whether Lyman has been captured.
        Contrary to Russian claims, Lyman has not been captured.
        Russian forces came close to capturing Lyman in May.
        Russian forces were prevented from entering Lyman.
        Ukrainian forces kept Russian troops from entering Lyman.
        Russia's failure to capture Lyman angered bloggers.
        Russian forces lack the men to take Lyman.
        Moscow demands that Ukraine withdraw from Lyman.
        Ukraine ruled out withdrawing from Lyman.
        The order to withdraw from Lyman was cancelled.
        A withdrawal from Lyman is being discussed.
        Putin ordered the army to take Lyman by March.
        He boasted that Lyman would be taken in three days.
        Lyman could fall within days.
        Only a miracle would let them hold Lyman.
        The mayor called on residents to leave Lyman.
        Before they could enter Lyman, they were hit.
        There were no attacks near Lyman today.
        Russia's plan to seize Lyman failed.
        The offer to withdraw from Lyman was rejected.
        Russian forces might have captured Lyman by now.
        Losing Lyman would be a blow.
        To capture Lyman, Russia needs more men.
        Analysts doubt that Russia has captured Lyman.
        Kyiv sees no sign that Lyman has fallen.
        It would take months to capture Lyman.
        Far from capturing Lyman, Russian forces lost ground.
        The army will not give up Lyman.
        The commander vowed to defend Lyman.
        Residents fear that Lyman will be captured.
        The video does not prove that Russian forces entered Lyman.
        Russian bloggers hope for the fall of Lyman.
        The aim is to encircle Lyman.
        Should Lyman fall, the road is lost.
        Reports of an advance near Lyman proved untrue.
        Moscow's dream of capturing Lyman is over.
        The general warned against an assault on Lyman.
        They chose not to enter Lyman.
        Lyman has so far escaped capture.
        Russian forces have been unable to advance near Lyman.
        Nothing suggests that Lyman has been encircled.
        The army denies having left Lyman.
        No withdrawal from Lyman is planned.
    """,
    "uk": """
        Сили оборони зупинили просування ворога біля Лимана.
        Просування росіян біля Лимана зупинено.
        Росіяни удають, ніби захопили Лиман.
        Якби росіяни захопили Лиман, дорогу було б перекрито.
        Росіяни ледь не захопили Лиман.
        Росіяни відмовилися від спроб захопити Лиман.
        Лиман не захоплено.
        Лиман ще не взято.
        Нікому не вдалося захопити Лиман.
        Жоден російський солдат не зайшов у Лиман.
        Захоплення Лимана відкрило б дорогу.
        Невідомо, чи захоплено Лиман.
        Чи захопили росіяни Лиман?
        Росіянам забракло сил, щоб узяти Лиман.
        Москва вимагає, щоб Україна залишила Лиман.
        Київ виключив відхід з Лимана.
        Наказ про відхід з Лимана скасували.
        Путін наказав узяти Лиман до березня.
        Лиман може впасти за кілька днів.
        Мер закликав жителів залишити Лиман.
        Поки росіяни не візьмуть Лиман, дорога відкрита.
        Атак поблизу Лимана сьогодні не було.
        Росіяни не змогли закріпитися в Лимані.
        Російські війська готові захопити Лиман.
        Росіяни вже мали б захопити Лиман.
        Інформація про захоплення Лимана не підтвердилася.
        Не варто вірити чуткам про падіння Лимана.
        Падіння Лимана не очікується.
        Для захоплення Лимана ворогу потрібні резерви.
        Росіяни сподіваються захопити Лиман.
        Хай би росіяни спробували взяти Лиман.
        Росіяни мріють захопити Лиман.
        План захопити Лиман провалився.
        Втрата Лимана була б ударом.
        Експерти сумніваються, що росіяни захопили Лиман.
        Немає ознак, що Лиман упав.
        Армія не здасть Лиман.
        Жителі бояться, що Лиман захоплять.
        Відео не доводить, що росіяни зайшли в Лиман.
        Мета — оточити Лиман.
        Чутки про оточення Лимана перебільшені.
        Росіяни так і не взяли Лиман.
        Ворог не просунувся поблизу Лимана.
        Про здачу Лимана не йдеться.
        Штурм Лимана відкладено.
        Росіянам заборонили відходити з Лимана.
        Командування не дозволило відійти з Лимана.
        Загроза оточення Лимана зберігається.
        Залишати Лиман ніхто не збирається.
        Лиман важко буде захопити.
        Росіяни близькі до захоплення Лимана.
        Оточити Лиман не вийшло.
    """,
    "ru": """
        ВСУ остановили продвижение противника у Лимана.
        Россияне делают вид, что взяли Лиман.
        Если бы россияне взяли Лиман, дорога была бы перерезана.
        Россияне едва не взяли Лиман.
        Россияне отказались от попыток взять Лиман.
        Лиман не взят.
        Лиман пока не взят.
        Никому не удалось взять Лиман.
        Ни один российский солдат не вошёл в Лиман.
        Взятие Лимана открыло бы дорогу.
        Неизвестно, взят ли Лиман.
        Взяли ли россияне Лиман?
        Россиянам не хватило сил, чтобы взять Лиман.
        Москва требует, чтобы Украина оставила Лиман.
        Киев исключил отход из Лимана.
        Приказ об отходе из Лимана отменили.
        Путин приказал взять Лиман к марту.
        Лиман может пасть за несколько дней.
        Мэр призвал жителей покинуть Лиман.
        Пока россияне не возьмут Лиман, дорога открыта.
        Атак у Лимана сегодня не было.
        Россияне не смогли закрепиться в Лимане.
        Российские войска готовы взять Лиман.
        Россияне уже должны были взять Лиман.
        Информация о взятии Лимана не подтвердилась.
        Не стоит верить слухам о падении Лимана.
        Падения Лимана не ожидается.
        Для взятия Лимана нужны резервы.
        Россияне надеются взять Лиман.
        Россияне мечтают взять Лиман.
        Россияне не торопятся брать Лиман.
        Брать Лиман никто не собирается.
        План взять Лиман провалился.
        Эксперты сомневаются, что россияне взяли Лиман.
        Нет признаков, что Лиман пал.
        Армия не сдаст Лиман.
        Жители боятся, что Лиман захватят.
        Видео не доказывает, что россияне вошли в Лиман.
        Цель — окружить Лиман.
        Слухи об окружении Лимана преувеличены.
        Россияне так и не взяли Лиман.
        Противник не продвинулся у Лимана.
        О сдаче Лимана речи не идёт.
        Штурм Лимана отложен.
        Войскам запретили отходить из Лимана.
        Командование не разрешило отойти из Лимана.
        Угроза окружения Лимана сохраняется.
        Оставлять Лиман никто не собирается.
        Лиман трудно будет взять.
        Россияне близки к взятию Лимана.
        Окружить Лиман не вышло.
        Взять Лиман с ходу не получилось.
    """,
}
DONE = {
    "en": """
        advance: The Russian advance towards Lyman has not been stopped.
        advance: Nothing stopped their advance into Lyman.
        control: Lyman was held by Russia for months before being liberated in October.
        control: After Russian forces took Lyman, they will hardly stop.
        control: As soon as Russian forces took Lyman, they turned north.
        advance: Russian forces once again entered Lyman.
        control: Six weeks after they crossed the river, Russian forces have captured Lyman and will go on.
        control: Russian forces managed to capture Lyman.
        control: The General Staff confirmed the capture of Lyman.
        control: Russian forces captured Lyman after they had failed twice.
        withdrawal: Ukrainian forces were forced to leave Lyman.
        withdrawal: Ukrainian troops had to withdraw from Lyman.
        assault: Russian forces continue to attack Lyman.
    """,
    "uk": """
        control: Росіянам вдалося захопити Лиман.
        control: Війська ворога зуміли взяти Лиман.
        withdrawal: ЗСУ довелося залишити Лиман.
        withdrawal: Захисники були змушені залишити Лиман.
        assault: Ворог продовжує штурмувати Лиман.
    """,
    "ru": """
        control: Россиянам удалось взять Лиман.
        control: Взять Лиман российские войска сумели только в мае.
        withdrawal: ВСУ пришлось оставить Лиман.
        withdrawal: Защитники были вынуждены оставить Лиман.
        assault: Противник начал штурмовать Лиман.
    """,
}


def lines(texts):
    return [(language, line.strip()) for language, block in texts.items() for line in block.strip().splitlines()]


@pytest.fixture
def done(tools):
    """Return a function from a language and a text to the kinds of what it says was done."""

    def read(language, text):
        claims = read_document(Document("d1", text, language=language), tools).claims
        return {claim.kind for claim in claims if claim.kind in DEEDS and claim.polarity == "asserted" and claim.modality == "actual"}

    return read


@pytest.mark.parametrize(("language", "text"), lines(NOT_DONE))
def test_what_was_not_done_is_not_read_as_done(done, language, text):
    assert not done(language, text)


@pytest.mark.parametrize(("language", "line"), lines(DONE))
def test_what_was_done_is_read_as_done(done, language, line):
    kind, _, text = line.partition(": ")
    assert kind in done(language, text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("After Lyman was captured, the road to Sloviansk was open.", {("control", "Lyman")}),
        ("If Lyman is captured, the road to Sloviansk will be open.", {("control", "Lyman")}),
        ("While Russian forces attacked near Lyman, Yampil and Torske remained quiet.", {("assault", "Lyman")}),
        ("Before Russian troops withdrew from Lyman, mines were laid in Yampil.", {("withdrawal", "Lyman")}),
        (
            "After Russian forces shelled Lyman, Yampil and Torske, residents of Sviatohirsk fled.",
            {("strike", "Lyman"), ("strike", "Yampil"), ("strike", "Torske")},
        ),
    ],
)
def test_the_clause_that_opens_a_sentence_keeps_its_places_to_itself(tools, text, kinds):
    claims = read_document(Document("d1", text), tools).claims
    assert {(claim.kind, claim.placement.place.name) for claim in claims if claim.placement is not None} == kinds
