"""What the browser is sent of a graph."""

import pytest

from rnnlstm.ui.lessons.vectors.graph import graph_data
from rnnlstm.ui.lessons.vectors.steps import tidy
from support.graphs import PARTS, usual


@pytest.mark.parametrize("part", PARTS)
def test_the_browser_is_sent_every_number_once(part):
    of = usual(part)
    data = graph_data(of)
    drawn = {node["name"]: node for node in data["nodes"]}
    assert set(drawn) == {name for name in of.run.values if not name.startswith("W")}
    for name, node in drawn.items():
        assert node["number"] == tidy(of.run.values[name])
        assert node["gradient"] == (None if name.startswith("target") else tidy(of.run.gradients[name]))
    for edge in data["edges"]:
        assert edge["returns"] == of.run.messages[edge["from"], edge["to"]]
    made = {name for step in data["steps"] for name in step["makes"]}
    for table in data["tables"]:
        for cell in (cell for row in table["rows"] for cell in row):
            assert not cell["goes"] or cell["goes"] in made
            assert set(cell["q"].split()) <= made
