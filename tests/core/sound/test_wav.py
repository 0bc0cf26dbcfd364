"""WAV files of every width and rate, as the standard library writes them; and what cannot be read."""

import struct

import numpy as np
import pytest

from rnnlstm.core.sound.bands import RATE, features, magnitudes, names
from rnnlstm.core.sound.wav import LIMIT, SoundError, read_wav, resampled
from support.sounds import sine, wav

TONE = sine(440, 8000)
GOOD = wav([0.5 * TONE])


@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_every_width_gives_the_samples_back(width):
    read = read_wav(wav([0.5 * TONE], width=width))
    assert (read.rate, read.bits, read.channels, read.seconds) == (8000, 8 * width, 1, 1.0)
    np.testing.assert_allclose(read.sound, 0.5 * TONE, atol=1.01 / 2 ** min(8 * width - 1, 23))


def test_two_channels_are_averaged():
    read = read_wav(wav([0.6 * TONE, 0.2 * TONE], width=3))
    assert read.channels == 2
    np.testing.assert_allclose(read.sound, 0.4 * TONE, atol=1e-6)


@pytest.mark.parametrize("rate", [4000, 11_025, 22_050, 44_100, 48_000, 96_000, 192_000])
def test_any_rate_keeps_pitch_length_and_loudness(rate):
    sound = read_wav(wav([0.5 * sine(880, rate)], rate)).sound
    assert len(sound) == RATE
    middle = slice(800, -800)
    np.testing.assert_allclose(sound[middle], 0.5 * sine(880, RATE)[middle], atol=2e-3)
    peaks = magnitudes(sound)[3:-3].argmax(axis=1)
    assert {names()[k] for k in peaks} == {"A5"}


def test_what_is_too_high_for_the_new_rate_is_left_out_and_not_folded_down():
    mixed = sine(440, 44_100) + sine(6500, 44_100)
    np.testing.assert_allclose(resampled(mixed, 44_100)[400:-400], sine(440, 8000)[400:-400], atol=1e-2)


def test_of_a_long_file_the_first_ten_seconds_are_read():
    read = read_wav(wav([np.concatenate([sine(440, 8000, 10), sine(880, 8000, 3)])]))
    assert read.seconds == 13 and len(read.sound) == 10 * RATE
    assert features(magnitudes(read.sound))[-2].argmax() == names().index("A4")


def chunk(name, data):
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def riff(*chunks):
    body = b"WAVE" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def described(tag=1, channels=1, rate=8000, bits=16):
    width = channels * bits // 8
    return struct.pack("<HHIIHH", tag, channels, rate, rate * width, width, bits)


DATA = chunk(b"data", bytes(np.round(1000 * TONE).astype("<i2")))


def test_other_chunks_are_passed_over_and_the_extensible_form_is_read():
    plain = read_wav(riff(chunk(b"fmt ", described()), DATA))
    more = struct.pack("<HHI", 22, 16, 4) + b"\x01\0" + b"\0\0\0\0\x10\0\x80\0\0\xaa\0\x38\x9b\x71"
    listed = chunk(b"LIST", b"INFOodd")
    wide = riff(listed, chunk(b"fmt ", described(0xFFFE) + more), DATA)
    np.testing.assert_array_equal(read_wav(wide).sound, plain.sound)


def test_a_recorder_that_wrote_into_a_pipe_left_the_length_open():
    endless = riff(chunk(b"fmt ", described()), DATA).replace(
        b"data" + struct.pack("<I", 16_000), b"data" + b"\xff\xff\xff\xff"
    )
    read = read_wav(endless)
    assert read.seconds == 1.0
    np.testing.assert_array_equal(read.sound, read_wav(riff(chunk(b"fmt ", described()), DATA)).sound)


BAD = {
    "empty": (b"", "empty"),
    "too_large": (bytes(LIMIT + 1), "5242881 bytes"),
    "mp3": (b"ID3\x04" + bytes(50), "file of MP3, not a WAV"),
    "m4a": (b"\0\0\0\x20ftypM4A " + bytes(50), "MP4 or M4A"),
    "ogg": (b"OggS" + bytes(50), "Ogg"),
    "text": (b"hello, hello", "begins with the bytes 68 65 6c"),
    "avi": (b"RIFF\x10\0\0\0AVI LIST", "no WAV file"),
    "cut_off": (GOOD[:9000], "cut off: its header tells of 16000 bytes of sound, and there are 8956"),
    "header_only": (GOOD[:20], "no readable description"),
    "no_data": (riff(chunk(b"fmt ", described())), "damaged"),
    "adpcm": (riff(chunk(b"fmt ", described(0x11)), DATA), "IMA ADPCM"),
    "float": (riff(chunk(b"fmt ", described(3, bits=32)), DATA), "floating point"),
    "unheard_of": (riff(chunk(b"fmt ", described(0x1234)), DATA), "0x1234"),
    "five_channels": (wav([TONE] * 5), "5 channels"),
    "no_channel": (riff(chunk(b"fmt ", described(channels=0)), DATA), "damaged"),
    "wide": (riff(chunk(b"fmt ", described(bits=64)), DATA), "64 bits"),
    "no_rate": (riff(chunk(b"fmt ", described(rate=0)), DATA), "0 samples a second"),
    "fast": (riff(chunk(b"fmt ", described(rate=2_000_000_000)), DATA), "2000000000 samples"),
    "short": (wav([TONE[:500]]), "500 samples, fewer than the 512"),
    "nothing": (wav([TONE[:0]]), "0 samples"),
    "silent": (wav([0 * TONE + 0.25]), "every sample is the same"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_read_says_why(kind):
    data, words = BAD[kind]
    with pytest.raises(SoundError, match=words) as caught:
        read_wav(data)
    assert caught.value.problem


@pytest.mark.parametrize("seed", range(60))
def test_no_damage_ends_in_anything_but_a_sentence(seed):
    rng = np.random.default_rng(seed)
    data = bytearray(GOOD[: int(rng.integers(1, 300))] if seed % 2 else GOOD)
    for at in rng.integers(0, min(len(data), 60), size=4):
        data[at] = rng.integers(256)
    try:
        read = read_wav(bytes(data))
    except SoundError:
        return
    assert np.isfinite(read.sound).all()
