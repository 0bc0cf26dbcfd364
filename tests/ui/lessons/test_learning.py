"""How long a page's networks learn: a newcomer's page and an old link's, the words, the limit, the stop."""

import pytest

from rnnlstm.core import LSTM, RNN
from rnnlstm.ui.lessons import learning as on_page
from rnnlstm.ui.walk import learning
from rnnlstm.ui.walk.cache import Kept
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Text
from support.visit import visit_page, visit_script


def run(name, **link):
    return visit_page(f"pages/{name}.py", {"lang": "en"} | link)


def said(test):
    return [caption.value for caption in test.caption]


def control(test):
    return next(each for each in test.button_group if each.key == "learned")


@pytest.mark.parametrize("name", ["rnn_forward", "lstm_backward", "gru_forward", "compare"])
def test_a_newcomer_meets_a_network_that_has_learned_a_little(name):
    test = run(name)
    assert test.session_state["settings"]["learned"] == (50.0, None)  # which the link then names
    assert any("After 50 updates on this text: loss 1.6" in each for each in said(test))
    assert all("5 of 5 predictions right" in each for each in said(test) if each.startswith("After"))


@pytest.mark.parametrize("link", [{"text": "hello"}, {"t": "3"}, {"seed": "0"}, {"learned": "0"}])
def test_an_old_link_shows_the_network_as_it_was_drawn(link):
    test = run("lstm_forward", **link)
    assert test.session_state["settings"]["learned"] == (0.0, None)
    assert "Weights drawn at random: this network has learned nothing yet." in said(test)


@pytest.mark.parametrize("name", ["gradients", "spectra", "truncation", "influence"])
def test_the_laboratory_begins_with_what_was_drawn(name):
    test = run(name)
    assert "learned" not in test.session_state["settings"]
    assert not any("After 50 updates" in each for each in said(test))


@pytest.mark.parametrize("name", ["gradients", "spectra", "truncation", "influence", "exploding"])
def test_networks_of_the_laboratory_learn_when_asked(name):
    test = run(name, weights="learned", part="update", learned="20", steps="12", span="12", units="4")
    assert any("After 20 updates on this text: loss" in each for each in said(test))
    assert any("the loss of every step" in each for each in said(test))


def test_the_words_say_what_the_learner_can_check():
    walk = on_page.take("LSTM", Text(text="abca"), Network(updates=150, loss="every"))
    words = on_page.in_words("LSTM", Text(text="abca"), Network(updates=150, loss="last"))
    before = on_page.take("LSTM", Text(text="abca"), Network()).loss
    assert words == (
        f"After 150 updates on this text: loss {before:.3g} → {walk.loss:.3g}, "
        f"{walk.right} of 4 predictions right."
    )


def test_a_series_is_continued():
    (words, _loss) = said(run("rnn_forward", input="wave", length="24", learned="150"))
    assert words.startswith("After 150 updates, to continue this series: loss 0.362 → 4.3 × 10⁻⁵")


def test_the_chinese_page_says_it_in_chinese():
    words = said(run("gru_backward", lang="zh", learned="20"))[0]
    assert words.startswith("在这段文本上更新 20 次之后：损失 1.64 → ")


def test_two_texts_side_by_side_meet_one_network():
    test = run("compare", cell1="LSTM", cell2="LSTM", text="he is", text2="she is", learned="50")
    words = said(test)
    assert any(each.startswith("After 50 updates on this text") for each in words)
    assert "The same network as on the left: it has learned the text there, and reads this one." in words


def page(updates):
    import streamlit as st

    from rnnlstm.ui.controls.settings import UPDATES
    from rnnlstm.ui.lessons.learning import learn
    from rnnlstm.ui.walk.network import Network
    from rnnlstm.ui.walk.source import Text

    UPDATES.put(updates) if not st.session_state.get("begun") else None
    st.session_state["begun"] = True
    asked = int(UPDATES.show())
    st.text(str(learn([(kind, Text(), Network(hidden=3)) for kind in ("RNN", "LSTM")], asked)))


def test_a_limit_is_said_before_anything_is_learned(monkeypatch):
    begun = []
    monkeypatch.setattr(on_page, "learning", lambda *asked: begun.append(asked[2].updates) or ())
    sizes = [RNN.init(4, 3, 5, seed=0), LSTM.init(4, 3, 5, seed=0)]
    params = sum(value.size for cell in sizes for value in cell.params.values())
    work = 5 * (params + 2 * learning.WORK_OF_A_STEP)
    monkeypatch.setattr(learning, "MOST_WORK", 399 * work)
    test = visit_script(page, {}, updates=400)
    assert test.text[0].value == "150"
    assert "It makes 150; for more" in test.warning[0].value
    assert max(begun) == 150
    monkeypatch.setattr(learning, "MOST_WORK", 400 * work)
    assert not visit_script(page, {}, updates=400).warning


def test_a_long_training_can_be_stopped_and_keeps_what_it_has(monkeypatch):
    """Streamlit breaks a run off where it next speaks to the page, as this bar does."""

    class StoppedError(Exception):
        pass

    monkeypatch.setattr(learning, "_KEPT", Kept(2**26, 512))
    monkeypatch.setattr(on_page, "PATIENCE", 0.0)
    monkeypatch.setattr(on_page, "TOLD_EVERY", 0.0)
    told = []

    class Bar:
        def progress(self, share, words):
            told.append(words)
            if share > 0.4:
                raise StoppedError

    monkeypatch.setattr(on_page, "_bar", lambda _place: Bar())
    with pytest.raises(StoppedError):
        on_page.learn([("LSTM", Text(), Network())], 400)
    assert told[0] == "Training: 0 of 400 updates" and told[-1] == "Training: 161 of 400 updates"
    assert on_page._LONG.acquire(blocking=False), "the next one can begin"
    on_page._LONG.release()
    first = next(iter(learning.learning("LSTM", Text(), Network(updates=400))))
    assert first.step == 150


def stoppable():
    import streamlit as st

    from rnnlstm.ui.controls.settings import UPDATES
    from rnnlstm.ui.lessons.learning import _stop

    st.text(str(UPDATES.show()))
    st.session_state["learned.reached"] = 100
    st.button("Stop", on_click=_stop)


def test_the_button_asks_for_the_last_stop_that_has_been_reached():
    test = visit_script(stoppable, {"learned": "400"})
    assert test.text[0].value == "400.0"
    test.button[0].click().run()
    assert test.text[0].value == "50.0" and control(test).value == 50.0
    assert test.session_state["settings"]["learned"] == (50.0, None)
