"""What the cards of this room can speak of: the sound, and how often each network is right about it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from rnnlstm.core.sound.learning import FRAME, FRAMES
from rnnlstm.core.sound.listening import Listening
from rnnlstm.figures.answer_rows import stretches
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons.sound.heard import Heard, Said
from rnnlstm.ui.lessons.sound.shipped import measured

USUAL_NOISE = 0.1
KEEPS = 0.9
"""From this forget gate on, a unit counts as one that keeps what it holds."""


def scene(heard: Heard, said: Mapping[str, Said], question: str, noise: float) -> Scene:
    """Return the numbers of what is shown.

    ``question`` is what is asked, ``own`` whether the sound is the learner's, ``live`` whether the networks
    are, ``noise`` how much there is in the melody. ``frames`` is how many frames there are, ``notes`` how
    many notes, and ``new`` how many of them are heard for the first time. ``frame``, ``rnn``, ``lstm`` and
    ``gru`` are the shares of the frames with a note that the networks label rightly here, ``best`` the name
    of the best one with a memory. With ``_many`` behind it, a share is that of many melodies held out with a
    noise of `USUAL_NOISE`, the mean of three seeds; with ``_noisy`` the same with the most noise that was
    tried. ``most`` is the best of them, and ``gain`` by how much it is better than the one without a memory.
    ``chance`` is the share of who always gives the commonest answer, ``counting`` that of who counts the
    notes and remembers nothing else. ``keepers`` is how many of the ``units`` of the LSTM have a forget gate
    above `KEEPS`, the mean of this sound.
    """
    known = measured(question)
    told: dict[str, float | str] = {
        "question": question,
        "own": int(not heard.truth),
        "live": int(not said),
        "noise": noise,
        "frames": len(heard.bands),
        "chance": known.chance,
        "counting": Listening(FRAMES, question).by_counting,
    }
    usual = int(np.flatnonzero(known.noise == USUAL_NOISE)[0])
    many = {kind.lower(): float(each[:, usual].mean()) for kind, each in known.accuracy.items()}
    most = max(share for kind, share in many.items() if kind != FRAME)
    told |= {f"{kind}_many": share for kind, share in many.items()}
    told |= {f"{kind.lower()}_noisy": float(each[:, -1].mean()) for kind, each in known.accuracy.items()}
    told |= {"most": most, "gain": most - many[FRAME]}
    if said:
        f = said["LSTM"].trace.f[:, 0]  # type: ignore[attr-defined]
        told |= {"units": f.shape[1], "keepers": int((f.mean(axis=0) > KEEPS).sum())}
    if not heard.truth:
        return told
    pitches = [heard.truth["note"][first] for first, _last in stretches(heard.truth["note"])]
    told["notes"] = sum(pitch > 0 for pitch in pitches)
    told["new"] = len(set(pitches) - {0})
    if said:
        right = {kind: one.right(heard.truth[question]) for kind, one in said.items()}
        told |= {kind.lower(): share for kind, share in right.items()}
        told["best"] = max((kind for kind in right if kind != FRAME), key=right.__getitem__)
    return told
