"""Words of a deadline are read as a span of days."""

from datetime import date

import pytest

from opensmp.rules.objectives._dates import span_of


@pytest.mark.requirement("R11")
@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("31 December 2027", date(2027, 12, 31), date(2027, 12, 31)),
        ("paling lambat 31 Desember 2027", date(2027, 12, 31), date(2027, 12, 31)),
        ("December 31, 2027", date(2027, 12, 31), date(2027, 12, 31)),
        ("2027-06-30", date(2027, 6, 30), date(2027, 6, 30)),
        ("akhir Juni 2027", date(2027, 6, 1), date(2027, 6, 30)),
        ("the end of Q3 2027", date(2027, 7, 1), date(2027, 9, 30)),
        ("triwulan III 2027", date(2027, 7, 1), date(2027, 9, 30)),
        ("semester I 2027", date(2027, 1, 1), date(2027, 6, 30)),
        ("the end of 2027", date(2027, 1, 1), date(2027, 12, 31)),
    ],
)
def test_a_deadline_is_a_span_of_days(words: str, first: date, last: date) -> None:
    assert span_of(words) == (first, last)


@pytest.mark.requirement("R11")
@pytest.mark.parametrize(
    "words", ["by Friday", "within 12 months", "tahun anggaran 2027", "FY 2027", "31 February 2027"]
)
def test_words_without_a_day_of_the_calendar_are_left_alone(words: str) -> None:
    assert span_of(words) is None
