"""A network of PyTorch that is brought along: each of its cells shows the numbers of PyTorch."""

import numpy as np
import pytest

from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.brought import Brought
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.upload import opened, read
from rnnlstm.ui.walk.vector_sequence import Letters, Noise, Rows
from rnnlstm.ui.walk.walk import take

KINDS = {
    "RNN": {"nonlinearity": "tanh"},
    "RNN relu": {"nonlinearity": "relu"},
    "LSTM": {},
    "GRU": {},
    "GRU without bias": {"bias": False},
}


def walk_of(module, source_of, activation="tanh", **place):
    safetensors = pytest.importorskip("safetensors.torch")
    upload = opened("own.safetensors", safetensors.save(module.state_dict()))
    (found,) = upload.networks
    readout = found.readouts[0]
    network = read(upload, 0, readout, activation).network
    source = Brought(network=network, fed=source_of, readout=readout is not None, **place)
    return take(found.kind, source, Network())


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("layer", [0, 1])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_each_layer_and_direction_is_that_of_pytorch(kind, dtype, layer, reverse):
    torch = pytest.importorskip("torch")
    torch.manual_seed(3)
    H, options = 4, KINDS[kind] | {"dtype": getattr(torch, dtype), "bidirectional": True}
    of_kind = getattr(torch.nn, kind.split()[0])
    module = of_kind(3, H, num_layers=2, **options)
    walk = walk_of(
        module,
        Noise(length=7, width=3, seed=5),
        KINDS[kind].get("nonlinearity", "tanh"),
        layer=layer,
        reverse=reverse,
    )

    # The same layer by itself, in PyTorch, behind those below it.
    h = torch.tensor(np.random.default_rng(5).standard_normal((7, 1, 3)), dtype=options["dtype"])
    for k in range(layer + 1):
        alone = of_kind(h.shape[-1], H, **options)
        names = {name: name.replace("_l0", f"_l{k}") for name in alone.state_dict()}
        alone.load_state_dict({name: module.state_dict()[own] for name, own in names.items()})
        x = h.detach().requires_grad_()
        h = alone(x)[0]
    expected = h[:, :, H:].flip(0) if reverse else h[:, :, :H]
    expected[-1].square().mean().backward()
    dx = x.grad.flip(0) if reverse else x.grad
    near = {"rtol": 1e-5, "atol": 1e-6} if dtype == "float32" else {"rtol": 1e-10, "atol": 1e-12}
    assert walk.trace.h.dtype == dtype
    np.testing.assert_allclose(walk.trace.h, expected.detach().numpy(), **near)
    np.testing.assert_allclose(walk.grads.x, dx.numpy(), **near)


def test_a_read_out_and_a_text_over_the_own_alphabet_give_pytorchs_loss():
    torch = pytest.importorskip("torch")
    torch.manual_seed(0)
    letters, text = "ohel", "hello"
    module = torch.nn.ModuleDict({"lstm": torch.nn.LSTM(4, 5), "out": torch.nn.Linear(5, 4)})
    walk = walk_of(module, Letters(text=text, alphabet=letters, width=4))
    labels = torch.tensor([letters.index(each) for each in text])
    h, _ = module["lstm"](torch.eye(4)[labels][:, None])
    loss = torch.nn.functional.cross_entropy(module["out"](h[:-1, 0]), labels[1:])
    assert walk.loss == pytest.approx(loss.item(), rel=1e-5)
    assert walk.targets == ["e", "l", "l", "o", ""]
    assert list(walk.has_loss) == [1, 1, 1, 1, 0]


def test_one_number_a_step_is_to_be_continued_where_one_comes_out():
    torch = pytest.importorskip("torch")
    module = torch.nn.ModuleDict({"gru": torch.nn.GRU(1, 3), "out": torch.nn.Linear(3, 1)})
    walk = walk_of(module, Rows(numbers="1, 2, 3", width=1))
    assert walk.targets == ["2", "3", "1"]
    assert not walk.reading.bare


def test_what_does_not_fit_is_said():
    torch = pytest.importorskip("torch")
    module = torch.nn.GRU(2, 512)
    with pytest.raises(InputError, match="at most 50 steps"):
        walk_of(module, Noise(length=51, width=2))
    with pytest.raises(InputError, match="reads 2 numbers at each step, and this sequence has 3"):
        walk_of(module, Noise(length=5, width=3))
