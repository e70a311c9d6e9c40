"""Dates and ages as lists and relatives write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinmatch.dates import DateProblem, compare_births, find_date, parse_date, read_date
from kinmatch.evidence import Outcome
from kinmatch.record import DateKind, DateSpan

LIST_DAY = date(2018, 3, 25)

READ = [
    ("15.02.1991", "1991-02-15", "1991-02-15", DateKind.EXACT),
    ("31.5.92", "1992-05-31", "1992-05-31", DateKind.EXACT),
    ("1974/3/30", "1974-03-30", "1974-03-30", DateKind.EXACT),
    ("1996-06-14", "1996-06-14", "1996-06-14", DateKind.EXACT),
    ("1996-06-14 00:00:00", "1996-06-14", "1996-06-14", DateKind.EXACT),
    ("29 Oct 1997", "1997-10-29", "1997-10-29", DateKind.EXACT),
    ("١٥/٢/١٩٩١", "1991-02-15", "1991-02-15", DateKind.EXACT),
    ("٣ كانون الثاني ١٩٩٥", "1995-01-03", "1995-01-03", DateKind.EXACT),
    ("13 août 1990", None, None, None),
    ("١/١/١٩٨٢", "1982-01-01", "1982-12-31", DateKind.PLACEHOLDER),
    ("01/07/1985", "1985-01-01", "1985-12-31", DateKind.PLACEHOLDER),
    ("31.12.1980", "1980-01-01", "1980-12-31", DateKind.PLACEHOLDER),
    ("07.2013", "2013-07-01", "2013-07-31", DateKind.MONTH),
    ("июнь 2014", "2014-06-01", "2014-06-30", DateKind.MONTH),
    ("شباط 2014", "2014-02-01", "2014-02-28", DateKind.MONTH),
    ("فيفري 2014", "2014-02-01", "2014-02-28", DateKind.MONTH),
    ("Jun-13", "2013-06-01", "2013-06-30", DateKind.MONTH),
    ("2005 г.р.", "2005-01-01", "2005-12-31", DateKind.YEAR),
    ("مواليد ١٩٩٣", "1993-01-01", "1993-12-31", DateKind.YEAR),
    ("ок. 1990", "1989-01-01", "1991-12-31", DateKind.RANGE),
    ("осень 2013", "2013-09-01", "2013-11-30", DateKind.RANGE),
    ("العمر 25", "1992-03-26", "1993-03-25", DateKind.AGE_YEARS),
    ("25 yrs", "1992-03-26", "1993-03-25", DateKind.AGE_YEARS),
    ("24 года", "1993-03-26", "1994-03-25", DateKind.AGE_YEARS),
    ("۱۹", "1998-03-26", "1999-03-25", DateKind.AGE_YEARS),
    ("6-7", "2010-03-26", "2012-03-25", DateKind.RANGE),
    ("22 شهر", "2016-04-26", "2016-05-25", DateKind.AGE_MONTHS),
    ("٤ اشهر", "2017-10-26", "2017-11-25", DateKind.AGE_MONTHS),
    ("سنة ونصف", "2016-03-26", "2016-09-25", DateKind.AGE_MONTHS),
    ("7m", "2017-07-26", "2017-08-25", DateKind.AGE_MONTHS),
    ("2 года (весна 2015)", "2012-03-02", "2013-05-31", DateKind.AGE_YEARS),
    ("5 мес. на 07.2014", "2014-01-02", "2014-02-28", DateKind.AGE_MONTHS),
    ("зимой 95-го", "1994-12-01", "1995-12-31", DateKind.RANGE),
    ("летом 2013", "2013-06-01", "2013-08-31", DateKind.RANGE),
    ("в июне 2014 года", "2014-06-01", "2014-06-30", DateKind.MONTH),
    ("2011-2012 г.р.", "2011-01-01", "2012-12-31", DateKind.RANGE),
    ("2011 или 2012", "2011-01-01", "2012-12-31", DateKind.RANGE),
    ("between 2011 and 2012", "2011-01-01", "2012-12-31", DateKind.RANGE),
    ("95 г.р.", "1995-01-01", "1995-12-31", DateKind.YEAR),
    ("1995-го года", "1995-01-01", "1995-12-31", DateKind.YEAR),
    ("Рамадан 2016", "2016-06-05", "2016-07-06", DateKind.HIJRI),
    ("رمضان 2016", "2016-06-05", "2016-07-06", DateKind.HIJRI),
    ("Ramadan 1437", "2016-06-05", "2016-07-06", DateKind.HIJRI),
    ("one-year-old", "2016-03-26", "2017-03-25", DateKind.AGE_YEARS),
    ("годовалая", "2016-03-26", "2017-03-25", DateKind.AGE_MONTHS),
    ("двухлетняя", "2015-03-26", "2016-03-25", DateKind.AGE_YEARS),
    ("пять лет", "2012-03-26", "2013-03-25", DateKind.AGE_YEARS),
    ("خمس سنوات", "2012-03-26", "2013-03-25", DateKind.AGE_YEARS),
    ("1/7/1412", "1991-07-11", "1992-07-01", DateKind.HIJRI),
    ("0", "2017-03-26", "2018-03-25", DateKind.AGE_YEARS),
    ("1400 هـ", "1979-11-19", "1980-11-09", DateKind.HIJRI),
]


@pytest.mark.parametrize(("text", "first", "last", "kind"), READ, ids=[row[0] for row in READ])
def test_a_birth_is_read_as_the_days_it_may_mean(text, first, last, kind):
    span = parse_date(text, stated_on=LIST_DAY)
    if first is None:
        assert span is None
        return
    assert span is not None
    assert (span.earliest.isoformat(), span.latest.isoformat(), span.kind) == (first, last, kind)
    assert span.as_written == text


HIJRI = [  # Umm al-Qura, computed; one day wider at each end for sighted calendars
    ("6/12/1438", date(2017, 8, 28)),
    ("1/2/1439", date(2017, 10, 21)),
    ("26/6/1436 هـ", date(2015, 4, 15)),
    ("١٤٣٦/٦/٢٦", date(2015, 4, 15)),
]


@pytest.mark.parametrize(("text", "day"), HIJRI)
def test_a_hijri_day_covers_its_gregorian_day_and_one_on_each_side(text, day):
    span = parse_date(text, stated_on=LIST_DAY)
    assert span is not None
    assert (span.latest - span.earliest).days == 2
    assert (span.earliest.toordinal() + span.latest.toordinal()) // 2 == day.toordinal()


def test_a_hijri_year_alone_spans_two_gregorian_years():
    span = parse_date("1438", stated_on=LIST_DAY)
    assert span is not None
    assert span.earliest == date(2016, 10, 1)
    assert span.latest == date(2017, 9, 21)


VECTORS = [  # Umm al-Qura, computed
    ("13 شعبان 1439", date(2018, 4, 29)),
    ("15 رمضان 1439", date(2018, 5, 30)),
    ("26 جمادى الثانية 1436", date(2015, 4, 15)),
    ("6 ذو الحجة 1438", date(2017, 8, 28)),
    ("1 صفر 1439", date(2017, 10, 21)),
]


@pytest.mark.parametrize(("text", "day"), VECTORS)
def test_hijri_months_by_name_keep_to_the_tables(text, day):
    span = parse_date(text, stated_on=date(2020, 1, 1))
    assert span is not None
    assert (span.earliest.toordinal() + span.latest.toordinal()) // 2 == day.toordinal()


@pytest.mark.parametrize("text", ["1 رجب 1412", "1/7/1412", "1 محرم 1412", "1/1/1412"])
def test_the_first_of_rajab_or_muharram_means_the_year_only(text):
    span = parse_date(text, stated_on=LIST_DAY)
    assert span is not None
    assert (span.latest - span.earliest).days > 350


def test_any_day_on_the_first_of_january_means_the_year_only():
    for text in ("01.01.1990", "1/1/1990", "31.12.1990", "1990-07-01", "1 Jan 1990", "١ كانون الثاني ١٩٩٠"):
        span = parse_date(text, stated_on=LIST_DAY)
        assert span is not None, text
        assert (span.latest - span.earliest).days >= 364, text


def test_a_month_of_the_moon_that_begins_twice_in_a_year_covers_both():
    span = parse_date("Рамадан 2030", stated_on=None)
    assert span is not None
    assert (span.latest - span.earliest).days > 300


def test_lunar_years_run_ahead_and_are_no_contradiction():
    solar, lunar = parse_date("2000", stated_on=LIST_DAY), parse_date("18 лет", stated_on=LIST_DAY)
    assert compare_births(solar, lunar).outcome is not Outcome.DIFFER


def test_day_and_month_swapped_in_two_papers_agree_for_less():
    straight = compare_births(
        parse_date("05.04.1991", stated_on=LIST_DAY), parse_date("05.04.1991", stated_on=LIST_DAY)
    )
    crossed = compare_births(
        parse_date("05.04.1991", stated_on=LIST_DAY), parse_date("04.05.1991", stated_on=LIST_DAY)
    )
    assert crossed.outcome is Outcome.AGREE
    assert 0 < crossed.millibits < straight.millibits


@pytest.mark.parametrize(
    ("left", "right"), [("12.03.1992", "12.03.1993"), ("1986", "1989"), ("06.05.1990", "09.05.1990")]
)
def test_digits_that_scanners_exchange_are_no_strong_contradiction(left, right):
    found = compare_births(parse_date(left, stated_on=LIST_DAY), parse_date(right, stated_on=LIST_DAY))
    assert found.millibits > -3000


PROBLEMS = [
    ("", DateProblem.EMPTY),
    ("не знает", DateProblem.NOT_SAID),
    ("غير معلوم", DateProblem.NOT_SAID),
    ("؟", DateProblem.NOT_SAID),
    ("140", DateProblem.TOO_OLD),
    ("200", DateProblem.TOO_OLD),
    ("200 лет", DateProblem.TOO_OLD),
    ("-5", DateProblem.UNREADABLE),
    ("−5 лет", DateProblem.UNREADABLE),
    ("2012-2011", DateProblem.UNREADABLE),
    ("1900-2010", DateProblem.UNREADABLE),
    ("2030", DateProblem.IN_THE_FUTURE),
    ("15.06.2018", DateProblem.IN_THE_FUTURE),
    ("31.02.1990", DateProblem.NO_SUCH_DAY),
    ("скоро приедет", DateProblem.UNREADABLE),
    ("5" * 500, DateProblem.UNREADABLE),
]


@pytest.mark.parametrize(("text", "problem"), PROBLEMS, ids=[row[1] + row[0][:9] for row in PROBLEMS])
def test_what_is_no_birth_is_none_with_its_reason(text, problem):
    reading = read_date(text, stated_on=LIST_DAY)
    assert reading.span is None
    assert reading.problem is problem


def test_an_age_needs_the_day_on_which_it_was_said():
    assert read_date("العمر 25", stated_on=None).problem is DateProblem.AGE_WITHOUT_DATE


def test_day_and_month_that_may_be_swapped_keep_both_readings():
    span = parse_date("1-5-1994", stated_on=LIST_DAY)
    assert span is not None
    assert span.earliest == date(1994, 5, 1)
    assert span.swapped == (date(1994, 1, 5), date(1994, 1, 5))


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("по состоянию на 28.04.2018", date(2018, 4, 28)),
        ("Updated 25/03/2018,,,draft", date(2018, 3, 25)),
        ("التاريخ 10/4/2018", date(2018, 4, 10)),
        ("قائمة الخیم والعوائل ٢٠/٢/٢٠١٨", date(2018, 2, 20)),
        ("as of 3 March 2018", date(2018, 3, 3)),
        ("Список", None),
    ],
)
def test_the_day_of_a_list_is_found_in_its_title(title, day):
    assert find_date(title) == day


COMPARED = [
    ("12.03.1990", "12.03.1990", Outcome.AGREE),
    ("12.03.1990", "1990", Outcome.AGREE),
    ("05.01.1994", "1-5-1994", Outcome.AGREE),
    ("1990", "28", Outcome.AGREE),
    ("1990", "1991", Outcome.CLOSE),
    ("12.03.1987", "12.03.1990", Outcome.CLOSE),
    ("2011", "5", Outcome.CLOSE),
    ("2011", "3", Outcome.DIFFER),
    ("1990", "1950", Outcome.DIFFER),
]


@pytest.mark.parametrize(("left", "right", "outcome"), COMPARED)
def test_births_compare_with_the_tolerance_of_their_kind(left, right, outcome):
    a, b = (parse_date(text, stated_on=LIST_DAY) for text in (left, right))
    found = compare_births(a, b)
    assert found.outcome is outcome
    assert (found.left, found.right) == (left, right)


def test_a_narrower_agreement_weighs_more_and_a_wider_gap_less():
    def bits(left, right):
        return compare_births(
            parse_date(left, stated_on=LIST_DAY), parse_date(right, stated_on=LIST_DAY)
        ).millibits

    assert bits("12.03.1990", "12.03.1990") > bits("12.03.1990", "1990") > bits("1990", "1990") > 0
    assert bits("1990", "1991") > bits("1990", "1992") > bits("1990", "1994") >= bits("1990", "1999")


spans = st.builds(
    lambda start, days, kind: DateSpan(start, date.fromordinal(start.toordinal() + days), "x", kind),
    st.dates(date(1940, 1, 1), date(2018, 1, 1)),
    st.integers(0, 800),
    st.sampled_from(DateKind),
)


@given(spans, spans)
def test_comparing_births_is_symmetrical(left, right):
    assert compare_births(left, right).millibits == compare_births(right, left).millibits
    assert compare_births(left, right).outcome is compare_births(right, left).outcome


@given(st.text(max_size=60), st.none() | st.dates(date(2014, 1, 1), date(2020, 1, 1)))
def test_no_text_breaks_the_reader(text, stated_on):
    reading = read_date(text, stated_on=stated_on)
    assert (reading.span is None) != (reading.problem is None)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        pytest.param("27.07.1983", "27.07.1993", True, id="one digit"),
        pytest.param("27.07.1983", "27.07.1938", True, id="two digits in the wrong order"),
        pytest.param("27.07.1999", "27.07.2001", True, id="two years"),
        pytest.param("27.07.1983", "27.07.1977", False, id="another year altogether"),
    ],
)
def test_one_day_of_another_year_is_near_only_where_a_pen_may_slip(one, other, near):
    from kinmatch.engines.scoring import _slipped  # noqa: PLC0415 - compiled

    left, right = (parse_date(text, stated_on=LIST_DAY) for text in (one, other))
    assert (compare_births(left, right).outcome is not Outcome.DIFFER) is near
    assert bool(_slipped(left.earliest.year, right.earliest.year)) is near
