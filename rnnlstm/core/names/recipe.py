"""How the course trains on names; ``assets/data/names/README.md`` says how the settings were chosen."""

from pathlib import Path

from rnnlstm.core.names.lists import Names, parsed, split
from rnnlstm.core.names.task import NameLanguage
from rnnlstm.core.training.optimisers import Adam
from rnnlstm.core.training.recipes import Recipe
from rnnlstm.core.training.train import Dropout

KINDS = ("RNN", "LSTM", "GRU")

HELD_OUT = 60
"""Names of each language that are held out."""

SPLIT_SEED = 0
"""Of the draw of those held out."""


def read_names(path: Path) -> Names:
    """Return the names of a file, split as everywhere in the course.

    Raises
    ------
    OSError
        If there is no such file.
    ValueError
        As `parsed` and `split` do.
    """
    return split(parsed(path.read_text(encoding="utf-8")), held_out=HELD_OUT, seed=SPLIT_SEED)


def recipe(names: Names) -> Recipe:
    """Return the recipe of the shipped networks, and of a training while one watches."""
    task, dropout = NameLanguage.of(names), Dropout(input=0.1, readout=0.3)
    return Recipe(task, 64, Adam(0.005), steps=1500, batch_size=64, dropout=dropout)
