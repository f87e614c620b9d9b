"""Limits are read as people write them, and refused where two readings are possible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opensmp.i18n import Message
from opensmp.measures.limits import DAY, Limit, Mode, parsed

pytestmark = pytest.mark.requirement("R56")

HOUR = 3_600


def limit(text: str) -> Limit:
    read = parsed(text)
    assert isinstance(read, Limit), str(read)
    return read


@pytest.mark.parametrize(
    ("text", "seconds", "mode", "said"),
    [
        ("4 h", 4 * HOUR, "open time", "4 hours"),
        ("4h", 4 * HOUR, "open time", "4 hours"),
        ("30 min", 1_800, "open time", "30 minutes"),
        ("30 menit", 1_800, "open time", "30 minutes"),
        ("30 s", 30, "open time", "30 seconds"),
        ("1 hour", HOUR, "open time", "1 hour"),
        ("1,5 jam", 5_400, "open time", "90 minutes"),
        ("1.5 h", 5_400, "open time", "90 minutes"),
        ("1 h 30 min", 5_400, "open time", "90 minutes"),
        ("1 jam dan 30 menit", 5_400, "open time", "90 minutes"),
        ("1 day and 4 hours", 28 * HOUR, "open time", "28 hours"),
        ("8 working hours", 8 * HOUR, "open time", "8 hours"),
        ("8 jam kerja", 8 * HOUR, "open time", "8 hours"),
        ("0 h", 0, "open time", "0 hours"),
        ("15 days", 15 * DAY, "open time", "15 days of 24 hours"),
        ("2 weeks", 14 * DAY, "open time", "2 weeks of 168 hours"),
        ("15 calendar days", 15 * DAY, "round the clock", "15 calendar days"),
        ("15 hari kalender", 15 * DAY, "round the clock", "15 calendar days"),
        ("3 x 24 jam", 3 * DAY, "round the clock", "3 calendar days"),
        ("3×24 jam", 3 * DAY, "round the clock", "3 calendar days"),
        ("4 clock hours", 4 * HOUR, "round the clock", "4 hours round the clock"),
        ("5 working days", 5 * DAY, "working days", "5 working days"),
        ("2 business days", 2 * DAY, "working days", "2 working days"),
        ("10 hari kerja", 10 * DAY, "working days", "10 working days"),
        (
            "2 working days, end of day",
            2 * DAY,
            "end of working day",
            "2 working days, until the end of that day's hours",
        ),
        ("1 hari kerja, akhir hari", DAY, "end of working day", "1 working day, until the end of that day's hours"),
        ("  5   Working DAYS ", 5 * DAY, "working days", "5 working days"),
    ],
)
def test_a_limit_is_read_with_its_mode(text: str, seconds: int, mode: Mode, said: str) -> None:
    read = limit(text)
    assert (read.seconds, read.mode, str(read.says)) == (seconds, mode, said)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no limit"),
        ("4", "no limit"),
        ("h", "no limit"),
        ("four hours", "no limit"),
        ("-4 h", "no limit"),
        ("4 h or so", "no limit"),
        ("3 months", "no limit"),
        ("1.000 h", "without a sign between thousands"),
        ("1,000 h", "without a sign between thousands"),
        ("1.5 working days", "counted whole"),
        ("0 working days", "counted whole"),
        ("2 working weeks", "counted whole"),
        ("4 h and 5 working days", "mixes two ways"),
        ("2 working days 3 working days", "mixes two ways"),
        ("4 h, end of day", "only a whole number of working days"),
        ("2 calendar days, end of day", "only a whole number of working days"),
    ],
)
def test_what_is_no_limit_is_said_with_the_text(text: str, why: str) -> None:
    refused = parsed(text)
    assert isinstance(refused, Message)
    assert why in str(refused)
    assert f"“{text}”" in str(refused)


@given(st.text(alphabet="0123456789.,hmind kerjawolgys×x- ", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert isinstance(parsed(text), Limit | Message)


@given(st.text(max_size=200))
def test_what_is_written_by_nobody_is_no_limit(text: str) -> None:
    assert isinstance(parsed(text + "?"), Message)


@given(st.integers(1, 500), st.sampled_from(["s", "min", "h", "days", "calendar days", "working days"]))
def test_a_limit_in_words_is_read_as_the_same_limit(amount: int, unit: str) -> None:
    read = limit(f"{amount} {unit}")
    assert limit(str(read.says).replace(" of 24 hours", "")) == read or amount % 60 == 0
