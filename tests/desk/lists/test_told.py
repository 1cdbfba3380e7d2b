"""What a list is at, in the words of a page."""

import pytest

from leaflets.desk.lists.fault import ListFault
from leaflets.desk.lists.meter import Progress
from leaflets.desk.lists.room import OpenList
from leaflets.desk.lists.told import told_of
from leaflets.desk.lists.wanted import Wanted
from leaflets.desk.words import Words, word_key

ENGLISH = Words(language="en_GB")
WELSH = Words(
    language="cy",
    texts={
        word_key("Checking the rows"): ("Gwirio'r rhesi",),
        word_key("{n} of {total}"): ("{n} o {total}",),
        word_key("At most {most}."): ("Dim mwy na {most}.",),
    },
)


class Held:
    """A meter that stands still."""

    def __init__(self, **told):
        self._told = Progress(**told)

    def progress(self):
        return self._told


def being_checked(tmp_path, **told):
    return OpenList(
        name="x.csv",
        folder=tmp_path,
        path=tmp_path / "list.csv",
        fhir=False,
        wanted=Wanted(),
        meter=Held(stage="Checking", **told),
    )


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (6.2, "6 s left"),
        (75, "1 min 15 s left"),
        (7500, "2 h 5 min left"),
    ],
)
def test_how_far_it_is_and_how_long_it_takes(tmp_path, left, said):
    opened = being_checked(tmp_path, done=1200, total=4800, rate=300.4, left=left)
    told = told_of(opened, ENGLISH)
    assert (told.state, told.stage, told.goes_on) == ("checking", "Checking the rows", True)
    assert told.how_far == f"1,200 of 4,800, 300 a second, {said}"
    assert told.percent == 25


def test_what_is_not_known_yet_is_not_said(tmp_path):
    assert told_of(being_checked(tmp_path), ENGLISH).how_far == ""
    assert told_of(being_checked(tmp_path, done=7), ENGLISH).how_far == "7"
    assert told_of(None, ENGLISH).state == "none"


def test_it_is_told_in_the_language_of_the_page(tmp_path):
    told = told_of(being_checked(tmp_path, done=1, total=2), WELSH)
    assert (told.stage, told.how_far) == ("Gwirio'r rhesi", "1 o 2")
    fault = ListFault("At most {most}.", most="1,000")
    assert (fault.message, fault.hint) == ("At most 1,000.", "")
    assert fault.in_words(WELSH).message == "Dim mwy na 1,000."
