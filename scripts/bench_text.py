"""Ways to set the same amount of text in each script: ours, plain ReportLab's, other makers'.

Each way gives a function that makes one document of ``PAGES`` pages, with ``CHARACTERS`` characters
on each. ``bench.py`` times them by turns. Texts are those of ``leaflets specimen``, which hold
drug names, doses and numbers among the words of each language.
"""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from itertools import count, cycle

from bench_measure import ROOT, Measure, Missing, Timed, work

from leaflets.layout.typography import FontChoice, Typography, typography

FONTS = ROOT / "leaflets" / "fonts"
PAGES = 4
CHARACTERS = 2000
PARAGRAPH = 250  # characters, about; a specimen's texts are longer, so none repeats inside of it
WIDTH, HEIGHT = 595.28, 841.89
SIDE, MEASURE = 56, 483
SIZE, LEADING = 11, 14
NASKH = FontChoice(None, {"Arab": ("NotoNaskhArabic",)})

Page = Sequence[str]
Maker = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One script to set: its pages of paragraphs, and the fonts and direction they are set in."""

    name: str
    what: str
    aim: float | None
    setting: Typography
    pages: Sequence[Page]

    @property
    def lang(self) -> str:
        """The language as BCP 47 writes it."""
        return self.setting.language.replace("_", "-")

    @property
    def leading(self) -> float:
        """From line to line in points."""
        return max(LEADING * self.setting.leading, SIZE * self.setting.least_leading)

    @property
    def families(self) -> list[str]:
        """The names that the fonts of this script call themselves, best first."""
        from uharfbuzz import OTNameIdPredefined

        faces = self.setting.fonts.chain(self.setting.script)
        names = [face.hb_face.get_name(OTNameIdPredefined.FONT_FAMILY) for face in faces]
        return [name for name in dict.fromkeys(names) if name]


def cases() -> Iterator[Case]:
    """Every script, Latin first; Urdu both ways."""
    with (ROOT / "leaflets" / "layout" / "specimens.toml").open("rb") as stream:
        entries = {entry["language"]: entry for entry in tomllib.load(stream)["specimen"]}
    for language, name, aim, fonts in (
        ("en_GB", "en", 2.0, FontChoice()),
        ("pl", "pl", 2.0, FontChoice()),
        ("vi", "vi", 2.0, FontChoice()),
        ("ar", "ar", None, FontChoice()),
        ("ur", "ur-nastaliq", 5.0, FontChoice()),
        ("ur", "ur-naskh", None, NASKH),
        ("bn", "bn", None, FontChoice()),
        ("hi", "hi", None, FontChoice()),
        ("pa_Guru", "pa", None, FontChoice()),
        ("gu", "gu", None, FontChoice()),
        ("ta", "ta", None, FontChoice()),
        ("zh_Hans", "zh", None, FontChoice()),
    ):
        entry = entries[language]
        what = str(entry["name"])
        yield Case(
            name=name,
            what="Arabic: Naskh (Urdu)" if fonts is NASKH else what,
            aim=aim,
            setting=typography(language, fonts),
            pages=_pages(entry),
        )


def _pages(entry: dict[str, object]) -> Sequence[Page]:
    """The texts of a specimen over and over; paragraphs begin in the middle of them, in turn."""
    items, text, warning = entry["items"], entry["text"], entry["warning"]
    assert isinstance(items, list)
    together = " ".join([str(text), *map(str, items), str(warning)])
    words: Iterator[str] = cycle(together.split(" "))
    pages = []
    for _ in range(PAGES):
        page: list[str] = []
        left = CHARACTERS
        while left > 0:
            paragraph = next(words)
            while len(paragraph) < min(PARAGRAPH, left):
                paragraph += " " + next(words)
            page.append(paragraph)
            left -= len(paragraph)
        pages.append(page)
    return pages


def forget() -> None:
    """Empty what was kept of shaping, as it is when a text is set for the first time."""
    from leaflets.text import shaping

    shaping._shape.cache_clear()


def ours(case: Case, *, cold: bool) -> Maker:
    """By leaflets.text and leaflets.pdf: tagged, PDF/UA-1 and PDF/A-2a.

    ``cold`` forgets shapings before each paragraph, so that none is used twice; else all of them
    are known. Fonts are open either way, as ReportLab's are.
    """
    from leaflets.pdf import DocumentInfo, Element, TaggedCanvas
    from leaflets.text import Paragraph, Span, set_paragraph

    setting = case.setting

    def make() -> bytes:
        file = BytesIO()
        info = DocumentInfo(title="Bench", lang=case.lang, rtl=setting.right_to_left)
        canvas = TaggedCanvas(file, (WIDTH, HEIGHT), info)
        for page in case.pages:
            y = HEIGHT - SIDE
            for text in page:
                if cold:
                    forget()
                paragraph = Paragraph(
                    spans=(Span(text=text),),
                    direction=setting.direction,
                    lang=case.lang,
                    script=setting.script,
                )
                with canvas.tagged(Element("P", canvas.document)):
                    for line in set_paragraph(paragraph, setting.fonts, MEASURE, SIZE).lines:
                        y -= case.leading
                        canvas.draw_line(paragraph, line, SIDE, y)
            canvas.showPage()
        canvas.save()
        return file.getvalue()

    return make


def plain_reportlab(case: Case) -> Maker:
    """By ReportLab's own Paragraph with the same Latin font: untagged, unshaped."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Paragraph

    registerFont(TTFont("Bench", str(FONTS / "NotoSans-Regular.ttf")))
    style = ParagraphStyle("bench", fontName="Bench", fontSize=SIZE, leading=LEADING)

    def make() -> bytes:
        file = BytesIO()
        canvas = Canvas(file, (WIDTH, HEIGHT), pageCompression=1, invariant=1)
        for page in case.pages:
            y = HEIGHT - SIDE
            for text in page:
                paragraph = Paragraph(text, style)
                _, height = paragraph.wrapOn(canvas, MEASURE, HEIGHT)
                y -= height
                paragraph.drawOn(canvas, SIDE, y)
            canvas.showPage()
        canvas.save()
        return file.getvalue()

    return make


def by_weasyprint(case: Case) -> Maker:
    """By WeasyPrint: the same fonts, read once, PDF/UA-1.

    Raises:
        ImportError: It, or Pango, is not installed.
    """
    from weasyprint import CSS, HTML  # type: ignore[import-not-found]
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-not-found]

    config = FontConfiguration()
    faces = "".join(
        f"@font-face{{font-family:'bench{number}';src:url('{face.path.as_uri()}')}}"
        for number, face in enumerate(case.setting.fonts.chain(case.setting.script))
    )
    names = ",".join(f"bench{n}" for n in range(len(case.setting.fonts.chain(case.setting.script))))
    css = CSS(
        string=f"{faces}@page{{size:A4;margin:{SIDE}pt}}p{{margin:0}}section{{break-after:page}}"
        f"body{{font:{SIZE}pt/{case.leading}pt {names}}}",
        font_config=config,
    )
    body = "".join(
        f"<section>{''.join(f'<p>{escape(text)}</p>' for text in page)}</section>"
        for page in case.pages
    )
    html = (
        f'<html lang="{case.lang}" dir="{case.setting.direction}">'
        f"<title>Bench</title><body>{body}</body></html>"
    )

    def make() -> object:
        document = HTML(string=html)
        return document.write_pdf(stylesheets=[css], font_config=config, pdf_variant="pdf/ua-1")

    return make


def by_typst(case: Case) -> Maker:
    """By typst: the same fonts, opened once, PDF/UA-1.

    It remembers what it has set, so the column is a millionth of a point narrower each time.

    Raises:
        ImportError: It is not installed.
    """
    from typst import Compiler  # type: ignore[import-not-found]

    compiler = Compiler(font_paths=[str(FONTS)], ignore_system_fonts=True)
    language = case.lang.partition("-")[0]
    families = ", ".join(f'"{name}"' for name in case.families)
    direction = case.setting.direction
    pages = "\n#pagebreak()\n".join(
        "\n\n".join("#" + _typst_text(text) for text in page) for page in case.pages
    )
    numbers = count()

    def make() -> object:
        width = f"{WIDTH - next(numbers) * 1e-6:.6f}pt"
        source = (
            f"#set document(title: [Bench])\n"
            f"#set page(width: {width}, height: {HEIGHT}pt, margin: {SIDE}pt)\n"
            f"#set text(size: {SIZE}pt, font: ({families},), dir: {direction})\n"
            f'#set text(lang: "{language}")\n'
            f"#set par(leading: {case.leading - SIZE:.2f}pt)\n{pages}"
        )
        return compiler.compile(input=source.encode(), pdf_standards=["ua-1"])

    return make


def _typst_text(text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'


OTHERS: dict[str, Callable[[Case], Maker]] = {"weasyprint": by_weasyprint, "typst": by_typst}


def measures(pairs: int) -> Iterator[Measure | Missing]:
    """Setting and drawing the same amount of text in each script, against plain ReportLab's Latin.

    What is not installed is told instead of measured.
    """
    scripts = list(cases())
    base = work(plain_reportlab(scripts[0]))
    amount = f"{PAGES} pages of {CHARACTERS} characters; milliseconds per page"

    def measure(name: str, what: str, subject: Timed, aim: float | None = None) -> Measure:
        return Measure(
            name=name,
            what=f"{what}: {amount}",
            compared_with="ReportLab's Paragraph, the same amount of English, untagged",
            subject=subject,
            base=base,
            pairs=3 * pairs,
            per=PAGES,
            base_per=PAGES,
            aim=aim,
        )

    for case in scripts:
        cold, warm = (work(ours(case, cold=cold)) for cold in (True, False))
        yield measure(f"text-{case.name}-cold", f"{case.what}, nothing shaped before", cold)
        yield measure(f"text-{case.name}-warm", f"{case.what}, all shaped before", warm, case.aim)
    for maker, prepare in OTHERS.items():
        for case in scripts:
            try:
                subject = work(prepare(case))
            except (ImportError, OSError) as error:  # OSError: WeasyPrint finds no Pango
                gone = isinstance(error, ModuleNotFoundError)
                yield Missing(name=f"text-{maker}", reason="not installed" if gone else str(error))
                break
            yield measure(f"text-{maker}-{case.name}", f"{case.what}, by {maker}", subject)
