"""What the page of names says in sentences: the answer, when it was decided, how the name was read."""

from __future__ import annotations

from rnnlstm.figures.losses import percent
from rnnlstm.ui.lessons.names.measured import Course, standing
from rnnlstm.ui.lessons.names.settings import LANGUAGES
from rnnlstm.ui.lessons.names.views import called
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import literal, together


def verdict(course: Course) -> str:
    """Say the answer, and the letter at which it is decided."""
    letters = course.spelling.letters
    said = _("**{name}** → **{language}**, {share}.").format(
        name=literal(letters), language=called(course.answer), share=percent(course.sure)
    )
    if course.decided == 1:
        return together([said, _("So it says from the first letter on.")])
    before = called(int(course.probabilities[course.decided - 2].argmax()))
    message = _(
        "Decided at letter {step} of {count}, “{letter}”: before it, {before} was the likeliest; from there "
        "on the answer stays."
    )
    decided = message.format(
        step=course.decided, count=len(letters), letter=literal(letters[course.decided - 1]), before=before
    )
    return together([said, decided])


def in_the_lists(course: Course) -> str:
    """Say in whose list the name stands, if in any."""
    languages, held_out = standing(course.spelling.letters)
    if not languages:
        return _("The name stands in none of the lists.")
    named = _(", ").join(_(LANGUAGES[each]) for each in languages)
    if held_out:
        return _("List: {languages}. The name was held out: no network was trained on it.").format(
            languages=named
        )
    return _("List: {languages}. The networks were trained on this very name.").format(languages=named)


def how_read(course: Course) -> str:
    """Say which letters were read as others, and at which nothing was read; nothing where all are known."""
    said = []
    spelling = course.spelling
    if spelling.bare:
        pairs = _(", ").join(f"{literal(accented)} → {plain}" for accented, plain in spelling.bare)
        said.append(
            _("Read without its accent, since no name of the lists has it: {pairs}.").format(pairs=pairs)
        )
    if spelling.unknown:
        signs = _(", ").join("␣" if sign.isspace() else literal(sign) for sign in spelling.unknown)
        message = _("No letter of the networks: {signs}. At such a step all inputs are 0.")
        said.append(message.format(signs=signs))
    return together(said)
