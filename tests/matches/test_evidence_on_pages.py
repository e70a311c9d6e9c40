"""The pages show evidence in words and lengths: to reviewers with names, to the family's own people without the list's."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from tests.matches.conftest import World, bring, say
from wayhome.accounts.models import User
from wayhome.matches.models import Candidate


def page(user: User, address: str, language: str = "en") -> str:
    client = Client(headers={"accept-language": language})
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def pictures(html: str) -> list[str]:
    return re.findall(r'<svg[^>]*class="ev .*?</svg>', html, re.DOTALL)


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_a_reviewer_sees_how_the_pair_adds_up_and_the_family_beside(
    world: World, candidate: Candidate, language: str
) -> None:
    bring(candidate, world.cast.boris)
    html = page(world.cast.boris, reverse("matches:review", args=[candidate.pk]), language)
    pair, family = pictures(html)

    assert 'role="img"' in pair
    assert not re.search(r">[^<]*\d[^<]*</text>", unescape(pair)), "no number of bits is shown to people"
    assert "Марьям" in family
    assert "style=" not in pair + family


def test_a_member_whom_two_people_found_raises_the_others_and_the_page_says_so(world: World) -> None:
    pairs = Candidate.objects.order_by("-weight")
    mother = pairs.filter(sought__birth_from=1991).first()
    child = pairs.filter(sought__birth_from=2015, found__group=mother.found.group_id).first()
    bring(mother, world.cast.boris, world.cast.chen)
    say(mother, world.cast.boris)
    say(mother, world.cast.chen)
    bring(child, world.cast.boris)

    html = page(world.cast.boris, reverse("matches:review", args=[child.pk]))
    assert "Two people have found" in html

    html = page(world.cast.amina, reverse("matches:family", args=[world.request.pk]))
    assert "That raises the others of the family" in html


def test_the_familys_own_people_read_rows_and_not_the_names_of_the_list(world: World, candidate: Candidate) -> None:
    html = page(world.cast.amina, reverse("matches:family", args=[world.request.pk]))

    assert len(pictures(html)) >= 1
    assert "Дадаева Зарема" in html
    assert "name closed to you" in html
    assert not re.search("زاريما|مريم|خدیجة", html)


@pytest.mark.parametrize("who", ["boris", "dana", "karim"])
def test_others_get_the_answer_of_a_family_that_does_not_exist(world: World, who: str) -> None:
    client = Client()
    client.force_login(getattr(world.cast, who))

    assert client.get(reverse("matches:family", args=[world.request.pk])).status_code == 404


def test_a_search_says_how_the_name_fits(world: World) -> None:
    client = Client()
    client.force_login(world.cast.amina)
    html = client.post(reverse("people:results"), {"q": "Зарима Исаевна"}).content.decode()

    assert "Given name: speaks strongly for" in html
    assert len(pictures(html)) >= 1


def test_what_competes_is_said(world: World, candidate: Candidate) -> None:
    bring(candidate, world.cast.boris)
    others = Candidate.objects.filter(person=candidate.person_id).exclude(found=candidate.found_id).count()
    html = page(world.cast.boris, reverse("matches:review", args=[candidate.pk]))

    assert ("proposed for the same person" in html) == bool(others)
