"""Codes of reviewing and of evidence as sentences."""

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
    "only_a_name": _(
        "Names alone are not enough to say that it is the same person. Give two grounds, one beside the name."
    ),
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

FEATURES = {
    "name": _("Name"),
    "kunya": _("Called mother or father of"),
    "father": _("Father's name"),
    "grandfather": _("Father's father"),
    "mother": _("Mother's name"),
    "husband": _("Husband"),
    "birth": _("Birth"),
    "sex": _("Woman or man"),
    "age_group": _("Grown up or child"),
    "origin": _("Where from"),
    "nationality": _("Nationality"),
    "place": _("Place"),
    "marks": _("Marks"),
    "identifier": _("Number on a paper"),
    "children": _("Children with her or him"),
    "siblings": _("Brothers and sisters"),
    "sibling_guard": _("Brother, sister or twin?"),
    "family": _("The others of the family"),
}

# What is said beside the scale; the two values stand at either side.
REASONS = {
    "name.agree": _("The same name, as far as the two scripts can tell."),
    "name.close": _("Near to each other: one may be a spelling of the other."),
    "name.differ": _("Another name. People also change names, or are written under another's."),
    "kunya.agree": _("The same kunya. Many women share one."),
    "kunya.close": _("Nearly the same kunya."),
    "kunya.differ": _("Another kunya. It changes with each child."),
    "father.agree": _("The patronymic and the father's name are one name."),
    "father.close": _("The fathers' names are near to each other."),
    "father.differ": _("The fathers have different names."),
    "grandfather.agree": _("The same name of the father's father."),
    "grandfather.close": _("The names of the father's fathers are near to each other."),
    "grandfather.differ": _("The father's fathers have different names."),
    "mother.agree": _("The same mother's name."),
    "mother.close": _("The mothers' names are near to each other."),
    "mother.differ": _("Another mother's name. Children are also listed under another woman."),
    "husband.agree": _("The same husband's name."),
    "husband.close": _("The husbands' names are near to each other."),
    "husband.differ": _("Another husband's name. There may have been a later husband."),
    "birth.agree": _("The two fit together."),
    "birth.close": _("A year or so apart. Clerks often miss by one or two."),
    "birth.differ": _("Too far apart for a slip of the pen, unless an age stands in the wrong row."),
    "sex.agree": _("The same."),
    "sex.differ": _("One is written as a woman, the other as a man."),
    "age_group.agree": _("The same."),
    "age_group.differ": _("One is a grown-up, the other a child."),
    "origin.agree": _("The origins fit. Such words were used loosely."),
    "origin.close": _("The origins may fit."),
    "origin.differ": _("The origins do not fit. Such words were used loosely."),
    "nationality.agree": _("Fits, but “Russian” was written for many."),
    "nationality.differ": _("Does not fit. Clerks often wrote it by guess."),
    "marks.agree": _("A mark that both describe."),
    "marks.differ": _("They describe different marks."),
    "identifier.agree": _("The same number."),
    "identifier.differ": _("Different numbers of the same kind."),
    "children.agree": _("As many children."),
    "children.close": _("Nearly as many children. Clerks often count only some."),
    "children.differ": _("Not as many children. Clerks often count only some, and children are parted from mothers."),
    "siblings.agree": _("A brother or sister is named."),
    "siblings.close": _("A brother or sister may be named."),
    "sibling_guard.differ": _(
        "The same parents and birth, but another given name: this may be a brother, a sister or a twin."
    ),
    "family.agree": _("Others of the family stand beside them; see below."),
    "family.close": _("Somebody who may be of the family stands beside them; see below."),
}

VERDICT_OF_BAND = {
    "strong": _("Much speaks for it."),
    "possible": _("Worth a close look."),
    "weak": _("Little to go by."),
}

# How often each band held in the trials of `make bench` on invented families; no number is shown to people.
TRIALS_OF_BAND = {
    "strong": _("In trials on invented families, pairs to which so much speaks were nearly always one person."),
    "possible": _("In trials on invented families, such pairs were sometimes one person and more often two."),
    "weak": _("In trials on invented families, such pairs were hardly ever one person."),
}
# The same by calibrated odds in millibits, the least first; see `kinmatch/data/weights.md`.
TRIALS_BY_ODDS = (
    (4_000, TRIALS_OF_BAND["strong"]),
    (0, _("In trials on invented families, such pairs were more often one person than two.")),
    (-3_200, TRIALS_OF_BAND["possible"]),
)


def trials(band: str, odds_millibits: int | None) -> str:
    """Say how often pairs like this one were one person, by calibrated odds, or by band where none were kept."""
    if odds_millibits is None:
        return str(TRIALS_OF_BAND[band])
    found = (said for least, said in TRIALS_BY_ODDS if odds_millibits >= least)
    return str(next(found, TRIALS_OF_BAND["weak"]))



def badge_of(state: str) -> str:
    """Return how certain a pair in this state is, as the badge shows it."""
    return {"same": "verified", "different": "rejected", "half": "possible", "disputed": "possible"}.get(state, "candidate")


# What the first page says to somebody for whom nothing is due, by role.
DESK = {
    "intake": _("Nothing is due. You can take a new request, or look at those that are open to you."),
    "field": _("No list waits for you. You can upload one, keep the register of places, or search."),
    "reviewer": _("Nothing is waiting for you. When a pair needs two people who do not know each other's mind, it comes here."),
    "lawyer": _("Nothing waits for you here. Files that a colleague has opened to you are under People."),
    "coordinator": _("Nothing waits for you here. Files that a colleague has opened to you are under People."),
    "social": _("Nothing waits for you here. Files that a colleague has opened to you are under People."),
    "testimony": _("Testimonies have their own pages later. No file of a family is open to you."),
    "director": _("You see how many are missing and how many have returned. No name and no file is open to you."),
    "auditor": _("You check the record of what was done. No file of a family is open to you."),
    "administrator": _("You keep accounts and roles. No file of a family is open to you."),
}
