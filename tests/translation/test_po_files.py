import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from translation.catalogs import ROOT, SOURCE, catalog, entry

from leaflets.content.valid import load_valid
from leaflets.errors import TranslationFault
from leaflets.translation.po_files import format_po, parse_po, read_po
from leaflets.translation.template import empty_catalog, templates

PO = sorted((ROOT / "translations").rglob("*.po*"))
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=200
)


@pytest.mark.parametrize("path", PO, ids=lambda path: "/".join(path.parts[-3:]))
def test_reading_and_writing_a_shipped_catalog_changes_no_byte(path):
    assert format_po(read_po(path)).encode() == path.read_bytes()


@given(source=TEXT.filter(str.strip), target=TEXT, remark=TEXT)
def test_writing_and_reading_loses_nothing(source, target, remark):
    made = catalog(entry("a.b", source, target, remarks=" ".join(remark.split())[:60]))
    text = format_po(made)
    back = parse_po(text.encode(), "pl.po")
    assert back.entries[0].targets == (target,)
    assert back.entries[0].source == source
    assert format_po(back) == text


def test_windows_line_ends_a_byte_order_mark_and_new_flags_are_read():
    text = 'msgid ""\nmsgstr "Language: pl\\n"\n\n#= fuzzy\nmsgctxt "a"\nmsgid "A"\nmsgstr "B"\n'
    read = parse_po(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), "pl.po")
    assert read.entries[0].fuzzy
    assert read.entries[0].targets == ("B",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'msgid ""\nmsgstr ""\n\nmsgid "A"\nmsgstr "B\n',
            "pl.po:5: a quotation mark is not closed",
        ),
        ('msgid ""\nmsgstr ""\n\nmsgstr nothing\n', "pl.po:4: this is not a PO file"),
        (
            'msgid ""\nmsgstr ""\nmsgid "A"\nmsgstr "\u2028"\n',
            "pl.po:4: a control character, U+2028",
        ),
    ],
)
def test_a_file_that_would_be_misread_is_refused_with_its_line(text, told):
    with pytest.raises(TranslationFault) as caught:
        parse_po(text.encode(), "pl.po")
    assert told in caught.value.message


def test_bytes_that_are_not_utf_8_are_refused_with_their_line():
    with pytest.raises(TranslationFault, match=r"pl\.po:2: this is not UTF-8"):
        parse_po(b'msgid ""\nmsgstr "\xe9"\n', "pl.po")


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
@pytest.mark.parametrize("language", ["cy", "pl", "ar", "zh_Hans"])
def test_msgfmt_has_nothing_to_say_about_an_empty_catalog(tmp_path, language):
    for domain, made in templates(load_valid(SOURCE), SOURCE).items():
        path = tmp_path / f"{domain}.po"
        path.write_text(format_po(empty_catalog(made, language, "A language")), encoding="utf-8")
        done = subprocess.run(
            ["msgfmt", "--check", "-o", str(tmp_path / "out.mo"), str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
