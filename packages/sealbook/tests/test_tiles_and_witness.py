"""Logs as files, and witnesses: what a copy shows, and what no log can get signed."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealbook import (
    Algorithm,
    Checkpoint,
    MalformedTiles,
    Misuse,
    SigningKey,
    Tree,
    Unacceptable,
    format_tiles,
    parse_entries,
    prove_growth,
    read_tree,
    root_of,
    sign_checkpoint,
    tile_path,
)
from sealbook.witness import Request, answer_request, format_request, parse_request

LOG = SigningKey.from_seed("log.example", b"l" * 32)
WITNESS = SigningKey.from_seed("w.example", b"w" * 32, Algorithm.WITNESS)
LEAVES = [f"leaf {n}".encode() for n in range(70_000)]
TREE = Tree(LEAVES)


def checkpoint(size: int, tree: Tree = TREE):
    return sign_checkpoint(Checkpoint("log.example", size, tree.root(size)), LOG)


def ask(old: int, new: int, known: Checkpoint | None, *, tree: Tree = TREE, proof=None):
    path = tuple(prove_growth(tree, old, new)) if proof is None and 0 < old < new else tuple(proof or ())
    return answer_request(
        Request(old, path, checkpoint(new, tree)), known=known, log=LOG.verifier, witness=WITNESS, at=1
    )


def known(size: int, tree: Tree = TREE) -> Checkpoint:
    return Checkpoint("log.example", size, tree.root(size))


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 512, 1000, 65_535, 65_536, 65_537, 70_000])
def test_a_log_is_read_from_its_files(size):
    files = dict(format_tiles(LEAVES[:size]))
    assert read_tree(files.get, size).root() == TREE.root(size)


@given(st.lists(st.integers(1, 600), min_size=1, max_size=5))
@settings(max_examples=30, deadline=None)
def test_files_written_as_a_log_grows_are_those_of_the_whole(steps):
    files, size = {}, 0
    for step in steps:
        files |= dict(format_tiles(LEAVES[: size + step], since=size))
        size += step
    assert dict(format_tiles(LEAVES[:size])).items() <= files.items()
    assert read_tree(files.get, size).root() == TREE.root(size)


def test_every_changed_bit_of_every_file_is_found():
    files = dict(format_tiles(LEAVES[:300]))
    root = TREE.root(300)
    for path, data in files.items():
        for place in range(0, len(data) * 8, 41):
            changed = bytearray(data)
            changed[place // 8] ^= 1 << place % 8
            try:
                assert read_tree({**files, path: bytes(changed)}.get, 300).root() != root, path
            except MalformedTiles:
                continue


def test_a_missing_file_is_named():
    files = dict(format_tiles(LEAVES[:600]))
    gone = {path: data for path, data in files.items() if "001" not in path}
    with pytest.raises(MalformedTiles, match="tile/entries/001 is missing"):
        read_tree(gone.get, 600)
    without_level = {path: data for path, data in files.items() if not path.startswith("tile/1/")}
    with pytest.raises(MalformedTiles, match=r"tile/1/000\.p/2 is missing"):
        read_tree(without_level.get, 600)


def test_a_log_without_entries_is_read_from_its_hashes():
    files = {path: data for path, data in format_tiles(LEAVES[:600]) if "entries" not in path}
    assert read_tree(files.get, 600).root() == TREE.root(600)


def test_a_partial_tile_may_have_given_way_to_the_full_one():
    files = dict(format_tiles(LEAVES[:512]))
    assert read_tree(files.get, 300).root() == TREE.root(300)


@pytest.mark.parametrize("data", [b"\x00", b"\x00\x05abc", b"\x00\x01a\x00\x01b"])
def test_bundles_of_entries_have_the_length_that_they_say(data):
    with pytest.raises(MalformedTiles):
        parse_entries(data, 1)


def test_tiles_are_named_as_others_name_them():
    assert tile_path("3", 1_234_067) == "tile/3/x001/x234/067"
    assert tile_path("entries", 999, 17) == "tile/entries/999.p/17"
    with pytest.raises(Misuse):
        list(format_tiles([b"x" * 65_536]))


def test_a_witness_signs_a_log_that_only_grew():
    first = ask(0, 10, None)
    assert (first.status, first.next) == (200, known(10))
    assert ask(10, 25, known(10)).status == 200
    assert ask(25, 25, known(25)).status == 200


def test_a_witness_signs_nothing_else():
    assert (ask(5, 25, known(10)).status, ask(5, 25, known(10)).body) == (409, "10\n")
    assert ask(25, 10, known(25), proof=()).status == 400
    assert ask(10, 25, known(10), proof=(bytes(32),)).status == 422
    forked = Tree([*LEAVES[:9], b"another", *LEAVES[10:40]])
    assert ask(10, 10, known(10), tree=forked).status == 409
    assert ask(10, 25, known(10), tree=forked).status == 422
    strange = SigningKey.from_seed("log.example", b"x" * 32)
    note = sign_checkpoint(known(25), strange)
    answer = answer_request(
        Request(10, tuple(prove_growth(TREE, 10, 25)), note), known=known(10), log=LOG.verifier, witness=WITNESS, at=1
    )
    assert (answer.status, answer.next) == (403, known(10))


def test_a_request_comes_back_as_it_was_written():
    request = Request(10, tuple(prove_growth(TREE, 10, 25)), checkpoint(25))
    assert parse_request(format_request(request)) == request


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_no_bytes_make_a_witness_fail_otherwise_than_by_refusing(data):
    with contextlib.suppress(Unacceptable):
        parse_request(data)


def test_the_roots_of_all_sizes_stay_what_they_were():
    assert [TREE.root(n) for n in (1, 100, 300)] == [root_of(LEAVES[:n]) for n in (1, 100, 300)]
