"""How far an objective has come: five types, each with its own formula.

One formula for all types is the field's real-life mistake: it shows every kept level as "0 %, not met". The formulas, and the
public data that show the mistake, stand in the domain notes on objectives.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from opensmp.i18n import Message, _
from opensmp.plan.objectives import Action, Objective, Reading

State: TypeAlias = Literal[
    "met",
    "not met",
    "open",
    "done on time",
    "done late",
    "overdue",
    "not measured",
    "not computable",
    "target undefined",
]


class Progress(NamedTuple):
    """Where an objective stands on a day.

    ``fraction`` is the way covered from baseline to target, exact and unclipped: negative is moving away, above 1 is beyond
    the target; None where the type has no such figure. ``attained`` is (windows met, windows measured) of a kept level.
    ``state`` compares values, never the rounded fraction. ``why`` says why a figure is missing.
    """

    state: State
    fraction: Fraction | None = None
    attained: tuple[int, int] | None = None
    current: Reading | None = None
    why: Message | None = None


def progress_of(objective: Objective, today: date) -> Progress:
    """Return where an objective stands, from the readings up to ``today``."""
    if objective.kind == "milestone":
        return _milestone(objective, today)
    if objective.target is None:
        return Progress("target undefined", why=_("The objective states no target."))
    readings = sorted((each for each in objective.readings if each.on <= today), key=lambda each: each.on)
    if not readings:
        return Progress("not measured", why=_("Nothing has been measured yet."))
    if objective.kind in ("maintain at least", "maintain at most"):
        return _kept_level(objective, objective.target, readings)
    return _way(objective, objective.target, readings[-1])


def _way(objective: Objective, target: Decimal, current: Reading) -> Progress:
    """Increase and decrease: the share of the way from the baseline. The same formula, with both differences negative."""
    rises = objective.kind == "increase"
    state: State = "met" if _reached(current.value, target, at_least=rises) else "not met"
    if objective.baseline is None:
        return Progress(state, current=current, why=_("No baseline is stated, so the way covered cannot be computed."))
    start = objective.baseline.value
    if start == target:
        return Progress(
            state,
            current=current,
            why=_("Baseline and target are equal: this objective keeps a level, it does not change one."),
        )
    if (target < start) is rises:
        return Progress(
            state,
            current=current,
            why=_("The target lies on the other side of the baseline than the kind of objective says."),
        )
    return Progress(state, Fraction(current.value - start) / Fraction(target - start), current=current)


def _kept_level(objective: Objective, target: Decimal, readings: Sequence[Reading]) -> Progress:
    """A level to keep has no progress: it is kept now or not, and was kept in so many of the measured windows."""
    at_least = objective.kind == "maintain at least"
    met = [_reached(each.value, target, at_least=at_least) for each in readings]
    return Progress("met" if met[-1] else "not met", attained=(sum(met), len(met)), current=readings[-1])


def _milestone(objective: Objective, today: date) -> Progress:
    """A milestone is open until its deadline, then overdue; it is done on the day its evidence stood, not before."""
    done = objective.completed
    if done is not None and done <= today:
        late = objective.deadline is not None and done > objective.deadline
        return Progress("done late" if late else "done on time", Fraction(1))
    state: State = "overdue" if objective.deadline is not None and today > objective.deadline else "open"
    return Progress(state, _steps(objective.actions, today))


def _steps(actions: Sequence[Action], today: date) -> Fraction | None:
    """The share of completed steps, all of one weight; None where there are no steps."""
    return (
        Fraction(sum(each.done is not None and each.done <= today for each in actions), len(actions))
        if actions
        else None
    )


def _reached(value: Decimal, target: Decimal, *, at_least: bool) -> bool:
    return value >= target if at_least else value <= target
