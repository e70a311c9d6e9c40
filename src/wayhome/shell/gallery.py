"""Invented examples for the gallery of components, in three scripts. Nobody here exists."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wayhome.shell.drawing.kinship import Care, Kinship, Member, Sex, Union
from wayhome.shell.drawing.timeline import Moment, Timeline

LEFT = {
    "name": "Салаева Мадина Хусейновна",
    "roman": "Salaeva Madina Khuseynovna",
    "label": _("Tracing request R-0712, registered 2 September 2026"),
    "grade": "B2",
    "who": _("her sister, interview"),
}
RIGHT = {
    "name": "مدينة حسين شامل",
    "roman": "Madina Husayn Shamil",
    "label": _("List L-31, row 14, received 12 June 2024"),
    "grade": "C3",
    "who": _("list of the administration"),
}

AGAINST: list[dict[str, Any]] = [
    {
        "label": _("Birth"),
        "bits": -3.1,
        "why": _("Two years apart. Clerks often miss by one or two."),
        "left": {"written": "11.05.1992", "understood": _("exact date, from a copy of her passport")},
        "right": {"written": "مواليد 1990", "understood": _("some time in 1990")},
    },
    {
        "label": _("Children"),
        "bits": -0.8,
        "why": _("The boy is not in the row. Lists often leave children out."),
        "left": {"written": "двое: Амина и Идрис", "understood": _("as her sister knew in 2017")},
        "right": {"written": "معها طفلة", "understood": _("one girl with her")},
    },
]
FOR: list[dict[str, Any]] = [
    {
        "label": _("Father’s name"),
        "bits": 5.2,
        "why": _("The patronymic and the second word give the same name."),
        "left": {"written": "Хусейновна", "understood": _("patronymic")},
        "right": {"written": "حسين", "understood": _("second word of three")},
    },
    {
        "label": _("Given name"),
        "bits": 3.4,
        "why": _("The same name, written as Arabic clerks write it."),
        "left": {"written": "Мадина"},
        "right": {"written": "مدينة"},
    },
    {
        "label": _("Called mother of"),
        "bits": 1.0,
        "why": _("Fits, but many are called so."),
        "left": {"written": "Амина", "understood": _("her first child")},
        "right": {"written": "ام امينة", "understood": _("in the margin")},
    },
]

FAMILY = Kinship(
    key="kin-family",
    title="Family of Madina",
    members=(
        Member("h", "Хусейн", Sex.MALE, "1951–2009", dead=True),
        Member("z", "Зулай", Sex.FEMALE, "Аргун"),
        Member("l", "Лариса", Sex.FEMALE),
        Member("m", "Мадина", Sex.FEMALE, "1992", sought=True),
        Member("a", "Ахмед", Sex.MALE),
        Member("s", "Шамиль", Sex.MALE, astray=True),
        Member("w", "زينب", Sex.FEMALE, "1990"),
        Member("c1", "Амина", Sex.FEMALE, "~2014", sought=True),
        Member("c2", "Идрис", Sex.MALE, "2017", sought=True, astray=True),
        Member("c3", "عمر", Sex.MALE, "2016"),
        Member("k", "أم عمر", Sex.FEMALE),
    ),
    unions=(
        Union(("h", "z"), ("l", "m", "a")),
        Union(("m", "s"), ("c1", "c2")),
        Union(("s", "w"), ("c3",)),
    ),
    cares=(Care("k", "c2"),),
)

_NAMES = ("Ася", "Беслан", "Залина", "Ислам", "Камила", "Лёма", "Милана", "Рамзан", "Хеда")
SIBLINGS = Kinship(
    key="kin-siblings",
    title="Nine brothers and sisters",
    members=(
        Member("f", "Муса", Sex.MALE),
        Member("m", "Таиса", Sex.FEMALE, sought=True, astray=True),
        *(
            Member(
                f"c{n}", name, Sex.UNKNOWN if name == "Лёма" else Sex.FEMALE if name[-1] == "а" else Sex.MALE
            )
            for n, name in enumerate(_NAMES)
        ),
    ),
    unions=(Union(("f", "m"), tuple(f"c{n}" for n in range(len(_NAMES)))),),
)

JOURNEY = Timeline(
    key="journey",
    title="Journey",
    moments=(
        Moment(date(1992, 5, 11), "11.05.1992", "Аргун", exact=True),
        Moment(date(2015, 5, 31), "весной 2015", "Мадина, Шамиль, Амина"),
        Moment(date(2017, 9, 30), "«конец лета» 2017", "تلعفر"),
        Moment(date(2024, 6, 12), "12.06.2024", "L-31", exact=True),
    ),
)

TIMELINE_ITEMS = [
    {
        "understood": _("21 June 2026"),
        "title": _("Sighting: seen in a town with a girl"),
        "text": _("Said by one woman who returned; not checked."),
        "grade": "D4",
        "who": _("a woman who returned"),
    },
    {"understood": _("12 June 2024"), "exact": True, "title": _("List L-31, row 14: possible match")},
    {
        "written": "«конец лета» 2017",
        "understood": _("August to September 2017"),
        "title": _("Last call to her sister"),
    },
]

TABLE_ROWS = [
    {
        "head": _("Daughter"),
        "cells": [
            {"label": _("In the request"), "name": "Амина", "roman": "Amina"},
            {"label": _("In the list"), "name": "امينة", "roman": "Amina"},
            {"label": _("How it fits"), "text": _("Name and age agree")},
        ],
    },
    {
        "head": _("Son"),
        "differs": True,
        "cells": [
            {"label": _("In the request"), "name": "Идрис", "roman": "Idris"},
            {"label": _("In the list"), "text": _("not in the list")},
            {"label": _("How it fits"), "text": _("Open: ask where the boy is")},
        ],
    },
]


class ExampleForm(forms.Form):
    """A form with one field of each layout."""

    name = forms.CharField(
        label=_("Name in any script"),
        help_text=_("Arabic, Cyrillic or Latin letters."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    born = forms.CharField(label=_("When was she born?"), help_text=_("Write it as it was said."))
    speaks = forms.ChoiceField(
        label=_("What do you think?"),
        choices=(
            ("same", _("Same person")),
            ("different", _("Not the same person")),
            ("unsure", _("Not sure")),
        ),
        widget=forms.RadioSelect,
    )
    unknown = forms.BooleanField(label=_("The visitor does not know"), required=False)
    reason = forms.CharField(
        label=_("Your reason, in your own words"), widget=forms.Textarea(attrs={"rows": 3})
    )


EXAMPLES: dict[str, Any] = {
    "left": LEFT,
    "right": RIGHT,
    "against": AGAINST,
    "supporting": FOR,
    "family": FAMILY,
    "siblings": SIBLINGS,
    "journey": JOURNEY,
    "timeline": TIMELINE_ITEMS,
    "table": TABLE_ROWS,
    "columns": ["", _("In the request"), _("In the list"), _("How it fits")],
    "steps": [
        {"label": _("Consent"), "state": "done", "url": "#steps"},
        {"label": _("Who asks"), "state": "done", "url": "#steps"},
        {"label": _("Her names"), "state": "current"},
        {"label": _("Last news"), "state": "ahead"},
    ],
    "facts": [
        {"label": _("Request"), "value": "R-0712", "ltr": True},
        {
            "label": _("Dated"),
            "written": "١٢ / ٦",
            "understood": _("12 June or 6 December, year not written"),
        },
        {"label": _("Phone"), "sealed": _("contact")},
        {"label": _("Mother"), "value": ""},
    ],
    "work": [
        {
            "due": _("within 5 hours"),
            "soon": True,
            "title": _("Unaccompanied child: who is with him tonight?"),
            "why": _("A child of about six."),
            "url": "#work",
            "action": _("Open the file"),
        },
        {
            "due": _("Tuesday"),
            "title": _("Possible match: a woman and her daughter"),
            "why": _("Yours is the first of two reviews."),
            "url": "#work",
            "action": _("Review"),
        },
    ],
    "jumps": [
        {"id": "names", "label": _("Names")},
        {"id": "spread", "label": _("Two records side by side")},
        {"id": "drawings", "label": _("Drawings")},
        {"id": "forms", "label": _("Forms")},
        {"id": "notes", "label": _("Notes")},
    ],
    "form": ExampleForm(),
    "wrong": ExampleForm({"name": "", "born": "зимой 95-го", "speaks": "", "reason": ""}, auto_id="wrong_%s"),
}
