"""The table of names keeps its own rules."""

from importlib import resources

import pytest

from kinmatch.names.lexicon import find_names, sex_of
from kinmatch.script import Script, detect_script, normalise

TEXT = resources.files("kinmatch").joinpath("data/lexicon.tsv").read_text(encoding="utf-8")
ROWS = [line.split("\t") for line in TEXT.splitlines() if not line.startswith("#")]
SCRIPTS = (Script.CYRILLIC, Script.ARABIC, Script.LATIN)


def test_every_row_has_a_name_a_sex_and_three_scripts() -> None:
    assert len(ROWS) > 1200
    assert [row[0] for row in ROWS if len(row) != 5 or row[1] not in ("f", "m") or not all(row)] == []


def test_a_name_has_one_row_and_women_stand_before_men() -> None:
    ids = [row[0] for row in ROWS]
    assert len(ids) == len(set(ids))
    assert [(row[1], row[0]) for row in ROWS] == sorted((row[1], row[0]) for row in ROWS)


def test_every_form_stands_in_the_column_of_its_script() -> None:
    wrong = [
        (row[0], form)
        for row in ROWS
        for script, forms in zip(SCRIPTS, row[2:], strict=True)
        for form in forms.split(";")
        if detect_script(form) is not script or len(normalise(form.removeprefix("~"))) < 2
    ]
    assert wrong == []


def test_spellings_of_one_name_are_never_held_apart() -> None:
    apart = []
    for row in ROWS:
        names = [find_names(normalise(form)) for form in ";".join(row[2:]).split(";") if form[0] != "~"]
        if not all(row[0] in found for found in names):
            apart.append(row[0])
    assert apart == []


def test_a_form_belongs_to_few_names() -> None:
    crowded = {form for row in ROWS for form in row[2].split(";") if len(find_names(normalise(form))) > 3}
    assert crowded == set()


@pytest.mark.parametrize(("form", "sex"), [("Патимат", "f"), ("زينب", "f"), ("Muhammad", "m"), ("حمزة", "m")])
def test_the_sex_of_a_name_is_known(form: str, sex: str) -> None:
    assert {sex_of(name) for name in find_names(normalise(form))} == {sex}
