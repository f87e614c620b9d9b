"""One clock on every page: the organisation's zone, and in the example the day on which it lives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from django.test import Client
from tests.workspace import BASE

from opensmp.actions.commenting import comment
from opensmp.actions.deed import Actor
from opensmp.store.models import Comment, Entry, Organisation, PlanRow
from opensmp.web.clock import ZONE, shown, today_of

SignedIn = Callable[..., Client]
Acting = Callable[[str], Actor]
EXAMPLE = Organisation(slug="example", lives_on=date(2026, 11, 22))
REAL = Organisation(slug="real")
LATE = datetime(2027, 3, 5, 18, 30, tzinfo=UTC)
"""Half past one in the morning of the sixth where the organisation is."""


def test_a_moment_is_shown_on_the_day_it_was_where_the_organisation_is() -> None:
    assert shown(LATE, REAL).date() == date(2027, 3, 6)
    assert shown(LATE, None).strftime("%H:%M") == "01:30"
    assert today_of(REAL) == datetime.now(ZONE).date()


def test_in_the_example_everything_happens_on_its_one_day_and_a_week_ahead_is_a_week_ahead() -> None:
    now = datetime.now(UTC)
    assert today_of(EXAMPLE) == shown(now, EXAMPLE).date() == date(2026, 11, 22)
    assert shown(now - timedelta(days=40), EXAMPLE).date() == date(2026, 11, 22)
    assert shown(now + timedelta(days=7), EXAMPLE).date() == date(2026, 11, 29)
    assert shown(LATE - timedelta(days=3650), EXAMPLE).strftime("%H:%M") == "01:30"


def test_what_is_saved_in_the_example_next_year_says_the_day_of_the_example(
    signed_in: SignedIn, acting: Acting, plan: PlanRow
) -> None:
    comment(acting("dimas"), plan, "plan/scope", "Is the new branch inside?")
    Comment.objects.of(plan.organisation_id).update(at=LATE - timedelta(days=3650))
    Entry.objects.of(plan.organisation_id).filter(plan=plan, place="plan/scope").update(
        edited_at=LATE - timedelta(days=3650)
    )
    ratna = signed_in("ratna")
    assert "Saved at 01:30 on 22 November 2026" in ratna.get(BASE + "plan/scope/edit/").content.decode()
    assert "22 Nov 2026" in ratna.get(BASE + "plan/comment/?where=plan/scope").content.decode()


def test_the_log_of_the_example_says_that_it_keeps_the_time_of_the_machine(
    signed_in: SignedIn, organisation: Organisation
) -> None:
    assert "keeps the time of this machine" in signed_in("ratna").get(BASE + "activity/").content.decode()
