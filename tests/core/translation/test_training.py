"""Training: it learns, and cut in pieces it is the same; and what it is measured by."""

from collections import deque
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from rnnlstm import Adam
from rnnlstm.core.translation.measure import by_length, translate, written
from rnnlstm.core.translation.phrases import END, NumberWords
from rnnlstm.core.translation.training import (
    TranslationRecipe,
    begin_translating,
    go_on_translating,
    loss_and_gradients,
)

SHORT = TranslationRecipe(
    NumberWords("zh", 3), attention=True, hidden_size=24, steps=12, batch_size=16, measured_every=5
)


def last(training):
    return deque(go_on_translating(training), maxlen=1).pop()


@pytest.mark.parametrize("attention", [True, False])
def test_it_learns(attention):
    """Numbers of up to 3 digits in Chinese: far better after 150 updates than the loss of guessing, ln 11."""
    recipe = replace(SHORT, attention=attention, steps=150, batch_size=32, measured_every=1000)
    done = last(begin_translating(recipe))
    assert done.over and done.finite and done.step == 150
    assert done.loss[:5].mean() > 1.8 and done.loss[-10:].mean() < 0.9
    assert [step for step, _ in done.measured] == [0, 150]


def test_in_pieces_it_is_the_same():
    whole = last(begin_translating(SHORT))
    half = deque(islice(go_on_translating(begin_translating(SHORT)), 5), maxlen=1).pop()
    assert not half.over
    pieces = last(half)
    np.testing.assert_array_equal(pieces.loss, whole.loss)
    for name, value in whole.network.params.items():
        np.testing.assert_array_equal(pieces.network.params[name], value)
    assert [step for step, _ in pieces.measured] == [0, 5, 10, 12]
    assert whole.network.dtype == np.float32


def test_what_blows_up_keeps_the_network_from_before():
    wild = begin_translating(replace(SHORT, kind="RNN", optimizer=Adam(1e38), clip_norm=None))
    done = last(wild)
    assert done.over and not done.finite and done.step < SHORT.steps
    assert all(np.isfinite(p).all() for p in done.network.params.values())


def test_the_loss_counts_symbols_up_to_the_end_mark():
    """All outputs alike: ln 11 for every symbol, whatever the padding."""
    network = SHORT.network()
    flat = network.with_params({"W_hy": 0 * network.params["W_hy"]})
    batch = SHORT.task.pairs(["三百零五", "七"], [305, 7])
    E, grads = loss_and_gradients(flat, batch)
    assert pytest.approx(np.log(11), rel=1e-6) == E
    counts = np.bincount([3, 0, 5, END, 7, END], minlength=11)
    np.testing.assert_allclose(grads.apart()["b_y"], (6 / 11 - counts) / 6, atol=1e-6)


def test_written_and_measured():
    y = np.full((4, 2, 11), -1.0)
    for b, symbols in enumerate(([3, 0, END, 7], [1, 2, 3, 4])):
        y[np.arange(4), b, symbols] = 1
    assert written(y) == ["30", "1234"]
    task, network = SHORT.task, SHORT.network()
    answer = translate(network, task, ["七", "三百零五"])
    assert len(answer) == 2 and all(len(text) <= 5 for text in answer)
    always_end = network.with_params(
        {"W_hy": 0 * network.params["W_hy"], "b_y": np.eye(11, dtype=np.float32)[END]}
    )
    assert translate(always_end.with_params({}), task, ["七"]) == [""]
    found = by_length(always_end, replace(task, digits=4), seed=0, asked=20)
    assert (
        found.digits.tolist() == [3, 4] and found.overall == 0 and 3 < found.letters[0] < found.letters[1] < 8
    )
