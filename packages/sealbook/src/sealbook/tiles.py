"""A log as files that anybody can copy: tiles of 256 hashes, bundles of 256 entries. Source: c2sp.org/tlog-tiles.

`tile/<level>/<number>` holds the hashes of subtrees of 256^level leaves, `tile/entries/<number>` the leaves themselves. The
last tile of a level may be partial: its name ends with `.p/<width>`.

>>> tile_path("0", 1234067), tile_path("entries", 0, 3)
('tile/0/x001/x234/067', 'tile/entries/000.p/3')
>>> leaves = [b"a", b"b", b"c"]
>>> files = dict(format_tiles(leaves))
>>> sorted(files)
['tile/0/000.p/3', 'tile/entries/000.p/3']
>>> tree = read_tree(files.get, 3)
>>> tree.root() == Tree(leaves).root()
True
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence

from sealbook.errors import MalformedTiles, Misuse
from sealbook.tree import HASH_BYTES, Tree, leaf_hash

WIDTH = 256
LONGEST_ENTRY = (1 << 16) - 1
ENTRIES = "entries"

Read = Callable[[str], bytes | None]
"""Gives the bytes of a file by its path below the log, None where there is none."""
Progress = Callable[[int, int], None]


def tile_path(level: str, number: int, width: int = WIDTH) -> str:
    """Name a tile: groups of three digits, `x` before all but the last, `.p/<width>` behind a partial one."""
    groups = [f"{number % 1000:03}"]
    while number := number // 1000:
        groups.insert(0, f"x{number % 1000:03}")
    partial = f".p/{width}" if width < WIDTH else ""
    return f"tile/{level}/{'/'.join(groups)}{partial}"


def format_entries(leaves: Sequence[bytes]) -> bytes:
    """Write a bundle: before each entry its length in two bytes, the greater first.

    Raises:
        Misuse: there are more than 256, or one is longer than 65,535 bytes.
    """
    if len(leaves) > WIDTH or any(len(leaf) > LONGEST_ENTRY for leaf in leaves):
        raise Misuse("a bundle has at most 256 entries of at most 65,535 bytes")
    return b"".join(struct.pack(">H", len(leaf)) + leaf for leaf in leaves)


def parse_entries(data: bytes, count: int) -> list[bytes]:
    """Read a bundle of `count` entries.

    Raises:
        MalformedTiles: there are more or fewer, or bytes are left over.
    """
    found, at = [], 0
    while at < len(data):
        if at + 2 > len(data):
            raise MalformedTiles("a bundle breaks off inside a length")
        (length,) = struct.unpack_from(">H", data, at)
        at += 2 + length
        if at > len(data):
            raise MalformedTiles("a bundle breaks off inside an entry")
        found.append(data[at - length : at])
    if len(found) != count:
        raise MalformedTiles(f"a bundle has {len(found)} entries where {count} should be")
    return found


def format_tiles(leaves: Sequence[bytes], *, since: int = 0) -> Iterator[tuple[str, bytes]]:
    """Give the files of a log of these leaves that are new since it had `since` of them, entries first.

    A partial tile is a file of its own; the one that a longer or full one follows may be thrown away.
    """
    for number, width in _tiles_in(len(leaves), since):
        start = number * WIDTH
        yield tile_path(ENTRIES, number, width), format_entries(leaves[start : start + width])
    tree, level, count, before = Tree(leaves), 0, len(leaves), since
    while count:
        for number, width in _tiles_in(count, before):
            span = WIDTH**level
            first = number * WIDTH
            hashes = (tree.span(n * span, (n + 1) * span) for n in range(first, first + width))
            yield tile_path(str(level), number, width), b"".join(hashes)
        level, count, before = level + 1, count // WIDTH, before // WIDTH


def _tiles_in(count: int, since: int) -> Iterator[tuple[int, int]]:
    """Give number and width of the tiles of one level that `count` hashes fill and `since` did not."""
    if count == since:
        return
    for number in range(since // WIDTH, -(-count // WIDTH)):
        yield number, min(WIDTH, count - number * WIDTH)


def read_tree(read: Read, size: int, *, progress: Progress | None = None) -> Tree:
    """Build the tree of the first `size` leaves from files, and check every hash that the files hold against it.

    A log without bundles of entries is read from its tiles of leaf hashes.

    Raises:
        MalformedTiles: a file is missing, or says something else than what it is made of; the text names it.
    """
    tree = Tree()
    for number, width in _tiles_in(size, 0):
        bundle, hashes = _read(read, ENTRIES, number, width), _read(read, "0", number, width)
        if bundle is None and hashes is None:
            raise MalformedTiles(f"{tile_path(ENTRIES, number, width)} is missing")
        if bundle is not None:
            made = [leaf_hash(leaf) for leaf in parse_entries(*bundle)][:width]
        else:
            made = _hashes("0", number, width, hashes)
        if hashes is not None and _hashes("0", number, width, hashes) != made:
            raise MalformedTiles(
                f"{tile_path('0', number, width)} holds other hashes than those of its entries"
            )
        for one in made:
            tree.append_hash(one)
        if progress is not None:
            progress(len(tree), size)
    _check_levels(read, tree, size)
    return tree


def _check_levels(read: Read, tree: Tree, size: int) -> None:
    """Refuse a tile above the leaves that is missing or is not made of what stands below it."""
    level, count = 1, size // WIDTH
    while count:
        span = WIDTH**level
        for number, width in _tiles_in(count, 0):
            held = _hashes(str(level), number, width, _read(read, str(level), number, width))
            first = number * WIDTH
            if held != [tree.span(n * span, (n + 1) * span) for n in range(first, first + width)]:
                raise MalformedTiles(
                    f"{tile_path(str(level), number, width)} holds other hashes than those below it"
                )
        level, count = level + 1, count // WIDTH


def _read(read: Read, level: str, number: int, width: int) -> tuple[bytes, int] | None:
    """Read a tile; where a partial one is gone, a wider one that came of it."""
    for wider in (width, WIDTH, *range(width + 1, WIDTH)):
        data = read(tile_path(level, number, wider))
        if data is not None:
            return data, wider
        if width == WIDTH:
            break
    return None


def _hashes(level: str, number: int, width: int, found: tuple[bytes, int] | None) -> list[bytes]:
    path = tile_path(level, number, width)
    if found is None:
        raise MalformedTiles(f"{path} is missing")
    data, held = found
    if len(data) != held * HASH_BYTES:
        raise MalformedTiles(f"{path} is not {held} hashes long")
    return [data[k : k + HASH_BYTES] for k in range(0, width * HASH_BYTES, HASH_BYTES)]
