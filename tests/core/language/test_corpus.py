"""A text becomes characters with places: one form, an alphabet with bounds, and a part held out."""

import pickle

import pytest

from rnnlstm.core.language.corpus import REST, Alphabet, CorpusError, corpus, tidy


def test_a_text_has_one_form_however_it_was_typed():
    assert tidy("\ufeffcafe\u0301\r\nb\rc\x00\x1b") == "café\nb\nc"
    assert len(corpus("cafe\u0301 café\r\n" * 100).alphabet.characters) == 6  # \n, blank, a, c, f, é


@pytest.mark.parametrize(
    ("text", "problem"), [("hi", "short"), ("aaaa", "short"), ("", "short"), ("a" * 500, "same")]
)
def test_what_cannot_be_trained_on_is_said(text, problem):
    with pytest.raises(CorpusError) as caught:
        corpus(text)
    assert caught.value.problem == problem
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.problem, again.facts, str(again)) == (problem, caught.value.facts, str(caught.value))


def test_the_most_frequent_characters_have_places_and_the_rest_has_one():
    alphabet = Alphabet.of("aaabbbccd", most=3)
    assert alphabet.characters == ("a", "b") and alphabet.rest
    assert alphabet.size == 3 and alphabet.symbols == ("a", "b", REST)
    assert alphabet.decode(alphabet.encode("abcd")) == f"ab{REST}{REST}"
    assert alphabet.unknown("dcabd") == ("d", "c")
    whole = Alphabet.of("aaabbbccd", most=4)
    assert whole.characters == ("a", "b", "c", "d") and not whole.rest
    assert list(whole.encode("xaz")) == [0]


def test_the_mark_of_the_rest_does_not_collide_with_what_is_typed():
    """A typed mark is one of the rest: nothing else in the alphabet looks like it."""
    alphabet = Alphabet.of(f"a{REST}b", most=10)
    assert alphabet.characters == ("a", "b") and alphabet.rest
    assert alphabet.symbols.count(REST) == 1
    assert alphabet.decode(alphabet.encode(f"a{REST}")) == f"a{REST}"


def test_the_end_is_held_out_and_what_is_beyond_the_limit_left():
    text = corpus("ab" * 300 + "cc" * 300, limit=1000)
    assert text.length == 1000 and text.left_out == 200
    assert (len(text.training), len(text.held_out)) == (900, 100)
    assert set(text.held_out) == {2}
    assert text.rest_share == 0
    few = corpus("ab" * 300 + "cdef" * 100, most=3)
    assert few.rest_share == pytest.approx(400 / 1000)
