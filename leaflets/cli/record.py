"""The options of one record in; the record out, or one refusal that says all that is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import click

from leaflets.cli.options import VOCABULARY
from leaflets.errors import RecordFault, UsageFault
from leaflets.model.profile import Profile, Record
from leaflets.model.vocabulary import UNKNOWN, Vocabulary
from leaflets.records.answers import Refusal
from leaflets.records.columns import Columns, Reading, column_name, read_columns
from leaflets.records.files import read_record_file
from leaflets.selection.what_if import replaced

ANSWER = "answer_"


def record_of(ctx: click.Context, given: Mapping[str, Any]) -> Record:
    """The record that the options, or the file that they name, describe.

    Raises:
        UsageFault: An option says something that is not known.
        RecordFault: The record can't be printed: a bad value in it, or a contradiction.
    """
    vocabulary: Vocabulary = ctx.meta[VOCABULARY]
    typed = _typed(given, vocabulary)
    path = given.get("record")
    from_file = read_record_file(path, vocabulary) if path else {}
    reading = read_columns(_together(from_file, typed), vocabulary)
    for warning in reading.warnings:
        click.echo(f"Warning: {warning}", err=True)
    _refuse(reading, typed)
    return reading.record


def _typed(given: Mapping[str, Any], vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """What the options say, column by column."""
    typed: dict[str, tuple[str, ...]] = {
        name.removeprefix(ANSWER): tuple(words)
        for name, words in given.items()
        if name.startswith(ANSWER) and words
    }
    for column, words in _pairs("--set", given.get("set_values") or (), vocabulary):
        typed[column] = (*typed.get(column, ()), *words)
    return typed


def changed_profile(ctx: click.Context, profile: Profile, pairs: Sequence[str]) -> Profile:
    """``profile`` with the values that ``--change`` gives in place of its own.

    Raises:
        UsageFault: A name or a value is not known.
        RecordFault: Nobody can be like that.
    """
    vocabulary: Vocabulary = ctx.meta[VOCABULARY]
    columns = dict[str, tuple[str, ...]]()
    for column, words in _pairs("--change", pairs, vocabulary):
        columns[column] = (*columns.get(column, ()), *words)
    reading = read_columns(columns, vocabulary)
    _refuse(reading, columns)
    meant = {
        name
        for shorthand in vocabulary.shorthands
        if shorthand.id in columns
        for _, targets in shorthand.values
        for name, _ in targets
    }
    return replaced(profile, reading.record.profile, meant | set(columns), vocabulary)


def _pairs(
    option: str, pairs: Sequence[str], vocabulary: Vocabulary
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The column and words of each NAME=VALUE."""
    for pair in pairs:
        name, equals, value = pair.partition("=")
        column = column_name(name)
        if column not in vocabulary.record_names:
            close = get_close_matches(column, vocabulary.record_names, n=1)
            raise UsageFault(
                f'{option} "{name.strip()[:40]}" is not an attribute',
                hint=f"did you mean {close[0]}?"
                if close
                else f"attributes are {', '.join(vocabulary.record_names)}",
            )
        if not equals:
            raise UsageFault(
                f'{option} "{pair}" needs a name and a value', hint=f"{option} NAME=VALUE"
            )
        yield column, tuple(value.split(";"))


def _together(from_file: Columns, typed: Columns) -> dict[str, tuple[str, ...]]:
    """Both. What the file leaves unknown an option may answer; what differs is seen later."""
    joined = {column_name(heading): words for heading, words in from_file.items()}
    for column, words in typed.items():
        in_file = joined.get(column, ())
        known = any(word.strip().casefold() not in ("", UNKNOWN) for word in in_file)
        joined[column] = (*in_file, *words) if known else words
    return joined


def _refuse(reading: Reading, typed: Columns) -> None:
    if not reading.refusals:
        return
    listed = "\n".join(f"  {refusal}" for refusal in reading.refusals)
    if all(_is_usage(refusal, typed) for refusal in reading.refusals):
        raise UsageFault(f"this can't be read\n{listed}")
    raise RecordFault(f"this record can't be printed\n{listed}")


def _is_usage(refusal: Refusal, typed: Columns) -> bool:
    """Whether it was typed wrong; a contradiction is the record's fault wherever it was typed."""
    return refusal.column in typed and not refusal.contradiction
