"""What learners bring along: taken in, kept for the session, and what is said where it cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import streamlit as st

from rnnlstm.ui.shell import link
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import in_words, literal, together

T = TypeVar("T")


@dataclass(frozen=True)
class OwnFile(Generic[T]):
    """A page's file of the learner's own.

    Attributes
    ----------
    page : str
        It has one file a session.
    opened : callable
        Reads what it is given, a name and bytes; raises `InputError` where that cannot be.
    still : str
        Says that what was there before still is, by its ``{name}``; marked for the catalogue, or "".
    then : callable
        Called once a file has been read.
    """

    page: str
    opened: Callable[[str, bytes], T]
    still: str = ""
    then: Callable[[], None] = lambda: None

    @property
    def key(self) -> str:
        """The name of the widget."""
        return f"{self.page}-file{link.apart()}"

    def current(self) -> T | None:
        """Return what the session has read; None before."""
        kept: T | None = st.session_state.get(self._kept)
        return kept

    def show(self, label: str) -> None:
        """Show where a file is given."""
        # Any ending: a phone greys out those that it does not know, and what a file is, is seen by its bytes.
        st.file_uploader(label, key=self.key, on_change=self._given, type=None)

    def tell_wrong(self) -> None:
        """Say what is wrong with what was given last, and that what was there before stays."""
        wrong: InputError | None = st.session_state.get(self._wrong)
        if wrong is None:
            return
        there: Any = self.current()
        still = _(self.still).format(name=literal(there.name)) if there and self.still else ""
        st.error(together([in_words(wrong), still]), icon=":material/error:")

    def take(self, read: Callable[[], T]) -> None:
        """Read something before the page runs, and keep it; where that cannot be, what was there stays."""
        st.session_state.pop(self._wrong, None)
        try:
            st.session_state[self._kept] = read()
        except InputError as error:
            st.session_state[self._wrong] = error
            return
        self.then()

    def _given(self) -> None:
        given: Any = st.session_state.get(self.key)
        if given is None:
            st.session_state.pop(self._wrong, None)
        else:
            self.take(lambda: self.opened(given.name[:80], given.getvalue()))

    @property
    def _kept(self) -> str:
        return f"{self.page}.upload"

    @property
    def _wrong(self) -> str:
        return f"{self.page}.wrong"
