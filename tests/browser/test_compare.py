"""Two steppers side by side, in a real browser: they walk together, and the keyboard moves them once."""

from playwright.sync_api import expect

from support.browser import settle


def both(page):
    settle(page)
    expect(page.get_by_test_id("stepper")).to_have_count(2)
    return page.get_by_test_id("stepper").first, page.get_by_test_id("stepper").last


def test_two_cells_walk_together(open_page):
    page = open_page("compare?lang=en")
    left, right = both(page)
    expect(left).to_have_attribute("data-cell", "rnn")
    expect(right).to_have_attribute("data-cell", "lstm")
    page.keyboard.press("ArrowRight")  # with nothing focused: one step, not two
    for root in (left, right):
        expect(root).to_have_attribute("data-t", "2")
    right.get_by_test_id("stepper-next").click()
    right.get_by_test_id("stepper-unit").select_option("3")
    for root in (left, right):
        expect(root).to_have_attribute("data-t", "3")
        expect(root).to_have_attribute("data-unit", "4")
    # The small steps of one kind of cell say nothing to another kind; its whole step stays.
    right.get_by_test_id("small-input").click()
    expect(right).to_have_attribute("data-phase", "input")
    expect(left).to_have_attribute("data-phase", "")
    left.get_by_test_id("depth-sequence").click()
    for root in (left, right):
        expect(root).to_have_attribute("data-depth", "sequence")


def test_two_texts_of_different_length_walk_together(open_page):
    page = open_page("compare?lang=en&cell1=LSTM&cell2=LSTM&text=he is&text2=she is")
    left, right = both(page)
    expect(left).to_have_attribute("data-steps", "5")
    expect(right).to_have_attribute("data-steps", "6")
    right.focus()
    page.keyboard.press("End")
    expect(right).to_have_attribute("data-t", "6")
    expect(left).to_have_attribute("data-t", "5")  # as far as it goes
    page.wait_for_function("location.search.includes('t=6')")
    page.keyboard.press("Shift+ArrowLeft")  # equal cells share their small steps
    for root in (left, right):
        expect(root).to_have_attribute("data-phase", "hidden")
