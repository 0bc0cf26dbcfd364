import numpy as np
import pytest

from rnnlstm.core.flow import jacobians
from rnnlstm.ui.flows import flow, flow_table
from rnnlstm.ui.walk import Network, Source, take

MODELS = ["RNN", "LSTM", "GRU"]


@pytest.mark.parametrize("model", MODELS)
def test_loss_is_the_mean_of_what_is_asked(model):
    source = Source(text="abcab")
    every, last = (take(model, source, Network(loss=where)) for where in ("every", "last"))
    surprise = [-np.log(every.probabilities[t, every.reading.target[t, 0]]) for t in range(5)]
    assert every.loss == pytest.approx(np.mean(surprise))
    assert last.loss == pytest.approx(surprise[-1])
    assert last.has_loss.tolist() == [0, 0, 0, 0, 1]
    assert np.abs(last.grads.h_loss[:-1]).max() == 0


def test_numbers_are_measured_by_squared_error():
    walk = take("RNN", Source(kind="numbers", numbers="1 2 3"), Network())
    assert walk.loss == pytest.approx(np.mean((walk.trace.y[:, 0, 0] - [2, 3, 1]) ** 2))


def test_growth_tells_an_exploding_gradient():
    pulse = Source(kind="wave", wave="sine", length=100)
    wild = Network(activation="relu", recurrent="identity", gain=2, loss="last")
    # Every active unit doubles the gradient at each of 99 steps back.
    assert take("RNN", pulse, wild).growth > 1e3
    assert take("RNN", pulse, Network(loss="last")).growth < 2


def test_a_walk_is_computed_once():
    assert take("LSTM", Source(), Network()) is take("LSTM", Source(), Network())


@pytest.mark.parametrize("model", MODELS)
def test_flow_measures_the_last_step_by_lag(model):
    source, network = Source(length=20), Network(hidden=5)
    result = flow(model, source, network)
    walk = take(model, source, Network(hidden=5, loss="last"))
    np.testing.assert_allclose(result.loss[::-1], np.linalg.norm(walk.grads.h[:, 0], axis=-1))
    J = jacobians(walk.cell, walk.trace)[:, 0]
    np.testing.assert_allclose(result.jacobian[::-1], [np.linalg.norm(each, 2) for each in J], rtol=1e-9)
    assert result.jacobian[0] == pytest.approx(1)


def test_bound_and_highway_lie_where_theory_says():
    rnn, lstm = (flow(model, Source(length=30), Network(hidden=6)) for model in ("RNN", "LSTM"))
    assert (rnn.jacobian <= rnn.bound * (1 + 1e-9)).all()
    assert lstm.bound is None
    f = take("LSTM", Source(length=30), Network(hidden=6, loss="last")).trace.f[:, 0]
    np.testing.assert_allclose(lstm.highway[1], f[-1].max())
    np.testing.assert_allclose(lstm.highway[-1], f[1:].prod(axis=0).max())
    table = flow_table({"RNN": rnn, "LSTM": lstm})
    assert len(table) == 30
    np.testing.assert_array_equal(table["RNN bound"], rnn.bound)
