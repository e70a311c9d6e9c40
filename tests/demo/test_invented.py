"""No full name of the demo stands in the evaluation sets, which only a checkout with shared papers has."""

import csv
import os
from pathlib import Path

import pytest

from wayhome.demo.world import names

SHARED = Path(os.environ.get("WAYHOME_SHARED", Path(__file__).resolve().parents[3] / "shared"))


def _key(text: str) -> frozenset[str]:
    return frozenset(text.casefold().replace("ё", "е").split())


def test_no_full_name_is_taken_from_the_evaluation_sets(demo):
    folder = SHARED / "data" / "families"
    if not folder.exists():
        pytest.skip("1 comparison with the evaluation sets is not made: set WAYHOME_SHARED")
    theirs = set()
    for file in (folder / "requests.csv", folder / "small" / "requests.csv"):
        if file.exists():
            with file.open(encoding="utf-8") as lines:
                theirs |= {_key(row["name"]) for row in csv.DictReader(lines)}
    theirs = {key for key in theirs if len(key) >= 3}
    ours = set()
    for person in demo.world.people:
        patronymic = names.patronymic(person.father, person.sex) if person.father else ""
        for surname in (person.surname, person.maiden or person.surname):
            ours.add(_key(f"{surname.ru[0]} {person.given.ru[0]} {patronymic}"))
    ours |= {_key(request.enquirer.name) for request in demo.world.requests}
    ours |= {_key(n.text) for r in demo.world.requests for line in r.sought for n in line.names}
    assert len(theirs) > 100
    assert not ours & theirs


def test_phones_can_ring_nowhere(demo):
    assert all(request.enquirer.phone.startswith("+7 000 ") for request in demo.world.requests)


@pytest.mark.parametrize("origin", names.ORIGINS)
def test_every_origin_has_names_for_women_men_families_and_towns(origin):
    assert len(names.given_names(origin, "f")) >= 5
    assert len(names.given_names(origin, "m")) >= 5
    assert len(names.surnames(origin)) >= 4
    assert names.homes(origin)


@pytest.mark.parametrize(
    ("father", "sex", "expected"),
    [("magomed", "f", "Магомедовна"), ("isa", "m", "Исаевич"), ("andrey", "f", "Андреевна"), ("igor", "m", "Игоревич"),
     ("arbi", "f", "Арбиевна")],
)  # fmt: skip
def test_patronymics_are_made_as_in_russian_papers(father, sex, expected):
    assert names.patronymic(names.given(father), sex) == expected
