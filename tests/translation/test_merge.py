import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from translation.catalogs import catalog, entry, template

from leaflets.errors import TranslationFault
from leaflets.translation.entries import EntryState
from leaflets.translation.merge import UNFINISHED, merge
from leaflets.translation.po_files import format_po, parse_po

KEYS = [f"block.part{number}" for number in range(6)]
WORDS = st.sampled_from(["How you have it", "How it works", "Side effects", "Call us."])
TEMPLATES = st.dictionaries(st.sampled_from(KEYS), WORDS, min_size=1).map(
    lambda texts: template(*texts.items())
)


@st.composite
def catalogs(draw):
    texts = draw(st.dictionaries(st.sampled_from(KEYS), WORDS))
    entries = []
    for key, source in texts.items():
        target = draw(st.sampled_from(["", f"translation of {key}"]))
        fuzzy = bool(target) and draw(st.booleans())
        stale = fuzzy and draw(st.booleans())
        entries.append(
            entry(
                key,
                source,
                target,
                flags=("fuzzy",) * fuzzy,
                previous=draw(WORDS) if stale else "",
                obsolete=bool(target) and draw(st.booleans()),
            )
        )
    return catalog(*sorted(entries, key=lambda e: e.obsolete))


def merged(made, had):
    return merge(made, had).catalog


@given(TEMPLATES, catalogs())
def test_merging_twice_is_merging_once(made, had):
    once = merged(made, had)
    assert merged(made, once) == once
    assert format_po(merged(made, parse_po(format_po(once).encode(), ""))) == format_po(once)


@given(TEMPLATES, catalogs())
def test_no_translation_moves_to_another_key_or_is_lost(made, had):
    after = {e.key: e for e in merged(made, had).entries}
    assert [e.key for e in merged(made, had).current()] == [e.key for e in made.entries]
    for old in had.entries:
        if old.targets[0]:
            assert after[old.key].targets == old.targets
    for key, new in after.items():
        assert new.targets[0] in ("", f"translation of {key}")


@given(TEMPLATES, TEMPLATES, catalogs())
def test_only_a_translation_of_todays_english_counts(first, second, had):
    for new in merged(second, merged(first, merged(first, had))).current():
        if new.state is EntryState.TRANSLATED:
            old = next(e for e in had.entries if e.key == new.key)
            made_from = old.previous if old.fuzzy and old.previous else old.source
            assert made_from == new.source


@given(TEMPLATES, TEMPLATES, catalogs())
def test_english_that_goes_back_makes_a_translation_good_again(now, other, had):
    before = merged(now, had)
    there_and_back = merged(now, merged(other, before))
    assert {e.key: e for e in there_and_back.current() if e.targets[0]} == {
        e.key: e for e in before.current() if e.targets[0]
    }


def test_a_changed_english_keeps_the_translation_and_the_oldest_english_it_was_made_from():
    had = catalog(entry("a", "Call us.", "Zadzwoń."))
    stale = merged(template(("a", "Write to us.")), had)
    again = merged(template(("a", "Visit us.")), stale)
    assert format_po(again).endswith(
        '#, fuzzy\n#| msgid "Call us."\nmsgctxt "a"\nmsgid "Visit us."\nmsgstr "Zadzwoń."\n'
    )


def test_what_is_not_asked_for_any_more_is_kept_and_comes_back():
    had = catalog(entry("a", "Call us.", "Zadzwoń."))
    gone = merged(template(("b", "Other")), had)
    assert '#~ msgctxt "a"' in format_po(gone)
    assert merged(template(("a", "Call us.")), gone).entries[0].state is EntryState.TRANSLATED


def test_a_translators_own_doubt_outlives_a_change_that_is_taken_back():
    had = catalog(entry("a", "Call us.", "Zadzwoń?", flags=("fuzzy",)))
    away = merged(template(("a", "Write.")), had)
    assert UNFINISHED in away.entries[0].remarks
    assert merged(template(("a", "Call us.")), away) == merged(template(("a", "Call us.")), had)


def test_a_key_that_stands_twice_is_refused_with_both_lines():
    had = catalog(entry("a", "A", "x", line=5), entry("a", "A", "y", line=9))
    with pytest.raises(TranslationFault, match=r"pl\.po:9: a stands twice, first in line 5"):
        merge(template(("a", "A")), had)


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
def test_msgfmt_reads_what_a_merge_wrote(tmp_path):
    long = "A sentence that is long enough to be wrapped over more than one line of the file. " * 2
    had = catalog(
        entry("a", long, "x"), entry("b", "B", "y"), entry("c", "C", "z", flags=("fuzzy",))
    )
    path = tmp_path / "pl.po"
    path.write_text(format_po(merged(template(("a", "New."), ("c", "Other.")), had)), "utf-8")
    done = subprocess.run(["msgfmt", "-o", "/dev/null", str(path)], check=False)
    assert done.returncode == 0
