"""The run of a session: kept while the learner visits other pages, paused there."""

from __future__ import annotations

import streamlit as st

from rnnlstm.ui.runs.job import Job, Plan, Run
from rnnlstm.ui.runs.pool import Pool

PAGE = "training"
_KEY = "training_run"


@st.cache_resource(show_spinner=False)
def pool() -> Pool:
    """Return the workers that all sessions share."""
    return Pool()


def current() -> Run | None:
    """Return the session's run as it is now: ``current().histories`` holds its networks; None without one."""
    job = current_job()
    return None if job is None else job.snapshot()


def current_job() -> Job | None:
    """Return what the session's run can be told: to go on, to pause."""
    job: Job | None = st.session_state.get(_KEY)
    return job


def start(plan: Plan) -> Job:
    """Make a new run the session's, in the place of an earlier one, and return it; it does not go on yet."""
    forget()
    job = st.session_state[_KEY] = pool().job(plan)
    return job


def forget() -> None:
    """Give up the session's run."""
    job = st.session_state.pop(_KEY, None)
    if job is not None:
        job.pause()


def leave(page: str) -> None:
    """Pause the run where the learner has gone to another page."""
    job = current_job()
    if job is not None and page != PAGE:
        job.pause()
