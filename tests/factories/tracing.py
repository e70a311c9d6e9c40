"""Invented interviews and requests. Every value can be replaced; what stands here is plausible in three scripts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.cast import NOW
from wayhome.accounts.models import User
from wayhome.accounts.principals import principal_of
from wayhome.people.identity import NameForm
from wayhome.tracing import actions
from wayhome.tracing.inputs import EnquirerInput, LastNewsInput, RequestInput, SoughtInput
from wayhome.tracing.models import Draft, TracingRequest
from wayhome.tracing.policies import PURPOSES, WARNINGS
from wayhome.tracing.typed import Typed
from wayhome.vault.principals import acting_as


def full(text: str) -> tuple[NameForm, ...]:
    return (NameForm(text, "full"),)


def enquirer_input(**changed: Any) -> EnquirerInput:
    values = EnquirerInput(
        names=full("Мадиева Зарема Асланбековна"), sex="f", birth="1961", language="ru", phones=("+7 000 111 22 33",),
        safe_to_call="после шести, про школу", region="Нальчик", identity_checked=True,
    )  # fmt: skip
    return replace(values, **changed)


def sought_input(**changed: Any) -> SoughtInput:
    values = SoughtInput(
        key="1", names=full("Мадиев Руслан Ахмедович"), sex="m", birth="12.03.1990", father="Ахмед",
        grandfather="Абдулкадыр", relation="son", origin="Нальчик", unknown=("husband",),
    )  # fmt: skip
    return replace(values, **changed)


def family() -> tuple[SoughtInput, ...]:
    """Ruslan, his wife and their two children, the younger born in Syria."""
    return (
        sought_input(),
        sought_input(
            key="2", names=(*full("Мадиева Амина Исаевна"), NameForm("أمينة عيسى", "alias")), sex="f", birth="1993",
            father="Иса", grandfather="", mother="Хава", relation="daughter_in_law", spouse_key="1",
            unknown=("grandfather",),
        ),
        sought_input(
            key="3", names=full("Мадиева Хеди Руслановна"), sex="f", birth="2013", relation="granddaughter",
            mother_key="2", father_key="1",
        ),
        sought_input(
            key="4", names=full("Мадиев Адам"), sex="m", birth="апрель 2015", relation="grandson", mother_key="2",
            father_key="1", born_in="SY", with_whom="parent",
        ),
    )  # fmt: skip


def last_news(**changed: Any) -> LastNewsInput:
    values = LastNewsInput(
        on="28.08.2017", means="message", words="Мы вышли, нас посадили в автобус", place="под Таль-Афаром",
        country="IQ", departed_on="весна 2015", travelled_with="соседка Луиза",
    )  # fmt: skip
    return replace(values, **changed)


def request_input(**changed: Any) -> RequestInput:
    values = RequestInput(
        enquirer=enquirer_input(), sought=family(), last_news=(last_news(),),
        consents={purpose.value: purpose.value != "share_detaining" for purpose in PURPOSES},
        warnings_read=WARNINGS, urgency="u3", call_back_word="яблоня",
    )  # fmt: skip
    return replace(values, **changed)


def a_request(
    *, by: User, at: datetime = NOW, private_code: str | None = None, **changed: Any
) -> TracingRequest:
    """Register a request as `by`, who becomes a member of the family's file."""
    with acting_as(principal_of(by)):
        return actions.register_request(
            data=request_input(**changed), by=by, at=at, private_code=private_code
        )


def a_draft(*, by: User, at: datetime = NOW, **steps: Typed) -> Draft:
    """Start an interview as `by` and keep what was typed on the named steps."""
    with acting_as(principal_of(by)):
        draft = actions.start_draft(by=by, at=at)
        for step, typed in steps.items():
            actions.save_step(
                draft=draft, step=step, typed=typed, version=0, tab=f"{step}-page", by=by, at=at
            )
        draft.refresh_from_db()
    return draft


def typed_interview() -> dict[str, Typed]:
    """What a worker types in a whole interview, with nothing missing."""
    return {
        "enquirer": {
            "name": "Мадиева Зарема Асланбековна", "sex": "f", "birth": "1961", "language": "ru", "region": "Нальчик",
            "phone1": "+7 000 111 22 33", "safe_to_call": "после шести, про школу", "identity_seen": "yes",
        },
        "sought": {
            "people": "1,2", "p1-name-1": "Мадиева Амина Исаевна", "p1-kind-1": "full", "p1-sex": "f",
            "p1-relation": "daughter_in_law", "p1-birth": "зимой 95-го", "p1-father": "Иса",
            "p1-grandfather_unknown": "on", "p1-mother": "Хава", "p1-names": "2", "p1-name-2": "أم آدم",
            "p1-kind-2": "kunya", "p1-origin": "Нальчик",
            "p2-name-1": "Мадиев Адам", "p2-kind-1": "full", "p2-sex": "m", "p2-relation": "grandson",
            "p2-birth": "апрель 2015", "p2-father": "Руслан", "p2-grandfather": "Ахмед", "p2-mother_key": "1",
            "p2-born_in": "SY", "p2-with_whom": "parent",
        },
        "news": {
            "on": "28.08.2017", "means": "message", "country": "IQ", "place": "под Таль-Афаром",
            "words": "Мы вышли, нас посадили в автобус", "departed_on": "2015", "travelled_with": "соседка Луиза",
        },
        "consents": {purpose.value: "yes" if purpose.value != "share_detaining" else "no" for purpose in PURPOSES},
        "warnings": dict.fromkeys(WARNINGS, "on"),
        "check": {"urgency": "u3", "call_back_word": "яблоня"},
    }  # fmt: skip


def a_whole_draft(*, by: User, at: datetime = NOW, **changed: Typed) -> Draft:
    """Start an interview in which everything was asked; `changed` replaces single fields of steps."""
    steps = {step: {**typed, **changed.get(step, {})} for step, typed in typed_interview().items()}
    return a_draft(by=by, at=at, **steps)
