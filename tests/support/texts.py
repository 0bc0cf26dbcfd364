"""A text and a network that reads it, put together from the core alone."""

import numpy as np

from rnnlstm.core import cross_entropy


def one_hot(text, alphabet=None):
    """Return a text as a network reads it, (T, 1, D), by its own alphabet or that of another."""
    symbols = sorted(set(alphabet or text))
    return np.eye(len(symbols))[[symbols.index(character) for character in text]][:, None]


def following(text):
    """Return the targets, (T, 1): at each step the next character, and at last the end."""
    symbols = sorted(set(text))
    return np.array([*(symbols.index(character) for character in text[1:]), len(symbols)])[:, None]


def read_by(model, text, hidden=8, seed=0):
    """Let a network read a text: return it, its trace, the gradients of its loss, and the loss."""
    x, target = one_hot(text), following(text)
    cell = model.init(x.shape[-1], hidden, x.shape[-1] + 1, seed=seed)
    trace = cell.forward(x)
    loss, dy = cross_entropy(trace.y, target)
    return cell, trace, cell.backward(trace, dy=dy), loss
