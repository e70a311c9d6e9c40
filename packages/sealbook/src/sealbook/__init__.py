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

*Checkpoint.* Name of the log, number of entries and root, signed by the log and cosigned by witnesses (`sealbook.checkpoint`,
after c2sp.org/tlog-checkpoint and tlog-cosignature). *Proof in one file.* `sealbook.bundle`, after c2sp.org/tlog-proof. *Files that
anybody can copy.* `sealbook.tiles`, after c2sp.org/tlog-tiles. *Witness.* `sealbook.witness`, after c2sp.org/tlog-witness.

>>> from sealbook.keys import Algorithm
>>> log = SigningKey.from_seed("log.example", bytes(32))
>>> note = sign_checkpoint(Checkpoint("log.example", len(tree), tree.root()), log)
>>> print(format_note(note).decode(), end="")
log.example
3
eXBjacXDzE0iz1IjtFwCmLdkUTu06z6epi93NnbqAlY=
<BLANKLINE>
— log.example 2F9odKxe2HvqFKiZ7kmY+U35at+qBiPPKBE3L0ClVtcdlWLOEwgrbR3msnBhIdxN7wtkxijV3T/uCY2XwNpwnxQw7wg=

What it does not prove: that an entry is true. It proves that it existed, unchanged, by the time a root was published.
"""

from sealbook.bundle import Bundle, check_bundle, format_bundle, parse_bundle
from sealbook.checkpoint import (
    Checkpoint,
    Seen,
    check_checkpoint,
    check_cosignatures,
    cosign,
    format_checkpoint,
    parse_checkpoint,
    sign_checkpoint,
)
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
    BadSignature,
    CommitmentMismatch,
    MalformedEntry,
    MalformedKey,
    MalformedNote,
    MalformedProof,
    MalformedTiles,
    Misuse,
    QuorumNotReached,
    Rewritten,
    RootMismatch,
    Unacceptable,
)
from sealbook.keys import Algorithm, SigningKey, VerifyingKey, format_vkey, parse_vkey
from sealbook.note import Note, Signature, check_note, format_note, parse_note, sign_note
from sealbook.proof import check_growth, check_inclusion, prove_growth, prove_inclusion
from sealbook.tiles import format_entries, format_tiles, parse_entries, read_tree, tile_path
from sealbook.tree import EMPTY_ROOT, Hash, Tree, leaf_hash, node_hash, root_of

__all__ = [
    "EMPTY_ROOT",
    "Algorithm",
    "BadSignature",
    "Bundle",
    "Checkpoint",
    "CommitmentMismatch",
    "Entry",
    "Fact",
    "Hash",
    "MalformedEntry",
    "MalformedKey",
    "MalformedNote",
    "MalformedProof",
    "MalformedTiles",
    "Misuse",
    "Note",
    "QuorumNotReached",
    "Rewritten",
    "RootMismatch",
    "Seen",
    "Signature",
    "SigningKey",
    "Tree",
    "Unacceptable",
    "VerifyingKey",
    "check_bundle",
    "check_checkpoint",
    "check_commitment",
    "check_cosignatures",
    "check_growth",
    "check_inclusion",
    "check_note",
    "commit",
    "cosign",
    "format_body",
    "format_bundle",
    "format_checkpoint",
    "format_entries",
    "format_leaf",
    "format_note",
    "format_tiles",
    "format_vkey",
    "leaf_hash",
    "node_hash",
    "parse_body",
    "parse_bundle",
    "parse_checkpoint",
    "parse_entries",
    "parse_leaf",
    "parse_note",
    "parse_vkey",
    "prove_growth",
    "prove_inclusion",
    "read_tree",
    "root_of",
    "sign_checkpoint",
    "sign_note",
    "tile_path",
]
