"""Tell the language of a name: read letter by letter, answered at the last one."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.names.lists import Names
from rnnlstm.core.names.spelling import numbered
from rnnlstm.core.tasks.task import Batch, Task, alike, one_hot, only, stream


@dataclass(frozen=True)
class NameLanguage(Task):
    """Names: tell from which language's list a name is, many steps and one answer.

    Robertson's tutorial for PyTorch, *NLP from scratch: classifying names with a character-level RNN* (2017),
    has made the task known; here the lists are others, and names for the test are held out. Each letter is
    one step, one-hot; a letter that is not in the alphabet is all zeros. The output counts at the last letter
    alone. Shorter names are padded behind their end, which no output that counts has seen.

    In training, each language is as likely as any other, whatever the length of its list. Names held out are
    shuffled, not drawn: none comes again before all were there.

    Baseline: the languages are equally likely, so who does not read the name has ln(languages) nats, and is
    right with chance 1 / languages.

    Accuracy: the share of names whose language has the largest output.

    Attributes
    ----------
    T : int
        The number of letters of the longest name.
    names : Names
    """

    names: Names
    loss = "cross_entropy"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.names.longest > self.T:
            raise ValueError(f"T must be at least {self.names.longest}, the longest name, got {self.T}")

    @classmethod
    def of(cls, names: Names) -> "NameLanguage":
        """Return the task of these names."""
        return cls(names.longest, names)

    @property
    def input_size(self) -> int:
        """D, one input a letter of the alphabet."""
        return len(self.names.alphabet)

    @property
    def output_size(self) -> int:
        """O, one output a language."""
        return len(self.names.languages)

    @property
    def baseline(self) -> float:
        """The loss of who does not read the name."""
        return math.log(self.output_size)

    @property
    def chance(self) -> float:
        """The accuracy of who does not read the name."""
        return 1 / self.output_size

    def written(self, names: Sequence[str], languages: Sequence[int]) -> Batch:
        """Return names as a batch as long as the longest of them.

        Parameters
        ----------
        names : sequence of str
            In lower case, none empty.
        languages : sequence of int
            The number of each one's language.
        """
        letters, ends = numbered(names, self.names.alphabet), np.array([len(name) - 1 for name in names])
        mask = only(len(letters), ends)
        return Batch(one_hot(letters, self.input_size), np.where(mask, np.asarray(languages), 0), mask)

    def all_held_out(self) -> Batch:
        """Return all names held out, in the order of ``names.tested``."""
        names, languages = zip(*self.names.tested, strict=True)
        return self.written(names, languages)

    def held_out_batch(self, seed: int, batch_size: int, k: int = 0) -> Batch:
        """Return part `k` of the names held out, shuffled; after the last one they begin again."""
        validate.size("batch_size", batch_size)
        tested = self.names.tested
        order = stream(seed, "held_out", 0).permutation(len(tested))
        chosen = [tested[order[n % len(tested)]] for n in range(k * batch_size, (k + 1) * batch_size)]
        names, languages = zip(*chosen, strict=True)
        return self.written(names, languages)

    def naive(self, batch: Batch) -> Array:
        """Return the same for each language."""
        return alike(batch, self.output_size)

    def accuracy(self, y: Array, batch: Batch) -> float:
        """Return the share of names told rightly."""
        return float((y[batch.mask].argmax(axis=-1) == batch.target[batch.mask]).mean())

    def _draw(self, rng: np.random.Generator, B: int) -> Batch:
        languages = rng.integers(self.output_size, size=B)
        drawn = rng.random(B)
        lists = [self.names.training[language] for language in languages]
        return self.written(
            [each[int(part * len(each))] for each, part in zip(lists, drawn, strict=True)], languages.tolist()
        )
