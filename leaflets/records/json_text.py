"""JSON text from elsewhere in; data out, in which no key stood twice and a number is its text."""

import json

from leaflets.errors import RecordFault, UsageFault


class JsonFault(UsageFault):
    """Text that can't be read as JSON.

    ``line`` and ``column`` say where, from 1; 0 where that is not known.
    """

    def __init__(self, message: str, *, hint: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(message, hint=hint)
        self.line = line
        self.column = column


class DoubleKey(RecordFault):
    """A key that stands twice: two readers could read it differently."""


def read_json(text: str) -> object:
    """``text`` as data.

    Raises:
        JsonFault: It is not JSON, or is nested too deep.
        DoubleKey: A key stands twice: the second would silently replace the first.
    """
    try:
        found: object = _DECODER.decode(text)
        return found
    except json.JSONDecodeError as error:
        raise JsonFault(f"not JSON: {error.msg}", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise JsonFault("nested too deep to be a record") from error


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or _add(seen, name))
        shown = "".join(c if c.isprintable() else " " for c in twice[:40])
        raise DoubleKey(f'"{shown}" stands twice in the record', hint="keep one of them")
    return found


def _add(seen: set[str], name: str) -> bool:
    seen.add(name)
    return False


_DECODER = json.JSONDecoder(object_pairs_hook=_once_each, parse_int=str, parse_float=str)
