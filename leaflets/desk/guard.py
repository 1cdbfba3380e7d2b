"""Every request in; only those of the browser that was let in go on, and nothing is kept, out.

A page from elsewhere can make a browser send requests to this computer. So each must name this
address as its host, carry the session's cookie, come from a page of the desk, and, if it changes
anything, carry what only a page of the desk knows. What is refused is told in words.
"""

import sys
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from traceback import extract_tb
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartParser
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from leaflets.desk.door import Door, Session
from leaflets.desk.refused import Why, refusal
from leaflets.desk.words import wanted_language, words_in

LARGEST = 64 * 1024 * 1024
"""Bytes of one request, at the most: more than any list or bundle of a clinic."""

MultiPartParser.spool_max_size = LARGEST
# What is handed in stays in memory: the parser would put what is large into a file.

COOKIE = "leaflets-desk"
STATIC = "/static/"

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""What every response says: nothing from elsewhere runs here, and nothing of this is kept."""

_CHANGES = ("POST", "PUT", "PATCH", "DELETE")
_LOCAL = ("127.0.0.1", "localhost")


class Guard:
    """Stands before the desk's pages."""

    def __init__(self, app: ASGIApp, door: Door, translations: Path) -> None:
        self._app = app
        self._door = door
        self._translations = translations

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let it through."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        if scope["type"] != "http":
            return
        started = False

        async def sealed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        try:
            app, given = await self._admitted(scope, receive)
            await app(scope, given, sealed)
        except Exception as error:  # whatever it is: nothing of a request may be told in a log
            print(f"leaflets desk: {_where(error)}", file=sys.stderr)  # noqa: T201
            if not started:
                await self._refused(Why.OUR_BUG, Headers(scope=scope))(scope, receive, sealed)

    def _refused(self, why: Why, headers: Headers, session: Session | None = None) -> ASGIApp:
        """The page that says why, in the language of the browser."""
        chosen = session.language if session else ""
        language = chosen or wanted_language(headers.get("accept-language", ""))
        return refusal(why, words_in(language, self._translations), inside=session is not None)

    async def _admitted(self, scope: Scope, receive: Receive) -> tuple[ASGIApp, Receive]:
        """Who answers, and what it reads: the desk, or a page that says why not."""
        headers = Headers(scope=scope)
        port = (scope.get("server") or ("", 0))[1]
        if headers.get("host") not in {f"{name}:{port}" for name in _LOCAL}:
            return self._refused(Why.HOST, headers), receive
        if scope["path"].startswith(STATIC) and scope["method"] in ("GET", "HEAD"):
            return self._app, receive
        session = self._door.session(_cookie(headers, port))
        token = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if token:
            return self._enter(token, session, port, headers), receive
        if session is None:
            return self._refused(Why.STRANGER, headers), receive
        if not _from_here(headers, scope["method"]):
            return self._refused(Why.ELSEWHERE, headers), receive
        scope.setdefault("state", {})["session"] = session
        if scope["method"] not in _CHANGES:
            return self._app, receive
        body = await _body(headers, receive)
        if body is None:
            return self._refused(Why.TOO_LARGE, headers, session), receive
        try:
            known = await _knows(session, scope, headers, body)
        except HTTPException:
            return self._refused(Why.UNREADABLE, headers, session), receive
        if not known:
            return self._refused(Why.OLD_PAGE, headers, session), receive
        return self._app, _again(body, receive)

    def _enter(self, token: str, session: Session | None, port: int, headers: Headers) -> ASGIApp:
        """Exchange the token for a cookie, and leave the address that has it."""
        entered = self._door.enter(token)
        if entered is None:
            return self._refused(Why.USED, headers, session)
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(_name(port), entered.key, httponly=True, samesite="strict", path="/")
        return response


def _name(port: int) -> str:
    """Browsers share cookies between ports, so that each desk's has a name of its own."""
    return f"{COOKIE}-{port}"


def _cookie(headers: Headers, port: int) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(_name(port))
    except CookieError:
        return ""
    return found.value if found else ""


def _from_here(headers: Headers, method: str) -> bool:
    """Whether a page of this desk sent the request, or the person in the address line."""
    site = headers.get("sec-fetch-site", "")
    if site not in ("", "same-origin", "none"):
        return False
    if method not in _CHANGES:
        return True
    origin = headers.get("origin", "null")
    own = f"http://{headers['host']}"
    # A form of a page that sends no referrer has the origin "null": the browser says who sent it.
    return origin == own or (origin == "null" and site == "same-origin")


async def _body(headers: Headers, receive: Receive) -> bytes | None:
    """What was sent; ``None`` if it is too large. It is read to its end, so that the page shows."""
    told = headers.get("content-length", "")
    fits = not told.isdigit() or int(told) <= LARGEST
    chunks: list[bytes] = []
    size = 0
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        chunk = message.get("body", b"")
        size += len(chunk)
        if fits and size <= LARGEST:
            chunks.append(chunk)
        else:
            fits = False
            chunks.clear()
        more = message.get("more_body", False)
    return b"".join(chunks) if fits else None


def _again(body: bytes, receive: Receive) -> Receive:
    """A body that was read already, for whom it is meant."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


async def _knows(session: Session, scope: Scope, headers: Headers, body: bytes) -> bool:
    """Whether the request carries what the session's own pages know, in its header or its form.

    Raises:
        HTTPException: Its form can't be read.
    """
    told = headers.get("x-csrf")
    if told is None:
        kind = headers.get("content-type", "").partition(";")[0].strip()
        if kind not in ("application/x-www-form-urlencoded", "multipart/form-data"):
            return False
        request = Request(scope, _again(body, _nothing))
        async with request.form(max_fields=20_000) as form:
            told = str(form.get("csrf", ""))
    return session.is_own(told)


async def _nothing() -> Message:
    return {"type": "http.disconnect"}


def _where(error: Exception) -> str:
    """A fault's kind and place, and nothing of what it was about."""
    frames = extract_tb(error.__traceback__)
    places = " < ".join(f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in frames[::-1])
    return f"a fault of ours, {type(error).__name__}: {places}"
