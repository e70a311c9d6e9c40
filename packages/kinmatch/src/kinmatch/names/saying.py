"""Say in one line what the words of two names weigh: "given name Патимат = فاطمة +9.1"."""

from __future__ import annotations

from collections.abc import Iterable

from kinmatch.names.parts import NamePart, Outcome, Role

_ISOLATE, _RELEASE = "\u2068", "\u2069"  # each name keeps its own direction
_SIGNS = {Outcome.AGREE: "=", Outcome.CLOSE: "≈", Outcome.DIFFER: "≠", Outcome.UNKNOWN: "?"}
_ROLES = {
    "en": {
        Role.GIVEN: "given name", Role.FATHER: "father", Role.PATRONYMIC: "father", Role.GRANDFATHER: "grandfather",
        Role.SURNAME: "surname", Role.KUNYA: "kunya", Role.FATHER_KUNYA: "father's kunya", Role.NISBA: "origin",
        Role.INITIAL: "initial",
    },
    "ru": {
        Role.GIVEN: "имя", Role.FATHER: "отец", Role.PATRONYMIC: "отец", Role.GRANDFATHER: "дед",
        Role.SURNAME: "фамилия", Role.KUNYA: "кунья", Role.FATHER_KUNYA: "кунья отца", Role.NISBA: "нисба",
        Role.INITIAL: "инициал",
    },
    "ar": {
        Role.GIVEN: "الاسم", Role.FATHER: "الأب", Role.PATRONYMIC: "الأب", Role.GRANDFATHER: "الجد",
        Role.SURNAME: "اللقب", Role.KUNYA: "الكنية", Role.FATHER_KUNYA: "كنية الأب", Role.NISBA: "النسبة",
        Role.INITIAL: "الحرف الأول",
    },
}  # fmt: skip
LANGUAGES = tuple(_ROLES)
# What is left over, which roles are crossed, how alike the least alike pair is: learned as a whole.
_TOGETHER = {
    "en": "order, roles and words left over",
    "ru": "порядок, роли и лишние слова",
    "ar": "الترتيب والأدوار والكلمات الزائدة",
}


def say_parts(parts: Iterable[NamePart], language: str = "en") -> str:
    """Say what each pair of words weighs, heaviest first; empty if nothing was compared.

    Args:
        language: en, ru or ar.
    """
    roles = _ROLES[language]
    ordered = sorted(parts, key=lambda part: (-abs(part.bits), part.role, part.left, part.right))
    return ("؛ " if language == "ar" else "; ").join(
        _say(part, roles, _TOGETHER[language]) for part in ordered
    )


def _say(part: NamePart, roles: dict[Role, str], together: str) -> str:
    if part.how == "together":
        return f"{together} {part.bits:+.1f}"
    left, right = (f"{_ISOLATE}{_one_line(text)}{_RELEASE}" for text in (part.left or "–", part.right or "–"))
    return f"{roles.get(part.role, part.role.value)} {left} {_SIGNS[part.outcome]} {right} {part.bits:+.1f}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
