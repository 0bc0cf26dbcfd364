"""Olah, *Understanding LSTM Networks* (2015): the figures LSTM3-focus-f, -i, -C, -o and LSTM3-var-GRU.

https://colah.github.io/posts/2015-08-Understanding-LSTMs/
"""

from __future__ import annotations

from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.walk.notation.notation import Book, CellNotation, Parameters
from rnnlstm.ui.walk.notation.shared import BEFORE, FIGO, RZ, gates

# One matrix on [h, x] as in the course, a capital C, a star for ⊙; and z counts what is new.
OLAH = Book(
    title=N_("Olah, Understanding LSTM Networks"),
    source="Olah: Understanding LSTM Networks (2015), https://colah.github.io/posts/2015-08-Understanding-LSTMs/",
    cells={
        "RNN": CellNotation(
            printed="",
            parameters={"h": Parameters("W_{xh}", "W_{hh}", ("b_h",))},
            terms=("h", "x", "b"),
            times="∗",
            notes=(N_("Olah writes no equation of the plain RNN; here stand the course's letters."),),
        ),
        "LSTM": CellNotation(
            printed=r"""
\begin{aligned}
f_t &= \sigma\left(W_f \cdot [h_{t-1}, x_t] + b_f\right) \\
i_t &= \sigma\left(W_i \cdot [h_{t-1}, x_t] + b_i\right) \\
\tilde{C}_t &= \tanh\left(W_C \cdot [h_{t-1}, x_t] + b_C\right) \\
C_t &= f_t * C_{t-1} + i_t * \tilde{C}_t \\
o_t &= \sigma\left(W_o \cdot [h_{t-1}, x_t] + b_o\right) \\
h_t &= o_t * \tanh(C_t)
\end{aligned}""",
            parameters=gates(FIGO | {"g": "C"}, "W_{x*}", "W_{h*}", "b_*", whole="W_*"),
            names={"g": "C\u0303", "c": "C"},
            gates={"c": "C"},
            terms=("h", "x", "b"),
            order=("f", "i", "g", "c", "o", "h"),
            times="∗",
            dot="·",
        ),
        "GRU": CellNotation(
            printed=r"""
\begin{aligned}
z_t &= \sigma\left(W_z \cdot [h_{t-1}, x_t]\right) \\
r_t &= \sigma\left(W_r \cdot [h_{t-1}, x_t]\right) \\
\tilde{h}_t &= \tanh\left(W \cdot [r_t * h_{t-1}, x_t]\right) \\
h_t &= (1 - z_t) * h_{t-1} + z_t * \tilde{h}_t
\end{aligned}""",
            parameters={
                **gates(RZ, "W_{x*}", "W_{h*}", "b_*", whole="W_*"),
                "n": Parameters("W_x", "W_h", ("b_x", "b_h"), whole="W"),
            },
            names={"n": "h\u0303"},
            gates={"n": "", "hn": "h"},
            terms=("h", "x", "b"),
            order=("z", "r", "n", "h"),
            mirrored=("z",),
            times="∗",
            dot="·",
            notes=(
                N_(
                    "z_t here is 1 − z_t of the course: Olah's z counts what is new, the course's what is "
                    "kept. So its weights W_z and its bias b_z have the other sign; h_t is the same."
                ),
                BEFORE,
                N_("Olah leaves out the biases; this network has them. W_h and W_x are the columns of W."),
            ),
        ),
    },
)
