"""The graph on the page: its numbers and small steps go to the browser once, and are walked through there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rnnlstm.figures.palette import NEGATIVE, POSITIVE, QUANTITIES
from rnnlstm.ui.guide.card import Card
from rnnlstm.ui.lessons.vectors.measured import Measured
from rnnlstm.ui.lessons.vectors.steps import Step, back, steps, symbol, tidy
from rnnlstm.ui.lessons.vectors.tables import tables
from rnnlstm.ui.shell.component import component
from rnnlstm.ui.shell.language import _

HUES = {"h": "h", "y": "h", "p": "h", "E": "loss"}
"""The hue of a node by its letter; all others have that of the input."""
SIGNS = {
    "dot": "×",
    "distance": "½( )²",
    "sum": "+",
    "tanh": "tanh",
    "exp": "exp",
    "share": "÷",
    "surprise": "−ln",
}


def show(of: Measured, card: Card | None) -> None:
    """Show a graph, to be stepped through; an open card of the guide leads to its small step."""
    walk = component("rnnlstm.graph", js="graph/index.js", css="style.css")
    walk(data=graph_data(of, card), key="graph-walk")


def graph_data(of: Measured, card: Card | None = None) -> dict[str, Any]:
    """Return what the browser is sent."""
    run, walk = of.run, steps(of)
    # The weights of a matrix stand on the lines, not as nodes of their own.
    shown = [name for name in run.values if not name.startswith("W")]
    edges = [edge for edge in run.slopes if edge[0] in shown]
    return {
        "part": of.part,
        "nodes": [
            {
                "name": name,
                "symbol": symbol(name),
                "hue": HUES.get(name.rstrip("123"), "x"),
                "number": tidy(run.values[name]),
                "sign": _sign(of, name),
                "gradient": None if name.startswith("target") else tidy(run.gradients[name]),
            }
            for name in shown
        ],
        "edges": [
            {
                "from": start,
                "to": end,
                "there": f"{start}>{end}",
                "back": back((start, end)),
                "carries": _carried(of, start, end),
                "returns": run.messages[start, end],
                "slope": tidy(run.slopes[start, end]),
                "leads": (start, end) in of.leading and not start.startswith("target"),
            }
            for start, end in edges
        ],
        "steps": [asdict(step) for step in walk],
        "guide": card and _place(card, walk),
        "tables": [asdict(table) for table in tables(of)],
        "labels": _labels(of.part),
        "colours": {
            name: [hue.light, hue.dark]
            for name, hue in {**QUANTITIES, "positive": POSITIVE, "negative": NEGATIVE}.items()
        },
    }


def _place(card: Card, walk: Sequence[Step]) -> dict[str, Any]:
    """Return where a card leads: the small step, by something that it makes, and what it lights up."""
    small = card.head["small"]
    step = next(k for k, each in enumerate(walk) if small in each.makes)
    return {"card": card.name, "step": step, "lit": card.head.get("lit", "").split()}


def _carried(of: Measured, start: str, end: str) -> float:
    """Return what a line carries forward: the number that it leaves, times a weight that stands on it."""
    weighted = of.part == "vector" and end != "E"
    return of.run.values[start] * (of.run.slopes[start, end] if weighted else 1)


def _sign(of: Measured, name: str) -> str:
    """Return what a node does, in one sign; nothing for a number that is given."""
    operation = next((node.operation for node in of.graph.nodes if node.name == name), "")
    return "×, +" if (of.part, operation) == ("vector", "dot") else SIGNS.get(operation, "")


def _labels(part: str) -> dict[str, str]:
    return {
        "graph": _("A graph to step through: arrow keys go by small steps, Home and End to the ends"),
        "controls": _("Walk through the graph"),
        "previous": _("Previous"),
        "previous_hint": _("One small step back (left arrow)"),
        "next": _("Next"),
        "next_hint": _("One small step on (right arrow)"),
        "step": _("Small step"),
        "step_of": _("{k} of {n}"),
        "forward": _("forward"),
        "backward": _("backward"),
        "check": _("check"),
        "equation": _("The equations with their numbers"),
        "drawing": _("The graph after small step {k}: {numbers}"),
        "go": _("Show how {symbol} comes about"),
        "save": _("Save this figure"),
        # The numbers on the lines are weights here, and not what the lines show.
        "legend_carries": _("what a line carries (weight · number):") if part == "vector" else "",
        "legend_positive": _("positive"),
        "legend_negative": _("negative"),
        "legend_width": _("the wider, the larger"),
        "legend_back": _("red: gradients, on their way back"),
    }
