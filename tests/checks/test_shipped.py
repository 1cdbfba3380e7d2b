from pathlib import Path

from leaflets.checks import check_content
from leaflets.content.load import load

SOURCE = Path(__file__).parents[2] / "source"


def test_what_we_ship_has_no_findings():
    assert [str(finding) for finding in check_content(load(SOURCE))] == []
