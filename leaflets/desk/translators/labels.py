"""How far a text is, and what was found in it, in the desk's own words."""

from leaflets.desk.translators.text_rows import FINDINGS
from leaflets.desk.words import marked as _
from leaflets.diagnostics import Severity
from leaflets.translation.edit import Refusal
from leaflets.translation.status import Progress

STATES = {
    Progress.MISSING.value: _("Missing"),
    Progress.STALE.value: _("Stale"),
    Progress.TRANSLATED.value: _("Draft"),
    Progress.LANGUAGE_APPROVED.value: _("Language approved"),
    Progress.CLINICALLY_APPROVED.value: _("Approved"),
}
"""Each state, least first."""

FILTERS = {**STATES, FINDINGS: _("With findings")}
"""What a list can be narrowed to."""

__all__ = ["BADGES", "FILTERS", "FINDINGS", "REFUSALS", "SEVERITIES", "STATES"]

BADGES = {
    Progress.MISSING.value: "badge-alert",
    Progress.STALE.value: "badge-alert",
    Progress.TRANSLATED.value: "badge-note",
    Progress.LANGUAGE_APPROVED.value: "badge-note",
    Progress.CLINICALLY_APPROVED.value: "badge-good",
}

SEVERITIES = {
    Severity.ERROR.value: _("Error"),
    Severity.WARNING.value: _("Look at this"),
    Severity.NOTE.value: _("Note"),
}

REFUSALS = {
    Refusal.PLACEHOLDERS.value: _(
        "What stands in braces must be just what the English has. It was not saved."
    ),
    Refusal.CHARACTER.value: _("It has a character that no page can show: {n}. It was not saved."),
}
"""Why a translation was not taken."""
