"""Read a name as people write it into words with roles.

The order of names is unknown until something shows it (DOMAIN 3.2): endings, particles and the lexicon show it
where they can; what stays unmarked is read given, father, grandfather, and the comparison doubts that reading.
"""

import re
from dataclasses import replace
from functools import lru_cache

from kinmatch.names import words as W
from kinmatch.names.cases import chechen_nominative, nominative
from kinmatch.names.endings import find_patronymic, find_surname, is_womans, without_gender
from kinmatch.names.joins import Word, cut_words, glued_kunya
from kinmatch.names.lexicon import find_names, sex_of
from kinmatch.names.notes import cut_notes, take_brackets, turn_at_comma
from kinmatch.names.parts import NameKind, ParsedName, Role, Sex, Token
from kinmatch.script import Script, normalise

MAX_LETTERS = 400  # a longer "name" is a paragraph in the wrong column; the rest of it is not compared
_ORDER = (Role.GIVEN, Role.FATHER, Role.GRANDFATHER, Role.SURNAME)


def parse_name(text: str, *, kind: NameKind = "full", sex: Sex | None = None) -> ParsedName:
    """Read `text` into words with roles; every text gives an answer, an empty one too.

    Args:
        text: as written, any script or mixture; brackets, titles and notes («погиб», «ум. 2011») may stand in it.
        kind: "single" for a field that tells of one relative (father, mother): a word alone is the given name,
            whatever it ends in, and a patronymic alone is the name it is made of; "kunya" for a field that holds
            a kunya with or without أم.
        sex: of the bearer, where the record tells it; otherwise endings may.
    """
    # A paragraph in the wrong column is read and forgotten: thousands of them would fill the memory.
    return _parse(text, kind, sex) if len(text) <= MAX_LETTERS else _parse.__wrapped__(text, kind, sex)


@lru_cache(maxsize=32768)
def _parse(text: str, kind: NameKind, sex: Sex | None) -> ParsedName:
    clean, notes = cut_notes(text[:MAX_LETTERS])
    body, inside = take_brackets(clean)
    body = turn_at_comma(body)
    norm = normalise(re.sub(r"[.,;?؟!]", " ", body))
    if not any(char.isalpha() for char in body) or any(
        norm.startswith(p) or p in norm for p in W.UNKNOWN_PHRASES
    ):
        return ParsedName(text=text, tokens=(), sex=sex, is_unknown=True)
    found = _Reading(sex)
    found.notes.extend(notes)
    found.read(cut_words(body), kind)
    for part in inside:
        found.read_inside(cut_words(part))
    return found.name(text)


class _Reading:
    """A name being read: words go in one after the other, tokens come out."""

    def __init__(self, sex: Sex | None) -> None:
        self.sex: Sex | None = sex
        self.tokens: list[Token] = []
        self.husband: list[Token] = []
        self.notes: list[str] = []
        self._wife = False
        self._nameless = False  # «бинт Али Хасан»: father and grandfather, no name of her own

    def read(self, words: list[Word], kind: NameKind) -> None:
        index = 0
        if kind == "kunya" and words and words[0].norm not in W.KUNYA_MOTHER | W.KUNYA_FATHER:
            self._add(words[0], Role.KUNYA)
            index = 1
        if kind == "single" and len(words) == 1 and self._read_alone(words[0]):
            return
        while index < len(words):
            index += self._read_one(words, index)
        self._settle()

    def _read_alone(self, word: Word) -> bool:
        """Read the only word of a relative's field; say whether it was one that names somebody."""
        if word.norm in W.NOTES | W.UNKNOWN | W.CHILD | W.NISBA or len(word.norm.rstrip(".")) < 2:
            return False
        father = None if find_names(word.norm) else find_patronymic(word.norm, word.script)
        self._add(Word(word.text, father or word.norm, word.script), Role.GIVEN)
        return True

    def read_inside(self, words: list[Word]) -> None:
        """Read what stood in brackets: a second family name, a kunya, another given name, or a note."""
        if words and all(word.norm in W.NOTES | W.CHILD for word in words):
            self.notes.extend(word.text for word in words)
            return
        before, self.tokens = self.tokens, []
        self.read(words, "full")
        self.tokens = before + self.tokens

    def _read_one(self, words: list[Word], index: int) -> int:
        word, rest = words[index], words[index + 1 :]
        norm = word.norm
        if norm in W.WIFE_OF and rest:
            self._wife, self.sex = True, self.sex or "f"
            return 1
        if norm in W.NOTES:
            self.notes.append(word.text)
            return 1
        if norm in W.KUNYA_MOTHER | W.KUNYA_FATHER and rest and not find_names(norm + rest[0].norm):
            return self._read_kunya(
                word, rest, after_son=bool(index) and words[index - 1].norm in W.SON_OF | W.DAUGHTER_OF
            )
        if norm in W.MOTHER_OF | W.FATHER_OF and rest:
            return self._read_kunya(word, rest, after_son=False)
        if norm in W.SON_OF | W.DAUGHTER_OF and len(words) > 1 and (index or norm not in W.GIVEN_IF_FIRST):
            return self._read_child_of(word, rest)
        if norm in W.CHILD_IN_WORDS and rest and nominative(rest[0].norm, rest[0].script) != rest[0].norm:
            return self._read_child_of(word, rest)
        if norm == normalise("по") and rest and rest[0].norm == normalise("мужу"):
            return 2
        if norm in W.UNKNOWN | W.CHILD or (norm in W.SON_OF | W.DAUGHTER_OF and len(words) == 1):
            if rest and rest[0].norm in W.OF:
                return 1 + self._read_child_of(word, rest[1:])
            return 1
        if taken := self._read_small(word, rest, len(words)):
            return taken
        if glued := glued_kunya(word):
            return self._read_kunya(*glued, after_son=False) - 1
        if any(t.role is Role.SURNAME and t.norm.endswith("геран") for t in self.tokens) and (
            father := chechen_nominative(norm)
        ):
            self._add(Word(word.text, father, word.script), Role.FATHER)
            return 1
        self._add(word, self._role(word, words))
        return 1

    def _read_small(self, word: Word, rest: list[Word], count: int) -> int:
        """Read an article, «из …» or a particle; return the words taken, 0 if it is none of them."""
        if word.norm in W.ARTICLES and rest:
            return self._read_article(rest[0], count)
        if word.norm in W.FROM and rest:
            self._add(rest[0], Role.NISBA)
            return 2
        if word.norm in W.PARTICLES:
            self._add(word, Role.PARTICLE)
            return 1
        return 0

    def _read_article(self, word: Word, count: int) -> int:
        """Read al-X: a family name, unless X is a listed given name or stands nearly alone."""
        plain = (
            not find_names(word.norm)
            and word.norm not in W.NISBA
            and not find_surname(word.norm, word.script)
        )
        if plain and count > 2 and word.norm not in W.ARTICLES:
            self._add(word, Role.SURNAME)
            return 2
        return 1

    def _read_kunya(self, word: Word, rest: list[Word], *, after_son: bool) -> int:
        skipped = int(rest[0].norm in W.ARTICLES | W.OF and len(rest) > 1)
        bearer = rest[skipped]
        bearer = Word(bearer.text, nominative(bearer.norm, bearer.script), bearer.script)
        whole = Word(f"{word.text} {bearer.text}", bearer.norm, bearer.script)
        role = Role.FATHER_KUNYA if after_son else Role.KUNYA
        if word.norm in W.KUNYA_MOTHER | W.MOTHER_OF and not after_son:
            self.sex = self.sex or "f"
        elif word.norm in W.KUNYA_FATHER | W.FATHER_OF and not after_son and not self._wife:
            self.sex = self.sex or "m"
        self._add(whole, role, forms=(bearer.norm, _joined_kunya(bearer)))
        return 2 + skipped

    def _read_child_of(self, word: Word, rest: list[Word]) -> int:
        daughter = word.norm in W.DAUGHTER_OF or word.norm.startswith("доч")
        if not any(t.role is Role.FATHER for t in self.tokens):
            self.sex = self.sex or ("f" if daughter else "m")
        if word.norm in W.FATHER_STANDS_BEFORE and self.tokens:
            last = self.tokens[-1]
            self.tokens[-1] = replace(last, role=Role.PATRONYMIC)
            return 1
        if not rest:
            return 1
        if rest[0].norm in W.KUNYA_FATHER | W.KUNYA_MOTHER:
            return 1
        self._nameless = self._nameless or not self.tokens
        fathers = sum(t.role in (Role.FATHER, Role.GRANDFATHER) for t in self.tokens)
        father = nominative(rest[0].norm, rest[0].script)
        self._add(Word(rest[0].text, father, rest[0].script), _ORDER[min(fathers + 1, 3)])
        return 2

    def _role(self, word: Word, words: list[Word]) -> Role:
        norm, script = word.norm, word.script
        if len(norm) == 1 or (word.text.endswith(".") and len(norm) <= 2):
            return Role.INITIAL
        if norm in W.NISBA and len(words) > 1:
            return Role.NISBA
        if norm in W.TITLES and self._other_given(word, words):
            return Role.TITLE
        if find_names(norm):
            return Role.UNKNOWN
        if find_patronymic(norm, script):
            return Role.PATRONYMIC
        if find_surname(norm, script):
            return Role.SURNAME
        # After given and father, al-X is the family name (طارق نجيب الهاشمي), as it is in the other scripts.
        if (
            script is Script.ARABIC
            and norm.startswith("ال")
            and len(norm) > 4
            and len(words) > 2
            and word is words[-1]
        ):
            return Role.UNKNOWN if find_names(norm[2:]) else Role.SURNAME
        return Role.UNKNOWN

    def _other_given(self, title: Word, words: list[Word]) -> bool:
        """Say whether a plain given name stays when the title is dropped: سيدة may be Седа, حاجي Гаджи."""
        return any(
            w is not title and w.norm not in W.TITLES | W.NISBA and not find_surname(w.norm, w.script)
            for w in words
        ) and (title is words[0] or title.script is not Script.ARABIC)

    def _add(self, word: Word, role: Role, forms: tuple[str, ...] = ()) -> None:
        if self._wife:
            word = Word(word.text, nominative(word.norm, word.script, sex="m"), word.script)
        token = make_token(word, role, forms)
        if role in (Role.SURNAME, Role.PATRONYMIC) and self.sex is None and is_womans(word.norm, word.script):
            self.sex = "f"
        (self.husband if self._wife else self.tokens).append(token)

    def _settle(self) -> None:
        """Give unmarked words the reading given, father, grandfather, after what is taken already."""
        for name in (self.tokens, self.husband):
            taken = {t.role for t in name} | ({Role.GIVEN} if self._nameless else set())
            free = [
                r for r in _ORDER if r not in taken and not (r is Role.FATHER and Role.PATRONYMIC in taken)
            ]
            for index, token in enumerate(name):
                if token.role is Role.UNKNOWN:
                    role = free.pop(0) if free else Role.SURNAME
                    name[index] = make_token(Word(token.text, token.norm, token.script), role, ())
                    if self.sex is None and role is Role.GIVEN and name is self.tokens:
                        self.sex = _sex_by_lexicon(token.norm)

    def name(self, text: str) -> ParsedName:
        husband = ParsedName(text=text, tokens=tuple(self.husband), sex="m") if self.husband else None
        tokens = tuple(self.tokens)
        unknown = not any(t.role not in (Role.TITLE, Role.PARTICLE, Role.NISBA) for t in tokens)
        return ParsedName(text, tokens, self.sex, unknown and husband is None, husband, tuple(self.notes))


def _joined_kunya(bearer: Word) -> str:
    """Return the kunya as one given name: Умуразият is written ام راضية too."""
    return {Script.ARABIC: "ام", Script.CYRILLIC: "уму", Script.LATIN: "umu"}.get(
        bearer.script, ""
    ) + bearer.norm


def _sex_by_lexicon(norm: str) -> Sex | None:
    sexes = {sex_of(name) for name in find_names(norm)}
    return sexes.pop() if len(sexes) == 1 else None


def make_token(word: Word, role: Role, forms: tuple[str, ...]) -> Token:
    """Return a token with the stem and forms that its role compares by."""
    norm, script = word.norm, word.script
    stem = norm
    if role is Role.PATRONYMIC:
        stem = find_patronymic(norm, script) or norm
        forms = forms or (stem,)
    elif role is Role.SURNAME:
        stem = find_surname(norm, script) or norm
        forms = forms or (without_gender(norm, script),)
        if stem == norm and script is Script.ARABIC and norm.startswith("ال") and len(norm) > 4:
            stem, forms = norm[2:], (norm[2:], norm)
    elif script is Script.ARABIC and norm.startswith("ال") and len(norm) > 4:
        forms = forms or (norm, norm[2:])
    return Token(word.text, norm, script, role, stem, forms or (norm,))
