"""``--fail-on-skip``: a run that must not pass over anything."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("test", "option", "code"),
    [
        ("def test_a(): pass", "--fail-on-skip", 0),
        ("def test_a(): __import__('pytest').skip('no such program')", "--fail-on-skip", 1),
        ("def test_a(): __import__('pytest').skip('no such program')", "-q", 0),
        ("__import__('pytest').importorskip('no_such_module')", "--fail-on-skip", 1),
    ],
)
def test_a_skip_fails_the_run_only_where_that_is_asked_for(tmp_path, test, option, code):
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    (tmp_path / "test_one.py").write_text(f"{test}\n")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-rs", "-p", "no:cacheprovider", option, str(tmp_path)],
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == code, ran.stdout
    if code:
        assert "1 skipped, and --fail-on-skip allows none" in ran.stdout
