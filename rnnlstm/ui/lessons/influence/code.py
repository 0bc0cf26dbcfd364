"""The code of the lesson on influence: the triangle, and the row or column of it that is shown."""

from __future__ import annotations

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
