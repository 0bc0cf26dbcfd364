"""A text cut into rows."""

import pytest

from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.tables.rows import MOST_ROWS, split


@pytest.mark.parametrize(
    ("text", "separator", "first"),
    [
        ("a,b\n1,2\n3,4\n", "comma", ("a", "b")),
        ("a;b\n1,5;2\n3,5;4\n", "semicolon", ("a", "b")),
        ("a\tb\n1,5\t2\n", "tab", ("a", "b")),
        ("a|b\n1|2\n", "pipe", ("a", "b")),
        ("1700  5\n1701 11\n", "space", ("1700", "5")),
        ("2011-01-01 10:00,5\n2011-01-01 11:00,6\n", "comma", ("2011-01-01 10:00", "5")),
        ("x\n1.5\n2.5\n", "none", ("x",)),
        ("12,5\n13,1\n11,9\n", "none", ("12,5",)),
        ("Wert\n12,5\n13,1\n", "none", ("Wert",)),
        ("1,5\n2,6\n3,7\n", "comma", ("1", "5")),  # the first counts up: an index and a value
        ("0,5; 1,5; 2,5", "semicolon", ("0,5", "1,5", "2,5")),
        ("1.234,56; 2; 3", "semicolon", ("1.234,56", "2", "3")),
        ("0,5 1,5 2,5", "space", ("0,5", "1,5", "2,5")),
        ("1,,2", "comma", ("1", "", "2")),
        ("1, 2, 3", "comma", ("1", "2", "3")),
        ("1，2，3", "comma", ("1", "2", "3")),
        ("1、2、3", "comma", ("1", "2", "3")),
        ('"a;b";c\n1;2\n', "semicolon", ("a;b", "c")),
        ("\ufeffa,b\n1,2\n", "comma", ("a", "b")),
    ],
)
def test_separator_is_found_out(text, separator, first):
    found = split(text)
    assert found.separator == separator
    assert found.rows[0].fields == first


def test_first_line_of_excel_names_the_separator_and_is_no_row():
    found = split("sep=;\r\na;b\r\n1,5;2\r\n")
    assert found.said and found.separator == "semicolon"
    assert [(row.line, row.fields) for row in found.rows] == [(2, ("a", "b")), (3, ("1,5", "2"))]
    assert split('"sep=\t"\na\tb\n1\t2\n').separator == "tab"


def test_lines_keep_their_numbers():
    found = split('# from a friend\na,b\n\n1,"two\nlines"\n3,4\n\n\n')
    assert [row.line for row in found.rows] == [2, 4, 6]
    assert (found.comments, found.empty) == ((1,), (3,))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(end):
    assert [row.line for row in split(end.join(["a,b", "1,2", "3,4"])).rows] == [1, 2, 3]


def test_what_was_chosen_is_taken():
    assert split("1,5\n2,6\n", "none").rows[0].fields == ("1,5",)
    assert split("a b,c\n", "space").rows[0].fields == ("a", "b,c")


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("", "nothing here yet"),
        ("\n \n", "nothing here yet"),
        ("sep=;\n", "nothing here yet"),
        ("1\n" * (MOST_ROWS + 1), "20001 lines"),
        ("1,2\n" + "1," * 300 + "\n", "301 fields"),
        ("1," * 400_001, "400001 fields"),
        ('a,b\n1,"' + "x" * 200_000, "Line 2 cannot be read"),
    ],
)
def test_what_is_no_table_is_refused(text, about):
    with pytest.raises(InputError, match=about):
        split(text, "auto" if "," not in text else "comma")
