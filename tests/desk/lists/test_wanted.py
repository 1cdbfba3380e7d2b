"""What a form asks for, as the options of the command."""

import pytest

from leaflets.desk.lists.wanted import Wanted, read_wanted, spec_of
from leaflets.errors import UsageFault
from leaflets.pipeline import Unanswered
from leaflets.print.sheets import Marks


def test_a_form_with_nothing_ticked_is_the_command_without_options():
    assert read_wanted({"unanswered": "mention", "files": "many"}) == Wanted()


def test_what_is_ticked_is_wanted():
    form = {"files": "one", "separators": "1", "imposed": "1", "marks": "cut", "language": "pl"}
    wanted = read_wanted(form)
    assert wanted == Wanted(
        one_file=True, separators=True, imposed=True, marks="cut", language="pl"
    )


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"unanswered": "guess"}, "can't be chosen"),
        ({"marks": "fold"}, "Marks stand on sheets"),
        ({"separators": "1"}, "are for a print run"),
        ({"by_language": "1", "files": "many"}, "are for a print run"),
    ],
)
def test_what_does_not_go_together_is_told(form, told):
    with pytest.raises(UsageFault, match=told):
        read_wanted(form)


def test_sheets_for_folding_are_those_of_the_run_where_there_is_one(small, tmp_path):
    def spec(**wanted):
        return spec_of(small, tmp_path / "x.csv", {}, Wanted(**wanted), tmp_path / "run.pdf")

    many = spec(imposed=True, marks="fold", unanswered="withhold")
    assert (many.print_run, many.kit.order.imposed) == (None, Marks.FOLD)
    assert many.kit.order.unanswered is Unanswered.WITHHOLD
    one = spec(one_file=True, imposed=True)
    assert one.kit.order.imposed is None
    assert one.print_run.imposed is Marks.NONE
