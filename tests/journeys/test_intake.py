"""P-A and P-B: a mother comes to the office, and leaves with a paper."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.journeys.conftest import Walks
from tests.journeys.stories import STORIES, Story
from tests.journeys.walking import DESKTOP, PHONE, Walk, quick_or_all
from wayhome.tracing.models import Draft, TracingRequest

pytestmark = pytest.mark.browser
WALKS = quick_or_all(
    ("ar", PHONE), ("ru", DESKTOP), ("en", DESKTOP),
    ("ru", PHONE), ("ar", DESKTOP),
)  # fmt: skip


def begin(walk: Walk) -> None:
    walk.go("/requests/")
    walk.look("requests-empty")
    walk.press('form[action="/requests/new/"] button')


def sought(walk: Walk, story: Story) -> None:
    walk.fill(story.mother)
    walk.do("add-person")
    assert walk.value("p1-name-1") == story.mother["p1-name-1"]
    walk.fill(story.child)


def to_the_end(walk: Walk, story: Story) -> None:
    """Ask for consents, read the warnings, check, and register."""
    walk.look("consents")
    walk.fill(story.consents)
    walk.do("next")
    walk.look("warnings")
    walk.fill(story.warnings)
    walk.do("next")
    walk.look("check")
    assert story.known_by in walk.text()
    walk.fill({"urgency": "u3", "call_back_word": "яблоня"})
    walk.do("register")


def paper(walk: Walk) -> None:
    """Look at the receipt as it is printed: the number, the code once, and nobody's name."""
    walk.look("receipt")
    walk.page.emulate_media(media="print")
    walk.look("receipt-printed")
    walk.page.emulate_media(media="screen")
    text = walk.text()
    request = TracingRequest.objects.get()
    assert request.label in text
    assert walk.page.locator('input[name="code"]').input_value() in text
    for story in STORIES.values():
        assert story.known_by not in text


@pytest.mark.parametrize(("language", "width"), WALKS)
def test_a_worker_takes_a_request_with_two_people(cast: Cast, walks: Walks, language: str, width: int) -> None:
    story = STORIES[language]
    walk = walks(cast.amina, language=language, width=width)

    begin(walk)
    walk.fill(story.enquirer)
    walk.look("enquirer")
    walk.do("next")
    sought(walk, story)
    walk.do("next")
    walk.page.go_back()
    assert (walk.value("p1-name-1"), walk.value("p2-birth")) == (story.mother["p1-name-1"], "2015")
    walk.fill({"p2-birth": "2090"})
    walk.do("next", expect=422)
    walk.look("sought-with-a-mistake")
    assert (walk.value("p1-father"), walk.value("p2-name-1")) == (story.mother["p1-father"], story.child["p2-name-1"])
    walk.fill({"p2-birth": "2015"})
    walk.do("next")
    walk.look("news")
    walk.fill(story.news)
    walk.do("next")
    to_the_end(walk, story)
    paper(walk)

    assert TracingRequest.objects.get().sought.count() == 2
    walk.go("/requests/")
    walk.look("requests")
    walk.press('main tbody th a')
    walk.look("request")
    assert story.known_by in walk.text()
    walk.go(f"/files/{TracingRequest.objects.get().case_file_id}/people/")
    walk.look("who-has-it-open")


def test_nothing_is_lost_when_the_line_drops(cast: Cast, walks: Walks) -> None:
    walk = walks(cast.amina, language="ru", width=PHONE)
    begin(walk)
    walk.fill({"name": "Дадаева Хадижат"})
    walk.do("save")

    walk.is_offline = True
    walk.context.set_offline(True)
    walk.fill({"region": "Нальчик", "safe_to_call": "после шести"})
    walk.page.wait_for_function(
        "() => { const says = document.querySelector('[data-saved]'); return says.textContent === says.dataset.unsavedText; }"
    )
    walk.look("offline")
    assert walk.value("region") == "Нальчик"
    walk.context.set_offline(False)
    with walk.page.expect_response(lambda answer: answer.url.endswith("/save/") and answer.status == 200):
        walk.page.evaluate("window.dispatchEvent(new Event('online'))")
    walk.is_offline = False
    walk.page.reload()

    assert (walk.value("name"), walk.value("region")) == ("Дадаева Хадижат", "Нальчик")
    assert walk.value("safe_to_call") == "после шести"


def test_the_first_step_is_done_with_keys_alone(cast: Cast, walks: Walks) -> None:
    walk = walks(cast.amina, language="en")
    walk.go("/requests/")
    with walk.page.expect_navigation():
        walk.page.keyboard.press("n")
    walk.tab_to('[name="name"]')
    walk.page.keyboard.type("Дадаева Хадижат")
    walk.tab_to('[name="sex"]')
    walk.page.keyboard.press("ArrowDown")
    walk.tab_to('[name="birth"]')
    walk.page.keyboard.type("1961")
    walk.tab_to('[name="phone1"]')
    walk.page.keyboard.type("+7 000 111 22 33")
    with walk.page.expect_navigation():
        walk.page.keyboard.press("Control+Enter")

    assert "/sought/" in walk.page.url
    assert Draft.objects.get().step in ("enquirer", "sought")


def test_a_request_is_taken_without_javascript(cast: Cast, walks: Walks) -> None:
    story = STORIES["ru"]
    walk = walks(cast.amina, language="ru", script=False)

    begin(walk)
    walk.fill(story.enquirer)
    walk.do("next")
    sought(walk, story)
    walk.do("next")
    walk.fill(story.news)
    walk.do("next")
    to_the_end(walk, story)
    paper(walk)

    assert TracingRequest.objects.get().sought.count() == 2
