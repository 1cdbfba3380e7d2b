"""Values in; PDF syntax out (ISO 32000-1, 7.3). Everything is ASCII but the bytes of streams."""

import zlib
from datetime import datetime

NBSP_LIKE = str.maketrans({"\u00a0": " ", "\u202f": " "})
"""No-break spaces as a reader types them, so that what was joined is still found."""

LEVEL = 6
"""How hard streams are deflated: with 9 it takes half as long again, for a file half a percent
smaller."""

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


def deflated_piece(data: bytes) -> tuple[bytes, int]:
    """Data as a piece of a deflated stream that others may follow, and its checksum (RFC 1950)."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH), zlib.adler32(data)


def language_tag(language: str) -> str:
    """A language id with underscores as the BCP 47 tag that files carry (14.9.2.2)."""
    return language.replace("_", "-")
