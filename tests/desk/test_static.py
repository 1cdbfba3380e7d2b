"""The desk's own styles: one rule left open takes all that follow it away in silence."""

import re

from leaflets.desk.templating import FOLDER


def test_every_rule_is_closed_before_the_next_begins():
    text = (FOLDER / "static" / "desk.css").read_text("utf-8")
    plain = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", text, flags=re.DOTALL)
    depth = 0
    for line in plain.splitlines():
        inside_at_rule = line.startswith(" ")
        if line.rstrip().endswith("{"):
            assert depth == int(inside_at_rule), line
        depth += line.count("{") - line.count("}")
    assert depth == 0
