"""From a family beside the lists to what its page prints."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from kinmatch.account import raised_by
from kinmatch.picture import FamilyTie
from wayhome.matches.households import Household, Somebody
from wayhome.matches.models import Candidate
from wayhome.matches.picturing import evidence_of, member, picture_of_family, strengths
from wayhome.matches.presenting import found_label, names_isolated
from wayhome.matches.texts import VERDICT_OF_BAND, badge_of
from wayhome.people.models import Record
from wayhome.people.romanise import romanise
from wayhome.tracing.models import TracingRequest


def present_family(request: TracingRequest, households: list[Household]) -> dict[str, Any]:
    """Return the context of the page of one family beside the lists."""
    return {
        "tracing_request": request,
        "households": [_household(one, number) for number, one in enumerate(households, 1)],
    }


def _household(one: Household, number: int) -> dict[str, Any]:
    ties = [
        FamilyTie(
            str(pair.sought_id), str(pair.found_id), pair.weight, asked=pair in one.decided, band=pair.band
        )
        for pair in one.pairs
    ]
    picture = picture_of_family(
        [member(who.record, _name(who), who.says.birth if who.says else "") for who in one.sought],
        [member(who.record, _name(who), _note(who)) for who in one.found],
        ties,
        key=f"household-{number}",
    )
    whole = picture.lines[-1]
    return {
        "number": number,
        "where": found_label(one.first),
        "picture": picture,
        "sentences": [whole, *_raised(one)],
        "lines": [_line(pair, one) for pair in one.pairs],
    }


def _line(pair: Candidate, household: Household) -> dict[str, Any]:
    left = next(one for one in household.sought if one.record.pk == pair.sought_id)
    right = next((one for one in household.found if one.record.pk == pair.found_id), None)
    return {
        "label": pair.label,
        "left": _name(left),
        "left_roman": romanise(_name(left)),
        "right": _name(right) if right and right.says else "",
        "right_roman": romanise(_name(right)) if right and right.says else "",
        "where": _row(pair.found),
        "band": VERDICT_OF_BAND[pair.band],
        "state": Candidate.State(pair.state).label,
        "code": badge_of(pair.state),
        **strengths(pair),
    }


def _raised(one: Household) -> list[str]:
    """Say who raises the others: whom two people found here, else who may stand here and weighs for the others."""
    if one.decided and len(one.sought) > len(one.decided):
        found = {pair.sought_id for pair in one.decided}
        names = [_name(who) for who in one.sought if who.record.pk in found]
        return [
            _("Two people have found %(names)s here. That raises the others of the family who may stand here.")
            % {"names": names_isolated(names)}
        ]
    standing = {pair.sought_id for pair in one.pairs}
    here = {_name(who) for who in one.sought if who.record.pk in standing} if len(one.pairs) > 1 else set()
    names = [name for pair in one.pairs for name in raised_by(evidence_of(pair), among=here)]
    if not names:
        return []
    return [
        _("%(names)s may stand in the same group. That raises the others of the family.")
        % {"names": names_isolated(dict.fromkeys(names))}
    ]


def _name(who: Somebody) -> str:
    if who.says is None:
        return _row(who.record)
    return who.says.chief_name or _("Name not known")


def _note(who: Somebody) -> str:
    return who.says.birth if who.says is not None else _("name closed to you")


def _row(record: Record) -> str:
    named = getattr(record, "row_named", None)
    return _("Row %(number)d") % {"number": named.row.number} if named is not None else _("Another request")

