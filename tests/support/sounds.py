"""Files of sound, as the standard library writes them."""

import io
import wave

import numpy as np


def sine(hertz, rate, seconds=1.0):
    return np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)


def wav(channels, rate=8000, width=2):
    """A file of sounds from -1 to 1, one a channel."""
    values = np.stack(channels, axis=1)
    if width == 1:
        data = np.round(128 + 127 * values).astype(np.uint8).tobytes()
    else:
        whole = np.round(values * (2 ** (8 * width - 1) - 1)).astype("<i8")
        data = whole[..., None].view(np.uint8).reshape(*values.shape, 8)[..., :width].tobytes()
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(len(channels))
        writer.setsampwidth(width)
        writer.setframerate(rate)
        writer.writeframes(data)
    return file.getvalue()
