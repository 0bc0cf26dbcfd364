"""Recordings: read back as they were saved, and those that ship are what a training anew gives."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from rnnlstm import RECIPES, Adam, Recipe, advance, begin, evaluate, snapshot_steps, tasks
from rnnlstm.core.training.recipes import KINDS
from rnnlstm.core.training.recording import kept, load, save
from rnnlstm.make.recordings import SEED, record
from support.root import ROOT

RUNS = ROOT / "assets/runs"
MADE = {"date": "2026-01-01"}
SHORT = {
    "adding": Recipe(tasks.adding(6), 4, Adam(0.01), steps=30),
    "temporal_order": Recipe(
        tasks.temporal_order(11), 4, Adam(0.01, weight_decay=1e-4), steps=30, clip_norm=None
    ),
    "copy_memory": Recipe(tasks.copy_memory(3, length=2, symbols=3), 4, Adam(0.01), steps=30),
}


def run(history, updates=None):
    for later in itertools.islice(advance(history), updates):
        history = later
    return history


@pytest.mark.parametrize("name", SHORT)
def test_what_is_saved_is_read_back(name, tmp_path):
    recipe = SHORT[name]
    saved = {kind: run(begin(recipe, kind, 3)) for kind in KINDS}
    save(tmp_path / "it.npz", saved, MADE)
    recording = load(tmp_path / "it.npz")
    assert recording.made == MADE
    assert list(recording.histories) == list(KINDS)
    for kind, history in recording.histories.items():
        before = saved[kind]
        assert (history.recipe, history.kind, history.seed) == (recipe, kind, 3)
        assert history.over and history.finite and history.step == 30
        assert history.seconds == pytest.approx(before.seconds, abs=1e-3)
        np.testing.assert_array_equal(history.loss, before.loss.astype(np.float32))
        np.testing.assert_array_equal(history.gradient_norm, before.gradient_norm.astype(np.float32))
        asked = recipe.task.held_out_batch(3, 256).mask[:, :6]
        for now, then in zip(history.snapshots, before.snapshots, strict=True):
            assert now.step == then.step
            assert now.loss == np.float32(then.loss)
            assert now.accuracy == np.float32(then.accuracy)
            np.testing.assert_array_equal(now.gradient, then.gradient)
            assert set(now.gates) == set(now.units) == set(then.gates)
            for gate in then.gates:
                np.testing.assert_array_equal(now.gates[gate], then.gates[gate].astype(np.float32))
                np.testing.assert_array_equal(now.units[gate], then.units[gate].astype(np.float32))
            np.testing.assert_array_equal(now.y[asked], then.y[asked].astype(np.float32))
            assert np.isnan(now.y[~asked]).all()
            assert (now.cell is not None) == (now.step in kept(30))
            if now.cell is not None:
                assert type(now.cell) is type(then.cell)
                for name_, value in then.cell.params.items():
                    assert now.cell.params[name_].dtype == np.float64
                    np.testing.assert_array_equal(now.cell.params[name_], value.astype(np.float32))


def test_a_vanished_gradient_is_kept_whole(tmp_path):
    history = run(begin(SHORT["adding"], "RNN", 0))
    tiny = np.array([1.0, 1e-60, 1e-300, 0.0, np.nan, np.nan])
    snapshots = tuple(replace(snapshot, gradient=tiny) for snapshot in history.snapshots)
    save(tmp_path / "it.npz", {"RNN": replace(history, snapshots=snapshots)}, MADE)
    np.testing.assert_array_equal(load(tmp_path / "it.npz").histories["RNN"].snapshots[0].gradient, tiny)


@pytest.mark.parametrize("steps", [1, 30, 500, 2000])
def test_the_first_and_the_last_network_are_kept_and_few_between(steps):
    at = kept(steps)
    assert at[0] == 0 and at[-1] == steps
    assert len(at) <= 5
    assert set(at) <= {0, *snapshot_steps(steps)}


def test_only_whole_trainings_of_one_recipe_are_saved(tmp_path):
    whole = run(begin(SHORT["adding"], "RNN", 0))
    for wrong in (
        {},
        {"RNN": run(begin(SHORT["adding"], "RNN", 0), 10)},
        {"RNN": whole, "LSTM": run(begin(SHORT["adding"], "LSTM", 1))},
        {"RNN": whole, "LSTM": run(begin(SHORT["temporal_order"], "LSTM", 0))},
    ):
        with pytest.raises(ValueError, match="histories"):
            save(tmp_path / "it.npz", wrong, MADE)


def test_another_file_is_refused(tmp_path):
    np.savez(tmp_path / "other.npz", x=np.zeros(3))
    with pytest.raises(ValueError, match="no recording"):
        load(tmp_path / "other.npz")
    with pytest.raises(OSError):
        load(tmp_path / "none.npz")


def test_the_script_records_a_task(tmp_path):
    recording = load(record("parity", tmp_path, steps=3))
    assert recording.histories["GRU"].recipe == replace(RECIPES["parity"], steps=3)
    assert recording.made["numpy"] == np.__version__


def test_a_kind_is_added_and_the_others_stay_as_they_are(tmp_path):
    path = record("parity", tmp_path, steps=3, kinds=KINDS)
    with np.load(path) as file:
        before = {name: file[name].tobytes() for name in file.files if name != "about"}
    how = load(path).made
    again = load(record("parity", tmp_path, steps=3, kinds=["IRNN"]))
    with np.load(path) as file:
        after = {name: file[name].tobytes() for name in file.files if name != "about"}
    assert before == after  # the training is the same too
    assert list(again.histories) == list(KINDS)
    assert again.made == how | {"IRNN": again.made["IRNN"]}


@pytest.mark.parametrize("name", RECIPES)
def test_recordings_that_ship_are_of_the_recipes(name):
    recording = load(RUNS / f"{name}.npz")
    assert list(recording.histories) == list(KINDS)
    for history in recording.histories.values():
        assert history.recipe == RECIPES[name]
        assert history.seed == SEED
        assert [snapshot.step for snapshot in history.snapshots] == [0, *snapshot_steps(history.recipe.steps)]
        assert history.step == history.recipe.steps
        asked = history.recipe.task.held_out_batch(SEED, 256).mask[:, :6]
        for snapshot in history.snapshots:
            np.testing.assert_array_equal(np.isfinite(snapshot.y).all(axis=-1), asked)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", RECIPES)
def test_a_training_anew_begins_as_the_recording_that_ships(name, kind):
    """Later, rounding that differs from machine to machine grows, as it must in a training."""
    recorded = load(RUNS / f"{name}.npz").histories[kind]
    anew = run(begin(RECIPES[name], kind, SEED), 4)
    np.testing.assert_allclose(recorded.loss[:4], anew.loss, rtol=1e-5)
    np.testing.assert_allclose(recorded.gradient_norm[:4], anew.gradient_norm, rtol=1e-4)
    for now, then in zip(anew.snapshots, recorded.snapshots, strict=False):
        assert now.step == then.step
        assert now.loss == pytest.approx(then.loss, rel=1e-4)
        assert now.accuracy == pytest.approx(then.accuracy, abs=0.01)
        np.testing.assert_allclose(then.gradient, now.gradient, rtol=1e-3)
        for gate, values in now.units.items():
            np.testing.assert_allclose(then.units[gate], values, rtol=1e-4)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", RECIPES)
def test_networks_that_ship_do_as_their_recording_says(name, kind):
    history = load(RUNS / f"{name}.npz").histories[kind]
    for snapshot in history.snapshots:
        if snapshot.cell is not None:
            result = evaluate(snapshot.cell, history.recipe.task, seed=SEED)
            # The weights are rounded to float32; what little that does is small beside what is shown.
            assert result.loss == pytest.approx(snapshot.loss, rel=1e-3, abs=1e-6)
            assert result.accuracy == pytest.approx(snapshot.accuracy, abs=0.01)


def test_recordings_are_small():
    assert sum(path.stat().st_size for path in RUNS.glob("*.npz")) < 6e6
