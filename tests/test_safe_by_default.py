"""Who only starts the server has it safe: the configuration that ships says so, and nothing takes it back."""

import re
import tomllib

from rnnlstm.core.sound import wav
from rnnlstm.ui.walk import text_file, upload
from support.root import ROOT

CONFIGURATION = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))


def test_other_sites_are_kept_out_and_nothing_is_told_to_anybody():
    server = CONFIGURATION["server"]
    assert (server["enableXsrfProtection"], server["enableCORS"]) == (True, True)
    assert CONFIGURATION["browser"]["gatherUsageStats"] is False
    assert CONFIGURATION["client"]["showErrorDetails"] == "none"
    assert CONFIGURATION["client"]["toolbarMode"] == "minimal"


def test_what_is_uploaded_is_as_large_as_what_is_read():
    limit = CONFIGURATION["server"]["maxUploadSize"] * 2**20
    assert limit == 5 * 2**20 == upload.MOST_BYTES == wav.LIMIT == text_file.MOST_BYTES


def test_no_start_that_ships_takes_it_back():
    """Neither a command of the README nor one of assets/deploy."""
    files = [ROOT / "README.md", *(each for each in (ROOT / "assets/deploy").rglob("*") if each.is_file())]
    text = "\n".join(each.read_text(encoding="utf-8") for each in files)
    assert "streamlit" in text
    assert not re.search(r"(?i)enable_?(?:xsrf|cors)|gather_?usage|show_?error_?details", text)


def test_nothing_that_comes_from_outside_is_unpickled():
    """Weights come as safetensors or npz; only the server and its workers send each other pickles."""
    for path in (ROOT / "rnnlstm").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\bimport (?:pickle|cloudpickle|marshal|shelve|dill|joblib)\b", text), path
        assert not re.search(r"allow_pickle=True|torch\.load\(|\beval\(|\bexec\(", text), path
