"""The parts of the desk, in the order in which they stand at the head of every page."""

from dataclasses import dataclass

from leaflets.desk.words import marked as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the desk: its address, what it is called, and what is done there."""

    path: str
    title: str
    does: str


PARTS = (
    Part(
        path="/make",
        title=_("Make a leaflet"),
        does=_("Choose what is known of one person, see the pages, and print them."),
    ),
    Part(
        path="/list",
        title=_("A list"),
        does=_("Print a leaflet for each row of a spreadsheet."),
    ),
    Part(
        path="/translators",
        title=_("For translators"),
        does=_("Read each sentence in its place on the page, mend it and approve it."),
    ),
    Part(
        path="/clinical",
        title=_("For the clinical owner"),
        does=_("See what prints for whom and what falls due, and approve it."),
    ),
)
