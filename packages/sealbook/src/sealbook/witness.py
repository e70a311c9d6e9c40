"""What a witness does: it signs a checkpoint once it has seen that the log only grew. Source: c2sp.org/tlog-witness.

Pure: the state that is known of a log comes in and the next one goes out; whoever calls keeps it before answering.

>>> from sealbook.checkpoint import Checkpoint, sign_checkpoint
>>> from sealbook.keys import Algorithm, SigningKey
>>> from sealbook.tree import Tree
>>> log = SigningKey.from_seed("log.example", bytes(32))
>>> witness = SigningKey.from_seed("w.example", bytes(31) + b"1", Algorithm.WITNESS)
>>> tree = Tree([b"a", b"b"])
>>> asked = Request(0, (), sign_checkpoint(Checkpoint("log.example", 2, tree.root()), log))
>>> answer = answer_request(asked, known=None, log=log.verifier, witness=witness, at=1764028800)
>>> answer.status, answer.next.size
(200, 2)
"""

from __future__ import annotations

from dataclasses import dataclass

from sealbook.checkpoint import Checkpoint, check_checkpoint, cosign, parse_number
from sealbook.errors import BadSignature, MalformedNote, MalformedProof, RootMismatch
from sealbook.keys import SigningKey, VerifyingKey, from_base64, to_base64
from sealbook.note import Note, Signature, format_note, parse_note
from sealbook.proof import check_growth
from sealbook.tree import HASH_BYTES, Hash

MOST_HASHES = 63
OK, MALFORMED, FORBIDDEN, CONFLICT, UNPROVEN = 200, 400, 403, 409, 422


@dataclass(frozen=True)
class Request:
    """A log asks to have a checkpoint witnessed: the size that was witnessed last, and the proof that it only grew."""

    old_size: int
    proof: tuple[Hash, ...]
    checkpoint: Note


@dataclass(frozen=True)
class Answer:
    """A status as HTTP has it, the body, and what is known of the log from now on."""

    status: int
    body: str
    next: Checkpoint | None


def format_request(request: Request) -> bytes:
    """Write a request."""
    hashes = "".join(f"{to_base64(one)}\n" for one in request.proof)
    return f"old {request.old_size}\n{hashes}\n".encode() + format_note(request.checkpoint)


def parse_request(data: bytes) -> Request:
    """Read a request.

    Raises:
        MalformedNote: it is not one.
    """
    head, gap, note = data.partition(b"\n\n")
    if not gap or not head.isascii():
        raise MalformedNote("a request has an empty line before its checkpoint")
    first, *lines = head.decode("ascii").split("\n")
    if not first.startswith("old ") or len(lines) > MOST_HASHES:
        raise MalformedNote("a request begins with “old” and a size, and has at most 63 hashes")
    hashes = [from_base64(line) for line in lines]
    proof = tuple(one for one in hashes if one is not None and len(one) == HASH_BYTES)
    if len(proof) != len(hashes):
        raise MalformedNote("a hash of a proof is 32 bytes in base 64")
    return Request(parse_number(first.removeprefix("old ")), proof, parse_note(note))


def answer_request(
    request: Request, *, known: Checkpoint | None, log: VerifyingKey, witness: SigningKey, at: int
) -> Answer:
    """Decide about a checkpoint: sign it, or say why not.

    Args:
        known: what was witnessed last of this log; None before the first time.
        at: seconds since 1970, UTC.

    Returns:
        200 with the witness's line; 400 for what is no checkpoint of this log, 403 for a signature that is not the
        log's, 409 with the size witnessed last where `old` is another or the same size has another root, 422 where
        the proof does not show that the log only grew. `next` is `known` unless the answer is 200.
    """
    try:
        checkpoint = check_checkpoint(request.checkpoint, log)
    except BadSignature as refused:
        return Answer(FORBIDDEN, str(refused), known)
    except MalformedNote as refused:
        return Answer(MALFORMED, str(refused), known)
    size = known.size if known else 0
    if request.old_size > checkpoint.size:
        return Answer(MALFORMED, "the log cannot be smaller than it was", known)
    if request.old_size != size:
        return Answer(CONFLICT, f"{size}\n", known)
    if known is not None and checkpoint.size == size:
        if checkpoint.root != known.root:
            return Answer(CONFLICT, f"{size}\n", known)
        if request.proof:
            return Answer(UNPROVEN, "a log that did not grow needs no proof", known)
    elif size == 0:
        if request.proof:
            return Answer(UNPROVEN, "from the empty log no proof leads", known)
    else:
        assert known is not None
        try:
            check_growth(
                before=size, after=checkpoint.size, path=list(request.proof), old_root=known.root,
                new_root=checkpoint.root,
            )  # fmt: skip
        except (MalformedProof, RootMismatch) as refused:
            return Answer(UNPROVEN, str(refused), known)
    line = cosign(Note(request.checkpoint.text, ()), witness, at=at).signatures[0]
    return Answer(OK, _format_line(line), Checkpoint(checkpoint.origin, checkpoint.size, checkpoint.root))


def _format_line(line: Signature) -> str:
    return f"— {line.name} {to_base64(line.key_id + line.signed)}\n"
