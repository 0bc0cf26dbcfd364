"""The units of systemd, and the restart of one process after the other. No systemd runs them here."""

import os
import re
import shutil
import subprocess

import pytest

from support.proxy import DEPLOY
from support.root import ROOT
from support.serve import serving

UNITS = ["rnnlstm@.service", "rnnlstm-health@.service", "rnnlstm-health@.timer"]


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_finds_no_fault_in_a_unit(unit, tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze found: install it (Debian: apt-get install systemd)")
    for each in UNITS:
        text = (DEPLOY / each).read_text(encoding="utf-8")
        program = tmp_path / "streamlit"
        program.touch(0o755)
        text = text.replace("/opt/rnnlstm/.venv/bin/streamlit", str(program))
        # By their name as instances, as they are started.
        (tmp_path / each.replace("@", "@8501")).write_text(text, encoding="utf-8")
    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit.replace("@", "@8501"))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


def test_a_process_is_started_as_the_readme_says():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"^python3 .* && (.*streamlit run .*)$", readme, re.MULTILINE)
    unit = (DEPLOY / "rnnlstm@.service").read_text(encoding="utf-8")
    (command,) = re.findall(r"^ExecStart=/opt/rnnlstm/(.*)$", unit, re.MULTILINE)
    assert command.startswith(line)
    flags = {flag.split("=")[0] for flag in command.removeprefix(line).split()}
    assert flags == {"--server.port", "--server.address", "--server.headless"}


def health_command(port):
    unit = (DEPLOY / "rnnlstm-health@.service").read_text(encoding="utf-8")
    (command,) = re.findall(r"^ExecStart=/bin/sh -c '(.*)'$", unit, re.MULTILINE)
    return ["sh", "-c", command.replace("%i", str(port)).replace("/usr/bin/curl", "curl")]


@pytest.fixture
def systemctl(tmp_path):
    """A stand-in that writes down what it is told, and fails where it should; the environment that has it."""
    program, log = tmp_path / "systemctl", tmp_path / "log"
    program.write_text(f'#!/bin/sh\necho "$@" >> {log}\ncase "$*" in *8502*) exit 1;; esac\n')
    program.chmod(0o755)
    log.touch()
    return log, os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "PAUSE": "0"}


def test_one_process_is_restarted_after_the_other_and_no_more_once_one_fails(systemctl):
    log, environment = systemctl
    done = subprocess.run(["sh", DEPLOY / "restart", "8501", "8502", "8503"], env=environment, check=False)
    assert done.returncode != 0
    assert log.read_text() == "restart rnnlstm@8501.service\nrestart rnnlstm@8502.service\n"


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl found (Debian: apt-get install curl)")
def test_only_a_process_that_does_not_answer_is_restarted_for_its_health(systemctl):
    log, environment = systemctl
    with serving() as (url, _):
        port = int(url.rsplit(":", 1)[1].strip("/"))
        subprocess.run(health_command(port), env=environment, check=True)
        assert log.read_text() == ""
    subprocess.run(health_command(port), env=environment, check=True, stderr=subprocess.DEVNULL)
    assert log.read_text() == f"restart rnnlstm@{port}.service\n"
