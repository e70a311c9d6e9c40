"""P-D: two reviewers who do not know of each other decide; the page shows it; it can be undone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cast import Cast
from tests.journeys.conftest import Walks
from tests.journeys.walking import DESKTOP, PHONE, Walk, quick_or_all
from tests.matches.conftest import match_all, register, upload
from wayhome.accounts.models import User
from wayhome.matches.models import Candidate, Decision
from wayhome.people.models import Person
from wayhome.tracing.models import TracingRequest

pytestmark = pytest.mark.browser
WALKS = quick_or_all(
    ("ru", DESKTOP), ("en", DESKTOP), ("ar", DESKTOP),
    ("ar", PHONE),
)  # fmt: skip
REASON = {"en": "Name, year and mother fit.", "ru": "Сходятся имя, год и мать.", "ar": "الاسم والسنة والأم متطابقة."}


@pytest.fixture
def request_taken(cast: Cast) -> TracingRequest:
    """A request, a list on which two of the sought may stand, and the pairs that the matcher made of them."""
    request = register(cast, by=cast.amina)
    upload(cast)
    match_all(request)
    return request


@pytest.fixture
def best(request_taken: TracingRequest) -> Candidate:
    return Candidate.objects.order_by("-weight").first()  # type: ignore[return-value]


def open_pair(walk: Walk, candidate: Candidate) -> None:
    walk.go("/matches/")
    walk.press('form[action="/matches/more/"] button')
    walk.look("queue")
    walk.press(f'a[href="/matches/{candidate.pk}/"]')
    walk.look("review")


def say(walk: Walk, verdict: str, *, keys: bool = False) -> None:
    walk.fill({"verdict": verdict, "reason": REASON[walk.language]})
    for ground in ("name", "birth"):
        walk.page.locator(f'[name="grounds"][value="{ground}"]').check()
    if not keys:
        walk.press('form.sheet-body button.btn-primary')
        return
    with walk.page.expect_navigation():
        walk.page.keyboard.press("Control+Enter")


def reviewed(walks: Walks, candidate: Candidate, by: User, verdict: str, *, language: str, width: int, **how: bool) -> Walk:
    walk = walks(by, language=language, width=width, script=how.get("script", True))
    open_pair(walk, candidate)
    for said in REASON.values():
        assert said not in walk.text(), "a reviewer reads what the other said before she has spoken"
    say(walk, verdict, keys=how.get("keys", False))
    return walk


def person_page(walks: Walks, keeper: User, candidate: Candidate, name: str, **how) -> Walk:
    walk = walks(keeper, **how)
    walk.go(f"/people/{candidate.person_id}/")
    walk.look(name)
    return walk


@pytest.mark.parametrize(("language", "width"), WALKS)
def test_two_agree_and_the_page_shows_it_until_it_is_undone(
    cast: Cast, walks: Walks, best: Candidate, language: str, width: int
) -> None:
    how = {"language": language, "width": width}
    person_page(walks, cast.amina, best, "person-before", **how)
    reviewed(walks, best, cast.boris, "same", keys=True, **how)
    reviewed(walks, best, cast.chen, "same", **how)

    assert Decision.objects.get().outcome == Decision.Outcome.SAME
    keeper = person_page(walks, cast.amina, best, "person-attached", **how)
    assert "زاريما عيسى سليمان" in keeper.text()
    assert REASON[language] in keeper.text()
    keeper.press(f'a[href="/matches/decisions/{Decision.objects.get().pk}/undo/"]')
    keeper.look("undo")
    keeper.fill({"reason": REASON[language]})
    keeper.press("main form button.btn-primary")
    keeper.go(f"/people/{best.person_id}/")
    keeper.look("person-undone")

    best.refresh_from_db()
    assert (best.state, best.round) == (Candidate.State.WAITING, 2)
    assert Person.objects.filter(pk=best.person_id, attachments__detached_at__isnull=False).exists()


def test_when_two_differ_a_third_is_asked(cast: Cast, walks: Walks, best: Candidate) -> None:
    how = {"language": "ar", "width": DESKTOP}
    reviewed(walks, best, cast.boris, "same", **how)
    reviewed(walks, best, cast.chen, "different", **how)
    best.refresh_from_db()
    assert best.state == Candidate.State.DISPUTED

    third = reviewed(walks, best, cast.gulya, "same", **how)
    third.go("/matches/")
    third.look("said-lately")

    best.refresh_from_db()
    assert best.state == Candidate.State.SAME


def test_a_pair_is_reviewed_without_javascript(cast: Cast, walks: Walks, best: Candidate) -> None:
    how = {"language": "ru", "width": DESKTOP, "script": False}
    reviewed(walks, best, cast.boris, "different", **how)
    reviewed(walks, best, cast.chen, "different", **how)

    best.refresh_from_db()
    assert best.state == Candidate.State.DIFFERENT


@pytest.mark.parametrize("typed", ["Зарема Дадаева", "Dadaeva Zarema", "زاريما عيسى"])
def test_one_box_finds_her_in_any_script(
    cast: Cast, walks: Walks, request_taken: TracingRequest, work: Callable[[], None], typed: str
) -> None:
    walk = walks(cast.amina, language={"З": "ru", "D": "en"}.get(typed[0], "ar"), width=PHONE)
    walk.go("/search/")
    walk.look("search-empty")
    walk.fill({"q": typed})
    walk.press('form[action="/search/results/"] button')
    walk.look("search-found")

    assert "Дадаева Зарема Исаевна" in walk.text()
    assert typed not in walk.page.url
    walk.press("main tbody a")
    walk.look("person")
