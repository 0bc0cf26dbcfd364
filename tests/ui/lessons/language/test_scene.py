"""What the cards of the language model say: with and without a run, of both texts, for all that is shown."""

import pytest

from rnnlstm.core.language.training import LanguageRecipe
from rnnlstm.ui.guide.card import cards
from rnnlstm.ui.guide.fill import filled
from rnnlstm.ui.lessons.language.measured import Model, read_sentence
from rnnlstm.ui.lessons.language.plan import LanguageRun, plan_for
from rnnlstm.ui.lessons.language.scene import of_reading, of_training, of_writing
from rnnlstm.ui.lessons.language.settings import SENTENCES
from rnnlstm.ui.lessons.language.texts import shipped_model, shipped_text


def scenes(name):
    """Return what the cards can speak of in each of the three views."""
    text, shipped = shipped_text(name), shipped_model(name)
    plan = plan_for(LanguageRecipe(hidden_size=4, T=8, updates=100), 0, name, text.corpus)
    model = Model(shipped.course.cell, text, shipped.step, False)
    yield "train", of_training(text, LanguageRun(plan), shipped.course)
    yield "train", of_training(text, LanguageRun(plan), None)
    yield "train", of_training(text, LanguageRun(plan, made=plan.begin()), plan.begin())
    yield "read", of_reading(model, read_sentence(model, SENTENCES[name]))
    yield "write", of_writing(model)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["alice", "journey"])
def test_every_card_can_be_said_where_it_leads(name, language):
    for act, scene in scenes(name):
        for card in cards("language", language):
            if f"act={act}" not in card.head["set"]:
                continue
            sent = filled(card, scene)
            assert sent["words"], card.name
            if sent["ask"]:
                names = [option for option, _words in sent["ask"]["options"]]
                assert not names or set(sent["ask"]["right"]) <= set(names), card.name


@pytest.mark.parametrize("name", ["alice", "journey"])
def test_pairs_cost_the_true_text_what_they_cost_the_held_out_text(name):
    """Of 64 places of it, at the last five steps: the answer sets what the network writes beside this."""
    *_, (_act, scene) = scenes(name)
    assert scene["true_end"] == pytest.approx(scene["bigram"], rel=0.15)


def test_the_first_bits_are_log2_of_the_alphabet():
    _, scene = next(scenes("alice"))
    assert scene["uniform"] == pytest.approx(6.087, abs=1e-3) and scene["V"] == 68
