"""The Merkle tree of RFC 6962: hashes of leaves and nodes, roots of every size.

Pure bytes. A tree only grows; what it was at any earlier size can still be asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from sealbook.errors import Misuse

Hash = bytes
HASH_BYTES = 32
EMPTY_ROOT: Hash = sha256(b"").digest()


def leaf_hash(leaf: bytes) -> Hash:
    """Hash one leaf. Source: RFC 6962 §2.1, 0x00 before a leaf."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: Hash, right: Hash) -> Hash:
    """Hash two subtrees into their parent. Source: RFC 6962 §2.1, 0x01 before a node."""
    return sha256(b"\x01" + left + right).digest()


class Tree:
    """A growing tree that keeps the hash of every full subtree, so that roots and proofs cost O(log² n)."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        # _full[k][i] is the hash of the 2ᵏ leaves from i·2ᵏ.
        self._full: list[list[Hash]] = [[]]
        for leaf in leaves:
            self.append(leaf)

    def __len__(self) -> int:
        return len(self._full[0])

    def append(self, leaf: bytes) -> int:
        """Add a leaf and return its index, counted from 0."""
        return self.append_hash(leaf_hash(leaf))

    def append_hash(self, hashed: Hash) -> int:
        """Add a leaf of which only the hash is known, and return its index."""
        if len(hashed) != HASH_BYTES:
            raise Misuse("a hash is not 32 bytes")
        self._full[0].append(hashed)
        level = 0
        while len(self._full[level]) % 2 == 0:
            if level + 1 == len(self._full):
                self._full.append([])
            self._full[level + 1].append(node_hash(self._full[level][-2], self._full[level][-1]))
            level += 1
        return len(self) - 1

    def root(self, size: int | None = None) -> Hash:
        """Return the root over the first `size` leaves; over all of them when it is left out.

        Raises:
            Misuse: the tree never had this size.
        """
        end = len(self) if size is None else size
        if not 0 <= end <= len(self):
            raise Misuse(f"a tree of {len(self)} has no root of size {end}")
        return self.span(0, end) if end else EMPTY_ROOT

    def span(self, start: int, end: int) -> Hash:
        """Return the hash over the leaves from `start` up to `end`, where RFC 6962 would split there."""
        width = end - start
        if width & (width - 1) == 0:
            level = width.bit_length() - 1
            return self._full[level][start >> level]
        middle = start + split(width)
        return node_hash(self.span(start, middle), self.span(middle, end))


def split(size: int) -> int:
    """Return the largest power of two below `size` (at least 2): where RFC 6962 parts a tree."""
    return 1 << ((size - 1).bit_length() - 1)


def root_of(leaves: Iterable[bytes]) -> Hash:
    """Return the root over `leaves` in their order."""
    return Tree(leaves).root()
