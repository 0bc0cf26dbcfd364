import pytest

from rnnlstm import GRU, RNN, PeepholeLSTM, WeightsError, to_torch


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (PeepholeLSTM.init(1, 2, 1, seed=0), "PyTorch has no PeepholeLSTM: its LSTM has no peepholes"),
        (GRU.init(1, 2, 1, seed=0, reset="before"), "PyTorch has no GRU with reset='before'"),
        (RNN.init(1, 2, 1, seed=0, activation="sigmoid"), "no RNN with sigmoid: its RNN takes tanh or relu"),
    ],
)
def test_what_pytorch_does_not_have(cell, says):
    with pytest.raises(WeightsError, match=says):
        to_torch(cell)
