"""The networks written a second time, from the book, for HIPS autograd to differentiate.

Nothing here comes from the core: one unit of code a formula, no fused gates, no hand-made backward pass.
A `nudge` is a zero added to one quantity at one step, so that the derivative with respect to it is the
total gradient at that node of the graph. A `clamp` holds gates at its values, where they are not NaN. An
`activation` says of a GRU where its reset gate stands. Of a sequence in a padded batch only the first steps
count, as many as `lengths` says; then its states stay as they are.
"""

import autograd.numpy as np
from autograd import grad, jacobian

ACTIVATIONS = {
    "tanh": np.tanh,
    "sigmoid": lambda a: 1 / (1 + np.exp(-a)),
    "relu": lambda a: np.where(a > 0, a, 0.0),
}
sigmoid = ACTIVATIONS["sigmoid"]
NODES = {
    "RNN": ("a", "h"),
    "LSTM": ("a_f", "a_i", "a_c", "a_o", "f", "i", "g", "o", "c", "h"),
    "GRU": ("a_r", "a_z", "a_hn", "a_n", "r", "z", "n", "h"),
}


def rnn_step(p, x, h, c, nudge, _, activation):
    a = np.dot(x, p["W_xh"].T) + np.dot(h, p["W_hh"].T) + p["b_h"] + nudge("a")
    return ACTIVATIONS[activation](a) + nudge("h"), c


def lstm_step(p, x, h, c, nudge, hold, _):
    hx = np.concatenate((h, x), axis=1)
    f = hold("f", sigmoid(np.dot(hx, p["W_f"].T) + p["b_f"] + nudge("a_f"))) + nudge("f")
    i = hold("i", sigmoid(np.dot(hx, p["W_i"].T) + p["b_i"] + nudge("a_i"))) + nudge("i")
    g = hold("g", np.tanh(np.dot(hx, p["W_c"].T) + p["b_c"] + nudge("a_c"))) + nudge("g")
    o = hold("o", sigmoid(np.dot(hx, p["W_o"].T) + p["b_o"] + nudge("a_o"))) + nudge("o")
    c = f * c + i * g + nudge("c")
    return o * np.tanh(c) + nudge("h"), c


def peephole_step(p, x, h, c, nudge, hold, _, seen=None):
    """Gates see `seen` instead of c_{t-1} if it is given."""
    seen = c if seen is None else seen
    hx = np.concatenate((h, x), axis=1)
    f = hold("f", sigmoid(np.dot(hx, p["W_f"].T) + p["p_f"] * seen + p["b_f"] + nudge("a_f"))) + nudge("f")
    i = hold("i", sigmoid(np.dot(hx, p["W_i"].T) + p["p_i"] * seen + p["b_i"] + nudge("a_i"))) + nudge("i")
    g = hold("g", np.tanh(np.dot(hx, p["W_c"].T) + p["b_c"] + nudge("a_c"))) + nudge("g")
    c = f * c + i * g + nudge("c")
    o = hold("o", sigmoid(np.dot(hx, p["W_o"].T) + p["p_o"] * c + p["b_o"] + nudge("a_o"))) + nudge("o")
    return o * np.tanh(c) + nudge("h"), c


def gru_step(p, x, h, c, nudge, hold, reset):
    hx = np.concatenate((h, x), axis=1)
    r = hold("r", sigmoid(np.dot(hx, p["W_r"].T) + p["b_r"] + nudge("a_r"))) + nudge("r")
    z = hold("z", sigmoid(np.dot(hx, p["W_z"].T) + p["b_z"] + nudge("a_z"))) + nudge("z")
    if reset == "before":
        a_hn = np.dot(r * h, p["W_hn"].T) + p["b_hn"] + nudge("a_hn")
        a_n = np.dot(x, p["W_xn"].T) + p["b_xn"] + a_hn + nudge("a_n")
    else:
        a_hn = np.dot(h, p["W_hn"].T) + p["b_hn"] + nudge("a_hn")
        a_n = np.dot(x, p["W_xn"].T) + p["b_xn"] + r * a_hn + nudge("a_n")
    n = hold("n", np.tanh(a_n)) + nudge("n")
    return (1 - z) * n + z * h + nudge("h"), c


NODES["PeepholeLSTM"] = NODES["LSTM"]
STEPS = {"RNN": rnn_step, "LSTM": lstm_step, "GRU": gru_step, "PeepholeLSTM": peephole_step}


def held(clamp, t):
    """Return the function that puts the clamp's values of step t, where they are not NaN, over a gate's."""

    def hold(gate, value):
        if not clamp or gate not in clamp:
            return value
        fixed = clamp[gate][t]
        return np.where(np.isnan(fixed), value, np.nan_to_num(fixed))

    return hold


def run(kind, p, x, h, c, nudges=None, activation=None, clamp=None, lengths=None):
    """Return the lists of h_t, c_t and y_t."""
    hs, cs, ys = [], [], []
    for t in range(len(x)):

        def nudge(node, t=t):
            return nudges[node][t] if nudges else 0.0

        new_h, new_c = STEPS[kind](p, x[t], h, c, nudge, held(clamp, t), activation)
        if lengths is not None:
            ended = (t >= np.array(lengths))[:, None]
            new_h, new_c = np.where(ended, h + nudge("h"), new_h), np.where(ended, c, new_c)
        h, c = new_h, new_c
        hs.append(h)
        cs.append(c)
        ys.append(np.dot(h, p["W_hy"].T) + p["b_y"])
    return hs, cs, ys


def gradients(kind, p, x, h0, c0, dy, dh, activation=None, clamp=None, lengths=None):
    """Differentiate E = sum(dy * y) + sum(dh * h) with respect to all there is, nudges included."""
    nudges = {node: np.zeros((len(x), *h0.shape)) for node in NODES[kind]}

    def loss(everything):
        q, x, h0, c0, nudges = everything
        hs, _, ys = run(kind, q, x, h0, c0, nudges, activation, clamp, lengths)
        # The node's own nudge moves h_t after its formula, so dh reaches it as the core's does.
        return sum(np.sum(dy[t] * ys[t]) + np.sum(dh[t] * hs[t]) for t in range(len(x)))

    return grad(loss)((p, x, h0, c0, nudges))


def last_state_jacobians(kind, p, x, h0, c0, activation=None, clamp=None):
    """Return dh_T/d(nudge of h_t) and, for an LSTM, dc_T/d(nudge of c_t): each (T, B, H, H)."""
    T, (B, H) = len(x), h0.shape
    zeros = {node: np.zeros((T, B, H)) for node in NODES[kind]}

    def of_node(node, state):
        def last(nudge):
            return run(kind, p, x, h0, c0, {**zeros, node: nudge}, activation, clamp)[state][-1]

        full = jacobian(last)(np.zeros((T, B, H)))  # (B, H, T, B, H)
        return np.array([[full[b, :, t, b, :] for b in range(B)] for t in range(T)])

    return of_node("h", 0), of_node("c", 1) if "LSTM" in kind else None


def direct_jacobian(kind, p, x, h0, c0, clamp=None):
    """Return dc_T/d(nudge of c_t) of an LSTM whose gates see all states as constants: (T, B, H, H)."""
    hs, cs, _ = run(kind, p, x, h0, c0, clamp=clamp)
    seen, seen_c, (T, B, H) = [h0, *hs], [c0, *cs], (len(x), *h0.shape)

    def last(nudge):
        c = c0
        for t in range(T):
            more = {"seen": seen_c[t]} if kind == "PeepholeLSTM" else {}
            of_c = lambda node, t=t: nudge[t] if node == "c" else 0.0  # noqa: E731
            c = STEPS[kind](p, x[t], seen[t], c, of_c, held(clamp, t), None, **more)[1]
        return c

    full = jacobian(last)(np.zeros((T, B, H)))
    return np.array([[full[b, :, t, b, :] for b in range(B)] for t in range(T)])


def truncated_gradients(kind, p, x, h0, c0, dy, dh, length, activation=None, clamp=None):
    """Differentiate each step's loss through the last `length` steps only, from states taken as constants."""
    hs, cs, _ = run(kind, p, x, h0, c0, activation=activation, clamp=clamp)
    hs, cs = [h0, *hs], [c0, *cs]
    total = {name: np.zeros_like(value) for name, value in p.items()}
    for t in range(len(x)):
        first = max(0, t + 1 - length)

        def loss(q, first=first, t=t):
            h, c = hs[first], cs[first]
            for s in range(first, t + 1):
                h, c = STEPS[kind](q, x[s], h, c, lambda _: 0.0, held(clamp, s), activation)
            return np.sum(dy[t] * (np.dot(h, q["W_hy"].T) + q["b_y"])) + np.sum(dh[t] * h)

        for name, g in grad(loss)(p).items():
            total[name] = total[name] + g
    return total


def input_jacobians(kind, p, x, h0, c0, activation=None, clamp=None):
    """Return dy_s/dx_t and dh_s/dx_t: (B, T, O or H, T, D)."""

    def of(which):
        full = jacobian(lambda x: np.array(run(kind, p, x, h0, c0, None, activation, clamp)[which]))(x)
        return np.array([full[:, b, :, :, b] for b in range(x.shape[1])])

    return of(2), of(0)


def cliff(w, b, h0, target, steps, activation):
    """Return the loss of one unit without input, and its gradient."""

    def loss(wb):
        h = h0
        for _ in range(steps):
            h = ACTIVATIONS[activation](wb[0] * h + wb[1])
        return (h - target) ** 2

    wb = np.array([w, b])
    return loss(wb), *grad(loss)(wb)
