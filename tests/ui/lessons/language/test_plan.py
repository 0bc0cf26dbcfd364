"""The training of a language model in a worker's slices."""

import pickle
from collections import deque
from dataclasses import replace

import numpy as np

from rnnlstm.core.language.corpus import corpus
from rnnlstm.core.language.training import LanguageRecipe, advance, begin
from rnnlstm.ui.lessons.language.plan import plan_for

TEXT = corpus("she sells sea shells by the sea shore. " * 40)
RECIPE = LanguageRecipe(hidden_size=6, T=8, batch_size=4, updates=12)


def sent(value):
    return pickle.loads(pickle.dumps(value))


def test_slices_in_a_worker_make_the_training_in_one_go():
    plan = sent(plan_for(RECIPE, 3, "own", TEXT))
    made = plan.begin()
    for updates in (1, 1, 4, None):
        light = sent(plan.without_past(made))
        assert not len(light.corpus.training)
        made = plan.joined(made, sent(plan.advance(light, seconds=60, updates=updates)))
    assert made.over and made.step == RECIPE.updates and made.corpus is plan.corpus
    whole = deque(advance(begin(RECIPE, TEXT, 3)), maxlen=1).pop()
    np.testing.assert_array_equal(made.bits, whole.bits)
    assert [look.step for look in made.looks] == [look.step for look in whole.looks]
    assert made.looks[-1].sample == whole.looks[-1].sample


def test_time_ends_a_slice_after_an_update():
    plan = plan_for(RECIPE, 0, "own", TEXT)
    made = plan.begin()
    new = plan.advance(plan.without_past(made), seconds=0, updates=None)
    assert len(new.bits) == 1
    assert plan.joined(made, new).step == 1


def test_plans_are_alike_if_their_texts_are():
    plan = plan_for(RECIPE, 0, "own", TEXT)
    again = plan_for(RECIPE, 0, "own", corpus("she sells sea shells by the sea shore. " * 40))
    other = plan_for(RECIPE, 0, "own", corpus("she sells sea shells by the sea store. " * 40))
    assert plan == again and hash(plan) == hash(again)
    assert plan != other
    assert plan != replace(plan, seed=1)
