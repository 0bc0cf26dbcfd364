"""Goodfellow, Bengio and Courville, *Deep Learning* (MIT Press 2016), chapter 10.

(10.8)-(10.11) the RNN, (10.40)-(10.44) the LSTM, (10.45)-(10.47) the GRU, of which the Chinese edition writes
x^(t) in the candidate. https://www.deeplearningbook.org/contents/rnn.html
"""

from __future__ import annotations

from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.walk.notation.notation import Book, CellNotation, Parameters
from rnnlstm.ui.walk.notation.shared import BEFORE, gates

# U acts on x and W on h; the gate is raised, and so is the time, in parentheses. The candidates have neither
# letter nor index there, and are squashed by the logistic sigmoid.
_GOODFELLOW_READOUT = ("V", "c")
GOODFELLOW = Book(
    title=N_("Goodfellow et al., Deep Learning"),
    source="Goodfellow, Bengio, Courville: Deep Learning (2016), ch. 10, https://www.deeplearningbook.org/contents/rnn.html",
    cells={
        "RNN": CellNotation(
            printed=r"""
\begin{aligned}
\boldsymbol a^{(t)}
  &= \boldsymbol b + \boldsymbol W \boldsymbol h^{(t-1)} + \boldsymbol U \boldsymbol x^{(t)} \\
\boldsymbol h^{(t)} &= \tanh(\boldsymbol a^{(t)}) \\
\boldsymbol o^{(t)} &= \boldsymbol c + \boldsymbol V \boldsymbol h^{(t)}
\end{aligned}""",
            parameters={"h": Parameters("U", "W", ("b",))},
            readout=_GOODFELLOW_READOUT,
            names={"y": "o"},
            terms=("b", "h", "x"),
            above=True,
        ),
        "LSTM": CellNotation(
            printed=r"""
\begin{aligned}
f_i^{(t)} &= \sigma\Big(b_i^f + \sum_j U_{i,j}^f x_j^{(t)} + \sum_j W_{i,j}^f h_j^{(t-1)}\Big) \\
s_i^{(t)} &= f_i^{(t)} s_i^{(t-1)} + g_i^{(t)}\,
\sigma\Big(b_i + \sum_j U_{i,j} x_j^{(t)} + \sum_j W_{i,j} h_j^{(t-1)}\Big) \\
g_i^{(t)} &= \sigma\Big(b_i^g + \sum_j U_{i,j}^g x_j^{(t)} + \sum_j W_{i,j}^g h_j^{(t-1)}\Big) \\
h_i^{(t)} &= \tanh\big(s_i^{(t)}\big)\, q_i^{(t)} \\
q_i^{(t)} &= \sigma\Big(b_i^o + \sum_j U_{i,j}^o x_j^{(t)} + \sum_j W_{i,j}^o h_j^{(t-1)}\Big)
\end{aligned}""",
            parameters={
                **gates({"f": "f", "i": "g", "o": "o", "k": "k"}, "U^*", "W^*", "b^*"),
                "g": Parameters("U", "W", ("b",)),
            },
            readout=_GOODFELLOW_READOUT,
            names={"i": "g", "g": "s\u0303", "c": "s", "o": "q", "y": "o"},
            gates={"i": "g", "c": ""},
            terms=("b", "x", "h"),
            order=("f", "g", "i", "c", "o", "h"),
            tanh_first=True,
            above=True,
            notes=(
                N_(
                    "The candidate has no letter there and is squashed by σ; here it is written s̃ and "
                    "squashed by tanh, as in nearly all libraries."
                ),
                N_("g is the input gate there, not the candidate; q is the output gate, and o the output."),
            ),
        ),
        "GRU": CellNotation(
            printed=r"""
\begin{aligned}
h_i^{(t)} &= u_i^{(t-1)} h_i^{(t-1)} + \big(1 - u_i^{(t-1)}\big)\,
\sigma\Big(b_i + \sum_j U_{i,j} x_j^{(t-1)} + \sum_j W_{i,j} r_j^{(t-1)} h_j^{(t-1)}\Big) \\
u_i^{(t)} &= \sigma\Big(b_i^u + \sum_j U_{i,j}^u x_j^{(t)} + \sum_j W_{i,j}^u h_j^{(t)}\Big) \\
r_i^{(t)} &= \sigma\Big(b_i^r + \sum_j U_{i,j}^r x_j^{(t)} + \sum_j W_{i,j}^r h_j^{(t)}\Big)
\end{aligned}""",
            parameters={
                **gates({"r": "r", "z": "u", "k": "k"}, "U^*", "W^*", "b^*"),
                "n": Parameters("U", "W", ("b", "b^h")),
            },
            readout=_GOODFELLOW_READOUT,
            names={"z": "u", "n": "h\u0303", "y": "o"},
            gates={"z": "u", "n": "", "hn": "h"},
            terms=("b", "x", "h"),
            order=("z", "r", "n", "h"),
            above=True,
            notes=(
                BEFORE,
                N_(
                    "The candidate has no letter there and is squashed by σ; here it is written h̃ and "
                    "squashed by tanh. b and b^h stand for its two biases; there is one there."
                ),
                N_(
                    "The book gives gates and input of a GRU the time of the state that they read: its "
                    "u^{(t−1)} and x^{(t−1)} are u^{(t)} and x^{(t)} here."
                ),
            ),
        ),
    },
)
