"""From a table to a series with even steps, nothing dropped in silence."""

import numpy as np
import pytest

from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.tables.columns import Choices
from rnnlstm.ui.walk.tables.reading import read_table
from rnnlstm.ui.walk.tables.series import MOST, Treatment, as_series


def table_of(rows, head="day,x"):
    return read_table("\n".join([head, *rows]) + "\n", Choices())


def daily(days, start=1):
    return [f"2011-{1 + (k - 1) // 28:02d}-{1 + (k - 1) % 28:02d},{k}" for k in range(start, start + days)]


def said(series):
    return {remark.message.split(",")[0].split(":")[0]: remark.lines for remark in series.remarks}


def yearly(count):
    return [f"{1900 + k},{k * k % 17}" for k in range(count)]


def test_a_plain_series_is_as_it_stands():
    series = as_series(table_of(yearly(30), "year,x"), Treatment())
    assert series.name == "x"
    assert series.labels[:2] == ("1900", "1901")
    assert series.spacing == ("number", 1)
    assert series.known.all() and not series.remarks
    np.testing.assert_array_equal(series.values, [k * k % 17 for k in range(30)])


def test_months_are_even_though_their_days_are_not():
    ends = ["31.01.2011", "28.02.2011", "31.03.2011", "30.04.2011", "31.05.2011", "30.06.2011"] * 4
    days = [f"{day[:6]}{(2009, 2010, 2011, 2013)[k // 6]};{k}" for k, day in enumerate(ends)]
    series = as_series(table_of(days, "day;x"), Treatment(gaps="rows"))
    assert series.labels[:2] == ("2009-01", "2009-02")
    months = [f"{2000 + k // 12}-{k % 12 + 1:02d},1" for k in range(30)]
    assert as_series(table_of(months), Treatment()).spacing == ("month", 1)


def test_unsorted_and_duplicate_times_are_said_by_their_lines():
    rows = yearly(25)
    rows[3], rows[4] = rows[4], rows[3]
    rows.insert(10, "1909,100")
    table = table_of(rows, "year,x")
    series = as_series(table, Treatment())
    assert said(series) == {
        "Rows that stand after a later time": (6,),
        "Times that stand there before": (12,),
    }
    assert len(series.values) == 25
    assert series.values[9] == (9 * 9 % 17 + 100) / 2
    assert as_series(table, Treatment(duplicates="first")).values[9] == 9 * 9 % 17
    assert as_series(table, Treatment(duplicates="last")).values[9] == 100


def test_a_missing_value_is_filled_in_and_never_counts_as_measured():
    rows = yearly(25)
    rows[5], rows[6] = "1905,NA", "1906,"
    table = table_of(rows, "year,x")
    held = as_series(table, Treatment())
    assert held.values[5] == held.values[6] == held.values[4] == 16
    assert list(np.flatnonzero(~held.known)) == [5, 6]
    assert said(held)["Missing values"] == (7, 8)
    line = as_series(table, Treatment(missing="line"))
    np.testing.assert_allclose(line.values[4:8], [16, 16 - 2 / 3, 16 - 4 / 3, 15 - 1 + 1 - 1], atol=2)
    out = as_series(table, Treatment(missing="out"))
    assert len(out.values) == 23 and out.known.all()


def test_a_straight_line_between_the_neighbours():
    rows = [f"{1900 + k},{k}" for k in range(25)]
    rows[5], rows[6] = "1905,", "1906,"
    np.testing.assert_allclose(
        as_series(table_of(rows, "year,x"), Treatment(missing="line")).values, np.arange(25)
    )


def test_missing_at_the_beginning_has_nothing_before_it():
    rows = yearly(25)
    rows[0] = "1900,NA"
    series = as_series(table_of(rows, "year,x"), Treatment())
    assert series.labels[0] == "1901"
    assert series.known.all()


def test_missing_times_are_missing_values():
    rows = yearly(30)
    del rows[10:12]
    series = as_series(table_of(rows, "year,x"), Treatment())
    assert len(series.values) == 30
    assert list(np.flatnonzero(~series.known)) == [10, 11]
    assert said(series)["{count} times are missing"] == (12,)
    assert len(as_series(table_of(rows, "year,x"), Treatment(gaps="rows")).values) == 28


def test_weekends_are_steps_that_are_not_there():
    workdays = [f"2011-01-{day:02d},{day}" for day in range(3, 32) if (day - 3) % 7 < 5]
    series = as_series(table_of(workdays), Treatment())
    assert len(series.values) == len(workdays) == 21
    assert series.spacing is None
    assert said(series)["{count} times are missing; each row is taken for one step all the same. Before"] == (
        7,
        12,
        17,
        22,
    )
    assert len(as_series(table_of(workdays), Treatment(gaps="fill")).values) == 29


def test_times_that_are_not_even_are_said():
    rows = [f"{k * k},{k}" for k in range(1, 30)]
    table = read_table("t,x\n" + "\n".join(rows) + "\n", Choices(times="1"))
    series = as_series(table, Treatment())
    assert any("not evenly spaced" in remark.message for remark in series.remarks)
    assert series.spacing is None


def test_rounded_years_of_months_are_even():
    rows = [f"{1749 + (k + 0.5) / 12:.3f},{k}" for k in range(60)]
    series = as_series(read_table("t,x\n" + "\n".join(rows) + "\n", Choices(times="1")), Treatment())
    assert series.spacing is not None and not series.remarks


def test_rows_whose_time_cannot_be_read_are_left_out_and_said():
    rows = [*daily(30), "later,5"]
    series = as_series(table_of(rows), Treatment())
    assert said(series)["Times that cannot be read"] == (32,)


@pytest.mark.parametrize(
    ("rows", "about"),
    [(yearly(10), "10 values"), ([f"{k},1" for k in range(MOST + 1)], f"{MOST + 1} values")],
)
def test_too_few_and_too_many_are_refused(rows, about):
    with pytest.raises(InputError, match=about):
        as_series(table_of(rows, "year,x"), Treatment())


def test_one_far_time_does_not_fill_the_memory():
    rows = [*yearly(30), "1900000000,5"]
    table = table_of(rows, "year,x")
    assert len(as_series(table, Treatment()).values) == 31
    with pytest.raises(InputError, match="up to 5000"):
        as_series(table, Treatment(gaps="fill"))
