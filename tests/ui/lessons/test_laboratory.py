"""What the rooms of the laboratory share: which networks are compared, and how they are set."""

from dataclasses import replace

import numpy as np
import pytest

from rnnlstm import tasks
from rnnlstm.core import recurrent_weights
from rnnlstm.ui.lessons import laboratory
from rnnlstm.ui.lessons.laboratory import USUAL, VARIANTS, Setup
from rnnlstm.ui.runs.task_plan import histories
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.recordings import kept_at, recorded
from rnnlstm.ui.walk.sequence import MAX_REPEATED
from rnnlstm.ui.walk.source import Text, Wave
from rnnlstm.ui.walk.task_sequence import held_out
from rnnlstm.ui.walk.walk import walk_through
from support.live import live_run
from support.visit import visit_script


def room():
    import streamlit as st

    from rnnlstm.ui.lessons import laboratory
    from rnnlstm.ui.lessons.frame import check_link

    check_link(laboratory.SETTINGS)
    names = laboratory.networks()
    setup = laboratory.setup(names, *laboratory.controls())
    st.text(repr(setup))
    st.text(",".join(setup.walks()))


def run(**link):
    return visit_script(room, {"lang": "en"} | link)


def shown(test):
    return eval(test.text[0].value, {"Network": Network, "Text": Text, "Wave": Wave, "Setup": Setup})


def test_usual_networks_read_hello():
    test = run()
    assert shown(test) == Setup(USUAL, Text(length=60), Network(hidden=16))
    assert test.text[1].value == "RNN,LSTM,GRU"


def test_link_sets_everything():
    test = run(
        nets="irnn,lstm", units="3", seed="2", gain="1.5", gain_is="radius", scale="0.1", input_gain="3",
        init="normal", fb="-1", steps="500", text="ab",
    )  # fmt: skip
    network = Network(3, 2, "normal", 1.5, forget_bias=-1, input_gain=3, by_radius=True)
    assert shown(test) == Setup(("irnn", "lstm"), Text(text="ab", length=MAX_REPEATED, scale=0.1), network)
    assert not test.warning


def test_networks_are_chosen_and_never_none():
    test = run()
    test.button_group(key="nets").set_value(["gru", "irnn"]).run()
    assert test.text[1].value == "IRNN,GRU"
    assert test.session_state["settings"]["nets"] == ("irnn,gru", "tanh,lstm,gru")
    test.button_group(key="nets").set_value([]).run()
    assert not test.exception
    assert test.text[1].value == "RNN,LSTM,GRU"


@pytest.mark.parametrize("link", [{"scale": "2"}, {"input_gain": "x"}, {"units": "129"}, {"gain_is": "norm"}])
def test_link_to_what_cannot_be_is_told(link):
    (warning,) = run(**link).warning
    assert "usual value" in warning.value


def test_unknown_network_in_the_link_is_the_usual_ones():
    assert run(nets="cnn").text[1].value == "RNN,LSTM,GRU"


@pytest.mark.parametrize("name", VARIANTS)
def test_variants_are_what_they_are_called(name):
    asked = Network(5, 1, "normal", 1.7, forget_bias=2, input_gain=0.1, by_radius=True)
    setup = Setup((name,), Text(length=7), asked)
    ((label, walk),) = setup.walks().items()
    assert label == VARIANTS[name].label
    assert walk.has_loss.tolist() == [0] * 6 + [1]
    radii = [np.abs(np.linalg.eigvals(W)).max() for W in recurrent_weights(walk.cell).values()]
    if name == "irnn":
        np.testing.assert_array_equal(walk.cell.W_hh, np.eye(5))
        assert walk.cell.activation == "relu"
        assert not walk.cell.b_h.any()
    else:
        np.testing.assert_allclose(radii, 1.7, rtol=1e-9)
    if VARIANTS[name].model == "RNN" and name != "irnn":
        assert walk.cell.activation == name
    plain = Setup((name,), Text(length=7), replace(asked, input_gain=1.0)).walks()[label].cell
    of_input = "W_xn" if name == "gru" else "W_xh" if walk.model == "RNN" else "W_f"
    H = 0 if of_input.startswith("W_x") else 5
    np.testing.assert_allclose(
        walk.cell.params[of_input][:, H:], 0.1 * plain.params[of_input][:, H:], rtol=1e-12
    )


def test_sizes_of_the_laboratory_have_names_of_their_own():
    """A width that the step pages have no room for must not follow the learner there."""
    assert laboratory.HIDDEN.key != "hidden"
    assert (laboratory.HIDDEN.high, laboratory.STEPS.high) == (128, 500)


def test_every_setting_of_a_room_can_be_put_back():
    def room_with_a_way_back():
        import streamlit as st

        from rnnlstm.ui.lessons import laboratory

        st.button("back", on_click=laboratory.restore)
        st.button("story", on_click=laboratory.restore, args=({"nets": "gru", "steps": 100, "fb": -1},))
        names = laboratory.networks()
        st.text(repr(laboratory.setup(names, *laboratory.controls())))

    test = visit_script(
        room_with_a_way_back,
        {"nets": "irnn", "units": "3", "seed": "2", "gain": "1.5", "gain_is": "radius", "scale": "0.1"}
        | {"input_gain": "3", "init": "normal", "fb": "-1", "steps": "500", "text": "ab", "input": "text"},
    )
    test.button[0].click().run()
    assert not test.exception
    assert shown(test) == Setup(USUAL, Text(length=60), Network(hidden=16))
    kept = test.session_state["settings"]
    assert all(value == usual for value, usual in kept.values())  # the link names nothing any more
    test.button[1].click().run()
    assert shown(test) == Setup(("gru",), Text(length=100), Network(hidden=16, forget_bias=-1))
    # The other way round too: what has no control on the screen at the moment.
    test = visit_script(room_with_a_way_back, {"input": "wave", "wave": "pulse", "text": "ab"})
    test.button[0].click().run()
    assert shown(test).source == Text(length=60)


def laboratory_room():
    import streamlit as st

    from rnnlstm.ui.lessons import laboratory
    from rnnlstm.ui.walk.network import Network

    setup = laboratory.setup(("sigmoid", "lstm"), Network(), 30, 1.0, trained=True)
    st.session_state["seen"] = setup
    st.session_state["walks"] = setup.walks()


def test_the_laboratory_measures_the_networks_of_the_session(monkeypatch):
    run = live_run("RNN", "LSTM")
    monkeypatch.setattr("rnnlstm.ui.runs.session.current", lambda _page: run)
    test = visit_script(laboratory_room, {"lang": "en", "weights": "live", "len": "9", "sequence": "2"})
    walks = test.session_state["walks"]
    assert list(walks) == ["LSTM"]  # of the two asked for, the one that has been trained
    reading = held_out(tasks.parity(9), 2, seed=7)
    expected = walk_through(histories(run)["LSTM"].progress.cell, reading, reading.mask(last=True))
    np.testing.assert_array_equal(walks["LSTM"].grads.h, expected.grads.h)
    made = {}
    exec(test.session_state["seen"].codes([], "")["LSTM"], made)
    np.testing.assert_array_equal(made["cell"].backward(made["trace"], dy=made["dy"]).h, expected.grads.h)


def test_without_a_run_the_laboratory_shows_the_recording():
    test = visit_script(laboratory_room, {"lang": "en", "weights": "live"})
    assert "There is no run in this session" in test.info[0].value
    assert list(test.session_state["walks"]) == ["LSTM"]


def test_a_room_of_the_laboratory_can_ask_for_trained_networks():
    link = {"weights": "trained", "task": "adding", "len": "25", "sequence": "3", "share": "5", "lang": "en"}
    test = visit_script(laboratory_room, link)
    setup, walks = test.session_state["seen"], test.session_state["walks"]
    # There is no recording of an RNN with sigmoid.
    assert setup.names == ("lstm",)
    assert setup.source.length == 25
    (walk,) = walks.values()
    assert walk.cell is kept_at(recorded("adding").histories["LSTM"], 0.05)[1]
    np.testing.assert_array_equal(walk.reading.x, held_out(tasks.adding(25), 3).x)
    assert "bring their own weights" in test.caption[0].value


def room_of_the_irnn():
    import streamlit as st

    from rnnlstm.ui.lessons import laboratory
    from rnnlstm.ui.walk.network import Network

    setup = laboratory.setup(("tanh", "irnn"), Network(), 30, 1.0, trained=True)
    st.session_state["code"], st.session_state["walks"] = setup.codes([], ""), setup.walks()


def test_the_irnn_of_a_recording_is_told_from_its_rnn():
    test = visit_script(room_of_the_irnn, {"weights": "trained", "task": "parity", "lang": "en"})
    walks = test.session_state["walks"]
    assert list(walks) == ["RNN", "IRNN"]
    for kind, walk in walks.items():
        assert walk.cell is kept_at(recorded("parity").histories[kind], 1)[1]
        made = {}
        exec(test.session_state["code"][kind], made)
        np.testing.assert_array_equal(made["trace"].h, walk.trace.h)
    assert walks["IRNN"].cell.activation == "relu"


def test_a_room_draws_its_networks_unless_asked_otherwise():
    test = visit_script(laboratory_room, {"lang": "en"})
    assert test.session_state["seen"].names == ("sigmoid", "lstm")
    assert isinstance(test.session_state["seen"].source, Text)
    assert set(test.session_state["walks"]) == {"RNN (sigmoid)", "LSTM"}
