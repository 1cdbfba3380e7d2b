import pytest

from leaflets.checks.wording import running_text, sentences, text_place, words
from leaflets.diagnostics import Location
from leaflets.model.source import GlanceRow, GlanceSource, Item, ProseSource, SourcePart
from leaflets.model.text import Message


def message(text, line=1, key="a.b"):
    return Message(key=key, source=text, where=Location("a.yaml", line, 1))


def prose(text, *items, after=None):
    return SourcePart(
        key="a.b",
        heading=message("A heading"),
        body=ProseSource(
            text=message(text) if text else None,
            items=tuple(Item(text=message(item, 2 + n)) for n, item in enumerate(items)),
            after=message(after, 9) if after else None,
        ),
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One here. Two there.", ("One here.", "Two there.")),
        ("Is it? It is! Good.", ("Is it?", "It is!", "Good.")),
        ("Drinks, e.g. Tea, are fine.", ("Drinks, e.g. Tea, are fine.",)),
        ("Ask Dr. Who. Then go.", ("Ask Dr. Who.", "Then go.")),
        ("Take 2.5 mg. Then wait.", ("Take 2.5 mg.", "Then wait.")),
        ("They said: “Go.” We went.", ("They said: “Go.”", "We went.")),
        ("(It is so.) You know.", ("(It is so.)", "You know.")),
        ("A title\n\nA text", ("A title", "A text")),
        ("No stop", ("No stop",)),
        ("", ()),
    ],
)
def test_a_text_falls_into_sentences(text, found):
    assert sentences(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("flu-like symptoms", ("flu-like", "symptoms")),
        ("It\u2019s 2.5 mg, isn't it?", ("It\u2019s", "2.5", "mg", "isn't", "it")),
        ("with/after (CNS)", ("with", "after", "CNS")),
        ("- \N{EN DASH} ...", ()),
    ],
)
def test_a_text_falls_into_words(text, found):
    assert words(text) == found


def test_a_point_is_read_with_its_lead_in():
    part = prose("It is mild. Some may have:", "headaches", "a rash", after="Tell us.")
    assert [sentence.text for sentence in running_text(part)] == [
        "It is mild.",
        "Some may have headaches",
        "Some may have a rash",
        "Tell us.",
    ]


def test_a_point_keeps_its_own_place():
    part = prose("Some may have:", "headaches", "a rash")
    assert [sentence.where.line for sentence in running_text(part)] == [2, 3]


def test_a_point_that_is_a_sentence_is_read_alone():
    part = prose("Questions to ask:", "What is it?", "Who can help?")
    assert [sentence.text for sentence in running_text(part)] == [
        "Questions to ask:",
        "What is it?",
        "Who can help?",
    ]


def test_points_without_a_lead_in_are_read_alone():
    assert [sentence.text for sentence in running_text(prose(None, "a rash", "pain"))] == [
        "a rash",
        "pain",
    ]


def test_rows_of_a_table_are_not_running_text():
    row = GlanceRow(label=message("How"), values=(message("a drip", 5, "a.b.how"),))
    part = SourcePart(key="a.b", body=GlanceSource((row,)))
    assert running_text(part) == ()


def test_the_place_of_a_text_is_not_that_of_its_heading():
    part = SourcePart(
        key="a.b",
        heading=message("A heading", 3),
        body=ProseSource(text=message("A text.", 4)),
        where=Location("a.yaml", 2, 1),
    )
    assert text_place(part) == Location("a.yaml", 4, 1)
