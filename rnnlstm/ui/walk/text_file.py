"""A text that comes as bytes: which encoding it has is found out and said, and what is no text is refused."""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass

from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError

MOST_BYTES = 5 * 2**20
LOOKED_AT = 200_000
"""Bytes by which one encoding is told from another."""
MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
"""Byte order marks: what a file begins with that has one."""
ENCODINGS = {"UTF-8": "utf-8", "UTF-16": "utf-16", "GB18030": "gb18030", "Windows-1252": "cp1252"}
"""The encodings that are read, by their names; a learner may choose one."""


@dataclass(frozen=True)
class Decoded:
    """A text, and how its bytes were read.

    Attributes
    ----------
    text
        Without a byte order mark; lines end with LF.
    encoding
        "UTF-8", "UTF-16", "GB18030" or "Windows-1252".
    marked
        Whether it began with a byte order mark.
    """

    text: str
    encoding: str
    marked: bool = False


def decoded(data: bytes, encoding: str = "") -> Decoded:
    """Read bytes as a text, in one of the `ENCODINGS` or, without a name, in the one that is found out.

    A byte order mark says the encoding. Without one, what can be UTF-8 is UTF-8; what has a zero at every
    second byte is UTF-16; the rest is GB18030 where its bytes pair up to common Chinese characters, else
    Windows-1252.

    Raises
    ------
    InputError
        If there are no bytes or too many, or they are no text.
    """
    if not data:
        raise InputError(N_("The file is empty."))
    if len(data) > MOST_BYTES:
        raise InputError(
            N_("The file has {size} bytes. Up to {limit} are read."), size=len(data), limit=MOST_BYTES
        )
    codec, encoding, skip = _chosen(data, encoding) if encoding else _told(data)
    try:
        text = data[skip:].decode(codec)
    except UnicodeDecodeError as error:
        raise InputError(
            N_("The file is damaged: it is {encoding}, and byte {place} does not fit."),
            encoding=encoding,
            place=skip + error.start + 1,
        ) from None
    if _is_no_text(text):
        raise InputError(
            N_("This is no text file: it holds control characters. Save it as plain text, in UTF-8.")
        )
    text = text.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, encoding, skip > 0)


def _chosen(data: bytes, encoding: str) -> tuple[str, str, int]:
    """Return what `_told` does of an encoding that was chosen."""
    for mark, codec, name in MARKS:
        if name == encoding and data.startswith(mark):
            return codec, name, len(mark)
    if encoding == "UTF-16":
        return _zeros(data[:LOOKED_AT]) or "utf-16-le", encoding, 0
    return ENCODINGS[encoding], encoding, 0


def _told(data: bytes) -> tuple[str, str, int]:
    """Return the codec, the name of the encoding, and how many bytes its mark takes."""
    for mark, codec, name in MARKS:
        if data.startswith(mark):
            return codec, name, len(mark)
    zeros = _zeros(data[:LOOKED_AT])
    if zeros is not None:
        return zeros, "UTF-16", 0
    if _reads(data, "utf-8"):
        return "utf-8", "UTF-8", 0
    if _looks_chinese(data) and _reads(data, "gb18030"):
        return "gb18030", "GB18030", 0
    if _reads(data, "cp1252"):
        return "cp1252", "Windows-1252", 0
    if _reads(data, "gb18030"):
        return "gb18030", "GB18030", 0
    raise InputError(N_("The encoding of this file was not found out. Save it as UTF-8, and load it again."))


def _zeros(data: bytes) -> str | None:
    """Return the UTF-16 whose ASCII characters have their zeros where these bytes have them."""
    if len(data) < 2 or not data.count(0):
        return None
    for codec, high in (("utf-16-le", data[1::2]), ("utf-16-be", data[0::2])):
        if high.count(0) > 0.2 * len(high) and high.count(0) > 0.9 * data.count(0):
            return codec
    return None


def _reads(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _looks_chinese(data: bytes) -> bool:
    """Return whether the bytes above 127 stand mostly in the pairs of GB 2312, and these are common in it.

    A letter with an accent, or a curly quotation mark, stands alone among ASCII in Windows-1252. Two such
    letters side by side are mostly a rare character: signs begin with up to A9, common ones with up to D7.
    """
    seen = data[:LOOKED_AT]
    high = sum(byte > 0x7F for byte in seen)
    paired = common = k = 0
    while k < len(seen) - 1:
        if 0xA1 <= seen[k] <= 0xF7 and 0xA1 <= seen[k + 1] <= 0xFE:
            common += 2 * (seen[k] <= 0xD7)
            paired, k = paired + 2, k + 2
        else:
            k += 1
    return paired > 0.8 * high and common > 0.7 * paired


def _is_no_text(text: str) -> bool:
    seen = text[:LOOKED_AT]
    strange = sum(unicodedata.category(each) in ("Cc", "Cn") and each not in "\n\r\t\f" for each in seen)
    return strange > 0.01 * len(seen)
