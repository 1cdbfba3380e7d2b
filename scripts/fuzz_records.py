"""Feed records of chance to the reader of records until one crashes it, with atheris.

``pip install atheris`` (Linux, Python 3.11), then in the project's folder ``PYTHONPATH=. python
scripts/fuzz_records.py FOLDER -max_total_time=600``. FOLDER holds records to begin with, and takes
those that reach new code. A record that crashes is written to the working folder by libFuzzer.
"""

import sys
import tempfile
from pathlib import Path

import atheris

from leaflets.content.valid import load_valid
from leaflets.errors import LeafletsError

with atheris.instrument_imports(include=["leaflets.records"]):
    from leaflets.records.fhir.found import CodeIndex, Said
    from leaflets.records.fhir.person import Belonging, read_person
    from leaflets.records.fhir.reading import complete
    from leaflets.records.fhir.resources import SUBJECTS, Container
    from leaflets.records.json_text import read_json
    from leaflets.records.tables import read_table

ROOT = Path(__file__).resolve().parent.parent
VOCABULARY = load_valid(ROOT / "source").vocabulary
INDEX = CodeIndex(VOCABULARY)
NAMES = ("t.csv", "t.jsonl", "t.json")


def read(raw: bytes, folder: Path) -> None:
    """Read ``raw`` as the kind of record that its first sign says; refusing it is well."""
    try:
        if raw[:1] in (b"{", b"["):
            data = read_json(raw.decode("utf-8"))
            if isinstance(data, dict):
                container = Container(data)
                own = [
                    Belonging(resource, container)
                    for resource in container.resources
                    if resource.kind == "Patient" or resource.kind in SUBJECTS
                ]
                found = read_person(own, INDEX, Said(), container.find)
                complete(found.columns, found, VOCABULARY)
        path = folder / NAMES[len(raw) % len(NAMES)]
        path.write_bytes(raw)
        for _ in read_table(path, VOCABULARY):
            pass
    except (LeafletsError, UnicodeDecodeError):
        pass


def main() -> None:
    """Run until a crash, or as long as libFuzzer's options say."""
    with tempfile.TemporaryDirectory() as folder:
        atheris.Setup(sys.argv, lambda raw: read(raw, Path(folder)))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
