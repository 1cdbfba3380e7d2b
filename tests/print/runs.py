"""Runs and sheets of a small leaflet, and what a reader of PDFs makes of them."""

import io
import subprocess

import pypdfium2
from compiled.copies import DAY, compiled

from leaflets.model.profile import Personal
from leaflets.print.run import Run


def personal(name="Ann Avery", given_by="Jo Bell"):
    return Personal(name=name, given_by=given_by, day=DAY)


def leaflet(language="en_GB", page_format="booklet", marks=None):
    """A compiled leaflet; as sheets, if there are ``marks``."""
    found = compiled(language, page_format)
    return found if marks is None else found.on_sheets(marks)


def run_of(copies, *, separators=False, title="Print run"):
    """The file of ``(leaflet, name, token)``, pages in that order, and where each copy is."""
    file = io.BytesIO()
    run = Run(file, title=title, separators=separators)
    opened = {}
    placed = []
    for each, name, token in copies:
        taken = opened.get(id(each))
        if taken is None:
            taken = opened[id(each)] = run.open(each.template, each.set_value, each.language)
        filled = taken.fill(each.values(personal(name), token))
        placed.append((taken.sides, filled, token))
    spans = [run.add(*place) for place in placed]
    run.close()
    return file.getvalue(), spans


def texts(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded() for page in document]


def pictures(pdf, scale=1.0):
    return [page.render(scale=scale).to_pil() for page in pypdfium2.PdfDocument(pdf)]


def is_clean(pdf, folder):
    """Whether ``qpdf --check`` finds nothing to say."""
    path = folder / "file.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return True
