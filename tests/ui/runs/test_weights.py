"""What of a run is taken along: each of its networks as it is now."""

import json

from rnnlstm.ui.runs.task_plan import histories
from rnnlstm.ui.runs.weights import about, file_name, networks
from support.live import live_run


def test_each_network_of_a_run_is_taken_along_as_it_is_now():
    run = live_run("RNN", "GRU")
    assert file_name(run) == "parity.safetensors"
    assert networks(run) == {
        "rnn": histories(run)["RNN"].progress.cell,
        "gru": histories(run)["GRU"].progress.cell,
    }
    assert json.loads(about(run)["updates"]) == {"RNN": 3, "GRU": 3}
