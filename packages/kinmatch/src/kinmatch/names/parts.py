"""What a parsed name and a comparison of two names are: frozen data, no rules."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from kinmatch.script import Script

Sex = Literal["f", "m"]
NameKind = Literal["full", "single", "kunya"]
How = Literal["exact", "lexicon", "channel", "skeleton", "joined", "initial", "missing", "together"]


class Role(StrEnum):
    """What a word of a name tells. For unmarked words it is the likeliest reading, not a certainty."""

    GIVEN = "given"
    FATHER = "father"  # an unmarked second name, or one after bin/bint/qizi
    GRANDFATHER = "grandfather"
    SURNAME = "surname"
    PATRONYMIC = "patronymic"  # -ович/-овна; `stem` is the father's given name
    KUNYA = "kunya"
    FATHER_KUNYA = "father_kunya"
    NISBA = "nisba"
    TITLE = "title"
    PARTICLE = "particle"
    INITIAL = "initial"
    UNKNOWN = "unknown"


_COMPARED_AS = {Role.PATRONYMIC: Role.FATHER, Role.FATHER_KUNYA: Role.KUNYA}
_ALIGNED = (
    Role.GIVEN,
    Role.FATHER,
    Role.GRANDFATHER,
    Role.SURNAME,
    Role.PATRONYMIC,
    Role.KUNYA,
    Role.FATHER_KUNYA,
)
MAX_WORDS = 6  # words of one name that are compared; a longer name keeps its first ones


class Outcome(StrEnum):
    """What one comparison says; UNKNOWN is silence and weighs nothing."""

    AGREE = "agree"
    CLOSE = "close"
    DIFFER = "differ"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name, or a compound such as عبد الله taken as one.

    `norm` is the whole word in normal form; `stem` what is left without the ending of its role (Магомедовна:
    магомед, Алиева: али); `forms` the spellings to compare within the role (Алиева: алиев; el-X: X and elX).
    """

    text: str
    norm: str
    script: Script
    role: Role
    stem: str
    forms: tuple[str, ...]
    # What a comparison asks for again and again, worked out once.
    compared_as: Role = field(init=False, compare=False)  # a patronymic is the father's name
    is_marked: bool = field(init=False, compare=False)  # an ending shows the role
    any_role: tuple[str, ...] = field(init=False, compare=False)  # spellings for another role: Алиева is علي

    def __post_init__(self) -> None:
        is_patronymic = self.role is Role.PATRONYMIC
        marked = is_patronymic or (self.role is Role.SURNAME and self.stem != self.norm)
        wide = self.forms if self.stem in self.forms else (*self.forms, self.stem)
        object.__setattr__(self, "compared_as", _COMPARED_AS.get(self.role, self.role))
        object.__setattr__(self, "is_marked", marked)
        object.__setattr__(self, "any_role", wide)


@dataclass(frozen=True, slots=True)
class ParsedName:
    """One name as written, cut into words with roles, in the order written.

    `sex` is "f" or "m" where given or where an ending tells, else None. `husband` stands for «жена …», «زوجة …».
    `is_unknown` says that the writer had no name («не знает», «مجهول», «baby», «?»).
    """

    text: str
    tokens: tuple[Token, ...]
    sex: Sex | None = None
    is_unknown: bool = False
    husband: "ParsedName | None" = None
    notes: tuple[str, ...] = field(default=())
    words: tuple[Token, ...] = field(
        init=False, compare=False
    )  # what is aligned: no titles, origins, initials
    initials: tuple[Token, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", self.of(*_ALIGNED)[:MAX_WORDS])
        object.__setattr__(self, "initials", self.of(Role.INITIAL))

    def of(self, *roles: Role) -> tuple[Token, ...]:
        """Return the words in any of `roles`, in the order written."""
        return tuple(token for token in self.tokens if token.role in roles)


@dataclass(frozen=True, slots=True)
class NamePart:
    """What one pair of words says: `left` and `right` as written ("" where one side lacks it), `bits` of weight."""

    role: Role
    left: str
    right: str
    outcome: Outcome
    bits: float
    how: How


@dataclass(frozen=True, slots=True)
class NameComparison:
    """The evidence of two names: `bits` is the sum over `parts`, 0.0 where a name is unknown."""

    bits: float
    parts: tuple[NamePart, ...]

    @property
    def outcome(self) -> Outcome:
        """AGREE if some part agrees and no given name differs, DIFFER if it does; UNKNOWN if nothing was said."""
        spoken = [part for part in self.parts if part.outcome is not Outcome.UNKNOWN]
        if not spoken:
            return Outcome.UNKNOWN
        if self.bits < 0 or any(p.role is Role.GIVEN and p.outcome is Outcome.DIFFER for p in spoken):
            return Outcome.DIFFER
        given = [p.outcome for p in spoken if p.role is Role.GIVEN] or [p.outcome for p in spoken]
        return (
            Outcome.AGREE
            if Outcome.AGREE in given
            else Outcome.CLOSE
            if Outcome.CLOSE in given
            else Outcome.DIFFER
        )
