"""The script that looks at a thousand stamped files, with a few of them."""

import importlib.util
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "validate_batch.py"


def loaded():
    spec = importlib.util.spec_from_file_location("validate_batch", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules["validate_batch"] = module  # dataclasses look there
    spec.loader.exec_module(module)
    return module


SCRIPT_OF = loaded()


def test_stamped_files_of_the_shipped_leaflet_are_right_from_outside(tmp_path):
    told = SCRIPT_OF.validate(tmp_path, 4, 2, seed=2)
    assert told["faults"] == []
    assert (told["files"], told["pairs_of_language_and_format"], told["validated"]) == (4, 4, 2)


def test_a_copy_of_somebody_else_is_told(tmp_path):
    one, other = SCRIPT_OF.people(2, seed=3)
    batch = SCRIPT_OF.Batch(tmp_path, [one, other])
    copy, token = batch.path(other).read_bytes(), batch.tokens[one.record_id]
    slow = SCRIPT_OF.Slowly().pdf(one, token)
    found = list(SCRIPT_OF.unlike(copy, slow, one.name, token))
    assert found[:2] == ["its name is on none of its pages", "its token is not on each page"]
    assert len(found) > 2

    cut = tmp_path / "cut.pdf"
    cut.write_bytes(copy[:-2000])
    assert "qpdf" in SCRIPT_OF.qpdf_says(cut)
