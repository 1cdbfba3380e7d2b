"""A page format in; what to tell whoever prints it, out."""

from collections.abc import Iterator, Mapping

from leaflets.errors import UsageFault
from leaflets.layout.formats import PageFormat
from leaflets.print.imposition import Fold, turning_edge

_THEN = {
    Fold.BOOKLET: "lay the sheets in each other, staple them in the middle and fold",
    Fold.LETTER: "fold the narrower panel in, then the cover over it",
    Fold.ZIGZAG: "fold it like a concertina, with the cover on top",
}


def require_folded(page_format: PageFormat, formats: Mapping[str, PageFormat]) -> None:
    """Say that a format has no sheets to fold, and which of ``formats`` have.

    Raises:
        UsageFault: It is not folded.
    """
    if page_format.sheet_mm is None:
        folded = ", ".join(f.name for f in formats.values() if f.sheet_mm is not None)
        raise UsageFault(
            f"{page_format.name} is not folded: its pages are printed as they are",
            hint=f"leave out --imposed, or choose a format that is folded: {folded}",
        )


def printing_advice(page_format: PageFormat, *, imposed: bool) -> Iterator[str]:
    """How a format that is folded is printed; nothing for one that is not."""
    sheet, fold = page_format.sheet_mm, page_format.fold
    if sheet is None:
        return
    if not imposed:
        yield "these are pages to read; to print sheets for folding, add --imposed"
        return
    edge = turning_edge(fold, *sheet)
    how = f"print it at 100 %, on both sides of {page_format.paper}, turned over the {edge} edge"
    yield f"{how}; then {_THEN[fold]}"
