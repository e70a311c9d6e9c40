r"""A ledger of commitments from which nothing can disappear unseen.

The format, version 1
=====================

*Body.* Canonical JSON (RFC 8785 restricted to strings and whole numbers, text in NFC): members `actor`, `at`, `ev`,
`facts`, `item`, `prev`, `v`, in this order. It is kept outside the ledger and can be erased.

>>> from datetime import datetime, UTC
>>> entry = Entry(kind="match.said_same", actor="7f", at=datetime(2026, 11, 22, 10, 15, tzinfo=UTC), facts={"review": "c1"})
>>> body = format_body(entry)
>>> body.decode()
'{"actor":"7f","at":"2026-11-22T10:15:00Z","ev":"match.said_same","facts":{"review":"c1"},"item":"","prev":"","v":1}'

*Commitment.* HMAC-SHA256 under a random salt of 32 bytes, used once, over `sealbook/v1` 00 kind 00 SHA-256(body).

>>> commitment = commit(entry.kind, body, salt=bytes(range(32)))
>>> commitment.hex()
'bfa67e9c9d71ba0ae05367bcfe22f451817f6c76f270b373ab323bd25aa5cf7a'

*Leaf.* `sealbook/v1` LF, the commitment as 64 lower-case hex digits, LF: 77 bytes, and nothing else ever.

>>> leaf = format_leaf(commitment)
>>> leaf
b'sealbook/v1\nbfa67e9c9d71ba0ae05367bcfe22f451817f6c76f270b373ab323bd25aa5cf7a\n'

*Tree.* RFC 6962: SHA-256, 00 before a leaf, 01 before a node.

>>> tree = Tree([leaf, b"another", b"a third"])
>>> check_inclusion(leaf=leaf_hash(leaf), index=0, size=3, path=prove_inclusion(tree, 0), root=tree.root())
>>> check_growth(before=1, after=3, path=prove_growth(tree, 1), old_root=tree.root(1), new_root=tree.root())

A check returns nothing; a changed byte raises.

>>> check_inclusion(leaf=leaf_hash(b"forged"), index=0, size=3, path=prove_inclusion(tree, 0), root=tree.root())
Traceback (most recent call last):
    ...
sealbook.errors.RootMismatch: the proof leads to fb4594374d64fabf…, not to 79706369c5c3cc4d…

What it does not prove: that an entry is true. It proves that it existed, unchanged, by the time a root was published.
"""

from sealbook.entry import (
    Entry,
    Fact,
    check_commitment,
    commit,
    format_body,
    format_leaf,
    parse_body,
    parse_leaf,
)
from sealbook.errors import (
    CommitmentMismatch,
    MalformedEntry,
    MalformedProof,
    Misuse,
    RootMismatch,
    Unacceptable,
)
from sealbook.proof import check_growth, check_inclusion, prove_growth, prove_inclusion
from sealbook.tree import EMPTY_ROOT, Hash, Tree, leaf_hash, node_hash, root_of

__all__ = [
    "EMPTY_ROOT",
    "CommitmentMismatch",
    "Entry",
    "Fact",
    "Hash",
    "MalformedEntry",
    "MalformedProof",
    "Misuse",
    "RootMismatch",
    "Tree",
    "Unacceptable",
    "check_commitment",
    "check_growth",
    "check_inclusion",
    "commit",
    "format_body",
    "format_leaf",
    "leaf_hash",
    "node_hash",
    "parse_body",
    "parse_leaf",
    "prove_growth",
    "prove_inclusion",
    "root_of",
]
