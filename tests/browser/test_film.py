"""The film of a recorded training, in a real browser: played and scrubbed, a cursor in every figure."""

import numpy as np
import pytest
from playwright.sync_api import expect

from rnnlstm.ui.walk.recordings import recorded
from support.eventually import eventually

CURSORS = """() => [...document.querySelectorAll('.st-key-film [class*="-chart"]')].map((chart) => {
  const plot = chart.querySelector('.nsewdrag').getBoundingClientRect();
  const line = getComputedStyle(chart, '::after');
  const { left, top } = chart.getBoundingClientRect();
  return {
    at: left + parseFloat(line.left) + 1, top: top + parseFloat(line.top),
    from: plot.left, to: plot.right, plotTop: plot.top, shown: line.display !== 'none',
  };
})"""


def film(page):
    page.get_by_test_id("film").wait_for()
    page.get_by_test_id("film-scene").wait_for()
    return page.get_by_test_id("film")


def scrub(page, step):
    """Drag the slider as its owner does."""
    page.get_by_test_id("film-slider").evaluate(
        "(slider, step) => { slider.value = step; slider.dispatchEvent(new Event('input')); }",
        step,
    )


def all_drawn(page, charts=13):
    page.wait_for_function(
        "count => document.querySelectorAll('.st-key-film .nsewdrag').length === count", arg=charts
    )
    page.wait_for_timeout(500)  # Plotly moves its plots a last time once fonts are there


@pytest.mark.parametrize("width", [1400, 390])
def test_scrubbing_moves_the_cursor_in_every_figure(open_page, width):
    page = open_page("film?lang=en", width=width, height=900 if width > 500 else 844)
    root = film(page)
    all_drawn(page)
    for step in (0, 700, 1240, 2000):
        scrub(page, step)
        at = round(step / 50) * 50
        expect(root).to_have_attribute("data-step", str(at))
        cursors = page.evaluate(CURSORS)
        assert len(cursors) == 13
        for cursor in cursors:
            expected = cursor["from"] + at / 2000 * (cursor["to"] - cursor["from"])
            assert cursor["at"] == pytest.approx(expected, abs=2)
            assert cursor["top"] == pytest.approx(cursor["plotTop"], abs=4)
            assert cursor["shown"]


def test_scrubbing_shows_the_numbers_of_the_recording_and_sends_nothing(open_page):
    page = open_page("film?lang=en")
    sent = []
    root = film(page)
    all_drawn(page)
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    for step in (0, 650, 700, 2000):
        scrub(page, step)
        expect(page.get_by_test_id("film-where")).to_have_text(f"update {step} of 2000")
        for kind, history in recorded("adding").histories.items():
            (snapshot,) = [each for each in history.snapshots if each.step == step]
            readout = page.get_by_test_id(f"film-{kind}")
            expect(readout).to_contain_text(f"right {snapshot.accuracy:.0%}")
            if snapshot.loss > 1e-3:
                expect(readout).to_contain_text(f"{snapshot.loss:.4f}")
            gradient = page.get_by_test_id("film-gradient").locator("[role=img]").get_attribute("aria-label")
            assert f"after update {step}," in gradient
            answers = page.get_by_test_id("film-answers").locator(f"tr:has(th:text-is('{kind}')) td")
            shown = [float(text.split()[0]) for text in answers.all_inner_texts()]
            np.testing.assert_allclose(shown, snapshot.y[-1, :, 0], atol=0.0051)
    assert not sent
    assert root.get_attribute("data-step") == "2000"


def test_histograms_and_curves_are_those_of_the_moment(open_page):
    page = open_page("film?lang=en&at=700")
    film(page)
    (snapshot,) = [each for each in recorded("adding").histories["LSTM"].snapshots if each.step == 700]
    bars = page.get_by_test_id("film-gates").locator("figure").first.locator("rect")
    expected = 64 * snapshot.gates["f"] / snapshot.gates["f"].max()
    eventually(
        page,
        lambda: [float(bar.get_attribute("height")) for bar in bars.all()],
        lambda heights: len(heights) == len(expected) and np.allclose(heights, expected, rtol=0, atol=0.05),
        f"the bars are {expected} high",
    )
    path = page.get_by_test_id("film-gradient").locator("svg svg path").nth(2).get_attribute("d")
    points = np.array([[float(v) for v in point.split()] for point in path[1:].split("L")])
    assert len(points) == 100
    slope = np.polyfit(np.log10(snapshot.gradient), points[:, 1], 1)
    np.testing.assert_allclose(points[:, 1], np.polyval(slope, np.log10(snapshot.gradient)), atol=0.2)
    assert slope[0] < 0  # larger is higher


def test_it_plays_and_pauses_and_begins_again(open_page):
    page = open_page("film?lang=en&task=parity")
    root = film(page)
    play = page.get_by_test_id("film-play")
    expect(play).to_contain_text("Play")
    play.click()
    expect(play).to_contain_text("Pause")
    page.wait_for_function("document.documentElement.style.getPropertyValue('--film') > 0.1")
    play.click()
    expect(play).to_contain_text("Play")
    stopped = root.get_attribute("data-step")
    page.wait_for_timeout(700)
    assert root.get_attribute("data-step") == stopped
    scrub(page, 480)
    play.click()
    expect(root).to_have_attribute("data-step", "500")
    expect(play).to_contain_text("Play")  # at the end it stops by itself
    play.click()
    page.wait_for_function("document.documentElement.style.getPropertyValue('--film') < 0.5")


def test_keys_go_from_look_to_look(open_page):
    page = open_page("film?lang=en")
    root = film(page)
    page.get_by_test_id("film-slider").focus()
    for key, step in (("End", 2000), ("ArrowLeft", 1950), ("Home", 0), ("ArrowRight", 5), ("ArrowRight", 10)):
        page.keyboard.press(key)
        expect(root).to_have_attribute("data-step", str(step))
    expect(page.get_by_test_id("film-slider")).to_have_attribute("aria-valuetext", "update 10 of 2000")


def test_the_link_finds_the_same_moment(open_page):
    page = open_page("film?lang=zh&task=sine")
    root = film(page)
    scrub(page, 800)
    page.wait_for_function("location.search.includes('at=800')")
    again = open_page(page.url.split("/", 3)[3])
    expect(film(again)).to_have_attribute("data-step", "800")
    expect(again.get_by_test_id("film-where")).to_have_text("第 800 次更新，共 2000 次")
    assert root.get_attribute("data-step") == "800"


def test_a_card_brings_the_film_to_its_moment_and_leaves_it_to_the_learner(open_page):
    page = open_page("film?lang=en&card=silent", guided=True)
    root = film(page)
    expect(root).to_have_attribute("data-step", "650")
    page.get_by_test_id("guide-next").click()
    expect(root).to_have_attribute("data-step", "700")
    expect(page.get_by_test_id("guide")).to_contain_text("Only 50 updates later")
    scrub(page, 400)
    page.wait_for_function("location.search.includes('at=400')")
    page.reload()
    expect(film(page)).to_have_attribute("data-step", "400")
    expect(page.get_by_test_id("guide")).to_have_attribute("data-name", "opens")


def test_another_task_is_another_film(open_page):
    page = open_page("film?lang=en&at=700")
    root = film(page)
    expect(root).to_have_attribute("data-step", "700")
    page.get_by_role("combobox").first.click()
    page.get_by_role("option", name="Parity").click()
    expect(page.get_by_test_id("film-where")).to_have_text("update 0 of 500", timeout=20_000)


def test_the_bar_stays_in_sight(open_page):
    page = open_page("film?lang=en")
    root = film(page)
    all_drawn(page)
    page.get_by_test_id("film-answers").scroll_into_view_if_needed()
    page.mouse.move(700, 500)
    page.mouse.wheel(0, 600)
    page.wait_for_timeout(300)
    assert 0 <= root.bounding_box()["y"] < 120


def test_from_the_film_into_the_stepper_and_back(open_page):
    page = open_page("film?lang=en&task=temporal_order")
    film(page)
    page.get_by_role("button", name="Open in the stepper").click()
    stepper = page.get_by_test_id("stepper")
    stepper.wait_for()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inside a trained network", timeout=20_000)
    expect(stepper).to_have_attribute("data-cell", "lstm")
    assert "task=temporal_order" in page.url
    page.get_by_role("button", name="See how it trained").click()
    expect(page.get_by_test_id("film-where")).to_have_text("update 0 of 3000", timeout=20_000)
    assert page.evaluate("document.documentElement.style.getPropertyValue('--film')") == "0"


def test_from_the_film_to_live_training_with_its_settings(open_page):
    page = open_page("film?lang=en&task=temporal_order")
    film(page)
    page.get_by_role("button", name="Train them live yourself").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Train them live", timeout=20_000)
    page.get_by_role("button", name="Start", exact=True).wait_for()
    page.wait_for_function("location.search.includes('task=temporal_order')")


def test_leaving_takes_the_cursor_away(open_page):
    page = open_page("film?lang=en&at=700")
    film(page)
    page.get_by_role("link", name="Home").first.click()
    page.wait_for_function("document.documentElement.style.getPropertyValue('--film') === ''")
