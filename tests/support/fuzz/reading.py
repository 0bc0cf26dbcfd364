"""Something read, or refused."""

from rnnlstm.ui.shell.catalogue import catalogue
from rnnlstm.ui.shell.errors import InputError
from support.fuzz.bounds import within
from support.fuzz.verdict import is_ours


def read_or_refused(read, *given):
    """Return what was read; None where it is refused, in words that both languages have."""
    with within(seconds=5, megabytes=100):
        try:
            return read(*given)
        except InputError as error:
            for language in ("en", "zh"):
                told = catalogue(language).gettext(error.message).format(**error.values)
                assert is_ours(told), told
            return None
