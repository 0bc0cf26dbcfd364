"""The path through the course that the learner has chosen."""

from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.setting_kinds import Choice

PATH = Choice(
    "path",
    N_("Path through the course"),
    {
        "none": N_("none"),
        "class": N_("Ten minutes in class"),
        "evening": N_("An evening alone"),
        "gradients": N_("I know RNNs, show me the gradients"),
    },
)
