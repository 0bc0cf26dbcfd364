"""The small steps in a real browser: at each of them, the numbers on the screen are those of the core."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from rnnlstm.core import GRU, LSTM, RNN
from support.texts import one_hot, read_by

WORD, HIDDEN, UNIT = "hel", 8, 3  # a first step, one between, a last one

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
    cell, trace, grads, _ = read_by(model, WORD, HIDDEN)
    x = one_hot(WORD)
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


def weight_norms(model):
    """Norms of what each step adds to each weight matrix's gradient, (T, matrices), by outer products."""
    values = core_values(model)
    x = one_hot(WORD)[:, 0]
    h = np.concatenate([np.zeros((1, HIDDEN)), values["h"][:-1]])
    both = np.concatenate([h, x], axis=1)
    pairs = {
        RNN: [("da", h), ("da", x)],
        LSTM: [(f"da_{gate}", both) for gate in "figo"],
        GRU: [("da_r", both), ("da_z", both), ("da_n", x), ("da_hn", h)],
    }[model]
    outer = [values[name][:, :, None] * right[:, None, :] for name, right in pairs]
    return np.stack([np.linalg.norm(each, axis=(1, 2)) for each in outer], axis=1)


def assert_written(text, expected, what, decimals=4, digits=3):
    """So many decimals, or so many digits where those would say nothing."""
    coarse = 0.51 * 10.0 ** -(digits - 1) if abs(expected) < 1e-3 else 0
    near = pytest.approx(expected, abs=0.51 * 10.0**-decimals if not coarse else 1e-12, rel=coarse)
    assert float(text.strip("() ")) == near, what


SCREENS = """async (root, [key, count]) => {
    const frames = async (count) => {
        for (let k = 0; k < count; k++) await new Promise(requestAnimationFrame);
    };
    const seen = (node) => node.checkVisibility({visibilityProperty: true}) ? node.textContent : null;
    const gather = (nodes, name) => nodes.reduce((all, node) => ({[name(node)]: seen(node), ...all}), {});
    const quantity = (node) => node.closest("[data-q]").dataset.q;
    const screens = [];
    for (let k = 0; k < count; k++) {
        const pressed = {key, shiftKey: true, bubbles: true, composed: true};
        root.dispatchEvent(new KeyboardEvent("keydown", pressed));
        await frames(8);  // while steps come fast, five panels take turns, one a frame
        screens.push({
            t: Number(root.dataset.t),
            phase: root.dataset.phase,
            equations: gather([...root.querySelectorAll(".equation .numbers [data-q]")], quantity),
            drawing: gather([...root.querySelectorAll(".diagram .value .digits")], quantity),
            said: root.querySelector(".narrator").textContent,
        });
    }
    return screens;
}"""
"""What is to be read after each of so many small steps: of each quantity the first number in the equations
and in the drawing. All are taken within the page: the way there and back takes longer than a step does."""

# The quantities whose numbers stand in the drawing as well.
DRAWN = {
    (RNN, "forward"): {"a_x", "a_h", "a", "h"},
    (RNN, "backward"): {"dh", "da", "dh_onward"},
    (LSTM, "forward"): {"f", "i", "g", "kept", "added", "c", "o", "h"},
    (LSTM, "backward"): {
        "dh",
        "do",
        "dc",
        "df",
        "di",
        "dg",
        "da_f",
        "da_i",
        "da_g",
        "da_o",
        "dh_onward",
        "dc_onward",
    },
    (GRU, "forward"): {"r", "z", "n", "fresh", "kept", "h"},
    (GRU, "backward"): {"dh", "dz", "dn", "da_n", "dr", "da_hn", "da_r", "da_z", "dh_onward"},
}


# Both directions of an LSTM always; the others walk by the same lines.
WALKS = [(LSTM, "forward"), (LSTM, "backward"), (GRU, "backward"), (RNN, "forward")]
OTHERS = [(RNN, "backward"), (GRU, "forward")]


@pytest.mark.parametrize(
    ("model", "direction"), [*WALKS, *(pytest.param(*walk, marks=pytest.mark.slow) for walk in OTHERS)]
)
def test_every_small_step_shows_the_cores_numbers(open_page, model, direction):
    page = open_page(f"{model.__name__.lower()}_{direction}?lang=en&text={WORD}&unit={UNIT + 1}")
    root = page.get_by_test_id("stepper")
    root.wait_for()
    root.focus()
    back = direction == "backward"
    stations = (BACKWARD if back else FORWARD)[model]
    values = core_values(model)
    drawn = DRAWN[model, direction]
    walk = [
        (t, k)
        for t in (range(len(WORD), 0, -1) if back else range(1, len(WORD) + 1))
        for k in range(len(stations))
    ]

    def look(screen, t, k):
        name, made = stations[k]
        assert (screen["t"], screen["phase"]) == (t, name)
        for quantity in made:
            expected = values[quantity][t - 1, UNIT]
            what = f"{quantity} at t = {t}"
            assert_written(screen["equations"][quantity], expected, what)
            if quantity in drawn:
                assert_written(
                    screen["drawing"][quantity], expected, f"drawing: {what}", decimals=3, digits=2
                )
        if name == "weights":
            numbers = [
                float(each)
                for each in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", screen["said"].split("gets", 1)[1])
            ]
            for said, expected in zip(numbers, weight_norms(model)[t - 1], strict=True):
                assert_written(str(said), expected, f"norms at t = {t}")
        # What comes later is not shown yet.
        for later in (quantity for _, quantities in stations[k + 1 :] for quantity in quantities):
            assert screen["equations"][later] is None, later
            if later in drawn:
                assert screen["drawing"][later] is None, later

    for key, way in (("ArrowRight", walk), ("ArrowLeft", walk[-2::-1])):
        # One step more than there are: nothing comes after the last one, nor before the first.
        screens = root.evaluate(SCREENS, [key, len(way) + 1])
        for screen, place in zip(screens, [*way, way[-1]], strict=True):
            look(screen, *place)
    page.keyboard.press("ArrowRight")  # whole steps leave the small ones
    expect(root).to_have_attribute("data-phase", "")


def test_a_small_step_is_said_in_a_sentence_and_goes_into_the_link(open_walk):
    page = open_walk(f"lstm_forward?lang=en&text={WORD}&learned=0")
    root = page.get_by_test_id("stepper")
    root.wait_for()
    root.focus()
    page.keyboard.press("Shift+ArrowRight")
    said = root.get_by_role("status")
    f = core_values(LSTM)["f"][0, 0]
    expect(said).to_contain_text(f"{f:.4f}")
    expect(said).to_contain_text(f"{100 * f:.0f}% of the old cell state")
    expect(page).to_have_url(re.compile("small=1"))
    page.reload()
    root.wait_for()
    expect(root).to_have_attribute("data-phase", "forget")
    page.get_by_test_id("small-cell").click()
    expect(root).to_have_attribute("data-phase", "cell")
    page.get_by_test_id("small-all").click()
    expect(root).to_have_attribute("data-phase", "")
