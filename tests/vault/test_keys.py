"""The master key is read from a private place or refused, and shows nowhere."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings

from wayhome.settings import keys
from wayhome.settings.keys import KeyUnavailable
from wayhome.vault import boxes
from wayhome.vault.boxes import SealBroken
from wayhome.vault.sign_in import SealedSecondFactor


def read_in_fresh_process(**environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WAYHOME")}
    return subprocess.run(
        [sys.executable, "-c", "from wayhome.settings import keys; print(keys.master_key().hex())"],
        env={**kept, **environment}, text=True, capture_output=True,
    )  # fmt: skip


def test_a_new_key_file_is_private_and_reads_back(tmp_path):
    file = tmp_path / "folder" / "master.key"
    keys.create_key_file(file)
    assert file.stat().st_mode & 0o077 == 0
    assert read_in_fresh_process(WAYHOME_KEY_FILE=str(file)).stdout.strip() == file.read_text().strip()
    with pytest.raises(FileExistsError):
        keys.create_key_file(file)


@pytest.mark.parametrize(("content", "mode", "says"), [
    (None, 0o600, "no file"), ("00" * 31, 0o600, "too short"), ("zz" * 32, 0o600, "neither"),
    ("00" * 32, 0o644, "chmod 600"), ("", 0o600, "too short"),
])  # fmt: skip
def test_a_key_file_that_cannot_be_trusted_is_refused(tmp_path, content, mode, says):
    file = tmp_path / "master.key"
    if content is not None:
        file.write_text(content)
        file.chmod(mode)
    done = read_in_fresh_process(WAYHOME_KEY_FILE=str(file))
    assert done.returncode != 0
    assert says in done.stderr


def test_without_a_key_nothing_starts():
    done = read_in_fresh_process()
    assert done.returncode != 0
    assert "WAYHOME_KEY_FILE" in done.stderr


def test_a_passphrase_gives_the_same_key_again_and_another_for_another(tmp_path):
    parameters = tmp_path / "passphrase.json"
    first = keys.stretch("correct horse battery", parameters)
    assert keys.stretch("correct horse battery", parameters) == first
    assert keys.stretch("correct horse batterz", parameters) != first
    assert len(first) == keys.KEY_BYTES
    assert parameters.stat().st_mode & 0o077 == 0
    with pytest.raises(KeyUnavailable):
        keys.stretch("short", parameters)


def test_the_key_shows_neither_in_settings_nor_in_representations():
    shown = "".join(f"{name}={getattr(settings, name)!r}" for name in dir(settings) if name != "SECRET_KEY")
    assert keys.master_key().hex() not in shown
    assert repr(keys.master_key()) not in shown
    assert keys.derive("database").hex() not in shown
    assert keys.master_key().hex() not in repr(vars(keys))


def test_secrets_of_the_second_factor_are_sealed():
    adapter = SealedSecondFactor()
    sealed = adapter.encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert adapter.decrypt(sealed) == "JBSWY3DPEHPK3PXP"
    with pytest.raises(SealBroken):
        adapter.decrypt("JBSWY3DPEHPK3PXP")
    with pytest.raises(SealBroken):
        boxes.open_text("another purpose", sealed)


def test_equal_texts_never_have_equal_tokens():
    assert len({boxes.seal_text("x", "same") for _ in range(1_000)}) == 1_000
