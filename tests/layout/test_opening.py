import pytest
from layout.trees import make_help, said
from PIL import Image

from leaflets.layout.formats import FORMATS
from leaflets.layout.opening import ContactBox, Masthead
from leaflets.layout.panels import Picture, Rule
from leaflets.layout.paragraphs import DoesNotFit
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
