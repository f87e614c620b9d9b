"""An objective from its sentence: what the language layer reads in it, under what the cells of its table say."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from opensmp.intake.parsing import day_in, number_in, span_in, window_in
from opensmp.language import Comparator, Kind, Statement, read
from opensmp.plan.objectives import ObjectiveKind
from opensmp.plan.prose import Prose
from opensmp.plan.terms import Baseline

_KINDS: Mapping[Kind, ObjectiveKind] = {
    Kind.INCREASE: "increase", Kind.DECREASE: "decrease", Kind.MAINTAIN_AT_LEAST: "maintain at least",
    Kind.MAINTAIN_AT_MOST: "maintain at most", Kind.MILESTONE: "milestone",
}  # fmt: skip
_LESS = frozenset({Comparator.AT_MOST, Comparator.BELOW})


def facts_of_objective(cells: Mapping[str, str], made: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return the fields of an objective that its cells leave open, as its sentence states them; numbers only where it has them."""
    statement = read(f"{cells.get('statement', '')}".replace("\n", " "), language)
    told = (
        read(f"{cells.get('metric', '')} {cells.get('target', '')}".strip(), language)
        if cells.get("target")
        else statement
    )
    target = statement.target or told.target
    found: dict[str, Any] = {"kind": made.get("kind") or _kind(statement, told)}
    value, unit = _number(made, cells, target.value if target else None, target.unit if target else None, language)
    found["target"] = value
    found.setdefault("unit", made.get("unit") or unit)
    if statement.metric and "metric" not in made:
        found["metric"] = Prose.of(statement.metric.words)
    return {**found, **_times(statement, cells, made), **_start(statement, made)}


def _number(
    made: Mapping[str, Any], cells: Mapping[str, str], value: Decimal | None, unit: str | None, language: str
) -> tuple[Decimal | None, str]:
    """Return the target: the number in its own column, else that of the sentence."""
    text = cells.get("target", "")
    own = made.get("target") if made.get("target") is not None else number_in(text, language) if text else None
    unit = "%" if "%" in text or (unit == "%" and own is None) else unit or ""
    return (own if own is not None else value), unit


def _kind(statement: Statement, told: Statement) -> ObjectiveKind:
    for each in (statement, told):
        if each.kind in _KINDS:
            return _KINDS[each.kind]
    comparator = statement.comparator or told.comparator
    if comparator in _LESS:
        return "maintain at most"
    if comparator is not None:
        return "maintain at least"
    return "milestone" if statement.milestone else "increase"


def _times(statement: Statement, cells: Mapping[str, str], made: Mapping[str, Any]) -> dict[str, Any]:
    """Return by when an objective is to be reached, or over which period it is judged."""
    found: dict[str, Any] = {}
    if "deadline" not in made and "window" not in made:
        words = statement.deadline.words if statement.deadline else cells.get("deadline", "")
        day = day_in(words)
        year = span_in(words) if words and not day else None
        found["deadline"] = day.day if day else year[1] if year else None
    if "window" not in made:
        window = window_in(cells.get("window", "") or (statement.period.words if statement.period else ""))
        found["window"] = window
    return found


def _start(statement: Statement, made: Mapping[str, Any]) -> dict[str, Any]:
    part = statement.baseline
    if "baseline" in made or part is None or part.value is None:
        return {}
    return {"baseline": Baseline(value=part.value)}
