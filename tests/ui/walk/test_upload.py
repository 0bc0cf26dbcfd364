"""Files that learners bring: the good are read, the bad get a sentence that says what to change."""

import string

import numpy as np
import pytest
from safetensors.numpy import save

from rnnlstm.core.exchange.errors import PROBLEMS
from rnnlstm.ui.shell.catalogue import catalogue
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.upload import SENTENCES, opened, read
from support.weights import BAD, CELL, GOOD, npz


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_gets_its_sentence(kind):
    data, words = BAD[kind]
    with pytest.raises(InputError) as caught:
        opened("weights", data)
    assert words in str(caught.value)
    assert len(str(caught.value)) < 700
    chinese = catalogue("zh").gettext(caught.value.message)
    assert chinese != caught.value.message
    assert chinese.format(**caught.value.values)


def test_each_problem_of_the_core_has_a_sentence_that_its_facts_fill():
    assert set(SENTENCES) == set(PROBLEMS)
    for problem, sentence in SENTENCES.items():
        said, facts = (
            {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for text in (sentence, PROBLEMS[problem])
        )
        assert said <= facts, problem


def test_the_read_out_that_is_likely_comes_first():
    (found,) = opened("good", GOOD).networks
    assert (found.kind, found.input_size, found.hidden_size, found.readouts) == ("LSTM", 3, 4, ("fc.", None))
    embedding = {"embedding.weight": np.zeros((9, 2)), "weight_ih_l0": np.zeros((8, 2))}
    (found,) = opened("x", save({**embedding, "weight_hh_l0": np.zeros((8, 2))})).networks
    assert found.readouts == (None, "embedding.")


def test_a_network_is_read_with_its_read_out():
    stack = read(opened("good", GOOD), 0, "fc.").network
    x = np.random.default_rng(0).normal(size=(5, 1, 3))
    np.testing.assert_allclose(stack.forward(x).y, CELL.forward(x).y, rtol=1e-12)


def test_layers_of_keras_are_listed_each_for_itself():
    draw = np.random.default_rng(0).normal
    arrays = {
        "layers/lstm/cell/vars/0": draw(size=(3, 8)),
        "layers/lstm/cell/vars/1": draw(size=(2, 8)),
        "layers/lstm/cell/vars/2": draw(size=8),
        "layers/gru/cell/vars/0": draw(size=(2, 6)),
        "layers/gru/cell/vars/1": draw(size=(2, 6)),
        "layers/gru/cell/vars/2": draw(size=(2, 6)),
        "layers/dense/vars/0": draw(size=(2, 5)),
        "layers/dense/vars/1": draw(size=5),
    }
    upload = opened("keras", npz(**arrays))
    assert [(each.kind, each.readouts) for each in upload.networks] == [
        ("LSTM", ("layers/dense", None)),
        ("GRU", ("layers/dense", None)),
    ]
    network = read(upload, 1, "layers/dense").network
    np.testing.assert_array_equal(network.W_hy, arrays["layers/dense/vars/0"].T)
