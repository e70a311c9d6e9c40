"""`wayhome log check` verifies a log in a folder, and says in words what is wrong with it."""

import subprocess
import sys

import pytest

from sealbook import (
    Algorithm,
    Checkpoint,
    SigningKey,
    Tree,
    cosign,
    format_note,
    format_tiles,
    format_vkey,
    sign_checkpoint,
)
from wayhome.cli import main

LOG = SigningKey.from_seed("log.example/one", b"l" * 32)
WITNESS = SigningKey.from_seed("w.example", b"w" * 32, Algorithm.WITNESS)
LEAVES = [f"leaf {n}".encode() for n in range(600)]


def signed(leaves):
    note = sign_checkpoint(Checkpoint("log.example/one", len(leaves), Tree(leaves).root()), LOG)
    return format_note(cosign(note, WITNESS, at=1764028800))


@pytest.fixture
def folder(tmp_path):
    for path, data in format_tiles(LEAVES):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    (tmp_path / "checkpoint").write_bytes(signed(LEAVES))
    (tmp_path / "checkpoints").mkdir()
    for size in (10, 300):
        (tmp_path / "checkpoints" / f"{size}").write_bytes(signed(LEAVES[:size]))
    return tmp_path


def check(folder, *more):
    return main(["log", "check", str(folder), "--vkey", format_vkey(LOG.verifier), *more])


def test_a_whole_log_is_consistent(folder, capsys):
    assert check(folder, "--witness", format_vkey(WITNESS.verifier), "--quorum", "1") == 0
    told = capsys.readouterr().out
    assert "600 entries lead to the signed root" in told
    assert "2 earlier checkpoints" in told
    assert "w.example" in told


def test_a_changed_entry_is_found(folder, capsys):
    path = folder / "tile/entries/001"
    path.write_bytes(path.read_bytes().replace(b"leaf 300", b"leaf 399"))
    assert check(folder) == 1
    assert "tile/0/001" in capsys.readouterr().err


def test_a_missing_file_is_named(folder, capsys):
    (folder / "tile/entries/000").unlink()
    (folder / "tile/0/000").unlink()
    assert check(folder) == 1
    assert "tile/entries/000 is missing" in capsys.readouterr().err


def test_a_log_that_was_written_anew_is_told_from_one_that_was_cut_short(folder, capsys):
    (folder / "checkpoints" / "300").write_bytes(signed([b"another", *LEAVES[1:300]]))
    assert check(folder) == 1
    assert "signed for other entries" in capsys.readouterr().err
    (folder / "checkpoints" / "300").write_bytes(signed([*LEAVES, b"one more"]))
    assert check(folder) == 1
    assert "cut short" in capsys.readouterr().err


def test_a_signature_of_another_key_is_refused(folder, capsys):
    other = SigningKey.from_seed("log.example/one", b"x" * 32)
    assert main(["log", "check", str(folder), "--vkey", format_vkey(other.verifier)]) == 1
    assert "nobody who is known" in capsys.readouterr().err


def test_wrong_usage_and_files_that_are_not_there_have_codes_of_their_own(folder, tmp_path, capsys):
    assert main(["log", "check", str(folder), "--vkey", "no key"]) == 2
    assert check(folder, "--quorum", "2") == 2
    assert check(tmp_path / "nowhere") == 3
    assert "nowhere" in capsys.readouterr().err


def test_django_is_not_loaded(folder):
    code = (
        "import sys; from wayhome.cli import main\n"
        f"code = main(['log', 'check', {str(folder)!r}, '--vkey', {format_vkey(LOG.verifier)!r}])\n"
        "assert 'django' not in sys.modules\nraise SystemExit(code)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
