import stat

import pytest
from layout.trees import make_long_leaflet
from PIL import Image

from leaflets.errors import UsageFault
from leaflets.layout.formats import FORMATS
from leaflets.layout.pages import typeset
from leaflets.pdf.pictures import write_pictures


def test_each_page_becomes_a_picture_that_only_its_owner_reads(tmp_path):
    made = typeset(make_long_leaflet(), FORMATS["a4"])
    paths = write_pictures(made.pdf, tmp_path / "pages", dots_per_inch=30)
    assert [path.name for path in paths] == [
        f"page-{number}.png" for number in range(1, made.page_count + 1)
    ]
    assert sorted(paths) == sorted((tmp_path / "pages").iterdir())
    for path in paths:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        with Image.open(path) as image:
            assert image.size == pytest.approx((248, 351), abs=1)


def test_a_folder_that_is_a_file_is_refused_in_words(tmp_path):
    (tmp_path / "pages").write_text("a file")
    made = typeset(make_long_leaflet(), FORMATS["a4"])
    with pytest.raises(UsageFault, match="can't write page pictures to"):
        write_pictures(made.pdf, tmp_path / "pages")
