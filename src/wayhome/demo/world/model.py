"""What the invented world is made of: plain frozen values, with every date given and no clock.

Two layers are kept apart. *Truth* (`Person`, `Family`, `Kin`, `Stay`) is what the inventor knows and nobody in
the demo does; the loader uses it only to know which records belong together. *Statements* (`Request`,
`SoughtPerson`, `Event`, `Clue`, and the list rows of `listing`) are what somebody said, as typed; they become
records, events and clues of the application. References are short strings: families `f001`, people `p0001`,
enquirers `e001`, requests `r001` (line `r001-2`), events `v0001`, clues `c01`, facilities and lists by slug.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .names import Forms, Place


@dataclass(frozen=True, slots=True)
class TypedDate:
    """Keep a date as somebody typed it beside what is understood of it (`edtf`, "" if nothing)."""

    text: str
    edtf: str


@dataclass(frozen=True, slots=True)
class Name:
    """Keep one name as said.

    `kind` is one of `full`, `given`, `kunya`, `convert`, `home` (what the family calls her), `maiden`,
    `married_in_zone`, `latin` (as in her foreign passport); `script` is `cyrl`, `arab` or `latn`.
    """

    text: str
    kind: str
    script: str
    language: str


@dataclass(frozen=True, slots=True)
class Person:
    """Know the truth about one person; `sex` is `f` or `m`, `born` her true birthday.

    `surname` is the one she carries, in her sex; `maiden` her own family's where it differs.
    `kunya` is the whole kunya (Умм …, أم …, Umm …), `convert` the name taken with a new faith.
    """

    ref: str
    family: str
    sex: str
    born: date
    origin: str
    home: Place
    given: Forms
    father: Forms | None
    grandfather: Forms | None
    surname: Forms
    maiden: Forms | None = None
    mother: str | None = None
    mother_given: Forms | None = None
    husband: str | None = None
    kunya: Forms | None = None
    convert: Forms | None = None
    marks: str = ""

    def kind_on(self, day: date) -> str:
        """Tell `child` (counted by the year of birth, as only that stands in clear), `woman` or `man`."""
        if day.year - self.born.year < 18:
            return "child"
        return "woman" if self.sex == "f" else "man"


@dataclass(frozen=True, slots=True)
class Kin:
    """Say that `person` is the `code` (codelist relationship) of `of`."""

    person: str
    of: str
    code: str


@dataclass(frozen=True, slots=True)
class Stay:
    """Know where a person really is: `facility` slug and since when. Nobody in the demo was told this."""

    person: str
    facility: str
    since: date


@dataclass(frozen=True, slots=True)
class Family:
    """Hold together people who belonged together; `story` names the told story, "" for all others."""

    ref: str
    story: str
    members: tuple[str, ...]
    kin: tuple[Kin, ...]
    departed: date
    home: Place


@dataclass(frozen=True, slots=True)
class Enquirer:
    """Know the relative who asks. Phones begin with the unassigned code +7 000 and can ring nowhere."""

    ref: str
    sex: str
    name: str
    language: str
    interpreter: bool
    phone: str
    region: Place
    safe_to_call: str


@dataclass(frozen=True, slots=True)
class SoughtPerson:
    """Keep one line of a request as typed; `person` is the truth that the reviewers have to find.

    `relation` is what the enquirer is to her (codelist relationship), `relation_text` what she is to the
    enquirer, in the enquirer's word. `who` is `woman`, `man` or `child` as said. The first of `names` is
    the name as asked for; the texts may be empty, or «не знает» where the enquirer was asked and did not know.
    """

    ref: str
    person: str
    names: tuple[Name, ...]
    sex: str
    who: str
    birth: TypedDate | None
    father: str
    grandfather: str
    mother: str
    husband: str
    relation: str
    relation_text: str
    origin: str
    marks: str


@dataclass(frozen=True, slots=True)
class LastNews:
    """Keep when, where and by what means the family last heard; `means` may be empty, `words` too."""

    on: TypedDate
    place: Place | None
    place_text: str
    means: str
    words: str


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """Keep the enquirer's answer for one purpose (codelist consent_purpose)."""

    purpose: str
    given: bool
    on: date


@dataclass(frozen=True, slots=True)
class Request:
    """Keep one tracing request; `travelled` are the lines who left together.

    `duplicate_of` names the earlier request about the same family by another relative. `resolved` says
    whether two people have already found that out by the as-of date (all but those about a man alone).
    """

    ref: str
    family: str
    opened_on: date
    enquirer: Enquirer
    taken_by: str
    team: str
    language: str
    sought: tuple[SoughtPerson, ...]
    travelled: tuple[str, ...]
    last_news: LastNews | None
    consents: tuple[ConsentGiven, ...]
    urgency: str
    urgency_reason: str
    believes: str = ""
    duplicate_of: str | None = None
    resolved: bool = True


@dataclass(frozen=True, slots=True)
class Said:
    """Grade a source: codelist source_type, source_reliability and info_credibility."""

    kind: str
    reliability: str
    credibility: str


@dataclass(frozen=True, slots=True)
class Event:
    """Record that something happened: to whom, when (EDTF), where, who says so, when we learnt it.

    `kind` is generic: born, departed, last_news, surrendered, captured, separated, moved, returned,
    left_behind, death_reported, detained_at_home, proceeding_abroad, proceeding_home; the last two carry
    a code of legal_stage_iraq or legal_stage_home in `detail`. `request` is the request that told it, if one did.
    """

    ref: str
    kind: str
    on: str
    people: tuple[str, ...]
    country: str
    governorate: str
    place: Place | None
    said: Said
    learnt_at: date
    detail: str = ""
    words: str = ""
    request: str | None = None
    movement: str = ""


@dataclass(frozen=True, slots=True)
class Clue:
    """Keep one sighting or message with its exact words and how it came; `media` describes a recording."""

    ref: str
    received_on: date
    seen: TypedDate
    people: tuple[str, ...]
    place: Place | None
    said: Said
    how_known: str
    words: str
    language: str
    english: str
    media: str = ""
    do_not_call_back: bool = False
    paid_request: bool = False


@dataclass(frozen=True, slots=True)
class Movement:
    """Know one journey home and how many women and children it brought."""

    ref: str
    on: date
    country: str
    governorate: str
    to: Place
    women: int
    children: int


@dataclass(frozen=True, slots=True)
class World:
    """Hold the whole invented world as it stands on `as_of`; people are in the order of their refs."""

    as_of: date
    people: tuple[Person, ...]
    families: tuple[Family, ...]
    requests: tuple[Request, ...]
    events: tuple[Event, ...]
    clues: tuple[Clue, ...]
    movements: tuple[Movement, ...]
    stays: tuple[Stay, ...]

    def person(self, ref: str) -> Person:
        """Give the person with this reference; raise `LookupError` for an unknown one."""
        found = self.people[int(ref[1:]) - 1]
        if found.ref != ref:
            raise LookupError(ref)
        return found

    def story(self, name: str) -> Family:
        """Give the family of a told story; raise `LookupError` for an unknown one."""
        for family in self.families:
            if family.story == name:
                return family
        raise LookupError(name)
