"""Who holds a leaflet, and the operator's own list, in; the rows of those who do out."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from leaflets.errors import UsageFault
from leaflets.release.index import Holder


def one_a_record(holders: Iterable[Holder]) -> dict[str, Holder]:
    """The last leaflet of each record; those that were made without a record_id are left out."""
    return {holder.record_id: holder for holder in holders if holder.record_id is not None}


def rows_of(path: Path, holders: Mapping[str, object]) -> Iterator[str]:
    """The heading and the rows of the CSV at ``path`` whose record_id is among ``holders``.

    Where a row has none its number counts, as it does in a batch. No cell is changed.

    Raises:
        UsageFault: It can't be read, or lacks the row of somebody who holds a leaflet.
    """
    found: set[str] = set()
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.reader(stream, strict=True)
            heading = next(rows, [])
            yield _line(heading)
            names = [name.strip().casefold() for name in heading]
            column = names.index("record_id") if "record_id" in names else len(names)
            number = 0
            for row in rows:
                if not any(row):
                    continue
                number += 1
                record_id = row[column].strip() if column < len(row) else ""
                record_id = record_id or str(number)
                if record_id in holders and record_id not in found:
                    found.add(record_id)
                    yield _line(row)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageFault(f"{path} can't be read: {error}") from error
    missing = [record_id for record_id in holders if record_id not in found]
    if missing:
        named = ", ".join(missing[:5]) + (f" and {len(missing) - 5} more" * (len(missing) > 5))
        raise UsageFault(
            f"{path} has no row for {len(missing)} of the records that hold it: {named}",
            hint="give the whole list, or leave --records out to see who they are",
        )


def _line(cells: Iterable[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()
