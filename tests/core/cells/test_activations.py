import numpy as np
import pytest

from rnnlstm.core.cells.activations import ACTIVATIONS, sigmoid


def test_sigmoid_against_its_formula():
    a = np.linspace(-30, 30, 601)
    np.testing.assert_allclose(sigmoid(a), 1 / (1 + np.exp(-a)), rtol=1e-15, atol=1e-16)


def test_sigmoid_of_huge_numbers():
    np.testing.assert_array_equal(
        sigmoid(np.array([-np.inf, -1e308, -1e4, 0, 1e4, 1e308])), [0, 0, 0, 0.5, 1, 1]
    )


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_slope_is_the_derivative(name):
    act = ACTIVATIONS[name]
    a = np.linspace(-4, 4, 80)  # an even number of points: the kink of relu at 0 is not among them
    quotient = (act.function(a + 1e-6) - act.function(a - 1e-6)) / 2e-6
    np.testing.assert_allclose(act.slope(act.function(a)), quotient, atol=1e-9)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_gamma_is_the_largest_slope(name):
    act = ACTIVATIONS[name]
    slopes = act.slope(act.function(np.linspace(-5, 5, 1001)))
    assert slopes.max() == pytest.approx(act.gamma, abs=1e-12)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_out(name):
    a = np.linspace(-2, 2, 9)
    out = np.empty(9)
    assert ACTIVATIONS[name].function(a, out=out) is out
    np.testing.assert_array_equal(out, ACTIVATIONS[name].function(a))
