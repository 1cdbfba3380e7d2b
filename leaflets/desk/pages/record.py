"""Requests to read a record in; what it says, and what is to be confirmed of it, out."""

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from leaflets.desk.desk import Desk
from leaflets.desk.making.asked import Fault, Refused, one
from leaflets.desk.making.brought import Brought
from leaflets.desk.making.confirming import Answered, asking, called, confirmed, with_history
from leaflets.desk.making.controls import format_options, language_options
from leaflets.desk.making.handed import KINDS, Handed, People, handed, read_handed
from leaflets.desk.making.leaflet import Decided, decided, faults_of
from leaflets.desk.making.recorded import recorded
from leaflets.desk.pages.make import begun, fields, plain_of
from leaflets.desk.rendering import desk_of, forgotten, render, session_of, with_form, words_of
from leaflets.errors import LeafletsError, UsageFault
from leaflets.layout.needs import format_for
from leaflets.translation.languages import available_languages, language_id


def form(request: Request) -> Response:
    """Where a file is handed in."""
    return _hand_in(request)


def taken(request: Request, form: FormData) -> Response:
    """Read the file that was sent, or the row that was chosen of it."""
    desk, shelf = desk_of(request), session_of(request).shelf
    filled = fields(form)
    number = one(filled, "row", "0")
    try:
        held = shelf.get(one(filled, "file"), Handed)
        file = held or _sent(request, form)
        found = read_handed(desk, file, int(number) if number.isdecimal() else 0)
    except (Refused, LeafletsError) as error:
        return _hand_in(request, faults_of(error), status=422)
    if isinstance(found, People):
        key = shelf.put(found.handed)
        return render(request, "record_rows.html", file=key, rows=found.rows)
    return RedirectResponse(f"/record/{shelf.put(found)}", status_code=303)


def read(request: Request) -> Response:
    """What a record says, and what is to be confirmed before anything of it prints."""
    key = request.path_params["key"]
    brought = session_of(request).shelf.get(key, Brought)
    if brought is None:
        return forgotten(request)
    return _shown(request, key, brought, Answered(fields={}))


def answered(request: Request, form: FormData) -> Response:
    """Keep what was confirmed; go on once all is."""
    key = request.path_params["key"]
    shelf = session_of(request).shelf
    brought = shelf.get(key, Brought)
    if brought is None:
        return forgotten(request)
    desk = desk_of(request)
    try:
        whole = with_history(brought, fields(form))
        told = confirmed(whole, _decided(desk, whole), fields(form), words_of(request))
    except (Refused, LeafletsError) as error:
        return _shown(request, key, brought, Answered(fields=fields(form), faults=faults_of(error)))
    if told.faults:
        return _shown(request, key, brought, told)
    shelf.put(told.brought, key)
    try:
        found = _decided(desk, told.brought)
    except (Refused, LeafletsError) as error:
        shelf.put(brought, key)
        return _shown(request, key, brought, Answered(fields=fields(form), faults=faults_of(error)))
    where = f"/record/{key}" if found.questions else f"/make?record={key}"
    return RedirectResponse(where, status_code=303)


def _decided(desk: Desk, brought: Brought) -> Decided:
    return decided(desk, begun(desk, "", brought), brought)


def _sent(request: Request, form: FormData) -> Handed:
    file = form.get("record")
    if not isinstance(file, UploadFile) or not file.filename:
        _ = words_of(request)
        raise Refused((Fault(field="record", message=_("Choose a file.")),))
    return handed(file.filename, file.file.read())


def _hand_in(request: Request, faults: tuple[Fault, ...] = (), status: int = 200) -> Response:
    return render(
        request,
        "record.html",
        status=status,
        faults=faults,
        kinds=",".join(KINDS),
        plain=plain_of(request),
    )


def _shown(request: Request, key: str, brought: Brought, told: Answered) -> Response:
    desk = desk_of(request)
    content = desk.content()
    vocabulary = desk.vocabulary(content)
    faults = told.faults
    try:
        found = _decided(desk, brought)
    except (Refused, LeafletsError) as error:
        found, faults = None, faults_of(error)
    known = recorded(brought, vocabulary)
    otherwise = desk.formats[desk.page_format]
    wanted, _small = format_for(brought.type_size, otherwise, desk.formats.values())
    about = {entry.attribute for entry in known}
    asked = () if found is None else asking(found, told.fields, about)
    return render(
        request,
        "record_read.html",
        status=422 if faults else 200,
        key=key,
        faults=faults,
        recorded=known,
        reading=None if found is None else found.reading,
        asked=asked,
        called=called(asked, words_of(request)),
        filled=told.fields,
        one=one,
        languages_offered=language_options(available_languages(desk.translations)),
        formats=format_options(desk.formats.values()),
        on_record=_language(brought),
        format_on_record=brought.recorded.get("format", ("",))[0],
        wanted_format=wanted.name if brought.type_size else "",
        size=brought.type_size,
        drugs=sorted(drug.name for drug in vocabulary.drugs),
        plain=plain_of(request),
    )


def _language(brought: Brought) -> str:
    """The language on record, if it is one to print in."""
    try:
        return language_id(brought.recorded.get("language", ("",))[0])
    except UsageFault:
        return ""


routes = [
    Route("/record", form),
    Route("/record", with_form(taken), methods=["POST"]),
    Route("/record/{key}", read),
    Route("/record/{key}", with_form(answered), methods=["POST"]),
]
