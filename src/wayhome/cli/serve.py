"""`wayhome serve`: web server and worker in one process tree.

The parent reads the master key, hands it to its children through a pipe, and starts a child again when it dies. It
imports no Django and opens no database.
"""

from __future__ import annotations

import argparse
import getpass
import os
import resource
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from wayhome.settings import keys

_GRACE = 20  # seconds between asking a child to end and ending it
_FASTEST_RESTART, _SLOWEST_RESTART = 0.2, 30.0
_CALM = 30  # a child that lived this long starts again at once
_MOST_EARLY_DEATHS = 5  # of the web server, before it has answered once


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `wayhome serve`."""
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: this machine only)"
    )
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--threads", type=int, default=8, help="requests answered at the same time")
    parser.add_argument(
        "--demo", action="store_true", help="use the demo settings: invented people, no second factor"
    )
    parser.add_argument("--new-key", metavar="FILE", help="write a new key file and end")


def run(options: argparse.Namespace) -> int:
    """Serve until stopped; 0 after a clean stop, 2 when the key is missing, 1 when preparing failed."""
    if options.new_key:
        keys.create_key_file(Path(options.new_key).expanduser())
        print(
            f"A new key is in {options.new_key}. Keep a copy away from this machine: without it nothing opens."
        )
        return 0
    # A crash must not leave the keys in a core file; the children inherit this.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    settings = "demo" if options.demo else "production"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"wayhome.settings.{settings}")
    try:
        key = _find_key()
    except keys.KeyUnavailable as error:
        print(error, file=sys.stderr)
        return 2
    return _Tree(options, key).run()


def _find_key() -> bytes | None:
    """Return the key; None in demo mode, where each child finds the demo's own key file."""
    named = ("WAYHOME_KEY_FD", "WAYHOME_KEY_FILE", "WAYHOME_PASSPHRASE_FILE")
    if any(os.environ.get(name) for name in named):
        return None if _is_demo() else keys.master_key()
    if _is_demo():
        return None
    if not sys.stdin.isatty():
        return keys.master_key()  # raises, saying what can be done
    parameters = keys.parameters_path()
    passphrase = getpass.getpass("Passphrase: ")
    if (
        not parameters.exists()
        and getpass.getpass("The same again (this installation is new): ") != passphrase
    ):
        raise keys.KeyUnavailable("The two passphrases differ. Nothing was set up.")
    return keys.stretch(passphrase, parameters)


def _is_demo() -> bool:
    return os.environ.get("DJANGO_SETTINGS_MODULE") == "wayhome.settings.demo"


class _Child:
    """One process of the tree, and when it may start again."""

    def __init__(self, *arguments: str) -> None:
        self.arguments = arguments
        self.process: subprocess.Popen[bytes] | None = None
        self.started = 0.0
        self.pause = _FASTEST_RESTART
        self.not_before = 0.0
        self.deaths = 0

    def note_death(self) -> None:
        """Wait longer before the next start, unless it had lived for a while."""
        self.deaths += 1
        lived = time.monotonic() - self.started
        self.pause = _FASTEST_RESTART if lived > _CALM else min(self.pause * 2, _SLOWEST_RESTART)
        self.not_before = time.monotonic() + self.pause
        self.process = None


class _Tree:
    """The parent with its two children."""

    def __init__(self, options: argparse.Namespace, key: bytes | None) -> None:
        self._key = key
        self._host, self._port = options.host, options.port
        self._life_read, self._life_write = os.pipe()
        self._web = _Child(
            "web", "--host", options.host, "--port", str(options.port), "--threads", str(options.threads)
        )
        self._worker = _Child("work")
        self._worker_id = ""
        self._stop = False

    def run(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask_to_stop)
        if self._spawn("prepare").wait() != 0:
            return 1
        self._start(self._web)
        self._start(self._worker)
        announced = False
        while not self._stop:
            for child in (self._web, self._worker):
                self._look_after(child)
            if not announced and self._answers():
                announced = True
                print(f"Wayhome is at http://{self._host}:{self._port} (stop with Ctrl+C)", flush=True)
            if not announced and self._web.deaths >= _MOST_EARLY_DEATHS:
                print("The web server cannot start; what it said stands above.", file=sys.stderr)
                self._end()
                return 1
            time.sleep(0.1)
        self._end()
        return 0

    def _look_after(self, child: _Child) -> None:
        if child.process is not None and child.process.poll() is not None:
            print(
                f"{child.arguments[0]} ended with {child.process.returncode}; it starts again",
                file=sys.stderr,
            )
            child.note_death()
        if child.process is None and time.monotonic() >= child.not_before:
            self._start(child)

    def _start(self, child: _Child) -> None:
        extra: list[str] = []
        if child is self._worker:
            # The new worker may take over at once what the dead one left.
            extra = ["--replaces", self._worker_id] if self._worker_id else []
            self._worker_id = secrets.token_hex(8)
            extra += ["--worker-id", self._worker_id]
        child.started = time.monotonic()
        child.process = self._spawn(*child.arguments, *extra)

    def _spawn(self, *arguments: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "WAYHOME_PARENT_FD": str(self._life_read)}
        passed = [self._life_read]
        if self._key is not None:
            read, write = os.pipe()
            os.write(write, self._key)  # 32 bytes: never blocks
            os.close(write)
            environment["WAYHOME_KEY_FD"] = str(read)
            passed.append(read)
        # Its own session: Ctrl+C reaches the parent only, which then ends the children in order.
        process = subprocess.Popen(  # noqa: S603  our own program and words
            [sys.executable, "-m", "wayhome.cli", "manage", *arguments],
            env=environment,
            pass_fds=passed,
            start_new_session=True,
        )
        if self._key is not None:
            os.close(read)
        return process

    def _answers(self) -> bool:
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self._host, self._host)  # noqa: S104  compared, not bound
        try:
            socket.create_connection((host, self._port), timeout=0.2).close()
        except OSError:
            return False
        return True

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._stop = True

    def _end(self) -> None:
        living = [child.process for child in (self._web, self._worker) if child.process is not None]
        for process in living:
            process.terminate()
        deadline = time.monotonic() + _GRACE
        for process in living:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
