"""The declarations and what was chosen in; the controls of a form, out.

Every attribute that content declares has one, with "not known" in it, as each has an option on the
command line.
"""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace

from leaflets.desk.making.asked import ANSWER, LISTED, OTHERS, SOME, Asked, Fields, one
from leaflets.layout.formats import PageFormat
from leaflets.model.rule import Asks, Rule, leaves
from leaflets.model.source import LeafletSource
from leaflets.model.vocabulary import NONE, UNKNOWN, Attribute, Vocabulary
from leaflets.translation.languages import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing to choose; ``detail`` is a second line about it, ``language`` its own language."""

    value: str
    text: str
    detail: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A question with one answer. ``chosen`` is empty where nobody answered yet."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drugs:
    """A question about drugs: not known, none, or some of a list and others by name.

    ``added``: they come on top of what is on record.
    """

    name: str
    label: str
    help: str
    chosen: str
    listed: tuple[Option, ...]
    ticked: frozenset[str]
    others: str
    added: bool = False

    @property
    def attribute(self) -> str:
        """The attribute that it is about."""
        return self.name.removeprefix(ANSWER)


Control = Choice | Drugs


def controls(
    leaflet: LeafletSource, vocabulary: Vocabulary, fields: Fields
) -> tuple[tuple[Control, ...], tuple[Choice, ...]]:
    """A control for each attribute, and one for each shorthand, as ``fields`` were filled in."""
    return (
        tuple(
            control(attribute, leaflet, vocabulary, fields) for attribute in vocabulary.attributes
        ),
        tuple(
            Choice(
                name=ANSWER + shorthand.id,
                label=_sentence(shorthand.id.replace("_", " ")),
                help=_sentence(shorthand.help),
                options=tuple(
                    Option(value=word, text=_sentence(word)) for word, _ in shorthand.values
                ),
                chosen=one(fields, ANSWER + shorthand.id, UNKNOWN),
            )
            for shorthand in vocabulary.shorthands
        ),
    )


def control(
    attribute: Attribute,
    leaflet: LeafletSource,
    vocabulary: Vocabulary,
    fields: Fields,
    otherwise: str = UNKNOWN,
) -> Control:
    """The control of one attribute; ``otherwise`` is chosen where ``fields`` say nothing."""
    name, label, told = ANSWER + attribute.id, _sentence(attribute.label), _sentence(attribute.help)
    if not attribute.holds_drugs:
        return Choice(
            name=name,
            label=label,
            help=told,
            options=tuple(
                Option(value=value.id, text=_sentence(value.word)) for value in attribute.values
            ),
            chosen=one(fields, name, otherwise),
        )
    ticked = frozenset(fields.get(LISTED + attribute.id, ()))
    others = one(fields, OTHERS + attribute.id)
    return Drugs(
        name=name,
        label=label,
        help=told,
        chosen=one(fields, name, SOME if ticked or others else otherwise),
        listed=tuple(_listed(leaflet, vocabulary)),
        ticked=ticked,
        others=others,
    )


def on_top(controls: Iterable[Control], known: Set[str]) -> tuple[Control, ...]:
    """``controls`` beside a record that says something of the attributes ``known``.

    What is on record can't be chosen again; drugs can be added to it.
    """
    found: list[Control] = []
    for shown in controls:
        if shown.name.removeprefix(ANSWER) not in known:
            found.append(shown)
        elif isinstance(shown, Drugs):
            found.append(replace(shown, added=True))
    return tuple(found)


def fields_of(asked: Asked, vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """The fields of a form that asks for ``asked``: what :func:`read_fields` reads so."""
    fields: dict[str, tuple[str, ...]] = {
        "language": (asked.language,),
        "format": (asked.page_format,),
        "unanswered": (asked.unanswered,),
        "record": (asked.record,),
        "sheets": (asked.imposed.value if asked.imposed else "pages",),
        "confirmed": tuple(sorted(asked.confirmed)),
    }
    flags = (
        "include_later",
        "with_quotation",
        "require_approved",
        "whole_source",
        "qr",
        "bilingual",
    )
    fields |= {name: ("yes",) for name in flags if getattr(asked, name)}
    for column, words in asked.columns.items():
        attribute = vocabulary.attribute(column)
        if attribute is None or not attribute.holds_drugs:
            known = column in vocabulary.record_names
            fields[ANSWER + column if known else column] = words
        elif words in ((NONE,), (UNKNOWN,)):
            fields[ANSWER + column] = words
        else:
            fields[ANSWER + column] = (SOME,)
            fields[LISTED + column] = words
    return fields


def language_options(languages: Iterable[Language]) -> tuple[Option, ...]:
    """Languages by their own names, with the English one beside it."""
    return tuple(
        Option(
            value=language.code,
            text=language.name,
            detail="" if language.name == language.english_name else language.english_name,
            language=language.code.replace("_", "-"),
        )
        for language in languages
    )


def format_options(formats: Iterable[PageFormat]) -> tuple[Option, ...]:
    """Page formats by paper and size of type, with what each is for."""
    return tuple(
        Option(
            value=page_format.name,
            text=paper_and_size(page_format),
            detail=page_format.description,
        )
        for page_format in formats
    )


def paper_and_size(page_format: PageFormat) -> str:
    """What a page calls a format."""
    return f"{page_format.paper}, {page_format.type.body.size:g} pt"


def _listed(leaflet: LeafletSource, vocabulary: Vocabulary) -> Iterator[Option]:
    """The drugs that some rule asks about or that may be taken for one of these, by name."""
    holding = {a.id for a in vocabulary.attributes if a.holds_drugs}
    asked: set[str] = set()
    for rule in _rules(leaflet, vocabulary):
        for clause in leaves(rule):
            if isinstance(clause, Asks) and clause.attribute in holding:
                asked |= vocabulary.counted_as(clause.value)
    for drug in vocabulary.drugs:
        if drug.id in asked:
            yield Option(value=drug.id, text=_sentence(drug.name), detail=", ".join(drug.brands))


def _rules(leaflet: LeafletSource, vocabulary: Vocabulary) -> Iterator[Rule]:
    for block in leaflet.blocks:
        yield block.when
        yield from (part.when for part in block.parts if part.when is not None)
    yield from (conflict.when for conflict in leaflet.conflicts)
    yield from (flag.when for flag in leaflet.flags if flag.when is not None)
    for derived in vocabulary.derived:
        yield from (value.when for value in derived.values)


def _sentence(text: str) -> str:
    """``text`` as it begins a line."""
    return text[:1].upper() + text[1:]
