"""Where each fact of a person stands in its row of integers.

One row is `WIDTH` int32: slots for words of names, then birth, codes and bits. A slot holds the number of a word
in the vocabulary and, above `ROLE_SHIFT`, its role; `EMPTY` means not said.
"""

from __future__ import annotations

from typing import Final

from kinmatch.names.parts import Role

EMPTY: Final = -1
NAME, NAME_SLOTS = 0, 6
OTHER, OTHER_SLOTS = 6, 6
MOTHER, MOTHER_SLOTS = 12, 3
HUSBAND, HUSBAND_SLOTS = 15, 2
KUNYA, KUNYA_SLOTS = 17, 2
SLOTS: Final = 19
BIRTH_FIRST, BIRTH_LAST, SWAP_FIRST, SWAP_LAST, BIRTH_KIND = 19, 20, 21, 22, 23
SEX, AGE_GROUP, ORIGINS, MARKS = 24, 25, 26, 27
NUMBERS, NUMBER_SLOTS = 28, 4
"""Two identifiers: kind and number, each as a hash of 31 bits."""
WIDTH: Final = 32

ROLE_SHIFT: Final = 26
WORD_MASK: Final = (1 << ROLE_SHIFT) - 1
MOST_WORDS: Final = 1 << ROLE_SHIFT

SEX_FEMALE, SEX_MALE, SEX_STATED = 1, 2, 4
CHILD, ADULT = 1, 2

ROLES: tuple[Role, ...] = (
    Role.GIVEN,
    Role.FATHER,
    Role.GRANDFATHER,
    Role.SURNAME,
    Role.PATRONYMIC,
    Role.KUNYA,
    Role.FATHER_KUNYA,
    Role.NISBA,
    Role.TITLE,
    Role.PARTICLE,
    Role.INITIAL,
    Role.UNKNOWN,
)
ROLE_CODE: dict[Role, int] = {role: code for code, role in enumerate(ROLES)}
GIVEN, FATHER, GRANDFATHER, SURNAME, PATRONYMIC, KUNYA_ROLE, FATHER_KUNYA = range(7)
INITIAL: Final = 10
