"""Forms of lists and places."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rosters import UnreadableCode
from wayhome.lists import texts
from wayhome.lists.models import Facility, HeldFile
from wayhome.lists.places import country_choices, governorate_choices, place_choices
from wayhome.people.models import Reliability, SourceKind

Choices = list[tuple[str, Any]]

ENDINGS = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".xls")
KINDS_OF_SOURCE = (
    SourceKind.DETAINING_LIST, SourceKind.CAMP_ADMIN, SourceKind.FIELD_VISIT, SourceKind.CONSULATE,
    SourceKind.COURT, SourceKind.OTHER_NGO, SourceKind.SOCIAL_MEDIA, SourceKind.OWN_STAFF,
)  # fmt: skip
_ANY_SCRIPT = {"dir": "auto", "autocomplete": "off", "spellcheck": "false"}


def language() -> str:
    """Return the reader's language as a code of two letters."""
    return (get_language() or "en")[:2]


def day_field(label: Any, help_text: Any = "", *, required: bool = False) -> forms.DateField:
    """Return a field for one day."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input-short"})
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


def line(label: Any, help_text: Any = "", *, required: bool = False, **attributes: str) -> forms.CharField:
    """Return a field of one line for any script."""
    widget = forms.TextInput(attrs={**_ANY_SCRIPT, **attributes})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=300, widget=widget)


def lines(label: Any, help_text: Any = "", rows: int = 2) -> forms.CharField:
    """Return a field of several lines for any script."""
    widget = forms.Textarea(attrs={**_ANY_SCRIPT, "rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=4000, widget=widget)


def _offer(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    """Offer choices in a field of which nothing need be chosen."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", "—"), *choices]


class UploadForm(forms.Form):
    """A list and how it reached us. A file that came with an earlier try is held and need not be chosen again."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("The list as it came"), required=False, allow_empty_file=True, max_length=255,
        help_text=_("XLSX, CSV or TXT, up to 50 MB. It is kept as it is; nothing in it is changed."),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )  # fmt: skip
    facility = forms.ChoiceField(label=_("The place it is about"), required=False)
    where = forms.ChoiceField(
        label=_("Or only the governorate"), required=False, help_text=_("If the place is not in the register or not known.")
    )
    source_kind = forms.ChoiceField(
        label=_("Who made it"), choices=[("", "—"), *[(kind.value, kind.label) for kind in KINDS_OF_SOURCE]]
    )
    listed_on = day_field(_("Date of the list"), _("Ages count from this day. Left empty, it is looked for in the list."))
    received_on = day_field(_("Received on"), required=True)
    list_source = forms.ChoiceField(
        label=_("Lists of the same kind"), required=False,
        help_text=_("What you correct in the columns is remembered for the next list of this kind."),
    )  # fmt: skip
    new_source = line(_("Or a new kind, in your own words"), _("Such as: monthly registration of the camp"))
    reliability = forms.ChoiceField(label=_("How far the source is trusted"), choices=Reliability.choices, initial=Reliability.F)
    description = lines(_("How it reached us"), _("Sealed apart from the list: who gave it is not shown with it."))
    legal_basis = lines(_("On what basis we hold it"), _("Such as: handed over by the administration for tracing."))

    def __init__(
        self, *args: Any, facilities: Choices, sources: Choices, today: date, held: HeldFile | None = None,
        too_large: bool = False, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.today, self.held, self.too_large = today, held, too_large
        _offer(self, "facility", facilities)
        _offer(self, "where", place_choices(language=language()))
        _offer(self, "list_source", sources)
        self.fields["received_on"].initial = today

    def clean_file(self) -> Any:
        """Refuse what is no list before it is kept, and say what it is."""
        file = self.cleaned_data.get("file")
        if self.too_large or (file and file.size > settings.WAYHOME_LIST_FILE_BYTES):
            raise forms.ValidationError(str(texts.UNREADABLE[UnreadableCode.TOO_LARGE]), code="too_large")
        if file is None:
            if self.held is None:
                raise forms.ValidationError(_("Choose the file of the list."), code="missing")
            return None
        if file.size == 0:
            raise forms.ValidationError(str(texts.UNREADABLE[UnreadableCode.EMPTY]), code="empty")
        ending = PurePath(file.name).suffix.lower()
        if ending not in ENDINGS:
            raise forms.ValidationError(
                texts.unreadable_sentence(UnreadableCode.UNKNOWN_ENDING, {"place": ending or file.name[-12:]}), code="ending"
            )
        return file

    def clean_received_on(self) -> date:
        return self._not_in_future("received_on")

    def clean_listed_on(self) -> date | None:
        return self._not_in_future("listed_on")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("facility") and not said.get("where") and "facility" not in self.errors:
            self.add_error("facility", _("Choose the place, or at least the governorate."))
        listed, received = said.get("listed_on"), said.get("received_on")
        if listed and received and listed > received:
            self.add_error("listed_on", _("The list cannot be younger than the day on which it was received."))
        return said

    def facility_id(self) -> UUID | None:
        """Return the chosen place, or None where only a governorate was chosen."""
        chosen = self.cleaned_data["facility"]
        return UUID(chosen) if chosen else None

    def _not_in_future(self, name: str) -> Any:
        day = self.cleaned_data.get(name)
        if day and day > self.today:
            raise forms.ValidationError(_("This day has not come yet."), code="future")
        return day


class FacilityForm(forms.Form):
    """What the register says of a place."""

    use_required_attribute = False

    en = line(_("Name in English"), lang="en")
    ru = line(_("Name in Russian"), lang="ru")
    ar = line(_("Name in Arabic"), lang="ar")
    aliases = lines(_("Other names, one on each line"), _("As lists and families write it, in any script."))
    kind = forms.ChoiceField(label=_("What kind of place it is"), choices=[("", "—"), *Facility.Kind.choices])
    authority = forms.ChoiceField(label=_("Who holds it"), choices=Facility.Authority.choices, initial=Facility.Authority.UNKNOWN)
    country = forms.ChoiceField(label=_("Country"))
    governorate = forms.ChoiceField(label=_("Governorate"), required=False)
    notes = lines(_("Notes on access"), _("Guards present? List shown or copied? They bound how far what we learn can be relied on."), 4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "country", country_choices(language=language()))
        _offer(self, "governorate", governorate_choices(language=language()))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not any(said.get(name) for name in ("en", "ru", "ar")):
            self.add_error("en", _("Give the name in at least one language."))
        governorate, country = said.get("governorate"), said.get("country")
        if governorate and country and not governorate.startswith(f"{country}-"):
            self.add_error("governorate", _("This governorate lies in another country."))
        return said


class ReadingForm(forms.Form):
    """The meaning of each column, the row of the heading, and the day of the list; one select for each column."""

    use_required_attribute = False

    header_row = forms.IntegerField(
        label=_("Row of the heading"), required=False, min_value=0, max_value=1000,
        help_text=_("Empty: as we found it. 0: the list has no heading."),
        widget=forms.NumberInput(attrs={"class": "input-short", "dir": "ltr"}),
    )  # fmt: skip
    listed_on = day_field(_("Date of the list"), _("Ages count from this day."))

    def __init__(self, *args: Any, columns: list[Any], received_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.received_on = received_on
        choices = [(meaning.value, words) for meaning, words in texts.MEANINGS.items()]
        for column in columns:
            self.fields[column.key] = forms.ChoiceField(
                label=column.heading or _("Column %(n)d") % {"n": column.index + 1}, choices=choices,
                required=False, initial=column.meaning.value,
            )  # fmt: skip

    def clean_listed_on(self) -> date | None:
        day: date | None = self.cleaned_data.get("listed_on")
        if day and day > self.received_on:
            raise forms.ValidationError(_("The list cannot be younger than the day on which it was received."))
        return day

    def chosen(self) -> dict[str, str]:
        """Return by the key of a column what was chosen."""
        return {name: value for name, value in self.cleaned_data.items() if name.startswith("c") and value}
