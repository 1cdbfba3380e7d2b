"""Specimen documents, made with the canvas alone: everything that a leaflet has, in each script.

The sentences are layout data, not reviewed translations.
"""

from io import BytesIO

from PIL import Image
from reportlab.lib.utils import ImageReader
from text_samples import RTL, SAMPLES, font_set

from leaflets.pdf import DocumentInfo, Element, TaggedCanvas
from leaflets.text import Paragraph, Span, set_paragraph

A4 = (595, 842)
LEFT, WIDTH = 56, 483
LANGUAGES = [*SAMPLES, "en"]
TEXTS = {
    "ar": "اتصل بطبيبك أو الممرضة إذا شعرت بالحمى أو القشعريرة أثناء العلاج",
    "ur": "اگر علاج کے دوران آپ کو بخار یا سردی لگے تو اپنے ڈاکٹر یا نرس کو فون کریں",
    "bn": "চিকিৎসার সময় জ্বর বা কাঁপুনি হলে আপনার ডাক্তার বা নার্সকে ফোন করুন",
    "hi": "इलाज के दौरान बुखार या कंपकंपी होने पर अपने डॉक्टर या नर्स को फ़ोन करें",
    "pa": "ਇਲਾਜ ਦੌਰਾਨ ਬੁਖਾਰ ਜਾਂ ਕੰਬਣੀ ਹੋਣ ਤੇ ਆਪਣੇ ਡਾਕਟਰ ਜਾਂ ਨਰਸ ਨੂੰ ਫ਼ੋਨ ਕਰੋ",
    "gu": "સારવાર દરમિયાન તાવ અથવા ધ્રુજારી આવે તો તમારા ડૉક્ટર અથવા નર્સને ફોન કરો",
    "ta": "சிகிச்சையின் போது காய்ச்சல் அல்லது நடுக்கம் ஏற்பட்டால் மருத்துவரை அழைக்கவும்",
    "zh_Hans": "治疗期间如果出现发烧或寒战，请立即打电话给您的医生或护士，不要等到下一次预约。",
    "pl": "Zadzwoń do lekarza lub pielęgniarki, jeśli podczas leczenia wystąpi gorączka",
    "vi": "Hãy gọi cho bác sĩ hoặc y tá nếu quý vị bị sốt hoặc ớn lạnh trong khi điều trị",
    "en": "Call your doctor or nurse if you get a fever or feel shivery during treatment",
}  # fmt: skip


class Writer:
    """Draws down the page and starts another when it is full."""

    def __init__(self, language, *, nastaliq=False, title="Specimen"):
        self.language = language
        self.file = BytesIO()
        self.rtl = language in RTL
        info = DocumentInfo(title=title, lang=language, rtl=self.rtl)
        self.canvas = TaggedCanvas(self.file, A4, info)
        self.fonts = font_set(nastaliq=nastaliq)
        self.leading = 2.7 if nastaliq else 1.6
        self.root = self.canvas.document
        self.y = 790.0
        self.repeated_head = None

    def paragraph(self, *spans):
        script = SAMPLES.get(self.language, ("Latn", ""))[0]
        return Paragraph(
            spans=tuple(Span(text=s) if isinstance(s, str) else s for s in spans),
            direction="rtl" if self.rtl else "ltr",
            lang=self.language,
            script=script,
        )

    def text(self, element, *spans, size=11, left=0, width=WIDTH, colour="#000000"):
        paragraph = self.paragraph(*spans)
        leading = self.leading * size
        for line in set_paragraph(paragraph, self.fonts, width, size).lines:
            if self.y - leading < 70:
                self.page()
            self.y -= leading
            with self.canvas.tagged(element):
                x = LEFT + (WIDTH - left - width if self.rtl else left)
                self.canvas.draw_line(paragraph, line, x, self.y, colour)

    def heading(self, tag, text):
        self.y -= 8
        with self.canvas.artifact():
            self.canvas.setFillColor("#1a3e5c")
            self.canvas.rect(LEFT, self.y, WIDTH, 2, stroke=0, fill=1)
        self.canvas.add_outline(text, self.y, int(tag[1]) - 1)
        self.text(Element(tag, self.root), Span(text=text, bold=True), size=16, colour="#1a3e5c")

    def points(self, texts):
        points = Element("L", self.root, numbering="Disc")
        for text in texts:
            item = Element("LI", points)
            label, body = Element("Lbl", item, actual_text="•"), Element("LBody", item)
            above = self.y
            self.text(body, text, left=16, width=WIDTH - 16)
            if self.y < above:
                with self.canvas.tagged(label):
                    x = LEFT + (WIDTH - 4 if self.rtl else 4)
                    self.canvas.circle(x, self.y + 4, 2, stroke=0, fill=1)

    def table(self, heads, rows):
        table = Element("Table", self.root)
        column = WIDTH / len(heads)
        row = Element("TR", Element("THead", table))
        cells = [Element("TH", row, scope="Column") for _ in heads]
        self._cells(cells, heads, column)
        body = Element("TBody", table)
        for number, texts in enumerate(rows):
            if number == 2:  # a table that goes on after a page's end repeats its head
                self.page()
                with self.canvas.artifact("Pagination"):
                    self._draw_cells(heads, column, [None] * len(heads))
            row = Element("TR", body)
            kinds = ["TH", *["TD"] * (len(texts) - 1)]
            cells = [Element(k, row, scope="Row" if k == "TH" else "") for k in kinds]
            self._cells(cells, texts, column)

    def _cells(self, cells, texts, column):
        self._draw_cells(texts, column, cells)

    def _draw_cells(self, texts, column, cells):
        top = lowest = self.y
        for index, (text, cell) in enumerate(zip(texts, cells, strict=True)):
            paragraph = self.paragraph(text)
            place = len(texts) - 1 - index if self.rtl else index
            y = top
            for line in set_paragraph(paragraph, self.fonts, column - 8, 10).lines:
                y -= 10 * self.leading
                if cell is None:
                    self.canvas.draw_line(paragraph, line, LEFT + place * column, y)
                else:
                    with self.canvas.tagged(cell):
                        self.canvas.draw_line(paragraph, line, LEFT + place * column, y)
            lowest = min(lowest, y)
        self.y = lowest - 4
        with self.canvas.artifact():
            self.canvas.line(LEFT, self.y, LEFT + WIDTH, self.y)

    def figure(self, alt):
        self.y -= 60
        figure = Element("Figure", self.root, alt=alt)
        with self.canvas.tagged(figure, box=(LEFT, self.y, 110, 50)):
            self.canvas.rect(LEFT, self.y, 50, 50, stroke=1, fill=0)
            picture = Image.new("RGBA", (12, 12), (20, 90, 160, 128))
            image = ImageReader(picture)
            self.canvas.drawImage(image, LEFT + 60, self.y, 50, 50, mask="auto")

    def page(self):
        with self.canvas.artifact("Pagination", "Footer"):
            paragraph = self.paragraph(f"{self.canvas.getPageNumber()}")
            (line,) = set_paragraph(paragraph, self.fonts, WIDTH, 9).lines
            self.canvas.draw_line(paragraph, line, LEFT, 40)
        self.canvas.showPage()
        self.y = 790.0

    def pdf(self):
        self.page()
        self.canvas.save()
        return self.file.getvalue()


def specimen(language, *, nastaliq=False):
    """A document of two pages with everything in it."""
    text = TEXTS[language]
    sample = SAMPLES.get(language, ("", "Take two tablets of Paracetamol 500 mg, 50% less."))[1]
    words = text.split()
    title = " ".join(words[:3])[:30]
    writer = Writer(language, nastaliq=nastaliq, title=title)
    writer.heading("H1", title)
    writer.text(Element("P", writer.root), sample)
    spans = [
        Span(text=text + " "),
        Span(text="Breast Cancer Now", lang="en_GB"),
        Span(text=" "),
        Span(text="example.org/help", link="https://example.org/help", lang="en_GB"),
        Span(text=" " + text, bold=True),
    ]
    writer.text(Element("P", writer.root), *spans)
    writer.heading("H2", title)
    writer.points([text, sample, text])
    writer.heading("H3", title)
    rows = [(words[0][:14], text), ("Paracetamol", sample), (words[-1][:14], text)]
    writer.table((words[0][:14], words[-1][:14]), rows)
    writer.figure(title)
    return writer.pdf()
