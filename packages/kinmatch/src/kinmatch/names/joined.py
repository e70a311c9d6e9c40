"""Other readings of a name's words: two neighbours written apart may be one name (محمد امين, Магомедамин)."""

from collections.abc import Iterator
from dataclasses import replace

from kinmatch.names.parts import Role, Token
from kinmatch.names.sound import skeleton
from kinmatch.names.tokens import AGREE_FROM, likeness

Tokens = tuple[Token, ...]
_UNMARKED = (Role.GIVEN, Role.FATHER, Role.GRANDFATHER, Role.SURNAME)
_CLOSER = {Role.GRANDFATHER: Role.FATHER, Role.SURNAME: Role.GRANDFATHER}
_SHORTEST = 5  # letters of a joined name; shorter ones join by chance


def readings(left: Tokens, right: Tokens) -> Iterator[tuple[Tokens, Tokens]]:
    """Yield the two names as parsed, then with neighbours joined where the other side has the joined name."""
    if not left or not right:
        return
    yield left, right
    for joined in _joins(left, right):
        yield joined, right
    for joined in _joins(right, left):
        yield left, joined


def _joins(tokens: Tokens, other: Tokens) -> Iterator[Tokens]:
    for i in range(len(tokens) - 1):
        first, second = tokens[i], tokens[i + 1]
        if not (_is_unmarked(first) and _is_unmarked(second)):
            continue
        norm = first.norm + second.norm
        for target in other:
            form = target.stem if target.role is Role.PATRONYMIC else target.forms[0]
            # A joined name starts as its first half does and is longer than the longer half.
            if (
                len(norm) >= _SHORTEST
                and _may_join(first, second, form)
                and _is_whole(norm, form, first, second)
            ):
                yield _with_joined(tokens, i, norm)
                break


def _may_join(first: Token, second: Token, form: str) -> bool:
    bones = skeleton(form)
    return (
        len(bones) > max(len(skeleton(first.norm)), len(skeleton(second.norm)))
        or len(form) > len(first.norm) + 2
    )


def _is_whole(norm: str, form: str, first: Token, second: Token) -> bool:
    """Say whether the two words together are the other name better than either alone."""
    whole = likeness(norm, form).says
    return whole >= AGREE_FROM and whole > max(
        likeness(first.norm, form).says, likeness(second.norm, form).says
    )


def _is_unmarked(token: Token) -> bool:
    return token.role in _UNMARKED and not token.is_marked


def _with_joined(tokens: Tokens, at: int, norm: str) -> Tokens:
    first, second = tokens[at], tokens[at + 1]
    whole = Token(f"{first.text} {second.text}", norm, first.script, first.role, norm, (norm,))
    rest = tuple(
        replace(t, role=_CLOSER.get(t.role, t.role))
        if _is_unmarked(t) and first.role is not Role.SURNAME
        else t
        for t in tokens[at + 2 :]
    )
    return (*tokens[:at], whole, *rest)
