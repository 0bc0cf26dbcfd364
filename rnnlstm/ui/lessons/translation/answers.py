"""What the networks write, and the step that is looked at, as HTML and in words."""

from __future__ import annotations

import html

from rnnlstm.figures.attention import BLANK
from rnnlstm.figures.losses import percent
from rnnlstm.figures.palette import ATTENTION, INK, MUTED, POSITIVE, RULE, Mode
from rnnlstm.ui.lessons.translation.measured import SIGNS, Translated
from rnnlstm.ui.lessons.translation.phrase import Phrase
from rnnlstm.ui.lessons.translation.views import WAYS
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import literal, together
from rnnlstm.ui.shell.theme import page_mode

MOST_NAMED = 3
"""Likeliest digits that a step is told with, and letters that are looked at most."""


def answers_table(phrase: Phrase, seen: dict[str, Translated]) -> str:
    """Return a row for each network with what it writes, and one with what is right, as an HTML table."""
    mode, right = page_mode(), None if phrase.number is None else str(phrase.number)
    rows = [
        _row(_(WAYS[way]), each.answer, right, ATTENTION[way].on(mode), mode) for way, each in seen.items()
    ]
    rows.append(_row(_("by rule"), right or "—", None, MUTED.on(mode), mode))
    return (
        '<table style="border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:1.15rem">'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _row(name: str, answer: str, right: str | None, colour: str, mode: Mode) -> str:
    head = f"text-align:left;font-size:1rem;padding:.2rem 1rem .2rem 0;color:{colour};font-weight:600"
    signs = []
    for place, sign in enumerate(answer):
        wrong = right is not None and (place >= len(right) or right[place] != sign)
        look = f"padding:.15rem .45rem;border:1px solid {RULE.on(mode)};color:{INK.on(mode)}"
        shown = f'<s style="text-decoration:underline wavy 1px">{html.escape(sign)}</s>' if wrong else sign
        signs.append(f'<td style="{look}">{shown}</td>')
    mark = "" if right is None else ("✓" if answer == right else "✗")
    end = f'<td style="padding:.15rem .6rem">{mark}</td>'
    cells = "".join(signs) or f'<td style="padding:.15rem .45rem">{html.escape(_("nothing"))}</td>'
    return f'<tr><th scope="row" style="{head}">{html.escape(name)}</th>{cells}{end}</tr>'


def letters_line(seen: Translated, step: int) -> str:
    """Return the letters read and the digits written, the step marked, as HTML; what is to come is faint."""
    mode = page_mode()
    signs = [*seen.phrase, *seen.written]
    body = []
    for k, sign in enumerate(signs, start=1):
        if k == seen.letters + 1:
            body.append(f'<span style="padding:0 .5rem;color:{MUTED.on(mode)}">→</span>')
        look = "display:inline-block;min-width:.8em;padding:.1rem .14rem;text-align:center"
        if k == step:
            look += f";box-shadow:inset 0 0 0 2px {POSITIVE.on(mode)};border-radius:3px;font-weight:700"
        look += f";color:{(INK if k <= step else MUTED).on(mode)}" + ("" if k <= step else ";opacity:.55")
        shown = html.escape(BLANK if sign == " " else sign)
        body.append(f'<span style="{look}"{" aria-current=step" if k == step else ""}>{shown}</span>')
    name = html.escape(_("Letters read, and digits written"))
    return (
        f'<div role="group" aria-label="{name}" translate="no" data-testid="translation-letters" '
        f'style="font-size:1.12rem;line-height:1.7">{"".join(body)}</div>'
    )


def step_in_words(seen: Translated, step: int) -> str:
    """Say what happens at a step."""
    if step <= seen.letters:
        message = _(
            "**Step {step} of {letters}: the encoder reads “{letter}”.** It moves the vector by {moved}."
        )
        said = message.format(
            step=step,
            letters=seen.letters,
            letter=literal(BLANK if seen.phrase[step - 1] == " " else seen.phrase[step - 1]),
            moved=f"{seen.added[step - 1]:.2f}",
        )
        if step == seen.letters:
            said = together([said, _("This was the last letter: with this vector the decoder begins.")])
        return said
    t = step - seen.letters
    chances = seen.chances[t - 1]
    best = chances.argsort()[::-1][:MOST_NAMED]
    message = _("**The decoder’s step {t}: it writes {sign}.** The likeliest: {chances}.")
    said = message.format(
        t=t,
        sign=seen.written[t - 1],
        chances=_(", ").join(f"{SIGNS[k]} {percent(float(chances[k]))}" for k in best),
    )
    if not seen.trace.attended:
        return together([said, _("Of the phrase it knows what the vector carries, and nothing else.")])
    weights = seen.weights[t - 1]
    most = weights.argsort()[::-1][:MOST_NAMED]
    looks = _(", ").join(
        _("“{letter}” (letter {number}) {share}").format(
            letter=literal(BLANK if seen.phrase[s] == " " else seen.phrase[s]),
            number=s + 1,
            share=percent(float(weights[s])),
        )
        for s in most
    )
    return together([said, _("Before it does, it looks at {letters}.").format(letters=looks)])
