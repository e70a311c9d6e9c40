"""Codes of the accounts rules as sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

REFUSALS: dict[str, str] = {
    "not_your_role": _("Your role does not include this. A colleague who has the role can do it."),
    "not_a_member": _("This file is not open to you. Ask the colleague who keeps it, and say why."),
    "compartment_not_yours": _("This part of the file is not open to you. Ask for it, and say why."),
    "not_the_owner": _("Only the colleague who opened this can do that."),
    "already_ended": _("This has already ended."),
    "self": _("You cannot do this for yourself."),
}


def refusal_sentence(refusal: str) -> str:
    """Return the sentence for a refusal code of any app; other apps add theirs with `add_refusals`."""
    return str(REFUSALS.get(str(refusal), _("This is not possible now.")))


def add_refusals(sentences: dict[str, str]) -> None:
    """Make the refusal codes of another app known. Called once, from that app's `texts`."""
    REFUSALS.update(sentences)
