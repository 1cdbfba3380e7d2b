"""Telephone numbers, web and e-mail addresses are the same, letter by letter.

Passes::

    msgid "Call 0808 808 0000 or see example.org"
    msgstr "Zadzwoń: 0808 808 0000; example.org"

Fails::

    msgid "Call 0808 808 0000 or see example.org"
    msgstr "Zadzwoń: 0808 808 0001; example.org"
"""

import re
from collections.abc import Iterator

from leaflets.checks.catalog.reading import Pair
from leaflets.checks.catalog.speech import ascii_digits
from leaflets.diagnostics import Severity

ID = "addresses"
SEVERITY = Severity.ERROR

_ADDRESS = re.compile(
    r"https?://[^\s،,;]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*"
    r"\.(?:org|com|net|uk|eu|info|nhs|gov)(?:\.uk)?(?:/[^\s،,;]*)?\b",
    re.IGNORECASE | re.ASCII,
)
_PHONE = re.compile(r"\+?\d(?:[\s\u00a0().-]?\d){5,}")


def check(pair: Pair) -> Iterator[str]:
    """Addresses and numbers that were lost, changed or added."""
    for kind, found in (("address", _addresses), ("telephone number", _phones)):
        wanted, there = found(pair.source), found(pair.target)
        yield from (f"the {kind} {item} is lost" for item in wanted if item not in there)
        yield from (
            f"the {kind} {item} is not in the English" for item in there if item not in wanted
        )


def _addresses(text: str) -> list[str]:
    return [found.rstrip(".,;)") for found in _ADDRESS.findall(text)]


def _phones(text: str) -> list[str]:
    return ["".join(filter(str.isdigit, found)) for found in _PHONE.findall(ascii_digits(text))]
