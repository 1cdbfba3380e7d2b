import pytest

from leaflets.layout.formats import FORMATS, find_format
from leaflets.layout.stylesheet import PALETTE, TextStyle, stylesheet
from leaflets.layout.typography import typography

ENGLISH = typography("en_GB")


def luminance(colour):
    """Relative luminance (WCAG 2.2)."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def in_grey(colour):
    """What a black-and-white printer makes of it (Rec. 601)."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    level = f"{round(0.299 * red + 0.587 * green + 0.114 * blue):02x}"
    return f"#{level * 3}"


@pytest.mark.parametrize("seen", [str, in_grey], ids=["colour", "greyscale"])
def test_text_and_lines_stand_out_in_colour_and_in_greyscale(seen):
    paper, tint = seen(PALETTE.paper), seen(PALETTE.tint)
    assert contrast(seen(PALETTE.ink), paper) > 15
    assert contrast(seen(PALETTE.ink), tint) > 12
    assert contrast(seen(PALETTE.accent), paper) >= 8
    assert contrast(seen(PALETTE.accent), tint) >= 7
    assert contrast(seen(PALETTE.line), paper) >= 3
    assert contrast(paper, seen(PALETTE.ink)) > 15


@pytest.mark.parametrize("name", FORMATS)
def test_hierarchy_runs_from_title_to_small_in_every_format(name):
    scale = FORMATS[name].type
    sizes = [
        scale.title.size,
        scale.number.size,
        scale.heading.size,
        scale.lead.size,
        scale.subheading.size,
        scale.body.size,
        scale.small.size,
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes[:-1])) == len(sizes) - 1
    assert scale.body.size > scale.small.size or scale.body.size == 12  # nothing is below 12


@pytest.mark.parametrize("name", FORMATS)
def test_no_style_is_smaller_than_small(name):
    styles = stylesheet(FORMATS[name], ENGLISH)
    found = []
    for field in type(styles).__slots__:
        value = getattr(styles, field)
        found += [
            v for v in (value if isinstance(value, tuple) else (value,)) if isinstance(v, TextStyle)
        ]
    assert len(found) > 12
    small = FORMATS[name].type.small.size
    assert min(style.size for style in found) == min(small, 16)
    assert {style.role for style in found if style.size < small} <= {"band"}


def test_a_format_is_found_by_name():
    assert find_format("A4") is FORMATS["a4"]
