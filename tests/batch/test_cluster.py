"""Many machines: the same bytes as one process, and a machine that is lost costs its unit."""

import json
from pathlib import Path

from batch.lists import copies, manifest, people, tree, write_list
from batch.test_stops import OPTIONS, program

from leaflets.batch.remote import RemoteShelf


def test_a_cluster_of_two_of_which_one_is_killed_leaves_the_bytes_of_one_process(place, batch):
    write_list(place / "list.csv", people(300))
    batch("list.csv", "-o", "whole")
    run = program("-m", "batch.clustered", *OPTIONS)
    said, errors = run.communicate()
    assert run.returncode == 0, errors
    assert "killed one" in said
    assert tree("out") == tree("whole")


def test_a_scheduler_that_does_not_answer_is_told(place, batch):
    write_list(place / "list.csv", people(1))
    where = ("--engine", "dask", "--scheduler", "no-such-place")
    result = batch("list.csv", "-o", "out", *where, code=2)
    assert "no scheduler answers at no-such-place" in result.stderr


def test_a_scheduler_is_none_of_the_local_engine(place, batch):
    write_list(place / "list.csv", people(1))
    result = batch("list.csv", "-o", "out", "--scheduler", "tcp://10.0.0.1:8786", code=2)
    assert "--scheduler needs --engine dask" in result.stderr


# Leaflets in a store that is no folder of this machine.


def test_leaflets_go_into_a_store_whole_and_are_looked_after_there(place, batch):
    """memory: is fsspec's own object store; the names and bytes are those of a folder."""
    rows = people(5)
    write_list(place / "list.csv", rows)
    batch("list.csv", "-o", "whole")
    to = ("--store", f"memory://{place.name}/leaflets", "--audit", "all")
    batch("list.csv", "-o", "out", *to)
    shelf = RemoteShelf(to[1])
    assert set(shelf.tokens()) == copies("whole")
    for token in shelf.tokens():
        assert shelf.read(token) == Path(f"whole/leaflets/{token}.pdf").read_bytes()
    assert not Path("out/leaflets").exists()
    assert Path("out/manifest.jsonl").read_bytes() == Path("whole/manifest.jsonl").read_bytes()
    again = json.loads(batch("list.csv", "-o", "out", "--json", *to).stdout)
    assert (again["made"], again["unchanged"], again["audited"]) == (0, 5, 5)
    write_list(place / "list.csv", rows[1:])
    told = json.loads(batch("list.csv", "-o", "out", "--json", *to).stdout)
    assert (told["unchanged"], told["set_aside"]) == (4, 1)
    assert len(list(shelf.tokens())) == 4


def test_a_place_that_is_no_object_store_gets_each_copy_under_another_name_first(place, batch):
    write_list(place / "list.csv", people(3))
    batch("list.csv", "-o", "whole")
    batch("list.csv", "-o", "out", "--store", f"file://{place}/elsewhere")
    assert {path.stem for path in Path("elsewhere").iterdir()} == copies("whole")
    assert manifest("out") == manifest("whole")
