"""The optimisers, worked out by hand; against PyTorch they are checked in test_optimisers_as_in_torch.py."""

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from rnnlstm import SGD, Adam, RMSprop

OPTIMISERS = [SGD(0.1), SGD(0.1, momentum=0.9), RMSprop(0.01), Adam(0.01)]


def updates(optimizer, theta, gradients):
    """Return theta after each update by these gradients."""
    params, state, path = {"w": np.array([theta])}, None, []
    for g in gradients:
        params, state = optimizer.update(params, {"w": np.array([g])}, state)
        path.append(params["w"][0])
    return path


def test_sgd_by_hand():
    assert updates(SGD(0.5), 2.0, [1.0, -4.0]) == [1.5, 3.5]


def test_momentum_by_hand():
    # v = 1, then 0.5 * 1 + 2 = 2.5, then 0.5 * 2.5 + 0 = 1.25
    assert updates(SGD(0.5, momentum=0.5), 2.0, [1.0, 2.0, 0.0]) == [1.5, 0.25, -0.375]


def test_weight_decay_by_hand():
    # g = 1 + 0.5 * 2 = 2, then 0 + 0.5 * 1 = 0.5
    assert updates(SGD(0.5, weight_decay=0.5), 2.0, [1.0, 0.0]) == [1.0, 0.75]


def test_rmsprop_by_hand():
    # s = 3/4 * 0 + 1/4 * 4^2 = 4, then 3/4 * 4 + 1/4 * 2^2 = 4
    path = updates(RMSprop(0.5, decay=0.75, epsilon=1e-300), 1.0, [4.0, 2.0])
    assert path == pytest.approx([1 - 0.5 * 4 / 2, 0 - 0.5 * 2 / 2], abs=1e-15)


def test_adam_by_hand():
    # m = 1, s = 1, both unbiased 2 and 4; then m = (1 + 4)/2 = 2.5, s = 3/4 + 16/4 = 4.75,
    # unbiased 2.5/(3/4) and 4.75/(7/16).
    path = updates(Adam(0.1, beta_1=0.5, beta_2=0.75, epsilon=1e-300), 1.0, [2.0, 4.0])
    second = (2.5 / (3 / 4)) / np.sqrt(4.75 / (7 / 16))
    assert path == pytest.approx([0.9, 0.9 - 0.1 * second], abs=1e-15)


@pytest.mark.parametrize("g", [1e-3, -7.0, 1e5])
def test_first_step_of_adam_is_the_learning_rate(g):
    """Kingma and Ba (2015), section 2.1: the step's size hardly depends on the gradient's."""
    assert updates(Adam(0.01), 0.0, [g])[0] == pytest.approx(-0.01 * np.sign(g), rel=1e-4)


@pytest.mark.parametrize("optimizer", OPTIMISERS, ids=repr)
def test_converges_to_the_minimum_of_a_bowl(optimizer):
    params, state = {"w": np.array([3.0, -2.0]), "b": np.array([[0.5]])}, None
    goal = {"w": np.array([1.0, 1.0]), "b": np.array([[-1.0]])}
    for _ in range(1500):
        params, state = optimizer.update(params, {name: params[name] - goal[name] for name in params}, state)
    assert max(np.abs(params[name] - goal[name]).max() for name in params) < 0.02


@pytest.mark.parametrize("optimizer", OPTIMISERS, ids=repr)
def test_nothing_given_is_changed(optimizer):
    rng = np.random.default_rng(0)
    params, grads = ({"w": rng.normal(size=(2, 3)), "b": rng.normal(size=2)} for _ in range(2))
    _, state = optimizer.update(params, grads)

    def copies():
        kept = [m for moments in state.moments.values() for m in (moments.mean, moments.square)]
        return [np.array(a) for a in (*params.values(), *grads.values(), *kept)]

    before = copies()
    first, after = optimizer.update(params, grads, state)
    second, _ = optimizer.update(params, grads, state)
    for a, b in zip(before, copies(), strict=True):
        np.testing.assert_array_equal(a, b)
    assert list(first) == list(params) and after is not state
    for name in params:
        np.testing.assert_array_equal(first[name], second[name])
        assert (first[name] != params[name]).all()
    with pytest.raises(FrozenInstanceError):
        optimizer.learning_rate = 1.0


@pytest.mark.parametrize("optimizer", OPTIMISERS, ids=repr)
def test_float32_stays_float32(optimizer):
    params, state = {"w": np.ones(3, np.float32)}, None
    for _ in range(2):
        params, state = optimizer.update(params, {"w": np.ones(3, np.float32)}, state)
    assert params["w"].dtype == np.float32
    assert {np.asarray(m).dtype for m in state.moments["w"][1:] if np.ndim(m)} == {np.dtype(np.float32)}


def test_the_learning_rate_may_change_on_the_way():
    params, grads = {"w": np.array([1.0])}, {"w": np.array([1.0])}
    slow = Adam(0.01)
    params, state = slow.update(params, grads)
    once, _ = slow.update(params, grads, state)
    twice, _ = replace(slow, learning_rate=0.02).update(params, grads, state)
    assert params["w"] - twice["w"] == pytest.approx(2 * (params["w"] - once["w"]), rel=1e-9)


W = {"w": np.ones(2)}


@pytest.mark.parametrize(
    "call, text",
    [
        (lambda: SGD(0), "learning_rate must be above 0, got 0"),
        (lambda: SGD(float("nan")), "learning_rate must be a finite number, got nan"),
        (lambda: SGD(0.1, momentum=1.0), "momentum must be at least 0 and below 1, got 1.0"),
        (lambda: SGD(0.1, weight_decay=-1), "weight_decay must be at least 0, got -1"),
        (lambda: RMSprop(0.1, decay=1), "decay must be at least 0 and below 1, got 1"),
        (lambda: RMSprop(0.1, epsilon=0), "epsilon must be above 0, got 0"),
        (lambda: Adam(0.1, beta_1=-0.1), "beta_1 must be at least 0 and below 1"),
        (lambda: Adam(0.1, beta_2=1.0), "beta_2 must be at least 0 and below 1"),
        (lambda: Adam(0.1, epsilon=-1.0), "epsilon must be above 0"),
        (lambda: Adam(0.1).update(W, {}), r"grads must fit the parameters, \{'w': \(2,\)\}, got \{\}"),
        (lambda: Adam(0.1).update(W, {"w": np.ones(3)}), r"grads must fit .*got \{'w': \(3,\)\}"),
        (
            lambda: Adam(0.1).update(W, W, SGD(0.1).update(W, W)[1]),
            "state must be one of Adam, got .* SGD",
        ),
        (
            lambda: SGD(0.1).update(W, W, SGD(0.1).update({"w": np.ones(3)}, {"w": np.ones(3)})[1]),
            r"state must fit the parameters, \{'w': \(2,\)\}, got \{'w': \(3,\)\}",
        ),
        (
            lambda: SGD(0.1).update(W, W, SGD(0.1).update({"v": np.ones(2)}, {"v": np.ones(2)})[1]),
            "state must fit the parameters",
        ),
    ],
)
def test_bad_input(call, text):
    with pytest.raises(ValueError, match=text):
        call()


def test_the_order_of_the_names_is_free():
    rng = np.random.default_rng(0)
    params, grads = ({"w": rng.normal(size=(2, 3)), "b": rng.normal(size=2)} for _ in range(2))
    adam = Adam(0.01)
    once, state = adam.update(params, grads)
    expected, _ = adam.update(once, grads, state)
    turned, _ = adam.update(dict(reversed(once.items())), dict(reversed(grads.items())), state)
    assert list(turned) == ["b", "w"]
    for name in params:
        np.testing.assert_array_equal(turned[name], expected[name])
