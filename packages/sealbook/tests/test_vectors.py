"""Foreign vectors (transparency-dev/merkle). They are not part of this project: without them the tests skip, visibly."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path

import pytest

from sealbook import (
    Algorithm,
    Unacceptable,
    VerifyingKey,
    check_growth,
    check_inclusion,
    check_note,
    format_note,
    parse_note,
    parse_vkey,
    root_of,
)

SHARED = Path(os.environ.get("WAYHOME_SHARED") or Path(__file__).resolve().parents[4] / "shared")
VECTORS = SHARED / "vectors" / "merkle"
NOTES = SHARED / "vectors" / "note" / "note_cases.json"
SIGNATURES = SHARED / "vectors" / "ed25519" / "ed25519vectors.json"
# Signatures that not all verifiers agree about; ours refuses keys and points in another than their one form.
REFUSED = {"non_canonical_A", "non_canonical_R", "low_order_residue", "reencoded_k"}


def cases(kind: str) -> list[dict]:
    found = [json.loads(file.read_text()) for file in sorted((VECTORS / kind).rglob("*.json"))]
    if not found:
        pytest.skip(
            f"98 vectors of {kind} are not here: set WAYHOME_SHARED to the folder that holds vectors/merkle"
        )
    return found


def decode(value: str | None) -> bytes:
    return base64.b64decode(value or "")


def accepts(check, **arguments) -> bool:
    try:
        check(**arguments)
    except Unacceptable:
        return False
    return True


def test_inclusion_vectors_agree():
    wrong, run = [], 0
    for case in cases("inclusion"):
        run += 1
        accepted = accepts(
            check_inclusion,
            leaf=decode(case["leafHash"]),
            index=case["leafIdx"],
            size=case["treeSize"],
            path=[decode(item) for item in case["proof"] or []],
            root=decode(case["root"]),
        )
        if accepted == case["wantErr"]:
            wrong.append(case["desc"])
    assert not wrong
    assert run == 98


def test_consistency_vectors_agree():
    wrong, run = [], 0
    for case in cases("consistency"):
        run += 1
        accepted = accepts(
            check_growth,
            before=case["size1"],
            after=case["size2"],
            path=[decode(item) for item in case["proof"] or []],
            old_root=decode(case["root1"]),
            new_root=decode(case["root2"]),
        )
        if accepted == case["wantErr"]:
            wrong.append(case["desc"])
    assert not wrong
    assert run == 98


def test_roots_agree():
    file = VECTORS / "roots.json"
    if not file.exists():
        pytest.skip("9 vectors of roots are not here: set WAYHOME_SHARED")
    known = json.loads(file.read_text())
    leaves = [bytes.fromhex(leaf) for leaf in known["leaves_hex"]]
    roots = [root_of(leaves[:size]).hex() for size in range(len(leaves) + 1)]
    assert roots == known["roots_hex_by_size"]


def test_signatures_agree():
    if not SIGNATURES.exists():
        pytest.skip("914 vectors of Ed25519 are not here: set WAYHOME_SHARED")
    wrong, run = [], 0
    for case in json.loads(SIGNATURES.read_text()):
        run += 1
        key = VerifyingKey("vector", Algorithm.LOG, bytes.fromhex(case["key"]))
        accepted = accepts(key.check, message=case["msg"].encode(), signature=bytes.fromhex(case["sig"]))
        if accepted == bool(REFUSED & set(case["flags"] or ())):
            wrong.append(case["number"])
    assert not wrong
    assert run == 914


def notes() -> dict:
    if not NOTES.exists():
        pytest.skip("2,289 vectors of notes and their keys are not here: set WAYHOME_SHARED")
    return json.loads(NOTES.read_text())


def test_signed_notes_of_others_are_read():
    found = notes()
    peter, enoch = (parse_vkey(found["vkeys"][name]) for name in ("peter", "enoch"))
    for text, keys in ((found["signed_by_peter"], [peter]), (found["signed_by_both"], [peter, enoch])):
        note = parse_note(text.encode())
        assert format_note(note) == text.encode()
        assert check_note(note, keys) == tuple(key.name for key in keys)
    example = found["c2sp_example"]
    assert check_note(parse_note(example["note"].encode()), [parse_vkey(example["vkey"])])


def test_bad_notes_and_mangled_keys_are_refused():
    found = notes()
    run = 0
    for bad in found["bad_notes_latin1"]:
        run += 1
        peter = parse_vkey(found["vkeys"]["peter"])
        assert not accepts(
            lambda data, key: check_note(parse_note(data), [key]), data=bad.encode("latin-1"), key=peter
        )
    for whole in (found["vkeys"]["peter"], found["vkeys"]["enoch"], *found["bad_vkeys_extra"]):
        mangled = [
            whole[i:j] for i in range(len(whole)) for j in range(i, len(whole) + 1) if j - i < len(whole)
        ]
        mangled += [whole[:i] + chr(ord(whole[i]) + 1) + whole[i + 1 :] for i in range(len(whole))]
        if whole in found["bad_vkeys_extra"]:
            mangled = [whole]
        for text in mangled:
            run += 1
            assert not accepts(parse_vkey, text=text), text
    assert run > 2000
