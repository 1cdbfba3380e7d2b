"""A language in; what no check can see for want of its words, out.

The lists are data, ``words/<language>.yaml``. A check without its list passes everything: somebody
has to be told, or a clean report would say more than it knows.
"""

from leaflets.checks.catalog import contrasts, hedges, language, links, negation, numbers, results
from leaflets.checks.catalog.speech import speech

ID = "word-lists"

_NEEDED = {
    "negation": negation.ID,
    "hedges": hedges.ID,
    "numbers": f"{numbers.ID} in words",
    "units": f"{numbers.ID} of days and weeks",
    "results": results.ID,
    "links": links.ID,
    "contrasts": contrasts.ID,
    "stop_words": f"{language.ID} by its short words",
}
"""Each list, and the check that is blind without it."""

HINT = 'CONTRIBUTING, "A language from nothing", says how to write them'


def blind_checks(code: str) -> str:
    """What is not looked for in ``code``, and which lists are wanted; empty if there are all."""
    words = speech(code)
    lacking = [name for name in _NEEDED if not getattr(words, name)]
    if not lacking:
        return ""
    checks = ", ".join(_NEEDED[name] for name in lacking)
    if len(lacking) == len(_NEEDED):
        return f"nobody wrote words/{code}.yaml: nothing checks {checks}"
    return f"words/{code}.yaml has no {', '.join(lacking)}: nothing checks {checks}"
