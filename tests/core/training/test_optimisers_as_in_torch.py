"""The optimisers and the clipping give PyTorch's parameters, to 1e-12 over 50 updates."""

import numpy as np
import pytest

from rnnlstm import SGD, Adam, RMSprop, clip
from support.cases import assert_close

torch = pytest.importorskip("torch")

SHAPES = {"W": (4, 3), "b": (4,)}
PAIRS = [
    (SGD(0.05), "SGD", {"lr": 0.05}),
    (SGD(0.05, momentum=0.9), "SGD", {"lr": 0.05, "momentum": 0.9}),
    (
        SGD(0.05, momentum=0.7, weight_decay=0.1),
        "SGD",
        {"lr": 0.05, "momentum": 0.7, "weight_decay": 0.1},
    ),
    (RMSprop(0.01), "RMSprop", {"lr": 0.01}),
    (
        RMSprop(0.01, decay=0.9, epsilon=1e-3, weight_decay=0.1),
        "RMSprop",
        {"lr": 0.01, "alpha": 0.9, "eps": 1e-3, "weight_decay": 0.1},
    ),
    (Adam(0.01), "Adam", {"lr": 0.01}),
    (
        Adam(0.02, beta_1=0.8, beta_2=0.99, epsilon=1e-4, weight_decay=0.1),
        "Adam",
        {"lr": 0.02, "betas": (0.8, 0.99), "eps": 1e-4, "weight_decay": 0.1},
    ),
]


@pytest.mark.parametrize("ours, theirs, options", PAIRS, ids=lambda value: str(value))
def test_fifty_updates(ours, theirs, options):
    rng = np.random.default_rng(3)
    params = {name: rng.normal(size=shape) for name, shape in SHAPES.items()}
    # A badly conditioned bowl with noise: gradients of all sizes, which follow the parameters.
    slopes = {name: 10.0 ** rng.uniform(-3, 1, shape) for name, shape in SHAPES.items()}
    tensors = {name: torch.tensor(value, dtype=torch.float64) for name, value in params.items()}
    peer = getattr(torch.optim, theirs)(tensors.values(), **options)
    begin, state = params, None
    for _ in range(50):
        noise = {name: rng.normal(size=shape) for name, shape in SHAPES.items()}
        grads = {name: slopes[name] * params[name] + noise[name] for name in SHAPES}
        params, state = ours.update(params, grads, state)
        for name, tensor in tensors.items():
            tensor.grad = torch.from_numpy(slopes[name]) * tensor + torch.from_numpy(noise[name])
        peer.step()
        for name in SHAPES:
            assert_close(params[name], tensors[name].numpy(), rtol=1e-12, what=name)
    assert all(np.abs(params[name] - begin[name]).max() > 0.05 for name in SHAPES)


@pytest.mark.parametrize("max_norm", [0.5, 1e3])
def test_clip(max_norm):
    rng = np.random.default_rng(4)
    grads = {name: rng.normal(size=shape) for name, shape in SHAPES.items()}
    tensors = [torch.zeros(shape, dtype=torch.float64, requires_grad=True) for shape in SHAPES.values()]
    for tensor, g in zip(tensors, grads.values(), strict=True):
        tensor.grad = torch.from_numpy(g.copy())
    length = torch.nn.utils.clip_grad_norm_(tensors, max_norm)
    clipped, norm = clip(grads, max_norm)
    assert norm == pytest.approx(float(length), rel=1e-12)
    for tensor, g in zip(tensors, clipped.values(), strict=True):
        assert_close(g, tensor.grad.numpy(), rtol=1e-5)  # PyTorch adds 1e-6 to the norm it divides by
