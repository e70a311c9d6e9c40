"""Build the whole world: the stories, those who came home, and ordinary families up to exactly 1,521 missing."""

from __future__ import annotations

from datetime import date, timedelta

from . import counting
from .asking import Asking, make_request
from .chance import Random
from .dates import random_day
from .happenings import BY_FAMILY, proceedings_abroad, settle, tell_family
from .homecomings import homecomings
from .making import Household, Maker, keep_family, make_household
from .model import Request, World
from .stories import tell_stories

AS_OF = date(2018, 5, 30)
MISSING = 1521
# The paper gives only the sum. The split is an ASSUMPTION, after the later ratio of 700 women to 1,100 children.
MISSING_WOMEN, MISSING_CHILDREN = 592, 929
RETURNED_WOMEN, RETURNED_CHILDREN = 24, 74
LIFE_SENTENCES, AWAITING_SENTENCE = 21, 42
DUPLICATES, MEN_ASKED_AGAIN = 30, 6
SHAPES = {(1, 0): 16, (1, 1): 24, (1, 2): 24, (1, 3): 13, (1, 4): 6, (1, 5): 2, (2, 1): 2, (2, 2): 4, (2, 3): 3,
          (2, 5): 2, (0, 1): 3, (0, 2): 3, (0, 3): 1}  # fmt: skip
AGAIN = {"her_mother": "his_mother", "his_mother": "her_sister", "her_sister": "her_mother",
         "her_father": "her_sister", "her_brother": "his_sister", "his_sister": "her_mother",
         "his_brother": "her_mother", "the_mother": "his_mother"}  # fmt: skip


def build_world(rng: Random) -> World:
    """Build the world from this generator; the same state of `rng` gives the same world."""
    mk = Maker(rng, AS_OF)
    told = tell_stories(mk)
    homecomings(mk)
    _ordinary_families(mk)
    proceedings_abroad(mk, told.awaiting, LIFE_SENTENCES, AWAITING_SENTENCE)
    return _freeze(mk)


def _freeze(mk: Maker) -> World:
    return World(mk.as_of, tuple(mk.people), tuple(mk.families), tuple(mk.requests), tuple(mk.events),
                 tuple(mk.clues), tuple(mk.movements), tuple(mk.stays))  # fmt: skip


def _shapes(rng: Random, women: int, children: int) -> list[tuple[int, int]]:
    """Draw family sizes that add up to exactly so many women and children."""
    drawn: list[tuple[int, int]] = []
    while women or children:
        w, c = rng.choices(list(SHAPES), list(SHAPES.values()))[0]
        if not children:
            w, c = min(w, women) or 1, 0
        elif not women:
            number = rng.randrange(len(drawn))
            if drawn[number][1] < 5 and drawn[number][0]:
                drawn[number] = (drawn[number][0], drawn[number][1] + 1)
                children -= 1
            continue
        else:
            w, c = min(w, women), min(c, children)
        drawn.append((w, c))
        women, children = women - w, children - c
    return drawn


def _ordinary_families(mk: Maker) -> None:
    """Make families, their requests, what happened to them and where they are, until the counts stand."""
    so_far = counting.still_missing(_freeze(mk), mk.as_of)
    shapes = _shapes(mk.rng, MISSING_WOMEN - so_far.women, MISSING_CHILDREN - so_far.children)
    first: list[tuple[Household, Request, str]] = []
    for women, children in shapes:
        house = make_household(mk, women, children)
        keep_family(mk, house)
        kind = _enquirer_kind(mk.rng, house)
        with_man = house.man is not None and mk.rng.random() < (0.12 if not women else 0.46)
        people = (*house.women, *house.children, *((house.man,) if with_man and house.man else ()))
        newest = max(p.born for p in people) + timedelta(days=60)
        first_day = max(house.departed + timedelta(days=150), newest, date(2015, 9, 1))
        opened = random_day(mk.rng, first_day, date(2018, 5, 20))
        if mk.rng.random() < 0.6:
            opened = max(opened, random_day(mk.rng, date(2017, 3, 1), date(2018, 5, 20)))
        request = make_request(mk, house, Asking(kind, opened, people))
        tell_family(mk, house, request, people)
        settle(mk, house, request, people)
        first.append((house, request, kind))
    _ask_again(mk, first)


def _enquirer_kind(rng: Random, house: Household) -> str:
    """Draw who asks; for co-wives only the husband's kin, for children alone never the woman's."""
    if not house.women:
        return rng.choices(("his_mother", "his_sister", "the_mother"), (5, 2, 3))[0]
    if house.co_wives:
        return rng.choices(("his_mother", "his_brother", "his_sister"), (6, 2, 2))[0]
    return rng.choices(("her_mother", "her_father", "her_sister", "her_brother", "his_mother", "his_sister"),
                       (48, 9, 12, 7, 20, 4))[0]  # fmt: skip


def _ask_again(mk: Maker, first: list[tuple[Household, Request, str]]) -> None:
    """Let a second relative ask for some families, and for a few men alone, not yet noticed as the same."""
    rng = mk.rng
    early = [f for f in first if f[1].opened_on < date(2018, 3, 1) and f[0].women]
    chosen = rng.sample(early, DUPLICATES + MEN_ASKED_AGAIN * 4)
    for house, request, kind in chosen[:DUPLICATES]:
        people = [p for p in (*house.women, *house.children) if p in house.women or rng.random() < 0.85]
        on = random_day(rng, request.opened_on + timedelta(days=15), date(2018, 5, 22))
        again = make_request(mk, house, Asking(AGAIN[kind], on, tuple(people), True, request.ref))
        if news := again.last_news:
            mk.event("last_news", news.on.edtf, tuple(p.ref for p in people), news.place, BY_FAMILY, on,
                     words=news.words, request=again.ref)  # fmt: skip
    left = MEN_ASKED_AGAIN
    for house, request, _kind in chosen[DUPLICATES:]:
        asked = {line.person for line in request.sought}
        if left and house.man and house.man.ref in asked:
            on = random_day(rng, request.opened_on + timedelta(days=15), date(2018, 5, 22))
            again = make_request(mk, house, Asking("his_brother", on, (house.man,), True, request.ref))
            values = {f: getattr(again, f) for f in again.__slots__}
            mk.requests[-1] = type(again)(**{**values, "resolved": False})
            left -= 1
