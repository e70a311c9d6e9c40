"""Requests: from what a relative of the invented world says to what the interview registers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from wayhome.demo.loading.memory import Memory, at_hour
from wayhome.demo.loading.words import MEANS, NAME_KINDS, RELATIONS, birth_of, known, sex_of
from wayhome.demo.world.model import Enquirer, LastNews, Request, SoughtPerson
from wayhome.people.identity import NAME_KINDS as KNOWN_KINDS
from wayhome.people.identity import NameForm
from wayhome.people.models import ConsentPurpose
from wayhome.tracing.actions import look_again as look
from wayhome.tracing.actions import register_request
from wayhome.tracing.inputs import EnquirerInput, LastNewsInput, RequestInput, SoughtInput
from wayhome.tracing.models import SoughtPerson as Sought
from wayhome.tracing.models import Urgency
from wayhome.tracing.policies import DAYS_TO_REVIEW, WARNINGS
from wayhome.tracing.urgency import suggestion_for

_UNKNOWABLE = ("father", "grandfather", "mother", "husband")
_PURPOSES = frozenset(ConsentPurpose.values)
CALL_BACK_WORDS = ("калина", "колодец", "подсолнух", "чабрец", "мельница", "ласточка")


def ask(memory: Memory, request: Request) -> None:
    """Register one request as its worker takes it down, and remember whom it seeks."""
    at = at_hour(request.opened_on, 9 + len(request.sought) % 6, len(memory.requests) % 60)
    with memory.acting(request.taken_by) as user:
        kept = register_request(
            data=interview(memory, request),
            by=user,
            at=at,
            private_code=None,
            team=memory.teams[request.team],
        )
        memory.requests[request.ref] = kept
        places = (
            Sought.objects.filter(request=kept)
            .select_related("person__case_file", "record")
            .order_by("position")
        )
        for line, place in zip(request.sought, places, strict=True):
            memory.records[line.ref] = place.record
            memory.persons.setdefault(line.person, place.person)


def look_again_on(memory: Memory, request: Request, *, as_of: date) -> date | None:
    """Return the last day on which the worker went through a request again, or None where none has come yet.

    The days are spread, so that some requests are due on `as_of` and most are not.
    """
    data = interview(memory, request)
    urgency = Urgency(data.urgency) if data.urgency else suggestion_for(data.sought, on=request.opened_on)[0]
    days = DAYS_TO_REVIEW[urgency]
    day = as_of - timedelta(days=int(request.ref[1:]) % (days + 1) + (days == 1))
    return day if day > request.opened_on else None


def look_again(memory: Memory, request: Request, on: date) -> None:
    """Let the worker go through a request again, whether or not there is news."""
    with memory.acting(request.taken_by) as user:
        look(request=memory.requests[request.ref], by=user, at=at_hour(on, 14))


def interview(memory: Memory, request: Request) -> RequestInput:
    """Return what is written down of a request."""
    kin = _kin(memory, request)
    return RequestInput(
        enquirer=_enquirer(request.enquirer),
        sought=tuple(_sought(memory, request, line, kin.get(line.ref, {})) for line in request.sought),
        last_news=_news(request.last_news, request.believes),
        consents={c.purpose: c.given for c in request.consents if c.purpose in _PURPOSES}
        | {ConsentPurpose.FOLLOWUP.value: True},
        warnings_read=WARNINGS,
        # Only a child alone is marked by hand; for the others the rules decide, as in an interview.
        urgency=request.urgency if request.urgency == Urgency.U1 else "",
        urgency_note=request.urgency_reason if request.urgency == Urgency.U1 else "",
        call_back_word=CALL_BACK_WORDS[len(memory.requests) % len(CALL_BACK_WORDS)],
    )


def _enquirer(enquirer: Enquirer) -> EnquirerInput:
    return EnquirerInput(
        names=(NameForm(enquirer.name),), sex=enquirer.sex, language=enquirer.language,
        interpreter_present=enquirer.interpreter, phones=(enquirer.phone,), safe_to_call=enquirer.safe_to_call,
        region=enquirer.region.ru, identity_checked=True,
    )  # fmt: skip


def _sought(memory: Memory, request: Request, line: SoughtPerson, kin: Mapping[str, str]) -> SoughtInput:
    birth = birth_of(
        line, memory.demo.world.person(line.person), on=request.opened_on,
        told_by_event=line.person in memory.born_events,
    )  # fmt: skip
    return SoughtInput(
        key=line.ref,
        names=tuple(NameForm(name.text, _kind(name.kind)) for name in line.names),
        sex=sex_of(line),
        birth=birth,
        father=known(line.father), grandfather=known(line.grandfather), mother=known(line.mother),
        husband=known(line.husband),
        relation=RELATIONS.get(line.relation_text, "other"),
        origin=line.origin,
        marks=line.marks,
        unknown=tuple(name for name in _UNKNOWABLE if getattr(line, name) and not known(getattr(line, name))),
        mother_key=kin.get("mother", ""), father_key=kin.get("father", ""), spouse_key=kin.get("husband", ""),
        co_wife_keys=tuple(kin["co_wife"].split()) if "co_wife" in kin else (),
        verbatim={
            "names": [name.text for name in line.names], "birth": line.birth.text if line.birth else "",
            "relation": line.relation_text, "sex": line.sex,
        },
    )  # fmt: skip


def _kin(memory: Memory, request: Request) -> dict[str, dict[str, str]]:
    """Return for each line who of the same request is her mother, father, husband and co-wives."""
    line_of = {line.person: line.ref for line in request.sought}
    found: dict[str, dict[str, str]] = {}
    for kin in memory.families[request.family].kin:
        if (
            kin.person in line_of
            and kin.of in line_of
            and kin.code in ("mother", "father", "husband", "co_wife")
        ):
            of = found.setdefault(line_of[kin.of], {})
            of[kin.code] = f"{of.get(kin.code, '')} {line_of[kin.person]}".strip()
    return found


def _news(news: LastNews | None, believes: str) -> tuple[LastNewsInput, ...]:
    if news is None:
        return (LastNewsInput(believes=believes, unknown=("on", "place")),) if believes else ()
    means = MEANS.get(news.means, "call") if news.means else ""
    return (
        LastNewsInput(
            on=news.on.text, means=means, words=news.words, place=news.place_text,
            country=news.place.country if news.place else "",
            governorate=news.place.governorate if news.place else "", believes=believes,
        ),
    )  # fmt: skip


def _kind(kind: str) -> str:
    kind = NAME_KINDS.get(kind, kind)
    return kind if kind in KNOWN_KINDS else "alias"
