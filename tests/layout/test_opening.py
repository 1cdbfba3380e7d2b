import pytest
from layout.trees import make_help, said
from PIL import Image

from leaflets.layout.call_line import CallLine, call_line
from leaflets.layout.formats import FORMATS
from leaflets.layout.opening import ContactBox, Masthead
from leaflets.layout.panels import Picture, Rule
from leaflets.layout.paragraphs import DoesNotFit, set_text
from leaflets.layout.stylesheet import stylesheet
from leaflets.layout.typography import typography
from leaflets.model.leaflet import Logo

A4_STYLES = stylesheet(FORMATS["a4"], typography("en_GB"))


def test_a_logo_stands_at_the_far_end_of_the_title_in_its_own_proportions(tmp_path):
    logo = tmp_path / "logo.png"
    Image.new("RGB", (200, 100)).save(logo)
    masthead = Masthead(said("Title"), said("Lead."), 140, A4_STYLES, Logo(logo, said("Clinic")))

    masthead.wrap(400)

    (mark,) = masthead.arrangement.marks
    assert (mark.width, mark.height) == (96, 48)
    assert mark.x + mark.width == 400


def test_a_logo_that_is_no_picture_is_refused(tmp_path):
    logo = tmp_path / "logo.png"
    logo.write_text("not a picture")
    masthead = Masthead(said("Title"), said("Lead."), 140, A4_STYLES, Logo(logo, said("Clinic")))

    with pytest.raises(DoesNotFit, match="is not a picture that can be printed"):
        masthead.wrap(400)


@pytest.mark.parametrize("language", ["en_GB", "ar", "ur", "bn"])
def test_lines_for_numbers_that_are_not_known_are_at_one_height(language):
    styles = stylesheet(FORMATS["a4"], typography(language))
    (part,) = make_help(number=None).parts
    box = ContactBox(said("Title"), part.body, styles)
    box.wrap(FORMATS["a4"].measure)
    first, second = [mark for mark in box.arrangement.marks if isinstance(mark, Rule)]
    assert first.x != second.x
    assert first.top == second.top
    (telephone,) = [mark for mark in box.arrangement.marks if isinstance(mark, Picture)]
    assert telephone.side < 2 * FORMATS["a4"].type.number.leading


@pytest.mark.parametrize(("share", "size", "lines"), [(1.1, 28, 1), (0.95, 26, 1), (0.8, 28, 2)])
def test_a_title_is_a_little_smaller_if_that_saves_a_line(share, size, lines):
    title = said("A title that is not short")
    largest = A4_STYLES.titles[0]
    masthead = Masthead(title, said("Lead."), 140, A4_STYLES)
    masthead.wrap(share * set_text(title, largest).needed_width)
    text = masthead.arrangement.placed[0].piece
    assert (text.style.size, len(text.lines)) == (size, lines)


@pytest.mark.parametrize("language", ["en_GB", "bn", "ur"])
def test_a_box_that_no_page_holds_is_not_cut_below_its_heading(language):
    styles = stylesheet(FORMATS["large-28"], typography(language))
    (part,) = make_help().parts
    box = ContactBox(said("Title"), part.body, styles)
    box.wrap(FORMATS["large-28"].measure)
    _, text, *_ = box.arrangement.placed
    assert min(box.cuts()) > text.top + text.height


@pytest.mark.parametrize("number", ["020 7946 0958", None])
def test_the_line_to_call_is_as_high_with_a_number_as_with_room_to_write_it(number):
    styles = stylesheet(FORMATS["large"], typography("en_GB"))
    (part,) = make_help(number=number).parts
    box = ContactBox(said("Title"), part.body, styles)
    line = CallLine(box.main[0], styles)
    _, height = line.wrap(FORMATS["large"].measure)
    assert height == pytest.approx(1.2 * styles.number.size + styles.spaces.step)
    rules = [mark for mark in line.arrangement.marks if isinstance(mark, Rule)]
    assert len(rules) == (0 if number else 1)
    bottoms = [placed.top + placed.height for placed in line.arrangement.placed]
    assert line.needed_width < FORMATS["large"].measure
    assert len(bottoms) == (2 if number else 1)


def test_a_line_to_call_that_is_too_long_for_one_line_is_left_to_the_next_page():
    styles = stylesheet(FORMATS["large"], typography("en_GB"))
    (part,) = make_help(number="020 7946 0958 and at night 020 7946 0123").parts
    pieces = [ContactBox(None, part.body, styles)]
    assert call_line(pieces, [[], pieces], 0, 600, styles) is None
    (part,) = make_help().parts
    pieces = [ContactBox(None, part.body, styles)]
    line = call_line(pieces, [[], pieces], 0, 600, styles)
    assert isinstance(line.piece, CallLine)
    assert call_line(pieces, [[], pieces], 0, line.height, styles) is None
