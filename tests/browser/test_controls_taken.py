"""Taking the controls in a real browser: what is altered, what follows from it, and how it is restored."""

import numpy as np
import pytest
from playwright.sync_api import expect

from rnnlstm.core import LSTM

WORD = "hello"


def network():
    """The default network on the default word, and its input."""
    alphabet = sorted(set(WORD))
    x = np.eye(len(alphabet))[[alphabet.index(character) for character in WORD]][:, None]
    return LSTM.init(len(alphabet), 8, len(alphabet) + 1, seed=0), x


def shows(page, name, expected):
    """The number that the equations come to, given time for the server's answer."""
    expect(page.get_by_test_id(f"equation-{name}")).to_have_text(f"{expected:.4f}")


@pytest.fixture
def stepper(open_page):
    page = open_page("lstm_forward?lang=en&t=4")
    page.get_by_test_id("stepper").wait_for()
    page.locator(".edits summary").click()
    return page


def test_a_memory_is_held_for_ever(stepper):
    page = stepper
    page.get_by_test_id("edit-f").fill("1")
    expect(page.get_by_test_id("edit-chip")).to_have_count(1)
    page.get_by_test_id("edit-i").fill("0")
    expect(page.get_by_test_id("edit-chip")).to_have_count(2)
    start = page.get_by_test_id("edit-c0")
    start.fill("0.75")
    start.press("Enter")
    expect(page.get_by_test_id("edit-chip")).to_have_count(3)
    for t in ("5", "2", "1"):
        page.get_by_test_id("stepper-slider").fill(t)
        shows(page, "c", 0.75)
    expect(page.get_by_text("altered by hand", exact=False).first).to_be_visible()
    expect(page.locator(".diagram [data-q~='f'].altered").first).to_be_attached()
    page.wait_for_function(
        "['f:1', 'i:0', '0.75'].every(part => decodeURIComponent(location.search).includes(part))"
    )
    page.goto(page.url)
    page.get_by_test_id("stepper").wait_for()
    shows(page, "c", 0.75)
    expect(page.get_by_test_id("edit-chip")).to_have_count(3)


def test_a_weight_is_changed_and_every_later_step_follows(stepper):
    page = stepper
    cell, x = network()
    shows(page, "h", cell.forward(x).h[3, 0, 0])
    page.get_by_test_id("edit-matrix").select_option("W_o")
    page.get_by_test_id("edit-column").fill("2")
    page.get_by_test_id("edit-column").press("Tab")
    box = page.get_by_test_id("edit-weight")
    expect(box).to_have_value(f"{cell.W_o[0, 1]:.6g}")
    box.fill("-3.5")
    box.press("Enter")
    cell.W_o[0, 1] = -3.5
    shows(page, "h", cell.forward(x).h[3, 0, 0])
    page.get_by_test_id("edit-chip").click()
    shows(page, "h", network()[0].forward(x).h[3, 0, 0])
    page.wait_for_function("!location.search.includes('edits')")


def test_a_number_is_changed_in_place(stepper):
    page = stepper
    cell, x = network()
    page.get_by_test_id("depth-operation").select_option("f")
    spot = page.locator("[data-edit='W_f.1.3']")
    spot.dblclick()
    box = page.get_by_test_id("edit-over")
    expect(box).to_have_value(f"{cell.W_f[0, 2]:.6g}")
    box.fill("2")
    box.press("Enter")
    cell.W_f[0, 2] = 2
    a_f = cell.forward(x).a_f[3, 0, 0]
    expect(page.get_by_test_id("operation-total")).to_have_text(f"{a_f:.4f}")
    page.get_by_test_id("edit-restore").click()
    page.wait_for_function("!location.search.includes('edits')")
    expect(page.get_by_test_id("operation-total")).to_have_text(f"{network()[0].forward(x).a_f[3, 0, 0]:.4f}")


def test_one_gate_of_one_unit_at_one_step(stepper):
    page = stepper
    page.get_by_test_id("edit-units").select_option("one")
    page.get_by_test_id("edit-steps").select_option("one")
    page.get_by_test_id("edit-o").fill("0")
    shows_zero = page.get_by_test_id("equation-h")
    expect(shows_zero).to_have_text("0")
    page.wait_for_function("location.search.includes('o.1%404%3A0') || location.search.includes('o.1@4:0')")
    page.get_by_test_id("stepper-unit").select_option("1")
    expect(shows_zero).not_to_have_text("0")
    page.get_by_test_id("stepper-unit").select_option("0")
    page.get_by_test_id("stepper-slider").fill("5")
    expect(shows_zero).not_to_have_text("0")


def test_an_altered_link_that_does_not_fit_is_told(open_page):
    page = open_page("lstm_forward?lang=en&lstm_edits=f:1,W_f.99.1:2,nonsense")
    page.get_by_test_id("stepper").wait_for()
    expect(page.get_by_role("alert").first).to_be_visible()


def test_escape_and_what_is_no_number_leave_a_weight_as_it_was(stepper):
    page = stepper
    page.get_by_test_id("depth-operation").select_option("f")
    for typed, key in (("7", "Escape"), ("", "Enter"), ("7", "Escape")):
        page.locator("[data-edit='W_f.1.3']").dblclick()
        box = page.get_by_test_id("edit-over")
        box.fill(typed)
        box.press(key)
        if key == "Escape":
            expect(box).to_have_count(0)
        else:
            box.press("Escape")
        expect(page.get_by_test_id("edit-chip")).to_have_count(0)
    assert "edits" not in page.url
    expect(page.get_by_test_id("stepper")).to_have_attribute("data-depth", "operation")


def test_what_is_no_number_is_told_and_stays(stepper):
    page = stepper
    box, wrong = page.get_by_test_id("edit-c0"), page.get_by_test_id("edit-wrong")
    for typed in ("1001", "-1e300"):
        box.fill(typed)
        box.press("Enter")
        expect(wrong).to_contain_text("−1000 to 1000")
        expect(box).to_have_value(typed)
    column = page.get_by_test_id("edit-column")
    column.fill("99")
    column.press("Tab")
    expect(wrong).to_contain_text("1 to 12")  # eight units and four letters
    expect(page.get_by_test_id("edit-chip")).to_have_count(0)
    column.fill("12")
    column.press("Tab")
    expect(wrong).to_be_empty()
    box.fill("1000")
    box.press("Enter")
    expect(page.get_by_test_id("edit-chip")).to_have_count(1)
    expect(wrong).to_be_empty()


def test_the_form_is_left_as_it_was_while_one_alters(stepper):
    page = stepper
    page.get_by_test_id("edit-matrix").select_option("W_i")
    page.get_by_test_id("edit-column").fill("5")
    page.get_by_test_id("edit-steps").select_option("one")
    hold = page.get_by_test_id("edit-f")
    hold.focus()
    for _ in range(2):
        before = hold.input_value()
        page.keyboard.press("ArrowRight")
        expect(page.get_by_test_id("edit-chip")).to_have_count(1)
        page.wait_for_function(
            "(value) => location.search.includes(value)", arg=f"f%404%3A{float(before) + 0.01:.2f}"
        )
        expect(page.get_by_test_id("edit-chip")).to_contain_text(f"{float(before) + 0.01:.2f}")
        expect(hold).to_be_focused()
    expect(page.get_by_test_id("stepper")).to_have_attribute("data-t", "4")  # the arrows were the slider's
    expect(page.get_by_test_id("edit-matrix")).to_have_value("W_i")
    expect(page.get_by_test_id("edit-column")).to_have_value("5")
    expect(page.get_by_test_id("edit-steps")).to_have_value("one")
    page.get_by_test_id("edit-restore").click()
    expect(page.get_by_test_id("edit-chip")).to_have_count(0)
    expect(hold).to_be_visible()


REACHES = """(root, least) => new Promise((done) => {
    const look = () => Number(root.dataset.t) >= least ? done(Number(root.dataset.t)) : setTimeout(look, 30);
    look();
})"""


def test_the_walk_plays_on_through_an_edit(open_page):
    page = open_page("lstm_forward?lang=en&input=wave&length=60")
    root = page.get_by_test_id("stepper")
    page.locator(".edits summary").click()
    page.get_by_test_id("stepper-more").click()
    page.get_by_test_id("stepper-speed").select_option("2")
    page.get_by_test_id("stepper-play").click()
    before = root.evaluate(REACHES, 3)
    page.get_by_test_id("edit-f").fill("1")
    expect(page.get_by_test_id("edit-chip")).to_have_count(1)
    expect(page.get_by_test_id("stepper-play")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_test_id("stepper-speed")).to_have_value("2")
    now = int(root.get_attribute("data-t"))
    assert now >= before
    root.evaluate(REACHES, now + 2)
