"""What was drawn once in; the same on any page of any document like it, out.

A document gives codes to glyphs, numbers to marked content and names to fonts as they come. In a
drawing each of them is one character that stands for it, so that to put it on a page is to
translate a text: nothing is shaped, placed or painted again.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from leaflets.pdf.content import Annotation, Box, Content, Marked
from leaflets.pdf.fonts import DocumentFonts, EmbeddedFont, Key
from leaflets.pdf.page_content import Put
from leaflets.pdf.shape import LinkArea, Shape, Sketched, shape_of
from leaflets.pdf.structure import Element
from leaflets.pdf.template import Place
from leaflets.text import FontFace

# Characters that no operator has: what is written in a page is ASCII.
_MARKS: Final = 0xE000
_MOST_MARKS: Final = 0x1900
_AT: Final = chr(_MARKS + _MOST_MARKS)  # where a part of a drawing has its origin on the page
_GLYPHS: Final = 0xF0000
_MOST_GLYPHS: Final = 0x20000
_NUMBERS: Final = count()
_AS_THEY_ARE: Final = {ordinal: chr(ordinal) for ordinal in range(128)} | {ord("%"): "%%"}

_HEXADECIMAL: Final = re.compile("<([0-9A-F]+)>")
_LITERAL: Final = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\", "\r": r"\r", "%": "%%"})


def mark(number: int) -> str:
    """What stands for the marked content of that number, from 0, in a drawing."""
    if number >= _MOST_MARKS:
        raise ValueError("a drawing has more marked content than there are signs for it")
    return chr(_MARKS + number)


class Glyphs(DocumentFonts):
    """The fonts of drawings: every glyph, with what it says, and every font has its own sign."""

    def __init__(self) -> None:
        super().__init__()
        self._meant: list[tuple[FontFace, tuple[int, str] | None]] = []

    @property
    def are_many(self) -> bool:
        """Whether it is time to begin anew: half of the signs there are have been given."""
        return len(self._meant) > _MOST_GLYPHS // 2

    def sign(self, face: FontFace, key: tuple[int, str] | None) -> str:
        """A new sign: of a glyph and its text, or of the font's name."""
        if len(self._meant) == _MOST_GLYPHS:
            raise ValueError("drawings have more glyphs than there are signs for them")
        self._meant.append((face, key))
        return chr(_GLYPHS + len(self._meant) - 1)

    def meant(self, ordinal: int) -> tuple[FontFace, tuple[int, str] | None]:
        """What a sign stands for."""
        return self._meant[ordinal - _GLYPHS]

    def _opened(self, face: FontFace) -> EmbeddedFont:
        return _SignedFont(face, self.sign(face, None), self)


class _SignedFont(EmbeddedFont):
    """A face whose codes are signs."""

    def __init__(self, face: FontFace, name: str, glyphs: Glyphs) -> None:
        super().__init__(face, name)
        self._glyphs = glyphs

    def _new_code(self, key: tuple[int, str]) -> str:
        return self._glyphs.sign(self.face, key)


class Codes(dict[int, str]):
    """What the signs of drawings are in one document, as :meth:`str.translate` asks for it.

    A mark becomes a place for its number. ``begun`` are the glyphs that the fonts of the document,
    and of all that began as it did, have begun with.
    """

    def __init__(
        self,
        glyphs: Glyphs,
        fonts: DocumentFonts,
        begun: Mapping[FontFace, Mapping[Key, object]] | None = None,
    ) -> None:
        super().__init__(_AS_THEY_ARE)
        self.number = next(_NUMBERS)
        self.begun = begun
        self._glyphs = glyphs
        self._fonts = fonts

    def __missing__(self, ordinal: int) -> str:
        if ordinal < _GLYPHS:
            found = self[ordinal] = "%.6f %.6f" if chr(ordinal) == _AT else "%d"
            return found
        face, key = self._glyphs.meant(ordinal)
        font = self._fonts[face]
        found = self[ordinal] = font.name if key is None else font.code(key)[0]
        return found

    def of(self, signs: Iterable[int]) -> tuple[str, ...]:
        """What these signs are."""
        return tuple(map(self.__getitem__, signs))

    def are_begun(self, signs: Iterable[int]) -> bool:
        """Whether these signs are the same in all documents that began as this one."""
        begun = self.begun
        if begun is None:
            return False
        meant = map(self._glyphs.meant, signs)
        return all(face in begun and (key is None or key in begun[face]) for face, key in meant)


@dataclass(slots=True, kw_only=True)
class Drawing:
    """Operators with signs in them, and what they are of the structure, in the order drawn.

    ``signs`` are those of its glyphs and fonts, in the order in which they are met. ``events`` has
    the place of the element that each marked content is of, and the links; ``boxes`` where figures
    are. ``parts`` has what is drawn from an origin of its own: how far that is to the right and
    above, and how many marked contents there are. All else is told from the origin of the whole.
    """

    code: str
    glyphs: Glyphs
    signs: tuple[int, ...]
    parts: tuple[tuple[float, float, int], ...]
    elements: tuple[Sketched, ...]
    events: tuple[tuple[int, LinkArea | None], ...]
    boxes: tuple[tuple[int, Box], ...]
    places: tuple[Place, ...]

    _begun: tuple[object, str] | None = None
    """What the document had begun with whose codes it was written in, all of them begun, and how"""
    _written: tuple[tuple[str, ...], str] | None = None
    """What its signs were when it was written last, and how."""
    _last: int = -1
    """The number of the document's codes that it was written in last."""
    _shape: Shape | None = None

    @property
    def marks(self) -> int:
        """How many marked contents it has."""
        return sum(marks for _, _, marks in self.parts)

    def put(self, codes: Codes, x: float, y: float, first: int) -> Put:
        """The operators in one document's codes, from that origin on.

        Marked content is numbered from ``first`` on.
        """
        told: list[float] = []
        for right, above, marks in self.parts:
            told += (x + right, y + above, *range(first, first + marks))
            first += marks
        return Put(self._form(codes), tuple(told))

    def _form(self, codes: Codes) -> str:
        """The operators with places for origins, and for the numbers of marked content.

        Most documents of a language begin with all glyphs that it has, or give the same codes.
        """
        if self._begun is not None and self._begun[0] is codes.begun:
            return self._begun[1]
        if codes.are_begun(self.signs):
            self._begun = codes.begun, self._formed(codes)
            return self._begun[1]
        if self._written is None or self._last != codes.number:
            meant = codes.of(self.signs)
            if self._written is None or self._written[0] != meant:
                self._written = meant, self._formed(codes)
            self._last = codes.number
        return self._written[1]

    def _formed(self, codes: Codes) -> str:
        """Strings are of bytes: half as long as in hexadecimal digits, and sooner deflated."""
        return _HEXADECIMAL.sub(_literal, self.code.translate(codes))

    def shape(self, language: str) -> Shape | None:
        """Its part of the structure; ``None`` for a figure, whose box is where it is put."""
        if self._shape is None and not self.boxes:
            self._shape = shape_of(self, language)
        return self._shape

    def built_on(self, root: Element, known: dict[object, Element]) -> list[Element]:
        """Its elements in a document, but for those that another drawing has built there."""
        built: list[Element] = []
        for sketched in self.elements:
            element = known.get(sketched.known_as) if sketched.known_as else None
            if element is None:
                parent = root if sketched.parent is None else built[sketched.parent]
                element = sketched.element.again_in(parent)
                if sketched.known_as:
                    known[sketched.known_as] = element
            built.append(element)
        return built


def _literal(found: re.Match[str]) -> str:
    return f"({bytes.fromhex(found[1]).decode('latin-1').translate(_LITERAL)})"


class Sketch(Content):
    """What is drawn, element by element, while a drawing is made."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[tuple[Element, LinkArea | None]] = []

    def add(self, element: Element, kid: Marked | Annotation) -> None:
        """Record a sequence; a link is recorded by :meth:`add_link`."""
        assert isinstance(kid, Marked)
        self.events.append((element, None))

    def add_link(self, element: Element, area: LinkArea) -> None:
        """Record where a link can be clicked."""
        self.events.append((element, area))


def joined(parts: Sequence[tuple[Drawing, float, float]]) -> Drawing:
    """Drawings as one, each with its origin so far to the right of that of the whole, and above.

    Raises:
        ValueError: They are not all of the same glyphs, so that a sign may mean two of them.
    """
    glyphs = parts[0][0].glyphs
    if any(drawn.glyphs is not glyphs for drawn, _, _ in parts):
        raise ValueError("drawings of different glyphs are joined")
    code: list[str] = []
    places: list[Place] = []
    elements: dict[object, int] = {}
    found: list[Sketched] = []
    events: list[tuple[int, LinkArea | None]] = []
    boxes: list[tuple[int, Box]] = []
    marks = 0
    for drawn, x, y in parts:
        renumbered = {ord(mark(n)): mark(marks + n) for n in range(drawn.marks)} if marks else {}
        text = drawn.code.translate(renumbered) if renumbered else drawn.code
        code.append(text)
        marks += drawn.marks
        index: list[int] = []
        for sketched in drawn.elements:
            known = elements.get(sketched.known_as) if sketched.known_as else None
            if known is None:
                known = len(found)
                parent = None if sketched.parent is None else index[sketched.parent]
                found.append(Sketched(sketched.element, parent, sketched.known_as))
                if sketched.known_as:
                    elements[sketched.known_as] = known
            index.append(known)
        events += [(index[one], area and area.moved(x, y)) for one, area in drawn.events]
        boxes += [
            (index[one], (left + x, bottom + y, right + x, top + y))
            for one, (left, bottom, right, top) in drawn.boxes
        ]
        places += drawn.places
    return Drawing(
        code="\n".join(code),
        glyphs=glyphs,
        signs=tuple(dict.fromkeys(sign for drawn, _, _ in parts for sign in drawn.signs)),
        parts=tuple(
            (x + right, y + above, marked)
            for drawn, x, y in parts
            for right, above, marked in drawn.parts
        ),
        elements=tuple(found),
        events=tuple(events),
        boxes=tuple(boxes),
        places=tuple(places),
    )


def drawing(
    code: Iterable[str],
    glyphs: Glyphs,
    sketch: Sketch,
    built: dict[object, Element],
    places: Iterable[Place],
) -> Drawing:
    """What was drawn. ``built`` has the elements that are told by something, parents first."""
    index: dict[Element, int] = {}
    found: list[Sketched] = []

    def add(element: Element, known_as: object = None) -> None:
        above = element.parent
        assert above is not None, "a drawing is of no whole document"
        if above.parent is not None and above not in index:
            add(above)
        index[element] = len(found)
        found.append(Sketched(element, index.get(above), known_as))

    for known_as, element in built.items():
        add(element, known_as)
    for element, _ in sketch.events:
        if element not in index:
            add(element)
    text = "\n".join((f"q 1 0 0 1 {_AT} cm", *code, "Q"))
    return Drawing(
        code=text,
        glyphs=glyphs,
        signs=tuple(dict.fromkeys(ordinal for ordinal in map(ord, text) if ordinal >= _GLYPHS)),
        parts=((0.0, 0.0, sum(area is None for _, area in sketch.events)),),
        elements=tuple(found),
        events=tuple((index[element], area) for element, area in sketch.events),
        boxes=tuple((index[element], box) for element, box in sketch.boxes.items()),
        places=tuple(places),
    )
