"""Every true proof is accepted, every changed one refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sealbook
from sealbook import (
    MalformedProof,
    Misuse,
    Tree,
    Unacceptable,
    check_growth,
    check_inclusion,
    leaf_hash,
    prove_growth,
    prove_inclusion,
)

SIZES = [*range(1, 34), 64, 65, 100]
TREE = Tree(b"%d" % n for n in range(100))


def test_every_entry_of_every_size_is_proved():
    for size in SIZES:
        for index in range(size):
            check_inclusion(
                leaf=leaf_hash(b"%d" % index),
                index=index,
                size=size,
                path=prove_inclusion(TREE, index, size),
                root=TREE.root(size),
            )


def test_every_growth_up_to_70_is_proved():
    for after in range(1, 71):
        for before in range(1, after + 1):
            check_growth(
                before=before,
                after=after,
                path=prove_growth(TREE, before, after),
                old_root=TREE.root(before),
                new_root=TREE.root(after),
            )


def test_growth_from_nothing_proves_nothing():
    with pytest.raises(MalformedProof):
        check_growth(before=0, after=3, path=[], old_root=sealbook.EMPTY_ROOT, new_root=TREE.root(3))
    with pytest.raises(Misuse):
        prove_growth(TREE, 0)


@pytest.mark.parametrize(("index", "size"), [(-1, 5), (5, 5), (0, 0), (3, 101)])
def test_an_entry_that_is_not_there_is_not_proved(index, size):
    with pytest.raises(Misuse):
        prove_inclusion(TREE, index, size)


def test_a_root_of_a_size_that_never_was_is_refused():
    with pytest.raises(Misuse):
        TREE.root(101)
    with pytest.raises(Misuse):
        Tree().append_hash(b"short")


@settings(max_examples=300, deadline=None)
@given(data=st.data(), size=st.integers(1, 100))
def test_a_flipped_bit_anywhere_in_an_inclusion_is_refused(data, size):
    index = data.draw(st.integers(0, size - 1))
    parts = [leaf_hash(b"%d" % index), TREE.root(size), *prove_inclusion(TREE, index, size)]
    victim, bit = data.draw(st.integers(0, len(parts) - 1)), data.draw(st.integers(0, 255))
    parts[victim] = bytes(
        byte ^ (1 << bit % 8 if place == bit // 8 else 0) for place, byte in enumerate(parts[victim])
    )
    with pytest.raises(Unacceptable):
        check_inclusion(leaf=parts[0], index=index, size=size, path=parts[2:], root=parts[1])


@settings(max_examples=300, deadline=None)
@given(data=st.data(), after=st.integers(2, 100))
def test_a_growth_proof_with_a_part_too_many_too_few_or_moved_is_refused(data, after):
    before = data.draw(st.integers(1, after - 1))
    path = prove_growth(TREE, before, after)
    where = data.draw(st.integers(0, len(path) - 1))
    damaged = data.draw(
        st.sampled_from(
            [
                path[:where] + path[where + 1 :],
                [*path, path[where]],
                [*path[:where], leaf_hash(b"x"), *path[where + 1 :]],
                [bytes(31), *path[1:]],
            ]
        )
    )
    with pytest.raises(Unacceptable):
        check_growth(
            before=before, after=after, path=damaged, old_root=TREE.root(before), new_root=TREE.root(after)
        )


@settings(max_examples=100, deadline=None)
@given(leaves=st.lists(st.binary(max_size=8), max_size=40), more=st.lists(st.binary(max_size=8), max_size=10))
def test_growing_never_changes_an_earlier_root(leaves, more):
    tree = Tree(leaves)
    before = tree.root()
    for leaf in more:
        tree.append(leaf)
    assert tree.root(len(leaves)) == before == sealbook.root_of(leaves)
