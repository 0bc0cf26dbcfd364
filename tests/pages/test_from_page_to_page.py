"""What is set on one page is as it was when the learner comes back, whichever way they took."""

import random
from itertools import pairwise, permutations

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import app_test

from rnnlstm.ui.lessons.link_keys import PAGES
from rnnlstm.ui.shell.setting_kinds import Choice, Notches, Range, Several
from support.fuzz.visitor import Visitor
from support.root import ROOT
from support.visit import visit_page


@pytest.fixture(autouse=True)
def navigation(monkeypatch):
    """Let AppTest run ``app.py`` for every page, as a server does once it knows the navigation."""
    monkeypatch.setattr(app_test, "PagesManager", type("Known", (PagesManager,), {}))
    monkeypatch.setattr(PagesManager, "uses_pages_directory", False)


def test_the_style_comes_after_the_navigation():
    """A browser that has the style asks for the first page: by then it must know which one that is."""
    code = (ROOT / "app.py").read_text(encoding="utf-8")
    assert (
        code.index("st.navigation(")
        < code.index('"page.css"')
        < code.index("first_run_opens_the_door(ready)")
    )


EVERY = {each.name: each for settings in PAGES.values() for each in settings}
# One of each kind: the pages of the three networks, forward and backward, set the same.
KINDS = tuple(
    page for page in PAGES if page not in ("rnn_forward", "rnn_backward", "gru_forward", "gru_backward")
)
# So that a page does not wait for a long sequence or a large network.
EASY = {"steps": 2, "span": 2, "length": 2, "hidden": 1, "units": 1, "training.units": 2}


def extreme(setting, last):
    """Return the lowest or the highest value of a setting, or its first or last option, as in a link."""
    if isinstance(setting, Range):
        return f"{setting.high if last else setting.low:g}"
    if isinstance(setting, Notches):
        return f"{setting.values[-1 if last else 0]:g}"
    if isinstance(setting, Choice):
        return list(setting.options)[-1 if last else 0]
    if isinstance(setting, Several):
        return ",".join(list(setting.options)[2:]) if last else "none"
    return "ab" if last else "y"


def tour(pages):
    """Return a way on which every page is followed once by every other one."""
    ways = {page: [other for other in pages if other != page] for page in pages}
    stack, found = [pages[0]], []
    while stack:
        if ways[stack[-1]]:
            stack.append(ways[stack[-1]].pop())
        else:
            found.append(stack.pop())
    return found[::-1]


def rounds(pages, seed):
    """Return a way past all pages, three times, each time in another order."""
    order = random.Random(seed)
    return [page for _ in range(3) for page in order.sample(pages, len(pages))]


def go(test, page):
    test.switch_page(f"pages/{page}.py").run()
    assert not test.exception, page
    assert not [each for each in test.button if (each.key or "").startswith("excused")], page
    return test


def standing(test):
    """Return what the page shows: the name of each setting -> the value of its widget."""
    kinds = ("slider", "select_slider", "selectbox", "button_group", "text_input")
    widgets = [each for kind in kinds for each in test.get(kind)]
    return {each.key: each.value for each in widgets if each.key in EVERY}


def walk(way, link):
    """Walk from page to page and compare what each one shows with what it showed at first."""
    test = visit_page("app.py", link)
    first = {}
    for page in way:
        go(test, page)
        if page not in first:
            # A meaning of a key that belongs to one lesson is read from a link to that lesson only.
            for name, setting in EVERY.items():
                if setting.scope and name in standing(test):
                    widget = next(
                        each
                        for kind in ("slider", "select_slider")
                        for each in test.get(kind)
                        if each.key == name
                    )
                    widget.set_value(type(widget.value)(float(extreme(setting, True)))).run()
            first[page] = standing(test)
        assert standing(test) == first[page], page
    return first


def test_a_tour_takes_every_way():
    taken = tour(KINDS)
    assert sorted(pairwise(taken)) == sorted(permutations(KINDS, 2))


@pytest.mark.parametrize("last", [False, True], ids=["lowest", "highest"])
def test_settings_at_their_ends_stay_from_page_to_page(last):
    link = {each.key: extreme(each, last) for each in EVERY.values() if each.name not in EASY}
    shown = walk(rounds(KINDS, seed=int(last)), {"lang": "en"} | link)
    assert set(shown) == set(KINDS)


@pytest.mark.slow
@pytest.mark.parametrize("last", [False, True], ids=["lowest", "highest"])
def test_settings_at_their_ends_stay_on_every_way(last):
    link = {each.key: extreme(each, last) for each in EVERY.values() if each.name not in EASY}
    assert set(walk(tour(KINDS), {"lang": "en"} | link)) == set(KINDS)


@pytest.mark.slow
@pytest.mark.parametrize("last", [False, True], ids=["lowest", "highest"])
@pytest.mark.parametrize("part", ["cliff", "update"])
@pytest.mark.parametrize("weights", ["drawn", "trained", "live"])
def test_settings_at_their_ends_stay_on_every_way_whatever_is_looked_at(last, part, weights):
    link = {each.key: extreme(each, last) for each in EVERY.values()}
    walk(tour(tuple(PAGES)), {"lang": "zh"} | link | {"part": part, "weights": weights})


def test_a_width_of_the_laboratory_does_not_follow_the_learner_to_the_training():
    """Robustness 1: this raised, and after a visit to the training the laboratory ran with its width."""
    test = go(visit_page("app.py", {"units": "128"}), "gradients")
    assert test.slider(key="units").value == 128
    go(test, "training")
    usual = test.slider(key="training.units").value
    assert usual == 64
    test.slider(key="training.units").set_value(96).run()
    assert go(test, "gradients").slider(key="units").value == 128
    assert go(test, "training").slider(key="training.units").value == 96


def test_networks_chosen_go_along_and_none_is_lost():
    """Robustness 2: no pill was lit, all were drawn, and the link said none."""
    test = go(visit_page("app.py", {"nets": "relu,lstm"}), "gradients")
    assert go(test, "influence").button_group(key="nets").value == ["relu", "lstm"]
    assert go(test, "training").button_group(key="nets").value == ["lstm"]
    test.button_group(key="nets").set_value(["lstm", "gru"]).run()
    assert go(test, "gradients").button_group(key="nets").value == ["relu", "lstm", "gru"]


def test_a_small_step_of_the_stepper_is_no_bound_on_slopes():
    """The two have one name in the link."""
    test = go(visit_page("app.py", {"small": "9", "why": "slopes"}), "lstm_forward")
    assert not go(test, "spectra").warning
    test.select_slider(key="spectra.small").set_value(0.5).run()
    assert '"small": "0.5"' in written(test)
    assert '"small"' not in written(go(test, "lstm_forward"))
    assert go(test, "spectra").select_slider(key="spectra.small").value == 0.5


def written(test):
    return next(each.proto.json for each in test.get("bidi_component") if '"settings"' in each.proto.json)


def test_what_no_page_has_read_yet_stays_in_the_address():
    """A session that is begun anew on the way finds it there."""
    visitor = Visitor("lstm_forward", {"lang": "en", "text": "ab", "units": "64", "t": "2", "nets": "lstm"})
    visitor.go_to("names")
    visitor.look()
    assert {"units": "64", "nets": "lstm", "text": "ab"}.items() <= visitor.address.items()
    assert "t" not in visitor.address  # the step is the stepper's
    again = visitor.restored()
    again.go_to("training")
    again.look()
    assert "units" not in again.address  # here it would mean the size of what is trained
    again.go_to("gradients")
    again.look()
    assert again.test.slider(key="units").value == 64
    assert again.test.button_group(key="nets").value == ["lstm"]
