"""What is installed is the whole program: an empty folder is enough to print a leaflet."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

ROOT = Path(__file__).resolve().parent.parent
TITLE = "Targeted therapies for secondary breast cancer"
RESULTS = ("--her2", "positive", "--today", "2026-11-22")


def run(*command, cwd, **environment):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LEAFLETS_")}
    return subprocess.run(
        command,
        cwd=cwd,
        env={**kept, **environment},
        check=True,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built by the build backend itself: no network, nothing written to the tree."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A folder with nothing but the wheel's own files in it."""
    target = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--no-deps", "--no-index", "--target", str(target), str(wheel), cwd=target)
    return target


def leaflets(installed, folder, *arguments):
    """Run the installed copy in ``folder``, where there is no other."""
    assert not any(folder.glob("source"))
    return run(
        sys.executable, "-m", "leaflets", *arguments, cwd=folder, PYTHONPATH=str(installed)
    ).stdout


def test_a_leaflet_prints_in_an_empty_folder_from_the_installed_content(installed, tmp_path):
    asked = ("make", *RESULTS, "--json", "-o", "x.pdf")
    made = json.loads(leaflets(installed, tmp_path, *asked))
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-")
    in_tree = json.loads(leaflets(installed, tmp_path, "--source", str(ROOT / "source"), *asked))
    assert made == in_tree

    (frame,) = (installed / "leaflets" / "shipped" / "source").glob("*/leaflet.yaml")
    text = frame.read_text(encoding="utf-8")
    assert f"title: {TITLE}\n" in text
    try:
        frame.write_text(text.replace(f"title: {TITLE}\n", "title: Changed\n"), encoding="utf-8")
        assert leaflets(installed, tmp_path, "explain", *RESULTS).startswith("Changed\n")
    finally:
        frame.write_text(text, encoding="utf-8")


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_a_leaflet_is_a_sound_pdf(installed, tmp_path):
    leaflets(installed, tmp_path, "make", *RESULTS, "-o", "x.pdf")
    checked = run("qpdf", "--check", "x.pdf", cwd=tmp_path)
    assert "No syntax or stream encoding errors found" in checked.stdout


def test_the_wheel_holds_content_fonts_licences_and_no_more(wheel):
    with zipfile.ZipFile(wheel) as file:
        names = set(file.namelist())
    content = {path.relative_to(ROOT / "source").as_posix() for path in source_files()}
    assert {f"leaflets/shipped/source/{name}" for name in content} <= names
    for path in (ROOT / "leaflets" / "fonts").iterdir():
        if path.is_file():
            assert f"leaflets/fonts/{path.name}" in names
    roots = {name.partition("/")[0] for name in names}
    assert {name for name in roots if not name.endswith(".dist-info")} == {"leaflets"}
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_desk_opens_in_an_empty_folder_with_what_the_wheel_holds(installed, tmp_path, wheel):
    with zipfile.ZipFile(wheel) as file:
        names = file.namelist()
        (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        told = file.read(metadata).decode()
    desk = ROOT / "leaflets" / "desk"
    pages = [p for p in desk.rglob("*") if p.suffix in (".html", ".css", ".js", ".svg")]
    assert {path.relative_to(ROOT).as_posix() for path in pages} <= set(names)
    assert "leaflets/shipped/translations/cy/LC_MESSAGES/desk.po" in names
    needed = re.findall(r"Requires-Dist: ([\w-]+).*extra == 'desk'", told)
    assert sorted(needed) == ["jinja2", "python-multipart", "starlette", "uvicorn"]

    program = subprocess.Popen(
        (sys.executable, "-m", "leaflets", "desk", "--no-browser"),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        text=True,
    )
    try:
        address = program.stdout.readline().strip()
        opener = build_opener(HTTPCookieProcessor())
        root = opener.open(address, timeout=20).geturl()
        for path, said in (
            ("make", TITLE),
            ("list", "A list"),
            ("translators", "For translators"),
            ("clinical", "For the clinical owner"),
            ("static/desk.css", "--accent"),
        ):
            assert said in opener.open(f"{root}{path}", timeout=20).read().decode()
    finally:
        program.kill()
        program.communicate()
    assert list(tmp_path.iterdir()) == []


def source_files():
    return [path for path in (ROOT / "source").rglob("*") if path.is_file()]
