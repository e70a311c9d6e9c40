"""The master key: read once from outside the source tree, kept in memory, never printed.

Every other secret is derived from it with HKDF-SHA256 under its own label. The key comes from, in this order: a file
descriptor inherited from `wayhome serve` (`WAYHOME_KEY_FD`), a key file (`WAYHOME_KEY_FILE`, 64 hex digits or 32
bytes), or a passphrase (`WAYHOME_PASSPHRASE_FILE`, or asked by `wayhome serve`) stretched with Argon2id.

This module imports no Django: settings and the command line use it before Django is set up.
"""

from __future__ import annotations

import json
import os
import secrets
import stat
from functools import lru_cache
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
# RFC 9106 §4, second recommended option: 64 MiB, 3 passes, 4 lanes.
_ARGON = {"time_cost": 3, "memory_cost": 64 * 1024, "parallelism": 4}
_SHORTEST_PASSPHRASE = 12


class KeyUnavailable(Exception):
    """The master key cannot be read; the message says what to do and never contains the key."""


class _Held:
    """The key of this process; its representation shows nothing."""

    key: bytes | None = None

    def __repr__(self) -> str:
        return "<master key>"


_held = _Held()


def hold(key: bytes) -> None:
    """Use `key` (32 bytes) in this process, in place of whatever the environment names."""
    if len(key) != KEY_BYTES:
        raise KeyUnavailable(f"The master key must be {KEY_BYTES} bytes, this one has {len(key)}.")
    _held.key = key
    derive.cache_clear()


def master_key() -> bytes:
    """Return the master key, reading it on first use.

    Raises:
        KeyUnavailable: no source is named, or the named one is missing, damaged or readable by others.
    """
    if _held.key is None:
        hold(_read())
    assert _held.key is not None
    return _held.key


@lru_cache(maxsize=64)
def derive(label: str, length: int = KEY_BYTES) -> bytes:
    """Derive the key for one purpose; different labels give unrelated keys (RFC 5869)."""
    info = b"wayhome/v1/" + label.encode()
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(master_key())


def create_key_file(target: Path) -> None:
    """Write a new random key to `target`, readable by its owner only; an existing file is never touched."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")


def stretch(passphrase: str, parameters: Path) -> bytes:
    """Turn a passphrase into the master key with Argon2id.

    Args:
        parameters: JSON file with salt and costs; created on first use. Losing it is losing the key.
    """
    if len(passphrase) < _SHORTEST_PASSPHRASE:
        raise KeyUnavailable(f"The passphrase needs at least {_SHORTEST_PASSPHRASE} characters.")
    if not parameters.exists():
        parameters.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(parameters, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump({"v": 1, "salt": secrets.token_hex(16), **_ARGON}, file)
    stored = json.loads(parameters.read_text())
    return hash_secret_raw(
        passphrase.encode(),
        bytes.fromhex(stored["salt"]),
        time_cost=stored["time_cost"],
        memory_cost=stored["memory_cost"],
        parallelism=stored["parallelism"],
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def parameters_path() -> Path:
    """Return where salt and costs of the passphrase are kept (`WAYHOME_HOME`/passphrase.json)."""
    return Path(os.environ.get("WAYHOME_HOME", "var")).expanduser().absolute() / "passphrase.json"


def _read() -> bytes:
    if descriptor := os.environ.pop("WAYHOME_KEY_FD", ""):
        with os.fdopen(int(descriptor), "rb") as pipe:
            return pipe.read(KEY_BYTES)
    if name := os.environ.get("WAYHOME_KEY_FILE"):
        return _read_file(Path(name).expanduser())
    if name := os.environ.get("WAYHOME_PASSPHRASE_FILE"):
        file = Path(name).expanduser()
        _insist_private(file)
        return stretch(file.read_text().rstrip("\r\n"), parameters_path())
    raise KeyUnavailable(
        "No master key. Name a key file in WAYHOME_KEY_FILE (make one with `wayhome serve --new-key FILE`), "
        "or start with `wayhome serve`, which asks for the passphrase."
    )


def _read_file(file: Path) -> bytes:
    _insist_private(file)
    raw = file.read_bytes()
    if len(raw) == KEY_BYTES:
        return raw
    try:
        key = bytes.fromhex(raw.decode("ascii").strip())
    except ValueError:
        raise KeyUnavailable(f"{file} holds neither 64 hex digits nor 32 bytes.") from None
    if len(key) != KEY_BYTES:
        raise KeyUnavailable(f"{file} is too short or too long for a key of {KEY_BYTES} bytes.")
    return key


def _insist_private(file: Path) -> None:
    if not file.is_file():
        raise KeyUnavailable(f"There is no file {file}.")
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        raise KeyUnavailable(f"{file} can be read by others; run: chmod 600 {file}")
