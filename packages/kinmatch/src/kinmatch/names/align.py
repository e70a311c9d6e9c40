"""Pair the words of two names so that their bits are highest, each word in one pair at most."""

from dataclasses import dataclass

from kinmatch.names.parts import How, Outcome, Role, Token
from kinmatch.names.tokens import Likeness, best_likeness, comparable, surname_likeness, weigh
from kinmatch.rarity import Rarity

# Two different names in one role: log2 of how often that happens to one person, over how often to two.
DIFFER_BITS = {Role.GIVEN: -5.0, Role.FATHER: -3.0, Role.GRANDFATHER: -1.5, Role.SURNAME: -2.0, Role.KUNYA: -0.3}
# What a pair loses when its words stand in different roles.
ROLE_BITS = {
    frozenset({Role.GIVEN, Role.FATHER}): -3.0,
    frozenset({Role.GIVEN, Role.SURNAME}): -2.0,
    frozenset({Role.GIVEN, Role.GRANDFATHER}): -4.0,
    frozenset({Role.FATHER, Role.SURNAME}): -0.5,
    frozenset({Role.FATHER, Role.GRANDFATHER}): -2.0,
    frozenset({Role.GRANDFATHER, Role.SURNAME}): -0.5,
    frozenset({Role.KUNYA, Role.GIVEN}): -4.0,
}
FAR_ROLES = -6.0
TAKEN = -4.0  # more, where the other side has another word in the role of this one
_NEVER = -99.0
_PLAIN = {Role.PATRONYMIC: Role.FATHER, Role.FATHER_KUNYA: Role.KUNYA}
_ORDER = {role: i for i, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words set against each other, and what they weigh."""

    role: Role
    left: Token
    right: Token
    outcome: Outcome
    bits: float
    how: How


def plain_role(role: Role) -> Role:
    """Return the role a token is compared in: a patronymic is the father's name."""
    return _PLAIN.get(role, role)


def _is_marked(token: Token) -> bool:
    """Say whether an ending shows the role, so that a crossing of roles means more."""
    return token.role is Role.PATRONYMIC or (token.role is Role.SURNAME and token.stem != token.norm)


def _weigh(left: Token, right: Token, rarity: Rarity, taken: bool) -> tuple[float, Likeness, Role]:
    a, b = plain_role(left.role), plain_role(right.role)
    same = a is b
    if same and a is Role.SURNAME:
        found = surname_likeness(left.forms[0], left.stem, right.forms[0], right.stem)
    else:
        found = best_likeness(left.forms if same else comparable(left), right.forms if same else comparable(right))
    if found.outcome is Outcome.DIFFER:
        return _NEVER, found, a
    form_left, form_right = (left.forms[0], right.forms[0]) if same else (left.stem, right.stem)
    bits = weigh(form_left, form_right, found, rarity)
    if not same:
        bits += ROLE_BITS.get(frozenset({a, b}), FAR_ROLES) + (TAKEN if taken else 0.0)
    return bits, found, a if same else min(a, b, key=_ORDER.__getitem__)


def align(left: tuple[Token, ...], right: tuple[Token, ...], rarity: Rarity) -> list[Pair]:
    """Return the pairs of words that agree or are close, then those that differ in one role.

    The best pair is taken first, then the best of the rest: names are short, and a word that fits two is rare.
    """
    marked_left = {plain_role(t.role) for t in left if _is_marked(t)}
    marked_right = {plain_role(t.role) for t in right if _is_marked(t)}
    options = []
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            taken = (_is_marked(a) and plain_role(a.role) in marked_right) or (
                _is_marked(b) and plain_role(b.role) in marked_left
            )
            bits, found, role = _weigh(a, b, rarity, taken)
            if bits > 0.0:
                options.append((bits, i, j, found, role))
    options.sort(key=lambda option: (-option[0], option[1] + option[2], abs(option[1] - option[2])))
    free_left, free_right = dict(enumerate(left)), dict(enumerate(right))
    pairs: list[Pair] = []
    for bits, i, j, found, role in options:
        if i in free_left and j in free_right:
            pairs.append(Pair(role, free_left.pop(i), free_right.pop(j), found.outcome, bits, found.how))
    return [*sorted(pairs, key=lambda p: _ORDER[p.role]), *_differing(list(free_left.values()), list(free_right.values()))]


def _differing(left: list[Token], right: list[Token]) -> list[Pair]:
    """Return the words that stand in one role on both sides and are no pair."""
    pairs = []
    for a in left:
        role = plain_role(a.role)
        b = next((t for t in right if plain_role(t.role) is role), None)
        if b is not None:
            right.remove(b)
            pairs.append(Pair(role, a, b, Outcome.DIFFER, DIFFER_BITS.get(role, -1.0), "channel"))
    return pairs
