"""“Show me the code”: a few lines of NumPy and of this package that compute what a figure shows.

Every snippet runs as it stands: it builds the network and the sequence of the page, and computes what the
figure draws. The tests run it and compare.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from rnnlstm.core.training.history import HELD_OUT, History
from rnnlstm.ui.walk.learning import CLIP_NORM, OPTIMIZER
from rnnlstm.ui.walk.network import Model, Network, drawn_with
from rnnlstm.ui.walk.recordings import kept_at, trainings
from rnnlstm.ui.walk.sequence import PERIOD
from rnnlstm.ui.walk.source import Numbers, Source, TaskSequence, Text, Wave
from rnnlstm.ui.walk.task_sequence import TaskChoice

_WAVES = {
    "sine": f"np.round(np.sin(2 * np.pi * np.arange(T + 1) / {PERIOD}), 12)",
    "square": f"np.where(np.arange(T + 1) % {PERIOD} < {PERIOD // 2}, 1.0, -1.0)",
    "sawtooth": f"2 * (np.arange(T + 1) % {PERIOD}) / {PERIOD - 1} - 1",
    "pulse": "np.where(np.arange(T + 1) == 0, 1.0, 0.0)",
}


def walk_code(
    model: Model, source: Source, network: Network, uses: Sequence[str] = (), *, every: bool = False
) -> str:
    """Return the lines that make ``x``, ``cell``, ``trace`` and ``dy`` (of the loss at the last step).

    Parameters
    ----------
    model, source, network
        What the page shows.
    uses
        Further public names of the package that the lines to follow need.
    every
        Whether every step has a loss, rather than the last one.
    """
    if isinstance(source, TaskSequence):
        return _trained(model, source.choice, uses, every)
    text = isinstance(source, Text)
    loss = "cross_entropy" if text else "mse"
    drawn, more = _cell(model, network, text)
    if network.updates:
        drawn += _learned(loss, network.updates)
        more += ["Adam", "fit"]
    names = sorted({model, loss, *uses, *more}, key=lambda name: (name != name.upper(), name.lower()))
    lines = ["import numpy as np", f"from rnnlstm import {', '.join(names)}", "", *_sequence(source)]
    lines += [drawn[0], *drawn[1:], "trace = cell.forward(x)", *_loss(loss, every)]
    return "\n".join(lines)


def _trained(model: Model, asked: TaskChoice, uses: Sequence[str], every: bool) -> str:
    """Return the lines that make a trained network, recorded or the learner's own, and what it reads."""
    mask = (
        f"mask = batch.mask[:T, {asked.sequence - 1}:{asked.sequence}]  # the loss of every answer"
        if every
        else "mask = np.arange(T)[:, None] == T - 1  # the loss of the last answer only"
    )
    history = trainings(asked)[model]
    step, _cell = kept_at(history, asked.share)
    one = slice(asked.sequence - 1, asked.sequence)
    made = _anew(history, step, uses) if asked.own else _loaded(asked.task, model, step, uses)
    return "\n".join(
        [
            *made,
            f"task = replace(history.recipe.task, T={asked.T})",
            f"batch = task.held_out_batch(history.seed, {HELD_OUT})",
            f"T = np.flatnonzero(batch.mask[:, {one.start}])[-1] + 1  # what follows is padding",
            f"x, target = batch.x[:T, {one.start}:{one.stop}], batch.target[:T, {one.start}:{one.stop}]",
            "trace = cell.forward(x)",
            mask,
            "E, dy = task.evaluate_loss(trace.y, batch._replace(x=x, target=target, mask=mask))",
        ]
    )


def _loaded(task: str, model: Model, step: int, uses: Sequence[str]) -> list[str]:
    """Return the lines that load ``history`` and take its ``cell`` after this number of updates."""
    lines = ["from dataclasses import replace", "from pathlib import Path", "", "import numpy as np"]
    lines += [f"from rnnlstm import {', '.join(sorted(uses))}"] if uses else []
    return [
        *lines,
        "from rnnlstm.core.training.recording import load",
        "",
        f'history = load(Path("assets/runs/{task}.npz")).histories["{model}"]',
        f"cell = next(snapshot.cell for snapshot in history.snapshots if snapshot.step == {step})",
    ]


def _anew(history: History, step: int, uses: Sequence[str]) -> list[str]:
    """Return the lines that make a training again, the same numbers, up to this number of updates."""
    recipe = history.recipe
    names = sorted({type(recipe.optimizer).__name__, "Dropout", "Recipe", "advance", "begin", *uses})
    return [
        *("from dataclasses import replace", "from itertools import islice", "", "import numpy as np"),
        f"from rnnlstm import {', '.join(names)}",
        f"from rnnlstm.core.tasks import {type(recipe.task).__name__}",
        "",
        f"recipe = {recipe!r}",
        f'history = begin(recipe, "{history.kind}", seed={history.seed})',
        f"for history in islice(advance(history), {step}):  # as long as it took here",
        "    pass",
        "cell = history.snapshots[-1].cell",
    ]


def _sequence(source: Source) -> list[str]:
    """Return the lines that make ``x``, ``target`` and ``T``."""
    scaled = "" if source.scale == 1 else f"{source.scale:g} * "
    if isinstance(source, Text):
        characters = regex.findall(r"\X", source.text)
        # A list where a character is more than one code point, as an accent or a flag may be.
        whole = source.text if all(len(each) == 1 for each in characters) else characters
        T = len(characters) if source.length is None else source.length
        return [
            f"text, T = {whole!r}, {T}",
            "letters = sorted(set(text))",
            "labels = np.array([letters.index(text[t % len(text)]) for t in range(T)])",
            f"x = {scaled}np.eye(len(letters))[labels][:, None]  # (T, 1, D)",
            "target = np.append(labels[1:], len(letters))[:, None]  # what comes next",
        ]
    if isinstance(source, Numbers):
        values = [float(value) for value in source.read().x[:, 0, 0] / source.scale]
        once = values[: replace(source, length=None).read().steps]
        T = len(values)
        return [
            f"values, T = np.array({once!r}), {T}",
            "values = np.resize(values, T)",
            f"x = {scaled}values[:, None, None]  # (T, 1, 1)",
            "target = np.append(values[1:], values[0])[:, None, None]  # what comes next",
        ]
    assert isinstance(source, Wave)
    return [
        f"T = {source.length}",
        f"wave = {_WAVES[source.wave]}",
        f"x = {scaled}wave[:T, None, None]  # (T, 1, 1)",
        "target = wave[1:, None, None]  # what comes next",
    ]


def _cell(model: Model, network: Network, text: bool) -> tuple[list[str], list[str]]:
    """Return the lines that make ``cell``, and the functions that they need."""
    sizes = f"len(letters), {network.hidden}, len(letters) + 1" if text else f"1, {network.hidden}, 1"
    gain = 1.0 if network.by_radius else network.gain
    own = {"activation": repr(network.activation), "forget_bias": f"{network.forget_bias:g}"}
    more = "".join(f"{name}={own[name]}, " for name, has in drawn_with(model).items() if has)
    lines = [
        f"cell = {model}.init({sizes}, seed={network.seed}, {more}"
        f"recurrent={network.recurrent!r}, gain={gain:g})"
    ]
    needed = []
    if network.by_radius:
        lines.append(f"cell = with_spectral_radius(cell, {network.gain:g})")
        needed.append("with_spectral_radius")
    if network.input_gain != 1:
        lines.append(f"cell = scale_input_weights(cell, {network.input_gain:g})")
        needed.append("scale_input_weights")
    return lines, needed


def _learned(loss: str, updates: int) -> list[str]:
    """Return the lines that let ``cell`` learn the sequence, as the page has it."""
    how = f"optimizer=Adam({OPTIMIZER.learning_rate:g}), clip_norm={CLIP_NORM:g}"
    return [
        f"for progress in fit(cell, {loss}, x, target, {how}, steps={updates}):",
        "    cell = progress.cell  # after one more update on this sequence",
    ]


def _loss(loss: str, every: bool) -> list[str]:
    if every:
        return [f"E, dy = {loss}(trace.y, target)"]
    return [
        "mask = np.arange(T)[:, None] == T - 1  # the loss of the last step only",
        f"E, dy = {loss}(trace.y, target, mask)",
    ]
