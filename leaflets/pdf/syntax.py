"""Values in; PDF syntax out (ISO 32000-1, 7.3). Everything is ASCII but the bytes of streams."""

import hashlib
import zlib
from datetime import datetime
from threading import Lock

NBSP_LIKE = str.maketrans({"\u00a0": " ", "\u202f": " "})
"""No-break spaces as a reader types them, so that what was joined is still found."""

LEVEL = 6
"""How hard streams are deflated: with 9 it takes half as long again, for a file half a percent
smaller."""

_MOST_PAGES = 1500
_KEEPING = Lock()
_pages: dict[bytes, bytes] = {}

_ESCAPED = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


def number(value: float) -> str:
    """A number with at most three decimals and nothing to spare; never an exponent."""
    if not value:
        return "0"
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def numbers(*values: float) -> str:
    """Numbers as an array."""
    return f"[{' '.join(map(number, values))}]"


def utf16(text: str) -> str:
    """Text as the hexadecimal digits of UTF-16, without a byte order mark."""
    return text.encode("utf-16-be").hex().upper()


def text_string(text: str) -> str:
    """A text string (7.9.2.2): plain where it is ASCII, else UTF-16 with its mark."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPED)})"
    return f"<FEFF{utf16(text)}>"


def date_string(moment: datetime) -> str:
    """A date (7.9.4) in UTC."""
    return f"(D:{moment:%Y%m%d%H%M%S}Z)"


def stream(content: bytes, dictionary: str = "", *, compress: bool = True) -> bytes:
    """A stream (7.3.8), up to and with its ``endstream``; the writer puts a line end before it."""
    if compress:
        content = zlib.compress(content, LEVEL)
        dictionary += "/Filter/FlateDecode"
    head = f"<<{dictionary}/Length {len(content)}>>\nstream\n"
    return head.encode("ascii") + content + b"endstream\n"


def page_stream(content: bytes) -> bytes:
    """The content of a page as :func:`stream` has it; many leaflets have a page in common."""
    key = hashlib.blake2b(content, digest_size=32).digest()
    found = _pages.get(key)
    if found is None:
        found = stream(content)
        with _KEEPING:
            if len(_pages) >= _MOST_PAGES:
                del _pages[next(iter(_pages))]
            _pages[key] = found
    return found


def language_tag(language: str) -> str:
    """A language id with underscores as the BCP 47 tag that files carry (14.9.2.2)."""
    return language.replace("_", "-")
