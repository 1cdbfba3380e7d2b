import time

import pytest
from text_samples import seen_in_rtl

from leaflets.text.characters import BIDI_CONTROLS
from leaflets.text.protect import INSERTED, protect


def marked(text, *, rtl, script="Latn", lang="", names=()):
    """Isolates as [ ], no-break spaces as _, word joiners as ^."""
    marks = {"\u2066": "[", "\u2067": "<", "\u2069": "]", "\u00a0": "_", "\u2060": "^"}
    shown = protect(text, rtl=rtl, script=script, lang=lang, names=names).text
    return "".join(marks.get(c, c) for c in shown)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("خذ 10 mg كل يوم", "خذ [10_mg] كل يوم"),
        ("الحرارة 38.5°C أو 38.5 °C", "الحرارة [38.5°C] أو [38.5_°C]"),
        ("اتصل +44 (0)20 7946 0958 الآن", "اتصل [+44_(0)20_7946_0958] الآن"),
        ("اتصل 116 123", "اتصل [116_123]"),
        ("كل 2-3 أسابيع", "كل [2-^3] أسابيع"),
        ("كل 4–6 أسابيع", "كل [4–^6] أسابيع"),
        ("كل every 2-3 weeks هنا", "كل [every 2-^3 weeks] هنا"),
        ("زر https://example.org/a?x=1.", "زر [https://example.org/a?x=1]."),
        ("بريد nurse.team@clinic.nhs.uk.", "بريد [nurse.team@clinic.nhs.uk]."),
        (
            "دواء Herceptin® (trastuzumab) 600 mg حقنة",
            "دواء [Herceptin® (trastuzumab) 600_mg] حقنة",
        ),
        ("نسبة 50% منهم", "نسبة [50%] منهم"),
        ("خذ 2 Paracetamol", "خذ 2 [Paracetamol]"),
        ("خذ 10-20 ملغ", "خذ [10-^20]_ملغ"),
        ("75 mg/m² هنا", "[75_mg/^m²] هنا"),
        ("الجرعة ≤ 5 mg", "الجرعة [≤_5_mg]"),
        ("دواء trastuzumab emtansine (Kadcyla)", "دواء [trastuzumab_emtansine (Kadcyla)]"),
    ],
)
def test_what_is_isolated_and_joined_in_right_to_left_text(text, expected):
    assert marked(text, rtl=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Take 500 mg, 5–10 ml, every 2-3 weeks", "Take 500_mg, 5–^10_ml, every 2-^3 weeks"),
        ("call 0800 1111 now", "call 0800_1111 now"),
        ("T-DM1 and an e-mail", "T-^DM1 and an e-^mail"),
        ("принимайте 10 мг в день", "принимайте 10_мг в день"),
        ("每次8片，500 毫克，每21天", "每次8^片，500_毫^克，每21^天"),
        ("用Trastuzumab emtansine（T-DM1）", "用Trastuzumab_emtansine（T-^DM1）"),
        ("ask us for it in Punjabi (ਪੰਜਾਬੀ)", "ask us for it in Punjabi (ਪੰਜਾਬੀ)"),
        ("the name دواء اسم 10 mg", "the name <دواء اسم] 10_mg"),
        ("HER2-dodatni, anty-HER2", "HER2-^dodatni, anty-HER2"),
        ("well-known words stay", "well-known words stay"),
        ("in 2026 two people", "in 2026 two people"),
    ],
)
def test_what_is_joined_in_other_text(text, expected):
    assert marked(text, rtl=False) == expected


@pytest.mark.parametrize(
    ("script", "text", "expected"),
    [
        ("Beng", "Cancer Drugs Fund থেকে, NHS-এর", "Cancer_Drugs_Fund থেকে, NHS-^এর"),
        ("Guru", "trastuzumab emtansine ਦੇ ਨਾਲ", "trastuzumab_emtansine ਦੇ ਨਾਲ"),
        ("Guru", "Riverside Hospital Breast Clinic", "Riverside Hospital Breast Clinic"),
        ("Latn", "for trastuzumab emtansine (ਦਵਾਈ)", "for trastuzumab emtansine (ਦਵਾਈ)"),
    ],
)
def test_a_latin_name_stays_on_one_line_among_indic_words(script, text, expected):
    assert marked(text, rtl=False, script=script) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rak piersi z przerzutami i w kości", "rak piersi z_przerzutami i_w_kości"),
        ("U niektórych osób (w Anglii)", "U_niektórych osób (w_Anglii)"),
        ("T-DM1 a CA 15-3", "T-^DM1 a_CA 15-^3"),
    ],
)
def test_a_word_of_one_letter_ends_no_line_in_polish(text, expected):
    assert marked(text, rtl=False, lang="pl-PL") == expected
    assert "_" not in marked(text, rtl=False, lang="cy")


@pytest.mark.parametrize(
    "whole",
    ["10 mg", "38.5 °C", "38.5°C", "+44 (0)20 7946 0958", "every 2-3 weeks", "4–6", "50%",
     "www.nhs.uk/her2", "nurse@clinic.nhs.uk", "Herceptin® (trastuzumab) 600 mg", "T-DM1",
     "5 mg/kg", "CA 15-3", "0800 1111"],
)  # fmt: skip
def test_it_comes_out_whole_between_arabic_words(whole):
    assert whole in seen_in_rtl(f"قبل {whole} بعد").replace("\u00a0", " ")


def test_a_list_of_names_keeps_the_order_of_the_sentence():
    assert seen_in_rtl("أ Herceptin، Perjeta").index("Perjeta") < seen_in_rtl(
        "أ Herceptin، Perjeta"
    ).index("Herceptin")


def test_no_character_is_lost():
    text = "خذ 10 mg\tمن Herceptin SC (600 mg/5 ml) كل 2-3 أسابيع، +44 (0)20 7946 0958"
    protected = protect(text, rtl=True)
    assert [i for i in protected.source if i != INSERTED] == list(range(len(text)))
    assert all(
        c in BIDI_CONTROLS | {"\u2060"}
        for c, i in zip(protected.text, protected.source, strict=True)
        if i == INSERTED
    )


@pytest.mark.parametrize(
    "part",
    ["1", "a", "a.", "1-", "a@", "+(1", "a ", "1 ", "א ", "(((", "www.", "12 345 ", "mg/", "1 mg ",
     "-", "1,2", "http://", "(a ", "é-"],
)  # fmt: skip
@pytest.mark.parametrize("start", ["", "א", "药"])
def test_time_is_linear(start, part):
    clock = time.perf_counter()
    protect(start + part * (60_000 // len(part)), rtl=start == "א")
    assert time.perf_counter() - clock < 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("po trastuzumab emtansine.", "po trastuzumab_emtansine."),
        ("Trastuzumab emtansine (Kadcyla)", "Trastuzumab_emtansine (Kadcyla)"),
        ("trastuzumab emtansines", "trastuzumab emtansines"),
        ("trastuzumab or lapatinib", "trastuzumab or lapatinib"),
    ],
)
def test_a_name_of_several_words_stays_on_one_line(text, expected):
    assert marked(text, rtl=False, names=("trastuzumab", "trastuzumab emtansine")) == expected


def test_the_arabic_prefix_of_a_latin_name_stays_with_it():
    assert "لـ_" in marked("مستقبلات لـ HER2", rtl=True, script="Arab")
