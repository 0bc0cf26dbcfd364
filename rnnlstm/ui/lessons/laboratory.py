"""What the rooms of the gradient laboratory share: which networks read what, under the learner's hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import streamlit as st

from rnnlstm.core.cells.rnn import IRNN
from rnnlstm.core.training.recipes import KINDS
from rnnlstm.ui.controls import settings
from rnnlstm.ui.controls import task as task_settings
from rnnlstm.ui.lessons.learning import learn_and_tell
from rnnlstm.ui.runs.task_plan import current_run, histories
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.setting_kinds import Choice, Notches, Range, Several
from rnnlstm.ui.show.code import walk_code
from rnnlstm.ui.walk.brought import Brought
from rnnlstm.ui.walk.network import Model, Network
from rnnlstm.ui.walk.recordings import trainings
from rnnlstm.ui.walk.source import Source, TaskSequence
from rnnlstm.ui.walk.task_sequence import TaskChoice
from rnnlstm.ui.walk.walk import Walk, take


@dataclass(frozen=True)
class Variant:
    """One kind of network, as the laboratory compares them: its label, its cell, and what it fixes."""

    label: str
    model: Model
    fixes: tuple[tuple[str, object], ...] = ()

    def network(self, asked: Network) -> Network:
        """Return the settings of this network, where the learner's are ``asked``."""
        return replace(asked, **dict(self.fixes))  # type: ignore[arg-type]


VARIANTS = {
    "tanh": Variant("RNN", "RNN", (("activation", "tanh"),)),
    "sigmoid": Variant("RNN (sigmoid)", "RNN", (("activation", "sigmoid"),)),
    "relu": Variant("RNN (ReLU)", "RNN", (("activation", "relu"),)),
    # The identity, whatever gain the others have.
    "irnn": Variant("IRNN", "RNN", (*IRNN.items(), ("by_radius", False))),
    "lstm": Variant("LSTM", "LSTM"),
    "gru": Variant("GRU", "GRU"),
    "peephole": Variant("PeepholeLSTM", "PeepholeLSTM"),
}
"""The networks of the laboratory: the name in the link -> the network."""

USUAL = ("tanh", "lstm", "gru")
TRAINED = tuple(name for name, each in VARIANTS.items() if each.label in KINDS)
"""Those that a training can have: their labels are its kinds."""

SCALES = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
INPUT_SCALE = Notches(
    "scale", N_("Scale of the input"), SCALES, 1.0, help=N_("Multiplies every number that the networks read")
)
INPUT_GAIN = Notches(
    "input_gain",
    N_("Scale of the input weights"),
    SCALES,
    1.0,
    help=N_("Multiplies the weights that the input meets"),
)
# A name of its own in the link, as the step pages have room for fewer units.
HIDDEN = replace(settings.HIDDEN, key="units", high=128, usual=16)
STEPS = settings.FLOW_LENGTH
GAIN_MEANS = Choice(
    "gain_is",
    N_("The gain is"),
    {"factor": N_("a factor"), "radius": N_("the spectral radius")},
    buttons=True,
)

WEIGHTS = Choice(
    "weights",
    N_("Weights"),
    {
        "drawn": N_("drawn at random"),
        "learned": N_("learned on this sequence"),
        "trained": N_("trained, from a recording"),
        "live": N_("trained live, by you"),
        "file": N_("yours, from a file"),
    },
    buttons=True,
)

NETS = Several("nets", N_("Networks"), {name: each.label for name, each in VARIANTS.items()}, USUAL)
NET = Choice("net", N_("Network"), NETS.options)


@dataclass(frozen=True)
class Setup:
    """What the laboratory measures."""

    names: tuple[str, ...]
    """Of the networks, as in the link."""
    source: Source
    network: Network
    """The settings of all of them, but for what a variant fixes."""

    def walks(self, loss: str = "last") -> dict[str, Walk]:
        """Return each network's walk by its label, the loss at the last step only or at every step.

        Raises
        ------
        InputError
            If the source cannot be read.
        """
        networks = self.networks(loss)
        return {label: take(model, self.source, network) for label, (model, network) in networks.items()}

    def networks(self, loss: str = "last") -> dict[str, tuple[Model, Network]]:
        """Return each network's model and settings by its label."""
        return {VARIANTS[name].label: self.network_of(name, loss) for name in self.names}

    def network_of(self, name: str, loss: str = "last") -> tuple[Model, Network]:
        """Return the model and the settings of a network; that of a training goes by its kind."""
        variant = VARIANTS[name]
        model = variant.label if self.source.brings_networks else variant.model
        return model, variant.network(replace(self.network, loss=loss))

    def codes(self, uses: Sequence[str], lines: str) -> dict[str, str]:
        """Return the code of each network by its label: what makes its walk, and the lines that follow."""
        return {
            label: walk_code(model, self.source, network, uses) + "\n" + lines
            for label, (model, network) in self.networks().items()
        }


CONTROLS = (
    HIDDEN,
    STEPS,
    INPUT_SCALE,
    INPUT_GAIN,
    GAIN_MEANS,
    WEIGHTS,
    settings.FORGET_BIAS,
    settings.GAIN,
    settings.SEED,
    settings.RECURRENT,
)
"""What every room sets, besides its networks and what they read."""
SETTINGS = (*CONTROLS, settings.UPDATES, *settings.SOURCE, *task_settings.SETTINGS)


def restore(values: Mapping[str, str | float] = MappingProxyType({})) -> None:
    """Set all that the rooms share to its usual value, but for what ``values`` names; from a button."""
    for each in (*CONTROLS, settings.INPUT, settings.TEXT, NETS):
        each.put(values.get(each.key))


def networks(offered: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Show which networks are compared, and return their names in the link; never none."""
    return replace(NETS, offered=offered).show() or USUAL


def one_step(setting: Range, last: int, usual: int) -> int:
    """Show which time step is looked at, of those that the sequence has, and return it."""
    step = replace(setting, high=last, usual=min(usual, last))
    step.check_link()
    return int(step.slider())


def controls(
    *, steps: Range = STEPS, gain: Range = settings.GAIN, recurrent: Choice = settings.RECURRENT
) -> tuple[Network, float, float]:
    """Show the controls of the networks, one cause each, and return them, the steps and the input's scale."""
    length = steps.slider()
    bias = settings.FORGET_BIAS.slider()
    factor = gain.slider()
    drawn = recurrent.show()
    with st.popover(_("More settings"), icon=":material/tune:", width="stretch"):
        by_radius = GAIN_MEANS.show() == "radius"
        scale = INPUT_SCALE.show()
        input_gain = INPUT_GAIN.show()
        hidden = int(HIDDEN.slider())
        seed = int(settings.SEED.slider())
    network = Network(
        hidden, seed, drawn, factor, forget_bias=bias, input_gain=input_gain, by_radius=by_radius
    )
    return network, length, scale


def _own_networks() -> TaskChoice:
    """Return the networks of the session's run and what they read; without a run, those of a recording."""
    run = current_run()
    if run is None or not run.made:
        st.info(_("There is no run in this session; the networks of the recording are shown."))
        return task_settings.recorded_networks()
    st.caption(
        _("The networks of your own run. They live in this session only: the link does not carry them.")
    )
    task = run.plan.task
    length, number = st.columns(2, vertical_alignment="bottom")
    with length:
        T = task_settings.length_to_read(task)
    with number:
        sequence = int(task_settings.SEQUENCE.slider())
    step = run.step / run.plan.recipe.steps
    return TaskChoice(task, T, sequence, share=min(1.0, step), own=tuple(histories(run).values()))


def _learned(setup: Setup) -> Setup:
    """Let the networks learn what they read, and return them with the updates that they have had."""
    asked = {label: (model, setup.source, network) for label, (model, network) in setup.networks().items()}
    # Whoever asks for networks that have learned is shown some, whatever the link of the page left out.
    setting = replace(settings.UPDATES, usual=settings.NEWCOMERS_UPDATES, depends=None)
    try:
        updates = learn_and_tell(asked, setting)
    except InputError:  # the room says what cannot be read
        return setup
    st.caption(_("Each learned from the loss of every step, wherever the loss is measured here."))
    return replace(setup, network=replace(setup.network, updates=updates))


def _brought(source: Brought, network: Network) -> Setup:
    """Return the one cell that the learner has brought along, by the name of its kind here."""
    cell = source.cell_itself
    if cell.hidden_size > HIDDEN.high:
        raise InputError(
            N_("The gradient laboratory measures up to {limit} units. This cell has {units}."),
            limit=int(HIDDEN.high),
            units=cell.hidden_size,
        )
    form = type(cell).__name__, getattr(cell, "activation", None)
    name = next(n for n, each in VARIANTS.items() if (each.model, dict(each.fixes).get("activation")) == form)
    st.caption(_("This network brings its own weights and size; the settings of the others do not apply."))
    try:
        steps = source.read().steps
    except InputError:  # the room says what cannot be read
        return Setup((name,), source, network)
    return Setup((name,), replace(source, length=steps), network)


def setup(
    names: tuple[str, ...],
    network: Network,
    length: float,
    scale: float,
    *,
    trained: bool = False,
    own: Callable[[], Brought] | None = None,
) -> Setup:
    """Show the controls of the sequence, and return all that is measured.

    With ``trained``, the networks can have learned what they read. Those of the recordings or of the
    session's run can be chosen as well: they bring their own weights, and read a held-out sequence of a task.
    With ``own``, which shows what is taken of the learner's file, so can the network of that.

    Raises
    ------
    InputError
        If the network of the file is too large.
    """
    offered = {key: label for key, label in WEIGHTS.options.items() if own or key != "file"}
    weights = replace(WEIGHTS, options=offered).show() if trained else "drawn"
    if weights in ("drawn", "learned"):
        setup = Setup(names, replace(settings.source(length), scale=scale), network)
        return setup if weights == "drawn" else _learned(setup)
    if weights == "file" and own:
        return _brought(own(), network)
    asked = _own_networks() if weights == "live" else task_settings.recorded_networks()
    st.caption(_("These networks bring their own weights and sizes; initialisation settings do not apply."))
    there = [name for name in TRAINED if VARIANTS[name].label in trainings(asked)]
    # Without one of those asked for, the usual ones; a run of the learner's may have none of them either.
    kept = next(filter(None, (tuple(n for n in some if n in there) for some in (names, USUAL, there))))
    source = TaskSequence(choice=asked)
    return Setup(kept, replace(source, length=source.read().steps), network)
