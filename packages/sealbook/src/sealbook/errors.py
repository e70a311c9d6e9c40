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


class MalformedKey(Unacceptable):
    """Text is not a verifier key."""


class MalformedNote(Unacceptable):
    """Bytes are not a signed note, or its text is not the checkpoint or proof that was asked for."""


class BadSignature(Unacceptable):
    """A signature by a known key does not belong to the text, or none by the key that is asked for stands there."""


class QuorumNotReached(Unacceptable):
    """Fewer witnesses than asked for have seen a checkpoint."""


class Rewritten(Unacceptable):
    """Two checkpoints of one log cannot both be true: it was forked, cut short or written anew."""


class MalformedTiles(Unacceptable):
    """A file of a tiled log is missing, or has not the length or the hashes that it must have."""


class Misuse(ValueError):
    """The caller asked for what cannot be: a fact with a name that is not allowed, an entry beyond the end."""
