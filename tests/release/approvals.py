"""Units and lines of a ledger to test with."""

from datetime import date

from leaflets.diagnostics import Location
from leaflets.model.approval import Event, LedgerLine
from leaflets.model.review import Review
from leaflets.release.standing import stand
from leaflets.release.units import Unit

TODAY = date(2026, 11, 22)
WORDS = "0" * 12
OTHER_WORDS = "1" * 12


def unit(key, group="", **more):
    given = {"revision": WORDS, "review": Review.GENERAL, "sample": False, "dated": True}
    return Unit(key=key, group=group or key, **(given | more))


def approval(key, event="approve", **more):
    """A line for ``key``, which until 1 May 2027 approves :data:`WORDS`, or ends that."""
    given = {
        "revision": WORDS,
        "event": Event(event),
        "by": "A. Lis",
        "role": "consultant",
        "day": TODAY,
        "until": date(2027, 5, 1) if event == "approve" else None,
        "reason": "" if event == "approve" else "a wrong number",
        "where": Location("approvals.csv", 2, 1),
    }
    return LedgerLine(key=key, **(given | more))


def stood(of, *lines, today=TODAY):
    return stand(of, lines, today)
