"""In which encoding a file is."""

import codecs

import pytest

from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.text_file import MOST_BYTES, decoded

GERMAN = "Datum;Größe in °C\n2011-03-01;1,5\n"
CHINESE = "日期,气温\n2011-03-01,1.5\n"


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (GERMAN.encode(), GERMAN, "UTF-8"),
        (codecs.BOM_UTF8 + GERMAN.encode(), GERMAN, "UTF-8"),
        (GERMAN.encode("utf-16"), GERMAN, "UTF-16"),
        (codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be"), CHINESE, "UTF-16"),
        (GERMAN.encode("utf-16-le"), GERMAN, "UTF-16"),
        (GERMAN.encode("utf-16-be"), GERMAN, "UTF-16"),
        (GERMAN.encode("cp1252"), GERMAN, "Windows-1252"),
        ("l’été;1\n".encode("cp1252"), "l’été;1\n", "Windows-1252"),  # with the byte 0x92
        ("Größe;1\n".encode("cp1252"), "Größe;1\n", "Windows-1252"),  # ö and ß together are a rare character
        ("°C;1\n".encode("cp1252"), "°C;1\n", "Windows-1252"),
        (CHINESE.encode("gb18030"), CHINESE, "GB18030"),
        (
            "年份；流量（亿立方米）\n1871；1120\n".encode("gb18030"),
            "年份；流量（亿立方米）\n1871；1120\n",
            "GB18030",
        ),
    ],
)
def test_encoding_is_found_out(data, text, encoding):
    found = decoded(data)
    assert (found.text, found.encoding) == (text, encoding)


def test_encoding_that_was_chosen_is_taken():
    assert decoded("é1".encode("cp1252"), "Windows-1252").text == "é1"
    assert decoded(GERMAN.encode("utf-16"), "UTF-16").text == GERMAN
    assert decoded(GERMAN.encode("utf-16-be"), "UTF-16").text == GERMAN
    with pytest.raises(InputError, match="UTF-8, and byte 9 does not fit"):
        decoded(GERMAN.encode("cp1252"), "UTF-8")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_of_every_system_end_alike(end):
    assert decoded(f"a{end}b{end}".encode()).text == "a\nb\n"


@pytest.mark.parametrize(
    ("data", "about"),
    [
        (b"", "empty"),
        (b"PK\x03\x04" + bytes(range(256)), "control|encoding"),
        (b"\x01\x02\x03" * 9, "control"),
        (b"1" * (MOST_BYTES + 1), "5242880"),
    ],
)
def test_what_is_no_text_is_refused(data, about):
    with pytest.raises(InputError, match=about):
        decoded(data)
