"""What the cards of this room can speak of: the plan, and how far the session's run has come."""

from __future__ import annotations

from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.runs.task_plan import TaskPlan, TaskRun, histories


def scene(plan: TaskPlan, run: TaskRun | None) -> Scene:
    """Return the settings, and the numbers of a run that goes by them.

    ``task`` is the task's name, ``T`` its length, ``planned`` the updates asked for, ``made`` those that the
    run has made, 0 without one. Once there are some, ``loss_LSTM`` and so on are the losses on held-out
    sequences when they were last measured, and ``best`` the network with the lowest.
    """
    told: dict[str, float | str] = {
        "task": plan.task,
        "T": plan.recipe.task.T,
        "planned": plan.recipe.steps,
        "count": len(plan.kinds),
        "made": 0,
    }
    if run is None or run.plan != plan or not run.step:
        return told
    losses = {kind: history.snapshots[-1].loss for kind, history in histories(run).items()}
    told |= {f"loss_{kind}": loss for kind, loss in losses.items()}
    return told | {"made": run.step, "best": min(losses, key=lambda kind: losses[kind])}
