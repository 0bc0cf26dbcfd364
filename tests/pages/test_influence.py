"""The room of influence: it runs with any settings, and shows the core's own numbers."""

import numpy as np
import pytest

from rnnlstm.core import LSTM, RNN, influence
from rnnlstm.ui.lessons.influence.room import VIEW
from support.charts import charts, numbers
from support.texts import one_hot
from support.views import SETTINGS, assert_bears, assert_explains_bad_numbers, assert_speaks, name_of
from support.visit import unfold, visit_page


def run(**link):
    return visit_page("pages/influence.py", {"lang": "en"} | link)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("view", VIEW.options)
def test_every_view_in_each_language(view, language):
    assert_speaks(run(lang=language, heard=view), "influence", language, 3 if view == "map" else 1)


@pytest.mark.parametrize("link", SETTINGS, ids=name_of)
@pytest.mark.parametrize("view", VIEW.options)
def test_every_view_with_any_settings(view, link):
    assert_bears(run(heard=view, **link))


def test_bad_input_is_explained_and_what_was_typed_stays():
    assert_explains_bad_numbers(run(lang="zh", input="numbers", numbers="1, two"))


@pytest.mark.parametrize("link", [{"span": "121"}, {"heard": "row", "out": "0"}])
def test_a_link_to_what_cannot_be_is_told(link):
    (warning,) = run(**link).warning
    assert "usual value" in warning.value


@pytest.mark.parametrize("moved", ["y", "h"])
def test_triangles_are_those_of_the_core(moved):
    test = run(text="abca", span="9", units="5", fb="3", seed="2", effect=moved, nets="lstm")
    (chart,) = charts(test)
    (heat,) = chart["data"]
    cell = LSTM.init(3, 5, 4, seed=2, forget_bias=3.0)
    expected = influence(cell, cell.forward(np.tile(one_hot("abca"), (3, 1, 1))[:9]), moved)
    got = numbers(heat["customdata"])
    np.testing.assert_allclose(np.tril(np.nan_to_num(got)), expected, rtol=1e-6)
    np.testing.assert_allclose(10 ** numbers(heat["z"])[4, :5], expected[4, :5], rtol=1e-5)
    assert heat["x"] == [f"{t} {symbol}" for t, symbol in enumerate("abcaabcaa", start=1)]


def test_a_row_and_a_column_are_cut_out_of_the_triangles():
    for view, key, at in (("row", "out", 7), ("column", "in", 3)):
        test = run(heard=view, span="9", units="5", nets="tanh", **{key: str(at)})
        (curve,) = charts(test)[0]["data"]
        cell = RNN.init(4, 5, 5, seed=0)
        whole = influence(cell, cell.forward(np.tile(one_hot("hello"), (2, 1, 1))[:9]))
        expected = whole[6, :7] if view == "row" else whole[2:, 2]
        np.testing.assert_allclose(numbers(curve["y"]), expected)
        np.testing.assert_array_equal(
            numbers(curve["x"]), np.arange(1, 8) if view == "row" else np.arange(3, 10)
        )
        letter = "hello"[(at - 1) % 5]
        named = f"s = {at}, where “{letter}” is read" if view == "row" else f"t = {at} (“{letter}”)"
        assert named in test.get("plotly_chart")[0].proto.alt


def test_all_triangles_have_the_same_colours():
    limits = {(each["data"][0]["zmin"], each["data"][0]["zmax"]) for each in charts(run())}
    assert len(limits) == 1


def test_a_sequence_that_a_triangle_has_no_room_for_is_told():
    test = run(weights="trained", task="adding", len="200")
    assert "That is 200 steps. A triangle has room for 120" in test.error[0].value
    assert not test.get("plotly_chart")


def test_the_code_on_the_page_runs_and_makes_the_chart():
    test = run(nets="gru", sized="relative", heard="row", out="5", span="8")
    made: dict = {}
    exec(unfold(test).code[0].value, made)
    np.testing.assert_allclose(made["row"], numbers(charts(test)[0]["data"][0]["y"]))
    test = run(nets="lstm", weights="trained", task="temporal_order", share="50")
    exec(unfold(test).code[0].value, made)
    heat = charts(test)[0]["data"][0]
    T = len(heat["x"])
    np.testing.assert_allclose(
        np.nan_to_num(numbers(heat["customdata"]))[np.tril_indices(T)],
        made["triangle"][np.tril_indices(T)],
        rtol=1e-4,
    )


def test_one_click_sets_the_network_that_remembers_without_a_gradient():
    test = run(lang="en", text="abc", nets="lstm", gain="2", far="0.1")
    (button,) = [each for each in test.button if "without a gradient" in each.label]
    button.click().run()
    assert not test.exception and not test.error
    real, predicted, _legend = charts(test)[0]["data"]
    real, predicted = numbers(real["y"]), numbers(predicted["y"])
    assert len(real) == len(predicted) == 60
    assert real.min() > 3 and predicted[-1] < 1e-11
    everywhere = test.table[1].value
    assert everywhere.iloc[0].tolist() == ["RNN", "256 of 256", "256 of 256", "4.01", "9.2 × 10⁻¹⁴"]
    assert any("valleys" in each.value for each in test.markdown)


def test_what_cannot_become_another_is_told():
    test = run(heard="change", text="aaaa", becomes="q")
    assert "It becomes = q" in test.warning[0].value
    assert "“a”, becomes “∅”" in test.get("plotly_chart")[0].proto.alt


def test_the_cell_state_can_be_followed_where_there_is_one():
    followed = run(heard="change", nets="tanh,lstm").button_group(key="followed")
    assert list(followed.options) == ["the state h", "the cell state c", "the output y"]
    test = run(heard="change", nets="tanh,gru", followed="c")
    assert len(test.button_group(key="followed").options) == 2
    test = run(heard="change", nets="tanh,lstm", followed="c")
    assert "RNN" not in test.get("plotly_chart")[0].proto.alt
