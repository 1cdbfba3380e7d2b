"""A term that the language's ``terms.yaml`` lists stands in one of the forms listed there.

A form is the beginning of a word, or several with ``+`` between them, which all have to be there.

Passes::

    msgid "a monoclonal antibody"            # [przeciwciał + monoklonaln]
    msgstr "przeciwciało monoklonalne"

Fails::

    msgid "a monoclonal antibody"
    msgstr "antybiotyk monoklonalny"
"""

from collections.abc import Iterator

from leaflets.checks.catalog.glossary import not_as_agreed, terms_of
from leaflets.checks.catalog.reading import Pair
from leaflets.checks.catalog.speech import folded_text
from leaflets.diagnostics import Severity

ID = "terms"
SEVERITY = Severity.ERROR


def check(pair: Pair) -> Iterator[str]:
    """Listed terms of which no listed form is there."""
    text = folded_text(pair.target)
    for term in terms_of(pair):
        forms = pair.reader.terms[term]
        if term in pair.reader.agreed and not any(_stands(form, text) for form in forms):
            yield not_as_agreed(term, forms)


def _stands(form: str, text: str) -> bool:
    """Whether every part of ``form`` is in ``text``."""
    return all(folded_text(part).strip("* ") in text for part in form.split("+"))
