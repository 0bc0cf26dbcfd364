"""axe-core finds nothing to mend in any state of a page, in both languages and both themes.

How a page is when it is opened is looked at in ``test_every_page.py``.
"""

import pytest
from playwright.sync_api import expect

from rnnlstm.ui.guide.card import cards
from support.axe import violations
from support.browser import choose, settle

LOOKS = [("en", "dark"), ("zh", "light")]


def in_turn(*states):
    """Return each state with one look, the two in turn; and with the other one, among the slow tests."""
    return [
        pytest.param(*state, *LOOKS[(k + other) % 2], marks=[pytest.mark.slow] * other)
        for k, state in enumerate(states)
        for other in (0, 1)
    ]


@pytest.mark.parametrize(("name", "language", "scheme"), in_turn(("lstm_forward",), ("lstm_backward",)))
def test_stepper_at_any_depth(open_page, subtests, name, language, scheme):
    page = open_page(f"{name}?lang={language}&depth=sequence", color_scheme=scheme)
    settle(page)
    root = page.get_by_test_id("stepper")

    def look(after, **state):
        for key in after:
            page.keyboard.press(key)
        for what, value in state.items():
            expect(root).to_have_attribute(f"data-{what}", value)
        with subtests.test(str(state)):
            assert not violations(page)

    third, fifth = {"lstm_forward": ("candidate", "output"), "lstm_backward": ("cell", "squash")}[name]
    look([], depth="sequence")
    root.focus()
    look(["Enter", "Enter"], depth="operation")
    look(["Escape", *3 * ["Shift+ArrowRight"]], depth="cell", phase=third)
    look([*2 * ["Shift+ArrowRight"], "Enter"], depth="operation", phase=fifth)


@pytest.mark.parametrize(("name", "language", "scheme"), in_turn(("lstm_backward",), ("lstm_forward",)))
def test_altered_network(open_page, name, language, scheme):
    page = open_page(f"{name}?lang={language}&lstm_edits=f:1", color_scheme=scheme)
    settle(page)
    assert not violations(page)


@pytest.mark.parametrize(
    ("state", "language", "scheme"),
    in_turn(("measure=paths&story=bias_5",), ("measure=jacobian&norm=singular",)),
)
def test_measures_and_stories_of_gradients(open_page, state, language, scheme):
    page = open_page(f"gradients?lang={language}&{state}", color_scheme=scheme)
    settle(page)
    assert not violations(page)


@pytest.mark.parametrize(
    ("room", "key", "views", "language", "scheme"),
    in_turn(
        ("spectra", "why", ("eigenvalues", "powers", "singular", "slopes", "bias")),
        ("influence", "heard", ("map", "row", "column")),
    ),
)
def test_views_of_spectra_and_influence(open_page, subtests, room, key, views, language, scheme):
    page = open_page(f"{room}?lang={language}", color_scheme=scheme)
    settle(page)
    for position, view in list(enumerate(views))[1:]:  # the first is how the page is opened
        choose(page, key, view, position)
        with subtests.test(view):
            assert not violations(page)


@pytest.mark.parametrize(("language", "scheme"), in_turn(()))
def test_views_of_exploding(open_page, subtests, language, scheme):
    page = open_page(f"exploding?lang={language}&view=profile", color_scheme=scheme)
    settle(page)
    for steps in ([], [("part", "update", 1)], [("shown", "norms", 2)]):
        for step in steps:
            choose(page, *step)
        with subtests.test(str(steps)):
            assert not violations(page)


@pytest.mark.parametrize(("language", "scheme"), in_turn(())[::-1])
def test_truncation_of_the_lstm(open_page, language, scheme):
    page = open_page(f"truncation?lang={language}&net=lstm&wrong=cosine", color_scheme=scheme)
    settle(page)
    assert not violations(page)


@pytest.mark.parametrize(
    ("name", "language", "scheme"), in_turn(("lstm_forward",), ("spectra",), ("vectors",))
)
def test_card_that_asks(open_page, name, language, scheme):
    asking = next(card.name for card in cards(name, language) if card.head.get("ask") == "choice")
    page = open_page(f"{name}?lang={language}&card={asking}", color_scheme=scheme, guided=True)
    settle(page)
    expect(page.get_by_test_id("guide")).to_have_attribute("data-name", asking)
    assert not violations(page)
    page.get_by_test_id("guide-answer").last.click()
    expect(page.get_by_test_id("guide").locator(".told")).not_to_be_empty()
    assert not violations(page)


def test_presentation(open_page):
    page = open_page("lstm_backward?lang=en&small=2")
    page.get_by_test_id("stepper-present").click()
    expect(page.get_by_test_id("stepper-exit")).to_be_visible()
    assert not violations(page)


def test_stepper_is_walked_by_keyboard_alone_with_visible_focus(open_page):
    page = open_page("lstm_forward?lang=en")
    root = page.get_by_test_id("stepper")
    root.focus()
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = root.evaluate(
            """root => {
                const node = root.getRootNode().activeElement;
                if (!node) return null;
                return [node.dataset.testid ?? node.className, getComputedStyle(node).outlineStyle];
            }"""
        )
        if focus:
            reached.append(focus)
    names = [name for name, _ in reached]
    for name in ("prev", "play", "next", "slider", "unit", "present", "equation"):
        assert f"stepper-{name}" in names
    assert all(outline == "solid" for _, outline in reached)
