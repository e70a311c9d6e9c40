"""One writing per keyboard, one normal form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinmatch.script import Script, detect_script, normalise, split_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("فاطمة", "فاطمه", id="ta marbuta or ha"),
        pytest.param("علي", "على", id="ya or alif maqsura"),
        pytest.param("أحمد", "احمد", id="hamza on alif"),
        pytest.param("إسراء", "اسرا", id="hamza below and alone"),
        pytest.param("كريم", "کریم", id="Kurdish or Persian kaf and ya"),
        pytest.param("نادية", "نادیە", id="Kurdish ae"),
        pytest.param("مُحَمَّد", "محمد", id="tashkeel"),
        pytest.param("سـلمـى", "سلمي", id="tatweel"),
        pytest.param("\u200fهدى\u200b", "هدي", id="right-to-left mark and zero-width space"),
        pytest.param("ﻣﺮﻳﻢ", "مريم", id="presentation forms"),
        pytest.param("Алёна", "Алена", id="yo"),
        pytest.param("Ӏела", "1ела", id="palochka typed as one"),
        pytest.param("Зай1нап", "Зайнап", id="palochka inside a word"),
        pytest.param("ХIава", "Хава", id="palochka typed as Latin I"),
        pytest.param("Гүлсара", "Гулсара", id="Turkic u"),
        pytest.param("Қодир", "Кодир", id="Tajik and Kazakh q"),
        pytest.param("Аббас", "Абас", id="doubled consonant"),
        pytest.param("Гьажи", "Гажи", id="Avar soft sign"),
        pytest.param("ЗУЛИХАН", "Зулихан", id="capitals"),
        pytest.param("Nūr", "Nur", id="macron"),
        pytest.param("Şahin", "Shahin", id="Turkish s with cedilla"),
        pytest.param("Ra'isa", "Raisa", id="apostrophe for hamza"),
        pytest.param("Mаrat", "Marat", id="Cyrillic letter in a Latin word"),
        pytest.param("Мaрат", "Марат", id="Latin letter in a Cyrillic word"),
    ],
)
def test_two_keyboards_give_one_normal_form(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Захра", "Зухра", id="vowels tell names apart"),
        pytest.param("الله", "اله", id="doubled lam stays"),
        pytest.param("حسن", "حصن", id="sin and sad"),
    ],
)
def test_different_letters_stay_different(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Марьям", Script.CYRILLIC),
        ("مریم", Script.ARABIC),
        ("Meryem", Script.LATIN),
        ("12 — ?", Script.OTHER),
        ("Марьям M.", Script.CYRILLIC),
    ],
)
def test_the_script_is_what_most_letters_are_in(text: str, script: Script) -> None:
    assert detect_script(text) is script


def test_words_are_parted_by_hyphens_commas_and_brackets_but_not_by_a_palochka() -> None:
    assert split_words("Саид-Ахмад (Г1али), 5 лет") == ("Саид", "Ахмад", "Г1али", "лет")


@given(st.text(max_size=40))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(
    st.text(alphabet="абвгдехӀI1|! ёйьъәғқңһүұөҷabcdeöüşçıəاأإبتثجحخةىيیکگ\u0640\u064e\u200f-'", max_size=30)
)
def test_normalising_mixed_names_twice_is_normalising_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


def test_lone_surrogates_are_dropped() -> None:
    assert normalise("Ам\ud800ина") == "амина"
