"""Ready corrections of an objective's sentence; a missing number stays a blank."""

from __future__ import annotations

from datetime import date

from opensmp.checking import Correction
from opensmp.i18n import speak
from opensmp.language import Label, Statement
from opensmp.plan.terms import Window
from opensmp.rules.objectives._helpers import Case, place

_BY = {"en": "by", "id": "paling lambat"}
_EVERY: dict[str, dict[Window, str]] = {
    "en": {"week": "in every week", "month": "in every month", "quarter": "in every quarter", "half-year": "in every six months",
           "year": "in every year"},
    "id": {"week": "setiap minggu", "month": "setiap bulan", "quarter": "setiap triwulan", "half-year": "setiap semester",
           "year": "setiap tahun"},
}  # fmt: skip


def measurable_form(case: Case) -> Correction | None:
    """Return the sentence as it could be measured, with blanks where the author has to decide."""
    for statement in case.statements:
        if statement.proposal is not None and statement.label is not Label.MEASURABLE:
            after = statement.proposal.text(statement.language)
            return Correction("meaning", place(case.objective, "statement"), statement.text, after)
    return None


def with_time(case: Case, statement: Statement) -> Correction | None:
    """Return the sentence with the deadline or the period that the objective's fields, or the plan, already state."""
    words = _time_words(case, statement.language)
    if not words:
        return None
    body = statement.text.rstrip()
    stop = "." if body.endswith(".") else ""
    after = f"{body.removesuffix('.')} {words}{stop}"
    return Correction("wording", place(case.objective, "statement"), statement.text, after)


def _time_words(case: Case, language: str) -> str:
    if language not in _BY:
        return ""
    if case.objective.deadline is not None:
        return _by(case.objective.deadline, language)
    if case.objective.window is not None:
        return _EVERY[language][case.objective.window]
    return _by(case.period.end, language) if case.in_plan_period and case.period else ""


def _by(day: date, language: str) -> str:
    return f"{_BY[language]} {speak(day, language)}"
