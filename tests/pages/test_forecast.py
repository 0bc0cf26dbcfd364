"""The page of forecasts, run by Streamlit's AppTest: series of the course, the learner's own, and a run."""

import time

import numpy as np
import pytest

from rnnlstm.ui.lessons.forecast.sources import GIVEN, given
from support.charts import charts, numbers
from support.visit import run, unfold, visit_page

YEARS = "year,x\n" + "\n".join(f"{1900 + k},{10 + k % 7}" for k in range(60)) + "\n"


def visit(**link):
    return visit_page("pages/forecast.py", {"lang": "en"} | link)


def said(test):
    return "\n".join(each.value for each in [*test.caption, *test.info, *test.warning]).replace("\\", "")


def table(test):
    """The errors as the page shows them: the forecaster -> its cells."""
    (shown,) = [each.value.split("\n\n")[1] for each in test.markdown if "| MAE |" in each.value]
    rows = [[cell.strip() for cell in row.strip("| ").split(" | ")] for row in shown.split("\n")[2:]]
    return {row[0].strip("*✓ "): row[1:] for row in rows}


def give(test, data, name="own.csv"):
    test.file_uploader(key="forecast-file").set_value((name, data, "text/csv"))
    return run(test)


def series_of(test):
    return numbers(charts(test)[0]["data"][0]["y"])


@pytest.mark.parametrize("name", GIVEN)
def test_every_series_opens_with_its_baselines(name):
    test = visit(series=name, lang="zh" if name in ("co2", "walk") else "en")
    assert not test.error and not test.warning
    v = given(name).values
    np.testing.assert_allclose(series_of(test), v[-len(series_of(test)) :])
    errors = table(test)
    train = len(v) - round(0.2 * len(v))
    off = (v[train - 1 : -1] - v[train:])[given(name).known[train:]]
    last = errors.get("last value") or errors["最后一个值"]
    assert float(last[1]) == pytest.approx(np.sqrt(np.mean(off**2)), rel=0.01)
    assert all(chart.proto.alt for chart in test.get("plotly_chart"))


def test_the_link_sets_everything():
    test = visit(series="nile", held_out="30", window="5", reads="changes", season="6")
    assert "70 values" not in said(test) and "the first 70 (1871 – 1940)" in said(test)
    assert "6 steps, as you have set it" in said(test)
    assert float(table(test)["last season"][1]) > 0
    assert not test.warning


def test_a_window_that_is_too_long_is_told():
    test = visit(series="nile", window="60")
    assert "window" not in test.query_params or test.slider(key="window").value <= 26
    assert "26" in test.warning[0].value


def test_a_pasted_table_stands_in_the_link_and_is_read_as_it_is_meant():
    text = "\n".join(f"{k % 5},{k % 7 + 1}" for k in range(40))  # one column with decimal commas
    test = visit(series="paste", data=text)
    np.testing.assert_allclose(
        series_of(test), [float(each.replace(",", ".")) for each in text.split("\n")][-16:]
    )
    assert "decimal comma" in said(test)
    assert not test.error


def test_nothing_pasted_yet_is_said():
    test = visit(series="paste")
    assert "nothing here yet" in test.error[0].value
    assert len(test.header) >= 4


def test_a_text_too_long_for_a_link_stays_for_the_session():
    text = YEARS + "".join(f"{1960 + k},{k % 9}\n" for k in range(400))
    test = visit(series="paste")
    test.text_area(key="data").set_value(text)
    run(test)
    assert "too many for a link" in said(test)
    assert "460 values" in said(test)
    assert run(test).text_area(key="data").value == text


def test_dates_that_nothing_decides_are_asked_for_and_never_transposed():
    rows = [f"{1 + k % 12:02d}/{1 + k % 12:02d}/{2000 + k // 12},{k}" for k in range(36)]
    rows[20] = "03/04/2001,5"
    test = visit(series="paste", data="day,x\n" + "\n".join(rows))
    assert "Which day is “03/04/2001”" in test.warning[0].value.replace("\\", "")
    assert not test.get("plotly_chart")
    test.get("button_group")[-1].set_value("dmy")
    run(test)
    assert len(test.get("plotly_chart")) == 2
    assert "day, month, year" in said(test)


def test_a_file_as_excel_writes_it_and_what_is_wrong_with_it_by_line():
    days = [f"{1 + k % 28:02d}.{1 + k // 28:02d}.2011;1.{100 + k},5" for k in range(56)]
    days[3], days[7], days[9] = "04.01.2011;NA", "08.01.2011;oops", "09.01.2011;7"
    data = "sep=;\r\nDatum;Größe\r\n" + "\r\n".join(days) + "\r\n\r\n"
    test = give(visit(series="file"), data.encode("cp1252"))
    told = said(test)
    assert "Windows-1252" in told and "semicolon" in told and "decimal comma" in told
    assert "“Größe”" in told and "2011-01-01 – 2011-02-28" in told
    for each in (
        "Missing values: line 6",
        "such as “oops”",
        "their mean taken: line 12",
        "times are missing",
    ):
        assert each in told
    assert not test.error


def test_a_file_that_is_no_table_leaves_what_was_there():
    test = give(visit(series="file"), YEARS.encode("utf-16"))
    assert "UTF-16" in said(test)
    test = give(test, b"PK\x03\x04rest", "book.xlsx")
    assert "workbook" in test.error[0].value
    assert "60 values" in said(test)


def test_a_link_to_a_file_says_that_it_carries_none():
    test = visit(series="file")
    assert "A link never carries a file" in said(test)
    assert "309 values" in said(test)


@pytest.mark.parametrize("data", ["5, " * 29 + "5", "0, " * 29 + "7"])
def test_a_constant_series_divides_nothing_by_zero(data):
    test = visit(series="paste", data=data)
    assert "does not vary" in said(test)
    assert not test.error


def test_how_it_is_read_can_be_corrected():
    data = "a,b,c\n" + "\n".join(f"{k},{k % 5},{k % 3}" for k in range(40))
    test = visit(series="paste", data=data, csv_values="3", csv_times="none")
    np.testing.assert_allclose(series_of(test), [k % 3 for k in range(24, 40)])
    assert "no column of times" in said(test)


def test_a_run_from_start_to_end():
    test = visit(series="nile", fc_units="2", fc_updates="50")
    test.button(key="train-main").click().run()
    end = time.monotonic() + 120
    while (now := test.session_state["runs"]["forecast"].snapshot()).state == "running" or now.busy:
        assert time.monotonic() < end
        time.sleep(0.1)
        test.run()
    run(test)
    assert now.state == "over" and now.step == 50
    errors = table(test)
    assert set(errors) == {"RNN", "LSTM", "GRU", "last value", "autoregression"}
    order = [float(cells[1].partition("<br>")[0]) for cells in errors.values()]
    assert order == sorted(order)
    assert any(
        ("wins" in each.value or "best" in each.value or "close" in each.value) for each in test.markdown
    )
    shown = {trace.get("name", "").strip() for trace in charts(test)[0]["data"]}
    assert {"series", "LSTM", "GRU", "last value", "autoregression"} <= shown
    frame = unfold(test).dataframe[0].value
    assert len(frame) == 20 and "LSTM 3 · one step ahead" in frame.columns
    test.slider(key="held_out").set_value(30)
    run(test)
    assert "It differs in: Held out at the end, in %" in said(test)
    assert set(table(test)) == {"last value", "autoregression"}  # of what is asked for, not of the run
    assert test.button(key="train-main").label == "Start"
    test.button(key="train-back").click().run()
    assert test.slider(key="held_out").value == 20
    assert "LSTM" in table(test)  # the run is there again
    test.slider(key="held_out").set_value(30)
    run(test)
    test.button(key="train-main").click().run()
    assert test.session_state["runs"]["forecast"].snapshot().plan.problem.held_out == 30
    test.button(key="train-reset").click().run()
