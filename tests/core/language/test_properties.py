"""What is true of each character of a text."""

from rnnlstm.core.language.properties import LONGEST, PROPERTIES, properties_of

TEXT = "A “b (c) d” e.\nFg"


def where(name, text=TEXT):
    return "".join(each for each, so in zip(text, PROPERTIES[name](text), strict=True) if so)


def test_flags():
    assert where("capital") == "AF"
    assert where("space") == "    \n"
    assert where("after_space") == "“(deF"
    assert where("punctuation") == "“()”."


def test_quotes_and_brackets_are_open_until_they_are_closed():
    assert where("quotes") == "“b (c) d"
    assert where("brackets") == "(c"
    assert where("quotes", "行者道：“好水！”众") == "“好水！"
    assert where("quotes", 'say "yes" now') == '"yes'
    assert where("quotes", "“" + "a" * (LONGEST + 50)) == "“" + "a" * LONGEST


def test_positions_count_from_the_last_end():
    line = PROPERTIES["line"]("a" * 20 + "\n" + "b" * 200)
    assert line[:21].tolist() == [0] * 8 + [1] * 8 + [2] * 5
    assert line[21] == 0 and line.max() == 9
    sentence = PROPERTIES["sentence"]("去。" + "a" * 9)
    assert sentence.tolist() == [0, 0] + [0] * 8 + [1]


def test_what_is_the_same_everywhere_is_left_out():
    assert "capital" not in properties_of("abc def") and "brackets" not in properties_of("abc def")
    assert set(properties_of(TEXT)) >= {"quotes", "brackets", "capital", "space"}
    assert properties_of("") == {}
