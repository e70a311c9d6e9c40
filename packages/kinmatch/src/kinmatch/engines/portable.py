"""Rows that can travel between machines: words by hash instead of by number, one fixed number of bytes a person."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kinmatch.engines import layout as L
from kinmatch.engines.encode import Encoded
from kinmatch.engines.vocabulary import Vocabulary
from kinmatch.names.parts import Role, Token
from kinmatch.script import Script

_REST = L.WIDTH - L.SLOTS
_ROW = np.dtype([("hashes", "<i8", L.SLOTS), ("roles", "i1", L.SLOTS), ("rest", "<i4", _REST)])
BYTES = _ROW.itemsize


def pack_rows(encoded: Encoded) -> pa.Array:
    """Give one binary value for each person."""
    out = np.zeros(len(encoded.rows), dtype=_ROW)
    slots = encoded.rows[:, : L.SLOTS]
    said = slots != L.EMPTY
    out["roles"] = np.where(said, slots >> L.ROLE_SHIFT, L.EMPTY)
    if len(encoded.hashes):
        out["hashes"] = np.where(said, encoded.hashes[np.where(said, slots & L.WORD_MASK, 0)], 0)
    out["rest"] = encoded.rows[:, L.SLOTS :]
    return binary_values(
        out.view(np.uint8).reshape(len(out), BYTES) if len(out) else np.zeros((0, BYTES), np.uint8)
    )


def binary_values(rows: NDArray[np.uint8]) -> pa.Array:
    """Give rows of bytes as an Arrow column of binary values."""
    offsets = np.arange(len(rows) + 1, dtype=np.int32) * rows.shape[1]
    flat = np.ascontiguousarray(rows).tobytes()
    return pa.Array.from_buffers(pa.binary(), len(rows), [None, pa.py_buffer(offsets), pa.py_buffer(flat)])


def bytes_of(column: Any, width: int) -> NDArray[np.uint8]:
    """Give an Arrow column of binary values, all of one width, as rows of bytes."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if not len(array):
        return np.zeros((0, width), dtype=np.uint8)
    array = array.cast(pa.binary())
    start = np.frombuffer(array.buffers()[1], dtype=np.int32)[array.offset]
    flat = np.frombuffer(array.buffers()[2], dtype=np.uint8)[start : start + len(array) * width]
    return flat.reshape(len(array), width)


def unpack_rows(column: Any, vocabulary: NDArray[np.int64]) -> NDArray[np.int32]:
    """Give the rows of binary values, words numbered as in the hashes of a `Vocabulary`."""
    packed = np.ascontiguousarray(bytes_of(column, BYTES)).view(_ROW).reshape(-1)
    rows = np.empty((len(packed), L.WIDTH), dtype=np.int32)
    said = packed["roles"] != L.EMPTY
    numbers = np.searchsorted(vocabulary, packed["hashes"]).astype(np.int32)
    rows[:, : L.SLOTS] = np.where(said, numbers | (packed["roles"].astype(np.int32) << L.ROLE_SHIFT), L.EMPTY)
    rows[:, L.SLOTS :] = packed["rest"]
    return rows


def pack_tokens(hashes: list[int], tokens: list[Token]) -> list[bytes]:
    """Give words as JSON, the same bytes for the same word."""
    return [
        json.dumps([number, one.norm, one.script.value, one.stem, one.forms], ensure_ascii=True).encode()
        for number, one in zip(hashes, tokens, strict=True)
    ]


def unpack_tokens(texts: list[bytes]) -> Vocabulary:
    """Number the words that `pack_tokens` gave."""
    found = [json.loads(text) for text in texts]
    hashes = np.array([one[0] for one in found], dtype=np.int64)
    tokens = tuple(Token("", one[1], Script(one[2]), Role.GIVEN, one[3], tuple(one[4])) for one in found)
    return Vocabulary.gather([(hashes, tokens)])
