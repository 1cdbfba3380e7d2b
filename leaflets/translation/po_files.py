"""The bytes of a PO file in, its headers and entries out; and back, without a byte of difference.

polib does the format. Round it stands what it gets wrong: a byte order mark, Windows line ends, the
``#=`` lines of newer gettext, and a quotation mark that is never closed, which it reads as nothing.
"""

import re
from pathlib import Path

import polib

from leaflets.errors import TranslationFault, UsageFault
from leaflets.translation.entries import CatalogFile, Entry

WRAP = 78
"""Columns, as gettext's own tools wrap."""

_STRING = re.compile(r'(?:#~\s*|#\|\s*|#~\|\s*)?(?:msg\w+(?:\[\d+\])?\s+)?(".*)$')
_CLOSED = re.compile(r'"(?:[^"\\]|\\.)*"\s*$')
_COMMENTS = ("# ", "#.", "#:", "#,")
_OTHER_BREAKS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_OLD_ENGLISH = "~| "
"""What marks a ``#~|`` line, which polib passes over, on its way through as a remark."""

_POLIB_LINE = re.compile(r"\(line (\d+)\)(?:: (.+))?")


def read_po(path: Path, name: str = "") -> CatalogFile:
    """The catalog at ``path``; ``name`` is what messages call it.

    Raises:
        UsageFault: The file can't be read.
        TranslationFault: It is not valid; the message names file and line.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageFault(f"{path} can't be read: {error.strerror or error}") from error
    return parse_po(raw, name or path.as_posix())


def parse_po(raw: bytes, name: str) -> CatalogFile:
    """The catalog that ``raw`` says; ``name`` is what messages call it.

    Raises:
        TranslationFault: It is not valid; the message names file and line.
    """
    text = _plain_text(raw, name)
    try:
        parsed = polib.pofile(text, encoding="utf-8", wrapwidth=WRAP)
    except (OSError, ValueError) as error:
        found = _POLIB_LINE.search(str(error))
        line, told = (found[1], found[2]) if found else ("1", None)
        raise TranslationFault(
            f"{name}:{line}: this is not a PO file that can be read: {told or 'syntax error'}",
            hint="mend the line, or save the file again with a PO editor",
        ) from error
    return CatalogFile(
        headers=tuple(parsed.metadata.items()),
        entries=tuple(_entry(entry) for entry in parsed),
        preamble=parsed.header,
        fuzzy_header=bool(parsed.metadata_is_fuzzy),
        path=name,
    )


def format_po(catalog: CatalogFile) -> str:
    """The text of the file that says ``catalog``, always the same for the same catalog."""
    file = polib.POFile(wrapwidth=WRAP, check_for_duplicates=False)
    file.header = catalog.preamble
    file.metadata = dict(catalog.headers)
    file.metadata_is_fuzzy = ["fuzzy"] if catalog.fuzzy_header else []  # type: ignore[assignment]  # polib's own reader sets a list
    for entry in catalog.entries:
        file.append(_polib_entry(entry))
    return str(file)


def _plain_text(raw: bytes, name: str) -> str:
    """``raw`` as polib can read it, or a fault where polib would read something else."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise TranslationFault(
            f"{name}:{line}: this is not UTF-8", hint="save the file as UTF-8"
        ) from error
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, text_line in enumerate(lines, 1):
        if found := _OTHER_BREAKS.search(text_line):
            raise TranslationFault(
                f"{name}:{number}: a control character, U+{ord(found[0]):04X}, breaks the line",
                hint="take it out",
            )
        if text_line.startswith("#="):
            lines[number - 1] = "#," + text_line[2:]
        if text_line.startswith("#~|"):
            lines[number - 1] = f"# {_OLD_ENGLISH}{text_line[3:].strip()}"
        string = None if text_line.startswith(_COMMENTS) else _STRING.match(text_line)
        if string and not _CLOSED.match(string[1]):
            raise TranslationFault(
                f"{name}:{number}: a quotation mark is not closed",
                hint='each line of text begins and ends with ", and a " inside it is \\"',
            )
    return "\n".join(lines)


def _entry(entry: polib.POEntry) -> Entry:
    plurals: dict[int, str] = entry.msgstr_plural or {}
    targets = tuple(plurals[index] for index in sorted(plurals)) if entry.msgid_plural else ()
    remarks = entry.tcomment.split("\n")
    told = [line.removeprefix(_OLD_ENGLISH) for line in remarks if line.startswith(_OLD_ENGLISH)]
    old = _strings(told)
    return Entry(
        key=entry.msgctxt or "",
        source=entry.msgid,
        plural=entry.msgid_plural or "",
        targets=targets or (entry.msgstr or "",),
        notes=entry.comment,
        remarks="\n".join(line for line in remarks if not line.startswith(_OLD_ENGLISH)),
        places=tuple(f"{file}:{line}" if line else file for file, line in entry.occurrences),
        flags=tuple(entry.flags),
        previous=entry.previous_msgid or old.get("msgid", ""),
        previous_plural=entry.previous_msgid_plural or old.get("msgid_plural", ""),
        previous_key=entry.previous_msgctxt or old.get("msgctxt", ""),
        obsolete=bool(entry.obsolete),
        line=entry.linenum or 0,
    )


def _strings(lines: list[str]) -> dict[str, str]:
    """The strings that ``lines`` of a PO file say, each by its keyword."""
    found: dict[str, str] = {}
    keyword = ""
    for line in lines:
        named, _, string = line.partition('"')
        keyword = named.strip() or keyword
        found[keyword] = found.get(keyword, "") + polib.unescape(string.removesuffix('"'))
    return found


def _polib_entry(entry: Entry) -> polib.POEntry:
    places = (place.rpartition(":") for place in entry.places)
    made = polib.POEntry(
        msgctxt=entry.key or None,
        msgid=entry.source,
        msgid_plural=entry.plural,
        comment=entry.notes,
        tcomment=entry.remarks,
        occurrences=[(f, n) if n.isdigit() and f else (f + s + n, "") for f, s, n in places],
        flags=list(entry.flags),
        previous_msgid=entry.previous or None,
        previous_msgid_plural=entry.previous_plural or None,
        previous_msgctxt=entry.previous_key or None,
        obsolete=entry.obsolete,
    )
    if entry.plural:
        made.msgstr_plural = dict(enumerate(entry.targets))
    else:
        made.msgstr = entry.targets[0]
    return made
