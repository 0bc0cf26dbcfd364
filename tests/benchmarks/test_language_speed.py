"""One update of a character model against PyTorch in eager mode, float32, on one thread, back to back.

H=128, 32 streams, 64 steps, an alphabet of 65: one-hot in, LSTM, read-out, softmax cross-entropy, backward
with the state detached, the norm clipped, Adam. The ratio is recorded, never asserted. NumPy's threads are
set before it is loaded, and a kernel that the machine's environment names is not taken::

    env -u OPENBLAS_CORETYPE OPENBLAS_NUM_THREADS=1 pytest tests/benchmarks -k language -n 0 --benchmark-only
"""

import numpy as np
import pytest

from rnnlstm import to_torch
from rnnlstm.core.language.corpus import Alphabet, Corpus
from rnnlstm.core.language.streams import Streams
from rnnlstm.core.language.training import LanguageRecipe, begin, streams_of, update
from support.timing import ratio

torch = pytest.importorskip("torch")

V = 65
RECIPE = LanguageRecipe(hidden_size=128, T=64, batch_size=32, updates=10**6)
IDS = np.random.default_rng(0).integers(V, size=32 * 64 * 40).astype(np.int32)
CORPUS = Corpus(Alphabet(tuple(map(chr, range(32, 32 + V)))), IDS, IDS[:500])


class Ours:
    def __init__(self):
        self.course = begin(RECIPE, CORPUS, 0)
        self.streams = streams_of(self.course)

    @property
    def bits(self):
        return self.course.bits

    def update(self):
        self.course = update(self.course, self.streams)


class Theirs:
    def __init__(self):
        torch.set_num_threads(1)
        cell = begin(RECIPE, CORPUS, 0).cell
        self.streams = Streams.of(IDS, RECIPE.batch_size, RECIPE.T)
        self.network, self.readout = torch.nn.LSTM(V, 128), torch.nn.Linear(128, V)
        weights = {
            name: torch.from_numpy(np.array(w)) for name, w in to_torch(cell, "n", readout="r").items()
        }
        for module, prefix in ((self.network, "n."), (self.readout, "r.")):
            module.load_state_dict(
                {name.removeprefix(prefix): w for name, w in weights.items() if name.startswith(prefix)}
            )
        self.parameters = [*self.network.parameters(), *self.readout.parameters()]
        self.optimiser = torch.optim.Adam(self.parameters, lr=RECIPE.learning_rate)
        self.state, self.k, self.bits = None, 0, []

    def update(self):
        ids, targets, first = self.streams.excerpt(self.k)
        x = torch.nn.functional.one_hot(torch.from_numpy(ids).long(), V).float()
        self.optimiser.zero_grad()
        h, state = self.network(x, None if first else self.state)
        y = self.readout(h)
        loss = torch.nn.functional.cross_entropy(
            y.reshape(-1, V), torch.from_numpy(targets).long().reshape(-1)
        )
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimiser.step()
        self.state, self.k = tuple(s.detach() for s in state), self.k + 1
        self.bits.append(loss.item() / np.log(2))


def test_the_same_numbers_at_first():
    """PyTorch's second bias takes steps of its own, so only the first loss is the same to rounding."""
    ours, theirs = Ours(), Theirs()
    ours.update()
    theirs.update()
    assert ours.bits[0] == pytest.approx(theirs.bits[0], rel=1e-5)


@pytest.mark.benchmark(group="an update of a character model, H=128 B=32 T=64 V=65, float32, one thread")
@pytest.mark.parametrize("run", [Ours, Theirs])
def test_an_update(benchmark, rounds, run):
    ours, theirs = Ours(), Theirs()
    if run is Ours:
        benchmark.extra_info["torch / ours"] = ratio(theirs.update, ours.update, rounds(15))
        print(f"\n{benchmark.extra_info}")
    benchmark.pedantic({Ours: ours, Theirs: theirs}[run].update, rounds=30, warmup_rounds=3)
