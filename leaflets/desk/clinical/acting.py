"""A block that somebody has read in; lines of the ledger that approve or withdraw it, out.

The rules are those of ``leaflets approve`` and ``leaflets withdraw``.
"""

import os
from datetime import date

from leaflets.approval import approve, withdraw
from leaflets.content.approvals import ledger_path
from leaflets.errors import UsageFault
from leaflets.model.source import Content, LeafletSource
from leaflets.release.approve import Approving, Signature


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
    return approve(content, leaflet, (key,), signature, until)


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
    added, _ = withdraw(content, leaflet, (key,), signature, reason, lift=lift)
    return added


def _require(leaflet: LeafletSource) -> None:
    if not may_act(leaflet):
        raise UsageFault(
            "the content here can't be approved or withdrawn",
            hint="copy it, and give the folder with --source DIR",
        )
