"""The film of a recorded training: what the browser is sent, and what the lesson says of the recordings."""

import json
import re

import numpy as np
import pytest

from rnnlstm.core.tasks import TASKS
from rnnlstm.core.tasks.reber import legal_successors
from rnnlstm.core.training.history import held_out_baseline
from rnnlstm.core.training.recipes import KINDS
from rnnlstm.figures.updates import BELOW, COLOURED, LEFT, NAMED, PLAIN, RIGHT
from rnnlstm.ui.lessons.film.film import film_data
from rnnlstm.ui.shell.catalogue import ASSETS, LANGUAGES
from rnnlstm.ui.shell.prose import lesson
from rnnlstm.ui.walk.recordings import kept_at, recorded
from support.root import ROOT

FILM = ROOT / "rnnlstm/ui/stepper/web/film"


def shown(value):
    return None if not np.isfinite(value) else float(f"{value:.4g}")


@pytest.mark.parametrize("task", TASKS)
def test_the_browser_is_sent_the_numbers_of_the_recording(task):
    histories = recorded(task).histories
    bar, scene = film_data(task, "bar", "en"), film_data(task, "scene", "en")
    for data in (bar, scene):
        assert data["kinds"] == list(KINDS)
        assert data["at"] == [snapshot.step for snapshot in histories["RNN"].snapshots]
        assert data["steps"] == histories["RNN"].recipe.steps
        assert len(json.dumps(data)) < 500_000
    for kind, history in histories.items():
        for k, snapshot in enumerate(history.snapshots):
            assert float(re.sub(" × 10.*", "", bar["loss"][kind][k])) > 0
            assert bar["accuracy"][kind][k] == f"{100 * snapshot.accuracy:.0f}%"
            lags = len(scene["gradient"][kind][k])
            assert scene["gradient"][kind][k] == [shown(value) for value in snapshot.gradient[:lags]]
            assert np.isnan(snapshot.gradient[lags:]).all()
    gates = [(each["kind"], each["gate"]) for each in scene["gates"]]
    assert sorted(gates) == [("GRU", "r"), ("GRU", "z"), ("LSTM", "f"), ("LSTM", "i"), ("LSTM", "o")]
    for each in scene["gates"]:
        for shares, snapshot in zip(each["shares"], histories[each["kind"]].snapshots, strict=True):
            assert shares == [shown(value) for value in snapshot.gates[each["gate"]]]


def test_a_loss_reads_as_a_class_reads_it():
    bar = film_data("adding", "bar", "en")
    losses = [snapshot.loss for snapshot in recorded("adding").histories["LSTM"].snapshots]
    assert bar["loss"]["LSTM"][0] == f"{losses[0]:.4f}"
    assert bar["loss"]["LSTM"][-1] == "1.3 × 10⁻⁴"
    assert losses[-1] == pytest.approx(1.26e-4, rel=0.01)


def test_sums_are_those_of_the_sequences_and_right_within_the_tolerance():
    scene = film_data("adding", "scene", "en")
    ((asked, answers),) = [(each["asked"], each["answers"]) for each in scene["examples"]]
    batch = recorded("adding").histories["RNN"].recipe.task.held_out_batch(0, 256)
    for b, (sign, right) in enumerate(zip(asked[0]["signs"], asked[1]["signs"], strict=True)):
        numbers = batch.x[:, b, 0][batch.x[:, b, 1] == 1]
        assert sign["text"] == " + ".join(f"{number:.2f}" for number in numbers)
        assert right["text"] == f"{numbers.sum():.2f}"
    for k, rows in enumerate(answers):
        for row in rows:
            y = recorded("adding").histories[row["name"]].snapshots[k].y[-1, :, 0]
            for b, sign in enumerate(row["signs"]):
                assert float(sign["text"]) == pytest.approx(y[b], abs=0.0051)
                assert sign["right"] == (abs(y[b] - batch.target[-1, b, 0]) < 0.04)


@pytest.mark.parametrize("task", ["copy_memory", "temporal_order", "reber", "parity"])
def test_symbols_are_marked_right_where_they_are(task):
    scene = film_data(task, "scene", "en")
    histories = recorded(task).histories
    batch = histories["RNN"].recipe.task.held_out_batch(0, 256)
    assert scene["waves"] is None
    for b, example in enumerate(scene["examples"]):
        counts = batch.mask[:, b]
        target = batch.target[counts, b]
        for k, rows in enumerate(example["answers"]):
            for row in rows:
                y = histories[row["name"]].snapshots[k].y[counts, b]
                given = y.argmax(axis=-1)
                if task == "copy_memory":
                    given, wanted = given[-10:], target[-10:]
                elif task == "reber":
                    legal = legal_successors(batch.x[:, b : b + 1])[counts, 0]
                    least = np.where(legal, y, np.inf).min(axis=-1)
                    largest_other = np.where(legal, -np.inf, y).max(axis=-1)
                    assert [sign["right"] for sign in row["signs"]] == list(least > largest_other)
                    continue
                else:
                    wanted = target
                assert [sign["right"] for sign in row["signs"]] == list(given == wanted)


def test_the_wave_is_given_then_continued():
    scene = film_data("sine", "scene", "en")
    assert scene["examples"] == []
    batch = recorded("sine").histories["RNN"].recipe.task.held_out_batch(0, 256)
    waves = scene["waves"]
    assert waves["given"] == [shown(v) for v in batch.x[:30, 0, 0]] + [None] * 30
    assert waves["truth"] == [None] * 30 + [shown(v) for v in batch.target[30:, 0, 0]]
    for kind, history in recorded("sine").histories.items():
        for answer, snapshot in zip(waves["answers"][kind], history.snapshots, strict=True):
            assert answer == [None] * 30 + [shown(v) for v in snapshot.y[30:, 0, 0]]


def test_the_browser_fills_every_place_of_the_films_labels():
    code = "\n".join(script.read_text(encoding="utf-8") for script in FILM.glob("*.js"))
    used = set(re.findall(r"labels\.(\w+)", code))
    code = re.sub(r"`[^`]*`", "text", code)
    filled = {
        label: set(re.findall(r"[{,] *(\w+)(?=[:, }])", values))
        for label, values in re.findall(r"fill\(labels\.(\w+), (\{.*?\})\)", code, re.DOTALL)
    }
    for language in ("en", "zh"):
        labels = film_data("sine", "scene", language)["labels"]
        assert used == set(labels)
        for label, text in labels.items():
            assert set(re.findall(r"\{(\w+)\}", text)) == filled.get(label, set()), label


def test_the_cursor_of_the_page_knows_the_margins_of_the_figures():
    rules = (ASSETS / "page.css").read_text(encoding="utf-8")
    assert f"calc({LEFT}px + (100% - {LEFT + RIGHT}px) * var(--film, -100) - 1px)" in rules
    assert f"top: {COLOURED}px; bottom: {BELOW}px;" in rules
    assert f".st-key-accuracy-chart)::after {{ top: {NAMED}px; }}" in rules
    assert f'[class*="-units"]::after {{ top: {PLAIN}px; }}' in rules


# What the lesson says, held against the recordings.


def snapshot(task, kind, step):
    (found,) = [each for each in recorded(task).histories[kind].snapshots if each.step == step]
    return found


def first(task, kind, holds):
    """The first look at which something holds; None if it never does."""
    return next((m.step for m in recorded(task).histories[kind].snapshots if holds(m)), None)


def lags(task, kind, step):
    gradient = snapshot(task, kind, step).gradient
    return gradient[~np.isnan(gradient)]


def test_adding_one_forget_gate_opens_and_the_gradient_arrives():
    before, after = snapshot("adding", "LSTM", 650), snapshot("adding", "LSTM", 700)
    # No better than always answering 1 on the same sequences.
    always_1 = held_out_baseline(recorded("adding").histories["LSTM"].recipe.task, 0)
    assert all(
        m.loss > 0.99 * always_1 for m in recorded("adding").histories["LSTM"].snapshots if m.step <= 650
    )
    assert before.units["f"].max() < 0.9
    assert np.sum(after.units["f"] > 0.9) == 1
    assert after.units["f"].max() == pytest.approx(0.997, abs=5e-4)
    assert 3e7 < after.gradient[99] / before.gradient[99] < 4e7
    assert after.loss < before.loss / 10
    assert first("adding", "GRU", lambda m: m.loss < 0.5 * 0.1667) == 250


def test_adding_the_rnn_explodes_and_dies():
    exploding = lags("adding", "RNN", 400)
    assert exploding[99] > exploding[0]
    assert lags("adding", "RNN", 450)[99] < 1e-100
    assert lags("adding", "RNN", 2000)[40] < 1e-16
    assert first("adding", "RNN", lambda m: m.accuracy > 0.15) is None


def test_adding_one_unit_is_enough():
    start, end = snapshot("adding", "LSTM", 0), snapshot("adding", "LSTM", 2000)
    assert start.units["f"].mean() == pytest.approx(0.73, abs=0.005)
    assert end.units["f"].mean() == pytest.approx(0.60, abs=0.005)
    assert end.units["f"].max() == pytest.approx(0.997, abs=5e-4)
    assert np.sort(end.units["f"])[-2] < 0.89
    assert np.log10(0.73**99) == pytest.approx(-13.5, abs=0.05)
    assert pytest.approx(0.74, abs=0.005) == 0.997**99


def test_copy_memory_is_not_done():
    end = {kind: snapshot("copy_memory", kind, 2500) for kind in KINDS}
    baseline = 10 * np.log(8) / 40
    assert end["RNN"].loss > baseline > end["IRNN"].loss > end["LSTM"].loss > end["GRU"].loss
    assert max(m.accuracy for m in end.values()) < 0.6
    assert np.sum(end["LSTM"].units["f"] > 0.9) == 24
    assert end["LSTM"].units["f"].min() < 0.1


def test_temporal_order_is_looked_at_every_100_updates():
    steps = [m.step for m in recorded("temporal_order").histories["LSTM"].snapshots if m.step >= 100]
    assert steps == list(range(100, 3001, 100))


def test_temporal_order_is_solved_by_the_lstm_alone():
    assert first("temporal_order", "LSTM", lambda m: m.accuracy == 1) == 300
    for kind in ("RNN", "GRU"):
        assert first("temporal_order", kind, lambda m: m.accuracy > 0.35) is None
    assert snapshot("temporal_order", "GRU", 0).units["z"].mean() == pytest.approx(0.5, abs=0.01)
    assert snapshot("temporal_order", "LSTM", 0).units["f"].mean() == pytest.approx(0.95, abs=0.005)
    start = lags("temporal_order", "LSTM", 0)
    assert len(start) == 55
    assert start[54] / start[0] == pytest.approx(0.18, abs=0.005)
    assert lags("temporal_order", "RNN", 0)[54] < 1e-11


def test_the_irnn_learns_what_the_rnn_does_not():
    baseline = held_out_baseline(recorded("adding").histories["IRNN"].recipe.task, 0)
    assert first("adding", "IRNN", lambda m: m.loss < 0.01) == 500
    start = lags("adding", "IRNN", 0)
    assert f"{start[99] / start[0]:.0%}" == "71%"
    assert min(m.loss for m in recorded("adding").histories["RNN"].snapshots) > 0.99 * baseline
    assert first("temporal_order", "IRNN", lambda m: m.accuracy == 1) == 200
    assert [m.step for m in recorded("temporal_order").histories["IRNN"].snapshots if m.accuracy < 1][
        -1
    ] == 2400
    assert f"{snapshot('temporal_order', 'IRNN', 2400).accuracy:.0%}" == "71%"
    assert f"{snapshot('parity', 'IRNN', 500).accuracy:.0%}" == "61%"
    sine = {kind: snapshot("sine", kind, 2000).loss for kind in KINDS}
    assert sorted(sine, key=sine.get)[-2:] == ["RNN", "IRNN"]


def test_reber_and_parity_are_solved_by_all():
    assert snapshot("reber", "IRNN", 1500).accuracy == 1
    for kind in ("RNN", "LSTM", "GRU"):
        assert snapshot("reber", kind, 1500).accuracy == 1
        assert len(lags("reber", kind, 0)) == 19
        assert snapshot("parity", kind, 500).accuracy == 1
    solved = {kind: first("parity", kind, lambda m: m.accuracy > 0.9) for kind in ("RNN", "LSTM", "GRU")}
    assert solved == {"RNN": 440, "LSTM": 140, "GRU": 140}
    assert f"{snapshot('parity', 'RNN', 440).accuracy:.0%}" == "92%"
    whole = {kind: first("parity", kind, lambda m: m.accuracy == 1) for kind in ("RNN", "LSTM", "GRU")}
    assert whole == {"RNN": 480, "LSTM": 140, "GRU": 140}
    for language in LANGUAGES:
        text = lesson("film", language)["task_parity"]
        assert all(claim in text for claim in ("92%", "440", "480", "140"))


def test_the_rnn_learns_to_carry_the_gradient_of_the_sine():
    losses = {kind: snapshot("sine", kind, 2000).loss for kind in KINDS}
    assert max(["RNN", "LSTM", "GRU"], key=losses.get) == "RNN"
    assert losses["RNN"] < 0.05 * 0.5 and losses["IRNN"] < 0.1 * 0.5
    for kind in losses:
        end = lags("sine", kind, 2000)
        assert end[59] > 0.3 * end[0]
    end = lags("sine", "RNN", 2000)
    assert end[59] / end[0] == pytest.approx(0.94, abs=0.01)


def test_all_recordings_are_made_as_the_lesson_says():
    for task in TASKS:
        for history in recorded(task).histories.values():
            assert history.recipe.optimizer.learning_rate == 0.01
            assert history.recipe.clip_norm == 1
            assert 25 <= len(history.snapshots) <= 45


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_lesson_tells_of_each_task(language):
    sections = lesson("film", language)
    for task in TASKS:
        assert len(sections[f"task_{task}"]) > 100


def test_kept_networks_are_found_by_their_share():
    history = recorded("adding").histories["LSTM"]
    assert [kept_at(history, share)[0] for share in (0, 0.05, 0.25, 0.5, 1)] == [0, 100, 500, 1000, 2000]
