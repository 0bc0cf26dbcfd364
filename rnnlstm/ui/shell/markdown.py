"""Text made fit for where it stands: what was typed, in Markdown; a label or an error, in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.shell.language import _

_ADDRESS = re.compile(r"www(?=\.)|https?:(?=//)|@(?=[-\w]+\.[-\w])", re.IGNORECASE)
_LINE_END = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SPECIAL = re.compile(r"([\\`*_\[\]()$<>~:#|&])")


def literal(text: str) -> str:
    """Return Markdown that shows the text as it was typed, in one line, whatever signs it holds.

    Streamlit makes links of addresses even where their signs are escaped; a word joiner, which is not seen,
    keeps it from that.
    """
    return _SPECIAL.sub(r"\\\1", _ADDRESS.sub("\\g<0>\u2060", _LINE_END.sub(" ", text)))


def together(sentences: Sequence[str]) -> str:
    """Return sentences one after another; Chinese ones need no blank between them."""
    return "".join(each if each.endswith("。") else f"{each} " for each in sentences if each).strip()


def gradient_norm(state: str) -> str:
    """Return the norm of the gradient of a state, ``h`` or ``c``, at step t, as mathematics."""
    return rf"$\lVert \partial E/\partial {state}_t \rVert$"


def plain(html: str) -> str:
    """Return a chart's label without its tags: ``h<sub>t</sub>`` reads h_t, ``x<sup>2</sup>`` x^(2)."""
    return re.sub(r"<sup>(.*?)</sup>", r"^(\1)", re.sub(r"<sub>(.*?)</sub>", r"_\1", html))


def in_words(error: InputError) -> str:
    """Return what is wrong with an input, in the learner's language, what was typed shown as typed."""
    values = {
        name: literal(value) if isinstance(value, str) else value for name, value in error.values.items()
    }
    return _(error.message).format(**values)
