"""From a candidate to what the review page prints: contradictions first, each in words, both scripts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kinmatch.account import raised_by
from kinmatch.band import MARGIN_BITS
from wayhome.matches import policies, queries
from wayhome.matches.beside import Place, align_beside
from wayhome.matches.models import Candidate, Decision, Review, ReviewAssignment
from wayhome.matches.picturing import evidence_of, picture_of_pair, picture_of_places
from wayhome.matches.texts import FEATURES, GROUNDS, REASONS, VERDICT_OF_BAND, trials
from wayhome.people.comparable import birth_span
from wayhome.people.identity import Identity, parse_identity
from wayhome.people.models import Record
from wayhome.people.presenting import who
from wayhome.people.romanise import romanise
from wayhome.people.texts import birth_words, day_words
from wayhome.shell.scripts import isolate
from wayhome.tracing.texts import RELATIONS

_CODES = {
    "f": gettext_lazy("woman or girl"), "m": gettext_lazy("man or boy"), "child": gettext_lazy("child"),
    "adult": gettext_lazy("grown up"),
}  # fmt: skip
_SPEAKS = 250  # millibits; less says nothing either way


def present_review(candidate: Candidate, *, viewer: object) -> dict[str, Any]:
    """Return the context of the review page for one reviewer."""
    items = candidate.evidence["items"]
    against = sorted((i for i in items if i["millibits"] <= -_SPEAKS), key=lambda i: i["millibits"])
    supporting = sorted((i for i in items if i["millibits"] >= _SPEAKS), key=lambda i: -i["millibits"])
    quiet = [i for i in items if abs(i["millibits"]) < _SPEAKS]
    sought, found = parse_identity(candidate.sought.identity), parse_identity(candidate.found.identity)
    places = align_beside(candidate)
    return {
        "candidate": candidate,
        "question": _question(candidate.sought),
        "left": _side(candidate.sought, sought, _request_label(candidate.sought)),
        "right": _side(candidate.found, found, found_label(candidate.found)),
        "bits": candidate.weight / 1000,
        "verdict": VERDICT_OF_BAND[candidate.band],
        "words": _balance(len(against), len(supporting)),
        "against": [_row(item, sought, found) for item in against],
        "supporting": [_row(item, sought, found) for item in supporting],
        "against_text": _heaviest_first(len(against)),
        "for_text": _heaviest_first(len(supporting)),
        "silent": ", ".join(str(FEATURES.get(item["feature"], "")) for item in quiet),
        "adding": picture_of_pair(candidate),
        "adds_up": [trials(candidate.band, candidate.evidence.get("odds")), *_competition(candidate)],
        "beside": [_beside(place) for place in places],
        "beside_picture": picture_of_places(places, key=f"family-{candidate.number}"),
        "raised": _raised(candidate, places),
        "new": [FEATURES.get(item["feature"], "") for item in (candidate.returned_because or {}).get("new", [])],
        "reviews": reviews_shown(candidate, viewer=viewer),
    }


def reviews_shown(candidate: Candidate, *, viewer: object) -> list[dict[str, Any]]:
    """Return the reviews of this round that `viewer` may see: one's own, and others' once it is decided."""
    reviews = queries.standing_reviews(candidate).select_related("reviewer")
    return [
        present_one(review)
        for review in reviews
        if policies.may_see_review(viewer=viewer, author=review.reviewer_id, state=candidate.state)  # type: ignore[arg-type]
    ]


def present_one(review: Review) -> dict[str, Any]:
    """Return what a page prints of one review."""
    return {
        "review": review,
        "verdict": Review.Verdict(review.verdict).label,
        "grounds": ", ".join(str(GROUNDS[code]) for code in review.bases),
        "reason": review.reason,
        "when": day_words(review.said_at.date()),
    }


def queue_line(assignment: ReviewAssignment) -> dict[str, Any]:
    """Return one line of the queue: both names, how much there is to go by, since when it waits."""
    candidate = assignment.candidate
    sought, found = parse_identity(candidate.sought.identity), parse_identity(candidate.found.identity)
    return {
        "label": candidate.label,
        "url": reverse("matches:review", args=[candidate.pk]),
        "left": sought.chief_name or _("Name not known"),
        "left_roman": romanise(sought.chief_name),
        "right": found.chief_name or _("Name not known"),
        "right_roman": romanise(found.chief_name),
        "band": VERDICT_OF_BAND[candidate.band],
        "state": Candidate.State(candidate.state).label if candidate.state == Candidate.State.DISPUTED else "",
        "returned": bool((candidate.returned_because or {}).get("new")),
        "since": day_words(candidate.offered_at.date()),
    }


def decided_line(review: Review, decision: Decision | None) -> dict[str, Any]:
    """Return one line of what a reviewer has said lately, without any name."""
    candidate = review.candidate
    return {
        "label": candidate.label,
        "review": review,
        "said": Review.Verdict(review.verdict).label,
        "when": day_words(review.said_at.date()),
        "state": Candidate.State(candidate.state).label,
        "may_take_back": policies.why_not_take_back(
            reviewer=review.reviewer_id, author=review.reviewer_id, state=candidate.state,
            stands=review.round == candidate.round,
        )
        is None,
        "decision": decision,
    }


def found_label(record: Record) -> str:
    """Say where a found record stands: list, row and when it was received, or the other request that seeks her."""
    named = getattr(record, "row_named", None)
    if named is None:
        return _request_label(record) if record.kind == Record.Kind.SOUGHT else _("Clue")
    return _("List %(list)s, row %(row)d, received %(day)s") % {
        "list": record.case_file.label, "row": named.row.number, "day": day_words(named.row.document.received_on),
    }  # fmt: skip


def _request_label(record: Record) -> str:
    request = record.sought_in.request  # type: ignore[attr-defined]  # the app above adds it
    return _("Tracing request %(number)s, registered %(day)s") % {
        "number": request.label, "day": day_words(request.opened_on),
    }  # fmt: skip


def _question(record: Record) -> str:
    if record.birth_from and record.birth_from >= 2003:
        return _("Could this be the same child?")
    if record.sex == "f":
        return _("Could this be the same woman?")
    return _("Could this be the same man?") if record.sex == "m" else _("Could this be the same person?")


def _side(record: Record, identity: Identity, label: str) -> dict[str, Any]:
    name = identity.chief_name
    return {
        "name": name or _("Name not known"), "roman": romanise(name), "lang": "", "label": label,
        "grade": record.source.grade, "who": who(record),
    }  # fmt: skip


def _row(item: dict[str, Any], sought: Identity, found: Identity) -> dict[str, Any]:
    is_birth = item["feature"] == "birth"
    return {
        "label": FEATURES.get(item["feature"], item["feature"]),
        "bits": item["millibits"] / 1000,
        "why": REASONS.get(f"{item['feature']}.{item['outcome']}", ""),
        "left": _value(item["left"], birth_words(birth_span(sought)) if is_birth else ""),
        "right": _value(item["right"], birth_words(birth_span(found)) if is_birth else ""),
    }


def _value(text: str, understood: str) -> dict[str, str]:
    """Return a value as written, or, where the comparison speaks in codes, in words."""
    if text in _CODES:
        return {"written": "", "understood": str(_CODES[text]), "lang": ""}
    return {"written": text, "understood": understood, "lang": ""}


def _heaviest_first(count: int) -> str:
    return ngettext("%(n)d thing", "%(n)d things, heaviest first", count) % {"n": count}


def _balance(against: int, supporting: int) -> str:
    if not supporting:
        return _("Hardly anything speaks for it.")
    if not against:
        return _("Nothing that is known speaks against it. That is no proof.")
    return ngettext(
        "One thing does not fit. Read it first.", "%(n)d things do not fit. Read those first.", against
    ) % {"n": against}


def _competition(candidate: Candidate) -> list[str]:
    """Say what competes with the pair: other records for the person, other people for the record."""
    lead = candidate.evidence.get("lead")
    said = []
    if lead is not None and lead < MARGIN_BITS * 1000:
        said.append(_("Another pair is nearly as likely."))
    for_her, for_record = queries.competing(candidate)
    if for_her:
        said.append(
            ngettext(
                "%(n)d other record is proposed for the same person.",
                "%(n)d other records are proposed for the same person.",
                for_her,
            )
            % {"n": for_her}
        )
    if for_record:
        said.append(
            ngettext(
                "The same record is also proposed for %(n)d other person who is looked for.",
                "The same record is also proposed for %(n)d other people who are looked for.",
                for_record,
            )
            % {"n": for_record}
        )
    return said or [_("No other pair competes with this one.")]


def _raised(candidate: Candidate, places: Iterable[Place]) -> list[str]:
    """Say who of the family raises the pair: whom two people found in the same group, and who may stand there."""
    said = []
    decided = [parse_identity(one.sought.identity).chief_name for one in queries.found_beside(candidate)]
    if decided:
        said.append(
            _("Two people have found %(names)s in the same group on the list. That raises this pair.")
            % {"names": names_isolated(decided)}
        )
    beside = {one.sought_says.chief_name for one in places if one.sought_says and one.found and not one.is_pair}
    may_stand = raised_by(evidence_of(candidate), among=beside - set(decided))
    if may_stand:
        said.append(
            _("In the same group on the list may also stand: %(names)s. That raises this pair.")
            % {"names": names_isolated(may_stand)}
        )
    return said


def names_isolated(names: Iterable[str]) -> str:
    """Return names as a sentence holds them: each keeps its own direction."""
    return ", ".join(isolate(name) for name in names)


def _beside(place: Place) -> dict[str, Any]:
    return {
        "is_pair": place.is_pair,
        "left": _member(place.sought_says),
        "right": _member(place.found_says),
        "fit": _fit(place),
        "differs": place.sought is not None and place.found is None,
    }


def _member(identity: Identity | None) -> dict[str, Any] | None:
    if identity is None:
        return None
    return {
        "name": identity.chief_name or _("Name not known"),
        "roman": romanise(identity.chief_name),
        "birth": identity.birth,
        "understood": birth_words(birth_span(identity)),
        "relation": RELATIONS.get(identity.relation, identity.relation),
    }


def _fit(place: Place) -> str:
    if place.is_pair:
        return _("The pair under review")
    if place.sought is None:
        return _("Not mentioned in the request. May be a witness.")
    if place.found is None:
        return _("Not beside them. Looked for separately as well.")
    return _("Name and age may fit") if place.millibits < 6000 else _("Fits well")


def lines_of(assignments: Iterable[ReviewAssignment]) -> list[dict[str, Any]]:
    """Return the lines of a queue."""
    return [queue_line(assignment) for assignment in assignments]
