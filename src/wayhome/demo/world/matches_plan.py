"""Plan how far the review of found pairs has come by the as-of date, so that the demo shows every state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .chance import Random
from .list_model import ListFile, ListRow
from .model import Request, SoughtPerson, World

REVIEWERS = ("reviewer1", "reviewer2", "reviewer3")
# How many pairs stand in each state. `true` pairs are the same person, `alike` pairs only look so.
TRUE_STATES = {"waiting": 40, "one_review": 18, "attached": 60, "third_waiting": 5, "third_decided_same": 4,
               "unsure": 6, "need_more": 6, "undone": 3, "reoffered": 4, "wrongly_different": 1}  # fmt: skip
ALIKE_STATES = {
    "waiting": 6,
    "one_review": 3,
    "different": 14,
    "third_decided_different": 3,
    "undone_wrong": 2,
}
WHY = {
    "same": ("Имя, отец и дед совпадают, год рождения тот же.", "الاسم واسم الأب والجد متطابقة.",
             "Mother's name and the children's ages agree."),
    "different": ("Дед другой, разница в возрасте большая.", "اسم الجد مختلف.", "A sister, not she: same father, other name."),
    "unsure": ("Имя частое, другого нет.", "لا يوجد سوى الاسم.", "Only the name speaks for it."),
    "need_more": ("Спросить у матери имя деда.", "نحتاج إلى اسم الأم.", "Ask the family about the mark."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlannedReview:
    """Give one reviewer's word: `same`, `different`, `unsure` or `need_more`, with a reason."""

    reviewer: str
    verdict: str
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class PlannedMatch:
    """Say which line of which request meets which row of which list, and how far its review has come.

    `state` is one of: waiting (nobody spoke), one_review, attached (two say same), different (two say different),
    third_waiting (two disagree), third_decided_same, third_decided_different, unsure, need_more, undone (attached
    and later detached by two people), reoffered (rejected, then offered again because `evidence` arrived),
    wrongly_different, undone_wrong. `true` is the truth; `undone_by` are the two who took the decision back.
    """

    line: str
    person: str
    list_slug: str
    row: int
    state: str
    true: bool
    reviews: tuple[PlannedReview, ...] = ()
    undone_by: tuple[str, ...] = ()
    undone_on: date | None = None
    evidence: str = ""


VERDICTS: dict[str, tuple[str, ...]] = {
    "waiting": (), "one_review": ("same",), "attached": ("same", "same"), "different": ("different", "different"),
    "third_waiting": ("same", "different"), "third_decided_same": ("same", "different", "same"),
    "third_decided_different": ("same", "different", "different"), "unsure": ("unsure", "unsure"),
    "need_more": ("same", "need_more"), "undone": ("same", "same"), "undone_wrong": ("same", "same"),
    "reoffered": ("different", "different"), "wrongly_different": ("different", "different"),
}  # fmt: skip
UNDONE = frozenset({"undone", "undone_wrong"})
NEW_EVIDENCE = ("Семья сообщила имя деда.", "Пришёл список с именем матери.", "Сестра назвала шрам на подбородке.",
                "Консульство прислало дату рождения.")  # fmt: skip


def plan_matches(world: World, lists: tuple[ListFile, ...], rng: Random) -> tuple[PlannedMatch, ...]:
    """Draw found pairs for every state, the stories first; each line stands in one plan only.

    Lines of duplicate requests are left out; so are chat lines, which name several people at once.
    """
    lines = {line.person: (request, line) for request in reversed(world.requests) if not request.duplicate_of
             for line in request.sought}  # fmt: skip
    true, alike = _pairs(lists, lines)
    rng.shuffle(true)
    rng.shuffle(alike)
    plans = _stories(world, lists, lines, rng)
    used = {plan.person for plan in plans}
    for states, pairs, same in ((TRUE_STATES, true, True), (ALIKE_STATES, alike, False)):
        wanted = [state for state, number in states.items() for _ in range(number)]
        for one, row, person in pairs:
            if not wanted:
                break
            if person in used:
                continue
            used.add(person)
            request, line = lines[person]
            plans.append(_plan(rng, (request, line), one, row, wanted.pop(0), same))
    return tuple(plans)


# Pairs that the stories need: story, row of whom, in which list, which sought member, state.
STORY_PAIRS = (
    ("last_face", 1, "baghdad_women_prison", "last_face", 1, "waiting"),
    ("fourth_wife", 2, "hasaka_camp_annex", "fourth_wife", 2, "attached"),
    ("two_grandmothers", 1, "baghdad_children_home", "two_grandmothers", 1, "one_review"),
    ("two_grandmothers", 1, "baghdad_children_home", "two_grandmothers_other", 1, "waiting"),
)


def _stories(world: World, lists: tuple[ListFile, ...], lines: dict[str, tuple[Request, SoughtPerson]],
             rng: Random) -> list[PlannedMatch]:  # fmt: skip
    """Plan the pairs of the told stories; one child's row is claimed by two families, and only once truly."""
    plans = []
    for found, number, slug, asked, sought_number, state in STORY_PAIRS:
        one = next(each for each in lists if each.slug == slug)
        truly = _asked(world, found)[number].person
        person = _asked(world, asked)[sought_number].person
        row = one.rows_about(truly)[0]
        plans.append(_plan(rng, lines[person], one, row, state, person == truly))
    return plans


def _asked(world: World, story: str) -> tuple[SoughtPerson, ...]:
    """Give the lines of the request that tells this story."""
    family = world.story(story).ref
    return next(r for r in world.requests if r.family == family).sought


def _pairs(lists: tuple[ListFile, ...], lines: dict[str, tuple[Request, SoughtPerson]]) -> tuple[
        list[tuple[ListFile, ListRow, str]], list[tuple[ListFile, ListRow, str]]]:  # fmt: skip
    """Give the pairs that are true, and those that only look so, of all lists but the chat."""
    true, alike = [], []
    for one in lists:
        for row in one.rows:
            if one.format == "txt" or row.kind != "person":
                continue
            if len(row.people) == 1 and row.people[0] in lines:
                true.append((one, row, row.people[0]))
            elif row.alike in lines:
                alike.append((one, row, row.alike))
    return true, alike


def _plan(rng: Random, asked: tuple[Request, SoughtPerson], one: ListFile, row: ListRow, state: str,
          same: bool) -> PlannedMatch:  # fmt: skip
    """Plan one pair: who spoke when, starting when both record and request were in the house."""
    request, line = asked
    verdicts = VERDICTS[state] if same or state != "one_review" else ("different",)
    who = rng.sample(REVIEWERS, len(verdicts))
    start = max(one.received_on, request.opened_on) + timedelta(days=1)
    reviews: list[PlannedReview] = []
    for reviewer, verdict in zip(who, verdicts, strict=True):
        start = min(start + timedelta(days=rng.randint(0, 4)), date(2018, 5, 28))
        reviews.append(PlannedReview(reviewer, verdict, rng.choice(WHY[verdict]), start))
    undone = state in UNDONE
    evidence = rng.choice(NEW_EVIDENCE) if state == "reoffered" else ""
    return PlannedMatch(
        line.ref, line.person, one.slug, row.number, state, same, tuple(reviews),
        tuple(who) if undone else (), min(start + timedelta(days=6), date(2018, 5, 29)) if undone else None,
        evidence)  # fmt: skip
