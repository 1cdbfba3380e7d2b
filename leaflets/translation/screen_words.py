"""The files of the desk in; every word that is shown on its pages, as the template of its domain.

They are words for staff, on a screen, and no leaflet waits for them: a language may have them or
not. What identifies one is its English, so that a sentence that changed is a new one.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from leaflets.model.text import placeholders
from leaflets.translation.entries import CatalogFile, Entry
from leaflets.translation.template import template

SCREEN_DOMAIN = "desk"
"""The catalog of these words."""

PREAMBLE = """\
Words of the desk, the page in the browser that staff use: short, plain and polite. Nothing of this
is printed on a leaflet. Words between ` and ` are typed, and stay as they are."""

_PACKAGE = Path(__file__).parent.parent
_DESK = _PACKAGE / "desk"
_TEXT = r'"((?:[^"\\]|\\.)*)"'
_IN_TEMPLATES = re.compile(
    rf"(?<![\w.])(?:_\(\s*{_TEXT}|ngettext\(\s*{_TEXT}\s*,\s*{_TEXT})", re.DOTALL
)
_MARKS = ("_", "marked")


@dataclass(frozen=True, slots=True)
class ScreenWord:
    """An English text, with its form for many where it has one, and the file it stands in."""

    text: str
    many: str
    place: str


def word_key(text: str) -> str:
    """What identifies an English word of the desk in a catalog."""
    return f"{SCREEN_DOMAIN}.{sha256(text.encode()).hexdigest()[:12]}"


def screen_words() -> Iterator[ScreenWord]:
    """Every word, as often as it stands somewhere, file by file."""
    for path in sorted(_DESK.rglob("*")):
        if path.suffix not in (".py", ".html"):
            continue
        place = path.relative_to(_PACKAGE.parent).as_posix()
        text = path.read_text(encoding="utf-8")
        found = _in_code(text) if path.suffix == ".py" else _in_template(text)
        for one, many in found:
            yield ScreenWord(one, many, place)


def screen_template(source: Path, published: date) -> CatalogFile:
    """The template of these words; it bears the day on which the content was published."""
    entries: dict[str, Entry] = {}
    for word in screen_words():
        key = word_key(word.text)
        had = entries.get(key)
        places = dict.fromkeys((*(had.places if had else ()), word.place))
        fields = dict.fromkeys(placeholders(f"{word.text} {word.many}"))
        entries[key] = Entry(
            key=key,
            source=word.text,
            plural=word.many or (had.plural if had else ""),
            notes="\n".join(f"Keep {{{name}}} as it is" for name in fields),
            places=tuple(places),
            flags=("python-brace-format",) if fields else (),
        )
    empty = template(SCREEN_DOMAIN, (), source, published)
    return replace(empty, entries=tuple(entries.values()), preamble=PREAMBLE)


def _in_template(text: str) -> Iterator[tuple[str, str]]:
    for found in _IN_TEMPLATES.finditer(text):
        alone, one, many = (
            None if group is None else str(ast.literal_eval(f'"{group}"'))
            for group in found.groups()
        )
        yield (one or "", many or "") if alone is None else (alone, "")


def _in_code(text: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        match node.func, node.args:
            case ast.Name(id=name), [ast.Constant(value=str(one)), *_] if name in _MARKS:
                yield one, ""
            case (
                ast.Name(id="ngettext") | ast.Attribute(attr="ngettext"),
                [ast.Constant(value=str(one)), ast.Constant(value=str(many)), *_],
            ):
                yield one, many
            case _:
                pass
