from dataclasses import replace
from datetime import date

import pytest
from translation.catalogs import entry

from leaflets.errors import TranslationFault
from leaflets.translation.approvals import COLUMNS, Ledger, append, approve, ledger_path

DAY = date(2026, 11, 22)
CALL = entry("help.call", "Call us.", "Zadzwoń do nas.")


def approved(folder, *stages, of=CALL):
    (folder / "pl").mkdir(exist_ok=True)
    append(folder, "pl", lambda _: [approve(of, stage, "A. Nowak", DAY) for stage in stages])
    return Ledger.read(folder, "pl")


def test_an_edit_of_either_side_ends_an_approval_and_taking_it_back_restores_it(tmp_path):
    ledger = approved(tmp_path, "language", "clinical")
    assert ledger.stages(CALL) == {"language", "clinical"}
    assert ledger.stages(replace(CALL, source="Write to us.")) == set()
    assert ledger.stages(replace(CALL, targets=("Napisz do nas.",))) == set()
    assert ledger.stages(replace(CALL, targets=("Zadzwoń  do nas. ",))) == {"language", "clinical"}


def test_the_ledger_only_grows(tmp_path):
    approved(tmp_path, "language")
    before = ledger_path(tmp_path, "pl").read_bytes()
    approved(tmp_path, "clinical", of=replace(CALL, targets=("Inaczej.",)))
    after = ledger_path(tmp_path, "pl").read_bytes()
    assert after.startswith(before)
    assert after.decode().splitlines()[0] == ",".join(COLUMNS)
    assert Ledger.read(tmp_path, "pl").stages(CALL) == {"language"}


def test_an_approval_is_of_one_key_only(tmp_path):
    assert approved(tmp_path, "language").stages(replace(CALL, key="help.other")) == set()


@pytest.mark.parametrize("line", ["a,b,c,wish,me,2026-11-22,", "a,,c,language,me,2026-11-22,"])
def test_a_line_that_approves_nothing_is_refused_with_its_number(tmp_path, line):
    path = ledger_path(tmp_path, "pl")
    path.parent.mkdir()
    path.write_text(f"{','.join(COLUMNS)}\n{line}\n", encoding="utf-8")
    with pytest.raises(TranslationFault, match=r"approvals\.csv:2:1: error: "):
        Ledger.read(tmp_path, "pl")


def test_a_ledger_cut_in_a_line_approves_nothing_and_is_not_added_to(tmp_path):
    approved(tmp_path, "language", "clinical")
    path = ledger_path(tmp_path, "pl")
    path.write_bytes(path.read_bytes()[:-3])
    before = path.read_bytes()
    with pytest.raises(TranslationFault, match=r"approvals\.csv:3:1: error: the last line was cut"):
        Ledger.read(tmp_path, "pl")
    with pytest.raises(TranslationFault, match="the last line was cut"):
        approved(tmp_path, "language", of=replace(CALL, key="help.other"))
    assert path.read_bytes() == before
