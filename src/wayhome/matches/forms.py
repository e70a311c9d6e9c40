"""The form of a review."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wayhome.matches import policies
from wayhome.matches.models import Review
from wayhome.matches.texts import GROUNDS, REFUSALS

VERDICT_HELP = {
    Review.Verdict.SAME: _("Two grounds at least, one beside the name. A second person decides with you."),
    Review.Verdict.DIFFERENT: _("This pair is not offered again unless something new speaks."),
    Review.Verdict.UNSURE: _("It stays open; others may know more."),
    Review.Verdict.NEED_MORE: _("Say what is missing, and whom to ask."),
}


class ReviewForm(forms.Form):
    """What one reviewer finds, on what grounds, and why."""

    verdict = forms.ChoiceField(
        label=_("What do you think?"), choices=Review.Verdict.choices, widget=forms.RadioSelect
    )
    grounds = forms.MultipleChoiceField(
        label=_("On what grounds?"), choices=GROUNDS.items(), widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = forms.CharField(
        label=_("Your reason, in your own words"),
        help_text=_("The other reviewer reads it only after both have spoken."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def verdicts_with_help(self) -> list[tuple[Any, Any]]:
        """Return each verdict's radio button with what it means."""
        return list(zip(self["verdict"], VERDICT_HELP.values(), strict=True))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        refusal = policies.why_not_say(
            verdict=data.get("verdict", ""), grounds=data.get("grounds", []), reason=data.get("reason", "-")
        )
        if refusal == policies.Refusal.ONLY_A_NAME:
            self.add_error("grounds", REFUSALS[refusal])
        return data


class UndoForm(forms.Form):
    """Why a decision is undone."""

    reason = forms.CharField(
        label=_("Why is it undone?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )


class DayForm(forms.Form):
    """As of which day the totals are counted."""

    as_of = forms.DateField(label=_("As of"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
