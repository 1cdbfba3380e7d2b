"""``attributes.yaml`` and ``other_drugs.yaml`` in; the vocabulary of rules and records out."""

from leaflets.content.rules import Report, RuleReader, nearest
from leaflets.content.shapes import AttributesFile, AttributeShape, DrugShape, OtherDrugsFile
from leaflets.diagnostics import Diagnostic, Location
from leaflets.documents import Document
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
    spelling,
)


def build_vocabulary(
    document: Document,
    shape: AttributesFile,
    others: tuple[Document, OtherDrugsFile] | None,
    report: Report,
) -> Vocabulary:
    """The vocabulary that the two files declare; what is wrong in it is reported."""
    attributes = tuple(
        _attribute(document, name, shape.attributes[name]) for name in shape.attributes
    )
    drugs = [_drug(name, drug) for name, drug in shape.drugs.items()]
    if others:
        drugs += [_drug(name, drug) for name, drug in others[1].drugs.items()]
    classes = tuple(
        DrugClass(id=name, name=group.name, members=group.members, near=group.near)
        for name, group in shape.classes.items()
    )
    plain = Vocabulary(attributes=attributes, drugs=tuple(drugs), classes=classes)
    _check_drugs(document, shape, others, plain, report)
    # Derived attributes may rest on one another, in the order in which they stand.
    derived: tuple[Derived, ...] = ()
    for name, entry in shape.derived.items():
        so_far = Vocabulary(
            attributes=attributes, derived=derived, drugs=plain.drugs, classes=classes
        )
        rules = RuleReader(document, so_far, (), report)
        values = tuple(
            DerivedValue(
                id=value,
                word=value,
                when=rules.at("derived", name, "values", value, "when"),
                reason=_message(
                    document,
                    f"attributes.{name}.{value}",
                    v.reason,
                    "derived",
                    name,
                    "values",
                    value,
                    "reason",
                ),
            )
            for value, v in entry.values.items()
        )
        where = document.where_key("derived", name)
        derived += (Derived(id=name, label=entry.label, values=values, where=where),)
    whole = Vocabulary(
        attributes=attributes,
        derived=derived,
        drugs=plain.drugs,
        classes=classes,
        shorthands=tuple(
            Shorthand(
                id=name,
                help=entry.help,
                values=tuple((word, tuple(sets.items())) for word, sets in entry.values.items()),
            )
            for name, entry in shape.shorthands.items()
        ),
    )
    _check_shorthands(document, whole, report)
    return whole


def _attribute(document: Document, name: str, shape: AttributeShape) -> Attribute:
    path = ("attributes", name)
    kinds = {None: Kind.CHOICE, "prior": Kind.PRIOR_DRUGS, "current": Kind.CURRENT_DRUGS}
    values = tuple(
        Value(
            id=value,
            word=(v.word if v else "") or value,
            counts_as=v.counts_as if v else None,
            also=tuple(word.casefold() for word in v.also) if v else (),
            reason=_message(
                document,
                f"attributes.{name}.{value}",
                v.reason if v else None,
                *path,
                "values",
                value,
                "reason",
            ),
        )
        for value, v in shape.values.items()
    )
    reasons = tuple(
        (
            drug,
            Message(
                key=f"attributes.{name}.{drug}",
                source=text,
                where=document.where(*path, "reasons", drug),
            ),
        )
        for drug, text in shape.reasons.items()
    )
    return Attribute(
        id=name,
        label=shape.label,
        help=shape.help,
        kind=kinds[shape.drugs],
        mention=Mention(shape.mention),
        values=values,
        unknown_words=tuple(word.casefold() for word in shape.unknown),
        waiting=_message(document, f"attributes.{name}.waiting", shape.waiting, *path, "waiting"),
        drug_reasons=reasons,
        where=document.where_key(*path),
    )


def _message(document: Document, key: str, text: str | None, *path: str | int) -> Message | None:
    return None if text is None else Message(key=key, source=text, where=document.where(*path))


def _drug(name: str, shape: DrugShape) -> Drug:
    return Drug(
        id=name,
        name=shape.name,
        brands=shape.brands,
        synonyms=shape.synonyms,
        near=shape.near,
    )


def _check_drugs(
    document: Document,
    shape: AttributesFile,
    others: tuple[Document, OtherDrugsFile] | None,
    vocabulary: Vocabulary,
    report: Report,
) -> None:
    def fault(message: str, where: Location, hint: str = "") -> None:
        report(Diagnostic(check="vocabulary", message=message, where=where, hint=hint))

    known = {drug.id for drug in vocabulary.drugs}
    named: list[tuple[Location, tuple[str, ...]]] = []
    for name, drug in shape.drugs.items():
        named.append((document.where("drugs", name, "near"), drug.near))
    for name, group in shape.classes.items():
        named.append((document.where("classes", name), (*group.members, *group.near)))
        if name in known:
            fault(f"{name} is both a drug and a class", document.where_key("classes", name))
    for where, names in named:
        for name in names:
            if name not in known:
                fault(f'"{name}" is not a declared drug', where, nearest(name, known))
    first: dict[str, str] = {}
    lists = [(document, shape.drugs)]
    if others:
        lists.append((others[0], others[1].drugs))
    for source, drugs in lists:
        for name, drug in drugs.items():
            words = {spelling(w) for w in (name, drug.name, *drug.brands, *drug.synonyms)}
            for word in sorted(words):
                if first.setdefault(word, name) != name:
                    fault(
                        f'"{word}" is a word for {first[word]} and for {name}',
                        source.where_key("drugs", name),
                        "a record that says it could mean either; keep it at one of them",
                    )
    for name, attribute in shape.attributes.items():
        if attribute.drugs is None and not attribute.values:
            fault(f"{name} has no values", document.where_key("attributes", name))
        if attribute.mention == "result" and attribute.waiting is None:
            fault(
                f"{name} may be mentioned, but has no words for it",
                document.where_key("attributes", name),
                "add `waiting: your ... result`",
            )
        for value, v in attribute.values.items():
            at = document.where("attributes", name, "values", value)
            if value == UNKNOWN:
                fault("every attribute has the value unknown; it is not declared", at)
            if v and v.counts_as and v.counts_as not in {*attribute.values, UNKNOWN}:
                fault(f'"{v.counts_as}" is not a value of {name}', at)


def _check_shorthands(document: Document, vocabulary: Vocabulary, report: Report) -> None:
    for shorthand in vocabulary.shorthands:
        for word, sets in shorthand.values:
            for name, value in sets:
                where = document.where("shorthands", shorthand.id, "values", word, name)
                target = vocabulary.attribute(name) or vocabulary.derived_attribute(name)
                if target is None or target.value(value) is None:
                    report(
                        Diagnostic(
                            check="vocabulary",
                            message=f"{name}: {value} is not declared",
                            where=where,
                            hint=nearest(name, vocabulary.names),
                        )
                    )
