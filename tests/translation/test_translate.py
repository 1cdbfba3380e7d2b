"""A leaflet in one language, whole or not at all."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from factories import message

from leaflets.errors import ExitCode, TranslationFault, UsageFault
from leaflets.model.leaflet import Block, Furniture, Leaflet, Part, Prose
from leaflets.model.source import BlockKind, State
from leaflets.model.text import Message, as_written, fill, placeholders
from leaflets.translation.catalogs import SourceCatalog, find_catalog
from leaflets.translation.languages import available_languages, find_language, language_id
from leaflets.translation.translate import translate


@dataclass(frozen=True)
class Catalog:
    """What messages are called, for tests."""

    texts: dict
    language: str = "de"
    digest: str = "0"
    stands_for: str = ""

    def look_up(self, message):
        return self.texts.get(message.key)

    def lack(self, message):
        return f"de.po:1: {message.key}"

    def approved(self, message):
        return False


def leaflet(*texts):
    """A leaflet whose title is the first of ``texts`` and whose one part is the second."""
    title, text = texts
    plain = message("plain")
    return Leaflet(
        id="invented",
        language="de",
        title=title,
        lead=plain,
        blocks=(
            Block(
                key="first",
                kind=BlockKind.TOPIC,
                title=plain,
                parts=(Part(key="first.text", body=Prose(text=text)),),
            ),
        ),
        furniture=Furniture(
            band=(),
            head_start=None,
            head_end=plain,
            page_of=plain,
            printed=plain,
            edition=plain,
            review=plain,
            personal=(),
            document_title=plain,
        ),
        state=State.SAMPLE,
        code="0000-0000",
    )


def translated(text, texts):
    whole = translate(leaflet(message("plain"), text), Catalog({"plain": "schlicht"} | texts))
    return whole.blocks[0].parts[0].body.text


def test_each_message_is_looked_up_by_its_key():
    assert translated(message("one", key="k"), {"k": "eins"}) == "eins"


def test_every_message_without_a_translation_is_named_and_nothing_is_printed():
    with pytest.raises(TranslationFault) as caught:
        translate(leaflet(message("a", key="k.a"), message("b", key="k.b")),
                  Catalog({"plain": "schlicht"}))  # fmt: skip
    assert caught.value.exit_code is ExitCode.TRANSLATION
    assert caught.value.message.splitlines()[0] == "2 texts have no de translation"
    assert "k.a" in caught.value.message
    assert "k.b" in caught.value.message


def test_a_proper_name_is_the_same_in_every_language():
    assert translated(as_written("Invented Clinic {x}"), {}) == "Invented Clinic {x}"


def test_fields_are_filled_as_text_and_never_read_as_templates():
    text = Message(key="k", source="", fields=(("name", "{page} %s <b>"), ("number", 7)))
    assert translated(text, {"k": "{number}: {name}"}) == "7: {page} %s <b>"


def test_a_date_is_written_as_the_language_writes_it():
    text = Message(key="k", source="", fields=(("date", date(2026, 11, 22)),))
    assert translated(text, {"k": "am {date}"}) == "am 22. November 2026"


def test_translating_into_the_source_language_changes_nothing():
    whole = leaflet(message("A title"), message("A text with {braces} and 100%"))
    same = translate(whole, SourceCatalog("en_GB"))
    assert same.title == "A title"
    assert same.blocks[0].parts[0].body.text == "A text with {braces} and 100%"


@pytest.mark.parametrize(
    ("text", "names"), [("", ()), ("plain", ()), ("{a} and {b}", ("a", "b")), ("{{a}}", ())]
)
def test_placeholders_are_plain_names(text, names):
    assert placeholders(text) == names


@pytest.mark.parametrize("text", ["{a.b}", "{a[0]}", "{a:>9}", "{a!r}", "{", "{}", "{0}"])
def test_a_placeholder_that_reaches_further_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        placeholders(text)


def test_filling_leaves_values_alone():
    assert fill("{a}-{{b}}", {"a": "{c}"}) == "{c}-{b}"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("en", "en_GB"),
        ("en-GB", "en_GB"),
        ("EN_gb", "en_GB"),
        ("pl", "pl"),
        (" pl ", "pl"),
        ("zh-Hans", "zh_Hans"),
        ("pa_Guru", "pa_Guru"),
        ("cy", "cy"),
    ],
)
def test_a_language_is_known_however_it_is_written(asked, code):
    assert language_id(asked) == code


@pytest.mark.parametrize("asked", ["klingon", "", "xx", "../en", "x" * 10_000, "zh"])
def test_what_is_no_language_is_refused_in_a_short_sentence(asked):
    with pytest.raises(UsageFault) as caught:
        language_id(asked)
    assert len(caught.value.message) < 100


def test_a_language_without_translation_is_refused_unless_the_whole_source_will_do(tmp_path):
    with pytest.raises(TranslationFault, match=r"there is no translation into Polish \(pl\)"):
        find_language("pl", tmp_path)
    with pytest.raises(TranslationFault):
        find_catalog("pl", tmp_path, "invented")
    stands_in = find_catalog("pl", tmp_path, "invented", whole_source=True)
    assert (stands_in.language, stands_in.stands_for) == ("en_GB", "pl")
    with pytest.raises(UsageFault):
        find_catalog("klingon", tmp_path, "invented", whole_source=True)


def test_every_available_language_can_be_found():
    folder = Path(__file__).resolve().parent.parent.parent / "translations"
    languages = available_languages(folder)
    assert {"en_GB", "cy", "ar", "zh_Hans"} <= {language.code for language in languages}
    for language in languages:
        assert find_language(language.code, folder) == language
