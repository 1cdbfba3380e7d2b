"""Lines of a manifest to test with."""

from leaflets.model.source import State
from leaflets.release.manifest import LineState, ManifestLine, Printed


def printed(**changed):
    """What a leaflet in English is."""
    fields = {
        "language": "en_GB",
        "format": "a4",
        "code": "8Q2M-7KXD",
        "pages": 4,
        "band": State.SAMPLE,
        "leaflet": "the-leaflet",
        "version": "1",
        "keys": {"general": "aaaaaaaaaaaa", "general.what": "bbbbbbbbbbbb"},
        "approvals": {"general.what": ("content 2026-11-01 until 2027-11-01",)},
        "program": "0.1.0",
        "content": "c" * 64,
        "catalog": "",
        "fonts": {"NotoSans-Regular.ttf": "dddddddddddd"},
        "libraries": {"zlib": "1.3"},
        "order": {"today": "2026-11-22"},
    }
    return Printed(**(fields | changed))


def line(**changed):
    """A line of the leaflet of row 1."""
    fields = {
        "record_id": "row-1",
        "token": "0123456789abcdef",
        "state": LineState.MADE,
        "sha256": "e" * 64,
        "file_id": "F" * 32,
        "printed": printed(),
    }
    return ManifestLine(**(fields | changed))
