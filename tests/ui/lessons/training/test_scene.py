"""What the cards of the live trainings say: of any plan, with and without a run."""

import random
from dataclasses import replace
from itertools import islice

import pytest

from rnnlstm import Adam, Recipe, advance, begin
from rnnlstm.core.tasks import TASKS
from rnnlstm.core.training.recipes import KINDS
from rnnlstm.ui.guide.card import cards
from rnnlstm.ui.guide.fill import filled
from rnnlstm.ui.guide.room import arrange
from rnnlstm.ui.lessons.training.scene import scene
from rnnlstm.ui.lessons.training.settings import SETTINGS
from rnnlstm.ui.runs.job import Run
from rnnlstm.ui.runs.task_plan import Histories, TaskPlan, histories
from rnnlstm.ui.walk.task_notation import WRITTEN


def plans():
    draw = random.Random(3)
    for _ in range(60):
        name = draw.choice(list(TASKS))
        task = TASKS[name]
        T = draw.randint(max(2, task.shortest), min(12, WRITTEN[task].longest))
        recipe = Recipe(task(T), 3, Adam(0.01), steps=draw.choice([100, 2000]))
        yield TaskPlan(name, recipe, tuple(draw.sample(KINDS, draw.randint(1, 4))), draw.randrange(100))


def run_of(plan, updates):
    histories = {}
    for kind in plan.kinds:
        for history in islice(advance(begin(plan.recipe, kind, plan.seed)), updates):
            histories[kind] = history
    return Run(plan, Histories(histories))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_card_holds_for_any_run(language):
    for plan in plans():
        for run in (None, run_of(plan, 2)):
            told = scene(plan, run)
            for card in cards("training", language):
                sent = filled(card, told)
                assert sent["words"], card.name
                if sent["ask"]:
                    names = [name for name, _words in sent["ask"]["options"]]
                    assert not names or set(sent["ask"]["right"]) <= set(names), card.name


def test_best_network_has_the_lowest_loss():
    plan = TaskPlan("adding", Recipe(TASKS["adding"](5), 4, Adam(0.01), steps=100), KINDS, 0)
    run = run_of(plan, 3)
    told = scene(plan, run)
    assert told["made"] == 3
    assert told[f"loss_{told['best']}"] == min(
        history.snapshots[-1].loss for history in histories(run).values()
    )


def test_run_of_other_settings_is_not_spoken_of():
    plan = TaskPlan("adding", Recipe(TASKS["adding"](5), 4, Adam(0.01), steps=100), KINDS, 0)
    assert scene(replace(plan, seed=1), run_of(plan, 1))["made"] == 0


def test_cards_set_what_the_page_has(monkeypatch):
    put = []
    monkeypatch.setattr(
        "rnnlstm.ui.shell.setting.Setting.put_text", lambda self, text: put.append((self.key, text))
    )
    monkeypatch.setattr("rnnlstm.ui.shell.setting.Setting.put", lambda _self: None)
    for card in cards("training", "en"):
        arrange(card, SETTINGS)
    assert set(put) == {("task", "adding")}
