"""A page that comes again is written once; whatever is kept, it says what is on it."""

import zlib

from leaflets.pdf.page_content import Put, page_content

PUT = Put("q 1 0 0 1 %.1f %.1f cm /P<</MCID %d>>BDC EMC Q", (10.0, 20.0, 0))
ELSEWHERE = PUT._replace(numbers=(10.0, 30.0, 0))


def shown(content: bytes) -> str:
    data = content.split(b"stream\n", 1)[1].removesuffix(b"endstream\n")
    return zlib.decompress(data).decode("latin-1")


def test_the_same_drawings_in_the_same_places_are_one_page() -> None:
    assert page_content([PUT], []) is page_content([PUT], [])


def test_a_drawing_elsewhere_is_another_page() -> None:
    assert "10.0 20.0 cm" in shown(page_content([PUT], []))
    assert "10.0 30.0 cm" in shown(page_content([ELSEWHERE], []))


def test_what_is_drawn_on_the_page_itself_follows_what_was_put_there() -> None:
    own = ["/Artifact BMC", "100% of it", "EMC"]
    assert shown(page_content([PUT], own)) == "\n".join((PUT.written(), *own))
    assert shown(page_content([PUT], [])) == PUT.written()
