"""Zhang, Lipton, Li and Smola, *Dive into Deep Learning*: 9.4 RNN, 10.1 LSTM, 10.2 GRU; https://d2l.ai.

Read in d2l-en at 23d7a5a: chapter_recurrent-neural-networks/rnn.md, chapter_recurrent-modern/{lstm,gru}.md.
"""

from __future__ import annotations

from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.walk.notation.notation import Book, CellNotation, Parameters
from rnnlstm.ui.walk.notation.shared import BEFORE, FIGO, RZ, gates

# A minibatch of row vectors in capitals: the matrices stand to the right, those of the course transposed.
_D2L_READOUT = ("W_{hq}", "b_q")
D2L = Book(
    title=N_("d2l, Dive into Deep Learning"),
    source="Zhang et al.: Dive into Deep Learning, 9.4, 10.1 and 10.2, https://d2l.ai",
    cells={
        "RNN": CellNotation(
            printed=r"""
\begin{aligned}
\mathbf{H}_t &= \phi(\mathbf{X}_t \mathbf{W}_{xh} + \mathbf{H}_{t-1} \mathbf{W}_{hh} + \mathbf{b}_h) \\
\mathbf{O}_t &= \mathbf{H}_t \mathbf{W}_{hq} + \mathbf{b}_q
\end{aligned}""",
            parameters={"h": Parameters("W_{xh}", "W_{hh}", ("b_h",))},
            readout=_D2L_READOUT,
            names={"h": "H", "x": "X", "y": "O"},
            rows=True,
        ),
        "LSTM": CellNotation(
            printed=r"""
\begin{aligned}
\mathbf{I}_t &= \sigma(\mathbf{X}_t \mathbf{W}_{xi} + \mathbf{H}_{t-1} \mathbf{W}_{hi} + \mathbf{b}_i) \\
\mathbf{F}_t &= \sigma(\mathbf{X}_t \mathbf{W}_{xf} + \mathbf{H}_{t-1} \mathbf{W}_{hf} + \mathbf{b}_f) \\
\mathbf{O}_t &= \sigma(\mathbf{X}_t \mathbf{W}_{xo} + \mathbf{H}_{t-1} \mathbf{W}_{ho} + \mathbf{b}_o) \\
\tilde{\mathbf{C}}_t
  &= \tanh(\mathbf{X}_t \mathbf{W}_{xc} + \mathbf{H}_{t-1} \mathbf{W}_{hc} + \mathbf{b}_c) \\
\mathbf{C}_t &= \mathbf{F}_t \odot \mathbf{C}_{t-1} + \mathbf{I}_t \odot \tilde{\mathbf{C}}_t \\
\mathbf{H}_t &= \mathbf{O}_t \odot \tanh(\mathbf{C}_t)
\end{aligned}""",
            parameters=gates(FIGO | {"g": "c"}, "W_{x*}", "W_{h*}", "b_*"),
            readout=_D2L_READOUT,
            names={"f": "F", "i": "I", "g": "C\u0303", "o": "O", "c": "C", "h": "H", "x": "X", "y": "Y"},
            order=("i", "f", "o", "g", "c", "h"),
            rows=True,
        ),
        "GRU": CellNotation(
            printed=r"""
\begin{aligned}
\mathbf{R}_t &= \sigma(\mathbf{X}_t \mathbf{W}_{xr} + \mathbf{H}_{t-1} \mathbf{W}_{hr} + \mathbf{b}_r) \\
\mathbf{Z}_t &= \sigma(\mathbf{X}_t \mathbf{W}_{xz} + \mathbf{H}_{t-1} \mathbf{W}_{hz} + \mathbf{b}_z) \\
\tilde{\mathbf{H}}_t
  &= \tanh(\mathbf{X}_t \mathbf{W}_{xh} + (\mathbf{R}_t \odot \mathbf{H}_{t-1}) \mathbf{W}_{hh}
  + \mathbf{b}_h) \\
\mathbf{H}_t &= \mathbf{Z}_t \odot \mathbf{H}_{t-1} + (1 - \mathbf{Z}_t) \odot \tilde{\mathbf{H}}_t
\end{aligned}""",
            parameters={
                **gates(RZ, "W_{x*}", "W_{h*}", "b_*"),
                "n": Parameters("W_{xh}", "W_{hh}", ("b_h", "b_{hh}")),
            },
            readout=_D2L_READOUT,
            names={"r": "R", "z": "Z", "n": "H\u0303", "h": "H", "x": "X", "y": "Y"},
            gates={"n": "h", "hn": "hh"},
            order=("r", "z", "n", "h"),
            rows=True,
            notes=(
                BEFORE,
                N_("b_h and b_{hh} stand for the candidate's two biases; there is one there."),
            ),
        ),
    },
)
