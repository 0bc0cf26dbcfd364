"""What truncation costs: what the room shows, against the core and the claims of its lesson."""

from dataclasses import replace

import numpy as np
import pytest

from rnnlstm.core import truncated_gradients
from rnnlstm.core.cells import CELLS
from rnnlstm.ui.lessons.laboratory import Setup
from rnnlstm.ui.lessons.truncation.code import truncation_code
from rnnlstm.ui.lessons.truncation.measured import TruncationReport, lengths_of, truncation_report
from rnnlstm.ui.lessons.truncation.views import truncation_table
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Text, Wave
from rnnlstm.ui.walk.walk import take


def walk(model="RNN", length=60, **more):
    return take(model, Text(length=length), Network(**{"hidden": 16, "loss": "last"} | more))


def needed(*args, **more):
    return truncation_report(walk(*args, **more)).needed


@pytest.mark.parametrize("model", list(CELLS))
@pytest.mark.parametrize("loss", ["last", "every"])
def test_errors_are_those_of_the_truncated_gradients(model, loss):
    each = walk(model, 20, hidden=5, loss=loss)
    of = truncation_report(each)
    np.testing.assert_array_equal(of.lengths, range(1, 21))
    assert set(of.error) == set(each.cell.params) - {"W_hy", "b_y"}
    for k, grads in enumerate(truncated_gradients(each.cell, each.trace, dy=each.grads.y)):
        for name, values in of.error.items():
            full = each.grads.params[name]
            off = np.linalg.norm(grads[name] - full) / np.linalg.norm(full)
            assert values[k] == pytest.approx(off, abs=1e-12)
    assert of.worst[0] == max(values[0] for values in of.error.values())


@pytest.mark.parametrize("model", list(CELLS))
def test_terms_are_what_the_last_loss_adds_step_by_step(model):
    each = walk(model, 12, hidden=4, loss="every")
    terms = truncation_report(each).terms
    dy = np.zeros_like(each.grads.y)
    dy[-1] = each.grads.y[-1]
    before = {name: np.zeros_like(g) for name, g in each.cell.params.items()}
    sizes = []
    # A term is the difference that one more step back makes.
    for grads in truncated_gradients(each.cell, each.trace, dy=dy):
        added = [grads[name] - before[name] for name in grads if name not in ("W_hy", "b_y")]
        sizes.append(np.sqrt(sum((g**2).sum() for g in added)))
        before = grads
    np.testing.assert_allclose(terms, np.array(sizes) / max(sizes), rtol=1e-6, atol=1e-12)


def quotients(of, x, eps=1e-6):
    """Return the derivative of a vector by an array by central differences: one column an entry."""
    moved = eps * np.eye(x.size).reshape(x.size, *x.shape)
    return np.array([(of(x + each) - of(x - each)) / (2 * eps) for each in moved]).T


@pytest.mark.parametrize(
    ("model", "parts", "name"), [("RNN", "h", "W_hh"), ("GRU", "h", "W_hn"), ("LSTM", "hc", "W_f")]
)
def test_a_term_goes_through_the_whole_state_as_the_equation_writes_it(model, parts, name):
    """Each dW_{s,t} is put together from quotients: the state at s by that at t, and that by W at t alone."""
    T, H = 5, 3
    each = walk(model, T, hidden=H)
    cell, trace = each.cell, each.trace

    def run(cell, state, first, last):
        start = {f"{part}0": state[None, k * H : (k + 1) * H] for k, part in enumerate(parts)}
        steps = cell.forward(trace.x[first:last], **start)
        return np.concatenate([getattr(steps, part)[-1, 0] for part in parts])

    def term(t):
        before = run(cell, np.zeros(len(parts) * H), 0, t - 1) if t > 1 else np.zeros(len(parts) * H)
        now = run(cell, before, t - 1, t)
        back = quotients(lambda state: run(cell, state, t, T), now) if t < T else np.eye(len(now))
        by_W = quotients(lambda W: run(replace(cell, **{name: W}), before, t - 1, t), cell.params[name])
        # The loss has no share in the cell state but through h.
        dE = np.concatenate([each.grads.y[-1, 0] @ cell.W_hy, np.zeros(len(now) - H)])
        return (dE @ back @ by_W).reshape(cell.params[name].shape)

    terms = [term(t) for t in range(1, T + 1)]
    for k, grads in enumerate(truncated_gradients(cell, trace, dy=each.grads.y), 1):
        np.testing.assert_allclose(sum(terms[-k:]), grads[name], atol=1e-8)


def test_the_story_of_the_room():
    """The numbers that the lesson names."""
    assert needed() == (7, 6)
    assert needed("LSTM", forget_bias=5.0) == (60, 59)
    lstm = truncation_report(walk("LSTM", forget_bias=5.0))
    assert lstm.worst[7] == pytest.approx(0.97, abs=0.005)
    for bias, k in ((-1.0, 5), (0.0, 9), (1.0, 24)):
        assert needed("LSTM", forget_bias=bias)[0] == k
    for bias in (3.0, 4.0, 6.0):
        assert needed("LSTM", forget_bias=bias)[0] >= 55
    orthogonal = truncation_report(walk(recurrent="orthogonal"))
    assert orthogonal.error["W_hh"][7] > 0.6
    assert orthogonal.cosine["W_hh"][7] == pytest.approx(0.8, abs=0.05)
    assert needed(activation="sigmoid") == (3, 2)
    assert needed(loss="every") == (8, 7)
    assert len(lengths_of(500)) == 34


@pytest.mark.parametrize("gain", [0.5, 0.7, 0.9])
def test_half_lives_tell_about_how_far_one_must_go(gain):
    """Terms that shrink by q a step leave q^k: 1% after log2(100) half-lives."""
    of = truncation_report(walk(length=100, recurrent="orthogonal", gain=gain))
    assert of.half_life == pytest.approx(np.log(0.5) / np.log(of.factor))
    assert of.needed[0] == pytest.approx(np.log2(100) * of.half_life, rel=0.25)


def test_needed_is_the_first_length_from_which_on_all_is_well():
    def of(*worst):
        lengths = np.arange(1, len(worst) + 1)
        return TruncationReport(lengths, {"W": np.array(worst)}, {}, np.ones(1), 0.5, len(worst)).needed

    assert of(0.5, 0.005, 0.2, 0.01, 0.0) == (4, 3)
    assert of(0.0, 0.0) == (1, 0)
    assert of(0.5, 0.2, 0.0) == (3, 2)
    assert of(np.nan, np.nan) is None
    assert TruncationReport(np.array([1]), {"W": np.array([1.0])}, {}, np.ones(1), 1.0, 1).half_life == np.inf


@pytest.mark.parametrize("steps", [1, 2, 64, 65, 500])
def test_lengths_go_from_one_step_to_all(steps):
    lengths = lengths_of(steps)
    assert lengths[0] == 1
    assert lengths[-1] == steps
    assert lengths == sorted(set(lengths))
    assert len(lengths) <= 64


@pytest.mark.parametrize(("model", "most"), [("RNN", 125), ("LSTM", 62)])
def test_too_much_work_is_refused_in_a_sentence_that_says_what_is_possible(model, most):
    with pytest.raises(InputError, match=f"at most {most} steps"):
        truncation_report(walk(model, length=most + 1, hidden=128))
    assert truncation_report(walk(model, length=most, hidden=128)).needed


def test_an_exploded_gradient_has_no_length_that_is_enough():
    each = take("RNN", Wave(length=500), Network(1, 1, "normal", 3.0, "relu", loss="last"))
    assert truncation_report(each).needed is None


def test_loss_that_ends_early_counts_its_steps_from_there():
    """A trained network's loss may stand anywhere."""
    whole = walk(length=10)
    early = take("RNN", Text(length=6), Network(hidden=16, loss="last"))
    np.testing.assert_array_equal(len(truncation_report(whole).terms), 10)
    np.testing.assert_array_equal(len(truncation_report(early).terms), 6)


def test_table_has_a_row_a_length():
    table = truncation_table(truncation_report(walk()))
    assert list(table["k"]) == list(range(1, 61))
    assert list(table)[1:4] == ["W_xh error", "W_hh error", "b_h error"]


@pytest.mark.parametrize("every", [False, True])
def test_code_computes_what_is_drawn(every):
    network = Network(hidden=5, loss="every" if every else "last")
    source = Text(length=23)
    made: dict = {}
    exec(truncation_code(Setup(("lstm",), source, network), network.loss, 9), made)
    of = truncation_report(take("LSTM", source, network))
    for name, values in of.error.items():
        np.testing.assert_allclose(made["result"].error[name], values[[0, 8, 22]], rtol=1e-6, atol=1e-12)
