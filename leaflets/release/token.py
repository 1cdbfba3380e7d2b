"""A record in; the token that stands for it on paper and in file names, out.

Who has no site key can't tell from a token whose it is, nor try ids until one fits.
"""

import hmac
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from leaflets.errors import UsageFault

TOKEN_DIGITS = 16
_KEY_BYTES = 32
_FEWEST_BYTES = 16


def site_key(path: Path) -> bytes:
    """The site's key: every byte of the file at ``path``, which is made if it is not there.

    A new key is 32 random bytes, readable by its owner only. Of two programs that make it at once
    both get the same one.

    Raises:
        UsageFault: It can't be read or made, or is too short to keep anything secret.
    """
    try:
        key = path.read_bytes() if path.exists() else _make(path)
    except OSError as error:
        raise UsageFault(
            f"the site key {path} can't be read: {error.strerror or error}",
            hint="give the file with --key",
        ) from error
    if len(key) < _FEWEST_BYTES:
        raise UsageFault(
            f"the site key {path} has {len(key)} bytes, and needs {_FEWEST_BYTES} or more",
            hint="get the whole file back from where it is kept; another key gives other tokens",
        )
    return key


def token(key: bytes, leaflet_id: str, record_id: str) -> str:
    """What stands for ``record_id`` in this leaflet: 16 hexadecimal digits of an HMAC-SHA-256."""
    message = f"{leaflet_id}{record_id}".encode()
    return hmac.digest(key, message, "sha256").hex()[:TOKEN_DIGITS]


def _make(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".leaflets-", dir=path.parent)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(secrets.token_bytes(_KEY_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileExistsError):
            # Unlike a rename, a link never takes the place of a key that somebody just made.
            os.link(temporary, path)
        return path.read_bytes()
    finally:
        Path(temporary).unlink(missing_ok=True)
