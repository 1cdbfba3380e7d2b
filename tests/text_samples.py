# ruff: noqa: E501 - wide characters count double
"""What the tests of ``text`` share: sample sentences (layout data, not reviewed translations),
font sets, and short ways to read what was set."""

from functools import cache
from pathlib import Path

from leaflets.fonts import shipped_fonts
from leaflets.text import SCRIPT_FAMILIES, Paragraph, Span, load_font_set, set_label

SAMPLES = {
    "ar": ("Arab", "يجب تناول قرصين من Paracetamol 500 mg (مسكن) كل ٦ ساعات، أي 50% من الجرعة."),
    "ur": ("Arab", "ہر 4–6 گھنٹے بعد Paracetamol 500 mg کی دو گولیاں (درد کے لیے) لیں، 50% کم۔"),
    "bn": ("Beng", "প্রতি ৪–৬ ঘণ্টায় Paracetamol 500 mg (ব্যথার জন্য) দুটি ট্যাবলেট খান, ৫০% কম।"),
    "hi": ("Deva", "हर 4–6 घंटे में Paracetamol 500 mg (दर्द के लिए) की दो गोलियाँ लें, 50% कम।"),
    "pa": ("Guru", "ਹਰ 4–6 ਘੰਟਿਆਂ ਬਾਅਦ Paracetamol 500 mg (ਦਰਦ ਲਈ) ਦੀਆਂ ਦੋ ਗੋਲੀਆਂ ਲਓ, 50% ਘੱਟ।"),
    "gu": ("Gujr", "દર 4–6 કલાકે Paracetamol 500 mg (દુખાવા માટે) ની બે ગોળીઓ લો, 50% ઓછી."),
    "ta": ("Taml", "ஒவ்வொரு 4–6 மணி நேரமும் Paracetamol 500 mg (வலிக்கு) இரண்டு மாத்திரைகள், 50% குறைவு."),
    "zh_Hans": ("Hani", "每4–6小时服用两片Paracetamol 500 mg（止痛），剂量减少50%。如有疑问，请咨询医生。"),
    "pl": ("Latn", "Weź dwie tabletki leku Paracetamol 500 mg (na ból) co 4–6 godzin, czyli 50% dawki."),
    "vi": ("Latn", "Uống hai viên Paracetamol 500 mg (giảm đau) mỗi 4–6 giờ, tức là 50% liều lượng."),
}  # fmt: skip
RTL = {"ar", "ur"}


@cache
def font_set(*, nastaliq=False):
    by_script = dict(SCRIPT_FAMILIES)
    if nastaliq:
        by_script["Arab"] = ("NotoNastaliqUrdu", "NotoNaskhArabic")
    return load_font_set(Path(shipped_fonts()), by_script)


def paragraph(*spans, rtl=False, **options):
    """A paragraph of texts; a text in a tuple is bold."""
    return Paragraph(
        spans=tuple(
            Span(text=s[0], bold=True) if isinstance(s, tuple) else Span(text=s) for s in spans
        ),
        direction="rtl" if rtl else "ltr",
        **options,
    )


def sample(language, repeat=1):
    script, text = SAMPLES[language]
    return paragraph(" ".join([text] * repeat), rtl=language in RTL, lang=language, script=script)


def seen(line):
    """The line's text as the eye meets it from left to right: clusters in the glyphs' order."""
    text = ""
    for run in line.runs:
        if not run.hangs:
            clusters = sorted(run.clusters, key=lambda cluster: cluster.first)
            text += "".join(cluster.text for cluster in clusters)
    return text


def read(line):
    """The line's text in reading order, as it can be copied."""
    return "".join(c.text for index in line.logical for c in line.runs[index].clusters)


def seen_in_rtl(text):
    """What a line of right-to-left text shows from left to right."""
    return seen(set_label(paragraph(text, rtl=True, lang="ar", script="Arab"), font_set(), 12))
