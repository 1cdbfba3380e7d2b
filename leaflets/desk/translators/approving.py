"""Texts that somebody has read in; lines of the language's ledger that approve them, out."""

import hashlib
from collections.abc import Iterable

from leaflets.desk.translators.bench import Bench
from leaflets.errors import TranslationFault
from leaflets.translation.edit import fingerprint, locked
from leaflets.translation.entries import Entry
from leaflets.translation.merge import by_key
from leaflets.translation.review import approve_keys

STAGE = "language"
"""The review that translators give; what a translation says is for a clinician to approve."""


class ChangedSince(TranslationFault):
    """What was to be approved is not what was read."""


def read_as(entries: Iterable[Entry]) -> str:
    """What stands for all that ``entries`` say, in their order."""
    told = "\0".join(f"{entry.key}\0{fingerprint(entry)}" for entry in entries)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def approve_texts(
    bench: Bench,
    language: str,
    domain: str,
    keys: tuple[str, ...],
    *,
    by: str,
    note: str = "",
    read: str,
) -> tuple[int, int]:
    """Approve the language of these texts, all or none: how many were, and had been before.

    ``read`` is what :func:`read_as` said of them when they were shown.

    Raises:
        ChangedSince: One of them is not what was read.
        TranslationFault: One of them is missing or stale.
        UsageFault: There is no such text, or it can't be written.
    """
    bench.require_writable()
    with locked(bench.folder, language):
        entries = by_key(bench.catalog(language, domain))
        if read_as(entries[key] for key in keys if key in entries) != read:
            raise ChangedSince("the text has changed since it was read", hint="read it again")
        return approve_keys(
            bench.folder,
            {domain: bench.domains_of(language)[domain]},
            language,
            keys,
            stage=STAGE,
            by=by,
            day=bench.day,
            note=note,
            exactly=True,
        )
