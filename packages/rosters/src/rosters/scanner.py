"""One walk over the labelled words of a message: each goes to a name, a place, a time, a child or nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field

from .chat import AMBIGUOUS_MONTHS, Token

_NAMED = ("word", "kunya", "nisba", "particle")
_COUNTS = {"dv": 2, "two": 2, "tr": 3, "th": 3, "chet": 4, "fo": 4, "pi": 5, "fi": 5, "shest": 6, "od": 1}
_MOST_ORIGIN = 3
_SITES = frozenset({"camp", "prison", "lager", "lagere", "tiurme", "gorode", "priiute"})
_OLDEST_CHILD = 17


@dataclass(slots=True)
class Person:
    """Somebody being put together word by word."""

    words: list[Token] = field(default_factory=list)
    aside: list[Token] = field(default_factory=list)  # in brackets
    origin: list[Token] = field(default_factory=list)
    age: str = ""
    birth: str = ""

    @property
    def is_named(self) -> bool:
        """Whether there is a word by which to call her."""
        return bool(self.words or self.aside)


@dataclass(slots=True)
class Reading:
    """What a message said so far; `signs` are kinds of evidence that it speaks of a person."""

    adults: list[Person] = field(default_factory=lambda: [Person()])
    children: list[Person] = field(default_factory=list)
    count: int | None = None
    with_text: str = ""
    places: list[str] = field(default_factory=list)
    whens: list[str] = field(default_factory=list)
    signs: set[str] = field(default_factory=set)  # labels that speak for a person
    stops: int = 0
    is_female: bool = False


class Scanner:
    """Walks over the labelled words once and puts each where it belongs."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.reading = Reading()
        self.place_for_words = "adult"  # where bare words go: adult, origin, child, aside
        self.chunk_starts = True  # the next bare word begins a new item of an enumeration

    def run(self) -> Reading:
        """Walk to the end and return what was said."""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            step = getattr(self, f"_on_{token.label}", self._on_filler)
            self.at += step(token)
        return self.reading

    def _peek(self, ahead: int = 1) -> Token:
        at = self.at + ahead
        return self.tokens[at] if 0 <= at < len(self.tokens) else Token("", "", "end")

    @property
    def _adult(self) -> Person:
        return self.reading.adults[-1]

    def _says(self, sign: str) -> int:
        self.reading.signs.add(sign)
        return 1

    def _settle(self) -> None:
        """Let following words belong to nobody's origin or children any more."""
        self.place_for_words = "adult"
        self.chunk_starts = True

    # words that only speak for a person being named

    def _on_seen(self, token: Token) -> int:
        self._settle()
        return self._says("seen")

    def _on_look(self, token: Token) -> int:
        return self._says("look")

    def _on_told(self, token: Token) -> int:
        return self._says("told")

    def _on_know(self, token: Token) -> int:
        return self._says("know")

    def _on_fate(self, token: Token) -> int:
        self.reading.is_female |= token.key.endswith("la")
        self._settle()
        return self._says("fate")

    def _on_alive(self, token: Token) -> int:
        self.reading.is_female |= token.key.startswith("zhiva")
        self._settle()
        return self._says("alive")

    def _on_exists(self, token: Token) -> int:
        self._settle()
        return 1

    def _on_filler(self, token: Token) -> int:
        self.reading.is_female |= token.key in ("ona", "bila", "she")
        if token.key in ("bila", "bil", "bili", "was", "ona", "on"):
            self._settle()
        return 1

    def _on_stop(self, token: Token) -> int:
        self.reading.stops += 1
        return 1

    # where and when

    def _on_place(self, token: Token) -> int:
        before = self._peek(-1)
        if before.label == "from":  # "из Мосула" is where she comes from
            self._adult.origin.append(token)
            return self._says("from")
        self.reading.places.append(token.text)
        self._settle()
        return self._says("place")

    def _on_prep(self, token: Token) -> int:
        first = 1 if self._peek().key in _SITES and self._peek(2).label == "word" else 0
        size = first
        while self._peek(1 + size).label in ("word", "particle") and size < first + 2:
            size += 1
        following = self._peek(1 + size).label
        if size and following != "month" and self._peek().key.replace("-", "") != "":
            self.reading.places.append(" ".join(self._peek(1 + i).text for i in range(size)))
            self._settle()
            self._says("place")
            return 1 + size
        return 1

    def _on_pod(self, token: Token) -> int:
        if self._peek().label in ("place", "word"):
            self.reading.places.append(f"{token.text} {self._peek().text}")
            self._settle()
            self._says("place")
            return 2
        return 1

    def _on_month(self, token: Token) -> int:
        dated = self._peek(-1).label in ("prep", "digits") or self._peek().label == "digits"
        if token.key in AMBIGUOUS_MONTHS and not dated:
            return self._on_word(token)
        year = self._peek() if self._peek().label == "digits" and len(self._peek().text) in (2, 4) else None
        self.reading.whens.append(f"{token.text} {year.text}" if year else token.text)
        self._settle()
        self._says("when")
        return 2 if year else 1

    def _on_season(self, token: Token) -> int:
        year = self._peek() if self._peek().label == "digits" and len(self._peek().text) == 4 else None
        self.reading.whens.append(f"{token.text} {year.text}" if year else token.text)
        self._settle()
        self._says("when")
        return 2 if year else 1

    def _on_date(self, token: Token) -> int:
        self.reading.whens.append(token.text)
        self._settle()
        return self._says("when")

    # numbers

    def _on_age(self, token: Token) -> int:
        return self._set_age(token.text, 1)

    def _on_digits(self, token: Token) -> int:
        unit = self._peek()
        if len(token.text) == 4 and unit.label != "unit" and self._peek().label != "born":
            self.reading.whens.append(token.text)
            return self._says("when")
        if unit.label == "born" or (unit.label == "unit" and len(token.text) == 4):
            self._someone().birth = f"{token.text} {unit.text}"
            self._says("age")
            return 2
        if unit.label == "unit":
            return self._set_age(f"{token.text} {unit.text}", 2)
        if unit.label in ("with_many", "deti", "with_one"):
            return self._with_children(f"{token.text} {unit.text}", int(token.text), 2)
        named_child = self.place_for_words == "child" and self.reading.children
        if named_child and unit.label in ("sign", "end") and int(token.text) <= _OLDEST_CHILD:
            return self._set_age(token.text, 1)
        return 1

    def _set_age(self, text: str, size: int) -> int:
        person = self._someone()
        person.age = person.age or text
        self._says("age")
        if self.place_for_words == "origin":
            self.place_for_words = "adult"
        return size

    def _someone(self) -> Person:
        if self.place_for_words == "child" and self.reading.children:
            return self.reading.children[-1]
        return self._adult

    # children

    def _on_with(self, token: Token) -> int:
        after, later = self._peek(), self._peek(2)
        if after.label in ("with_one", "with_many"):
            count = 1 if after.label == "with_one" else None
            return self._with_children(f"{token.text} {after.text}", count, 2)
        if after.label in ("digits", "number") and later.label in ("with_one", "with_many", "deti"):
            text = f"{token.text} {after.text} {later.text}"
            return self._with_children(text, _number(after), 3)
        if after.label in ("word", "place") and self._adult.is_named and self.place_for_words != "child":
            return self._on_from(token)
        return 1

    def _on_number(self, token: Token) -> int:
        if self._peek().label in ("with_many", "deti", "with_one"):
            return self._with_children(f"{token.text} {self._peek().text}", _number(token), 2)
        return 1

    def _with_children(self, text: str, count: int | None, size: int) -> int:
        self.reading.with_text = self.reading.with_text or text
        self.reading.count = self.reading.count or count
        self.reading.is_female = True
        self._says("children")
        self.place_for_words, self.chunk_starts = "child", True
        return size

    def _on_deti(self, token: Token) -> int:
        self.place_for_words, self.chunk_starts = "child", True
        self.reading.is_female = True
        return self._says("children")

    def _on_child(self, token: Token) -> int:
        if not self._adult.is_named:
            return 1
        return self._on_deti(token)

    def _on_with_many(self, token: Token) -> int:
        return 1

    _on_with_one = _on_with_many

    # names

    def _on_from(self, token: Token) -> int:
        if self._peek().label in _NAMED or self._peek().label == "place":
            self.place_for_words = "origin"
            return self._says("from")
        return 1

    def _on_word(self, token: Token) -> int:
        if token.key in ("i", "a") and len(token.text) == 1:  # "and"
            self.chunk_starts = True
            return 1
        if self.place_for_words == "aside":
            self._adult.aside.append(token)
        elif self.place_for_words == "origin":
            if len(self._adult.origin) < _MOST_ORIGIN:
                self._adult.origin.append(token)
        elif self.place_for_words == "child":
            if self.chunk_starts or not self.reading.children:
                self.reading.children.append(Person())
            self.reading.children[-1].words.append(token)
        else:
            self._name_adult(token)
        self.chunk_starts = False
        return 1

    _on_kunya = _on_nisba = _on_particle = _on_word

    def _name_adult(self, token: Token) -> None:
        """Begin a new person, or a place, where a comma or "and" set words off from the name before."""
        if self.chunk_starts and self._adult.is_named:
            chunk = self._chunk()
            said = self._peek(-1)
            if len(chunk) == 1 and token.label == "word" and said.text == "," and not self.reading.places:
                self.reading.places.append(token.text)
                self.reading.signs.add("place")
                return
            self.reading.adults.append(Person())
        self._adult.words.append(token)

    def _chunk(self) -> list[Token]:
        size = 0
        while self._peek(size).label in _NAMED and self._peek(size).key not in ("i",):
            size += 1
        return self.tokens[self.at : self.at + size]

    def _on_sign(self, token: Token) -> int:
        if token.text == "(" and self.place_for_words == "adult":
            self.place_for_words = "aside"
        elif token.text == ")" and self.place_for_words == "aside":
            self.place_for_words = "adult"
        elif token.text in ".?!;" or (token.text == "," and self.place_for_words == "origin"):
            self._settle()
        elif token.text in ",:-–—/+&":
            self.chunk_starts = True
        return 1


def _number(token: Token) -> int | None:
    if token.text.isdigit():
        return int(token.text)
    return next((n for start, n in _COUNTS.items() if token.key.startswith(start)), None)
