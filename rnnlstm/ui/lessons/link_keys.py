"""The registry: what each page sets, and what each key of a link means.

A key is described once, in the ``settings`` of its lesson or, where lessons share it, in ``ui/controls``. Two
have a second meaning, kept to one lesson by its scope: ``units`` is the size of the laboratory's networks and
of those that are trained, ``small`` is a bound on slopes and the stepper's small step.
"""

from __future__ import annotations

from rnnlstm.ui.controls.settings import LANGUAGE
from rnnlstm.ui.lessons import glossary, home, step
from rnnlstm.ui.lessons.compare import settings as compare
from rnnlstm.ui.lessons.exploding import settings as exploding
from rnnlstm.ui.lessons.film import settings as film
from rnnlstm.ui.lessons.forecast import settings as forecast
from rnnlstm.ui.lessons.gradients import settings as gradients
from rnnlstm.ui.lessons.history import settings as history
from rnnlstm.ui.lessons.influence import settings as influence
from rnnlstm.ui.lessons.language import settings as language
from rnnlstm.ui.lessons.names import settings as names
from rnnlstm.ui.lessons.sound import settings as sound
from rnnlstm.ui.lessons.spectra import settings as spectra
from rnnlstm.ui.lessons.trained import settings as trained
from rnnlstm.ui.lessons.training import settings as training
from rnnlstm.ui.lessons.translation import settings as translation
from rnnlstm.ui.lessons.truncation import settings as truncation
from rnnlstm.ui.lessons.vectors import settings as vectors
from rnnlstm.ui.lessons.yours import settings as yours
from rnnlstm.ui.shell.link import BROWSER
from rnnlstm.ui.shell.setting import Setting

__all__ = ["BROWSER", "PAGES", "meanings"]

PAGES: dict[str, tuple[Setting, ...]] = {
    "home": home.SETTINGS,
    **{f"{model.lower()}_forward": settings for model, settings in step.SETTINGS.items()},
    **{f"{model.lower()}_backward": settings for model, settings in step.SETTINGS.items()},
    "vectors": vectors.SETTINGS,
    "compare": compare.SETTINGS,
    "gradients": gradients.SETTINGS,
    "spectra": spectra.SETTINGS,
    "exploding": exploding.SETTINGS,
    "truncation": truncation.SETTINGS,
    "influence": influence.SETTINGS,
    "film": film.SETTINGS,
    "training": training.SETTINGS,
    "trained": trained.SETTINGS,
    "names": names.SETTINGS,
    "translation": translation.SETTINGS,
    "language": language.SETTINGS,
    "yours": yours.SETTINGS,
    "forecast": forecast.SETTINGS,
    "sound": sound.SETTINGS,
    "history": history.SETTINGS,
    "glossary": glossary.SETTINGS,
}
"""What each page sets; the language is set on all of them."""


def meanings(key: str) -> list[Setting]:
    """Return the settings that a key of the link stands for, one for each scope."""
    every = [LANGUAGE, *(setting for settings in PAGES.values() for setting in settings)]
    return list({setting.name: setting for setting in every if setting.key == key}.values())
