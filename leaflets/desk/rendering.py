"""A template and its values in; a page in the browser's language, out."""

from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from leaflets import __version__
from leaflets.desk.desk import Desk
from leaflets.desk.door import Session
from leaflets.desk.parts import PARTS
from leaflets.desk.templating import environment
from leaflets.desk.words import LANGUAGES, Words, wanted_language, words_in

View = Callable[[Request, FormData], Response]


def desk_of(request: Request) -> Desk:
    """The desk that a request is for."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


def session_of(request: Request) -> Session:
    """The session that a request belongs to."""
    session = request.state.session
    assert isinstance(session, Session)
    return session


def words_of(request: Request) -> Words:
    """The desk's words in the language that was chosen, or that the browser asks for."""
    chosen = session_of(request).language
    language = chosen or wanted_language(request.headers.get("accept-language", ""))
    return words_in(language, desk_of(request).translations)


def render(request: Request, name: str, /, status: int = 200, **values: object) -> HTMLResponse:
    """The page that the template ``name`` makes of ``values``.

    Each template has ``_``, ``ngettext``, ``csrf``, ``desk``, ``path`` and ``back`` besides.
    """
    words = words_of(request)
    where = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    shared = {
        "_": words,
        "ngettext": words.ngettext,
        "html_language": words.html_language,
        "languages": LANGUAGES,
        "language": words.language,
        "csrf": session_of(request).csrf,
        "desk": desk_of(request),
        "path": request.url.path,
        "back": where if request.method == "GET" else "/",
        "parts": PARTS,
        "saved_here": any(part.saves and part.holds(request.url.path) for part in PARTS),
        "version": __version__,
    }
    page = environment().get_template(name).render({**shared, **values})
    return HTMLResponse(page, status_code=status)


def forgotten(request: Request) -> Response:
    """The page that says a record is not there any more."""
    _ = words_of(request)
    message = _("The record was read too long ago, and is forgotten.")
    return render(request, "fault.html", status=404, message=message, hint=_("Read it again."))


def with_form(view: View) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that reads the form that was sent, then answers with ``view`` in a thread.

    Uploads stay in memory: the request's size is bounded before.
    """

    @wraps(view)
    async def endpoint(request: Request) -> Response:
        async with request.form(max_fields=20_000) as form:
            return await run_in_threadpool(view, request, form)

    return endpoint
