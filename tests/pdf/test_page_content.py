"""What pages have in common is deflated once; whatever is kept, a page says what is on it."""

import zlib

from hypothesis import given
from hypothesis import strategies as st

from leaflets.pdf.page_content import Put, _begun, page_content

PUT = Put("q 1 0 0 1 %.1f %.1f cm /P<</MCID %d>>BDC EMC Q", (10.0, 20.0, 0))
ELSEWHERE = PUT._replace(numbers=(10.0, 30.0, 0))

FORMS = ("/P<</MCID %d>>BDC EMC", "(\xe9%%) Tj %d", "%d w\n" * 9)
drawings = st.sampled_from(FORMS).map(lambda form: Put(form, tuple(range(form.count("%d")))))


def shown(content: bytes) -> str:
    data = content.split(b"stream\n", 1)[1].removesuffix(b"endstream\n")
    return zlib.decompress(data).decode("latin-1")


def test_the_same_drawings_before_another_number_are_deflated_once() -> None:
    _begun.cache_clear()
    for last in (PUT, ELSEWHERE, PUT):
        page_content([PUT, PUT, last], [])
    assert _begun.cache_info()[:2] == (2, 1)  # hits, misses


def test_a_drawing_elsewhere_is_another_page() -> None:
    assert shown(page_content([PUT, PUT], [])).count("10.0 20.0 cm") == 2
    assert shown(page_content([ELSEWHERE, PUT], [])).startswith("q 1 0 0 1 10.0 30.0 cm")


@given(st.lists(drawings, min_size=1, max_size=5))
def test_a_page_says_what_was_put_on_it_whatever_others_begin_so(on_page: list[Put]) -> None:
    for page in (on_page, [*on_page, PUT], on_page[:1]):
        assert shown(page_content(page, [])) == "\n".join(put.written() for put in page)


def test_what_is_drawn_on_the_page_itself_follows_what_was_put_there() -> None:
    own = ["/Artifact BMC", "100% of it", "EMC"]
    assert shown(page_content([PUT], own)) == "\n".join((PUT.written(), *own))
    assert shown(page_content([], own)) == "\n".join(own)


def test_a_page_may_be_empty() -> None:
    assert shown(page_content([], [])) == ""
