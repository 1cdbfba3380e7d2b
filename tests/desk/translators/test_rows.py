"""What a translator sees of a language: the figures of the command line, states, findings."""

import pytest
from cli.program import run_json
from desk.copies import LEAFLET, copied, edit_english, po

from leaflets.desk.translators.bench import bench_of
from leaflets.desk.translators.language_rows import language_rows
from leaflets.desk.translators.text_rows import FINDINGS, neighbours, text_table

OLD, NEW = "You take everolimus as a tablet.", "You take everolimus as one tablet."


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Polish and Arabic; in Polish one text is stale, one is missing and one has a fault."""
    made = copied(tmp_path_factory.mktemp("rows"), "pl", "ar")
    edit_english(made, "everolimus", OLD, NEW)
    text = po(made).read_text("utf-8")
    text = text.replace('msgstr "Dla kogo jest ten lek"', 'msgstr ""', 1)
    text = text.replace('msgstr "Skutki uboczne"', 'msgstr "Skutki (uboczne"', 1)
    po(made).write_text(text, "utf-8")
    return made


@pytest.fixture(scope="module")
def polish(desk):
    return text_table(bench_of(desk), "pl")


def test_figures_are_those_of_the_command_line(desk):
    told = run_json(
        "--source", desk.source, "--translations", desk.translations, "translations", "status"
    )
    shown = {
        row.language.code: (
            list(row.blocked),
            [
                (part.domain, {str(p): n for p, n in part.texts.items()}, part.percent)
                for part in row.leaflets
            ],
        )
        for row in language_rows(bench_of(desk))
    }
    assert shown == {
        language["code"]: (
            language["blocks_leaflets"],
            [(row["domain"], row["texts"], row["percent"]) for row in language["rows"]],
        )
        for language in told["languages"]
    }


def test_a_language_names_the_blocks_that_hold_it_up(desk):
    arabic, polish = language_rows(bench_of(desk))
    assert (arabic.blocked, polish.blocked) == ((LEAFLET,), (LEAFLET,))
    assert arabic.holding_up == ((LEAFLET, ("everolimus",)),)
    ((domain, blocks),) = polish.holding_up
    assert domain == LEAFLET
    assert "everolimus" in blocks
    assert len(blocks) == 2


def test_a_language_that_cannot_be_read_spoils_no_other(desk, tmp_path):
    spoilt = copied(tmp_path, "pl", "ar")
    po(spoilt, "ar").write_text('msgid "never closed\n', "utf-8")
    arabic, polish = language_rows(bench_of(spoilt))
    assert "a quotation mark is not closed" in arabic.fault
    assert (polish.fault, polish.percent) == ("", 100)


def test_texts_are_chosen_by_block_and_state(polish):
    (stale,) = polish.chosen(state="stale")
    assert (stale.key, stale.entry.previous[: len(OLD)]) == ("everolimus.how_you_have_it", OLD)
    assert stale.entry.source.startswith(NEW)
    (missing,) = polish.chosen(state="missing")
    assert missing.translations == ()
    assert {row.block for row in polish.chosen(f"{LEAFLET}/everolimus")} == {"everolimus"}
    assert polish.chosen(f"{LEAFLET}/general", "stale") == ()


def test_findings_stand_with_their_text(polish):
    (row,) = [
        row for row in polish.chosen(state=FINDINGS) if row.entry.targets[0] == "Skutki (uboczne"
    ]
    assert "a bracket is not closed" in {finding.message for finding in row.findings}


def test_the_next_text_is_the_next_of_those_chosen(polish):
    chosen = polish.chosen(f"{LEAFLET}/everolimus")
    first, last = chosen[0], chosen[-1]
    beside = neighbours(chosen, LEAFLET, first.key, polish.rows)
    assert (beside.before, beside.after) == (None, chosen[1])
    assert neighbours(chosen, LEAFLET, last.key, polish.rows).after is None
    outside = neighbours(chosen, LEAFLET, "leaflet.title", polish.rows)
    assert (outside.before, outside.after) == (None, first)
