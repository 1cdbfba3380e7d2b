"""What each file in ``source/`` may hold, as pydantic models.

They check the shape, and give the JSON Schemas from which an editor completes and underlines. What
the words mean (is this attribute declared, does that block exist) is checked in ``build``.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

from leaflets.content.code_shapes import CodesFile
from leaflets.content.shape import Identifier, Shape, Text, ValueId

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
FactId = Annotated[str, Field(pattern=r"^F[0-9]{2,3}$")]


def _truth(value: object) -> object:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _number(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value


Flagged = Annotated[bool, BeforeValidator(_truth)]
Count = Annotated[int, BeforeValidator(_number), Field(ge=0, le=40)]
Day = Annotated[date, Field(description="year-month-day, as in 2027-05-22")]


class RuleShape(BaseModel):
    """One of ``all``, ``any``, ``not``, ``printed``, or an attribute and the value it must have."""

    model_config = ConfigDict(extra="allow", frozen=True, defer_build=True)
    __pydantic_extra__: dict[str, str]

    all: "tuple[RuleShape, ...] | None" = None
    any: "tuple[RuleShape, ...] | None" = None
    not_: "RuleShape | None" = Field(default=None, alias="not")
    printed: str | None = None


class ValueShape(Shape):
    """A value of an attribute."""

    word: str = Field(default="", description="the value as the command line shows it")
    counts_as: str | None = Field(default=None, description="the value that rules read instead")
    reason: Text | None = Field(default=None, description="why a block is there, as a sentence")
    also: tuple[str, ...] = Field(default=(), description="other words for it in records")


class AttributeShape(Shape):
    """A fact about a person that rules may ask."""

    label: Text
    help: Text
    mention: Literal["result", "private"] = "private"
    waiting: Text | None = None
    values: dict[ValueId, ValueShape | None] = Field(default_factory=dict)
    unknown: tuple[str, ...] = Field(default=(), description="words in records for not known")
    drugs: Literal["prior", "current"] | None = None
    reasons: dict[Identifier, Text] = Field(default_factory=dict)


class DerivedValueShape(Shape):
    """A value of a derived attribute and the rule that gives it."""

    when: RuleShape
    reason: Text | None = None


class DerivedShape(Shape):
    """An attribute worked out from others."""

    label: Text
    values: dict[ValueId, DerivedValueShape]


class ShorthandShape(Shape):
    """A word for several attributes at once."""

    help: Text
    values: dict[ValueId, dict[Identifier, str]]


class DrugShape(Shape):
    """A drug, with the words that records use for it."""

    name: Text
    brands: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    near: tuple[Identifier, ...] = Field(
        default=(), description="drugs that leave it unknown whether this one was had"
    )


class ClassShape(Shape):
    """A group of drugs that rules may ask for."""

    name: Text
    members: tuple[Identifier, ...]
    near: tuple[Identifier, ...] = ()


class AttributesFile(Shape):
    """``attributes.yaml``: the closed vocabulary of rules and records."""

    attributes: dict[Identifier, AttributeShape]
    derived: dict[Identifier, DerivedShape] = Field(default_factory=dict)
    shorthands: dict[Identifier, ShorthandShape] = Field(default_factory=dict)
    drugs: dict[Identifier, DrugShape] = Field(default_factory=dict)
    classes: dict[Identifier, ClassShape] = Field(default_factory=dict)


class OtherDrugsFile(Shape):
    """``other_drugs.yaml``: drugs that records may name and no rule asks about."""

    drugs: dict[Identifier, DrugShape]


class TermShape(Shape):
    """A word that a reader may not know."""

    term: Text
    meaning: Text | None = None
    forms: tuple[str, ...] = Field(default=(), description="other ways it is written in the text")
    name: Flagged = Field(default=False, description="a proper name that no translation changes")
    generic: str = Field(default="", description="for a brand: the generic name that goes with it")


class GlossaryFile(Shape):
    """``glossary.yaml``: terms, their plain meaning, and the names that stay as they are."""

    terms: dict[Identifier, TermShape]


class FactShape(Shape):
    """A fact that the content must carry."""

    fact: Text
    under: str = Field(default="", description="the name of a condition; none: holds for everyone")
    terms: tuple[str, ...] = Field(default=(), description="numbers, intervals and names it needs")
    hedge: Literal[
        "", "only", "may", "can", "some", "usually", "often", "sometimes", "occasionally"
    ] = ""
    dated: Flagged = False
    safety: Flagged = False
    own: Flagged = False
    printed: Flagged = True
    same_as: tuple[FactId, ...] = ()


class FactsFile(Shape):
    """``facts.yaml`` of a leaflet: what it must carry, and under which condition."""

    conditions: dict[str, RuleShape] = Field(default_factory=dict)
    facts: dict[FactId, FactShape]


class GlanceRowShape(Shape):
    """A row that at-a-glance tables may have."""

    label: Text
    values: dict[Identifier, "GlanceValueShape"] = Field(default_factory=dict)


class GlanceValueShape(Shape):
    """A phrase that an at-a-glance row may hold."""

    text: Text
    drawing: str = ""


class TurnsToAskShape(Shape):
    """Where a conflict makes a block ask."""

    only_if: RuleShape | None = None
    unless: RuleShape | None = None


class ConflictShape(Shape):
    """A condition that is odd but possible."""

    when: RuleShape
    message: Text
    asks: dict[Identifier, TurnsToAskShape | None] = Field(default_factory=dict)


class FlagShape(Shape):
    """A note to the clinician."""

    message: Text
    when: RuleShape | None = None
    undecided: str = ""
    keys: tuple[str, ...] = ()


class LeafletFile(Shape):
    """``leaflet.yaml``: the title, the order of blocks, and the data beside the rules."""

    leaflet: Id
    title: Text
    short_title: Text
    lead: Text
    version: Text
    published: Day
    publisher: Text
    sources: tuple[Text, ...]
    dated_opening: str = ""
    sample_band: Text | None = None
    later_note: Text | None = None
    blocks: tuple[Identifier, ...]
    glance: dict[Identifier, GlanceRowShape] = Field(default_factory=dict)
    conflicts: dict[Id, ConflictShape] = Field(default_factory=dict)
    flags: dict[Id, FlagShape] = Field(default_factory=dict)


class PartShape(Shape):
    """What every part has."""

    heading: Text | None = None
    tone: Literal["plain", "warning", "note", "quotation"] = "plain"
    when: RuleShape | None = None
    ask: Literal["never"] | None = Field(default=None, description="never: hide instead of ask")
    later: Literal["never"] | None = Field(default=None, description="never: hide instead of later")
    safety: Flagged = False
    option: Literal["quotation"] | None = None
    only: Literal["sample"] | None = Field(
        default=None, description="sample: prints for as long as its block is a sample"
    )
    drawing: str = ""
    facts: tuple[FactId, ...] = ()


class ItemShape(Shape):
    """A point of a list with a rule of its own."""

    text: Text
    when: RuleShape


class ShortShape(Shape):
    """What stands in place of a part on a folded leaflet: the same facts in fewer words."""

    text: Text | None = Field(default=None, description="none: the part's own text")
    items: tuple[Identifier, ...] = Field(
        default=(), description="those points of the part's list that stay"
    )
    lines: Count = Field(default=0, description="ruled lines, below the part's closing paragraph")


Short = Annotated[
    Literal["same"] | ShortShape | None,
    Field(default=None, description="for folded leaflets; same: the same words, no heading"),
]


class ProsePart(PartShape):
    """A paragraph, a list, a closing paragraph, ruled lines."""

    kind: Literal["prose"] = "prose"
    short: Short = None
    text: Text | None = None
    items: dict[Identifier, Text | ItemShape] = Field(default_factory=dict)
    after: Text | None = None
    lines: Count = 0


class RowShape(Shape):
    """A row of one drug's at-a-glance table: phrases by name, or a text of its own."""

    values: tuple[Identifier, ...] = ()
    text: Text | None = None
    facts: tuple[FactId, ...] = ()


class GlancePart(PartShape):
    """An at-a-glance table."""

    kind: Literal["glance"]
    rows: dict[Identifier, RowShape]


class CardValueShape(Shape):
    """What a result card says for one value."""

    word: Text
    meaning: Text


class CardShape(Shape):
    """A result card."""

    name: Text
    values: dict[ValueId, CardValueShape]
    instead_of: tuple[Identifier, ...] = ()


class CardsPart(PartShape):
    """The person's results."""

    kind: Literal["results"]
    cards: dict[Identifier, CardShape]


class WaitingPart(PartShape):
    """The results that the leaflet waits for."""

    kind: Literal["waiting"]
    text: Text
    after: Text | None = None


class TermsPart(PartShape):
    """Words explained."""

    kind: Literal["terms"]
    short: ShortShape | None = None
    text: Text | None = None


class ContactPart(PartShape):
    """Whom to call."""

    kind: Literal["contact"]
    text: Text
    after: Text | None = None


class ImprintPart(PartShape):
    """What names this edition."""

    kind: Literal["imprint"]
    text: Text | None = None


def _kind(value: object) -> str:
    return str(value.get("kind", "prose")) if isinstance(value, dict) else "prose"


AnyPart = Annotated[
    Annotated[ProsePart, Tag("prose")]
    | Annotated[GlancePart, Tag("glance")]
    | Annotated[CardsPart, Tag("results")]
    | Annotated[WaitingPart, Tag("waiting")]
    | Annotated[TermsPart, Tag("terms")]
    | Annotated[ContactPart, Tag("contact")]
    | Annotated[ImprintPart, Tag("imprint")],
    Discriminator(_kind),
]


class BlockFile(Shape):
    """A block of a leaflet: a drug, a topic, or a piece of the frame."""

    block: Identifier
    kind: Literal["drug", "topic", "frame"]
    basis: Literal["sample"] | None = Field(
        default=None, description="sample: prints with the sample band and can't be approved"
    )
    title: Text
    brand: Text | None = None
    when: RuleShape | None = None
    version: Text = "1"
    review_by: Day | None = None
    review: Literal["general", "eligibility", "access"] | None = Field(
        default=None,
        description="how soon it is looked at again: general 36 months, eligibility 12 (a drug, "
        "unless it says otherwise), access 6",
    )
    sources: tuple[Text, ...] = ()
    never_with: tuple[Identifier, ...] = ()
    parts: dict[Identifier, AnyPart]


class ClinicFile(Shape):
    """``clinic.yaml``: the clinic's name and numbers; prose per language, or left out."""

    name: str = ""
    phone: str = ""
    phone_24h: str = ""
    hours: dict[str, str] | str = ""
    address: dict[str, str] | str = ""
    logo: str = ""


FILES: dict[str, type[Shape]] = {
    "attributes": AttributesFile,
    "other_drugs": OtherDrugsFile,
    "codes": CodesFile,
    "glossary": GlossaryFile,
    "facts": FactsFile,
    "leaflet": LeafletFile,
    "block": BlockFile,
    "clinic": ClinicFile,
}
"""Each kind of file, by the name of its schema."""
