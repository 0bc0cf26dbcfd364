"""The learner's WAV file: how it is read, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass

from rnnlstm.core.sound.wav import SECONDS, Recording, SoundError, read_wav
from rnnlstm.ui.lessons.own_file import OwnFile
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import literal, together

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


FILE = OwnFile("sound", opened, N_("The sound of {name} is still there."))
