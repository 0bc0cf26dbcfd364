"""How a name is read: composed or not, upper or lower case, and what there is no letter for."""

import unicodedata

import numpy as np
import pytest

from rnnlstm.core.names.spelling import Spelling, numbered, spelled


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_an_accent_is_its_letters_however_it_is_typed(form):
    assert spelled(unicodedata.normalize(form, " Müller"), "elmrü") == Spelling("müller")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("MÜLLER", Spelling("muller", bare=(("ü", "u"),))),  # no ü in this alphabet, but a u
        ("Müll-er", Spelling("mull-er", bare=(("ü", "u"),), unknown=("-",))),
        ("ł", Spelling("ł", unknown=("ł",))),  # a letter of its own, no l with an accent
        ("李 李", Spelling("李 李", unknown=("李", " "))),
        ("İ", Spelling("i\u0307", unknown=("\u0307", "i"))),
        ("", Spelling("")),
    ],
)
def test_what_is_not_in_the_alphabet_is_told(text, read):
    got = spelled(text, "elmru")
    assert (got.letters, got.bare, set(got.unknown)) == (read.letters, read.bare, set(read.unknown))


def test_letters_are_places_in_the_alphabet():
    expected = [[0, 1], [2, -1], [-1, -1]]  # a step a row: "ac?", "b"
    np.testing.assert_array_equal(numbered(["ac?", "b"], "abc"), expected)
