"""Requests to make one leaflet in; the form, its pages as pictures, and the files, out."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from leaflets.desk.desk import Desk
from leaflets.desk.making.asked import ANSWER, Asked, Fault, Fields, Refused, one, read_fields
from leaflets.desk.making.brought import Brought
from leaflets.desk.making.controls import (
    controls,
    fields_of,
    format_options,
    language_options,
    on_top,
)
from leaflets.desk.making.leaflet import Making, decided, faults_of, make
from leaflets.desk.making.recorded import recorded
from leaflets.desk.making.shown import Shown, shown
from leaflets.desk.pictures import page_picture, page_sizes
from leaflets.desk.plainly import plainly
from leaflets.desk.rendering import desk_of, forgotten, render, session_of, with_form, words_of
from leaflets.errors import LeafletsError
from leaflets.pipeline import Unanswered
from leaflets.selection.plain_words import PlainWords
from leaflets.translation.languages import available_languages


@dataclass(frozen=True, slots=True)
class _Pages:
    """A leaflet whose pages a tab of the browser shows."""

    pdf: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What stands beside the form: a leaflet that was made, or why there is none.

    With both, it can be looked at, and not printed. ``key`` is that of its pages, ``sizes`` their
    widths and heights in points.
    """

    faults: tuple[Fault, ...] = ()
    shown: Shown | None = None
    key: str = ""
    sizes: tuple[tuple[int, int], ...] = ()


def form(request: Request) -> Response:
    """The form with nothing known, or with what a record says."""
    desk = desk_of(request)
    key = request.query_params.get("record", "")
    brought = _brought(request, key)
    if key and brought is None:
        return forgotten(request)
    asked = begun(desk, key, brought)
    return _page(request, fields_of(asked, desk.vocabulary(desk.content())))


def shown_again(request: Request, form: FormData) -> Response:
    """The whole page for a form that was sent: for browsers without JavaScript."""
    return _page(request, fields(form), _result(request, form))


def preview(request: Request, form: FormData) -> Response:
    """What stands beside the form: the pages and the reasons, or what is wrong."""
    return render(
        request,
        "make_result.html",
        result=_result(request, form),
        plain=plain_of(request),
        called=_called(request),
    )


def page(request: Request) -> Response:
    """The picture of one page."""
    key, number = request.path_params["key"], request.path_params["number"]
    pages = session_of(request).shelf.get(key, _Pages)
    picture = None if pages is None else page_picture(pages.pdf, number)
    if picture is None:
        return Response(status_code=404)
    return Response(picture, media_type="image/png")


def printed(request: Request, form: FormData) -> Response:
    """The PDF, to be printed from the browser."""
    return _file(request, form, "inline", "leaflet.pdf")


def saved(request: Request, form: FormData) -> Response:
    """The PDF, to be kept."""
    return _file(request, form, "attachment", "leaflet.pdf")


def check_sheet(request: Request, form: FormData) -> Response:
    """The check sheet, to be printed from the browser."""
    return _file(request, form, "inline", "check-sheet.pdf")


def begun(desk: Desk, key: str = "", brought: Brought | None = None) -> Asked:
    """What a form asks for before anything was chosen."""
    if brought is None:
        return Asked(
            columns={},
            language=desk.language,
            page_format=desk.page_format,
            unanswered=desk.unanswered,
        )
    return Asked(
        columns=brought.answers,
        language=brought.language or desk.language,
        page_format=brought.page_format or desk.page_format,
        unanswered=desk.unanswered,
        record=key,
        confirmed=brought.confirmed,
    )


def fields(form: FormData) -> dict[str, tuple[str, ...]]:
    """The text fields of a form."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            found[name] = (*found.get(name, ()), value)
    return found


def plain_of(request: Request) -> Callable[[str], str]:
    """Says what the program says as a page says it."""
    desk = desk_of(request)
    return partial(plainly, vocabulary=desk.vocabulary(desk.content()), _=words_of(request))


def _asked(request: Request, form: FormData) -> tuple[Asked, Brought | None]:
    desk = desk_of(request)
    asked = read_fields(fields(form), desk.vocabulary(desk.content()), begun(desk))
    brought = _brought(request, asked.record)
    if asked.record and brought is None:
        _ = words_of(request)
        told = _("The record was read too long ago, and is forgotten.")
        raise Refused((Fault(field="", message=told, hint=_("Read it again.")),))
    return asked, brought


def _making(request: Request, asked: Asked, brought: Brought | None, *, imposed: bool) -> Making:
    desk = desk_of(request)
    found = decided(desk, asked, brought)
    waiting = found.selection.waiting_for()
    if asked.unanswered == Unanswered.REFUSE and waiting:
        _ = words_of(request)
        told = _("Answer this question.")
        raise Refused(tuple(Fault(field=ANSWER + name, message=told) for name in waiting))
    return make(desk, asked, found, imposed=imposed)


def _called(request: Request) -> dict[str, str]:
    """What the fields are called, about which there may be faults."""
    _, desk = words_of(request), desk_of(request)
    vocabulary = desk.vocabulary(desk.content())
    plain = PlainWords(vocabulary)
    return {
        "name": _("Name of the person"),
        "given_by": _("Given by"),
        "date": _("Date, if it is not today"),
        **{ANSWER + name: plain.label(name) for name in vocabulary.record_names},
    }


def _unsaid(request: Request, asked: Asked) -> tuple[Fault, ...]:
    """Where some drugs were chosen, and none was named."""
    _ = words_of(request)
    told = _("Tick a drug, or choose that it is not known.")
    return tuple(Fault(field=ANSWER + name, message=told) for name in asked.unsaid)


def _result(request: Request, form: FormData) -> Result:
    shelf = session_of(request).shelf
    shelf.drop(one(fields(form), "before"))
    try:
        asked, brought = _asked(request, form)
        making = _making(request, asked, brought, imposed=False)
    except (Refused, LeafletsError) as error:
        return Result(faults=faults_of(error))
    pdf = making.made.pdf
    return Result(
        faults=_unsaid(request, asked),
        shown=shown(making),
        key=shelf.put(_Pages(pdf)),
        sizes=page_sizes(pdf),
    )


def _file(request: Request, form: FormData, disposition: str, name: str) -> Response:
    """A file of the leaflet that the form asks for, or the form with what is wrong."""
    try:
        asked, brought = _asked(request, form)
        making = _making(request, asked, brought, imposed=name == "leaflet.pdf")
        if making.decided.questions or asked.unsaid:
            return _page(request, fields(form), _result(request, form), status=422)
        data = making.made.pdf if name == "leaflet.pdf" else making.check_sheet()
    except (Refused, LeafletsError) as error:
        return _page(request, fields(form), Result(faults=faults_of(error)), status=422)
    headers = {"Content-Disposition": f'{disposition}; filename="{name}"'}
    return Response(data, media_type="application/pdf", headers=headers)


def _page(
    request: Request,
    filled: Fields,
    result: Result | None = None,
    status: int = 200,
) -> Response:
    desk = desk_of(request)
    content = desk.content()
    leaflet, vocabulary = desk.leaflet(content), desk.vocabulary(content)
    key = one(filled, "record")
    brought = _brought(request, key)
    attributes, shorthands = controls(leaflet, vocabulary, filled)
    told = None if brought is None else recorded(brought, vocabulary)
    if told is not None:
        attributes = on_top(attributes, {found.attribute for found in told})
    return render(
        request,
        "make.html",
        status=status,
        title=leaflet.title.source,
        attributes=attributes,
        shorthands=shorthands,
        languages_offered=language_options(available_languages(desk.translations)),
        formats=format_options(desk.formats.values()),
        filled=filled,
        one=one,
        drugs=sorted(drug.name for drug in vocabulary.drugs),
        recorded=told,
        result=result,
        plain=plain_of(request),
        called=_called(request),
        faults=result.faults if result else (),
    )


def _brought(request: Request, key: str) -> Brought | None:
    return session_of(request).shelf.get(key, Brought) if key else None


routes = [
    Route("/make", form),
    Route("/make", with_form(shown_again), methods=["POST"]),
    Route("/make/preview", with_form(preview), methods=["POST"]),
    Route("/make/pages/{key}/{number:int}.png", page),
    Route("/make/print", with_form(printed), methods=["POST"]),
    Route("/make/save", with_form(saved), methods=["POST"]),
    Route("/make/check-sheet", with_form(check_sheet), methods=["POST"]),
]
