"""The captions, in every language of the site: nobody speaks in the film, so they say what is seen and heard.

Danish and English are the film's own; the others are drafts that no native speaker has read yet, and say so in their
file. The figures and their sources are those of the guide's page five-minutes, so are the school's and the partner town's."""

import sys
import unicodedata

LINES, LETTERS, PACE = 2, 38, 17  # lines, columns of a line, columns a second: narrower than kiosk/core/film/captions.h asks
SHORT, LONG = 2.0, 7.0  # s

TIMES = ((0.4, 5.4), (6.4, 11.4), (12.4, 17.4), (18.4, 23.4), (24.4, 29.4), (30.4, 35.4), (36.4, 41.4), (42.4, 47.4),
         (48.4, 52.6), (52.8, 56.6), (57.4, 60.2), (60.4, 63.0), (63.2, 65.8), (66.4, 71.4), (72.2, 74.8), (75.4, 80.4),
         (81.0, 86.0), (86.4, 89.6))

CAPTIONS = {
    "da": """[rolig musik]|Ballerup fra morgen til aften.
Ballerup ligger cirka 15 km|nordvest for København.
S-toget standser på fem stationer|i kommunen (Trap Danmark, 2018).
51.237 mennesker bor i Ballerup|(Danmarks Statistik, 2024).
Her er omkring 41.000 job|(Trap Danmark, 2016).
Fem kommunale skoler – og|studerende på DTU i Ballerup.
Biblioteket ligger ved stationen.|Kom ind, sæt dig, og læs.
Ballerup Super Arena er landets|velodrom (TheMayor.EU, 2021).
12 procent af kommunen er skov|(Trap Danmark, 2018).
Forår, sommer, efterår og vinter.
Borgerservice hjælper dig i gang.
På sprogskolen lærer du dansk.
Frivillige vil gerne møde dig.
Brandenburg an der Havel i Tyskland:|vores samarbejdsby siden 2017.
Aften ved søen.
[musikken bliver roligere]|Lysene tændes i vinduerne.
Velkommen til Ballerup:|ballerup.dk/english
[musikken klinger ud]""",
    "en": """[calm music]|Ballerup from morning to evening.
Ballerup lies about 15 km|north-west of Copenhagen.
The S-train stops at five stations|here (Trap Danmark, 2018).
51,237 people live in Ballerup|(Statistics Denmark, 2024).
There are about 41,000 jobs here|(Trap Danmark, 2016).
Five municipal schools – and|students at DTU in Ballerup.
The library is next to the station.|Come in, sit down, and read.
Ballerup Super Arena is the national|velodrome (TheMayor.EU, 2021).
12 per cent of Ballerup is forest|(Trap Danmark, 2018).
Spring, summer, autumn and winter.
Citizen Service helps you get started.
Learn Danish at the language school.
Volunteers would like to meet you.
Brandenburg an der Havel, Germany:|our partner town since 2017.
Evening by the lake.
[the music grows quieter]|Lights come on in the windows.
Welcome to Ballerup:|ballerup.dk/english
[the music fades away]""",
    "de": """[ruhige Musik]|Ballerup von morgens bis abends.
Ballerup liegt etwa 15 km|nordwestlich von Kopenhagen.
Die S-Bahn hält hier an fünf|Stationen (Trap Danmark, 2018).
51.237 Menschen leben in Ballerup|(Danmarks Statistik, 2024).
Hier gibt es rund 41.000 Arbeitsplätze|(Trap Danmark, 2016).
Fünf kommunale Schulen – und|Studierende der DTU in Ballerup.
Die Bibliothek liegt am Bahnhof.|Kommen Sie herein und lesen Sie.
Ballerup Super Arena: die nationale|Radrennbahn (TheMayor.EU, 2021).
12 Prozent von Ballerup sind Wald|(Trap Danmark, 2018).
Frühling, Sommer, Herbst und Winter.
Der Bürgerservice hilft Ihnen.
In der Sprachschule lernt man Dänisch.
Freiwillige möchten Sie kennenlernen.
Brandenburg an der Havel:|unsere Partnerstadt seit 2017.
Abend am See.
[die Musik wird leiser]|In den Fenstern gehen Lichter an.
Willkommen in Ballerup:|ballerup.dk/english
[die Musik verklingt]""",
    "uk": """[спокійна музика]|Баллеруп від ранку до вечора.
Баллеруп – це близько 15 км|на північний захід від Копенгагена.
Поїзд S-tog має тут п’ять станцій|(Trap Danmark, 2018).
У Баллерупі живуть 51 237 людей|(Danmarks Statistik, 2024).
Тут близько 41 000 робочих місць|(Trap Danmark, 2016).
П’ять муніципальних шкіл – і|студенти DTU в Баллерупі.
Бібліотека – поруч зі станцією.|Заходьте, сідайте й читайте.
Ballerup Super Arena – національний|велодром (TheMayor.EU, 2021).
12 відсотків Баллерупа – ліс|(Trap Danmark, 2018).
Весна, літо, осінь і зима.
Borgerservice допоможе вам почати.
У мовній школі ви вивчите данську.
Волонтери хочуть познайомитися.
Brandenburg an der Havel, Німеччина:|наше місто-партнер із 2017 року.
Вечір біля озера.
[музика стає тихішою]|У вікнах запалюється світло.
Ласкаво просимо до Баллерупа:|ballerup.dk/english
[музика затихає]""",
    "pl": """[spokojna muzyka]|Ballerup od rana do wieczora.
Ballerup leży około 15 km|na północny zachód od Kopenhagi.
Kolejka S-tog ma tu pięć stacji|(Trap Danmark, 2018).
W Ballerup mieszka 51 237 osób|(Danmarks Statistik, 2024).
Jest tu około 41 000 miejsc pracy|(Trap Danmark, 2016).
Pięć szkół gminnych – i studenci|DTU w Ballerup.
Biblioteka jest obok stacji.|Wejdź, usiądź i czytaj.
Ballerup Super Arena to welodrom|narodowy (TheMayor.EU, 2021).
12 procent Ballerup to las|(Trap Danmark, 2018).
Wiosna, lato, jesień i zima.
Borgerservice pomoże ci na początku.
W szkole językowej poznasz duński.
Wolontariusze chcą cię poznać.
Brandenburg an der Havel w Niemczech:|miasto partnerskie od 2017 roku.
Wieczór nad jeziorem.
[muzyka cichnie]|W oknach zapalają się światła.
Witamy w Ballerup:|ballerup.dk/english
[muzyka milknie]""",
    "ar": """[موسيقى هادئة]|بالروب من الصباح إلى المساء.
تبعد بالروب نحو 15 كم إلى الشمال|الغربي من كوبنهاغن.
يتوقف قطار S-tog هنا في خمس محطات|(Trap Danmark، 2018).
يسكن في بالروب 51,237 شخصًا|(Danmarks Statistik، 2024).
هنا نحو 41,000 وظيفة|(Trap Danmark، 2016).
خمس مدارس بلدية، وطلاب|جامعة DTU في بالروب.
المكتبة بجانب المحطة.|ادخل واجلس واقرأ.
Ballerup Super Arena: مضمار الدراجات|الوطني (TheMayor.EU، 2021).
12 في المئة من بالروب غابات|(Trap Danmark، 2018).
ربيع وصيف وخريف وشتاء.
تساعدك Borgerservice في البداية.
في مدرسة اللغة تتعلم الدنماركية.
يود المتطوعون التعرف إليك.
Brandenburg an der Havel في ألمانيا:|مدينتنا الشريكة منذ 2017.
مساء عند البحيرة.
[تهدأ الموسيقى]|تضيء الأنوار في النوافذ.
أهلًا بك في بالروب:|ballerup.dk/english
[تتلاشى الموسيقى]""",
    "fa": """[موسیقی آرام]|بالروپ از صبح تا شب.
بالروپ حدود ۱۵ کیلومتری|شمال غربی کپنهاگ است.
قطار S-tog اینجا پنج ایستگاه دارد|(Trap Danmark، ۲۰۱۸).
۵۱٬۲۳۷ نفر در بالروپ زندگی می‌کنند|(Danmarks Statistik، ۲۰۲۴).
اینجا حدود ۴۱٬۰۰۰ شغل هست|(Trap Danmark، ۲۰۱۶).
پنج مدرسهٔ شهرداری و|دانشجویان DTU در بالروپ.
کتابخانه کنار ایستگاه است.|بیایید، بنشینید و بخوانید.
Ballerup Super Arena پیست ملی|دوچرخه‌سواری (TheMayor.EU، ۲۰۲۱).
۱۲ درصد بالروپ جنگل است|(Trap Danmark، ۲۰۱۸).
بهار، تابستان، پاییز و زمستان.
Borgerservice در آغاز کمکتان می‌کند.
در مدرسهٔ زبان دانمارکی یاد می‌گیرید.
داوطلبان می‌خواهند با شما آشنا شوند.
Brandenburg an der Havel در آلمان:|از ۲۰۱۷ شهر شریک ماست.
شب کنار دریاچه.
[موسیقی آرام‌تر می‌شود]|چراغ پنجره‌ها روشن می‌شود.
به بالروپ خوش آمدید:|ballerup.dk/english
[موسیقی محو می‌شود]""",
    "tr": """[sakin müzik]|Sabahtan akşama Ballerup.
Ballerup, Kopenhag’ın yaklaşık|15 km kuzeybatısındadır.
S-tren burada beş istasyonda durur|(Trap Danmark, 2018).
Ballerup’ta 51.237 kişi yaşıyor|(Danmarks Statistik, 2024).
Burada yaklaşık 41.000 iş var|(Trap Danmark, 2016).
Beş belediye okulu ve|Ballerup’ta DTU öğrencileri.
Kütüphane istasyonun yanındadır.|Gelin, oturun ve okuyun.
Ballerup Super Arena: ulusal velodrom|(TheMayor.EU, 2021).
Ballerup’un yüzde 12’si orman|(Trap Danmark, 2018).
İlkbahar, yaz, sonbahar ve kış.
Borgerservice başlamanıza yardım eder.
Dil okulunda Danca öğrenirsiniz.
Gönüllüler sizinle tanışmak istiyor.
Almanya’da Brandenburg an der Havel:|2017’den beri kardeş şehrimiz.
Göl kıyısında akşam.
[müzik yavaşlar]|Pencerelerde ışıklar yanar.
Ballerup’a hoş geldiniz:|ballerup.dk/english
[müzik biter]""",
    "ro": """[muzică liniștită]|Ballerup de dimineața până seara.
Ballerup se află la circa 15 km|nord-vest de Copenhaga.
Trenul S oprește aici în cinci gări|(Trap Danmark, 2018).
51 237 de oameni trăiesc în Ballerup|(Danmarks Statistik, 2024).
Aici sunt circa 41 000 de locuri|de muncă (Trap Danmark, 2016).
Cinci școli municipale – și|studenți DTU la Ballerup.
Biblioteca este lângă gară.|Intrați, luați loc și citiți.
Ballerup Super Arena: velodromul|național (TheMayor.EU, 2021).
12 la sută din Ballerup e pădure|(Trap Danmark, 2018).
Primăvară, vară, toamnă și iarnă.
Borgerservice vă ajută la început.
La școala de limbi învățați daneza.
Voluntarii vor să vă cunoască.
Brandenburg an der Havel, Germania:|orașul nostru partener din 2017.
Seară la lac.
[muzica devine mai liniștită]|Se aprind luminile la ferestre.
Bine ați venit la Ballerup:|ballerup.dk/english
[muzica se stinge]""",
    "fr": """[musique calme]|Ballerup, du matin au soir.
Ballerup est à environ 15 km|au nord-ouest de Copenhague.
Le S-tog s’arrête ici dans cinq gares|(Trap Danmark, 2018).
51 237 personnes vivent à Ballerup|(Danmarks Statistik, 2024).
Il y a ici environ 41 000 emplois|(Trap Danmark, 2016).
Cinq écoles municipales – et des|étudiants de DTU à Ballerup.
La bibliothèque est près de la gare.|Entrez, asseyez-vous et lisez.
Ballerup Super Arena : le vélodrome|national (TheMayor.EU, 2021).
12 pour cent de Ballerup : la forêt|(Trap Danmark, 2018).
Printemps, été, automne et hiver.
Borgerservice vous aide au début.
À l’école de langue, on apprend|le danois.
Des bénévoles veulent vous connaître.
Brandenburg an der Havel, Allemagne :|notre ville partenaire depuis 2017.
Le soir au bord du lac.
[la musique s’adoucit]|Les fenêtres s’allument.
Bienvenue à Ballerup :|ballerup.dk/english
[la musique s’éteint]""",
    "es": """[música tranquila]|Ballerup, de la mañana a la noche.
Ballerup está a unos 15 km|al noroeste de Copenhague.
El S-tog para aquí en cinco estaciones|(Trap Danmark, 2018).
51 237 personas viven en Ballerup|(Danmarks Statistik, 2024).
Aquí hay unos 41 000 empleos|(Trap Danmark, 2016).
Cinco escuelas municipales y|estudiantes de DTU en Ballerup.
La biblioteca: junto a la estación.|Pase, siéntese y lea.
Ballerup Super Arena: el velódromo|nacional (TheMayor.EU, 2021).
El 12 por ciento de Ballerup es bosque|(Trap Danmark, 2018).
Primavera, verano, otoño e invierno.
Borgerservice le ayuda a empezar.
En la escuela de idiomas se aprende|danés.
Los voluntarios quieren conocerle.
Brandenburg an der Havel, Alemania:|ciudad hermana desde 2017.
Anochecer junto al lago.
[la música se calma]|Se encienden las ventanas.
Bienvenidos a Ballerup:|ballerup.dk/english
[la música se apaga]""",
    "lt": """[rami muzika]|Ballerupas nuo ryto iki vakaro.
Ballerupas yra apie 15 km|į šiaurės vakarus nuo Kopenhagos.
S-tog čia stoja penkiose stotyse|(Trap Danmark, 2018).
Ballerupe gyvena 51 237 žmonės|(Danmarks Statistik, 2024).
Čia yra apie 41 000 darbo vietų|(Trap Danmark, 2016).
Penkios savivaldybės mokyklos ir|DTU studentai Ballerupe.
Biblioteka yra prie stoties.|Užeikite, prisėskite ir skaitykite.
Ballerup Super Arena – nacionalinis|velodromas (TheMayor.EU, 2021).
12 procentų Ballerupo yra miškas|(Trap Danmark, 2018).
Pavasaris, vasara, ruduo ir žiema.
Borgerservice padės jums pradėti.
Kalbų mokykloje išmoksite danų kalbos.
Savanoriai nori su jumis susipažinti.
Brandenburg an der Havel, Vokietija:|miestas partneris nuo 2017 m.
Vakaras prie ežero.
[muzika rimsta]|Languose užsidega šviesos.
Sveiki atvykę į Ballerupą:|ballerup.dk/english
[muzika nutyla]""",
    "zh-Hans": """[轻柔的音乐]|巴勒鲁普的一天，从早到晚。
巴勒鲁普位于哥本哈根|西北约 15 公里处。
S-tog 城铁在这里有五个车站|（Trap Danmark，2018）。
巴勒鲁普有 51,237 位居民|（Danmarks Statistik，2024）。
这里约有 41,000 个工作岗位|（Trap Danmark，2016）。
五所市立学校，还有|在巴勒鲁普学习的 DTU 学生。
图书馆就在车站旁边。|请进来，坐下，读书。
Ballerup Super Arena 是国家|自行车馆（TheMayor.EU，2021）。
全市 12% 是森林|（Trap Danmark，2018）。
春、夏、秋、冬。
公民服务处帮您起步。
在语言学校学习丹麦语。
志愿者期待认识您。
德国 Brandenburg an der Havel：|2017 年起的友好城市。
湖边的傍晚。
[音乐渐缓]|窗户一扇扇亮了起来。
欢迎来到巴勒鲁普：|ballerup.dk/english
[音乐渐渐消失]""",
    "hi": """[शांत संगीत]|सुबह से शाम तक बालेरुप।
बालेरुप कोपेनहेगन से लगभग|15 किमी उत्तर-पश्चिम में है।
S-ट्रेन यहाँ पाँच स्टेशनों पर रुकती है|(Trap Danmark, 2018).
बालेरुप में 51,237 लोग रहते हैं|(Danmarks Statistik, 2024).
यहाँ लगभग 41,000 नौकरियाँ हैं|(Trap Danmark, 2016).
पाँच नगरपालिका स्कूल और|बालेरुप में DTU के विद्यार्थी।
पुस्तकालय स्टेशन के पास है।|आइए, बैठिए और पढ़िए।
Ballerup Super Arena: राष्ट्रीय|वेलोड्रोम (TheMayor.EU, 2021).
बालेरुप का 12 प्रतिशत जंगल है|(Trap Danmark, 2018).
वसंत, गर्मी, पतझड़ और सर्दी।
Borgerservice शुरुआत में मदद करता है।
भाषा स्कूल में डेनिश सीखिए।
स्वयंसेवक आपसे मिलना चाहते हैं।
Brandenburg an der Havel, जर्मनी:|2017 से हमारा साझेदार शहर।
झील के किनारे शाम।
[संगीत धीमा होता है]|खिड़कियों में बत्तियाँ जलती हैं।
बालेरुप में स्वागत है:|ballerup.dk/english
[संगीत थम जाता है]""",
}


def cues(language):
    texts = [line.split("|") for line in CAPTIONS[language].split("\n")]
    return list(zip(TIMES, texts, strict=True))


def stamp(seconds):
    ms = round(seconds * 1000)
    return f"{ms // 60000:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def vtt(language):
    """The file of a language."""
    note = "" if language in ("da", "en") else "NOTE A draft: no native speaker has read it yet.\n\n"
    return "WEBVTT\n\n" + note + "\n".join(
        f"{stamp(start)} --> {stamp(end)}\n" + "\n".join(lines) + "\n" for (start, end), lines in cues(language))


def check(seconds):
    """Ends the program when a caption breaks a rule."""
    wrong = []
    for language in CAPTIONS:
        before = 0.0
        for (start, end), lines in cues(language):
            text = " / ".join(lines)
            widths = [sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line) for line in lines]
            pace = (sum(widths) + len(lines) - 1) / (end - start)
            if len(lines) > LINES or max(widths) > LETTERS:
                wrong.append(f"{language} {start}: {text}: {widths} letters")
            if pace > PACE:
                wrong.append(f"{language} {start}: {text}: {pace:.1f} letters a second")
            if not SHORT <= end - start <= LONG or start < before or end > seconds:
                wrong.append(f"{language} {start}: {text}: from {start} to {end}")
            before = end
    if wrong:
        sys.exit("\n".join(wrong))
