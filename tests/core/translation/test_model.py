"""Encoder and decoder, with and without attention, against autograd; free running, padding, bad input."""

from dataclasses import replace

import autograd.numpy as np
import numpy
import pytest
from autograd import grad
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm import GRU, LSTM
from rnnlstm.core.translation.attention import Attention
from rnnlstm.core.translation.model import EncoderDecoder
from support import reference
from support.cases import CELLS, KINDS, assert_close, brief

FREE = lambda *_: 0.0  # noqa: E731


def textbook(kind, form, attention, params, x, lengths, previous):
    """Return y and alpha of one sequence after another, as the paper's equations stand: no padding at all."""
    part = lambda name: {  # noqa: E731
        k.removeprefix(f"{name}."): v for k, v in params.items() if k.startswith(f"{name}.")
    }
    encoder, decoder = part("encoder"), part("decoder")
    H = params["W_hy"].shape[1]
    ys, alphas = [], []
    for b, length in enumerate(lengths):
        h = c = np.zeros((1, H))
        states = []
        for s in range(length):
            h, c = reference.STEPS[kind](encoder, x[s, b : b + 1], h, c, FREE, lambda _, v: v, form)
            states.append(h[0])
        of_sequence, seen = [], []
        for t in range(len(previous)):
            w = previous[t, b : b + 1]
            if attention:
                e = [
                    np.dot(
                        params["attention.v"],
                        np.tanh(np.dot(params["attention.W_q"], h[0]) + np.dot(params["attention.W_k"], k)),
                    )
                    for k in states
                ]
                exp = [np.exp(each) for each in e]
                alpha = [each / sum(exp) for each in exp]
                context = sum(a * k for a, k in zip(alpha, states, strict=True))
                w = np.concatenate((w, context[None]), axis=1)
                seen.append(alpha)
            h, c = reference.STEPS[kind](decoder, w, h, c, FREE, lambda _, v: v, form)
            of_sequence.append(np.dot(h, params["W_hy"].T)[0] + params["b_y"])
        ys.append(np.array(of_sequence))
        alphas.append(seen)
    return np.stack(ys, axis=1), alphas


@st.composite
def networks(draw):
    kind, form = draw(st.sampled_from(KINDS))
    size = st.integers(1, 4)
    S, T, B = draw(st.integers(1, 5)), draw(st.integers(1, 4)), draw(st.integers(1, 3))
    D, H, O, seed = draw(size), draw(size), draw(size), draw(st.integers(0, 9999))  # noqa: E741
    attention = draw(st.booleans())
    extra = {"activation": form} if kind == "RNN" else {}
    extra |= {"reset": "before"} if form == "before" else {}
    drawn = EncoderDecoder.init(CELLS[kind], D, H, O, seed=seed, attention=attention, **extra)
    rng = numpy.random.default_rng(seed)
    model = drawn.with_params({name: rng.normal(size=p.shape) for name, p in drawn.params.items()})
    lengths = draw(st.lists(st.integers(1, S), min_size=B, max_size=B))
    x, previous, dy = (rng.normal(size=shape) for shape in ((S, B, D), (T, B, O), (T, B, O)))
    return kind, form, model, x, lengths, previous, dy


@brief
@given(networks())
def test_against_autograd(drawn):
    kind, form, model, x, lengths, previous, dy = drawn
    attention = model.attention is not None
    trace = model.forward(x, previous, lengths=lengths)
    grads = model.backward(trace, dy)

    def loss(params, x):
        return np.sum(dy * textbook(kind, form, attention, params, x, lengths, previous)[0])

    y, alphas = textbook(kind, form, attention, model.params, x, lengths, previous)
    assert_close(trace.y, y, what="y")
    for b, (length, expected) in enumerate(zip(lengths, alphas, strict=True)):
        if attention:
            assert_close(trace.weights[:, b, :length], expected, what="alpha")
        assert not trace.weights[:, b, length:].any()
    assert list(grads.params) == list(model.params) and grads.finite
    for name, expected in grad(loss, 0)(model.params, x).items():
        assert_close(grads.params[name], expected, what=name)
    assert_close(grads.x, grad(loss, 1)(model.params, x), what="x")


def drawn(attention=True, kind=GRU, **options):
    return EncoderDecoder.init(kind, 3, 5, 4, seed=1, attention=attention, **options)


@pytest.mark.parametrize("attention", [True, False])
def test_free_running_is_teacher_forcing_with_its_own_output(attention):
    """What the decoder writes, given back to it as the target, must come out again."""
    model = drawn(attention, LSTM)
    x = numpy.random.default_rng(0).normal(size=(6, 3, 3))
    free = model.translate(x, 5, lengths=[6, 2, 4])
    written = numpy.eye(4)[free.y.argmax(axis=-1)]
    previous = numpy.concatenate([numpy.zeros((1, 3, 4)), written[:-1]])
    numpy.testing.assert_array_equal(model.forward(x, previous, lengths=[6, 2, 4]).y, free.y)


@pytest.mark.parametrize("attention", [True, False])
def test_padding_moves_nothing(attention):
    model, rng = drawn(attention), numpy.random.default_rng(2)
    x, previous, dy = (rng.normal(size=shape) for shape in ((5, 2, 3), (4, 2, 4), (4, 2, 4)))
    other = x.copy()
    other[3:, 0] = 7.0
    one, two = (model.forward(each, previous, lengths=[3, 5]) for each in (x, other))
    numpy.testing.assert_array_equal(one.y, two.y)
    grads = model.backward(one, dy)
    assert not grads.x[3:, 0].any() and grads.x[:, 1].all()
    numpy.testing.assert_array_equal(grads.params["W_hy"], model.backward(two, dy).params["W_hy"])


def test_without_attention_everything_goes_through_one_vector():
    """The decoder's outputs are a function of the encoder's last state alone; with attention they are not."""
    rng = numpy.random.default_rng(3)
    x, previous = rng.normal(size=(5, 1, 3)), rng.normal(size=(4, 1, 4))
    for attention in (True, False):
        model = drawn(attention)
        trace = model.forward(x, previous)
        earlier = trace.encoded.h.copy()
        earlier[:-1] = 0
        changed = model._decode(replace(trace.encoded, h=earlier), 4, lambda t, _: previous[t])
        assert numpy.array_equal(changed.y, trace.y) is not attention


def test_float32_stays_float32():
    model = drawn(dtype=numpy.float32)
    trace = model.forward(numpy.ones((4, 2, 3)), numpy.ones((3, 2, 4)), lengths=[4, 2])
    grads = model.backward(trace, numpy.ones_like(trace.y))
    assert {array.dtype for array in (trace.y, trace.weights, *grads.params.values())} == {
        numpy.dtype(numpy.float32)
    }


def test_an_overflow_is_flagged():
    model = EncoderDecoder.init(CELLS["RNN"], 1, 2, 1, seed=0, activation="relu", attention=False)
    huge = model.with_params({"encoder.W_hh": 1e200 * numpy.ones((2, 2)), "encoder.W_xh": numpy.ones((2, 1))})
    trace = huge.forward(numpy.ones((5, 1, 1)), numpy.ones((2, 1, 1)))
    assert not trace.finite and not huge.backward(trace, numpy.ones((2, 1, 1))).finite


def test_bad_input():
    model, x, previous = drawn(), numpy.ones((4, 2, 3)), numpy.ones((3, 2, 4))
    with pytest.raises(ValueError, match=r"previous must be of the B = 2 sequences"):
        model.forward(x, numpy.ones((3, 1, 4)))
    with pytest.raises(ValueError, match="steps must be an integer of at least 1"):
        model.translate(x, 0)
    with pytest.raises(ValueError, match="dy must have shape"):
        model.backward(model.forward(x, previous), numpy.ones((3, 2, 5)))
    with pytest.raises(ValueError, match="a network without attention"):
        drawn(attention=False).backward(model.forward(x, previous), numpy.ones((3, 2, 4)))
    with pytest.raises(ValueError, match="decoder must be a GRU of 5 units"):
        EncoderDecoder(model.encoder, LSTM.init(9, 5, 4, seed=0))
    with pytest.raises(ValueError, match="decoder must take 4 numbers, got one that takes 9"):
        EncoderDecoder(model.encoder, model.decoder)
    with pytest.raises(ValueError, match="must have 5 columns"):
        EncoderDecoder(model.encoder, model.decoder, Attention.init(5, 4, 3, seed=0))
    with pytest.raises(ValueError, match="one floating type"):
        model.with_params({"attention.v": numpy.ones(5, numpy.float32)})
    with pytest.raises(ValueError, match="each name in params"):
        model.with_params({"encoder.W": numpy.ones(5)})
