"""Records as JSON in, a list in one file or an object a line; their rows out."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from leaflets.errors import LeafletsError, UsageFault
from leaflets.model.vocabulary import Vocabulary
from leaflets.records.answers import Refusal
from leaflets.records.columns import UNNAMED
from leaflets.records.files import LARGEST, columns_of, drug_columns
from leaflets.records.json_text import read_json
from leaflets.records.lines import LONGEST, bounded_lines
from leaflets.records.sources import Found, Mark
from leaflets.records.words import Translator


class _Records:
    """Reads one record that is a JSON object."""

    def __init__(self, translator: Translator, vocabulary: Vocabulary) -> None:
        self._translator = translator
        self._drugs = drug_columns(vocabulary)

    def found(self, place: int, line: int, data: object) -> Found:
        if not isinstance(data, dict):
            fault = Refusal("", "the line is not one record", "write {...} on each line")
            return Found(place, line, refusals=(fault,))
        if "resourceType" in data:
            fault = Refusal(
                "", "is a FHIR resource, not a record", "give FHIR in a file of its own"
            )
            return Found(place, line, refusals=(fault,))
        columns, refusals = columns_of(data, self._drugs)
        translated: dict[str, tuple[str, ...]] = {}
        for heading, said in columns.items():
            name = self._translator.column(heading)
            if name:
                shown = name if name in self._translator.known else heading
                words = (word for given in said for word in self._translator.words(name, given))
                translated[shown] = tuple(words)
        return Found(place, line, translated, tuple(refusals))


class JsonLinesSource:
    """A record a line."""

    def __init__(self, path: Path, translator: Translator, vocabulary: Vocabulary) -> None:
        self.headings: tuple[str, ...] = ()
        self.encoding = "utf-8"
        self._path = path
        self._records = _Records(translator, vocabulary)
        self._again: BinaryIO | None = None

    def rows(self) -> Iterator[Found]:
        """Every row; a line that can't be read is refused alone."""
        return self.rows_from(Mark(1, 0, 1))

    def rows_from(self, mark: Mark) -> Iterator[Found]:
        """The rows from ``mark`` on."""
        for place, line, raw in self._lines_from(mark):
            yield self._found(place, line, raw)

    def marks(self, every: int) -> Iterator[Mark]:
        """Where every so many rows begin."""
        for index, (place, line, _) in enumerate(self._lines_from(Mark(1, 0, 1))):
            if index % every == 0:
                yield Mark(index + 1, place, line)

    def _lines_from(self, mark: Mark) -> Iterator[tuple[int, int, bytes | None]]:
        """Place, number and bytes of each line that is not empty."""
        with self._path.open("rb") as stream:
            stream.seek(mark.place)
            for number, (offset, raw) in enumerate(bounded_lines(stream), mark.line):
                if raw is None or raw.strip():
                    yield mark.place + offset, number, raw

    def again(self, place: int) -> Found:
        """The row at ``place``."""
        return self._found(place, 0, self._line_at(place))

    def given(self, place: int) -> dict[str, str]:
        """The values at ``place`` by their keys."""
        raw = self._line_at(place) or b""
        text = raw.decode("utf-8-sig", "replace")
        try:
            data = read_json(text)
        except LeafletsError:
            data = None
        return _cells(data) if isinstance(data, dict) else {UNNAMED: text.rstrip("\r\n")}

    def close(self) -> None:
        """Let go of the file."""
        if self._again is not None:
            self._again.close()
            self._again = None

    def _line_at(self, place: int) -> bytes | None:
        if self._again is None:
            self._again = self._path.open("rb")
        self._again.seek(place)
        return next(bounded_lines(self._again)).raw

    def _found(self, place: int, line: int, raw: bytes | None) -> Found:
        if raw is None:
            fault = Refusal("", f"the line is longer than {LONGEST // 1024 // 1024} MB")
            return Found(place, line, refusals=(fault,))
        try:
            data = read_json(raw.decode("utf-8-sig"))
        except UnicodeDecodeError:
            return Found(place, line, refusals=(Refusal("", "the line is not UTF-8 text"),))
        except UsageFault as told:
            return Found(place, line, refusals=(Refusal("", f"the line is {told.message}"),))
        except LeafletsError as told:
            return Found(place, line, refusals=(Refusal("", told.message, told.hint),))
        return self._records.found(place, line, data)


class JsonListSource:
    """A list of records in one file; a record by itself is a list of one."""

    def __init__(self, path: Path, translator: Translator, vocabulary: Vocabulary) -> None:
        self.headings: tuple[str, ...] = ()
        self.encoding = "utf-8"
        self._path = path
        self._records = _Records(translator, vocabulary)
        self._kept: list[object] | None = None

    def rows(self) -> Iterator[Found]:
        """Every row.

        Raises:
            UsageFault: It is not JSON, or too much to be read at once.
        """
        for place, data in enumerate(self._read()):
            yield self._records.found(place, 0, data)

    def again(self, place: int) -> Found:
        """The row at ``place``."""
        return self._records.found(place, 0, self._read()[place])

    def given(self, place: int) -> dict[str, str]:
        """The values at ``place`` by their keys."""
        data = self._read()[place]
        return _cells(data) if isinstance(data, dict) else {UNNAMED: json.dumps(data)}

    def close(self) -> None:
        """Let go of what was read."""
        self._kept = None

    def _read(self) -> list[object]:
        if self._kept is not None:
            return self._kept
        with self._path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise UsageFault(f"{self._path} is too large", hint="write a record a line (.jsonl)")
        try:
            data = read_json(raw.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise UsageFault(f"{self._path} is not UTF-8 text", hint="save it as UTF-8") from error
        except LeafletsError as fault:
            raise UsageFault(f"{self._path}: {fault.message}", hint=fault.hint) from fault
        self._kept = data if isinstance(data, list) else [data]
        return self._kept


def _cells(data: dict[str, object]) -> dict[str, str]:
    return {str(heading): _cell(value) for heading, value in data.items()}


def _cell(value: object) -> str:
    """A value of a JSON record as a cell of a table."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case []:
            return "none"
        case list() if all(isinstance(entry, str) for entry in value):
            return ";".join(map(str, value))
        case _:
            return json.dumps(value, ensure_ascii=False)
