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


PROBLEMS = [
    ("", DateProblem.EMPTY),
    ("не знает", DateProblem.NOT_SAID),
    ("غير معلوم", DateProblem.NOT_SAID),
    ("؟", DateProblem.NOT_SAID),
    ("140", DateProblem.TOO_OLD),
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
    assert bits("1990", "1991") > bits("1990", "1992") > bits("1990", "1994") > bits("1990", "1999")


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
