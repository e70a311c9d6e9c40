"""A body has one form, a commitment opens with it alone, a leaf says nothing."""

from __future__ import annotations

import doctest
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sealbook
from sealbook import (
    CommitmentMismatch,
    Entry,
    MalformedEntry,
    Misuse,
    check_commitment,
    commit,
    format_body,
    format_leaf,
    parse_body,
    parse_leaf,
)

AT = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
ENTRY = Entry(kind="match.said_same", actor="7f", at=AT, facts={"review": "c1"})
GOLDEN = json.loads((Path(__file__).parent / "golden" / "entry_v1.json").read_text())
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
entries = st.builds(
    Entry,
    kind=st.sampled_from(["match.said_same", "erased", "list.read_in"]),
    actor=texts,
    item=texts,
    prev=texts,
    at=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
    facts=st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True),
        texts | st.integers(-(2**53) + 1, 2**53 - 1),
        max_size=5,
    ),
)


def test_the_worked_example_of_the_format_runs():
    assert doctest.testmod(sealbook).failed == 0


def test_the_format_is_frozen():
    body = format_body(ENTRY)
    leaf = format_leaf(commit(ENTRY.kind, body, bytes.fromhex(GOLDEN["salt"])))
    assert body.decode() == GOLDEN["body"]
    assert leaf.decode() == GOLDEN["leaf"]
    assert len(leaf) == 77
    assert sealbook.root_of([leaf, b"another", b"a third"]).hex() == GOLDEN["root_of_three"]


@given(entry=entries)
def test_a_body_reads_back_and_has_one_form(entry):
    body = format_body(entry)
    assert format_body(parse_body(body)) == body
    with pytest.raises(MalformedEntry):
        parse_body(body.replace(b'":', b'": ', 1))
    with pytest.raises(MalformedEntry):
        parse_body(body + b" ")


@given(entry=entries, salt=st.binary(min_size=32, max_size=32), bit=st.integers(0, 255))
def test_a_changed_body_salt_kind_or_commitment_does_not_open(entry, salt, bit):
    body = format_body(entry)
    good = commit(entry.kind, body, salt)
    check_commitment(kind=entry.kind, body=body, salt=salt, commitment=good)

    def flipped(raw: bytes) -> bytes:
        place = (bit // 8) % len(raw)
        return raw[:place] + bytes([raw[place] ^ (1 << bit % 8)]) + raw[place + 1 :]

    for wrong in (
        {"body": flipped(body)},
        {"salt": flipped(salt)},
        {"commitment": flipped(good)},
        {"kind": "other.kind"},
        {"salt": salt[:31]},
    ):
        with pytest.raises(CommitmentMismatch):
            check_commitment(**{"kind": entry.kind, "body": body, "salt": salt, "commitment": good, **wrong})


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"a": 1.5}, id="fraction"),
        pytest.param({"a": True}, id="boolean"),
        pytest.param({"a": None}, id="nothing"),
        pytest.param({"A": 1}, id="capital name"),
        pytest.param({"a": 2**53}, id="too large"),
        pytest.param({"a": "\ud800"}, id="half a surrogate"),
    ],
)
def test_a_fact_of_another_kind_is_refused(facts):
    with pytest.raises(Misuse):
        format_body(Entry(kind="x.y", actor="", at=AT, facts=facts))


@pytest.mark.parametrize("change", [{"kind": "Bad Kind"}, {"at": AT.replace(tzinfo=None)}])
def test_a_kind_or_time_of_another_form_is_refused(change):
    with pytest.raises(Misuse):
        format_body(Entry(**{"kind": "x.y", "actor": "", "at": AT, **change}))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"null",
        b"[" * 100_000,
        GOLDEN["body"].encode().replace(b'"v":1', b'"v":2'),
        GOLDEN["body"].encode().replace(b'"c1"', b"1.5"),
        GOLDEN["body"].encode().replace(b'"7f"', b"7"),
        GOLDEN["body"].encode().replace(b"10:15:00Z", b"10:15:00"),
        GOLDEN["body"].encode().replace(b'{"review":"c1"}', b"[]"),
        GOLDEN["body"].encode().replace(b'"v":1', b'"v":1,"v":1'),
    ],
)
def test_what_is_not_a_body_is_refused(body):
    with pytest.raises(MalformedEntry):
        parse_body(body)


def test_only_a_leaf_is_a_leaf():
    leaf = GOLDEN["leaf"].encode()
    assert format_leaf(parse_leaf(leaf)) == leaf
    for bad in (
        leaf[:-1],
        leaf + b"\n",
        leaf.upper(),
        leaf.replace(b"v1", b"v2"),
        leaf.replace(b"\n", b"\r\n"),
        b"",
    ):
        with pytest.raises(MalformedEntry):
            parse_leaf(bad)
    with pytest.raises(Misuse):
        format_leaf(b"short")
    with pytest.raises(Misuse):
        commit("x.y", b"", b"short")


def test_a_short_salt_is_refused_when_sealing():
    with pytest.raises(Misuse):
        commit("x", b"body", bytes(31))
