"""A text in; pictures of the pages on which its part stands, the part outlined, out.

The pages are those of the translator's proof: every part as it will print, its key beside it.
"""

import io
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PIL import Image, ImageDraw

from leaflets.desk.desk import ENGINE
from leaflets.desk.pictures import DOTS_PER_INCH, page_picture
from leaflets.errors import LeafletsError
from leaflets.layout.formats import FORMATS
from leaflets.layout.proof import FOOT, HEAD, TITLE, PartPlace
from leaflets.layout.stylesheet import PALETTE
from leaflets.layout.typography import FontChoice
from leaflets.model.leaflet import Leaflet, texts
from leaflets.model.source import Content, LeafletSource
from leaflets.model.text import Message
from leaflets.proof import Proofed, everything, make_proof
from leaflets.translation.catalogs import Catalog

_FORMAT = "a4"
_MARGIN = 5.0  # points between a part and its outline
_WIDTH = 1.5  # points

_MOST = 6
_proofs: OrderedDict[tuple[object, ...], Proofed] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the part called ``name`` is; ``fault`` says why there is no page to show it on."""

    name: str
    places: tuple[PartPlace, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """What proofs are made of: a leaflet and a catalog, on a day."""

    content: Content
    leaflet: LeafletSource
    catalog: Catalog
    day: date
    fonts: FontChoice

    def proof(self) -> Proofed:
        """The proof, made once for the same texts.

        Raises:
            TextFault: A text can't be printed; it names the part.
        """
        texts_said = (self.content.digest, self.catalog.language, self.catalog.digest)
        key = (*texts_said, self.leaflet.id, self.leaflet.approvals, self.day, repr(self.fonts))
        with ENGINE:
            if key not in _proofs:
                _proofs[key] = make_proof(
                    self.content,
                    self.leaflet,
                    self.catalog,
                    FORMATS[_FORMAT],
                    self.day,
                    self.fonts,
                )
            _proofs.move_to_end(key)
            while len(_proofs) > _MOST:
                _proofs.popitem(last=False)
            return _proofs[key]

    def placed(self, key: str) -> Placed | None:
        """Where the text ``key`` stands; ``None`` if no part has it."""
        whole = everything(self.content, self.leaflet, self.catalog, self.day)
        name = place_names(whole).get(key)
        if name is None:
            return None
        try:
            proof = self.proof().proof
        except LeafletsError as error:
            return Placed(name, fault=error.message)
        places = (*proof.places, *proof.around)
        return Placed(name, tuple(place for place in places if place.key == name))

    def picture(self, places: Sequence[PartPlace], *, cut: bool = False) -> bytes:
        """The page of ``places``, all on one, with an outline round them, as PNG.

        ``cut`` leaves out what is above and below them, and the outline.
        """
        scale = DOTS_PER_INCH / 72
        drawn = page_picture(self.proof().proof.pdf, places[0].page)
        assert drawn is not None
        page = Image.open(io.BytesIO(drawn)).convert("RGB")
        top = max((min(place.top for place in places) - _MARGIN) * scale, 0)
        bottom = min((max(place.bottom for place in places) + _MARGIN) * scale, page.height - 1)
        if cut:
            page = page.crop((0, int(top), page.width, int(bottom) + 1))
        else:
            _outline(page, top, bottom, round(_WIDTH * scale))
        data = io.BytesIO()
        page.save(data, format="PNG")
        return data.getvalue()


def place_names(whole: Leaflet[Message]) -> Mapping[str, str]:
    """What the place of each text is called: its part's key, its block's, or where on every page.

    A text that stands in several parts has the place of the first one. The bands and the personal
    box have none: no proof has them.
    """
    around = replace(whole, blocks=())
    names: dict[str, str] = {}
    for block in whole.blocks:
        for part in block.parts:
            alone = replace(block, parts=(part,), brand=None)
            for message in texts(replace(around, blocks=(alone,))):
                names.setdefault(message.key, part.key)
    for message in texts(around):
        names.pop(message.key, None)
    for block in whole.blocks:
        for title in (block.title, block.brand):
            if title is not None:
                names[title.key] = block.key
    furniture = whole.furniture
    foot = (furniture.page_of, furniture.printed, furniture.edition, furniture.review)
    names |= {message.key: FOOT for message in foot}
    names[furniture.head_end.key] = HEAD
    return names | {whole.title.key: TITLE, whole.lead.key: TITLE}


def _outline(page: Image.Image, top: float, bottom: float, width: int) -> None:
    """A heavy frame over the width of the page, on white, so that it is seen on any ground."""
    draw = ImageDraw.Draw(page)
    box = (width, top, page.width - 1 - width, bottom)
    draw.rectangle(box, outline=PALETTE.paper, width=width * 3)
    inner = (box[0] + width, top + width, box[2] - width, bottom - width)
    draw.rectangle(inner, outline=PALETTE.accent, width=width)
