"""Type dates the way relatives and clerks do, with what is understood of them in EDTF (ISO 8601-2)."""

from __future__ import annotations

from datetime import date, timedelta

from .chance import Random
from .model import TypedDate

MONTHS = ("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
          "ноябрь", "декабрь")  # fmt: skip
SEASONS = {21: "весна", 22: "лето", 23: "осень", 24: "зима"}
RAMADAN = {2015: "2015-06-18/2015-07-16", 2016: "2016-06-06/2016-07-05", 2017: "2017-05-27/2017-06-24"}
# Around these years of birth a vague date could turn a child into an adult, so they are typed exactly.
BORDER_YEARS = range(1998, 2004)


def years_word(number: int) -> str:
    """Give the Russian word for so many years: 1 год, 2 года, 5 лет."""
    if number % 10 == 1 and number % 100 != 11:
        return "год"
    if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
        return "года"
    return "лет"


def age_on(born: date, day: date) -> int:
    """Give full years of age on `day`."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def random_day(rng: Random, first: date, last: date) -> date:
    """Draw a day between both, inclusive; give `first` if the span is empty."""
    return first + timedelta(days=rng.randint(0, max(0, (last - first).days)))


def month_edtf(day: date) -> str:
    """Give year and month."""
    return f"{day.year}-{day.month:02d}"


def _exact(rng: Random, day: date) -> TypedDate:
    text = rng.choice(
        (f"{day:%d.%m.%Y}",) * 4
        + (f"{day.day}.{day.month}.{day.year}", f"{day:%d.%m.%y}", f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}")
    )
    return TypedDate(text, day.isoformat())


def _month(rng: Random, day: date) -> TypedDate:
    text = rng.choice((f"{MONTHS[day.month - 1]} {day.year}", f"{day:%m.%Y}"))
    return TypedDate(text, month_edtf(day))


def typed_age(age: int, day: date, when: str = "") -> TypedDate:
    """Type an age that held on `day`; `when` says so, as in «2 года (весна 2015)»."""
    text = f"{age} {years_word(age)}" + (f" ({when})" if when else "")
    return TypedDate(text, f"{day.year - age - 1}/{day.year - age}")


def typed_birth(rng: Random, born: date, asked_on: date, departed: date) -> TypedDate | None:
    """Type a birthday as a relative tells it on `asked_on`; give None where she does not know."""
    if born.year in BORDER_YEARS:
        return _exact(rng, born)
    roll = rng.random()
    if roll < 0.46:
        return _exact(rng, born)
    if roll < 0.60:
        return TypedDate(rng.choice((f"{born.year}", f"{born.year} г.р.", f"{born.year} г.")), f"{born.year}")
    if roll < 0.72:
        return _month(rng, born)
    if roll < 0.78:
        return TypedDate(rng.choice((f"ок. {born.year}", f"примерно {born.year}")), f"{born.year}~")
    if roll < 0.87 and age_on(born, asked_on) >= 1:
        return typed_age(age_on(born, asked_on), asked_on)
    if roll < 0.94 and age_on(born, departed) >= 1:
        season = 20 + departed.month // 3 if departed.month >= 3 else 24
        return typed_age(age_on(born, departed), departed, f"{SEASONS[season]} {departed.year}")
    if roll < 0.96 and born.year < asked_on.year - 2:
        return TypedDate(f"{born.year - 1}-{born.year} г.р.", f"{born.year - 1}/{born.year}")
    return None


def typed_news(rng: Random, day: date) -> TypedDate:
    """Type the day of last news, mostly vague."""
    roll = rng.random()
    if roll < 0.2:
        return _exact(rng, day)
    if roll < 0.55:
        return _month(rng, day)
    if roll < 0.7 and day.month % 12 >= 3:
        season = 20 + day.month // 3
        return TypedDate(f"{SEASONS[season]} {day.year}", f"{day.year}-{season}")
    if roll < 0.76 and day.month in (5, 6, 7) and day.year in RAMADAN:
        return TypedDate(f"Рамадан {day.year}", RAMADAN[day.year])
    if roll < 0.88:
        return TypedDate(f"ок. {day:%m.%Y}", f"{month_edtf(day)}~")
    return TypedDate(f"{day.year}", f"{day.year}")
