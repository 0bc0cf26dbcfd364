"""The runs of a session, one a page: kept while the learner visits other pages, paused there."""

from __future__ import annotations

from typing import Any, TypeAlias

import streamlit as st

from rnnlstm.ui.runs.cluster import pool_of
from rnnlstm.ui.runs.job import Job, P, Run
from rnnlstm.ui.runs.pool import Pool

AnyJob: TypeAlias = Job[Any, Any]
_KEY = "runs"


@st.cache_resource(show_spinner=False)
def pool() -> Pool:
    """Return the workers that all sessions share."""
    return pool_of()


def current(page: str) -> Run[Any, Any] | None:
    """Return the session's run of a page as it is now; None without one."""
    job = current_job(page)
    return None if job is None else job.snapshot()


def current_job(page: str) -> AnyJob | None:
    """Return what the session's run of a page can be told: to go on, to pause."""
    return _jobs().get(page)


def start(page: str, plan: P) -> Job[P, Any]:
    """Make a new run the page's, in the place of an earlier one, and return it; it does not go on yet."""
    forget(page)
    job = _jobs()[page] = pool().job(plan)
    return job


def forget(page: str) -> None:
    """Give up the session's run of a page."""
    job = _jobs().pop(page, None)
    if job is not None:
        job.pause()


def leave(page: str) -> None:
    """Pause the runs of all pages but the one that the learner is on."""
    for owner, job in _jobs().items():
        if owner != page:
            job.pause()


def pages() -> list[str]:
    """Return the pages that have a run."""
    return sorted(_jobs())


def _jobs() -> dict[str, AnyJob]:
    jobs: dict[str, AnyJob] = st.session_state.setdefault(_KEY, {})
    return jobs
