"""One text with all that a translator must know of it, and its place on the page."""

import io
from dataclasses import replace

import pytest
from desk.copies import LEAFLET, copied, edit_english
from PIL import Image

from leaflets.desk.translators.approving import ChangedSince, approve_texts, read_as
from leaflets.desk.translators.bench import bench_of
from leaflets.desk.translators.findings import printed_catalog
from leaflets.desk.translators.one_text import findings_of, one_text
from leaflets.desk.translators.place import Printer
from leaflets.errors import TranslationFault, UsageFault
from leaflets.translation.approvals import Ledger
from leaflets.translation.entries import CatalogFile, Entry
from leaflets.translation.plural_rules import plural_forms
from leaflets.translation.screen_words import word_key
from leaflets.translation.status import Progress


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return copied(tmp_path_factory.mktemp("text"), "pl", "ar")


def text(desk, key, language="pl", domain=LEAFLET):
    bench = bench_of(desk)
    return one_text(bench, bench.language(language), domain, key)


def printer(desk, language="pl"):
    bench = bench_of(desk)
    leaflet = bench.leaflet(LEAFLET)
    return Printer(
        content=bench.content,
        leaflet=leaflet,
        catalog=printed_catalog(bench, language, leaflet.id),
        day=bench.day,
        fonts=bench.fonts,
    )


def test_what_a_translator_must_know_stands_with_the_text(desk):
    heart = text(desk, "trastuzumab.heart", "ar")
    assert heart.facts.context.where == "Trastuzumab > Your heart (text)"
    assert heart.facts.context.when == "HER2 is positive"
    assert "safety" in heart.facts.context.note
    assert [term.english for term in heart.terms] == ["trastuzumab"]
    assert heart.terms[0].forms
    assert heart.language.right_to_left
    assert text(desk, "tool.page-of", domain="leaflets").placeholders == ("{page}", "{pages}")


def test_what_is_no_text_of_today_is_refused(desk):
    for domain, key in ((LEAFLET, "no.such"), ("no-such", "leaflet.title"), ("..", "x")):
        with pytest.raises(UsageFault, match="not a text of today"):
            text(desk, key, domain=domain)


def test_a_stale_text_tells_what_changed(tmp_path):
    desk = copied(tmp_path, "pl")
    edit_english(desk, "everolimus", "as a tablet", "as one tablet")
    stale = text(desk, "everolimus.how_you_have_it")
    assert stale.progress is Progress.STALE
    assert [(w.change.value, w.text) for w in stale.changed if w.change != "same"] == [
        ("removed", "a"),
        ("added", "one"),
    ]


def test_findings_are_of_what_was_typed_and_not_of_what_is_saved(desk):
    bench, shown = bench_of(desk), text(desk, "trastuzumab.how_you_have_it")
    assert findings_of(bench, shown, shown.entry.targets) == ()
    typed = shown.entry.targets[0].replace("3", "4").replace("trzy", "cztery")
    assert typed != shown.entry.targets[0]
    assert "numbers" in {f.check for f in findings_of(bench, shown, (typed,))}


def test_a_text_that_does_not_fit_its_place_is_found(desk):
    bench, label = bench_of(desk), text(desk, "glance.with")
    found = findings_of(bench, label, ("Współpodawanyzinnymilekami",))
    assert "fits" in {finding.check for finding in found}


def test_the_english_of_a_plural_form_is_that_of_its_numbers(tmp_path):
    shown = text(copied(tmp_path, "cy"), word_key("{n} day"), "cy", "desk")
    assert [(f.english, f.numbers[0]) for f in shown.forms][:3] == [
        ("{n} days", 0),
        ("{n} day", 1),
        ("{n} days", 2),
    ]


def test_plural_forms_tell_which_numbers_they_are_for(desk):
    many = Entry(key="a.n", source="{n} page", plural="{n} pages", targets=("", "", ""))
    headers = (("Plural-Forms", plural_forms("pl")),)
    bench = bench_of(desk)
    made = {"invented": CatalogFile(headers=headers, entries=(many,))}
    shown = one_text(replace(bench, templates=made), bench.language("pl"), "invented", "a.n")
    assert [(f.english, f.numbers) for f in shown.forms] == [
        ("{n} page", (1,)),
        ("{n} pages", (2, 3, 4, 22)),
        ("{n} pages", (0, 5, 6, 7)),
    ]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("everolimus.who", "everolimus.who"),
        ("everolimus.title", "everolimus"),
        ("leaflet.lead", "leaflet"),
        ("glossary.her2.meaning", "words.terms"),
        ("tool.page-of", "foot"),
        ("leaflet.short_title", "head"),
    ],
)
def test_a_text_stands_where_its_part_does(desk, key, name):
    placed = printer(desk).placed(key)
    assert placed.name == name
    assert placed.places
    assert all(0 <= place.top < place.bottom for place in placed.places)


def test_what_no_proof_has_is_in_no_place(desk):
    assert printer(desk).placed("tool.translation-band") is None


def test_the_picture_has_the_part_in_a_frame(desk):
    made = printer(desk)
    (place,) = made.placed("everolimus.who").places
    page = Image.open(io.BytesIO(made.picture((place,))))
    accent = (0x0A, 0x4A, 0x66)
    middle = int((place.top + place.bottom) / 2 * page.height / 841.89)
    left = [x for x in range(20) if page.getpixel((x, middle)) == accent]
    right = [x for x in range(page.width - 20, page.width) if page.getpixel((x, middle)) == accent]
    assert left
    assert right
    cut = Image.open(io.BytesIO(made.picture((place,), cut=True)))
    assert cut.width == page.width
    assert cut.height < page.height / 2


def test_what_was_read_is_what_is_approved(tmp_path):
    desk = copied(tmp_path, "pl")
    bench, shown = bench_of(desk), text(desk, "trastuzumab.heart")
    done = approve_texts(
        bench, "pl", LEAFLET, (shown.key,), by="A. Nowak", read=read_as((shown.entry,))
    )
    ledger = Ledger.read(desk.translations, "pl")
    assert done == (1, 0)
    assert list(ledger.by_key) == ["trastuzumab.heart"]  # and not its heading, which was not read
    (line,) = ledger.by_key["trastuzumab.heart"]
    assert (line.stage, line.by, line.date) == ("language", "A. Nowak", "2026-11-22")
    assert text(desk, "trastuzumab.heart").approvals == (line,)
    assert text(desk, "trastuzumab.heart").progress is Progress.LANGUAGE_APPROVED


def test_what_changed_since_it_was_read_is_not_approved(tmp_path):
    desk = copied(tmp_path, "pl")
    bench, shown = bench_of(desk), text(desk, "everolimus.who")
    with pytest.raises(ChangedSince):
        approve_texts(bench, "pl", LEAFLET, (shown.key,), by="A. Nowak", read="of yesterday")
    edit_english(desk, "everolimus", "as a tablet", "as one tablet")
    stale = text(desk, "everolimus.how_you_have_it")
    with pytest.raises(TranslationFault, match="can't be approved"):
        approve_texts(
            bench_of(desk), "pl", LEAFLET, (stale.key,), by="A. N.", read=read_as((stale.entry,))
        )
    assert Ledger.read(desk.translations, "pl").by_key == {}
