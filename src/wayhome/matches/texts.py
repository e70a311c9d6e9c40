"""Codes of reviewing as sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wayhome.accounts.texts import add_refusals

REFUSALS = {
    "not_a_reviewer": _("Reviewing is for match reviewers. Ask the administrator if you should be one."),
    "not_assigned": _("This pair is not in your queue."),
    "own_record": _("You registered this; a colleague reviews it."),
    "knows_them": _("You said that you know this family; a colleague reviews it."),
    "already_said": _("You have already said what you think about this pair."),
    "match_closed": _("This pair is not waiting for a review."),
    "no_reason": _("Say why, in your own words."),
    "only_a_name": _("Names alone are not enough to say that it is the same person. Give two grounds, one beside the name."),
    "second_has_spoken": _("A second person has reviewed this pair, so a review can no longer be taken back."),
    "not_yours": _("Only someone who took part, or who keeps the family's file, can do that."),
    "nothing_to_undo": _("This decision has already been undone."),
}
add_refusals(REFUSALS)

GROUNDS = {
    "name": _("The name"),
    "parents": _("Names of the father, grandfather or mother"),
    "birth": _("Birth or age"),
    "family": _("Others of the family beside them"),
    "origin": _("Where they come from"),
    "marks": _("Distinguishing marks"),
    "identifier": _("A number on a paper"),
    "elsewhere": _("Something I know from elsewhere"),
}
