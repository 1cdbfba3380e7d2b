"""Frozen data in, plain values that ``marshal`` writes, out; and back, equal to what went in.

Data is taken apart into groups of one class each, those first that others refer to. A group has a
column for each field, so that hundreds of values are made again with a few calls. Only classes that
the reader names are ever made, and nothing that is read is run.
"""

import marshal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from itertools import repeat
from pathlib import Path
from typing import TypeAlias, cast

_LITERALS = frozenset({str, int, bool, float, type(None)})

_Names: TypeAlias = tuple[str, ...]
_Column: TypeAlias = tuple[bool, list[object]]
"""Whether it refers to other items; their numbers, or else the values themselves."""

_CALLED: Mapping[str, Callable[..., object]] = {"date": date.fromordinal, "path": Path}


class Forms:
    """The classes that data may consist of, and the two ways."""

    def __init__(self, classes: Iterable[type]) -> None:
        self._classes = {f"{known.__module__}.{known.__qualname__}": known for known in classes}

    def pack(self, root: object) -> bytes:
        """``root`` as bytes.

        Raises:
            TypeError: Something in it is of a class that was not named.
        """
        packer = _Packer({known: name for name, known in self._classes.items()})
        top = packer.item(root)
        groups = [*packer.groups()]
        return marshal.dumps((top.place, groups))

    def unpack(self, data: bytes | memoryview) -> object:
        """What :meth:`pack` was given.

        Raises:
            ValueError: These bytes were written for other classes than these.
        """
        made: list[object] = []
        try:
            top: int
            groups: list[tuple[str, _Names, list[_Column]]]
            top, groups = marshal.loads(data)
            for kind, names, columns in groups:
                values = [
                    [*map(made.__getitem__, cast("list[int]", column))] if refers else column
                    for refers, column in columns
                ]
                made += self._made(kind, names, values, made)
            return made[top]
        except (ValueError, TypeError, LookupError, AttributeError, EOFError) as error:
            raise ValueError(f"not what was kept: {error}") from error

    def _made(
        self, kind: str, names: _Names, values: list[list[object]], made: list[object]
    ) -> Iterable[object]:
        """The items of one group."""
        first = values[0]
        at = made.__getitem__
        match kind:
            case "same":
                return first
            case "tuple":
                return [tuple(map(at, numbers)) for numbers in cast("list[list[int]]", first)]
            case "set":
                return [frozenset(map(at, numbers)) for numbers in cast("list[list[int]]", first)]
            case "dict":
                pairs = zip(*cast("list[list[list[int]]]", values), strict=True)
                return [dict(zip(map(at, k), map(at, v), strict=True)) for k, v in pairs]
        if kind in _CALLED:
            return map(_CALLED[kind], first)
        known = self._classes[kind]
        if not is_dataclass(known):
            return map(known, *values)
        if hasattr(known, "__post_init__"):
            rows = zip(*values, strict=True)
            return [known(**dict(zip(names, row, strict=True))) for row in rows]
        empty: list[object] = [*map(object.__new__, repeat(known, len(first)))]
        for name, column in zip(names, values, strict=True):
            # The slots themselves: a frozen class has no other way in but its constructor.
            deque(map(getattr(known, name).__set__, empty, column), maxlen=0)
        return empty


@dataclass(slots=True, eq=False)
class _Item:
    """A value taken apart. ``parts`` are other items, and what ``marshal`` writes as it is."""

    level: int
    kind: str
    names: _Names
    parts: list[object]
    place: int = 0


class _Packer:
    """Takes data apart. What stands in several places is one item, and stays one."""

    def __init__(self, classes: Mapping[type, str]) -> None:
        self._classes = classes
        self._names: dict[type, _Names] = {
            known: tuple(field.name for field in fields(known) if field.init)
            for known in classes
            if is_dataclass(known)
        }
        self._known: dict[int, _Item] = {}
        self._seen: list[object] = []  # as long as they are here, no id is used again
        self._nothing = _Item(0, "same", (), [None])
        self._items = [self._nothing]

    def item(self, value: object) -> _Item:
        """``value`` and all in it, taken apart."""
        found = self._known.get(id(value))
        if found is None:
            kind, names, parts = self._apart(value)
            found = _Item(1 + max(map(_level, parts), default=-1), kind, names, parts)
            self._items.append(found)
            self._known[id(value)] = found
            self._seen.append(value)
        return found

    def _apart(self, value: object) -> tuple[str, _Names, list[object]]:
        kind = self._classes.get(type(value), "")
        named = self._names.get(type(value))
        if named is not None:
            return kind, named, [self._part(getattr(value, name)) for name in named]
        if _is_literal(value):
            return "same", (), [value]
        if isinstance(value, Enum) and kind:
            return kind, (), [value.value]
        if isinstance(value, tuple):
            names = getattr(value, "_fields", ())
            if kind and names:
                return kind, names, [*map(self._part, value)]
            if type(value) is tuple:
                return "tuple", (), [[*map(self.item, value)]]
        if type(value) is frozenset:
            return "set", (), [[*map(self.item, value)]]
        if type(value) is dict:
            return "dict", (), [[*map(self.item, value)], [*map(self.item, value.values())]]
        if type(value) is date:
            return "date", (), [value.toordinal()]
        if isinstance(value, Path):
            return "path", (), [str(value)]
        raise TypeError(f"{type(value).__qualname__} is of no class that is kept")

    def _part(self, value: object) -> object:
        return value if _is_literal(value) else self.item(value)

    def groups(self) -> Iterator[tuple[str, _Names, list[_Column]]]:
        """All items, each after those it refers to."""
        grouped: dict[tuple[int, str, _Names], list[_Item]] = {}
        for item in self._items:
            grouped.setdefault((item.level, item.kind, item.names), []).append(item)
        for items in grouped.values():
            for number in range(len(items[0].parts)):
                if any(isinstance(item.parts[number], _Item) for item in items):
                    self._refer(items, number, grouped)
        place = 0
        for (_, kind, names), items in sorted(grouped.items(), key=lambda group: group[0]):
            for item in items:
                item.place = place
                place += 1
            columns = zip(*(item.parts for item in items), strict=True)
            yield kind, names, [_column(kind, list(column)) for column in columns]

    def _refer(
        self, items: list[_Item], number: int, grouped: dict[tuple[int, str, _Names], list[_Item]]
    ) -> None:
        """Make an item of each literal in a column where others are items."""
        for item in items:
            part = item.parts[number]
            if part is None:
                item.parts[number] = self._nothing
            elif not isinstance(part, _Item):
                literal = _Item(0, "same", (), [part])
                grouped[0, "same", ()].append(literal)
                item.parts[number] = literal


def _column(kind: str, parts: list[object]) -> _Column:
    if isinstance(parts[0], _Item):
        return True, [item.place for item in cast("list[_Item]", parts)]
    if kind in ("tuple", "set", "dict"):
        inside = cast("list[list[_Item]]", parts)
        return False, [[item.place for item in items] for items in inside]
    return False, parts


def _level(part: object) -> int:
    """That of the deepest item in it."""
    if isinstance(part, _Item):
        return part.level
    if isinstance(part, list):
        return max((item.level for item in part), default=-1)
    return -1


def _is_literal(value: object) -> bool:
    """Whether ``marshal`` writes it, and gives it back as it was."""
    if type(value) in _LITERALS:
        return True
    if type(value) is tuple or type(value) is frozenset:
        return all(map(_is_literal, value))
    if type(value) is dict:
        return all(map(_is_literal, value)) and all(map(_is_literal, value.values()))
    return False
