"""How content stands, and what a cell of the matrix says, in the desk's own words."""

from leaflets.desk.words import marked as _
from leaflets.model.proof import Verdict
from leaflets.model.review import Review
from leaflets.model.source import State
from leaflets.release.due import Ending

STATES = {
    State.WITHDRAWN.value: _("Withdrawn"),
    State.EXPIRED.value: _("Expired"),
    State.SAMPLE.value: _("Sample"),
    State.DRAFT.value: _("Not approved"),
    State.APPROVED.value: _("Approved"),
}
"""Each state, worst first."""

BADGES = {
    State.WITHDRAWN.value: "badge-alert",
    State.EXPIRED.value: "badge-alert",
    State.SAMPLE.value: "badge-note",
    State.DRAFT.value: "badge-note",
    State.APPROVED.value: "badge-good",
}

VERDICTS = {
    Verdict.SHOW.value: _("shown"),
    Verdict.LATER.value: _("later"),
    Verdict.ASK.value: _("asks"),
    Verdict.HIDE.value: _("not shown"),
}

ENDINGS = {
    Ending.APPROVAL.value: _("approval"),
    Ending.REVIEW.value: _("review"),
}

REVIEWS = {
    Review.GENERAL.value: _("Text such as this is looked at again within {n} months."),
    Review.ELIGIBILITY.value: _(
        "Text on who may have a treatment is looked at again within {n} months."
    ),
    Review.ACCESS.value: _(
        "Text on what a health service pays for is looked at again within {n} months."
    ),
}

OTHERS = {
    "leaflet": _("Title, lead, sources and rules"),
    "glossary": _("Each of the words explained"),
    "attributes": _("What rules go by, and its reasons"),
    "tool": _("The tool's own words"),
}
"""What is approved and is no block."""
