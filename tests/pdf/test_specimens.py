import pytest
from pdf.specimens import LANGUAGES, specimen
from pdf.validate import faults

CASES = [(language, False) for language in LANGUAGES] + [("ur", True)]


@pytest.mark.parametrize(("language", "nastaliq"), CASES)
def test_a_specimen_keeps_both_standards(language, nastaliq):
    assert faults(specimen(language, nastaliq=nastaliq)) == []
