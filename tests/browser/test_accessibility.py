"""axe-core finds nothing to mend on any page, in both languages and both themes."""

import pytest
from playwright.sync_api import expect

from support.axe import violations

PAGES = ["", "rnn_forward", "rnn_backward", "lstm_forward", "lstm_backward"]
PAGES += ["gru_forward", "gru_backward", "compare", "gradients", "spectra", "exploding", "truncation"]
PAGES += ["influence", "film", "training", "trained"]


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("zh", "dark")])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(open_page, name, language, scheme):
    page = open_page(f"{name}?lang={language}", color_scheme=scheme)
    if "ward" in name or name in ("compare", "trained"):
        page.get_by_test_id("stepper").last.wait_for()
    else:
        page.locator(".js-plotly-plot .main-svg").first.wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()
    assert not violations(page)


@pytest.mark.parametrize(("language", "scheme"), [("en", "dark"), ("zh", "light")])
@pytest.mark.parametrize(
    "state", ["depth=sequence", "depth=operation", "small=3", "lstm_edits=f:1", "small=5&depth=operation"]
)
@pytest.mark.parametrize("name", ["lstm_forward", "lstm_backward"])
def test_axe_finds_no_violation_at_any_depth(open_page, name, state, language, scheme):
    page = open_page(f"{name}?lang={language}&{state}", color_scheme=scheme)
    page.get_by_test_id("stepper").wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()
    assert not violations(page)


@pytest.mark.parametrize(("language", "scheme"), [("en", "dark"), ("zh", "light")])
@pytest.mark.parametrize("state", ["measure=paths&story=bias_5", "measure=jacobian&norm=singular"])
def test_axe_finds_no_violation_in_the_room_of_gradients(open_page, state, language, scheme):
    page = open_page(f"gradients?lang={language}&{state}", color_scheme=scheme)
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()
    assert not violations(page)


def test_axe_finds_no_violation_in_presentation(open_page):
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
    for name in ("prev", "play", "next", "slider", "unit", "speed", "present", "link", "equation"):
        assert f"stepper-{name}" in names
    assert all(outline == "solid" for _, outline in reached)
