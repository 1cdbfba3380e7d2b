"""The program as a whole: help, settings, completion, lists, and what a shell sees of it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from cli.program import run, run_json
from click.shell_completion import ShellComplete
from factories import PROJECT, SOURCE, shipped

from leaflets import __version__
from leaflets.cli import COMMANDS, cli
from leaflets.errors import ExitCode

RECORD_COMMANDS = ("make", "explain")


def test_the_commands_are_those_of_the_contract_that_there_are_now():
    assert list(COMMANDS) == [
        "make", "batch", "explain", "matrix", "check", "translations", "approve", "due", "withdraw",
        "changes", "recall", "verify", "records", "preview", "specimen",
        "formats", "languages", "desk",
    ]  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does_with_an_example(name):
    told = run(name, "--help").stdout
    assert told.startswith(f"Usage: leaflets {name}")
    assert f"Example: leaflets {name}" in told
    assert "{" not in told
    shown = run("--help").stdout
    assert COMMANDS[name] in " ".join(shown.split())


@pytest.mark.parametrize("name", RECORD_COMMANDS)
def test_the_example_of_a_record_command_works(name, empty_folder):
    told = " ".join(run(name, "--help").stdout.split())
    example = told.partition(f"Example: leaflets {name} ")[2]
    run(name, *example.split())


def test_help_names_the_exit_codes():
    told = run("--help").stdout
    for code in ExitCode:
        assert f"  {code.value} " in told


OPTIONS = """
    --her2 --er --pr --hormone --prior --current --cns-spread --nation --in-trial --set --record
    --language --format --clinic --unanswered --missing --require --include-later
    --with-quotation --png --output --json --source --translations --leaflet --key --today
"""


def test_every_option_of_the_contract_is_there():
    told = run("make", "--help").stdout
    assert [option for option in OPTIONS.split() if f"{option} " not in told] == []


def test_the_version_is_told():
    assert run("--version").stdout.strip() == f"leaflets, version {__version__}"


def test_a_misspelt_command_is_told_the_nearest():
    assert "No such command 'mkae'. Did you mean 'make'?" in run("mkae", code=2).stderr


def test_languages_are_those_that_can_be_printed_now():
    told = run_json("languages")
    assert told["schema"] == 1
    codes = [language["code"] for language in told["languages"]]
    assert codes[0] == "en_GB"
    assert {"cy", "ar", "zh_Hans"} <= set(codes)
    assert "en_GB" in run("languages").stdout


def test_formats_are_those_that_can_be_printed_now():
    told = run_json("formats")
    assert told["schema"] == 1
    sizes = {entry["name"]: entry["type_size_pt"] for entry in told["formats"]}
    assert sizes == {
        "a4": 14, "a4-12": 12, "a5": 12, "booklet": 12, "trifold": 12, "zfold": 12, "large": 18,
        "large-20": 20, "large-24": 24, "large-28": 28, "letter": 14, "letter-large": 18,
    }  # fmt: skip
    assert all(entry["smallest_pt"] >= 12 for entry in told["formats"])
    for name in sizes:
        assert name in run("formats").stdout


# Where content is, and which settings win.


@pytest.fixture
def other_source(empty_folder):
    """The shipped content, but with another title."""
    folder = empty_folder / "other"
    shutil.copytree(SOURCE, folder)
    path = folder / "targeted-therapies-secondary-breast-cancer" / "leaflet.yaml"
    text = path.read_text()
    changed = text.replace("title: Targeted therapies for", "title: Another leaflet on", 1)
    assert changed != text
    path.write_text(changed)
    return folder


def is_other(*arguments):
    return run(*arguments).stdout.startswith("Another leaflet on")


def test_without_a_source_folder_the_shipped_content_is_read():
    assert run("explain").stdout.startswith("Targeted therapies for")


def test_source_may_stand_before_or_after_the_command(other_source):
    assert is_other("--source", other_source, "explain")
    assert is_other("explain", "--source", other_source)
    assert is_other("explain", f"--source={other_source}")
    assert not is_other("--source", other_source, "explain", "--source", SOURCE)


def test_a_folder_called_source_is_found_where_one_stands(other_source, empty_folder):
    other_source.rename(empty_folder / "source")
    assert is_other("explain")


def test_options_win_over_the_environment_and_that_over_the_file(
    other_source, empty_folder, monkeypatch
):
    config = empty_folder / "leaflets.toml"
    config.write_text('source = "other"\nformat = "large"\n')
    assert is_other("explain")
    inside = empty_folder / "some" / "where"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    assert is_other("explain")  # found upwards, and its paths are beside it
    assert run_json("make", "-o", "l.pdf")["format"] == "large"
    monkeypatch.setenv("LEAFLETS_SOURCE", str(SOURCE))
    monkeypatch.setenv("LEAFLETS_FORMAT", "a4")
    assert not is_other("explain")
    assert run_json("make", "-o", "l.pdf")["format"] == "a4"
    assert is_other("explain", "--source", other_source)
    assert run_json("make", "--format", "large", "-o", "l.pdf")["format"] == "large"


def test_a_record_wins_over_the_settings_and_an_option_over_the_record(empty_folder):
    (empty_folder / "leaflets.toml").write_text('format = "a4"\n')
    (empty_folder / "r.json").write_text('{"format": "large"}')
    told = run_json("make", "--record", "r.json", "-o", "l.pdf")
    assert told["format"] == "large"
    told = run_json("make", "--record", "r.json", "--format", "a4", "-o", "l.pdf")
    assert told["format"] == "a4"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('colour = "red"\n', '"colour" is not a setting'),
        ("format = 4\n", "format must be a text in quotes"),
        ("format = \n", "leaflets.toml can't be read"),
        (b"# \xff\n", "leaflets.toml can't be read"),
        ('unanswered = "perhaps"\n', '"perhaps" is not a setting'),
        ('source = "nowhere"\n', "nowhere holds no content"),
        ('format = "a3"\n', '"a3" is not a page format'),
        ('language = "klingon"\n', '"klingon" is not a language'),
    ],
)
def test_settings_that_can_not_be_are_told(empty_folder, text, told):
    raw = text if isinstance(text, bytes) else text.encode()
    (empty_folder / "leaflets.toml").write_bytes(raw)
    assert told in run("make", "-o", "leaflet.pdf", code=2).stderr
    assert [path.name for path in empty_folder.iterdir()] == ["leaflets.toml"]


def test_unanswered_may_be_a_setting(empty_folder):
    (empty_folder / "leaflets.toml").write_text('unanswered = "refuse"\n')
    run("make", "-o", "leaflet.pdf", code=6)
    run("make", "--unanswered", "mention", "-o", "leaflet.pdf")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("everolimus.yaml", "er: positive", "er: positve"),
        ("everolimus.yaml", "title: Everolimus", "title Everolimus"),
        ("../attributes.yaml", "label: HER2", "labell: HER2"),
    ],
)
@pytest.mark.parametrize("command", [("make", "-o", "leaflet.pdf"), ("explain",), ("check",)])
def test_content_that_is_not_valid_stops_with_its_place(other_source, command, file, old, new):
    path = other_source / "targeted-therapies-secondary-breast-cancer" / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    result = run(*command, "--source", other_source, code=3)
    assert f"{Path(file).name}:" in result.output
    assert not Path("leaflet.pdf").exists()


def test_what_is_shipped_is_valid():
    findings = run_json("check")["findings"]
    assert [f["message"] for f in findings if f["severity"] == "error"] == []


# Completion, by Click's own classes.


def completed(*arguments):
    """What the shell offers for the last of ``arguments``."""
    *before, incomplete = arguments
    completion = ShellComplete(cli, {}, "leaflets", "_LEAFLETS_COMPLETE")
    return [item.value for item in completion.get_completions(list(before), incomplete)]


def test_commands_complete():
    assert completed("") == list(COMMANDS)
    assert completed("ma") == ["make", "matrix"]


def test_options_that_the_content_declares_complete():
    assert completed("make", "--h") == ["--her2", "--hormone", "--history-complete", "--help"]
    assert completed("explain", "--cns") == ["--cns-spread"]


def test_values_complete():
    assert completed("make", "--her2", "p") == ["positive"]
    assert completed("make", "--her2", "") == [
        "positive", "negative", "equivocal", "low", "ultralow", "unknown",
    ]  # fmt: skip
    assert completed("make", "--unanswered", "") == ["mention", "withhold", "refuse"]


@pytest.mark.parametrize("option", ["--prior", "--current"])
def test_drugs_complete(option):
    assert completed("make", option, "trastuzumab_") == [
        "trastuzumab_emtansine",
        "trastuzumab_deruxtecan",
    ]
    every = completed("make", option, "")
    assert every == ["none", *(drug.id for drug in shipped().vocabulary.drugs)]


def test_languages_and_formats_complete():
    assert completed("make", "--format", "large-2") == ["large-20", "large-24", "large-28"]
    assert completed("make", "--language", "en") == ["en_GB"]


def test_what_completes_comes_from_the_source_that_was_named(other_source):
    path = other_source / "attributes.yaml"
    path.write_text(path.read_text().replace("\n  her2:\n", "\n  zeta:\n    label: zeta\n"
        "    help: zeta\n    values: {high: {}}\n  her2:\n", 1))  # fmt: skip
    source = str(other_source)
    assert completed("make", "--ze") == []
    assert completed("make", "--source", source, "--ze") == ["--zeta"]
    assert completed("--source", source, "make", "--ze") == ["--zeta"]
    assert completed("--source", source, "make", "--zeta", "") == ["high", "unknown"]


@pytest.mark.parametrize(
    "before", [("mkae",), ("--source", "nowhere", "make"), ("make", "--source", "nowhere")]
)
def test_completing_a_mistake_offers_little_and_never_fails(before):
    assert "--her2" not in completed(*before, "--h")


def test_completing_beside_broken_settings_never_fails(empty_folder):
    (empty_folder / "leaflets.toml").write_text("broken")
    assert completed("make", "--h") == ["--help"]


def program(*arguments, **environment):
    """The program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "leaflets", *arguments],
        env={**os.environ, "PYTHONPATH": str(PROJECT), **environment},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_can_ask_for_its_completion_script(shell):
    if shell == "bash" and shutil.which("bash") is None:
        pytest.skip("bash is not on this machine, and click asks it for its version")
    context = click.shell_completion.get_completion_class(shell)
    script = context(cli, {}, "leaflets", "_LEAFLETS_COMPLETE").source()
    assert "_LEAFLETS_COMPLETE" in script


def test_the_program_prints_a_leaflet_and_refuses_with_its_exit_code(empty_folder):
    made = program("make", "--her2", "positive", "-o", "leaflet.pdf", PYTHONWARNINGS="error")
    assert made.returncode == 0, made.stderr
    assert (empty_folder / "leaflet.pdf").read_bytes().startswith(b"%PDF-")
    refused = program("make", "--prior", "lapatinb", "-o", "other.pdf")
    assert refused.returncode == 2
    assert refused.stderr.splitlines() == [
        "Error: this can't be read",
        '  prior: "lapatinb" is not a drug that is known here (did you mean lapatinib?)',
    ]
    assert not (empty_folder / "other.pdf").exists()
    contradicted = program("explain", "--hormone", "negative", "--er", "positive")
    assert contradicted.returncode == 6
    assert "Traceback" not in contradicted.stderr
