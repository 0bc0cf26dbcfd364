"""Both networks in lockstep: the same phrases, and in slices the same numbers."""

import pickle

import numpy as np

from rnnlstm.core.translation.phrases import NumberWords
from rnnlstm.core.translation.training import TranslationRecipe
from rnnlstm.ui.lessons.translation.plan import WAYS, TranslationPlan

PLAN = TranslationPlan(
    TranslationRecipe(
        NumberWords("zh", 3), True, hidden_size=8, steps=6, batch_size=4, measured_every=3, asked=5
    )
)


def sent(made):
    """Return what a worker gets, or sends back."""
    return pickle.loads(pickle.dumps(made))


def test_in_slices_it_is_the_same():
    whole = PLAN.advance(PLAN.begin(), seconds=1e9, updates=None)
    made = PLAN.begin()
    assert made.step == 0 and not made.over
    while not made.over:
        made = sent(PLAN.advance(sent(made), seconds=0, updates=None))
    assert list(made.each) == list(WAYS) and made.step == 6 and made.seconds > 0
    for way, training in made.each.items():
        assert (training.network.attention is not None) == (way == "attention")
        np.testing.assert_array_equal(training.loss, whole.each[way].loss)
        assert [step for step, _ in training.measured] == [0, 3, 6]


def test_one_update_of_each():
    made = PLAN.advance(PLAN.begin(), seconds=1e9, updates=1)
    assert [training.step for training in made.each.values()] == [1, 1]
