"""Two families: what is wrong with what came from outside, and what our own caller did wrong.

Checking code raises only `Unacceptable`: the input is hostile or broken, and the answer is no. `Misuse` means that the
caller asked for something that cannot be, whatever the input.
"""

from __future__ import annotations


class Unacceptable(Exception):
    """What was handed in does not prove what it should."""


class MalformedProof(Unacceptable):
    """Lengths, index and sizes of a proof cannot go together."""


class RootMismatch(Unacceptable):
    """A proof is well formed and leads to another root."""

    def __init__(self, *, expected: bytes, computed: bytes) -> None:
        super().__init__(f"the proof leads to {computed.hex()[:16]}…, not to {expected.hex()[:16]}…")
        self.expected = expected
        self.computed = computed


class MalformedEntry(Unacceptable):
    """Bytes are not an entry in the one form that entries have."""


class CommitmentMismatch(Unacceptable):
    """A body and salt do not open the sealed commitment: one of them was changed."""


class Misuse(ValueError):
    """The caller asked for what cannot be: a fact with a name that is not allowed, an entry beyond the end."""
