"""The room of spectra: it runs with any settings, and shows the core's own numbers."""

import numpy as np
import pytest

from rnnlstm.core import RNN, half_life_of_bias
from rnnlstm.ui.lessons.spectra.room import VIEW
from support.charts import charts, numbers
from support.texts import one_hot
from support.views import SETTINGS, assert_bears, assert_explains_bad_numbers, assert_speaks, name_of
from support.visit import visit_page


def run(**link):
    return visit_page("pages/spectra.py", {"lang": "en"} | link)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("view", VIEW.options)
def test_every_view_in_each_language(view, language):
    assert_speaks(run(lang=language, why=view), "spectra", language)


@pytest.mark.parametrize("link", SETTINGS, ids=name_of)
@pytest.mark.parametrize("view", VIEW.options)
def test_every_view_with_any_settings(view, link):
    assert_bears(run(why=view, **link))


def test_bad_input_is_explained_and_what_was_typed_stays():
    assert_explains_bad_numbers(run(lang="zh", input="numbers", numbers="1, two"))


@pytest.mark.parametrize(
    "link", [{"why": "x"}, {"matrix": "y"}, {"small": "0.3"}, {"matrix": "step", "why_t": "61"}]
)
def test_a_link_to_what_cannot_be_is_told(link):
    (warning,) = run(**link).warning
    assert "usual value" in warning.value


def test_eigenvalues_are_those_of_the_learners_own_weights():
    test = run(units="6", seed="4", init="normal", gain="0.8")
    *circles, points = charts(test)[0]["data"]
    W = RNN.init(4, 6, 5, seed=4, recurrent="normal", gain=0.8).W_hh
    got = numbers(points["x"]) + 1j * numbers(points["y"])
    np.testing.assert_allclose(np.sort_complex(got), np.sort_complex(np.linalg.eigvals(W)), rtol=1e-6)
    radii = [np.hypot(numbers(each["x"]), numbers(each["y"])).max() for each in circles]
    np.testing.assert_allclose(radii, [1, np.abs(got).max(), np.linalg.norm(W, 2)])
    assert f"ρ = {np.abs(got).max():.3g}" in circles[1]["name"]


def test_a_chosen_step_follows_a_shorter_sequence():
    test = run(why="singular", matrix="step", why_t="50")
    assert test.slider(key="why_t").value == 50
    test.slider(key="steps").set_value(20).run()
    assert not test.exception
    assert (test.slider(key="why_t").value, test.slider(key="why_t").max) == (20, 20)
    assert "J_20" in test.get("plotly_chart")[0].proto.alt


def test_one_gate_of_each_network_is_looked_at():
    test = run(why_net="lstm", gate="o")
    assert "W_ho" in test.get("plotly_chart")[0].proto.alt
    test.selectbox(key="why_net").set_value("gru").run()
    assert "W_hz" in test.get("plotly_chart")[0].proto.alt
    test.selectbox(key="why_net").set_value("tanh").run()
    assert "W_hh" in test.get("plotly_chart")[0].proto.alt
    assert not test.exception


def test_saturation_is_the_share_of_small_slopes():
    test = run(why="slopes", text="abca", steps="12", units="5", scale="10", small="0.2")
    heat, share = charts(test)[0]["data"]
    h = RNN.init(3, 5, 4, seed=0).forward(10 * np.tile(one_hot("abca"), (3, 1, 1))).h[:, 0]
    np.testing.assert_allclose(numbers(heat["z"]), (1 - h**2).T, atol=1e-6)
    np.testing.assert_allclose(numbers(share["y"]), (1 - h**2 < 0.2).mean(axis=1))
    assert f"h **{(1 - h**2 < 0.2).mean():.0%}**" in " ".join(each.value for each in test.markdown)


def test_half_lives_of_the_learners_lstm():
    test = run(why="bias", fb="2.25", needed="20", units="6")
    theory, measured, *_ = charts(test)[0]["data"]
    np.testing.assert_allclose(numbers(theory["y"]), half_life_of_bias(numbers(theory["x"])), rtol=1e-9)
    assert 2.25 in numbers(measured["x"])
    said = " ".join(each.value for each in test.markdown)
    f = 1 / (1 + np.exp(-2.25))
    assert f"**{np.log(0.5) / np.log(f):.3g}** steps in theory" in said
    names = [each["name"] for each in charts(test)[0]["data"]]
    assert "20 steps need bias 3.34" in " ".join(names)  # sigmoid(3.34)^20 is one half
    assert (1 / (1 + np.exp(-3.34))) ** 20 == pytest.approx(0.5, abs=0.005)
