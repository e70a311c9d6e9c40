"""A small world with marks in it: every sealed value is a word that may be read only where it is open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.utils.timezone import now

from tests.cast import NOW
from tests.factories.tracing import a_whole_draft
from wayhome.accounts import actions as accounts
from wayhome.accounts.models import CaseFile, CaseMembership, Role, Team, User
from wayhome.accounts.policies import COMPARTMENTS_OF_OPENER, COMPARTMENTS_OF_ROLE
from wayhome.accounts.principals import matcher, principal_of, system, worker
from wayhome.lists import actions as lists
from wayhome.lists.importing import import_rows, rows_of
from wayhome.lists.models import Facility, ListDocument, ListSource
from wayhome.lists.tasks import look, read_document
from wayhome.matches import actions as matches
from wayhome.matches.models import Candidate, Decision, Review
from wayhome.matches.proposing import propose_for_request
from wayhome.people.identity import NameForm
from wayhome.people.models import Consent, Person
from wayhome.tracing.actions import register_request
from wayhome.tracing.inputs import EnquirerInput, LastNewsInput, RequestInput, SoughtInput
from wayhome.tracing.models import Draft, TracingRequest
from wayhome.tracing.policies import PURPOSES, WARNINGS
from wayhome.vault.compartments import Compartment as C
from wayhome.vault.principals import acting_as

Opening = tuple[str, C]

LIST = (
    "رقم الخيمة,الاسم الثلاثي,اسم الأم,المواليد,الجنسية\n"
    "12,زاريما عيسى سليمان,خدیجة,1991,روسيا\n"
    "12,مريم آدم حسين,زاريما,2015,روسيا\n"
    "13,سارة يوسف علي,ليلى,1985,روسيا\n"
).encode()

# Each mark, and where it is open: to whom one of these is open may read it, nobody else.
MARKS: dict[str, frozenset[Opening]] = {
    "Ваенгова Хадижат": frozenset({("family", C.IDENTITY)}),
    "Vaengova": frozenset({("family", C.IDENTITY), ("pair", C.IDENTITY)}),
    "Ваенгова Зарема": frozenset({("family", C.IDENTITY), ("pair", C.IDENTITY)}),
    "Сулейманмарк": frozenset({("family", C.IDENTITY), ("pair", C.IDENTITY)}),
    "Марьямтестова": frozenset({("family", C.IDENTITY), ("pair", C.IDENTITY)}),
    "+7 000 444 55 66": frozenset({("family", C.CONTACT)}),
    "про огород": frozenset({("family", C.CONTACT)}),
    "Улица Маркеров": frozenset({("family", C.CONTACT)}),
    "черёмуха": frozenset({("family", C.CONTACT)}),
    "под Маркабадом": frozenset({("family", C.LOCATION)}),
    "Нас посадили в белый автобус": frozenset({("family", C.LOCATION)}),
    "соседка Маркиза": frozenset({("family", C.LOCATION)}),
    "زاريما عيسى": frozenset({("list", C.IDENTITY), ("family", C.IDENTITY), ("pair", C.IDENTITY)}),
    "مريم آدم": frozenset({("list", C.IDENTITY), ("pair", C.IDENTITY)}),
    "سارة يوسف": frozenset({("list", C.IDENTITY)}),
    "annex-mark": frozenset({("list", C.LOCATION)}),
    "Basis of the mark": frozenset({("list", C.LOCATION)}),
    "Told by the mark": frozenset({("list", C.SOURCE)}),
    "Marked camp": frozenset({("register", C.LOCATION)}),
    "Отмеченный лагерь": frozenset({("register", C.LOCATION)}),
    "المخيم المعلم": frozenset({("register", C.LOCATION)}),
    "Weekly marks": frozenset({("register", C.LOCATION)}),
    "It fits, says the mark": frozenset({("family", C.IDENTITY)}),
    "Half a mark said": frozenset({("spoken", C.IDENTITY)}),
    "Черновикова Тамара": frozenset({("draft", C.CONTACT)}),
    "Черновикова Лейла": frozenset({("draft", C.IDENTITY)}),
    "Черновой мост": frozenset({("draft", C.LOCATION)}),
}  # fmt: skip


@dataclass(frozen=True)
class Actor:
    """One who knocks. `opens` is what is open to her by the map of compartments, `is_*` what she did before."""

    name: str
    user: User | None
    roles: frozenset[Role] = frozenset()
    opens: frozenset[Opening] = frozenset()
    is_owner: bool = False
    is_assigned: bool = False
    has_spoken: bool = False
    took_part: bool = False
    is_put_out: bool = False

    @property
    def is_stranger(self) -> bool:
        return self.user is None or self.is_put_out

    def is_member(self, thing: str) -> bool:
        return any(of == thing for of, _ in self.opens)

    def may_read(self, mark: str) -> bool:
        return bool(MARKS[mark] & self.opens)


@dataclass
class World:
    request: TracingRequest
    sought: Person
    consent: Consent
    draft: Draft
    document: ListDocument
    waiting_document: ListDocument
    facility: Facility
    list_source: ListSource
    decided: Candidate
    waiting: Candidate
    decision: Decision
    half_review: Review
    keepers: CaseMembership
    actors: list[Actor] = field(default_factory=list)

    def actor(self, name: str) -> Actor:
        return next(actor for actor in self.actors if actor.name == name)


def build() -> World:
    """Make the world inside the transaction of the caller."""
    with acting_as(system()):
        first, second = (Team.objects.create(name=name) for name in ("First team", "Second team"))
        keeper = _staff("keeper", first, Role.INTAKE)
        reviewers = [_staff(f"reviewer{n}", first, Role.REVIEWER) for n in range(4)]
    request = _request(keeper)
    facility, source = _register(keeper)
    document = _document(keeper, facility, source, LIST)
    waiting_document = _document(keeper, facility, source, LIST.replace(b"13", b"14"), read=False)
    with acting_as(matcher(), writes=False):
        propose_for_request(request, at=NOW)
    decided, waiting = _pairs(request)
    for reviewer in reviewers[:2]:
        _review(decided, reviewer, "It fits, says the mark")
    half = _review(waiting, reviewers[2], "Half a mark said")
    _assign(waiting, reviewers[3])
    draft = a_whole_draft(
        by=keeper, enquirer={"name": "Черновикова Тамара", "phone1": "+7 000 777 88 99"},
        sought={"p1-name-1": "Черновикова Лейла"}, news={"place": "Черновой мост"},
    )  # fmt: skip
    world = World(
        request=request, sought=request.sought.get(position=1).person,
        consent=Consent.objects.filter(given_by=request.enquirer_id, answer="yes").first(),
        draft=draft, document=document, waiting_document=waiting_document, facility=facility, list_source=source,
        decided=decided, waiting=waiting, decision=Decision.objects.get(candidate=decided), half_review=half,
        keepers=CaseMembership.objects.get(case_file=request.case_file_id, user=keeper),
    )  # fmt: skip
    world.actors = [*_people(world, first, second, keeper), *_reviewers(reviewers)]
    with acting_as(system()):
        User.objects.update(password=make_password("a password of the tests"))
    for actor in world.actors:
        if actor.user is not None:
            actor.user.refresh_from_db()
    return world


def _staff(username: str, team: Team, *roles: Role) -> User:
    return accounts.register_staff(username=username, name=username.title(), roles=roles, teams=[team], by=None, at=NOW)


def _request(keeper: User) -> TracingRequest:
    sought = (
        SoughtInput(
            key="a", names=(NameForm("Ваенгова Зарема Исаевна"),), sex="f", birth="14.03.1991", father="Иса",
            grandfather="Сулейманмарк", mother="Хадижат", relation="daughter",
        ),
        SoughtInput(
            key="b", names=(NameForm("Марьямтестова Марьям Адамовна"),), sex="f", birth="2015", father="Адам", mother="Зарема",
            mother_key="a", relation="granddaughter",
        ),
    )  # fmt: skip
    data = RequestInput(
        EnquirerInput(
            names=(NameForm("Ваенгова Хадижат"),), sex="f", phones=("+7 000 444 55 66",), safe_to_call="про огород",
            address="Улица Маркеров, 5",
        ),
        sought,
        last_news=(
            LastNewsInput(
                on="28.08.2017", means="message", words="Нас посадили в белый автобус", place="под Маркабадом",
                country="IQ", travelled_with="соседка Маркиза",
            ),
        ),
        consents={purpose.value: purpose.value != "share_detaining" for purpose in PURPOSES},
        warnings_read=WARNINGS, urgency="u3", call_back_word="черёмуха",
    )  # fmt: skip
    with acting_as(principal_of(keeper)):
        return register_request(data=data, by=keeper, at=NOW)


def _register(keeper: User) -> tuple[Facility, ListSource]:
    place = lists.Place(
        names={"en": "Marked camp", "ru": "Отмеченный лагерь", "ar": "المخيم المعلم"}, kind="camp_general", country="SY",
        governorate="SY-HA",
    )  # fmt: skip
    with acting_as(principal_of(keeper)):
        facility = lists.register_facility(place=place, by=keeper, at=NOW)
        return facility, lists.name_source(label="Weekly marks", facility=facility, reliability="C", by=keeper, at=NOW)


def _document(keeper: User, facility: Facility, source: ListSource, data: bytes, *, read: bool = True) -> ListDocument:
    arrival = lists.Arrival(
        filename="annex-mark.csv", received_on=date(2018, 4, 1), listed_on=date(2018, 3, 25), facility=facility,
        list_source=source, country="SY", governorate="SY-HA", description="Told by the mark",
        legal_basis="Basis of the mark",
    )  # fmt: skip
    with acting_as(principal_of(keeper)):
        document, _ = lists.receive_list(data=data, arrival=arrival, team=None, by=keeper, at=NOW)
    with acting_as(worker(), writes=False):
        document = ListDocument.objects.select_related("source", "case_file").get(pk=document.pk)
        look(document)
    if not read:
        return document
    with acting_as(principal_of(keeper)):
        lists.begin_import(document=document, by=keeper, at=NOW)
    with acting_as(worker(), writes=False):
        for _ in import_rows(document=document, rows=rows_of(read_document(document), made_on=document.listed_on), at=NOW):
            pass
        lists.finish_import(document=document, at=NOW)
    return document


def _pairs(request: TracingRequest) -> tuple[Candidate, Candidate]:
    """Return the pair of the mother, and a pair of the daughter."""
    first = request.sought.get(position=1).person
    second = request.sought.get(position=2).person
    found = Candidate.objects.order_by("-weight")
    return found.filter(person=first).first(), found.filter(person=second).first()


def _assign(candidate: Candidate, reviewer: User) -> None:
    with acting_as(principal_of(reviewer)):
        matches.assign(candidate=candidate, reviewer=reviewer, at=NOW)


def _review(candidate: Candidate, reviewer: User, reason: str) -> Review:
    _assign(candidate, reviewer)
    with acting_as(principal_of(reviewer)):
        return matches.say(
            candidate=candidate, verdict=Review.Verdict.SAME, grounds=["name", "birth"], reason=reason, by=reviewer, at=NOW
        )


def _people(world: World, first: Team, second: Team, keeper: User) -> list[Actor]:
    """Return the keeper, a member and a non-member of every role, and those who have only a part, or no longer."""
    found = [
        Actor("anonymous", None),
        Actor("keeper", keeper, frozenset({Role.INTAKE}), _openings(Role.INTAKE) | _draft_openings(), is_owner=True),
    ]
    with acting_as(system()):
        for role in Role:
            member = _staff(f"member-{role}", first, role)
            _admit(member, world, COMPARTMENTS_OF_ROLE[role])
            found.append(Actor(f"member {role}", member, frozenset({role}), _openings(role)))
            register = {("register", C.LOCATION)} & _openings(role)
            stranger = _staff(f"stranger-{role}", first, role)
            found.append(Actor(f"no member {role}", stranger, frozenset({role}), frozenset(register)))
        for role in (Role.INTAKE, Role.REVIEWER, Role.COORDINATOR):
            other = _staff(f"other-{role}", second, role)
            found.append(Actor(f"other team {role}", other, frozenset({role}), {("register", C.LOCATION)} & _openings(role)))
        for compartment in (C.IDENTITY, C.LOCATION, C.CONTACT):
            part = _staff(f"part-{compartment}", first, Role.INTAKE)
            _admit(part, world, frozenset({compartment}))
            found.append(Actor(f"only {compartment}", part, frozenset({Role.INTAKE}), _openings(Role.INTAKE, compartment)))
        found += _former(world, first)
    return found


def _former(world: World, team: Team) -> list[Actor]:
    """Return one whose membership ended, one whose role ended, and one who was put out of the house."""
    nothing = frozenset({("register", C.LOCATION)})
    ended = _staff("ended", team, Role.INTAKE)
    _admit(ended, world, COMPARTMENTS_OF_ROLE[Role.INTAKE])
    for membership in CaseMembership.objects.filter(user=ended):
        accounts.end_membership(membership=membership, by=ended, at=now() - timedelta(minutes=1))
    lost = _staff("lost-role", team, Role.INTAKE, Role.REVIEWER)
    _admit(lost, world, COMPARTMENTS_OF_ROLE[Role.INTAKE])
    accounts.end_role(user=lost, role=Role.INTAKE, by=lost, at=now() - timedelta(minutes=1))
    gone = _staff("gone", team, Role.INTAKE)
    _admit(gone, world, COMPARTMENTS_OF_ROLE[Role.INTAKE])
    User.objects.filter(pk=gone.pk).update(is_active=False)
    kept = {opening for opening in _openings(Role.REVIEWER) if opening[1] == C.IDENTITY}
    return [
        Actor("membership ended", ended, frozenset({Role.INTAKE}), nothing),
        Actor("intake role ended", lost, frozenset({Role.REVIEWER}), frozenset(kept)),
        Actor("put out", gone, is_put_out=True),
    ]


def _reviewers(reviewers: list[User]) -> list[Actor]:
    role = frozenset({Role.REVIEWER})
    pair = frozenset({("pair", C.IDENTITY)})
    return [
        Actor("reviewer who decided", reviewers[0], role, took_part=True),
        Actor(
            "reviewer who spoke first", reviewers[2], role, pair | {("spoken", C.IDENTITY)}, is_assigned=True, has_spoken=True
        ),
        Actor("reviewer with the pair", reviewers[3], role, pair, is_assigned=True),
    ]


def _admit(user: User, world: World, compartments: frozenset[C]) -> None:
    for case_file in _case_files(world):
        granted = compartments & COMPARTMENTS_OF_OPENER[case_file.kind]
        accounts.add_member(case_file=case_file, user=user, compartments=granted, by=None, at=NOW)


def _case_files(world: World) -> list[CaseFile]:
    rows = (world.request, world.draft, world.document, world.waiting_document)
    return [CaseFile.objects.get(pk=row.case_file_id) for row in rows]


def _openings(role: Role, *only: C) -> frozenset[Opening]:
    """Return what is open to a member with this role, by the map; nobody but its owner reads a draft."""
    carried = COMPARTMENTS_OF_ROLE[role]
    own = {
        (kind, compartment)
        for kind in ("family", "list")
        for compartment in carried & COMPARTMENTS_OF_OPENER[kind]
        if not only or compartment in only
    }
    register = {("register", C.LOCATION)} if role in _REGISTER else set()
    return frozenset(own | register)


_REGISTER = frozenset({Role.INTAKE, Role.FIELD, Role.LAWYER, Role.COORDINATOR, Role.SOCIAL})


def _draft_openings() -> frozenset[Opening]:
    return frozenset(("draft", compartment) for compartment in COMPARTMENTS_OF_OPENER["draft"])
