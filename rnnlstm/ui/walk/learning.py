"""A network that has learned what it reads: drawn, then trained on that one sequence alone, always the same.

Measured over hello, a pangram of 44 characters, a Chinese poem of 24, waves and lists of numbers, for 1 to 64
units, seeds 0, 1 and 2, in each cell: after 400 updates each loss is below that of the drawn network, for a
text and 8 units or more under 0.05. Rates of 0.02 and 0.03 learn two and three times as fast, but leave no
errors to look at after 50 updates of hello, and on waves the loss leaps more often.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.losses import cross_entropy, mse
from rnnlstm.core.training.fit import fit
from rnnlstm.core.training.optimisers import Adam
from rnnlstm.core.training.train import Progress
from rnnlstm.ui.walk.cache import Kept, kept_within
from rnnlstm.ui.walk.network import Model, Network
from rnnlstm.ui.walk.source import Source

OPTIMIZER = Adam(0.01)
CLIP_NORM = 1.0

STOPS = (0, 5, 20, 50, 150, 400)
"""The numbers of updates that can be asked for."""
KEPT_EVERY = 50
"""Updates from which a longer training can go on."""
POINTS = tuple(sorted({*STOPS, *range(0, STOPS[-1] + 1, KEPT_EVERY)}))

MOST_WORK = 1e10
"""Of what one page asks for: about five seconds of a quiet 2.6 GHz core."""
WORK_OF_A_STEP = 50_000
"""What a step costs besides its parameters, in parameters."""

_KEPT: Kept[Progress] = Kept(64 * 2**20, 512)


def learned(model: Model, source: Source, network: Network) -> Progress:
    """Return how a network stands after the updates that are asked for.

    Raises
    ------
    InputError
        If the source cannot be read.
    """
    *_, progress = learning(model, source, network)
    return progress


def learning(model: Model, source: Source, network: Network) -> Iterator[Progress]:
    """Train a network, and tell how it stands: where the training begins, and after every update.

    It begins with what is kept of an earlier training, else with the network as it was drawn. Whoever stops
    asking stops it, and loses at most `KEPT_EVERY` updates.

    Raises
    ------
    InputError
        If the source cannot be read.
    """
    source = source.learned or source
    reading = source.read()
    # Where the page measures its loss makes no other network of it.
    asked = model, source, replace(network, loss="every", updates=0)
    points = [] if source.brings_networks else [point for point in POINTS if 0 < point <= network.updates]
    progress = next((kept for point in reversed(points) if (kept := _KEPT.get((*asked, point)))), None)
    if progress is None:
        progress = Progress(0, math.nan, math.nan, _drawn(*asked), None)
    yield progress
    loss = cross_entropy if reading.classes else mse
    for point in points:
        if progress.finite and progress.step < point:
            updates = fit(
                progress.cell,
                loss,
                reading.x,
                reading.target,
                optimizer=OPTIMIZER,
                clip_norm=CLIP_NORM,
                steps=point - progress.step,
                resume=progress,
            )
            for progress in updates:
                yield progress
            _KEPT.add((*asked, point), progress)


@kept_within(16 * 2**20, 64)
def _drawn(model: Model, source: Source, network: Network) -> Cell:
    """Return the network before it has learned anything."""
    return source.cell(model, network, source.read())


def within_reach(asked: Sequence[tuple[Model, Source, Network]]) -> int:
    """Return the largest of the stops, up to what is asked for, that these networks together can learn here.

    Raises
    ------
    InputError
        If a source cannot be read.
    """
    work = 0
    for model, source, network in asked:
        cell = _drawn(model, source, replace(network, loss="every", updates=0))
        size = sum(value.size for value in cell.params.values())
        work += source.read().steps * (size + WORK_OF_A_STEP)
    updates = max(network.updates for _model, _source, network in asked)
    return max(stop for stop in STOPS if stop <= updates and stop * work <= MOST_WORK)
