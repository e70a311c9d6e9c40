"""A proof in one file that needs nobody's server: index, path and signed checkpoint. Source: c2sp.org/tlog-proof.

>>> from sealbook.checkpoint import Checkpoint, sign_checkpoint
>>> from sealbook.keys import SigningKey
>>> from sealbook.proof import prove_inclusion
>>> from sealbook.tree import Tree
>>> key, tree = SigningKey.from_seed("log.example", bytes(32)), Tree([b"a", b"b", b"c"])
>>> note = sign_checkpoint(Checkpoint("log.example", 3, tree.root()), key)
>>> bundle = Bundle(1, tuple(prove_inclusion(tree, 1)), note, extra=b"b")
>>> parse_bundle(format_bundle(bundle)) == bundle
True
>>> check_bundle(bundle, leaf=b"b", log=key.verifier).size
3
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sealbook.checkpoint import Checkpoint, check_checkpoint, check_cosignatures, parse_number
from sealbook.errors import MalformedNote
from sealbook.keys import VerifyingKey, from_base64, to_base64
from sealbook.note import LARGEST, Note, format_note, parse_note
from sealbook.proof import check_inclusion
from sealbook.tree import HASH_BYTES, Hash, leaf_hash

HEADER = "c2sp.org/tlog-proof@v1"
MOST_HASHES = 63


@dataclass(frozen=True)
class Bundle:
    """Where a leaf stands, the hashes beside its way to the root, and the checkpoint of that root.

    `extra` is for whoever made the file and is covered by no signature.
    """

    index: int
    path: tuple[Hash, ...]
    checkpoint: Note
    extra: bytes | None = None


def format_bundle(bundle: Bundle) -> bytes:
    """Write the file."""
    extra = "" if bundle.extra is None else f"extra {to_base64(bundle.extra)}\n"
    hashes = "".join(f"{to_base64(one)}\n" for one in bundle.path)
    head = f"{HEADER}\n{extra}index {bundle.index}\n{hashes}\n"
    return head.encode() + format_note(bundle.checkpoint)


def parse_bundle(data: bytes) -> Bundle:
    """Read the file.

    Raises:
        MalformedNote: it is not in the one form that such files have.
    """
    if len(data) > LARGEST:
        raise MalformedNote("a proof has at most a million bytes")
    head, gap, note = data.partition(b"\n\n")
    if not gap or not head.isascii():
        raise MalformedNote("a proof has an empty line before its checkpoint")
    lines = head.decode("ascii").split("\n")
    if lines.pop(0) != HEADER:
        raise MalformedNote(f"a proof begins with {HEADER}")
    extra = None
    if lines and lines[0].startswith("extra "):
        extra = from_base64(lines.pop(0).removeprefix("extra "))
        if extra is None:
            raise MalformedNote("what stands behind “extra” is not base 64")
    if not lines or not lines[0].startswith("index "):
        raise MalformedNote("a proof has an index")
    index = parse_number(lines.pop(0).removeprefix("index "))
    if len(lines) > MOST_HASHES:
        raise MalformedNote("a path has at most 63 hashes")
    return Bundle(index, tuple(_hash(line) for line in lines), parse_note(note), extra)


def _hash(line: str) -> Hash:
    found = from_base64(line)
    if found is None or len(found) != HASH_BYTES:
        raise MalformedNote("a hash of a path is 32 bytes in base 64")
    return found


def check_bundle(
    bundle: Bundle, *, leaf: bytes, log: VerifyingKey, witnesses: Iterable[VerifyingKey] = (), quorum: int = 0
) -> Checkpoint:
    """Refuse a proof that does not show the leaf in a checkpoint of the log which enough witnesses have seen.

    Returns:
        The checkpoint.

    Raises:
        Unacceptable: one of its kinds says what is wrong.
    """
    checkpoint = check_checkpoint(bundle.checkpoint, log)
    check_cosignatures(bundle.checkpoint, witnesses, quorum=quorum)
    check_inclusion(
        leaf=leaf_hash(leaf),
        index=bundle.index,
        size=checkpoint.size,
        path=list(bundle.path),
        root=checkpoint.root,
    )
    return checkpoint
