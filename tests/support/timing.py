"""Times beside those of a peer: what is measured back to back in the same run."""

from time import perf_counter

import numpy as np


def put(parameter, value):
    """Give a parameter of PyTorch, which need not be installed for other benchmarks, a value."""
    parameter.data.copy_(parameter.new_tensor(np.ascontiguousarray(value)))


def best(call, repeats):
    times = []
    for _ in range(repeats):
        start = perf_counter()
        call()
        times.append(perf_counter() - start)
    return min(times), float(np.median(times))


def ratio(theirs, ours, repeats):
    """Return how many times longer theirs takes, by the median of interleaved rounds."""
    ratios = []
    for _ in range(repeats):
        ratios.append(best(theirs, 3)[1] / best(ours, 3)[1])
    return round(float(np.median(ratios)), 2)
