"""A group that somebody has read in; lines of the ledger that approve or withdraw it, out.

The rules are those of ``leaflets approve`` and ``leaflets withdraw``.
"""

import os
from datetime import date

from leaflets.approval import units_of
from leaflets.content.approvals import append_approvals, ledger_path
from leaflets.errors import UsageFault
from leaflets.model.approval import LedgerLine
from leaflets.model.source import Content, LeafletSource
from leaflets.release.approve import (
    Approving,
    Signature,
    approving,
    check_approvable,
    meant,
    withdrawing,
)
from leaflets.release.standing import check_clock


def may_act(leaflet: LeafletSource) -> bool:
    """Whether the ledger of ``leaflet`` can be written: it is a working copy's, and one may."""
    path = ledger_path(leaflet)
    shipped = path.parent.parent.parent.name == "shipped"
    return not shipped and os.access(path if path.exists() else path.parent, os.W_OK)


def approve_group(
    content: Content, leaflet: LeafletSource, key: str, signature: Signature, until: date
) -> Approving:
    """Approve all that ``key`` means as it stands now; what was added, and what was passed over.

    Raises:
        ContentFault: It is a sample, its review has passed, or the ledger has a flaw.
        UsageFault: ``until`` is too near or too far, or the ledger can't be written.
    """
    _require(leaflet)
    wanted = meant(units_of(content, leaflet), (key,))
    check_clock(leaflet, signature.day)
    check_approvable(wanted, signature, until)
    result = Approving()

    def choose(before: tuple[LedgerLine, ...]) -> tuple[LedgerLine, ...]:
        nonlocal result
        result = approving(wanted, before, signature, until)
        return result.lines

    append_approvals(leaflet, choose)
    return result


def withdraw_group(
    content: Content,
    leaflet: LeafletSource,
    key: str,
    signature: Signature,
    reason: str,
    *,
    lift: bool,
) -> int:
    """Withdraw all that ``key`` means, or end that; how many texts it was for.

    Raises:
        ContentFault: The ledger has a flaw.
        UsageFault: It can't be written.
    """
    _require(leaflet)
    wanted = meant(units_of(content, leaflet), (key,))
    return append_approvals(
        leaflet, lambda before: withdrawing(wanted, before, signature, reason, lift=lift)
    )


def _require(leaflet: LeafletSource) -> None:
    if not may_act(leaflet):
        raise UsageFault(
            "the content here can't be approved or withdrawn",
            hint="copy it, and give the folder with --source DIR",
        )
