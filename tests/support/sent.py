"""What the browser is sent for a stepper, decoded by its layout and not by the code that made it."""

import json
import struct

import numpy as np

from support.visit import steppers


def _refuse(constant):
    raise AssertionError(f"a browser cannot read {constant}")


def decode(message):
    """Return the header and the arrays of a stepper's message."""
    (length,) = struct.unpack("<I", message[:4])
    header = json.loads(message[4 : 4 + length].decode(), parse_constant=_refuse)
    arrays = {}
    for name, entry in header["arrays"].items():
        assert entry["offset"] % 8 == 0
        count = int(np.prod(entry["shape"]))
        flat = np.frombuffer(message, f"<{entry['type']}", count, entry["offset"])
        arrays[name] = flat.reshape(entry["shape"])
    return header, arrays


def all_sent(test):
    """Return what each stepper of a page is sent, from left to right."""
    return [decode(stepper.bytes) for stepper in steppers(test)]


def sent(test):
    """Return what the page's only stepper is sent."""
    (message,) = all_sent(test)
    return message
