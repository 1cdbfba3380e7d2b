"""A workbook in; its rows out, a line of JSON each. Runs as a process of its own.

A workbook from elsewhere may say that it has a cell in the last of seventeen thousand million
places, or unpack to a thousand times its size. Here that ends this process, with its limits, and
not the one that prints leaflets.
"""

import json
import sys
from datetime import date, datetime, time, timedelta

if sys.platform != "win32":
    import resource

from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum, load_workbook

MEMORY = 2 * 1024**3
"""Bytes that this process may take."""

SECONDS = 120
"""Of processor time."""

EXACT = 10**15
"""Whole numbers from here on may have been rounded by the spreadsheet."""

Cell = str | int | float | bool | date | datetime | time | timedelta | None


def main(path: str) -> int:
    """Write the name of each sheet that is not hidden, then its rows."""
    _limit()
    try:
        workbook = load_workbook(path)
        for sheet in workbook.sheets_metadata:
            is_shown = sheet.visible == SheetVisibleEnum.Visible
            if not is_shown or sheet.typ != SheetTypeEnum.WorkSheet:
                continue
            _tell({"sheet": sheet.name})
            rows = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            for row in rows:
                _tell([_word(cell) for cell in row])
    except CalamineError as error:
        _tell({"fault": str(error)})
        return 1
    return 0


def _tell(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")


def _word(cell: Cell) -> str:
    """A cell as somebody would type it."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer() and abs(cell) < EXACT:
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case date() | time():
            return cell.isoformat()
        case _:
            return str(cell)


def _limit() -> None:
    """Take no more memory and time than a list of people needs, where the system can see to it."""
    if sys.platform == "win32":
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        _, hard = resource.getrlimit(what)
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (wanted, hard))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
