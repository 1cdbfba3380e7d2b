import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from layout.reading import find, fonts, inks, page_texts
from layout.trees import (
    BAND,
    make_furniture,
    make_help,
    make_leaflet,
    make_long_leaflet,
    make_results,
    make_topic,
    said,
)

from leaflets.layout.formats import FORMATS
from leaflets.layout.furniture import Foot, geometry
from leaflets.layout.opening import PersonalFault
from leaflets.layout.pages import OutlineEntry, lay_out, typeset
from leaflets.layout.stylesheet import stylesheet
from leaflets.layout.typography import typography
from leaflets.model.leaflet import BandLine, Field

A4 = FORMATS["a4"]
ENGLISH = typography("en_GB")
PRINTABLE = 5 * 72 / 25.4  # points that office printers leave blank
formats = pytest.mark.parametrize("page_format", FORMATS.values(), ids=FORMATS)


@formats
def test_every_page_has_its_band_head_and_foot(page_format):
    made = typeset(make_long_leaflet(), page_format)
    texts = page_texts(made.pdf)
    assert made.page_count == len(texts) > 4
    for number, text in enumerate(texts, 1):
        assert text.count(BAND) == (1 if page_format.panels else 2)
        assert f"Page {number} of {made.page_count}" in text
        around = ["Printed 22 November 2026", "Next review 22 November 2027"]
        if number > 1:  # page 1 has its title, and the clinic in the personal box
            around += ["Riverside Clinic", "Examples"]
        assert "code ABCD" in text
        assert page_format.panels or all(mark in text for mark in around)


def test_page_1_has_no_running_head():
    furniture = make_furniture(head_end=said("only in the head"))
    first, *others = page_texts(typeset(replace(make_long_leaflet(), furniture=furniture), A4).pdf)
    assert "only in the head" not in first
    assert all(text.count("only in the head") == 1 for text in others)


@formats
def test_no_ink_is_outside_the_printable_area(page_format):
    pdf = typeset(make_long_leaflet(), page_format).pdf
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        assert (width, height) == pytest.approx((page_format.width, page_format.height), abs=0.1)
        for item in page.get_objects():
            left, bottom, right, top = item.get_bounds()
            assert left >= PRINTABLE
            assert bottom >= PRINTABLE
            assert right <= width - PRINTABLE
            assert top <= height - PRINTABLE


def test_clinic_and_title_take_turns_where_a_line_has_no_room_for_both():
    clinic, title = (
        "Riverside Hospital Breast Cancer Clinic, Level Two and Three",
        "Targeted therapies today",
    )
    furniture = make_furniture(head_start=said(clinic), head_end=said(title))
    made = typeset(replace(make_long_leaflet(), furniture=furniture), A4)
    heads = [(text.count(clinic), text.count(title)) for text in page_texts(made.pdf)]
    assert heads[1:5] == [(1, 0), (0, 1), (1, 0), (0, 1)]


def test_an_approved_leaflet_has_no_band():
    pdf = typeset(make_leaflet(furniture=make_furniture(band=())), A4).pdf
    assert not any(BAND in text for text in page_texts(pdf))


def test_a_band_in_two_languages_prints_both_at_the_head_and_the_state_again_at_the_foot():
    own, review = said("PROBKA - nie dla pacjentow"), said("Czeka na sprawdzenie")
    band = (BandLine(text=own), BandLine(source=BAND), BandLine(text=review, source=said("Draft")))
    pdf = typeset(make_leaflet(furniture=make_furniture(band=band)), A4).pdf
    (text,) = page_texts(pdf)
    assert [text.count(line) for line in (own, BAND, f"{review} · Draft")] == [2, 2, 1]


def test_both_bands_of_a_page_begin_at_one_place_however_long_a_line_of_one_is():
    page_format = FORMATS["large"]
    long = said(" ".join(["Translation awaits review"] * 3))
    band = (BandLine(text=BAND), BandLine(text=long))
    pdf = typeset(make_leaflet(furniture=make_furniture(band=band)), page_format).pdf
    head, foot = [ink for ink in inks(pdf) if ink.text.startswith(BAND)]
    assert head.left == pytest.approx(foot.left, abs=0.01)
    assert head.left < page_format.side


def test_text_ends_as_low_however_many_lines_the_band_has():
    styles = stylesheet(FORMATS["large"], ENGLISH)
    one, four = (geometry(make_furniture(band=(BandLine(text=BAND),) * n), styles) for n in (1, 4))
    assert four.band_height > one.band_height
    assert four.column_bottom == one.column_bottom


@pytest.mark.parametrize(
    ("edition", "rows"), [("Version 1, code ABCD", 2), ("Version 1.1, code ABCD-EFGH", 3)]
)
def test_edition_and_date_change_places_where_that_gives_a_token_room(edition, rows):
    styles = stylesheet(FORMATS["large"], ENGLISH)
    token, day = said("0123456789abcdef"), said("Printed on 22 November 2026")
    furniture = make_furniture(edition=said(edition), token=token, printed=day)
    foot = Foot(furniture, styles)
    _, height = foot.wrap(FORMATS["large"].measure)
    assert round((height - styles.spaces.step) / styles.running.leading) == rows
    tops = {p.piece.text: round(p.top) for p in foot.arrangement.placed if hasattr(p.piece, "text")}
    first = round(foot.counted(1, 20).top)
    beside_the_page = {text for text, top in tops.items() if top == first}
    assert (edition in beside_the_page) == (rows == 2)
    assert ("0123456789abcdef" in beside_the_page) == (rows == 2)


@formats
def test_no_type_is_below_the_smallest(page_format):
    sizes = {round(ink.size, 2) for ink in inks(typeset(make_long_leaflet(), page_format).pdf)}
    assert min(sizes) == min(page_format.type.small.size, 16) >= 12
    if page_format.type.body.size >= 18:
        assert min(sizes) == 16


def test_large_print_is_16_points_and_more_and_not_a_scaled_page():
    large = FORMATS["large"]
    assert large.type.body.size == 18
    assert large.type.small.size >= 16
    assert large.measure > A4.measure


@formats
def test_the_24_hour_number_is_the_largest_after_the_title(page_format):
    pdf = typeset(make_long_leaflet(), page_format).pdf
    largest = sorted({ink.size for ink in inks(pdf)}, reverse=True)[:2]
    numbers = [ink.size for ink in inks(pdf) if ink.text.startswith("020 7946 0958")]
    # Where page 1 has no room for all of the help, the number alone stands there too.
    assert numbers in ([largest[1]], [largest[1]] * 2)


def test_results_and_whom_to_call_are_on_page_1():
    leaflet = make_leaflet(make_results(), make_help(), make_topic())
    first = page_texts(typeset(leaflet, A4).pdf)[0]
    assert "What your results say" in first
    assert "020 7946 0958" in first


@formats
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"title": said("Short")},
        {
            "title": said("A much longer title that needs all the room it can get, and some more"),
            "lead": said("A longer lead, which says at some length what this leaflet is about."),
        },
        {"furniture": make_furniture(band=())},
        {"furniture": make_furniture(band=(BandLine(text=BAND),) * 2)},
        {
            "furniture": make_furniture(
                head_start=said(
                    "The Very Long Name of a Hospital Trust in the North of a Country, Breast Unit"
                )
            )
        },
    ],
    ids=["as it is", "short title", "long title", "no band", "two bands", "long clinic"],
)
def test_the_personal_box_never_moves(page_format, changes):
    def where(leaflet):
        laid_out = lay_out(leaflet, stylesheet(page_format, ENGLISH))
        box = laid_out.pages[0][1]
        return type(box.piece).__name__, box.x, box.top, box.height

    title = changes.get("title", "")
    if len(title) > 20 and page_format.name in ("a5", "booklet", "large-24", "large-28"):
        # So long a title may move it down, in every leaflet alike.
        assert where(make_leaflet(**changes))[2] >= where(make_leaflet())[2]
        return
    assert where(make_leaflet(**changes)) == where(make_leaflet())
    pdf = typeset(make_leaflet(**changes), page_format).pdf
    usual = find(typeset(make_leaflet(), page_format).pdf, "Jo Bell")
    ink = find(pdf, "Jo Bell")
    assert (ink.left, ink.bottom) == pytest.approx((usual.left, usual.bottom), abs=0.01)


@pytest.mark.parametrize("lines", [1, 2, 4])
def test_a_short_title_gives_page_1_the_room_that_bands_took(lines):
    furniture = make_furniture(band=(BandLine(text=BAND),) * lines)
    laid_out = lay_out(
        make_leaflet(title=said("Title"), furniture=furniture), stylesheet(A4, ENGLISH)
    )
    assert laid_out.pages[0][1].top == pytest.approx(A4.personal_top)


@formats
def test_a_long_name_takes_two_small_lines_and_a_longer_one_is_refused(page_format):
    def with_name(name):
        fields = (Field(label=said("Name"), value=said(name)), *make_furniture().personal[1:])
        return make_leaflet(furniture=make_furniture(personal=fields))

    name = "Wilhelmina Alexandra Featherstone-Haugh"
    pdf = typeset(with_name(name), page_format).pdf
    texts = [ink.text for ink in inks(pdf)]
    start = texts.index("Name")
    # A line may end after the hyphen of a name; pdfium reads one there as U+0002.
    value = " ".join(text.strip() for text in texts[start + 1 : start + 3])
    assert value.replace("\x02 ", "-") == name
    assert find(pdf, "Wilhelmina").size == page_format.type.small.size
    for too_long in ("Anna " * 30, "A" * 200):
        with pytest.raises(PersonalFault) as fault:
            typeset(with_name(too_long), page_format)
        assert "Anna" not in str(fault.value)
        assert "AAA" not in str(fault.value)


def test_markup_is_printed_as_it_stands():
    text = "<b>5 < 6 & 7</b> {name} &amp; <script>"
    assert text in page_texts(typeset(make_leaflet(make_topic(title=text)), A4).pdf)[0]


def test_the_file_names_nobody_and_shows_its_title():
    pdf = typeset(make_long_leaflet(), A4).pdf
    document = pypdfium2.PdfDocument(pdf)
    metadata = document.get_metadata_dict()
    assert metadata["Title"] == "Patient information leaflet"
    assert (metadata["Author"], metadata["Subject"], metadata["Keywords"]) == ("", "", "")
    with pikepdf.open(BytesIO(pdf)) as file:
        assert file.Root.Lang == "en-GB"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert "Jo Bell" not in str(file.open_metadata())


def test_the_outline_names_every_block_and_its_page():
    made = typeset(make_long_leaflet(), A4)
    assert made.outline[0] == OutlineEntry("What your results say", 1)
    assert [entry.title for entry in made.outline] == [
        block.title for block in make_long_leaflet().blocks
    ]
    document = pypdfium2.PdfDocument(made.pdf)
    read = [(item.get_title(), item.get_dest().get_index() + 1) for item in document.get_toc()]
    assert read == [(entry.title, entry.page) for entry in made.outline]
    texts = page_texts(made.pdf)
    assert all(entry.title in texts[entry.page - 1] for entry in made.outline)


@formats
def test_only_our_fonts_are_in_the_file(page_format):
    assert fonts(typeset(make_long_leaflet(), page_format).pdf) == {
        "NotoSans-Bold",
        "NotoSans-Regular",
    }


def test_the_same_leaflet_gives_the_same_bytes_in_every_process():
    def run(seed):
        code = (
            "import sys; from layout.trees import make_long_leaflet;"
            "from leaflets.layout.pages import typeset;"
            "from leaflets.layout.formats import FORMATS;"
            "sys.stdout.buffer.write(typeset(make_long_leaflet(), FORMATS['a4']).pdf)"
        )
        root = Path(__file__).parents[2]
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join((str(root), str(root / "tests"))),
        }
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, check=True, capture_output=True
        )
        return done.stdout

    first = run("1")
    assert first == run("2")
    typeset(make_leaflet(), A4)  # an earlier leaflet leaves no trace in a later one
    assert first == typeset(make_long_leaflet(), A4).pdf
