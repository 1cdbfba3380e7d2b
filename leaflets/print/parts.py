"""A template in; what its pages are made of, as values, out.

A sheet or a run takes pages apart: it wants their contents and resources, and neither the structure
that tags them nor links. What is read here is what our own writer wrote, and no other PDF.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from leaflets.pdf.syntax import stream
from leaflets.pdf.template import Template

Value = bytes | list["Value"] | dict[bytes, "Value"]
"""A dictionary, an array, or any other object as it is written (ISO 32000-1, 7.3)."""

_TOKEN = re.compile(
    rb"<<|>>|\[|\]|\d+ 0 R|/[^\s<>\[\]()/]*|\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>|[^\s<>\[\]()/]+",
    re.DOTALL,
)
_REFERENCE = re.compile(rb"\b(\d+) 0 R")
_STREAM = b"stream\n"
_END = b"endstream\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the pages of a template are made of.

    ``objects`` has every object by number, ``box`` is the pages' own, ``contents`` the numbers of
    each page's streams. ``resources`` are those of all pages together but the forms of personal
    values, which ``forms`` has in their order: what content calls each, and its number.
    """

    objects: Mapping[int, bytes]
    box: bytes
    contents: tuple[tuple[int, ...], ...]
    resources: Mapping[bytes, Value]
    forms: tuple[tuple[str, int], ...]


def take_apart(template: Template) -> Parts:
    """The parts of ``template``.

    Raises:
        ValueError: It has pages of several sizes, or one name for two resources: our bug.
    """
    objects = template.objects()
    forms = {form.number: form.place.slot for form in template.forms}
    boxes: set[bytes] = set()
    contents: list[tuple[int, ...]] = []
    resources: dict[bytes, Value] = {}
    for number in template.pages:
        page = dictionary(objects[number])
        boxes.add(written(page[b"/MediaBox"]))
        contents.append(tuple(references(written(page[b"/Contents"]))))
        own = page[b"/Resources"]
        _merge(resources, dictionary(objects[_number(own)]) if isinstance(own, bytes) else own)
    if len(boxes) != 1:
        raise ValueError("pages of one leaflet are of one size")
    resources.pop(b"/ProcSet", None)  # obsolete (14.2)
    named = resources.get(b"/XObject", {})
    assert isinstance(named, dict)
    resources[b"/XObject"] = {
        name: value for name, value in named.items() if _number(value) not in forms
    }
    return Parts(
        objects=objects,
        box=boxes.pop(),
        contents=tuple(contents),
        resources=resources,
        forms=tuple(sorted((slot, number) for number, slot in forms.items())),
    )


def dictionary(body: bytes) -> dict[bytes, Value]:
    """The dictionary that an object is, or begins with."""
    found, _ = _parsed(_TOKEN.findall(body), 0)
    assert isinstance(found, dict)
    return found


def written(value: Value) -> bytes:
    """A value as it stands in a file."""
    if isinstance(value, dict):
        return b"<<%s>>" % entries(value)
    if isinstance(value, list):
        return b"[%s]" % b" ".join(map(written, value))
    return value


def entries(value: Mapping[bytes, Value]) -> bytes:
    """What stands in a dictionary."""
    told = ((name, written(each)) for name, each in value.items())
    return b"".join(
        b"%s%s%s" % (name, b"" if each[:1] in b"/<[(" else b" ", each) for name, each in told
    )


def references(text: bytes) -> Iterator[int]:
    """The number of each object that is pointed to."""
    return map(int, _REFERENCE.findall(text))


def pointing(text: bytes, to: Callable[[int], int]) -> bytes:
    """Syntax without a stream that points to other numbers."""
    return _REFERENCE.sub(lambda found: b"%d 0 R" % to(int(found[1])), text)


def split(body: bytes) -> tuple[bytes, bytes]:
    """An object's dictionary, and its stream if there is one."""
    if not body.rstrip().endswith(b"endstream"):
        return body.strip(), b""
    start = body.index(_STREAM)
    return body[:start].strip(), body[start:]


def content_stream(content: str) -> bytes:
    """Operators as a stream, up to and with its ``endstream``."""
    return stream(content.encode("ascii")).removesuffix(_END) + b"\r\n" + _END.strip()


def _parsed(tokens: Sequence[bytes], place: int) -> tuple[Value, int]:
    token = tokens[place]
    if token == b"[":
        items: list[Value] = []
        place += 1
        while tokens[place] != b"]":
            item, place = _parsed(tokens, place)
            items.append(item)
        return items, place + 1
    if token == b"<<":
        found: dict[bytes, Value] = {}
        place += 1
        while tokens[place] != b">>":
            found[tokens[place]], place = _parsed(tokens, place + 1)
        return found, place + 1
    return token, place + 1


def _merge(into: dict[bytes, Value], more: Value) -> None:
    assert isinstance(more, dict)
    for name, value in more.items():
        known = into.setdefault(name, {} if isinstance(value, dict) else value)
        if isinstance(known, dict) and isinstance(value, dict):
            _merge(known, value)
        elif known != value:
            raise ValueError(f"two resources are called {name.decode('ascii', 'replace')}")


def _number(value: Value) -> int:
    return next(references(value), 0) if isinstance(value, bytes) else 0
