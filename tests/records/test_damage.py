"""Whatever a record holds, it is read or refused: nothing crashes, and nothing is made up.

CI sets ``FUZZ_EXAMPLES`` to 20,000.
"""

import os
import random
import re
from contextlib import suppress

from factories import shipped
from hypothesis import given, settings
from hypothesis import strategies as st
from records.damage import damaged, damaged_text

from leaflets.errors import LeafletsError
from leaflets.records.fhir.access import mapping
from leaflets.records.fhir.bulk import Relevance
from leaflets.records.fhir.found import CodeIndex, Said
from leaflets.records.fhir.person import Belonging, read_person
from leaflets.records.fhir.reading import complete
from leaflets.records.fhir.resources import SUBJECTS, Container
from leaflets.records.json_text import read_json
from leaflets.records.tables import read_table

MANY = int(os.environ.get("FUZZ_EXAMPLES", "400"))
SEEDS = st.integers(0, 2**64)
INDEX = CodeIndex(shipped().vocabulary)
RELEVANT = Relevance(INDEX)


def reading_of(data):
    """The reading of damaged data, as one file would give it; ``None`` if it is refused."""
    try:
        container = Container(mapping(data))
    except LeafletsError:
        return None
    own = [
        Belonging(resource, container)
        for resource in container.resources
        if resource.kind == "Patient" or resource.kind in SUBJECTS
    ]
    for resource, _ in own:
        RELEVANT.is_so(resource)
        container.person(resource)
    found = read_person(own, INDEX, Said(), container.find)
    return complete(found.columns, found, shipped().vocabulary)


def check(reading):
    """What holds of every reading."""
    vocabulary = shipped().vocabulary
    profile = reading.record.profile
    backed = {(e.attribute, e.value) for e in reading.evidence}
    for name, value in profile.choices.items():
        assert vocabulary.attribute(name).value(value).id == value
        assert (name, value) in backed
    for name, drugs in profile.drugs.items():
        assert {(name, drug) for drug in drugs} <= backed
    assert profile.choices.get("cns_spread") in ("yes", None)
    for conflict in reading.conflicts:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", conflict.id)
        assert conflict.message.isprintable()
        assert len(conflict.message) < 1500
    assert all(w.isprintable() and len(w) < 1500 for w in reading.warnings)
    assert all(str(r).isprintable() and len(str(r)) < 1500 for r in reading.refusals)


@settings(max_examples=MANY)
@given(SEEDS)
def test_any_damaged_record_is_read_or_refused(seed):
    reading = reading_of(damaged(random.Random(seed)))
    if reading is not None:
        check(reading)


@settings(max_examples=MANY // 10)
@given(SEEDS)
def test_any_damaged_text_is_read_or_refused(seed):
    try:
        data = read_json(damaged_text(random.Random(seed)))
    except LeafletsError:
        return
    reading = reading_of(data)
    if reading is not None:
        check(reading)


CELLS = ("record_id", "her2", "er", "prior", "x", "positive", "3+", "Herceptin;x", '"', ";", "\t",
         "=1+1", "\r", "\n", "\0", "é", "\ud800", "\x81", ",", "none", "a" * 300)  # fmt: skip


@settings(max_examples=MANY // 20)
@given(seed=SEEDS, name=st.sampled_from(["t.csv", "t.jsonl", "t.json", "t.xlsm", "t.ndjson"]))
def test_any_damaged_list_is_read_or_refused(tmp_path_factory, seed, name):
    chance = random.Random(seed)
    text = damaged_text(chance) if "j" in name or chance.random() < 0.2 else "record_id,her2,er\n"
    for _ in range(chance.randrange(30)):
        text += chance.choice(CELLS) + chance.choice((",", ";", "\n", ""))
    path = tmp_path_factory.getbasetemp() / name.replace("xlsm", "tsv")
    path.write_bytes(text.encode(chance.choice(("utf-8", "cp1252", "utf-16")), "replace"))
    with suppress(LeafletsError):
        for row in read_table(path, shipped().vocabulary):
            assert all(str(r).isprintable() for r in row.reading.refusals)
