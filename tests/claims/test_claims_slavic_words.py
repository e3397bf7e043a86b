"""Ukrainian and Russian: the many ways in which reporters tell one thing: by kind, polarity, side of whoever acts or loses (- for none told) and place."""

import pytest

from frontmap.pipeline import Tools, read_document
from frontmap.records import Document

TOLD = {
    "uk": """
        control | asserted | ua | Vovchansk | Наші бійці перевели під свій контроль північну околицю Вовчанська.
        control | asserted | ua | Robotyne | Десантники вибороли Роботине після тижня боїв.
        control | asserted | ru | Chasiv Yar | Окупанти підім'яли під себе Часів Яр.
        control | asserted | ru | Novohrodivka | Ворог заволодів Новогродівкою.
        control | asserted | ru | Selydove | Російські війська встановили контроль над Селидовим.
        control | asserted | ru | Marinka | Загарбники повністю контролюють Мар'їнку.
        control | asserted | ru | Ocheretyne | Росіяни прибрали до рук Очеретине.
        control | asserted | ua | Klishchiivka | Українські військові відкинули ворога та взяли Кліщіївку.
        control | asserted | ru | Toretsk | Росіяни майже повністю окупували Торецьк.
        control | asserted | ru | Vuhledar | Противник взяв Вугледар.
        control | asserted | ru | Toretsk | Піхота ворога закріпилася в приватному секторі Торецька.
        control | asserted | ua | Kupiansk | Куп'янськ лишається під нашим контролем.
        control | asserted | ua | Robotyne | Роботине – за ЗСУ.
        control | asserted | ru | Soledar | Соледар опинився під російською окупацією.
        control | asserted | ru | Lyman | Лиман перейшов під контроль окупантів.
        control | asserted | ru | Staromaiorske | Ворог уже господарює в Старомайорському.
        control | asserted | ru | Berdiansk | Під владою окупантів залишається Бердянськ.
        control | asserted | ua | Izium | Українські захисники вибили окупантів з Ізюма і встановили контроль над містом.
        control | asserted | ua | Vovchansk | Прикордонники тримають Вовчанськ.
        control | asserted | ru | Nevelske | У Невельському господарюють росіяни.
        control | asserted | ua | Toretsk | Сили оборони зачистили Торецьк від ворога.
        control | asserted | ua | Urozhaine | Наші відбили у росіян Урожайне.
        control | asserted | ua | Vovchansk | Бійці ГУР відновили контроль над заводом у Вовчанську.
        control | asserted | ru | Bakhmut | Майже все місто Бахмут у руках окупантів.
        control | asserted | ru | Zhovte | Російська армія захопила черговий населений пункт – Жовте.
        control | asserted | ru | Chasiv Yar | Більша частина Часового Яру під контролем ворога.
        advance | asserted | ru | Bila Hora | Ворог має просування поблизу Білої Гори.
        advance | asserted | ru | Pokrovsk | Росіяни просочилися в Покровськ.
        advance | asserted | ru | Kostiantynivka | Загарбники підійшли впритул до Костянтинівки.
        advance | asserted | ru | Toretsk | Окупанти увійшли на околиці Торецька.
        advance | asserted | ru | Myrnohrad | Ворожа піхота прослизнула у Мирноград.
        advance | asserted | ru | Rodynske | Штурмові групи ворога зайшли до Родинського.
        advance | asserted | ru | Huliaipole | Ворог наблизився до Гуляйполя на два кілометри.
        advance | asserted | ru | Nevske | Противник мав частковий успіх поблизу Невського.
        advance | asserted | ru | Ocheretyne | Ворог вклинився в нашу оборону біля Очеретиного.
        advance | asserted | ru | Kupiansk | Окупанти інфільтруються в Куп'янськ.
        advance | asserted | ru | Novohrodivka | Росіяни протиснули оборону біля Новогродівки.
        advance | asserted | ru | Dvorichne | Ворог переправився через Оскіл біля Двуречної.
        advance | asserted | ua | Krynky | Морпіхи висадилися на лівому березі біля Кринок.
        advance | asserted | ua | Robotyne | ЗСУ просунулися на кілометр південніше Роботиного.
        advance | asserted | ua | Klishchiivka | Сили оборони мають успіх біля Кліщіївки.
        advance | asserted | ua | Verbove | Українські штурмовики прорвали першу лінію оборони біля Вербового.
        advance | asserted | ru | Torske | Росіяни заповзли в Торське.
        advance | asserted | ru | Toretsk | Ворог суттєво просунувся у Торецьку.
        advance | asserted | ru | Pokrovsk | Російські війська заглибилися в оборону під Покровськом.
        advance | asserted | ru | Vovchansk | Противник дійшов до центру Вовчанська.
        advance | asserted | ru | Myrnohrad | Ворог виходить на околиці Мирнограда.
        advance | asserted | ru | Kostiantynivka | Росіяни підбираються до Костянтинівки.
        advance | asserted | ru | Siversk | Російські диверсанти просочуються в Сіверськ.
        withdrawal | asserted | ua | Avdiivka | Сили оборони відійшли з Авдіївки на підготовлені рубежі.
        withdrawal | asserted | ua | Vuhledar | Наші підрозділи залишили Вугледар.
        withdrawal | asserted | ua | Kurakhove | ЗСУ відвели гарнізон із Курахового.
        withdrawal | asserted | ru | Lyman | Окупанти драпанули з Лимана.
        withdrawal | asserted | ru | Kupiansk | Ворога відтіснили від Куп'янська.
        withdrawal | asserted | ru | Hostomel | Загарбників витурили з Гостомеля.
        withdrawal | asserted | ru | Izium | Росіяни тікають з Ізюма.
        withdrawal | asserted | ru | Snihurivka | Окупанти покинули позиції біля Снігурівки.
        withdrawal | asserted | ru | Vovchansk | Російські війська відступили від Вовчанська.
        withdrawal | asserted | ua | Vuhledar | Підрозділи 72-ї бригади вийшли з Вугледара.
        withdrawal | asserted | ru | Synkivka | Противник відійшов на вихідні позиції біля Синьківки.
        withdrawal | asserted | ru | Klynove | Росіян потіснили поблизу Клинового.
        withdrawal | asserted | ru | Klishchiivka | Ворог утік із Кліщіївки.
        withdrawal | asserted | ua | Krasnohorivka | Захисники змушені були відійти з Красногорівки.
        withdrawal | asserted | ru | Kozacha Lopan | Окупанти згорнули свою присутність у Козачій Лопані.
        withdrawal | asserted | ru | Balakliia | Російські підрозділи полишили Робочий Поселок біля Балаклії.
        withdrawal | asserted | ru | Kupiansk | Наші витіснили ворога з центру Куп'янська.
        assault | asserted | ru | Serebrianka | Ворог активно діє в районі Серебрянки.
        assault | asserted | - | Lysivka | Найбільша активність противника спостерігається в районі Лисівки.
        assault | asserted | ru | Pokrovsk | Росіяни тиснуть на Покровськ.
        assault | asserted | ru | Dalnie | Противник намагався змінити обстановку біля Дальнього.
        assault | asserted | ru | Makiivka | Ворог робив спроби прорвати оборону в районі Макіївки.
        assault | asserted | - | Robotyne | Під Роботиним точаться запеклі бої.
        assault | asserted | - | Chasiv Yar | Штурмів зазнав Часів Яр.
        assault | asserted | ru | Nevske | Загарбники здійснили дев'ять спроб потіснити наших захисників біля Невського.
        assault | asserted | ru | Hlyboke | Агресор провів три наступальні дії поблизу Глибокого.
        assault | asserted | ru | Toretsk | Ворожі штурмові групи пробували зайти в Торецьк.
        assault | asserted | ru | Yelyzavetivka | Ворог вів наступ у напрямку Єлизаветівки.
        assault | asserted | ru | Lozova | П'ять атак відбито поблизу Лозової.
        assault | asserted | - | Starytsia | Шість боєзіткнень зафіксовано біля Стариці.
        assault | asserted | ru | Nesterianka | Сили оборони зупинили наступ біля Нестерянки.
        assault | asserted | ru | Chasiv Yar | Росіяни пруть на Часів Яр без упину.
        assault | asserted | ru | Synkivka | Ворог накинувся на позиції під Синьківкою.
        assault | asserted | - | Bakhmut | За Бахмут тривають вуличні бої.
        assault | asserted | - | Vovchansk | У Вовчанську точиться стрілецький бій.
        assault | asserted | ru | Novohrodivka | Наші відбили механізований штурм під Новогродівкою.
        assault | asserted | ua | Siversk | Українські сили контратакували під Сіверськом.
        assault | asserted | ru | Robotyne | Ворог не полишає спроб вибити наші підрозділи з Роботиного.
        assault | asserted | - | Terny | Біля Тернів тривають два боєзіткнення.
        assault | asserted | ru | Avdiivka | Росіяни кидають у м'ясні штурми зеків під Авдіївкою.
        assault | asserted | ru | Avdiivka | Ворог поновив штурми Авдіївки.
        assault | asserted | - | Bakhmut | Запекла битва за Бахмут триває.
        assault | asserted | ru | Toretsk | Ворог зосереджує зусилля на Торецьку.
        strike | asserted | ru | Nikopol | Росіяни скерували на Нікополь дрон-камікадзе.
        strike | asserted | ru | Kharkiv | Ворог поцілив по Харкову двома КАБами.
        strike | asserted | ru | Nikopol | Окупанти накрили Нікополь вогнем артилерії.
        strike | asserted | - | Sumy | По Сумах прилетіли три ракети.
        strike | asserted | ru | Odesa | Ворожий безпілотник врізався у багатоповерхівку в Одесі.
        strike | asserted | - | Antonivka | Під обстріл потрапила Антонівка.
        strike | asserted | ru | Kherson | Армія РФ гатила по Херсону з артилерії.
        strike | asserted | ru | Odesa | Росіяни атакували Одесу «Шахедами».
        strike | asserted | ru | Nikopol | Ворожих ударів зазнали Нікополь та Марганець.
        strike | asserted | ru | Kramatorsk | Окупанти вдарили по Краматорську балістикою.
        strike | asserted | ru | Pokrovsk | Ворог застосував по Покровську авіабомби.
        strike | asserted | ru | Kyiv | Росіяни запустили по Києву десять «Кинджалів».
        strike | asserted | ua | Chystiakove | ЗСУ уразили склад боєприпасів у Торезі.
        strike | asserted | ua | Tuapse | Українські дрони атакували НПЗ у Туапсе.
        strike | asserted | ua | Chonhar | СБУ вразила міст біля Чонгара.
        strike | asserted | - | Nikopol | На Нікополь полетіли дрони.
        strike | asserted | ru | Kherson | Ворог скинув вибухівку з дрона на авто в Херсоні.
        strike | asserted | ru | Beryslav | Росіяни поцілили у лікарню в Бериславі.
        strike | asserted | - | Kupiansk | Куп'янськ під обстрілом.
        strike | asserted | ru | Chasiv Yar | Артилерія ворога працює по Часовому Яру.
        strike | asserted | ru | Khmelnytskyi | Шахеди долетіли до Хмельницького.
        strike | asserted | - | Kharkiv | У Харкові – приліт.
        strike | asserted | ru | Dnipro | Сили ППО знешкодили над Дніпром шість «Шахедів».
        strike | asserted | ru | Poltava | Над Полтавою збито чотири дрони.
        strike | asserted | - | Pavlohrad | Оборонці неба приземлили над Павлоградом п'ять «Гербер».
        strike | asserted | ru | Vovchansk | Авіація ворога відпрацювала по Вовчанську.
        strike | asserted | ru | Bilozerka | Армія РФ прицільно обстріляла Білозерку.
        strike | asserted | ru | Mala Tokmachka | Ворожа авіація завдала авіаційних ударів у районі Малої Токмачки.
        strike | asserted | - | Kherson | FPV-дрон влучив в автобус у Херсоні.
        strike | asserted | - | Nikopol | Снаряди лягли в центрі Нікополя.
        strike | asserted | - | Sumy | У місті Суми пролунала серія вибухів.
        strike | asserted | ru | Klishchiivka | Ворог бив із РСЗВ по Кліщіївці.
        strike | asserted | - | Kharkiv | Харків зазнав ракетного удару.
        strike | asserted | ru | Kherson | Росіяни засипали Херсон снарядами.
        strike | asserted | - | Kramatorsk | Ракета поцілила в готель у Краматорську.
        strike | asserted | ru | Marhanets | Окупанти обстрілювали Марганець із важкої артилерії.
        strike | asserted | ua | Engels | Українські безпілотники завітали в Енгельс.
        strike | asserted | ru | Kherson | Росіяни полюють на цивільних у Херсоні дронами.
        encirclement | asserted | ru | Avdiivka | Росіяни беруть Авдіївку в кліщі.
        encirclement | asserted | - | Toretsk | Торецьк майже оточений.
        encirclement | asserted | ru | Pokrovsk | Ворог перерізав трасу на Покровськ.
        encirclement | asserted | - | Bakhmut | Бахмут у напівоточенні.
        encirclement | asserted | ru | Myrnohrad | Росіяни замкнули кільце довкола Мирнограда.
        encirclement | asserted | ru | Pokrovsk | Логістика до Покровська під вогневим контролем ворога.
        encirclement | asserted | - | Chasiv Yar | Шляхи постачання Часового Яру перебиті.
        encirclement | asserted | ru | Pokrovsk | Окупанти обходять Покровськ із флангів.
        encirclement | asserted | ua | Lyman | Українські війська оточили угруповання росіян у Лимані.
        encirclement | asserted | - | Myrnohrad | Мирноград відрізаний від постачання.
        presence | asserted | ru | Vovchansk | Росіяни накопичують піхоту під Вовчанськом.
        presence | asserted | ru | Kupiansk | Ворог стягнув під Куп'янськ бронетехніку.
        presence | asserted | ru | Enerhodar | У Енергодарі окупанти розмістили техніку на території станції.
        presence | asserted | ru | Berdiansk | У Бердянську базується морська піхота РФ.
        presence | asserted | ru | Pokrovsk | У центрі Покровська ховаються російські солдати.
        presence | asserted | ru | Hryshyne | У Гришиному фіксують ворожу піхоту.
        presence | asserted | ru | Huliaipole | Росіяни перекинули додаткові сили до Гуляйполя.
        presence | asserted | ru | Melitopol | У Мелітополі окупанти облаштували казарми.
        presence | asserted | ru | Rodynske | Ворожі диверсанти помічені в Родинському.
        presence | asserted | ru | Lyman | Окупанти підвели резерви до Лимана.
        presence | asserted | ru | Kupiansk | Групу росіян виявили на півночі Куп'янська.
        losses | asserted | ru | Avdiivka | Під Авдіївкою наші знищили роту окупантів.
        losses | asserted | ru | Robotyne | Мінус 12 окупантів під Роботиним.
        losses | asserted | ru | Vovchansk | Прикордонники ліквідували ворожу групу під Вовчанськом.
        losses | asserted | ru | Vuhledar | Росіяни зазнали значних втрат під Вугледаром.
        losses | asserted | ru | Terny | Нацгвардійці взяли в полон трьох росіян біля Тернів.
        losses | asserted | ru | Chasiv Yar | Ворог поклав під Часовим Яром цілий батальйон.
        losses | asserted | ru | Makiivka | До сотні окупантів загинули біля Макіївки.
        losses | asserted | ru | Vovchansk | Під Вовчанськом знешкоджено 104 окупанти.
        losses | asserted | ru | Bakhmut | Артилеристи розбили гаубицю ворога під Бахмутом.
        losses | asserted | ru | New York City | Наші воїни відмінусували десяток росіян біля Нью-Йорка.
        losses | asserted | ru | Toretsk | Противник втратив убитими й пораненими 40 осіб під Торецьком.
        losses | asserted | ru | Synkivka | Безповоротні втрати ворога біля Синьківки склали 30 осіб.
        losses | asserted | ru | Pokrovsk | У небі над Покровськом збито Су-25.
        damage | asserted | - | Nikopol | У Нікополі понівечено п'ять будинків.
        damage | asserted | - | Kherson | У Херсоні зруйновано школу.
        damage | asserted | - | Sumy | У Сумах загорівся склад.
        damage | asserted | - | Kharkiv | У Харкові вибито вікна у двох багатоповерхівках.
        damage | asserted | - | Zaporizhzhia | У Запоріжжі пошкоджено лінію електропередачі.
        damage | asserted | - | Marinka | Від міста Мар'їнка лишилися руїни.
        damage | asserted | - | Vovchansk | Вовчанськ стерто з лиця землі.
        damage | asserted | - | Konotop | У Конотопі зникло світло.
        damage | asserted | - | Shostka | У Шостці є руйнування.
        damage | asserted | - | Marhanets | Потрощені дахи у Марганці.
        damage | asserted | - | Chernihiv | Чернігів знеструмлено.
        damage | asserted | - | Beryslav | Авто вщент згоріло в Бериславі.
        damage | asserted | - | Izmail | В Ізмаїлі постраждала портова інфраструктура.
        damage | asserted | - | Chasiv Yar | Часів Яр лежить у руїнах.
        damage | asserted | - | Orikhiv | Будинок культури в Оріхові зрівняли із землею.
        damage | asserted | - | Odesa | У Одесі пробито дах школи.
        civilians | asserted | - | Nikopol | У Нікополі постраждали троє людей.
        civilians | asserted | - | Kostiantynivka | У Костянтинівці загинула жінка.
        civilians | asserted | - | Kherson | Дістав поранення 60-річний чоловік у Херсоні.
        civilians | asserted | - | Kramatorsk | У Краматорську під завалами лишаються люди.
        civilians | asserted | - | Toretsk | Поліцейські евакуювали з Торецька 20 людей.
        civilians | asserted | - | Bilozerka | У Білозерці вбито двох цивільних.
        civilians | asserted | - | Antonivka | Контузію отримала мешканка Антонівки.
        civilians | asserted | - | Kherson | До лікарні в Херсоні доправили пораненого хлопця.
        civilians | asserted | - | Dnipro | Кількість загиблих у Дніпрі зросла до семи.
        civilians | asserted | - | Kupiansk | Забрали життя двох людей обстріли Куп'янська.
        civilians | asserted | - | Kharkiv | У Харкові є потерпілі.
        civilians | asserted | - | Zaporizhzhia | Семеро поранених у Запоріжжі.
        civilians | asserted | - | Enerhodar | Росіяни примусово вивезли людей з Енергодара.
        civilians | asserted | - | Ternopil | Тіло жінки дістали з-під завалів у Тернополі.
        visit | asserted | ua | Kupiansk | Зеленський приїхав у Куп'янськ.
        visit | asserted | ua | Pokrovsk | Сирський побував на позиціях біля Покровська.
        visit | asserted | ua | Kharkiv | Президент Зеленський здійснив робочу поїздку до Харкова.
        visit | asserted | ua | Chasiv Yar | Зеленський навідався до військових у Часовому Яру.
        visit | asserted | ru | Mariupol | Путін відвідав Маріуполь.
        control | asserted | ua | Hostomel | Сили оборони витурили загарбників і тримають Гостомель.
        control | denied | ru | Pokrovsk | Ворог не захопив Покровськ.
        assault | asserted | ru | Avdiivka | Ворог не припиняє штурмів Авдіївки.
        assault | asserted | - | Bakhmut | Бої не вщухають у Бахмуті.
        assault | asserted | ru | Robotyne | Росіяни не полишають спроб прорвати оборону біля Роботиного.
        withdrawal | denied | ua | Bakhmut | Оборонці не здали Бахмут.
        withdrawal | asserted | ua | Avdiivka | ЗСУ здали Авдіївку.
        damage | asserted | - | Nikopol | Без руйнувань у Нікополі не обійшлося.
        strike | asserted | ru | Kharkiv | Російський безпілотник збила ППО над Харковом.
        losses | asserted | ru | Vuhledar | Під Вугледаром підбито три танки противника.
    """,
    "ru": """
        control | asserted | ru | Vovchansk | Наши бойцы перевели под свой контроль северную окраину Волчанска.
        control | asserted | ru | Chasiv Yar | Оккупанты подмяли под себя Часов Яр.
        control | asserted | ru | Novohrodivka | Штурмовики забрали Новогродовку.
        control | asserted | ru | Selydove | Армия России установила контроль над Селидово.
        control | asserted | ru | Marinka | ВС РФ полностью контролируют Марьинку.
        control | asserted | ru | Ocheretyne | Наши войска завершили зачистку Очеретино.
        control | asserted | ru | Kurakhove | Курахово наше.
        control | asserted | ru | Zhelanne | Бойцы группировки «Центр» освободили Желанное.
        control | asserted | ru | Dobropillia | Под контроль российских войск перешло Доброполье.
        control | asserted | ru | Vuhledar | Угледар полностью под нашим контролем.
        control | asserted | ru | Toretsk | Штурмовики ВС РФ закрепились на северной окраине Торецка.
        control | asserted | ru | Soledar | Российские военные взяли Соледар.
        control | asserted | ua | Chasiv Yar | Украинские войска удерживают Часов Яр.
        control | asserted | ru | Toretsk | Пехота закрепилась в частном секторе Торецка.
        control | asserted | ua | Kupiansk | Купянск остаётся под контролем ВСУ.
        control | asserted | ru | Klishchiivka | Наши выбили противника из Клещеевки и заняли посёлок.
        control | asserted | ua | Robotyne | ВСУ вернули Роботино.
        control | asserted | ru | Nevelske | В Невельском хозяйничают россияне.
        control | asserted | ru | Zhelanne | Освобождён населённый пункт Желанное.
        control | asserted | ru | Novoivanivka | Удалось освободить Новоивановку.
        control | asserted | ru | Zarichne | Донецкий Кировск уже давно под контролем ВС РФ.
        control | asserted | ru | Robotyne | Взят под контроль опорный пункт у Работино.
        control | asserted | ru | Myrnohrad | ВС РФ занимают всё новые кварталы Мирнограда.
        control | asserted | ru | Bakhmut | Весь Бахмут в руках россиян.
        advance | asserted | ru | Bila Hora | ВС РФ продвинулись в районе Белой Горы.
        advance | asserted | ru | Pokrovsk | Россияне просочились в Покровск.
        advance | asserted | ru | Kostiantynivka | Наши подошли вплотную к Константиновке.
        advance | asserted | ru | Rodynske | Штурмовые группы зашли в Родинское.
        advance | asserted | ru | Velyka Novosilka | Группировка «Восток» улучшила положение по переднему краю у Великой Новосёлки.
        advance | asserted | ru | Ocheretyne | Российские войска вклинились в оборону противника у Очеретино.
        advance | asserted | ru | Kupiansk | Русские инфильтруются в Купянск.
        advance | asserted | ru | Novohrodivka | Наши продавили оборону ВСУ у Новогродовки.
        advance | asserted | ru | Vovchansk | ВС РФ имеют успех под Волчанском.
        advance | asserted | ru | Vovchansk | Наши штурмовики дошли до центра Волчанска.
        advance | asserted | ru | Myrnohrad | Российские войска выходят на окраины Мирнограда.
        advance | asserted | ru | Kostiantynivka | Россияне подбираются к Константиновке.
        advance | asserted | ru | Sumy | Российские войска развивают наступление на Сумы.
        advance | asserted | ru | Pokrovsk | ВС РФ прошли два километра в сторону Покровска.
        advance | asserted | ru | Kozacha Lopan | Россия ввела войска в Казачью Лопань.
        advance | asserted | ru | Ternivka | Бойцы продвинулись на полкилометра под Терновкой.
        withdrawal | asserted | ua | Avdiivka | ВСУ отошли из Авдеевки.
        withdrawal | asserted | ua | Vuhledar | Украинские формирования оставили Угледар.
        withdrawal | asserted | ua | Kurakhove | Противник отвёл гарнизон из Курахово.
        withdrawal | asserted | ru | Lyman | Оккупанты драпанули из Лимана.
        withdrawal | asserted | ua | Kurdiumivka | ВСУ выбиты из Курдюмовки.
        withdrawal | asserted | ua | Klishchiivka | Противника отбросили от Клещеевки.
        withdrawal | asserted | ua | Sudzha | Боевиков вытеснили из Суджи.
        withdrawal | asserted | ua | Selydove | Хохлы бегут из Селидово.
        withdrawal | asserted | ua | Robotyne | Противник бросил позиции у Работино.
        withdrawal | asserted | ru | Kherson | Российские войска покинули Херсон.
        withdrawal | asserted | ru | Snake Island | Россияне ушли с острова Змеиный.
        withdrawal | asserted | ua | Krasnohorivka | Противник отступил на запасные позиции под Красногоровкой.
        assault | asserted | ua | Serebrianka | Противник активен в районе Серебрянки.
        assault | asserted | ru | Pokrovsk | ВС РФ давят на Покровск.
        assault | asserted | ua | Klishchiivka | ВСУ семь раз атаковали Клещеевку.
        assault | asserted | ua | Tyotkino | Противник предпринял попытку прорыва у Теткино.
        assault | asserted | - | Robotyne | Под Работино идут тяжёлые бои.
        assault | asserted | - | Toretsk | Идут бои за Торецк.
        assault | asserted | ua | Hlyboke | Отражено пять контратак ВСУ в районе Глубокого.
        assault | asserted | ua | Lyptsi | Отбита атака ВСУ у Липцев.
        assault | asserted | ru | Chasiv Yar | Наши штурмуют Часов Яр.
        assault | asserted | ua | Sumy | ВСУ провели контрудар под Сумами.
        assault | asserted | - | Toretsk | Штурмовики втянулись в бои за Торецк.
        assault | asserted | ua | Klishchiivka | ВСУ ломятся в Клещеевку.
        assault | asserted | - | Toretsk | Бои переместились в центр Торецка.
        assault | asserted | - | Vovchansk | В Волчанске завязался стрелковый бой.
        assault | asserted | ua | Robotyne | Противник вновь пошёл на штурм Работино.
        assault | asserted | ua | Grayvoron | Пресечена попытка прорыва ДРГ у Грайворона.
        assault | asserted | ua | Kupiansk | ВСУ кидают резервы в контратаки под Купянском.
        assault | asserted | ru | Huliaipole | ВС РФ наступают на Гуляйполе.
        assault | asserted | - | Synkivka | Встречные бои продолжаются у Синьковки.
        assault | asserted | - | Kupiansk | Жарко под Купянском.
        strike | asserted | ru | Nikopol | Россияне направили на Никополь дрон-камикадзе.
        strike | asserted | ua | Horlivka | ВСУ обстреляли Горловку.
        strike | asserted | ua | Shebekino | Противник нанёс удар по Шебекино.
        strike | asserted | - | Sumy | По Сумам прилетело три ракеты.
        strike | asserted | - | Belgorod | Беспилотник врезался в многоэтажку в Белгороде.
        strike | asserted | - | Ocheretyne | Под обстрел попал посёлок Очеретино.
        strike | asserted | ru | Kostiantynivka | Наши накрыли ПВД ВСУ в Константиновке.
        strike | asserted | ru | Vovchansk | ВКС отработали по Волчанску.
        strike | asserted | - | Shebekino | Ударам подверглись Шебекино и Грайворон.
        strike | asserted | - | Engels | БПЛА атаковали Энгельс.
        strike | asserted | - | Shebekino | Дрон сбросил взрывчатку на автомобиль в Шебекино.
        strike | asserted | ua | Tokmak | Киев нанёс удар HIMARS по Токмаку.
        strike | asserted | - | Kupiansk | Авиация сбросила ФАБ-500 на Купянск.
        strike | asserted | ru | Odesa | «Герани» прилетели в Одессу.
        strike | asserted | - | Bryansk | Над Брянском сбили шесть дронов.
        strike | asserted | - | Kursk | ПВО перехватила три ракеты над Курском.
        strike | asserted | - | Belgorod | В Белгороде слышны взрывы.
        strike | asserted | ru | Pavlohrad | Поражён эшелон в Павлограде.
        strike | asserted | - | Grayvoron | FPV-дрон ударил по автобусу в Грайвороне.
        strike | asserted | ua | Donetsk | ВСУ выпустили по Донецку восемь снарядов.
        strike | asserted | - | Horlivka | Снаряды легли в центре Горловки.
        strike | asserted | - | Kharkiv | Прилёты в Харькове.
        strike | asserted | - | Chasiv Yar | Артиллерия работает по Часову Яру.
        strike | asserted | - | Kupiansk | Купянск утюжат ФАБами.
        strike | asserted | ua | Shebekino | Украинский беспилотник сдетонировал в Шебекино.
        strike | asserted | - | Shebekino | Атакован автомобиль в Шебекино.
        strike | asserted | ua | Staryy Oskol | ВСУ атаковали нефтебазу в Старом Осколе.
        strike | asserted | ru | Dnipro | Российские войска нанесли групповой удар по Днепропетровску.
        strike | asserted | - | Mykolaiv | Ракетный удар пришёлся по Николаеву.
        strike | asserted | - | Vasylivka | В Васильевке взорван автомобиль чиновника.
        strike | asserted | ua | Sevastopol | Украинские БПЛА пытались атаковать Севастополь.
        encirclement | asserted | ru | Avdiivka | Наши берут Авдеевку в клещи.
        encirclement | asserted | - | Toretsk | Торецк почти окружён.
        encirclement | asserted | ru | Pokrovsk | ВС РФ перерезали трассу на Покровск.
        encirclement | asserted | - | Bakhmut | Бахмут в полуокружении.
        encirclement | asserted | - | Myrnohrad | Кольцо вокруг Мирнограда замкнулось.
        encirclement | asserted | - | Chasiv Yar | Пути снабжения Часова Яра перебиты.
        encirclement | asserted | ru | Pokrovsk | Наши обходят Покровск с флангов.
        encirclement | asserted | - | Myrnohrad | Гарнизон Мирнограда отрезан.
        encirclement | asserted | ru | Kupiansk | В Купянске блокированы остатки бригады ВСУ.
        presence | asserted | ua | Vovchansk | ВСУ накапливают пехоту под Волчанском.
        presence | asserted | ua | Kupiansk | Противник стянул под Купянск бронетехнику.
        presence | asserted | ua | Druzhkivka | ВСУ разместили технику в школе в Дружковке.
        presence | asserted | ua | Pokrovsk | В центре Покровска прячутся боевики.
        presence | asserted | ua | Huliaipole | Противник перебросил резервы к Гуляйполю.
        presence | asserted | ua | Chuhuiv | В Чугуеве выявлено скопление техники ВСУ.
        losses | asserted | ua | Avdiivka | Под Авдеевкой уничтожена рота ВСУ.
        losses | asserted | ua | Robotyne | Минус 12 боевиков под Работино.
        losses | asserted | ua | Vuhledar | ВСУ понесли большие потери под Угледаром.
        losses | asserted | ua | Terny | Взяты в плен трое украинских солдат у Тернов.
        losses | asserted | ua | Chasiv Yar | Противник положил под Часовым Яром целый батальон.
        losses | asserted | ua | Makiivka | До сотни боевиков погибли у Макеевки.
        losses | asserted | ua | Synkivka | ВСУ потеряли до 200 военнослужащих в районе Синьковки.
        losses | asserted | ua | Sudzha | Потери противника под Суджей составили 50 человек.
        losses | asserted | ua | Vovchansk | В Волчанске сдались в плен десять военнослужащих ВСУ.
        damage | asserted | - | Grayvoron | В Грайвороне повреждены пять домов.
        damage | asserted | - | Shebekino | В Шебекино выбиты окна в двух многоэтажках.
        damage | asserted | - | Kozinka | В селе Козинка оказался разрушен гараж.
        damage | asserted | - | Sumy | В Сумах загорелся склад.
        damage | asserted | - | Enerhodar | В Энергодаре повреждена подстанция.
        damage | asserted | - | Marinka | От Марьинки остались руины.
        damage | asserted | - | Vovchansk | Волчанск стёрт с лица земли.
        damage | asserted | - | Horlivka | В Горловке пропал свет.
        damage | asserted | - | Shebekino | Осколки посекли два автомобиля в Шебекино.
        damage | asserted | - | Belgorod | В Белгороде обесточены три улицы.
        damage | asserted | - | Chasiv Yar | Часов Яр лежит в руинах.
        damage | asserted | - | Shebekino | В Шебекино пострадала подстанция.
        damage | asserted | - | Horlivka | Пробита крыша школы в Горловке.
        civilians | asserted | - | Grayvoron | В Грайвороне ранены три человека.
        civilians | asserted | - | Kostiantynivka | В Константиновке погибла женщина.
        civilians | asserted | - | Shebekino | Контузию получила жительница Шебекино.
        civilians | asserted | - | Belgorod | Число погибших в Белгороде выросло до семи.
        civilians | asserted | - | Shebekino | Баротравму получил подросток в Шебекино.
        civilians | asserted | - | Horlivka | В больницу Горловки доставили раненого мужчину.
        civilians | asserted | - | Toretsk | Из Торецка эвакуировали 20 человек.
        civilians | asserted | - | Lysychansk | Тело женщины достали из-под завалов в Лисичанске.
        civilians | asserted | - | Horlivka | Убиты двое мирных жителей в Горловке.
        visit | asserted | ua | Kupiansk | Зеленский приехал в Купянск.
        visit | asserted | ru | Mariupol | Путин посетил Мариуполь.
        visit | asserted | ru | Vovchansk | Белоусов проинспектировал войска под Волчанском.
        visit | asserted | ru | Selydove | Глава ДНР Пушилин побывал в Селидово.
        assault | asserted | ua | Klishchiivka | ВСУ не прекращают штурмов Клещеевки.
        assault | asserted | - | Bakhmut | Бои не утихают в Бахмуте.
        assault | asserted | ua | Robotyne | ВСУ не оставляют попыток прорвать оборону у Работино.
        withdrawal | denied | ua | Bakhmut | ВСУ не сдали Бахмут.
        withdrawal | asserted | ua | Avdiivka | ВСУ сдали Авдеевку.
        damage | asserted | - | Horlivka | Без разрушений в Горловке не обошлось.
        strike | asserted | ua | Belgorod | Украинский беспилотник сбила ПВО над Белгородом.
        losses | asserted | ua | Vuhledar | Под Угледаром подбиты три танка противника.
        control | denied | ru | Pokrovsk | ВС РФ не захватили Покровск.
    """,
}
TELLS_NOTHING = {
    "uk": """
        Компанія закріпилася на ринку Харкова.
        У Києві вибороли медаль юні борці.
        Волонтери активізувалися у Львові.
        Делегація прилетіла до Києва.
        Магазин у Полтаві працює по буднях.
        Міністр зосередив зусилля на переговорах у Києві.
        Чоловік здав кров у Дніпрі.
        Мер відвідав відкриття школи, повідомили в Одесі.
        Студенти ховаються від дощу в Одесі.
        Футболіст отримав травму у Львові.
        У Чернівцях посилили контроль якості води.
        Кандидат утримав лідерство у Вінниці.
        У Рівному відсунули терміни ремонту.
        Поїзд із Києва прибув вчасно.
        Синоптики кажуть, що на Харків сунуть дощі.
        У Полтаві стартувала битва за врожай.
    """,
    "ru": """
        Компания закрепилась на рынке Ростова.
        Борцы отвоевали право на финал в Москве.
        Волонтёры активизировались в Курске.
        Делегация прилетела в Донецк.
        Магазин в Белгороде работает по будням.
        Министр сосредоточил усилия на переговорах в Киеве.
        Мужчина сдал кровь в Луганске.
        Студенты прячутся от дождя в Одессе.
        Футболист получил травму в Курске.
        Кандидат удержал лидерство в Одессе.
        В Брянске отодвинули сроки ремонта.
        Поезд из Киева прибыл вовремя.
        В Воронеже началась битва за урожай.
        Автобус врезался в столб в Луганске.
    """,
}

# Who acts and who denies, where words stand freely.
MEANT = {
    "uk": """
        control | denied | ru | Vovchansk | Генштаб ЗСУ заяви про окупацію Вовчанська спростовує.
        control | denied | ru | Vovchansk | Генштаб ЗСУ заяви про окупацію Вовчанська спростовує, втім, додає: ситуація напружена.
        strike | asserted | ru | Nikopol | Ворог завдав удару по Нікополю, застосувавши БпЛА типу «Шахед».
        advance | denied | ru | Kupiansk | Окупанти заявляють, що захопили Покровськ, проте війська РФ навіть не наблизилися до Куп'янська.
        advance | asserted | ua | Snihurivka | ЗСУ зайшли до Снігурівки, яка знаходиться за 50 км від Херсона.
        control | asserted | ru | Soledar | Після взяття росіянами Соледара штурмові дії довкола Бахмута посилилися.
        damage | asserted | - | Vovchansk | Російські окупанти мають просування у Вовчанську, але місто фактично зруйноване.
    """,
    "ru": """
        control | denied | ru | Vuhledar | Генштаб ВСУ сообщения о захвате Угледара опровергает.
        control | asserted | ru | Soledar | После взятия россиянами Соледара штурмовые действия вокруг Бахмута усилились.
        control | asserted | ru | Novoivanivka | Минобороны РФ: удалось освободить Новоивановку.
        assault | asserted | ua | Kherson | Российская армия успешно противостоит атакам ВСУ под Херсоном.
    """,
}


def rows(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(language, line.strip()) for language, lines in table.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("language", "row"), [*rows(TOLD), *rows(MEANT)])
def test_what_is_told_is_claimed(language: str, row: str, tools: Tools) -> None:
    *told, text = row.split(" | ")
    claims = read_document(Document("d1", text, language=language), tools).claims
    read = [
        [claim.kind.value, claim.polarity.value, claim.actor_side or "-", claim.placement.place.name]
        for claim in claims
        if claim.placement is not None and claim.placement.place is not None and claim.modality.value == "actual"
    ]
    assert told in read


@pytest.mark.parametrize(("language", "text"), rows(TELLS_NOTHING))
def test_what_tells_nothing_of_a_place_is_no_claim(language: str, text: str, tools: Tools) -> None:
    assert read_document(Document("d1", text, language=language), tools).claims == ()
