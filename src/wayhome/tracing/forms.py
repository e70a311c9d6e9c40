"""The pages of the interview as forms. They show, label and keep what was typed; `checks` says what is wrong with it.

No field is required here and none is cleaned: an interview may stop at any point, and nothing that was typed is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wayhome.people.models import ConsentPurpose, Sex
from wayhome.people.romanise import romanise
from wayhome.tracing import texts
from wayhome.tracing.checks import Problem
from wayhome.tracing.models import Urgency
from wayhome.tracing.policies import PURPOSES, WARNINGS
from wayhome.tracing.typed import Typed, called, keys_of, name_rows

_ANY_SCRIPT = {"dir": "auto", "autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}


def line(label: Any, help_text: Any = "", **attributes: str) -> forms.CharField:
    """Return a field of one line for any script."""
    widget = forms.TextInput(attrs={**_ANY_SCRIPT, **attributes})
    return forms.CharField(label=label, help_text=help_text, required=False, strip=False, widget=widget)


def lines(label: Any, help_text: Any = "", rows: int = 3) -> forms.CharField:
    """Return a field of several lines for any script."""
    widget = forms.Textarea(attrs={**_ANY_SCRIPT, "rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=False, strip=False, widget=widget)


def choice(
    label: Any, choices: Iterable[tuple[str, Any]], help_text: Any = "", *, blank: bool = True
) -> forms.ChoiceField:
    """Return a choice in which nothing is chosen at first."""
    listed = [("", "—"), *choices] if blank else list(choices)
    return forms.ChoiceField(label=label, choices=listed, help_text=help_text, required=False)


def yes_no(
    label: Any, help_text: Any = "", answers: tuple[Any, Any] = (_("Yes"), _("No"))
) -> forms.ChoiceField:
    """Return two radio buttons of which neither is pressed at first."""
    return forms.ChoiceField(
        label=label, help_text=help_text, required=False, widget=forms.RadioSelect,
        choices=[("yes", answers[0]), ("no", answers[1])],
    )  # fmt: skip


def tick(label: Any, help_text: Any = "") -> forms.BooleanField:
    """Return a tick box that is empty at first."""
    return forms.BooleanField(label=label, help_text=help_text, required=False)


class StepForm(forms.Form):
    """One page, bound to what was typed. Errors come from `show`, never from Django's own cleaning."""

    dates: tuple[str, ...] = ()
    use_required_attribute = False

    def __init__(self, typed: Typed, *, on: date, prefix: str | None = None) -> None:
        data = MultiValueDict(
            {name: value if isinstance(value, list) else [value] for name, value in typed.items()}
        )
        super().__init__(data, prefix=prefix)
        self._errors = forms.utils.ErrorDict()
        self.build(typed)
        for name in self.dates:
            written = str(typed.get(self.add_prefix(name), "")).strip()
            self.say_understood(name, texts.understood(written, on=on))

    def build(self, typed: Typed) -> None:
        """Add the fields that depend on what was typed."""

    def say_understood(self, name: str, words: str) -> None:
        """Put under a date how it was understood."""
        if words:
            field = self.fields[name]
            understood = format_html(
                '<span class="understood">{} <strong>{}</strong></span>', gettext("As understood:"), words
            )
            field.help_text = format_html("{} {}", understood, field.help_text or "")

    def show(self, problems: Iterable[Problem]) -> None:
        """Put each problem to its field: what is wrong or missing as an error, what is odd as a help."""
        for problem in problems:
            name = problem.field.removeprefix(f"{self.prefix}-") if self.prefix else problem.field
            if name not in self.fields:
                continue
            sentence = texts.problem_sentence(problem)
            if problem.weight == "notice":
                self.fields[name].help_text = format_html(
                    '<span class="notice">{}</span> {}', sentence, self.fields[name].help_text
                )
            else:
                self._errors.setdefault(name, self.error_class(error_class="errorlist")).append(sentence)

    def full_clean(self) -> None:
        """Nothing is cleaned: what was typed stays what was typed."""
        self.cleaned_data: dict[str, Any] = {}


class EnquirerForm(StepForm):
    """Who asks, and how she may safely be reached."""

    name = line(_("Full name, as in the papers"), _("In the script of the paper."))
    other_name = line(_("Another name or spelling"))
    sex = choice(_("Sex"), [(Sex.FEMALE, _("Woman")), (Sex.MALE, _("Man"))])
    birth = line(_("When born"), _("As it was said; a year is enough."))
    language = choice(_("Language of the talk"), texts.LANGUAGES.items())
    interpreter = tick(_("An interpreter is present"))
    region = line(_("Region where she or he lives"))
    phone1 = line(_("Telephone"), inputmode="tel", dir="ltr")
    phone2 = line(_("Another telephone"), inputmode="tel", dir="ltr")
    no_phone = tick(_("Has no telephone"))
    safe_to_call = line(
        _("When is it safe to call, and what should we say?"),
        _("For example: after six; say that you call about the school."),
    )
    who_may_answer = line(_("Who else may answer?"))
    identity_seen = yes_no(
        _("Did you see a paper that says who she or he is?"), _("We note only that you saw it. No copy is kept."),
        (_("Yes, seen"), _("No, not seen")),
    )  # fmt: skip

    dates = ("birth",)


class PersonForm(StepForm):
    """One sought person; her fields stand under the prefix `p<key>`."""

    sex = choice(
        _("Sex"),
        [(Sex.FEMALE, _("Woman or girl")), (Sex.MALE, _("Man or boy")), (Sex.UNKNOWN, _("Does not know"))],
    )
    relation = choice(_("Who is she or he to the enquirer?"), texts.RELATIONS.items())
    birth = line(
        _("When born"),
        _("Write it as it was said; “about”, “before the war”, an age and a bare year are fine."),
    )
    birth_unknown = tick(_("Does not know"))
    father = line(_("Father’s name"))
    father_unknown = tick(_("Does not know"))
    grandfather = line(
        _("Name of the father’s father"),
        _("Iraqi lists write given name, father, grandfather. Often it is the only family clue in the row."),
    )
    grandfather_unknown = tick(_("Does not know"))
    mother = line(_("Mother’s name"))
    mother_unknown = tick(_("Does not know"))
    husband = line(_("Husband’s name, for a woman"))
    husband_unknown = tick(_("Does not know"))
    origin = line(_("Where from"), _("Village, town or region."))
    origin_unknown = tick(_("Does not know"))
    born_in = choice(
        _("Born abroad in"), texts.COUNTRIES.items(), _("Only if born on the journey or after it.")
    )
    children_count = line(_("How many children has she or he?"), inputmode="numeric")
    with_whom = choice(_("For a child: with whom, as far as known?"), texts.WITH_WHOM.items())
    paper = line(_("Number of a passport or birth certificate"), dir="ltr")
    marks = lines(
        _("Marks by which to know her or him"),
        _("Scar, birthmark, a song, a habit. Not what somebody did."),
        2,
    )
    mother_key = choice(_("Her or his mother is"), ())
    father_key = choice(_("Her or his father is"), ())
    spouse_key = choice(_("Is married to"), ())

    dates = ("birth",)

    def __init__(self, typed: Typed, *, on: date, key: str, number: int) -> None:
        self.key, self.number, self.typed = key, number, typed
        super().__init__(typed, on=on, prefix=f"p{key}")

    def build(self, typed: Typed) -> None:
        """Add the lines for names, and the other sought persons to choose kin from."""
        self.rows = name_rows(typed, self.key)
        for row in range(1, self.rows + 1):
            label = _("Name, as it was said or stands in a paper") if row == 1 else _("One more name")
            self.fields[f"name-{row}"] = line(label)
            kinds = choice(_("What kind of name"), texts.NAME_KINDS.items(), blank=False)
            kinds.initial = "full"
            self.fields[f"kind-{row}"] = kinds
        others = [(key, self.label_of(key)) for key in keys_of(typed) if key != self.key]
        for name in ("mother_key", "father_key", "spouse_key"):
            if others:
                self.fields[name] = choice(self.fields[name].label, others)
            else:
                del self.fields[name]
        self.order_fields([f"{part}-{row}" for row in range(1, self.rows + 1) for part in ("name", "kind")])

    def label_of(self, key: str) -> str:
        """Return how the page calls another sought person."""
        number = keys_of(self.typed).index(key) + 1
        return called(self.typed, key) or gettext("Person %(number)s") % {"number": number}

    @property
    def title(self) -> str:
        """How the page calls this person."""
        return self.label_of(self.key)

    @property
    def roman(self) -> str:
        """Her name in Latin letters, for a colleague who does not read its script."""
        return romanise(called(self.typed, self.key))

    @property
    def has_more(self) -> bool:
        """Whether the folded part holds something to see."""
        names = ("children_count", "with_whom", "born_in", "paper", "marks")
        return any(self.typed.get(self.add_prefix(name)) or name in self.errors for name in names)

    @property
    def name_pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The lines of names with their kinds, for the page."""
        return [(self[f"name-{row}"], self[f"kind-{row}"]) for row in range(1, self.rows + 1)]

    @property
    def kin(self) -> list[forms.BoundField]:
        """The choices of kin within the request; none where only one person is sought."""
        return [self[name] for name in ("mother_key", "father_key", "spouse_key") if name in self.fields]


class NewsForm(StepForm):
    """The last news, as it was said."""

    on = line(_("When was the last news?"), _("As it was said."))
    on_unknown = tick(_("Does not know"))
    means = choice(_("How did it come?"), texts.MEANS.items(), _("May stay empty."))
    country = choice(_("In which country?"), texts.COUNTRIES.items())
    place = line(_("Where was she or he then?"), _("Town, camp, prison: as it was said."))
    place_unknown = tick(_("Does not know"))
    words = lines(_("The exact words"), _("A message or a sentence on the telephone, word for word."))
    departed_on = line(_("When did they leave home?"), _("As it was said."))
    travelled_with = lines(
        _("Who travelled together?"), _("Names of others on the journey. Not who helped or paid."), 2
    )
    believes = lines(_("What does the family itself believe?"), "", 2)

    dates = ("on", "departed_on")

    def __init__(self, typed: Typed, *, on: date, persons: Mapping[str, str]) -> None:
        self.persons = persons
        super().__init__(typed, on=on)

    def build(self, typed: Typed) -> None:
        """Ask whom the news is about, where several are sought."""
        if len(self.persons) > 1:
            self.fields["about"] = forms.MultipleChoiceField(
                label=_("About whom is this news?"), help_text=_("Tick nobody if it is about all of them."),
                choices=list(self.persons.items()), required=False, widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip


class ConsentsForm(StepForm):
    """Yes or no to each purpose."""

    def build(self, typed: Typed) -> None:
        """Ask for each purpose by itself, with what it means. Nothing is chosen beforehand."""
        for purpose in PURPOSES:
            self.fields[purpose.value] = yes_no(
                ConsentPurpose(purpose).label, texts.CONSENT_MEANING[purpose.value]
            )


class WarningsForm(StepForm):
    """What is read aloud before a request is registered."""

    def build(self, typed: Typed) -> None:
        """List what is read aloud; each is ticked by itself."""
        for code in WARNINGS:
            self.fields[code] = tick(texts.WARNINGS[code])


class ClosingForm(StepForm):
    """How urgent it is, and the word by which our calls are known."""

    urgency = forms.ChoiceField(
        label=_("How soon must somebody act?"),
        choices=Urgency.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    urgency_note = lines(_("Why, if you chose otherwise"), "", 2)
    call_back_word = line(
        _("Word for our calls"),
        _(
            "Agree on a word with the visitor. Whoever calls from us says it first. It is not printed on the receipt."
        ),
    )
