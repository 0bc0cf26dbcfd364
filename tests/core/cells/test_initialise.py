import numpy as np
import pytest

from rnnlstm import GRU, LSTM, RECURRENT, RNN

KINDS = [RNN, LSTM, GRU]


def recurrent_blocks(cell):
    if isinstance(cell, RNN):
        return [cell.W_hh]
    H = cell.hidden_size
    if isinstance(cell, LSTM):
        return [W[:, :H] for W in (cell.W_f, cell.W_i, cell.W_c, cell.W_o)]
    return [cell.W_r[:, :H], cell.W_z[:, :H], cell.W_hn]


def the_rest(cell):
    """Return all parameters with the recurrent blocks put to zero."""
    rest = {name: p.copy() for name, p in cell.params.items()}
    H = cell.hidden_size
    for name in rest:
        if name in ("W_hh", "W_hn"):
            rest[name][:] = 0
        elif name in ("W_f", "W_i", "W_c", "W_o", "W_r", "W_z"):
            rest[name][:, :H] = 0
    return rest


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("recurrent", RECURRENT)
def test_the_same_seed_gives_the_same_cell(kind, recurrent):
    one, two, other = (kind.init(3, 5, 2, seed=s, recurrent=recurrent) for s in (7, 7, 8))
    for name, p in one.params.items():
        np.testing.assert_array_equal(p, two.params[name])
    assert (one.W_hy != other.W_hy).all()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("gain", [0.5, 1.0, 1.7])
def test_orthogonal_sets_the_singular_values(kind, gain):
    for block in recurrent_blocks(kind.init(3, 6, 2, seed=1, recurrent="orthogonal", gain=gain)):
        np.testing.assert_allclose(np.linalg.svd(block, compute_uv=False), gain, rtol=1e-13)


@pytest.mark.parametrize("kind", KINDS)
def test_gates_do_not_share_their_draw(kind):
    blocks = recurrent_blocks(kind.init(3, 6, 2, seed=1))
    for k, block in enumerate(blocks):
        assert all((block != other).all() for other in blocks[:k])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("recurrent", RECURRENT)
def test_the_other_weights_do_not_move_with_the_recurrent_choice(kind, recurrent):
    base = kind.init(3, 5, 2, seed=3)
    chosen = kind.init(3, 5, 2, seed=3, recurrent=recurrent)
    scaled = kind.init(3, 5, 2, seed=3, recurrent=recurrent, gain=2.5)
    for name, p in the_rest(base).items():
        np.testing.assert_array_equal(p, the_rest(chosen)[name])
        np.testing.assert_array_equal(p, the_rest(scaled)[name])
    for one, times in zip(recurrent_blocks(chosen), recurrent_blocks(scaled), strict=True):
        np.testing.assert_array_equal(2.5 * one, times)


def test_distributions():
    H = 200
    uniform, normal, identity = (
        RNN.init(1, H, 1, seed=0, recurrent=r).W_hh for r in ("uniform", "normal", "identity")
    )
    assert np.abs(uniform).max() <= 1 / np.sqrt(H)
    assert uniform.std() == pytest.approx(1 / np.sqrt(3 * H), rel=0.02)
    assert normal.std() == pytest.approx(1 / np.sqrt(H), rel=0.02)
    assert np.abs(normal).max() > 1 / np.sqrt(H)
    np.testing.assert_array_equal(identity, np.eye(H))


def test_biases():
    lstm = LSTM.init(3, 4, 2, seed=0, forget_bias=2.5)
    np.testing.assert_array_equal(lstm.b_f, np.full(4, 2.5))
    np.testing.assert_array_equal(LSTM.init(3, 4, 2, seed=0).b_f, np.ones(4))
    for kind in KINDS:
        for name, p in kind.init(3, 4, 2, seed=0).params.items():
            if p.ndim == 1 and name != "b_f":
                assert not p.any(), name


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "change, text",
    [
        ({"input_size": 0}, "input_size must be an integer of at least 1, got 0"),
        ({"hidden_size": -1}, "hidden_size must be an integer of at least 1, got -1"),
        ({"output_size": 1.5}, "output_size must be an integer of at least 1, got 1.5"),
        ({"hidden_size": True}, "hidden_size must be an integer"),
        ({"seed": -1}, "seed must be an integer of at least 0, got -1"),
        ({"seed": "a"}, "seed must be an integer of at least 0, got 'a'"),
        ({"recurrent": "xavier"}, "recurrent must be one of orthogonal, uniform, normal, identity, got"),
        ({"gain": -0.1}, "gain must be at least 0, got -0.1"),
        ({"gain": np.inf}, "gain must be a finite number, got inf"),
        ({"gain": "1"}, "gain must be a finite number, got '1'"),
        ({"dtype": int}, "dtype must be a floating type"),
    ],
)
def test_bad_choices(kind, change, text):
    with pytest.raises(ValueError, match=text):
        kind.init(**{"input_size": 3, "hidden_size": 4, "output_size": 2, "seed": 0, **change})


def test_bad_forget_bias():
    with pytest.raises(ValueError, match="forget_bias must be a finite number, got nan"):
        LSTM.init(3, 4, 2, seed=0, forget_bias=np.nan)
