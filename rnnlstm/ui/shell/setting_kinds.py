"""The kinds of settings: a number, one of a few numbers, one option, several options, a text, lines of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, replace
from typing import Any

import streamlit as st

from rnnlstm.ui.shell import link
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.numbers import number
from rnnlstm.ui.shell.setting import Setting

NONE = "none"
"""In the link, where of several options none is chosen."""


@dataclass(frozen=True)
class Range(Setting):
    """A number: its limits, its usual value, and the step of its slider; whole where the step is."""

    low: float
    high: float
    usual: float
    step: float
    _: KW_ONLY
    stops: tuple[int, ...] = ()
    """The only numbers that there are here, rising; none: all of them."""
    usual_beyond: bool = False
    """Beyond what is possible here, the usual number is shown rather than the nearest."""

    def slider(self) -> float:
        """Show the control and return its value."""
        now = self.now()
        ends = {
            "min_value": now._cast(now.low),
            "max_value": now._cast(now.high),
            "step": now._cast(now.step),
        }
        return float(now._show(st.slider, "value", **ends))

    def among(self, values: Sequence[int]) -> int:
        """Show the control with stops at some whole numbers only, rising, and return the one chosen."""
        now = replace(self.now(), stops=tuple(values))
        if len(values) == 1:  # a slider needs two ends
            return int(now.hold())
        return int(now._show(st.select_slider, "value", options=values))

    @property
    def _whole(self) -> bool:
        return float(self.step).is_integer()

    @property
    def _usual(self) -> float:
        return self._cast(self.usual)

    def _cast(self, value: float) -> float:
        return int(value) if self._whole else float(value)

    def _fit(self, value: float) -> float:
        if self.stops:
            return min(self.stops, key=lambda stop: abs(stop - value))
        if self.usual_beyond and not self.low <= value <= self.high:
            return self._usual
        return self._cast(min(max(value, self.low), self.high))

    def _said(self, state: float) -> str:
        return f"{state:g}"

    def _read(self, text: str) -> float | None:
        value = _number(text)
        if value is None or not self.low <= value <= self.high:
            return None
        return self._cast(value) if value.is_integer() or not self._whole else None

    def _possible(self) -> str:
        limits = _("a whole number from {low:g} to {high:g}") if self._whole else _("{low:g} to {high:g}")
        return limits.format(low=self.low, high=self.high)


@dataclass(frozen=True)
class Notches(Setting):
    """A number that is one of a few, far apart, and its usual value."""

    values: tuple[float, ...]
    usual: float
    zero: str | None = None
    """What the value 0 is called."""
    _: KW_ONLY
    buttons: bool = False
    """Show the numbers side by side."""

    def show(self) -> float:
        """Show the control and return its value."""
        now = self.now()
        if now.buttons:
            common: dict[str, Any] = {"options": now.values, "format_func": now._in_words}
            common |= {"required": True, "wrap": True}
            return float(now._show(st.segmented_control, "default", **common))
        return float(now._show(st.select_slider, "value", options=now.values, format_func=now._in_words))

    def _in_words(self, value: float) -> str:
        return _(self.zero) if self.zero and value == 0 else f"{value:g}"

    @property
    def _usual(self) -> float:
        return self.usual

    def _said(self, state: float) -> str:
        return self._in_words(state)

    def _cast(self, value: float) -> float:
        return float(value)

    def _read(self, text: str) -> float | None:
        value = _number(text)
        return value if value in self.values else None

    def _possible(self) -> str:
        return _(", ").join(f"{value:g}" for value in self.values)


@dataclass(frozen=True)
class Choice(Setting):
    """A choice among named options: each one's name in the link, and its label.

    The first option is the usual one, unless another is named.
    """

    options: Mapping[str, str]
    buttons: bool = False
    """Show the options side by side rather than in a list."""
    usual: str = ""
    _: KW_ONLY
    in_every_language: bool = False
    """The labels are not translated: they say the same to all."""

    def show(self, on_change: Callable[[], None] | None = None) -> str:
        """Show the control and return the name of the option chosen.

        ``on_change`` is called when the learner has chosen another one, before the page runs again.
        """
        now = self.now()
        labels = {name: now._said(name) for name in now.options}
        common: dict[str, Any] = {"options": list(labels), "format_func": labels.__getitem__}
        common |= {"on_change": on_change}
        if now.buttons:
            return str(now._show(st.segmented_control, "default", required=True, wrap=True, **common))
        return str(now._show(st.selectbox, "index", **common))

    @property
    def _usual(self) -> str:
        return self.usual or next(iter(self.options))

    def _fit(self, value: str) -> str:
        return value if value in self.options else self._usual

    def _said(self, state: str) -> str:
        return self.options[state] if self.in_every_language else _(self.options[state])

    def _first(self, state: str) -> Any:
        return state if self.buttons else list(self.options).index(state)

    def _read(self, text: str) -> str | None:
        return text if text in self.options else None

    def _possible(self) -> str:
        return _(", ").join(self.options)


@dataclass(frozen=True)
class Several(Setting):
    """Any number of named options: each one's name in the link, and its label; and those usually chosen.

    In the link stand all the names, or none.
    """

    options: Mapping[str, str]
    usual: tuple[str, ...]
    _: KW_ONLY
    offered: tuple[str, ...] = ()
    """The only options that there are here, the others are kept as they are; none: all of them."""

    def show(self) -> tuple[str, ...]:
        """Show the choice, and return the names of those chosen."""
        now = self.now()
        labels = {name: _(now.options[name]) for name in now._here}
        arguments: dict[str, Any] = {"options": list(labels), "format_func": labels.__getitem__}
        return now._result(now._show(st.pills, "default", selection_mode="multi", wrap=True, **arguments))

    @property
    def _here(self) -> tuple[str, ...]:
        return self.offered or tuple(self.options)

    @property
    def _usual(self) -> str:
        return self._cast(self.usual)

    def _cast(self, value: str | Sequence[str]) -> str:
        return value if isinstance(value, str) else ",".join(value) or NONE

    def _fit(self, value: str) -> list[str]:
        names = [] if value == NONE else value.split(",")
        here = [name for name in names if name in self._here]
        return here if here or not names else list(self.usual)

    def _merged(self, value: str, state: Sequence[str]) -> str:
        elsewhere = [name for name in value.split(",") if name in self.options and name not in self._here]
        return self._cast([name for name in self.options if name in (*elsewhere, *state)])

    def _result(self, state: Sequence[str]) -> tuple[str, ...]:
        return tuple(name for name in self._here if name in state)

    def _said(self, state: Sequence[str]) -> str:
        return _(", ").join(_(self.options[name]) for name in state)

    def _read(self, text: str) -> str | None:
        return text if text == NONE or all(name in self.options for name in text.split(",")) else None

    def _possible(self) -> str:
        return _(", ").join((*self.options, NONE))


@dataclass(frozen=True)
class Text(Setting):
    """A line of text, and what it usually is."""

    usual: str = ""
    placeholder: str | None = None

    def show(self) -> str:
        """Show the field and return what stands in it."""
        hint = _(self.placeholder) if self.placeholder else None
        return str(self.now()._show(st.text_input, "value", placeholder=hint) or "")

    @property
    def _usual(self) -> str:
        return self.usual

    def _cast(self, value: str) -> str:
        # What a browser tells as JSON can hold half a character, which nothing else can be given.
        return value.encode(errors="replace").decode()

    def _said(self, state: str) -> str:
        return state or (_(self.placeholder) if self.placeholder else "")

    def _read(self, text: str) -> str:
        return text

    def _possible(self) -> str:
        return ""


@dataclass(frozen=True)
class Lines(Text):
    """Lines of text. What is too long for a link is kept for the session alone."""

    _: KW_ONLY
    height: int = 140
    longest: int = 2000
    """So many characters a link can carry."""

    def show(self) -> str:
        """Show the field and return what stands in it."""
        hint = _(self.placeholder) if self.placeholder else None
        shown = self.now()._show(st.text_area, "value", placeholder=hint, height=self.height)
        return str(shown or "")

    def _wanted(self) -> Any:
        if self.name in link.kept() and not self._moved:
            return link.kept()[self.name][0]
        return super()._wanted()

    def _keep(self, value: Any) -> None:
        super()._keep(value)
        if len(value) > self.longest:
            link.keep(self.name, value, value)


def _number(text: str) -> float | None:
    """Return the number that a text writes; None if it is none."""
    try:
        return number(text)
    except ValueError:
        return None
