"""A class of frozen values in; the same as ``dataclasses`` would make it, sooner, out.

``dataclasses`` writes, compiles and runs a text for each of six methods of each class: half a
millisecond, and a command loads more than a hundred classes. Here what is alike in all frozen
classes is written once, and the one text, of the constructor, is compiled when it is first called.
To ``fields``, ``replace``, patterns and pickles it is a dataclass; to mypy it is
``dataclasses.dataclass``.
"""

import dataclasses
from dataclasses import MISSING
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen=False, slots=False, kw_only=False, **more):
        """A decorator, as in ``dataclasses``, which does all but what is frozen and no more."""
        if frozen and slots and not more:
            return lambda made: _frozen(made, kw_only=kw_only)
        return dataclasses.dataclass(frozen=frozen, slots=slots, kw_only=kw_only, **more)


T = TypeVar("T", bound=type)


def _frozen(made: T, *, kw_only: bool) -> T:
    own = frozenset(vars(made))
    bare = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)
    late: Any = bare(made)
    fields = dataclasses.fields(late)
    every = tuple(field.name for field in fields)
    shown = tuple(field.name for field in fields if field.repr)
    compared = _values(tuple(field.name for field in fields if field.compare))

    def constructed(self: object, *values: object, **named: object) -> None:
        late.__init__ = _constructor(late)
        late.__init__(self, *values, **named)

    def equal(self: object, other: object) -> object:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compared(self) == compared(other)

    def hashed(self: object) -> int:
        return hash(compared(self))

    def told(self: object) -> str:
        inside = ", ".join([f"{name}={getattr(self, name)!r}" for name in shown])
        return f"{self.__class__.__qualname__}({inside})"

    def state(self: object) -> list[object]:
        return [getattr(self, name) for name in every]

    def restored(self: object, values: list[object]) -> None:
        for name, value in zip(every, values, strict=True):
            object.__setattr__(self, name, value)

    methods = {
        "__init__": constructed,
        "__eq__": equal,
        "__hash__": hashed,
        "__repr__": told,
        "__getstate__": state,
        "__setstate__": restored,
        "__setattr__": _assigned,
        "__delattr__": _deleted,
    }
    for name, method in methods.items():
        if name not in own:
            setattr(late, name, method)
    return cast("T", late)


def _values(names: tuple[str, ...]) -> Any:  # a function of an object
    """What gives the values of those attributes, as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda item: tuple(getattr(item, name) for name in names)


def _constructor(made: type) -> Any:  # a function of the fields
    """``__init__`` of a class: it fills the slots themselves, as nothing else can."""
    known: dict[str, object] = {"MISSING": MISSING}
    asked: dict[bool, list[str]] = {False: ["self"], True: []}
    lines = ["pass"]
    for field in dataclasses.fields(made):
        name = field.name
        known[f"set_{name}"] = getattr(made, name).__set__
        value, default = name, ""
        if field.default is not MISSING:
            known[f"default_{name}"] = field.default
            value, default = (name if field.init else f"default_{name}"), f"=default_{name}"
        elif field.default_factory is not MISSING:
            known[f"make_{name}"] = field.default_factory
            made_now = f"make_{name}()"
            value = f"{made_now} if {name} is MISSING else {name}" if field.init else made_now
            default = "=MISSING"
        if field.init:
            asked[bool(field.kw_only)].append(name + default)
        elif not default:
            continue  # __post_init__ gives it
        lines.append(f"set_{name}(self, {value})")
    if hasattr(made, "__post_init__"):
        lines.append("self.__post_init__()")
    by_name = ["*", *asked[True]] if asked[True] else []
    head = f"def __init__({', '.join([*asked[False], *by_name])}):"
    exec("\n ".join([head, *lines]), known)
    return known["__init__"]


def _assigned(_self: object, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _deleted(_self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
