"""House rules: lint, format, types, imports, and not a word of medicine in the program."""

import re
import subprocess
import sys

import pytest
from factories import PROJECT, SOURCE, shipped

SPELLINGS = {"oestrogen", "tumour"}
"""British spellings of general medicine, which a check compares with the American ones."""

CODE = sorted((PROJECT / "leaflets").rglob("*.py"))


def passes(*command):
    ran = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_ruff_finds_nothing():
    passes("ruff", "check", "--no-cache", ".")


def test_ruff_would_format_nothing():
    passes("ruff", "format", "--check", "--no-cache", ".")


def test_mypy_finds_nothing():
    passes("mypy")


def test_imports_point_down():
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "0 broken" in ran.stdout


def domain_words():
    """Every drug, brand, class, attribute and proper name that the content declares, and more."""
    vocabulary = shipped().vocabulary
    words = {"breast", "oestrogen", "progesterone", "tumour", "cancer", "hormone", "chemotherapy"}
    for drug in vocabulary.drugs:
        words |= {drug.id, drug.name, *drug.brands, *drug.synonyms}
    for group in vocabulary.classes:
        words |= {group.id, group.name}
    words |= set(vocabulary.record_names)
    names = {t.term.source for leaflet in shipped().leaflets for t in leaflet.glossary if t.name}
    # Plain English, which the program may speak.
    return (words | names) - {"prior", "current", "nation", "NHS"}


def test_the_list_of_words_is_not_empty():
    assert {"her2", "er", "trastuzumab", "Herceptin", "aromatase_inhibitor"} <= domain_words()
    assert SOURCE.is_dir()


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_no_word_of_medicine_is_in_the_program(path):
    text = path.read_text(encoding="utf-8")
    spoken = "|".join(re.escape(word) for word in sorted(domain_words(), key=len, reverse=True))
    found = re.findall(rf"(?<![a-z0-9])(?:{spoken})(?![a-z0-9])", text, re.IGNORECASE)
    # PR is the line-breaking class of prefixes, in UAX #14.
    allowed = {"spelling.py": SPELLINGS, "linebreak.py": {"PR"}}.get(path.name, set())
    assert sorted(set(found) - allowed) == []
