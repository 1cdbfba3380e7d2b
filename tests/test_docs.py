"""The documents: they name every command, and nothing that is not there."""

import ast
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from layout.reading import fonts
from pdf.validate import faults

from leaflets.cli import COMMANDS, cli
from leaflets.cli.records import COMMANDS as RECORDS_COMMANDS
from leaflets.cli.settings import CONFIG_FILE, settings
from leaflets.cli.translations import COMMANDS as TRANSLATIONS_COMMANDS
from leaflets.errors import ExitCode
from leaflets.fonts import shipped_fonts
from leaflets.text import SCRIPT_FAMILIES
from leaflets.translation.catalog_folder import languages_in
from leaflets.translation.exchange.rows import COLUMNS as EXCHANGE_COLUMNS

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "BENCHMARKS.md", "HAZARDS.md"]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
NAMED_TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
FENCED = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def fenced(name, language):
    return [body for kind, body in FENCED.findall(text_of(name)) if kind == language]


def anchors(name):
    """The anchors that headings get, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", text_of(name), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def lines_that_set_up():
    return [line for line in text_of("README.md").splitlines() if "python3 -m venv" in line]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme_and_has_help_with_an_example(command):
    assert f"`leaflets {command}`" in text_of("README.md")
    shown = CliRunner().invoke(cli, [command, "--help"])
    assert shown.exit_code == 0
    assert f"Example: leaflets {command}" in shown.output
    with cli.get_command(None, command).make_context(command, [], resilient_parsing=True) as ctx:
        options = [p for p in ctx.command.get_params(ctx) if isinstance(p, click.Option)]
        without = [option.name for option in options if not option.help]
    assert without == []


@pytest.mark.parametrize("command", TRANSLATIONS_COMMANDS)
def test_every_command_for_translations_is_in_the_readme_and_has_help_with_an_example(command):
    assert f"| `leaflets translations {command}` |" in text_of("README.md")
    shown = CliRunner().invoke(cli, ["translations", command, "--help"])
    assert shown.exit_code == 0
    assert re.search(rf"Example: leaflets .*translations {command}\b", shown.output)
    group = cli.get_command(None, "translations")
    found = group.get_command(None, command)
    with found.make_context(command, [], resilient_parsing=True) as ctx:
        options = [p for p in found.get_params(ctx) if p.param_type_name == "option"]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("command", RECORDS_COMMANDS)
def test_every_command_for_records_is_in_the_readme_and_has_help_with_an_example(command):
    assert f"leaflets records {command} " in text_of("README.md")
    shown = CliRunner().invoke(cli, ["records", command, "--help"])
    assert shown.exit_code == 0
    assert f"Example: leaflets records {command}" in shown.output
    found = cli.get_command(None, "records").get_command(None, command)
    with found.make_context(command, [], resilient_parsing=True) as ctx:
        options = [p for p in found.get_params(ctx) if p.param_type_name == "option"]
    assert [option.name for option in options if not option.help] == []


def test_every_language_is_in_the_readme_and_is_said_to_be_a_draft():
    readme = " ".join(text_of("README.md").split())
    for code in languages_in(ROOT / "translations"):
        assert f"| `{code}` |" in readme, code
    assert "**All ten are drafts, made by machine.**" in readme
    assert "No native speaker, no translator and no clinician has reviewed any of them" in readme


def test_every_column_of_the_spreadsheet_is_explained_to_translators():
    explained = text_of("CONTRIBUTING.md").partition("### The spreadsheet")[2].partition("###")[0]
    first_cells = "".join(re.findall(r"^\| (`[^|]+) \|", explained, re.MULTILINE))
    for column in EXCHANGE_COLUMNS:
        assert f"`{column}`" in first_cells, column


def test_the_readme_has_two_commands_to_begin_with_each_on_one_line():
    first_screen = text_of("README.md").split("\n## ")[0]
    printing, testing = lines_that_set_up()
    for line in (printing, testing):
        assert f"```sh\n{line}\n```" in first_screen
        assert line.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert shlex.split(printing)[-2:] == ["-o", "leaflet.pdf"]
    assert "leaflets make --her2 " in printing
    assert testing.endswith("-m pytest -n auto")


def test_ci_runs_the_readmes_test_command_and_nothing_of_its_own():
    script = ROOT / ".ci" / "run"
    text = script.read_text(encoding="utf-8")
    assert script.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(script)], check=True)
    (pattern,) = re.findall(r"grep -E '([^']+)' README\.md", text)
    assert [line for line in lines_that_set_up() if re.search(pattern, line)] == [
        lines_that_set_up()[1]
    ]
    assert "-m pytest" not in text
    assert "--fail-on-skip" in text


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_and_picture_of_ours_is_there(document):
    for target in LINK.findall(text_of(document)):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        assert (ROOT / path).exists(), f"{document} points to {target}"
        if anchor:
            assert anchor in anchors(path or document), f"{document} points to {target}"


def test_hazards_name_tests_that_exist():
    named = NAMED_TEST.findall(text_of("HAZARDS.md"))
    assert named
    for file, test in named:
        path = ROOT / file
        assert path.is_file(), file
        if test:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
            assert test in names, f"{file} has no {test}"


def test_every_hazard_names_a_test_that_proves_its_control():
    hazards = text_of("HAZARDS.md").split("\n## ")[1:]
    assert hazards
    for hazard in hazards:
        assert NAMED_TEST.search(hazard), hazard.splitlines()[0]
    assert "No clinical safety case exists" in text_of("HAZARDS.md")
    assert "No clinical safety case exists" in text_of("README.md")


def test_the_exit_codes_of_the_readme_are_those_of_the_program():
    table = dict(re.findall(r"^\| (\d+) \| (.+) \|$", text_of("README.md"), re.MULTILINE))
    assert set(table) == {str(code.value) for code in ExitCode}
    shown = CliRunner().invoke(cli, ["--help"]).output
    for code, meaning in table.items():
        assert re.search(rf"^ +{code} +{re.escape(meaning)}$", shown, re.MULTILINE)


def test_the_readmes_configuration_is_read(tmp_path, monkeypatch):
    (example,) = fenced("README.md", "toml")
    (tmp_path / CONFIG_FILE).write_text(example, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = settings({})
    assert found.page_format == "large"
    assert found.source == tmp_path / "source"
    assert found.fonts.folder == tmp_path / "fonts"
    for name, value in tomllib.loads(example).items():
        if isinstance(value, str):
            assert f"`LEAFLETS_{name.upper()}`" in text_of("README.md")


def test_the_readmes_fonts_set_every_script(tmp_path, monkeypatch):
    (example,) = fenced("README.md", "toml")
    (tmp_path / CONFIG_FILE).write_text(example, encoding="utf-8")
    (tmp_path / "fonts").mkdir()
    for weight in ("Regular", "Bold"):
        own = tmp_path / "fonts" / f"ClinicSans-{weight}.ttf"
        shutil.copy(shipped_fonts() / f"NotoSans-{weight}.ttf", own)
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(cli, ["specimen", "-o", "specimen.pdf"])
    assert ran.exit_code == 0, ran.output
    pdf = Path("specimen.pdf").read_bytes()
    assert faults(pdf) == []
    families = {font.rpartition("-")[0] for font in fonts(pdf)}
    assert "NotoNastaliqUrdu" not in families
    assert {"NotoNaskhArabic", "NotoSansTamil"} <= families


def test_every_script_that_has_fonts_is_named_in_the_readme():
    for script in SCRIPT_FAMILIES.keys() - {"Bopo", "Hira", "Kana"}:  # they come with Chinese
        assert f"`{script}`" in text_of("README.md"), script


def test_pictures_are_small_enough_to_load():
    for picture in (ROOT / "docs").glob("*.png"):
        assert picture.stat().st_size < 250_000, picture.name
        assert f"docs/{picture.name}" in text_of("README.md")


def test_what_nobody_has_checked_yet_is_said_plainly():
    readme = " ".join(text_of("README.md").split())
    assert "Validators check only what a machine can see" in readme
    assert "Review by people who use screen readers is outstanding." in readme


def test_every_room_of_the_house_is_on_its_map():
    rooms = [path for path in (ROOT / "leaflets").iterdir() if (path / "__init__.py").is_file()]
    modules = [path for path in (ROOT / "leaflets").glob("*.py") if path.stem[:2] != "__"]
    named = text_of("CONTRIBUTING.md")
    assert [p.name for p in rooms if f"| `leaflets/{p.name}/` |" not in named] == []
    assert [p.name for p in modules if f"`leaflets/{p.name}`" not in named] == []


def test_the_readmes_record_prints(tmp_path):
    example = next(body for body in fenced("README.md", "yaml") if "person.yaml" in body)
    (tmp_path / "person.yaml").write_text(example, encoding="utf-8")
    asked = ["explain", "--record", str(tmp_path / "person.yaml"), "--source", str(ROOT / "source")]
    assert CliRunner().invoke(cli, asked).exit_code == 0


@pytest.mark.parametrize(
    "line",
    [
        line
        for document in ("README.md", "CONTRIBUTING.md")
        for body in fenced(document, "sh")
        for line in map(str.strip, body.splitlines())
        if line.startswith("leaflets ")
    ],
)
def test_every_command_that_a_document_shows_can_be_typed(line):
    name, *arguments = shlex.split(line.partition("#")[0])[1:]
    command = cli.get_command(None, name)
    if name in ("translations", "records"):
        name, *arguments = arguments
        command = command.get_command(None, name)
    if any(parameter.name == "source" for parameter in command.params):
        arguments += ["--source", str(ROOT / "source")]
    with command.make_context(name, arguments) as ctx:
        assert not ctx.args


def test_every_script_is_in_the_documents():
    told = "".join(map(text_of, DOCUMENTS))
    for script in (ROOT / "scripts").iterdir():
        if script.suffix == ".py" or (not script.suffix and script.is_file()):
            assert f"scripts/{script.name}" in told, script.name
