"""The catalogue of strings: what is marked for translation, and the languages that it is translated into.

Strings are marked with ``_("…")`` or ``N_("…")`` and looked up with gettext. The catalogues are the plain
``.po`` files under ``assets/locales``; Babel reads them at start, so that no compiled copy can fall behind.
Nothing here knows Streamlit: which language a session has chosen is told by ``language``.
"""

from __future__ import annotations

import gettext
import io
from functools import cache

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from rnnlstm import files

ASSETS = files.ASSETS
LANGUAGES = {"en": "English", "zh": "中文"}
IN_HTML = {"en": "en", "zh": "zh-Hans"}
"""The languages as HTML names them, the script included, by which the browser chooses its fonts."""


def N_(message: str) -> str:  # gettext's own name
    """Mark a string for the catalogue where it is defined; ``_`` looks it up where it is shown."""
    return message


COURSE = N_("Recurrent networks, one step at a time")


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the strings of one language; English is the language of the source itself."""
    path = ASSETS / "locales" / language / "LC_MESSAGES" / "rnnlstm.po"
    if not path.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
