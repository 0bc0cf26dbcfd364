"""The texts of the room: how they were read is said, what cannot be read too."""

import pytest

from rnnlstm.ui.lessons.language.texts import from_file, in_short, known, shipped_model, shipped_text
from rnnlstm.ui.shell.errors import InputError


@pytest.mark.parametrize("name", ["alice", "journey"])
def test_shipped_texts_and_networks_fit_together(name):
    """The network is read with the alphabet of its text, and beats what counting gives."""
    text, model = shipped_text(name), shipped_model(name)
    assert model.course.cell.output_size == text.corpus.alphabet.size
    assert model.bits < text.naive.bigram < text.naive.unigram < text.naive.uniform
    assert model.course.looks[0].bits == pytest.approx(text.naive.uniform, abs=0.1)


def test_it_is_said_what_was_read():
    text = known("ab\n" * 200, "own", "GB18030")
    said = in_short(text)
    assert "Read as GB18030" in said and "600 characters, an alphabet of 3" in said
    assert "10% of the text, 60 characters" in said
    assert "▯" not in said and "▯" in in_short(shipped_text("journey"))


@pytest.mark.parametrize(
    ("text", "says"), [("hi", "2 characters"), ("aaaa", "4 characters"), ("a" * 900, "one kind")]
)
def test_what_cannot_be_learned_is_said(text, says):
    with pytest.raises(InputError, match=says):
        known(text, "own")


@pytest.mark.parametrize(
    ("data", "encoding", "holds"),
    [
        (("It’s a café.\r\n" * 40).encode("cp1252"), "Windows-1252", "’"),
        (("行者道：“好水！”\r\n" * 60).encode("gb18030"), "GB18030", "行"),
        (("行者道：“好水！”\r\n" * 60).encode("utf-16"), "UTF-16", "行"),
        (b"\xef\xbb\xbf" + ("cafe\u0301 und mehr\r\n" * 40).encode(), "UTF-8", "é"),
    ],
)
def test_a_file_is_read_as_what_it_is(data, encoding, holds):
    text = from_file("own.txt", data)
    characters = text.corpus.alphabet.characters
    assert text.encoding == encoding and text.name == "own.txt"
    assert holds in characters and not {"\r", "\ufeff", "\u0301"} & set(characters)
