"""A server that is started anew while the learner is at work: nothing that was set is lost."""

from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import expect

from support.browser import GUIDE_CLOSED, go_to
from support.serve import start_server

CONNECTED = (
    "() => document.querySelector('[data-test-connection-state]').dataset.testConnectionState === 'CONNECTED'"
)
SESSION = "document.documentElement.dataset.session"
RESTING = "() => document.querySelector('.stApp').dataset.testScriptState === 'notRunning'"


class Server:
    """A server that can be started anew at the same address."""

    def __init__(self):
        self.process, self.url = start_server()

    def again(self, page, meanwhile=lambda: None):
        """Start it anew; ``meanwhile`` is done as soon as the page is connected, before it has been drawn."""
        before = page.evaluate(SESSION)
        self.stop()
        page.wait_for_function(f"!({CONNECTED})()", timeout=60_000)
        self.process, _ = start_server(port=urlparse(self.url).port)
        page.wait_for_function(CONNECTED, timeout=60_000, polling=20)
        meanwhile()
        page.wait_for_function(f"{SESSION} !== '{before}'", timeout=60_000)
        settle(page)

    def stop(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture
def restarting():
    server = Server()
    yield server
    server.stop()


def settle(page):
    page.wait_for_timeout(500)
    page.wait_for_function(RESTING, timeout=60_000)


def asked(page):
    return {key: values[0] for key, values in parse_qs(urlparse(page.url).query).items()}


def open_at(page, server, address):
    page.add_init_script(GUIDE_CLOSED)
    page.goto(server.url + address)
    page.get_by_test_id("stepper").wait_for(timeout=60_000)
    settle(page)


def test_the_first_thing_done_after_a_restart_has_its_effect(restarting, page):
    open_at(page, restarting, "lstm_forward?lang=en&text=abc&seed=3&lstm_edits=f:1")
    restarting.again(page)
    field = page.get_by_label("Your text, one character a step")
    assert field.input_value() == "abc"
    field.fill("abcd")
    field.press("Enter")
    page.wait_for_function("location.search.includes('text=abcd')", timeout=30_000)
    assert asked(page) == {"lang": "en", "text": "abcd", "seed": "3", "lstm_edits": "f:1", "learned": "0"}
    expect(page.get_by_test_id("stepper")).to_have_attribute("data-steps", "4", timeout=30_000)

    restarting.again(page)
    page.get_by_role("button", name="Restore all").first.click()
    page.wait_for_function("!location.search.includes('lstm_edits')", timeout=30_000)
    assert asked(page) == {"lang": "en", "text": "abcd", "seed": "3", "learned": "0"}

    restarting.again(page)
    page.get_by_text("中文", exact=True).click()
    page.get_by_role("heading", name="LSTM：前向传播").wait_for(timeout=30_000)
    page.wait_for_function("location.search.includes('lang=zh')", timeout=30_000)
    assert asked(page) == {"lang": "zh", "text": "abcd", "seed": "3", "learned": "0"}

    restarting.again(page)
    go_to(page, "LSTM：反向传播", "课程")
    page.get_by_role("heading", name="LSTM：反向传播").wait_for(timeout=30_000)
    page.wait_for_function("location.search.includes('text=abcd')", timeout=30_000)
    assert asked(page) == {"lang": "zh", "text": "abcd", "seed": "3", "learned": "0"}


@pytest.mark.slow  # four restarts, each met in its first moment: on a busy machine the moment is missed
def test_what_is_done_as_soon_as_the_connection_is_there_has_its_effect(restarting, page):
    """Also the way to another page, which clears the address: nothing of it is lost."""
    open_at(page, restarting, "lstm_forward?lang=en&text=abc&seed=3&lstm_edits=f:1&units=64")

    def type_it():
        field = page.get_by_label("Your text, one character a step")
        field.fill("abcd")
        field.press("Enter")

    restarting.again(page, type_it)
    page.wait_for_function("location.search.includes('text=abcd')", timeout=30_000)
    expect(page.get_by_test_id("stepper")).to_have_attribute("data-steps", "4", timeout=30_000)

    restarting.again(page, lambda: go_to(page, "LSTM: backward", "Lessons"))
    page.get_by_role("heading", name="LSTM: backward").wait_for(timeout=30_000)
    expect(page.get_by_test_id("stepper")).to_have_attribute("data-direction", "backward", timeout=30_000)
    settled = {"lang": "en", "text": "abcd", "seed": "3", "lstm_edits": "f:1", "learned": "0"}
    assert settled.items() <= asked(page).items()


def test_a_run_that_the_server_has_lost_is_told(restarting, page):
    page.goto(restarting.url + "training?lang=en&task=parity&T=4&units=2&batch=8")
    page.get_by_role("button", name="One update").click(timeout=60_000)
    page.get_by_role("button", name="Go on").wait_for(timeout=60_000)
    settle(page)
    restarting.again(page)
    page.get_by_text("Your run is gone").wait_for(timeout=30_000)
    assert asked(page)["units"] == "2"
    page.get_by_role("button", name="One update").click()
    expect(page.get_by_text("Your run is gone")).to_have_count(0, timeout=30_000)


def test_a_file_that_the_server_has_lost_is_not_shown_as_there(restarting, page):
    page.add_init_script(GUIDE_CLOSED)
    page.goto(restarting.url + "forecast?lang=en&series=file&held=30")
    table = "\n".join(["day,x", *(f"{k},{k * k % 7}" for k in range(60))])
    file = {"name": "mine.csv", "mimeType": "text/csv", "buffer": table.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_text("Read as: 60 rows").wait_for(timeout=60_000)
    settle(page)
    restarting.again(page)
    page.get_by_text("No file is loaded in this session").wait_for(timeout=30_000)
    expect(page.get_by_text("mine.csv")).to_have_count(0)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_text("Read as: 60 rows").wait_for(timeout=60_000)
