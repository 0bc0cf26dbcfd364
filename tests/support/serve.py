"""Chromium and a running server, for whatever needs a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from support.root import ROOT

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome", "chrome"):
        if path := shutil.which(name):
            return path
    message = "no Chromium found: install one (Debian: apt-get install chromium) to run the browser tests"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_server(
    script: str = "app.py",
    folder: Path = ROOT,
    port: int | None = None,
    log: Path = Path(os.devnull),
    before: Callable[[], None] | None = None,
) -> tuple[subprocess.Popen[bytes], str]:
    """Serve as the README does, with the shipped configuration: only where, and without opening a window.

    What is done ``before``, in the process of the server, limits what it may do.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", script]
    command += [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    with log.open("ab") as told:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=told,
            preexec_fn=before,
        )
    url = f"http://127.0.0.1:{port}/"
    wait_until_it_serves(process, url)
    return process, url


@contextmanager
def serving(
    log: Path = Path(os.devnull),
    script: Path = ROOT / "app.py",
    before: Callable[[], None] | None = None,
) -> Iterator[tuple[str, list[int]]]:
    """Serve for a while: where, and by which process."""
    process, url = start_server(str(script), log=log, before=before)
    try:
        yield url, [process.pid]
    finally:
        process.kill()
        process.wait()


def wait_until_it_serves(process: subprocess.Popen[bytes], url: str) -> None:
    for _ in range(240):
        try:
            with urllib.request.urlopen(url + "_stcore/health", timeout=5):
                return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.25)
    process.kill()
    raise RuntimeError("the app did not start within a minute")
