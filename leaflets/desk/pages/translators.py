"""Requests of translators in; responses out: languages, their texts, one text, its place."""

from base64 import b64encode
from collections.abc import Mapping
from functools import partial
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from leaflets.desk.rendering import desk_of, render, with_form
from leaflets.desk.signing import FAULTS, LONGEST, NameFault, name_fault, one_line
from leaflets.desk.translators import labels
from leaflets.desk.translators.approving import ChangedSince, approve_texts, read_as
from leaflets.desk.translators.bench import Bench, bench_of
from leaflets.desk.translators.difference import difference
from leaflets.desk.translators.findings import printed_catalog
from leaflets.desk.translators.language_rows import language_row, language_rows
from leaflets.desk.translators.marks import pieces
from leaflets.desk.translators.one_text import (
    OneText,
    findings_of,
    one_text,
    with_targets,
)
from leaflets.desk.translators.place import Placed, Printer
from leaflets.desk.translators.text_rows import TextRow, neighbours, text_table
from leaflets.errors import LeafletsError, UsageFault
from leaflets.translation.edit import (
    EditConflict,
    Refused,
    edited,
    refusals,
    tidy,
    tidy_remarks,
    write_edit,
)
from leaflets.translation.status import READY, Progress

_NAMES = ("by", "note")


def languages(request: Request) -> Response:
    """Every language, and what it has and lacks."""
    bench = bench_of(desk_of(request))
    return render(
        request,
        "translators.html",
        rows=language_rows(bench),
        writable=bench.writable,
        titles=_titles(bench),
        states=tuple(Progress),
        labels=labels,
    )


def texts(request: Request) -> Response:
    """The texts of one language, or those in a block and a state."""
    bench = bench_of(desk_of(request))
    return _texts_page(request, bench)


def _texts_page(
    request: Request,
    bench: Bench,
    *,
    status: int = 200,
    typed: Mapping[str, str] | None = None,
    faults: Mapping[str, NameFault] | None = None,
    problem: str = "",
) -> Response:
    language = bench.language(request.path_params["language"])
    table = text_table(bench, language.code)
    block, state = _filter(request)
    rows = table.chosen(block, state)
    whole_block = bool(block) and not state and bool(rows)
    ready = all(row.progress in READY for row in rows)
    waiting = [row for row in rows if row.progress is Progress.TRANSLATED]
    return render(
        request,
        "translators_texts.html",
        status=status,
        row=language_row(bench, language),
        table=table,
        rows=rows,
        chosen_block=block,
        chosen_state=state,
        query=_query(block, state),
        titles=_titles(bench),
        facts=bench.facts,
        labels=labels,
        pieces=pieces,
        writable=bench.writable,
        whole_block=whole_block,
        approvable=whole_block and ready and bool(waiting),
        read=read_as(row.entry for row in rows),
        typed=typed or {},
        faults=faults or {},
        problem=problem,
        fault_words=FAULTS,
        longest=LONGEST,
        done=request.query_params.get("done", ""),
        count=request.query_params.get("n", ""),
    )


def approve_block(request: Request, form: FormData) -> Response:
    """Approve the language of a whole block, as it was read."""
    bench = bench_of(desk_of(request))
    language = bench.language(request.path_params["language"])
    block, _ = _filter(request)
    domain = block.partition("/")[0]
    if domain not in bench.domains_of(language.code):
        raise UsageFault("there is no such block", hint="go back to the list of texts")
    typed, faults = _named(form)
    if faults:
        return _texts_page(request, bench, status=422, typed=typed, faults=faults)
    rows = text_table(bench, language.code, check=False).chosen(block)
    try:
        approved, _known = approve_texts(
            bench,
            language.code,
            domain,
            tuple(row.key for row in rows),
            by=one_line(typed["by"]),
            note=one_line(typed["note"]),
            read=str(form.get("read", "")),
        )
    except ChangedSince:
        return _texts_page(request, bench, status=409, typed=typed, problem="changed")
    address = f"{request.url.path.removesuffix('/approve')}?"
    return _see(address + urlencode({"block": block, "done": "approved", "n": approved}))


def text(request: Request) -> Response:
    """One text, to read, edit and approve."""
    bench = bench_of(desk_of(request))
    return _text_page(request, bench, _asked_text(request, bench))


def edit(request: Request, form: FormData) -> Response:
    """Check what was typed, and save it if that was asked for."""
    bench = bench_of(desk_of(request))
    bench.require_writable()
    shown = _asked_text(request, bench)
    typed = tuple(tidy(str(form.get(f"target-{f.number}", "")), f.english) for f in shown.forms)
    unfinished = form.get("unfinished") == "yes"
    remarks = tidy_remarks(str(form.get("remarks", shown.entry.remarks)))
    asked = partial(_text_page, request, bench, typed=typed, unfinished=unfinished, remarks=remarks)
    if refused := refusals(shown.entry, typed):
        return asked(shown, status=422, refused=refused)
    if form.get("action") == "check":
        return asked(shown, checked=True, seen=str(form.get("seen", "")))
    try:
        write_edit(
            bench.folder,
            bench.domains_of(shown.language.code),
            shown.language.code,
            shown.domain,
            shown.key,
            typed,
            seen=str(form.get("seen", "")),
            unfinished=unfinished,
            remarks=remarks,
        )
    except EditConflict:
        return asked(_asked_text(request, bench), status=409, conflict=True)
    except LeafletsError as error:
        return asked(shown, status=422, not_saved=error.message)
    block, state = _filter(request)
    after = _beside(bench, shown, block, state)[1] if form.get("action") == "next" else None
    told = {**_query(block, state), "done": "saved"}
    place = f"{after.domain}/{after.key}" if after else f"{shown.domain}/{shown.key}"
    if after:
        told["of"] = shown.key
    return _see(f"/translators/{shown.language.code}/{place}?{urlencode(told)}")


def approve(request: Request, form: FormData) -> Response:
    """Approve the language of one text, as it was read."""
    bench = bench_of(desk_of(request))
    shown = _asked_text(request, bench)
    named, faults = _named(form)
    if faults:
        return _text_page(request, bench, shown, status=422, named=named, faults=faults)
    try:
        approve_texts(
            bench,
            shown.language.code,
            shown.domain,
            (shown.key,),
            by=one_line(named["by"]),
            note=one_line(named["note"]),
            read=str(form.get("read", "")),
        )
    except ChangedSince:
        return _text_page(request, bench, shown, status=409, named=named, problem="changed")
    told = {**_query(*_filter(request)), "done": "approved"}
    return _see(f"{request.url.path.removesuffix('/approve')}?{urlencode(told)}")


def picture(request: Request) -> Response:
    """A page with the place of a text on it."""
    bench = bench_of(desk_of(request))
    shown = _asked_text(request, bench)
    printer = _printer(bench, shown)
    placed = printer.placed(shown.key)
    number = request.path_params["number"]
    if placed is None or not 1 <= number <= len(placed.places):
        raise UsageFault("there is no such picture")
    place = placed.places[number - 1]
    return Response(printer.picture((place,)), media_type="image/png")


def _text_page(
    request: Request,
    bench: Bench,
    shown: OneText,
    *,
    status: int = 200,
    typed: tuple[str, ...] | None = None,
    unfinished: bool | None = None,
    remarks: str | None = None,
    not_saved: str = "",
    refused: tuple[Refused, ...] = (),
    checked: bool = False,
    conflict: bool = False,
    seen: str = "",
    named: Mapping[str, str] | None = None,
    faults: Mapping[str, NameFault] | None = None,
    problem: str = "",
) -> Response:
    block, state = _filter(request)
    before, after = _beside(bench, shown, block, state)
    targets = shown.entry.targets if typed is None else typed
    has_text = any(target.strip() for target in targets)
    findings = findings_of(bench, shown, targets, remarks) if has_text and not refused else ()
    printer = _printer(bench, shown, typed if checked else None)
    placed = printer.placed(shown.key)
    return render(
        request,
        "translators_text.html",
        status=status,
        text=shown,
        forms=shown.forms if typed is None else with_targets(shown, typed),
        unfinished=_is_unfinished(shown) if unfinished is None else unfinished,
        findings=findings,
        refused={flaw.form: flaw for flaw in refused},
        checked=checked,
        remarks=shown.entry.remarks if remarks is None else remarks,
        not_saved=not_saved,
        conflict=conflict,
        theirs=tuple(
            difference(form.target, target)
            for form, target in zip(shown.forms, targets, strict=True)
        ),
        seen=seen or shown.seen,
        read=read_as((shown.entry,)),
        placed=placed,
        tried=_tried(printer, placed) if checked else (),
        before=before,
        after=after,
        query=_query(block, state),
        titles=_titles(bench),
        labels=labels,
        pieces=pieces,
        writable=bench.writable,
        ready=shown.progress in READY,
        waiting=shown.progress is Progress.TRANSLATED,
        typed=named or {},
        faults=faults or {},
        fault_words=FAULTS,
        longest=LONGEST,
        problem=problem,
        done=request.query_params.get("done", ""),
        done_key=request.query_params.get("of", ""),
    )


def _asked_text(request: Request, bench: Bench) -> OneText:
    asked = request.path_params
    return one_text(bench, bench.language(asked["language"]), asked["domain"], asked["key"])


def _beside(
    bench: Bench, shown: OneText, block: str, state: str
) -> tuple[TextRow | None, TextRow | None]:
    """The texts before and after one, of those that the list was narrowed to."""
    table = text_table(bench, shown.language.code, check=state == labels.FINDINGS)
    beside = neighbours(table.chosen(block, state), shown.domain, shown.key, table.rows)
    return beside.before, beside.after


def _printer(bench: Bench, shown: OneText, typed: tuple[str, ...] | None = None) -> Printer:
    """What the text's page is made of; with what was typed, if that is to be tried."""
    leaflet = bench.leaflet(shown.domain)
    tried = None if typed is None else (shown.domain, edited(shown.entry, typed))
    return Printer(
        content=bench.content,
        leaflet=leaflet,
        catalog=printed_catalog(bench, shown.language.code, leaflet.id, tried),
        day=bench.day,
        fonts=bench.fonts,
    )


def _tried(printer: Printer, placed: Placed | None) -> tuple[str, ...]:
    """Pictures of the places of a text that is not saved: they have no address of their own."""
    pictures = [printer.picture((place,)) for place in placed.places] if placed else []
    return tuple(f"data:image/png;base64,{b64encode(png).decode()}" for png in pictures)


def _is_unfinished(shown: OneText) -> bool:
    """Whether a translator left it so: it is not for its English that it does not print."""
    return shown.entry.fuzzy and not shown.entry.previous


def _named(form: FormData) -> tuple[dict[str, str], dict[str, NameFault]]:
    """What was typed as name and note, and what is wrong with it; a note may be left out."""
    typed = {name: str(form.get(name, "")) for name in _NAMES}
    found = {name: name_fault(told) for name, told in typed.items()}
    if found["note"] is NameFault.EMPTY:
        found["note"] = None
    return typed, {name: fault for name, fault in found.items() if fault}


def _filter(request: Request) -> tuple[str, str]:
    return request.query_params.get("block", ""), request.query_params.get("state", "")


def _query(block: str, state: str) -> dict[str, str]:
    return {name: value for name, value in (("block", block), ("state", state)) if value}


def _titles(bench: Bench) -> dict[str, str]:
    """What leaflets and blocks are called, by ``domain`` and ``domain/block``."""
    found = {leaflet.id: leaflet.title.source for leaflet in bench.content.leaflets}
    for leaflet in bench.content.leaflets:
        found |= {f"{leaflet.id}/{block.key}": block.title.source for block in leaflet.blocks}
    return found


def _see(address: str) -> Response:
    return RedirectResponse(address, status_code=303)


_ONE = "/translators/{language}/{domain}/{key}"

routes: list[Route] = [
    Route("/translators", languages),
    Route("/translators/{language}", texts),
    Route("/translators/{language}/approve", with_form(approve_block), methods=["POST"]),
    Route(_ONE, text),
    Route(_ONE, with_form(edit), methods=["POST"]),
    Route(f"{_ONE}/approve", with_form(approve), methods=["POST"]),
    Route(f"{_ONE}/{{number:int}}.png", picture),
]
