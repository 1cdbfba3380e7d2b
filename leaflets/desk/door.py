"""Who may come in: one browser, by a token that is good once; after that, by its session."""

import secrets
from dataclasses import dataclass, field
from hmac import compare_digest

from leaflets.desk.shelf import Shelf

_BYTES = 32


def _secret() -> str:
    return secrets.token_urlsafe(_BYTES)


@dataclass(slots=True, kw_only=True)
class Session:
    """The one browser that was let in: what proves it, its language, and what it has put down.

    ``key`` is its cookie's value, ``csrf`` what each of its forms carries. ``language`` is empty
    until someone chose one.
    """

    key: str = field(default_factory=_secret)
    csrf: str = field(default_factory=_secret)
    language: str = ""
    shelf: Shelf = field(default_factory=Shelf)

    def is_own(self, csrf: str) -> bool:
        """Whether ``csrf`` is what this session's own pages carry."""
        return _same(csrf, self.csrf)


class Door:
    """Lets one browser in. ``token`` stands in the address that the program opens."""

    def __init__(self) -> None:
        self.token = _secret()
        self._used = False
        self._session = Session()

    def enter(self, token: str) -> Session | None:
        """The session that ``token`` opens: once, and never again."""
        if self._used or not _same(token, self.token):
            return None
        self._used = True
        return self._session

    def session(self, key: str) -> Session | None:
        """The session with this key, once somebody has come in."""
        return self._session if self._used and _same(key, self._session.key) else None


def _same(given: str, secret: str) -> bool:
    return compare_digest(given.encode("utf-8", "replace"), secret.encode())
