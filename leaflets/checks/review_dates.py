"""Every block has a date by which somebody must look at it again.

Content without one is never looked at again, and goes on printing what medicine has left behind.
Three years is the longest that the PIF TICK standard allows; what hangs on a health service's
decisions (a block with a dated fact) is looked at after six months.

Passes, for a leaflet published on 2026-11-22::

    block: examplinib
    review_by: 2027-11-22

Fails::

    block: examplinib
    review_by: 2031-11-22
"""

from collections.abc import Iterator
from datetime import date

from leaflets.checks.manuscript import Manuscript
from leaflets.diagnostics import Diagnostic
from leaflets.model.source import SourceBlock

ID = "review-dates"

MONTHS = 36
MONTHS_DATED = 6


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Blocks without a review date, or with one too far off."""
    leaflet = manuscript.leaflet
    dated = {fact.id for fact in leaflet.facts if fact.dated}
    for block in leaflet.blocks:
        carries_dated = any(fact in dated for part in block.parts for fact in part.facts)
        months = MONTHS_DATED if carries_dated else MONTHS
        last = months_after(leaflet.published, months)
        why = " where a fact is dated" if carries_dated else ""
        if block.review_by is None:
            yield _finding(
                block, "the block has no review date", f"add `review_by: {last}`, or a day before"
            )
        elif block.review_by > last:
            yield _finding(
                block,
                f"review_by {block.review_by} is more than {months} months after publication "
                f"({leaflet.published}){why}",
                f"the last day is {last}",
            )
        elif block.review_by <= leaflet.published:
            yield _finding(
                block,
                f"review_by {block.review_by} is not after publication ({leaflet.published})",
                f"the last day is {last}",
            )


def months_after(day: date, months: int) -> date:
    """The same day ``months`` later, or the last one of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    raise AssertionError(day)


def _finding(block: SourceBlock, message: str, hint: str) -> Diagnostic:
    return Diagnostic(check=ID, message=message, where=block.where, hint=hint, key=block.key)
