"""Each naming practice of the lists, as read into roles. All names are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinmatch.names import ParsedName, Role, parse_name

G, F, GF, S, P, K = Role.GIVEN, Role.FATHER, Role.GRANDFATHER, Role.SURNAME, Role.PATRONYMIC, Role.KUNYA


def roles(name: ParsedName) -> list[tuple[str, str]]:
    return [(token.role.value, token.stem) for token in name.tokens]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Юнусова Седа Хамидовна", [(S, "юнус"), (G, "седа"), (P, "хамид")], id="Russian order of papers"
        ),
        pytest.param("Седа Хамидовна Юнусова", [(G, "седа"), (P, "хамид"), (S, "юнус")], id="spoken order"),
        pytest.param("Исаевич", [(P, "иса")], id="patronymic of a name in -a"),
        pytest.param("Андреевна", [(P, "андрей")], id="patronymic of a name in -ey"),
        pytest.param("Ильинична", [(P, "иля")], id="patronymic in -inichna"),
        pytest.param("Yunusovna Seda", [(P, "yunus"), (G, "seda")], id="Latin patronymic"),
        pytest.param("سيدا حميدوفنا", [(G, "سيدا"), (P, "حميد")], id="patronymic in Arabic letters"),
        pytest.param(
            "نورة سالم جابر", [(G, "نوره"), (F, "سالم"), (GF, "جابر")], id="Iraqi given, father, grandfather"
        ),
        pytest.param("نورة بنت سالم", [(G, "نوره"), (F, "سالم")], id="bint"),
        pytest.param("Нура бинт Салим", [(G, "нура"), (F, "салим")], id="bint in Russian letters"),
        pytest.param("Jabir ibn Salem", [(G, "jabir"), (F, "salem")], id="ibn"),
        pytest.param("Гулчехра Тохир қизи", [(G, "гулчехра"), (P, "тохир")], id="qizi behind the father"),
        pytest.param("Толкун кызы Айпери", [(P, "толкун"), (G, "айпери")], id="Kyrgyz father first"),
        pytest.param("Тохирқизи Гулчехра", [(P, "тохир"), (G, "гулчехра")], id="qizi written together"),
        pytest.param("Talant uulu Bek", [(P, "talant"), (G, "bek")], id="uulu"),
        pytest.param("Каримзода Нозира", [(S, "карим"), (G, "нозира")], id="Tajik -zoda"),
        pytest.param("أم خالد", [(K, "خالد")], id="kunya"),
        pytest.param("Ум-Халид", [(K, "халид")], id="kunya with a hyphen"),
        pytest.param("Abu Yasir", [(K, "yasir")], id="kunya of a man"),
        pytest.param("ام عبد الكريم", [(K, "عبدالكريم")], id="kunya with a compound name"),
        pytest.param("أم كلثوم", [(G, "امكلثوم")], id="Umm Kulthum is a given name"),
        pytest.param("Umm Kulthum Salimova", [(G, "umkulthum"), (S, "salim")], id="Umm Kulthum in Latin"),
        pytest.param("Абу Бакр", [(G, "абубакр")], id="Abu Bakr is a given name"),
        pytest.param("عبد الكريم", [(G, "عبدالكريم")], id="Abd and its name are one word"),
        pytest.param("بدر الدين حسن", [(G, "بدرالدين"), (F, "حسن")], id="al-Din belongs to the name before"),
        pytest.param("Abd al-Karim Hasan", [(G, "abdulkarim"), (F, "hasan")], id="Abd al- in Latin"),
        pytest.param("Саид-Ахмад", [(G, "саидахмад")], id="compound with a hyphen"),
        pytest.param(
            "Ахмедова-Юнусова Седа", [(S, "ахмед"), (S, "юнус"), (G, "седа")], id="two family names"
        ),
        pytest.param(
            "Юнусова (Ахмедова) Седа",
            [(S, "юнус"), (G, "седа"), (S, "ахмед")],
            id="second family name in brackets",
        ),
        pytest.param("по мужу Ахмедова", [(S, "ахмед")], id="family name of the husband"),
        pytest.param(
            "Юнусова С. Х.", [(S, "юнус"), (Role.INITIAL, "с."), (Role.INITIAL, "х.")], id="initials"
        ),
        pytest.param("Салимов, Юсуф", [(G, "юсуф"), (S, "салим")], id="comma turns the order"),
        pytest.param("Эльвира", [(G, "элвира")], id="El- of Elvira stays"),
        pytest.param("Эльдарова Лейла", [(S, "элдар"), (G, "лейла")], id="El- of a family name stays"),
        pytest.param(
            "حاجة نورة سالم", [(Role.TITLE, "حاجه"), (G, "نوره"), (F, "سالم")], id="title before a name"
        ),
        pytest.param("سيدة", [(G, "سيده")], id="the same word alone is a name"),
        pytest.param("Гаджи Салимов", [(G, "гаджи"), (S, "салим")], id="Hajji is a given name in Dagestan"),
        pytest.param("نورة الشيشانية", [(G, "نوره"), (Role.NISBA, "الشيشانيه")], id="nisba"),
        pytest.param("Нура из Аргуна", [(G, "нура"), (Role.NISBA, "аргуна")], id="place of origin"),
        pytest.param("Марина", [(G, "марина")], id="given name that ends like a family name"),
        pytest.param("شريف", [(G, "شريف")], id="Sharif does not end in -ev"),
    ],
)
def test_a_practice_is_read_into_roles(text: str, expected: list[tuple[Role, str]]) -> None:
    assert roles(parse_name(text)) == [(role.value, stem) for role, stem in expected]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("Юнусова", "Юнусов", id="Russian"),
        pytest.param("Yunusova", "Yunusov", id="Latin"),
        pytest.param("يونسوفا", "يونسوف", id="Arabic, a woman with the masculine ending"),
        pytest.param("Юнусина", "Юнусин", id="in -in"),
    ],
)
def test_gender_of_a_family_name_is_taken_off(left: str, right: str) -> None:
    assert parse_name(left).tokens[0].forms == parse_name(right).tokens[0].forms


@pytest.mark.parametrize(
    "text",
    [
        "не знает",
        "имя неизв.",
        "имени не помнит",
        "مجهول",
        "مجهولة",
        "رضيع",
        "Unknown",
        "Baby",
        "ребёнок",
        "؟",
        "?",
        "",
        " - ",
        "123",
    ],
)
def test_a_name_nobody_knows_is_unknown(text: str) -> None:
    assert parse_name(text).is_unknown


@pytest.mark.parametrize("text", ["Неждана", "Babette", "مجهد", "Baybek"])
def test_a_name_that_only_looks_like_unknown_is_a_name(text: str) -> None:
    assert not parse_name(text).is_unknown


def test_wife_of_names_the_husband_and_not_the_woman() -> None:
    name = parse_name("زوجة ابو ياسر")
    assert name.tokens == ()
    assert name.sex == "f"
    assert not name.is_unknown
    assert name.husband is not None
    assert [(t.role, t.norm) for t in name.husband.tokens] == [(Role.KUNYA, "ياسر")]


def test_baby_of_a_woman_does_not_bear_her_name() -> None:
    assert parse_name("Baby of Salima").of(Role.GIVEN) == ()


def test_notes_are_no_part_of_the_name() -> None:
    assert roles(parse_name("Юсуф, погиб")) == [("given", "юсуф")]
    assert roles(parse_name("Юсуф (ум. 2014)")) == [("given", "юсуф")]


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("Юнусова", "f"),
        ("Хамидовна", "f"),
        ("أم خالد", "f"),
        ("Abu Yasir", "m"),
        ("نورة بنت سالم", "f"),
        ("Yunusov", None),
    ],
)
def test_sex_is_told_by_what_is_said_of_one_sex_only(text: str, sex: str | None) -> None:
    assert parse_name(text).sex == sex


def test_the_sex_of_the_record_is_kept() -> None:
    assert parse_name("Юнусова", sex="m").sex == "m"


@given(st.text(max_size=200))
def test_every_text_gives_a_name(text: str) -> None:
    name = parse_name(text)
    assert name.text == text
    assert all(token.forms and token.norm for token in name.tokens)


def test_a_paragraph_in_the_name_column_is_read_in_part() -> None:
    assert len(parse_name("Седа " * 5000).words) <= 6
