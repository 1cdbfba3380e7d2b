"""A text ends as the English does, in the marks of its script.

A lead-in without its colon, or a heading with a full stop, looks wrong on paper; a sentence without
its end may have been cut off.

Passes::

    msgid "Call us."
    msgstr "ہمیں فون کریں۔"

Fails::

    msgid "Some people may have:"
    msgstr "U niektórych osób mogą wystąpić"
"""

from collections.abc import Iterator

from leaflets.checks.catalog.reading import Pair
from leaflets.checks.catalog.speech import aligned
from leaflets.diagnostics import Severity

ID = "endings"
SEVERITY = Severity.ERROR

_MARKS = {
    ".": ".。।॥۔",
    ":": ":：",
    "?": "?？؟",
    "!": "!！",
    "…": "…",
}
_OF_ANOTHER_SCRIPT = {"ar": "?？", "ur": "?？.", "bn": ".", "pa_Guru": ".", "zh_Hans": "?.!:"}
"""Marks at the end that a language does not use, where it has one of its own."""

_QUOTES = "”’»“\"'）)」』›"


def check(pair: Pair) -> Iterator[str]:
    """Ends that differ in kind."""
    wanted, found = _end(pair.source), _end(pair.target)
    if wanted != found:
        english = f'"{wanted}"' if wanted else "no mark"
        yield f"it ends with {f'a {found!r}' if found else 'no mark'}, the English with {english}"
    elif found:
        last = _last(pair.target)
        if last in _OF_ANOTHER_SCRIPT.get(pair.reader.language, ""):
            yield f"it ends with {last!r}, a mark of another script"
        if found == "?" and pair.reader.language == "es" and "¿" not in pair.target:
            yield "the question has no ¿ where it begins"
    for english, other in aligned(pair.source, pair.target):
        if other != pair.target and (_end(english) == "?") != (_end(other) == "?"):
            yield f'a question is no question any more, or the other way: "{other}"'
    if _begins(pair.source) != _begins(pair.target):
        yield "a space at the beginning or end differs"


def _end(text: str) -> str:
    last = _last(text)
    return next((mark for mark, kinds in _MARKS.items() if last in kinds), "")


def _last(text: str) -> str:
    bare = text.rstrip().rstrip(_QUOTES).rstrip()
    return bare[-1:] or text.rstrip()[-1:]


def _begins(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()
