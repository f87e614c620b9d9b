"""Whether a change says where it starts."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.rules.objectives._examples import specimen, standing
from opensmp.rules.objectives._helpers import Case, measurable_cases, place


@rule(
    "OBJ-07",
    clause="6.2.1",
    severity=BLOCKS,
    requirements=("R11", "R71"),
    examples=(
        fails("“Raise the share … to 95 %”, and nothing says from where", lambda d: specimen(d, baseline=None)),
        fails(
            "“Reduce the number of repeat incidents by 20 %”, of an unknown number",
            lambda d: specimen(
                d,
                en="Reduce the number of repeat incidents by 20 % by {end}.",
                id="Mengurangi jumlah insiden berulang sebesar 20 % paling lambat {end}.",
                kind="decrease",
                target=None,
                baseline=None,
            ),
        ),
        passes("A standing objective needs no baseline", standing),
    ),
)
def objective_has_a_baseline(dossier: Dossier) -> Iterator[Finding]:
    """A change has a baseline.

    Why: “20 % fewer” of an unknown number cannot be checked, and progress towards a target cannot be computed
    without its start.

    Fix: give the value on a day and its source. If it was never measured, measure it first and say until when.
    """
    for case in measurable_cases(dossier):
        if case.milestone or case.objective.baseline is not None or any(each.baselines for each in case.statements):
            continue
        reason = _reason(case)
        if reason is not None:
            yield Finding(
                where=place(case.objective, "baseline"),
                says=_(
                    "Objective {id} has no baseline although {reason}: “{sentence}”",
                    id=case.objective.id,
                    reason=reason,
                    sentence=case.objective.statement,
                ),
                quote=case.sentence,
            )


def _reason(case: Case) -> Message | None:
    if any(each.relative for each in case.statements):
        return _("its target is relative")
    if case.objective.kind == "increase":
        return _("it promises an increase")
    return _("it promises a decrease") if case.objective.kind == "decrease" else None
