"""An edit of one text: what is written, what is refused, and that nobody's work is lost."""

from dataclasses import replace

import pytest
from translation.catalogs import catalog, entry, template

from leaflets.errors import TranslationFault
from leaflets.translation.catalog_folder import catalog_path, write_if_changed
from leaflets.translation.edit import (
    EditConflict,
    Refusal,
    Refused,
    edited,
    fingerprint,
    refusals,
    tidy,
    tidy_remarks,
    write_edit,
)
from leaflets.translation.entries import EntryState
from leaflets.translation.exchange.rows import today
from leaflets.translation.merge import by_key
from leaflets.translation.po_files import format_po, read_po

DRIP = entry("a.drip", "You have a drip.", "Ma Pan kroplówkę.")
PRINTED = entry("a.printed", "Printed {date}", "Wydrukowano {date}")
TEMPLATES = {"invented": template(("a.drip", "You have a drip."), ("a.printed", "Printed {date}"))}


@pytest.fixture
def folder(tmp_path):
    write_if_changed(catalog_path(tmp_path, "pl", "invented"), format_po(catalog(DRIP, PRINTED)))
    return tmp_path


def there(folder, key="a.drip", templates=TEMPLATES):
    return by_key(today(folder, templates["invented"], "invented", "pl"))[key]


def write(folder, *targets, key="a.drip", templates=TEMPLATES, **more):
    given = {"seen": fingerprint(there(folder, key, templates))} | more
    return write_edit(folder, templates, "pl", "invented", key, targets, **given)


def on_disk(folder):
    return read_po(catalog_path(folder, "pl", "invented"))


def test_an_edit_changes_its_entry_and_nothing_else(folder):
    before = today(folder, TEMPLATES["invented"], "invented", "pl")
    write(folder, "Dostaje Pani kroplówkę.")
    kept = tuple(
        replace(e, targets=("Dostaje Pani kroplówkę.",)) if e.key == "a.drip" else e
        for e in before.entries
    )
    written = catalog_path(folder, "pl", "invented").read_text("utf-8")
    assert written == format_po(replace(before, entries=kept))


def test_a_second_edit_of_the_same_text_is_a_conflict_and_loses_nothing(folder):
    seen = fingerprint(there(folder))
    write(folder, "Pierwsza.", seen=seen)
    with pytest.raises(EditConflict) as conflict:
        write(folder, "Druga.", seen=seen)
    assert conflict.value.now.targets == ("Pierwsza.",)
    assert on_disk(folder).entries[0].targets == ("Pierwsza.",)


def test_edits_of_two_texts_from_the_same_view_both_stay(folder):
    drip, printed = fingerprint(there(folder)), fingerprint(there(folder, "a.printed"))
    write(folder, "Kroplówka.", seen=drip)
    write(folder, "Druk: {date}", key="a.printed", seen=printed)
    assert [e.targets[0] for e in on_disk(folder).entries] == ["Kroplówka.", "Druk: {date}"]


def test_a_change_of_the_english_meanwhile_is_a_conflict_too(folder):
    seen = fingerprint(there(folder))
    newer = {"invented": template(("a.drip", "You have a drip once."), ("a.printed", "x {date}"))}
    with pytest.raises(EditConflict) as conflict:
        write(folder, "Nowe.", seen=seen, templates=newer)
    assert conflict.value.now.previous == "You have a drip."


def test_saving_a_stale_text_makes_it_good_even_as_it_is(folder):
    newer = {"invented": template(("a.drip", "You have one drip."), ("a.printed", "x {date}"))}
    assert there(folder, templates=newer).state is EntryState.STALE
    saved = write(folder, "Ma Pan kroplówkę.", templates=newer)
    assert (saved.state, saved.previous) == (EntryState.TRANSLATED, "")
    assert on_disk(folder).entries[0] == saved


def test_an_unfinished_text_is_kept_and_does_not_print(folder):
    assert write(folder, "Ma Pan", unfinished=True).state is EntryState.STALE
    assert on_disk(folder).entries[0].fuzzy
    assert write(folder, "Ma Pan kroplówkę").state is EntryState.TRANSLATED


def test_an_empty_text_is_missing_and_not_unfinished(folder):
    assert write(folder, "", unfinished=True).state is EntryState.EMPTY
    assert not on_disk(folder).entries[0].fuzzy


def test_every_plural_form_is_written():
    many = entry("a.pages", "{n} page", "{n} strona", "", "", plural="{n} pages")
    assert edited(many, ("{n} strona", "{n} strony", "{n} stron")).state is EntryState.TRANSLATED
    assert refusals(many, ("{n} strona", "strony", "")) == (Refused(Refusal.PLACEHOLDERS, 1),)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Wydrukowano", Refused(Refusal.PLACEHOLDERS, 0)),
        ("Wydrukowano {data}", Refused(Refusal.PLACEHOLDERS, 0)),
        ("Wydrukowano {date", Refused(Refusal.PLACEHOLDERS, 0)),
        ("Wydrukowano {date.year}", Refused(Refusal.PLACEHOLDERS, 0)),
        ("{date}\u2028x", Refused(Refusal.CHARACTER, 0, "U+2028")),
        ("{date}\x85x", Refused(Refusal.CHARACTER, 0, "U+0085")),
        ("{date}\x00", Refused(Refusal.CHARACTER, 0, "U+0000")),
    ],
)
def test_what_would_spoil_a_leaflet_or_the_file_is_refused(folder, text, why):
    assert refusals(PRINTED, (text,)) == (why,)
    before = catalog_path(folder, "pl", "invented").read_bytes()
    with pytest.raises(TranslationFault, match=r"a\.printed"):
        write(folder, text, key="a.printed")
    assert catalog_path(folder, "pl", "invented").read_bytes() == before


@pytest.mark.parametrize("text", ['"; quit\n\\" x', "=1+1", "<script>", 'msgid "x"', "\u202eabc"])
def test_hostile_text_is_written_as_the_text_it_is(folder, text):
    write(folder, text)
    assert on_disk(folder).entries[0].targets == (text,)


def test_a_key_that_is_no_text_of_today_is_not_written(folder):
    with pytest.raises(TranslationFault, match="no such text"):
        write_edit(folder, TEMPLATES, "pl", "invented", "a.other", ("x",), seen="")


def test_text_from_a_form_is_tidied():
    assert tidy("  e\u0301t\r\ne\r \n", "summer") == "ét\ne"
    assert tidy(" od", " from") == " od"


def test_remarks_stay_unless_others_are_given_and_are_part_of_what_was_read(folder):
    seen = fingerprint(there(folder))
    write(folder, "Jedna.", remarks="ignore: length - said\nshorter", seen=seen)
    assert on_disk(folder).entries[0].remarks == "ignore: length - said\nshorter"
    write(folder, "Druga.")
    assert on_disk(folder).entries[0].remarks == "ignore: length - said\nshorter"
    with pytest.raises(EditConflict):
        write(folder, "Trzecia.", seen=seen)


def test_remarks_from_a_form_are_lines_of_words():
    assert tidy_remarks(" one\r\n\r\n two\u2028three \n") == "one\ntwo three"
    assert tidy_remarks("\n") == ""
