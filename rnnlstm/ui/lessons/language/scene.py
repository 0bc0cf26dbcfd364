"""What the cards of this room can speak of: the text, a training, the sentence, the writing."""

from __future__ import annotations

from rnnlstm.core.language.training import Course
from rnnlstm.figures.language import smoothed
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons.language.measured import Model, Reading, exposed, held_out_bits, ranked_units
from rnnlstm.ui.lessons.language.plan import LanguageRun
from rnnlstm.ui.lessons.language.reading import PROPERTIES
from rnnlstm.ui.lessons.language.settings import DRAWN, TEMPERATURE
from rnnlstm.ui.lessons.language.texts import Known
from rnnlstm.ui.shell.language import _


def of_text(text: Known) -> dict[str, float | str]:
    """Return the numbers of a text: ``length``, ``V``, and the bits of the predictors without a network."""
    return {
        "length": f"{text.corpus.length:,}",
        "V": text.corpus.alphabet.size,
        "uniform": text.naive.uniform,
        "unigram": text.naive.unigram,
        "bigram": text.naive.bigram,
    }


def of_training(text: Known, run: LanguageRun, course: Course | None) -> Scene:
    """Return the numbers of a training: ``made`` of ``planned`` updates of the learner's own run.

    ``bits`` are those on the held-out text of the training that is shown, log2 V where there is none.
    """
    bits = course.looks[-1].bits if course is not None and course.looks else text.naive.uniform
    return of_text(text) | {"made": run.step, "planned": run.plan.recipe.updates, "bits": bits}


def of_reading(model: Model, reading: Reading) -> Scene:
    """Return the numbers of a sentence and of the units: ``top_unit`` follows a property best.

    ``top_share`` of its variance is explained by that, ``top_property``; ``H`` is the number of units.
    """
    ranked = ranked_units(model).ranked()
    unit, name, share = ranked[0] if ranked else (0, "", 0.0)
    return of_text(model.text) | {
        "sentence_bits": float(reading.bits.mean()),
        "top_unit": unit + 1,
        "top_property": _(PROPERTIES[name]) if name else "",
        "top_share": max(share, 0.0),
        "H": model.cell.hidden_size,
    }


def of_writing(model: Model) -> Scene:
    """Return the numbers of the writing: what the true text costs after ``alone_steps`` characters alone.

    ``own_end`` and ``true_end`` are what the network's text and the true one then cost by counted pairs.
    """
    forced, free, true, own = smoothed(exposed(model, TEMPERATURE.value(), int(DRAWN.value())))
    return of_text(model.text) | {
        "bits": held_out_bits(model),
        "alone_steps": len(free),
        "forced_end": float(forced[-1]),
        "free_end": float(free[-1]),
        "true_end": float(true[-1]),
        "own_end": float(own[-1]),
    }
