"""The two readings of an objective: its sentence alone, and the objective in its place in the plan."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Correction, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.language import Label, Statement
from opensmp.rules.objectives._corrections import measurable_form, with_time
from opensmp.rules.objectives._examples import milestone, specimen, standing
from opensmp.rules.objectives._helpers import Case, measurable_cases, place

_LABELS = {
    Label.MEASURABLE: _("measurable"),
    Label.PARTIALLY: _("partially measurable"),
    Label.NOT: _("not measurable"),
}


@rule(
    "OBJ-04",
    clause="6.2.1",
    severity=ADVICE,
    requirements=("R11", "R53"),
    examples=(
        fails(
            "“Restore 95 % of priority 2 incidents within 8 business hours”: only a field says by when",
            lambda d: standing(
                d,
                en="Restore at least 95 % of priority 2 incidents within 8 business hours.",
                id="Memulihkan sekurang-kurangnya 95 % insiden prioritas 2 dalam 8 jam kerja.",
            ),
        ),
        passes("“… to 95 % by the end of the period”", specimen),
        passes("A dated milestone whose completion evidence is named", milestone),
    ),
)
def objective_stands_alone(dossier: Dossier) -> Iterator[Finding]:
    """The sentence of an objective is measurable on its own.

    Why: the sentence is what people quote, put on slides and answer an auditor with; what only a field or the
    planning period says gets lost on the way. Both readings are shown: the sentence alone, and the objective in
    its place.

    Fix: put into the sentence what the fields already state: the target, and the deadline or the measurement
    period.
    """
    for case in measurable_cases(dossier):
        short = next((each for each in case.statements if not _complete(each, case)), None)
        if short is None:
            continue
        yield Finding(
            where=place(case.objective, "statement"),
            says=_(
                "Objective {id}, the sentence alone: {alone}. In its place, with {help}: measurable. “{sentence}”",
                id=case.objective.id,
                alone=_LABELS[short.label],
                help=tuple(_help(short, case)),
                sentence=short.text,
            ),
            quote=short.text,
            correction=_correction(short, case),
        )


def _complete(statement: Statement, case: Case) -> bool:
    if case.milestone:
        return bool(statement.deadlines or statement.periods)
    return statement.label is Label.MEASURABLE


def _help(statement: Statement, case: Case) -> list[Message]:
    helps: list[Message] = []
    if not statement.metrics and not case.milestone:
        helps.append(_("the metric in its field"))
    if not statement.targets and case.objective.target is not None:
        helps.append(_("the target in its field"))
    if not statement.deadlines and not statement.periods:
        helps.append(_supplied(case))
    return helps or [_("what its fields add")]


def _supplied(case: Case) -> Message:
    if case.objective.deadline is not None:
        return _("the deadline {day}", day=case.objective.deadline)
    if case.objective.window is not None:
        return _("the measurement period in its field")
    if case.in_plan_period and case.period is not None:
        return _("the planning period, which ends on {day}", day=case.period.end)
    return _("the text in the other language")


def _correction(statement: Statement, case: Case) -> Correction | None:
    if statement.targets and (statement.metrics or case.milestone):
        return with_time(case, statement)
    return measurable_form(case)
