"""A lesson as one file: what the page shows, live, with the lesson's prose around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from rnnlstm.ui.handout.page import Page
from rnnlstm.ui.handout.parts import Beside, Folded, Heading, Part, Within, Words
from rnnlstm.ui.lessons.course import PAGES, prose
from rnnlstm.ui.shell import language
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.prose import question_and_answer
from rnnlstm.ui.shell.setting import on_page

Made = Callable[[Part, str], Page]
"""Makes the page around something live, at a place; called when a learner asks for it."""


def lesson_page(name: str, said: Sequence[str] = ()) -> Made:
    """Return what makes the file of a lesson.

    Parameters
    ----------
    name
        Of the lesson.
    said
        Sentences that the page says of its walk.
    """

    def page(live: Part, place: str) -> Page:
        return Page(
            language=language.current(),
            title=_(next(each for each in PAGES if each.name == name).title),
            parts=(live, *(Words(each, "note") for each in said if each), *_prose(name)),
            day=date.today().isoformat(),
            why=prose(name)["why"],
            settings=on_page(),
            place=place,
        )

    return page


def _prose(name: str) -> tuple[Part, ...]:
    """Return the rest of a lesson's prose, as the page closes with it."""
    sections = prose(name)
    question, answer = question_and_answer(sections["question"])
    look = Within((Heading(_("What to look at")), Words(sections["look"])))
    tried = Within((Heading(_("Try it")), Words(sections["try"])))
    return (
        Beside((look, tried)),
        Heading(_("The equations")),
        Words(sections["equation"]),
        Heading(_("A common mistake")),
        Words(sections["mistake"]),
        Heading(_("A question")),
        Words(question),
        Folded(_("Show the answer"), (Words(answer),)),
    )
