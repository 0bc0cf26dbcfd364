"""In which order day, month and year stand."""

from datetime import datetime

import pytest

from rnnlstm.ui.walk.tables.dates import find_order, read


def test_one_day_above_twelve_decides_for_the_whole_column():
    """A reader that decides row by row makes 11 March the third of November."""
    column = ["11/03/2011", "03/05/2011", "20/10/2011"]
    found = find_order(column)
    assert (found.order, found.candidates) == ("dmy", ())
    read_so = [read(field, found.order) for field in column]
    assert read_so == [datetime(2011, 3, 11), datetime(2011, 5, 3), datetime(2011, 10, 20)]


def test_where_nothing_decides_it_must_be_chosen():
    found = find_order(["11/03/2011", "03/05/2011"])
    assert (found.order, found.candidates) == ("", ("dmy", "mdy"))
    assert find_order(["01/02/03", "02/03/04"]).candidates == ("ymd", "dmy", "mdy")


def test_where_all_orders_mean_the_same_nothing_is_asked():
    assert find_order(["01/01/2011", "02/02/2011"]).order == "dmy"


def test_what_was_chosen_is_taken():
    assert find_order(["11/03/2011"], "mdy").order == "mdy"
    assert find_order(["20/10/2011"], "mdy").order == ""


@pytest.mark.parametrize(
    ("field", "order", "time"),
    [
        ("2011-03-11", "ymd", (2011, 3, 11)),
        ("2011/3/1", "ymd", (2011, 3, 1)),
        ("20110311", "ymd", (2011, 3, 11)),
        ("2011年3月11日", "ymd", (2011, 3, 11)),
        ("2011年3月", "ymd", (2011, 3, 1)),
        ("2011-03", "ymd", (2011, 3, 1)),
        ("03/2011", "ymd", (2011, 3, 1)),
        ("2011Q2", "ymd", (2011, 4, 1)),
        ("11.03.2011", "dmy", (2011, 3, 11)),
        ("11.3.11", "dmy", (2011, 3, 11)),
        ("1.1.75", "dmy", (1975, 1, 1)),
        ("11-Mar-2011", "dmy", (2011, 3, 11)),
        ("March 11, 2011", "mdy", (2011, 3, 11)),
        ("Mar 2011", "dmy", (2011, 3, 1)),
        ("2011-03-11T14:05:06Z", "ymd", (2011, 3, 11, 14, 5, 6)),
        ("11/03/2011 2:30 pm", "dmy", (2011, 3, 11, 14, 30)),
        ("1066-10-14", "ymd", (1066, 10, 14)),
        ("2011-02-30", "ymd", None),
        ("2011-13-01", "ymd", None),
        ("2011-03-11", "dmy", None),
        ("2011-03-11 25:00", "ymd", None),
        ("1234.5", "ymd", None),
        ("1.234.567", "dmy", None),
        ("-1.5", "dmy", None),
        ("2011", "ymd", None),
        ("hello", "ymd", None),
        ("²", "ymd", None),
        ("2011-03-1²", "ymd", None),
        ("٢٠١١-٠٣-١١", "ymd", (2011, 3, 11)),
        ("0000-01-01", "ymd", None),
        ("", "ymd", None),
    ],
)
def test_times_as_people_write_them(field, order, time):
    assert read(field, order) == (None if time is None else datetime(*time))
