"""Who found what: each finding with its paper, and the screen of this course on which it can be seen.

What was found stands in the lesson ``history``, in the section ``found_<name>``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rnnlstm.ui.controls.settings import NEWCOMERS_UPDATES
from rnnlstm.ui.lessons.gradients.stories import STORIES
from rnnlstm.ui.lessons.influence.changed_room import PARITY
from rnnlstm.ui.shell.catalogue import N_


@dataclass(frozen=True)
class Paper:
    """Where a finding was published: title, journal or conference, and where it can be read, if anywhere."""

    title: str
    published: str
    address: str = ""


@dataclass(frozen=True)
class Finding:
    """One finding.

    Attributes
    ----------
    year
        Of the publication.
    title
        What it was, in a few words.
    who
        Its authors, as one cites them.
    about
        The network that it is about, as the palette names it; "" for what came after them.
    paper
        Where it was published.
    page
        The page on which it can be seen.
    values
        What is to be set there, by the keys of the link; everything else on that page gets its usual value.
    """

    year: int
    title: str
    who: str
    about: str
    paper: Paper
    page: str
    values: Mapping[str, str | float] = field(default_factory=dict)


def _story(name: str) -> dict[str, str | float]:
    return {**STORIES[name].values, "story": name}


FINDINGS = {
    "elman": Finding(
        1990,
        N_("The simple recurrent network"),
        "Elman",
        "RNN",
        Paper(
            "Finding structure in time",
            "Cognitive Science 14(2), 179–211",
            "https://doi.org/10.1207/s15516709cog1402_1",
        ),
        "rnn_forward",
        {"learned": NEWCOMERS_UPDATES},
    ),
    "werbos": Finding(
        1990,
        N_("Backpropagation through time"),
        "Werbos",
        "RNN",
        Paper(
            "Backpropagation through time: what it does and how to do it",
            "Proceedings of the IEEE 78(10), 1550–1560",
            "https://doi.org/10.1109/5.58337",
        ),
        "rnn_backward",
        {"loss": "last", "learned": 0},
    ),
    "hochreiter": Finding(
        1991,
        N_("The gradient vanishes"),
        "Hochreiter",
        "RNN",
        Paper("Untersuchungen zu dynamischen neuronalen Netzen", "Diploma thesis, TU München"),
        "gradients",
        _story("vanishing"),
    ),
    "dilemma": Finding(
        1994,
        N_("The dilemma of storing a bit"),
        "Bengio, Simard, Frasconi",
        "RNN",
        Paper(
            "Learning long-term dependencies with gradient descent is difficult",
            "IEEE Transactions on Neural Networks 5(2), 157–166",
            "https://doi.org/10.1109/72.279181",
        ),
        "influence",
        PARITY,
    ),
    "lstm": Finding(
        1997,
        N_("Long short-term memory"),
        "Hochreiter, Schmidhuber",
        "LSTM",
        Paper(
            "Long short-term memory",
            "Neural Computation 9(8), 1735–1780",
            "https://doi.org/10.1162/neco.1997.9.8.1735",
        ),
        "lstm_forward",
        {"lstm_edits": "f:1", "learned": 0},
    ),
    "forget": Finding(
        2000,
        N_("The forget gate"),
        "Gers, Schmidhuber, Cummins",
        "LSTM",
        Paper(
            "Learning to forget: continual prediction with LSTM",
            "Neural Computation 12(10), 2451–2471",
            "https://doi.org/10.1162/089976600300015015",
        ),
        "trained",
        {"task": "reber", "network": "LSTM"},
    ),
    "peepholes": Finding(
        2000,
        N_("Peepholes"),
        "Gers, Schmidhuber",
        "PeepholeLSTM",
        Paper(
            "Recurrent nets that time and count",
            "IJCNN 2000, vol. 3, 189–194",
            "https://doi.org/10.1109/IJCNN.2000.861302",
        ),
        "compare",
        {"cell1": "LSTM", "cell2": "PeepholeLSTM", "learned": 0},
    ),
    "clipping": Finding(
        2013,
        N_("Cliffs, and clipping"),
        "Pascanu, Mikolov, Bengio",
        "RNN",
        Paper(
            "On the difficulty of training recurrent neural networks",
            "ICML 2013, 1310–1318",
            "https://arxiv.org/abs/1211.5063",
        ),
        "exploding",
    ),
    "gru": Finding(
        2014,
        N_("The gated recurrent unit"),
        "Cho et al.",
        "GRU",
        Paper(
            "Learning phrase representations using RNN encoder–decoder for statistical machine translation",
            "EMNLP 2014, 1724–1734",
            "https://arxiv.org/abs/1406.1078",
        ),
        "gru_forward",
        {"learned": NEWCOMERS_UPDATES},
    ),
    "attention": Finding(
        2015,
        N_("Attention"),
        "Bahdanau, Cho, Bengio",
        "",
        Paper(
            "Neural machine translation by jointly learning to align and translate",
            "ICLR 2015",
            "https://arxiv.org/abs/1409.0473",
        ),
        "film",
        {"task": "copy_memory"},
    ),
    "bias": Finding(
        2015,
        N_("Start with an open forget gate"),
        "Jozefowicz, Zaremba, Sutskever",
        "LSTM",
        Paper(
            "An empirical exploration of recurrent network architectures",
            "ICML 2015, 2342–2350",
            "https://proceedings.mlr.press/v37/jozefowicz15.html",
        ),
        "spectra",
        {"why": "bias"},
    ),
    "transformer": Finding(
        2017,
        N_("Transformers"),
        "Vaswani et al.",
        "",
        Paper("Attention is all you need", "NIPS 2017", "https://arxiv.org/abs/1706.03762"),
        "influence",
        {"heard": "map"},
    ),
    "lru": Finding(
        2023,
        N_("Linear recurrences"),
        "Orvieto et al.",
        "",
        Paper(
            "Resurrecting recurrent neural networks for long sequences",
            "ICML 2023",
            "https://arxiv.org/abs/2303.06349",
        ),
        "spectra",
        {"why": "eigenvalues", "init": "orthogonal"},
    ),
    "mamba": Finding(
        2023,
        N_("Gates return, linear in the state"),
        "Gu, Dao",
        "",
        Paper(
            "Mamba: linear-time sequence modeling with selective state spaces",
            "arXiv:2312.00752",
            "https://arxiv.org/abs/2312.00752",
        ),
        "gradients",
        _story("bias_5"),
    ),
}
"""The findings by their names, in the order of time."""
