"""Valid things to test with: invented ones, made in one call and then overridden, and the shipped.

The invented vocabulary is about a marker ``zeta``, a receptor ``eta`` and drugs that do not exist.
"""

from datetime import date
from functools import cache
from pathlib import Path

from leaflets.content.valid import load_valid
from leaflets.model.profile import Profile
from leaflets.model.rule import ALWAYS, AllOf, AnyOf, Asks, Not
from leaflets.model.source import BlockKind, LeafletSource, ProseSource, SourceBlock, SourcePart
from leaflets.model.text import Message
from leaflets.model.vocabulary import (
    UNKNOWN,
    Attribute,
    Derived,
    DerivedValue,
    Drug,
    DrugClass,
    Kind,
    Mention,
    Shorthand,
    Value,
    Vocabulary,
)

PROJECT = Path(__file__).resolve().parent.parent
SOURCE = PROJECT / "source"


@cache
def shipped():
    """The content that the program ships."""
    return load_valid(SOURCE)


def all_of(*rules):
    return AllOf(rules)


def any_of(*rules):
    return AnyOf(rules)


def no(rule):
    return Not(rule)


def asks(**clause):
    """``asks(zeta="high")``: one clause."""
    ((name, value),) = clause.items()
    return Asks(name, value)


def message(text, key=""):
    return Message(key=key or text, source=text)


def make_attribute(name, *values, **more):
    """A choice between ``values``, each a word or a :class:`Value`."""
    made = tuple(v if isinstance(v, Value) else Value(id=v, word=v) for v in values)
    given = {"label": name, "help": name, "kind": Kind.CHOICE, "mention": Mention.RESULT}
    return Attribute(id=name, values=made, **(given | more))


def make_vocabulary(**more):
    """Two markers, one derived from both, drugs with a class, near misses and brands."""
    given = {
        "attributes": (
            make_attribute(
                "zeta",
                Value(id="high", word="high", also=("hi", "+")),
                "low",
                Value(id="faint", word="faint", counts_as="low"),
                Value(id="borderline", word="borderline", counts_as=UNKNOWN),
            ),
            make_attribute("eta", "present", "absent"),
            make_attribute("before", kind=Kind.PRIOR_DRUGS, mention=Mention.PRIVATE),
            make_attribute("now", kind=Kind.CURRENT_DRUGS, mention=Mention.PRIVATE),
        ),
        "derived": (
            Derived(
                id="either",
                label="either",
                values=(
                    DerivedValue(
                        id="yes",
                        word="yes",
                        when=any_of(asks(zeta="high"), asks(eta="present")),
                    ),
                    DerivedValue(
                        id="no", word="no", when=all_of(asks(zeta="low"), asks(eta="absent"))
                    ),
                ),
            ),
        ),
        "shorthands": (
            Shorthand(
                id="both",
                help="both at once",
                values=(
                    ("yes", (("either", "yes"),)),
                    ("no", (("zeta", "low"), ("eta", "absent"))),
                ),
            ),
        ),
        "drugs": (
            Drug(id="examplinib", name="examplinib", brands=("Examplo",), near=("examplinib_duo",)),
            Drug(id="examplinib_duo", name="examplinib duo", brands=("Duplo",)),
            Drug(id="placebozine", name="placebozine", synonyms=("PLZ-9",)),
            Drug(id="nullozine", name="nullozine"),
            Drug(id="oddozine", name="oddozine"),
            Drug(id="sugar", name="sugar"),
        ),
        "classes": (
            DrugClass(
                id="zines", name="zines", members=("placebozine", "nullozine"), near=("oddozine",)
            ),
        ),
    }
    return Vocabulary(**(given | more))


def make_profile(**answers):
    """``make_profile(zeta="high", before="examplinib sugar", now="")``.

    Drugs stand with spaces between them; an empty text is a set that is known to be empty.
    """
    drugs = {"before", "now", "prior", "current"}
    return Profile(
        choices={name: value for name, value in answers.items() if name not in drugs},
        drugs={
            name: tuple(sorted(value.split())) for name, value in answers.items() if name in drugs
        },
    )


def make_part(key, **more):
    return SourcePart(key=key, **({"body": ProseSource(text=message(f"text of {key}"))} | more))


def make_block(key, *parts, when=ALWAYS, **more):
    """A block of drug text; ``parts`` are parts, and there is one if none is given."""
    given = {"kind": BlockKind.DRUG, "title": message(key)}
    made = parts or (make_part(f"{key}.text"),)
    return SourceBlock(key=key, parts=tuple(made), when=when, **(given | more))


def make_leaflet(*blocks, **more):
    given = {
        "id": "invented",
        "title": message("An invented leaflet"),
        "short_title": message("Invented"),
        "lead": message("What it is."),
        "version": "1",
        "published": date(2026, 11, 22),
    }
    return LeafletSource(blocks=tuple(blocks), **(given | more))
