"""The learner's own network: a real file, given in the browser."""

from playwright.sync_api import expect

from support.browser import settle
from support.weights import BAD, GOOD


def test_a_file_is_given_and_walked_through(open_page, tmp_path):
    page = open_page("yours?lang=en")
    settle(page)
    give = page.get_by_test_id("stFileUploaderDropzoneInput")
    own, bad = tmp_path / "own.safetensors", tmp_path / "model.pt"
    own.write_bytes(GOOD)
    bad.write_bytes(BAD["pickle"][0])
    give.set_input_files(own)
    expect(page.get_by_text("Read from own.safetensors")).to_be_visible()
    stepper = page.get_by_test_id("stepper")
    expect(stepper).to_have_attribute("data-steps", "24")
    page.get_by_test_id("stepper-next").click()
    expect(stepper).to_have_attribute("data-t", "2")
    give.set_input_files(bad)
    expect(page.get_by_text("can run any program")).to_be_visible()
    expect(page.get_by_text("Read from own.safetensors")).to_be_visible()
    assert "yours=file" in page.url
    page.get_by_role("button", name="Open in the gradient laboratory").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vanishing or preserved", timeout=20_000)
    expect(page.get_by_text("This network brings its own weights and size")).to_be_visible()
    expect(page.get_by_text("Your file lives in this session only")).to_be_visible()
    chart = page.locator(".st-key-gradient-chart")
    expect(chart.locator(".legendtext")).to_have_text(["LSTM"])
