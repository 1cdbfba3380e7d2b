"""A folder that goes with its desk, or with the next one."""

import stat

from leaflets.desk.lists.folder import PrivateFolder


def test_it_is_for_its_owner_alone_and_goes_in_the_end(small, tmp_path):
    made = PrivateFolder()
    assert made.path.parent == tmp_path
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o700
    (made.path / "list.csv").write_text("x")
    made.close()
    assert not made.path.exists()


def test_what_a_desk_left_that_was_killed_goes_with_the_next(small, tmp_path):
    left = tmp_path / "leaflets-desk-left"
    left.mkdir()
    (left / "list.csv").write_text("x")
    elsewhere = tmp_path / "leaflets-desk-link"
    outside = tmp_path / "outside"
    outside.mkdir()
    elsewhere.symlink_to(outside)
    (outside / "kept").write_text("x")
    one = PrivateFolder()
    assert not left.exists()
    other = PrivateFolder()
    assert one.path.exists()
    one.close()
    other.close()
    assert (outside / "kept").exists()
