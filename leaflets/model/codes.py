"""Codes that records of other programs use, as declared: which code says what of a person.

A code counts only together with its system. Names that are shown beside a code are never matched.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Coding(NamedTuple):
    """A code of a system; the system by the id that the declarations give it."""

    system: str
    code: str

    def __str__(self) -> str:
        return f"{self.system} {self.code}"


Codes = frozenset[Coding]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSystem:
    """A system of codes: the URIs it goes by, and the beginning of those of its editions."""

    id: str
    uris: tuple[str, ...]
    editions: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultTest:
    """One way to find out an attribute: the codes of the test, and what its outcomes are called.

    ``coded`` and ``words`` give the outcome of a code, and of a casefolded word that stands in
    place of one. ``column`` is the column of a table that holds the outcome, if one does.
    """

    id: str
    codes: Codes
    coded: Mapping[Coding, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    column: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """What several tests make together: ``when`` names each of them with its possible outcomes.

    ``waits`` says, for the clinician, what is still to come.
    """

    when: Mapping[str, frozenset[str]]
    value: str
    waits: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultCodes:
    """How an attribute is read from results.

    ``values`` are codes that say a value of this attribute and no other. ``not_read`` are tests
    that do not answer it, each with the reason. ``words`` name it in other programs' display text.
    """

    attribute: str
    tests: tuple[ResultTest, ...]
    values: Mapping[Coding, str] = field(default_factory=dict)
    combinations: tuple[Combination, ...] = ()
    not_read: Mapping[Coding, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()

    @property
    def combined(self) -> frozenset[str]:
        """The tests whose outcomes are read together; any other says a value by itself."""
        return frozenset(test for rule in self.combinations for test in rule.when)

    def combine(self, outcomes: Mapping[str, str]) -> Combination | None:
        """What the outcome of each test makes together, or ``None`` where they do not agree."""
        for rule in self.combinations:
            if rule.when.keys() == outcomes.keys() and all(
                outcomes[test] in possible for test, possible in rule.when.items()
            ):
                return rule
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionCodes:
    """Conditions that say a value of an attribute; ``unclear`` ones may or may not."""

    attribute: str
    value: str
    codes: Codes
    unclear: Codes = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The conditions of which one must be on record before anything prints.

    ``unclear`` ones do not do by themselves. ``missing`` tells the clinician what is not there.
    """

    codes: Codes
    unclear: Codes
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedCodes:
    """Needs: the least size of type for a code, and what this program can't give."""

    type_sizes: Mapping[Coding, float] = field(default_factory=dict)
    not_given: Mapping[Coding, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageCodes:
    """Languages: those that are not for print, and those that are written in several scripts."""

    systems: frozenset[str] = frozenset()
    not_printed: Codes = frozenset()
    scripts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLists:
    """All codes that are declared. ``outcomes`` are what any test may say.

    ``drugs`` gives the drugs of a product, none for one that is known to be something else.
    """

    systems: tuple[CodeSystem, ...] = ()
    outcomes: Mapping[Coding, str] = field(default_factory=dict)
    results: tuple[ResultCodes, ...] = ()
    conditions: tuple[ConditionCodes, ...] = ()
    scope: Scope | None = None
    languages: LanguageCodes = LanguageCodes()
    needs: NeedCodes = NeedCodes()
    drugs: Mapping[Coding, tuple[str, ...]] = field(default_factory=dict)
    _of_uri: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        of_uri: dict[str, tuple[str, ...]] = {}
        for system in self.systems:
            for uri in system.uris:
                of_uri[uri] = (*of_uri.get(uri, ()), system.id)
        object.__setattr__(self, "_of_uri", of_uri)

    def systems_of(self, uri: str) -> tuple[str, ...]:
        """The systems that go by ``uri``: two may share the numbers of one."""
        uri = uri.strip()
        found = self._of_uri.get(uri) or self._of_uri.get(uri.rstrip("/"))
        if found is not None:
            return found
        for system in self.systems:
            if system.editions and uri.startswith(system.editions):
                return self._of_uri[system.uris[0]]
        return ()

    def system_named(self, name: str) -> tuple[str, ...]:
        """The systems that a list names by id or by URI."""
        known = tuple(s.id for s in self.systems if s.id == name.strip().casefold())
        return known or self.systems_of(name)

    def codings(self, uri: str, code: str) -> tuple[Coding, ...]:
        """What ``code`` may stand for where its system was given as ``uri``."""
        return tuple(Coding(system, code.strip()) for system in self.systems_of(uri))

    def result(self, attribute: str) -> ResultCodes | None:
        """How ``attribute`` is read from results, if it is."""
        return next((r for r in self.results if r.attribute == attribute), None)

    def test_column(self, column: str) -> tuple[ResultCodes, ResultTest] | None:
        """The test whose outcome a table has in ``column``."""
        for result in self.results:
            for test in result.tests:
                if column and test.column == column:
                    return result, test
        return None

    @property
    def test_columns(self) -> tuple[str, ...]:
        """Every column of a table that holds the outcome of a test."""
        return tuple(t.column for result in self.results for t in result.tests if t.column)

    def of_another_system(self, code: str, known: Iterable[Coding]) -> str:
        """The system that has ``code`` among ``known`` codes, where it stood under a wrong one."""
        return next((coding.system for coding in known if coding.code == code.strip()), "")
