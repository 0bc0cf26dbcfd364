"""The view of the history: a line of time, and a table of the findings."""

from __future__ import annotations

import pandas as pd

from rnnlstm.figures.frame import Words
from rnnlstm.figures.timeline import Event, timeline
from rnnlstm.figures.view import View
from rnnlstm.ui.lessons.history.findings import FINDINGS
from rnnlstm.ui.shell.language import _


def history_view() -> View:
    """Return the findings on a line of time."""
    after = _("after them")
    events = [Event(each.year, _(each.title), each.about or after, each.about) for each in FINDINGS.values()]
    words = Words(_("Who found what, and when"), _("year"), "")
    told = "; ".join(f"{each.year}: {_(each.title)} ({each.who})" for each in FINDINGS.values())
    return View(
        name="history",
        draw=lambda mode: timeline(events, mode=mode, words=words),
        alt=_("{title}, from above to below. {findings}").format(title=words.title, findings=told),
        table=history_table,
    )


def history_table() -> pd.DataFrame:
    """Return one row a finding: its year, what it was, and its paper."""
    return pd.DataFrame(
        {
            _("year"): each.year,
            _("what"): _(each.title),
            _("who"): each.who,
            _("paper"): each.paper.title,
            _("published"): each.paper.published,
            _("address"): each.paper.address,
        }
        for each in FINDINGS.values()
    )
