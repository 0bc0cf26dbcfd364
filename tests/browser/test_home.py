"""The home page in a browser."""

from playwright.sync_api import expect

from support.browser import settle


def test_home_slider_moves_the_lstm_and_not_the_rnn(open_page):
    page = open_page("?lang=en")
    settle(page)
    metrics = page.get_by_test_id("stMetricValue")
    expect(metrics).to_have_count(2)
    rnn, lstm = metrics.all_inner_texts()
    slider = page.get_by_role("slider", name="Forget bias")
    for _ in range(4):
        slider.press("ArrowLeft")
    page.wait_for_function("location.search.includes('bias=2')")
    expect(metrics.nth(1)).not_to_have_text(lstm)
    assert metrics.nth(0).inner_text() == rnn
    for _ in range(4):
        slider.press("ArrowRight")
    page.wait_for_function("!location.search.includes('bias')")  # the usual value needs no name
    page.get_by_role("button", name="Start the course").click()
    expect(page.locator("h1")).to_have_text("RNN: forward")
