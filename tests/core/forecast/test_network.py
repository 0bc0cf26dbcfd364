"""A network as a forecaster: its own pass, on its own scale."""

import numpy as np
import pytest

from rnnlstm.core import CELLS
from rnnlstm.core.forecast.forecaster import free_running, one_step
from rnnlstm.core.forecast.network import NetworkForecaster
from rnnlstm.core.forecast.scaling import Scaler

VALUES = np.random.default_rng(0).normal(size=20)


@pytest.mark.parametrize("kind", ["RNN", "LSTM", "GRU"])
@pytest.mark.parametrize("changes", [False, True])
def test_each_forecast_is_a_pass_over_the_last_values(kind, changes):
    cell = CELLS[kind].init(1, 3, 1, seed=1)
    forecaster = NetworkForecaster(cell, Scaler(0.5, 2.0), 6, changes)
    forecast = one_step(forecaster, VALUES, 12)
    for k, t in enumerate(range(12, 20)):
        read = VALUES[t - 6 : t]
        if changes:
            read = read[1:] - read[:-1]
        said = cell.forward(((read - 0.5) / 2)[:, None, None]).y[-1, 0, 0] * 2 + 0.5
        assert forecast[k] == pytest.approx(said + (VALUES[t - 1] if changes else 0))


def test_a_free_forecast_reads_its_own():
    forecaster = NetworkForecaster(CELLS["GRU"].init(1, 3, 1, seed=0), Scaler(0.0, 1.0), 4)
    first, second = free_running(forecaster, VALUES, 2)
    assert first == pytest.approx(forecaster.next(VALUES[-4:, None])[0])
    assert second == pytest.approx(forecaster.next(np.array([*VALUES[-3:], first])[:, None])[0])


def test_a_network_of_single_precision_computes_in_it():
    cell = CELLS["RNN"].init(1, 3, 1, seed=0, dtype=np.float32)
    forecast = NetworkForecaster(cell, Scaler(0.0, 1.0), 4).next(VALUES[:4, None])
    exact = NetworkForecaster(CELLS["RNN"].init(1, 3, 1, seed=0), Scaler(0.0, 1.0), 4).next(VALUES[:4, None])
    assert 0 < abs(forecast[0] - exact[0]) < 1e-5
