"""The clinic that hands a leaflet over: names and numbers, prose per language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    """What the clinic file says. Empty fields print as room to write, never as an example.

    ``hours`` and ``address`` are per language id.
    """

    name: str = ""
    phone: str = ""
    phone_24h: str = ""
    hours: Mapping[str, str] = field(default_factory=dict)
    address: Mapping[str, str] = field(default_factory=dict)
    logo: Path | None = None
