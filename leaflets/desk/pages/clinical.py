"""Requests of the clinical owner in; responses out: what prints, what falls due, its approval."""

from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from leaflets.desk.clinical import labels
from leaflets.desk.clinical.acting import approve_group, may_act, withdraw_group
from leaflets.desk.clinical.groups import Group, board, lines_of, printed_places
from leaflets.desk.clinical.matrix import matrix_of
from leaflets.desk.desk import Desk
from leaflets.desk.rendering import desk_of, render, with_form, words_of
from leaflets.desk.signing import FAULTS, LONGEST, NameFault, name_fault, one_line
from leaflets.desk.translators.marks import pieces
from leaflets.desk.translators.place import Printer
from leaflets.errors import LeafletsError, UsageFault
from leaflets.layout.proof import PartPlace
from leaflets.model.source import Content, LeafletSource
from leaflets.release.approve import Signature
from leaflets.selection.combinations import shown
from leaflets.selection.overview import as_svg
from leaflets.translation.catalogs import SourceCatalog
from leaflets.translation.formats import show_date
from leaflets.translation.languages import SOURCE_LANGUAGE

_DAYS = (30, 90, 180, 365)
_USUAL_DAYS = 90
_REASON = 300
"""Characters of a reason to withdraw."""


def overview(request: Request) -> Response:
    """What prints for whom, what falls due, and how each block stands."""
    desk = desk_of(request)
    content, leaflet = _leaflet(desk)
    asked = request.query_params.get("days", "")
    days = int(asked) if asked in map(str, _DAYS) else _USUAL_DAYS
    return render(
        request,
        "clinical.html",
        board=board(content, leaflet, desk.today, days),
        title=leaflet.title.source,
        titles={block.key: block.title.source for block in leaflet.blocks},
        digest=content.digest[:12],
        today=desk.today,
        days=days,
        all_days=_DAYS,
        writable=may_act(leaflet),
        labels=labels,
        day=_dates(request),
    )


def matrix(request: Request) -> Response:
    """The matrix as a table, for whoever can't see the picture or wants the words."""
    content, leaflet = _leaflet(desk_of(request))
    return render(
        request,
        "clinical_matrix.html",
        table=matrix_of(content, leaflet),
        titles={block.key: block.title.source for block in leaflet.blocks},
        digest=content.digest[:12],
        labels=labels,
        shown=shown,
        verdicts=tuple(labels.VERDICTS),
    )


def matrix_picture(request: Request) -> Response:
    """The matrix as ``leaflets matrix --svg`` draws it."""
    content, leaflet = _leaflet(desk_of(request))
    return Response(as_svg(matrix_of(content, leaflet)), media_type="image/svg+xml")


def group(request: Request) -> Response:
    """A block as it prints, its words, and how it stands; then what can be done about it."""
    return _group_page(request)


def approve(request: Request, form: FormData) -> Response:
    """Approve a block that was read."""
    desk = desk_of(request)
    content, leaflet = _leaflet(desk)
    asked = board(content, leaflet, desk.today, 0).group(request.path_params["group"])
    typed = {name: str(form.get(name, "")) for name in ("by", "role", "until")}
    faults = _name_faults(typed, "by", "role")
    until = _date(typed["until"])
    problem = ""
    if until is None:
        problem = "no-day"
    elif until <= desk.today:
        problem = "past-day"
    elif until > asked.last_day(desk.today):
        problem = "far-day"
    elif str(form.get("read", "")) != asked.read:
        problem = "changed"
    if faults or problem or until is None:
        status = 409 if problem == "changed" else 422
        return _group_page(
            request, status=status, typed=typed, faults=faults, problem=problem, about="approve"
        )
    signature = Signature(by=one_line(typed["by"]), role=one_line(typed["role"]), day=desk.today)
    result = approve_group(content, leaflet, asked.key, signature, until)
    told = {"done": "approved", "n": len(result.lines), "left": len(result.withdrawn)}
    return _see(f"/clinical/{asked.key}?{urlencode(told)}")


def withdraw(request: Request, form: FormData) -> Response:
    """Withdraw a block at once, or end that."""
    desk = desk_of(request)
    content, leaflet = _leaflet(desk)
    asked = board(content, leaflet, desk.today, 0).group(request.path_params["group"])
    lift = form.get("action") == "lift"
    typed = {name: str(form.get(name, "")) for name in ("withdrawn_by", "reason")}
    faults = _name_faults(typed, "withdrawn_by")
    if fault := name_fault(typed["reason"], _REASON):
        faults["reason"] = fault
    # A withdrawal is never held up by what was edited meanwhile; to end one, it must be read.
    changed = lift and str(form.get("read", "")) != asked.read
    if faults or changed:
        return _group_page(
            request,
            status=409 if changed and not faults else 422,
            typed=typed,
            faults=faults,
            problem="changed" if changed else "",
            about="withdraw",
        )
    signature = Signature(by=one_line(typed["withdrawn_by"]), day=desk.today)
    reason = one_line(typed["reason"])
    count = withdraw_group(content, leaflet, asked.key, signature, reason, lift=lift)
    told = {"done": "lifted" if lift else "withdrawn", "n": count}
    return _see(f"/clinical/{asked.key}?{urlencode(told)}")


def picture(request: Request) -> Response:
    """One page's piece of a block, as it prints."""
    desk = desk_of(request)
    content, leaflet = _leaflet(desk)
    asked = board(content, leaflet, desk.today, 0).group(request.path_params["group"])
    printer = _printer(desk, content, leaflet)
    pages = printed_places(printer, asked)
    number = request.path_params["number"]
    if not 1 <= number <= len(pages):
        raise UsageFault("there is no such picture")
    return Response(printer.picture(pages[number - 1], cut=True), media_type="image/png")


def _group_page(
    request: Request,
    *,
    status: int = 200,
    typed: Mapping[str, str] | None = None,
    faults: Mapping[str, NameFault] | None = None,
    problem: str = "",
    about: str = "",
) -> Response:
    desk = desk_of(request)
    content, leaflet = _leaflet(desk)
    asked = board(content, leaflet, desk.today, 0).group(request.path_params["group"])
    pages, fault = _printed(_printer(desk, content, leaflet), asked)
    return render(
        request,
        "clinical_group.html",
        status=status,
        group=asked,
        lines=lines_of(content, leaflet, asked),
        pages=pages,
        pages_fault=fault,
        last_day=asked.last_day(desk.today),
        overdue=asked.overdue(desk.today),
        today=desk.today,
        writable=may_act(leaflet),
        labels=labels,
        pieces=pieces,
        day=_dates(request),
        typed=typed or {},
        faults=faults or {},
        fault_words=FAULTS,
        longest=LONGEST,
        longest_reason=_REASON,
        problem=problem,
        about=about,
        done=request.query_params.get("done", ""),
        count=request.query_params.get("n", ""),
        left=request.query_params.get("left", "0"),
    )


def _printed(printer: Printer, asked: Group) -> tuple[tuple[tuple[PartPlace, ...], ...], str]:
    """Where the group prints, or why no page can be made."""
    try:
        return printed_places(printer, asked), ""
    except LeafletsError as error:
        return (), error.message


def _leaflet(desk: Desk) -> tuple[Content, LeafletSource]:
    content = desk.content()
    return content, desk.leaflet(content)


def _printer(desk: Desk, content: Content, leaflet: LeafletSource) -> Printer:
    return Printer(
        content=content,
        leaflet=leaflet,
        catalog=SourceCatalog(SOURCE_LANGUAGE),
        day=desk.today,
        fonts=desk.fonts,
    )


def _name_faults(typed: Mapping[str, str], *names: str) -> dict[str, NameFault]:
    found = {name: name_fault(typed[name]) for name in names}
    return {name: fault for name, fault in found.items() if fault}


def _date(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _dates(request: Request) -> Callable[[date], str]:
    """How the desk's language writes a day."""
    language = words_of(request).language
    return lambda day: show_date(day, language)


def _see(address: str) -> Response:
    return RedirectResponse(address, status_code=303)


routes: list[Route] = [
    Route("/clinical", overview),
    Route("/clinical/matrix", matrix),
    Route("/clinical/matrix.svg", matrix_picture),
    Route("/clinical/{group}", group),
    Route("/clinical/{group}/approve", with_form(approve), methods=["POST"]),
    Route("/clinical/{group}/withdraw", with_form(withdraw), methods=["POST"]),
    Route("/clinical/{group}/{number:int}.png", picture),
]
