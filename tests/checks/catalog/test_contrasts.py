"""An opposite in a word's place is found in all ten languages, and the right word passes.

The sentences are invented: none of them stands in a catalog that ships.
"""

from itertools import combinations

import pytest
from checks.catalog.planted import found

from leaflets.checks.catalog.speech import folded_text, speech

DOSE = "You start with a small dose."
WORSE = "Stop it for a while if the pain gets worse."
VEIN = "It goes into a vein, always slowly."
RARE = "Some people have rare but serious problems."
SIDE = "Look at the left side by day and by night."
SHRINK = "It can help the lump shrink."

IN = {
    "cy": {
        DOSE: ("Rydych yn dechrau gyda dos bach.", "dechrau>stopio", "bach>mawr"),
        WORSE: ("Rhowch y gorau iddo am gyfnod os yw’r boen yn gwaethygu.",
                "am gyfnod>am byth", "gwaethygu>gwella"),
        VEIN: ("Mae’n mynd i wythïen, bob amser yn araf.", "wythïen>rydweli",
               "bob amser>weithiau", "araf>gyflym"),
        RARE: ("Mae rhai pobl yn cael problemau prin ond difrifol.", "rhai pobl>pawb",
               "prin>aml", "difrifol>ysgafn"),
        SIDE: ("Edrychwch ar yr ochr chwith ddydd a nos.", "chwith>dde", "nos>dydd"),
        SHRINK: ("Gall helpu’r lwmp i grebachu.", "grebachu>dyfu", "helpu>niweidio"),
    },
    "pl": {
        DOSE: ("Zaczyna się od małej dawki.", "Zaczyna>Kończy i przestaje", "małej>dużej"),
        WORSE: ("Proszę przerwać na pewien czas, jeśli ból jest gorszy.",
                "na pewien czas>na zawsze", "gorszy>lepszy"),
        VEIN: ("Podaje się to do żyły, zawsze powoli.", "żyły>tętnicy", "zawsze>czasem",
               "powoli>szybko"),
        RARE: ("Niektóre osoby mają rzadkie, ale poważne problemy.",
               "Niektóre osoby>Wszystkie osoby", "rzadkie>częste", "poważne>łagodne"),
        SIDE: ("Proszę patrzeć na lewą stronę w dzień i w nocy.", "lewą>prawą", "nocy>dzień"),
        SHRINK: ("Może pomóc zmniejszyć guz.", "zmniejszyć>powiększyć", "pomóc>szkodzić i"),
    },
    "ro": {
        DOSE: ("Începeți cu o doză mică.", "Începeți>Opriți", "mică>mare"),
        WORSE: ("Opriți-l pentru o vreme dacă durerea se agravează.", "pentru o vreme>definitiv",
                "se agravează>se ameliorează"),
        VEIN: ("Intră într-o venă, întotdeauna încet.", "venă>arteră", "întotdeauna>uneori",
               "încet>repede"),
        RARE: ("Unele persoane au probleme rare, dar grave.", "Unele persoane>Toate persoanele",
               "rare>frecvente", "grave>ușoare"),
        SIDE: ("Priviți partea stângă ziua și noaptea.", "stângă>dreaptă", "noaptea>ziua"),
        SHRINK: ("Poate ajuta umflătura să scadă.", "scadă>crească", "ajuta>dăuna, iar"),
    },
    "es": {
        DOSE: ("Empieza con una dosis pequeña.", "Empieza>Interrumpe", "pequeña>grande"),
        WORSE: ("Déjelo por un tiempo si el dolor empeora.", "por un tiempo>para siempre",
                "empeora>mejora"),
        VEIN: ("Entra en una vena, siempre despacio.", "vena>arteria", "siempre>a veces",
               "despacio>deprisa"),
        RARE: ("Algunas personas tienen problemas raros pero graves.",
               "Algunas personas>Todas las personas", "raros>frecuentes", "graves>leves"),
        SIDE: ("Mire el lado izquierdo de día y de noche.", "izquierdo>derecho", "noche>día"),
        SHRINK: ("Puede ayudar a reducir el bulto.", "reducir>aumentar", "ayudar a>dañar y"),
    },
    "pt": {
        DOSE: ("Começa com uma dose pequena.", "Começa>Interrompe", "pequena>grande"),
        WORSE: ("Pare por algum tempo se a dor piorar.", "por algum tempo>para sempre",
                "piorar>melhorar"),
        VEIN: ("Entra numa veia, sempre devagar.", "veia>artéria", "sempre>às vezes",
               "devagar>depressa"),
        RARE: ("Algumas pessoas têm problemas raros, mas graves.",
               "Algumas pessoas>Todas as pessoas", "raros>frequentes", "graves>ligeiros"),
        SIDE: ("Olhe para o lado esquerdo de dia e de noite.", "esquerdo>direito", "noite>dia"),
        SHRINK: ("Pode ajudar a reduzir o inchaço.", "reduzir>aumentar", "ajudar a>prejudicar e"),
    },
    "ar": {
        DOSE: ("تبدأ بجرعة صغيرة.", "تبدأ>تتوقف", "صغيرة>كبيرة"),
        WORSE: ("أوقفه لفترة إذا كان الألم أسوأ.", "لفترة>نهائيًا", "أسوأ>أفضل"),
        VEIN: ("يدخل في الوريد ببطء دائمًا.", "الوريد>الشريان", "دائمًا>أحيانًا",
               "ببطء>بسرعة"),
        RARE: ("لدى بعض الناس مشكلات نادرة لكنها شديدة.", "بعض>جميع", "نادرة>غالبًا ما تحدث",
               "شديدة>خفيفة"),
        SIDE: ("انظر إلى الجانب الأيسر نهارًا وليلًا.", "الأيسر>الأيمن", "وليلًا>ونهارًا"),
        SHRINK: ("يمكن أن يساعد على تقليص الورم.", "تقليص>زيادة", "يساعد على>يضر و"),
    },
    "ur": {
        DOSE: ("آپ چھوٹی خوراک سے شروع کرتے ہیں۔", "شروع>بند", "چھوٹی>بڑی"),
        WORSE: ("اگر درد بدتر ہو تو اسے کچھ عرصے کے لیے روک دیں۔",
                "کچھ عرصے کے لیے>ہمیشہ کے لیے", "بدتر>بہتر"),
        VEIN: ("یہ رگ میں جاتی ہے، ہمیشہ آہستہ۔", "رگ>شریان", "ہمیشہ>کبھی کبھی", "آہستہ>تیزی سے"),
        RARE: ("کچھ لوگوں کو شاذ و نادر مگر شدید مسائل ہوتے ہیں۔", "کچھ>تمام",
               "شاذ و نادر>اکثر", "شدید>ہلکے"),
        SIDE: ("دن اور رات میں بائیں طرف دیکھیں۔", "بائیں>دائیں", "رات>دن"),
        SHRINK: ("یہ گلٹی کو گھٹانے میں مدد دے سکتی ہے۔", "گھٹانے>بڑھانے", "مدد>نقصان"),
    },
    "bn": {
        DOSE: ("আপনি ছোট মাত্রা দিয়ে শুরু করেন।", "শুরু>বন্ধ", "ছোট>বড়"),
        WORSE: ("ব্যথা খারাপ হলে এটি কিছু সময়ের জন্য বন্ধ রাখুন।", "কিছু সময়ের জন্য>চিরতরে",
                "খারাপ>ভালো"),
        VEIN: ("এটি শিরায় যায়, সবসময় ধীরে।", "শিরায়>ধমনীতে", "সবসময়>মাঝে মাঝে",
               "ধীরে>দ্রুত"),
        RARE: ("কিছু মানুষের বিরল কিন্তু গুরুতর সমস্যা হয়।", "কিছু>সব", "বিরল>প্রায়ই",
               "গুরুতর>হালকা"),
        SIDE: ("দিনে ও রাতে বাম দিকে দেখুন।", "বাম>ডান", "রাতে>দিনে"),
        SHRINK: ("এটি চাকা কমাতে সাহায্য করতে পারে।", "কমাতে>বাড়াতে", "সাহায্য>ক্ষতি"),
    },
    "pa_Guru": {
        DOSE: ("ਤੁਸੀਂ ਛੋਟੀ ਖ਼ੁਰਾਕ ਨਾਲ ਸ਼ੁਰੂ ਕਰਦੇ ਹੋ।", "ਸ਼ੁਰੂ>ਬੰਦ", "ਛੋਟੀ>ਵੱਡੀ"),
        WORSE: ("ਜੇ ਦਰਦ ਵਿਗੜ ਜਾਵੇ ਤਾਂ ਇਸ ਨੂੰ ਕੁਝ ਸਮੇਂ ਲਈ ਰੋਕੋ।", "ਕੁਝ ਸਮੇਂ ਲਈ>ਹਮੇਸ਼ਾ ਲਈ",
                "ਵਿਗੜ>ਸੁਧਾਰ ਹੋ"),
        VEIN: ("ਇਹ ਨਾੜ ਵਿੱਚ ਜਾਂਦੀ ਹੈ, ਹਮੇਸ਼ਾ ਹੌਲੀ।", "ਨਾੜ>ਧਮਣੀ", "ਹਮੇਸ਼ਾ>ਕਦੇ-ਕਦੇ", "ਹੌਲੀ>ਤੇਜ਼"),
        RARE: ("ਕੁਝ ਲੋਕਾਂ ਨੂੰ ਵਿਰਲੀਆਂ ਪਰ ਗੰਭੀਰ ਸਮੱਸਿਆਵਾਂ ਹੁੰਦੀਆਂ ਹਨ।", "ਕੁਝ>ਸਾਰੇ",
               "ਵਿਰਲੀਆਂ>ਅਕਸਰ", "ਗੰਭੀਰ>ਹਲਕੀਆਂ"),
        SIDE: ("ਦਿਨ ਅਤੇ ਰਾਤ ਨੂੰ ਖੱਬੇ ਪਾਸੇ ਦੇਖੋ।", "ਖੱਬੇ>ਸੱਜੇ", "ਰਾਤ>ਦਿਨ"),
        SHRINK: ("ਇਹ ਗੰਢ ਨੂੰ ਘਟਾਉਣ ਵਿੱਚ ਮਦਦ ਕਰ ਸਕਦੀ ਹੈ।", "ਘਟਾਉਣ>ਵਧਾਉਣ", "ਮਦਦ>ਨੁਕਸਾਨ"),
    },
    "zh_Hans": {
        DOSE: ("您从较小的剂量开始。", "开始>停止", "较小>较大"),
        WORSE: ("如果疼痛恶化，请停用一段时间。", "一段时间>，永久停", "恶化>好转"),
        VEIN: ("药物总是慢慢进入静脉。", "静脉>动脉", "总是>有时", "慢慢>很快"),
        RARE: ("有些人会出现罕见但严重的问题。", "有些人>所有人", "罕见>经常出现", "严重>轻微"),
        SIDE: ("白天和夜里都请看左边。", "左>右", "夜里>白天"),
        SHRINK: ("它可以帮助肿块缩小。", "缩小>变大", "帮助>伤害"),
    },
}  # fmt: skip
SLIPS = [
    pytest.param(code, english, good, *slip.split(">"), id=f"{code}-{slip}")
    for code, texts in IN.items()
    for english, (good, *slips) in texts.items()
    for slip in slips
]


@pytest.mark.parametrize(("language", "english", "good", "right", "wrong"), SLIPS)
def test_an_opposite_is_found(language, english, good, right, wrong):
    assert "contrasts" not in dict(found(language, english, good))
    assert right in good
    assert "contrasts" in dict(found(language, english, good.replace(right, wrong)))


SAID_OTHERWISE = [
    ("es", "It no longer works.", "Dejó de actuar hace poco tiempo."),
    ("es", "Tumours with no A, B or C.", "Tumores sin A, sin B y sin C."),
    ("es", "It goes into a vein, not an artery.", "Entra en una vena, no en una arteria."),
    ("es", "The first dose lasts an hour.", "La dosis inicial dura una hora."),
    ("pl", "Most side effects get better when treatment stops.",
     "Większość skutków ubocznych ustępuje po zakończeniu leczenia."),
    ("ro", "It takes about an hour, a little longer the first time.",
     "Durează aproximativ o oră, ceva mai mult prima dată."),
    ("pt", "Do not stop taking it without asking us first.",
     "Não deixe de o tomar sem falar primeiro connosco."),
    ("cy", "Tell us if you are left with pain after the injection.",
     "Dywedwch wrthym os oes poen ar ôl y pigiad."),
    ("ar", "You may feel better after a few days.", "قد تشعر بتحسن بعد بضعة أيام."),
    ("ur", "The lump may get smaller or stop growing.",
     "گلٹی چھوٹی ہو سکتی ہے یا بڑھنا رک سکتا ہے۔"),
    ("bn", "Some people feel tired for a long time.", "কিছু মানুষ দীর্ঘ সময় ক্লান্ত বোধ করেন।"),
    ("pa_Guru", "You may need fewer tablets later.",
     "ਤੁਹਾਨੂੰ ਬਾਅਦ ਵਿੱਚ ਘੱਟ ਗੋਲੀਆਂ ਦੀ ਲੋੜ ਪੈ ਸਕਦੀ ਹੈ।"),
    ("zh_Hans", "Your team can help you stop smoking.", "您的医疗团队可以帮助您戒烟。"),
    ("zh_Hans", "All kinds of people come.", "各种各样的人都来。"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "english", "good"), SAID_OTHERWISE)
def test_what_is_said_otherwise_passes(language, english, good):
    assert "contrasts" not in dict(found(language, english, good))


def test_what_has_become_what_is_told():
    told = found("es", VEIN, "Entra en un músculo, siempre despacio.")
    assert told == [("contrasts", '"vein" has become "muscle"')]


@pytest.mark.parametrize("language", IN)
def test_every_language_has_every_contrast_with_words_on_each_side(language):
    def names(code):
        return {frozenset(contrast) for contrast in speech(code).contrasts}

    assert names(language) == names("en")
    assert all(words for contrast in speech(language).contrasts for words in contrast.values())


@pytest.mark.parametrize("language", [*IN, "en"])
def test_no_word_stands_on_both_sides_of_a_contrast(language):
    for contrast in speech(language).contrasts:
        for (one, words), (other, others) in combinations(contrast.items(), 2):
            shared = {folded_text(w) for w in words} & {folded_text(w) for w in others}
            assert not shared, (one, other)
