"""What ``leaflets.toml`` says of records in; checked, or refused with the file and the key, out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from leaflets.errors import UsageFault

KEYS = ("code_lists", "oldest_result_days", "columns", "values")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSettings:
    """How records of this site are to be read.

    ``code_lists`` are the site's own lists of products. ``oldest_result_days`` is how old a result
    may be, 0 for any age. ``columns`` gives the column that a heading stands for, and ``values``
    the word that a word stands for, column by column.
    """

    code_lists: tuple[Path, ...] = ()
    oldest_result_days: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def with_key(settings: RecordSettings, path: Path, key: str, value: object) -> RecordSettings:
    """``settings`` with what stands at ``key`` of the file at ``path``.

    Raises:
        UsageFault: It is not what can stand there.
    """
    match key, value:
        case "code_lists", list() if all(isinstance(entry, str) for entry in value):
            lists = tuple(path.parent / str(entry) for entry in value)
            return replace(settings, code_lists=lists)
        case "oldest_result_days", int() if not isinstance(value, bool) and value >= 0:
            return replace(settings, oldest_result_days=value)
        case "columns", dict() if all(isinstance(word, str) for word in value.values()):
            return replace(settings, columns=dict(value))
        case "values", dict() if all(_is_words(words) for words in value.values()):
            return replace(settings, values={name: dict(words) for name, words in value.items()})
        case _:
            hints = {
                "code_lists": 'write code_lists = ["products.csv"]',
                "oldest_result_days": "write a number of days: oldest_result_days = 730",
                "columns": 'write [columns] and, below it, "Heading" = "column"',
                "values": 'write [values.column] and, below it, "word" = "value"',
            }
            raise UsageFault(f"{path}: {key} can't be read", hint=hints[key])


def _is_words(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(word, str) for word in value.values())
