#!/usr/bin/env python3
"""Make a batch over all languages and formats, and look at each of its files from outside.

Every file goes through ``qpdf --check``, PDFium finds its name in it, and its pages are the picture
of the same leaflet laid out for that person alone. A sample is checked against PDF/UA-1 and
PDF/A-2a by page-validation (extra ``test``). Records are invented, alike in each run of a seed.

Exit codes: 0 nothing is wrong, 1 something is.
"""

import csv
import itertools
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

SOURCE, TRANSLATIONS = ROOT / "source", ROOT / "translations"
DAY = date(2026, 11, 22)
PROFILES = ("ua1", "2a")
SCALE = 1.0
REFUSED = 5  # what the batch ends with where rows were refused
RESULTS = {
    "her2": ("positive", "negative", "low", "ultralow", ""),
    "er": ("positive", "negative", ""),
    "pr": ("positive", "negative", ""),
    "prior": ("none", "letrozole", "trastuzumab;docetaxel", "paclitaxel", ""),
    "current": ("none", "trastuzumab", ""),
    "cns_spread": ("yes", "no", ""),
    "nation": ("england", "wales", ""),
}
NAMES = (
    "Zoë Łukasiewicz", "Geoff O'Brien-Jeffries", "Nguyễn Thị Ánh", "Ann Avery", "محمد عبد الله",
    "Дмитрий Иванов", "Ελένη Παπαδοπούλου", "李小明", "প্রিয়া সেন", "Ŋũgĩ wa Thiong'o",
    "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "Anna-Maria Wilhelmina Featherstone", "Siân Ffion Griffiths", "Şebnem Aydoğan",
    "فاطمہ بی بی", "Maria das Graças", "Smith (Bob)", "",
)  # fmt: skip
NURSES = ("Jo Bell", "Małgosia Żak", "Priya Patel", "")


@dataclass(frozen=True, slots=True)
class Person:
    """A row of the list."""

    number: int
    language: str
    page_format: str
    results: dict[str, str]
    name: str
    given_by: str

    @property
    def record_id(self) -> str:
        """What the row is called."""
        return f"P{self.number}"

    @property
    def row(self) -> dict[str, str]:
        """The row as it stands in the list."""
        told = {"record_id": self.record_id, "language": self.language, "format": self.page_format}
        return {**told, **self.results, "name": self.name, "given_by": self.given_by}


def people(count: int, seed: int) -> Iterator[Person]:
    """So many people; every language comes in every format, as far as they go."""
    from leaflets.layout.formats import FORMATS

    drawn = random.Random(seed)
    languages = ["en_GB", *(path.name for path in sorted(TRANSLATIONS.iterdir()) if path.is_dir())]
    pairs = list(itertools.product(languages, FORMATS))
    drawn.shuffle(pairs)
    for number in range(count):
        language, page_format = pairs[number % len(pairs)]
        results = {column: drawn.choice(values) for column, values in RESULTS.items()}
        name, given_by = drawn.choice(NAMES), drawn.choice(NURSES)
        yield Person(number, language, page_format, results, name, given_by)


class Batch:
    """A batch that was made of some people, in a folder of its own."""

    def __init__(self, folder: Path, those: Sequence[Person]) -> None:
        self.output = folder / "out"
        table, key = folder / "list.csv", folder / "site.key"
        with table.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, list(those[0].row))
            writer.writeheader()
            writer.writerows(person.row for person in those)
        key.write_bytes(b"a key for this check only, 32 b.")
        key.chmod(0o600)
        place = ("--source", str(SOURCE), "--translations", str(TRANSLATIONS))
        command = [
            sys.executable, "-m", "leaflets", *place, "--key", str(key), "--today", str(DAY),
            "batch", str(table), "-o", str(self.output), "--no-cache",
        ]  # fmt: skip
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode not in (0, REFUSED):
            raise click.ClickException(done.stderr)

    @cached_property
    def tokens(self) -> dict[str, str]:
        """The token of each record that got its copy."""
        lines = (self.output / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
        told = map(json.loads, lines)
        return {line["record_id"]: line["token"] for line in told if line["sha256"]}

    @property
    def refused(self) -> Counter[str]:
        """How many records were refused, by the reason."""
        with (self.output / "refused.csv").open(newline="", encoding="utf-8") as stream:
            return Counter(row["reason"] for row in csv.DictReader(stream))

    def path(self, person: Person) -> Path:
        """Where a person's copy is."""
        return self.output / "leaflets" / f"{self.tokens[person.record_id]}.pdf"


class Slowly:
    """Lays a leaflet out for one person, with their values in it from the beginning."""

    @cached_property
    def _content(self):  # type: ignore[no-untyped-def]  # imported where it is needed
        from leaflets.content.valid import load_valid

        return load_valid(SOURCE)

    def pdf(self, person: Person, token: str) -> bytes:
        """The file of that person."""
        from leaflets.content.valid import pick_leaflet
        from leaflets.layout.formats import find_format
        from leaflets.layout.pages import typeset
        from leaflets.model.clinic import Clinic
        from leaflets.model.profile import Personal, Record
        from leaflets.model.text import Translated
        from leaflets.pipeline import Order, assemble
        from leaflets.records.columns import read_columns
        from leaflets.selection.decide import decide
        from leaflets.translation.catalogs import find_catalog
        from leaflets.translation.translate import translate

        content = self._content
        leaflet = pick_leaflet(content, None)
        cells = {
            column: tuple(filter(None, cell.split(";"))) for column, cell in person.results.items()
        }
        profile = read_columns(cells, content.vocabulary).record.profile
        named = Personal(name=person.name, given_by=person.given_by, day=DAY)
        order = Order(page_format=find_format(person.page_format), clinic=Clinic(), today=DAY)
        catalog = find_catalog(person.language, TRANSLATIONS, leaflet.id)
        selection = decide(leaflet, content.vocabulary, profile, remedies=False)
        record = Record(profile=profile, personal=named)
        whole = translate(assemble(content, leaflet, record, catalog, order, selection), catalog)
        furniture = replace(whole.furniture, token=Translated(token))
        return typeset(replace(whole, furniture=furniture), order.page_format).pdf


def qpdf_says(path: Path) -> str:
    """What ``qpdf --check`` has to say against a file."""
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    return "" if done.returncode == 0 and not done.stderr else f"qpdf: {done.stderr.strip()}"


def rules_broken(pdf: bytes) -> list[str]:
    """The rules of PDF/UA-1 and PDF/A-2a that a file breaks."""
    import page

    return [
        f"{failure.rule_id}: {failure.message}"
        for profile in PROFILES
        for failure in page.validate_pdf_bytes(pdf, profile=profile).failures
    ]


def unlike(copy: bytes, slow: bytes, name: str, token: str) -> Iterator[str]:
    """What PDFium sees in a copy that is not what it ought to be."""
    import pypdfium2

    from leaflets.batch.audit import has_code, has_name

    pages = pypdfium2.PdfDocument(copy)
    texts = [page.get_textpage().get_text_bounded() for page in pages]
    if not any(has_name(text, name) for text in texts):
        yield "its name is on none of its pages"
    if not all(has_code(text, token) for text in texts):
        yield "its token is not on each page"
    expected = pypdfium2.PdfDocument(slow)
    if len(pages) != len(expected):
        yield f"{len(pages)} pages, laid out alone {len(expected)}"
        return
    for number, (one, other) in enumerate(zip(pages, expected, strict=True), 1):
        if (
            one.render(scale=SCALE).to_pil().tobytes()
            != other.render(scale=SCALE).to_pil().tobytes()
        ):
            yield f"page {number} is not the picture of the one that was laid out alone"


def validate(folder: Path, count: int, sample: int, seed: int) -> dict[str, object]:
    """Make the batch and look at its files; what was found, with each fault by language and format.

    More people are asked for than there are to be files: some leaflets have more pages than a
    folded paper has panels, and these are refused.
    """
    those = list(people(count + count // 4 + 4, seed))
    batch = Batch(folder, those)
    made = [person for person in those if person.record_id in batch.tokens][:count]
    with ThreadPoolExecutor(2) as threads:
        checked = list(threads.map(lambda person: qpdf_says(batch.path(person)), made))
    drawn = set(random.Random(seed).sample(range(len(made)), min(sample, len(made))))
    slowly = Slowly()
    faults: list[str] = []
    for index, (person, told) in enumerate(zip(made, checked, strict=True)):
        token, copy = batch.tokens[person.record_id], batch.path(person).read_bytes()
        found = [told] if told else []
        found += unlike(copy, slowly.pdf(person, token), person.name, token)
        if index in drawn:
            found += rules_broken(copy)
        faults += [
            f"{person.record_id} {person.language} {person.page_format}: {fault}" for fault in found
        ]
    return {
        "files": len(made),
        "pairs_of_language_and_format": len({(p.language, p.page_format) for p in made}),
        "validated": len(drawn),
        "refused": dict(batch.refused),
        "faults": faults,
    }


@click.command(epilog="Example: python scripts/validate_batch.py --files 1000 --sample 100")
@click.option("--files", default=1000, show_default=True, type=click.IntRange(1))
@click.option("--sample", default=100, show_default=True, help="How many are validated, too.")
@click.option("--seed", default=1, show_default=True, help="Other people, another sample.")
def main(files: int, sample: int, seed: int) -> None:
    """Make a batch over all languages and formats and look at each file; JSON on stdout."""
    if shutil.which("qpdf") is None:
        raise click.ClickException("qpdf is not installed")
    with tempfile.TemporaryDirectory() as folder:
        told = validate(Path(folder), files, sample, seed)
    click.echo(json.dumps(told, indent=1, ensure_ascii=False))
    if told["faults"] or told["files"] != files:
        sys.exit(1)


if __name__ == "__main__":
    main()
