"""One real update, clipped: lengths and angles by other ways of computing."""

import numpy as np
import pytest

from rnnlstm.core.cells import CELLS
from rnnlstm.ui.lessons.exploding.code import clipped_code
from rnnlstm.ui.lessons.exploding.measured import clipped
from rnnlstm.ui.lessons.exploding.views import arrows, clipped_table
from rnnlstm.ui.shell.catalogue import LANGUAGES
from rnnlstm.ui.shell.prose import lesson
from rnnlstm.ui.show.code import walk_code
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Text, Wave
from rnnlstm.ui.walk.walk import take

WILD = Network(16, 0, "orthogonal", 1.5, loss="last")


def walk(model="RNN", network=WILD, **source):
    return take(model, Text(**{"length": 60} | source), network)


def long(params):
    return np.concatenate([g.ravel() for g in params.values()])


@pytest.mark.parametrize("model", list(CELLS))
@pytest.mark.parametrize("limit", [0.01, 1.0, 100.0])
def test_lengths_and_angles(model, limit):
    each = walk(model)
    of = clipped(each, limit)
    g = long(each.grads.params)
    v = np.sign(g) * np.minimum(np.abs(g), limit)
    length = np.sqrt((g**2).sum())
    assert of.total["none"] == pytest.approx(length)
    assert of.total["norm"] == pytest.approx(min(length, limit))
    assert of.total["value"] == pytest.approx(np.sqrt((v**2).sum()))
    assert of.angle["norm"] == pytest.approx(0, abs=1e-6)
    cosine = g @ v / np.linalg.norm(g) / np.linalg.norm(v)
    assert np.cos(np.radians(of.angle["value"])) == pytest.approx(cosine, abs=1e-12)
    assert of.cut == (np.abs(g) > limit).mean()
    for kind, scale in (("norm", min(1, limit / length)), ("none", 1)):
        for name, value in each.grads.params.items():
            assert of.norms[kind][name] == pytest.approx(scale * np.linalg.norm(value))


def test_arrows_lie_in_the_plane_as_they_lie_in_the_space_of_all_weights():
    of = clipped(walk(), 1.0)
    g = long(walk().grads.params)
    v = np.clip(g, -1, 1)
    whole, by_norm, by_value = arrows(of)
    along = v @ g / np.linalg.norm(g)
    assert (whole.along, whole.across) == pytest.approx((np.linalg.norm(g), 0))
    assert (by_norm.along, by_norm.across) == pytest.approx((1, 0), abs=1e-6)
    assert by_value.along == pytest.approx(along)
    assert by_value.across == pytest.approx(np.sqrt(v @ v - along**2))


def test_the_story_of_the_room():
    """The numbers that the lesson names."""
    of = clipped(walk(), 1.0)
    assert round(of.total["none"]) == 190
    assert round(of.total["value"], 1) == 17.7
    assert round(of.angle["value"], 1) == 49.7
    assert (of.size, round(of.cut, 2)) == (421, 0.68)
    tame = Network(16, 0, "orthogonal", 1.0, loss="last")
    assert clipped(walk(network=tame), 10.0).total["none"] == pytest.approx(4, abs=0.1)
    assert clipped(walk(network=tame), 10.0).angle["value"] == 0
    # Nearly every entry is cut to one size: what is left is close to the signs alone.
    signs = np.sign(long(walk().grads.params))
    small = np.clip(long(walk().grads.params), -0.01, 0.01)
    assert signs @ small / np.linalg.norm(signs) / np.linalg.norm(small) > 0.99


def test_whether_an_lstm_explodes_is_a_matter_of_the_seed():
    grown = [walk("LSTM", Network(16, seed, "orthogonal", 3.0, loss="last")).growth for seed in range(20)]
    assert f"{grown[0]:.0f}" == "44"
    assert f"{np.median(grown):.1f}" == "2.1"
    assert sum(growth <= 1.2 for growth in grown) == 8  # by a fifth at most
    assert f"{max(grown):.0f}" == "142"
    for language in LANGUAGES:
        text = lesson("exploding", language)["try"]
        assert all(claim in text for claim in ("44", "2.1", "142", "19"))


def test_the_answer_to_the_rooms_question():
    g = np.ones(10_000)
    g[0] = 1e12
    v = np.clip(g, -1, 1)
    assert np.linalg.norm(v) == pytest.approx(100)
    assert np.degrees(np.arccos(g @ v / np.linalg.norm(g) / 100)) == pytest.approx(89.4, abs=0.05)


def test_a_gradient_beyond_the_largest_number_has_no_angle():
    wild = Network(1, 1, "normal", 3.0, "relu", loss="last")
    each = take("RNN", Wave(length=500), wild)
    of = clipped(each, 1.0)
    assert of.total["none"] == np.inf
    assert np.isnan(of.angle["value"])


def test_table_has_a_row_a_parameter_and_one_for_all():
    of = clipped(walk(), 1.0)
    table = clipped_table(of)
    assert list(table["parameter"]) == ["W_xh", "W_hh", "b_h", "W_hy", "b_y", "all together"]
    assert table["‖∂E/∂θ‖ · clipped by value"].iloc[-1] == of.total["value"]


@pytest.mark.parametrize("model", ["RNN", "LSTM"])
def test_code_computes_what_is_drawn(model):
    source = Text(length=60)
    made: dict = {}
    uses = ("clip_by_norm", "clip_by_value", "global_norm")
    exec(f"{walk_code(model, source, WILD, uses)}\n{clipped_code(0.3)}", made)
    of = clipped(take(model, source, WILD), 0.3)
    assert made["total"] == of.total
    for kind, angle in of.angle.items():
        assert made["angle"][kind] == pytest.approx(angle, abs=1e-5)
