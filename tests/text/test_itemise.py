import pytest
from text_samples import font_set

from leaflets.text.itemise import choose_faces, resolve_scripts
from leaflets.text.protect import protect


def faces(text, *, nastaliq=False, bold=False, script="Arab"):
    """The text cut where its face changes, each part with the family that it is set in."""
    chosen = choose_faces(
        text, resolve_scripts(text, script), [bold] * len(text), font_set(nastaliq=nastaliq)
    )
    parts = []
    for character, face in zip(text, chosen, strict=True):
        if parts and parts[-1][1] == face.name:
            parts[-1] = (parts[-1][0] + character, face.name)
        else:
            parts.append((character, face.name))
    return [(part, name.removeprefix("Noto")) for part, name in parts]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("عام 2014، كان", " 2014"),
        ("الرقم 020 7946 0959", " 020 7946 0959"),
        ("الرقم +44 (0)20 7946 0958.", " +44 (0)20 7946 0958"),
        ("نسبة 50% منهم", " 50%"),
        ("الإصدار 0.1 الآن", " 0.1"),
    ],
)
def test_western_numbers_look_the_same_in_arabic_as_beside_latin(text, number):
    before = text.partition(number)[0]
    first, second, *_ = faces(text)
    assert first == (before, "NaskhArabic-Regular")
    assert (second[0].rstrip(), second[1]) == (number, "Sans-Regular")


def test_a_number_alone_is_in_the_latin_face():
    assert faces("020 7946 0959") == [("020 7946 0959", "Sans-Regular")]
    assert faces("24", bold=True) == [("24", "Sans-Bold")]


def test_arabic_digits_stay_arabic():
    assert faces("عام ٢٠١٤ كان") == [("عام ٢٠١٤ كان", "NaskhArabic-Regular")]


def test_latin_has_as_much_space_before_it_as_after_it():
    assert faces("میں trastuzumab دی", nastaliq=True) == [
        ("میں", "NastaliqUrdu-Regular"),
        (" trastuzumab ", "Sans-Regular"),
        ("دی", "NastaliqUrdu-Regular"),
    ]
    assert faces("بعد 24 گھنٹے", nastaliq=True)[1] == (" 24 ", "Sans-Regular")
    isolated = protect("میں trastuzumab دی", rtl=True).text
    assert faces(isolated, nastaliq=True)[1][0].startswith(" ")


def test_other_scripts_keep_their_own_numbers():
    assert faces("প্রতি 24 ঘণ্টা", script="Beng") == [("প্রতি 24 ঘণ্টা", "SansBengali-Regular")]
