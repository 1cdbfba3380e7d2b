"""Why a request was refused, in; a page that says so, out. It needs no session and no settings."""

from dataclasses import dataclass
from enum import Enum

from starlette.responses import HTMLResponse

from leaflets.desk.templating import environment
from leaflets.desk.words import Words
from leaflets.desk.words import marked as _


@dataclass(frozen=True, slots=True)
class _Told:
    status: int
    title: str
    text: str


class Why(Enum):
    """A reason: the status of the answer, its heading, and what to do."""

    HOST = _Told(
        421,
        _("This is not the desk's address"),
        _("Open the address that `leaflets desk` printed when it started."),
    )
    STRANGER = _Told(
        403,
        _("This desk belongs to another browser"),
        _(
            "Only the browser that opened it first may use it. Go back to that window, or end "
            "`leaflets desk` and start it again."
        ),
    )
    USED = _Told(
        403,
        _("This address has been used"),
        _(
            "It opens the desk once. Go back to the window that it opened, or end `leaflets desk` "
            "and start it again."
        ),
    )
    ELSEWHERE = _Told(
        403,
        _("This did not come from the desk"),
        _("Another website sent this request. Nothing was done."),
    )
    OLD_PAGE = _Told(
        403,
        _("This page can't be used any more"),
        _("Nothing was done. Open the page again, and send it again."),
    )
    TOO_LARGE = _Told(
        413,
        _("This file is too large"),
        _("A file may have 64 MB at the most. Nothing of it was kept."),
    )
    UNREADABLE = _Told(
        400,
        _("What was sent can't be read"),
        _("Nothing was done. Open the page again, and send it again."),
    )
    OUR_BUG = _Told(
        500,
        _("Something went wrong"),
        _(
            "This is a fault of the program, not yours. Nothing was printed or saved. Go back and "
            "try again; if it comes again, tell whoever looks after the program."
        ),
    )


def refusal(why: Why, words: Words, *, inside: bool = False) -> HTMLResponse:
    """The page that says ``why``; whoever is ``inside`` is led back to the desk."""
    page = environment().get_template("refused.html")
    told = page.render(_=words, html_language=words.html_language, told=why.value, inside=inside)
    return HTMLResponse(told, status_code=why.value.status)
