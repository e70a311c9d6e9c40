"""Codes of records and events as words and sentences."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kinmatch import DateSpan
from kinmatch.record import DateKind

NAME_KINDS = {
    "full": _("as a full name"),
    "given": _("as a given name"),
    "surname": _("as a surname"),
    "maiden": _("as her name before marriage"),
    "married": _("by the husband's name"),
    "patronymic": _("as a patronymic"),
    "kunya": _("as a kunya"),
    "nisba": _("by place of origin"),
    "nickname": _("as a home name"),
    "convert": _("as a name taken later"),
    "alias": _("as another name"),
}

FACTS = {
    "birth": _("Birth"),
    "father": _("Father"),
    "grandfather": _("Father's father"),
    "mother": _("Mother"),
    "husband": _("Husband"),
    "children": _("Children with her or him"),
    "origin": _("Comes from"),
    "nationality": _("Nationality as said"),
    "marks": _("Distinguishing marks"),
    "identifiers": _("Numbers on papers"),
    "place": _("Where"),
    "last_news": _("Last news"),
}

FRESHNESS = {
    "fresh": _("Less than 90 days old."),
    "stale": _("Older than 90 days: ask again before relying on it, since people are moved."),
    "none": _("Nobody has said where this person is."),
}


def birth_words(span: DateSpan | None) -> str:
    """Say in the reader's language how a birth was understood; empty where it was not."""
    if span is None:
        return ""
    if span.kind in (DateKind.PLACEHOLDER, DateKind.YEAR) and span.earliest.year == span.latest.year:
        return gettext("some time in %(year)d") % {"year": span.earliest.year}
    if span.earliest == span.latest:
        return gettext("exact date: %(day)s") % {"day": day_words(span.earliest)}
    return span_words(span.earliest, span.latest)


def day_words(day: date) -> str:
    """Return a day in the reader's language."""
    return date_format(day, "j E Y")


def span_words(earliest: date | None, latest: date | None) -> str:
    """Say an event's date as understood."""
    if earliest is None or latest is None:
        return gettext("date not known")
    if earliest == latest:
        return day_words(earliest)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return month_words(earliest)
    if earliest.year == latest.year and (earliest.month, latest.month) == (1, 12):
        return str(earliest.year)
    # Month names are declined after "from" and "between" in Russian; a dash asks for no case.
    return gettext("%(first)s – %(last)s") % {"first": month_words(earliest), "last": month_words(latest)}


def month_words(day: date) -> str:
    """Return a month and its year in the reader's language, as it stands inside a sentence."""
    words = date_format(day, "F Y")
    return words.lower() if get_language() == "ru" else words


def age_words(days: int) -> str:
    """Say how old news is."""
    if days < 60:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    months = days // 30
    if months < 24:
        return ngettext("%(n)d month ago", "%(n)d months ago", months) % {"n": months}
    years = days // 365
    return ngettext("%(n)d year ago", "%(n)d years ago", years) % {"n": years}
