"""The room of exploding gradients, as Streamlit runs it."""

import numpy as np
import pytest

from rnnlstm.core import RNN, Cliff, clip_by_norm, clip_by_value
from support.charts import numbers, traces_of
from support.visit import unfold, visit_page


def run(**link):
    return visit_page("pages/exploding.py", {"lang": "en"} | link)


def test_settings_of_the_link_are_those_of_the_descents():
    link = {
        "cliff_activation": "tanh",
        "tanh_w": "2.5",
        "tanh_b": "-0.5",
        "cliff_rate": "1",
        "cliff_limit": "0.1",
    }
    curves = traces_of(run(**link, cliff_steps="20", cliff_updates="10"))
    clips = {
        "no clipping": None,
        "clipped by norm": lambda g: clip_by_norm(g, 0.1),
        "clipped by value": lambda g: clip_by_value(g, 0.1),
    }
    for name, clip in clips.items():
        way = Cliff(20, "tanh").descend(2.5, -0.5, learning_rate=1.0, updates=10, clip=clip)
        np.testing.assert_array_equal(numbers(curves[name]["x"]), way.w)
        np.testing.assert_array_equal(numbers(curves[name]["y"]), way.b)


def test_each_view_is_one_chart_with_its_words():
    told = [run(view=view).get("plotly_chart") for view in ("above", "close", "profile", "loss")]
    assert [len(charts) for charts in told] == [1] * 4
    assert "no clipping: the longest step is 3.23" in told[0][0].proto.alt
    assert "b = -2.5" in told[2][0].proto.alt


def test_a_way_that_leaves_the_map_is_told():
    assert not run().caption
    (caption,) = run(view="close").caption
    assert "“no clipping” leaves the map at update" in caption.value
    assert not run(view="loss").caption


def test_limit_moves_the_clipped_ways_only():
    test = run()
    before = traces_of(test)
    test.select_slider(key="cliff_limit").set_value(0.03).run()
    after = traces_of(test)
    for name, same in (("no clipping", True), ("clipped by norm", False), ("clipped by value", False)):
        assert np.array_equal(numbers(before[name]["x"]), numbers(after[name]["x"])) == same


def test_one_update_is_that_of_the_learners_network():
    test = run(part="update", text="ab", steps="30", units="4", wild_gain="2", seed="3", clip_limit="0.3")
    x = np.eye(2)[[0, 1] * 15][:, None]
    cell = RNN.init(2, 4, 3, seed=3, recurrent="orthogonal", gain=2.0)
    trace = cell.forward(x)
    p = np.exp(trace.y[-1]) / np.exp(trace.y[-1]).sum()
    dy = np.zeros_like(trace.y)
    dy[-1] = p - np.eye(3)[2]  # softmax and cross-entropy: the end comes next
    grads = cell.backward(trace, dy=dy).params
    length = np.sqrt(sum((g**2).sum() for g in grads.values()))
    (arrow,) = [curve for name, curve in traces_of(test).items() if name and name.startswith("no clipping")]
    assert numbers(arrow["x"])[1] == pytest.approx(length, rel=1e-9)
    table = unfold(test).dataframe[0].value
    assert table["‖∂E/∂θ‖ · clipped by norm"].iloc[-1] == pytest.approx(min(0.3, length))


def test_gradient_without_a_direction_is_told():
    wild = {"net": "relu", "wild_init": "normal", "wild_gain": "3", "units": "1", "seed": "1"}
    test = run(part="update", **wild, input="wave", steps="500")
    assert "too large" in test.warning[0].value
    assert len(test.get("plotly_chart")) == 1


@pytest.mark.parametrize("language", ["en", "zh"])
def test_bad_input_is_explained_and_what_was_typed_stays(language):
    test = run(lang=language, part="update", input="numbers", numbers="1, two")
    assert "two" in test.error[0].value
    assert test.text_input[0].value == "1, two"
    assert len(test.header) >= 4


def test_link_to_what_cannot_be_is_told():
    warnings = [each.value for each in run(view="below", cliff_rate="0.2", sigmoid_w="99").warning]
    assert len(warnings) == 3


@pytest.mark.parametrize(("part", "about"), [("cliff", "Three descents"), ("update", "A gradient of length")])
def test_each_part_asks_first(part, about):
    asked = [block.value for block in run(part=part).markdown if "Predict first" in block.value]
    assert len(asked) == 1
    assert about in asked[0]
