"""What a promise shows of its windows, in words and in order; what a draw is told; what a measurement left beside the records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.web.evidence.conftest import incidents
from tests.workspace import BASE

from opensmp.dossier import Dossier
from opensmp.i18n import Refused
from opensmp.measures.verdict import Verdict
from opensmp.plan.terms import Target
from opensmp.store.models import Organisation, PlanRow
from opensmp.web.evidence.drawn import LONGEST_WORD, choice_of
from opensmp.web.evidence.drilled import days_of
from opensmp.web.evidence.lines import Line, lines_of
from opensmp.web.evidence.told import keep_told, store_folder, told_for
from opensmp.web.evidence.words import (
    URGENCY,
    VERDICTS,
    lasted,
    moment,
    promised,
    says,
    sentences,
    window_title,
)
from opensmp.web.figures import amount

KEY = "CM-IM-2"


def verdict(word: Any, start: str, end: str, **more: Any) -> Verdict:
    return Verdict(commitment=KEY, start=date.fromisoformat(start), end=date.fromisoformat(end), verdict=word, **more)


def line(bank: Dossier, *verdicts: Verdict, told: dict[str, Any] | None = None) -> Line:
    held = lines_of(replace(bank, verdicts=verdicts), {"promises": {KEY: told}} if told else {})
    return next(each for each in held if each.commitment.id == KEY)


def window(word: str, start: str, end: str, **more: Any) -> dict[str, Any]:
    return {
        "start": start, "end": end, "word": word, "numerator": 1, "denominator": 2, "measured": "50", "excluded": {}, "version": "2.0",
        "running": False, **more,
    }  # fmt: skip


@pytest.mark.requirement("R56")
def test_the_last_window_that_was_decided_stands_for_the_promise(bank: Dossier) -> None:
    first = verdict("broken", "2026-01-01", "2026-03-31", numerator=1, denominator=2, measured=Decimal(50))
    second = verdict("kept", "2026-04-01", "2026-06-30", numerator=2, denominator=2, measured=Decimal(100))
    third = verdict("unknown", "2026-07-01", "2026-09-30")
    found = line(bank, third, second, first)
    assert [each.start.month for each in found.windows] == [1, 4, 7]
    assert found.shown is not None
    assert (found.word, found.shown.start.month) == ("kept", 4)
    assert found.figure.text("en") == "100%"
    assert found.at("2026-01-01..2026-03-31").word == "broken"  # type: ignore[union-attr]
    assert found.at("nonsense") == found.shown


def test_a_promise_that_was_never_decided_is_not_known_and_one_never_measured_says_so(bank: Dossier) -> None:
    assert line(bank, verdict("unknown", "2026-01-01", "2026-03-31")).says.text("en") == "Not known"
    bare = line(bank)
    assert (bare.word, bare.shown, bare.figure.text("en")) == ("", None, "Not measured")


def test_without_a_figure_the_counts_are_said_and_without_counts_the_word(bank: Dossier) -> None:
    assert (
        line(bank, verdict("kept", "2026-01-01", "2026-03-31", numerator=3, denominator=4)).figure.text("en")
        == "3 of 4"
    )
    assert (
        line(bank, verdict("too few", "2026-01-01", "2026-03-31", numerator=0, denominator=0)).figure.text("en")
        == "Too few to say"
    )


@pytest.mark.requirement("R56")
def test_a_window_that_still_runs_never_stands_for_the_promise_while_one_is_over(bank: Dossier) -> None:
    told = {"windows": [window("broken", "2026-10-01", "2026-12-31", running=True)]}
    over = verdict("kept", "2026-07-01", "2026-09-30", measured=Decimal(95))
    assert line(bank, over, told=told).word == "kept"
    assert line(bank, told=told).word == "unknown", "no verdict was given yet"


@pytest.mark.requirement("R56")
def test_a_window_that_is_not_over_looks_like_no_verdict(bank: Dossier) -> None:
    told = {"windows": [window("broken", "2026-10-01", "2026-12-31", running=True)]}
    found = line(bank, told=told)
    assert found.shown is not None
    assert (found.kind, found.says.text("en")) == ("wait", "Not over yet")
    assert (found.shown.kind, found.shown.so_far.text("en")) == ("wait", "Does not hold, so far")  # type: ignore[union-attr]
    stored = line(bank, verdict("broken", "2026-10-01", "2026-12-31", measured=Decimal(50)), told=told)
    assert stored.shown is not None
    assert stored.shown.kind == "wait", "a stored verdict of a window that is not over is none either"
    over = line(bank, verdict("broken", "2026-07-01", "2026-09-30"))
    assert over.shown is not None
    assert (over.kind, over.shown.so_far) == ("stop", None)


def test_a_stored_verdict_goes_before_what_was_told_and_keeps_its_detail(bank: Dossier) -> None:
    told = {"windows": [window("broken", "2026-07-01", "2026-09-30", excluded={"cancelled": 2, "duplicate": 1})]}
    alone = line(bank, told=told)
    assert alone.shown is not None
    assert (alone.word, alone.shown.excluded, alone.shown.measured) == ("broken", 3, Decimal(50))
    both = line(bank, verdict("kept", "2026-07-01", "2026-09-30", measured=Decimal(95)), told=told)
    assert both.shown is not None
    assert len(both.windows) == 1
    assert (both.word, both.shown.detail["measured"]) == ("kept", "50")


def test_every_promise_has_a_line_and_what_does_not_hold_stands_first(bank: Dossier) -> None:
    held = lines_of(bank, {})
    assert {each.commitment.id for each in held} == set(bank.commitments)
    order = [URGENCY[each.word] for each in held]
    assert order == sorted(order)
    assert set(URGENCY) == set(VERDICTS)


def test_a_line_bears_the_number_of_its_place_in_the_plan(bank: Dossier) -> None:
    practice = bank.commitments[KEY].practice
    assert line(bank).number == f"5.{list(bank.practices).index(practice or '') + 1}"


# Words ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "unit", "english", "indonesian"),
    [("90.00", "%", "90%", "90%"), ("84.60", "%", "84.6%", "84,6%"), ("100", "%", "100%", "100%"),
     ("4.0", "h", "4 h", "4 h"), ("1200", "", "1,200", "1.200")],
)  # fmt: skip
def test_a_figure_is_said_without_noughts_at_its_end(value: str, unit: str, english: str, indonesian: str) -> None:
    assert amount(Decimal(value), unit).text("en") == english
    assert amount(Decimal(value), unit).text("id") == indonesian


def test_a_promise_is_one_line_with_limit_and_window_where_it_has_them() -> None:
    plain = Target(metric="m", comparator="at most", value=Decimal(5))
    assert promised(plain).text("en") == "at most 5%"
    assert promised(replace(plain, window="month")).text("en") == "at most 5%, each month"
    assert (
        promised(replace(plain, limit="4 h", window="quarter")).text("en") == "at most 5%, limit 4 hours, each quarter"
    )
    assert promised(replace(plain, limit="as agreed")).text("en") == "at most 5%, limit as agreed"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2026-01-01", "2026-03-31", "Quarter 1 of 2026"), ("2026-10-01", "2026-12-31", "Quarter 4 of 2026"),
        ("2026-07-01", "2026-12-31", "Half-year 2 of 2026"), ("2024-02-01", "2024-02-29", "February 2024"),
        ("2026-02-01", "2026-04-30", "1 February 2026 to 30 April 2026"),
        ("2025-12-01", "2026-02-28", "1 December 2025 to 28 February 2026"),
        ("2026-02-01", "2026-02-27", "1 February 2026 to 27 February 2026"),
    ],
)  # fmt: skip
def test_only_a_whole_period_of_the_year_has_its_name(start: str, end: str, said: str) -> None:
    assert window_title(date.fromisoformat(start), date.fromisoformat(end), "en") == said


def test_lengths_of_time_and_moments_are_said_where_the_organisation_is() -> None:
    assert [lasted(each) for each in (0, 29, 3_600, 3_659, 86_400, -7_200, 4_000_000)] == [
        "0 min", "0 min", "1 h 00 min", "1 h 01 min", "24 h 00 min", "2 h 00 min", "1111 h",
    ]  # fmt: skip
    assert moment(None, "Asia/Jakarta") is None
    assert moment(0, "Asia/Jakarta").hour == 7  # type: ignore[union-attr]


def test_stored_sentences_are_said_in_the_asked_language_and_what_is_missing_is_silence() -> None:
    stored = {"en": "Late.", "id": "Terlambat."}
    assert sentences([stored, {}], "id") == ["Terlambat.", ""]
    assert says(None, "en") == ""


@pytest.mark.parametrize("name", ["", "2026-07-01", "2026-07-01..", "soon..later", "2026-02-30..2026-03-01"])
def test_a_window_that_is_none_has_no_days(name: str) -> None:
    assert days_of(name) is None


def test_a_window_in_an_address_is_its_two_days() -> None:
    found = days_of("2026-07-01..2026-09-30")
    assert found is not None
    assert tuple(found)[:2] == (date(2026, 7, 1), date(2026, 9, 30))


# Drawing -------------------------------------------------------------------------------------------------------------


def test_what_an_auditor_leaves_empty_is_chosen_for_them_and_the_word_is_the_day() -> None:
    chosen = choice_of({}, "2026-11-22")
    assert (chosen.word, chosen.size, chosen.tolerable, chosen.frequency, chosen.by) == (
        "2026-11-22",
        None,
        None,
        "daily",
        (),
    )
    assert choice_of({"method": "nonsense", "frequency": "hourly-ish"}, "d") == choice_of({}, "d")


@pytest.mark.parametrize(("size", "number"), [("1", 1), (" 25 ", 25), ("100000", 100_000), ("", None)])
def test_a_size_is_a_whole_number(size: str, number: int | None) -> None:
    assert choice_of({"size": size}, "d").size == number


@pytest.mark.parametrize("size", ["0", "-1", "2.5", "many", "100001", "²"])
def test_a_size_that_is_none_is_refused_in_words(size: str) -> None:
    with pytest.raises(Refused, match="is no number of records"):
        choice_of({"size": size}, "d")


@pytest.mark.parametrize(
    ("rate", "share"),
    [
        ("5", Fraction(1, 20)),
        ("5%", Fraction(1, 20)),
        ("2,5 %", Fraction(1, 40)),
        ("0.1", Fraction(1, 1000)),
        ("", None),
    ],
)
def test_a_tolerable_rate_is_read_in_per_cent(rate: str, share: Fraction | None) -> None:
    assert choice_of({"tolerable": rate}, "d").tolerable == share


@pytest.mark.parametrize("rate", ["0", "100", "-5", "NaN", "Infinity", "half", "1e999"])
def test_a_rate_that_is_none_is_refused_in_words(rate: str) -> None:
    with pytest.raises(Refused, match="is no rate in per cent"):
        choice_of({"tolerable": rate}, "d")


def test_a_word_is_kept_short_and_parts_that_are_none_are_left_out() -> None:
    chosen = choice_of({"word": " mangga " + "x" * 200, "by": "month,planet,month"}, "d")
    assert chosen.word.startswith("mangga")
    assert len(chosen.word) == LONGEST_WORD
    assert chosen.by == ("month",)


@pytest.mark.django_db
@pytest.mark.requirement("R56")
@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_the_papers_of_the_same_draw_are_equal_to_the_byte_and_of_another_are_not(
    signed_in: Callable[..., Client], bring: Callable[..., Any], form: str
) -> None:
    ratna, intan = signed_in("ratna"), signed_in("intan")
    bring(ratna, BASE, incidents([3, 9] * 6))
    chosen = {"word": "mangga", "size": "4", "by": "month", "window": "2026-07-01..2026-09-30"}
    address = f"{BASE}evidence/{KEY}/sample/papers/{form}/"
    first, again = (person.get(address, chosen).content for person in (intan, ratna))
    assert len(first) > 100
    if form == "json":
        assert first == again
    assert intan.get(address, {**chosen, "word": "durian"}).content != first
    assert intan.get(address.replace(form, "exe"), chosen).status_code == 404


@pytest.mark.django_db
def test_the_records_behind_a_figure_are_listed_the_missed_first_and_filtered_by_word(
    signed_in: Callable[..., Client], bring: Callable[..., Any]
) -> None:
    ratna = signed_in("ratna")
    bring(ratna, BASE, incidents([1, 30, 2, 60]))
    address = f"{BASE}evidence/{KEY}/records/"
    text = ratna.get(address, {"window": "2026-07-01..2026-09-30"}).content.decode()
    assert text.index("INC0000004") < text.index("INC0000002") < text.index("INC0000001")
    bad = ratna.get(address, {"window": "2026-07-01..2026-09-30", "show": "bad"}).content.decode()
    assert "INC0000004" in bad
    assert "INC0000001" not in bad
    assert ratna.get(address, {"window": "nonsense"}).status_code < 500
    raw = ratna.get(f"{BASE}evidence/{KEY}/records.csv", {"window": "2026-07-01..2026-09-30"})
    assert sum(b"INC" in each for each in b"".join([raw.getvalue()]).splitlines()) == 4


# What a measurement told ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_was_told_is_kept_whole_and_what_cannot_be_read_is_nothing(
    workplace: Path, plan: PlanRow, organisation: Organisation
) -> None:
    assert told_for(plan, organisation) == {}
    keep_told(plan, organisation, {"promises": {KEY: {"says": "≥ 90 %"}}})
    assert told_for(plan, organisation)["promises"][KEY]["says"] == "≥ 90 %"
    file = next(each for each in (workplace / "records").iterdir() if each.suffix == ".json")
    for broken in ("{", "[]", ""):
        file.write_text(broken)
        assert told_for(plan, organisation) == {}
    assert not store_folder(organisation).exists()


@pytest.mark.django_db
@pytest.mark.requirement("R61")
@pytest.mark.parametrize("language", ["en", "id"])
def test_the_schedule_tells_every_row_with_its_state_in_the_readers_language(
    workplace: Path, signed_in: Callable[..., Client], bank: Dossier, language: str
) -> None:
    text = signed_in("maya", language).get(BASE + "evidence/?view=calendar").content.decode()
    for audit in bank.registers.audits:
        if audit.id in bank.plan.assurance.programme.audits:
            assert audit.title.text(language) in text
