"""`wayhome serve` keeps web and worker alive, ends them in order, and leaves nobody behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
PATIENCE = 90


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def serving(tmp_path, port):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WAYHOME", "DJANGO", "DATABASE"))}
    command = [sys.executable, "-m", "wayhome.cli", "serve", "--demo", "--port", str(port)]
    environment = {**kept, "WAYHOME_HOME": str(tmp_path / "var"), "XDG_DATA_HOME": str(tmp_path / "data")}
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        wait_for(lambda: "Wayhome is at" in (tmp_path / "log").read_text() or process.poll() is not None)
        assert process.poll() is None, (tmp_path / "log").read_text()
        yield process
    finally:
        for child in children(process.pid):
            os.kill(child, signal.SIGKILL)
        process.kill()
        process.wait()


def children(pid: int) -> dict[int, str]:
    """Return the living children of a process with what they were called with."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            words = (entry / "cmdline").read_bytes().decode().replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == pid and words:
            found[int(entry.name)] = words
    return found


def worker_of(process) -> int | None:
    return next((pid for pid, words in children(process.pid).items() if " work " in words), None)


def wait_for(happens) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.1)


def test_it_answers_restarts_a_killed_worker_and_stops_in_order(serving, port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=PATIENCE) as answer:
        assert answer.status == 200
        assert "waitress" not in str(answer.headers).lower()
    first = worker_of(serving)
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: worker_of(serving) not in {None, first})
    assert "--replaces" in children(serving.pid)[worker_of(serving)]
    left = set(children(serving.pid))
    serving.terminate()
    assert serving.wait(PATIENCE) == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in left)


def test_no_child_outlives_a_killed_parent(serving):
    left = set(children(serving.pid))
    assert len(left) == 2
    serving.kill()
    serving.wait()
    wait_for(lambda: not any("wayhome" in _words(pid) for pid in left))


def _words(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode()
    except (FileNotFoundError, ProcessLookupError):
        return ""
