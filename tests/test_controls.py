"""Each control of the hazard log can be taken out; what does so says whether a test misses it."""

import ast
import importlib.util
import shutil
import sys
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "scripts" / "mutate_controls.py"


def loaded():
    spec = importlib.util.spec_from_file_location("mutate_controls", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses ask for it
    spec.loader.exec_module(module)
    return module


CONTROLS = loaded()
TAKEN_OUT = CONTROLS.mutations(check=False)
NAMED = {test for tests in CONTROLS.hazards().values() for test in tests}


@cache
def text_of(file):
    return (ROOT / file).read_text(encoding="utf-8")


@cache
def functions_of(file):
    return {
        node.name for node in ast.parse(text_of(file)).body if isinstance(node, ast.FunctionDef)
    }


def test_there_are_hazards_and_each_names_tests():
    assert list(CONTROLS.hazards()) == [f"H{n}" for n in range(1, len(CONTROLS.hazards()) + 1)]
    assert len(NAMED) > 150


def test_every_test_of_the_hazard_log_has_a_mutation_that_it_must_find():
    assert sorted(NAMED - {test for one in TAKEN_OUT for test in one.fails}) == []


def test_every_test_that_must_find_a_mutation_is_in_the_hazard_log():
    assert sorted({test for one in TAKEN_OUT for test in one.fails} - NAMED) == []


@pytest.mark.parametrize("one", TAKEN_OUT, ids=lambda one: one.what)
def test_what_is_taken_out_stands_in_its_file_just_once(one):
    assert one.fails
    for edit in one.edits:
        assert text_of(edit.file).count(edit.old) == 1, edit.file
        assert edit.new != edit.old
        if edit.file.endswith(".py"):
            ast.parse(text_of(edit.file).replace(edit.old, edit.new))
    for test in one.fails:
        file, _, function = test.partition("::")
        assert not function or function in functions_of(file)


def test_no_two_mutations_are_called_the_same():
    assert len({one.what for one in TAKEN_OUT}) == len(TAKEN_OUT)


SUM = """
def add(a, b):
    return a + b
"""
TESTS = """
import pytest
from total import add


@pytest.mark.parametrize("b", [0, 1, 2])
def test_it_adds(b):
    assert add(1, b) == 1 + b


def test_it_is_there():
    assert callable(add)


@pytest.fixture
def two():
    assert add(1, 1) == 2


def test_in_a_fixture(two):
    pass


def test_that_fails_anyway():
    assert add(1, 1) == 3
"""
HAZARD = "## H1 A sum is wrong\n\n- It is added: `tests/test_total.py::test_it_adds`\n"
MUTATION = """
[[mutation]]
what = "{what}"
file = "leaflets/total.py"
old = "a + b"
new = "{new}"
fails = ["tests/test_total.py{test}"]
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of one function, whose controls are to be taken out; gives its folder."""
    for folder in ("leaflets", "tests", "scripts"):
        (tmp_path / folder).mkdir()
    (tmp_path / "leaflets" / "total.py").write_text(SUM)
    (tmp_path / "tests" / "test_total.py").write_text(
        f"import sys\nsys.path += ['leaflets']\n{TESTS}"
    )
    (tmp_path / "HAZARDS.md").write_text(HAZARD)
    shutil.copy(SCRIPT, tmp_path / "scripts")
    monkeypatch.setattr(CONTROLS, "ROOT", tmp_path)
    monkeypatch.setattr(CONTROLS, "HAZARDS", tmp_path / "HAZARDS.md")
    monkeypatch.setattr(CONTROLS, "CONTROLS", tmp_path / "controls.toml")
    return tmp_path


def taken_out(project, *told):
    """What is said of mutations, each its new text and its test; and the exit code."""
    mutations = [MUTATION.format(what=new, new=new, test=test) for new, test in told]
    (project / "controls.toml").write_text("".join(mutations))
    result = CliRunner().invoke(CONTROLS.main, ["--jobs", "1"])
    return result.output, result.exit_code


def test_a_control_whose_tests_fail_without_it_is_told_from_every_other(project):
    said, code = taken_out(
        project,
        ("a - b", "::test_it_adds"),
        ("b + a", "::test_it_is_there"),
        ("a + c", "::test_it_adds"),  # it does not even run
        ("a * b", "::test_in_a_fixture"),
        ("a / b", "::test_that_fails_anyway"),
    )
    assert code == 1
    lines = said.splitlines()
    verdicts = {line.split(": ")[1]: line.split()[0] for line in lines if "total.py: " in line}
    assert verdicts == {
        "a - b": "killed",
        "b + a": "SURVIVED",
        "a + c": "SURVIVED",
        "a * b": "SURVIVED",
        "a / b": "SURVIVED",
    }
    for why in (
        "passed: tests/test_total.py::test_it_is_there",
        "broken: NameError: name 'c' is not defined: tests/test_total.py::test_it_adds",
        "fails anyway: tests/test_total.py::test_that_fails_anyway",
        "5 mutations, 4 survived",
    ):
        assert why in said
    assert (project / "leaflets" / "total.py").read_text() == SUM


def test_where_every_control_is_missed_the_exit_code_says_so(project):
    said, code = taken_out(project, ("a - b", "::test_it_adds"))
    assert (code, "1 mutations, 0 survived" in said) == (0, True), said


def test_a_text_that_is_not_there_stops_it(project):
    told = MUTATION.format(what="it subtracts", new="a - b", test="::test_it_adds")
    (project / "controls.toml").write_text(told.replace("a + b", "a+b"))
    result = CliRunner().invoke(CONTROLS.main, [])
    assert result.exit_code == 1
    assert "leaflets/total.py: it subtracts" in result.output
