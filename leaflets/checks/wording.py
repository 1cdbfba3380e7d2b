"""English text in; its sentences and words out, as a reader meets them on the page.

A list is read with its lead-in: "Some people may have:" and the point "headaches" are the sentence
"Some people may have headaches".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from leaflets.diagnostics import Location
from leaflets.model.source import (
    CardsSource,
    ContactSource,
    GlanceSource,
    ImprintSource,
    ProseSource,
    SourcePart,
    TermsSource,
    WaitingSource,
    messages,
)
from leaflets.model.text import Message

_ABBREVIATIONS = ("e.g.", "i.e.", "approx.", "vs.", "no.", "dr.", "mr.", "mrs.", "ms.", "prof.")
_STOP = re.compile(r"[.!?][\"”\u2019)\]]*\s+(?=[\"“\u2018(\[]*[A-Z0-9])|\n+")
_WORD = re.compile(r"\d+(?:[.,]\d+)*%?|[^\W_]+(?:[-\u2010\u2011'\u2019][^\W_]+)*")
_WHOLE = re.compile(r"[A-Z0-9].*[.!?][\"”\u2019)\]]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the place of its text. ``lead`` is the lead-in it was read with, if any."""

    text: str
    where: Location
    lead: str = ""


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of ``text``; "e.g." and "2.5" end none."""
    found = []
    start = 0
    for stop in _STOP.finditer(text):
        if text[start : stop.end()].rstrip().casefold().endswith(_ABBREVIATIONS):
            continue
        found.append(text[start : stop.end()].strip())
        start = stop.end()
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if sentence)


def words(text: str) -> tuple[str, ...]:
    """The words of ``text``; a hyphenated word is one."""
    return tuple(_WORD.findall(text))


def running_text(part: SourcePart) -> tuple[Sentence, ...]:
    """The sentences of a part that are read as such; headings and table rows are not."""
    match part.body:
        case ProseSource():
            return tuple(_prose(part.body))
        case CardsSource(cards=cards):
            return tuple(
                sentence
                for card in cards
                for value in card.values
                for sentence in _plain(value.meaning)
            )
        case WaitingSource(text=text, after=after) | ContactSource(text=text, after=after):
            return (*_plain(text), *_plain(after))
        case TermsSource(text=text) | ImprintSource(text=text):
            return tuple(_plain(text))
        case GlanceSource():
            return ()


def fragments(part: SourcePart) -> tuple[Sentence, ...]:
    """What a part says outside its sentences: its heading, rows of a table, names of results."""
    heading = tuple(_plain(part.heading))
    match part.body:
        case GlanceSource(rows=rows):
            return (*heading, *(s for row in rows for value in row.values for s in _plain(value)))
        case CardsSource(cards=cards):
            return (
                *heading,
                *(
                    sentence
                    for card in cards
                    for message in (card.name, *(value.word for value in card.values))
                    for sentence in _plain(message)
                ),
            )
        case _:
            return heading


def text_place(part: SourcePart) -> Location:
    """Where the part's text begins, after its heading."""
    own = (message for message in messages(part) if message != part.heading)
    return next((m.where for m in own if m.key.startswith(part.key)), part.where)


def _plain(message: Message | None) -> Iterator[Sentence]:
    if message:
        for sentence in sentences(message.source):
            yield Sentence(sentence, message.where)


def _prose(body: ProseSource) -> Iterator[Sentence]:
    opening = list(_plain(body.text))
    fragmentary = [item for item in body.items if not _WHOLE.fullmatch(item.text.source)]
    lead = ""
    if fragmentary and opening and opening[-1].text.endswith(":"):
        lead = opening[-1].text
        if len(fragmentary) == len(body.items):
            opening.pop()
    yield from opening
    for item in body.items:
        said = list(_plain(item.text))
        if lead and item in fragmentary and said:
            first = said.pop(0)
            yield Sentence(f"{lead[:-1]} {first.text}", first.where, lead)
        yield from said
    yield from _plain(body.after)
