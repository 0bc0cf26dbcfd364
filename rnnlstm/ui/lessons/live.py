"""What rooms that train live share: the buttons of a run, and the parts that go on with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import streamlit as st

from rnnlstm.ui.runs import session as runs
from rnnlstm.ui.runs.job import Job, Run
from rnnlstm.ui.runs.plan import Plan
from rnnlstm.ui.runs.pool import WORKERS
from rnnlstm.ui.shell import link
from rnnlstm.ui.shell.excused import excused
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.setting import Setting

P = TypeVar("P", bound=Plan[Any])

TICK_SECONDS = 1.0
"""Seconds between drawings of what every update changes."""

LOOK_SECONDS = 3.0
"""Seconds between drawings of what costs more, or is new only some dozens of updates apart."""

SLOWEST = 4.0
"""Where many runs share the workers, both times grow, at most by this factor: a run that nobody has drawn for
`rnnlstm.ui.runs.job.LEASE_SECONDS` is paused, and what changes most often is drawn well before."""


@dataclass(frozen=True)
class Wanted:
    """What a plan wants of one setting.

    Attributes
    ----------
    setting : Setting
    value : object
        What it is set to.
    means : object
        What two plans are compared by, where the value alone does not tell one from the other.
    """

    setting: Setting
    value: Any
    means: Any = None

    @property
    def compared(self) -> Any:
        """What two plans are compared by."""
        return self.value if self.means is None else self.means


def put_all(wanted: Iterable[Wanted]) -> None:
    """Set all controls to what a plan wants, before they are shown."""
    for each in wanted:
        each.setting.put(each.value)


def differences(one: Iterable[Wanted], other: Iterable[Wanted]) -> list[str]:
    """Name the settings of which two plans want different things, in the learner's language."""
    before = {each.setting.name: each.compared for each in one}
    differ = [each for each in other if before.get(each.setting.name, each.compared) != each.compared]
    return [_(each.setting.label) for each in differ]


@dataclass(frozen=True)
class Live(Generic[P]):
    """The run of a page, as it is while the page is drawn, and the plan that the page's settings ask for.

    Attributes
    ----------
    page : str
        The page's name; it has one run a session.
    plan : Plan
        What the settings ask for.
    job : Job or None
        What the run can be told; None without a run.
    run : Run or None
        The run, maybe of another plan.
    aside : Run or None
        A run of another plan that is not shown; it is kept until another one begins.
    """

    page: str
    plan: P
    job: Job[P, Any] | None
    run: Run[P, Any] | None
    aside: Run[P, Any] | None = None

    @classmethod
    def of(cls, page: str, plan: P) -> Live[P]:
        """Return the run of a page beside the plan that its settings ask for."""
        return cls(page, plan, runs.current_job(page), runs.current(page))

    @classmethod
    def of_plan(cls, page: str, plan: P) -> Live[P]:
        """Return the run of a page as `of` does, but one of another plan is paused and put aside.

        For a page whose settings change what is learned from: an old run would hide what they ask for.
        """
        live = cls.of(page, plan)
        if live.run is None or live.run.plan == plan:
            return live
        if live.job is not None and live.ticking:
            live.job.pause()
        return cls(page, plan, None, None, aside=live.run)

    @property
    def ticking(self) -> bool:
        """Whether the run goes on."""
        return self.run is not None and _goes_on(self.run)

    def tell(self, wanted: Callable[[P], Sequence[Wanted]]) -> None:
        """Say so where the run has other settings than the page, with both ways out, or where it is gone.

        Parameters
        ----------
        wanted
            Returns what a plan wants of each of the page's settings.
        """
        if self.run is not None and self.run.plan != self.plan:
            self._other_settings(wanted(self.run.plan), wanted(self.plan))
        if self.aside is not None:
            self._put_aside(wanted(self.aside.plan), wanted(self.plan))
        elif self.run is None and link.run_is_lost(self.page):
            st.info(
                _(
                    "Your run is gone: it lived in the server's memory, and the page was loaded anew, "
                    "the server was started anew, or the connection was lost for too long. Its settings are "
                    "still here."
                )
            )

    def head(self, state: Callable[[Run[P, Any]], None]) -> None:
        """Show the buttons, and beside them how the run stands, which ``state`` shows."""
        left, right = st.columns([1.1, 1], vertical_alignment="bottom")
        with left, st.container(key="run-buttons"):
            self._buttons()
        with right, st.container(key="run-state"):  # assets/page.css keeps its place
            self.part(state)

    def _buttons(self) -> None:
        """Show what the run can be told; each button keeps its place."""
        state = None if self.run is None else self.run.state
        with st.container(horizontal=True):
            if state == "running":
                label, icon = _("Pause"), ":material/pause:"
            elif state is None:
                label, icon = _("Start"), ":material/play_arrow:"
            else:
                label, icon = _("Go on"), ":material/play_arrow:"
            st.button(
                label,
                icon=icon,
                type="primary",
                key="train-main",
                on_click=self._pause if state == "running" else self._go_on,
                disabled=state not in (None, "running", "paused"),
            )
            st.button(
                _("One update"),
                icon=":material/skip_next:",
                key="train-one",
                on_click=self._one_update,
                disabled=state not in (None, "paused"),
            )
            st.button(
                _("Stop"),
                icon=":material/stop:",
                key="train-stop",
                on_click=self._stop,
                disabled=state not in ("running", "paused"),
                help=_("Ends the run here; its networks are kept"),
            )
            st.button(
                _("Reset"),
                icon=":material/replay:",
                key="train-reset",
                on_click=runs.forget,
                args=(self.page,),
                disabled=self.run is None,
                help=_("Discards the run and its networks"),
            )

    def part(self, show: Callable[[Run[P, Any]], None], seconds: float = TICK_SECONDS) -> None:
        """Show a part of the page that goes with the run, and let the page settle once the run rests.

        Parameters
        ----------
        show
            Shows it, given the run as it is then; before there is one, a run of the page's plan.
        seconds
            Between drawings while the run goes on.
        """
        ticking, slower = self.ticking, _slower() if self.ticking else 1.0

        @st.fragment(run_every=seconds * slower if ticking else None)
        @excused(show.__name__)
        def part() -> None:
            if self.job is None:
                show(Run(self.plan))
                return
            if ticking:
                self.job.watch()
            run = self.job.snapshot()
            show(run)
            if ticking and (not _goes_on(run) or not 2 / 3 < _slower() / slower < 3 / 2):
                st.rerun()

        part()

    def _other_settings(self, own: Sequence[Wanted], asked: Sequence[Wanted]) -> None:
        message = _("The run below keeps the settings that it was begun with. Yours differ in: {settings}.")
        st.info(message.format(settings=_(", ").join(differences(own, asked))))
        with st.container(horizontal=True):
            st.button(
                _("Start anew with these settings"),
                icon=":material/restart_alt:",
                key="train-anew",
                on_click=self._start_anew,
            )
            self._back_button(own)

    def _put_aside(self, own: Sequence[Wanted], asked: Sequence[Wanted]) -> None:
        message = _(
            "Your last run, with other settings, is kept until you start one here. It differs in: {settings}."
        )
        with st.container(horizontal=True, vertical_alignment="center", key="run-aside"):
            st.caption(message.format(settings=_(", ").join(differences(own, asked))))
            self._back_button(own)

    def _back_button(self, own: Sequence[Wanted]) -> None:
        st.button(
            _("Back to the settings of the run"),
            icon=":material/undo:",
            key="train-back",
            on_click=put_all,
            args=(own,),
        )

    def _job(self) -> Job[P, Any]:
        """Return the session's run of now, a new one without any or where it is put aside."""
        current = None if self.aside else runs.current_job(self.page)
        return current or runs.start(self.page, self.plan)

    def _start_anew(self) -> None:
        runs.start(self.page, self.plan).go_on()

    def _go_on(self) -> None:
        self._job().go_on()

    def _one_update(self) -> None:
        self._job().one_update()

    def _pause(self) -> None:
        if job := runs.current_job(self.page):
            job.pause()

    def _stop(self) -> None:
        if job := runs.current_job(self.page):
            job.stop()


def _goes_on(run: Run[Any, Any]) -> bool:
    return run.state == "running" or run.busy


def _slower() -> float:
    """Return how many times less often a run is drawn where runs wait for each other: less is new in each."""
    return min(max(1.0, runs.pool().runs / WORKERS), SLOWEST)
