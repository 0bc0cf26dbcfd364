"""Tables as people bring them, and what is wrong in which line."""

from datetime import datetime

import numpy as np
import pytest

from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.tables.columns import Choices
from rnnlstm.ui.walk.tables.number_format import NumberFormat
from rnnlstm.ui.walk.tables.reading import read_table
from rnnlstm.ui.walk.tables.rows import split
from rnnlstm.ui.walk.text_file import decoded

EXCEL = 'sep=;\r\n"Datum";"Umsatz in €"\r\n31.01.2011;1.234,50\r\n28.02.2011;999,00\r\n31.03.2011;NA\r\n\r\n'


def said(table):
    return [(remark.message.split(",")[0].split(":")[0], remark.lines) for remark in table.remarks]


def test_a_file_as_excel_writes_it():
    for data in (EXCEL.encode("utf-8-sig"), EXCEL.encode("utf-16"), EXCEL.encode("cp1252")):
        table = read_table(decoded(data).text, Choices())
        assert table.names == ("Datum", "Umsatz in €")
        assert (table.time, table.value, table.order) == (0, 1, "dmy")
        assert table.format == NumberFormat(",", ".")
        assert table.times[1] == datetime(2011, 2, 28)
        np.testing.assert_array_equal(table.numbers, [1234.5, 999, np.nan])
        assert said(table) == [("Missing values", (5,))]


def test_a_sheet_pasted_with_tabs():
    table = read_table("day\tvalue\n2011-03-01\t0,5\n2011-03-02\t1,5\n", Choices())
    np.testing.assert_array_equal(table.numbers, [0.5, 1.5])


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("0,5; 1,5; 2,5", [0.5, 1.5, 2.5]),
        ("1.234,56; 2; 3", [1234.56, 2, 3]),
        ("1,,2", [1, np.nan, 2]),
        ("1 2 3 NA", [1, 2, 3, np.nan]),
        ("5\n6\n7", [5, 6, 7]),
    ],
)
def test_a_list_is_read_as_it_is_meant(text, numbers):
    table = read_table(text, Choices())
    assert table.time is None
    np.testing.assert_array_equal(table.numbers, numbers)


def test_dates_that_nothing_decides_are_asked_for():
    text = "d,v\n11/03/2011,1\n03/05/2011,2\n"
    table = read_table(text, Choices())
    assert (table.order, table.times) == ("", ())
    assert (table.candidates, table.example) == (("dmy", "mdy"), "11/03/2011")
    assert read_table(text, Choices(order="mdy")).times[0] == datetime(2011, 11, 3)


def test_one_line_that_decides_decides_for_all():
    table = read_table("d,v\n11/03/2011,1\n03/05/2011,2\n20/10/2011,3\n", Choices())
    assert table.times == (datetime(2011, 3, 11), datetime(2011, 5, 3), datetime(2011, 10, 20))


def test_what_is_wrong_is_said_by_its_line():
    text = "\n".join(
        [
            "# mine",
            "day,x",
            "2011-01-01,1",
            "2011-01-02,2,3",
            "2011-01-03,oops",
            "soon,4",
            "",
            "2011-01-05,",
            "x,5",
        ]
        + [f"2011-02-{k:02d},7" for k in range(1, 15)]
    )
    table = read_table(text, Choices())
    assert said(table) == [
        ("Comments", (1,)),
        ("Empty lines", (7,)),
        ("Rows with more than {width} fields", (4,)),
        ("Times that cannot be read", (6, 9)),
        ("Values that are no numbers", (5,)),
        ("Missing values", (8,)),
    ]


def test_an_index_of_integers_is_the_time():
    table = read_table("year,x\n1700,5\n1701,11\n1702,16\n", Choices())
    assert (table.time, table.value, table.order) == (0, 1, "number")
    assert table.times == (1700, 1701, 1702)


def test_two_columns_of_numbers_have_no_time():
    table = read_table("a,b\n3,5\n1,11\n2,16\n", Choices())
    assert (table.time, table.value) == (None, 0)


def test_columns_can_be_chosen():
    text = "year,x,y\n1700,5,1\n1701,11,2\n1702,16,4\n"
    table = read_table(text, Choices(times="none", values="3"))
    assert table.time is None
    np.testing.assert_array_equal(table.numbers, [1, 2, 4])
    assert read_table(text, Choices(heading="no")).names == ("#1", "#2", "#3")


def test_names_are_told_apart():
    assert read_table("x,x,\n1,2,3\n", Choices()).names == ("x", "x #2", "#3")
    assert read_table("x #3,y,x,x #3\n1,2,3,4\n", Choices()).names == ("x #3", "y", "x", "x #3 #4")
    assert read_table("x #3,x,x\n1,2,3\n", Choices()).names == ("x #3", "x", "x #4")


def test_frame_shows_line_time_and_value():
    frame = read_table("day,x\n2011-03-01,5\n2011-03-02 12:00,6\n", Choices()).frame()
    assert list(frame.columns) == ["line", "day", "x"]
    assert list(frame["day"]) == ["2011-03-01", "2011-03-02 12:00:00"]
    assert list(frame["line"]) == [2, 3]


@pytest.mark.parametrize("line", ["line", "行"])
def test_a_column_may_be_called_as_the_column_of_lines_is(line):
    frame = read_table(f"day,{line}\n2011-03-01,5\n2011-03-02,6\n", Choices()).frame(line)
    assert list(frame.columns) == [f"{line} #2", "day", line]
    assert frame.to_numpy().tolist() == [[2, "2011-03-01", 5], [3, "2011-03-02", 6]]


@pytest.mark.parametrize(
    ("text", "choices", "about"),
    [
        ("a,b\nx,y\n", Choices(), "No column holds numbers"),
        ("day,x\n2011-01-01,\n2011-01-02,\n", Choices(), "No column holds numbers"),
        ("day,x\n2011-01-01,1\n", Choices(values="3"), "no column 3"),
        ("day,x\n2011-01-01,1\n", Choices(values="1"), "holds no numbers"),
        ("day,x\n", Choices(heading="yes"), "no rows below"),
    ],
)
def test_what_holds_no_series_is_refused(text, choices, about):
    with pytest.raises(InputError, match=about):
        read_table(text, choices)


def test_rows_are_those_of_the_text():
    assert len(split(EXCEL).rows) == 4
