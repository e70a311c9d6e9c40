"""Foreign vectors (transparency-dev/merkle). They are not part of this project: without them the tests skip, visibly."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path

import pytest

from sealbook import Unacceptable, check_growth, check_inclusion, root_of

SHARED = Path(os.environ.get("WAYHOME_SHARED") or Path(__file__).resolve().parents[4] / "shared")
VECTORS = SHARED / "vectors" / "merkle"


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
