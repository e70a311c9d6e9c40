"""Keys, notes, checkpoints and proofs in one file: what is refused, and by which name."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealbook import (
    Algorithm,
    BadSignature,
    Bundle,
    Checkpoint,
    MalformedKey,
    MalformedNote,
    Misuse,
    QuorumNotReached,
    RootMismatch,
    SigningKey,
    Tree,
    Unacceptable,
    check_bundle,
    check_checkpoint,
    check_cosignatures,
    check_note,
    cosign,
    format_bundle,
    format_checkpoint,
    format_note,
    format_vkey,
    parse_bundle,
    parse_checkpoint,
    parse_note,
    parse_vkey,
    prove_inclusion,
    sign_checkpoint,
    sign_note,
)

LOG = SigningKey.from_seed("log.example/one", b"l" * 32)
OTHER = SigningKey.from_seed("log.example/two", b"o" * 32)
WITNESSES = [SigningKey.from_seed(f"w{n}.example", bytes([n]) * 32, Algorithm.WITNESS) for n in range(3)]
LEAVES = [f"leaf {n}".encode() for n in range(7)]
TREE = Tree(LEAVES)
AT = 1764028800


def signed(size: int = 7) -> bytes:
    note = sign_checkpoint(Checkpoint("log.example/one", size, TREE.root(size)), LOG)
    for witness in WITNESSES[:2]:
        note = cosign(note, witness, at=AT)
    return format_note(note)


def bundle(index: int = 3) -> Bundle:
    return Bundle(index, tuple(prove_inclusion(TREE, index)), parse_note(signed()), extra=LEAVES[index])


def check_witnessed(data: bytes) -> None:
    note = parse_note(data)
    check_checkpoint(note, LOG.verifier)
    check_cosignatures(note, [w.verifier for w in WITNESSES[:2]], quorum=2)


def refused(data: bytes, *, index: int = 3) -> bool:
    """Whether a proof of leaf 3 that two witnesses have seen is refused."""
    try:
        check_bundle(
            parse_bundle(data), leaf=LEAVES[index], log=LOG.verifier,
            witnesses=[w.verifier for w in WITNESSES], quorum=2,
        )  # fmt: skip
    except Unacceptable:
        return True
    return False


def test_a_checkpoint_comes_back_as_it_was_signed():
    found = check_checkpoint(parse_note(signed()), LOG.verifier)
    assert (found.origin, found.size, found.root) == ("log.example/one", 7, TREE.root())


def test_every_changed_bit_of_a_signed_checkpoint_is_refused():
    data = signed()
    for place in range(len(data) * 8):
        changed = bytearray(data)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(Unacceptable):
            check_witnessed(bytes(changed))


def test_every_changed_bit_of_a_proof_is_refused_or_stands_in_what_nobody_signs():
    data = format_bundle(bundle())
    free = data.index(b"extra "), data.index(b"index ")
    assert not refused(data)
    for place in range(len(data) * 8):
        changed = bytearray(data)
        changed[place // 8] ^= 1 << place % 8
        if not free[0] <= place // 8 < free[1]:
            assert refused(bytes(changed)), f"bit {place} of {data[place // 8 - 10 : place // 8 + 10]!r}"


def test_a_proof_of_one_leaf_is_none_of_another():
    assert refused(format_bundle(bundle(3)), index=4)
    with pytest.raises(RootMismatch):
        check_bundle(bundle(3), leaf=b"forged", log=LOG.verifier)


def test_another_log_cannot_sign_in_the_name_of_this_one():
    with pytest.raises(Misuse):
        sign_checkpoint(Checkpoint("log.example/one", 7, TREE.root()), OTHER)
    forged = format_note(sign_note(format_checkpoint(Checkpoint("log.example/one", 7, TREE.root())), OTHER))
    with pytest.raises(BadSignature, match="nobody who is known"):
        check_checkpoint(parse_note(forged), LOG.verifier)
    with pytest.raises(MalformedNote, match="another log"):
        check_checkpoint(parse_note(forged), OTHER.verifier)


def test_witnesses_are_counted_once_and_by_key():
    note = parse_note(signed())
    keys = [w.verifier for w in WITNESSES]
    assert [seen.at for seen in check_cosignatures(note, keys, quorum=2)] == [AT, AT]
    with pytest.raises(QuorumNotReached):
        check_cosignatures(note, keys, quorum=3)
    again = cosign(note, WITNESSES[0], at=AT + 60)
    assert len(again.signatures) == len(note.signatures)


def test_a_log_is_no_witness_and_a_witness_no_log():
    note = sign_checkpoint(Checkpoint("log.example/one", 7, TREE.root()), LOG)
    with pytest.raises(Misuse):
        cosign(note, LOG, at=AT)
    with pytest.raises(Misuse):
        sign_note("text\n", WITNESSES[0])
    with pytest.raises(BadSignature):
        check_note(cosign(note, WITNESSES[0], at=AT), [WITNESSES[0].verifier])


@pytest.mark.parametrize(
    "text",
    [
        "log.example\n7\n", "log.example\n07\n" + "A" * 43 + "=\n", "log.example\n-1\n" + "A" * 43 + "=\n",
        "log.example\n7\nAAAA\n", "\n7\n" + "A" * 43 + "=\n", "log.example\n9223372036854775808\n" + "A" * 43 + "=\n",
        "log.example\n7\n" + "A" * 43 + "=", "log.example\n٧\n" + "A" * 43 + "=\n",
    ],
)  # fmt: skip
def test_what_is_nearly_a_checkpoint_is_none(text):
    with pytest.raises(MalformedNote):
        parse_checkpoint(text)


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_no_bytes_make_a_reader_fail_otherwise_than_by_refusing(data):
    for read in (parse_note, parse_bundle):
        try:
            read(data)
        except Unacceptable:
            continue


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_a_key_is_read_only_in_its_one_form(text):
    with contextlib.suppress(MalformedKey):
        assert format_vkey(parse_vkey(text)) == text


def test_a_private_key_does_not_print_itself():
    assert "6c6c" not in repr(LOG)
    assert repr(LOG) == "SigningKey('log.example/one')"
    with pytest.raises(Misuse):
        SigningKey.from_seed("log", b"short")
    with pytest.raises(Misuse):
        SigningKey.from_seed("two words", b"l" * 32)
