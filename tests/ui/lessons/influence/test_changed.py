"""One input changed for real: which, what the page shows of it, its code, and what the lesson says."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from rnnlstm.core import RECIPES, begin
from rnnlstm.core.tasks import Parity
from rnnlstm.ui.lessons.influence.changed import (
    MOST_STEPS,
    NOTHING,
    Alphabet,
    InputChange,
    alphabet_of,
    everywhere,
    followed,
    now_read,
    turned_answers,
)
from rnnlstm.ui.lessons.influence.changed_views import (
    Changed,
    changed_curves,
    changed_summary,
    changed_table,
    changed_view,
    everywhere_table,
)
from rnnlstm.ui.lessons.influence.code import changed_code
from rnnlstm.ui.lessons.laboratory import Setup
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Numbers, TaskSequence, Text, Wave
from rnnlstm.ui.walk.task_sequence import TaskChoice

ALL = ("tanh", "lstm", "gru")


def of_task(task, T, names=ALL, **choice):
    source = TaskSequence(choice=TaskChoice(task, T, **choice))
    return Setup(names, replace(source, length=source.read().steps), Network())


def of_text(text="hello", length=20, names=ALL, scale=1.0, **network):
    return Setup(names, Text(text=text, length=length, scale=scale), Network(**({"hidden": 16} | network)))


def seen(setup, asked, of="h"):
    walks = setup.walks()
    first = next(iter(walks.values()))
    alphabet = alphabet_of(setup.source, first.reading)
    changes = {label: followed(walk, asked, alphabet) for label, walk in walks.items()}
    return Changed(walks, changes, asked, now_read(asked, first, alphabet), of)


@pytest.mark.parametrize(
    ("setup", "expected"),
    [
        (of_text("hello"), Alphabet("symbols", ("e", "h", "l", "o"))),
        (of_text("ab", scale=3.0), Alphabet("symbols", ("a", "b"), 3.0)),
        (Setup(ALL, Wave(length=9, scale=0.1), Network()), Alphabet("numbers", (), 0.1)),
        (of_task("parity", 12), Alphabet("bits")),
        (of_task("adding", 20), Alphabet("numbers")),
        (of_task("sine", 20), Alphabet("numbers")),
        (of_task("reber", 40), Alphabet("symbols", tuple("BTPSXVE"))),
        (of_task("temporal_order", 33), Alphabet("symbols", tuple("EBabcdXY"))),
        (of_task("copy_memory", 10), Alphabet("symbols", tuple("ABCDEFGH–?"))),
    ],
)
def test_what_can_be_read(setup, expected):
    walk = next(iter(setup.walks().values()))
    alphabet = alphabet_of(setup.source, walk.reading)
    assert alphabet == expected
    if alphabet.names:  # each component is the symbol that the page writes
        places = walk.reading.x[:, 0].argmax(axis=-1)
        assert [alphabet.names[k] for k in places] == list(walk.reading.symbols)


def test_the_other_symbols_begin_with_the_next_one():
    letters = Alphabet("symbols", ("e", "h", "l", "o"))
    assert letters.others("h") == ("l", "o", "e")
    assert letters.others("o") == ("e", "h", "l")
    assert Alphabet("symbols", ("a",)).others("a") == ()


@pytest.mark.parametrize(
    ("setup", "asked", "before", "after", "now"),
    [
        (of_text("abc"), InputChange(2, becomes="c"), [0, 1, 0], [0, 0, 1], "c"),
        (of_text("abc", scale=3.0), InputChange(5, becomes="a"), [0, 3, 0], [3, 0, 0], "a"),
        (of_text("abc"), InputChange(2, 0.3, "c"), [0, 1, 0], [0, 0.7, 0.3], "0.7 b + 0.3 c"),
        (of_text("abc"), InputChange(1, becomes=NOTHING), [1, 0, 0], [0, 0, 0], "∅"),
        (Setup(ALL, Numbers(numbers="1,-2"), Network()), InputChange(2, -0.5), [-2], [-2.5], "-2.5"),
        (Setup(ALL, Numbers(numbers="1", scale=10.0), Network()), InputChange(1, 0.1), [10], [11], "1.1"),
        (of_task("parity", 12), InputChange(1), [0], [1], "1"),
        (of_task("parity", 12, sequence=2), InputChange(1, 0.25), [1], [0.75], "0.75"),
    ],
)
def test_an_input_becomes_another(setup, asked, before, after, now):
    shown = seen(setup, asked)
    for label, walk in shown.walks.items():
        was, is_now = walk.trace.x[:, 0], shown.changes[label].trace.x[:, 0]
        np.testing.assert_allclose(was[asked.step - 1], before)
        np.testing.assert_allclose(is_now[asked.step - 1], after)
        others = np.arange(len(was)) != asked.step - 1
        np.testing.assert_array_equal(was[others], is_now[others])
    assert shown.now == now


def test_of_a_number_with_a_mark_the_number_changes():
    shown = seen(of_task("adding", 20), InputChange(3, 0.1))
    walk, change = shown.walks["LSTM"], shown.changes["LSTM"]
    np.testing.assert_allclose(change.trace.x - walk.trace.x, 0.1 * np.eye(40)[4].reshape(20, 1, 2))


@pytest.mark.parametrize("of", ["h", "c", "y"])
def test_the_figure_shows_what_two_runs_of_the_network_differ_by(of):
    shown = seen(of_text(names=("lstm",)), InputChange(4, becomes="e"), of)
    walk = shown.walks["LSTM"]
    x = walk.trace.x.copy()
    x[3, 0] = np.eye(4)[0]
    other = walk.cell.forward(x)
    apart = np.linalg.norm(getattr(other, of) - getattr(walk.trace, of), axis=-1)[3:, 0]
    real, predicted = changed_curves(shown)
    np.testing.assert_allclose(real.values, apart)
    np.testing.assert_array_equal(real.x, np.arange(4, 21))
    assert (real.kind, predicted.kind) == ("", "by the derivative")
    np.testing.assert_array_equal(predicted.x, real.x)


def test_table_and_summary():
    shown = seen(of_task("parity", 12), InputChange(5))
    table = changed_table(shown)
    assert table["s"].tolist() == list(range(5, 13))
    assert table["reads"].tolist() == list(shown.symbols[4:])
    np.testing.assert_array_equal(table["GRU: ‖h − h′‖"], shown.sizes("GRU")[0])
    ones = np.cumsum([int(bit) for bit in shown.symbols]) % 2
    assert table["RNN: answer before"].tolist() == [str(bit) for bit in ones[4:]]
    assert table["RNN: answer after"].tolist() == [str(1 - bit) for bit in ones[4:]]
    summary = changed_summary(shown).set_index("Network")
    assert summary.loc["LSTM", "answers that change"] == "8 of 8"
    assert summary.loc["LSTM", "last answer"] == f"{ones[-1]} → {1 - ones[-1]}"
    numbers = seen(Setup(("gru",), Wave(length=9), Network()), InputChange(2))
    assert "answers that change" not in changed_summary(numbers)


def test_answers_count_where_they_are_asked_for():
    """The temporal order is asked for at the last step alone."""
    shown = seen(of_task("temporal_order", 33), InputChange(1, becomes="X"))
    for label, walk in shown.walks.items():
        assert turned_answers(walk, shown.changes[label], 1)[1] == 1


@pytest.mark.parametrize(
    ("setup", "asked", "of"),
    [
        (of_text("hello", names=("irnn", "lstm"), scale=0.3), InputChange(2, 0.5, "o"), "h"),
        (of_text("hello", names=("gru",)), InputChange(3, becomes=NOTHING), "y"),
        (
            Setup(("peephole",), Numbers(numbers="1,2", length=7, scale=3.0), Network()),
            InputChange(7, 0.1),
            "c",
        ),
        (of_task("parity", 20), InputChange(1), "h"),
        (of_task("parity", 20), InputChange(4, 0.1), "y"),
        (of_task("adding", 20, share=0.25), InputChange(2, -1), "h"),
        (of_task("reber", 40), InputChange(3, becomes="T"), "h"),
    ],
)
def test_the_code_makes_the_numbers_of_the_page(setup, asked, of):
    shown = seen(setup, asked, of)
    alphabet = alphabet_of(setup.source, next(iter(shown.walks.values())).reading)
    for label, code in changed_code(setup, asked, alphabet, of).items():
        made: dict = {}
        exec(code, made)
        for got, expected in zip((made["real"], made["predicted"]), shown.sizes(label), strict=True):
            np.testing.assert_allclose(got, expected, rtol=1e-9, err_msg=label)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("bias", [1.0, 5.0])
def test_what_the_lesson_says_of_untrained_networks(seed, bias):
    shown = seen(of_text(seed=seed, forget_bias=bias), InputChange(1, becomes="l"))
    left = {}
    for label in shown.walks:
        real, predicted = shown.sizes(label)
        assert np.abs(real / predicted - 1).max() < 0.25  # a quarter or better at every step
        left[label] = real[-1] / real[0]
    assert max(left["RNN"], left["GRU"]) < 1e-3
    assert 0.008 < left["LSTM"] < 0.035 if bias == 1 else left["LSTM"] > 0.8
    assert not changed_view(shown).notes


@cache
def in_parity(label, amount=1.0):
    """What a change of the first bit does in 256 sequences of 60 bits."""
    setup = of_task("parity", 60)
    return everywhere(setup.walks()[label], setup.source, InputChange(1, amount))


@pytest.mark.parametrize("label", ["RNN", "LSTM", "GRU"])
def test_parity_is_right_and_kept_by_all(label):
    found = in_parity(label)
    assert (len(found.real), found.right, found.turned) == (256, 256, 256)
    assert found.real.min() > 1.7


def test_the_table_of_many_sequences_shows_medians():
    table = everywhere_table({label: in_parity(label) for label in ("RNN", "GRU")}, "h")
    assert table["last answer changes"].tolist() == ["256 of 256", "256 of 256"]
    assert table["‖h − h′‖ there"].tolist() == ["4.01", "2.74"]
    assert table["by the derivative"].tolist() == ["9.2 × 10⁻¹⁴", "0.872"]


def test_what_the_lesson_says_of_the_derivative_in_parity():
    sizes = {label: np.median(in_parity(label).predicted) for label in ("RNN", "LSTM", "GRU")}
    assert f"{sizes['RNN']:.0e}" == "9e-14"  # about 10^-13
    assert f"{sizes['LSTM']:.0e}" == "8e-10"
    assert f"{sizes['GRU']:.1f}" == "0.9"


def test_a_small_change_snaps_back_where_the_gradient_vanishes_and_stays_where_it_does_not():
    assert in_parity("RNN", 0.01).real.max() < 1e-12
    assert in_parity("RNN", 0.01).turned == in_parity("GRU", 0.01).turned == 0
    setup = of_task("parity", 60, ("gru",))
    shares = []
    for sequence in range(1, 9):
        one = of_task("parity", 60, ("gru",), sequence=sequence)
        real, _ = seen(one, InputChange(1, 0.01)).sizes("GRU")
        shares.append(real[-1] / real[0])
    assert 0.4 < np.median(shares) < 0.5  # nearly half
    assert np.median(in_parity("GRU", 0.01).real) > 1e3 * np.median(in_parity("LSTM", 0.01).real)
    assert setup.walks().keys() == {"GRU"}


def test_a_latch_is_told_and_nothing_else():
    (latched,) = changed_view(seen(of_task("parity", 60), InputChange(1))).notes
    assert "RNN (4.41; by the derivative 5.7 × 10⁻¹³), LSTM (2.24; " in latched and "GRU" not in latched
    assert not changed_view(seen(of_task("parity", 60), InputChange(1, 0.01))).notes


def test_networks_of_the_learners_own_run_are_followed_too():
    """Not trained at all here: the answers are what chance gives."""
    recipe = replace(RECIPES["parity"], task=Parity(T=6), hidden_size=4)
    own = (begin(recipe, "RNN", seed=3),)
    setup = of_task("parity", 6, ("tanh",), own=own)
    (walk,) = setup.walks().values()
    found = everywhere(walk, setup.source, InputChange(2))
    batch = Parity(T=6).held_out_batch(3, 256)
    right = walk.cell.forward(batch.x).y[-1].argmax(axis=-1) == batch.target[-1]
    assert found.right == right.sum() < 256
    x = batch.x.copy()
    x[1] = 1 - x[1]
    apart = walk.cell.forward(x).h[-1] - walk.cell.forward(batch.x).h[-1]
    np.testing.assert_allclose(found.real, np.linalg.norm(apart, axis=-1))


def test_long_sequences_are_fewer():
    setup = of_task("temporal_order", 150, ("tanh",))
    walk = setup.walks()["RNN"]
    found = everywhere(walk, setup.source, InputChange(1, becomes="X"))
    assert len(found.real) <= MOST_STEPS // 150 < 256
    assert found.right <= len(found.real)


def test_sequences_that_have_ended_before_the_change_are_left_out():
    setup = of_task("reber", 40, ("lstm",))
    walk = setup.walks()["LSTM"]
    early, late = (everywhere(walk, setup.source, InputChange(step, becomes="T")) for step in (1, 14))
    assert 0 < len(late.real) < len(early.real)
