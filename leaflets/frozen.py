"""A class of frozen values in; the same as ``dataclasses`` would make it, sooner, out.

``dataclasses`` writes, compiles and runs a text for each of six methods of each class: half a
millisecond, and a command loads more than a hundred classes. Here a text is compiled when its
method is first called, and what is alike in all frozen classes has none. To ``fields``,
``replace``, patterns and pickles it is a dataclass; to mypy it is ``dataclasses.dataclass``.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING
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
_Known = dict[str, object]
"""The names that the text of a method knows, with what they stand for."""


def _frozen(made: T, *, kw_only: bool) -> T:
    own = frozenset(vars(made))
    bare = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)
    late: type = bare(made)
    every = tuple(field.name for field in dataclasses.fields(cast("Any", late)))

    def state(self: object) -> list[object]:
        return [getattr(self, name) for name in every]

    def restored(self: object, values: list[object]) -> None:
        for name, value in zip(every, values, strict=True):
            object.__setattr__(self, name, value)

    methods = {
        "__init__": _when_called(late, "__init__", _constructor),
        "__eq__": _when_called(late, "__eq__", _equality),
        "__hash__": _when_called(late, "__hash__", _hash),
        "__repr__": _when_called(late, "__repr__", _shown),
        "__getstate__": state,
        "__setstate__": restored,
        "__setattr__": _assigned,
        "__delattr__": _deleted,
    }
    for name, method in methods.items():
        if name not in own:
            setattr(late, name, method)
    return cast("T", late)


def _when_called(made: type, name: str, text: Callable[[type, _Known], str]) -> Any:  # a method
    """A method that compiles its ``text`` when it is first called, and is that from then on."""

    def method(self: object, *values: object, **named: object) -> object:
        known: _Known = {}
        exec(text(made, known), known)
        setattr(made, name, known[name])
        return getattr(made, name)(self, *values, **named)

    return method


def _constructor(made: type, known: _Known) -> str:
    """It fills the slots themselves, as nothing else can."""
    known["MISSING"] = MISSING
    asked: dict[bool, list[str]] = {False: ["self"], True: []}
    lines = ["pass"]
    for field in dataclasses.fields(cast("Any", made)):
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
    return "\n ".join([head, *lines])


def _equality(made: type, _known: _Known) -> str:
    ours, theirs = _values(made, "self"), _values(made, "other")
    return (
        "def __eq__(self, other):\n"
        " if other.__class__ is not self.__class__: return NotImplemented\n"
        f" return {ours} == {theirs}"
    )


def _hash(made: type, _known: _Known) -> str:
    return f"def __hash__(self): return hash({_values(made, 'self')})"


def _shown(made: type, _known: _Known) -> str:
    fields = dataclasses.fields(cast("Any", made))
    inside = ", ".join(f"{field.name}={{self.{field.name}!r}}" for field in fields if field.repr)
    return f'def __repr__(self): return f"{{self.__class__.__qualname__}}({inside})"'


def _values(made: type, item: str) -> str:
    """The tuple of all that counts of ``item``."""
    compared = (field.name for field in dataclasses.fields(cast("Any", made)) if field.compare)
    return f"({''.join(f'{item}.{name},' for name in compared)})"


def _assigned(_self: object, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _deleted(_self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
