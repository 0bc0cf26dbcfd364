"""The place in a walk: links and reloads find it again, other settings keep it."""

import numpy as np
from playwright.sync_api import expect

from support.eventually import eventually
from support.stepper import shown, stepper


def test_a_link_copied_at_once_names_the_step(open_page):
    page = open_page("rnn_forward?lang=en", permissions=["clipboard-read", "clipboard-write"])
    stepper(page)
    page.evaluate(
        """() => {
            const of = (name) => [...document.querySelectorAll("*")].flatMap((e) => e.shadowRoot ?? [])
                .map((shadow) => shadow.querySelector(`[data-testid=${name}]`)).find(Boolean);
            of("stepper-next").click();
            of("stepper-link").click();
        }"""
    )
    page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('t=2')", timeout=3000)


def test_a_reload_amid_the_steps_finds_the_place(open_page):
    page = open_page("lstm_backward?lang=en&input=wave&length=60")
    root = stepper(page)
    root.focus()
    for _ in range(30):
        page.keyboard.press("ArrowRight")  # faster than the address bar is written
    page.wait_for_timeout(400)
    page.reload()
    expect(stepper(page)).to_have_attribute("data-t", "30")


def test_link_brings_back_the_very_screen(open_page):
    page = open_page(
        "lstm_backward?lang=zh&text=循环神经网络&hidden=5&seed=3&gain=1.5&init=orthogonal&fb=3&loss=last"
    )
    root = stepper(page)
    root.focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    page.get_by_test_id("stepper-unit").select_option("4")
    page.wait_for_function(
        "['t=4', 'unit=5', 'seed=3', 'loss=last'].every(part => location.search.includes(part))"
    )
    page.wait_for_timeout(500)  # the table may follow a moment later
    expected = shown(page, "dc")
    again = open_page(page.url.split("/", 3)[3])
    root = stepper(again)
    expect(root).to_have_attribute("data-t", "4")
    expect(root).to_have_attribute("data-unit", "5")
    for each in (page, again):
        expect(each.locator("h1")).to_have_text("LSTM：反向传播")
    eventually(
        again,
        lambda: shown(again, "dc"),
        lambda seen: np.array_equal(seen, expected),
        f"instead of {expected}",
    )
    again.reload()
    expect(stepper(again)).to_have_attribute("data-t", "4")


def test_other_settings_keep_the_step_and_another_text_starts_again(open_page):
    page = open_page("rnn_forward?lang=en")
    root = stepper(page)
    root.focus()
    page.keyboard.press("End")
    page.wait_for_function("location.search.includes('t=5')")
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("slider", name="Seed").press("ArrowRight")
    page.wait_for_function("location.search.includes('seed=1')")
    expect(root).to_have_attribute("data-t", "5")
    page.keyboard.press("Escape")
    page.get_by_label("Your text").fill("abc")
    page.get_by_label("Your text").press("Enter")
    expect(root).to_have_attribute("data-steps", "3")
    expect(root).to_have_attribute("data-t", "1")
