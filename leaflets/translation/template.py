"""Extracted messages in; the template of a domain, and a language's empty catalog of it, out."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from leaflets.model.source import Content
from leaflets.translation.catalog_folder import TOOL_DOMAIN
from leaflets.translation.entries import CatalogFile, Entry
from leaflets.translation.extract import Extracted, extract_leaflet, extract_words
from leaflets.translation.plural_rules import plural_forms

TOOL_WORDS_PLACE = "leaflets/translation/words.py"

PREAMBLE = """\
Words of a patient leaflet. They are read by people who are ill, some of them in great distress:
aim at a reading age of 9 to 11, short sentences, and the same word for the same thing.
Numbers, drug names, "not", "only", "may" and "usually" must say exactly what the English says.
A check that is wrong about one entry: add a line `# ignore: NAME OF CHECK - reason` above it."""


def templates(content: Content, source: Path) -> dict[str, CatalogFile]:
    """The template of each domain: every leaflet by its id, and the tool's own words."""
    made = {
        leaflet.id: template(
            leaflet.id, extract_leaflet(leaflet, content.vocabulary), source, leaflet.published
        )
        for leaflet in content.leaflets
    }
    newest = max((leaflet.published for leaflet in content.leaflets), default=date(2026, 1, 1))
    return {**made, TOOL_DOMAIN: template(TOOL_DOMAIN, extract_words(), source, newest)}


def template(
    domain: str, messages: Iterable[Extracted], source: Path, published: date
) -> CatalogFile:
    """The template of one domain.

    It bears the day the English was published, not the day of the run: what did not change gives
    the same bytes. An entry names its file without the line, so that a sentence that moves changes
    nothing.
    """
    headers = {
        "Project-Id-Version": domain,
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": f"{published.isoformat()} 00:00+0000",
        "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE",
        "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
        "Language-Team": "LANGUAGE",
        "Language": "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return CatalogFile(
        headers=tuple(headers.items()),
        entries=tuple(_entry(message, source) for message in messages),
        preamble=PREAMBLE,
        fuzzy_header=True,
        path=f"{domain}.pot",
    )


def empty_catalog(made_from: CatalogFile, language: str, english_name: str) -> CatalogFile:
    """The catalog of a language in which nothing is translated yet.

    Raises:
        UsageFault: No plural rule for the language is known.
    """
    creation = made_from.header("POT-Creation-Date")
    own = {
        "PO-Revision-Date": creation,
        "Last-Translator": "",
        "Language-Team": english_name,
        "Language": language,
    }
    headers = {name: own.get(name, value) for name, value in made_from.headers}
    headers["Plural-Forms"] = plural_forms(language)
    catalog = CatalogFile(headers=tuple(headers.items()), entries=(), preamble=made_from.preamble)
    count = catalog.plural_forms
    return CatalogFile(
        headers=catalog.headers,
        preamble=catalog.preamble,
        entries=tuple(blank(entry, count) for entry in made_from.entries),
    )


def blank(entry: Entry, count: int) -> Entry:
    """``entry`` of a template with room for its translation in ``count`` plural forms."""
    return Entry(
        key=entry.key,
        source=entry.source,
        plural=entry.plural,
        targets=("",) * count if entry.plural else ("",),
        notes=entry.notes,
        places=entry.places,
        flags=entry.flags,
    )


def _entry(extracted: Extracted, source: Path) -> Entry:
    message = extracted.message
    # Some tools take "10% of" or "5% for" for a placeholder of Python's and refuse what is right.
    flags = ["no-python-format"] if "%" in message.source else []
    if "{" in message.source:
        flags.append("python-brace-format")
    file = message.where.file
    place = _inside(Path(file), source) if file else TOOL_WORDS_PLACE
    return Entry(
        key=message.key,
        source=message.source,
        notes=extracted.comment(),
        places=(place,),
        flags=tuple(flags),
    )


def _inside(file: Path, source: Path) -> str:
    """``file`` as it stands in the source folder, wherever that is on this machine."""
    inside = file.relative_to(source) if file.is_relative_to(source) else Path(file.name)
    return (Path("source") / inside).as_posix()
