"""Compare two parsed names in bits: align their words, weigh each pair, and say so.

Unknown is silence: what one side lacks weighs nothing (or very little). Only two different names in the same
role speak against a pair, given names most of all.
"""

from kinmatch.names.parse import parse_name
from kinmatch.names.parts import How, NameComparison, NamePart, Outcome, ParsedName, Role, Token
from kinmatch.names.tokens import Likeness, best_likeness, comparable, surname_likeness, weigh
from kinmatch.rarity import Rarity

_PRIOR = Rarity()
_SILENT = NameComparison(0.0, ())
MAX_WORDS = 6  # words of one name that are aligned; a longer name keeps its first ones

# Two different names in one role: log2 of how often that happens to one person, over how often to two.
DIFFER_BITS = {
    Role.GIVEN: -5.0,
    Role.FATHER: -3.0,
    Role.GRANDFATHER: -1.5,
    Role.SURNAME: -2.0,
    Role.KUNYA: -0.5,
}
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
_FAR_ROLES = -6.0
_PLAIN = {Role.PATRONYMIC: Role.FATHER, Role.FATHER_KUNYA: Role.KUNYA}


def plain_role(role: Role) -> Role:
    """Return the role a token is compared in: a patronymic is the father's name."""
    return _PLAIN.get(role, role)


def compare_names(left: ParsedName, right: ParsedName, *, rarity: Rarity | None = None) -> NameComparison:
    """Compare two whole names of any scripts.

    Args:
        rarity: of the population the two are from; the built-in prior if not given.

    Returns:
        Bits for (positive) or against one person; 0.0 without parts where either is unknown.
    """
    if left.is_unknown or right.is_unknown:
        return _SILENT
    weigh = rarity or _PRIOR
    first = left.of(Role.GIVEN, Role.FATHER, Role.GRANDFATHER, Role.SURNAME, Role.PATRONYMIC, Role.KUNYA)[
        :MAX_WORDS
    ]
    second = right.of(Role.GIVEN, Role.FATHER, Role.GRANDFATHER, Role.SURNAME, Role.PATRONYMIC, Role.KUNYA)[
        :MAX_WORDS
    ]
    if not first or not second:
        return _SILENT
    parts = _align(first, second, weigh)
    return NameComparison(round(sum(p.bits for p in parts), 3), tuple(parts))


def compare_single(
    left: ParsedName | str, right: ParsedName | str, role: Role, *, rarity: Rarity | None = None
) -> NameComparison:
    """Compare the names of two relatives (father, grandfather, mother, husband), each one word or whole.

    The parts speak of the relative's own name; `role` is what parts about the given name are filed under.
    """
    first = parse_name(left) if isinstance(left, str) else left
    second = parse_name(right) if isinstance(right, str) else right
    found = compare_names(first, second, rarity=rarity)
    parts = tuple(
        NamePart(role if p.role is Role.GIVEN else p.role, p.left, p.right, p.outcome, p.bits, p.how)
        for p in found.parts
    )
    return NameComparison(found.bits, parts)


def _pair(left: Token, right: Token, rarity: Rarity) -> tuple[float, Likeness, Role]:
    """Return bits, likeness and role of one pair of words, the loss for unequal roles included."""
    a, b = plain_role(left.role), plain_role(right.role)
    same = a is b
    if same and a is Role.SURNAME:
        found = surname_likeness(left.forms[0], left.stem, right.forms[0], right.stem)
    else:
        found = best_likeness(
            left.forms if same else comparable(left), right.forms if same else comparable(right)
        )
    if found.outcome is Outcome.DIFFER:
        return (DIFFER_BITS.get(a, -1.0) if same else -99.0), found, a
    form_left, form_right = (left.forms[0], right.forms[0]) if same else (left.stem, right.stem)
    bits = weigh(form_left, form_right, found, rarity)
    if not same:
        bits += ROLE_BITS.get(frozenset({a, b}), _FAR_ROLES)
    return bits, found, a if same else min(a, b, key=list(Role).index)


def _align(first: tuple[Token, ...], second: tuple[Token, ...], rarity: Rarity) -> list[NamePart]:
    """Pair words so that the sum of bits is highest; each word stands in one pair at most."""
    turned = len(first) > len(second)
    few, many = (second, first) if turned else (first, second)
    table = [[_pair(a, b, rarity) for b in many] for a in few]
    pairs: list[tuple[int, int]] = []
    options = sorted(
        ((table[i][j][0], i, j) for i in range(len(few)) for j in range(len(many)) if table[i][j][0] > 0),
        reverse=True,
    )
    used_few: set[int] = set()
    used_many: set[int] = set()
    for _, i, j in options:
        if i not in used_few and j not in used_many:
            pairs.append((i, j))
            used_few.add(i)
            used_many.add(j)
    parts = []
    for i, j in sorted(pairs):
        bits, found, role = table[i][j]
        parts.append(_part(role, few[i], many[j], found.outcome, bits, found.how, turned))
    left_few = [i for i in range(len(few)) if i not in used_few]
    left_many = [j for j in range(len(many)) if j not in used_many]
    for i in left_few:
        for j in left_many:
            a = plain_role(few[i].role)
            if a is plain_role(many[j].role):
                parts.append(
                    _part(a, few[i], many[j], Outcome.DIFFER, DIFFER_BITS.get(a, -1.0), "channel", turned)
                )
                left_many.remove(j)
                break
    return parts


def _part(
    role: Role, left: Token, right: Token, outcome: Outcome, bits: float, how: How, turned: bool
) -> NamePart:
    a, b = (right.text, left.text) if turned else (left.text, right.text)
    return NamePart(role, a, b, outcome, round(bits, 3), how)
