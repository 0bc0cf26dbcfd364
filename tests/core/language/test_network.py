"""The state is carried from excerpt to excerpt, the gradient is not."""

import numpy as np
import pytest

from rnnlstm import GRU, LSTM, RNN
from rnnlstm.core.language.network import end_of, learn, log2_softmax, one_hot, read

V, T, B = 5, 6, 3
IDS = np.random.default_rng(1).integers(V, size=(2 * T + 1, B)).astype(np.int32)
CELLS = [RNN.init(V, 4, V, seed=0), LSTM.init(V, 4, V, seed=0), GRU.init(V, 4, V, seed=0)]


def test_one_hot_has_its_1_where_the_character_is():
    x = one_hot(IDS, V, np.dtype(np.float32))
    assert x.shape == (*IDS.shape, V) and x.dtype == np.float32
    assert (x.argmax(axis=-1) == IDS).all() and (x.sum(axis=-1) == 1).all()


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: type(cell).__name__)
def test_two_excerpts_read_as_one_text(cell):
    whole = read(cell, IDS[:-1])
    first = read(cell, IDS[:T])
    second = read(cell, IDS[T : 2 * T], end_of(cell, first))
    np.testing.assert_allclose(np.concatenate([first.y, second.y]), whole.y, rtol=1e-12)


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: type(cell).__name__)
def test_the_gradient_is_that_of_the_excerpt_alone(cell):
    """Central differences of the second excerpt's loss, the states at its beginning held."""
    states = end_of(cell, read(cell, IDS[:T]))

    def nats(other):
        log2_p = log2_softmax(read(other, IDS[T : 2 * T], states).y)
        of_next = np.take_along_axis(log2_p, IDS[T + 1 :][..., None], axis=-1)
        return -of_next.mean() * np.log(2)

    learned = learn(cell, IDS[T : 2 * T], IDS[T + 1 :], states)
    assert learned.bits == pytest.approx(nats(cell) / np.log(2))
    rng = np.random.default_rng(0)
    for name, value in cell.params.items():
        along = rng.normal(size=value.shape)
        up, down = (cell.with_params({name: value + sign * 1e-5 * along}) for sign in (1, -1))
        assert (learned.grads[name] * along).sum() == pytest.approx(
            (nats(up) - nats(down)) / 2e-5, rel=1e-5, abs=1e-9
        )


def test_an_overflow_is_told():
    huge = CELLS[0].with_params({"W_hy": np.full((V, 4), 1e300), "b_y": np.full(V, 1e300)})
    huge = huge.with_params({"W_hh": np.full((4, 4), 1e308), "W_xh": np.full((4, V), 1e308)})
    learned = learn(huge.with_params({"W_hy": np.full((V, 4), 1e308)}), IDS[:T], IDS[1 : T + 1])
    assert learned.grads is None or all(np.isfinite(g).all() for g in learned.grads.values())


def test_log2_softmax_is_a_distribution_however_large_the_logits():
    y = np.array([[1e4, 0.0, -1e4], [0.0, 0.0, 0.0]], np.float32)
    p = 2 ** log2_softmax(y)
    np.testing.assert_allclose(p, [[1, 0, 0], [1 / 3] * 3], atol=1e-12)
