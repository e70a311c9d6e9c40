"""What two names say in bits. All names are invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinmatch.names import (
    NameComparison,
    Outcome,
    Rarity,
    Role,
    compare_names,
    compare_single,
    name_keys,
    parse_name,
)


def compare(left: str, right: str) -> NameComparison:
    return compare_names(parse_name(left), parse_name(right))


def outcomes(found: NameComparison) -> dict[str, str]:
    return {part.role.value: part.outcome.value for part in found.parts}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(
            "Халидова Зайнап Мусаевна", "زينب موسى", id="patronymic and second Arabic word, surname gone"
        ),
        pytest.param(
            "Халидова Зайнап Мусаевна", "خاليدوفا زينب موساييفنا", id="order turned, patronymic kept"
        ),
        pytest.param("Халидова Зайнап", "زينب خاليدوف", id="masculine ending for a woman"),
        pytest.param("Халидова Зайнап", "Zainab Khalid", id="ending of the family name cut"),
        pytest.param("Халидова Зайнап", "KHALIDOVA Zaynab", id="Latin capitals, order of papers"),
        pytest.param("Дзейтова Хеди", "خديجة دزيتوفا", id="home form and full form"),
        pytest.param("Сайфула", "سيف الله", id="compound in two words"),
        pytest.param("Абдулкадир Юсупов", "عبد القادر يوسوبوف", id="Abd in two words"),
        pytest.param("Ахмедхан", "احمد خان", id="unlisted compound, joined by the comparison"),
        pytest.param("Джамалудин", "جمال الدين", id="al-Din"),
        pytest.param("Холида Тохир қизи", "خالدة طاهر", id="Uzbek qizi and Iraqi father"),
        pytest.param("Каримзода Шахноза", "شهناز كريموفا", id="zoda and -ova"),
        pytest.param("Умм Кулсум", "Курсум", id="Umm Kulthum and its short form"),
        pytest.param("Вахаева Тамила", "تاميلا واخاييفا", id="v as waw"),
        pytest.param("Чапанова Рейхан", "ريحانة شابانوفا", id="ch as shin, p as ba"),
        pytest.param("Мержоева Ася", "آسيا ميرجوييفا", id="zh as jim"),
        pytest.param("Гойтемирова Лайла", "ليلى غويتميروفا", id="g as ghayn"),
        pytest.param("Лариса Щукина", "Larisa Shchukina", id="shch"),
        pytest.param("Магомедова 1айшат", "Аишат Магомедова", id="palochka as a digit"),
    ],
)
def test_writings_of_one_name_agree(left: str, right: str) -> None:
    found = compare(left, right)
    assert found.bits > 3.0, found
    assert not {p.role for p in found.parts if p.outcome is Outcome.DIFFER}, found


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("Ахмад", "محمد", id="Ahmad, Muhammad"),
        pytest.param("Ахмад", "محمود", id="Ahmad, Mahmud"),
        pytest.param("Хамид", "Ahmad", id="Hamid, Ahmad"),
        pytest.param("Магомед", "Mahmud", id="Muhammad, Mahmud"),
        pytest.param("Иса", "اسحاق", id="Isa, Ishaq"),
        pytest.param("Исак", "عيسى", id="Isak is Ishaq"),
        pytest.param("Захра", "Зухра", id="Zahra, Zuhra may be sisters"),
        pytest.param("Руслан", "رسول", id="Ruslan, Rasul"),
        pytest.param("Салима", "سليمان", id="Salima, Sulayman"),
        pytest.param("Хасан", "حسين", id="Hasan, Husayn"),
        pytest.param("Амина", "ايمان", id="Amina, Iman: one skeleton"),
        pytest.param("Али", "عالية", id="Ali, Aliya"),
    ],
)
def test_neighbours_are_not_one_name(left: str, right: str) -> None:
    found = compare(left, right)
    assert found.outcome is not Outcome.AGREE, found
    assert found.bits < 2.0


def test_a_neighbour_that_nobody_listed_is_near_and_not_one_name() -> None:
    found = compare("Мадина", "Mydin")
    assert found.outcome is not Outcome.AGREE, found
    assert found.bits < compare("Мадина", "Madina").bits - 2.0


def test_brothers_and_sisters_share_all_but_the_given_name() -> None:
    found = compare("Халидова Зайнап Мусаевна", "Халидов Хамзат Мусаевич")
    assert outcomes(found)["given"] == "differ"
    assert found.outcome is Outcome.DIFFER
    assert found.bits < compare("Халидова Зайнап Мусаевна", "Халидова Зайнаб Мусаевна").bits


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Хадизова Седа Бувайсаровна", "Хадизова Хеда Бувайсаровна"),
        ("Хадизова Седа Бувайсаровна", "خاديزوفا نورة بوفايسار"),
    ],
)
def test_a_rare_family_does_not_make_one_person_of_two_sisters(left: str, right: str) -> None:
    assert compare(left, right).bits <= 4.0


def test_another_grandfather_speaks_against() -> None:
    same = compare("زينب موسى حسن", "Zaynab Musa Hasan")
    other = compare("زينب موسى حسن", "Zaynab Musa Idris")
    assert other.bits < same.bits
    assert outcomes(other)["grandfather"] == "differ"


def test_a_missing_surname_is_silent() -> None:
    assert compare("Халидова Зайнап", "زينب").bits == compare("Зайнап", "زينب").bits


def test_given_and_father_exchanged_is_worse_than_in_order() -> None:
    assert compare("Муса Юнусович", "يونس موسى").bits < compare("Муса Юнусович", "موسى يونس").bits


def test_a_rare_name_says_more_than_a_frequent_one() -> None:
    assert compare("Бувайсар", "بوفايسار").bits > compare("Магомед", "محمد").bits + 3


def test_a_name_frequent_in_the_data_says_less() -> None:
    many = Rarity.from_names([parse_name("Бувайсар")] * 300 + [parse_name("Идрис")] * 300)
    left, right = parse_name("Бувайсар"), parse_name("بوفايسار")
    assert compare_names(left, right, rarity=many).bits < compare_names(left, right).bits


def test_a_kunya_alone_never_says_much() -> None:
    found = compare("Умм Сухайб", "ام صهيب الشيشانية")
    assert 0 < found.bits <= 4.0


def test_the_child_of_a_kunya_is_not_its_bearer() -> None:
    assert compare("Хадизов Сухайб", "ام صهيب").bits <= 0.0
    assert compare("Умуразият", "ام راضية").bits > 3.0


def test_a_family_name_does_not_stand_for_a_given_name_that_both_sides_have() -> None:
    assert outcomes(compare("Мусаев Идрис Юнусович", "Musa Yunus"))["given"] == "differ"


def test_another_kunya_hardly_speaks_against() -> None:
    assert compare("Умм Сухайб", "ام ياسر").bits > -1.0


def test_initials_agree_a_little() -> None:
    assert (
        0
        < compare("Халидова З.М.", "Халидова Зайнап Мусаевна").bits - compare("Халидова", "Халидова").bits
        < 5
    )


@pytest.mark.parametrize("text", ["", "не знает", "مجهول", "Baby"])
def test_an_unknown_name_is_silent(text: str) -> None:
    assert compare(text, "Халидова Зайнап Мусаевна") == NameComparison(0.0, ())
    assert compare(text, text) == NameComparison(0.0, ())


def test_a_relative_is_compared_by_one_word_or_by_a_whole_name() -> None:
    assert compare_single("Халидов Муса Хасанович", "موسى", Role.FATHER).outcome is Outcome.AGREE
    assert compare_single("Муса", "عيسى", Role.FATHER).outcome is Outcome.DIFFER
    assert compare_single("Муса", "موسى", Role.FATHER).parts[0].role is Role.FATHER
    assert compare_single("не знает", "موسى", Role.FATHER).bits == 0.0


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Халидова Зайнап", "زينب موسى"),
        ("Сайфула", "سيف الله"),
        ("Умм Сухайб", "ام صهيب"),
        ("Мержоева", "ميرجوييف"),
        ("Ваха", "واخا"),
    ],
)
def test_writings_of_one_name_meet_under_a_key(left: str, right: str) -> None:
    assert name_keys(parse_name(left)) & name_keys(parse_name(right))


def test_a_table_of_counts_is_read_as_it_was_written() -> None:
    rarity = Rarity.from_names([parse_name("Халидова Зайнап Мусаевна")])
    assert Rarity.from_json(rarity.to_json()) == rarity
    with pytest.raises(ValueError, match="counts"):
        Rarity.from_json("[]")


WORDS = ["Зайнап", "زينب", "Мусаевна", "موسى", "Халидова", "Khalidov", "ام", "صهيب", "Умм", "عبد", "الله", "Ахмад", "محمد", "А.", "бинт",
         "кызы", "Седа", "سيدة", "زوجة", "ابو", "(Юнусова)", "не", "знает", "al-", "Zuhra", "نور", "الدين", "؟"]  # fmt: skip
names = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


@settings(deadline=None)
@given(names, names)
def test_the_order_of_the_two_names_never_matters(left: str, right: str) -> None:
    forth, back = compare(left, right), compare(right, left)
    assert forth.bits == pytest.approx(back.bits)
    assert sorted((p.role, p.left, p.right) for p in forth.parts) == sorted(
        (p.role, p.right, p.left) for p in back.parts
    )


@settings(deadline=None)
@given(
    st.permutations(["Халидова", "Зайнап", "Мусаевна", "Юнус"]), st.permutations(["زينب", "موسى", "خاليدوفا"])
)
def test_any_order_of_words_gives_an_answer(left: list[str], right: list[str]) -> None:
    assert compare(" ".join(left), " ".join(right)).bits > 0


@settings(deadline=None)
@given(names, st.sampled_from(["", "не знает", "مجهول", "؟"]))
def test_an_unknown_name_never_lowers(name: str, unknown: str) -> None:
    assert compare(name, unknown).bits == 0.0


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_are_compared(left: str, right: str) -> None:
    assert isinstance(compare(left, right).bits, float)
