"""What the bench reads as FHIR: an invented bulk export, read by us, and by ``json.loads`` alone.

Each reading is a process of its own, so that what it takes of memory is its own.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench_measure import ROOT, most_memory

RESOURCES = 1_000_000
EACH = 20
"""Resources of one person: 1 Patient, 1 Condition, 3 results, 1 drug, 14 that say nothing."""

LOINC, SCT = "http://loinc.org", "http://snomed.info/sct"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
VALUES = ("10828004", "260385009")
TESTS = ("48676-1", "85337-4", "85339-0")
DRUGS = ("224905", "72965", "56946")


def concept(system: str, code: str) -> dict[str, object]:
    """A CodeableConcept."""
    return {"coding": [{"system": system, "code": code, "display": "as it was sent"}]}


def people(count: int) -> Iterator[dict[str, object]]:
    """The Patients of an export."""
    for number in range(count):
        language = {"language": concept("urn:ietf:bcp:47", "pl")}
        yield {"resourceType": "Patient", "id": f"p{number}", "communication": [language]}


def conditions(count: int) -> Iterator[dict[str, object]]:
    """A Condition of each person."""
    terminology = "http://terminology.hl7.org/CodeSystem"
    for number in range(count):
        yield {
            "resourceType": "Condition",
            "id": f"c{number}",
            "clinicalStatus": concept(f"{terminology}/condition-clinical", "active"),
            "verificationStatus": concept(f"{terminology}/condition-ver-status", "confirmed"),
            "code": concept(SCT, "94222008"),
            "subject": {"reference": f"Patient/p{number}"},
        }


def results(count: int) -> Iterator[dict[str, object]]:
    """Observations of each person: three that are read, and fourteen that say nothing."""
    for number in range(count):
        for index in range(EACH - 3):
            read = index < len(TESTS)
            yield {
                "resourceType": "Observation",
                "id": f"o{number}-{index}",
                "status": "final",
                "code": concept(LOINC, TESTS[index] if read else f"9{index}-1"),
                "subject": {"reference": f"Patient/p{number}"},
                "effectiveDateTime": "2026-01-10T09:00:00Z",
                "valueCodeableConcept": concept(SCT, VALUES[(number + index) % 2]),
            }


def treatments(count: int) -> Iterator[dict[str, object]]:
    """A drug that each person had."""
    for number in range(count):
        yield {
            "resourceType": "MedicationAdministration",
            "id": f"m{number}",
            "status": "completed",
            "medicationCodeableConcept": concept(RXNORM, DRUGS[number % len(DRUGS)]),
            "subject": {"reference": f"Patient/p{number}"},
            "effectiveDateTime": "2025-06-01",
        }


def write_export(folder: Path, resources: int) -> None:
    """An export of so many resources, a file a kind."""
    kinds = {
        "Patient": people,
        "Condition": conditions,
        "Observation": results,
        "MedicationAdministration": treatments,
    }
    for name, made in kinds.items():
        with (folder / f"{name}.ndjson").open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(r) + "\n" for r in made(resources // EACH))


def read_by_us(folder: Path) -> int:
    """How many people the export has, each of them read."""
    sys.path.insert(0, str(ROOT))
    from leaflets.content.valid import load_valid
    from leaflets.records.tables import Table

    table = Table(folder, load_valid(ROOT / "source").vocabulary)
    count = sum(not row.reading.refusals for row in table.rows())
    table.close()
    return count


def read_as_json(folder: Path) -> int:
    """How many Patients the export has; each line is parsed, and nothing else is done."""
    count = 0
    for path in sorted(folder.iterdir()):
        with path.open("rb") as stream:
            for line in stream:
                count += json.loads(line)["resourceType"] == "Patient"
    return count


READERS = {"us": read_by_us, "json": read_as_json}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading the export took: seconds, and the most memory that its process had."""

    people: int
    seconds: float
    megabytes: float


def measured(reader: str, folder: Path) -> Reading:
    """Read the export in a process of its own."""
    command = [sys.executable, __file__, reader, str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return Reading(**json.loads(done.stdout))


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkMeasure:
    """Reading an export, beside parsing it as JSON and no more."""

    folder: Path
    pairs: int
    resources: int = RESOURCES
    name: str = "records-fhir"

    def taken(self) -> dict[str, object]:
        """Write the export, read it by turns, and tell what came out."""
        write_export(self.folder, self.resources)
        ours, plain = [], []
        for _ in range(self.pairs):
            plain.append(measured("json", self.folder))
            ours.append(measured("us", self.folder))
        assert {r.people for r in (*ours, *plain)} == {self.resources // EACH}
        ratios = [a.seconds / b.seconds for a, b in zip(ours, plain, strict=True)]
        return {
            "name": self.name,
            "what": f"{self.resources:,} FHIR resources in NDJSON to "
            f"{self.resources // EACH:,} people, whole process",
            "compared_with": "json.loads of every line, and nothing else",
            "pairs": self.pairs,
            "ratio": {"median": round(median(ratios), 2), "all": [round(r, 2) for r in ratios]},
            "resources_per_second": round(self.resources / median(r.seconds for r in ours)),
            "megabytes": round(max(r.megabytes for r in ours), 1),
            "base_megabytes": round(max(r.megabytes for r in plain), 1),
        }


def measures(folder: Path, pairs: int) -> Iterator[BulkMeasure]:
    """Reading a bulk export of FHIR, beside parsing it as JSON and no more."""
    export = folder / "export"
    export.mkdir()
    yield BulkMeasure(folder=export, pairs=max(2, pairs // 2))


def main() -> None:
    """Read an export, and tell what that took."""
    reader, folder = sys.argv[1:]
    begun = time.perf_counter()
    count = READERS[reader](Path(folder))
    seconds = time.perf_counter() - begun
    print(json.dumps({"people": count, "seconds": seconds, "megabytes": most_memory()}))


if __name__ == "__main__":
    main()
