"""The second opinion: veraPDF over a specimen of each script, where it is installed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from layout.bilingual import format_of, make_bilingual
from layout.grid import GRID
from layout.tongues import make_translated
from pdf.specimens import LANGUAGES, specimen

from leaflets.layout.formats import FORMATS
from leaflets.layout.pages import typeset
from leaflets.layout.specimen import typeset_specimen

SCRIPT = Path(__file__).parents[2] / "scripts" / "verapdf"
NOT_RUN = 77


def run(*files):
    return subprocess.run(
        [sys.executable, SCRIPT, *files], capture_output=True, text=True, check=False
    )


def test_verapdf_agrees_on_every_script_and_format(tmp_path):
    for language in LANGUAGES:
        (tmp_path / f"{language}.pdf").write_bytes(specimen(language))
    (tmp_path / "ur_nastaliq.pdf").write_bytes(specimen("ur", nastaliq=True))
    (tmp_path / "scripts.pdf").write_bytes(typeset_specimen())
    for name, language in GRID:
        leaflet = typeset(make_translated(language), FORMATS[name])
        (tmp_path / f"leaflet-{language}-{name}.pdf").write_bytes(leaflet.pdf)
    for name, language in (("a4", "ur"), ("booklet", "pl")):
        leaflet = typeset(make_bilingual(language), format_of(name))
        (tmp_path / f"bilingual-{language}-{name}.pdf").write_bytes(leaflet.pdf)
    files = sorted(tmp_path.iterdir())
    done = run(*files)
    if done.returncode == NOT_RUN:
        pytest.skip(done.stderr.strip())
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [result for result in results if not result["compliant"]] == []
    assert len(results) == 2 * len(files)
    assert done.returncode == 0


def test_verapdf_catches_a_fault(tmp_path):
    from pdf.test_faults import drop_alt, planted

    path = tmp_path / "fault.pdf"
    path.write_bytes(planted(drop_alt))
    done = run(path)
    if done.returncode == NOT_RUN:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 1
    assert "7.3" in done.stdout
