"""A text in; the language that a detector takes it for, with how sure it is, out.

The detector is the extra ``langid``. It needs no network. Without it there is no answer, and checks
have what scripts and short words tell.
"""

from collections.abc import Callable, Mapping
from functools import cache

Rank = Callable[[str], Mapping[str, float]]
"""Gives every language that a detector knows its share of certainty; together they are 1."""

_SURE, _UNLIKELY = 0.6, 0.15
"""Another language is told where it is this likely, and the text's own is no likelier than that."""


def another_language(text: str, own: str) -> str:
    """The language that ``text`` surely is in, if that is not ``own``; else empty.

    Args:
        text: Some words or more, without names that are written alike in all languages.
        own: Its language's id, of which the detector knows the part before the script.
    """
    ranked = _detector()
    if ranked is None:
        return ""
    shares = ranked(text)
    language = own.partition("_")[0]
    likeliest = max(shares, key=lambda code: shares[code])
    sure = shares[likeliest] > _SURE and shares.get(language, 1) < _UNLIKELY
    return likeliest if sure and likeliest != language else ""


@cache
def _detector() -> Rank | None:
    """The detector, loaded once; ``None`` where the extra is not installed."""
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  # the extra
    except ImportError:
        return None
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return lambda text: {code: float(share) for code, share in identifier.rank(text)}
