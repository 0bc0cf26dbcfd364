"""What the course says of the networks holds with its own recipes: minutes of training, so not by default.

pytest -m slow -s
"""

from time import perf_counter, process_time

import pytest

from rnnlstm import RECIPES, TASKS, evaluate, train

SEEDS = (0, 1, 2)


def learn(name, kind, seed, *, every=50, until=None):
    """Train by the recipe, and return every `every` updates the evaluation, up to the first of `until`."""
    recipe, history, seconds = RECIPES[name], [], [0.0, 0.0]
    training = train(
        recipe.cell(kind, seed),
        recipe.task,
        optimizer=recipe.optimizer,
        steps=recipe.steps,
        batch_size=recipe.batch_size,
        seed=seed,
        clip_norm=recipe.clip_norm,
    )
    for _ in range(recipe.steps // every):
        begin = perf_counter(), process_time()
        for _ in range(every):
            progress = next(training)
        seconds[0] += perf_counter() - begin[0]
        seconds[1] += process_time() - begin[1]
        history.append(evaluate(progress.cell, recipe.task, seed=seed, sequences=512))
        if until is not None and until(history[-1]):
            break
    best = min(result.loss for result in history)
    print(
        f"\n{name} {kind} seed {seed}: {progress.step} updates, {seconds[0]:.1f} s ({seconds[1]:.1f} s CPU), "
        f"held out: loss {history[-1].loss:.4f} (least {best:.4f}), accuracy {history[-1].accuracy:.3f}"
    )
    return history


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_lstm_solves_adding_and_rnn_does_not(seed):
    assert learn("adding", "LSTM", seed, until=lambda result: result.loss < 0.01)[-1].loss < 0.01
    assert min(result.loss for result in learn("adding", "RNN", seed)) > 0.15


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_lstm_solves_temporal_order_and_rnn_does_not(seed):
    assert learn("temporal_order", "LSTM", seed, until=lambda result: result.accuracy == 1)[-1].accuracy == 1
    assert max(result.accuracy for result in learn("temporal_order", "RNN", seed)) < 0.4


@pytest.mark.parametrize("kind", ["RNN", "LSTM", "GRU"])
@pytest.mark.parametrize("name", RECIPES)
def test_recipes_fit_their_tasks(name, kind):
    recipe = RECIPES[name]
    assert set(RECIPES) == set(TASKS) and type(recipe.task) is TASKS[name]
    cell = recipe.cell(kind, 0)
    assert type(cell).__name__ == kind
    result = evaluate(cell, recipe.task, seed=0, sequences=20)
    assert 0.5 * recipe.task.baseline < result.loss < 12 * recipe.task.baseline


def test_the_forget_bias_is_that_of_the_recipe():
    assert (RECIPES["temporal_order"].cell("LSTM", 0).b_f == 3).all()


def test_lstm_learns_parity():
    """The short one, by default: solved within seconds, and by the recipe."""
    assert learn("parity", "LSTM", 0, until=lambda result: result.accuracy == 1)[-1].accuracy == 1
