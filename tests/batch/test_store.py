"""A copy is written whole, and the one that is written last is there."""

from leaflets.batch.store import FolderShelf

TOKEN = "0123456789abcdef"


def test_a_copy_that_a_lost_process_has_written_is_written_again(tmp_path):
    shelf = FolderShelf(tmp_path / "leaflets", tmp_path / "earlier", tmp_path / "private")
    shelf.begin()
    for worker, tail in (("lost", b" one"), ("next", b" two")):
        store = shelf.opened_by(worker)
        store.put(TOKEN, b"%PDF", tail)
        store.close()
    assert shelf.read(TOKEN) == b"%PDF two"
    assert list(shelf.tokens()) == [TOKEN]
    assert not [path for path in (tmp_path / "private").rglob("*") if path.is_file()]
