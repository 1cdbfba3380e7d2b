"""Requests that no page of the desk sent: each is refused, in words, and nothing is done."""

import re

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from leaflets.desk.app import make_app
from leaflets.desk.door import Door
from leaflets.desk.guard import LARGEST

ADDRESS = "http://127.0.0.1:8000"
OWN = {"origin": ADDRESS, "sec-fetch-site": "same-origin"}


@pytest.fixture
def door():
    return Door()


@pytest.fixture
def client(desk, door):
    return TestClient(make_app(desk, door), base_url=ADDRESS, follow_redirects=False)


@pytest.fixture
def inside(client, door):
    """A client that came in, and what its forms carry."""
    client.get("/", params={"token": door.token})
    (key,) = client.cookies.values()
    client.csrf = door.session(key).csrf
    return client


def heading(response):
    return re.search(r"<h1>(.*?)</h1>", response.text)[1]


def change(client, headers=OWN, **form):
    """Ask for another language, which is a change like any other."""
    return client.post("/language", data={"language": "cy", **form}, headers=headers)


def test_the_token_opens_the_desk_once_and_leaves_the_address(client, door):
    first = client.get("/", params={"token": door.token})
    assert (first.status_code, first.headers["location"]) == (303, "/")
    cookie = first.headers["set-cookie"].casefold()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert client.get("/").status_code == 200
    again = client.get("/", params={"token": door.token})
    assert (again.status_code, heading(again)) == (403, "This address has been used")


def test_the_token_is_no_use_to_a_second_browser(client, door, desk):
    client.get("/", params={"token": door.token})
    other = TestClient(make_app(desk, door), base_url=ADDRESS, follow_redirects=False)
    assert other.get("/", params={"token": door.token}).status_code == 403
    assert "set-cookie" not in other.get("/", params={"token": door.token}).headers
    assert heading(other.get("/")) == "This desk belongs to another browser"


@pytest.mark.parametrize("token", ["x", "", "é" * 9])
def test_a_wrong_token_opens_nothing(client, door, token):
    assert client.get("/", params={"token": token}).status_code == 403
    assert client.get("/", params={"token": door.token}).status_code == 303


def test_no_cookie_opens_the_desk_before_the_token_was_used(client, door):
    from leaflets.desk.guard import COOKIE

    client.cookies.set(f"{COOKIE}-8000", door._session.key)
    assert client.get("/").status_code == 403


@pytest.mark.parametrize("host", ["evil.example:8000", "127.0.0.1:8001", "127.0.0.1", "[::1]:8000"])
def test_another_host_name_is_refused(inside, host):
    refused = inside.get("/", headers={"host": host})
    assert (refused.status_code, heading(refused)) == (421, "This is not the desk&#39;s address")


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:9000", "sec-fetch-site": "same-site"},
        {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "cross-site"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
        {"origin": "null"},
        {},
    ],
)
def test_a_change_from_elsewhere_is_refused(inside, headers):
    refused = change(inside, headers, csrf=inside.csrf)
    assert (refused.status_code, heading(refused)) == (403, "This did not come from the desk")
    assert "Make a leaflet" in inside.get("/").text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_page_is_not_shown_inside_another_site(inside, site):
    assert inside.get("/", headers={"sec-fetch-site": site}).status_code == 403


def test_a_form_without_its_proof_is_refused(inside):
    for form in ({}, {"csrf": ""}, {"csrf": "x" + inside.csrf}):
        refused = change(inside, **form)
        assert (refused.status_code, heading(refused)) == (
            403,
            "This page can&#39;t be used any more",
        )
    assert change(inside, headers={**OWN, "x-csrf": "wrong"}, csrf=inside.csrf).status_code == 403
    in_json = inside.post("/language", json={"csrf": inside.csrf}, headers=OWN)
    assert in_json.status_code == 403


@pytest.mark.parametrize("in_a_header", [True, False])
def test_a_form_that_cannot_be_read_is_not_called_an_old_page(inside, in_a_header):
    headers = {**OWN, "content-type": "multipart/form-data; boundary=x"}
    if in_a_header:
        headers["x-csrf"] = inside.csrf
    no_end = b"--x\r\nContent-Disposition: form-data; name=" + b"n" * 20_000
    refused = inside.post("/language", content=no_end, headers=headers)
    assert refused.status_code == 400
    assert "What was sent can&#39;t be read" in refused.text


def test_a_form_with_its_proof_is_taken(inside):
    assert change(inside, csrf=inside.csrf).status_code == 303
    assert change(inside, headers={**OWN, "x-csrf": inside.csrf}).status_code == 303
    null = {"origin": "null", "sec-fetch-site": "same-origin"}
    assert change(inside, headers=null, csrf=inside.csrf).status_code == 303


def test_what_is_too_large_is_refused_in_words(inside):
    pieces = (b"x" * (1 << 20) for _ in range((LARGEST >> 20) + 1))
    headers = {**OWN, "x-csrf": inside.csrf}
    refused = inside.post("/language", content=pieces, headers=headers)
    assert (refused.status_code, heading(refused)) == (413, "This file is too large")


def test_no_response_is_kept_or_runs_what_is_not_the_desks(inside, client):
    for path in ("/", "/no-such-page", "/static/desk.css", "/?token=wrong"):
        headers = inside.get(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["content-security-policy"].startswith("default-src 'none'; ")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-frame-options"] == "DENY"
        assert "server" not in headers


def test_a_fault_of_ours_is_told_without_anything_of_the_request(desk, door, capsys):
    def broken(request):
        raise ValueError(f"about {request.query_params['name']}")

    app = make_app(desk, door)
    app.router.routes.insert(0, Route("/broken", broken))
    client = TestClient(app, base_url=ADDRESS)
    client.get("/", params={"token": door.token})
    shown = client.get("/broken", params={"name": "Mary Secret"})
    assert (shown.status_code, heading(shown)) == (500, "Something went wrong")
    logged = capsys.readouterr()
    assert "ValueError: broken" in logged.err
    assert "Secret" not in logged.err + logged.out + shown.text


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", ""])
def test_choosing_a_language_never_leads_elsewhere(inside, back):
    assert change(inside, csrf=inside.csrf, back=back).headers["location"] == "/"


def test_a_language_is_chosen_without_leaving_the_page(inside):
    page = inside.get("/record/some-key?show=all").text
    assert 'name="back" value="/record/some-key?show=all"' in page
    there = change(inside, csrf=inside.csrf, back="/record/some-key?show=all")
    assert there.headers["location"] == "/record/some-key?show=all"


def test_what_is_handed_in_is_put_into_no_file(inside, tmp_path, monkeypatch):
    def refuse(*_args, **_more):
        raise AssertionError("a file is made")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    sent = {"record": ("x.docx", b"x" * (3 << 20))}
    answer = inside.post("/record", data={"csrf": inside.csrf}, files=sent, headers=OWN)
    assert answer.status_code == 422


def test_there_is_no_way_out_of_the_folder_of_static_files(inside):
    for path in ("/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py"):
        assert inside.get(path).status_code == 404
