"""A leaflet in; its matrix as a picture and as a table, out, worked out once for the same rules."""

from collections import OrderedDict
from threading import Lock

from leaflets.model.source import Content, LeafletSource
from leaflets.selection.matrix import Matrix
from leaflets.selection.overview import Overview, overview

_MOST = 4
_lock = Lock()
_kept: OrderedDict[tuple[str, str], Overview] = OrderedDict()


def matrix_of(content: Content, leaflet: LeafletSource) -> Overview:
    """What each set of results can print; the first time takes some seconds."""
    key = (content.digest, leaflet.id)
    with _lock:
        if key not in _kept:
            _kept[key] = overview(Matrix(leaflet, content.vocabulary))
        _kept.move_to_end(key)
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
        return _kept[key]
