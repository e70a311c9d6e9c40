"""`wayhome witness` signs what only grew, keeps what it saw, and tells nothing else."""

import http.client
import threading
from http.server import ThreadingHTTPServer

import pytest

from sealbook import (
    Checkpoint,
    SigningKey,
    Tree,
    check_cosignatures,
    format_note,
    format_vkey,
    parse_note,
    parse_vkey,
    prove_growth,
    sign_checkpoint,
)
from sealbook.witness import Request, format_request
from wayhome.cli import main
from wayhome.cli.witness import Witness, handler_of

LOG = SigningKey.from_seed("log.example/one", b"l" * 32)
LEAVES = [f"leaf {n}".encode() for n in range(60)]
TREE = Tree(LEAVES)


def asked(old, new, tree=TREE, log=LOG):
    proof = tuple(prove_growth(tree, old, new)) if 0 < old < new else ()
    return format_request(Request(old, proof, note(new, tree, log)))


def note(size, tree=TREE, log=LOG):
    return sign_checkpoint(Checkpoint("log.example/one", size, tree.root(size)), log)


@pytest.fixture
def folder(tmp_path, capsys):
    assert main(["witness", "key", "w.example", "--folder", str(tmp_path / "w")]) == 0
    (tmp_path / "vkey").write_text(capsys.readouterr().out.strip())
    assert main(["witness", "watch", format_vkey(LOG.verifier), "--folder", str(tmp_path / "w")]) == 0
    return tmp_path


def sign(folder, data):
    (folder / "request").write_bytes(data)
    return main(["witness", "sign", str(folder / "request"), "--out", str(folder / "line"), "--folder", str(folder / "w")])


def test_a_log_that_grows_is_signed_and_the_line_holds(folder):
    assert sign(folder, asked(0, 10)) == 0
    assert sign(folder, asked(10, 40)) == 0
    whole = parse_note(format_note(note(40)) + (folder / "line").read_bytes())
    witness = parse_vkey((folder / "vkey").read_text())
    assert [seen.by for seen in check_cosignatures(whole, [witness], quorum=1)] == ["w.example"]


def test_a_log_that_was_written_anew_or_cut_short_is_not_signed(folder, capsys):
    assert sign(folder, asked(0, 40)) == 0
    forked = Tree([b"another", *LEAVES[1:]])
    for data in (asked(40, 50, forked), asked(40, 40, forked), asked(0, 10), asked(10, 50)):
        (folder / "line").unlink(missing_ok=True)
        assert sign(folder, data) == 1
        assert not (folder / "line").exists()
    assert "not signed" in capsys.readouterr().err


def test_what_was_seen_outlives_the_process(folder):
    assert sign(folder, asked(0, 10)) == 0
    assert Witness(folder / "w").answer(asked(0, 20), at=1).status == 409


def test_a_log_that_nobody_watches_and_a_strange_key_are_refused(folder):
    strange = SigningKey.from_seed("log.example/one", b"x" * 32)
    assert Witness(folder / "w").answer(asked(0, 10, log=strange), at=1).status == 403
    other = SigningKey.from_seed("log.example/two", b"o" * 32)
    unwatched = format_request(Request(0, (), sign_checkpoint(Checkpoint("log.example/two", 1, TREE.root(1)), other)))
    assert Witness(folder / "w").answer(unwatched, at=1).status == 404
    assert Witness(folder / "w").answer(b"nothing", at=1).status == 400


def test_a_second_key_of_a_watched_log_is_looked_into_first(folder):
    strange = SigningKey.from_seed("log.example/one", b"x" * 32)
    assert main(["witness", "watch", format_vkey(strange.verifier), "--folder", str(folder / "w")]) == 1


def test_the_key_is_made_once_and_kept_from_others(folder):
    assert (folder / "w" / "witness.seed").stat().st_mode & 0o077 == 0
    assert main(["witness", "key", "w.example", "--folder", str(folder / "w")]) == 2


def test_requests_come_over_http(folder):
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(Witness(folder / "w")))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def post(path, data):
        line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        line.request("POST", path, data)
        answer = line.getresponse()
        found = answer.status, answer.getheader("Content-Type"), answer.read().decode()
        line.close()
        return found

    try:
        assert post("/add-checkpoint", asked(0, 10))[0] == 200
        assert post("/add-checkpoint", asked(0, 20)) == (409, "text/x.tlog.size", "10\n")
        assert post("/elsewhere", asked(10, 20))[0] == 404
        assert post("/add-checkpoint", b"x" * 1_000_001)[0] == 413
    finally:
        server.shutdown()
        server.server_close()
