"""Cells are read as people write them, in English and Indonesian; what is unclear is not guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from opensmp.intake import parsing
from opensmp.plan.terms import Cadence, Money

pytestmark = pytest.mark.requirement("R01")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-31", date(2026, 3, 31)),
        ("31 March 2026", date(2026, 3, 31)),
        ("31 Maret 2026", date(2026, 3, 31)),
        ("31st of March, 2026", date(2026, 3, 31)),
        ("March 31, 2026", date(2026, 3, 31)),
        ("31-Mar-26", date(2026, 3, 31)),
        ("31/03/2026", date(2026, 3, 31)),
        ("31.3.2026", date(2026, 3, 31)),
        ("03/31/2026", date(2026, 3, 31)),
        ("5 Agustus 2026", date(2026, 8, 5)),
        ("7 Okt 2026", date(2026, 10, 7)),
        ("by 30 June 2027 at the latest", date(2027, 6, 30)),
        ("October 2026", date(2026, 10, 31)),
        ("Desember 2026", date(2026, 12, 31)),
        ("Q3 2026", date(2026, 9, 30)),
        ("TW 2 2027", date(2027, 6, 30)),
    ],
)
def test_a_day_is_read_in_many_forms_with_the_day_before_the_month(text: str, day: date) -> None:
    found = parsing.day_in(text)
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    "text", ["", "soon", "31 February 2026", "99/99/2026", "version 1.2", "the first quarter", "2026"]
)
def test_what_is_no_day_is_no_day(text: str) -> None:
    assert parsing.day_in(text) is None


def test_a_month_is_its_last_day_and_says_that_it_is_not_exact() -> None:
    assert parsing.day_in("February 2028") == parsing.Day(date(2028, 2, 29), exact=False)


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("99.9", "en", "99.9"),
        ("99,9", "id", "99.9"),
        ("99,9 %", "en", "99.9"),
        ("1,250,000", "en", "1250000"),
        ("1.250.000", "id", "1250000"),
        ("1.250,50", "id", "1250.50"),
        ("1,250.50", "en", "1250.50"),
        ("2.500", "id", "2500"),
        ("2,500", "en", "2500"),
        ("2.500", "en", "2.500"),
        ("about 12 people", "en", "12"),
        ("-5", "en", "-5"),
        ("1 250 000", "en", "1250000"),
    ],
)
def test_a_number_is_read_by_the_signs_of_its_language(text: str, language: str, number: str) -> None:
    assert parsing.number_in(text, language) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "language", "money"),
    [
        ("IDR 5,000,000,000", "en", Money(amount=Decimal(5_000_000_000), currency="IDR")),
        ("Rp 5 miliar", "id", Money(amount=Decimal(5_000_000_000), currency="IDR")),
        ("Rp250 juta", "id", Money(amount=Decimal(250_000_000), currency="IDR")),
        ("USD 1.5 million", "en", Money(amount=Decimal("1500000.0"), currency="USD")),
        ("€ 20,000", "en", Money(amount=Decimal(20_000), currency="EUR")),
        ("1 triliun Rp", "id", Money(amount=Decimal(10**12), currency="IDR")),
    ],
)
def test_money_needs_a_currency_and_knows_its_scale(text: str, language: str, money: Money) -> None:
    assert parsing.money_in(text, language) == money


def test_an_amount_without_a_currency_is_no_money() -> None:
    assert parsing.money_in("5 million", "en") is None


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("every month", "monthly"),
        ("setiap bulan", "monthly"),
        ("quarterly", "quarterly"),
        ("per triwulan", "quarterly"),
        ("twice a year", "half-yearly"),
        ("setiap enam bulan", "half-yearly"),
        ("every six months", "half-yearly"),
        ("once a year", "yearly"),
        ("setahun sekali", "yearly"),
        ("annually", "yearly"),
        ("every two years", "two-yearly"),
        ("weekly", "weekly"),
        ("setiap minggu", "weekly"),
        ("reviewed monthly and reported yearly", "monthly"),
    ],
)
def test_how_often_is_read_from_the_first_words_that_say_so(text: str, cadence: Cadence) -> None:
    assert parsing.cadence_in(text) == cadence


def test_no_cadence_is_read_where_none_is_named() -> None:
    assert parsing.cadence_in("when needed") is None


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("1 January 2027 – 31 December 2027", (date(2027, 1, 1), date(2027, 12, 31))),
        ("1 Jan 2027 to 30 June 2027", (date(2027, 1, 1), date(2027, 6, 30))),
        ("1 Januari 2027 sampai dengan 31 Desember 2027", (date(2027, 1, 1), date(2027, 12, 31))),
        ("2027 (1 January 2027 – 31 December 2027)", (date(2027, 1, 1), date(2027, 12, 31))),
        ("FY 2027", (date(2027, 1, 1), date(2027, 12, 31))),
    ],
)
def test_a_period_has_two_days_or_is_a_year(text: str, span: tuple[date, date]) -> None:
    assert parsing.span_in(text) == span


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Yes", True),
        ("ya", True),
        ("X", True),
        ("✓", True),
        ("no", False),
        ("Tidak", False),
        ("-", False),
        ("maybe", None),
    ],
)
def test_yes_and_no_have_many_forms_and_other_words_none(text: str, meaning: bool | None) -> None:
    assert parsing.yes_or_no(text) is meaning


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Core banking, Email", ("Core banking", "Email")),
        ("Core banking dan Email", ("Core banking", "Email")),
        ("Core banking\nEmail", ("Core banking", "Email")),
        ("• Core banking • Email", ("Core banking", "Email")),
        ("Core banking; -; TBD", ("Core banking",)),
        ("", ()),
    ],
)
def test_a_list_in_a_cell_is_divided_where_people_divide_it(text: str, pieces: tuple[str, ...]) -> None:
    assert parsing.pieces(text) == pieces


def test_days_in_a_list_are_all_read() -> None:
    assert parsing.days_in("12 May 2026; 14 June 2026") == (date(2026, 5, 12), date(2026, 6, 14))
