"""Every page has one frame: language, direction, no inline style or script, and errors that say what to do."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.utils import translation

import wayhome.shell
from wayhome.shell import navigation, views
from wayhome.shell.templatetags.shell import segments, side_of, strength

LANGUAGES = {"en": "ltr", "ru": "ltr", "ar": "rtl"}
COMPONENTS = Path(wayhome.shell.__file__).parent / "templates" / "components"
ERRORS = ["400.html", "403.html", "403_csrf.html", "404.html", "413.html", "500.html"]
# A handler or a style in the markup would need 'unsafe-inline'; data blocks (type="application/json") do not run.
INLINE = re.compile(
    r"""\sstyle\s*=|\son[a-z]+\s*=\s*["']|<style\b|<script(?![^>]*\bsrc=)(?![^>]*application/json)|javascript:"""
)


@pytest.fixture
def gallery(client: Client, db: None):
    def get(language: str) -> str:
        client.cookies["django_language"] = language
        with override_settings(WAYHOME_ONE_CLICK_SIGN_IN=True):
            answer = client.get("/components/")
        assert answer.status_code == 200
        return answer.content.decode()

    return get


@pytest.mark.parametrize(("language", "direction"), LANGUAGES.items())
def test_the_page_says_its_language_and_direction(gallery, language: str, direction: str):
    assert f'<html lang="{language}" dir="{direction}">' in gallery(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_component_has_inline_style_or_script(gallery, language: str):
    assert INLINE.findall(gallery(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_ids_are_unique_and_every_reference_is_there(gallery, language: str):
    page = gallery(language)
    ids = re.findall(r'\sid="([^"]+)"', page)
    asked = [
        key
        for names in re.findall(r'\s(?:aria-labelledby|aria-describedby|for)="([^"]+)"', page)
        for key in names.split()
    ]
    asked += re.findall(r'href="#([^"]+)"', page)

    assert sorted({key for key in ids if ids.count(key) > 1}) == []
    assert sorted(set(asked) - set(ids) - {"steps", "undo"}) == []


def test_the_language_switch_works_without_javascript(gallery):
    page = gallery("en")

    assert '<form method="post" action="/language/"' in page
    assert page.count('name="language" value="') == 3


def test_names_are_isolated_and_say_their_script(gallery):
    assert '<bdi lang="ru" dir="ltr">Салаева Мадина Хусейновна</bdi>' in gallery("ar")
    assert '<bdi lang="ar" dir="rtl">مدينة حسين شامل</bdi>' in gallery("en")


def test_the_gallery_is_shown_in_the_demonstration_only(client: Client, db: None):
    assert client.get("/components/").status_code == 404


def test_no_page_shows_a_percentage(gallery):
    assert "%" not in re.sub(r"<[^>]*>", "", gallery("en"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", ERRORS)
def test_error_pages_need_nothing_and_say_what_to_do(template: str, language: str):
    with translation.override(language):
        page = render_to_string(template)

    assert f'lang="{language}"' in page
    assert 'class="note"' in page
    assert INLINE.findall(page) == []


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (lambda request: views.bad_request(request, Exception()), 400),
        (views.csrf_failure, 403),
        (views.too_large, 413),
        (views.server_error, 500),
    ],
    ids=["bad request", "stale form", "too large", "our fault"],
)
def test_error_views_answer_with_their_status(view, status: int):
    assert view(RequestFactory().get("/")).status_code == status


def test_a_refusal_says_why_and_what_instead(client: Client, db: None):
    request = RequestFactory().get("/")
    request.session = client.session
    answer = views.refuse(request, why="You registered this.", instead="A colleague reviews it.")

    assert answer.status_code == 403
    assert "You registered this." in answer.content.decode()
    assert "A colleague reviews it." in answer.content.decode()


def test_an_unknown_address_does_not_say_what_is_there(client: Client, db: None):
    answer = client.get("/nothing/here/")

    assert answer.status_code == 404
    assert "We do not say which" in answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_signing_in_is_labelled_and_offers_nothing_but_signing_in(client: Client, db: None, language: str):
    client.cookies["django_language"] = language
    page = client.get("/accounts/login/").content.decode()

    assert INLINE.findall(page) == []
    assert '<label for="id_login">' in page
    assert "signup" not in page
    assert "password/reset" not in page


class Anna:
    is_authenticated = True


def no_lists(user: object, code: str) -> bool:
    return code != "lists"


def test_the_menu_shows_only_what_the_role_may_see(rf: RequestFactory, monkeypatch):
    monkeypatch.setattr(
        navigation,
        "SECTIONS",
        (
            navigation.Section("lists", "Lists", "set_language"),
            navigation.Section("people", "People", "set_language"),
        ),
    )
    request = rf.get("/language/")
    request.user = Anna()

    with override_settings(NAVIGATION_POLICY=""):
        everything = navigation.items_for(request)
    with override_settings(NAVIGATION_POLICY=f"{__name__}.no_lists"):
        monkeypatch.setattr(navigation, "import_string", lambda path: no_lists)
        less = navigation.items_for(request)

    assert [item.code for item in everything] == ["lists", "people"]
    assert [item.code for item in less] == ["people"]
    assert less[0].current


@pytest.mark.parametrize(
    ("bits", "filled", "side", "words"),
    [
        (-9.4, 8, "against", "Strongly against."),
        (-2.6, 3, "against", "Clearly against."),
        (-0.3, 1, "against", "Slightly against."),
        (0, 0, "nothing", "Says nothing."),
        (0.1, 0, "nothing", "Says nothing."),
        (1.2, 1, "for", "Slightly for."),
        (2.0, 2, "for", "Clearly for."),
        (3.6, 4, "for", "Strongly for."),
    ],
)
def test_weights_are_said_in_words(bits: float, filled: int, side: str, words: str):
    assert segments(bits) == filled
    assert side_of(bits) == side
    assert strength(bits) == words


@pytest.mark.parametrize("path", sorted(COMPONENTS.glob("*.html")), ids=lambda path: path.stem)
def test_every_component_says_at_its_head_what_it_takes(path: Path):
    head = path.read_text("utf-8").split("%}")[0]

    assert head.startswith("{#")
    assert "Variables:" in head
