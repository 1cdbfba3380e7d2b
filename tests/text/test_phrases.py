import pytest

from leaflets.text.linebreak import line_breaks
from leaflets.text.phrases import parting_breaks
from leaflets.text.protect import protect


def parted(text, *phrases):
    """The text with a bar at each place where a line had better not end."""
    kept = protect(text, rtl=False)
    breaks = line_breaks(kept.text).allowed
    parting = parting_breaks(text, kept.source, breaks, phrases)
    shown = "".join("|" * (index in parting) + c for index, c in enumerate(kept.text))
    return shown.replace("\u00a0", " ").replace("\u2060", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("people with AB2 positive cells", "people with AB2 |positive cells"),
        ("levels of AB2 were found", "levels of AB2 |were found"),
        ("from about 2014, and then", "from about |2014, and then"),
        ("You have it every three weeks.", "You have it every |three |weeks."),
        ("Every three weeks, or every three weekss", "Every |three |weeks, or every three weekss"),
        ("nothing of this is one", "nothing of this is one"),
        ("", ""),
    ],
)
def test_what_belongs_together_is_known(text, shown):
    assert parted(text, "every three weeks", "a phrase of none") == shown


def test_a_phrase_is_found_where_joins_were_put_into_the_text():
    assert parted("Take 10 mg every 3 weeks now", "every 3 weeks") == (
        "Take |10 mg every |3 |weeks now"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ligue-nos já", "Ligue-nos |já"),
        ("an X-ray or a two-day stay", "an |X-ray |or |a |two-day |stay"),
        ("side-effects of long-term care", "side-|effects |of |long-|term |care"),
    ],
)
def test_no_line_ends_at_the_hyphen_of_a_short_word(text, shown):
    kept = protect(text, rtl=False)
    places = line_breaks(kept.text).allowed
    marked = "".join("|" * (index in places) + c for index, c in enumerate(kept.text))
    assert marked.replace("\u2060", "") == shown
