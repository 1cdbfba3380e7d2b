"""Good translations pass every check; one slip in each is found by the check it belongs to."""

import pytest
from checks.catalog.planted import ROOT, found

from leaflets.checks.catalog.reading import read_spellings

WEEKS = "You have examplinib as a drip every three weeks."
WEEKS_IN = {
    "cy": ("Byddwch yn cael examplinib drwy ddrip bob tair wythnos.", "tair", "dwy"),
    "pl": ("Examplinib podaje się w kroplówce co trzy tygodnie.", "trzy", "dwa"),
    "ro": ("Primiți examplinib prin perfuzie la fiecare trei săptămâni.", "trei", "două"),
    "es": ("Le ponen examplinib con un gotero cada tres semanas.", "tres", "dos"),
    "pt": ("Recebe examplinib por gota a gota de três em três semanas.", "três", "duas"),
    "ar": ("تأخذ examplinib بالتنقيط كل ثلاثة أسابيع.", "ثلاثة", "أربعة"),
    "ur": ("آپ کو examplinib ہر تین ہفتے بعد ڈرپ سے دی جاتی ہے۔", "تین", "دو"),
    "bn": ("প্রতি তিন সপ্তাহে আপনাকে ড্রিপে examplinib দেওয়া হয়।", "তিন", "দুই"),
    "pa_Guru": ("ਤੁਹਾਨੂੰ ਹਰ ਤਿੰਨ ਹਫ਼ਤਿਆਂ ਬਾਅਦ ਡ੍ਰਿਪ ਰਾਹੀਂ examplinib ਮਿਲਦੀ ਹੈ।", "ਤਿੰਨ", "ਦੋ"),
    "zh_Hans": ("您每三周通过滴注使用一次 examplinib。", "三", "两"),
}
BRAIN = "Examplinib does not work in the brain."
BRAIN_IN = {
    "cy": ("Nid yw examplinib yn gweithio yno.", "Mae examplinib yn gweithio yno."),
    "pl": ("Examplinib nie działa w mózgu.", "Examplinib działa w mózgu."),
    "ro": ("Examplinib nu acționează în creier.", "Examplinib acționează în creier."),
    "es": ("Examplinib no actúa en el cerebro.", "Examplinib actúa en el cerebro."),
    "pt": ("O examplinib não atua no cérebro.", "O examplinib atua no cérebro."),
    "ar": ("دواء examplinib لا يعمل في الدماغ.", "دواء examplinib يعمل في الدماغ."),
    "ur": ("examplinib دماغ میں کام نہیں کرتی۔", "examplinib دماغ میں کام کرتی ہے۔"),
    "bn": ("Examplinib মস্তিষ্কে কাজ করে না।", "Examplinib মস্তিষ্কে কাজ করে।"),
    "pa_Guru": ("Examplinib ਦਿਮਾਗ ਵਿੱਚ ਕੰਮ ਨਹੀਂ ਕਰਦੀ।", "Examplinib ਦਿਮਾਗ ਵਿੱਚ ਕੰਮ ਕਰਦੀ ਹੈ।"),
    "zh_Hans": ("Examplinib 对大脑不起作用。", "Examplinib 对大脑起作用。"),
}  # fmt: skip
RESULT = "Your cancer is HER2 positive."
RESULT_IN = {
    "cy": ("Mae eich canser yn HER2 positif.", "positif", "negatif"),
    "pl": ("Twój nowotwór jest HER2-dodatni.", "dodatni", "ujemny"),
    "ro": ("Cancerul dumneavoastră este HER2 pozitiv.", "pozitiv", "negativ"),
    "es": ("Su cáncer es HER2 positivo.", "positivo", "negativo"),
    "pt": ("O seu cancro é HER2 positivo.", "positivo", "negativo"),
    "ar": ("سرطانك إيجابي لـ HER2.", "إيجابي", "سلبي"),
    "ur": ("آپ کا کینسر HER2 پازیٹو ہے۔", "پازیٹو", "نیگیٹو"),
    "bn": ("আপনার ক্যান্সার HER2 পজিটিভ।", "পজিটিভ", "নেগেটিভ"),
    "pa_Guru": ("ਤੁਹਾਡਾ ਕੈਂਸਰ HER2 ਪਾਜ਼ੇਟਿਵ ਹੈ।", "ਪਾਜ਼ੇਟਿਵ", "ਨੈਗੇਟਿਵ"),
    "zh_Hans": ("您的癌症是 HER2 阳性。", "阳性", "阴性"),
}


@pytest.mark.parametrize("language", WEEKS_IN)
def test_another_number_of_weeks_is_found_in_every_language(language):
    good, number, other = WEEKS_IN[language]
    assert found(language, WEEKS, good) == []
    assert "numbers" in dict(found(language, WEEKS, good.replace(number, other)))
    assert found(language, WEEKS, good.replace(number, "3")) == []
    swapped = good.replace("examplinib", "otherinib").replace("Examplinib", "Otherinib")
    assert "names" in dict(found(language, WEEKS, swapped))


@pytest.mark.parametrize("language", BRAIN_IN)
def test_a_lost_or_added_not_is_found_in_every_language(language):
    good, bad = BRAIN_IN[language]
    assert found(language, BRAIN, good) == []
    assert dict(found(language, BRAIN, bad))["negation"] == '"not" is lost'
    added = dict(found(language, "Examplinib works in the brain.", good))
    assert added["negation"] == 'it says "not", and the English does not'


@pytest.mark.parametrize("language", RESULT_IN)
def test_positive_and_negative_are_told_apart_in_every_language(language):
    good, result, other = RESULT_IN[language]
    assert found(language, RESULT, good) == []
    assert "results" in dict(found(language, RESULT, good.replace(result, other)))


SLIPS = [
    # check, language, English, good, bad
    ("placeholders", "pl", "Printed {date}", "Wydrukowano {date}", "Wydrukowano {data}"),
    ("placeholders", "pl", "Page {page} of {pages}", "Strona {page} z {pages}", "Strona {page}"),
    ("placeholders", "pl", "Printed {date}", "Wydrukowano {date}", "Wydrukowano {date.year}"),
    ("name-order", "pl", "examplinib, then otherinib", "examplinib, potem otherinib",
     "otherinib, potem examplinib"),
    ("name-order", "pl", "Otherinib is old. Examplinib is given with otherinib.",
     "Otherinib to dawny lek. Examplinib podaje się z lekiem otherinib.",
     "Otherinib to dawny lek. Otherinib podaje się z lekiem examplinib."),
    ("hedges", "pl", "Some people may have:", "Niektóre osoby mogą mieć:", "Osoby te mogą mieć:"),
    ("hedges", "es", "It is usually mild.", "Normalmente es leve.", "Es leve."),
    ("hedges", "zh_Hans", "It may cause pain.", "它可能引起疼痛。", "它引起疼痛。"),
    ("contrasts", "pl", "The test found high levels.", "Badanie wykazało wysoki poziom.",
     "Badanie wykazało niski poziom."),
    ("contrasts", "zh_Hans", "The test found high levels.", "检测发现水平高。", "检测发现水平低。"),
    ("links", "pl", "docetaxel or paclitaxel", "docetaxel lub paclitaxel",
     "docetaxel i paclitaxel"),
    ("links", "cy", "tests before and during treatment", "profion cyn ac yn ystod y driniaeth",
     "profion cyn y driniaeth"),
    ("links", "es", "letrozole and anastrozole", "letrozole y anastrozole",
     "letrozole o anastrozole"),
    ("links", "pl", "It does not treat the brain or heart.", "Nie leczy mózgu ani serca.",
     "Nie leczy mózgu i serca."),
    ("endings", "ar", "Who to call?", "بمن تتصل؟", "بمن تتصل?"),
    ("endings", "es", "Who to call?", "¿A quién llamo?", "A quién llamo?"),
    ("endings", "pl", "Who to call? Ask us.", "Do kogo dzwonić? Proszę pytać.",
     "Do kogo dzwonić. Proszę pytać."),
    ("language", "pl", "The test found it.", "Badanie to wykazało.", "Test zjistil, že ano."),
    ("language", "ar", "will talk with you", "سيتحدث معك", "سیتحدث معک"),
    ("negation", "cy", "Usually you can continue.", "Fel arfer gallwch barhau.",
     "Fel arfer ni allwch barhau."),
    ("markup", "pl", "a drip (infusion)", "kroplówka (wlew)", "kroplówka (wlew"),
    ("negation", "ro", "It can be used if you have no A and no B.",
     "Se poate folosi dacă nu aveți A și nu aveți B.",
     "Nu se poate folosi dacă nu aveți A și nu aveți B."),
    ("negation", "es", "If it is not safe for you, you can have a drip.",
     "Si no es seguro para usted, puede recibir un gotero.",
     "Si no es seguro para usted, no puede recibir un gotero."),
    ("negation", "es", "You, or your nurse, may not drive.",
     "Usted, o su enfermera, quizá no conduzca.", "No es usted, o su enfermera, quien no conduce."),
    ("negation", "es", "It has no A, B, or C.", "No tiene A, no tiene B y no tiene C.",
     "No tiene A, no tiene B y no tiene C, y no más."),
    ("negation", "zh_Hans", "There is some, but not enough to be counted.",
     "有一些，但不够多，不能算。", "有一些，但不够多，不能不算。"),
    ("markup", "pl", "Ask about exa.", "Proszę zapytać o exa.", "Proszę zapytać o `exa`."),
    ("markup", "zh_Hans", "a drip (infusion)", "滴注（输液）", "滴注"),
    ("addresses", "pl", "Call 0808 808 0000.", "Zadzwoń: 0808 808 0000.",
     "Zadzwoń: 0808 808 0001."),
    ("addresses", "ar", "Call 0808 808 0000.", "اتصل بالرقم ٠٨٠٨ ٨٠٨ ٠٠٠٠.",
     "اتصل بالرقم ٠٨٠٨ ٨٠٨ ٠٠٠١."),
    ("sentences", "ur", "Call us. Keep this leaflet.", "ہمیں فون کریں۔ یہ کتابچہ رکھیں۔",
     "ہمیں فون کریں۔"),
    ("endings", "bn", "Call us.", "আমাদের ফোন করুন।", "আমাদের ফোন করুন"),
    ("endings", "ar", "Who to call?", "بمن تتصل؟", "بمن تتصل."),
    ("scripts", "pl", "Call us.", "Zadzwoń do nas.", "Zаdzwoń do nas."),
    ("scripts", "ar", "Call us.", "اتصل بنا.", "اتصل بنا now."),
    ("scripts", "pa_Guru", "Side effects", "ਮਾੜੇ ਅਸਰ", "मਾੜੇ ਅਸਰ"),
    ("simplified", "zh_Hans", "You may get headaches.", "您可能会头痛。", "您可能會頭痛。"),
    ("unchanged", "pl", "How you have it", "Jak się go podaje", "How you have it"),
    ("unchanged", "zh_Hans", "Ask your team. Keep this leaflet.", "请问您的团队。请留好本单。",
     "Ask your team. 请留好本单。"),
    ("bidi-controls", "ar", "Take 600 mg now.", "تناول \u2068600 mg\u2069 الآن.",
     "تناول \u2068600 mg الآن."),
    ("bidi-controls", "pl", "Call us.", "Zadzwoń do nas.", "\u202eZadzwoń do nas."),
    ("characters", "pl", "Call us.", "Zadzwoń do nas.", "Zadzwon\u0301 do nas."),
    ("characters", "ro", "and", "și", "şi"),
    ("characters", "pl", "Call us.", "Zadzwoń do nas.", "Zadzwoń do do nas."),
    ("language", "pl", "Call us if you are worried.", "Zadzwoń do nas, jeśli coś cię niepokoi.",
     "Call us if you are niepokoi."),
    ("language", "pl", "You may have it as a drip at the clinic or at home.",
     "Lek może być podany w kroplówce, w klinice lub w domu.",
     "Puede recibirlo con un gotero en la clínica o en su casa."),
    ("numbers", "es", "Take 37.5 mg.", "Tome 37,5 mg.", "Tome 375 mg."),
    ("numbers", "bn", "In 2014, it was so.", "২০১৪ সালে এমন ছিল।", "২০১৫ সালে এমন ছিল।"),
    ("numbers", "pl", "every two to three weeks", "co dwa do trzech tygodni",
     "co dwa do trzech miesięcy"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("check", "language", "english", "good", "bad"), SLIPS, ids=[f"{s[0]}-{s[1]}" for s in SLIPS]
)
def test_a_slip_is_found_and_the_good_text_passes(check, language, english, good, bad):
    assert check not in dict(found(language, english, good))
    assert check in dict(found(language, english, bad))


def test_a_term_is_translated_as_agreed():
    terms = {"side effect": ("skut", "działani")}
    twice = "Side effects are mild. Ask about side effects."
    good = "Skutki uboczne są łagodne. Proszę zapytać o skutki uboczne."
    assert found("pl", twice, good, terms=terms) == []
    assert "terms" in dict(found("pl", twice, good.replace("o skutki", "o objawy"), terms=terms))
    english = "Side effects are mild."
    assert found("pl", english, "Skutki uboczne są łagodne.", terms=terms) == []
    told = dict(found("pl", english, "Objawy są łagodne.", terms=terms))
    assert told["terms"] == '"side effect" is not translated as agreed: skut or działani'


def test_a_text_has_room():
    notes = "Where: Personal box\nAt most 8 characters"
    assert found("pl", "Date", "Data", notes=notes) == []
    assert dict(found("pl", "Date", "Dnia miesiąca", notes=notes))["length"].startswith(
        "13 characters, where 8 have room"
    )


def test_a_translation_that_is_far_too_short_is_found():
    english = "If you have heart problems, your doctor may prescribe drugs for them."
    assert "length" in dict(found("pl", english, "Lekarz może pomóc."))


@pytest.mark.parametrize(
    ("language", "cancer", "effects", "lost"),
    [
        ("es", "cáncer de mama secundario", "efectos secundarios", "cáncer de mama"),
        ("pt", "cancro da mama secundário", "efeitos secundários", "cancro da mama"),
        ("ro", "cancerul de sân secundar", "efectele secundare", "cancerul de sân"),
    ],
)
def test_a_side_effect_does_not_stand_for_a_secondary_cancer(language, cancer, effects, lost):
    agreed = read_spellings(ROOT / "translations" / language / "terms.yaml")
    terms = {term: agreed[term] for term in ("side effect", "secondary breast cancer")}
    english = "secondary breast cancer and side effects"

    def told(text):
        return dict(found(language, english, text, terms=terms)).get("terms", "")

    assert told(f"{cancer}, {effects}") == ""
    assert "secondary breast cancer" in told(f"{lost}, {effects}")
    assert "side effect" in told(f"{cancer}, {lost}")
