"""PyTorch 2.13: the docstrings of torch.nn.RNNCell, LSTM and GRU (torch/nn/modules/rnn.py).

https://docs.pytorch.org/docs/stable/generated/torch.nn.GRU.html and its neighbours
"""

from __future__ import annotations

from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.walk.notation.notation import Book, CellNotation, Parameters
from rnnlstm.ui.walk.notation.shared import FIGO, RZ, gates

# Two matrices and two biases a gate; the rows of weight_ih and weight_hh stand in the order i f g o or r z n.
_TORCH_ARRAYS = {
    "of_x": "weight_ih_l0[{}]",
    "of_h": "weight_hh_l0[{}]",
    "bias": "bias_ih_l0[{}]",
    "bias_h": "bias_hh_l0[{}]",
}
_TORCH_BIASES = N_(
    "There are two biases for each gate, and only their sum counts: it is the number shown here."
)
PYTORCH = Book(
    title="PyTorch",
    source="torch.nn.RNNCell, LSTM and GRU, https://docs.pytorch.org/docs/stable/generated/torch.nn.GRU.html",
    cells={
        "RNN": CellNotation(
            printed=r"h' = \tanh(W_{ih} x + b_{ih} + W_{hh} h + b_{hh})",
            parameters={"h": Parameters("W_{ih}", "W_{hh}", ("b_{ih}", "b_{hh}"))},
            terms=("x", "bx", "h", "bh"),
            stacked=_TORCH_ARRAYS | {"order": "h"},
            notes=(_TORCH_BIASES,),
        ),
        "LSTM": CellNotation(
            printed=r"""
\begin{aligned}
i_t &= \sigma(W_{ii} x_t + b_{ii} + W_{hi} h_{t-1} + b_{hi}) \\
f_t &= \sigma(W_{if} x_t + b_{if} + W_{hf} h_{t-1} + b_{hf}) \\
g_t &= \tanh(W_{ig} x_t + b_{ig} + W_{hg} h_{t-1} + b_{hg}) \\
o_t &= \sigma(W_{io} x_t + b_{io} + W_{ho} h_{t-1} + b_{ho}) \\
c_t &= f_t \odot c_{t-1} + i_t \odot g_t \\
h_t &= o_t \odot \tanh(c_t)
\end{aligned}""",
            parameters=gates(FIGO | {"g": "g"}, "W_{i*}", "W_{h*}", "b_{i*}", "b_{h*}"),
            gates={"c": "g"},
            terms=("x", "bx", "h", "bh"),
            order=("i", "f", "g", "o", "c", "h"),
            stacked=_TORCH_ARRAYS | {"order": "ifgo"},
            notes=(_TORCH_BIASES,),
        ),
        "GRU": CellNotation(
            printed=r"""
\begin{aligned}
r_t &= \sigma(W_{ir} x_t + b_{ir} + W_{hr} h_{(t-1)} + b_{hr}) \\
z_t &= \sigma(W_{iz} x_t + b_{iz} + W_{hz} h_{(t-1)} + b_{hz}) \\
n_t &= \tanh(W_{in} x_t + b_{in} + r_t \odot (W_{hn} h_{(t-1)} + b_{hn})) \\
h_t &= (1 - z_t) \odot n_t + z_t \odot h_{(t-1)}
\end{aligned}""",
            parameters=gates(RZ | {"n": "n"}, "W_{i*}", "W_{h*}", "b_{i*}", "b_{h*}"),
            terms=("x", "bx", "h", "bh"),
            order=("r", "z", "n", "h"),
            stacked=_TORCH_ARRAYS | {"order": "rzn"},
            kept_first=False,
            notes=(
                N_(
                    "r and z have two biases each, of which only the sum counts: it is the number shown. "
                    "Those of the candidate count each by itself."
                ),
            ),
        ),
    },
)
