"""The size of type that a person needs in; the page format to print in out."""

from collections.abc import Iterable

from leaflets.layout.formats import FORMATS, PageFormat


def format_for(
    size: float,
    otherwise: PageFormat,
    formats: Iterable[PageFormat] = tuple(FORMATS.values()),
    *,
    chosen: bool = False,
) -> tuple[PageFormat, tuple[str, ...]]:
    """The page format for somebody who needs type of ``size`` points, and what to warn of.

    It is ``otherwise`` if that was ``chosen`` by name or does, else the one with the smallest type
    that does, else the one with the largest type there is.
    """
    if otherwise.type.body.size >= size:
        return otherwise, ()
    if chosen:
        return otherwise, (_too_small(size, otherwise),)
    by_size = sorted(formats, key=lambda f: f.type.body.size)
    for page_format in by_size:
        if page_format.type.body.size >= size:
            return page_format, ()
    return by_size[-1], (_too_small(size, by_size[-1]),)


def _too_small(size: float, page_format: PageFormat) -> str:
    return (
        f"this person needs type of {size:g} points; {page_format.name} has "
        f"{page_format.type.body.size:g}"
    )
