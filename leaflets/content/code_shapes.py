"""What ``codes.yaml`` may hold, as pydantic models: which codes say what of a person."""

from typing import Annotated

from pydantic import Field

from leaflets.content.shape import Identifier, Shape, Text, ValueId

SystemAndCode = Annotated[
    str, Field(pattern=r"^[a-z0-9_]+ \S+$", description="a system and its code: loinc 48676-1")
]
Size = Annotated[str, Field(pattern=r"^[0-9]{1,2}$")]
Outcome = Annotated[str, Field(min_length=1)]


class SystemShape(Shape):
    """A system of codes."""

    uris: tuple[Text, ...] = Field(min_length=1)
    editions: str = Field(default="", description="how the URIs of its editions begin")


class ResultTestShape(Shape):
    """One way to find an attribute out."""

    codes: tuple[SystemAndCode, ...]
    column: str = Field(default="", description="the column of a table that holds the outcome")
    values: dict[Outcome, tuple[SystemAndCode, ...]] = Field(
        default_factory=dict, description="each outcome with codes that say it for this test only"
    )
    words: dict[Outcome, tuple[str, ...]] = Field(
        default_factory=dict, description="each outcome with the words that stand for it"
    )


class CombineShape(Shape):
    """What several tests make together."""

    when: dict[Identifier, tuple[Outcome, ...]]
    is_: str = Field(alias="is")
    waits: str = Field(default="", description="what is still to come, for the clinician")


class NotReadShape(Shape):
    """Tests that do not answer it."""

    codes: tuple[SystemAndCode, ...]
    why: Text


class ResultShape(Shape):
    """How an attribute is read from results."""

    words: tuple[Text, ...] = Field(default=(), description="its names in other programs' text")
    values: dict[ValueId, tuple[SystemAndCode, ...]] = Field(default_factory=dict)
    tests: dict[Identifier, ResultTestShape]
    combine: tuple[CombineShape, ...] = ()
    not_read: tuple[NotReadShape, ...] = ()


class ConditionShape(Shape):
    """Conditions that say a value of an attribute."""

    attribute: Identifier
    is_: str = Field(alias="is")
    codes: tuple[SystemAndCode, ...]
    unclear: tuple[SystemAndCode, ...] = ()


class ScopeShape(Shape):
    """The conditions of which one must be on record."""

    missing: Text
    codes: tuple[SystemAndCode, ...]
    unclear: tuple[SystemAndCode, ...] = ()


class LanguagesShape(Shape):
    """Languages of patients."""

    systems: tuple[Identifier, ...]
    not_printed: tuple[SystemAndCode, ...] = ()
    scripts: dict[Identifier, tuple[str, ...]] = Field(default_factory=dict)


class NeedsShape(Shape):
    """What a person needs to read a leaflet."""

    type_sizes: dict[Size, tuple[SystemAndCode, ...]] = Field(default_factory=dict)
    not_given: dict[Text, tuple[SystemAndCode, ...]] = Field(default_factory=dict)


class CodesFile(Shape):
    """``codes.yaml``: which codes of other programs say what of a person."""

    systems: dict[Identifier, SystemShape]
    outcomes: dict[Outcome, tuple[SystemAndCode, ...]] = Field(default_factory=dict)
    results: dict[Identifier, ResultShape] = Field(default_factory=dict)
    conditions: tuple[ConditionShape, ...] = ()
    scope: ScopeShape | None = None
    languages: LanguagesShape | None = None
    needs: NeedsShape | None = None
