"""Numbers and days in the fields of a form, as each language writes them, and what a hostile form may count."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opensmp.i18n import spoken_number
from opensmp.plan.objectives import Action, Objective
from opensmp.plan.prose import Prose
from opensmp.web.answers import MOST_ROWS, Answers, Ask, Tongue, answers_of, day_in, number_in, shown_number, words_in

DECIMALS = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=4)


@pytest.mark.parametrize("language", ["en", "id"])
@given(number=st.one_of(st.integers(-(10**15), 10**15), DECIMALS))
def test_a_number_that_a_field_shows_is_read_back_the_same(language: str, number: Decimal | int) -> None:
    read = number_in(shown_number(number, language), language)
    assert read is not None
    assert Decimal(read) == number


@pytest.mark.parametrize("language", ["en", "id"])
@given(number=st.integers(0, 10**12))
def test_a_number_as_people_write_it_with_thousands_is_read(language: str, number: int) -> None:
    assert number_in(spoken_number(number, language), language) == str(number)


@pytest.mark.parametrize(
    ("written", "language", "means"),
    [
        ("1,000.5", "en", "1000.5"), ("1.000,5", "id", "1000.5"), ("1.000", "id", "1000"), ("1,000", "en", "1000"), ("99,5", "id", "99.5"),
        ("99.5", "id", "99.5"), ("99,5", "en", "99.5"), ("1 000", "en", "1000"), ("1\u00a0000,25", "id", "1000.25"), ("-4", "en", "-4"),
        ("007", "en", "7"), ("1,000,000", "en", "1000000"), ("0.000000001", "en", "0.000000001"),
    ],
)  # fmt: skip
def test_what_a_person_means_by_a_number(written: str, language: str, means: str) -> None:
    read = number_in(written, language)
    assert read is not None
    assert Decimal(read) == Decimal(means)
    assert "E" not in read


@pytest.mark.parametrize(
    "written",
    ["", "-", ".", "1.2.3", "1,00,000.5", "1e5", "95%", "NaN", "Infinity", "１２", "0x10", "9" * 31, "1.0000000001"],
)
@pytest.mark.parametrize("language", ["en", "id"])
def test_what_is_no_number_stays_what_was_typed(written: str, language: str) -> None:
    assert number_in(written, language) is None


@given(day=st.dates(min_value=date(1000, 1, 1)))
def test_a_day_is_read_in_the_forms_that_people_type(day: date) -> None:
    for form in ("{d.day}/{d.month}/{d.year}", "{d.day:02}.{d.month:02}.{d.year}", "{d.day}-{d.month}-{d.year}", "{d}"):
        assert day_in(form.format(d=day)) == day.isoformat()


@pytest.mark.parametrize(
    "written", ["", "31/12", "31/13/2027", "29/2/2027", "2027-2-3", "2027/12/31", "tomorrow", "1/1/27", "0/1/2027"]
)
def test_what_is_no_day_is_none(written: str) -> None:
    assert day_in(written) is None


def test_a_form_that_counts_too_many_rows_is_cut_and_one_that_counts_nonsense_has_none() -> None:
    assert Answers({"t-rows": ["999999999999"]}).count("t") == MOST_ROWS
    for nonsense in ("", "-1", "1.5", "x", "1e3"):
        assert Answers({"t-rows": [nonsense]}).count("t") == 0
    assert Answers({}).rows("t") == ()


def test_rows_that_were_taken_out_keep_their_numbers_apart() -> None:
    held = Answers({"t-rows": ["4"], "t-1-gone": ["1"], "t-3-gone": ["on"]})
    assert (held.count("t"), held.rows("t")) == (4, (0, 2))


def test_a_field_gives_its_last_value_without_space_and_with_plain_line_ends() -> None:
    held = Answers({"a": ["first", "  two\r\nlines\rhere  "], "b": [], "c": ["x", "", "y"]})
    assert (held.one("a"), held.one("b"), held.one("none")) == ("two\nlines\nhere", "", "")
    assert held.all("c") == ("x", "y")
    assert (held.any_below("a"), held.any_below("z")) == (True, False)


def test_a_value_stands_in_the_fields_in_the_persons_numbers_and_the_plans_languages() -> None:
    row = Objective(
        id="O", statement=Prose.of({"en": "More", "id": "Lebih"}), kind="increase", target=Decimal("99.50"), deadline=date(2027, 6, 30),
        actions=(Action(text=Prose.of("Write"), due=date(2027, 1, 1)),), services=("S-01", "S-02"),
    )  # fmt: skip
    asks = (
        *(Ask(name) for name in ("statement", "target", "deadline", "services")),
        Ask("actions", parts=(Ask("text"), Ask("due"))),
    )
    held = answers_of(asks, row, Tongue("id", ("id", "en")))
    assert held == {
        "statement-id": ["Lebih"], "statement-en": ["More"], "target": ["99,50"], "deadline": ["2027-06-30"],
        "services": ["S-01", "S-02"], "actions-rows": ["1"], "actions-0-text-id": ["Write"], "actions-0-text-en": [""],
        "actions-0-due": ["2027-01-01"],
    }  # fmt: skip


def test_a_text_without_a_language_is_in_the_prevailing_one_alone() -> None:
    plain = Tongue("en", ("id", "en"))
    assert [words_in(Prose.of("Kata"), language, plain) for language in ("id", "en")] == ["Kata", ""]
    assert answers_of((Ask("statement"),), None, plain) == {}
