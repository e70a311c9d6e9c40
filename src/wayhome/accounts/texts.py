"""Codes of the accounts rules as sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

REFUSALS: dict[str, str] = {
    "not_your_role": _("Your role does not include this. A colleague who has the role can do it."),
    "not_a_member": _("This file is not open to you. Ask the colleague who keeps it, and say why."),
    "compartment_not_yours": _("This part of the file is not open to you. Ask for it, and say why."),
    "already_ended": _("This has already ended."),
    "self": _("You cannot do this for yourself."),
    "not_yours_to_end": _("Only who opened the file, who gave this, or the colleague herself can end it."),
    "last_one": _("Nobody else keeps this file. Open it to a colleague first."),
}

# What was opened, in the access record of a file.
PAGES: dict[str, str] = {
    "person": _("the page of a person"),
    "review": _("a pair, for review"),
    "family": _("a family beside the lists"),
    "request": _("the request"),
    "receipt": _("the receipt"),
    "intake": _("the interview"),
    "list": _("the list"),
    "list_columns": _("the columns of the list"),
    "list_begin": _("the list, to read it in"),
    "list_rows": _("the rows of the list"),
    "list_withdraw": _("the list, to take it back"),
    "file_people": _("this page"),
}


def page_words(page: str) -> str:
    """Return what a page of the access record is called."""
    return str(PAGES.get(page, _("a page of the file")))


def refusal_sentence(refusal: str) -> str:
    """Return the sentence for a refusal code of any app; other apps add theirs with `add_refusals`."""
    return str(REFUSALS.get(str(refusal), _("This is not possible now.")))


def add_refusals(sentences: dict[str, str]) -> None:
    """Make the refusal codes of another app known. Called once, from that app's `texts`."""
    REFUSALS.update(sentences)
