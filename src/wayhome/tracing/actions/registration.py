"""The registration of a tracing request: one transaction, from an interview or from a program."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from kinmatch import DateSpan
from kinmatch.record import DateKind
from wayhome.accounts.actions import open_case_file, take_number
from wayhome.accounts.models import CaseFile, Team, User
from wayhome.accounts.principals import actor_key
from wayhome.ledger import actions as ledger
from wayhome.people.actions import (
    Happening,
    Saying,
    attach,
    claim_kinship,
    open_person,
    record_event,
    register_records,
)
from wayhome.people.identity import Contact, Identity, Whereabouts
from wayhome.people.models import (
    Attachment,
    Consent,
    Credibility,
    EventKind,
    Group,
    Kinship,
    Person,
    Record,
    Reliability,
    Source,
    SourceKind,
)
from wayhome.tracing.checks import is_own_child, span_of
from wayhome.tracing.codes import hash_code
from wayhome.tracing.inputs import EnquirerInput, LastNewsInput, RequestInput, SoughtInput
from wayhome.tracing.models import SoughtPerson, TracingRequest, Urgency
from wayhome.tracing.policies import next_review
from wayhome.tracing.queries import team_of
from wayhome.tracing.urgency import suggestion_for

# What is done once a request is registered and its transaction is through; `matches` adds itself when it is ready.
after_registration: list[Callable[[UUID], None]] = []


@transaction.atomic
def register_request(
    *,
    data: RequestInput,
    by: User | None,
    at: datetime,
    private_code: str | None = None,
    team: Team | None = None,
) -> TracingRequest:
    """Write down a request as it was said: who asks, who is sought, the last news, the consents.

    What was checked before is not checked again: a program may register what an interview would still ask about.

    Args:
        data: as typed; ages count from the day of `at`.
        private_code: only its hash is kept. None: the paper has none yet.
        team: of the family's file; without it, the first team of `by`.
    """
    on = at.date()
    team = team or (team_of(by) if by else None)
    case_file = open_case_file(kind=CaseFile.Kind.FAMILY, team=team, by=by, at=at)
    source = _source(data.enquirer, case_file)
    group = Group.objects.create(case_file=case_file, kind=Group.Kind.REQUEST, source=source)
    (enquirer,) = register_records(
        sayings=[_asking(data.enquirer, on)], case_file=case_file, source=source, group=None, by=by, at=at
    )
    sayings = [_saying(person, data, on) for person in data.sought]
    records = register_records(sayings=sayings, case_file=case_file, source=source, group=group, by=by, at=at)
    request = _request(data, case_file, enquirer, source, group, by, at, private_code)
    persons = _persons(data.sought, records, request, by, at)
    _claim_kin(data.sought, persons, source, by, at)
    _record_events(data, persons, request, by, at)
    _keep_consents(data, enquirer, by, at)
    ledger.seal("request.registered", by=actor_key(by), at=at, request=request.pk, case_file=case_file.pk)
    for then in after_registration:
        transaction.on_commit(partial(then, request.pk))
    return request


def _request(
    data: RequestInput, case_file: CaseFile, enquirer: Record, source: Source, group: Group, by: User | None,
    at: datetime, private_code: str | None,
) -> TracingRequest:  # fmt: skip
    suggested, reasons = suggestion_for(data.sought, on=at.date())
    urgency = Urgency(data.urgency) if data.urgency else suggested
    return TracingRequest.objects.create(
        case_file=case_file, number=take_number("request"), enquirer=enquirer, source=source, group=group,
        opened_on=at.date(), registered_at=at, taken_by=by, interview_language=data.enquirer.language[:3],
        interpreter_present=data.enquirer.interpreter_present, identity_checked=data.enquirer.identity_checked,
        urgency=urgency, urgency_reasons=[reason.value for reason in reasons] if urgency == suggested else [],
        urgency_note=data.urgency_note, next_review_on=next_review(urgency, on=at.date()),
        private_code_hash=hash_code(private_code) if private_code else "",
        code_made_at=at if private_code else None, call_back_word=data.call_back_word,
        believes="\n".join(news.believes for news in data.last_news if news.believes),
        warnings_read=list(data.warnings_read),
    )  # fmt: skip


def _source(enquirer: EnquirerInput, case_file: CaseFile) -> Source:
    # One single source never rises above 3 (DOMAIN.md §2.4); whose paper was seen is trusted a little more.
    reliability = Reliability.B if enquirer.identity_checked else Reliability.C
    return Source.objects.create(
        case_file=case_file, kind=SourceKind.ENQUIRER, reliability=reliability, credibility=Credibility.THREE
    )


def _asking(enquirer: EnquirerInput, on: date) -> Saying:
    return Saying(
        kind=Record.Kind.ENQUIRER,
        identity=Identity(names=enquirer.names, birth=enquirer.birth, birth_stated_on=on.isoformat()),
        sex=enquirer.sex or "u",
        contact=Contact(
            phones=enquirer.phones, safe_to_call=enquirer.safe_to_call, who_may_answer=enquirer.who_may_answer,
            address="\n".join(part for part in (enquirer.region, enquirer.address) if part),
            languages=(enquirer.language,) if enquirer.language else (),
        ),
        said_on=on,
    )  # fmt: skip


def _saying(person: SoughtInput, data: RequestInput, on: date) -> Saying:
    by_key = {one.key: one for one in data.sought}
    mother, father = by_key.get(person.mother_key), by_key.get(person.father_key)
    spouse = by_key.get(person.spouse_key)
    own_parent = is_own_child(person) and data.enquirer.chief_name
    said_mother = person.mother or (mother.chief_name if mother else "")
    said_father = person.father or (father.chief_name if father else "")
    identity = Identity(
        names=person.names, birth=person.birth, birth_stated_on=on.isoformat(), relation=person.relation,
        # Who asks for her own child has said her own name already.
        mother=said_mother or (own_parent if own_parent and data.enquirer.sex == "f" else ""),
        father=said_father or (own_parent if own_parent and data.enquirer.sex == "m" else ""),
        grandfather=person.grandfather,
        husband=person.husband or (spouse.chief_name if spouse and person.sex == "f" else ""),
        origin=person.origin, nationality=person.nationality, marks=person.marks, identifiers=person.identifiers,
        children_count=person.children_count,
        children=person.children or tuple(
            one.chief_name for one in data.sought if person.key in (one.mother_key, one.father_key) and one.names
        ),
        unknown=person.unknown,
    )  # fmt: skip
    news = next((one for one in data.last_news if _is_about(one, person)), LastNewsInput())
    whereabouts = Whereabouts(
        last_news_on=news.on, last_news_means=news.means, last_news_words=news.words, place=news.place,
        departed_on=news.departed_on, travelled_with=news.travelled_with,
    )  # fmt: skip
    return Saying(
        kind=Record.Kind.SOUGHT, identity=identity, sex=person.sex or "u", whereabouts=whereabouts,
        verbatim=dict(person.verbatim) if person.verbatim else None, country=news.country,
        governorate=news.governorate, said_on=on,
    )  # fmt: skip


def _persons(
    sought: Sequence[SoughtInput],
    records: Sequence[Record],
    request: TracingRequest,
    by: User | None,
    at: datetime,
) -> dict[str, Person]:
    persons: dict[str, Person] = {}
    for position, (one, record) in enumerate(zip(sought, records, strict=True), start=1):
        person = open_person(case_file=request.case_file, by=by, at=at)
        attach(
            person=person,
            record=record,
            basis=Attachment.Basis.REGISTRATION,
            by=by,
            at=at,
            decision=request.pk,
        )
        SoughtPerson.objects.create(
            case_file=request.case_file, request=request, person=person, record=record, position=position
        )
        persons[one.key] = person
    return persons


def _claim_kin(
    sought: Sequence[SoughtInput],
    persons: Mapping[str, Person],
    source: Source,
    by: User | None,
    at: datetime,
) -> None:
    claims: dict[tuple[str, str], tuple[str, str, Kinship.Relation]] = {}
    for one in sought:
        for key, relation in (
            (one.mother_key, Kinship.Relation.MOTHER),
            (one.father_key, Kinship.Relation.FATHER),
        ):
            if key in persons and key != one.key:
                claims[key, one.key] = (key, one.key, relation)
        if one.spouse_key in persons and one.spouse_key != one.key:
            wife, husband = (one.spouse_key, one.key) if one.sex == "m" else (one.key, one.spouse_key)
            claims[wife, husband] = (wife, husband, Kinship.Relation.WIFE)
        for key in one.co_wife_keys:
            if key in persons and key != one.key and (key, one.key) not in claims:
                claims[one.key, key] = (one.key, key, Kinship.Relation.CO_WIFE)
    for key, to, relation in claims.values():
        claim_kinship(person=persons[key], to=persons[to], relation=relation, source=source, by=by, at=at)


def _record_events(
    data: RequestInput, persons: Mapping[str, Person], request: TracingRequest, by: User | None, at: datetime
) -> None:
    on = at.date()
    keep = partial(record_event, case_file=request.case_file, source=request.source, by=by, at=at)
    # Our own day is exact; read as somebody's words, a first of January would pass for a stand-in.
    today = Happening(kind=EventKind.REGISTERED, happened=on.isoformat(), earliest=on, latest=on)
    keep(happening=today, persons=persons.values(), record=request.enquirer)
    for one in data.sought:
        if one.born_in:
            happening = replace(_dated(EventKind.BORN, one.birth, on), country=one.born_in)
            keep(happening=happening, persons=[persons[one.key]])
    for news in data.last_news:
        about = [persons[one.key] for one in data.sought if _is_about(news, one)]
        if about and (news.on or news.place or news.words):
            happening = replace(
                _dated(EventKind.LAST_NEWS, news.on, on), country=news.country, governorate=news.governorate,
                place=news.place, words=news.words,
            )  # fmt: skip
            keep(happening=happening, persons=about)
        if about and news.departed_on:
            keep(happening=_dated(EventKind.DEPARTED, news.departed_on, on), persons=about)


def _keep_consents(data: RequestInput, enquirer: Record, by: User | None, at: datetime) -> None:
    answers = {
        purpose: Consent.Answer.YES if given else Consent.Answer.NO
        for purpose, given in data.consents.items()
    }
    Consent.objects.bulk_create(
        Consent(
            case_file_id=enquirer.case_file_id, purpose=purpose, answer=answer, given_by=enquirer, given_at=at,
            taken_by=by, language=data.enquirer.language[:3],
        )
        for purpose, answer in answers.items()
    )  # fmt: skip
    if answers:
        # One entry for one interview: what was asked and answered stands in it purpose by purpose.
        said = ",".join(f"{purpose}:{answer.value}" for purpose, answer in sorted(answers.items()))
        ledger.seal("consents.given", by=actor_key(by), at=at, record=enquirer.pk, said=said)


def _is_about(news: LastNewsInput, person: SoughtInput) -> bool:
    return not news.about or person.key in news.about


def _dated(kind: EventKind, written: str, on: date) -> Happening:
    span = span_of(written, on=on)
    if span is None:
        return Happening(kind=kind, date_as_written=written)
    return Happening(
        kind=kind,
        happened=format_edtf(span),
        earliest=span.earliest,
        latest=span.latest,
        date_as_written=written,
    )


def format_edtf(span: DateSpan) -> str:
    """Return a span as an EDTF text (ISO 8601-2): a day, a month, a year, or an interval."""
    first, last = span.earliest, span.latest
    if first == last:
        return first.isoformat()
    if span.kind is DateKind.MONTH and (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    if (first.year, first.month, first.day, last.month, last.day) == (last.year, 1, 1, 12, 31):
        return f"{first.year:04d}"
    return f"{first.isoformat()}/{last.isoformat()}"
