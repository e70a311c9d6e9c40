"""What a page of the interview is made of: its forms, its problems by name, its answers as they were typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from wayhome.tracing import texts
from wayhome.tracing.checks import Problem
from wayhome.tracing.forms import (
    ClosingForm,
    ConsentsForm,
    EnquirerForm,
    NewsForm,
    PersonForm,
    StepForm,
    WarningsForm,
)
from wayhome.tracing.policies import PURPOSES, STEPS, WARNINGS
from wayhome.tracing.typed import Typed, called, keys_of, removed_keys

READ_ALOUD_IN = ("ru", "ar", "en")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the summary: where it leads, whose field it is, and what is the matter."""

    url: str
    label: str
    person: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it was typed, with what was understood of it, for reading."""

    label: str
    text: str
    understood: str = ""
    typed: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """A step in the head of the page: done, current or ahead."""

    code: str
    label: Any
    state: str


def forms_of(step: str, steps: Mapping[str, Typed], *, on: date) -> list[StepForm]:
    """Return the forms of a step, bound to what was typed; several where several persons are sought."""
    typed = steps[step]
    if step == "enquirer":
        return [EnquirerForm(typed, on=on)]
    if step == "sought":
        return [
            PersonForm(typed, on=on, key=key, number=number)
            for number, key in enumerate(keys_of(typed), start=1)
        ]
    if step == "news":
        return [NewsForm(typed, on=on, persons=person_names(steps["sought"]))]
    if step == "consents":
        return [ConsentsForm(typed, on=on)]
    return [WarningsForm(typed, on=on) if step == "warnings" else ClosingForm(typed, on=on)]


def person_names(sought: Typed) -> dict[str, str]:
    """Return how the pages call each sought person."""
    return {
        key: called(sought, key) or _("Person %(number)s") % {"number": number}
        for number, key in enumerate(keys_of(sought), start=1)
    }


def steps_around(current: str, steps: Mapping[str, Typed]) -> list[Step]:
    """Return the steps for the head of the page: done where something was typed."""
    return [
        Step(code, texts.STEPS[code], "current" if code == current else "done" if steps[code] else "ahead")
        for code in STEPS
    ]


def summary(
    problems: Iterable[Problem], shown: Iterable[StepForm], names: Mapping[str, str], *, base: str = ""
) -> list[Item]:
    """Return problems as lines that name the field and the person and lead to the field.

    Args:
        base: the address of the page where the field is; "" on the page itself.
    """
    forms_by_prefix = {form.prefix or "": form for form in shown}
    found = []
    for problem in problems:
        prefix, _dash, rest = problem.field.partition("-")
        form, name = forms_by_prefix.get(prefix), rest
        if form is None:
            form, name = forms_by_prefix.get(""), problem.field
        label = str(form.fields[name].label) if form is not None and name in form.fields else ""
        person = names.get(problem.person, "") if problem.person else ""
        found.append(Item(f"{base}#id_{problem.field}", label, person, texts.problem_sentence(problem)))
    return found


def answers(form: StepForm, *, on: date) -> list[Answer]:
    """Return what was answered on a form, in its order, as typed."""
    if isinstance(form, WarningsForm):
        read = sum(bool(bound.value()) for bound in form)
        counted = _("%(read)s of %(all)s") % {"read": read, "all": len(WARNINGS)}
        return [Answer(_("Read and understood"), counted, typed=False)] if read else []
    found = []
    for bound in form:
        name = bound.name
        if name.endswith("_unknown") or name.startswith("kind-"):
            continue
        text = _answer_text(bound)
        unknown = f"{name}_unknown"
        if not text and unknown in form.fields and form[unknown].value():
            found.append(Answer(str(bound.label), _("Does not know"), typed=False))
        elif text:
            label = str(bound.label)
            if name.startswith("name-"):
                label = str(texts.NAME_KINDS.get(form[f"kind-{name[5:]}"].value() or "full", label))
            understood = texts.understood(text, on=on) if name in form.dates else ""
            found.append(Answer(label, text, understood, typed=not _is_chosen(bound)))
    return found


def _answer_text(bound: forms.BoundField) -> str:
    value = bound.value()
    if isinstance(bound.field.widget, forms.CheckboxInput):
        return _("Yes") if value else ""
    if isinstance(bound.field, forms.MultipleChoiceField):
        named = dict(bound.field.choices)
        return ", ".join(str(named[one]) for one in value or () if one in named)
    if isinstance(bound.field, forms.ChoiceField):
        return str(dict(bound.field.choices).get(value, "")) if value else ""
    return str(value or "").strip()


def _is_chosen(bound: forms.BoundField) -> bool:
    return isinstance(bound.field, forms.ChoiceField | forms.BooleanField)


def differences(
    step: str, steps: Mapping[str, Typed], other: Typed, *, on: date
) -> list[tuple[str, str, str]]:
    """Return where two windows typed differently: label, what stands, what the other typed."""
    mine = _flat(step, steps, on)
    theirs = _flat(step, {**steps, step: other}, on)
    return [
        (label, mine.get(label, ""), theirs.get(label, ""))
        for label in dict.fromkeys([*mine, *theirs])
        if mine.get(label, "") != theirs.get(label, "")
    ]


def _flat(step: str, steps: Mapping[str, Typed], on: date) -> dict[str, str]:
    found: dict[str, str] = {}
    for form in forms_of(step, steps, on=on):
        number = f"{form.number}. " if isinstance(form, PersonForm) else ""
        for bound in form:
            if text := _answer_text(bound):
                label = f"{number}{bound.label}"
                found[label if label not in found else f"{label} ({bound.name})"] = text
    return found


def removed(sought: Typed) -> list[tuple[str, str]]:
    """Return the persons that were taken off the page: key and name."""
    return [(key, called(sought, key) or _("without a name")) for key in removed_keys(sought)]


def spoken(language: str) -> str:
    """Return the language of papers and of what is read aloud: only languages that people have approved (R27)."""
    return language if language in READ_ALOUD_IN else "ru"


def aloud(step: str, language: str) -> dict[str, str]:
    """Return what is read aloud on a step, by code, in the language of the talk."""
    with override(spoken(language)):
        if step == "consents":
            return {purpose.value: str(texts.CONSENT_MEANING[purpose.value]) for purpose in PURPOSES}
        if step == "warnings":
            return {code: str(texts.WARNINGS[code]) for code in WARNINGS}
        return {"": str(texts.ALOUD[step])} if step in texts.ALOUD else {}


def read_fields(step: str, form: StepForm, language: str) -> list[tuple[forms.BoundField, str]]:
    """Return each field with what is read aloud for it; nothing where the page says the same in the same language."""
    if step not in ("consents", "warnings"):
        return []
    words = aloud(step, language)
    if spoken(language) == (get_language() or "en").split("-")[0]:
        words = {}
    return [(bound, words.get(bound.name, "")) for bound in form]
