"""What the cards of this room can speak of: the sound, and how often each network is right about it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from rnnlstm.core.sound.learning import FRAME, FRAMES
from rnnlstm.core.sound.listening import Listening
from rnnlstm.core.sound.melody import QUESTIONS
from rnnlstm.figures.answer_rows import stretches
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons.sound.heard import Heard, Labels, Said
from rnnlstm.ui.lessons.sound.shipped import measured

USUAL_NOISE = 0.1
FIRST = QUESTIONS["move"].index("first")
"""The label of the first note, of those that say whether a note is higher or lower."""
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
    notes and remembers nothing else; with ``_at`` behind it, a share of many melodies is that with the noise
    that is shown. Where the move is asked, ``first_right`` and ``later_right`` are the shares that the
    network without a memory has right of the first note and of the others. ``keepers`` is how many of the
    ``units`` of the LSTM have a forget gate above `KEEPS`, the mean of this sound. ``follower`` is the unit
    whose cell state changes most from frame to frame, ``keeper`` the one whose changes least for its size, of
    those that are not faint.
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
    for kind, each in known.accuracy.items():
        told[f"{kind.lower()}_at"] = float(np.interp(noise, known.noise, each.mean(axis=0)))
    if said:
        told |= _inside(said["LSTM"])
    if not heard.truth:
        return told
    pitches = [heard.truth["note"][first] for first, _last in stretches(heard.truth["note"])]
    told["notes"] = sum(pitch > 0 for pitch in pitches)
    told["new"] = len(set(pitches) - {0})
    if said:
        right = {kind: one.right(heard.truth[question]) for kind, one in said.items()}
        told |= {kind.lower(): share for kind, share in right.items()}
        if question == "move":
            told |= _without_memory(said[FRAME].labels, heard.truth[question])
        told["best"] = max((kind for kind in right if kind != FRAME), key=right.__getitem__)
    return told


def _inside(lstm: Said) -> dict[str, float | str]:
    """Return which units of the LSTM keep what they hold, and which follow the sound."""
    c, f = lstm.trace.c[:, 0], lstm.trace.f[:, 0].mean(axis=0)  # type: ignore[attr-defined]
    size, change = np.abs(c).mean(axis=0), np.abs(np.diff(c, axis=0, prepend=c[:1])).mean(axis=0)
    seen = np.flatnonzero(size >= np.median(size))
    return {
        "units": len(f),
        "keepers": int((f > KEEPS).sum()),
        "keeper": int(seen[(change[seen] / np.maximum(size[seen], 1e-9)).argmin()]) + 1,
        "follower": int(change.argmax()) + 1,
    }


def _without_memory(labels: Labels, move: Labels) -> dict[str, float | str]:
    """Return how often the network without a memory tells the move at the first note, and at later ones."""
    first, later = move == FIRST, move > FIRST
    right = labels == move
    return {
        "first_right": float(right[first].mean()) if first.any() else 0.0,
        "later_right": float(right[later].mean()) if later.any() else 0.0,
    }
