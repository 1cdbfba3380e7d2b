"""A PDF and manifests in; whether it is what was made, and still what would be made, out.

A file is found in the manifest by its SHA-256. One that was changed is found by the identifier it
has in itself, by the token it is named after, or by the token or code on its pages, in this order.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from leaflets.errors import LeafletsError, UsageFault
from leaflets.model.profile import Record
from leaflets.pdf.reading import read_text
from leaflets.release.edition import CODE
from leaflets.release.index import ManifestIndex
from leaflets.release.manifest import ManifestLine, Printed, file_ids
from leaflets.release.token import TOKEN_DIGITS
from leaflets.trace.cause import Cause, Kind
from leaflets.trace.compare import difference, same_but_for_compression
from leaflets.trace.since import changed_since
from leaflets.trace.today import Gone, Today

LARGEST = 256 << 20
"""Bytes; the longest leaflet has less than a hundredth of that."""

_TOKEN = re.compile(rf"(?<![0-9a-f])[0-9a-f]{{{TOKEN_DIGITS}}}(?![0-9a-f])")
_MOST_MARKS = 50  # tokens and codes on pages that are looked for


class Verdict(StrEnum):
    """What a file is.

    ``superseded``: as it was made, but it would not be made so today. ``unknown``: no manifest that
    was given has it, or it is another record's.
    """

    GENUINE = "genuine"
    ALTERED = "altered"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A verdict with its causes, which may be notes where the verdict is ``genuine``."""

    file: Path
    verdict: Verdict
    causes: tuple[Cause, ...] = ()
    line: ManifestLine | None = None


def verify(
    path: Path, indexes: Sequence[ManifestIndex], today: Today, record: Record | None = None
) -> Verified:
    """What the file at ``path`` is, by the manifests and by what there is today.

    With its ``record`` the leaflet is made again and compared byte by byte.

    Raises:
        UsageFault: A file can't be read.
    """
    pdf = _read(path)
    if pdf is None:
        too_large = Cause(Kind.FILE, f"it has more than {LARGEST >> 20} MB: no leaflet of ours has")
        return Verified(file=path, verdict=Verdict.UNKNOWN, causes=(too_large,))
    digest = hashlib.sha256(pdf).hexdigest()
    line = next(_found(index.by_sha256(digest) for index in indexes), None)
    if line is not None and line.printed is not None:
        return _as_made(path, pdf, line, line.printed, today, record)
    line, known_by = _find_changed(path, pdf, indexes)
    if line is None or line.printed is None:
        kind = "no manifest that was given has it" if _is_pdf(pdf) else "it is not a PDF"
        return Verified(file=path, verdict=Verdict.UNKNOWN, causes=(Cause(Kind.FILE, kind),))
    told = [Cause(Kind.FILE, f"it is not as it was made: {known_by} that of {_place(line)}")]
    told += _where_changed(pdf, line, line.printed, today, record)
    return Verified(file=path, verdict=Verdict.ALTERED, causes=tuple(told), line=line)


def _read(path: Path) -> bytes | None:
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise UsageFault(f"{path} can't be read: {error.strerror or error}") from error
    return None if len(data) > LARGEST else data


def _place(line: ManifestLine) -> str:
    return f"{line.where.file}:{line.where.line}"


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def _found(lines: Iterable[ManifestLine | None]) -> Iterator[ManifestLine]:
    return (line for line in lines if line is not None)


def _find_changed(
    path: Path, pdf: bytes, indexes: Sequence[ManifestIndex]
) -> tuple[ManifestLine | None, str]:
    """The line of the leaflet that this once was, and what it is known by."""
    for identifier in dict.fromkeys(file_ids(pdf)):
        for line in _found(index.by_file_id(identifier) for index in indexes):
            return line, "the identifier in it is"
    for line in _found(index.by_token(path.stem) for index in indexes):
        return line, "the token in its name is"
    if _is_pdf(pdf):
        text = read_text(path)
        for token in list(dict.fromkeys(_TOKEN.findall(text)))[:_MOST_MARKS]:
            for line in _found(index.by_token(token) for index in indexes):
                return line, "the token on its pages is"
        for code in list(dict.fromkeys(CODE.findall(text)))[:_MOST_MARKS]:
            for line in _found(index.by_code(code) for index in indexes):
                return line, "the leaflet code on its pages is"
    return None, ""


def _where_changed(
    pdf: bytes, line: ManifestLine, then: Printed, today: Today, record: Record | None
) -> Iterator[Cause]:
    """Which bytes are not as they were made, where that can still be said."""
    if record is None or record.record_id != line.record_id:
        return
    try:
        made = today.make(then, record, line.token).pdf
    except (Gone, LeafletsError):
        return
    if hashlib.sha256(made).hexdigest() == line.sha256:
        yield Cause(Kind.FILE, difference(made, pdf))


def _as_made(
    path: Path,
    pdf: bytes,
    line: ManifestLine,
    then: Printed,
    today: Today,
    record: Record | None,
) -> Verified:
    """What became of the world since a file was made that nobody changed."""
    if record is not None and record.record_id != line.record_id:
        other = Cause(
            Kind.RECORD, f"it was made for another record_id than this record has ({_place(line)})"
        )
        return Verified(file=path, verdict=Verdict.UNKNOWN, causes=(other,), line=line)
    try:
        now = today.ingredients(then)
        changed = changed_since(then, now, clinic_given=today.clinic is not None)
        causes = (*today.ended(then), *changed)
        if record is not None:
            causes = tuple(_compared(pdf, line, today, record, causes))
    except Gone as gone:
        causes = gone.causes
    serious = any(cause.serious for cause in causes)
    verdict = Verdict.SUPERSEDED if serious else Verdict.GENUINE
    return Verified(file=path, verdict=verdict, causes=causes, line=line)


def _compared(
    pdf: bytes, line: ManifestLine, today: Today, record: Record, causes: tuple[Cause, ...]
) -> Iterator[Cause]:
    """The causes, now that the leaflet was made again. Bytes that differ are always serious."""
    then = line.printed
    assert then is not None, "it was made"
    try:
        made = today.make(then, record, line.token)
    except LeafletsError as error:
        yield from causes
        yield Cause(Kind.RECORD, f"it can't be made again: {error.message}")
        return
    if made.pdf == pdf:
        yield from causes
        return
    if same_but_for_compression(made.pdf, pdf):
        yield from causes
        yield Cause(
            Kind.LIBRARY,
            "made again, only its compression differs: another zlib; all that is in it is the same",
            serious=False,
        )
        return
    named = [Cause(cause.kind, cause.message) for cause in causes]
    if then.clinic and today.clinic is None:
        named.append(Cause(Kind.CLINIC, "it was made with one; give it with --clinic"))
    keys = {*made.plan.blocks, *made.plan.leaflet.keys()}
    named += [
        Cause(Kind.RECORD, f"{key} would now be left out") for key in then.keys if key not in keys
    ]
    named += [
        Cause(Kind.RECORD, f"{key} would now be added") for key in keys if key not in then.keys
    ]
    if not named:
        named.append(
            Cause(Kind.RECORD, "all else is the same, so its name, date or results have changed")
        )
    yield from named
