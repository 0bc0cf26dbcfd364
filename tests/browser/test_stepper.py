"""The stepper in a real browser: what it shows, against the core."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from rnnlstm.core.cells.lstm import LSTM
from rnnlstm.core.cells.rnn import RNN
from rnnlstm.figures.palette import QUANTITIES
from support.stepper import assert_shows, stepper
from support.texts import read_by

WORD = "hello"


def test_hello_and_three_arrows_show_h4(open_page):
    page = open_page("lstm_forward?lang=en&text=abc")
    root = stepper(page)
    box = page.get_by_label("Your text")
    box.fill(WORD)
    box.press("Enter")
    expect(root).to_have_attribute("data-steps", "5")
    for _ in range(3):
        page.keyboard.press("ArrowRight")  # Enter has handed the keys to the stepper
    expect(root).to_have_attribute("data-t", "4")
    _, trace, _, _ = read_by(LSTM, WORD)
    assert_shows(page, "h", trace.h[3, 0])
    for name in ("f", "i", "g", "o", "c", "h"):
        expect(page.get_by_test_id(f"equation-{name}")).to_have_text(f"{getattr(trace, name)[3, 0, 0]:.4f}")


@pytest.mark.parametrize(("page_name", "model"), [("rnn_forward", RNN), ("lstm_forward", LSTM)])
def test_forward_walk_shows_the_cores_numbers(open_page, page_name, model):
    page = open_page(f"{page_name}?lang=en&learned=0")
    root = stepper(page)
    _, trace, _, _ = read_by(model, WORD)
    names = ["a", "h"] if model is RNN else ["f", "i", "g", "o", "c", "h"]
    for t in range(1, 6):
        expect(root).to_have_attribute("data-t", str(t))
        for name in names:
            assert_shows(page, name, getattr(trace, name)[t - 1, 0])
        if t < 5:
            page.get_by_test_id("stepper-next").click()


@pytest.mark.parametrize(("page_name", "model"), [("rnn_backward", RNN), ("lstm_backward", LSTM)])
def test_backward_walk_shows_the_cores_numbers(open_page, page_name, model):
    page = open_page(f"{page_name}?lang=zh&learned=0")
    root = stepper(page)
    _, _, grads, _ = read_by(model, WORD)
    names = {"dh": "h", "dh_future": "h_future", "dh_loss": "h_loss"}
    if model is RNN:
        names["da"] = "a"
    else:
        names |= {"dc": "c", "dc_future": "c_future", "dc_hidden": "c_hidden"}
        names |= {"da_f": "a_f", "da_i": "a_i", "da_g": "a_c", "da_o": "a_o"}
    for t in range(5, 0, -1):
        expect(root).to_have_attribute("data-t", str(t))
        for name, field in names.items():
            assert_shows(page, name, getattr(grads, field)[t - 1, 0])
        norm = np.linalg.norm(grads.h[t - 1, 0])
        expect(root.get_by_role("status")).to_contain_text(f"{norm:.4f}")
        page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-t", "1")


@pytest.mark.parametrize("text", ["a_b^c_{x}", "{t}{unit}", "אבג"])
def test_what_was_typed_is_no_mathematics(open_page, text):
    page = open_page("rnn_forward?lang=en")
    root = stepper(page)
    box = page.get_by_label("Your text")
    box.fill(text)
    box.press("Enter")
    expect(root).to_have_attribute("data-steps", str(len(text)))
    for t, character in enumerate(text, start=1):
        expect(root).to_have_attribute("data-t", str(t))
        following = text[t] if t < len(text) else "■"
        said = root.get_by_role("status").locator("bdi")
        expect(said.nth(0)).to_have_text(str(t))
        expect(said.nth(1)).to_have_text(character)
        expect(said.nth(4)).to_have_text(following)
        page.keyboard.press("ArrowRight")


def test_change_of_theme_redraws_in_place(open_walk):
    page = open_walk("lstm_forward?lang=en", color_scheme="light")
    root = stepper(page)
    root.focus()
    page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-t", "2")
    hue = QUANTITIES["c"]
    expect(root).to_have_attribute("style", re.compile(f"--hue-c: {hue.light};"))
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        # Streamlit paints its own page first and calls the stepper a moment later.
        expect(root).to_have_attribute("style", re.compile(f"--hue-c: {hue.on(scheme)};"))
        expect(root).to_have_count(1)
        expect(root).to_have_attribute("data-t", "2")


def test_exploding_gradient_is_told_and_shown(open_page):
    page = open_page(
        "rnn_backward?lang=en&input=wave&length=200&activation=relu&gain=3&init=normal&hidden=64"
    )
    root = stepper(page)
    expect(page.get_by_text("exploding gradient", exact=False).first).to_be_visible()
    root.focus()
    page.keyboard.press("End")
    expect(root).to_have_attribute("data-t", "1")


def test_figures_can_be_saved(open_walk):
    page = open_walk("rnn_backward?lang=en")
    root = stepper(page)
    names = set()
    for button in root.get_by_role("button", name="Save this figure").all():
        button.scroll_into_view_if_needed()
        with page.expect_download() as download:
            button.click()
        data = download.value.path().read_bytes()
        name = download.value.suggested_filename
        names.add(name)
        # Mathematics brings its font along.
        assert data.count(b"@font-face") == (4 if name == "rnn-backward-cell.svg" else 0)
        assert data.startswith(b"\x89PNG") or (data.startswith(b"<svg") and b"</svg>" in data)
    maps = {f"rnn-backward-{key}.png" for key in ("dh_future", "dh_loss", "dh", "da")}
    assert names == maps | {f"rnn-backward-{key}.svg" for key in ("unrolled", "cell", "norms-1", "norms-2")}
