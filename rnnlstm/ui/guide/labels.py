"""The words of the guide's card, in the language of the session; the browser fills in {names}."""

from __future__ import annotations

from rnnlstm.ui.shell.language import _


def labels() -> dict[str, str]:
    """Return the words that the browser needs for the guide."""
    return {
        "guide": _("Guide"),
        "guide_hint": _("A guided walk through this lesson (G)"),
        "guide_count": _("Card {k} of {n}"),
        "guide_next": _("Next card"),
        "guide_next_hint": _("Next card (N)"),
        "guide_back_hint": _("Card before (B)"),
        "guide_close": _("Close the guide"),
        "guide_onward": _("On to the next lesson"),
        "guide_return": _("Back to what the card shows"),
        "guide_right": _("Correct."),
        "guide_wrong": _("Not yet. A hint:"),
        "guide_reveal": _("Show the answer"),
        "guide_revealed": _("The answer:"),
        "guide_check": _("Check"),
        "guide_number": _("Your number"),
        "guide_within": _("Anything within {within} of it counts."),
        "guide_step": _("Click the step in the drawing, or type its number."),
        "guide_step_number": _("Step"),
        "guide_no_number": _("Type a number first."),
    }
