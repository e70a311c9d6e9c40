"""Forms about people."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """The one box."""

    q = forms.CharField(
        label=_("A name in any script, a year of birth, or a number such as P-0418"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto", "autofocus": True, "type": "search"}),
    )
