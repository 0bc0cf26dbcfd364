"""The small steps in a real browser: at each of them, the numbers on the screen are those of the core."""

import numpy as np
import pytest
from eventually import eventually
from playwright.sync_api import expect

from rnnlstm.core import GRU, LSTM, RNN, cross_entropy

WORD, HIDDEN, UNIT = "hello", 8, 3

FORWARD = {
    RNN: [("input", ["a_x"]), ("past", ["a_h"]), ("sum", ["a"]), ("activation", ["h"])],
    LSTM: [
        ("forget", ["f"]),
        ("input", ["i"]),
        ("candidate", ["g"]),
        ("cell", ["kept", "added", "c"]),
        ("output", ["o"]),
        ("hidden", ["h"]),
    ],
    GRU: [("reset", ["r"]), ("update", ["z"]), ("candidate", ["n"]), ("hidden", ["fresh", "kept", "h"])],
}
BACKWARD = {
    RNN: [("dh", ["dh"]), ("squash", ["da"]), ("past", ["dh_onward"]), ("x", ["norm_dx"]), ("weights", [])],
    LSTM: [
        ("dh", ["dh"]),
        ("output", ["do"]),
        ("cell", ["dc"]),
        ("gates", ["df", "di", "dg"]),
        ("squash", ["da_f", "da_i", "da_g", "da_o"]),
        ("past", ["dh_onward"]),
        ("highway", ["dc_onward"]),
        ("x", ["norm_dx"]),
        ("weights", []),
    ],
    GRU: [
        ("dh", ["dh"]),
        ("gates", ["dz", "dn"]),
        ("candidate", ["da_n"]),
        ("reset", ["dr", "da_hn"]),
        ("squash", ["da_r", "da_z"]),
        ("past", ["dh_onward"]),
        ("x", ["norm_dx"]),
        ("weights", []),
    ],
}


def core_values(model):
    """Every quantity of the default network by the core alone: name -> (T, H) or (T,)."""
    alphabet = sorted(set(WORD))
    labels = [alphabet.index(character) for character in WORD]
    x = np.eye(len(alphabet))[labels][:, None]
    cell = model.init(len(alphabet), HIDDEN, len(alphabet) + 1, seed=0)
    trace = cell.forward(x)
    _, dy = cross_entropy(trace.y, np.array([*labels[1:], len(alphabet)])[:, None])
    grads = cell.backward(trace, dy=dy)
    before = np.concatenate([trace.h0[None], trace.h[:-1]])
    values = {"h": trace.h, "dh": grads.h, "dx": grads.x}
    values["dh_onward"] = np.concatenate([grads.h0[None], grads.h_future[:-1]])
    if model is RNN:
        values |= {"a_x": x @ cell.W_xh.T, "a_h": before @ cell.W_hh.T, "a": trace.a, "da": grads.a}
    if model is LSTM:
        c_before = np.concatenate([trace.c0[None], trace.c[:-1]])
        values |= {name: getattr(trace, name) for name in "figoc"}
        values |= {"kept": trace.f * c_before, "added": trace.i * trace.g}
        values |= {"dc": grads.c, "dc_onward": np.concatenate([grads.c0[None], grads.c_future[:-1]])}
        values |= {f"d{name}": getattr(grads, name) for name in "figo"}
        values |= {f"da_{name}": getattr(grads, f"a_{'c' if name == 'g' else name}") for name in "figo"}
    if model is GRU:
        values |= {name: getattr(trace, name) for name in "rzn"}
        values |= {"kept": trace.z * before, "fresh": (1 - trace.z) * trace.n}
        values |= {f"d{name}": getattr(grads, name) for name in "rzn"}
        values |= {"da_r": grads.a_r, "da_z": grads.a_z, "da_n": grads.a_n, "da_hn": grads.a_hn}
    values = {name: value[:, 0] for name, value in values.items()}
    values["norm_dx"] = np.repeat(np.linalg.norm(values["dx"], axis=-1)[:, None], HIDDEN, axis=1)
    return values


def written(page, quantity):
    """Where the equations first write the number of a quantity."""
    return page.get_by_test_id("stepper-equation").locator(f".numbers [data-q='{quantity}']").first


def assert_written(page, quantity, expected, what):
    """Four decimals, or three digits where those would say nothing."""
    near = pytest.approx(expected, abs=5.1e-5, rel=6e-3 if abs(expected) < 1e-3 else 0)
    place = written(page, quantity)
    eventually(page, lambda: float(place.inner_text().strip("() ")), lambda seen: seen == near, what)


@pytest.mark.parametrize("direction", ["forward", "backward"])
@pytest.mark.parametrize("model", [RNN, LSTM, GRU])
def test_every_small_step_shows_the_cores_numbers(open_page, model, direction):
    page = open_page(f"{model.__name__.lower()}_{direction}?lang=en&unit={UNIT + 1}")
    root = page.get_by_test_id("stepper")
    root.wait_for()
    root.focus()
    back = direction == "backward"
    stations = (BACKWARD if back else FORWARD)[model]
    values = core_values(model)
    for t in range(5, 0, -1) if back else range(1, 6):
        for k, (name, made) in enumerate(stations):
            page.keyboard.press("Shift+ArrowRight")
            expect(root).to_have_attribute("data-phase", name)
            expect(root).to_have_attribute("data-t", str(t))
            for quantity in made:
                value = values[quantity][t - 1, UNIT]
                assert_written(page, quantity, value, f"{quantity} at t = {t} instead of {value}")
            # What comes later is not shown yet.
            for later in (q for _, quantities in stations[k + 1 :] for q in quantities):
                expect(written(page, later)).not_to_be_visible()
    page.keyboard.press("Shift+ArrowRight")  # there is nothing after the last one
    expect(root).to_have_attribute("data-phase", stations[-1][0])
    page.keyboard.press("Shift+ArrowLeft")
    expect(root).to_have_attribute("data-phase", stations[-2][0])
    page.keyboard.press("ArrowLeft")  # whole steps leave the small ones
    expect(root).to_have_attribute("data-phase", "")


def test_a_small_step_is_said_in_a_sentence_and_goes_into_the_link(open_page):
    page = open_page("lstm_forward?lang=en")
    root = page.get_by_test_id("stepper")
    root.wait_for()
    root.focus()
    page.keyboard.press("Shift+ArrowRight")
    said = root.get_by_role("status")
    f = core_values(LSTM)["f"][0, 0]
    expect(said).to_contain_text(f"{f:.4f}")
    expect(said).to_contain_text(f"{100 * f:.0f} % of the old cell state")
    page.wait_for_function("location.search.includes('small=1')")
    page.reload()
    root.wait_for()
    expect(root).to_have_attribute("data-phase", "forget")
    page.get_by_test_id("small-cell").click()
    expect(root).to_have_attribute("data-phase", "cell")
    page.get_by_test_id("small-all").click()
    expect(root).to_have_attribute("data-phase", "")
