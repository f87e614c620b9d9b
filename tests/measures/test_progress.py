"""Progress of objectives: the worked vectors of the five types, and the real-life mistake."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from opensmp.measures.progress import progress_of
from opensmp.plan.objectives import Action, Objective, Reading
from opensmp.plan.prose import Prose
from opensmp.plan.terms import Baseline

TODAY = date(2027, 7, 1)


def objective(
    kind: str, target: str | None = None, start: str | None = None, *values: str, **fields: object
) -> Objective:
    """An objective with one reading a month, the last in June 2027."""
    first = 6 - len(values)
    readings = tuple(Reading(on=date(2027, first + n + 1, 28), value=Decimal(each)) for n, each in enumerate(values))
    return Objective(
        id="O-1",
        statement=Prose.of({"en": "An objective."}),
        kind=kind,  # type: ignore[arg-type]
        target=None if target is None else Decimal(target),
        baseline=None if start is None else Baseline(value=Decimal(start)),
        readings=readings,
        **fields,  # type: ignore[arg-type]
    )


WAYS = [
    ("increase", "76000", "0", "12905", "not met", Fraction(12905, 76000)),
    ("increase", "95", "88", "92", "not met", Fraction(4, 7)),
    ("increase", "95", "88", "95", "met", Fraction(1)),
    ("increase", "95", "88", "97", "met", Fraction(9, 7)),
    ("decrease", "10", "40", "25", "not met", Fraction(1, 2)),
    ("decrease", "10", "40", "45", "not met", Fraction(-1, 6)),
    ("decrease", "10", "40", "8", "met", Fraction(16, 15)),
]


@pytest.mark.requirement("R11")
@pytest.mark.parametrize(("kind", "target", "start", "current", "state", "fraction"), WAYS)
def test_the_way_from_the_baseline_is_exact_and_unclipped(kind, target, start, current, state, fraction) -> None:
    found = progress_of(objective(kind, target, start, current), TODAY)
    assert (found.state, found.fraction) == (state, fraction)


@pytest.mark.requirement("R11")
def test_rounding_never_decides_whether_a_target_is_met() -> None:
    nearly = progress_of(objective("increase", "95", "88", "94.98922"), TODAY)
    assert nearly.state == "not met"
    assert nearly.fraction is not None
    assert round(nearly.fraction * 100, 2) > Decimal("99.8")
    assert progress_of(objective("maintain at most", "4", None, "4.00"), TODAY).state == "met"
    assert progress_of(objective("maintain at most", "4", None, "4.004"), TODAY).state == "not met"


@pytest.mark.requirement("R11")
def test_an_increase_from_its_own_target_has_no_progress() -> None:
    found = progress_of(objective("increase", "95", "95", "96"), TODAY)
    assert found.fraction is None
    assert "keeps a level" in str(found.why)


@pytest.mark.requirement("R11")
def test_a_target_on_the_wrong_side_has_no_progress() -> None:
    assert progress_of(objective("increase", "80", "88", "90"), TODAY).fraction is None
    assert progress_of(objective("decrease", "40", "10", "20"), TODAY).fraction is None


@pytest.mark.requirement("R11")
def test_a_kept_level_shows_its_state_now_and_its_windows_but_no_progress() -> None:
    months = ("99.95", "99.92", "99.85", "99.93", "99.97", "99.95")
    found = progress_of(objective("maintain at least", "99.9", None, *months), TODAY)
    assert (found.state, found.fraction, found.attained) == ("met", None, (5, 6))


@pytest.mark.requirement("R11")
def test_nothing_measured_is_never_zero_per_cent() -> None:
    assert progress_of(objective("increase", "95", "88"), TODAY).state == "not measured"
    assert progress_of(objective("increase", None, "88", "90"), TODAY).state == "target undefined"
    without = progress_of(objective("increase", "95", None, "96"), TODAY)
    assert (without.state, without.fraction) == ("met", None)


def milestone(completed: date | None = None, done: int = 0) -> Objective:
    steps = tuple(
        Action(text=Prose.of({"en": f"Step {n}"}), done=date(2027, 3, 1) if n < done else None) for n in range(4)
    )
    return objective("milestone", deadline=date(2027, 6, 30), actions=steps, completed=completed)


@pytest.mark.requirement("R11")
def test_a_milestone_is_open_until_its_deadline_and_then_overdue() -> None:
    assert progress_of(milestone(date(2027, 6, 28)), TODAY).state == "done on time"
    assert progress_of(milestone(date(2027, 7, 1)), TODAY).state == "done late"
    before = progress_of(milestone(done=3), date(2027, 5, 1))
    assert (before.state, before.fraction) == ("open", Fraction(3, 4))
    assert progress_of(milestone(), TODAY).state == "overdue"


@pytest.mark.requirement("R11")
def test_a_reading_of_tomorrow_does_not_count_today() -> None:
    assert progress_of(objective("increase", "95", "88", "96"), date(2027, 1, 1)).state == "not measured"
