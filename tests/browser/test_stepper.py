"""The stepper in a real browser: what it shows against the core, and how it is driven."""

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from rnnlstm.core.cells.lstm import LSTM
from rnnlstm.core.cells.rnn import RNN
from rnnlstm.core.losses import cross_entropy
from rnnlstm.figures.palette import QUANTITIES
from support.eventually import eventually

WORD = "hello"
HIDDEN = 8


def reference(model):
    """The default page's network and its gradients, put together here from the core alone."""
    alphabet = sorted(set(WORD))
    labels = [alphabet.index(character) for character in WORD]
    x = np.eye(len(alphabet))[labels][:, None]
    cell = model.init(len(alphabet), HIDDEN, len(alphabet) + 1, seed=0)
    trace = cell.forward(x)
    _, dy = cross_entropy(trace.y, np.array([*labels[1:], len(alphabet)])[:, None])
    return trace, cell.backward(trace, dy=dy)


def stepper(page: Page):
    root = page.get_by_test_id("stepper")
    root.wait_for()
    return root


def shown(page: Page, name: str) -> np.ndarray:
    """What the table shows of one quantity, for every unit."""
    texts = page.get_by_test_id(f"value-{name}").all_inner_texts()
    return np.array([float(text) for text in texts])


def assert_shows(page: Page, name: str, expected: np.ndarray) -> None:
    """Four decimals, or three digits where those would say nothing; out of sight, a moment later."""
    room = np.where(np.abs(expected) < 1e-3, 6e-3 * np.abs(expected), 5.1e-5)
    eventually(
        page,
        lambda: shown(page, name),
        lambda seen: seen.shape == expected.shape and bool((np.abs(seen - expected) <= room).all()),
        f"{name} instead of {expected}",
    )


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
    trace, _ = reference(LSTM)
    assert_shows(page, "h", trace.h[3, 0])
    for name in ("f", "i", "g", "o", "c", "h"):
        expect(page.get_by_test_id(f"equation-{name}")).to_have_text(f"{getattr(trace, name)[3, 0, 0]:.4f}")


@pytest.mark.parametrize(("page_name", "model"), [("rnn_forward", RNN), ("lstm_forward", LSTM)])
def test_forward_walk_shows_the_cores_numbers(open_page, page_name, model):
    page = open_page(f"{page_name}?lang=en&learned=0")
    root = stepper(page)
    trace, _ = reference(model)
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
    _, grads = reference(model)
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


def test_keys_slider_and_play(open_page):
    page = open_page("rnn_forward?lang=en")
    root = stepper(page)
    root.focus()
    page.keyboard.press("End")
    expect(root).to_have_attribute("data-t", "5")
    page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-t", "5")
    page.keyboard.press("ArrowLeft")
    expect(root).to_have_attribute("data-t", "4")
    page.keyboard.press("Home")
    expect(root).to_have_attribute("data-t", "1")
    page.get_by_test_id("stepper-slider").fill("3")
    expect(root).to_have_attribute("data-t", "3")
    root.focus()
    page.keyboard.press("Space")
    expect(page.get_by_test_id("stepper-play")).to_have_attribute("aria-pressed", "true")
    expect(root).to_have_attribute("data-t", "5", timeout=10_000)
    expect(page.get_by_test_id("stepper-play")).to_have_attribute("aria-pressed", "false")
    page.get_by_test_id("stepper-play").click()  # from the end it starts again
    expect(root).to_have_attribute("data-t", "2", timeout=10_000)


def test_keys_belong_to_the_page_until_the_stepper_is_used(open_page):
    page = open_page("rnn_forward?lang=en")
    root = stepper(page)
    for key in ("End", "Space"):
        page.keyboard.press(key)
    expect(page.get_by_test_id("stepper-play")).to_have_attribute("aria-pressed", "false")
    expect(root).to_have_attribute("data-t", "1")
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 1e6)")
    page.wait_for_timeout(300)
    page.keyboard.press("ArrowRight")  # the stepper is out of sight now
    expect(root).to_have_attribute("data-t", "1")
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    page.wait_for_timeout(300)
    page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-t", "2")
    page.get_by_test_id("stepper-unit").focus()
    page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-t", "3")


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


def test_backward_keys_follow_the_walk(open_page):
    page = open_page("rnn_backward?lang=en")
    root = stepper(page)
    expect(root).to_have_attribute("data-direction", "backward")
    expect(root).to_have_attribute("data-t", "5")
    page.get_by_test_id("stepper-next").click()
    expect(root).to_have_attribute("data-t", "4")
    page.get_by_test_id("stepper-prev").click()
    expect(root).to_have_attribute("data-t", "5")
    root.focus()
    page.keyboard.press("End")
    expect(root).to_have_attribute("data-t", "1")
    page.keyboard.press("Home")
    expect(root).to_have_attribute("data-t", "5")
    page.get_by_test_id("stepper-slider").focus()
    page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-t", "4")


def test_stepping_sends_nothing_to_the_server(open_page, server):
    page = open_page("?lang=en")
    sent = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    page.goto(server + "lstm_backward?lang=en&input=wave&length=50&hidden=20")
    root = stepper(page)
    page.locator("[data-test-script-state=notRunning]").wait_for()
    page.wait_for_timeout(1500)
    assert sent, "the socket was not seen at all"
    sent.clear()
    root.focus()
    for _ in range(49):
        page.keyboard.press("ArrowRight")
    for _ in range(20):
        page.keyboard.press("Shift+ArrowLeft")
    for key in ("Enter", "ArrowLeft", "Escape", "Escape", "Space"):
        page.keyboard.press(key)
    page.wait_for_timeout(1000)
    page.keyboard.press("Space")
    page.get_by_test_id("depth-cell").click()
    page.locator(".map-plot").first.click()
    page.get_by_test_id("stepper-unit").select_option("7")
    page.wait_for_timeout(1500)  # also after the address bar has been brought up to date
    assert not sent
    expect(root).to_have_attribute("data-unit", "8")


def test_a_reload_amid_the_steps_finds_the_place(open_page):
    page = open_page("lstm_backward?lang=en&input=wave&length=60")
    root = stepper(page)
    root.focus()
    for _ in range(30):
        page.keyboard.press("ArrowRight")  # faster than the address bar is written
    page.wait_for_timeout(400)
    page.reload()
    expect(stepper(page)).to_have_attribute("data-t", "30")


@pytest.mark.parametrize(("direction", "last"), [("forward", 43), ("backward", 18)])
def test_after_a_fast_walk_every_panel_shows_the_last_step(open_page, direction, last):
    """While steps come fast the panels take turns, and those out of sight wait."""
    page = open_page(f"lstm_{direction}?lang=en&input=wave&length=60")
    root = stepper(page)
    root.focus()
    for _ in range(42):
        page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-t", str(last))
    expect(page.locator(".step.now")).to_have_attribute("data-step", str(last))
    expect(page.locator(".where")).to_have_text(f"t = {last} / 60")
    expect(page.locator(".cell-drawing")).to_have_attribute("aria-label", re.compile(f" step {last} "))
    expect(page.locator(".narrator")).to_contain_text(f"t = {last}:")
    moved = page.locator(".cursor-column").first
    expect(moved).to_have_attribute("style", re.compile(rf"translateX\({100 * (last - 1)}%\)"))


def test_clicks_pick_step_and_unit(open_page):
    page = open_page("lstm_forward?lang=en")
    root = stepper(page)
    plot = page.locator(".map-plot").nth(2)
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    plot.click(position={"x": box["width"] * 0.7, "y": box["height"] * (5.5 / HIDDEN)})
    expect(root).to_have_attribute("data-t", "4")
    expect(root).to_have_attribute("data-unit", "6")
    page.locator("tbody tr").nth(2).click()
    expect(root).to_have_attribute("data-unit", "3")


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


def test_change_of_theme_redraws_in_place(open_page):
    page = open_page("lstm_forward?lang=en", color_scheme="light")
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


def test_figures_can_be_saved(open_page):
    page = open_page("rnn_backward?lang=en")
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
