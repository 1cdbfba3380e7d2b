"""What was typed as a name: what a ledger, and a spreadsheet that reads it, can take."""

import pytest

from leaflets.desk.signing import FAULTS, NameFault, name_fault, one_line


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("Anna Nowak", None),
        ("  Anna \n Nowak ", None),
        ("Zoë O'Neill-Łuczak", None),
        ("أنا نوفاك", None),
        (" \t ", NameFault.EMPTY),
        ("A" * 121, NameFault.LONG),
        ("A\u202eB", NameFault.CHARACTER),
        ("A\u200bB", NameFault.CHARACTER),
        ("A\x00B", NameFault.CHARACTER),
        ("=1+1", NameFault.FORMULA),
        ("+44", NameFault.FORMULA),
        ("@SUM(A1)", NameFault.FORMULA),
        ("'=1", NameFault.FORMULA),
    ],
)
def test_a_name_is_taken_or_its_fault_is_told(typed, fault):
    assert name_fault(typed) is fault
    assert fault is None or FAULTS[fault]


def test_a_name_is_kept_on_one_line():
    assert one_line("  Anna \n Nowak ") == "Anna Nowak"
