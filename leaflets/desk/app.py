"""A desk in; the program that answers a browser, out: the routes of all pages, behind the guard."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.status import HTTP_400_BAD_REQUEST

from leaflets.desk.desk import Desk
from leaflets.desk.door import Door
from leaflets.desk.guard import STATIC, Guard
from leaflets.desk.lists.room import ListRoom
from leaflets.desk.pages import clinical, lists, make, record, translators
from leaflets.desk.refused import Why
from leaflets.desk.rendering import render, session_of, with_form, words_of
from leaflets.desk.templating import FOLDER
from leaflets.desk.words import LANGUAGES
from leaflets.errors import LeafletsError
from leaflets.fonts import shipped_fonts


def make_app(
    desk: Desk, door: Door | None = None, end: Callable[[], None] = lambda: None
) -> Starlette:
    """The desk as a program; ``door`` lets one browser in, ``end`` stops it."""
    room = ListRoom(desk)

    @asynccontextmanager
    async def open_until_the_end(_app: Starlette) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(room.close)

    app = Starlette(
        routes=[
            Route("/", home),
            Route("/alive", alive),
            Route("/end", with_form(ended), methods=["POST"]),
            Route("/language", with_form(language), methods=["POST"]),
            *make.routes,
            *record.routes,
            *lists.routes,
            *translators.routes,
            *clinical.routes,
            Mount("/static/fonts", StaticFiles(directory=shipped_fonts())),
            Mount("/static", StaticFiles(directory=FOLDER / "static")),
        ],
        middleware=[Middleware(Guard, door=door or Door(), translations=desk.translations)],
        lifespan=open_until_the_end,
        exception_handlers={LeafletsError: told, HTTPException: not_found},
    )
    app.state.desk = desk
    app.state.lists = room
    app.state.end = end
    return app


def home(request: Request) -> Response:
    """The first page: what can be done here."""
    return render(request, "home.html")


def alive(request: Request) -> Response:
    """That the program still answers."""
    return Response(status_code=204)


def ended(request: Request, form: FormData) -> Response:
    """Say goodbye, then end the program."""
    page = render(request, "ended.html")
    page.background = BackgroundTask(request.app.state.end)
    return page


def language(request: Request, form: FormData) -> Response:
    """The desk's own words in another language, and back to where one was."""
    chosen, back = str(form.get("language", "")), str(form.get("back", ""))
    if chosen in LANGUAGES:
        session_of(request).language = chosen
    inside = back.startswith("/") and not back.startswith(("//", "/\\"))
    return RedirectResponse(back if inside else "/", status_code=303)


def told(request: Request, error: Exception) -> Response:
    """A fault that stops what was asked, in the reader's words."""
    assert isinstance(error, LeafletsError)
    return render(request, "fault.html", status=422, message=error.message, hint=error.hint)


def not_found(request: Request, error: Exception) -> Response:
    """A page that there is not, or a request that can't be read or that a page does not take."""
    assert isinstance(error, HTTPException)
    if request.url.path.startswith(STATIC):  # anyone may ask for these: there is no session
        return Response(status_code=error.status_code)
    _ = words_of(request)
    message, hint = _("There is no such page here."), ""
    if error.status_code == HTTP_400_BAD_REQUEST:
        message, hint = _(Why.UNREADABLE.value.title), _(Why.UNREADABLE.value.text)
    return render(request, "fault.html", status=error.status_code, message=message, hint=hint)
