"""The closed vocabulary that rules and records share: attributes, their values, and drugs.

All of it is declared in ``source/``; nothing here knows a receptor or a drug by name.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from leaflets.diagnostics import Location
from leaflets.model.codes import CodeLists
from leaflets.model.rule import Rule
from leaflets.model.text import Message

UNKNOWN = "unknown"
"""The value that every attribute has besides its own; never read as any other."""

NONE = "none"
"""The word for a set of drugs that is known and empty."""


_LONGEST_NAME = 6
"""Words in the name of a drug, at the most."""


class Mention(StrEnum):
    """What a leaflet may say of an attribute whose value it waits for."""

    RESULT = "result"
    PRIVATE = "private"


class Kind(StrEnum):
    """What values an attribute takes: one of a list, or a set of drugs."""

    CHOICE = "choice"
    PRIOR_DRUGS = "prior-drugs"
    CURRENT_DRUGS = "current-drugs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of an attribute.

    ``counts_as`` is the value that rules read instead (or ``unknown``). ``reason`` is the sentence
    that tells a reader why a block is there. ``also`` are other words for it in records.
    """

    id: str
    word: str
    counts_as: str | None = None
    reason: Message | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A fact about a person that rules may ask.

    ``waiting`` names its result in the list of what a leaflet waits for. ``drug_reasons`` are the
    sentences that tell a reader why a block is there, for an attribute that holds drugs.
    ``unknown_words`` are casefolded words that records use for a value that is not known.
    """

    id: str
    label: str
    help: str
    kind: Kind
    mention: Mention
    values: tuple[Value, ...] = ()
    unknown_words: tuple[str, ...] = ()
    waiting: Message | None = None
    drug_reasons: tuple[tuple[str, Message], ...] = ()
    where: Location = field(default=Location(""), compare=False)

    @property
    def holds_drugs(self) -> bool:
        """Whether its value is a set of drugs."""
        return self.kind is not Kind.CHOICE

    def is_unknown(self, word: str) -> bool:
        """Whether ``word`` says that the value is not known."""
        folded = word.strip().casefold()
        return folded == UNKNOWN or folded in self.unknown_words

    def value(self, word: str) -> Value | None:
        """The value that ``word`` stands for, by id or by another word for it."""
        folded = word.strip().casefold()
        for value in self.values:
            if folded == value.id.casefold() or folded in value.also:
                return value
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedValue:
    """A value of a derived attribute, and the rule that gives it."""

    id: str
    word: str
    when: Rule
    reason: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """An attribute worked out from others; not known where none of its rules is true."""

    id: str
    label: str
    values: tuple[DerivedValue, ...]
    where: Location = field(default=Location(""), compare=False)

    def value(self, word: str) -> DerivedValue | None:
        """The value with this id."""
        return next((value for value in self.values if value.id == word.strip().casefold()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shorthand:
    """A word for several attributes at once: ``values`` maps each of its words to them."""

    id: str
    help: str
    values: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drug:
    """A drug by its generic name, with the brands and synonyms that records use.

    ``near`` are drugs that may or may not count as this one: had, they leave it not known.
    """

    id: str
    name: str
    brands: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugClass:
    """A group of drugs that a rule may ask for; records name the drug itself."""

    id: str
    name: str
    members: tuple[str, ...]
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Everything a rule or a record may say, and the codes by which other programs say it."""

    attributes: tuple[Attribute, ...]
    derived: tuple[Derived, ...] = ()
    shorthands: tuple[Shorthand, ...] = ()
    drugs: tuple[Drug, ...] = ()
    classes: tuple[DrugClass, ...] = ()
    codes: CodeLists = field(default_factory=CodeLists, compare=False)
    _attributes: dict[str, Attribute] = field(init=False, repr=False, compare=False)
    _derived: dict[str, Derived] = field(init=False, repr=False, compare=False)
    _drugs: dict[str, Drug] = field(init=False, repr=False, compare=False)
    _classes: dict[str, DrugClass] = field(init=False, repr=False, compare=False)
    _spellings: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_attributes", {a.id: a for a in self.attributes})
        object.__setattr__(self, "_derived", {d.id: d for d in self.derived})
        object.__setattr__(self, "_drugs", {d.id: d for d in self.drugs})
        object.__setattr__(self, "_classes", {c.id: c for c in self.classes})
        spellings = {
            spelling(word): drug.id
            for drug in self.drugs
            for word in (drug.id, drug.name, *drug.brands, *drug.synonyms)
        }
        object.__setattr__(self, "_spellings", spellings)

    def attribute(self, name: str) -> Attribute | None:
        """The declared attribute of that name."""
        return self._attributes.get(name)

    def derived_attribute(self, name: str) -> Derived | None:
        """The derived attribute of that name."""
        return self._derived.get(name)

    def drug(self, name: str) -> Drug | None:
        """The drug of that id."""
        return self._drugs.get(name)

    def drug_class(self, name: str) -> DrugClass | None:
        """The class of that id."""
        return self._classes.get(name)

    def drug_named(self, words: str) -> Drug | None:
        """The drug that a person wrote, by generic name, brand or synonym."""
        identifier = self._spellings.get(spelling(words))
        return None if identifier is None else self._drugs[identifier]

    def drugs_in(self, text: str) -> frozenset[str]:
        """Every drug that ``text`` names, the longest name where one stands inside another."""
        words = spelling(text).split("_")
        found: set[str] = set()
        at = 0
        while at < len(words):
            for end in range(min(len(words), at + _LONGEST_NAME), at, -1):
                if (drug := self._spellings.get("_".join(words[at:end]))) is not None:
                    found.add(drug)
                    at = end - 1
                    break
            at += 1
        return frozenset(found)

    def class_named(self, words: str) -> DrugClass | None:
        """The drug class that a person wrote."""
        wanted = spelling(words)
        return next((c for c in self.classes if wanted in {spelling(c.id), spelling(c.name)}), None)

    def members(self, name: str) -> tuple[str, ...]:
        """The drugs that are ``name``: those of the class, or the drug itself."""
        group = self.drug_class(name)
        return group.members if group else (name,)

    def near(self, name: str) -> frozenset[str]:
        """The drugs that may or may not count as ``name``."""
        group = self.drug_class(name)
        found = set(group.near) if group else set()
        for member in self.members(name):
            drug = self.drug(member)
            found |= set(drug.near) if drug else set()
        return frozenset(found)

    def counted_as(self, name: str) -> frozenset[str]:
        """The drugs that are ``name``, or may count as it."""
        return self.near(name) | set(self.members(name))

    @property
    def drug_words(self) -> tuple[str, ...]:
        """Every word a record may use for a drug."""
        return tuple(
            sorted({word for d in self.drugs for word in (d.id, d.name, *d.brands, *d.synonyms)})
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Every attribute that a rule may ask, derived ones last."""
        return tuple(self._attributes) + tuple(self._derived)

    @property
    def record_names(self) -> tuple[str, ...]:
        """Everything that a record may say of a person: attributes and shorthands."""
        return self.names + tuple(shorthand.id for shorthand in self.shorthands)


def spelling(words: str) -> str:
    """``words`` as drug names are compared: case, marks, hyphens and spaces do not count."""
    kept = (c if c.isalnum() else " " for c in words.casefold() if c not in "®™")
    return "_".join("".join(kept).split())
