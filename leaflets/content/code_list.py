"""A list of products in CSV in; each code with the drugs in the product out.

The columns are ``code``, ``system``, ``ingredient`` and ``release``; others are for people. A code
whose ingredient is ``none`` is known to be something else than its name looks like.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from leaflets.content.rules import nearest
from leaflets.diagnostics import Diagnostic, Location
from leaflets.errors import UsageFault
from leaflets.model.codes import CodeLists, Coding
from leaflets.model.vocabulary import NONE, Vocabulary

NEEDED = ("code", "system", "ingredient")
_CHECK = "codes"


class CodeListReader:
    """Reads lists one after another; what does not fit with an earlier one is a finding."""

    def __init__(
        self,
        lists: CodeLists,
        vocabulary: Vocabulary,
        drugs: Mapping[Coding, tuple[str, ...]] | None = None,
    ) -> None:
        self._lists = lists
        self._vocabulary = vocabulary
        self.drugs: dict[Coding, tuple[str, ...]] = dict(drugs or {})
        self.findings: list[Diagnostic] = []

    def read(self, path: Path) -> None:
        """Add what the list at ``path`` says; its faults are kept, with their lines."""
        name = path.as_posix()
        try:
            text = path.read_text(encoding="utf-8-sig")
        except OSError as error:
            self._fault(f"can't be read: {error.strerror or error}", Location(name))
            return
        except UnicodeDecodeError:
            self._fault("is not UTF-8 text", Location(name), "save it as UTF-8")
            return
        try:
            for line, row in _rows(text):
                self._row(row, Location(name, line, 1))
        except csv.Error as error:
            self._fault(f"this is not CSV: {error}", Location(name, 1, 1))

    def _row(self, row: Mapping[str, str], where: Location) -> None:
        missing = [column for column in NEEDED if column not in row]
        if missing:
            self._fault(
                f"there is no column {' and no column '.join(missing)}",
                where,
                "the first line names the columns: code,system,ingredient,release",
            )
            return
        code, system, ingredient = (row[column].strip() for column in NEEDED)
        systems = self._lists.system_named(system)
        if not systems:
            known = [s.id for s in self._lists.systems]
            self._fault(f'"{system[:40]}" is not a system', where, f"one of {', '.join(known)}")
        elif not code or not code.isalnum():
            self._fault(
                f'"{code[:40]}" is not a code',
                where,
                "a spreadsheet may have rounded it: make the column text before you open the file",
            )
        else:
            drugs = self._drugs(ingredient, where)
            for known_system in systems if drugs is not None else ():
                self._add(Coding(known_system, code), drugs or (), where)

    def _drugs(self, ingredient: str, where: Location) -> tuple[str, ...] | None:
        words = [word.strip() for word in ingredient.replace("+", ";").split(";") if word.strip()]
        if [word.casefold() for word in words] == [NONE]:
            return ()
        drugs = [self._vocabulary.drug_named(word) for word in words]
        for word, drug in zip(words, drugs, strict=True):
            if drug is None:
                hint = nearest(word, self._vocabulary.drug_words)
                self._fault(f'"{word[:40]}" is not a drug that is known here', where, hint)
        if not words:
            self._fault("there is no ingredient", where, f"write a drug, or {NONE}")
        if not words or None in drugs:
            return None
        return tuple(sorted({drug.id for drug in drugs if drug is not None}))

    def _add(self, coding: Coding, drugs: tuple[str, ...], where: Location) -> None:
        before = self.drugs.setdefault(coding, drugs)
        if before != drugs:
            self._fault(
                f"{coding} is {' + '.join(before) or NONE} in an earlier line or list, and "
                f"{' + '.join(drugs) or NONE} here",
                where,
                "find out which is right, and keep that one",
            )

    def _fault(self, message: str, where: Location, hint: str = "") -> None:
        self.findings.append(Diagnostic(check=_CHECK, message=message, where=where, hint=hint))


def with_site_lists(vocabulary: Vocabulary, paths: tuple[Path, ...]) -> Vocabulary:
    """``vocabulary`` that knows the products of a site's own lists, too.

    Raises:
        UsageFault: A list has faults; the message tells all of them with their lines.
    """
    if not paths:
        return vocabulary
    reader = CodeListReader(vocabulary.codes, vocabulary, vocabulary.codes.drugs)
    for path in paths:
        reader.read(path)
    if reader.findings:
        listed = "\n".join(map(str, reader.findings[:20]))
        more = f"\nand {len(reader.findings) - 20} more" if len(reader.findings) > 20 else ""
        raise UsageFault(f"the lists of codes have faults\n{listed}{more}")
    return replace(vocabulary, codes=replace(vocabulary.codes, drugs=reader.drugs))


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row by its columns, with its line; the heading says what stands between cells."""
    heading = text.partition("\n")[0]
    delimiter = max(",;\t", key=heading.count)
    rows = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    names = [name.strip().casefold() for name in next(rows, [])]
    if not names:
        yield 1, {}
    for cells in rows:
        if any(cells):
            padded = [*cells, *[""] * len(names)]
            yield rows.line_num, dict(zip(names, padded, strict=False))
