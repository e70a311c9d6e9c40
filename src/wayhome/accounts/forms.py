"""Forms about who may open a case file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wayhome.vault.compartments import Compartment


class ShareForm(forms.Form):
    """Which parts of a file are opened to whom, and until when."""

    colleague = forms.ChoiceField(label=_("Colleague"))
    compartments = forms.MultipleChoiceField(
        label=_("What is opened"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what her work needs. Her role must include it."),
    )  # fmt: skip
    until = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("It closes by itself after this day."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, colleagues: Iterable[tuple[str, str]], own: frozenset[Compartment], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        offered: dict[str, list[tuple[str, Any]]] = {
            "colleague": [("", "—"), *colleagues],
            "compartments": [(one.value, one.label) for one in Compartment if one in own],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def clean_compartments(self) -> frozenset[Compartment]:
        return frozenset(Compartment(code) for code in self.cleaned_data["compartments"])

    def clean_until(self) -> date:
        """Take a day from today on."""
        until: date = self.cleaned_data["until"]
        if until < self.today:
            raise forms.ValidationError(_("This day has passed."), code="past")
        return until
