"""Codes of intake as sentences: what is wrong, why refused, what each consent means, what is read aloud."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kinmatch import DateSpan
from kinmatch.dates import read_date
from kinmatch.record import DateKind
from wayhome.accounts.texts import add_refusals
from wayhome.tracing.checks import Problem

Words = str | Promise

REFUSALS: dict[str, Words] = {
    "draft_finished": _("This interview has been registered already. The request has its own page."),
    "draft_discarded": _("This draft was put aside. Take it back first."),
    "draft_incomplete": _("Something is still needed. The page lists what."),
    "consent_already_withdrawn": _("This consent has been withdrawn already."),
    "consent_was_no": _("The answer was no, so there is nothing to withdraw."),
}
add_refusals(REFUSALS)  # type: ignore[arg-type]

STEPS: dict[str, Words] = {
    "enquirer": _("Who asks"),
    "sought": _("Who is sought"),
    "news": _("Last news"),
    "consents": _("Consent"),
    "warnings": _("Read aloud"),
    "check": _("Check and register"),
}

PROBLEMS: dict[str, Words] = {
    "required": _("Still needed."),
    "required_or_unknown": _("Still needed: an answer, or “does not know”."),
    "required_or_none": _("Still needed: a number, or “has no telephone”."),
    "when_safe": _("Still needed: when it is safe to call, and what to say."),
    "nobody_sought": _("Nobody is sought yet. Write at least one name."),
    "not_read": _("Not read aloud yet."),
    "not_chosen": _("Still to be chosen."),
    "not_answered": _("Yes or no is still needed."),
    "not_a_number": _("This is not a number. Write how many, in digits."),
    "no_consent_to_search": _(
        "Without this consent we may not search, and the request cannot be registered. What was typed is kept as a draft."
    ),
    "name_without_letters": _("There is no letter in this name."),
    "name_of_one_letter": _(
        "A name of one letter is too short to search by. Write the name as it was said, or leave it out."
    ),
    "name_too_long": _(
        "This name has %(length)s signs; the longest is %(most)s. Write only the name here and the rest under marks. What was typed is kept."
    ),
    "note_too_long": _("This note is longer than %(most)s signs. Please shorten it. What was typed is kept."),
    "invisible_signs": _(
        "This name holds invisible signs that turn the writing around. It is kept as typed; the search does not mind them. Compare what is shown with what was said."
    ),
    "card_number": _(
        "This looks like the number of a bank card. Take it out: we keep no numbers of cards, for the family’s safety. If somebody asked for money, write that without the number."
    ),
    "account_number": _(
        "This looks like the number of a bank account. Take it out: we keep no numbers of accounts, for the family’s safety. If somebody asked for money, write that without the number."
    ),
    "speaks_of_money": _(
        "This note speaks of money (“%(word)s”). We do not ask who sent money to whom, and it can harm the family. If it is not needed for the search, leave it out."
    ),
    "in_the_future": _("“%(written)s” lies in the future. What was typed is kept."),
    "too_old": _("“%(written)s” would be an age of more than 110 years. What was typed is kept."),
    "too_long_ago": _("“%(written)s” is too long ago. What was typed is kept."),
    "no_such_day": _("There is no such day as “%(written)s”. What was typed is kept."),
    "date_not_understood": _(
        "We could not understand “%(written)s” as a date. It is kept as typed; a year or an age helps the search."
    ),
    "same_person_twice": _(
        "This is the same person as %(first)s above. Take one of the two off, or write what makes them different: birth, father or mother."
    ),
    "asks_for_herself": _(
        "This is the person who asks. A request cannot seek the enquirer. Write whom she or he looks for."
    ),
    "bears_the_name_of_the_enquirer": _(
        "This person has the same name as the enquirer. If they are two people, write the birth of both."
    ),
    "parent_younger": _("%(parent)s would be younger than this child. Check the two births."),
}

RELATIONS: dict[str, Words] = {
    "daughter": pgettext_lazy("kin", "Daughter"),
    "son": pgettext_lazy("kin", "Son"),
    "granddaughter": pgettext_lazy("kin", "Granddaughter"),
    "grandson": pgettext_lazy("kin", "Grandson"),
    "sister": pgettext_lazy("kin", "Sister"),
    "brother": pgettext_lazy("kin", "Brother"),
    "mother": pgettext_lazy("kin", "Mother"),
    "father": pgettext_lazy("kin", "Father"),
    "wife": pgettext_lazy("kin", "Wife"),
    "husband": pgettext_lazy("kin", "Husband"),
    "daughter_in_law": pgettext_lazy("kin", "Daughter-in-law"),
    "son_in_law": pgettext_lazy("kin", "Son-in-law"),
    "niece": pgettext_lazy("kin", "Niece"),
    "nephew": pgettext_lazy("kin", "Nephew"),
    "other": pgettext_lazy("kin", "Other relative"),
}

NAME_KINDS: dict[str, Words] = {
    "full": _("Full name"),
    "given": _("Given name"),
    "surname": _("Family name"),
    "maiden": _("Family name before marriage"),
    "married": _("Family name by marriage"),
    "patronymic": _("Patronymic"),
    "kunya": _("“Mother of …”, “father of …”"),
    "nisba": _("Name by place of origin"),
    "nickname": _("Home name"),
    "convert": _("Name taken later"),
    "alias": _("Another name or spelling"),
}

LANGUAGES: dict[str, Words] = {
    "ru": _("Russian"),
    "ce": _("Chechen"),
    "inh": _("Ingush"),
    "av": _("Avar"),
    "kum": _("Kumyk"),
    "dar": _("Dargwa"),
    "lez": _("Lezgian"),
    "kbd": _("Kabardian"),
    "uz": _("Uzbek"),
    "tg": _("Tajik"),
    "kk": _("Kazakh"),
    "ky": _("Kyrgyz"),
    "ar": _("Arabic"),
    "en": _("English"),
    "oth": _("Another language"),
}

MEANS: dict[str, Words] = {
    "call": _("Call or message from the person"),
    "message": _("Message from an unknown number"),
    "relative": _("Told by a relative or a neighbour"),
    "fellow": _("Told by a woman who was in the same place"),
    "picture": _("Seen in a video or photograph"),
    "press": _("Read or heard in the news"),
    "official": _("Official letter or list"),
}

COUNTRIES: dict[str, Words] = {
    "IQ": _("Iraq"),
    "SY": _("Syria"),
    "TR": _("Turkey"),
}

WITH_WHOM: dict[str, Words] = {
    "parent": _("With its mother or father"),
    "relative": _("With another relative"),
    "other_adult": _("With somebody who is not kin"),
    "institution": _("In an orphanage or hospital"),
    "nobody": _("With nobody"),
    "unknown": _("Not known"),
}

ALOUD: dict[str, Words] = {
    "enquirer": _(
        "Please tell us your name and how we can reach you safely. We use this only to tell you what we learn."
    ),
    "sought": _(
        "Please tell me what they were called at home and what stands in their papers. We do not ask what anybody did. If you do not remember something, that is no harm."
    ),
    "news": _(
        "Please tell me the last that you heard, in the words you heard it. We do not ask who helped with the journey or how you keep in touch."
    ),
}

CONSENT_MEANING: dict[str, Words] = {
    "trace": _(
        "We may compare the names with lists from prisons and camps and ask our own staff there. Without this we cannot search."
    ),
    "followup_contact": _(
        "We may call you from time to time, at the hour you named, even when there is no news."
    ),
    "share_icrc": _(
        "We may give the names to the International Committee of the Red Cross or to the national Red Crescent, which visit places of detention. They are two different organisations; you can say which."
    ),
    "share_consulate": _(
        "We may give the names to the consulate or the foreign ministry, which issue papers for the journey home."
    ),
    "share_ombudsman": _(
        "We may give the names of the children to the children’s ombudsman, who takes part in bringing them home."
    ),
    "share_lawyer": _("We may give the names to a lawyer who can defend the person in court."),
    "share_detaining": _(
        "We may say the name to those who run the place of detention, for example to ask for a visit. They then know that the family looks for her. Nothing about you is said."
    ),
    "photo_circulate": _(
        "Our own staff may show the photograph when they ask for the person. It is never published."
    ),
}

WARNINGS: dict[str, Words] = {
    "free": _("Everything we do is free. Nobody of us will ever ask you for money."),
    "brokers": _(
        "There are people who promise to bring somebody out for money. Please pay nobody. If somebody asks you for money, tell us; we do not blame you."
    ),
    "money": _(
        "Please do not send money to unknown people or through unknown people. It can be lost, and it can bring you before a court."
    ),
    "harm": _(
        "Please do not tell us anything that could harm you or your family. We do not ask who helped with the journey, what the husband did, or how you keep in touch."
    ),
    "police": _("We give nothing to the police, to security services or to prosecutors."),
    "we_do": _(
        "We will compare the names with the lists we receive and ask in the places we reach. Two of us check every finding before anybody tells you."
    ),
    "we_do_not": _(
        "We cannot promise to find somebody, to free her from prison, or to say a day. If there is news, your worker tells you in person."
    ),
    "calls": _(
        "When we call, we say the word that you chose today. Whoever does not know the word is not from us."
    ),
}

PAPER: dict[str, Words] = {
    "we_do": _("We are searching. Two of us check everything before we tell you."),
    "we_do_not": _("We cannot promise a result or a day. Your worker tells you news in person."),
    "free": _("Everything is free. Pay nobody."),
    "brokers": _("If somebody asks you for money in our name or promises help for money, tell us."),
    "share": _("We pass nothing on without your consent."),
    "calls": WARNINGS["calls"],
}
"""What stands on the paper that the enquirer carries home: it must harm nobody who finds it with her."""

URGENCY_REASONS: dict[str, Words] = {
    "child_alone": _("A child is with nobody."),
    "small_child_separated": _("A child under five is without its parents."),
    "boy_of_ten": _("A boy of ten or older can be taken away from his mother."),
    "child_separated": _("A child is without its parents."),
    "child_with_parent": _("A child is sought."),
    "adult": _("Only adults are sought, and no danger is known."),
}


def problem_sentence(problem: Problem) -> str:
    """Return the sentence for a problem, without the name of its field."""
    return str(PROBLEMS[problem.code]) % dict(problem.facts)


def understood(written: str, *, on: date) -> str:
    """Return how a date was understood, in the reader's language, or an empty text."""
    span = read_date(written, stated_on=on).span if written else None
    return span_words(span) if span else ""


def span_words(span: DateSpan) -> str:
    """Say a span of days in words, as exactly as it is known."""
    first, last = span.earliest, span.latest
    if span.kind is DateKind.PLACEHOLDER:
        return gettext("%(year)s; the day looks like a stand-in, so only the year counts") % {
            "year": first.year
        }
    if span.swapped and span.swapped[0] != first:
        both = {"one": date_format(first, "j E Y"), "other": date_format(span.swapped[0], "j E Y")}
        return gettext("%(one)s, or %(other)s") % both
    if first == last:
        return date_format(first, "j E Y")
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        if first.year == last.year:
            return str(first.year)
        return gettext("%(first)s to %(last)s") % {"first": first.year, "last": last.year}
    if first.year == last.year and first.month == last.month:
        return date_format(first, "F Y")
    return gettext("%(first)s to %(last)s") % {
        "first": date_format(first, "F Y"),
        "last": date_format(last, "F Y"),
    }
