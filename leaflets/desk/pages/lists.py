"""Requests for A list in; responses out."""

from collections.abc import Callable, Iterator

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    JSONResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from leaflets.desk.lists.cells import Columns
from leaflets.desk.lists.downloads import batch_files, failures, mended_list, zipped
from leaflets.desk.lists.fault import ListFault
from leaflets.desk.lists.room import KINDS, Busy, ListRoom, OpenList
from leaflets.desk.lists.running import Ended
from leaflets.desk.lists.told import told_of
from leaflets.desk.lists.views import ListViewer, Place, RowView
from leaflets.desk.lists.wanted import Wanted, read_wanted
from leaflets.desk.pages.make import plain_of
from leaflets.desk.rendering import desk_of, render, with_form, words_of
from leaflets.errors import LeafletsError
from leaflets.records.template import template_columns, write_template
from leaflets.translation.languages import Language, available_languages, describe, language_id

_CSV, _ZIP, _PDF = "text/csv; charset=utf-8", "application/zip", "application/pdf"
_MOST_FAILURES = 20
_RUN_FILES = ("run.pdf", "run.csv", "run-cover.pdf")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(request: Request) -> Response:
    """The list as it stands: what it is at, its rows, what became of it; or where to open one."""
    return _page(request)


def open_list(request: Request, form: FormData) -> Response:
    """Take a list in."""
    given = form.get("list")
    _ = words_of(request)
    if not isinstance(given, UploadFile) or not given.filename:
        return _page(request, fault=_("Choose a file first."), status=422)
    wanted = Wanted(unanswered=desk_of(request).unanswered)
    try:
        _room(request).open(given.filename, given.file, wanted)
    except LeafletsError as error:
        return _told(request, error)
    return _back()


def put_away(request: Request, form: FormData) -> Response:
    """Forget the list."""
    return _done(request, form, lambda room, key: room.put_away(key))


def want(request: Request, form: FormData) -> Response:
    """Check the list with what is wanted now."""
    return _done(request, form, lambda room, key: room.want(key, read_wanted(form)))


def make(request: Request, form: FormData) -> Response:
    """Begin to make its leaflets, or go on."""
    return _done(request, form, lambda room, key: room.make(key, read_wanted(form)))


def stop(request: Request, form: FormData) -> Response:
    """Stop making them, after the one in hand."""
    return _done(request, form, lambda room, key: room.stop(key))


def row(request: Request) -> Response:
    """One row with all its cells as fields."""
    opened, viewer = _checked(request)
    if opened is None or viewer is None:
        return _back()
    try:
        view = viewer.row(int(request.path_params["number"]))
    except KeyError:
        return _back()
    return render(request, "list_row.html", view=view, opened=opened, place=_place(request))


def mend(request: Request, form: FormData) -> Response:
    """Put values in place of those of a row, and look at it again.

    A page with JavaScript gets the row alone, any other the page that it came from.
    """
    number = int(request.path_params["number"])
    opened, viewer = _checked(request)
    if opened is None or viewer is None or opened.fhir:
        return _late(request)
    given, before = (
        {name.removeprefix(kind): str(form[name]) for name in form if name.startswith(kind)}
        for kind in ("cell-", "was-")
    )
    try:
        changed = viewer.changed(viewer.row(number), given, before)
        _room(request).mend(str(form.get("key")), number, changed)
        view = viewer.row(number)
    except (Busy, KeyError):
        return _late(request)
    if request.headers.get("x-part") == "row":
        return _row_alone(request, opened, viewer, view)
    if form.get("whole") and view.cells.at_fault:
        return render(
            request, "list_row.html", status=422, view=view, opened=opened, place=_place(request)
        )
    place = _place(request)
    return _back(f"{place.query}#row-{number}")


def progress(request: Request) -> Response:
    """What the list is at, for a page that looks on."""
    opened = _room(request).opened
    told = told_of(opened, words_of(request))
    return JSONResponse(
        {
            "key": opened.key if opened else "",
            "state": told.state,
            "stage": told.stage,
            "how_far": told.how_far,
            "percent": told.percent,
        }
    )


# What is saved.


def save_leaflets(request: Request) -> Response:
    """All leaflets, with the manifest and the refused rows, as one archive."""
    opened = _ended(request)
    if opened is None:
        return _back()
    pieces = zipped(batch_files(opened.output), desk_of(request).today)
    return _saved(pieces, "leaflets.zip", _ZIP)


def save_run(request: Request) -> Response:
    """The print run, its ticket or its cover."""
    opened = _ended(request)
    name = str(request.path_params["name"])
    path = opened.folder / name if opened and name in _RUN_FILES else None
    if path is None or not path.is_file():
        return _back()
    return FileResponse(path, media_type=_CSV if name.endswith(".csv") else _PDF, filename=name)


def save_refused(request: Request) -> Response:
    """The refused rows, as the batch gave them back."""
    opened = _ended(request)
    if opened is None:
        return _back()
    return FileResponse(opened.output / "refused.csv", media_type=_CSV, filename="refused.csv")


def save_list(request: Request) -> Response:
    """The list as it is now, with what was mended in it."""
    opened, _ = _checked(request)
    if opened is None or opened.checked is None:
        return _back()
    return _saved(mended_list(opened.checked), "list.csv", _CSV)


def save_template(request: Request) -> Response:
    """An empty list to fill in."""
    desk = desk_of(request)
    languages = [language.code for language in _languages(request)]
    vocabulary = desk.vocabulary(desk.content())
    made = write_template(template_columns(vocabulary, languages, list(desk.formats)))
    return Response(made, media_type=_XLSX, headers=_attached("list.xlsx"))


def _room(request: Request) -> ListRoom:
    room = request.app.state.lists
    assert isinstance(room, ListRoom)
    return room


def _checked(request: Request) -> tuple[OpenList | None, ListViewer | None]:
    """The list that is open, and who shows it once it was checked."""
    opened = _room(request).opened
    checked = opened.checked if opened else None
    if checked is None:
        return opened, None
    desk = desk_of(request)
    content = desk.content()
    columns = Columns(
        desk.vocabulary(content),
        desk.words,
        {language.code: language.english_name for language in _languages(request)},
        list(desk.formats),
        plain_of(request),
    )
    return opened, ListViewer(checked, columns, desk.leaflet(content))


def _ended(request: Request) -> OpenList | None:
    """The list that is open, if its leaflets are made."""
    opened = _room(request).opened
    running = opened.running if opened else None
    return opened if running and isinstance(running.outcome, Ended) else None


def _languages(request: Request) -> tuple[Language, ...]:
    return available_languages(desk_of(request).translations)


def _page(request: Request, *, fault: str = "", hint: str = "", status: int = 200) -> Response:
    opened, viewer = _checked(request)
    if opened is None:
        return render(
            request,
            "list_open.html",
            status=status,
            fault=fault,
            hint=hint,
            kinds=",".join(KINDS),
            path="/list",
            plain=plain_of(request),
        )
    place = _place(request)
    return render(
        request,
        "list.html",
        status=status,
        fault=fault,
        hint=hint,
        kinds=",".join(KINDS),
        opened=opened,
        unread=_in_words(request, opened.fault) if opened.fault else None,
        told=told_of(opened, words_of(request)),
        view=viewer.page(place) if viewer else None,
        wanted=opened.wanted,
        languages_there=_languages(request),
        default_language=describe(language_id(desk_of(request).language)).english_name,
        formats_there=tuple(desk_of(request).formats.values()),
        outcome=opened.running.outcome if opened.running else None,
        made_of_this=opened.made_from == opened.changes,
        has_run=(opened.folder / _RUN_FILES[0]).is_file(),
        failures=_failures(opened),
        path="/list",
        place=place,
        plain=plain_of(request),
    )


def _row_alone(request: Request, opened: OpenList, viewer: ListViewer, view: RowView) -> Response:
    """A row, and the counts, for a page that puts them where they were."""
    return render(
        request,
        "list_part.html",
        view=view,
        opened=opened,
        counts=viewer.counts(),
        place=_place(request),
    )


def _failures(opened: OpenList) -> list[tuple[int, str]]:
    outcome = opened.running.outcome if opened.running else None
    failed = isinstance(outcome, Ended) and outcome.totals.failed
    return failures(opened.output, _MOST_FAILURES) if failed else []


def _place(request: Request) -> Place:
    page = request.query_params.get("page", "")
    return Place(
        shown=request.query_params.get("show", ""),
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 8 else 1,
    )


def _done(request: Request, form: FormData, do: Callable[[ListRoom, str], object]) -> Response:
    """Do something to the list that the page was about, and show it again."""
    try:
        do(_room(request), str(form.get("key", "")))
    except Busy:
        return _late(request)
    except LeafletsError as error:
        return _told(request, error)
    return _back()


def _told(request: Request, error: LeafletsError) -> Response:
    said = _in_words(request, error)
    return _page(request, fault=said.message, hint=said.hint, status=422)


def _in_words(request: Request, error: LeafletsError) -> LeafletsError:
    return error.in_words(words_of(request)) if isinstance(error, ListFault) else error


def _late(request: Request) -> Response:
    """The page as it is now, since the one that was sent is of before."""
    _ = words_of(request)
    told = _("This page was of before: the list has changed since. Here it is as it is now.")
    return _page(request, fault=told, status=409)


def _back(where: str = "") -> Response:
    return RedirectResponse(f"/list{where}", status_code=303)


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _saved(pieces: Iterator[bytes], name: str, kind: str) -> Response:
    return StreamingResponse(pieces, media_type=kind, headers=_attached(name))


routes = [
    Route("/list", show),
    Route("/list", with_form(open_list), methods=["POST"]),
    Route("/list/away", with_form(put_away), methods=["POST"]),
    Route("/list/want", with_form(want), methods=["POST"]),
    Route("/list/make", with_form(make), methods=["POST"]),
    Route("/list/stop", with_form(stop), methods=["POST"]),
    Route("/list/row/{number:int}", row),
    Route("/list/row/{number:int}", with_form(mend), methods=["POST"]),
    Route("/list/progress", progress),
    Route("/list/leaflets.zip", save_leaflets),
    Route("/list/refused.csv", save_refused),
    Route("/list/list.csv", save_list),
    Route("/list/list.xlsx", save_template),
    Route("/list/run/{name}", save_run),
]
