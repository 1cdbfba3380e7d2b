"""Small translated leaflets: valid as they are, with what a test is about put in."""

from leaflets.model.leaflet import (
    BandLine,
    Block,
    Card,
    Cards,
    Contact,
    Field,
    Furniture,
    Leaflet,
    Part,
    Phone,
    Prose,
    Row,
    Table,
    Terms,
)
from leaflets.model.source import BlockKind, State, Tone
from leaflets.model.text import Translated

said = Translated
BAND = said("SAMPLE - not for patient use")
SENTENCE = "You can have examplinib every three weeks, as a drip or as a small injection."


def make_furniture(**changes):
    values = {
        "band": (BandLine(text=BAND),),
        "head_start": said("Riverside Clinic"),
        "head_end": said("Examples"),
        "page_of": said("Page {page} of {pages}"),
        "printed": said("Printed 22 November 2026"),
        "edition": said("Version 1, code ABCD"),
        "review": said("Next review 22 November 2027"),
        "personal": (
            Field(label=said("Name"), value=None),
            Field(label=said("Given by"), value=said("Jo Bell")),
            Field(label=said("Date"), value=said("22 November 2026")),
            Field(label=said("Clinic"), value=said("Riverside Clinic")),
        ),
        "continued": said("{title} (continued)"),
        "document_title": said("Patient information leaflet"),
    }
    return Furniture(**values | changes)


def make_leaflet(*blocks, **changes):
    values = {
        "id": "examples",
        "language": "en_GB",
        "title": said("Examplinib for an invented illness"),
        "lead": said("What it is, how you have it, and who to call."),
        "blocks": blocks or (make_topic(),),
        "furniture": make_furniture(),
        "state": State.SAMPLE,
        "code": "ABCD",
    }
    return Leaflet(**values | changes)


def prose(key="topic.a", text=SENTENCE, *, heading=None, tone=Tone.PLAIN, drawing="", **body):
    return Part(
        key=key,
        heading=None if heading is None else said(heading),
        tone=tone,
        drawing=drawing,
        body=Prose(text=None if text is None else said(text), **body),
    )


def make_topic(*parts, title="A topic", kind=BlockKind.TOPIC, **changes):
    return Block(key="topic", kind=kind, title=said(title), parts=parts or (prose(),), **changes)


def make_drug(*parts, name="Examplinib", rows=5):
    glance = Part(
        key="drug.glance",
        body=Table(
            tuple(
                Row(
                    label=said(f"Label {number}"),
                    values=(said(f"{name} value {number}"),),
                    drawing="drip" if number == 1 else "",
                )
                for number in range(1, rows + 1)
            )
        ),
    )
    return Block(
        key="drug",
        kind=BlockKind.DRUG,
        title=said(name),
        brand=said("Exampla"),
        why_label=said("Why this is here:"),
        why=(said("Your test is positive."),),
        parts=(glance, *parts),
    )


def make_results(count=3):
    cards = tuple(
        Card(
            name=said(f"Receptor {number}"),
            value=said("Positive"),
            meaning=said("The test found receptors."),
        )
        for number in range(1, count + 1)
    )
    return Block(
        key="results",
        kind=BlockKind.FRAME,
        title=said("What your results say"),
        parts=(Part(key="results.cards", body=Cards(cards)),),
    )


def make_help(number="020 7946 0958"):
    contact = Contact(
        text=said("If anything worries you, call us."),
        phones=(
            Phone(label=said("Day and night"), number=number and said(number), main=True),
            Phone(label=said("Clinic"), number=number and said("020 7946 0123")),
        ),
        after=said("Keep this leaflet."),
    )
    return Block(
        key="help",
        kind=BlockKind.FRAME,
        title=said("Who to call"),
        parts=(Part(key="help.call", body=contact),),
    )


def make_words(count=30):
    entries = tuple(
        (said(f"term {number}"), said("A word that has a plain meaning, explained in a sentence."))
        for number in range(count)
    )
    return Block(
        key="words",
        kind=BlockKind.FRAME,
        title=said("Words explained"),
        parts=(Part(key="words.terms", body=Terms(entries)),),
    )


def make_imprint():
    rows = tuple(Row(label=said(f"Row {n}"), values=(said("A value"),)) for n in range(6))
    return Block(
        key="about",
        kind=BlockKind.FRAME,
        title=said("About this leaflet"),
        parts=(Part(key="about.edition", body=Table(rows, intro=said("A sample."))),),
    )


def make_long_leaflet(**changes):
    """Every kind of thing there is, over many pages."""
    side_effects = prose(
        "drug.side",
        "Some people may have:",
        heading="Side effects",
        items=(said("headaches"), said("a rash"), said("a cold"), said("sore feet")),
        after=said("Call us if you are worried."),
    )
    heart = prose("drug.heart", heading="Your heart", tone=Tone.WARNING, drawing="heart")
    quoted = prose("drug.said", heading="One person's words", tone=Tone.QUOTATION)
    plain = prose("drug.how", " ".join([SENTENCE] * 3), heading="How you have it")
    drugs = tuple(
        make_drug(plain, side_effects, heart, quoted, name=name)
        for name in ("Examplinib", "Testumab", "Trialinib")
    )
    questions = make_topic(
        prose(
            "questions.ask",
            None,
            items=(said("What now?"), said("What next?")),
            after=said("Mine:"),
            lines=4,
        ),
        title="Questions to ask",
        kind=BlockKind.FRAME,
    )
    note = make_topic(prose("note.a", tone=Tone.NOTE), title="A note")
    return make_leaflet(
        make_results(),
        make_help(),
        *drugs,
        note,
        questions,
        make_words(),
        make_imprint(),
        **changes,
    )
