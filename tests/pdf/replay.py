"""A page's content in; where each glyph stands, in which font and element, out."""

from dataclasses import dataclass, field

import pikepdf


@dataclass
class Shown:
    font: str
    size: float
    cid: int
    x: float
    y: float
    mark: str


@dataclass
class Replay:
    """An interpreter of the operators that our text objects use."""

    page: pikepdf.Page
    shown: list[Shown] = field(default_factory=list)
    depth: int = 0

    def run(self):
        marks = []
        font, size, rise, line, pen = "", 0.0, 0.0, (0.0, 0.0), 0.0
        widths = {
            str(name): [float(w) for w in f.DescendantFonts[0].W[1]]
            for name, f in self.page.Resources.Font.items()
        }
        for operands, operator in pikepdf.parse_content_stream(self.page):
            match str(operator):
                case "BT":
                    line, pen = (0.0, 0.0), 0.0
                case "Tf":
                    font, size = str(operands[0]), float(operands[1])
                case "Ts":
                    rise = float(operands[0])
                case "Td":
                    line = (line[0] + float(operands[0]), line[1] + float(operands[1]))
                    pen = line[0]
                case "Tj" | "TJ" as show:
                    parts = [operands[0]] if show == "Tj" else list(operands[0])
                    for part in parts:
                        if not isinstance(part, pikepdf.String):
                            pen -= float(part) * size / 1000
                            continue
                        codes = bytes(part)
                        for at in range(0, len(codes), 2):
                            cid = codes[at] << 8 | codes[at + 1]
                            place = (pen, line[1] + rise)
                            mark = next((m for m in marks if m.startswith("/")), "")
                            self.shown.append(Shown(font, size, cid, *place, mark))
                            pen += widths[font][cid] * size / 1000
                case "BDC" | "BMC":
                    properties = operands[1] if len(operands) > 1 else {}
                    structural = "/MCID" in properties or operands[0] == "/Artifact"
                    if structural:
                        assert not any(marks), "nested"
                    marks.append(str(operands[0]) if structural else "")
                case "EMC":
                    marks.pop()
        assert not marks
        return self.shown


def replay(page):
    return Replay(page).run()
