"""Products of one step in blocks, and subnormal numbers."""

import numpy as np

from rnnlstm.core.arrays import ONE_THREAD, flush, stacked_product, step_product


def test_flush():
    vectors = np.array([1.0, -1e-310, 5e-324, -3e-308, 0, np.inf])
    flush(vectors)
    np.testing.assert_array_equal(vectors, [1, 0, 0, -3e-308, 0, np.inf])


def test_products_in_blocks():
    rng = np.random.default_rng(0)
    for height, inner, width in (
        (1, 3, 2),
        (130, 512, 128),
        (3, ONE_THREAD + 1, 2),
        (700, 1, 700),
        (99, 301, 77),
    ):
        u, W = rng.normal(size=(height, inner)), rng.normal(size=(inner, width))
        np.testing.assert_allclose(step_product(u, W), u @ W, rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(step_product(u, W.T.copy().T), u @ W, rtol=1e-9, atol=1e-9)


def test_products_with_several_matrices_in_blocks():
    rng = np.random.default_rng(1)
    for height, inner, width in ((1, 3, 2), (40, 128, 128), (3, ONE_THREAD + 1, 2)):
        W = rng.normal(size=(4, inner, width))
        for u in (rng.normal(size=(height, inner)), rng.normal(size=(4, height, inner))):
            out = np.empty((4, height, width))
            stacked_product(u, W, out)
            np.testing.assert_allclose(out, u @ W, rtol=1e-9, atol=1e-9)
