import re

from translation.catalogs import LEAFLET, ROOT, SOURCE

from leaflets.content.valid import load_valid
from leaflets.model.source import messages
from leaflets.translation import words
from leaflets.translation.extract import extract_leaflet, extract_words
from leaflets.translation.po_files import format_po
from leaflets.translation.template import templates

CONTENT = load_valid(SOURCE)
(LEAFLET_SOURCE,) = CONTENT.leaflets
FOUND = {e.message.key: e for e in extract_leaflet(LEAFLET_SOURCE, CONTENT.vocabulary)}


def test_every_text_of_every_part_is_there_and_no_proper_name():
    for block, part in LEAFLET_SOURCE.parts():
        for message in (block.title, *messages(part)):
            assert FOUND[message.key].message.source == message.source
    assert "trastuzumab.brand" not in FOUND
    assert "glossary.trastuzumab" not in FOUND
    assert "glossary.cancer_drugs_fund.meaning" in FOUND


def test_labels_reasons_waiting_words_and_glossary_are_there():
    assert {
        "leaflet.title",
        "leaflet.sample_band",
        "glance.often",
        "glance.often.every_three_weeks",
        "attributes.er.waiting",
        "attributes.prior.docetaxel",
        "attributes.triple_negative.yes",
        "glossary.receptor",
        "glossary.receptor.meaning",
    } <= set(FOUND)


def test_comments_say_where_a_text_stands_when_it_prints_and_what_it_uses():
    assert FOUND["lapatinib.with_aromatase_inhibitor"].comment().split("\n") == [
        "Where: Lapatinib > With a hormonal drug (text)",
        "Prints if: HER2 is positive and hormone receptor is positive",
        "It stands in the leaflet for safety: leave nothing out",
        "Terms: aromatase inhibitor, capecitabine, lapatinib",
    ]
    tool = {e.message.key: e.comment() for e in extract_words()}
    assert "Keep {pages} as it is: it becomes 4" in tool["tool.page-of"]
    assert "At most 20 characters" in tool["tool.given-by"]


def test_every_word_of_the_tool_has_a_place_and_every_place_a_word():
    keys = {message.key for message in words.all_words()}
    assert set(words.PLACES) == keys
    assert set(words.LONGEST) <= keys


def test_keys_are_unique_and_order_is_that_of_the_leaflet():
    keys = [e.message.key for e in extract_leaflet(LEAFLET_SOURCE, CONTENT.vocabulary)]
    assert len(keys) == len(set(keys))
    blocks = list(dict.fromkeys(key.partition(".")[0] for key in keys))
    assert blocks[0] == "leaflet"
    assert blocks[-1] == "glossary"
    wanted = [block.key for block in LEAFLET_SOURCE.blocks]
    assert [block for block in blocks if block in wanted] == wanted


def test_the_shipped_templates_are_todays():
    for domain, made in templates(CONTENT, SOURCE).items():
        assert (ROOT / "translations" / f"{domain}.pot").read_text("utf-8") == format_po(made)


def test_a_template_is_the_same_wherever_the_source_folder_is(tmp_path):
    (tmp_path / "content").symlink_to(SOURCE)
    moved = templates(load_valid(tmp_path / "content"), tmp_path / "content")
    shipped = ROOT / "translations" / f"{LEAFLET}.pot"
    assert format_po(moved[LEAFLET]) == shipped.read_text("utf-8")
    assert not re.search(r"^#:.*:\d", format_po(moved[LEAFLET]), re.MULTILINE)
