"""`wayhome witness`: watch over another organisation's log. Keys and what was seen last lie in one folder.

A witness signs a checkpoint once it has seen that the log only grew (c2sp.org/tlog-witness), over HTTP (`serve`) or by files
that are carried or mailed (`sign`). What it has seen is on disk before it answers.
"""

from __future__ import annotations

import argparse
import os
import secrets
import sys
import threading
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sealbook import Checkpoint, SigningKey, VerifyingKey
    from sealbook.witness import Answer

DONE, REFUSED, USAGE, UNREADABLE = 0, 1, 2, 3
LARGEST_REQUEST = 1_000_000
SEED, LOGS, SEEN = "witness.seed", "logs", "seen"
_EPILOG = """
FOLDER holds the witness's key (witness.seed: keep it from everybody), in `logs` one file with the verifier key of each log
that is watched, and in `seen` what was signed last of each.
exit codes: 0 done; 1 a checkpoint was refused, and why is told; 2 wrong usage; 3 a file cannot be read or written.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare `key`, `watch`, `sign` and `serve`."""
    parser.epilog = _EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    commands = parser.add_subparsers(dest="witness_command", required=True, metavar="key|watch|sign|serve")
    key = commands.add_parser("key", help="make a key for a new witness, and tell its public part")
    key.add_argument("name", help="of the witness, as it will stand under checkpoints: witness.example.org")
    watch = commands.add_parser("watch", help="watch a log from now on")
    watch.add_argument("vkey", help="the log's verifier key")
    sign = commands.add_parser("sign", help="answer a request that came as a file")
    sign.add_argument("request", type=Path)
    sign.add_argument("--out", type=Path, help="where the line goes; standard output if not given")
    serve = commands.add_parser("serve", help="answer requests over HTTP (put TLS before it)")
    serve.add_argument("--address", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8010)
    for command in (key, watch, sign, serve):
        command.add_argument("--folder", type=Path, required=True)


def run(options: argparse.Namespace) -> int:
    """Run one of them."""
    from sealbook import MalformedKey, Misuse  # noqa: PLC0415 - loaded when it is needed

    work = {"key": _key, "watch": _watch, "sign": _sign, "serve": _serve}[options.witness_command]
    try:
        return work(options)
    except (MalformedKey, Misuse) as refused:
        return _say(str(refused), USAGE)
    except OSError as refused:
        return _say(f"{refused.filename}: {refused.strerror}", UNREADABLE)


def _key(options: argparse.Namespace) -> int:
    from sealbook import format_vkey  # noqa: PLC0415

    folder: Path = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / SEED
    if path.exists():
        return _say(f"{path} is there already; a witness keeps its key", USAGE)
    made = _signing_key(f"{options.name}\n{secrets.token_hex(32)}\n")
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"{options.name}\n{made[1]}\n")
    print(format_vkey(made[0].verifier))
    return DONE


def _watch(options: argparse.Namespace) -> int:
    from sealbook import format_vkey, parse_vkey  # noqa: PLC0415

    log = parse_vkey(options.vkey)
    path = _file_of(options.folder / LOGS, log.name)
    if path.exists() and path.read_text(encoding="utf-8").strip() != format_vkey(log):
        return _say(
            f"{log.name} is watched under another key; look into this before anything is signed", REFUSED
        )
    _write(path, format_vkey(log) + "\n")
    print(f"{log.name} is watched from now on.")
    return DONE


def _sign(options: argparse.Namespace) -> int:
    answer = Witness(options.folder).answer(options.request.read_bytes(), at=int(time.time()))
    if answer.status != HTTPStatus.OK:
        return _say(f"not signed: {answer.body.strip()}", REFUSED)
    if options.out:
        _write(options.out, answer.body)
    else:
        sys.stdout.write(answer.body)
    return DONE


def _serve(options: argparse.Namespace) -> int:
    witness = Witness(options.folder)
    server = ThreadingHTTPServer((options.address, options.port), handler_of(witness))
    print(
        f"{witness.key.verifier.name} answers at http://{options.address}:{server.server_port}/add-checkpoint"
    )
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("Stopped; what was seen is kept.")
    finally:
        server.server_close()
    return DONE


class Witness:
    """One witness with its folder; answers one request at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key: SigningKey = _signing_key((folder / SEED).read_text(encoding="utf-8"))[0]
        self._one = threading.Lock()

    def answer(self, data: bytes, *, at: int) -> Answer:
        """Answer a request; what is seen from now on is on disk before this returns.

        Args:
            at: seconds since 1970, UTC.
        """
        from sealbook import MalformedNote, format_checkpoint, parse_checkpoint  # noqa: PLC0415
        from sealbook.witness import MALFORMED, OK, Answer, answer_request, parse_request  # noqa: PLC0415

        try:
            request = parse_request(data)
            name = parse_checkpoint(request.checkpoint.text).origin
        except MalformedNote as refused:
            return Answer(MALFORMED, str(refused), None)
        log = self._log(name)
        if log is None:
            return Answer(HTTPStatus.NOT_FOUND, "this log is not watched here", None)
        path = _file_of(self.folder / SEEN, name)
        with self._one:
            known: Checkpoint | None = (
                parse_checkpoint(path.read_text(encoding="utf-8")) if path.exists() else None
            )
            answer = answer_request(request, known=known, log=log, witness=self.key, at=at)
            if answer.status == OK and answer.next is not None and answer.next != known:
                _write(path, format_checkpoint(answer.next))
        return answer

    def _log(self, name: str) -> VerifyingKey | None:
        from sealbook import parse_vkey  # noqa: PLC0415

        path = _file_of(self.folder / LOGS, name)
        return parse_vkey(path.read_text(encoding="utf-8").strip()) if path.exists() else None


def handler_of(witness: Witness) -> type[BaseHTTPRequestHandler]:
    """Make the class that answers HTTP for a witness: POST /add-checkpoint and nothing else."""

    class Handler(BaseHTTPRequestHandler):
        timeout = 30

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            if self.path != "/add-checkpoint":
                self._tell(HTTPStatus.NOT_FOUND, "only /add-checkpoint is answered here\n")
            elif not length.isdigit() or int(length) > LARGEST_REQUEST:
                self._tell(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "a request has at most a million bytes\n")
            else:
                answer = witness.answer(self.rfile.read(int(length)), at=int(time.time()))
                kind = (
                    "text/x.tlog.size"
                    if answer.status == HTTPStatus.CONFLICT
                    else "text/plain; charset=utf-8"
                )
                self._tell(answer.status, answer.body, kind)

        def _tell(self, status: int, body: str, kind: str = "text/plain; charset=utf-8") -> None:
            data = body.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Write no addresses down."""

    return Handler


def _signing_key(text: str) -> tuple[SigningKey, str]:
    from sealbook import Algorithm, Misuse, SigningKey  # noqa: PLC0415

    name, _, seed = text.strip().partition("\n")
    try:
        secret = bytes.fromhex(seed)
    except ValueError:
        raise Misuse(f"{SEED} holds no key") from None
    return SigningKey.from_seed(name, secret, Algorithm.WITNESS), seed


def _file_of(folder: Path, name: str) -> Path:
    """Name the file of a log; names of logs may hold slashes and dots."""
    return folder / name.encode().hex()


def _write(path: Path, text: str) -> None:
    """Write a file so that it is whole and on disk, or as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _say(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code
