"""The parts of the desk, in the order in which they stand at the head of every page."""

from dataclasses import dataclass

from leaflets.desk.words import marked as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the desk: its address, what it is called, and what is done there.

    ``also`` is the address of other pages of it; ``saves`` tells that what is typed there is kept.
    """

    path: str
    title: str
    does: str
    also: str = ""
    saves: bool = False

    def holds(self, path: str) -> bool:
        """Whether the page at ``path`` is one of it."""
        return any(own and f"{path}/".startswith(f"{own}/") for own in (self.path, self.also))


PARTS = (
    Part(
        path="/make",
        title=_("Make a leaflet"),
        does=_("Choose what is known of one person, see the pages, and print them."),
        also="/record",
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
        saves=True,
    ),
    Part(
        path="/clinical",
        title=_("For the clinical owner"),
        does=_("See what prints for whom and what falls due, and approve it."),
        saves=True,
    ),
)
