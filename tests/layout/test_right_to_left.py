import pytest
from layout.grid import GRID
from layout.reading import find, inks, on_paper, paths
from layout.tongues import NUMBER, make_translated
from layout.trees import said
from PIL import Image

from leaflets.layout.flowables import Box, BoxLook, Bullet, CardRow, PartHeading, bullet_list
from leaflets.layout.formats import FORMATS
from leaflets.layout.furniture import TwoEnds
from leaflets.layout.opening import Masthead
from leaflets.layout.pages import typeset
from leaflets.layout.panels import Arrangement, Panel, Rule, place
from leaflets.layout.paragraphs import set_text
from leaflets.layout.structure import Node
from leaflets.layout.stylesheet import PALETTE, stylesheet
from leaflets.layout.tables import GlanceTable
from leaflets.layout.typography import typography
from leaflets.model.leaflet import Card, Logo, Row

WIDTH = 400
ENGLISH = stylesheet(FORMATS["a4"], typography("en_GB"))
ARABIC = stylesheet(FORMATS["a4"], typography("ar"))
URDU = stylesheet(FORMATS["a4"], typography("ur"))
both = pytest.mark.parametrize("styles", [ARABIC, URDU], ids=["ar", "ur"])
everywhere = pytest.mark.parametrize(
    ("styles", "rtl"), [(ENGLISH, False), (ARABIC, True), (URDU, True)], ids=["en", "ar", "ur"]
)
DRUG = "علاج Examplinib 10 mg"


def hexadecimal(mark):
    return "#{:02x}{:02x}{:02x}".format(*mark.colour)


def words(ink):
    """In no order: in a right-to-left file pdfium turns the words of Latin text round."""
    return sorted(ink.text.split())


def shown(piece, *, rtl):
    pdf = on_paper(piece, WIDTH, rtl=rtl)
    return inks(pdf), paths(pdf)


def box_of(found):
    return min(ink.left for ink in found), max(ink.right for ink in found)


@everywhere
def test_a_bullet_stands_before_its_text_on_the_reading_side(styles, rtl):
    texts, (dot,) = shown(Bullet(said(DRUG), styles, bullet_list()), rtl=rtl)
    left, right = box_of(texts)
    indent = styles.body.size * 1.3
    if rtl:
        assert dot.left > right
        assert right == pytest.approx(WIDTH - indent, abs=2)
        assert WIDTH - dot.right == pytest.approx(styles.body.size * 0.25, abs=0.1)
    else:
        assert dot.right < left
        assert left == pytest.approx(indent, abs=2)
        assert dot.left == pytest.approx(styles.body.size * 0.25, abs=0.1)


@everywhere
def test_labels_of_a_table_are_in_the_first_column_of_the_reading_side(styles, rtl):
    row = Row(label=said("علاج"), values=(said("mg"),), drawing="drip")
    texts, marks = shown(GlanceTable((row,), styles), rtl=rtl)
    value = next(ink for ink in texts if "mg" in ink.text)
    start, end = box_of([ink for ink in texts if ink is not value])
    drawing = [mark for mark in marks if mark.width < styles.drawing + 1]
    if rtl:
        assert end == pytest.approx(WIDTH, abs=6)
        assert value.right < start
        assert min(mark.left for mark in drawing) < styles.drawing
    else:
        assert start == pytest.approx(0, abs=6)
        assert value.left > end
        assert max(mark.right for mark in drawing) > WIDTH - styles.drawing


@everywhere
@pytest.mark.parametrize("look", BoxLook)
def test_the_bar_of_a_callout_is_on_the_reading_side(styles, rtl, look):
    texts, marks = shown(Box([set_text(said(DRUG), styles.body)], look, styles), rtl=rtl)
    bar = marks[-1]
    left, right = box_of(texts)
    assert bar.width <= styles.spaces.bar + 0.1
    if rtl:
        assert bar.right == pytest.approx(WIDTH, abs=0.1)
        assert right < bar.left
    else:
        assert bar.left == pytest.approx(0, abs=0.1)
        assert left > bar.right


@everywhere
def test_the_drawing_of_a_heading_stands_before_it(styles, rtl):
    texts, marks = shown(PartHeading(said("قلبك"), "heart", styles), rtl=rtl)
    (heart,) = marks
    left, right = box_of(texts)
    assert heart.left > right if rtl else heart.right < left


@everywhere
def test_cards_run_in_the_reading_direction(styles, rtl):
    cards = [
        Card(name=said(f"HER{number}"), value=said("إيجابي"), meaning=said("علاج"))
        for number in (1, 2, 3)
    ]
    pdf = on_paper(CardRow(cards, styles, Node("L", numbering="None")), WIDTH, rtl=rtl)
    lefts = [find(pdf, f"HER{number}").left for number in (1, 2, 3)]
    assert lefts == sorted(lefts, reverse=rtl)


@both
def test_head_and_foot_swap_their_ends(styles):
    texts, _ = shown(TwoEnds(said("Riverside Clinic"), said("علاج"), styles), rtl=True)
    clinic = next(ink for ink in texts if ink.text.startswith("Riverside"))
    title = next(ink for ink in texts if not ink.text.startswith("Riverside"))
    assert clinic.right == pytest.approx(WIDTH, abs=2)
    assert title.left == pytest.approx(0, abs=2)


@everywhere
def test_a_logo_is_at_the_far_end(styles, rtl, tmp_path):
    path = tmp_path / "logo.png"
    Image.new("RGB", (200, 100)).save(path)
    masthead = Masthead(said("علاج"), said("علاج"), 240, styles, Logo(path, said("Clinic")))
    masthead.wrap(WIDTH)
    (logo,) = masthead.arrangement.marks
    assert masthead._width - logo.x - logo.width == 0
    texts, _ = shown(masthead, rtl=rtl)
    _, right = box_of(texts)
    assert right > WIDTH - 3 if rtl else right < WIDTH - logo.width


def test_panels_in_panels_are_mirrored_once():
    class Inner(Panel):
        def arrange(self, width):
            rule = Rule(x=10, length=20, thickness=2, colour="#000000")
            return Arrangement(10, marks=(rule,))

    class Outer(Panel):
        def arrange(self, width):
            return Arrangement(10, (place(Inner(), 30, 0, width / 2),))

    (ltr,) = paths(on_paper(Outer(), WIDTH, rtl=False))
    (rtl,) = paths(on_paper(Outer(), WIDTH, rtl=True))
    assert (ltr.left, ltr.right) == pytest.approx((40, 60), abs=0.1)
    assert (WIDTH - rtl.right, WIDTH - rtl.left) == pytest.approx((40, 60), abs=0.1)


@pytest.mark.parametrize(("name", "language"), [pair for pair in GRID if pair[1] in ("ar", "ur")])
def test_a_page_is_read_from_the_right(name, language):
    page_format = FORMATS[name]
    pdf = typeset(make_translated(language), page_format).pdf
    right = page_format.width - page_format.side
    first = [ink for ink in inks(pdf) if ink.page == 1]
    clinic = [ink for ink in inks(pdf) if ink.page == 2 and words(ink) == ["Clinic", "Riverside"]]
    if not page_format.panels:  # which have no running head
        assert max(ink.right for ink in clinic) == pytest.approx(right, abs=1)
    foot = min(ink.bottom for ink in first)
    assert foot > page_format.edge
    # What begins a line keeps to the right margin and its box's padding, on every page.
    ends = [ink.right for ink in inks(pdf)]
    assert max(ends) <= right + 0.4 * page_format.type.body.size  # Nastaliq swings out
    assert sum(end > right - 25 for end in ends) > 20


@both
def test_a_dose_in_right_to_left_text_is_whole(styles):
    pdf = on_paper(
        set_text(said("علاج Examplinib (Exampla) بجرعة 10 mg كل يوم"), styles.body), WIDTH, rtl=True
    )
    from_left = sorted(inks(pdf), key=lambda ink: ink.left)
    read = " ".join("".join(ink.text for ink in from_left).split())
    assert "10 mg" in read
    assert read.index("10 mg") < read.index("Examplinib")


@both
def test_a_telephone_number_is_shown_as_it_is_dialled(styles):
    pdf = on_paper(set_text(said(NUMBER), styles.number), WIDTH, rtl=True)
    from_left = sorted(inks(pdf), key=lambda ink: ink.left)
    assert "".join(ink.text for ink in from_left) == NUMBER
    assert from_left[-1].right == pytest.approx(WIDTH, abs=3)


@both
@pytest.mark.parametrize("text", ["SAMPLE - not for patient use", "Żółkiewska, Zofia (Anna)"])
def test_foreign_text_keeps_its_own_order_on_the_reading_side(styles, text):
    """UAX #9 would put what stands behind the dash or comma before it."""
    (ink,) = inks(on_paper(set_text(said(text), styles.body), WIDTH, rtl=True))
    assert ink.text.strip() == text
    assert ink.right == pytest.approx(WIDTH, abs=2)


def test_an_arabic_name_keeps_its_own_order_in_english():
    piece = set_text(said("(آمنة)، الحسن."), ENGLISH.body)
    found = inks(on_paper(piece, WIDTH))
    stop = next(ink for ink in found if "." in ink.text)
    assert min(ink.left for ink in found) == pytest.approx(0, abs=2)
    assert stop.left == min(ink.left for ink in found)


def test_english_pages_are_not_mirrored():
    page_format = FORMATS["a4"]
    pdf = typeset(make_translated("en_GB"), page_format).pdf
    assert find(pdf, "Page 1 of").left == pytest.approx(page_format.side, abs=2)
    assert find(pdf, "What your results say").left == pytest.approx(page_format.side, abs=3)
    tint = [mark for mark in paths(pdf) if hexadecimal(mark) == PALETTE.tint and mark.page == 1]
    cards = tint[:3]
    assert [card.left for card in cards] == sorted(card.left for card in cards)
