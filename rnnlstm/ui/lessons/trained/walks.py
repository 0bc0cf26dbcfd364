"""Trained networks in the stepper and in the gradient laboratory: those of the recordings, and live ones."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.training.history import History
from rnnlstm.ui.walk.edits import Edit
from rnnlstm.ui.walk.task_sequence import TaskChoice, held_out
from rnnlstm.ui.walk.walk import Model, Network, Source, Walk, take, walk_through

MODELS: tuple[Model, ...] = ("RNN", "LSTM", "GRU")


def trained_walks(asked: TaskChoice, *, last: bool = True) -> dict[Model, Walk]:
    """Return the walks of the recorded networks on a held-out sequence, by the kind of network.

    Parameters
    ----------
    asked
        Which networks read what.
    last
        Measure the loss of the last answer only, as the gradient laboratory does; else of all.
    """
    how = Source(asked=asked), Network(loss="last" if last else "every")
    return {model: take(model, *how) for model in MODELS}


@lru_cache(maxsize=64)
def trained_walk(
    asked: TaskChoice, history: History, cell: Cell, edits: tuple[Edit, ...] = (), *, last: bool = False
) -> Walk:
    """Return the walk of a network of this training on the sequence asked for, altered by hand or not."""
    reading = held_out(replace(history.recipe.task, T=asked.T), asked.sequence, history.seed)
    return walk_through(cell, reading, reading.mask(last=last), edits)
