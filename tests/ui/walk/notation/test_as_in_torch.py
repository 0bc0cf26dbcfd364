"""Where the table says that PyTorch keeps a parameter, there it stands in PyTorch's own modules."""

import numpy as np
import pytest

from rnnlstm.core.exchange.from_pytorch import from_torch
from rnnlstm.ui.walk.notation.books import notation
from rnnlstm.ui.walk.notation.table import lines

torch = pytest.importorskip("torch")


@pytest.mark.parametrize("model", ["RNN", "LSTM", "GRU"])
def test_place_in_the_arrays_of_pytorch(model):
    torch.manual_seed(0)
    module = getattr(torch.nn, model)(2, 3, dtype=torch.float64)
    arrays = {name: value.numpy() for name, value in module.state_dict().items()}
    cell = from_torch(module.state_dict(), "")
    placed = [line for line in lines(cell, notation("pytorch", model)) if line.place]
    assert len(placed) == {"RNN": 3, "LSTM": 12, "GRU": 10}[model]
    for line in placed:
        ours = cell.params[line.course.replace("{", "").replace("}", "")]
        if line.columns:
            ours = ours[:, line.columns[0] - 1 : line.columns[1]]
        assert ours.shape == line.shape
        np.testing.assert_allclose(eval(line.place, {}, arrays), ours, rtol=1e-12)
