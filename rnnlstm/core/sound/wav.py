"""WAV files, from their bytes, by the standard library's reader; no size in them is believed unseen."""

from __future__ import annotations

import io
import struct
import wave
from dataclasses import dataclass

import numpy as np

from rnnlstm.core.arrays import Array
from rnnlstm.core.sound.bands import RATE, WINDOW
from rnnlstm.core.unreadable import UnreadableError

SECONDS = 10.0
"""So much is read of a file."""
LIMIT = 5 * 2**20
"""The most bytes of a file."""
# What the standard library raises on a file that contradicts itself.
DAMAGED = (wave.Error, EOFError, struct.error, RuntimeError, ValueError)
RATES = 4000, 192_000
CHANNELS = 2

PCM, EXTENSIBLE = 0x0001, 0xFFFE
COMPRESSED = {
    0x0002: "ADPCM",
    0x0003: "floating point",
    0x0006: "A-law",
    0x0007: "µ-law",
    0x0011: "IMA ADPCM",
    0x0050: "MPEG",
    0x0055: "MP3",
    0x00FF: "AAC",
}
"""Formats within a WAV file that are not read, by their number in it."""

OTHERS = (
    (0, b"ID3", "MP3"),
    (0, b"\xff\xfb", "MP3"),
    (0, b"\xff\xf3", "MP3"),
    (0, b"\xff\xf2", "MP3"),
    (0, b"\xff\xf1", "AAC"),
    (0, b"\xff\xf9", "AAC"),
    (0, b"fLaC", "FLAC"),
    (0, b"OggS", "Ogg"),
    (0, b"FORM", "AIFF"),
    (0, b"caff", "CAF"),
    (0, b"#!AMR", "AMR"),
    (0, b"\x1aE\xdf\xa3", "WebM"),
    (0, b"RF64", "RF64"),
    (0, b"RIFX", "RIFX"),
    (4, b"ftyp", "MP4 or M4A"),
)
"""Other kinds of files of sound: where they are known by which bytes."""

PROBLEMS = {
    "empty": "the file is empty",
    "too_large": "the file has {size} bytes, more than the {limit} that are read",
    "other": "this is a file of {kind}, not a WAV file: save it as WAV, PCM",
    "unknown": "this is no WAV file: it begins with the bytes {first}",
    "compressed": "the sound in this WAV file is of the format {kind}: save it as PCM, 8, 16, 24 or 32 bits",
    "channels": "the file has {count} channels: save it with one or two",
    "bits": "the file has {bits} bits a sample: save it with 8, 16, 24 or 32",
    "rate": "the file has {rate} samples a second: save it with {low} to {high}",
    "cut_off": "the file is cut off: its header tells of {needs} bytes of sound, and there are {has}",
    "damaged": "the file is damaged: it has no readable description of its sound",
    "short": "the file has {count} samples, fewer than the {needs} that one frame needs",
    "silent": "there is no sound in this file: every sample is the same",
}
"""By what is wrong, the sentence with places for the facts."""


class SoundError(UnreadableError):
    """A file of sound that cannot be read."""

    problems = PROBLEMS


@dataclass(frozen=True, eq=False)
class Recording:
    """What was read of a WAV file.

    Attributes
    ----------
    sound : ndarray of float32, shape (S,)
        One channel, from -1 to 1, at `RATE` samples a second.
    rate, bits, channels : int
        As the file has them; two channels were averaged.
    seconds : float
        How long the whole file is; of a longer one only the first `SECONDS` were read.
    """

    sound: Array
    rate: int
    bits: int
    channels: int
    seconds: float


def read_wav(data: bytes) -> Recording:
    """Read the first ten seconds of a WAV file: PCM, 8, 16, 24 or 32 bits, mono or stereo, any usual rate.

    Parameters
    ----------
    data : bytes
        The whole file; which kind it is, is seen by its bytes, not by its name.

    Returns
    -------
    Recording

    Raises
    ------
    SoundError
        If it is empty, larger than `LIMIT`, of another kind, compressed, cut off, damaged, shorter than a
        frame or silent.
    """
    if not data:
        raise SoundError("empty")
    if len(data) > LIMIT:
        raise SoundError("too_large", size=len(data), limit=LIMIT)
    _check_kind(data)
    try:
        with wave.open(io.BytesIO(_plain(data))) as file:
            return _read(file)
    except DAMAGED as error:
        if isinstance(error, SoundError):
            raise
        raise SoundError("damaged") from None


def resampled(sound: Array, rate: int, to: int = RATE) -> Array:
    """Return a sound (S,) at another rate: its spectrum cut off, or continued with zeros.

    The sound is taken for one period, so that what is near its end can be heard, softly, at its begin.
    """
    if rate == to:
        return sound
    count = max(1, round(len(sound) * to / rate))
    spectrum = np.fft.rfft(sound.astype(np.float64))
    result = np.fft.irfft(spectrum[: count // 2 + 1], count) * (count / len(sound))
    return result.astype(np.float32)


def _check_kind(data: bytes) -> None:
    """Raise unless the file is RIFF of the form WAVE, and its sound is PCM."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        for at, first, kind in OTHERS:
            if data[at : at + len(first)] == first:
                raise SoundError("other", kind=kind)
        raise SoundError("unknown", first=data[:8].hex(" "))
    at = _format_at(data)
    tag = int.from_bytes(data[at : at + 2], "little")
    if tag == EXTENSIBLE:
        tag = int.from_bytes(data[at + 24 : at + 26], "little")
    if tag != PCM:
        raise SoundError("compressed", kind=COMPRESSED.get(tag, hex(tag)))


def _format_at(data: bytes) -> int:
    """Return where the description of the sound begins: the content of the chunk ``fmt``."""
    at = 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if name == b"fmt " and size >= 16 and at + 8 + size <= len(data):
            return at + 8
        at += 8 + size + size % 2
    raise SoundError("damaged")


def _plain(data: bytes) -> bytes:
    """Return the file with plain PCM written as such: before Python 3.12 `wave` knows no other way."""
    at = _format_at(data)
    return data[:at] + PCM.to_bytes(2, "little") + data[at + 2 :]


def _read(file: wave.Wave_read) -> Recording:
    channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
    if not 1 <= channels <= CHANNELS:
        raise SoundError("channels", count=channels)
    if not 1 <= width <= 4:
        raise SoundError("bits", bits=8 * width)
    if not RATES[0] <= rate <= RATES[1]:
        raise SoundError("rate", rate=rate, low=RATES[0], high=RATES[1])
    told, most = file.getnframes(), int(SECONDS * rate)
    read = file.readframes(min(told, most))
    count = len(read) // (channels * width)
    # A recorder that was writing into a pipe could not know how much would come, and left the largest size.
    endless = told * channels * width >= 2**31 - 2**16
    if count < min(told, most) and not endless:
        raise SoundError("cut_off", needs=told * channels * width, has=len(read))
    values = _numbers(read[: count * channels * width], width).reshape(count, channels)
    sound = resampled(values.mean(axis=1, dtype=np.float32), rate)
    if len(sound) < WINDOW:
        raise SoundError("short", count=count, needs=-(-WINDOW * rate // RATE))
    if np.ptp(values) == 0:
        raise SoundError("silent")
    seconds = (count if endless else told) / rate
    return Recording(np.clip(sound, -1, 1), rate, 8 * width, channels, seconds)


def _numbers(read: bytes, width: int) -> Array:
    """Return samples of so many bytes as numbers from -1 to 1."""
    if width == 1:  # the only one without a sign
        return (np.frombuffer(read, np.uint8).astype(np.float32) - 128) / 128
    if width == 3:
        # Three bytes are the upper three of four.
        whole = np.zeros((len(read) // 3, 4), np.uint8)
        whole[:, 1:] = np.frombuffer(read, np.uint8).reshape(-1, 3)
        read, width = whole.tobytes(), 4
    values = np.frombuffer(read, f"<i{width}").astype(np.float32)
    return values / np.float32(2 ** (8 * width - 1))
