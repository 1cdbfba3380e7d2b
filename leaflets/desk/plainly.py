"""What the program says to whoever types commands in; the same for whoever looks at a page, out."""

import re

from leaflets.desk.words import Words, marked
from leaflets.model.vocabulary import Vocabulary
from leaflets.selection.plain_words import PlainWords

_OPTION = re.compile(r"--([a-z][a-z0-9-]*)(?: (?:NAME=VALUE|whole-source|mention|approved))?")

_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?[,:;.?!]?(?:\s|$)")

_COMMAND = re.compile(r"`leaflets ([a-z]+)[^`]*`")

_PARTS = {
    "explain": marked("A list"),
    "languages": marked("Language"),
    "formats": marked("Paper and size of print"),
}
"""What a page calls what a command does."""

_CONTROLS = {
    "--language": marked("Language"),
    "--format": marked("Paper and size of print"),
    "--unanswered": marked("Results that are not known"),
    "--unanswered mention": marked("Results that are not known: Say that we wait for them"),
    "--missing whole-source": marked("Print all of it in English if a translation is missing"),
    "--require approved": marked("Print approved content only"),
    "--bilingual": marked("Set English beside the language, sentence by sentence"),
    "--include-later": marked("Print treatments that may come later"),
    "--imposed": marked("Sheets to fold"),
    "--confirm-secondary": marked("Yes, this leaflet is meant for this person"),
    "--history-complete": marked("They are all there were"),
}


def plainly(text: str, vocabulary: Vocabulary, _: Words) -> str:
    """``text`` with what a page calls its controls in place of the options of commands."""
    words = PlainWords(vocabulary)

    def control(found: re.Match[str]) -> str:
        name = found[1].replace("-", "_")
        if name in vocabulary.record_names:
            label = words.label(name)
            return f"“{label[:1].upper()}{label[1:]}”"
        called = _CONTROLS.get(found[0]) or _CONTROLS.get(f"--{found[1]}")
        return f"“{_(called)}”" if called else found[0]

    def part(found: re.Match[str]) -> str:
        called = _PARTS.get(found[1])
        return f"“{_(called)}”" if called else found[0]

    plain = _OPTION.sub(control, _COMMAND.sub(part, text))
    # A file's name or a key at its beginning is as it is.
    return plain[:1].upper() + plain[1:] if _WORD.match(plain) else plain
