"""How numbers are written."""

import pytest

from rnnlstm.ui.walk.tables.number_format import NumberFormat, find_format, is_missing


@pytest.mark.parametrize(
    ("fields", "decimal", "thousands"),
    [
        (["1", "2", "30"], ".", ""),
        (["0.5", "1"], ".", ""),
        (["0,5", "1"], ",", ""),
        (["1.234,56", "2"], ",", "."),
        (["1,234.56", "2"], ".", ","),
        (["1.234.567"], ",", "."),
        (["1 234", "5"], ".", " "),
        (["1 234,5", "5 000"], ",", " "),
        (["5 000", "6 000", "1 234,5"], ",", " "),
        (["1\u202f234,5"], ",", " "),
        (["1'234.5"], ".", "'"),
        (["1’234.5"], ".", "'"),
        (["12,5", "1.234"], ",", "."),
        (["12.5", "1,234"], ".", ","),
        (["0.123"], ".", ""),
        (["−0,5"], ",", ""),
        (["abc", "NA", ""], ".", ""),
    ],
)
def test_format_is_what_the_numbers_decide(fields, decimal, thousands):
    found = find_format(fields)
    assert (found.format, found.doubtful) == (NumberFormat(decimal, thousands), "")


def test_what_nothing_decides_is_doubtful():
    assert find_format(["1,234", "5,678"]) == (find := find_format(["1,234"])) or find.doubtful == "1,234"
    assert find_format(["1,234"]).format == NumberFormat(",")
    assert find_format(["1.234"]).doubtful == "1.234"
    assert find_format(["1.234"]).format == NumberFormat(".")
    assert not find_format(["1.234"], comma_separates=True).doubtful


def test_what_was_chosen_is_taken():
    assert find_format(["1,234"], decimal=".").format == NumberFormat(".", ",")
    assert find_format(["1,234"], thousands=",").format == NumberFormat(".", ",")
    assert find_format(["1.234"], decimal=",").format == NumberFormat(",", ".")
    assert find_format(["1,5"], decimal=".").format == NumberFormat(".", "")
    assert not find_format(["1,234"], decimal=",").doubtful


@pytest.mark.parametrize(
    ("written", "field", "value"),
    [
        (NumberFormat(), "1.5", 1.5),
        (NumberFormat(), " -2 ", -2),
        (NumberFormat(), "−2", -2),
        (NumberFormat(), "１２．５", 12.5),
        (NumberFormat(), "1e3", 1000),
        (NumberFormat(), ".5", 0.5),
        (NumberFormat(), "5.", 5),
        (NumberFormat(",", "."), "1.234,56", 1234.56),
        (NumberFormat(",", "."), "-1.234.567", -1234567),
        (NumberFormat(",", " "), "1\xa0234,5", 1234.5),
        (NumberFormat(".", ","), "1,234", 1234),
        (NumberFormat(",", "."), "1.23", None),
        (NumberFormat(".", ","), "1,23,456", None),
        (NumberFormat(), "1,5", None),
        (NumberFormat(), "1_0", None),
        (NumberFormat(), "inf", None),
        (NumberFormat(), "1e13", None),
        (NumberFormat(), "12 kg", None),
        (NumberFormat(), "", None),
        (NumberFormat(), ".", None),
    ],
)
def test_number_is_read_in_its_format_alone(written, field, value):
    assert written.read(field) == value


@pytest.mark.parametrize("field", ["", " ", "NA", "n/a", "NaN", "-", "—", "#N/A", "null", "缺失"])
def test_ways_to_say_that_a_number_is_missing(field):
    assert is_missing(field)


@pytest.mark.parametrize("field", ["0", "-1", "nada"])
def test_a_number_or_a_word_is_not_missing(field):
    assert not is_missing(field)
