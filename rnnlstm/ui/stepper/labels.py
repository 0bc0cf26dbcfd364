"""The stepper's words, in the language of the session."""

from __future__ import annotations

from typing import Literal

from rnnlstm.ui.guide import labels as guide
from rnnlstm.ui.shell.language import _

Direction = Literal["forward", "backward"]


def labels(direction: Direction, *, task: bool = False, bare: bool = False) -> dict[str, str]:
    """Return the words that the browser needs; names in {braces} are filled in there.

    With ``task``, the sequence asks for answers of its own, at some steps only; with ``bare``, for none that
    is known; without, for what comes next.
    """
    back = direction == "backward"
    return _walk(back) | _depths() | _edits() | _panels() | _narrator(back, task, bare) | guide.labels()


def _narrator(back: bool, task: bool, bare: bool) -> dict[str, str]:
    """Return the sentence of a step, and that of one at which nothing is asked."""
    if back:
        silent = narrator = _(
            "t = {t}: the loss reaches this step with ‖∂E/∂h_t‖ = {norm_dh}. Unit {unit}: dh_t = {dh}."
        )
    elif bare:
        silent = narrator = _("t = {t}: reads {symbol}; unit {unit} holds h_t = {h}.")
    else:
        silent = _(
            "t = {t}: reads {symbol}; unit {unit} holds h_t = {h}. The task asks for no answer at this step."
        )
        narrator = (
            _(
                "t = {t}: reads {symbol}; unit {unit} holds h_t = {h}. "
                "The task asks for {target}; the network says {prediction}."
            )
            if task
            else _(
                "t = {t}: reads {symbol}; unit {unit} holds h_t = {h}. "
                "Next comes {target}; the network says {prediction}."
            )
        )
    return {"narrator": narrator, "narrator_silent": silent}


def _walk(back: bool) -> dict[str, str]:
    """Return the words of the bar at the top."""
    return {
        "stepper": _(
            "Stepper: arrow keys move one time step, with Shift one small step; "
            "Enter looks deeper, Escape back out; Home and End go to the ends, space plays"
        ),
        "controls": _("Walk through time"),
        "previous": _("Previous"),
        "previous_hint": _("Back to t + 1 (left arrow)") if back else _("Back to t − 1 (left arrow)"),
        "next": _("Next"),
        "next_hint": _("On to t − 1 (right arrow)") if back else _("On to t + 1 (right arrow)"),
        "play": _("Play"),
        "pause": _("Pause"),
        "play_hint": _("Play or pause (space)"),
        "step": _("Time step"),
        "step_of": _("{t} of {T}"),
        "more": _("More settings"),
        "speed": _("Speed of play"),
        "present": _("Presentation: large type, full screen; Escape leaves it"),
        "exit": _("Leave the presentation"),
        "unit": _("Unit"),
        "save": _("Save this figure"),
        "link": _("Copy link"),
        "link_hint": _("Copy a link to this very screen, step and unit included"),
        "link_done": _("Copied"),
        "link_failed": _("Copy it from the address bar"),
        "file": _("Save as one file"),
        "file_hint": _("One HTML file with this walk, its guide and the lesson; it needs no network"),
        "apart": _("To change the text, a number or a setting, open this walk in the course itself."),
    }


def _depths() -> dict[str, str]:
    """Return the words of how deep one looks, and of one operation."""
    return {
        "depth": _("How deep to look"),
        "depth_hint": _("Enter looks deeper, Escape back out"),
        "depth_sequence": _("Sequence"),
        "depth_cell": _("Cell at t = {t}"),
        "depth_operation": _("One operation"),
        "small_steps": _("Small steps within this time step"),
        "small_hint": _("Shift with the arrow keys goes by small steps"),
        "whole": _("Whole step"),
        "op_where": _("unit {unit}, t = {t}"),
        "op_order": _("Order of the terms"),
        "op_by_size": _("largest first"),
        "op_in_order": _("in order"),
        "op_rest": _("{count} smaller terms together"),
        "op_zero": _("{count} terms are 0"),
        "op_slope": _("slope {value}"),
        "op_held": _("held at {value}"),
        "op_hint": _("Each bar begins where the sum stood. Double-click an underlined number to change it."),
        "op_hint_apart": _("Each bar begins where the sum stood."),
        "open_operation": _("Go into {symbol}"),
    }


def _edits() -> dict[str, str]:
    """Return the words of the form in which one alters the network."""
    return {
        "edits": _("Take the controls: hold a gate, set a state, change a weight or an input"),
        "edit_altered": _("Altered by hand:"),
        "edit_restore": _("Restore"),
        "edit_restore_all": _("Restore all"),
        "edit_gates": _("Hold a gate"),
        "edit_hold": _("Hold {name} at"),
        "edit_units": _("Of which units"),
        "edit_steps": _("At which steps"),
        "edit_all_units": _("all units"),
        "edit_one_unit": _("unit {unit} only"),
        "edit_all_steps": _("at every step"),
        "edit_one_step": _("at t = {t} only"),
        "edit_start": _("Start from"),
        "edit_initial": _("{name} of this unit"),
        "edit_weights": _("Change a weight"),
        "edit_matrix": _("Which weights"),
        "edit_row": _("Row"),
        "edit_column": _("Column"),
        "edit_weight": _("New value of the weight"),
        "edit_inputs": _("Change the input"),
        "edit_component": _("Component of x_t"),
        "edit_input": _("New value of the input"),
        "edit_over": _("New value of {name}"),
        "edit_wrong": _("Not altered: a number from {low} to {high} is needed here."),
        "edit_no_place": _(
            "There is no such place: rows, columns and components count from {low} to {high}."
        ),
    }


def _panels() -> dict[str, str]:
    """Return the words of what is shown of a step, and of the drawings."""
    return {
        "diagram": _("Inside the cell, one unit"),
        "equation": _("The equations with their numbers, one unit"),
        "maps": _("All units over time — click to pick a step and a unit"),
        "table": _("Every unit at this step"),
        "norms": _("The gradient's norm at each step"),
        "contributions": _("What each step adds to the weights' gradient (norm)"),
        "outer": _("What this step adds to each weight's gradient"),
        "outer_note": _(
            "Rows are hidden units; left of the line the columns of h_{t−1}, right of it those of x_t."
        ),
        "arrows": _("On each arrow: the norm of the gradient that goes on to the step before"),
        "loss_at": _("E for {target}"),
        "no_loss": _("no loss at this step"),
        "future": _("from t+1"),
        "map_alt": _("Heat map of {symbol}: {T} time steps by {H} units; the table below has the numbers"),
        "norms_alt": _("{title}, {T} time steps, logarithmic scale"),
        "unrolled_alt": _("The network unrolled in time, at step {t} of {T}, reading {symbol}"),
        "legend_positive": _("positive"),
        "legend_negative": _("negative"),
        "legend_width": _("the wider, the larger"),
        "legend_log": _("width by powers of ten, from {low} to {high}"),
        "legend_gate": _("gate: 0 closed, 1 open"),
        "diagram_alt": _("Diagram of the cell at step {t} with the values of unit {unit}"),
        "outer_alt": _("Heat map of what step {t} adds to the gradient of {name}"),
    }
