"""Lines that the text engine has set in; the form that shows them out, with the fonts it lacks.

A run whose glyphs are all in a font of the template is shown from there; any other run from a font
of its face that holds just what this value shows.
"""

import re
from dataclasses import dataclass

from leaflets.pdf.fonts import EmbeddedFont
from leaflets.pdf.glyphs import TextObject, run_texts
from leaflets.pdf.stamp import SetValue
from leaflets.pdf.template import Template
from leaflets.pdf.writer import written
from leaflets.text import FontFace, GlyphRun

_REFERENCE = re.compile(rb"\0(\d+)\0")  # no other object has this character outside of a stream


@dataclass(frozen=True, slots=True)
class Shown:
    """The operators of a form, its fonts, and the objects of those that no template has.

    References to these objects have no numbers yet.
    """

    content: str
    fonts: str
    objects: tuple[bytes, ...]

    def numbered(self, first: int) -> tuple[str, list[bytes]]:
        """The fonts of the form's resources, and the new objects with numbers from ``first``."""

        def number(found: re.Match[bytes]) -> bytes:
            return b"%d" % (first + int(found[1]))

        bodies = [
            body if body.endswith(b"endstream\n") else _REFERENCE.sub(number, body)
            for body in self.objects
        ]
        fonts = _REFERENCE.sub(number, self.fonts.encode("ascii")).decode("ascii")
        return fonts, [written(first + place, body) for place, body in enumerate(bodies)]


def show(template: Template, value: SetValue, colour: str) -> Shown:
    """The lines of a value, in that colour."""
    fonts = _Fonts(template)
    operators = [f"{colour} rg 1 0 0 1 0 {value.bottom:.4f} cm"]
    for line, baseline in value.lines:
        text = TextObject(fonts, 0, baseline)
        for index in line.logical:
            text.show(line.runs[index])
        operators += text.end()
    objects = _Objects()
    return Shown(" ".join(operators), fonts.embed(objects), tuple(objects.bodies))


class _Objects:
    """Objects that are numbered later."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    def put(self, body: str | bytes) -> str:
        """Add an object; how to point to it."""
        self.bodies.append(body.encode("ascii") if isinstance(body, str) else body)
        return f"\0{len(self.bodies) - 1}\0 0 R"


class _Fonts:
    """The template's fonts, and new ones beside them."""

    def __init__(self, template: Template) -> None:
        self._told = {font.face: font for font in template.fonts}
        self._own: dict[FontFace, EmbeddedFont] = {}
        self._new: dict[FontFace, EmbeddedFont] = {}

    def for_run(self, run: GlyphRun) -> EmbeddedFont:
        """The template's font if it has all of the run, else a new one of the face."""
        own = self._own.get(run.face) or self._opened(run.face)
        if own is not None:
            texts, _ = run_texts(run, own)
            if all(key in own.known for key in zip(run.gids, texts, strict=True)):
                return own
        new = self._new.get(run.face)
        if new is None:
            new = self._new[run.face] = EmbeddedFont(run.face, f"R{len(self._new)}")
        return new

    def _opened(self, face: FontFace) -> EmbeddedFont | None:
        told = self._told.get(face.name)
        if told is None:
            return None
        font = self._own[face] = EmbeddedFont(face, told.name)
        for shown in told.shown:
            font.code(shown) if shown[0] else None
        return font

    def embed(self, objects: _Objects) -> str:
        """The fonts of the form's resources; the new ones are written."""
        refs = [(font.name, self._told[face.name].ref) for face, font in self._own.items()]
        refs += [(font.name, font.embed(objects)) for font in self._new.values()]
        return "".join(f"/{name} {ref}" for name, ref in refs)
