"""The learner's WAV file: taken in, kept for the session, and what is said where it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from rnnlstm.core.sound.wav import LIMIT, SECONDS, Recording, SoundError, read_wav
from rnnlstm.ui.lessons.yours.read_as import together
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import in_words, literal

KEY = "sound-file"
_KEPT = "sound.upload"
_WRONG = "sound.wrong"

SENTENCES = {
    "empty": N_("This file is empty."),
    "too_large": N_("This file has {size} bytes. Up to {limit} are read, 5 MB: cut it shorter."),
    "other": N_("This is a file of {kind}, whatever it is called. Save the sound as WAV, PCM."),
    "unknown": N_("This is no WAV file. It begins with the bytes {first}. Save the sound as WAV, PCM."),
    "compressed": N_(
        "The sound in this WAV file is of the format {kind}. Save it as PCM with 8, 16, 24 or 32 bits."
    ),
    "channels": N_("This file has {count} channels. Save it with one or two."),
    "bits": N_("This file has {bits} bits a sample. Save it with 8, 16, 24 or 32."),
    "rate": N_("This file has {rate} samples a second. Save it with {low} to {high}."),
    "cut_off": N_(
        "This file is cut off: it tells of {needs} bytes of sound, and there are {has}. Save it again."
    ),
    "damaged": N_("This file is damaged: what it says of its sound cannot be read. Save it again."),
    "short": N_("This sound has {count} samples. One frame needs {needs}: record a longer one."),
    "silent": N_("There is no sound in this file: every sample is the same. Record it again, louder."),
}
"""What is wrong with a file of sound, for somebody on the page: by the names of the core's problems."""


@dataclass(frozen=True, eq=False)
class Upload:
    """A WAV file that could be read: its name, and what was read."""

    name: str
    recording: Recording


def current() -> Upload | None:
    """Return what the session has loaded; None before."""
    upload: Upload | None = st.session_state.get(_KEPT)
    return upload


def uploader() -> None:
    """Show where a file is given, and what is wrong with it; what was there before stays then."""
    # Any ending: what a file is, is seen by its bytes.
    st.file_uploader(_("Your sound: a WAV file, up to 5 MB"), key=KEY, on_change=_take, type=None)
    wrong: InputError | None = st.session_state.get(_WRONG)
    if wrong is not None:
        there = current()
        still = _("The sound of {name} is still there.").format(name=literal(there.name)) if there else ""
        st.error(together([in_words(wrong), still]), icon=":material/error:")


def opened(name: str, data: bytes) -> Upload:
    """Read a file.

    Raises
    ------
    InputError
        If it is no WAV file that is read.
    """
    try:
        return Upload(name, read_wav(data))
    except SoundError as error:
        raise InputError(SENTENCES[error.problem], **error.facts) from None


def read_as(upload: Upload) -> str:
    """Say what was read of a file."""
    read = upload.recording
    message = _("Read from {name}: {seconds} s, {rate} samples a second of {bits} bits.")
    said = [
        message.format(
            name=literal(upload.name), seconds=f"{read.seconds:.1f}", rate=read.rate, bits=read.bits
        )
    ]
    if read.channels == 2:
        said.append(_("Its two channels were averaged."))
    if read.seconds > SECONDS:
        said.append(_("Only the first ten seconds are heard."))
    said.append(
        _(
            "Nobody has said what is right here, so there is no truth and no accuracy. The networks know "
            "only melodies of five tones, C5 to A5: for other sounds their labels are guesses."
        )
    )
    return together(said)


def _take() -> None:
    """Read the file that has just been given, before the page runs."""
    given: Any = st.session_state.get(KEY)
    st.session_state.pop(_WRONG, None)
    if given is None:
        return
    try:
        if given.size > LIMIT:
            raise InputError(SENTENCES["too_large"], size=given.size, limit=LIMIT)
        st.session_state[_KEPT] = opened(given.name[:80], given.getvalue())
    except InputError as error:
        st.session_state[_WRONG] = error
