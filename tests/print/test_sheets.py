"""Sheets: each panel shows its page, the text is found, and folding gives the pages in order."""

import io
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image, ImageChops
from print.runs import is_clean, leaflet, personal, pictures, texts

from leaflets.compiled.leaflet import Compiled
from leaflets.errors import UsageFault
from leaflets.layout.formats import FORMATS
from leaflets.print.folding import folded_faces
from leaflets.print.imposition import Fold, fold_lines, impose
from leaflets.print.sheets import ROUND, Marks, impose_pages, reads_right_to_left

TOKEN = "0123456789abcdef"
SCALE = 2.0
POINTS = 72 / 25.4


def six_panels(language, page_format):
    """The first six pages of a leaflet, on a format with panels."""
    each = leaflet(language, page_format)
    from dataclasses import replace

    return replace(each, template=replace(each.template, pages=each.template.pages[:6]))


def sheets(each, marks=Marks.NONE):
    return each.on_sheets(marks).stamp(personal(), TOKEN)


def pages(each):
    return pictures(each.stamp(personal(), TOKEN), SCALE)


def close(one, other):
    """Whether two pictures show the same; a page on a fraction of a pixel is softer at edges."""
    size = (min(one.width, other.width), min(one.height, other.height))
    box = (0, 0, *size)
    apart = ImageChops.difference(
        *(picture.crop(box).convert("L").resize((size[0] // 6, size[1] // 6), Image.Resampling.BOX)
          for picture in (one, other))
    )  # fmt: skip
    return apart.getextrema()[1] < 60


@pytest.mark.parametrize(
    ("language", "page_format"),
    [("en_GB", "booklet"), ("ar", "booklet"), ("en_GB", "trifold"), ("ar", "zfold")],
)
def test_each_panel_shows_its_page(language, page_format):
    maker = leaflet if page_format == "booklet" else six_panels
    each = maker(language, page_format)
    fmt = each.page_format
    expected = (
        pages(each) if page_format == "booklet" else pages(leaflet(language, page_format))[:6]
    )
    shown = pictures(sheets(each), SCALE)
    imposition = impose(
        fmt.fold, each.pages, *fmt.sheet_mm, right_to_left=reads_right_to_left(each.template)
    )
    sides = [side for sheet in imposition.sheets for side in (sheet.front, sheet.back)]
    assert len(shown) == len(sides)
    seen = 0
    for side, picture in zip(sides, shown, strict=True):
        assert picture.width > picture.height, "A4 on its side"
        for placed in side:
            left = round(placed.x * POINTS * SCALE)
            page = expected[placed.page - 1]
            panel = picture.crop((left, 0, left + page.width, picture.height))
            assert close(panel, page), f"page {placed.page}"
            seen += 1
    assert seen == each.pages


def test_a_panel_that_shows_another_page_is_seen():
    """What the test above asks of pictures can fail."""
    first, second = pages(leaflet())[:2]
    assert not close(first, second)


@pytest.mark.parametrize("language", ["en_GB", "ar"])
def test_the_text_of_sheets_is_found_and_is_that_of_the_pages(language):
    each = leaflet(language)
    whole = "".join(texts(sheets(each)))
    alone = "".join(texts(each.stamp(personal(), TOKEN)))
    assert sorted("".join(whole.split())) == sorted("".join(alone.split()))
    assert "Avery" in whole


@pytest.mark.parametrize("marks", Marks)
@pytest.mark.parametrize("language", ["en_GB", "ur"])
def test_sheets_are_sound_and_claim_nothing(language, marks, tmp_path):
    pdf = sheets(leaflet(language), marks)
    assert is_clean(pdf, tmp_path)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root
        assert not {"/StructTreeRoot", "/MarkInfo", "/Metadata", "/OutputIntents"} & set(
            root.keys()
        )
        assert root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert root.ViewerPreferences.PrintScaling == "/None"
        assert str(root.Lang) == language.replace("_", "-")
        for page in document.pages:
            for _, font in page.Resources.Font.items():
                assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            trim = [float(each) for each in page.get("/TrimBox", page.MediaBox)]
            assert trim[2] - trim[0] == pytest.approx(297 * POINTS, abs=0.01)
            assert trim[3] - trim[1] == pytest.approx(210 * POINTS, abs=0.01)


def ink(picture, box):
    """Whether there is any in that box of millimetres from the lower left corner."""
    left, low, right, high = (round(each * POINTS * SCALE) for each in box)
    part = picture.crop((left, picture.height - high, right, picture.height - low))
    return part.convert("L").getextrema()[0] < 200


def test_fold_ticks_stand_on_the_folds_inside_what_a_printer_prints():
    plain = pictures(sheets(leaflet(), Marks.NONE), SCALE)[0]
    marked = pictures(sheets(leaflet(), Marks.FOLD), SCALE)[0]
    for low, high in ((5, 8), (202, 205)):
        assert ink(marked, (147.5, low, 149.5, high))
        assert not ink(plain, (147.5, low, 149.5, high))
    assert not ink(marked, (147.5, 0, 149.5, 4.5))


def test_cut_marks_stand_outside_of_the_sheet_and_its_bleed():
    marked = pictures(sheets(leaflet(), Marks.CUT), SCALE)[0]
    assert marked.width == pytest.approx((297 + 2 * ROUND) * POINTS * SCALE, abs=2)
    for x in (ROUND, ROUND + 297 / 2, ROUND + 297):
        assert ink(marked, (x - 0.5, 1.5, x + 0.5, ROUND - 3.5))
    assert not ink(marked, (ROUND - 2, ROUND - 2, ROUND + 2, ROUND + 2))


@pytest.mark.parametrize("fold", [Fold.BOOKLET, Fold.LETTER, Fold.ZIGZAG])
@pytest.mark.parametrize("right_to_left", [False, True])
@pytest.mark.parametrize("count", [6, 5, 4, 1])
def test_folded_on_the_screen_the_pages_come_in_order(fold, right_to_left, count):
    """Sheets whose panels are of a grey each, which says which page it is."""
    imposition = impose(fold, count, 297, 210, right_to_left=right_to_left)
    sides = []
    for sheet in imposition.sheets:
        for number, side in enumerate((sheet.front, sheet.back)):
            picture = Image.new("RGB", (297, 210), "white")
            cuts = imposition.folds
            if number:
                cuts = tuple(297 - cut for cut in reversed(cuts))
            edges = [0, *cuts, 297]
            for placed in side:
                panel = max(i for i, edge in enumerate(edges) if edge <= placed.x + 1)
                box = [round(each) for each in (edges[panel], 0, edges[panel + 1], 210)]
                picture.paste((20 * placed.page,) * 3, box)
            sides.append(picture)
    lines = fold_lines(fold, 297, right_to_left=right_to_left)
    faces = folded_faces(fold, sides, lines, 297, right_to_left=right_to_left)

    def read(face):
        """The pages of a face in the direction of reading, without those that are empty."""
        found = []
        for x in range(3, face.picture.width, 3):
            grey = face.picture.getpixel((x, 100))[0]
            if grey != 255 and (not found or found[-1] != grey // 20):
                found.append(grey // 20)
        return found[::-1] if right_to_left else found

    shown = [read(face) for face in faces]
    if fold is Fold.BOOKLET:
        assert [page for face in shown for page in face] == list(range(1, count + 1))
        assert all(len(face) <= 2 for face in shown)
        return
    wanted = {
        Fold.LETTER: [[1], [2, 5], [2, 3, 4], [5, 6, 1], [6]],
        Fold.ZIGZAG: [[1], [2, 3], [2, 3, 4], [5, 6, 1], [4]],
    }[fold]
    assert shown == [[page for page in face if page <= count] for face in wanted]


def test_more_pages_than_panels_are_refused():
    each = leaflet("en_GB", "trifold")
    assert each.pages > 2, "or this shows nothing"
    each = replace(each, page_format=replace(each.page_format, budget=2))
    with pytest.raises(
        UsageFault, match=f"trifold has 2 panels, and this leaflet needs {each.pages}"
    ):
        each.on_sheets(Marks.NONE)


def test_a_format_that_is_not_folded_stays_as_it_is():
    each = leaflet("en_GB", "a4")
    assert each.on_sheets(Marks.NONE) is each


def test_a_side_that_has_no_page_at_the_end_is_no_side():
    each = leaflet()
    one = replace(each.template, pages=each.template.pages[:1])
    booklet = FORMATS["booklet"]
    assert len(impose_pages(one, booklet.fold, *booklet.sheet_mm).pages) == 1


def test_sheets_are_kept_and_read_back_like_pages():
    found = leaflet("ar", "booklet", Marks.FOLD)
    again = Compiled.from_bytes(found.to_bytes(), FORMATS["booklet"])
    assert again.stamp(personal(), TOKEN) == found.stamp(personal(), TOKEN)
