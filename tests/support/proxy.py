"""The course behind nginx, with the configuration that ships and nothing changed but ports."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from support.eventually import until
from support.root import ROOT
from support.serve import free_port, start_server, wait_until_it_serves

DEPLOY = ROOT / "assets" / "deploy"
# What Debian's own nginx.conf has around the sites; everything written goes to the folder of the run.
AROUND = """
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 2048; }}
http {{
    access_log off;
    {paths}
    include {folder}/conf.d/*.conf;
}}
"""
WRITES = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def find_nginx() -> str:
    if path := shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"):
        return path
    message = "no nginx found: install it (Debian: apt-get install nginx-light) to test several processes"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


class Proxied:
    """Several processes of the course and nginx before them."""

    def __init__(self, nginx: str, ports: list[int], folder: Path, log: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self.ports = ports
        self.processes: dict[int, subprocess.Popen[bytes]] = {}
        self._nginx = nginx
        self._folder = folder
        self._log = log
        self._configure()

    def start(self, port: int) -> None:
        """Start one process of the course, and wait until it serves."""
        self.processes[port], _ = start_server(port=port, log=self._log)

    def kill(self, port: int) -> None:
        """End one process at once, as a machine does that fails."""
        process = self.processes.pop(port)
        process.kill()
        process.wait()

    def start_missing(self) -> None:
        """Start what a test has ended."""
        for port in self.ports:
            if port not in self.processes:
                self.start(port)

    def wait_for_all(self) -> None:
        """Wait until nginx gives visitors to each process: what has just failed it leaves out for a while."""
        found = set()

        def all_found() -> bool:
            with suppress(HTTPError), urlopen(self.url, timeout=20) as answer:
                found.update(re.findall(r"rnnlstm_process=(\d+)", str(answer.headers)))
            return found >= set(map(str, self.ports))

        until(all_found)

    def restart(self, port: int) -> None:
        """End one process as systemd does, and start it anew."""
        process = self.processes.pop(port)
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self.start(port)

    def restart_all(self) -> None:
        """Restart one process after the other, each once the one before serves again."""
        for port in list(self.processes):
            self.restart(port)

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Run nginx."""
        process = subprocess.Popen([*self._command, "-g", "daemon off;"], stderr=subprocess.DEVNULL)
        try:
            wait_until_it_serves(process, self.url)
            yield
        finally:
            process.terminate()
            process.wait()

    def check(self) -> str:
        """Return what nginx says of the configuration."""
        said = subprocess.run([*self._command, "-t"], capture_output=True, text=True, check=False)
        return said.stderr

    @property
    def _command(self) -> list[str]:
        return [self._nginx, "-p", str(self._folder), "-c", str(self._folder / "nginx.conf")]

    def _configure(self) -> None:
        """Lay the shipped files where they belong, below a folder of our own, with our ports in them."""
        sites, ours = self._folder / "conf.d", self._folder / "rnnlstm"
        sites.mkdir()
        ours.mkdir()
        paths = "\n".join(f"{name}_temp_path {self._folder}/{name};" for name in WRITES)
        around = AROUND.format(folder=self._folder, paths=paths)
        (self._folder / "nginx.conf").write_text(around, encoding="utf-8")
        rules = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
        rules = rules.replace("/var/cache/rnnlstm", f"{self._folder}/cache")
        (sites / "rnnlstm.conf").write_text(rules, encoding="utf-8")
        site = (DEPLOY / "site.conf").read_text(encoding="utf-8")
        site = site.replace("listen 8080;", f"listen 127.0.0.1:{self.port};")
        (ours / "site.conf").write_text(site, encoding="utf-8")
        processes = (DEPLOY / "processes.conf").read_text(encoding="utf-8")
        (ours / "processes.conf").write_text(for_ports(processes, self.ports), encoding="utf-8")


def for_ports(text: str, ports: list[int]) -> str:
    """Return the list of processes with the lines of the first one for each of these ports."""
    lines: list[str] = []
    for line in text.splitlines():
        if "8501" in line:
            lines += [line.replace("8501", str(port)) for port in ports]
        elif "8502" not in line:
            lines.append(line)
    return "\n".join(lines)


@contextmanager
def proxied(count: int, log: Path = Path(os.devnull)) -> Iterator[Proxied]:
    """Serve by several processes behind nginx for a while."""
    nginx = find_nginx()
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        folder.chmod(0o755)  # nginx's workers are another user
        ports = [free_port() for _ in range(count)]
        course = Proxied(nginx, ports, folder, log)
        stack.callback(lambda: [course.kill(port) for port in list(course.processes)])
        course.start_missing()
        stack.enter_context(course.serving())
        yield course
