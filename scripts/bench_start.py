"""What commands, content, a leaflet, its copies and its reasons take, as ``bench.py`` has it."""

import json
from collections.abc import Iterator
from functools import partial
from itertools import count, islice, product
from pathlib import Path

from bench_measure import DAY, SOURCE, Measure, Timed, leaflets, process, work

RESULTS = ("--her2", "positive", "--er", "negative", "--pr", "negative", "--prior", "none")
COLUMNS = "record_id,her2,er,pr,prior,current,cns_spread,nation"
ROWS = 1000
COPIES = 1000
PEOPLE = 200  # of these rows, where one process explains them again and again


def rows(number_of: int) -> Iterator[str]:
    """``number_of`` lines of a table of invented records, of every kind of person by turns."""
    receptor = ("positive", "negative", "")
    kinds = tuple(product(
        (*receptor, "low"), receptor, receptor,
        ("none", "letrozole", "trastuzumab;docetaxel", ""), ("none", "trastuzumab", ""),
        ("yes", "no", ""), ("england", "wales", ""),
    ))  # fmt: skip
    for number in range(number_of):
        # Steps of 7, which the number of kinds can't be divided by: all come, neighbours differ.
        yield ",".join((str(number + 1), *kinds[7 * number % len(kinds)]))


def write_table(path: Path, number_of: int) -> Path:
    """A table of ``number_of`` records."""
    path.write_text("\n".join((COLUMNS, *rows(number_of), "")), encoding="utf-8")
    return path


def measures(folder: Path, pairs: int) -> Iterator[Measure]:
    """All of these, the cheapest first."""
    from leaflets.content.valid import load_valid, pick_leaflet
    from leaflets.layout.formats import find_format
    from leaflets.model.clinic import Clinic
    from leaflets.model.profile import Personal, Record
    from leaflets.pipeline import Order, compile_plan, make_leaflet, plan_leaflet
    from leaflets.records.tables import read_table
    from leaflets.selection.decide import decide
    from leaflets.selection.explain import as_json
    from leaflets.translation.catalogs import find_catalog

    empty = process("-c", "pass")
    place = ("--source", str(SOURCE), "--today", DAY.isoformat())
    make = leaflets(*place, "make", *RESULTS, "-o", str(folder / "leaflet.pdf"), "--no-cache")
    again = leaflets(*place, "make", *RESULTS, "-o", str(folder / "again.pdf"))
    few, many = write_table(folder / "one.csv", 1), write_table(folder / "many.csv", ROWS)

    content = load_valid(SOURCE)
    leaflet = pick_leaflet(content, None)
    person = folder / "person.csv"
    person.write_text("her2,er,pr,prior\npositive,negative,negative,none\n", encoding="utf-8")
    (row,) = read_table(person, content.vocabulary)
    record, catalog = row.reading.record, find_catalog("en_GB", SOURCE, leaflet.id)
    order = Order(page_format=find_format("a4"), clinic=Clinic(), today=DAY)
    warm = work(lambda: make_leaflet(content, leaflet, record, catalog, order))
    somebody = Record(profile=record.profile, personal=Personal(name="x", given_by="x"))
    compiled = compile_plan(plan_leaflet(content, leaflet, somebody, catalog, order))
    numbers = count()

    def stamp(given: str, letters: str, copies: int) -> Timed:
        def run() -> None:
            for number in islice(numbers, copies):
                surname = "".join(letters[int(digit)] for digit in f"{number:06d}")
                person = Personal(name=f"{given} {surname}", given_by="Jo Bell", day=order.today)
                compiled.stamp(person, f"{number:016x}")

        return work(run)

    table = islice(read_table(many, content.vocabulary), PEOPLE)
    people = [row.reading.record.profile for row in table]

    def explain_all() -> None:
        for profile in people:
            json.dumps(as_json(leaflet, decide(leaflet, content.vocabulary, profile), None))

    beside_python = partial(Measure, compared_with="python -c pass", base=empty)
    beside_leaflet = partial(
        Measure, compared_with="one more leaflet, decided and laid out", base=warm, pairs=pairs
    )
    yield beside_python(
        name="startup",
        what="leaflets --help, whole process",
        subject=leaflets("--help"),
        pairs=3 * pairs,
        aim=8,
    )
    yield beside_python(
        name="content",
        what="reading and checking all content, in one process",
        subject=work(lambda: load_valid(SOURCE)),
        pairs=3 * pairs,
    )
    yield beside_python(
        name="leaflet-cold",
        what="leaflets make, whole process",
        subject=make,
        pairs=pairs,
    )
    yield beside_python(
        name="leaflet-warm",
        what="one more leaflet where content is read already",
        subject=warm,
        pairs=pairs,
    )
    yield Measure(
        name="leaflet-cold-to-warm",
        what="leaflets make, whole process",
        compared_with="one more leaflet where content is read already",
        subject=make,
        base=warm,
        pairs=max(3, pairs // 2),
    )
    yield Measure(
        name="leaflet-cached",
        what="leaflets make, whole process, its pages in the cache",
        compared_with="python -c 'import click'",
        subject=again,
        base=process("-c", "import click"),
        pairs=pairs,
        aim=1.5,
    )
    yield beside_leaflet(
        name="stamp",
        what=f"{COPIES} copies stamped in one process, each with another name; ms per copy",
        subject=stamp("Zoë", "abcdefghij", COPIES),
        per=COPIES,
    )
    yield beside_leaflet(
        name="stamp-rare",
        what=f"{COPIES // 10} copies, each with a name in a script of its own; ms per copy",
        subject=stamp("প্রিয়া", "আইউএওকখগঘচ", COPIES // 10),
        per=COPIES // 10,
    )
    yield Measure(
        name="explain-table",
        what=f"leaflets explain --records, {ROWS} records, whole process; milliseconds per record",
        compared_with="the same with 1 record",
        subject=leaflets(*place, "explain", "--records", str(many)),
        base=leaflets(*place, "explain", "--records", str(few)),
        pairs=max(3, pairs // 2),
        per=ROWS,
        warmed_up=False,
    )
    yield beside_python(
        name="explain-records",
        what=f"deciding and telling {PEOPLE} records in one process; milliseconds per record",
        subject=work(explain_all),
        pairs=max(3, pairs // 2),
        per=PEOPLE,
        warmed_up=False,
    )
