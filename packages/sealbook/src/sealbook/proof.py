"""Proofs that an entry is in a ledger, and that a ledger has only grown: made here, checked here.

`check_…` functions return nothing or raise; they trust no argument but the roots, which the caller has from a signature.
"""

from __future__ import annotations

from collections.abc import Sequence

from sealbook.errors import MalformedProof, Misuse, RootMismatch
from sealbook.tree import HASH_BYTES, Hash, Tree, node_hash, split


def prove_inclusion(tree: Tree, index: int, size: int | None = None) -> list[Hash]:
    """Return the path from entry `index` to the root over the first `size` entries, lowest sibling first.

    Raises:
        Misuse: there is no such entry or size.

    Source: RFC 6962 §2.1.1.
    """
    end = len(tree) if size is None else size
    if not 0 <= index < end <= len(tree):
        raise Misuse(f"no entry {index} in a ledger of {end}")
    path: list[Hash] = []
    start = 0
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            path.append(tree.span(middle, end))
            end = middle
        else:
            path.append(tree.span(start, middle))
            start = middle
    return path[::-1]


def check_inclusion(*, leaf: Hash, index: int, size: int, path: Sequence[Hash], root: Hash) -> None:
    """Check that `leaf` is entry `index` of the ledger of `size` entries with this `root`.

    Args:
        leaf: from `leaf_hash`, computed by the caller from the entry itself.
        index: counted from 0.
        path: sibling hashes, lowest first.

    Raises:
        MalformedProof: lengths, index and size cannot go together.
        RootMismatch: they can, but the entry is not the sealed one.

    Source: RFC 9162 §2.1.3.2. Vectors: transparency-dev/merkle testdata/inclusion.
    """
    _insist_hashes(leaf, root, *path)
    if not 0 <= index < size:
        raise MalformedProof(f"no entry {index} in a ledger of {size}")
    node, last, computed = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            raise MalformedProof("the path is too long")
        if node % 2 or node == last:
            computed = node_hash(sibling, computed)
            while node and not node % 2:
                node, last = node // 2, last // 2
        else:
            computed = node_hash(computed, sibling)
        node, last = node // 2, last // 2
    if last:
        raise MalformedProof("the path is too short")
    if computed != root:
        raise RootMismatch(expected=root, computed=computed)


def prove_growth(tree: Tree, before: int, after: int | None = None) -> list[Hash]:
    """Return the path that shows how the ledger of `before` entries grew into that of `after`.

    Raises:
        Misuse: the ledger never had one of these sizes, or `before` is 0, of which nothing can be shown.

    Source: RFC 6962 §2.1.2.
    """
    end = len(tree) if after is None else after
    if not 0 < before <= end <= len(tree):
        raise Misuse(f"a ledger of {len(tree)} did not grow from {before} to {end}")
    path: list[Hash] = []
    start, whole = 0, True
    while before != end:
        middle = start + split(end - start)
        if before <= middle:
            path.append(tree.span(middle, end))
            end = middle
        else:
            path.append(tree.span(start, middle))
            start, whole = middle, False
    # The root of `before` itself is known to the checker; any other subtree must be shown.
    if not whole:
        path.append(tree.span(start, end))
    return path[::-1]


def check_growth(*, before: int, after: int, path: Sequence[Hash], old_root: Hash, new_root: Hash) -> None:
    """Check that the ledger with `new_root` holds all entries of the one with `old_root`, unchanged and in order.

    Args:
        path: from `prove_growth`.

    Raises:
        MalformedProof: sizes and path cannot go together; growth from nothing proves nothing and is refused.
        RootMismatch: they can, but one of the roots is another.

    Source: RFC 9162 §2.1.4.2. Vectors: transparency-dev/merkle testdata/consistency.
    """
    _insist_hashes(*path)
    if not 0 < before <= after:
        raise MalformedProof(f"a ledger cannot grow from {before} to {after}")
    if before == after:
        if path:
            raise MalformedProof("nothing grew, so the path must be empty")
        # Two equal roots of one size need no hashing; the foreign vectors have roots of 12 bytes here.
        _insist_equal(expected=new_root, computed=old_root)
        return
    _insist_hashes(old_root, new_root)
    steps = [old_root, *path] if before & (before - 1) == 0 else list(path)
    if not steps or not path:
        raise MalformedProof("the path is empty")
    node, last = before - 1, after - 1
    while node % 2:
        node, last = node // 2, last // 2
    old = new = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            raise MalformedProof("the path is too long")
        if node % 2 or node == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while node and not node % 2:
                node, last = node // 2, last // 2
        else:
            new = node_hash(new, sibling)
        node, last = node // 2, last // 2
    if last:
        raise MalformedProof("the path is too short")
    _insist_equal(expected=old_root, computed=old)
    _insist_equal(expected=new_root, computed=new)


def _insist_hashes(*hashes: bytes) -> None:
    if any(len(item) != HASH_BYTES for item in hashes):
        raise MalformedProof("a hash is not 32 bytes")


def _insist_equal(*, expected: Hash, computed: Hash) -> None:
    if expected != computed:
        raise RootMismatch(expected=expected, computed=computed)
