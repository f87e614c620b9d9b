"""Whether an objective falls into the planning period of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _, speak
from opensmp.plan.terms import Period
from opensmp.rules.objectives._dates import span_of
from opensmp.rules.objectives._examples import end_of, specimen
from opensmp.rules.objectives._helpers import Case, cases, place


def _late(dossier: Dossier) -> Dossier:
    end = end_of(dossier)
    late = date(end.year + 1, end.month, 28)
    words = {each: speak(late, each) for each in ("en", "id")}
    return specimen(
        dossier,
        en=f"Raise the share of priority 2 incidents restored within 8 business hours to 95 % by {words['en']}.",
        id=f"Meningkatkan persentase insiden prioritas 2 yang dipulihkan dalam 8 jam kerja menjadi 95 % paling lambat {words['id']}.",
        deadline=late,
    )


@rule(
    "OBJ-20",
    clause="6.2.2",
    severity=BLOCKS,
    requirements=("R11", "R71"),
    examples=(
        fails("A deadline in the year after the planning period", _late),
        fails("An objective of the period “2019”", lambda d: specimen(d, period="2019")),
        passes("A deadline on the last day of the period", specimen),
    ),
)
def objective_belongs_to_the_planning_period(dossier: Dossier) -> Iterator[Finding]:
    """An objective belongs to the planning period.

    Why: objectives are set for a period and reported at its end; one from last year, or due after this plan has
    ended, is not part of what this plan commits to.

    Fix: give a deadline inside the period with what will be reached by then, or move the objective to the history
    or to the next period.
    """
    period = dossier.plan.identity.period
    if period is None or period.end < period.start or period.end < dossier.today:
        return  # that the period itself is over is one finding of its own
    for case in cases(dossier):
        if case.flaw == "time":
            continue
        outside = _outside(case, period)
        if outside is not None:
            yield Finding(
                where=place(case.objective, outside[0]),
                says=_(
                    "Objective {id} does not belong to the planning period {period}: {reason}. “{sentence}”",
                    id=case.objective.id,
                    period=period.name,
                    reason=outside[1],
                    sentence=case.objective.statement,
                ),
                quote=case.sentence,
                also=(at("plan/identity/period"),),
            )


def _outside(case: Case, period: Period) -> tuple[str, Message] | None:
    deadline = case.objective.deadline
    if deadline is not None:
        if deadline > period.end:
            return "deadline", _("it is due on {day}, after the end on {end}", day=deadline, end=period.end)
        if deadline < period.start:
            return "deadline", _("it was due on {day}, before the start on {start}", day=deadline, start=period.start)
    elif (words := _elsewhere(case, period)) is not None:
        return "statement", _("it is due “{words}”", words=words)
    named = case.objective.period
    if named and _digits(named) != _digits(period.name):
        return "period", _("it is written for “{named}”", named=named)
    return None


def _elsewhere(case: Case, period: Period) -> str | None:
    """Return the words of a deadline in the sentence that lies wholly outside the period."""
    for statement in case.statements:
        for part in statement.deadlines:
            span = span_of(part.words)
            if span is not None and (span[0] > period.end or span[1] < period.start):
                return part.words
    return None


def _digits(name: str) -> str:
    return "".join(sign for sign in name if sign.isdigit()) or name.strip().casefold()
