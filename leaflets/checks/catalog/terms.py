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
from leaflets.checks.catalog.speech import aligned, folded_text
from leaflets.diagnostics import Severity

ID = "terms"
SEVERITY = Severity.ERROR


def check(pair: Pair) -> Iterator[str]:
    """Listed terms of which no listed form is there, sentence by sentence."""
    told: set[str] = set()
    for english, other in aligned(pair.source, pair.target):
        text = folded_text(other)
        for term in terms_of(pair, english):
            forms = pair.reader.terms[term]
            agreed = term in pair.reader.agreed and term not in told
            if agreed and not any(_stands(form, text) for form in forms):
                told.add(term)
                yield not_as_agreed(term, forms)


def _stands(form: str, text: str) -> bool:
    """Whether every part of ``form`` is in ``text``."""
    return all(folded_text(part).strip("* ") in text for part in form.split("+"))
