"""Where the sentence of an objective and its fields promise different things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from functools import cache

from opensmp.i18n import Message, _
from opensmp.language import Kind, Part, Quantifier, Statement
from opensmp.plan.objectives import Objective, ObjectiveKind
from opensmp.plan.terms import Window
from opensmp.rules.objectives._dates import span_of
from opensmp.rules.objectives._helpers import Case
from opensmp.rules.objectives._units import PER_CENT, comparable, dimension

_UPWARD: tuple[ObjectiveKind, ...] = ("increase", "maintain at least")
_DOWNWARD: tuple[ObjectiveKind, ...] = ("decrease", "maintain at most")
_ONE_DAY = timedelta(days=1)
_EVERYTHING = Decimal(100)
_WINDOWS: dict[Window, str] = {
    "week": r"week(?:ly)?|(?:setiap|per|tiap) minggu|mingguan",
    "month": r"month(?:ly)?|bulan(?:an)?",
    "half-year": r"half[- ]year(?:ly)?|six months|enam bulan|semester(?:an)?",
    "quarter": r"quarter(?:ly)?|triwulan(?:an)?|kuartal(?:an)?",
    "year": r"(?:each|every|per|a) year|yearly|annual(?:ly)?|(?:setiap|per|tiap) tahun|tahunan",
}


def of(objective: Objective, statement: Statement, limit: Part | None) -> Iterator[tuple[str, Message, str]]:
    """Yield (field, what differs, the words of the sentence) for each disagreement.

    ``limit`` is the clock limit that the objective's metric names, where it names one.
    """
    yield from _numbers(objective, statement)
    yield from _baselines(objective, statement)
    yield from _directions(objective, statement)
    yield from _days(objective, statement)
    yield from _windows(objective, statement)
    yield from _limits(statement, limit)


def contradicts_itself(case: Case) -> bool:
    """Whether the sentence of an objective and its fields differ; other rules wait until that is settled."""
    return any(True for statement in case.statements for _difference in of(case.objective, statement, None))


def _numbers(objective: Objective, statement: Statement) -> Iterator[tuple[str, Message, str]]:
    target = objective.target
    stated = [part for part in statement.targets if part.value is not None]
    if target is None or not stated or objective.kind == "milestone" or _all_of_them(objective, statement):
        return
    limits = [statement.limit] if statement.limit is not None else []
    if any(_same(part, target, objective.unit) for part in (*stated, *limits)) or _reached(
        objective, statement, stated
    ):
        return
    part = stated[0]
    if _differ_in_unit(part, target, objective.unit):
        yield (
            "unit",
            _("the sentence says “{words}”, the field counts in {unit}", words=part.words, unit=objective.unit),
            part.words,
        )
        return
    yield (
        "target",
        _(
            "the sentence says “{words}”, the field {target} {unit}",
            words=part.words,
            target=target,
            unit=objective.unit,
        ),
        part.words,
    )


def _all_of_them(objective: Objective, statement: Statement) -> bool:
    """Every incident within four hours is 100 % of them."""
    everything = objective.target == _EVERYTHING and dimension(objective.unit) == PER_CENT
    return everything and statement.quantifier is Quantifier.ALL


def _same(part: Part, target: Decimal, unit: str) -> bool:
    if part.value is None:
        return False
    ours, theirs = dimension(unit), dimension(part.unit)
    if ours and theirs and ours != theirs:
        return False
    return comparable(part.value, part.unit) == comparable(target, unit if ours else part.unit) or (
        part.value == target and not (ours and theirs)
    )


def _differ_in_unit(part: Part, target: Decimal, unit: str) -> bool:
    ours, theirs = dimension(unit), dimension(part.unit)
    return part.value == target and bool(ours and theirs)


def _reached(objective: Objective, statement: Statement, stated: list[Part]) -> bool:
    """Whether a relative target of the sentence leads from the baseline to the number in the field."""
    if objective.baseline is None:
        return statement.relative
    start = objective.baseline.value
    for part in stated:
        change = part.value or Decimal(0)
        ways = (start * (1 + change / 100), start * (1 - change / 100), start + change, start - change, start * change)
        if any(abs(way - (objective.target or Decimal(0))) <= abs(start) / 200 for way in ways) and (
            statement.relative or part.unit in ("x", "points")
        ):
            return True
    return False


def _baselines(objective: Objective, statement: Statement) -> Iterator[tuple[str, Message, str]]:
    stated = [part for part in statement.baselines if part.value is not None]
    if objective.baseline is None or not stated:
        return
    if not any(_same(part, objective.baseline.value, objective.unit) for part in stated):
        words = stated[0].words
        yield (
            "baseline",
            _(
                "the sentence starts from “{words}”, the field from {value}",
                words=words,
                value=objective.baseline.value,
            ),
            words,
        )


def _directions(objective: Objective, statement: Statement) -> Iterator[tuple[str, Message, str]]:
    target = statement.target
    if (
        target is None
        or target.unit == "x"
        or (target.value is not None and dimension(target.unit) != dimension(objective.unit))
    ):
        return
    up = statement.kind in (Kind.INCREASE, Kind.MAINTAIN_AT_LEAST)
    down = statement.kind in (Kind.DECREASE, Kind.MAINTAIN_AT_MOST)
    if up and objective.kind in _DOWNWARD:
        yield "kind", _("the sentence wants the value to be high, the field to be low"), statement.text
    if down and objective.kind in _UPWARD:
        yield "kind", _("the sentence wants the value to be low, the field to be high"), statement.text


def _days(objective: Objective, statement: Statement) -> Iterator[tuple[str, Message, str]]:
    deadline = objective.deadline
    spans = [(part.words, span) for part in statement.deadlines if (span := span_of(part.words)) is not None]
    if deadline is None or not spans:
        return
    if any(first - _ONE_DAY <= deadline <= last + _ONE_DAY for _words, (first, last) in spans):
        return
    words = spans[0][0]
    yield "deadline", _("the sentence says “{words}”, the field {day}", words=words, day=deadline), words


def _windows(objective: Objective, statement: Statement) -> Iterator[tuple[str, Message, str]]:
    if objective.window is None:
        return
    words = " ".join(part.words for part in statement.periods)
    named = {window for window in _WINDOWS if _window(window).search(words)}
    if "half-year" in named:
        named -= {"year", "month"}
    if named and objective.window not in named:
        yield (
            "window",
            _(
                "the sentence says “{words}”, the field counts by the {window}",
                words=words,
                window=_SPOKEN[objective.window],
            ),
            words,
        )


_SPOKEN: dict[Window, Message] = {
    "week": _("week"), "month": _("month"), "quarter": _("quarter"), "half-year": _("half-year"), "year": _("year"),
}  # fmt: skip


@cache
def _window(window: Window) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_WINDOWS[window]})\b", re.IGNORECASE)


def _limits(statement: Statement, limit: Part | None) -> Iterator[tuple[str, Message, str]]:
    stated = statement.limit
    if stated is None or limit is None or stated.value is None or limit.value is None:
        return
    if dimension(stated.unit) == dimension(limit.unit) and comparable(stated.value, stated.unit) != comparable(
        limit.value, limit.unit
    ):
        yield (
            "metric",
            _("the sentence says “{words}”, the metric “{other}”", words=stated.words, other=limit.words),
            stated.words,
        )
