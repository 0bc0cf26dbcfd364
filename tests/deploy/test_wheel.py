"""What is released opens the course on a machine that has no clone of it."""

import os
import subprocess
import sys
import zipfile

import pytest
from playwright.sync_api import expect

from support.root import ROOT
from support.serve import free_port, wait_until_it_serves


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        folder,
        ROOT,
    ]
    subprocess.run(command, check=True)
    (made,) = folder.glob("*.whl")
    return made


def test_it_holds_pages_and_assets_and_nothing_of_the_tests(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    inside = {name.removeprefix("rnnlstm/course/") for name in names if name.startswith("rnnlstm/course/")}
    for folder in ("pages", "assets"):
        files = {
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert not files - inside
    assert {"app.py", ".streamlit/config.toml"} <= inside
    assert not [name for name in names if "test" in name.split("/")[0] or "__pycache__" in name]


@pytest.mark.browser
def test_installed_somewhere_else_it_opens_the_course(wheel, tmp_path, browser):
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--target",
        tmp_path / "site",
        wheel,
    ]
    subprocess.run(install, check=True)
    away, port = tmp_path / "away", free_port()
    away.mkdir()
    there = os.environ | {"PYTHONPATH": str(tmp_path / "site")}
    run = [sys.executable, "-m", "rnnlstm"]
    told = subprocess.run(
        [*run, "--version"], cwd=away, env=there, check=True, capture_output=True, text=True
    )
    assert told.stdout.strip() in wheel.name
    process = subprocess.Popen(
        [*run, f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"],
        cwd=away, env=there, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        url = f"http://127.0.0.1:{port}/"
        wait_until_it_serves(process, url)
        page = browser.new_page()
        page.goto(f"{url}lstm_forward?lang=zh")
        expect(page.get_by_test_id("stepper")).to_have_attribute("data-steps", "5")
        expect(page.get_by_role("heading", name="LSTM")).to_be_visible()
        page.close()
    finally:
        process.kill()
        process.wait()
