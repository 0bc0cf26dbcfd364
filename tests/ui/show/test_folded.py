"""What is folded away costs nothing until a reader opens it."""

from support.visit import unfold, visit_script


def page():
    import pandas as pd
    import streamlit as st

    from rnnlstm.ui.show.folded import show_code, show_table

    made = st.session_state.setdefault("made", [])

    def table():
        made.append("table")
        return pd.DataFrame({"a": [1, 2]})

    def code():
        made.append("code")
        return {"RNN": "x = 1", "LSTM": "x = 2"}

    show_table(table, "one")
    show_table(table, "other")
    show_code(code, "one")


def test_nothing_is_made_while_it_is_folded():
    test = visit_script(page, {"lang": "en"})
    assert [fold.label for fold in test.expander] == ["The numbers behind it"] * 2 + ["Show me the code"]
    assert test.session_state["made"] == []
    assert not test.dataframe and not test.code and not test.get("download_button")


def test_what_is_open_is_made_and_can_be_downloaded():
    test = unfold(visit_script(page, {"lang": "en"}))
    assert test.session_state["made"] == ["table", "table", "code"]
    assert [table.value["a"].tolist() for table in test.dataframe] == [[1, 2], [1, 2]]
    assert len(test.get("download_button")) == 2
    assert test.code[0].value == "x = 1"


def test_one_fold_is_opened_and_closed_by_itself():
    test = visit_script(page, {"lang": "en"})
    test.session_state["numbers-other"] = True
    test.run()
    assert test.session_state["made"] == ["table"]
    assert len(test.dataframe) == 1
    test.session_state["numbers-other"] = False
    test.run()
    assert test.session_state["made"] == ["table"]
    assert not test.dataframe


def page_of_several():
    import pandas as pd
    import streamlit as st

    from rnnlstm.ui.show.folded import folds, show_code, show_table

    with folds():
        show_code(lambda: "x = 1", "first")
        st.write("between")
        with folds():
            show_table(lambda: pd.DataFrame({"a": [1]}), "second")
    show_code(lambda: "x = 3", "third")


def test_folds_together_stand_below_each_other_in_their_order():
    test = unfold(visit_script(page_of_several, {"lang": "en"}))
    labels = ["Show me the code", "The numbers behind it", "Show me the code"]
    assert [fold.label for fold in test.expander] == labels
    assert [code.value for code in test.code] == ["x = 1", "x = 3"] and len(test.dataframe) == 1
