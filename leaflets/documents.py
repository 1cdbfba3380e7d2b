"""YAML text in; plain data out, every scalar a string, with the place of every key and value.

PyYAML's own loaders read ``no`` as false and ``12:30`` as 750, and keep the last of two equal keys
without a word. Here nothing is converted, and each of those is a finding.
"""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from leaflets.diagnostics import Diagnostic, Location

Data = str | list["Data"] | dict[str, "Data"]
PathInFile = tuple[str | int, ...]

MAX_DEPTH = 32
_LOOKS_BOOLEAN = frozenset({"yes", "no", "on", "off", "y", "n"})
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """A file as data. ``data`` is ``None`` where the file could not be read as YAML at all."""

    file: str
    data: Data | None
    values: dict[PathInFile, Location] = field(default_factory=dict)
    keys: dict[PathInFile, Location] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()

    def where(self, *path: str | int) -> Location:
        """The place of the value at ``path``, or of the nearest thing round it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Location(self.file, 1, 1))

    def where_key(self, *path: str | int) -> Location:
        """The place of the key that ends ``path``."""
        return self.keys.get(path) or self.where(*path)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    path: PathInFile
    into: list[Data] | dict[str, Data]
    key: str | None = None


class _Builder:
    """Builds one document from YAML events, with a stack of its own instead of recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.values: dict[PathInFile, Location] = {}
        self.keys: dict[PathInFile, Location] = {}
        self.findings: list[Diagnostic] = []
        self.root: Data | None = None
        self.stack: list[_Open] = []

    def fault(self, message: str, where: Location, hint: str = "") -> None:
        self.findings.append(Diagnostic(check="yaml", message=message, where=where, hint=hint))

    def place(self, event: yaml.Event) -> Location:
        mark = event.start_mark
        assert mark is not None  # PyYAML's parser marks every event
        return Location(self.file, mark.line + 1, mark.column + 1)

    def take(self, event: yaml.Event) -> bool:
        """Take one event; false when the rest of the document can't be read."""
        match event:
            case yaml.AliasEvent():
                self.fault(
                    "an alias (*name) stands here",
                    self.place(event),
                    "write the text out; content files do not use anchors",
                )
                if self.at_key():
                    return False
                self.add("", event)
            case yaml.ScalarEvent():
                self.scalar(event)
            case yaml.SequenceStartEvent():
                return self.open([], event)
            case yaml.MappingStartEvent():
                return self.open({}, event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.stack.pop()
            case yaml.DocumentStartEvent() if self.root is not None:
                self.fault(
                    "a second document begins here",
                    self.place(event),
                    "take the line `---` out, or make a file of what follows it",
                )
                return False
            case _:
                pass
        return True

    def at_key(self) -> bool:
        """Whether the next event is a key."""
        top = self.stack[-1] if self.stack else None
        return top is not None and isinstance(top.into, dict) and top.key is None

    def open(self, container: list[Data] | dict[str, Data], event: yaml.Event) -> bool:
        if self.at_key():
            self.fault("a key must be a plain word", self.place(event))
            return False
        if len(self.stack) >= MAX_DEPTH:
            self.fault(f"nested more than {MAX_DEPTH} deep", self.place(event))
            return False
        path = self.add(container, event)
        self.stack.append(_Open(path, container))
        return True

    def scalar(self, event: yaml.ScalarEvent) -> None:
        top = self.stack[-1] if self.stack else None
        text: str = event.value
        if event.implicit[0] and not event.style and text.casefold() in _LOOKS_BOOLEAN:
            self.fault(
                f"{text} without quotes is read as true or false by other programs",
                self.place(event),
                f'write "{text}"',
            )
        if top is not None and isinstance(top.into, dict) and top.key is None:
            path = (*top.path, text)
            if text in top.into:
                first = self.keys[path]
                self.fault(
                    f"{text} stands twice, first in line {first.line}",
                    self.place(event),
                    "keep one of the two; a second one would silently replace the first",
                )
                path = (*top.path, f"{text} (again)")
                text = f"{text} (again)"
            top.key = text
            self.keys[path] = self.place(event)
            return
        self.add(text, event)

    def add(self, value: Data, event: yaml.Event) -> PathInFile:
        if not self.stack:
            self.root = value
            path: PathInFile = ()
        else:
            top = self.stack[-1]
            if isinstance(top.into, list):
                path = (*top.path, len(top.into))
                top.into.append(value)
            else:
                assert top.key is not None
                path = (*top.path, top.key)
                if not top.key.endswith(" (again)"):
                    top.into[top.key] = value
                top.key = None
        self.values[path] = self.place(event)
        return path


def read_text(text: str, file: str) -> Document:
    """``text`` as data with places; faults of YAML are in the document's findings."""
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Location(file, mark.line + 1, mark.column + 1) if mark else Location(file, 1, 1)
        builder.fault(*_told(text, error, where))
        return Document(file, None, findings=tuple(builder.findings))
    except yaml.YAMLError:
        where = Location(file, *_unreadable_place(text))
        builder.fault("a character stands here that YAML does not allow", where, "delete it")
        return Document(file, None, findings=tuple(builder.findings))
    return Document(file, builder.root, builder.values, builder.keys, tuple(builder.findings))


def read_file(path: Path, name: str) -> tuple[Document, bytes]:
    """The file at ``path`` as data under the name ``name``, and its bytes.

    Raises:
        OSError: The file can't be read.
    """
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        finding = Diagnostic(
            check="yaml",
            message=f"byte {raw[error.start]:#04x} is not UTF-8",
            where=Location(name, line, column),
            hint="save the file as UTF-8",
        )
        return Document(name, None, findings=(finding,)), raw
    return read_text(text, name), raw


def _told(text: str, error: yaml.MarkedYAMLError, where: Location) -> tuple[str, Location, str]:
    """A YAML error in an author's words: the message, the place, and what to do."""
    problem = error.problem or "this is not YAML"
    lines = text.splitlines()
    line = lines[where.line - 1] if 0 < where.line <= len(lines) else ""
    before = line[: len(line) - len(line.lstrip())]
    if "\t" in before or "'\\t'" in problem or "\\t" in problem:
        return "a tab stands here", where, "indent with spaces"
    if "mapping values are not allowed" in problem:
        return (
            "a colon stands in the middle of unquoted text",
            where,
            'put the whole text in quotes: "..."',
        )
    return problem, where, "look at the line above too: an open quote or bracket may start there"


def _unreadable_place(text: str) -> tuple[int, int]:
    """Line and column of the first character that YAML refuses."""
    for number, line in enumerate(text.split("\n"), 1):
        for column, character in enumerate(line, 1):
            code = ord(character)
            if (code < 0x20 and character not in "\t\r") or (0x7F <= code < 0xA0 and code != 0x85):
                return number, column
    return 1, 1
