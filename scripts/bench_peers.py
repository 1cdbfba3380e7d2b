"""A leaflet's words in; other makers' ways to print them for one person after another, out.

Every maker sets the same words, in the same order, with Noto Sans and its bold at our own sizes for
A4: headings, paragraphs, lists, a box with name, day and giver, and a foot with the token and the
number of the page. None draws our cards, colours, pictures and contact box, so each has less to do
and fewer pages. Fonts and template are read once; only name and token change.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from leaflets.model.leaflet import Cards, Contact, Leaflet, Prose, Table, Terms

FONTS = Path(__file__).resolve().parent.parent / "leaflets" / "fonts"
FACES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
SIZE, LEADING, SIDE = 12, 17.5, 56
SIZES = {"h1": 24, "h2": 17, "h3": 13, "p": SIZE, "li": SIZE}
DAY, GIVEN_BY = "22 November 2026", "Jo Bell"

Maker = Callable[[str, str], bytes]
"""Makes the file of a name and a token."""

T = TypeVar("T", bound=str)


@dataclass(frozen=True, slots=True)
class Words:
    """A leaflet as marks (h1, h2, h3, p, li) with the text of each, and its title."""

    title: str
    lines: Sequence[tuple[str, str]]


def words_of(leaflet: Leaflet[T]) -> Words:
    """All that the leaflet says, without what is drawn round it."""
    lines = [("h1", str(leaflet.title)), ("p", str(leaflet.lead))]
    for block in leaflet.blocks:
        lines.append(("h2", str(block.title)))
        lines += [("p", str(text)) for text in (block.brand, *block.why) if text]
        for part in block.parts:
            if part.heading:
                lines.append(("h3", str(part.heading)))
            lines += [(mark, str(text)) for mark, text in _body(part.body) if text]
    return Words(str(leaflet.title), tuple(lines))


def _body(body: object) -> Iterator[tuple[str, object]]:
    match body:
        case Prose(text=text, items=items, after=after):
            yield "p", text
            yield from (("li", item) for item in items)
            yield "p", after
        case Table(rows=rows, intro=intro):
            yield "p", intro
            yield from (("p", ": ".join((row.label, " ".join(row.values)))) for row in rows)
        case Cards(cards=cards):
            for card in cards:
                yield "h3", f"{card.name}: {card.value}"
                yield "p", card.meaning
        case Terms(entries=entries, intro=intro):
            yield "p", intro
            yield from (("p", f"{term}: {meaning}") for term, meaning in entries)
        case Contact(text=text, phones=phones, after=after):
            yield "p", text
            yield from (("li", f"{phone.label}: {phone.number or ''}") for phone in phones)
            yield "p", after


def by_typst(words: Words, *, tagged: bool = False) -> Maker:
    """By typst's Compiler: a template in memory, name and token as ``sys_inputs``.

    Untagged is its best; it writes tags if it is not told otherwise.

    Raises:
        ImportError: It is not installed.
    """
    from typst import Compiler  # type: ignore[import-not-found]

    marks = {f"h{n}": f"heading(level: {n})" for n in (1, 2, 3)}
    body = []
    for mark, text in words.lines:
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        if mark in marks:
            body.append(f'#{marks[mark]}[#"{quoted}"]')
        else:
            body.append(f'- #"{quoted}"\n' if mark == "li" else f'#"{quoted}"')
    source = (
        f'#set document(title: "{words.title}")\n'
        f'#set page(paper: "a4", margin: {SIDE}pt, footer: context [#sys.inputs.token'
        " #h(1fr) Page #counter(page).display() of #counter(page).final().first()])\n"
        f'#set text(size: {SIZE}pt, font: "Noto Sans", lang: "en", top-edge: 0.8em)\n'
        "#set text(bottom-edge: -0.2em)\n"
        f"#set par(leading: {LEADING - SIZE}pt)\n"
        + "".join(
            f"#show heading.where(level: {level}): set text(size: {SIZES[f'h{level}']}pt)\n"
            for level in (1, 2, 3)
        )
        + f"#block(stroke: 1pt, inset: 8pt, width: 100%)[Name: #sys.inputs.name \\ Date: {DAY} \\"
        f" Given by: {GIVEN_BY}]\n" + "\n\n".join(body)
    )
    folder = TemporaryDirectory()
    main = Path(folder.name, "main.typ")
    main.write_text(source, encoding="utf-8")
    compiler = Compiler(input=main, font_paths=[str(FONTS)], ignore_system_fonts=True)

    def make(name: str, token: str) -> bytes:
        assert folder.name  # it lasts as long as who uses it
        inputs = {"name": name, "token": token}
        made: bytes = compiler.compile(sys_inputs=inputs, timestamp=0, pdf_tags=tagged)
        return made

    return make


def _html(words: Words, box: str) -> str:
    told, in_list = [], False
    for mark, text in words.lines:
        if (mark == "li") != in_list:
            told.append("<ul>" if mark == "li" else "</ul>")
            in_list = mark == "li"
        told.append(f"<{mark}>{escape(text)}</{mark}>")
    told += ["</ul>"] if in_list else []
    title = escape(words.title)
    return (
        f'<html lang="en"><head><title>{title}</title></head>'
        f"<body><div>{box}</div>{''.join(told)}</body></html>"
    )


def _css(family: str) -> str:
    sizes = "".join(f"{mark}{{font-size:{size}pt}}" for mark, size in SIZES.items())
    return (
        f"body{{font-family:'{family}';font-size:{SIZE}pt;line-height:{LEADING}pt}}"
        f"{sizes}h1,h2,h3{{line-height:1.2;font-weight:bold}}"
        "div{border:1pt solid black;padding:8pt}"
    )


def by_weasyprint(words: Words) -> Maker:
    """By WeasyPrint: style sheet and fonts are kept, untagged as is its habit.

    Raises:
        ImportError: It, or Pango, is not installed.
    """
    from weasyprint import CSS, HTML  # type: ignore[import-not-found]
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-not-found]

    config = FontConfiguration()
    faces = "".join(
        f"@font-face{{font-family:bench;font-weight:{weight};src:url('{(FONTS / face).as_uri()}')}}"
        for face, weight in zip(FACES, ("normal", "bold"), strict=True)
    )
    foot = "@bottom-left{content:string(token)}"
    pages = "@bottom-right{content:'Page ' counter(page) ' of ' counter(pages)}"
    page = f"@page{{size:A4;margin:{SIDE}pt;{foot}{pages}}}b{{string-set:token content()}}"
    css = CSS(string=faces + page + _css("bench"), font_config=config)

    def make(name: str, token: str) -> bytes:
        box = f"Name: {escape(name)}<br>Date: {DAY}<br>Given by: {GIVEN_BY}<br><b>{token}</b>"
        document = HTML(string=_html(words, box))
        made: bytes = document.write_pdf(stylesheets=[css], font_config=config)
        return made

    return make


def by_reportlab(words: Words) -> Maker:
    """By plain ReportLab: Platypus, fonts and styles are kept; untagged, unshaped.

    How many pages there are is known to it beforehand, so that it need not set them twice.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    names = ("Bench-Regular", "Bench-Bold")
    for font, face in zip(names, FACES, strict=True):
        registerFont(TTFont(font, str(FONTS / face)))
    styles = {
        mark: ParagraphStyle(
            mark, fontName=names[mark[0] == "h"], fontSize=size, leading=size * LEADING / SIZE,
            spaceAfter=6, bulletFontName=names[0], leftIndent=12 if mark == "li" else 0,
        )
        for mark, size in SIZES.items()
    }  # fmt: skip
    known = [1]

    def make(name: str, token: str) -> bytes:
        def foot(canvas: Canvas, document: object) -> None:
            canvas.setFont(names[0], 9)
            canvas.drawString(SIDE, SIDE / 2, token)
            page = canvas.getPageNumber()
            canvas.drawRightString(A4[0] - SIDE, SIDE / 2, f"Page {page} of {known[0]}")
            known[0] = max(known[0], page)

        box = (f"Name: {escape(name)}", f"Date: {DAY}", f"Given by: {GIVEN_BY}")
        story = [Paragraph(text, styles["p"]) for text in box]
        story += [
            Paragraph(escape(text), styles[mark], bulletText="•" if mark == "li" else None)
            for mark, text in words.lines
        ]
        file = BytesIO()
        margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), SIDE)
        document = SimpleDocTemplate(file, pagesize=A4, invariant=1, **margins)
        document.build(story, onFirstPage=foot, onLaterPages=foot)
        return file.getvalue()

    return make


def _fullbleed(words: Words) -> object:
    """The leaflet as fullbleed compiles it: name and token have fixed places on page 1.

    Its foot takes no such values, so it has the page numbers only: less than the others set.

    Raises:
        ImportError: It is not installed.
    """
    import fullbleed  # type: ignore[import-not-found]

    fonts = fullbleed.AssetBundle()
    for face in FACES:
        fonts.add_file(str(FONTS / face), "font")
    engine = fullbleed.PdfEngine(
        footer_each="Page {page} of {pages}", footer_x=f"{SIDE}pt", footer_y_from_bottom="28pt"
    )
    engine.register_bundle(fonts)
    box = f"Name: {{{{name}}}}<br>Date: {DAY}<br>Given by: {GIVEN_BY}<br>{{{{token}}}}"
    css = f"@page{{size:A4;margin:{SIDE}pt}}" + _css("Noto Sans")
    return engine.compile_pdf(_html(words, box), css)


def by_fullbleed(words: Words) -> Maker:
    """By fullbleed's compiled document with fixed bindings, a record at a time.

    Raises:
        ImportError: It is not installed.
    """
    compiled = _fullbleed(words)

    def make(name: str, token: str) -> bytes:
        made: bytes = compiled.render_pdf_bindings(  # type: ignore[attr-defined]
            {"name": [name], "token": [token]}
        )
        return made

    return make


def run_by_fullbleed(words: Words) -> Callable[[Sequence[str], Sequence[str], Path], object]:
    """A print run by the same: names, tokens and a file in.

    Raises:
        ImportError: It is not installed.
    """
    compiled = _fullbleed(words)

    def make(names: Sequence[str], tokens: Sequence[str], path: Path) -> object:
        bindings = {"name": list(names), "token": list(tokens)}
        return compiled.render_pdf_bindings_to_file(  # type: ignore[attr-defined]
            bindings, str(path)
        )

    return make


PEERS: dict[str, Callable[[Words], Maker]] = {
    "typst": by_typst,
    "typst-tagged": lambda words: by_typst(words, tagged=True),
    "weasyprint": by_weasyprint,
    "reportlab": by_reportlab,
    "fullbleed": by_fullbleed,
}
