"""What all settings share: how one is read from the link, kept, and shown on one page after another.

A setting is described once: its key in the link, its label, what it can be and what it usually is. From that
follow its widget, its place in the link, the way from page to page, the warning of a link that cannot be.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, replace
from typing import Any, Self

import streamlit as st

from rnnlstm.ui.shell import link
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import literal


@dataclass(frozen=True)
class Setting(ABC):
    """Something that the learner may set.

    The *value* is what the learner wants; it is kept for the session. The *state* is what the widget shows:
    the value, brought within what is possible here and now. Where the usual value depends on other settings,
    a value that is the usual one goes along.
    """

    key: str
    """Its name in the link."""
    label: str
    """Its name on the page, marked for the catalogue."""
    _: KW_ONLY
    help: str | None = None
    scope: str = ""
    """Where a key means something else on other pages: the lesson that keeps this meaning to itself."""
    depends: Callable[[], Mapping[str, Any]] | None = None
    """The fields that depend on other settings, as they are now."""
    always: bool = False
    """Name it in the link even where it has the usual value."""
    own: bool = False
    """What the learner brings along: a card of a guide leaves it as it is, unless it names it."""
    late: bool = False
    """What it can be is known only where it is shown; there it checks the link."""

    @property
    def name(self) -> str:
        """Its name in the session, and that of its widget."""
        return f"{self.scope}.{self.key}" if self.scope else self.key

    def now(self) -> Self:
        """Return the setting with the fields that depend on others as they are now."""
        return self if self.depends is None else replace(self, depends=None, **self.depends())

    def value(self) -> Any:
        """Return what it stands at now, whether it is shown or not."""
        now = self.now()
        return now._result(now._fit(now._wanted()))

    def hold(self) -> Any:
        """Keep it for the session without a widget, and return what it stands at."""
        now = self.now()
        value = now._wanted()
        now._keep(value)
        return now._result(now._fit(value))

    def put(self, value: Any = None) -> None:
        """Set it from a button: to a value, or to the usual one."""
        now = self.now()
        value = now._usual if value is None else now._cast(value)
        now._keep(value)
        link.refused().pop(self.name, None)
        if self.name in link.shown():  # else the widget is given its state when it is shown
            link.shown()[self.name] = st.session_state[self.name] = now._fit(value)
            link.telling().add(self.name)

    def forget(self) -> None:
        """Give up what was set, from a button: it then stands as where nothing has named it."""
        for named in (link.kept(), link.shown(), link.refused(), st.session_state):
            named.pop(self.name, None)
        link.asked().pop(self.key, None)

    def put_text(self, text: str) -> None:
        """Set it to what a text means, written as in a link.

        Raises
        ------
        ValueError
            If it cannot be that.
        """
        value = self.now()._read(text)
        if value is None:
            raise ValueError(f"{self.key} cannot be {text!r}")
        self.put(value)

    def stands_at(self, text: str) -> bool:
        """Return whether it is set to what a text means, written as in a link."""
        now = self.now()
        return bool(now._wanted() == now._read(text))

    def in_words(self) -> str:
        """Say what it stands at: its label, and the value as its widget shows it."""
        now = self.now()
        return _("{setting}: {value}").format(setting=_(self.label), value=now._said(now._fit(now._wanted())))

    def check_link(self) -> None:
        """Say so where the link asks for what this setting cannot be."""
        now = self.now()
        text = self._asked
        if self.name in link.kept():
            text = None if self._moved else link.refused().get(self.name)
        if text is None or now._read(text) is not None:
            return
        message = _("The link asks for {name} = {asked}. It can be {possible}; the usual value is used.")
        st.warning(message.format(name=_(self.label), asked=literal(text[:20]), possible=now._possible()))

    def _show(self, widget: Callable[..., Any], first: str, **arguments: Any) -> Any:
        """Show the widget and return its state, which it takes in the argument ``first`` to begin with."""
        value = self._wanted()
        state = self._fit(value)
        # A widget with other ends or options is another one to Streamlit, and begins anew.
        ends = repr([arguments.get(name) for name in ("min_value", "max_value", "step", "options")])
        told = self.name in link.telling() or link.ends().get(self.name, ends) != ends
        link.ends()[self.name] = ends
        if self.name in link.kept() or self.name in st.session_state:
            if told or self.name not in link.shown() or st.session_state.get(self.name) != state:
                st.session_state[self.name] = state
                link.telling().add(self.name)
            elif widget is st.slider:
                arguments[first] = state  # without one, Streamlit would look for it through the whole session
        else:
            # After a lost connection the browser brings states into a new session: they go before the link.
            arguments[first] = self._first(state)
            link.telling().add(self.name)
        widget(_(self.label), key=self.name, help=_(self.help) if self.help else None, **arguments)
        now = st.session_state[self.name]
        self._keep(value)
        if now != state:
            link.refused().pop(self.name, None)
            self._keep(self._merged(value, now))
        link.shown()[self.name] = now
        link.on_page()[self.name] = self
        return now

    @property
    def _asked(self) -> str | None:
        """What the link asks for, as long as no page has read it."""
        return None if self.scope and link.elsewhere() else link.asked().get(self.key)

    @property
    def _moved(self) -> bool:
        """Whether the learner has moved the control since it was shown."""
        state = st.session_state.get(self.name)
        return state is not None and state != link.shown().get(self.name, state)

    def _wanted(self) -> Any:
        """Return what the learner wants, else the link, else the usual value."""
        if self.name not in link.kept():
            if self.name in st.session_state:
                return self._merged(self._usual, st.session_state[self.name])
            text = self._asked
            value = None if text is None else self._read(text)
            return self._usual if value is None else value
        value, before = link.kept()[self.name]
        if self._moved:
            return self._merged(value, st.session_state[self.name])
        return self._usual if value == before else value

    def _keep(self, value: Any) -> None:
        """Remember the value; the link has been read then."""
        text = self._asked
        if text is not None:
            del link.asked()[self.key]
            if self._read(text) is None:
                link.refused()[self.name] = text
        if self._moved:
            link.refused().pop(self.name, None)
        link.keep(self.name, value, self._left_out)

    @property
    @abstractmethod
    def _usual(self) -> Any:
        """The usual value, as it is kept."""

    @property
    def _left_out(self) -> Any:
        """The value that the link leaves out; None if it names each one."""
        return None if self.always else self._usual

    def _cast(self, value: Any) -> Any:
        """Return a value as it is kept."""
        return value

    def _fit(self, value: Any) -> Any:
        """Return the state of the widget that comes nearest to a value."""
        return value

    def _first(self, state: Any) -> Any:
        """Return a state as the widget takes it to begin with."""
        return state

    def _merged(self, value: Any, state: Any) -> Any:  # noqa: ARG002
        """Return what is wanted once a widget whose value was ``value`` has been brought to a state."""
        return state

    def _said(self, state: Any) -> str:
        """Return a state as the widget shows it."""
        return str(state)

    def _result(self, state: Any) -> Any:
        """Return a state as the page uses it."""
        return state

    @abstractmethod
    def _read(self, text: str) -> Any:
        """Return the value that a text of the link writes, None if it cannot be one."""

    @abstractmethod
    def _possible(self) -> str:
        """Say what it can be."""


def on_page() -> tuple[str, ...]:
    """Say of each setting whose widget the page shows what it stands at."""
    return tuple(each.in_words() for each in link.on_page().values() if each.key != "lang")
