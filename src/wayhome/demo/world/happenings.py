"""Say what happened to an ordinary family, as its relatives and others tell it, and where it really is."""

from __future__ import annotations

from datetime import date, timedelta

from . import names
from .dates import month_edtf, random_day
from .making import Household, Maker
from .model import Person, Request, Said, Stay
from .names import Place

BY_FAMILY = Said("family_call", "B", "3")
BY_CONSULATE = Said("consulate_mfa", "B", "2")
BY_COURT = Said("court", "B", "2")
BY_CELLMATE = Said("fellow_detainee", "C", "3")
BAGHDAD = Place("Багдад", "بغداد", "Baghdad", "IQ", "IQ-BG")
FOUND_SHARE = 0.46


def tell_family(mk: Maker, house: Household, request: Request, people: tuple[Person, ...]) -> None:
    """Keep the events that the request tells: departure, births in the zone, last news, a reported death."""
    learnt, rng = request.opened_on, mk.rng
    left = tuple(p.ref for p in people if p.born < house.departed)
    if left:
        mk.event("departed", month_edtf(house.departed), left, house.home, BY_FAMILY, learnt,
                 request=request.ref)  # fmt: skip
    news = request.last_news
    where = news.place if news else None
    for person in people:
        if person.born >= house.departed:
            place = where if where and where.country in ("SY", "IQ") else None
            mk.event("born", f"{person.born.year}", (person.ref,), place, BY_FAMILY, learnt,
                     request=request.ref)  # fmt: skip
    if news:
        mk.event("last_news", news.on.edtf, tuple(p.ref for p in people), where, BY_FAMILY, learnt,
                 words=news.words, request=request.ref)  # fmt: skip
    for person in people:
        if rng.random() < (0.2 if person.kind_on(mk.as_of) == "man" else 0.006):
            on = f"{rng.choice((2016, 2017))}"
            mk.event("death_reported", on, (person.ref,), where, Said("family_call", "C", "4"), learnt,
                     request=request.ref)  # fmt: skip


def settle(mk: Maker, house: Household, request: Request, people: tuple[Person, ...]) -> None:
    """Decide where the family really is: for a share of them a place whose list we hold, else nowhere."""
    rng = mk.rng
    news = request.last_news
    if rng.random() > FOUND_SHARE:
        return
    country = news.place.country if news and news.place else rng.choice(("IQ", "SY"))
    if country == "IQ":
        _settle_in_iraq(mk, people)
        return
    camp = rng.choice(("hasaka_camp_annex", "hasaka_camp_annex", "north_camp"))
    since = random_day(rng, date(2017, 9, 1), date(2018, 2, 20))
    for person in people:
        if person.kind_on(mk.as_of) == "man":
            continue
        alone = person.kind_on(mk.as_of) == "child" and rng.random() < 0.06
        place = "baghdad_children_home" if alone else camp
        mk.stays.append(Stay(person.ref, place, since))


def _settle_in_iraq(mk: Maker, people: tuple[Person, ...]) -> None:
    """Place women and their smallest children in the prison, a third of the children in the home."""
    rng = mk.rng
    since = random_day(rng, date(2017, 8, 25), date(2018, 1, 20))
    adults = [p for p in people if p.kind_on(mk.as_of) == "woman"]
    for person in people:
        kind = person.kind_on(mk.as_of)
        if kind == "woman":
            mk.stays.append(Stay(person.ref, "baghdad_women_prison", since))
        elif kind == "child":
            home = not adults or rng.random() < 0.42
            mk.stays.append(
                Stay(person.ref, "baghdad_children_home" if home else "baghdad_women_prison", since)
            )
        elif rng.random() < 0.08:
            mk.stays.append(Stay(person.ref, "baghdad_men_prison", since))
    held = tuple(p.ref for p in people if p.kind_on(mk.as_of) != "man")
    if adults and rng.random() < 0.4:
        learnt = random_day(rng, since + timedelta(days=20), date(2018, 5, 20))
        place = rng.choice((names.zone_place("Мосул"), names.zone_place("Тель-Афар")))
        kind = rng.choice(("surrendered", "captured"))
        mk.event(kind, month_edtf(since), held, place, BY_CELLMATE, learnt)
        mk.event("moved", month_edtf(since + timedelta(days=35)), held, BAGHDAD, BY_CELLMATE, learnt)


def proceedings_abroad(mk: Maker, first: tuple[str, ...], life: int, awaiting: int) -> None:
    """Open proceedings in Baghdad: `life` women sentenced in April 2018, `awaiting` more; `first` await."""
    rng = mk.rng
    sought = {line.person for request in mk.requests for line in request.sought}
    held = [s.person for s in mk.stays if s.facility == "baghdad_women_prison" and s.person in sought]
    women = [ref for ref in held if mk.people[int(ref[1:]) - 1].kind_on(mk.as_of) == "woman"]
    chosen = rng.sample([ref for ref in women if ref not in first], life + awaiting - len(first))
    for number, ref in enumerate(chosen):
        if number < life:
            on = date(2018, 4, (2, 3, 9, 15, 17, 22, 29)[number % 7])
            mk.event("proceeding_abroad", on.isoformat(), (ref,), BAGHDAD, BY_COURT, on + timedelta(days=2),
                     detail="sentenced_life")  # fmt: skip
    for ref in (*first, *chosen[life:]):
        stage = rng.choice(("referred", "hearing_set", "investigation", "adjourned"))
        on = random_day(rng, date(2018, 2, 20), date(2018, 5, 18))
        mk.event("proceeding_abroad", on.isoformat(), (ref,), BAGHDAD, BY_CONSULATE,
                 on + timedelta(days=rng.randint(1, 9)), detail=stage)  # fmt: skip
