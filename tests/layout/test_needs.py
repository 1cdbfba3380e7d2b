"""The page format for a size of type that a person needs."""

from dataclasses import replace

import pytest

from leaflets.layout.formats import A4, LARGE, Size
from leaflets.layout.needs import format_for


def of_size(points):
    scale = replace(LARGE.type, body=Size(points, points * 1.4))
    return replace(LARGE, name=f"large-{points}", type=scale)


MANY = (A4, LARGE, of_size(28), of_size(20), of_size(24))


@pytest.mark.parametrize(
    ("size", "formats", "name", "warned"),
    [
        (0, (A4, LARGE), "a4", False),
        (16, (A4, LARGE), "large", False),
        (20, (A4, LARGE), "large", True),
        (20, MANY, "large-20", False),
        (22, MANY, "large-24", False),
        (28, MANY, "large-28", False),
        (36, MANY, "large-28", True),
    ],
)
def test_the_smallest_format_that_does_is_chosen(size, formats, name, warned):
    found, warnings = format_for(size, A4, formats=formats)
    assert found.name == name
    assert bool(warnings) is warned


def test_what_was_chosen_by_name_stays_and_is_warned_of():
    assert format_for(20, A4, chosen=True, formats=MANY) == (
        A4,
        ("this person needs type of 20 points; a4 has 14",),
    )
    assert format_for(12, A4, chosen=True, formats=MANY) == (A4, ())
