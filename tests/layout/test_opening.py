import pytest
from layout.trees import said
from PIL import Image

from leaflets.layout.formats import FORMATS
from leaflets.layout.opening import Masthead
from leaflets.layout.paragraphs import DoesNotFit
from leaflets.layout.stylesheet import stylesheet
from leaflets.model.leaflet import Logo

A4_STYLES = stylesheet(FORMATS["a4"])


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
