"""``leaflets desk``: it starts, tells where, and ends when told."""

import http.client
import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from cli.program import run
from factories import PROJECT


@contextmanager
def started(*options):
    """The program, and the address that it printed."""
    program = subprocess.Popen(
        [sys.executable, "-m", "leaflets", "desk", "--no-browser", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )
    try:
        yield program, program.stdout.readline().strip()
    finally:
        program.kill()
        program.communicate()


def answer(address, method="GET", path=None, body="", **headers):
    """The answer to a request, read to its end."""
    host, _, rest = address.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host, timeout=20)
    try:
        connection.request(method, path or f"/{rest}", body, headers)
        found = connection.getresponse()
        return found, found.read().decode()
    finally:
        connection.close()


def test_it_opens_once_and_ends_on_its_button(empty_folder):
    with started() as (program, address):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}", address)
        first, _ = answer(address)
        assert first.status == 303
        cookie = first.getheader("set-cookie").partition(";")[0]
        _, page = answer(address, path="/", cookie=cookie)
        csrf = re.search(r'name="csrf" value="([^"]+)"', page)[1]
        form = {
            "content-type": "application/x-www-form-urlencoded",
            "sec-fetch-site": "same-origin",
        }
        ended, said = answer(
            address, "POST", "/end", f"csrf={csrf}&name=Mary", cookie=cookie, **form
        )
        assert ended.status == 200
        assert "The desk has ended" in said
        assert program.wait(timeout=20) == 0
        _, told = program.communicate()
        assert "The desk has ended." in told
        assert "Mary" not in told
        assert "token" not in told
    assert list(empty_folder.iterdir()) == []


def test_control_c_ends_it(empty_folder):
    with started() as (program, address):
        assert answer(address, path="/")[0].status == 403
        program.send_signal(signal.SIGINT)
        assert program.wait(timeout=20) == 130
        assert "Interrupted." in program.communicate()[1]


def test_it_is_bound_to_this_computer_only():
    with started() as (_, address):
        port = int(re.search(r":(\d+)/", address)[1])
        table = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()
        bound = [line.split()[1] for line in table if f":{port:04X}" in line.split()[1]]
        assert bound[0] == f"0100007F:{port:04X}"
        with started("--port", str(port)) as (other, _):
            assert other.wait(timeout=20) == 2
            assert f"port {port} can't be used" in other.communicate()[1]


def test_what_is_missing_is_named_with_what_installs_it(monkeypatch):
    for name in [name for name in sys.modules if name.startswith("leaflets.desk")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    told = run("desk", "--no-browser", code=2).stderr
    assert "pip install 'leaflets[desk]'" in told


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--clinic", "not-there.yaml"), 2, "not-there.yaml"),
        (("--source", "not-there"), 2, "not-there"),
        (("--port", "99999"), 2, "99999"),
    ],
)
def test_what_is_wrong_is_told_before_it_starts(options, code, said):
    assert said in run("desk", "--no-browser", *options, code=code).output
