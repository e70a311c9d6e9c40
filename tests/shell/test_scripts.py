"""Script and direction are told from the letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.shell.scripts import dir_of, isolate, isolate_ltr, lang_of


@pytest.mark.parametrize(
    ("text", "lang", "direction"),
    [
        pytest.param("Мадина Салаева", "ru", "ltr", id="Cyrillic"),
        pytest.param("Дадин Ӏийсин Зарема", "ce", "ltr", id="palochka is Chechen"),
        pytest.param("مدينة حسين", "ar", "rtl", id="Arabic"),
        pytest.param("ڕێبین", "ar", "rtl", id="Kurdish letters are Arabic script"),
        pytest.param("Madina", "und-Latn", "ltr", id="Latin"),
        pytest.param("مواليد 1990 (Sala)", "ar", "rtl", id="most letters decide"),
        pytest.param("1990", "und", "auto", id="figures have no script"),
        pytest.param("", "und", "auto", id="nothing"),
    ],
)
def test_script_and_direction(text: str, lang: str, direction: str):
    assert lang_of(text) == lang
    assert dir_of(text) == direction


@given(st.text())
def test_isolates_only_wrap(text: str):
    assert isolate(text)[1:-1] == text
    assert isolate_ltr(text)[1:-1] == text
    assert isolate(text)[-1] == isolate_ltr(text)[-1] == "\u2069"
