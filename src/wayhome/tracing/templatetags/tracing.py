"""What a request says, as lines of label and text for its page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from wayhome.people.identity import Contact, Whereabouts
from wayhome.people.models import Sex
from wayhome.tracing import texts
from wayhome.tracing.models import TracingRequest
from wayhome.tracing.queries import Said

register = template.Library()

Line = dict[str, Any]


@register.filter
def paper_sentence(code: str) -> str:
    """Return a sentence of the paper, in the language that is active."""
    return str(texts.PAPER[code])


@register.filter
def as_said(said: Said, on: date) -> list[Line]:
    """Return what was said of one sought person: label, text as typed, how a date was understood."""
    identity = said.identity
    lines = [_line(str(texts.NAME_KINDS.get(name.kind, name.kind)), name.text) for name in identity.names]
    lines.append(_word(_("Sex"), str(Sex(said.place.record.sex).label)))
    if identity.relation:
        lines.append(
            _word(_("To the enquirer"), str(texts.RELATIONS.get(identity.relation, identity.relation)))
        )
    for name, label in (
        ("birth", _("When born")), ("father", _("Father’s name")), ("grandfather", _("Name of the father’s father")),
        ("mother", _("Mother’s name")), ("husband", _("Husband’s name")), ("origin", _("Where from")),
        ("marks", _("Marks")),
    ):  # fmt: skip
        text = getattr(identity, name)
        if text:
            lines.append(_line(label, text, texts.understood(text, on=on) if name == "birth" else ""))
        elif name in identity.unknown:
            lines.append(_word(label, _("Does not know")))
    lines += [_line(_("Number of a paper"), one.number) for one in identity.identifiers]
    if identity.children_count is not None:
        lines.append(_word(_("Children"), str(identity.children_count)))
    return lines


@register.filter
def news_as_said(news: Whereabouts, on: date) -> list[Line]:
    """Return the last news as said."""
    lines = [
        _line(_("When"), news.last_news_on, texts.understood(news.last_news_on, on=on)),
        _word(_("How it came"), str(texts.MEANS.get(news.last_news_means, news.last_news_means))),
        _line(_("Where"), news.place),
        _line(_("The exact words"), news.last_news_words),
        _line(_("Left home"), news.departed_on, texts.understood(news.departed_on, on=on)),
        _line(_("Travelled together"), news.travelled_with),
    ]
    return [line for line in lines if line["text"]]


@register.filter
def contact_lines(contact: Contact | None, found: TracingRequest) -> list[Line]:
    """Return how the enquirer may be reached, or that this is not open."""
    language = texts.LANGUAGES.get(found.interview_language, found.interview_language)
    lines: list[Line] = [{"label": _("Language"), "text": str(language)}] if language else []
    if found.interpreter_present:
        lines.append({"label": _("Interpreter"), "text": _("was present")})
    seen = pgettext("paper", "seen") if found.identity_checked else pgettext("paper", "not seen")
    lines.append({"label": pgettext("identity", "Paper"), "text": seen})
    if contact is None:
        return [*lines, {"label": _("How to reach"), "text": _("telephone"), "sealed": True}]
    lines += [{"label": _("Telephone"), "text": phone, "ltr": True} for phone in contact.phones]
    for label, text in (
        (_("When it is safe"), contact.safe_to_call), (_("Who may answer"), contact.who_may_answer),
        (_("Region"), contact.address), (_("Word for our calls"), found.call_back_word),
    ):  # fmt: skip
        if text:
            lines.append({"label": label, "text": text})
    return lines


def _line(label: str, text: str, understood: str = "") -> Line:
    return {"label": label, "text": text, "understood": understood, "typed": True}


def _word(label: str, text: str) -> Line:
    return {"label": label, "text": text, "typed": False}
