"""The fields of a form in; what is asked for with them, as the command line would be, out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from leaflets.model.vocabulary import NONE, UNKNOWN, Vocabulary
from leaflets.print.sheets import Marks
from leaflets.records.columns import Columns

Fields = Mapping[str, tuple[str, ...]]
"""What a form sent: the values of each of its fields."""

ANSWER = "answer_"
"""Before the name of an attribute, where a field of the form is about it."""

LISTED = "listed_"
"""Before the name of an attribute that holds drugs: those that were ticked."""

OTHERS = "others_"
"""Before it, again: those that were written, with commas between them."""

SOME = "some"
"""What is chosen of drugs if there are some."""

PERSONAL = ("name", "given_by", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something in a form that can't be taken. ``field`` is empty where it is about all of it."""

    field: str
    message: str
    hint: str = ""


class Refused(Exception):
    """What was asked for can't be made; nothing was. All that is wrong, at once."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(fault.field for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A leaflet as a form asks for it.

    ``columns`` are those of a record. ``record`` is the key of a record that was read here, and
    ``confirmed`` what was confirmed besides about it. ``unsaid`` are attributes of which there are
    to be some drugs, and none is named yet.
    """

    columns: Columns
    language: str
    page_format: str
    unanswered: str
    include_later: bool = False
    with_quotation: bool = False
    require_approved: bool = False
    whole_source: bool = False
    bilingual: bool = False
    qr: bool = False
    imposed: Marks | None = None
    record: str = ""
    confirmed: frozenset[str] = field(default_factory=frozenset)
    unsaid: tuple[str, ...] = ()


def read_fields(fields: Fields, vocabulary: Vocabulary, otherwise: Asked) -> Asked:
    """What ``fields`` ask for; a field that is not there is as in ``otherwise``."""
    columns: dict[str, tuple[str, ...]] = {}
    unsaid: list[str] = []
    for attribute in vocabulary.attributes:
        if attribute.holds_drugs:
            words = _drugs(fields, attribute.id)
        else:
            words = _known(fields.get(ANSWER + attribute.id, ()))
        if words:
            columns[attribute.id] = words
        elif fields.get(ANSWER + attribute.id) == (SOME,):
            unsaid.append(attribute.id)
    for shorthand in vocabulary.shorthands:
        if words := _known(fields.get(ANSWER + shorthand.id, ())):
            columns[shorthand.id] = words
    for name in PERSONAL:
        if text := one(fields, name).strip():
            columns[name] = (text,)
    marks = one(fields, "sheets", "pages")
    return Asked(
        columns=columns,
        language=one(fields, "language", otherwise.language),
        page_format=one(fields, "format", otherwise.page_format),
        unanswered=one(fields, "unanswered", otherwise.unanswered),
        include_later="include_later" in fields,
        with_quotation="with_quotation" in fields,
        require_approved="require_approved" in fields,
        whole_source="whole_source" in fields,
        bilingual="bilingual" in fields,
        qr="qr" in fields,
        imposed=Marks(marks) if marks in list(Marks) else None,
        record=one(fields, "record"),
        confirmed=frozenset(fields.get("confirmed", ())),
        unsaid=tuple(unsaid),
    )


def one(fields: Fields, name: str, otherwise: str = "") -> str:
    """The one value of a field, or ``otherwise``."""
    found = fields.get(name, ())
    return found[0] if found else otherwise


def _known(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word.strip() and word != UNKNOWN)


def _drugs(fields: Fields, name: str) -> tuple[str, ...]:
    """The words about drugs: what was ticked and written, and what does not go with it.

    Whoever says that nothing is known, or that there was none, and names a drug all the same is
    refused where the record is read, as two words that contradict each other.
    """
    written = one(fields, OTHERS + name).replace(";", ",").split(",")
    drugs = (*fields.get(LISTED + name, ()), *(word.strip() for word in written if word.strip()))
    state = one(fields, ANSWER + name, SOME if drugs else UNKNOWN)
    if state == NONE:
        return (NONE, *drugs)
    if state == SOME:
        return drugs
    return (UNKNOWN, *drugs) if drugs else ()
