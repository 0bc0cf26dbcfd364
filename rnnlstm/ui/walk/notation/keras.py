"""Keras 3.15: SimpleRNNCell, LSTMCell, and GRUCell with ``reset_after=True``, its usual form.

The code itself, keras/src/layers/rnn/; https://keras.io/api/layers/recurrent_layers/
"""

from __future__ import annotations

from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.walk.notation.notation import Book, CellNotation, Parameters
from rnnlstm.ui.walk.notation.shared import FIGO, RZ, gates

# Row vectors; the columns of kernel and recurrent_kernel stand in the order i f c o, or z r h.
_KERAS_ARRAYS = {"of_x": "kernel[:, {}]", "of_h": "recurrent_kernel[:, {}]", "bias": "bias[{}]"}
_KERAS_LETTERS = N_(
    "K stands for kernel and R for recurrent_kernel; the code cuts them into gates by columns."
)
KERAS = Book(
    title="Keras",
    source="keras.layers.SimpleRNN, LSTM and GRU (reset_after=True), https://keras.io/api/layers/recurrent_layers/",
    cells={
        "RNN": CellNotation(
            printed=r"""
\begin{aligned}
\texttt{h} &= \texttt{matmul(sequence, kernel) + bias} \\
\texttt{output} &= \texttt{activation(h + matmul(prev\_output, recurrent\_kernel))}
\end{aligned}""",
            parameters={"h": Parameters("K", "R", ("b",))},
            terms=("x", "b", "h"),
            stacked=_KERAS_ARRAYS | {"order": "h"},
            rows=True,
            notes=(_KERAS_LETTERS,),
        ),
        "LSTM": CellNotation(
            printed=r"""
\begin{aligned}
\texttt{z} &= \texttt{matmul(inputs, kernel) + matmul(h\_tm1, recurrent\_kernel) + bias} \\
\texttt{z0, z1, z2, z3} &= \texttt{split(z, 4, axis=1)} \\
\texttt{i} &= \texttt{recurrent\_activation(z0)} \\
\texttt{f} &= \texttt{recurrent\_activation(z1)} \\
\texttt{c} &= \texttt{f * c\_tm1 + i * activation(z2)} \\
\texttt{o} &= \texttt{recurrent\_activation(z3)} \\
\texttt{h} &= \texttt{o * activation(c)}
\end{aligned}""",
            parameters=gates(FIGO | {"g": "c"}, "K_*", "R_*", "b_*"),
            order=("i", "f", "g", "c", "o", "h"),
            stacked=_KERAS_ARRAYS | {"order": "ifgo"},
            rows=True,
            times="∗",
            notes=(
                _KERAS_LETTERS,
                N_(
                    "The candidate has no letter there: it is activation(z2), with the index c; here it "
                    "is g_t."
                ),
            ),
        ),
        "GRU": CellNotation(
            printed=r"""
\begin{aligned}
\texttt{x\_z, x\_r, x\_h} &= \texttt{split(matmul(inputs, kernel) + input\_bias, 3)} \\
\texttt{recurrent\_z, …} &= \texttt{split(matmul(h\_tm1, recurrent\_kernel) + recurrent\_bias, 3)} \\
\texttt{z} &= \texttt{recurrent\_activation(x\_z + recurrent\_z)} \\
\texttt{r} &= \texttt{recurrent\_activation(x\_r + recurrent\_r)} \\
\texttt{hh} &= \texttt{activation(x\_h + r * recurrent\_h)} \\
\texttt{h} &= \texttt{z * h\_tm1 + (1 - z) * hh}
\end{aligned}""",
            parameters=gates(RZ | {"n": "h"}, "K_*", "R_*", "b_{x*}", "b_{h*}"),
            names={"n": "hh"},
            gates={"n": "h", "hn": "hh"},
            terms=("x", "bx", "h", "bh"),
            order=("z", "r", "n", "h"),
            stacked=_KERAS_ARRAYS | {"bias": "bias[0, {}]", "bias_h": "bias[1, {}]", "order": "zrn"},
            rows=True,
            times="∗",
            notes=(
                _KERAS_LETTERS,
                N_(
                    "z and r have two biases each, of which only the sum counts: it is the number shown. "
                    "With reset_after=False there is one bias, and the reset gate stands before the product."
                ),
            ),
        ),
    },
)
