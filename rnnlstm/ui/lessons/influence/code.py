"""The code of the lesson on influence: the triangle, its row or column that is shown, and a real change."""

from __future__ import annotations

from rnnlstm.ui.lessons.influence.changed import NOTHING, Alphabet, InputChange
from rnnlstm.ui.lessons.laboratory import Setup

SLICES = {
    "row": "row = triangle[{step} - 1, :{step}]",
    "column": "column = triangle[{step} - 1:, {step} - 1]",
}


def influence_code(setup: Setup, moved: str, relative: bool, view: str, step: int) -> dict[str, str]:
    """Return the lines that compute what a view shows, of each network by its label.

    Parameters
    ----------
    setup
        What is measured.
    moved
        "y" or "h".
    relative
        Whether each row is divided by its newest entry.
    view
        "map", or of one step its "row" or "column".
    step
        This step, from 1.
    """
    lines = [f'triangle = influence(cell, trace, "{moved}")  # row s, column t']
    if relative:
        lines.append("triangle = triangle / np.diag(triangle)[:, None]")
    if view in SLICES:
        lines.append(SLICES[view].format(step=step))
    return setup.codes(["influence"], "\n".join(lines))


def changed_code(setup: Setup, asked: InputChange, alphabet: Alphabet, of: str) -> dict[str, str]:
    """Return the lines that follow a change, of each network by its label.

    Parameters
    ----------
    setup
        What is measured.
    asked, alphabet
        What is changed, and what can be read.
    of
        What is followed: "h", "c" or "y".
    """
    first = asked.step - 1
    lines = [
        "dx = np.zeros_like(x)",
        f"dx[{first}, 0] = {_added(asked, alphabet, f'x[{first}, 0]')}",
        "change = follow_change(cell, trace, dx)",
        f'real, predicted = (size[{first}:, 0] for size in change.sizes("{of}"))',
        "print(real[-1], predicted[-1], trace.y[-1, 0], change.trace.y[-1, 0])",
    ]
    return setup.codes(["follow_change"], "\n".join(lines))


def _added(asked: InputChange, alphabet: Alphabet, x: str) -> str:
    """Return the expression of what is added to the input, which is called ``x``."""
    scale = "" if alphabet.scale == 1 else f"{alphabet.scale:g} * "
    if alphabet.inputs == "numbers":
        return f"{scale}{asked.amount:g} * np.eye(x.shape[-1])[0]"
    if alphabet.inputs == "bits":
        other = f"{alphabet.scale:g} - 2 * {x}"
    elif asked.becomes == NOTHING:
        other = f"-{x}"
    else:
        place = alphabet.names.index(asked.becomes)
        other = f"{scale}np.eye(x.shape[-1])[{place}] - {x}"
    return other if asked.amount == 1 else f"{asked.amount:g} * ({other})"
