"""Names of drugs and organisations are the same, in a spelling that the language agreed on.

"You may be given otherinib" is a true sentence about another drug. A name may take an ending;
other spellings stand in the language's ``names.yaml``.

Passes::

    msgid "Examplinib (Exa) is used for it."
    msgstr "Stosuje się egzamplinib (Exa)."      # names.yaml: examplinib: [egzamplinib]

Fails::

    msgid "Examplinib (Exa) is used for it."
    msgstr "Stosuje się otherinib (Exa)."
"""

from collections.abc import Iterator

from leaflets.checks.catalog.reading import Pair
from leaflets.diagnostics import Severity

ID = "names"
SEVERITY = Severity.ERROR


def check(pair: Pair) -> Iterator[str]:
    """Names that are lost or added."""
    wanted = pair.reader.named_in_english(pair.source)
    found = pair.reader.named(pair.target)
    for name in wanted:
        if name not in found:
            yield f"the name {name} is lost"
    for name in found:
        if name not in wanted:
            yield f"the name {name} is not in the English"
