import subprocess
import sys

from babel.messages.pofile import read_po as babel_reads
from translation.catalogs import ROOT, SOURCE

from leaflets.content.valid import load_valid
from leaflets.translation.babel_extractor import extract
from leaflets.translation.template import templates

WANTED = {
    (entry.key, entry.source)
    for made in templates(load_valid(SOURCE), SOURCE).values()
    for entry in made.entries
}
FILES = [*sorted(SOURCE.rglob("*.yaml")), ROOT / "leaflets" / "translation" / "words.py"]


def test_all_files_together_give_the_messages_of_the_templates():
    found = set()
    for path in FILES:
        with path.open("rb") as file:
            for line, function, text, comments in extract(file, {}, (), {}):
                assert (function, line >= 1, bool(comments)) == ("pgettext", True, True)
                found.add(text)
    assert found == WANTED


def test_pybabel_gives_the_same_messages(tmp_path):
    config, pot = tmp_path / "babel.cfg", tmp_path / "all.pot"
    config.write_text(
        "[extractors]\nleaflets = leaflets.translation.babel_extractor:extract\n"
        "[leaflets: source/**.yaml]\n[leaflets: leaflets/translation/words.py]\n"
    )
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", str(config)]
    done = subprocess.run(
        [*command, "-o", str(pot), "."], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    with pot.open("rb") as file:
        assert {(m.context, m.id) for m in babel_reads(file) if m.id} == WANTED


def test_the_entry_point_is_declared():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    assert 'leaflets = "leaflets.translation.babel_extractor:extract"' in text
