from hypothesis import given
from hypothesis import strategies as st

from leaflets.pdf.writer import _minus

PAIRS = st.lists(st.tuples(st.integers(0, 255), st.integers(0, 255)), max_size=40)


@given(PAIRS)
def test_the_difference_of_rows_is_that_of_their_bytes(pairs):
    upper, lower = (bytes(column) for column in ([a for a, _ in pairs], [b for _, b in pairs]))
    assert _minus(upper, lower) == bytes((a - b) % 256 for a, b in pairs)
