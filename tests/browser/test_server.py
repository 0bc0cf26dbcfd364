"""The server as it ships: it starts where nobody has started Streamlit before, and has our configuration."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from support.root import ROOT
from support.serve import free_port, start_server, wait_until_it_serves

PROBE = """
import json, sys
import streamlit as st
from streamlit import config

given = "command-line argument or environment variable"
seen = {name: st.get_option(name) for name in OPTIONS}
seen["given"] = [name for name in config.get_config_options() if given in config.get_where_defined(name)]
st.title("Probe")
st.code(json.dumps(seen))
"""
SHIPPED = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "runner.postScriptGC": False,
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": 5,
    "server.showEmailPrompt": False,
}


def test_the_readmes_command_serves_in_a_fresh_home_without_a_terminal(tmp_path):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"^python3 .* && (.*streamlit run .*)$", readme, re.MULTILINE)
    program, *arguments = shlex.split(line)
    port = free_port()
    command = [str(Path(sys.executable).parent / Path(program).name), *arguments, f"--server.port={port}"]
    # No window either, should this run at a desk.
    home = {key: value for key, value in os.environ.items() if "DISPLAY" not in key}
    home |= {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "BROWSER": "true"}
    with (tmp_path / "log").open("w+b") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=home, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            wait_until_it_serves(process, f"http://127.0.0.1:{port}/")
            log.seek(0)
            assert b"mail" not in log.read().lower()
        finally:
            process.kill()
            process.wait()


@pytest.fixture
def probe(tmp_path):
    """A server, started as all are that tests drive, of a page that tells its configuration."""
    script = tmp_path / "probe.py"
    script.write_text(PROBE.replace("OPTIONS", repr(sorted(SHIPPED))), encoding="utf-8")
    process, url = start_server(str(script))
    yield url
    process.kill()
    process.wait()


def test_tests_and_benchmarks_drive_the_shipped_configuration(open_page, probe):
    page = open_page(base=probe)
    seen = json.loads(page.get_by_test_id("stCode").inner_text())
    given = set(seen.pop("given"))
    assert seen == SHIPPED
    # Where it is served, and that no window opens: nothing that another start has otherwise.
    assert given <= {"server.address", "server.headless", "server.port"}
