"""Your book writes: the switch in a real browser, and a gate that the book counts from the other end."""

import re

import numpy as np
from playwright.sync_api import expect

from rnnlstm import GRU


def z_of(t, unit):
    """The update gate of the network that the page opens with, as the course counts it."""
    letters = sorted(set("hello"))
    x = np.eye(len(letters))[[letters.index(each) for each in "hello"]][:, None]
    return GRU.init(len(letters), 8, len(letters) + 1, seed=0).forward(x).z[t - 1, 0, unit - 1]


def test_a_book_is_chosen_and_its_gate_is_held(open_page):
    page = open_page("gru_forward?lang=en&t=3&unit=2&learned=0")
    stepper = page.get_by_test_id("stepper")
    stepper.wait_for()
    z = z_of(3, 2)
    expect(page.get_by_test_id("equation-z")).to_have_text(f"{z:.4f}")
    page.get_by_test_id("stPopoverButton").filter(has_text="Settings").click()
    page.get_by_role("combobox", name="Symbols as in").click()
    page.get_by_role("option", name="Olah, Understanding LSTM Networks").click()
    # The gate has the book's number, the state the same one; the step and the unit are kept.
    expect(page.get_by_test_id("equation-z")).to_have_text(f"{1 - z:.4f}")
    page.keyboard.press("Escape")
    expect(stepper).to_have_attribute("data-t", "3")
    row = page.locator(".equation [data-row=h] .symbols")
    expect(row).to_have_text(re.compile(r"^\(1−z\s*t\)∗h\s*t−1\+z\s*t∗h~\s*t$"))
    page.wait_for_function("new URLSearchParams(location.search).get('book') === 'olah'")
    first = page.locator(".equation .row").first
    expect(first).to_have_attribute("data-row", "z")

    # What is typed is the book's number too; the link keeps the course's.
    page.locator(".edits summary").click()
    page.get_by_test_id("edit-z").fill("0.25")
    expect(page.get_by_test_id("edit-chip")).to_contain_text("0.25")
    expect(page.get_by_test_id("equation-z")).to_have_text("0.2500")
    page.wait_for_function("decodeURIComponent(location.search).includes('gru_edits=z:0.75')")
    page.goto(page.url)
    stepper.wait_for()
    expect(page.get_by_test_id("equation-z")).to_have_text("0.2500")
    expect(page.get_by_text(re.compile("altered by hand"))).to_be_visible()

    page.get_by_text("How your book writes it").click()
    expect(page.get_by_text("As it is printed there:")).to_be_visible()
