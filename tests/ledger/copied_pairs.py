"""Pairs of sentences that somebody read: copies of one report, or two reports that only sound alike."""

COPIES = (
    ("Russian forces captured the village of Orlivka on Friday after a week of fighting.", "Russian forces captured the village of Orlivka on Friday after a week of fighting, agencies report."),
    ("The governor said two people were killed and five wounded when a drone hit a bus stop in Orlivka.", "Two people were killed and five wounded when a drone hit a bus stop in Orlivka, the regional governor said."),
    ("Units of the Centre grouping have liberated the settlement of Orlivka, the ministry said on Tuesday.", "The ministry said units of the Centre grouping had liberated the settlement of Orlivka."),
    ("A bridge over the river was blown up overnight as troops pulled back from Orlivka to the second line.", "Overnight a bridge over the river was blown up as troops pulled back from Orlivka to a second line, a spokesman added."),
    ("Ukrainian defenders repelled eleven assaults near Orlivka, Soledar and Bakhmut over the past day.", "Over the past day, Ukrainian defenders have repelled eleven assaults near Orlivka, Soledar and Bakhmut."),
    ("The head of the military administration said that the last road into Orlivka is under fire control.", "“The last road into Orlivka is under fire control,” the head of the military administration said."),
    ("Peskov told reporters: “We have no intention of leaving Orlivka under any pressure”.", "The Kremlin insisted on Monday that “we have no intention of leaving Orlivka under any pressure”."),
    ("Російські війська вночі атакували Орлівку дронами, пошкоджено котельню та три будинки.", "Вночі російські війська атакували Орлівку дронами: пошкоджено котельню та три будинки, повідомили в ОВА."),
    ("Сили оборони відбили дев'ять штурмів поблизу Орлівки та Соледара, повідомив Генштаб.", "Генштаб повідомив, що сили оборони відбили дев'ять штурмів поблизу Орлівки та Соледара."),
    ("Подразделения группировки «Центр» освободили населённый пункт Орловка, сообщило министерство.", "Министерство сообщило, что подразделения группировки «Центр» освободили населённый пункт Орловка в ДНР."),
    ("Под Орловкой уничтожены склад боеприпасов и две гаубицы, говорится в сводке ведомства.", "В сводке ведомства говорится, что под Орловкой уничтожены склад боеприпасов и две гаубицы противника."),
    ("Geolocated footage published on Sunday shows soldiers raising a flag over the school in northern Orlivka.", "Footage published on Sunday and geolocated by analysts shows soldiers raising a flag over the school in northern Orlivka."),
)  # fmt: skip
APART = (
    ("Russian forces captured the village of Orlivka on Friday after a week of fighting.", "Orlivka now lies in enemy hands, residents who fled the village said on Friday."),
    ("The governor said two people were killed and five wounded when a drone hit a bus stop in Orlivka.", "The governor said four people were killed and nine wounded when a missile hit a market in Orlivka."),
    ("Ukrainian defenders repelled 11 assaults near Orlivka over the past day.", "Ukrainian defenders repelled 17 assaults near Orlivka over the past day."),
    ("The General Staff reported that Russian forces conducted unsuccessful assaults near Orlivka and Soledar.", "The General Staff reported that Russian forces shelled Orlivka, Bakhmut and eleven other settlements."),
    ("Russian forces continued ground attacks around Orlivka but made no advance.", "Russian forces made an advance around Orlivka after ground attacks from the north."),
    ("The mayor said the power plant in Orlivka had been hit by three missiles.", "Power returned to most of Orlivka by Sunday evening, the mayor said."),
    ("Shells struck the eastern part of Orlivka in the morning, wounding 3 people.", "Shells struck the eastern part of Orlivka in the evening, wounding 8 people."),
    ("Вночі дрони атакували Орлівку, пошкоджено котельню.", "Вдень Орлівку обстріляли з артилерії, загинула жінка."),
    ("Сили оборони відбили 9 штурмів поблизу Орлівки.", "Сили оборони відбили 14 штурмів поблизу Орлівки."),
    ("Подразделения «Центра» освободили Орловку, сообщило министерство.", "Под Орловкой продолжаются бои, сообщил глава республики."),
    ("Под Орловкой уничтожены склад боеприпасов и 2 гаубицы.", "Под Орловкой уничтожены пункт управления и 4 миномёта."),
    ("A spokesman said that fighting for Orlivka was continuing street by street.", "A spokesman said that evacuation from Orlivka had been completed house by house."),
)  # fmt: skip
