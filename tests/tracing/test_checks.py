"""Bad input: each gets a message that names the field and the person."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories.tracing import enquirer_input, full, last_news, request_input, sought_input
from wayhome.tracing.checks import blocking, find_problems
from wayhome.tracing.inputs import RequestInput
from wayhome.tracing.texts import problem_sentence

ON = date(2018, 5, 30)


def codes(request: RequestInput, *, weight: str = "") -> set[tuple[str, str]]:
    return {
        (one.field, one.code) for one in find_problems(request, on=ON) if not weight or one.weight == weight
    }


def one_sought(**changed) -> RequestInput:
    return request_input(sought=(sought_input(**changed),))


def test_a_whole_request_has_no_problem() -> None:
    assert find_problems(request_input(), on=ON) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param({"names": full("Х")}, ("p1-name-1", "name_of_one_letter"), id="a name of one letter"),
        pytest.param({"names": full("Х" * 500)}, ("p1-name-1", "name_too_long"), id="a name of 500 letters"),
        pytest.param(
            {"names": full("12 / 7")}, ("p1-name-1", "name_without_letters"), id="a name without letters"
        ),
        pytest.param(
            {"names": full("\u200f\u200b")}, ("p1-name-1", "name_without_letters"), id="only invisible signs"
        ),
        pytest.param({"father": "А"}, ("p1-father", "name_of_one_letter"), id="a father of one letter"),
        pytest.param({"birth": "12.03.2090"}, ("p1-birth", "in_the_future"), id="a birth in the future"),
        pytest.param({"birth": "140 лет"}, ("p1-birth", "too_old"), id="age 140"),
        pytest.param({"birth": "1870"}, ("p1-birth", "too_old"), id="a year too long ago"),
        pytest.param({"birth": "31.02.1990"}, ("p1-birth", "no_such_day"), id="the thirty-first of February"),
        pytest.param({"marks": "карта 4276380012345679"}, ("p1-marks", "card_number"), id="a card number"),
        pytest.param(
            {"father": "DE89 3704 0044 0532 0130 00"}, ("p1-father", "account_number"), id="an account number"
        ),
    ],
)
def test_a_wrong_value_is_named_with_its_field_and_person(changed, expected) -> None:
    found = [one for one in find_problems(one_sought(**changed), on=ON) if one.weight == "wrong"]

    assert expected in {(one.field, one.code) for one in found}
    assert {one.person for one in found} == {"1"}
    assert all(problem_sentence(one) for one in found)


@pytest.mark.parametrize("name", ["Мадиева\u202e Амина", "\u200fأمينة عيسى", "Ами\u200bна Исаева"])
def test_invisible_signs_in_a_name_are_said_and_do_not_hold_up(name: str) -> None:
    request = one_sought(names=full(name))

    assert ("p1-name-1", "invisible_signs") in codes(request, weight="notice")
    assert blocking(find_problems(request, on=ON)) == []


def test_the_joiner_of_persian_names_is_no_invisible_sign() -> None:
    assert codes(one_sought(names=full("علی\u200cاصغر رضایی"))) == set()


def test_a_date_that_is_not_understood_is_said_and_kept() -> None:
    assert codes(one_sought(birth="перед войной, наверное")) == {("p1-birth", "date_not_understood")}


@pytest.mark.parametrize("birth", ["1961", ""])
def test_a_request_for_oneself_is_refused_or_asked_about(birth: str) -> None:
    request = request_input(
        sought=(
            sought_input(
                names=full("МАДИЕВА  Зарема Асланбековна"), sex="f", birth=birth, unknown=("birth",)
            ),
        )
    )

    expected = "asks_for_herself" if birth else "bears_the_name_of_the_enquirer"
    assert ("p1-name-1", expected) in codes(request)


def test_a_daughter_of_the_same_name_is_somebody_else() -> None:
    request = request_input(
        sought=(
            sought_input(
                names=full("Мадиева Зарема Асланбековна"), sex="f", birth="1990", relation="daughter"
            ),
        )
    )

    assert codes(request) == set()


@pytest.mark.parametrize(
    ("second", "is_twice"),
    [
        pytest.param({"birth": "1990"}, True, id="the year within the day"),
        pytest.param({"birth": "", "unknown": ("birth",)}, True, id="one birth unknown"),
        pytest.param({"names": full("мадиев  Ахмедович Руслан")}, True, id="other order and case"),
        pytest.param({"birth": "1994"}, False, id="another birth"),
        pytest.param({"father": "Иса"}, False, id="another father"),
        pytest.param({"names": full("Мадиев Рустам Ахмедович")}, False, id="another name"),
    ],
)
def test_the_same_person_twice_in_one_request(second, is_twice: bool) -> None:
    request = request_input(sought=(sought_input(), sought_input(key="2", **second)))

    assert (("p2-name-1", "same_person_twice") in codes(request)) is is_twice


def test_a_mother_younger_than_her_child_is_asked_about() -> None:
    mother = sought_input(
        key="2", names=full("Амина"), sex="f", birth="2010", mother="Хава", relation="other"
    )
    child = sought_input(
        key="3", names=full("Адам"), birth="2001", mother="", mother_key="2", relation="grandson"
    )

    assert ("p3-mother_key", "parent_younger") in codes(request_input(sought=(mother, child)))


def test_a_card_number_in_the_words_of_a_source_is_not_refused() -> None:
    request = request_input(last_news=(last_news(words="Переведите на 4111 1111 1111 1111"),))

    assert blocking(find_problems(request, on=ON)) == []


def test_words_about_money_hint_once_in_a_request() -> None:
    request = request_input(
        last_news=(last_news(words="перевела деньги", believes="деньги пропали"),),
        enquirer=enquirer_input(safe_to_call="отправила деньги"),
    )

    assert [one.code for one in find_problems(request, on=ON)] == ["speaks_of_money"]


@pytest.mark.parametrize(
    "note",
    ["нужен перевод документов", "у неё медицинская карта", "перевели в другую тюрьму", "он водитель такси"],
)
def test_ordinary_notes_get_no_hint(note: str) -> None:
    assert find_problems(request_input(last_news=(last_news(believes=note),)), on=ON) == []


def test_last_news_in_the_future_is_wrong() -> None:
    assert ("on", "in_the_future") in codes(
        request_input(last_news=(last_news(on="01.01.2030"),)), weight="wrong"
    )


def test_required_answers_are_missing_until_unknown() -> None:
    silent = sought_input(father="", grandfather="", birth="", mother="", relation="sister", unknown=())

    missing = codes(request_input(sought=(silent,)), weight="missing")

    assert missing == {
        (f"p1-{name}", "required_or_unknown") for name in ("birth", "father", "grandfather", "mother")
    }
