"""Pair the words of two names so that their bits are highest, each word in one pair at most."""

from dataclasses import dataclass, replace

from kinmatch.names.lexicon import find_names
from kinmatch.names.parts import How, Outcome, Role, Token
from kinmatch.names.tokens import DIFFERENT, Likeness, best_likeness, surname_likeness, weigh
from kinmatch.rarity import Rarity

# Two different names in one role: log2 of how often that happens to one person, over how often to two.
DIFFER_BITS = {
    Role.GIVEN: -5.0,
    Role.FATHER: -3.0,
    Role.GRANDFATHER: -1.5,
    Role.SURNAME: -2.0,
    Role.KUNYA: -0.3,
}
# What a pair loses when its words stand in different roles.
ROLE_BITS = {
    frozenset({Role.GIVEN, Role.FATHER}): -3.0,
    frozenset({Role.GIVEN, Role.SURNAME}): -2.0,
    frozenset({Role.GIVEN, Role.GRANDFATHER}): -4.0,
    frozenset({Role.FATHER, Role.SURNAME}): -0.5,
    frozenset({Role.FATHER, Role.GRANDFATHER}): -2.0,
    frozenset({Role.GRANDFATHER, Role.SURNAME}): -0.5,
    frozenset({Role.KUNYA, Role.GIVEN}): -1.0,
}
_CROSSED = {(a, b): bits for roles, bits in ROLE_BITS.items() for a in roles for b in roles if a is not b}
KUNYA_CAP = 4.0  # dozens of women share a kunya
WHOLE_BEATS_CHILD = 2.0  # more letters that nothing answers must not make a better pair
FAR_ROLES = -6.0
TAKEN = -6.0  # more, where the other side has another word in the role of this one
OVER_BITS = -1.2  # a word over on both sides, in roles that need not be the same
_FAMILY = (Role.FATHER, Role.GRANDFATHER, Role.SURNAME)
# The most a whole name says when its given names differ: brothers and sisters share all the rest.
KIN_LISTED_CAP = 1.0
KIN_CAP = 4.0  # an unlisted name may be the same in a spelling that we do not know
_NEVER = -99.0
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


def _weigh(left: Token, right: Token, rarity: Rarity, taken: bool) -> tuple[float, Likeness, Role]:
    a, b = left.compared_as, right.compared_as
    same = a is b
    if same and a is Role.SURNAME:
        found = surname_likeness(left.forms[0], left.stem, right.forms[0], right.stem)
    elif same:
        found = best_likeness(left.forms, right.forms)
    elif Role.KUNYA in (a, b):
        if Role.GIVEN not in (a, b):
            return _NEVER, DIFFERENT, a
        # Only the whole is a given name (ام راضية, Умуразият): the child of a kunya is somebody else.
        found = best_likeness(left.forms[a is Role.KUNYA :], right.forms[b is Role.KUNYA :])
        child = best_likeness(left.forms[:1], right.forms[:1])
        if child.says + WHOLE_BEATS_CHILD > found.says:
            return _NEVER, DIFFERENT, a
    else:
        found = best_likeness(left.any_role, right.any_role)
    if found.outcome is Outcome.DIFFER:
        return _NEVER, found, a
    form_left, form_right = (left.forms[0], right.forms[0]) if same else (left.stem, right.stem)
    if Role.KUNYA in (a, b) and not same:
        form_left, form_right = left.forms[-1], right.forms[-1]
    bits = weigh(form_left, form_right, found, rarity)
    if not same:
        bits += _CROSSED.get((a, b), FAR_ROLES) + (TAKEN if taken else 0.0)
    elif a is Role.KUNYA:
        bits = min(bits, KUNYA_CAP)
    return bits, found, a if same else min(a, b, key=_ORDER.__getitem__)


def align(left: tuple[Token, ...], right: tuple[Token, ...], rarity: Rarity) -> list[Pair]:
    """Return the pairs of words that agree or are close, then those that differ in one role.

    The best pair is taken first, then the best of the rest: names are short, and a word that fits two is rare.
    """
    taken_left, taken_right = _taken_roles(left), _taken_roles(right)
    options = []
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            taken = (a.is_marked and (a.compared_as in taken_right or b.compared_as in taken_left)) or (
                b.is_marked and (b.compared_as in taken_left or a.compared_as in taken_right)
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
    pairs.sort(key=lambda pair: _ORDER[pair.role])
    return _guard_kin(pairs + _differing(list(free_left.values()), list(free_right.values())))


def _taken_roles(tokens: tuple[Token, ...]) -> set[Role]:
    """Return the roles that a name fills for certain, so that no marked word of either side crosses into them."""
    marked = {t.compared_as for t in tokens if t.is_marked}
    return marked | {Role.GIVEN} if marked and any(t.role is Role.GIVEN for t in tokens) else marked


def _guard_kin(pairs: list[Pair]) -> list[Pair]:
    """Let two different given names take back what family name and father said: brothers and sisters share those."""
    for i, pair in enumerate(pairs):
        if pair.role is Role.GIVEN and pair.outcome is Outcome.DIFFER:
            cap = KIN_LISTED_CAP if pair.how == "lexicon" else KIN_CAP
            over = sum(p.bits for p in pairs) - cap
            if over > 0:
                pairs[i] = replace(pair, bits=pair.bits - over)
    return pairs


def _differing(left: list[Token], right: list[Token]) -> list[Pair]:
    """Return the words that stand in one role on both sides and are no pair, then what else both have over."""
    pairs = []
    over = []
    for a in left:
        role = a.compared_as
        b = next((t for t in right if t.compared_as is role), None)
        if b is not None:
            right.remove(b)
            how: How = "lexicon" if find_names(a.stem) and find_names(b.stem) else "channel"
            pairs.append(Pair(role, a, b, Outcome.DIFFER, DIFFER_BITS.get(role, -1.0), how))
        else:
            over.append(a)
    over, right = [t for t in over if _is_loose(t)], [t for t in right if _is_loose(t)]
    pairs += [
        Pair(Role.SURNAME, a, b, Outcome.DIFFER, OVER_BITS, "missing")
        for a, b in zip(over, right, strict=False)
    ]
    return pairs


def _is_loose(token: Token) -> bool:
    """Say whether a word over is in a role by its place only: Алиева beside an Iraqi grandfather is no conflict."""
    return token.compared_as in _FAMILY and not token.is_marked
