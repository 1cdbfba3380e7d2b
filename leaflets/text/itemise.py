"""A text in, the script and the face of each character out, or the character that has no face."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from leaflets.text.bidi_classes import CLOSING_BRACKETS, OPENING_BRACKETS
from leaflets.text.characters import INSTRUCTIONS, script_of, stays_with_base
from leaflets.text.errors import MissingGlyph
from leaflets.text.fonts import FontFace, FontSet

# Arabic families draw these digits with serifs, and leave half a space beside a Latin word.
_NUMBER: Final = re.compile(
    r"[+\u2212-]?[0-9]"
    r"(?:(?:[0-9 \u00a0\u2009\u202f\u2060.,:/\u00d7\u2013\u2212+-]|\([0-9]{1,5}\))*[0-9])?"
    r"[%\u00b0]?"
)
_SPACES: Final = frozenset(" \u00a0")


def resolve_scripts(text: str, default: str) -> list[str]:
    """The script each character is set in.

    A character that scripts share takes the script before it, at the start the one after it, and
    ``default`` when there is no letter at all; a closing bracket takes that of its opening one
    (UAX #24, section 5.1).
    """
    scripts = list(map(script_of, text))
    found = set(scripts) - {""}
    if len(found) < 2:
        return [*(found or {default})] * len(text)
    current = next((script for script in scripts if script), default)
    opened: list[tuple[str, str]] = []
    for index, script in enumerate(scripts):
        if script:
            current = script
            continue
        scripts[index] = current
        character = text[index]
        if character == " ":
            continue
        if character in OPENING_BRACKETS:
            opened.append((OPENING_BRACKETS[character], current))
            del opened[:-64]  # as deep as UAX #9 pairs brackets
        elif character in CLOSING_BRACKETS:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == CLOSING_BRACKETS[character]:
                    current = opened[depth][1]
                    del opened[depth:]
                    scripts[index] = current
                    break
    return scripts


def choose_faces(
    text: str, scripts: Sequence[str], bold: Sequence[bool], fonts: FontSet, key: str = ""
) -> list[FontFace]:
    """The face of each character: the first of its script's chain that has it with its marks.

    A character that scripts share stays in the face before it when that has it, so that
    "Paracetamol 500 mg" is one font. A face is never chosen that lacks the character.

    Raises:
        MissingGlyph: No face of the chain has it.
    """
    faces: list[FontFace] = []
    face: FontFace | None = None
    length = len(text)
    for start, stretch in pairwise(sorted({0, length, *changes(scripts), *changes(bold)})):
        if start and bold[start] != bold[start - 1]:
            face = None
        chain = fonts.chain(scripts[start], bold=bold[start])
        index = len(faces)  # past the start if a mark here belongs to a character before it
        whole = False
        while index < stretch:
            if face is chain[0] and not whole:  # most stretches: all is in the script's own font
                whole = True
                if _has_stretch(face, text, index, stretch):
                    faces += [face] * (stretch - index)
                    break
            end = index + 1
            lone = end == length or not stays_with_base(text[end])
            if lone and face is chain[0] and ord(text[index]) in face.points:
                faces.append(face)
                index = end
                continue
            while end < length and stays_with_base(text[end]) and bold[end] == bold[start]:
                end += 1
            if text[index] in INSTRUCTIONS and end == index + 1:
                face = face or chain[0]
            elif not (face and not script_of(text[index]) and _has(face, text, index, end)):
                face = _first_with(chain, text[index:end], key)
            faces += [face] * (end - index)
            index = end
    if "Arab" in scripts:
        _suit_latin(text, scripts, bold, faces, fonts)
    return faces


def _suit_latin(
    text: str,
    scripts: Sequence[str],
    bold: Sequence[bool],
    faces: list[FontFace],
    fonts: FontSet,
) -> None:
    """In Arabic script, set Western numbers, and the spaces beside Latin, in the Latin face."""
    latin = {weight: fonts.chain("Latn", bold=weight)[0] for weight in (False, True)}
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        followed = end < len(text) and stays_with_base(text[end])
        if scripts[start] != "Arab" or followed:
            continue
        if latin[bold[start]].has_all(_shown(match[0])):
            faces[start:end] = [latin[bold[index]] for index in range(start, end)]
    for places in (range(len(text)), range(len(text) - 1, -1, -1)):
        beside = None
        for index in places:
            if text[index] in _SPACES and beside is latin[bold[index]]:
                faces[index] = beside
            if text[index] not in INSTRUCTIONS:
                beside = faces[index]


def changes(column: Sequence[object]) -> Iterator[int]:
    """Where a value is another one than before it."""
    if column and column.count(column[0]) < len(column):
        for index, (before, value) in enumerate(pairwise(column), 1):
            if before != value:
                yield index


def _has_stretch(face: FontFace, text: str, start: int, end: int) -> bool:
    """Whether the face has all characters, and no mark from beyond belongs to the last one."""
    if end < len(text) and stays_with_base(text[end]):
        return False
    return face.points.issuperset(map(ord, set(text[start:end]) - INSTRUCTIONS))


def _has(face: FontFace, text: str, start: int, end: int) -> bool:
    """Whether the face shows the base at ``start`` with the marks up to ``end``."""
    if end == start + 1:
        return ord(text[start]) in face.points or face.has(text[start])
    return face.has_all(_shown(text[start:end]))


def _shown(cluster: str) -> str:
    return "".join(character for character in cluster if character not in INSTRUCTIONS)


def _first_with(chain: tuple[FontFace, ...], cluster: str, key: str) -> FontFace:
    shown = _shown(cluster)
    for face in chain:
        if face.has_all(shown):
            return face
    names = tuple(face.name for face in chain)
    for character in shown:  # name the one that is to blame, not its base
        if not any(face.has(character) for face in chain):
            raise MissingGlyph(character, key=key, fonts=names)
    raise MissingGlyph(shown[-1], key=key, fonts=names)
