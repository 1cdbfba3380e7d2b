"""Every block has a date by which somebody must look at it again.

Content without one is never looked at again, and goes on printing what medicine has left behind.
How far off it may be hangs on what the block is about: :mod:`leaflets.model.review` has the limits.

Passes, for a leaflet published on 2026-11-22::

    block: examplinib
    review_by: 2027-11-22

Fails::

    block: examplinib
    review_by: 2031-11-22
"""

from collections.abc import Iterator

from leaflets.checks.manuscript import Manuscript
from leaflets.diagnostics import Diagnostic
from leaflets.model.review import Review, months_after
from leaflets.model.source import LeafletSource, SourceBlock

ID = "review-dates"


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Blocks without a review date, or with one too far off."""
    leaflet = manuscript.leaflet
    for block in leaflet.blocks:
        months = leaflet.review_of(block).months
        last = months_after(leaflet.published, months)
        if block.review_by is None:
            yield _finding(
                block, "the block has no review date", f"add `review_by: {last}`, or a day before"
            )
        elif block.review_by > last:
            yield _finding(
                block,
                f"review_by {block.review_by} is more than {months} months after publication "
                f"({leaflet.published}){_why(leaflet, block)}",
                f"the last day is {last}",
            )
        elif block.review_by <= leaflet.published:
            yield _finding(
                block,
                f"review_by {block.review_by} is not after publication ({leaflet.published})",
                f"the last day is {last}",
            )


def _why(leaflet: LeafletSource, block: SourceBlock) -> str:
    review = leaflet.review_of(block)
    if review is not block.review:
        return " where a fact is dated"
    return "" if review is Review.GENERAL else f" for {review}"


def _finding(block: SourceBlock, message: str, hint: str) -> Diagnostic:
    return Diagnostic(check=ID, message=message, where=block.where, hint=hint, key=block.key)
