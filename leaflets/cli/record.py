"""The options of one record in; the record out, or one refusal that says all that is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflets.cli.options import VOCABULARY
from leaflets.cli.settings import Settings
from leaflets.errors import RecordFault, UsageFault
from leaflets.model.evidence import Provenance
from leaflets.model.profile import Profile
from leaflets.model.vocabulary import Vocabulary
from leaflets.records.answers import Refusal
from leaflets.records.columns import Columns, Reading, column_name, read_columns

if TYPE_CHECKING:
    from leaflets.records.fhir.found import Said
    from leaflets.records.reader import RecordReader
    from leaflets.records.tables import Row, Table

ANSWER = "answer_"


def reading_of(ctx: click.Context, given: Mapping[str, Any], settings: Settings) -> Reading:
    """The record that the options, or the file that they name, describe, with its evidence.

    Raises:
        UsageFault: An option says something that is not known.
        RecordFault: The record can't be printed: a bad value in it, or a contradiction.
    """
    vocabulary = _with_site_lists(ctx.meta[VOCABULARY], settings)
    typed = _typed(given, vocabulary)
    path = given.get("record")
    if path:
        reader = reader_of(vocabulary, given, settings)
        if not reader.is_fhir(path):
            _refuse_fhir_options(given)
        reading = reader.record(path, typed)
    else:
        _refuse_fhir_options(given)
        reading = read_columns(typed, vocabulary)
    for warning in reading.warnings:
        click.echo(f"Warning: {warning}", err=True)
    _refuse(reading, typed)
    return reading


def provenance_of(reading: Reading) -> Provenance | None:
    """What a reading of FHIR says of itself; ``None`` for any other."""
    if not reading.imported:
        return None
    profile = reading.record.profile
    return Provenance(evidence=reading.evidence, conflicts=reading.conflicts, open=profile.open)


def _with_site_lists(vocabulary: Vocabulary, settings: Settings) -> Vocabulary:
    """``vocabulary`` with the site's own lists of products.

    Raises:
        UsageFault: One of them has faults.
    """
    lists = settings.records.code_lists
    if not lists:
        return vocabulary
    from leaflets.content.code_list import with_site_lists

    return with_site_lists(vocabulary, lists)


def reader_of(
    vocabulary: Vocabulary, given: Mapping[str, Any], settings: Settings
) -> "RecordReader":
    """What reads records with the site's own words; ``vocabulary`` has its products in it."""
    from leaflets.records.reader import RecordReader
    from leaflets.records.words import TableWords

    return RecordReader(
        vocabulary=vocabulary,
        words=TableWords(columns=settings.records.columns, values=settings.records.values),
        said=said_of(given, settings),
    )


def said_of(given: Mapping[str, Any], settings: Settings) -> "Said":
    """What the clinician and the site say about records that these can't say themselves."""
    from leaflets.records.fhir.found import Said

    return Said(
        history_complete=bool(given.get("history_complete")),
        in_scope=bool(given.get("confirm_secondary")),
        # Nobody asks `explain` for a language.
        language_chosen="language" not in given or bool(given.get("language")),
        today=settings.today or date.today(),  # noqa: DTZ011  # the clinic's own calendar day
        oldest_days=settings.records.oldest_result_days,
    )


def table_of(
    path: Path, vocabulary: Vocabulary, given: Mapping[str, Any], settings: Settings
) -> "Table":
    """A list of records, read with the site's own words and lists of products.

    Raises:
        UsageFault: The list can't be read.
    """
    reader = reader_of(_with_site_lists(vocabulary, settings), given, settings)
    if not path.is_dir() and not reader.is_fhir(path):
        _refuse_fhir_options(given)
    return reader.table(path)


def rows_of(
    path: Path, vocabulary: Vocabulary, given: Mapping[str, Any], settings: Settings
) -> "Iterator[Row]":
    """Each record of such a list.

    Raises:
        UsageFault: The list can't be read.
    """
    from leaflets.records.tables import unrepeated

    return unrepeated(table_of(path, vocabulary, given, settings))


def _refuse_fhir_options(given: Mapping[str, Any]) -> None:
    for name in ("history_complete", "confirm_secondary"):
        if given.get(name):
            raise UsageFault(
                f"--{name.replace('_', '-')} is for FHIR records only",
                hint="options and record files say for themselves what is known",
            )


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
    from leaflets.selection.what_if import replaced

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
            from difflib import get_close_matches

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
