"""Compare two parsed names in bits: align their words, weigh each pair, and say so.

Unknown is silence: what one side lacks weighs nothing (or very little). Only two different names in the same
role speak against a pair, given names most of all.
"""

from kinmatch.names.align import Pair, align
from kinmatch.names.joined import readings
from kinmatch.names.parse import parse_name
from kinmatch.names.parts import NameComparison, NamePart, Outcome, ParsedName, Role, Token
from kinmatch.names.sound import sounds
from kinmatch.rarity import Rarity

_PRIOR = Rarity()
_SILENT = NameComparison(0.0, ())
INITIAL_AGREES = 1.5
INITIAL_DIFFERS = -1.0


def compare_names(left: ParsedName, right: ParsedName, *, rarity: Rarity | None = None) -> NameComparison:
    """Compare two whole names of any scripts.

    Args:
        rarity: of the population the two are from; the built-in prior if not given.

    Returns:
        Bits for (positive) or against one person; 0.0 without parts where either is unknown.
    """
    if left.is_unknown or right.is_unknown:
        return _SILENT
    rarity = rarity or _PRIOR
    best: list[Pair] | None = None
    best_bits = 0.0
    for first, second in readings(left.words, right.words):
        pairs = align(first, second, rarity)
        bits = sum(pair.bits for pair in pairs)
        if best is None or bits > best_bits:
            best, best_bits = pairs, bits
    parts = [_part(pair) for pair in best or ()]
    if left.initials or right.initials:
        parts += _initials(left, right, parts)
    return NameComparison(round(sum((p.bits for p in parts), 0.0), 3), tuple(parts))


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


def _part(pair: Pair) -> NamePart:
    return NamePart(pair.role, pair.left.text, pair.right.text, pair.outcome, round(pair.bits, 3), pair.how)


def _initials(left: ParsedName, right: ParsedName, parts: list[NamePart]) -> list[NamePart]:
    """Compare the initials of one side with the words of the other that nothing else has spoken for."""
    spoken = {p.left for p in parts} | {p.right for p in parts}
    out: list[NamePart] = []
    for name, other, turned in ((left, right, False), (right, left, True)):
        free = [t for t in other.of(Role.GIVEN, Role.PATRONYMIC, Role.FATHER) if t.text not in spoken]
        for initial in name.initials:
            if not free:
                break
            found = next((t for t in free if _begins(t, initial)), None)
            token = found or free[0]
            free.remove(token)
            bits = INITIAL_AGREES if found else INITIAL_DIFFERS
            outcome = Outcome.CLOSE if found else Outcome.DIFFER
            texts = (token.text, initial.text) if turned else (initial.text, token.text)
            out.append(NamePart(token.role, *texts, outcome, bits, "initial"))
    return out


def _begins(token: Token, initial: Token) -> bool:
    first, sound = sounds(token.norm)[:1], sounds(initial.norm.rstrip("."))[:1]
    vowels = "aeiu'"
    return first == sound or (first in vowels and sound in vowels)
