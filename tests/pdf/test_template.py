"""A template taken apart: what a print run needs to share pages and fonts."""

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
from compiled.copies import DAY, TOKEN, compiled, make_leaflet, pictures, stamped
from layout.trees import said
from pdf.validate import faults
from PIL import Image

from leaflets.compiled.leaflet import compile_leaflet
from leaflets.layout.formats import FORMATS
from leaflets.model.leaflet import Logo, reserve
from leaflets.model.profile import Personal
from leaflets.pdf.stamp import Stamper
from leaflets.pdf.writer import write_file

PERSON = Personal(name="Zoë প্রিয়া", given_by="Jo Bell", day=DAY)


def put_together(leaflet, template=None):
    """A copy made of the template's objects and of forms, by another writer."""
    template = template or leaflet.template
    stamper = Stamper(template, leaflet.set_value)
    bodies = template.objects()
    free = template.size
    values = leaflet.values(PERSON, TOKEN)
    for form in template.forms:
        shown, objects = stamper.form(form.place.slot, values[form.place.slot], free)
        numbers = (form.number, *range(free, free + len(objects)))
        for number, whole in zip(numbers, (shown.encode(), *objects), strict=True):
            bodies[number] = re.fullmatch(rb"\d+ 0 obj\n(.*)endobj\n", whole, re.DOTALL)[1]
        free += len(objects)
    objects = [bodies.get(number, b"null") for number in range(1, free)]
    return write_file(objects, root=template.root, info=template.info)


def test_its_objects_and_forms_make_the_same_pages():
    copy = put_together(compiled("en_GB"))
    assert pictures(copy) == pictures(stamped("en_GB", "a4", PERSON.name))
    with pikepdf.open(BytesIO(copy)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_pictures_are_among_them(tmp_path):
    path = tmp_path / "logo.png"
    Image.new("RGBA", (40, 20), "#40603080").save(path)
    leaflet = make_leaflet("en_GB")
    logo = Logo(path, said("Riverside Clinic"))
    leaflet = reserve(replace(leaflet, furniture=replace(leaflet.furniture, logo=logo)))
    with_logo = compile_leaflet("key", leaflet, FORMATS["a4"])
    copy = put_together(with_logo)
    assert pictures(copy) == pictures(with_logo.stamp(PERSON, TOKEN))
    assert faults(with_logo.stamp(PERSON, TOKEN)) == []


def test_each_page_is_one_of_its_objects():
    template = compiled("ur").template
    objects = template.objects()
    for number in template.pages:
        assert b"/Type/Page/" in objects[number]
    # The last number is that of the stream which holds all that is no stream.
    numbers = {form.number for form in template.forms}
    assert numbers.isdisjoint(objects)
    assert numbers | set(objects) == set(range(1, template.size - 1))


def test_its_forms_can_point_to_fonts_elsewhere():
    leaflet = compiled("en_GB")
    fonts = {font.name: f"{number} 0 R" for number, font in enumerate(leaflet.template.fonts, 900)}
    moved = leaflet.template.with_fonts(fonts)
    values = leaflet.values(PERSON, TOKEN)
    for slot, text in values.items():
        body, _ = Stamper(moved, leaflet.set_value).form(slot, text, 5000)
        for name, ref in re.findall(r"/(F\d) (\d+) 0 R", body):
            assert fonts[name] == f"{ref} 0 R"
