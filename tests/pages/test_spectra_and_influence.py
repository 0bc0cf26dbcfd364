"""The rooms of spectra and of influence: they run with any settings, and show the core's own numbers."""

import base64
import json
import re

import numpy as np
import pytest

from rnnlstm.core import LSTM, RNN, half_life_of_bias, influence
from rnnlstm.ui.lessons.influence import room as influence_page
from rnnlstm.ui.lessons.spectra import room as spectra_page
from support.visit import unfold, visit_page

TITLES = {
    "spectra": ("Why: eigenvalues, slopes, gates", "为什么：特征值、导数与门"),
    "influence": ("Influence: memory made visible", "影响：看得见的记忆"),
}
VIEWS = [("spectra", "why", view) for view in spectra_page.VIEW.options]
VIEWS += [("influence", "heard", view) for view in influence_page.VIEW.options]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def run(name, **link):
    return visit_page(f"pages/{name}.py", link)


def charts(test):
    return [json.loads(chart.proto.spec) for chart in test.get("plotly_chart")]


def numbers(values):
    """Decode what a chart is sent."""
    if isinstance(values, dict):
        flat = np.frombuffer(base64.b64decode(values["bdata"]), values["dtype"])
        shape = values.get("shape")
        return flat.reshape([int(n) for n in shape.split(",")]) if shape else flat
    return np.array(values, float)


def one_hot(text):
    vocabulary = sorted(set(text))
    labels = [vocabulary.index(character) for character in text]
    return np.eye(len(vocabulary))[labels][:, None]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("name", "key", "view"), VIEWS)
def test_every_view_in_each_language(name, key, view, language):
    test = run(name, lang=language, **{key: view})
    assert test.title[0].value == TITLES[name][language == "zh"]
    assert not test.error
    assert not test.warning
    alts = [chart.proto.alt for chart in test.get("plotly_chart")]
    assert len(alts) == (3 if view == "map" else 1)
    for alt in alts:
        assert bool(CHINESE.search(alt)) == (language == "zh") and "<sub>" not in alt
    for chart in charts(test):
        said = json.dumps(chart["layout"], ensure_ascii=False)
        assert bool(CHINESE.search(said)) == (language == "zh")
    asked = test.markdown[[each.value.startswith("**") for each in test.markdown].index(True)].value
    assert asked.startswith("**先猜一猜。**" if language == "zh" else "**Predict first.**")
    unfold(test)
    assert len(test.dataframe) == len(test.code) == 1


SETTINGS = [
    {"nets": "irnn", "why_net": "irnn", "input": "numbers", "numbers": "0.5，−1、2"},
    {"nets": "relu,sigmoid", "why_net": "relu", "gain": "3", "init": "normal", "units": "1", "steps": "500"},
    {"nets": "gru", "why_net": "gru", "matrix": "step", "gain": "0", "span": "2", "steps": "2"},
    {"nets": "lstm", "why_net": "lstm", "matrix": "mean", "scale": "30", "text": "循环", "sized": "relative"},
    {"why_net": "sigmoid", "matrix": "gamma", "input": "wave", "wave": "pulse", "effect": "h", "fb": "-3"},
    {"why_net": "lstm", "matrix": "step", "weights": "trained", "task": "reber"},
]  # fmt: skip


@pytest.mark.parametrize("link", SETTINGS, ids=lambda link: "&".join(list(link.values())[:3]))
@pytest.mark.parametrize(("name", "key", "view"), VIEWS)
def test_every_view_with_any_settings(name, key, view, link):
    test = run(name, lang="en", **{key: view}, **link)
    assert not test.error
    assert not test.warning
    assert charts(test)


@pytest.mark.parametrize("name", TITLES)
def test_bad_input_is_explained_and_what_was_typed_stays(name):
    test = run(name, lang="zh", input="numbers", numbers="1, two")
    assert "“two”不是数" in test.error[0].value
    assert test.text_input[0].value == "1, two"
    assert len(test.header) >= 4


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("spectra", {"why": "x"}),
        ("spectra", {"matrix": "y"}),
        ("spectra", {"small": "0.3"}),
        ("spectra", {"matrix": "step", "why_t": "61"}),
        ("influence", {"span": "121"}),
        ("influence", {"heard": "row", "out": "0"}),
    ],
)
def test_a_link_to_what_cannot_be_is_told(name, link):
    (warning,) = run(name, lang="en", **link).warning
    assert "usual value" in warning.value


def test_eigenvalues_are_those_of_the_learners_own_weights():
    test = run("spectra", units="6", seed="4", init="normal", gain="0.8", lang="en")
    *circles, points = charts(test)[0]["data"]
    W = RNN.init(4, 6, 5, seed=4, recurrent="normal", gain=0.8).W_hh
    got = numbers(points["x"]) + 1j * numbers(points["y"])
    np.testing.assert_allclose(np.sort_complex(got), np.sort_complex(np.linalg.eigvals(W)), rtol=1e-6)
    radii = [np.hypot(numbers(each["x"]), numbers(each["y"])).max() for each in circles]
    np.testing.assert_allclose(radii, [1, np.abs(got).max(), np.linalg.norm(W, 2)])
    assert f"ρ = {np.abs(got).max():.3g}" in circles[1]["name"]


def test_a_chosen_step_follows_a_shorter_sequence():
    test = run("spectra", why="singular", matrix="step", why_t="50", lang="en")
    assert test.slider(key="why_t").value == 50
    test.slider(key="steps").set_value(20).run()
    assert not test.exception
    assert (test.slider(key="why_t").value, test.slider(key="why_t").max) == (20, 20)
    assert "J_20" in test.get("plotly_chart")[0].proto.alt


def test_one_gate_of_each_network_is_looked_at():
    test = run("spectra", why_net="lstm", gate="o", lang="en")
    assert "W_ho" in test.get("plotly_chart")[0].proto.alt
    test.selectbox(key="why_net").set_value("gru").run()
    assert "W_hz" in test.get("plotly_chart")[0].proto.alt
    test.selectbox(key="why_net").set_value("tanh").run()
    assert "W_hh" in test.get("plotly_chart")[0].proto.alt
    assert not test.exception


def test_saturation_is_the_share_of_small_slopes():
    test = run(
        "spectra", why="slopes", text="abca", steps="12", units="5", scale="10", small="0.2", lang="en"
    )
    heat, share = charts(test)[0]["data"]
    h = RNN.init(3, 5, 4, seed=0).forward(10 * np.tile(one_hot("abca"), (3, 1, 1))).h[:, 0]
    np.testing.assert_allclose(numbers(heat["z"]), (1 - h**2).T, atol=1e-6)
    np.testing.assert_allclose(numbers(share["y"]), (1 - h**2 < 0.2).mean(axis=1))
    assert f"h **{(1 - h**2 < 0.2).mean():.0%}**" in " ".join(each.value for each in test.markdown)


def test_half_lives_of_the_learners_lstm():
    test = run("spectra", why="bias", fb="2.25", needed="20", units="6", lang="en")
    theory, measured, *_ = charts(test)[0]["data"]
    np.testing.assert_allclose(numbers(theory["y"]), half_life_of_bias(numbers(theory["x"])), rtol=1e-9)
    assert 2.25 in numbers(measured["x"])
    said = " ".join(each.value for each in test.markdown)
    f = 1 / (1 + np.exp(-2.25))
    assert f"**{np.log(0.5) / np.log(f):.3g}** steps in theory" in said
    names = [each["name"] for each in charts(test)[0]["data"]]
    assert "20 steps need bias 3.34" in " ".join(names)  # sigmoid(3.34)^20 is one half
    assert (1 / (1 + np.exp(-3.34))) ** 20 == pytest.approx(0.5, abs=0.005)


@pytest.mark.parametrize("moved", ["y", "h"])
def test_triangles_are_those_of_the_core(moved):
    test = run(
        "influence", text="abca", span="9", units="5", fb="3", seed="2", effect=moved, nets="lstm", lang="en"
    )
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
        test = run("influence", heard=view, span="9", units="5", nets="tanh", lang="en", **{key: str(at)})
        (curve,) = charts(test)[0]["data"]
        cell = RNN.init(4, 5, 5, seed=0)
        whole = influence(cell, cell.forward(np.tile(one_hot("hello"), (2, 1, 1))[:9]))
        expected = whole[6, :7] if view == "row" else whole[2:, 2]
        np.testing.assert_allclose(numbers(curve["y"]), expected)
        np.testing.assert_array_equal(
            numbers(curve["x"]), np.arange(1, 8) if view == "row" else np.arange(3, 10)
        )
        assert (
            f"{'s' if view == 'row' else 't'} = {at} (“{'helloh'[(at - 1) % 5]}”)"
            in test.get("plotly_chart")[0].proto.alt
        )


def test_all_triangles_have_the_same_colours():
    limits = {(each["data"][0]["zmin"], each["data"][0]["zmax"]) for each in charts(run("influence"))}
    assert len(limits) == 1


def test_a_sequence_that_a_triangle_has_no_room_for_is_told():
    test = run("influence", weights="trained", task="adding", len="200", lang="en")
    assert "That is 200 steps. A triangle has room for 120" in test.error[0].value
    assert not test.get("plotly_chart")


def test_the_code_on_the_page_runs_and_makes_the_chart():
    test = run("influence", nets="gru", sized="relative", heard="row", out="5", span="8", lang="en")
    made: dict = {}
    exec(unfold(test).code[0].value, made)
    np.testing.assert_allclose(made["row"], numbers(charts(test)[0]["data"][0]["y"]))
    test = run("influence", nets="lstm", weights="trained", task="temporal_order", share="50", lang="en")
    exec(unfold(test).code[0].value, made)
    heat = charts(test)[0]["data"][0]
    T = len(heat["x"])
    np.testing.assert_allclose(
        np.nan_to_num(numbers(heat["customdata"]))[np.tril_indices(T)],
        made["triangle"][np.tril_indices(T)],
        rtol=1e-4,
    )


def test_one_click_sets_the_network_that_remembers_without_a_gradient():
    test = run("influence", lang="en", text="abc", nets="lstm", gain="2", far="0.1")
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
    test = run("influence", heard="change", text="aaaa", becomes="q", lang="en")
    assert "It becomes = q" in test.warning[0].value
    assert "“a”, becomes “∅”" in test.get("plotly_chart")[0].proto.alt


def test_the_cell_state_can_be_followed_where_there_is_one():
    followed = run("influence", heard="change", nets="tanh,lstm", lang="en").button_group(key="followed")
    assert list(followed.options) == ["the state h", "the cell state c", "the output y"]
    test = run("influence", heard="change", nets="tanh,gru", followed="c", lang="en")
    assert len(test.button_group(key="followed").options) == 2
    test = run("influence", heard="change", nets="tanh,lstm", followed="c", lang="en")
    assert "RNN" not in test.get("plotly_chart")[0].proto.alt
