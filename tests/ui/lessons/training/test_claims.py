"""What the training room's lesson says of who learns, and when."""

from dataclasses import replace

import numpy as np
import pytest

from rnnlstm import RECIPES
from rnnlstm.core.training.history import advance, begin, held_out_baseline
from rnnlstm.core.training.train import evaluate
from rnnlstm.ui.shell.catalogue import LANGUAGES
from rnnlstm.ui.shell.prose import lesson
from rnnlstm.ui.walk.recordings import recorded


def best_over_baseline(history):
    """Return the least loss on held-out sequences, next to that of always answering 1 on them."""
    return min(m.loss for m in history.snapshots) / held_out_baseline(history.recipe.task, history.seed)


def test_the_rnn_does_not_learn_to_add():
    history = recorded("adding").histories["RNN"]
    assert 0.99 < best_over_baseline(history) < 1
    assert f"{held_out_baseline(history.recipe.task, 0):.3f}" == "0.149"
    for language in LANGUAGES:
        sections = lesson("training", language)
        assert "0.149" in sections["look"]
        assert "1%" in sections["try"]


def trained(name, kind, seed, until=None, **changes):
    """Train by the recipe; with ``until``, return the first update, of every 50, at which that holds."""
    recipe = replace(RECIPES[name], **changes)
    history = begin(recipe, kind, seed)
    for history in advance(history):  # noqa: B020
        if until is not None and history.step % 50 == 0:
            if until(evaluate(history.progress.cell, recipe.task, seed=seed)):
                return history.step
            if history.step == 2000:
                return np.inf
    return history


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_who_learns_to_add(seed):
    assert 600 < trained("adding", "LSTM", seed, lambda result: result.loss < 0.01) <= 1400
    assert best_over_baseline(trained("adding", "RNN", seed)) > 0.985


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_a_smaller_forget_bias_learns_the_order_later(seed):
    """The numbers drift with the machine's rounding: the lesson's are 200 to 500, and 800 or more."""
    usual, smaller = (
        trained("temporal_order", "LSTM", seed, lambda result: result.accuracy == 1, forget_bias=bias)
        for bias in (3.0, 1.0)
    )
    assert 100 <= usual <= 700 < smaller
